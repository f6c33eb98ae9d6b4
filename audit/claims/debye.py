"""Debye lengths beside ionic strengths: ``at I = 0.01 M it is 3.04 nm``, in sentences that list several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nernstian.audit.claims.base import CELSIUS, Claim, Facts, Input, Unbound, exact, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.claims.rows import agrees
from nernstian.audit.context import Context, once
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import CONCENTRATION, LENGTH, Unit

LAW = Law("NE124", "debye_length", "λ_D")
NAMED = re.compile(
    r"Debye|screening\slength|λ_?D|Abschirmlänge|(?:κ|\bkappa)\s?\^-1|\b1\s?/\s?κ", re.IGNORECASE
)
_NAME = (
    r"(?:Debye(?:\sscreening)?\slength|κ\s?\^-1|1\s?/\s?κ|screening\slength|λ_?D|Debye-?[Ll]änge|Abschirmlänge|longueur\sde\sDebye"
    r"|longitud\sde\sDebye|lunghezza\sdi\sDebye|[Dd]ebye-?lengte)"
)
# Between the name and its value stand words that join them, or the ionic strength: else it may be a distance.
_TIED = re.compile(
    _NAME + r"(?:[\s,(=≈~)]{1,3}(?:is|of|was|then|about|roughly|only"
    r"|falls|drops|rises|to|becomes|at|in|I|water|here|thus|NaCl|KCl|saline|an?|ionic|strength|\d{1,4}(?:\.\d{1,4})?"
    r"|m?M|beträgt|ist|bei|von|in|Wasser|rund|etwa|est|vaut|à|de|l'eau|environ|es|para|agua|vale|è|per|acqua|bedraagt"
    r"|bij|van|water)(?![\w.])){0,9}[\s=≈~]{0,4}$"
)
_IONIC = re.compile(
    r"\bI\s?[=≈]|\bionic\sstrength|\bsalt|\bsaline|\bbuffer|\belectrolyte|\bsea\s?water|\b(?:NaCl|KCl)\b"
    r"|λ_?D|Debye",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bBjerrum|\bpores?\b|\bdiameter|\bradi(?:us|i)\b|\bvesicle|\bbilayer|\bthick|\bmembrane\sof",
    re.IGNORECASE,
)
MULTIVALENT = re.compile(
    r"divalent|trivalent|2:1|2:2|1:2|Ca\^?2|Mg\^?2|CaCl|MgCl|SO_?4|La\^?3", re.IGNORECASE
)
_STRENGTH = re.compile(r"\bionic\sstrengths?\s(?:(?:of|is|=|I|about)\s?){0,3}$|\bI\s?[=≈]\s?$", re.IGNORECASE)
_WATERY = re.compile(
    r"\bwater|\baqueous|\bsaline|\bbuffer|\b(?:NaCl|KCl|1:1)\b|Wasser|wässrig|\beau\b|aqueu[sx]|\bagua\b|\bacqua\b",
    re.IGNORECASE,
)
# "0.79 nm for 150 mM": nothing but a word between a length and its ionic strength
_FOR = re.compile(r"\s(?:for|at|in|bei|für|in|à|pour|dans|a|para|en|per|bij|voor)\s(?:I\s?=\s?|an?\s)?")
_IT_IS = re.compile(
    r"(?:\sof\s\w{1,8}|\s(?:NaCl|KCl))?,?\s{1,6}(?:it\s(?:is|becomes|was|grows\sto)|ist\ssie|elle\sest\sde|es\sde|è\sdi)\s(?:about\s|only\s)?"
)
_IT = re.compile(r"\s?(?:It|This|Sie|Elle|Es|Essa|Ze|Deze)\b")
_ASKED = re.compile(r"\?[*_\s)]{0,6}(?:[=≈~]|about\s)?\s{0,2}$")  # the number is the answer to a question
_SALT = re.compile(r"\s(?:(?:of|de|di|van|an)\s)?(?:NaCl|KCl)\b")
_LEAD, _MAX_ROWS = 300, 100
_FEW, _NARROW = 3, 0.05  # salts that are tried; the relative width that two digits have
_SOLVENT = re.compile(
    r"\b(?:m?ethanol|alcohol|glycerol|DMSO|formamide|acetonitrile|organic|solvent|sucrose)", re.IGNORECASE
)
_PERMITTIVITY = re.compile(
    r"(?:permittivity|dielectric\sconstant|[εϵ]_?r|eps(?:ilon)?(?:_?r)?)\s?(?:=|of|is|≈)?\s?(?:(?:about|only|now|roughly|nur|nog|solo)\s)?$",
    re.IGNORECASE,
)
# Pure water between 0 and 42 degC is 88 to 73; texts that name none use 78.5 or 80.
_SUPPOSED = re.compile(
    r"\b(?:where|when|if|only|wo|wenn|où|quand|si|donde|cuando|dove|quando|waar)\b[^.;]{0,50}$"
)
_ROOM = Input("T", "25 degC", 298.15, 25.0, CELSIUS, "context")
_WATER = Input("eps_r", "78.5", 78.5, 78.5, Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0)), "context", 73.0, 81.0)


def _permittivity(context: Context) -> Input:
    found, text = _permittivities(context), context.text
    stated = {n.value for n in found}
    usual = {n.value for n in found if not _SUPPOSED.search(text, max(0, n.start - 60), n.start)}
    if len(stated) > 1 and len(usual) == 1:
        stated = usual  # the other is that of a case: "at body temperature, where it is only 74"
    return exact("eps_r", stated.pop(), "context") if len(stated) == 1 else _WATER


@once
def _permittivities(context: Context) -> tuple[Number, ...]:
    """The relative permittivities of water that a text states."""
    return tuple(
        n
        for n in context.numbers
        if n.usable
        and n.unit is None
        and 60.0 < n.value < 90.0
        and _PERMITTIVITY.search(context.text[max(0, n.start - 40) : n.start])
    )


def _own_permittivity(context: Context, number: Number) -> Input | None:
    """The one permittivity that the sentence of a length states in front of it."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    own = [n for n in _permittivities(context) if max(start, number.start - 200) <= n.start < number.start]
    return exact("eps_r", own[0].value, "stated") if len(own) == 1 else None


def is_length(number: Number) -> bool:
    """Whether a number may be a screening length: between 0.01 nm and 1 µm."""
    return number.unit is not None and number.unit.dimension == LENGTH and 1e-11 < number.si() < 1e-6


def _partner(context: Context, number: Number) -> Number | None:
    """The concentration of the same rank, where lengths and concentrations alternate in the sentence."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    strengths = context.by_dimension.get(CONCENTRATION, NONE).within(start, end, around=number.start)
    lengths = context.by_dimension.get(LENGTH, NONE).within(start, end, around=number.start)
    placed = sorted([*strengths, *lengths], key=lambda n: n.start)
    named = [n for n in strengths if _STRENGTH.search(context.text, max(start, n.start - 40), n.start)]
    if len(lengths) == 1 and len(named) == 1 and named[0].usable:
        return named[0]  # "CaCl2 at 50 mM has an ionic strength of 150 mM"
    beside = _beside(context, number, strengths)
    if beside is not None:
        return beside
    units = [n.unit.dimension if n.unit else None for n in placed]
    if len(placed) % 2 or any(a == b for a, b in pairwise(units)):
        return None
    rank = next((i for i, n in enumerate(placed) if n.start == number.start), None)
    if rank is None:
        return None
    found = placed[rank - 1 if rank % 2 else rank + 1]
    return found if found.usable and found.value > 0.0 else None


def _beside(context: Context, number: Number, strengths: tuple[Number, ...]) -> Number | None:
    """The ionic strength right behind ("0.43 nm at 500 mM") or in front ("at 5 mM it is 13.6 nm")."""
    behind = next((n for n in strengths if n.start >= number.unit_end), None)
    if behind is not None and _FOR.fullmatch(context.text[number.unit_end : behind.start][:20]):
        return behind if behind.usable and behind.value > 0.0 else None
    before = next((n for n in reversed(strengths) if n.unit_end <= number.start), None)
    if before is None or not _IT_IS.fullmatch(context.text[before.unit_end : number.start][:40]):
        return None
    return before if before.usable and before.value > 0.0 else None


def _is_mixed(context: Context, number: Number, partner: Number | None) -> bool:
    """Whether the sentence is about a salt of several valences, whose concentration is no ionic strength."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if not MULTIVALENT.search(context.text, start, end):
        return False
    return (
        partner is None
        or _STRENGTH.search(context.text, max(start, partner.start - 40), partner.start) is None
    )


def _is_firm(context: Context, number: Number, partner: Number) -> bool:
    """Whether nothing but the Debye length at that ionic strength can be meant."""
    if _TIED.search(context.text, max(0, number.start - 100), number.start) is not None:
        return True
    if _IT_IS.fullmatch(context.text[partner.unit_end : number.start][:40]):
        return True
    if _ASKED.search(context.text, max(0, number.start - 12), number.start) is not None:
        return partner.start < number.start
    return _FOR.fullmatch(context.text[number.unit_end : partner.start][:20]) is not None


def _touches(context: Context, number: Number) -> bool:
    """Whether nothing but a word stands between a length and the concentration behind it."""
    behind = context.numbers_in(number.unit_end, number.unit_end + 20)[:1]
    unit = behind[0].unit if behind else None
    if unit is None or unit.dimension != CONCENTRATION:
        return False
    return _FOR.fullmatch(context.text[number.unit_end : behind[0].start]) is not None


def _is_named(context: Context, number: Number) -> bool:
    """Whether the sentence names the Debye length, or speaks of salt in a paragraph on it."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if _OTHER.search(context.text, start, end):
        return False
    if NAMED.search(context.text, start, end):
        return True
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    if _IT.match(context.text, start) and NAMED.search(context.text, max(block, start - 300), start):
        return True
    if NAMED.search(context.text, max(block, start - 300), start) and _touches(context, number):
        return True
    lead, _ = context.layout.bounds(Scope.GROUP, number.start)
    listed = context.layout.block_at(number.start).kind == "item"
    if listed and NAMED.search(context.text, max(lead, number.start - 500), start):
        return True
    top = context.layout.bounds(Scope.SECTION, number.start)[0]
    return bool(
        _IONIC.search(context.text, start, end)
        and NAMED.search(context.text, max(top, number.start - 1500), start)
    )


@dataclass(frozen=True, slots=True)
class Medium:
    """What a text dissolves salt in: its permittivity, and whether it speaks of water or another solvent."""

    permittivity: Input
    water: bool
    solvent: bool


def medium_of(context: Context) -> Medium:
    """Return what a text dissolves salt in."""
    water, solvent = (context.holds(p) for p in (_WATERY, _SOLVENT))
    return Medium(_permittivity(context), water, solvent)


def _claim(context: Context, number: Number, unit: Unit, medium: Medium) -> Claim | Unbound | None:
    if not _is_named(context, number):
        return None
    partner = _partner(context, number)
    if _is_mixed(context, number, partner):
        return Unbound(number, "the ionic strength of ions of several valences is not read")
    if partner is None or partner.unit is None:
        return Unbound(number, "no one ionic strength is stated beside it")
    if medium.permittivity is _WATER and medium.solvent and not medium.water:
        return Unbound(number, "the permittivity of the solvent is not stated")
    strength = printed_input("ionic_strength", partner, partner.unit, "stated", False)
    own = _own_permittivity(context, number)
    if own is not None:
        medium = replace(medium, permittivity=own)
    return debye_claim(context, number, unit, strength, medium, _is_firm(context, number, partner))


def debye_claim(
    context: Context, number: Number, unit: Unit, strength: Input, medium: Medium, bound: bool
) -> Claim:
    """The claim of a length and its ionic strength; without a stated permittivity that of water is meant."""
    default = medium.permittivity is _WATER
    watery = medium.water and not medium.solvent
    firm = bound and (watery or not default)
    caveat = "a relative permittivity of 78.5, which the text does not state" if default else ""
    claim = make_claim(context, LAW, number, unit, (strength, medium.permittivity), firm, caveat=caveat)
    if claim.temperature is None and default and watery:
        # in water the product of permittivity and temperature hardly changes between 0 and 42 degC
        return replace(claim, temperature=_ROOM, caveat="the permittivity of water at 25 degC")
    return claim


def _by_cells(context: Context, table: Table, at: int) -> Unit | None:
    """The unit of a column: of its header, else of most of its cells."""
    unit = unit_of(table.header[at].text)
    if unit is not None:
        return unit
    numbers = [cell_number(context, row[at]) for row in table.rows[:_MAX_ROWS]]
    units = [number.unit for number in numbers if number is not None and number.unit is not None]
    return units[0] if 2 * len(units) > len(table.rows[:_MAX_ROWS]) else None


def _named_columns(context: Context, table: Table) -> tuple[int, int] | None:
    """The columns of Debye lengths and of ionic strengths, by what is named and by units."""
    units = [_by_cells(context, table, at) for at in range(len(table.header))]
    lengths = [at for at, unit in enumerate(units) if unit is not None and unit.dimension == LENGTH]
    strengths = [at for at, unit in enumerate(units) if unit is not None and unit.dimension == CONCENTRATION]
    named = [at for at in lengths if NAMED.search(table.header[at].text)]
    if not named and NAMED.search(context.text, max(0, table.start - _LEAD), table.start):
        named = lengths
    if len(named) != 1 or len(strengths) != 1 or MULTIVALENT.search(table.header[strengths[0]].text):
        return None
    return named[0], strengths[0]


def _pairs(context: Context, table: Table) -> list[tuple[Number, Number]]:
    """Lengths with their ionic strengths: of two columns, or a row below a header of strengths."""
    columns = _named_columns(context, table)
    if columns is not None:
        rows = [(row[columns[0]], row[columns[1]]) for row in table.rows[:_MAX_ROWS]]
        units = [_by_cells(context, table, at) for at in columns]
        return list(_with_units(context, rows, units))
    rows = []
    for row in table.rows[:_MAX_ROWS]:
        if NAMED.search(row[0].text):
            rows += list(zip(row[1:], table.header[1:], strict=True))
            units = [unit_of(row[0].text), unit_of(table.header[0].text)]
            return list(_with_units(context, rows, units))
    return []


def _with_units(
    context: Context, rows: Sequence[tuple[Cell, Cell]], units: Sequence[Unit | None]
) -> Iterator[tuple[Number, Number]]:
    for cells in rows:
        found = [cell_number(context, cell) for cell in cells]
        pair = [
            replace(number, unit=number.unit or unit)
            for number, unit in zip(found, units, strict=True)
            if number is not None and number.usable and number.value > 0.0
        ]
        kinds = [number.unit.dimension for number in pair if number.unit is not None]
        if kinds == [LENGTH, CONCENTRATION]:
            yield pair[0], pair[1]


def _tables(context: Context, medium: Medium) -> Iterator[Claim]:
    """Debye lengths of tables, with the ionic strengths beside them; most of a column prove the others."""
    for table in context.tables:
        claims = []
        for length, strength in _pairs(context, table):
            if length.unit is None or strength.unit is None:
                continue
            given = printed_input("ionic_strength", strength, strength.unit, "table", False)
            own = _own_permittivity(context, length) if medium.permittivity is not _WATER else None
            of = replace(medium, permittivity=own) if own is not None else medium
            claims.append(debye_claim(context, length, length.unit, given, of, True))
        following = sum(map(agrees, claims))
        proven = following > 1 and 2 * following > len(claims)
        yield from (replace(claim, firm=True) if proven else claim for claim in claims)


def _by_value(context: Context, number: Number, unit: Unit, medium: Medium) -> Claim | None:
    """The Debye length that one of the few salts of the section gives: "in the first bath it is 0.96 nm"."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - 300), min(end, number.start + 300)
    if not NAMED.search(context.text, start, number.start) or MULTIVALENT.search(context.text, start, end):
        return None
    low = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - 2000)
    near = context.by_dimension.get(CONCENTRATION, NONE).within(low, number.start, around=number.start)
    salts = {n.si(): n for n in near if _SALT.match(context.text, n.unit_end)}
    edges = interval_of(number)
    if len(salts) > _FEW or not watery(medium) or (edges[1] - edges[0]) > _NARROW * number.value:
        return None
    for salt in salts.values():
        if salt.unit is None:
            continue
        strength = printed_input("ionic_strength", salt, salt.unit, "stated", False)
        claim = debye_claim(context, number, unit, strength, medium, False)
        if claim.temperature is not None:
            arguments = {given.name: given.value for given in claim.inputs} | {"T": claim.temperature.value}
            if edges[0] <= unit.from_si(evaluate(LAW.name, arguments)) <= edges[1]:
                return replace(claim, reach=context.layout.distance(number.start, salt.start))
    return None


def watery(medium: Medium) -> bool:
    """Return whether a text dissolves its salt in water, and in nothing else."""
    return medium.water and not medium.solvent


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield Debye lengths."""
    context = facts.context
    if not context.holds(NAMED):
        return
    medium = medium_of(context)
    yield from _tables(context, medium)
    for number in context.with_unit:
        if number.unit is None or not number.usable or not is_length(number) or is_quoted(context, number):
            continue
        found = _claim(context, number, number.unit, medium)
        if not isinstance(found, Claim):
            found = _by_value(context, number, number.unit, medium) or found
        if found is not None:
            yield found
