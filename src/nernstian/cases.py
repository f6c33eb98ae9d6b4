"""Which law a computation is about: its facts and what evaluates it, for any list of ions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nernstian.codegen import emitted
from nernstian.codegen.facts import InverseFacts, LawFacts
from nernstian.derivations.errors import UsageError
from nernstian.suggestions import did_you_mean

# Only ratios of these arguments count, so they may share any dimension: (law, prefix of their names).
_ONLY_RATIOS = {
    "ghk_voltage": "P_",
    "ghk_voltage_divalent": "P_",
    "mullins_noda": "P_",
    "electrogenic_shift": "P_",
}
#: The laws that take any list of ions.
ION_LAWS = ("ghk_voltage", "ghk_voltage_divalent")
_ION_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}", re.ASCII)
_MAX_IONS = 20


# The valences of the ions a law is about unless it is given others.
_USUAL_IONS = {
    "ghk_voltage": {"K": 1, "Na": 1, "Cl": -1},
    "ghk_voltage_divalent": {"K": 1, "Na": 1, "Cl": -1, "Ca": 2},
}


@dataclass(frozen=True, slots=True)
class Closed:
    """A law solved for an argument: what is known of the formula, and its evaluator in SI, by keyword."""

    facts: InverseFacts
    evaluate: Callable[..., float]


@dataclass(frozen=True, slots=True)
class Case:
    """A law's facts and its evaluator in SI, keyword arguments; its ions, if it is one of a list of them."""

    law: LawFacts
    evaluate: Callable[..., float]
    ions: Mapping[str, int]
    listed: bool = False

    def closed(self, argument: str) -> Closed | None:
        """The closed form for an argument, if there is one."""
        if self.listed:
            return _closed_for_ions(self.law, self.ions, argument)
        facts = next((inverse for inverse in self.law.inverses if inverse.argument == argument), None)
        return None if facts is None else Closed(facts, emitted.INVERSES[self.law.name][argument])


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


def facts_of(name: str, ions: Mapping[str, int] | None = None) -> LawFacts:
    """The facts of a law by name, for a list of ions if it takes one."""
    law = law_facts(name)
    if ions is None:
        return law
    if name not in ION_LAWS:
        raise UsageError(
            f"{name} takes no list of ions",
            f"Leave out --ions (ions=); it belongs to {' and '.join(ION_LAWS)}.",
        )
    # Loads SymPy, and so only for a list of ions the generated module does not hold.
    from nernstian.codegen.describe import formula
    from nernstian.codegen.emit import quantity_facts
    from nernstian.derivations.laws import demand_ions, get

    demand_ions(ions)
    _check_count(ions)
    member = get(name, ions)
    arguments = tuple(quantity_facts(quantity) for quantity in member.arguments)
    # Its inverses are made when one is asked for.
    return dataclasses.replace(law, arguments=arguments, formula=formula(member), inverses=())


def case_of(name: str, ions: Mapping[str, int] | None = None) -> Case:
    """The case a computation is about; a list of ``ions`` makes a new one of a law that takes any."""
    law = facts_of(name, ions)
    if ions is None:
        return Case(law, emitted.EVALUATORS[name], _USUAL_IONS.get(name, {}))
    from nernstian.codegen.function import function

    return Case(law, function(name, ions=dict(ions)), dict(ions), listed=True)


def _closed_for_ions(law: LawFacts, ions: Mapping[str, int], argument: str) -> Closed | None:
    from nernstian.codegen.emit import inverse_facts
    from nernstian.codegen.lowering import lower
    from nernstian.codegen.targets.python import PythonTarget
    from nernstian.derivations.inverses import solved
    from nernstian.derivations.laws import get

    member = get(law.name, ions)
    found = next((inverse for inverse in member.inverses if inverse.argument == argument), None)
    if found is None:
        return None
    return Closed(inverse_facts(member, found), PythonTarget().compiled(lower(solved(member, argument))))


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
