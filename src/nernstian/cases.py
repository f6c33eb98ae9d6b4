"""Which law a computation is about: its facts and what evaluates it, for any list of ions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nernstian.codegen import emitted
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import UsageError
from nernstian.suggestions import did_you_mean

# Only ratios of these arguments count, so they may share any dimension: (law, prefix of their names).
_ONLY_RATIOS = {"ghk_voltage": "P_", "mullins_noda": "P_", "electrogenic_shift": "P_"}
_ION_LAW = "ghk_voltage"
_ION_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}", re.ASCII)
_MAX_IONS = 20


@dataclass(frozen=True, slots=True)
class Case:
    """A law's facts and its evaluator in SI, keyword arguments."""

    law: LawFacts
    evaluate: Callable[..., float]


def law_facts(name: str) -> LawFacts:
    """The facts of a law by name.

    Raises
    ------
    UsageError
        If there is no such law.
    """
    try:
        return emitted.LAWS[name]
    except KeyError:
        hint = did_you_mean(name, emitted.LAWS)
        raise UsageError(f"there is no law {name!r}", f"{hint}Run 'nernstian list' for the laws.") from None


def case_of(name: str, ions: Mapping[str, int] | None = None) -> Case:
    """The case a computation is about; ``ions`` other than K, Na, Cl make a new one of ``ghk_voltage``."""
    law = law_facts(name)
    if ions is None:
        return Case(law, emitted.EVALUATORS[name])
    if name != _ION_LAW:
        raise UsageError(f"{name} takes no list of ions", f"Leave --ions out; it belongs to {_ION_LAW}.")
    _check_ions(ions)
    # Loads SymPy, and so only for a list of ions the generated module does not hold.
    from nernstian.codegen.function import function

    return Case(_with_ions(law, ions), function(name, ions=dict(ions)))


def shared_dimension(law: LawFacts) -> tuple[str, ...]:
    """The arguments of which only ratios count; they may have any dimension as long as it is the same."""
    prefix = _ONLY_RATIOS.get(law.name)
    return tuple(a.name for a in law.arguments if prefix and a.name.startswith(prefix))


def parse_ions(text: str) -> dict[str, int]:
    """Read ``K:1,Na:1,Cl:-1``.

    Raises
    ------
    UsageError
        If the text is no such list, or names an ion twice.

    Examples
    --------
    >>> parse_ions("K:1, Cl:−1")
    {'K': 1, 'Cl': -1}
    """
    ions: dict[str, int] = {}
    for item in text.replace("\N{MINUS SIGN}", "-").split(","):
        name, _, valence = (part.strip() for part in item.partition(":"))
        if not _ION_NAME.fullmatch(name) or not re.fullmatch(r"[+-]?\d{1,2}", valence, re.ASCII):
            raise UsageError(
                f"{item.strip()!r} is not an ion and its valence", "Write --ions K:1,Na:1,Cl:-1."
            )
        if name in ions:
            raise UsageError(f"the ion {name} is listed twice", "List every ion once.")
        ions[name] = int(valence)
    _check_count(ions)
    return ions


def _check_count(ions: Mapping[str, int]) -> None:
    if not 1 <= len(ions) <= _MAX_IONS:
        raise UsageError(f"{len(ions)} ions are listed", f"List between 1 and {_MAX_IONS} ions.")


def _check_ions(ions: Mapping[str, int]) -> None:
    _check_count(ions)
    if divalent := [f"{name}:{valence}" for name, valence in ions.items() if abs(valence) != 1]:
        raise UsageError(
            f"the Goldman-Hodgkin-Katz voltage holds for monovalent ions, and {divalent[0]} is not one",
            "Leave it out, or give it the valence 1 or -1.",
        )


def _with_ions(law: LawFacts, ions: Mapping[str, int]) -> LawFacts:
    by_name = {argument.name: argument for argument in law.arguments}
    concentrations = [
        _renamed(by_name[f"K_{side}"], "K", ion, f"concentration of {ion} {side}side")
        for ion in ions
        for side in ("out", "in")
    ]
    permeabilities = [_renamed(by_name["P_K"], "K", ion, f"permeability of {ion}") for ion in ions]
    arguments = (*concentrations, *permeabilities, by_name["T"])
    return dataclasses.replace(law, arguments=arguments, formula=_ion_formula(ions))


def _renamed(facts: QuantityFacts, old: str, new: str, meaning: str) -> QuantityFacts:
    name = "_".join(new if part == old else part for part in facts.name.split("_"))
    return dataclasses.replace(facts, name=name, symbol=name, meaning=meaning)


def _ion_formula(ions: Mapping[str, int]) -> str:
    def weighted(cation_side: str, anion_side: str) -> str:
        return " + ".join(f"P_{ion}*{ion}_{cation_side if z > 0 else anion_side}" for ion, z in ions.items())

    return f"V = R*T/F*ln(({weighted('out', 'in')})/({weighted('in', 'out')}))"
