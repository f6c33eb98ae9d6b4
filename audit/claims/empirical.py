"""Slopes and shifts that were found and not computed: of electrodes, of resting potentials, of fits.

A membrane follows potassium with less than 58 mV per decade, an electrode ages, a regression scatters: such a
number may agree with the Nernst slope, but that it does not is no mistake.
"""

from __future__ import annotations

import re
from math import log

from nernstian.audit.claims.base import Claim
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.slope_words import rounds_to
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import interval_of
from nernstian.audit.units import ZERO_CELSIUS

_THEORY = re.compile(
    r"Nernst|ideal|theor|théor|teór|teor|perfect|predict|expect|formula|equation|equilib|\bE_?\(?(?:K|Na|Cl|Ca|H|Mg|HCO)"
    r"|\bRT\b|logarit|Gleichgewicht|Gleichung|Formel|équilibre|équation|equilibrio|ecuación|fórmula|equazione|evenwicht|vergelijking",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"electrode|élektrode|elektrod|électrode|electrodo|elettrodo|calibrat|kalibr|étalonn|calibrac|regress|\bfit(?:s|ted|ting)?\b"
    r"|best\sline|straight\sline|\bline\b|Gerade|\bdroite|\brecta\b|\bretta\b|\bplot|\bcurve|Kurve|courbe|\bcurva|measur|observ|record"
    r"|experiment|gemessen|mesur|medid|misur|gemeten|\bours?\b|\bwe\b|\br\s?=|\bn\s?=|rest(?:ing)?\b|Ruhe|repos\b|reposo|riposo|rust"
    r"|membrane\spotential|Membranpotential|potentiel\sde\smembrane|potencial\sde\smembrana|potenziale\sdi\smembrana"
    r"|\bV_?m\b|overshoot|\bspike|action\spotential|depolari|hyperpolari|\bfib(?:re|er)s?\b|\bcells?\b|\bZellen?\b|cellule|swing|MOSFET|transistor"
    r"|had\sa\sslope|\bsub-?threshold",
    re.IGNORECASE,
)
_EQUILIBRIUM = re.compile(
    r"Nernst|\bE_?\(?(?:K|Na|Cl|Ca|H|Mg|HCO)|equilib|Gleichgewicht|équilibre|evenwicht|reversal|Umkehr",
    re.IGNORECASE,
)
_NO_CONCENTRATION = re.compile(
    r"\blight\b|intensit|frequen|flash(?!\s?cards?)|bright|staircase|\bdB\b|\bLicht|Frequenz|lumière|fréquence|\bluz\b|\bluce\b|frecuencia",
    re.IGNORECASE,
)
_KNOWN = (20.0, 22.0, 25.0, 37.0)  # degC: a slope of another temperature is a slip
_SHORT_OF = (0.6, 1.0)  # what is found falls short of the Nernst slope; more than that is a mistake
COMPUTED = "RT ln10/F"  # what a slope is called that stands in a list of computed ones
_ENDS = re.compile(r"[(),;]")


def _own_words(context: Context, claim: Claim) -> str:
    """What the clause says between the potentials on both sides of a number."""
    number = claim.number
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    start, end = max(start, number.start - 200), min(end, number.unit_end + 80)
    others = [n for n in context.numbers_in(start, end) if is_potential(n)]
    start = max([start, *(n.unit_end for n in others if n.start < number.start)])
    behind = _ENDS.search(context.text, number.unit_end, end)
    return context.text[start : behind.start() if behind else end]


def _is_a_slip(claim: Claim) -> bool:
    """Whether a slope is the one of another ordinary temperature, or steeper than any that is found."""
    if any(rounds_to(claim, degrees + ZERO_CELSIUS) for degrees in _KNOWN):
        return True
    if claim.temperature is None:
        return True
    values = {given.name: given.value for given in claim.inputs} | {"T": claim.temperature.value}
    ratio = abs(claim.number.si() / evaluate(claim.law, values))
    return not _SHORT_OF[0] < ratio < _SHORT_OF[1]


def is_slipped_shift(claim: Claim) -> bool:
    """Return whether a shift has the digits of a slip: twice or half of it, or ln taken for log10."""
    unit = claim.number.unit
    if claim.temperature is None or unit is None:
        return False
    values = {given.name: given.value for given in claim.inputs} | {"T": claim.temperature.value}
    right = abs(evaluate(claim.law, values))
    low, high = sorted(abs(unit.to_si(edge)) for edge in interval_of(claim.number))
    low, high = low - (high - low) / 2.0, high + (high - low) / 2.0  # from a rounded slope
    return any(low <= factor * right <= high for factor in (2.0, 0.5, log(10.0), 1.0 / log(10.0)))


def is_of_no_concentration(context: Context, claim: Claim) -> bool:
    """Return whether the decade of a slope or shift is one of light, or of a frequency."""
    if claim.law != "nernst_slope" and not claim.quantity.startswith("ΔE"):
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    start, end = max(start, claim.number.start - 120), min(end, claim.number.unit_end + 60)
    return _NO_CONCENTRATION.search(context.text, start, end) is not None


def is_empirical(context: Context, claim: Claim) -> bool:
    """Return whether a slope, or a shift by a fold, may have been found rather than computed."""
    slope = claim.law == "nernst_slope"
    if not slope and not claim.quantity.startswith("ΔE"):
        return False
    number = claim.number
    if claim.quantity == COMPUTED:
        return False
    if slope and context.layout.block_at(number.start).kind == "row":
        return False  # a table shows by its other rows whether it is computed
    if any(p.number.start == number.start and not p.symbolic for p in context.prefactors):
        return False  # it stands before a logarithm
    if slope and _THEORY.search(_own_words(context, claim)):
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 200)]
    if _FOUND.search(sentence):
        return not (not slope and _EQUILIBRIUM.search(sentence))
    if slope:
        return not _is_a_slip(claim)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    theory = _THEORY.search(context.text, max(block, number.start - 400), end) is not None
    return not theory and not is_slipped_shift(claim)
