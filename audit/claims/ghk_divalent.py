"""GHK voltages with calcium: permeabilities and concentrations of monovalent and divalent ions together."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Unbound,
    temperature_is_tied,
)
from nernstian.audit.claims.ghk_voltage import ghk_inputs, nearest_weights
from nernstian.audit.claims.ion_arguments import sentence_of
from nernstian.audit.claims.permeabilities import Weights, ratio_weights, table_weights
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL

LAW = Law("NE127", "ghk_voltage_divalent", "V_m")
IONS = ("K", "Na", "Cl", "Ca")
_RATIO = re.compile(
    r"P_?\(?(?:K|Na|Cl|Ca)\)?(?:\s?[:/]\s?P_?\(?(?:K|Na|Cl|Ca)\)?){1,3}\s?(?:=|≈|~|of|is|are|as|:|von|de|di)?\s?(?=[\d.])"
)
_NAME = re.compile(r"P_?\(?(K|Na|Cl|Ca)\b")
_COLON = re.compile(r"\s?[:/]\s?")
_SINGLE = re.compile(
    r"(?<![:/]\s)(?<![:/\w])P_?(?P<ion>K|Na|Cl|Ca)\s?=\s?(?P<value>\d{1,4}(?:[.,]\d{1,5})?)(?!\s?[×·x]\s?10|\s?[cµn]?m/s|\s?P)"
)
_EQUATION = re.compile(
    r"\bGHK\b|Goldman|constant[- ]field|Spangler|Lewis\b|Konstantfeld|champ\sconstant|campo\sconstante",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b[VEU]_?(?:m|rest|rev|M)\b|\b(?:resting|reversal|membrane)\s(?:potential|voltage)|Ruhepotential|Umkehrpotential|Membranpotential"
    r"|potentiel\sde\s(?:repos|membrane|inversion)|potencial\sde\s(?:reposo|membrana|inversión)|potenziale\sdi\s(?:riposo|membrana)"
    r"|\bGHK\b|Goldman|voltage|equation|Gleichung|équation|ecuación|equazione)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:[=≈~→:]|\b(?:is|to|gives?|yields?|predicts?|at|near|of|becomes|ist|beträgt|ergibt|liefert|von|auf|bei|donne|est|vaut|à|de|da|es"
    r"|en|dà|è|di)\b)(?:\s[^\s\d]{1,20}){0,2}[\s(≈~]{0,3}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bE_?(?:K|Na|Cl|Ca)\b|Nernst|equilibrium|without|instead|rather\sthan|from\s-?$|monovalent|\bneglect|ohne|sans|sin\s|measur|\bheld\b|clamp|\bkept\b|stepp|assum|gehalten|maint|manten",
    re.IGNORECASE,
)


def _from_singles(context: Context) -> Iterator[Weights]:
    """``P_K = 1, P_Na = 0.04 and P_Ca = 0.1`` in one sentence."""
    sentences: dict[int, dict[str, float]] = {}
    for match in context.matches(_SINGLE):
        start, _ = context.layout.bounds(Scope.SENTENCE, match.start())
        known = sentences.setdefault(start, {})
        value = float(match["value"].replace(",", "."))
        known[match["ion"]] = value if match["ion"] not in known else -1.0
    for start, known in sentences.items():
        if min(known.values()) >= 0.0:
            yield Weights(tuple(known.items()), start)


def _find(context: Context) -> Index[Weights]:
    found = [
        ratio_weights(context, match, _NAME.findall(match.group()), _COLON)
        for match in context.matches(_RATIO)
    ]
    found += [table_weights(context, table) for table in context.tables]
    found += list(_from_singles(context))
    return index(
        weights
        for weights in found
        if weights is not None
        and len(weights.values) > 1
        and all(ion in IONS and value >= 0.0 for ion, value in weights.values)
        and len(dict(weights.values)) == len(weights.values)
        and dict(weights.values).get("Ca", 0.0) > 0.0
    )


def _is_meant(context: Context, number: Number) -> bool:
    start, _ = sentence_of(context, number)
    start = max(start, number.start - 200)
    earlier = [
        n
        for n in context.numbers_in(start, number.start)
        if n.unit is not None and n.unit.dimension == POTENTIAL
    ]
    window = context.text[earlier[-1].unit_end if earlier else start : number.start]
    if _OTHER.search(window[-90:]) or not _RESULT.search(window):
        return False
    return _LABEL.search(window[-110:]) is not None


def _claim(facts: Facts, weights: Index[Weights], number: Number) -> Claim | Unbound:
    context = facts.context
    chosen = nearest_weights(context, weights, number.start)
    if isinstance(chosen, str) or number.unit is None:
        return Unbound(number, chosen if isinstance(chosen, str) else "it has no unit")
    bound = ghk_inputs(facts, chosen, number.start, IONS)
    if isinstance(bound, str):
        return Unbound(number, bound)
    inputs, reach = bound
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    named = _EQUATION.search(context.text, max(start, number.start - 800), min(end, number.start + 200))
    tied = temperature_is_tied(context, number.start, number.unit_end)
    # an ion with concentrations but no permeability: the ratio is that of a biionic experiment
    listed = facts.concentrations.ions_in(max(0, number.start - 3000), number.start + 1000) & set(IONS)
    firm = named is not None and not tied and listed <= set(dict(chosen.values))
    claim = make_claim(context, LAW, number, number.unit, inputs, firm)
    return replace(claim, reach=reach, damaged=context.damaged)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the potentials that a text derives with calcium among the permeant ions."""
    context = facts.context
    if not context.holds(_EQUATION):
        return
    weights = _find(context)
    if not weights.items:
        return
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        if _is_meant(context, number) and not is_quoted(context, number):
            yield _claim(facts, weights, number)
