"""What words say that a result is of: a part, a change, another charge than that of the stated values.

Such a number may agree with its law, but is not called wrong: "at half the voltage", "of which sodium takes",
"a cation would gain", "with λ = 1.2 mm".
"""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, temperature_input
from nernstian.audit.claims.inferred import fits
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.given import Temperature
from nernstian.audit.layout import Scope
from nernstian.audit.table_rows import cell_number, stems, stub_of
from nernstian.audit.tables import Table, role_of, row_at, table_at
from nernstian.audit.units import MOLAR_ENERGY, POTENTIAL, ZERO_CELSIUS

_REACH = 300
_AFTER = 80
# a change told in words, another state, a multiple, a share
_CHANGE = re.compile(
    r"\bhal(?:f|ve[sd]?|ving|b\w*|fer?\w*)\b|\bdoubl\w*|\btwice\b|\btripl\w*|\b\w+fold\b|\btimes\s(?:the|as|more|larger|that)\b|\bten\stimes\b|\btenth\b"
    r"|\bother\s(?:sign|cell|half|charge)|\bof\swhich\b|\bpart\sof\b|\bin\stotal\b|\btotal\s(?:change|charge)|\b(?:change|difference|swing)\b|\bif\b|\binstead\b"
    r"|\bverdoppel\w*|\bverdreifach\w*|\b\w+fach\w*\b|\bwenn\b|\bgesamt\w*|\bÄnderung|\bdavon\b|\bstatt\b|\bentgegengesetzt"
    r"|\bmoitié\b|\bdemi\w*|\bdouble\w*|\bdécupl\w*|\bfois\s(?:plus|la|le)|\bdont\b|\bsi\b|\bquand\b|\bchangement\b|\bopposé|\bau\stotal\b"
    r"|\bmitad\b|\bdobl\w*|\bduplic\w*|\bveces\b|\bcuando\b|\bcambio\b|\bmet[àa]\b|\braddopp\w*|\bvolte\b|\bquando\b|\bcambiamento\b"
    r"|\bdubbel\w*|\bverdubbel\w*|\bkeer\b|\bals\b|\bverandering\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bE_?\w+\s(?:[^\s\d]+\s)?(?:by|um|de|di|met)\s[+-]?\d", re.IGNORECASE)
_UNIVALENT = re.compile(r"\b(?:mono|uni)valent|\beinwertig|\béénwaardig|\beenwaardig", re.IGNORECASE)
_DIVALENT = re.compile(r"\b(?:di|bi)valent|\bzweiwertig|\btweewaardig", re.IGNORECASE)
_SWING = re.compile(
    r"\b(?:from|between|von|zwischen|de|entre|da|tra|van|tussen)\s[+-]?\d[\d.,]*(?:\s?mV)?\s(?:to|and|bis|auf|und|à|et|a|y|e|tot|en)\s[+-]?\d"
)
_TURN = re.compile(
    r"\b(?:turns?|cycles?|ATP|stroke|Umlauf|Zyklus|tour|ciclo|vuelta|giro|cyclus|pump|altogether|in\sall|total\w*|zusammen|insgesamt)\b",
    re.IGNORECASE,
)
_ENERGIES = (MOLAR_ENERGY, (1, 2, -2, 0, 0, 0, 0))
_AND = re.compile(r"\s(?:and|und|et|y|e|en)\s|,\s")
_JUST_JOINED = re.compile(r"\s(?:and|und|et|y|e|en)\s(?:\S{1,12}\s)?$")
_PUMP_CLAUSE = re.compile(r"[;:\n]|[.]\s|,\s(?:of\swhich|dont|davon|wovon|de\slos\scuales|di\scui|waarvan)\b")
_PER_CHARGE = re.compile(
    r"\bper\s(?:\w+\s)?charge|\b(?:one|single|unit|elementary)\s(?:\w+\s)?charge|each\scharge|pro\s(?:Elementar)?[Ll]adung|par\scharge|por\scarga|per\scarica|per\slading"
    r"|\b(?:an?|the|ein|une?|una?|een)\s(?:\w+\s)?(?:cat|an|kat)i[oó]ne?\b",
    re.IGNORECASE,
)
_CHEMICAL = re.compile(r"chemi|chimi|quími|konzentration|concentra", re.IGNORECASE)
_ELECTRICAL = re.compile(r"elektr|electr|électr|eléctr|elettr|spannung|voltage", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r"\s(?:of|an|de|di|aan|in|für|for|pour|per|por)\s[^.,;:\d]{0,40}")
_MULTIPLIED = re.compile(r"\d\s?[×·*]\s?\(?[+-]?[\d.,]+\)?\s?=\s?$")
_SUPPOSED = re.compile(
    r"\b(?:with|for|if|take|suppose|given|mit|für|wenn|avec|pour|si|con|per|se|met|voor|als)\s(?:an?\s|the\s|une?\s|una?\s)?(?:λ|lambda|length\sconstant|space\sconstant)\s?(?:=|≈|of|is)\s?$",
    re.IGNORECASE,
)
_DISC = re.compile(
    r"\bdis[ck]s?\b|\bScheibe\w*|\bdisques?\b|\bdiscos?\b|\bdischi\b|\bschij\w+|\bcircles?\b|\bcircular\b|\bkreis\w*|\bcercle\w*|\bc[ií]rc\w+|\bcerchi\w*",
    re.IGNORECASE,
)
_FACTOR_OF_EXP = re.compile(r"[\d)²³]\s?[×·*]?\s?exp\s?\([^()=]*\)\s?[=≈]\s?$")
_CLOSE = 0.02
_BRACKETED = re.compile(r"\s?\([^()\d\n]{3,30}\)")
_FIELD = re.compile(r"\b(?:field|Feld\w*|champ|campo|veld)\b", re.IGNORECASE)
_EQUAL_VOLUMES = re.compile(
    r"\b(?:equal|same|identical|gleiche[nrs]?|mêmes?|égal\w*|igual\w*|mismo|ugual\w*|stesso|gelijke?|hetzelfde)\s(?:\w+\s)?volum\w*"
    r"|\bvolum\w*\s(?:are\s|sont\s|son\s|sono\s|zijn\s|sind\s)?(?:equal|égaux|iguales|uguali|gelijk|gleich)\b",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"κ|ε_?0|\beps(?:ilon)?_?0|dielectric|Dielektri\w*|diélectri\w*|dieléctri\w*|dielettri\w*|diëlektri\w*"
)
_BARE_VOLTAGE = re.compile(r"\b[vV]_?m?\s?=\s?(?P<mV>[-+]?\d[\d.]*)(?![\d.]|\s?m?V)")
_LEAD = 40  # characters at the beginning of a paragraph that say what it is about
_UP = 450  # characters in which an exercise says what it is about


def is_of_another_state(context: Context, claim: Claim) -> bool:
    """Return whether words say that a number is of something else than the stated values as they stand."""
    if not claim.firm:
        return False
    doubt = _DOUBTS.get(claim.rule)
    return doubt is not None and doubt(context, claim)


def _sentence(context: Context, claim: Claim) -> tuple[int, int]:
    at = claim.number.start
    start, end = context.layout.bounds(Scope.SENTENCE, at)
    return max(start, at - _REACH), min(end, claim.number.unit_end + _REACH)


def _speaks(context: Context, claim: Claim, *words: re.Pattern[str]) -> bool:
    start, end = _sentence(context, claim)
    return any(pattern.search(context.text, start, end) for pattern in words)


def _before(context: Context, claim: Claim, reach: int = _AFTER) -> str:
    start, _ = _sentence(context, claim)
    return context.text[max(start, claim.number.start - reach) : claim.number.start]


def _pump(context: Context, claim: Claim) -> bool:
    """The work of one ion, or of a changed cell."""
    start, end = _sentence(context, claim)
    number = claim.number
    energies = [
        n
        for n in context.numbers_in(start, end)
        if n.unit is not None and n.unit.dimension in _ENERGIES and n.start != number.start
    ]
    low = max((n.unit_end for n in energies if start <= n.unit_end <= number.start), default=start)
    high = min((n.start for n in energies if number.unit_end <= n.start < end), default=end)
    before = context.text[low : number.start]
    own = [match.end() for match in _PUMP_CLAUSE.finditer(before)]
    own += [match.start() for match in _JUST_JOINED.finditer(before)]
    low += own[-1] if own else 0
    behind = _PUMP_CLAUSE.search(context.text, number.unit_end, high)
    high = behind.start() if behind is not None else high
    for joined in _AND.finditer(context.text, number.unit_end, high):
        mentions = context.ions.within(low, joined.start())
        if any(not context.text.startswith("E_", mention.start) for mention in mentions):
            high = joined.start()
            break
    changed = _CHANGE.search(context.text, start, low) is not None and not own
    if changed or _BY.search(context.text, start, number.start):
        return True
    clause, _ = context.layout.bounds(Scope.CLAUSE, number.start)
    if claim.reach > Scope.SENTENCE and _CHANGE.search(context.text, max(start, clause), number.start):
        return True
    named = {
        mention.ion
        for mention in context.ions.within(low, high)
        if not context.text.startswith(("E_", "E "), mention.start)
    }
    return len(named & {"Na", "K"}) == 1 and not _TURN.search(context.text, low, number.start)


def _surface(context: Context, claim: Claim) -> bool:
    """A charge at another voltage, of a swing, a share, a multiple, or of ions of another valence."""
    both = _speaks(context, claim, _UNIVALENT) and _speaks(context, claim, _DIVALENT)
    if both or _speaks(context, claim, _CHANGE, _SWING):
        return True
    start, end = context.layout.bounds(Scope.BLOCK, claim.number.start)
    voltages = {
        round(abs(n.si()), 9)
        for n in context.numbers_in(max(start, claim.number.start - 600), min(end, claim.number.start + 200))
        if n.unit is not None and n.unit.dimension == POTENTIAL
    }
    own = context.layout.bounds(Scope.CLAUSE, claim.number.start)
    used = [g.number for g in claim.inputs if g.name == "V" and g.number is not None]
    return len(voltages) > 1 and not any(own[0] <= n.start < own[1] for n in used)


def _energy(context: Context, claim: Claim) -> bool:
    """A term that is called a total, a share of one charge, or of another ion."""
    if _speaks(context, claim, _PER_CHARGE):
        return True
    chemical = claim.inputs[0].value == 0.0
    bracketed = _BRACKETED.match(context.text, claim.number.unit_end)
    if bracketed is not None and any(
        words.search(bracketed.group()) for words in (_CHEMICAL, _ELECTRICAL, _FIELD)
    ):
        return True
    behind = _SHARE_BEHIND.match(context.text, claim.number.unit_end)
    words = re.split(_AND, behind.group())[0] if behind is not None else ""
    if words and ((_ELECTRICAL.search(words) and chemical) or (_CHEMICAL.search(words) and not chemical)):
        return True
    if claim.law != "transport_free_energy" or len(claim.inputs) < 4:
        return False
    start, _ = _sentence(context, claim)
    near = context.text[start : claim.number.unit_end + 40]
    terms = _term_values(claim)
    size = abs(claim.number.value)
    half = 0.51 * claim.number.last_digit
    is_term = [abs(size - abs(value)) <= half for value in terms]
    named = (_CHEMICAL.search(near) is not None, _ELECTRICAL.search(near) is not None)
    multiplied = _MULTIPLIED.search(_before(context, claim)) is not None
    return any(fits and (said or multiplied) for fits, said in zip(is_term, named, strict=True))


def _term_values(claim: Claim) -> tuple[float, float]:
    """The chemical and the electrical term of a total, in its unit."""
    given = {item.name: item.value for item in claim.inputs}
    kelvin = claim.temperature.value if claim.temperature is not None else 310.15
    chemical = evaluate(claim.law, {**given, "V": 0.0, "T": kelvin})
    electrical = evaluate(claim.law, {**given, "T": kelvin}) - chemical
    if given["V"] == 0.0 or given["c_in"] == given["c_out"]:
        return (0.0, 0.0)  # a term is claimed
    return claim.result_unit.from_si(chemical), claim.result_unit.from_si(electrical)


def _length(context: Context, claim: Claim) -> bool:
    return _SUPPOSED.search(_before(context, claim)) is not None


def _size(context: Context, claim: Claim) -> bool:
    return claim.law.startswith("sphere") and _speaks(context, claim, _DISC)


def _flux(context: Context, claim: Claim) -> bool:
    """A ratio whose inverse the sentence prints as well."""
    start, end = _sentence(context, claim)
    others = [n.value for n in context.numbers_in(start, end) if n.unit is None and n.value > 0.0]
    return any(abs(other * claim.number.value - 1.0) < _CLOSE for other in others)


def _boltzmann(context: Context, claim: Claim) -> bool:
    return _FACTOR_OF_EXP.search(_before(context, claim)) is not None


def _constant_field(context: Context, claim: Claim) -> bool:
    """A prediction for a preparation that is named, with concentrations of another row of their table."""
    start, end = _sentence(context, claim)
    said = stems(context.text[start : claim.number.start])
    for given in claim.inputs:
        table = table_at(context.tables, given.number.start) if given.number is not None else None
        row = row_at(table, given.number.start) if table is not None and given.number is not None else None
        if table is None or row is None or start <= table.start < end:
            continue
        stub = stub_of(table, row)
        others = {other[0].text for other in table.rows if other[0].text} - {stub.text}
        if any(said & stems(other) for other in others) and not said & stems(stub.text):
            return True
    return False


def _protons(context: Context, claim: Claim) -> bool:
    """A force on protons without a voltage, where the sentence has one."""
    start, end = _sentence(context, claim)
    potentials = [
        n
        for n in context.numbers_in(start, end)
        if n.unit is not None and n.unit.dimension == POTENTIAL and n.value and n.start != claim.number.start
    ]
    return bool(potentials) and any(given.name == "V" and given.value == 0.0 for given in claim.inputs)


def _plate(context: Context, claim: Claim) -> bool:
    """A capacitance of a plate, computed from a specific capacitance that another sentence states."""
    start, end = _sentence(context, claim)
    given = [g.number for g in claim.inputs if g.name == "c_m" and g.number is not None]
    return bool(given) and given[0].start not in range(start, end) and _speaks(context, claim, _PLATE)


def _current(context: Context, claim: Claim) -> bool:
    """A current at a voltage that its call states without a unit."""
    start, end = _sentence(context, claim)
    bare = _BARE_VOLTAGE.search(context.text, start, end)
    used = [given.value for given in claim.inputs if given.name == "V"]
    return bare is not None and not any(abs(1e3 * volts - float(bare["mV"])) < _CLOSE for volts in used)


def _row_temperature(context: Context, claim: Claim) -> bool:
    """A potential of a paragraph that names a row of a table, and holds at that row's temperature."""
    if claim.temperature_scope <= Scope.GROUP:
        return False
    start, _ = context.layout.bounds(Scope.BLOCK, claim.number.start)
    named = stems(context.text[start : min(claim.number.start, start + _LEAD)])
    return any(
        fits(replace(claim, temperature=temperature_input(stated, Scope.SECTION), prefactor=None))
        for table in context.tables
        for stated in _temperatures(context, table, named)
    )


def _temperatures(context: Context, table: Table, named: set[str]) -> Iterator[Temperature]:
    """The temperatures of the rows of a table that words name."""
    columns = [at for at, cell in enumerate(table.header) if role_of(cell.text) == "temperature"]
    for row in table.rows if columns else ():
        number = cell_number(context, row[columns[0]])
        if number is not None and number.usable and named & stems(row[0].text):
            yield Temperature(number, number.value + ZERO_CELSIUS, number.start)


def _donnan(context: Context, claim: Claim) -> bool:
    """Two closed compartments, of which none is a bath."""
    section, _ = context.layout.bounds(Scope.SECTION, claim.number.start)
    low = max(section, claim.number.start - _UP)
    return _EQUAL_VOLUMES.search(context.text, low, claim.number.start) is not None


_DOUBTS: dict[str, Callable[[Context, Claim], bool]] = {
    "NE101": _row_temperature,
    "NE104": _constant_field,
    "NE105": _plate,
    "NE106": _surface,
    "NE112": _size,
    "NE117": _length,
    "NE120": _energy,
    "NE121": _protons,
    "NE122": _pump,
    "NE123": _donnan,
    "NE125": _current,
    "NE131": _flux,
    "NE132": _boltzmann,
}
