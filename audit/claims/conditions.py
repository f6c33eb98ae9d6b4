"""Which condition a number belongs to: what its own clause or row says of the inputs of its law.

A document states several values of one input, and a search finds a set for a number wherever it stands. But where
the number's own clause has a value of its own ("200 pA at +10 mV", "on sodium -137 mV", the row of a table), a
set with another one is another condition's: it neither verifies the number nor condemns it. And where the words
of a sentence change an input without a number ("if the charge doubles", "a hundred of them"), no set is its own.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Input
from nernstian.audit.claims.conductance_facts import Source, sources_of, weights_of
from nernstian.audit.claims.donnan_facts import charges_of, salts_of
from nernstian.audit.claims.own_conditions import is_halved_radius, is_other_row
from nernstian.audit.claims.stated import reversals
from nernstian.audit.context import Context
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CONCENTRATION,
    CONDUCTANCE,
    CURRENT,
    LENGTH,
    POTENTIAL,
    RESISTANCE,
    SPECIFIC_CONDUCTANCE,
    Dimension,
)

OTHER = "its own clause states another value of an input"
CHANGED = "the words of its sentence change an input"
_AT = r"(?:at|with|for|in|under|bei|mit|für|in|à|avec|pour|dans|a|con|para|en|per|met|bij|voor|when|if|wenn|si|se|als)"
_AND = r"(?:and|und|et|y|e|en|while|but|aber|mais|pero|ma|maar)\s"
# "200 pA at +10 mV", "0.71 mm at a radius of 2 µm"
_BEHIND = re.compile(
    rf"\s?\(?(?!{_AND})(?:flows?\s|fließen\s)?{_AT}\s(?:[A-Za-z]_?\w{{0,4}}\s?=\s?|(?:an?|the|eine[mr]?|une?|la|le)\s)?(?:(?:radius|diameter|Radius|Durchmesser|rayon|diamètre|radio|diámetro|raggio|diametro|straal)\s(?:of\s|von\s|de\s|di\s|van\s)?)?$"
)
# "At -70 mV"
_VOLTAGE = re.compile(r"(?:\b(?:[Aa]t|[Bb]ei|[Bb]ij|[ÀàAa])\s(?:V_?m?\s?=\s?)?|\bV_?m?\s?=\s?)$")
_NO_VOLTAGE = re.compile(
    r"(?:revers\w*|equilib\w*|threshold|balance\w*|Umkehr\w*|peak\w*|rever\w+|s'inverse)\s\S{1,4}\s$"
)
_WITH = re.compile(rf"\b{_AT}\s(?:I\s?=\s?)?$")
_SIZE_BEHIND = re.compile(
    r"\s(?:in\s|de\s|di\s)?(?:radius|diameter|Radius|Durchmesser|rayon|diamètre|radio|diámetro|raggio|diametro|straal)\b"
)
_SIZE = re.compile(
    r"\b(?:radius|radii|diameter|Radius|Durchmesser|rayon|diamètre|radio|diámetro|raggio|diametro|straal|a\s?=|d\s?=)\b[^.;,\d]{0,24}$"
)
_ON = r"(?:on|for|of|für|auf|von|pour|sur|para|sobre|per|su|sul|voor|op)"
_ION = r"(?P<ion>\[?[A-Za-zÀ-ÿ]{1,10})(?:\^?\d?[+\-])?\]?"
_ION_BEFORE = re.compile(
    rf"(?:\b{_ON}\s(?:the\s|le\s|la\s|el\s|il\s|das\s)?{_ION}(?:\sions?)?\s?(?:is|are|=|:|ist|est|es|vaut|beträgt|è|vale)?\s?(?:also\s|donc\s|then\s)?"
    rf"|\bI_?[{{(]?(?P<of>[A-Z][a-z]?)(?:\^?\d?[+\-])?[)}}]?\s?[=:]\s?)[(]?$"
)
_ION_BEHIND = re.compile(rf"\s?\(?{_ON}\s(?:the\s|le\s|la\s|el\s|il\s)?{_ION}(?=[\s,.;)]|$)")
_WAY = re.compile(r"\b(?:(?P<out>outward)|(?P<inward>inward))\scurrent\b[^.;\d]{0,20}$", re.IGNORECASE)
_GATED = re.compile(
    r"\b[mn](?:\^?[1-4]|[²³⁴])(?:\s?h)?(?=\s?[=·*×])|\bm(?:\^3|³)\s?h\b|\bP_?\{?(?:o|open)\}?\s?=|open\s(?:probability|fraction)|Offenwahrscheinlichkeit|probabilité\sd'ouverture|probabilidad\sde\sapertura"
    r"|%\s(?:of\s(?:it|them|the\s\w+)\s)?(?:is|are|being|were)\s(?:open|activat\w+|inactivat\w+|blocked|available)|%\s(?:offen|aktiviert|ouverts?|abiert\w+|apert\w+|open)\b"
)
_COUNTED = re.compile(
    r"\b(?:hundred|thousand|million|ten|five|twenty|fifty|both|two|three|four)\s(?:of\s(?:them|these|the)|such|channels?|in\sparallel|together|synapses?|times)\b|\b(?:a|one)\s(?:hundred|thousand|tenth|half|third|quarter|fifth)\b"
    r"|\b(?:together|in\sparallel|whole|all\sare|the\sformer|the\slatter|persistent|maxim(?:al|um)|tenfold|twofold|fivefold|hundredfold|doubl\w+|halv\w+|tripl\w+|half|tenth)\b"
    r"|\b\w+fold\b|\b(?:ten|hundred|thousand)\stimes\b"
    r"|\b(?:hundert|tausend|zehn|Dutzend|zusammen|alle|maximal\w*|verdoppel\w*|halb\w*|\w+fach\w*|Kanäle)\b|\b(?:cents?|mille|dix|ensemble|tous|maximale?|doubl\w+|moitié|canaux)\b"
    r"|\b(?:cien|mil|diez|juntos|todos|máxim\w+|duplic\w+|mitad|canales)\b|\b(?:cento|dieci|insieme|tutti|massim\w+|raddopp\w+|metà|canali)\b|\b(?:honderd|duizend|tien|samen|maximale|verdubbel\w*|helft|kanalen)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:doubl\w+|halv\w+|half|tripl\w+|tenth|\w+fold|twice|dilut(?:ed|ing|ion)\b|swell\w*|swollen|shrink\w*|shrunk|neutrali[sz]\w*|isoelectric|titrat\w+|lost|times)\b"
    r"|\b(?:verdoppel\w*|halbier\w*|Hälfte|halb\w*|\w+fach\w*|verdünn\w*|quillt|Quell\w+|neutralisier\w*|isoelektr\w*|Zehntel|verlier\w*|verloren)\b"
    r"|\b(?:doubl\w+|moitié|dixième|dilué\w*|diluant|gonfl\w+|neutralis\w+|isoélectr\w+|perd\w*|décupl\w+)\b|\b(?:duplic\w+|mitad|décim\w+|hinch\w+|neutraliz\w+|isoeléctr\w+|pierd\w*)\b"
    r"|\b(?:raddopp\w+|metà|dimezz\w+|decim\w+|rigonfi\w+|neutralizz\w+|isoelettr\w+|perd\w*)\b|\b(?:verdubbel\w*|helft|halveer\w*|tiende|verdun\w*|zwel\w*|geneutral\w*)\b",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(
    r"(?:referred|relative|with\srespect|compared)\s(?:to|with)\s(?:the\s)?(?:inside|gel|cell|protein|inner)|\bof\sthe\s(?:bath|outside|reservoir|dialysate)\s(?:relative|against|minus|with\srespect)"
    r"|outside\sminus|gegen(?:über)?\s(?:das|dem)\s(?:Gel|Innere)|par\srapport\s(?:au\sgel|à\sl'intérieur)|respecto\s(?:al\sgel|del\sgel|al\sinterior)|rispetto\s(?:al\sgel|all'interno)|ten\sopzichte\svan\s(?:de\sgel|het\sinwendige)",
    re.IGNORECASE,
)
_OTHER_GEL = re.compile(
    r"\b(?:isoele[ck]tr\w*|isoel[ée]ctr\w*|vanish\w*|verschwindet|s'annule|se\sanula|si\sannulla|prepared|initially|previously|originally|before|earlier|had\sbeen|vorher|zuvor|anfangs|zunächst|avant|d'abord|antes|primero|prima|vooraf|eerst)\b",
    re.IGNORECASE,
)
_OF_RULE: dict[str, tuple[Dimension, ...]] = {
    "NE107": (POTENTIAL,),
    "NE108": (POTENTIAL, CONDUCTANCE, SPECIFIC_CONDUCTANCE),
    "NE109": (POTENTIAL,),
    "NE112": (LENGTH,),
    "NE116": (RESISTANCE, CAPACITANCE),
    "NE117": (LENGTH,),
    "NE123": (CONCENTRATION,),
    "NE124": (CONCENTRATION,),
}
_ROWS = frozenset((*_OF_RULE, "NE118", "NE119"))
_CLOSE = 1e-6
_LOOK = 220  # characters


def _is(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def _given(claim: Claim) -> list[Number]:
    return [given.number for given in claim.inputs if given.number is not None]


def _sentence(context: Context, number: Number) -> tuple[int, int]:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return max(start, number.start - _LOOK), min(end, number.unit_end + _LOOK)


def _plain(context: Context, start: int, end: int) -> str:
    """What stands between two numbers, without the signs of mathematics."""
    return re.sub(r"[\s$~]+", " ", context.text[start : min(end, start + 120)])


def _role(context: Context, number: Number, dimension: Dimension) -> bool:
    """Whether a number of a clause is surely the input of a condition."""
    before = context.text[max(0, number.start - 40) : number.start]
    if dimension == CONCENTRATION:
        known = (charges_of(context), salts_of(context))
        return (
            any(each.within(number.start, number.start + 1) for each in known)
            or _WITH.search(before) is not None
        )
    if dimension == LENGTH:
        return (
            _SIZE.search(before) is not None or _SIZE_BEHIND.match(context.text, number.unit_end) is not None
        )
    if dimension == POTENTIAL:
        return _VOLTAGE.search(before) is not None and _NO_VOLTAGE.search(before) is None
    return True


def own_condition(
    context: Context, number: Number, dimension: Dimension, sources: bool = False
) -> list[Number]:
    """Return the values of an input that stand in a number's own clause: right behind it, or before it.

    Those before it reach back to the last number of the number's own kind; ``sources`` takes reversal potentials
    for potentials, not voltages.
    """
    start, end = _sentence(context, number)
    own = number.unit.dimension if number.unit is not None else None
    behind = _behind(context, number, end, dimension)
    if behind is not None:
        return [behind]
    known = {s.at for s in sources_of(context).items} if sources else set()
    found: list[Number] = []
    for near in reversed(context.numbers_in(start, number.start)):
        unit = near.unit
        if unit is None or not near.usable:
            continue
        if unit.dimension == dimension and (
            near.start in known if sources else _role(context, near, dimension)
        ):
            if _follows_result(context, near, start, own, dimension):
                break
            found.append(near)
            if sources or dimension in (POTENTIAL, LENGTH):
                break  # the last one counts
        elif unit.dimension == own and own != dimension:
            break
    return found


def _behind(context: Context, number: Number, end: int, dimension: Dimension) -> Number | None:
    """The value of an input right behind a result: "200 pA at +10 mV"."""
    after = context.numbers_in(number.unit_end, end)
    unit = after[0].unit if after else None
    if unit is None or unit.dimension != dimension or not after[0].usable:
        return None
    gap = _plain(context, number.unit_end, after[0].start)
    return after[0] if _BEHIND.fullmatch(gap) is not None else None


def _follows_result(
    context: Context, near: Number, start: int, own: Dimension | None, dimension: Dimension
) -> bool:
    """Whether a value stands right behind another result: it is that one's condition."""
    before = [n for n in context.numbers_in(start, near.start) if n.unit is not None]
    if not before or before[-1].unit is None or before[-1].unit.dimension != own:
        return False
    return _BEHIND.fullmatch(_plain(context, before[-1].unit_end, near.start)) is not None


def _printed_dimension(given: Input) -> Dimension:
    """The dimension of an input as it is printed: laws take some per area."""
    unit = given.number.unit if given.number is not None else None
    return (unit or given.unit).dimension


def _is_restated(context: Context, claim: Claim) -> bool:
    """Whether a sentence states another reversal potential of what a claim is computed with."""
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    places = {n.start for n in _given(claim)}
    sources = sources_of(context)
    names = {s.name for at in places for s in sources.within(at, at + 1) if s.name}
    own = [s for s in sources.within(start, end) if s.name in names]
    return bool(own) and not any(s.at in places for s in own) and not _any_equal(own, claim)


def _any_equal(own: list[Source], claim: Claim) -> bool:
    values = [given.value for given in claim.inputs]
    return any(_is(s.number.si(), value) for s in own for value in values)


def _is_elsewhere(context: Context, claim: Claim) -> bool:
    """Whether a claim's own clause has a value of an input that it is not computed from."""
    if claim.rule == "NE123" and claim.unit.dimension == CONCENTRATION:
        return False  # the charge is no input of it
    for dimension in _OF_RULE.get(claim.rule, ()):
        sources = claim.rule == "NE109"
        if dimension == POTENTIAL and any(i.name == "E" and i.number is None for i in claim.inputs):
            continue  # a driving force is given, and no voltage
        same = [i for i in claim.inputs if _printed_dimension(i) == dimension]
        given = [i.number for i in same if i.number is not None]
        values = {i.value for i in same if i.unit.dimension == dimension} | {n.si() for n in given}
        own = own_condition(context, claim.number, dimension, sources)
        own = [n for n in own if n.start != claim.number.start]
        if not given or not own or any(_is(n.si(), value) for n in own for value in values):
            continue
        if not any(own[0].start < n.start < claim.number.start for n in given):
            return True
    return False


def own_ion(context: Context, number: Number) -> str | None:
    """Return the ion that is named right before a force or current, or right behind it."""
    start, end = _sentence(context, number)
    before = _ION_BEFORE.search(context.text, max(start, number.start - 40), number.start)
    if before is not None:
        ion = ion_of(before["ion"] or before["of"])
        if ion is not None:
            return ion
    behind = _ION_BEHIND.match(context.text, number.unit_end, end)
    return ion_of(behind["ion"]) if behind is not None else None


def _ions(context: Context, claim: Claim) -> Iterator[str]:
    """The ions of the conductance and of the reversal potential that a claim is computed from."""
    places = {n.start for n in _given(claim)}
    for at in places:
        yield from (r.ion for r in reversals(context).within(at, at + 1))
    for same in weights_of(context).values() if claim.rule == "NE108" else ():
        yield from (w.name for at in places for w in same.within(at, at + 1) if w.name)


def _is_of_other_ion(context: Context, claim: Claim) -> bool:
    """Whether a force or current is said of one ion, and computed with another's values."""
    ion = own_ion(context, claim.number)
    return ion is not None and any(ion_of(name) not in (None, ion) for name in _ions(context, claim))


def _is_turned(context: Context, number: Number) -> bool:
    """Whether an outward current is negative, or an inward one printed with a plus."""
    start, _ = _sentence(context, number)
    way = _WAY.search(context.text, max(start, number.start - 60), number.start)
    return way is not None and number.sign == ("-" if way["out"] else "+")


def without_sign(claim: Claim) -> Claim:
    """Return a force that may have lost its minus as one that may be a magnitude, too."""
    lost = claim.law == "driving_force" and not claim.number.sign and not claim.magnitude
    return replace(claim, symbolic=False) if lost else claim


def _is_of_other_row(context: Context, claim: Claim) -> bool:
    """Whether an input is from another row of the claim's table, or half of a column of radii."""
    return any(is_other_row(context, claim.number, number) for number in _given(claim)) or any(
        is_halved_radius(context, given) for given in claim.inputs
    )


def obstacle(context: Context, claim: Claim) -> str:
    """Return why a claim is another condition's ("" where nothing in its own clause or row says so)."""
    if claim.inline or claim.rule not in _ROWS:
        return ""
    if _is_of_other_row(context, claim) or _is_elsewhere(context, claim):
        return OTHER
    if claim.rule in ("NE107", "NE108"):
        if _is_of_other_ion(context, claim):
            return "it is of another ion"
        if _is_restated(context, claim):
            return OTHER
    if claim.law == "ohmic_current":
        return _of_current(context, claim)
    if claim.rule == "NE123" and claim.unit.dimension == POTENTIAL:
        return _of_donnan(context, claim)
    return ""


def _of_current(context: Context, claim: Claim) -> str:
    if _is_turned(context, claim.number):
        return "its sign is not that of its direction"
    gated = _GATED.search(context.text, *_sentence(context, claim.number)) is not None
    return "only a part of the conductance is open" if gated else ""


def _of_donnan(context: Context, claim: Claim) -> str:
    start, end = _sentence(context, claim.number)
    if _OTHER_WAY.search(context.text, start, end):
        return "it is measured the other way round"
    changed = _CHANGED.search(context.text, start, claim.number.start) is not None
    return CHANGED if changed and not _states(context, claim, start) else ""


def _states(context: Context, claim: Claim, start: int) -> bool:
    """Whether the sentence of a claim states one of its inputs, so that words of change are told in numbers."""
    return any(start <= n.start < claim.number.start for n in _given(claim))


def is_doubtful(context: Context, claim: Claim) -> bool:
    """Return whether a current is perhaps that of many channels, or of a part of them, or of a whole cell."""
    if claim.inline:
        return False
    start, end = _sentence(context, claim.number)
    if claim.rule == "NE123":
        told = _OTHER_GEL.search(context.text, start, end) is not None
        return told or (
            _CHANGED.search(context.text, start, end) is not None and not _states(context, claim, start)
        )
    if claim.law != "ohmic_current":
        return False
    if claim.unit.dimension == CURRENT and _has(context.numbers_in(start, end), AREA):
        return True
    return _COUNTED.search(context.text, start, end) is not None


def _has(numbers: Iterable[Number], dimension: Dimension) -> bool:
    return any(n.unit is not None and n.unit.dimension == dimension for n in numbers)
