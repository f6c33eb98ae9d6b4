"""Energies that follow from one number right in front of them: "54 mV, or 5.2 kJ/mol", "a tenfold ratio gives 6 kJ/mol".

So do the energies of protons: per mole at two pH, at the motive force of a named row of a table, and the two
terms of a printed sum.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims import rows
from nernstian.audit.claims.acidity import Acidity, find_acidities
from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, exact, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.columns import header_unit
from nernstian.audit.claims.energy_sums import LAW, agrees, named_ions
from nernstian.audit.claims.expression import Expression, expression_before
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.repairs import find_repairs
from nernstian.audit.table_rows import cell_number, stems
from nernstian.audit.tables import Table
from nernstian.audit.units import MILLIMOLAR, POTENTIAL, Unit

_VOLT = Unit("V", 1.0, POTENTIAL)
_LINK = (
    r"(?:or|oder|ou|ofwel|ossia|=|≈|⇒|→|that\sis|i\.e\.|is|are|gives?|equals?|makes?|means?|yields?|which\s(?:is|are|gives?)|costs?|needs?|takes?|(?:is|are)\sworth|worth"
    r"|corresponds?\sto|(?:is\s|are\s)?equivalent\sto|amounts?\sto|comes?\sto|das\ssind|d\.h\.|entspr(?:icht|echen)|ergeben|ergibt|soit|val(?:ent|ut)|vaut"
    r"|correspond(?:ent)?\sà|donnent?|equival\w+\sa|corrispond\w+\sa|correspond\w+\sa|son|sono|dan|danno|dat\sis|komt\sovereen\smet|geeft|geven)"
)
_ABOUT = r"(?:\s?(?:only|about|roughly|approximately|some|nearly|almost|rund|etwa|ungefähr|environ|unos|circa|ongeveer|≈|~|an?\senergy\sof))?\s?\(?"
_FROM_VOLTS = re.compile(
    rf"(?:\s(?:worth|of\s(?:it|force)|each|together|across\sit|alone|below|above|away|short|apart|inside\snegative|allein|seuls?|solos?))?\s?[,;:(]?\s?{_LINK}{_ABOUT}|\s?\(",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"(?:\s(?:per|a)\s[^\s\d]{{1,12}})?\s?[,;(]?\s?(?:{_LINK}{_ABOUT}|≈\s?|~\s?)?", re.IGNORECASE
)
_SURELY = re.compile(r"that\sis|i\.e\.|=|\bor\b|which\sis|das\ssind|soit|ossia|\($")
CONVERSION = "NE140"
_FACTOR = re.compile(r"[×·*(F]\s?\(?$")
_FOLD = re.compile(
    r"\b(?:(?P<word>tenfold|hundredfold|thousandfold|tenfach\w*|hundertfach\w*)|(?:ten|10)-fold|(?P<n>\d{1,6}(?:[.,]\d{1,2})?)-?\s?(?:fold|fach\w*)"
    r"|(?:factor|ratio|gradient|Verhältnis|Faktor|rapport|facteur|factor|razón|rapporto|fattore)\s(?:of|von|de|di)\s(?P<m>\d{1,6}(?:[.,]\d{1,2})?)(?![\d.,]*\d)(?:\s?(?::|to)\s?1\b)?)"
    rf"(?:\s(?:concentration\s)?(?:ratio|gradient|difference|step|accumulation|Verhältnis|Gradient\w*))?(?:\s(?:of|in)\s(?:concentrations?|\S{{1,12}}))?,?\s{_LINK}{_ABOUT}$",
    re.IGNORECASE,
)
_WORDS = {"tenfold": 10.0, "hundredfold": 100.0, "thousandfold": 1000.0}
_MOLE_OF_PROTONS = re.compile(
    r",?\s(?:of|(?:per|for\s(?:each|one|every)|pro|par|por)\s(?:mole?\s(?:of\s)?|mol\s(?:de\s)?)?)\s?(?:H\^?\+|protons?\b|Protonen|protones|protoni)",
    re.IGNORECASE,
)
_PH = re.compile(
    r"\bpH(?:\s(?:of|is|von|de|di))?\s?[=≈]?\s?(?P<first>\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]*\d)(?P<gap>[^.;\d]{2,60}?)(?:\bpH\s?[=≈]?\s?)?"
    r"(?<![\w.,-])(?P<second>\d{1,2}(?:[.,]\d{1,2})?)(?=\s(?:in|inside|outside|at|on|im|außen|innen|dans|dehors|dedans|en|fuera|dentro|nel|fuori|buiten|binnen)\b|[.,;)]?\s|$)",
    re.IGNORECASE,
)
_UNITS_OF_PH = re.compile(r"Δ\s?[ψΨφϕ]|\bV_?m\b|\bmV\b|\bpotential\b|\bvoltage\b", re.IGNORECASE)
_ALL_OF_IT = re.compile(
    r"\btotal|\bforce\b|Δp\b|\bpmf\b|\bsum\b|\bgesamt|\bsomme|\bsuma\b|\bsomma\b|totaal", re.IGNORECASE
)
_FORCE_COLUMN = re.compile(r"Δp(?!H)|\bpmf\b|proton[- ]?motive|protonmotor", re.IGNORECASE)
_TELLING = frozenset(("log10 for ln", "ln for log10", "degC for K"))
_DECADE = frozenset(("power of ten", "factor 1000"))
_REACH, _TABLE_REACH = 200, 1200


def _one() -> tuple[Input, Input]:
    one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
    return one, replace(one, name="c_out")


def _none() -> Input:
    return Input("V", "0 V", 0.0, 0.0, _VOLT, "default")


def _of_volts(number: Number, unit: Unit, volts: Input, z: float, caveat: str = "") -> Claim:
    """The claim that a number is zF times a potential."""
    inputs = (volts, *_one(), exact("z", z))
    return Claim(
        LAW.rule, LAW.name, LAW.quantity, number, unit, inputs, INDEPENDENT, magnitude=True, firm=False, caveat=caveat,
    )  # fmt: skip


def _of_ratio(context: Context, number: Number, unit: Unit, ratio: float, text: str) -> Claim:
    """The claim that a number is RT times the logarithm of a ratio."""
    end = Input("c_in", text, ratio, ratio, MILLIMOLAR)
    inputs = (
        _none(),
        end,
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        exact("z", 1.0, "default"),
    )
    return make_claim(context, LAW, number, unit, inputs, False, magnitude=True)


def _settled(context: Context, claim: Claim, slips: frozenset[str]) -> Claim:
    """A claim that a slip of its own explains is surely meant: it may be called wrong."""
    digits = re.sub(r"\D", "", claim.number.text).lstrip("0")
    if claim.temperature is None or claim.number.hedge is not None or len(digits) < 3:
        return claim
    if is_quoted(context, claim.number):
        return claim
    given = {item.name: item.value for item in claim.inputs} | {"T": claim.temperature.value}
    names = {repair.name for repair in find_repairs(claim, given)}
    return replace(claim, firm=True) if names & slips else claim


def _from_volts(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of "54 mV, or 5.2 kJ/mol": F times the potential, for one charge or for those of the ion."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.numbers_in(max(start, number.start - 60), number.start)
    volts = before[-1] if before else None
    if volts is None or volts.unit is None or not volts.usable or volts.unit.dimension != POTENTIAL:
        return None
    if context.is_prefactor(volts) or not _FROM_VOLTS.fullmatch(context.text[volts.unit_end : number.start]):
        return None
    if _FACTOR.search(context.text, max(start, volts.start - 6), volts.start):
        return None  # of a product, which says more
    given = printed_input("V", volts, volts.unit, "stated", False)
    ions = named_ions(context, max(start, number.start - _REACH), number.start)
    charges = {1.0} | {abs(float(VALENCE[ion])) for ion in ions}
    made = [_of_volts(number, unit, given, z) for z in sorted(charges)]
    shown = replace(number, value=abs(number.value))
    fitting = next((claim for claim in made if agrees(claim, shown, unit)), None)
    if fitting is not None:
        return fitting
    slipped = _settled(context, made[0], _DECADE) if len(charges) == 1 else made[0]
    return slipped if slipped.firm else None


def _converted(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of "8.2 kJ/mol, or 1.96 kcal/mol": an energy once more, in another unit."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.numbers_in(max(start, number.start - 60), number.start)
    earlier = molar_energies(context).within(before[-1].start, number.start) if before else ()
    first = earlier[-1] if earlier else None
    if first is None or first.unit is None or first.unit.text == unit.text or first.value == 0.0:
        return None
    gap = context.text[first.unit_end : number.start]
    if not _SAME.fullmatch(gap) or abs(first.unit.scale / unit.scale - 1.0) < 1e-6:
        return None
    low, high = sorted(first.unit.to_si(edge) for edge in interval_of(first))
    shown = f"{first.text.strip()} {first.unit.text}"
    value = Input("value", shown, first.si(), first.value, first.unit, "stated", low, high, first)
    claim = Claim(CONVERSION, ARITHMETIC, "conversion", number, unit, (value,), INDEPENDENT)
    said = _SURELY.search(gap) is not None and number.hedge is None
    return replace(claim, firm=said or _is_decade_off(claim), magnitude=not number.sign)


def _is_decade_off(claim: Claim) -> bool:
    """Whether a conversion has the right digits and a wrong power of ten."""
    (given,) = claim.inputs
    powers = (1e3, 1e-3, 10.0, 0.1)
    return any(
        rows.agrees(replace(claim, inputs=(replace(given, value=given.value * f, low=given.low * f, high=given.high * f),)))
        for f in powers
    )  # fmt: skip


def _from_fold(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of "a tenfold ratio gives 5.9 kJ/mol"."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    fold = _FOLD.search(context.text, max(start, number.start - _REACH), number.start)
    if fold is None:
        return None
    printed = fold["n"] or fold["m"]
    word = (fold["word"] or "tenfold").lower()
    ratio = (
        float(printed.replace(",", ".")) if printed else _WORDS.get(word, 100.0 if word[0] == "h" else 10.0)
    )
    if ratio <= 1.0:
        return None
    return _settled(context, _of_ratio(context, number, unit, ratio, f"{ratio:g} mM"), _TELLING)


def _steps(context: Context, number: Number) -> list[float]:
    """The differences of pH that a paragraph states in front of a number: as such, or by two values."""
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start = max(start, number.start - 2 * _REACH)
    known = find_acidities(context)
    found = [step.value for step in known["-"].within(start, number.start)]
    sides = [{round(a.value, 6) for a in known[side].within(start, number.start)} for side in ("in", "out")]
    if all(len(values) == 1 for values in sides):
        found.append(abs(sides[0].pop() - sides[1].pop()))
    for match in _PH.finditer(context.text, start, number.start):
        first, second = (float(match[name].replace(",", ".")) for name in ("first", "second"))
        if max(first, second) <= 12.0 and abs(first - second) <= 8.0:
            found.append(abs(first - second))
    return list({round(step, 6): step for step in found if step > 0.0}.values())


def _per_proton(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of "16.5 kJ per mole of H+" between two pH, where no voltage is spoken of."""
    if not _MOLE_OF_PROTONS.match(context.text, number.unit_end):
        return None
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    words = context.text[max(start, number.start - 600) : min(end, number.unit_end + 200)]
    steps = _steps(context, number)
    if _UNITS_OF_PH.search(words) or len(steps) != 1:
        return None
    claim = _of_ratio(context, number, unit, 10.0 ** steps[0], f"10^{steps[0]:g} mM")
    return _settled(context, replace(claim, reach=Scope.BLOCK), _TELLING)


def _of_row(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of "for yeast the total is 16 kJ/mol": F times the motive force in a row above the sentence."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    words = context.text[max(start, number.start - _REACH) : number.start]
    if not _ALL_OF_IT.search(words):
        return None
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - _TABLE_REACH)
    tables = [table for table in context.tables if top <= table.end <= number.start]
    found = _named_force(context, tables[-1], words) if tables else None
    if found is None or found.unit is None:
        return None
    return _settled(
        context, _of_volts(number, unit, printed_input("V", found, found.unit, "table", True), 1.0), _DECADE
    )


def _named_force(context: Context, table: Table, words: str) -> Number | None:
    """The motive force in the one row of a table whose name a sentence repeats."""
    at = [place for place, cell in enumerate(table.header) if _FORCE_COLUMN.search(cell.text)]
    named = stems(words)
    rows = [row for row in table.rows if stems(row[0].text) & named]
    if len(at) != 1 or len(rows) != 1:
        return None
    number, unit = cell_number(context, rows[0][at[0]]), header_unit(table.header[at[0]].text)
    return replace(number, unit=number.unit or unit) if number is not None and number.usable else None


def _volts_above(context: Context, number: Number) -> list[Number]:
    """The potentials that a section states in front of a sum of energies."""
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - _TABLE_REACH)
    found = context.by_dimension.get(POTENTIAL, NONE).within(top, number.start)
    return [n for n in found if n.usable and n.unit is not None and 1e-3 <= abs(n.si()) <= 0.4]


def _section_steps(context: Context, number: Number) -> list[Acidity]:
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - _TABLE_REACH)
    return list(find_acidities(context)["-"].within(top, number.start))


def _terms(context: Context, number: Number, unit: Unit) -> Iterator[Claim]:
    """The claims of the two terms of a printed sum: F times a potential, and what a difference of pH is worth."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    found = expression_before(context.text, number.start, block)
    if found is None or found.operators not in ("+", "-") or len(found.leaves) != 2:
        return
    steps = {round(step.value, 6): step for step in _section_steps(context, number)}
    for term in context.numbers_in(found.start, found.end):
        if not term.usable or (term.unit is not None and term.unit.dimension != unit.dimension):
            continue
        minus = found.operators == "-" and term.start == found.leaves[1].start and term.value > 0.0
        given = replace(term, unit=term.unit or unit, value=-term.value if minus else term.value)
        made = [
            _of_volts(given, unit, printed_input("V", n, n.unit, "context", False), 1.0)
            for n in _volts_above(context, number)
            if n.unit is not None
        ]
        made += [_of_ratio(context, given, unit, 10.0**step, f"10^{step:g} mM") for step in steps]
        fitting = {
            tuple(round(i.value, 9) for i in c.inputs): c
            for c in made
            if agrees(c, replace(given, value=abs(given.value)), unit)
        }
        if len(fitting) == 1:
            yield replace(next(iter(fitting.values())), reach=Scope.SECTION)


def _misread(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The claim of a sum that was computed with another power of ten of the one potential that is stated."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    found = expression_before(context.text, number.start, block)
    volts = {abs(n.si()): n for n in _volts_above(context, number) if n.start < block}
    steps = {round(step.value, 6) for step in _section_steps(context, number)}
    if found is None or len(volts) != 1 or len(steps) != 1 or "+" not in found.operators:
        return None
    (potential, given), (step,) = next(iter(volts.items())), steps
    if given.unit is None or not _holds(found, (step,)) or _holds(found, (potential, given.value)):
        return None
    if not any(_holds(found, (potential * factor,)) for factor in (10.0, 0.1, 100.0, 0.01)):
        return None
    # both terms drive protons the same way, as the expression has it
    inputs = (
        Input("V", f"{potential:g} V", potential, potential, _VOLT, "context", number=given),
        Input("c_in", f"10^{step:g} mM", 10.0**step, 10.0**step, MILLIMOLAR),
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        exact("z", 1.0, "default"),
    )
    claim = make_claim(context, LAW, number, unit, inputs, True, magnitude=True)
    return replace(claim, reach=Scope.SECTION) if _is_one_way(found) else None


def _holds(found: Expression, values: tuple[float, ...]) -> bool:
    return any(abs(abs(leaf.value) - abs(v)) <= 1e-9 * abs(v) for leaf in found.leaves for v in values)


def _is_one_way(found: Expression) -> bool:
    """Whether both summands of an expression have the same sign."""
    return sum(leaf.value < 0.0 for leaf in found.leaves) in (0, 2)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the energies that one number in front of them gives, and the terms of sums for protons."""
    context = facts.context
    protons = "pH" in context.text
    for number in molar_energies(context).items:
        unit = number.unit
        if unit is None or number.value == 0.0:
            continue
        found = _from_volts(context, number, unit) or _from_fold(context, number, unit)
        if protons and found is None:
            found = (
                _per_proton(context, number, unit)
                or _of_row(context, number, unit)
                or _misread(context, number, unit)
            )
        if found is not None:
            yield found
        if protons:
            yield from _terms(context, number, unit)


def recognise_conversions(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the energies that are printed once more, in another unit."""
    for number in molar_energies(facts.context).items:
        found = _converted(facts.context, number, number.unit) if number.unit is not None else None
        if found is not None:
            yield found
