"""The path that a free energy of transport belongs to: ion, direction, concentrations, potential.

A path may be stated in a question paragraphs earlier ("What does it cost to carry three Na+ out?"); it
counts as long as the section names one ion, one direction and one potential.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import Facts, Input, concentration_input, exact, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.driving import find_potentials
from nernstian.audit.claims.energy_sums import named_ions
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.context import Context, once
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import MANY
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Unit

_VOLT = Unit("V", 1.0, POTENTIAL)
_ABOVE = 2000  # characters of a section in front of a number that are looked at
_SCOPES = (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP, Scope.SECTION)
_CELL = (
    r"(?:the\s|a\s|each\s)?(?:\w+\s)?"
    r"(?:cell|cytosol|cytoplasm|axon|axoplasm|neuron|fib(?:re|er)|matrix|vesicle)"
)
_INNER = r"\b(?:in(?:side)?|cytosol|cytoplasm|axoplasm|cell|matrix|innen|Zytosol|dedans|dentro|binnen)\b"
_OUTER = (
    r"\b(?:out(?:side)?|blood|plasma|lumen|bath|medium|sea\s?water|saline|außen|dehors|fuera|fuori|buiten)\b"
)
_INWARD = re.compile(
    rf"\binto\s{_CELL}|\benter\w*|\binflux|\binwards?\b|\bentry\b|\buptake|\bimport\w*|\bfrom\s(?:the\s)?outside\b"
    r"|\bhinein\b|\bherein\b|\bnach\sinnen\b|\bvers\sl'intérieur|\bverso\sdentro|\bin\sde\scel\b"
    r"|\b(?:take|carry|mov|bring|transport|pump|lift|import)\w*\s[^.?;]{0,30}\b(?:in|inside)\b(?=[\s,.?;]|$)(?!\s(?:the|a)\b)"
    r"|\bImport\b|\bAufnahme\b|\bin\sdie\sZelle|\beinwärts|\bEinstrom|\bentre\b|\bentrée|\bentra(?:da)?\b|\bhacia\s(?:dentro|el\sinterior)"
    r"|\bnaar\sbinnen|\bverso\sl'interno|\bingresso|\b(?:going|goes|go|runs?|flow\w*|fall\w*)\s(?:back\s)?in(?:to)?\b"
    rf"|{_OUTER}\s?(?:→|⟶|->|-->)\s?(?:the\s)?{_INNER}",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    rf"\bout\sof\s{_CELL}|\bleav(?:e|es|ing)\b|\befflux|\boutwards?\b|\bexport\w*|\bextru\w+|\bexpel\w*"
    r"|\bfrom\s(?:the\s)?inside\b|\bPMCA\b|\b(?:calcium|Ca\^?2?\+?)[- ]?pump|\bCalciumpumpe|\bKalziumpumpe"
    r"|\bpompe\s(?:à|de)\scalcium|\bbomba\sde\scalcio|\bpompa\sdel\scalcio|\bcalciumpomp|\bheraus\b|\bnach\saußen\b|\bvers\sl'extérieur|\bverso\sfuori"
    r"|\b(?:take|carry|mov|bring|transport|pump|get|push|remov|eject|lift|haul)\w*\s[^.?;]{0,30}\bout(?:side|wards?)?\b"
    r"|\baus\sder\sZelle|\bhinaus|\bAusstrom|\bsort(?:ie|ir|ent)?\b|\bexpuls\w+|\bhacia\s(?:fuera|el\sexterior)"
    r"|\bfuera\sde\sla\sc[eé]lula|\bsacar\w*\s[^.?;]{0,30}\bde\sla\scélula|\bAusfuhr|\bportare\sfuori|\bsortir\b|\bnaar\sbuiten|\buit\sde\scel|\bfuori\sdalla\scellula|\bverso\sl'esterno"
    rf"|\b(?:going|goes|go|runs?)\s(?:back\s)?out\b|{_INNER}\s?(?:→|⟶|->|-->)\s?(?:the\s)?{_OUTER}",
    re.IGNORECASE,
)
_OTHER_POTENTIAL = re.compile(
    r"(?:\bE_?(?:K|Na|Cl|Ca|Mg|H|ion|rev|NCX)\b[^;.\n]{0,12}|(?:Δp|\bpmf\b|motive\sforce|driving\sforce)[^;.\n]{0,40}|(?:equilibrium|reversal|Nernst)\s(?:potential|voltage)[^;.\n]{0,30})$"
)
_ELSEWHERE = re.compile(r"\bSERCA\b|reticul|mitochond|retícul|Retikul", re.IGNORECASE)
_WAY = re.compile(
    r"\b(?:(?P<outward>out(?:wards?|side)?|efflux|export\w*|exit|extru\w+|hinaus|heraus|außen|sortie|dehors|salida|fuera|uscita|fuori|buiten|uit)"
    r"|(?P<inward>in(?:to|wards?|side)?|influx|import\w*|uptake|entry|hinein|herein|innen|Aufnahme|entrée|dedans|entrada|dentro|ingresso|binnen))\b",
    re.IGNORECASE,
)
_TOUCH = re.compile(
    r"\^?[\d+]{0,3}(?:\sions?)?(?:\s(?:(?P<inward>in(?:wards?|side)?)|(?P<outward>out(?:wards?|side)?)))?\s?[(:=,≈]{0,2}\s?"
)
_MEMBRANE = re.compile(
    r"(?:(?<!\w)V_?(?:m|rest|r)?\b|(?:membrane|resting|transmembrane)\s(?:potential|voltage)|Membran(?:potential|spannung)|Ruhe(?:potential|spannung)"
    r"|potentiel\s(?:de\s)?(?:membrane|repos)|potencial\sde\s(?:membrana|reposo)|potenziale\sdi\s(?:membrana|riposo)"
    r"|(?:membraan|rust)potentiaal)[^\d.;\n]{0,30}$",
    re.IGNORECASE,
)
_DELTA = re.compile(r"[ΔD]\s?_?(?:ψ|Ψ|φ|Φ|phi|psi|V)\w{0,3}\s?(?:=|≈|of|is|:)?\s?[+-]?$", re.IGNORECASE)
_COUNTS = {
    "one": 1, "each": 1, "per": 1, "a": 1, "an": 1, "single": 1, "two": 2, "both": 2, "pair": 2, "three": 3,
    "four": 4, "drei": 3, "zwei": 2, "ein": 1, "trois": 3, "deux": 2, "un": 1, "tres": 3, "dos": 2, "drie": 3,
    "twee": 2, "één": 1, "een": 1, "tre": 3, "due": 2, "pro": 1, "je": 1, "par": 1, "por": 1,
}  # fmt: skip
_SHORT = 160
# "6.8 kJ/mol per Ca2+", "2.0 kJ/mol, for each of the two K+"
_PER_ION = re.compile(
    r",?\s(?:of|(?:per|for\s(?:each|every|one)|each|pro|je|par|por|je)(?:\smole?)?(?:\sof)?)\s(?:the\s)?"
    r"(?:two\s|three\s|2\s|3\s)?(?:moles?\sof\s)?",
    re.IGNORECASE,
)
_ION = (
    r"(?:ions?|Ionen|iones|ionen|ioni|of\sthem|Na|K|Ca|Cl|Mg|sodium|potassium|calcium|Natrium|Kalium"
    r"|mole?s?\b)"
)
_COUNT = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_COUNTS)})\s(?:of\s(?:the\s)?)?|(?<![-^.,\d])(?P<digit>[1-4])\s?[×·]?\s?)(?={_ION})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Path:
    """A path across a membrane; ``sign`` is 1 into the cell and -1 out of it.

    ``firm`` says that everything is stated so that a total that differs is wrong; ``sole`` that the text
    knows no other concentrations of the ion, and no other potential. ``directed`` is false where the text
    does not say which way the ion moves: the magnitude of a term, and of the total, is the same both ways.
    """

    ion: str
    sign: int
    direction_scope: Scope
    pair: Pair
    voltage: Input | None
    firm: bool
    sole: bool = False
    directed: bool = True

    def inputs(self, chemical: bool = True, electrical: bool = True) -> tuple[Input, ...]:
        """Return the arguments of the law, without the part that does not count."""
        end, start = (self.pair.inside, self.pair.out) if self.sign > 0 else (self.pair.out, self.pair.inside)
        given = self.voltage
        if given is None or not electrical:
            volts = (
                printed_zero()
                if given is None
                else replace(given, text="0 V", value=0.0, low=0.0, high=0.0, printed=0.0, source="default")
            )
        else:
            volts = _along(given, self.sign)
        c_in, c_out = (
            concentration_input("c_in", end, self.pair.scope),
            concentration_input("c_out", start, self.pair.scope),
        )
        if not chemical:
            c_in = replace(c_in, text="1", value=1.0, low=1.0, high=1.0, printed=1.0, source="default")
            c_out = replace(c_out, text="1", value=1.0, low=1.0, high=1.0, printed=1.0, source="default")
        return (volts, c_in, c_out, exact("z", float(VALENCE[self.ion]), "context"))


def printed_zero() -> Input:
    """Return the potential of a term that has none."""
    return Input("V", "0 V", 0.0, 0.0, _VOLT, "default")


def _along(given: Input, sign: int) -> Input:
    """The potential of the end of the path minus that of its start."""
    if sign > 0:
        return given
    value, printed = -given.value, -given.printed
    return replace(
        given, text=f"{printed:g} {given.unit.text}", value=value, printed=printed, low=value, high=value
    )


def _window(context: Context, scope: Scope, at: int) -> tuple[int, int]:
    """A scope around a number; of a section, what stands in front of the number."""
    start, end = context.layout.bounds(scope, at)
    if scope < Scope.SECTION:
        return max(start, at - _ABOVE), min(end, at + _ABOVE // 2)
    return max(start, at - _ABOVE), context.layout.bounds(Scope.BLOCK, at)[1]


def direction_at(context: Context, at: int, scopes: tuple[Scope, ...] = _SCOPES) -> tuple[int, Scope]:
    """Return 1 (into the cell), -1 (out of it) or 0 (none, or both), and the scope that says so."""
    for scope in scopes:
        start, end = _window(context, scope, at)
        inward = _INWARD.search(context.text, start, end) is not None
        outward = _OUTWARD.search(context.text, start, end) is not None
        if inward or outward:
            return (0 if inward and outward else 1 if inward else -1), scope
    return 0, Scope.DOCUMENT


def ion_at(context: Context, at: int) -> str | None:
    """Return the one ion named in the narrowest scope that names any; None for none or several."""
    for scope in _SCOPES:
        ions = named_ions(context, *_window(context, scope, at))
        if ions:
            return ions.pop() if len(ions) == 1 else None
    return None


def voltage_at(context: Context, at: int) -> Number | None:
    """Return the one membrane potential of the narrowest scope that states any; None for none or several."""
    for scope in _SCOPES:
        start, end = _window(context, scope, at)
        found = [
            n
            for n in context.by_dimension.get(POTENTIAL, NONE).within(start, end, around=at)
            if n.usable and 1e-3 <= abs(n.si()) <= 0.3 and not _is_other(context, n)
        ]
        values = {round(n.si(), 9) for n in found}
        if values:
            return found[-1] if len(values) == 1 else None
    return sole_voltage(context)


@once
def sole_voltage(context: Context) -> Number | None:
    """Return the membrane potential of a document that names just one."""
    found = [p.number for p in find_potentials(context).items if p.of == "V"]
    found += [
        n for n in context.by_dimension.get(POTENTIAL, NONE).items if n.usable and _is_named(context, n)
    ]
    values = {f"{number.si():.6g}": number for number in found}
    return next(iter(values.values())) if len(values) == 1 else None


def _is_named(context: Context, number: Number) -> bool:
    """Whether the words in front of a potential say that it is the membrane's."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 70)
    return _MEMBRANE.search(context.text, start, number.start) is not None and not _is_other(context, number)


def _is_other(context: Context, number: Number) -> bool:
    before = context.text[max(0, number.start - 60) : number.start]
    return context.is_prefactor(number) or _OTHER_POTENTIAL.search(before) is not None


def count_in(text: str) -> set[int]:
    """Return the numbers of ions that a piece of text speaks of."""
    return {
        _COUNTS[match["word"].lower()] if match["word"] else int(match["digit"])
        for match in _COUNT.finditer(text)
    }


def counts_at(context: Context, at: int) -> set[int]:
    """Return the numbers of ions named in the narrowest scope that names any."""
    for scope in _SCOPES:
        start, end = _window(context, scope, at)
        found = count_in(context.text[start:end])
        if found:
            return found
    return set()


def segment(context: Context, number: Number) -> tuple[int, int]:
    """Return the words in front of a number: from the energy before it, or the start of its sentence."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - _SHORT)
    earlier = molar_energies(context).within(start, number.start)
    return (earlier[-1].unit_end if earlier else start), number.start


def _touching(context: Context, number: Number) -> tuple[str, int] | None:
    """The ion right in front of a number, and the way that the text says it goes: "three Na+ in (-36.7"."""
    start, end = segment(context, number)
    named = context.ions.within(max(start, end - 50), end)
    match = _TOUCH.fullmatch(context.text[named[-1].end : end]) if named else None
    return (named[-1].ion, 1 if match["inward"] else -1 if match["outward"] else 0) if match else None


def own_ion(context: Context, number: Number) -> str | None:
    """Return the ion that the words right behind a number name ("per Ca2+"), or those in front of it."""
    behind = _PER_ION.match(context.text, number.unit_end)
    if behind is not None:
        named = context.ions.within(behind.end(), behind.end() + 24)
        if named and named[0].start <= behind.end() + 1:
            return named[0].ion
    ions = named_ions(context, *segment(context, number))
    touching = _touching(context, number) if len(ions) > 1 else None
    return touching[0] if touching is not None else ions.pop() if len(ions) == 1 else None


def _direction(context: Context, number: Number, at: int) -> tuple[int, Scope]:
    """The direction that the words in front of a number tell, else that of its surroundings."""
    if at == number.start:
        touching = _touching(context, number)
        if touching is not None and touching[1]:
            return touching[1], Scope.SENTENCE
        start, end = segment(context, number)
        inward = _INWARD.search(context.text, start, end) is not None
        outward = _OUTWARD.search(context.text, start, end) is not None
        if inward != outward:
            return (1 if inward else -1), Scope.SENTENCE
    return direction_at(context, at)


def _is_sole(facts: Facts, ion: str) -> bool:
    """Whether a document states one concentration of an ion for each side, and one membrane potential."""
    known = facts.concentrations.all.items
    values = {(c.side, round(c.value, 12)) for c in known[:MANY] if c.ion == ion and not c.blocked}
    return len(values) == 2 and len(known) <= MANY and sole_voltage(facts.context) is not None


def _of_row(named: str) -> tuple[str | None, int]:
    """The ion and the direction that the first cell of a table's row names."""
    ion = ion_of(named)
    ways = list(_WAY.finditer(named)) if ion is not None else []
    return ion, 0 if not ways else 1 if ways[-1]["inward"] else -1


def path_at(facts: Facts, number: Number, at: int, row: str = "") -> Path | str:
    """Return the path that a free energy belongs to, or what is missing.

    ``at`` is where it is looked for: the number's own place, or the one above its table; ``row`` is the
    first cell of its row.
    """
    context = facts.context
    of_row, way = _of_row(row)
    ion = (own_ion(context, number) if at == number.start else of_row) or ion_at(context, at)
    if ion is None:
        return "no one ion is named beside the free energy"
    sign, scope = (way, Scope.SENTENCE) if of_row is not None else _direction(context, number, at)
    if not sign and number.sign:
        return "the direction of transport is not stated"
    pair = find_pair(context, facts.concentrations, ion, at)
    if isinstance(pair, str):
        return pair
    start, end = segment(context, number)
    if pair.scope > Scope.GROUP and _ELSEWHERE.search(context.text, start, end):
        return "another membrane is spoken of than that of the concentrations"
    volts = voltage_at(context, at)
    given = (
        printed_input("V", volts, volts.unit, "stated", False) if volts is not None and volts.unit else None
    )
    delta = (
        volts is not None and _DELTA.search(context.text[max(0, volts.start - 16) : volts.start]) is not None
    )
    positive = given is not None and given.value > 0.0  # of the path perhaps, not of the membrane
    whole = scope == Scope.SENTENCE or direction_at(context, at, (Scope.SECTION,))[0] == sign
    firm = bool(sign) and whole and pair.firm and pair.scope <= Scope.SECTION and not delta and not positive
    sole = _is_sole(facts, ion) and not delta and not positive
    return Path(ion, sign or 1, scope, pair, given, firm, sole, bool(sign))
