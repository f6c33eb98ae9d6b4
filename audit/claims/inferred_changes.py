"""Changes of equilibrium potentials, potentials of bare ratios, concentrations behind a potential.

"A doubling moves E_K by 18.5 mV"; "this ratio alone would give −91 mV"; "if it reverses at −72 mV the cell
holds 7.8 mM". What a law gives agrees; only a named fold of a named ion may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.acceptance import contains
from nernstian.audit.binding import INSTEAD, Pair, is_exchanged
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, exact, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.inferred import (
    LARGEST,
    SMALLEST,
    at_stated_temperature,
    fits,
    ions_near,
    is_sharp,
    known,
    words_around,
)
from nernstian.audit.claims.inferred_pairs import sideless, unnamed
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.claims.roles import Law, make_claim
from nernstian.audit.claims.series import fold_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION, ENERGY, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL

_NERNST = Law("NE101", "nernst", "E")
_BACK = 260
_FAR = 1200  # the potential before a change may stand in the table or list above
_TWO = (
    r"doubl\w+|twofold|two-fold|twice|halv\w+|verdopp\w+|Verdopp\w+|halbier\w+|Halbier\w+|dupli\w+|verdubbel\w+|halver\w+|raddopp\w+"
    r"|dimezz\w+|factor\s(?:of\s)?(?:two|2)\b"
)
_TEN = (
    r"ten-?fold|10-fold|verzehnfach\w*|Verzehnfach\w*|zehnfach\w*|décupl\w*|decuplic\w*|tienvoud\w*|vertienvoud\w*|decupl\w*"
    r"|factor\s(?:of\s)?(?:ten|10)\b"
)
_FOLD = re.compile(rf"\b(?:(?P<two>{_TWO})|(?P<ten>{_TEN}))", re.IGNORECASE)
_CELL = re.compile(
    r"\brest|V_?m\b|membrane\spotential|depolari|hyperpolari|measur|record|\bcell\b", re.IGNORECASE
)
_NO_CONCENTRATION = re.compile(
    r"conductanc|permeab|current|channel|activity|\brate|resist|capacit|\btime|Leitf|Strom|Kanäl|courant|corriente|corrente|stroom|geleid",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:shift\w*|mov\w+|chang\w+|depolari\w+|hyperpolari\w+|adds?|worth|rises?|drops?|falls?|differ\w+|verschieb\w+|steigt|sinkt|ändert|décal\w+"
    r"|dépla\w+|varie|desplaz\w+|cambia|sposta\w*|verschuif\w*|verandert?\w*|scosta|passe|augmente|diminue|sube|baja|aumenta|disminuye|despolari\w+|hiperpolari\w+|dépolari\w+)\b|→|:\s?$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:shift\w*|chang\w+|depolari\w+|hyperpolari\w+|d?[ée]?spolari\w+|hiperpolari\w+|differ\w*|gap|apart|away|step|swing|jump\w*|moves?|rises?|drop\w*|falls?|verschieb\w+"
    r"|lost|loses?|gain(?:ed|s)?|beyond|perd\w*|gagn\w*|verloren|verliert|perdió|pierde|Differenz|Unterschied|Abstand|Änderung|dépolari\w+|écart|différence|décalage|diferencia|cambio|differenza|verschil|verandering"
    r"|verschuiving)\b",
    re.IGNORECASE,
)
# only what is said to be a shift can be a wrong one: "rises to -76 mV" is where it leads
_BY = re.compile(
    r"\b(?:by|um|worth|adds?|(?:shift|change|step|move|difference)\s(?:of|is|was|would\sbe)|(?:Verschiebung|Änderung)\svon|(?:décalage|variation)\sde"
    r"|(?:cambio|desplazamiento|variazione|spostamento)\s(?:de|di)|verschuiving\svan|met|en|di|de|vale|wert)\s(?:\w+\s){0,2}[≈~(]?\s?[-+−]?$",
    re.IGNORECASE,
)
# a question for a concentration, whose potential is given
_ASKED = re.compile(
    r"\b(?:which|what|how\smuch|welche[srn]?|wie\s(?:viel|hoch)|quelle?|combien|qué|cuál|cuánt[oa]|quale|quant[oa]|che|welke?|hoeveel)\b[^?\n]{0,160}\?",
    re.IGNORECASE,
)
_WORTH = (MOLAR_ENERGY, ENERGY, POTENTIAL)
# "70 mV are worth 6.75 kJ/mol": of this potential something is said, it is no result
_IS_GIVEN = re.compile(
    r"\s(?:(?:is|are|be|would\sbe|sind|ist|wären|sont|est|son|es|sono|è|zijn|is)\s)?(?:also\s|only\s|even\s)?(?:worth|correspond\w*|amount\w*|equal\w*|cost\w*"
    r"|mean|means|make|makes|wert|entsprech\w+|entspricht|bedeut\w+|kosten|macht|machen|valent|vaut|coût\w+|équiva\w+|vale[n]?|cuesta[n]?|equival\w+"
    r"|valgono|corrispond\w+|costa(?:no)?|waard|overeenkom\w*|kosten?)\s",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:at|bei|à|a|bij|of|from|von|de|da|van)\s[+\-−]?$|;", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|von|de|da|van|del|dai)\s(?:about\s|some\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|auf|a|à|naar|bis|ad)\s(?:\w{2,7}\s)?")
_RATIO = re.compile(
    r"(?:(?P<times>\d[\d.,]{0,5})(?:\s?times(?!\s(?:the\s)?(?:natural\s|base-ten\s)?(?:log|\d))|-fold|\s?fach|-?fache?\b|\sfois|\sveces|\svolte|\smaal|\skeer|\s?×)"
    r"|\bratio\s(?:of\s)?(?:about\s)?(?P<first>\d[\d.,]{0,5})\s?(?:to|:|/)\s?(?P<second>\d[\d.,]{0,5}))",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"=|≈|→|\b(?:holds?|must|would|should|could|then|so|hence|thus|leav\w+|gives?|yields?|up\sto|accumul\w+|find|internal|hält|muss|enthält|also"
    r"|doit|contient|debe|contiene|deve|moet|devrait)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:holds?|contains?|has|inside|internal\w*|intracellular\w*|outside|external\w*|cytosol\w*|concentration|accumul\w*|innen|enthält|contient"
    r"|contiene|binnen|bevat)\b|\]_?(?:in?|o(?:ut)?)\b|\bc_?(?:in|out|i|o)\b",
    re.IGNORECASE,
)


def _before(context: Context, number: Number) -> str:
    """A number's sentence in front of it, with the sentence before that one."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    return context.text[max(block, number.start - _BACK) : number.start]


def _asked(context: Context, number: Number) -> tuple[int, int]:
    """Where the question of an answer stands (nowhere, if it is none)."""
    return context.layout.answers.question(number.start) or (0, 0)


def _asked_fold(facts: Facts, number: Number) -> Claim | None:
    """The shift that an answer gives for the doubling of which its question speaks."""
    context = facts.context
    start, end = _asked(context, number)
    ions = {mention.ion for mention in context.ions.within(start, end)}
    match = _FOLD.search(context.text, start, end)
    if match is None or len(ions) != 1 or _NO_CONCENTRATION.search(context.text, start, end):
        return None
    claim = fold_claim(context, number, 2.0 if match["two"] else 10.0, ions.pop())
    return replace(claim, firm=False) if fits(claim) else None


def _is_given(context: Context, number: Number, between: tuple[Number, ...]) -> bool:
    """Whether a fold's own worth is said before a number, or what the number is worth behind it."""
    worth = any(n.unit is not None and n.unit.dimension in _WORTH for n in between)
    return worth or _IS_GIVEN.match(context.text, number.unit_end) is not None


def _fold(facts: Facts, number: Number) -> Claim | None:
    """The shift that a doubling or a tenfold change makes."""
    context = facts.context
    if not context.may_hold(_FOLD):
        return None
    asked = _asked_fold(facts, number)
    if asked is not None:
        return asked
    before = _before(context, number)
    folds = list(_FOLD.finditer(before))
    if not folds or not _MOVES.search(before):
        return None
    around = before[max(0, folds[-1].start() - 40) : folds[-1].end() + 40]
    if _NO_CONCENTRATION.search(around):
        return None
    between = context.numbers_in(number.start - len(before) + folds[-1].end(), number.start)
    if _is_given(context, number, between):
        return None
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    own = number.start - len(before) + folds[-1].start() >= start and not _HELD.search(
        before, folds[-1].end()
    )
    ions, _ = ions_near(facts, number)
    if len(ions) != 1:
        return None
    claim = fold_claim(context, number, 2.0 if folds[-1]["two"] else 10.0, ions[0])
    if fits(claim):
        return replace(claim, firm=False)
    measured = _CELL.search(before[max(0, folds[-1].start() - 60) :]) is not None
    firm = (
        own
        and _BY.search(before) is not None
        and claim.firm
        and not measured
        and number.hedge is None
        and not words_around(context, number).excluded
    )
    return claim if firm else None


def _changes(context: Context, number: Number) -> Iterator[tuple[float, float]]:
    """Concentrations from which and to which a paragraph says that something goes, the nearest first."""
    block, _ = context.layout.bounds(Scope.GROUP, number.start)
    near = (
        *context.numbers_in(*_asked(context, number)),
        *context.numbers_in(max(block, number.start - 600), number.start),
    )
    for at in range(len(near) - 1, -1, -1):
        last = near[at]
        if last.unit is None or last.unit.dimension != CONCENTRATION:
            continue
        if (
            last.is_range
            and last.low
            and last.high
            and _FROM.search(context.text[max(0, last.start - 10) : last.start])
        ):
            yield last.low, last.high
        first = near[at - 1] if at else None
        if first is None or not (first.usable and last.usable):
            continue
        if is_exchanged(context, last) and INSTEAD.match(context.text, first.unit_end, last.start + 1):
            yield last.value, first.value if first.unit in (None, last.unit) else first.si() / last.unit.scale
        joined = _TO.fullmatch(context.text[first.unit_end : last.start]) is not None
        if joined and _FROM.search(context.text[max(0, first.start - 10) : first.start]):
            yield first.value, last.value if first.unit in (None, last.unit) else last.si() / first.unit.scale


def _from_to(facts: Facts, number: Number) -> Claim | None:
    """The shift that a change of one concentration makes: "a rise from 3 to 10 mM ... 30.8 mV"."""
    context = facts.context
    if not (context.may_hold(_MOVES) or context.may_hold(_DIFFERENCE)):
        return None
    ions, _ = ions_near(facts, number)
    around = _before(context, number) + context.text[number.unit_end : number.unit_end + 30]
    around += context.text[slice(*_asked(context, number))]
    if not ions or number.unit is None or not (_MOVES.search(around) or _DIFFERENCE.search(around)):
        return None
    for first, second in _changes(context, number):
        if first <= 0.0 or second <= 0.0 or first == second:
            continue
        inputs = (
            Input("c_out", f"{second:g} mM", second, second, MILLIMOLAR),
            Input("c_in", f"{first:g} mM", first, first, MILLIMOLAR),
            exact("z", abs(VALENCE[ions[0]]), "context"),
        )
        law = replace(_NERNST, quantity=f"ΔE_{ions[0]}")
        claim = make_claim(context, law, number, number.unit, inputs, False, magnitude=True)
        if fits(claim):
            return claim
    return None


def _reached(facts: Facts, number: Number) -> Claim | None:
    """The potential to which a change of one concentration leads: "from 4 to 8 mM ... up to -75.8 mV"."""
    context = facts.context
    ions, named = ions_near(facts, number)
    if not named or not is_sharp(number):
        return None
    for _, reached in _changes(context, number):
        for side, other in (("out", "in"), ("in", "out")):
            for fixed in known(facts, ions[0], other, number.start):
                if reached <= 0.0:
                    continue
                new = replace(
                    fixed, side=side, number=_bare(fixed, reached), value=reached * fixed.unit.scale
                )
                out, inside = (new, fixed) if side == "out" else (fixed, new)
                pair = Pair(out, inside, Scope.GROUP, firm=False)
                claim = make_nernst(facts, ions[0], number, pair, symbolic=False)
                if fits(claim):
                    return replace(claim, firm=False)
    return None


def _bare(fixed: Concentration, value: float) -> Number | None:
    """A number of a change, in the unit of the concentration on the other side."""
    if fixed.number is None:
        return None
    return replace(fixed.number, text=f"{value:g}", value=value, hedge=None)


def _difference(facts: Facts, number: Number) -> Claim | None:
    """The difference of two potentials that the paragraph has stated just before."""
    context = facts.context
    if number.unit is None or not context.may_hold(_DIFFERENCE):
        return None
    if not _DIFFERENCE.search(
        _before(context, number)[-90:] + context.text[number.unit_end : number.unit_end + 30]
    ):
        return None
    stated = [
        n
        for n in context.by_dimension.get(POTENTIAL, NONE).within(max(0, number.start - _FAR), number.start)
        if n.usable and n.unit is not None and n.sign
    ][-6:]
    strict = interval_of(number)
    for later in range(len(stated) - 1, 0, -1):
        for earlier in range(later - 1, -1, -1):
            step = number.unit.from_si(stated[later].si() - stated[earlier].si())
            if abs(step) > 0.0 and contains(strict, abs(step) if not number.sign else step):
                return _step(number, stated[later], stated[earlier], step)
    return None


def _step(number: Number, later: Number, earlier: Number, step: float) -> Claim | None:
    if number.unit is None or later.unit is None or earlier.unit is None:
        return None
    text = f"{later.value:g} {later.unit.text} - ({earlier.value:g} {earlier.unit.text})"
    value = abs(number.unit.to_si(step)) if not number.sign else number.unit.to_si(step)
    given = Input("value", text, value, value, DIMENSIONLESS)
    return Claim("NE107", ARITHMETIC, "difference", number, number.unit, (given,), inline=True, firm=False)


def _ratio(facts: Facts, number: Number) -> Claim | None:
    """The potential of a bare ratio: "30 times as much potassium inside as outside"."""
    context = facts.context
    if not context.may_hold(_RATIO):
        return None
    before = _before(context, number)
    found = list(_RATIO.finditer(before))
    words = words_around(context, number)
    ions, _ = ions_near(facts, number)
    if not found or not words.cue or not ions or number.unit is None:
        return None
    last = found[-1]
    value = float((last["times"] or last["first"]).replace(",", ".").rstrip("."))
    other = float((last["second"] or "1").replace(",", ".").rstrip("."))
    if min(value, other) <= 0.0 or value == other:
        return None
    valence = float(abs(VALENCE[ions[0]]))
    if (value > other) != (number.value > 0.0):
        value, other = other, value  # the sign tells which side holds more
    above = Input("c_out", f"{value:g} mM", value, value, MILLIMOLAR)
    below = Input("c_in", f"{other:g} mM", other, other, MILLIMOLAR)
    law = replace(_NERNST, quantity=f"E_{ions[0]}")
    claim = make_claim(
        context,
        law,
        number,
        number.unit,
        (above, below, exact("z", valence, "context")),
        False,
        magnitude=True,
    )
    return claim if fits(claim) else None


def _potential_of(facts: Facts, number: Number) -> Claim | None:
    for find in (_fold, _from_to, _reached, _difference, _ratio, unnamed, sideless):
        found = find(facts, number)
        if found is not None:
            return found
    return None


def _concentration_of(facts: Facts, number: Number) -> Claim | None:
    """The concentration on one side that a potential and the other side stand for."""
    context = facts.context
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - _BACK) : number.start]
    ions, _ = ions_near(facts, number)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    asked = _ASKED.search(context.text, max(block, number.start - _BACK), number.start) is not None
    if not (asked or _HOLDS.search(before)) or number.unit is None or not ions:
        return None
    potentials = [
        n
        for n in context.by_dimension.get(POTENTIAL, NONE).within(
            max(block, number.start - 500), number.start
        )
        if n.usable and n.unit is not None and 5e-3 <= abs(n.si()) <= LARGEST and not context.is_prefactor(n)
    ][-3:]
    for ion in ions[:2]:
        for side, solved in (("out", "c_in"), ("in", "c_out")):
            for other in known(facts, ion, side, number.start):
                for potential in reversed(potentials):
                    follows = _RESULT.search(context.text, potential.unit_end, number.start)
                    if not (follows or (asked and "?" in context.text[potential.unit_end : number.start])):
                        continue  # what the potential follows from, not what follows from it
                    claim = _solved(facts, number, ion, other, potential, solved)
                    if claim is not None and fits(claim):
                        return claim
    return None


def _solved(
    facts: Facts, number: Number, ion: str, other: Concentration, potential: Number, solved: str
) -> Claim | None:
    if number.unit is None or potential.unit is None or other.number is None or other.at == number.start:
        return None
    given = printed_input("E", potential, potential.unit, "stated", False)
    name = "c_out" if solved == "c_in" else "c_in"
    bound = Input(
        name, f"{other.number.text.strip()} {other.unit.text}", other.value, other.number.value, other.unit
    )
    law = replace(_NERNST, quantity=f"[{ion}]{'in' if solved == 'c_in' else 'out'}")
    inputs = (given, bound, exact("z", VALENCE[ion], "context"))
    claim = replace(make_claim(facts.context, law, number, number.unit, inputs, False), solved=solved)
    return claim if claim.temperature is not None else None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the changes, ratios and solved concentrations that the Nernst equation gives."""
    for number in facts.context.with_unit:
        if not number.usable or number.unit is None or facts.context.layout.is_wide(number.start):
            continue
        found: Claim | None = None
        if (
            is_potential(number)
            and SMALLEST <= abs(number.si()) <= LARGEST
            and not facts.context.is_prefactor(number)
        ):
            found = _potential_of(facts, number)
        elif facts.context.may_hold(_HOLDS) and number.unit.dimension == CONCENTRATION and number.value > 0.0:
            found = _concentration_of(facts, number)
        if found is not None:
            yield at_stated_temperature(facts, found)
