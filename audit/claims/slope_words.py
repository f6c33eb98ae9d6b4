"""Slopes that words name: "a tenfold change moves it by 61.5 mV", "half of it, 30.8 mV, for calcium".

A number right beside the words may be wrong; one that stands farther away may only agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.acceptance import contains
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    bind_temperature,
    exact,
    prefactor_input,
    temperature_input,
    temperature_is_tied,
)
from nernstian.audit.context import Context
from nernstian.audit.evaluate import effective_temperature, evaluate
from nernstian.audit.given import Prefactor, same_temperature
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

THERMAL = (
    r"(?:\(?RT\)?\s?/\s?\(?F\)?|RT\s(?:over|durch|sur|sobre|entre|su|gedeeld\sdoor)\sF|k_?B?T\s?/\s?[eq](?:_0)?|V_T|thermal\s(?:voltage|potential)|Temperaturspannung"
    r"|(?:tension|potentiel)\sthermique|(?:voltaje|potencial)\stérmico|tensione\stermica|thermische\sspanning)(?![A-Za-z])"
)
_DECADE = re.compile(
    r"\b(?:(?:a|per|one|each|every|this)\sdecade|decades?\s(?:in|of|change)|ten-?\s?fold|10-?fold|orders?\sof\smagnitude"
    r"|\bln\s?\(?10\)?(?:\s?[=≈(]\s?2[.,]30?\d{0,3}\)?)?|factors?\s(?:of\s)?(?:ten|10)|pH\sunit|unit\sof\spH|(?:base|basis)[\s-](?:10|ten)|(?:decimal|common)\slog\w*|log_?10"
    r"|Zehnerpotenz|Dekade|zehnfach\w*|Verzehnfach\w*|Faktor\s(?:10|zehn)|Zehnerlogarithm\w*|dekadisch\w*|pH-Einheit"
    r"|(?:Nernst(?:ian)?|theoretical|ideal|expected)\sslope|Slope|Nernst-Steigung|pente\s(?:théorique|de\sNernst)"
    r"|multipli\w+\spar\s(?:10|dix)|multiplic\w+\spor\s(?:10|diez)|moltiplic\w+\sper\s(?:10|dieci)"
    r"|décades?|facteur\s(?:10|dix)|décupl\w*|dix\sfois|(?:logarithmes?\s)décima\w*|unité\s(?:de\s)?pH"
    r"|décadas?|diez\sveces|factor\s(?:de\s)?(?:10|diez|tien)|logaritmos\sdecimales|unidad\sde\spH"
    r"|dieci\svolte|fattore\s(?:10|dieci)|logaritmi\sdecimali|unità\s(?:di\s)?pH|ordine\sdi\sgrandezza"
    r"|(?:ver)?tienvoud\w*|tien\skeer|decade|pH-eenheid|RT/zF)(?!\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?\(?(?:per|for|pro|je|with|at|bei|pour|par|por|para|voor|bij|in|stands\sfor)\s"
    r"(?:(?:each|every|a|an|one|any|the|jede[rn]?|eine[rn]?|une?|chaque|cada|una?|ogni|elke|een|iedere|10-?fold|change|of"
    r"|by|concentration|ratio|in)\s){0,3}$",
    re.IGNORECASE,
)
# Words with which a sentence says that what follows is the slope, and nothing else.
_FIRM = re.compile(
    r"\b(?:by|worth|is|equals?|use|buys?|gives?|means|corresponds\sto|amounts\sto|um|ist|beträgt|entspricht|ergibt|macht"
    r"|est|vaut|de|correspond\sà|es|vale|son|scrive|è|pari\sa|equivale\sa|bedraagt|met|geeft|is\sdat)"
    r"\s(?:about\s|only\s|then\s|just\s)?$|[=≈:]\s?$",
    re.IGNORECASE,
)
_NOT_IDEAL = re.compile(
    r"\b(?:only|real\b|actual|practice|electrodes?|fit|fitted|steeper|shallower|sub-?Nernst|instead\sof|rather\sthan"
    r"|less\sthan|more\sthan|depart\w*|deviat\w*|fell\sshort|between)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:half\s(?:of\s(?:it|that|this)|that|as\smuch)|half\b|die\sHälfte|halb\sso\s(?:viel|groß)|la\smoitié|la\smitad"
    r"|la\smetà|de\shelft)\b",
    re.IGNORECASE,
)
DIVALENT = re.compile(
    r"\b(?:di-?valent|bivalent|zweiwertig\w*|divalent\w*|bivalent\w*|tweewaardig\w*|calcium|magnesium|Ca|Mg)\b"
    r"|z\s?=\s?\+?2",
    re.IGNORECASE,
)
_MONOVALENT = re.compile(
    r"\b(?:mono-?valent\w*|uni-?valent\w*|einwertig\w*|éénwaardig\w*)\b|z\s?=\s?[+±-]?1\b", re.IGNORECASE
)
_E_FOLD = re.compile(r"\be-?fold\b", re.IGNORECASE)
_NAMED_DIVALENT = re.compile(
    r"[\w\s]{0,24}[,;]?\s(?:and\s|und\s|et\s|y\s|e\s|en\s)?(?:for|für|bei|pour|para|per|voor)\s(?:a\s|den\s|les\s|los\s)?"
    r"(?:di-?valent\w*|bivalent\w*|zweiwertig\w*|tweewaardig\w*)(?:\s(?:ions?|Ionen|iones|ioni|ionen|cations?))?"
    r"(?:\s(?:by|um|is|it\sis|de))?\s?",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,;]|\d[\d.,]*\s?mV|\s(?:and|und|et|y|e|en|while|but|whereas)\s|\.\s")
_USED = re.compile(
    r"\b(?:(?:they|we|I|you|people|some|others|books?|labs?)\s(?:use|take|prefer|write)|man\s(?:nimmt|rechnet\smit)|on\sprend"
    r"|on\sutilise|se\susa|si\susa|men\sgebruikt)\s(?:about\s|the\svalue\s)?$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s?[,;]\s(?:and\s|und\s|et\s|y\s|e\s|en\s|or\s)?[^\d.;]{0,40}$")
_NEAR = 90
_PLAUSIBLE = (40.0, 70.0)  # mV per decade for one charge: what may be a slip of a slope


def rounds_to(claim: Claim, kelvin: float) -> bool:
    """Whether a slope or thermal voltage has its printed digits at a temperature."""
    values = {given.name: given.value for given in claim.inputs} | {"T": kelvin}
    value = claim.unit.from_si(evaluate(claim.law, values))
    low, high = sorted(abs(edge) for edge in interval_of(claim.number))
    return contains((low, high), abs(value))


def at_one_temperature(context: Context, claim: Claim) -> Claim | None:
    """Return a claim that several temperatures are near to, at the only one that gives its digits.

    It may agree with that one; wrong it may not be called, since another may have been meant.
    """
    for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP, Scope.SECTION, Scope.DOCUMENT):
        low, high = context.layout.bounds(scope, claim.number.start)
        stated = context.temperatures.within(low, high, around=claim.number.start)
        fitting = {
            same_temperature(t): t for t in stated if t.number is not None and not t.blocked
            if rounds_to(claim, t.kelvin)
        }  # fmt: skip
        if len(fitting) == 1:
            (found,) = fitting.values()
            return replace(
                claim, temperature=temperature_input(found, scope), temperature_scope=scope, firm=False
            )
        if fitting:
            return None
    return None


def settle(context: Context, claim: Claim) -> Claim:
    """Return a claim with the temperature that its neighbourhood leaves open, where its digits decide."""
    number = claim.number
    if claim.temperature is not None or not temperature_is_tied(context, number.start, number.unit_end):
        return claim
    return at_one_temperature(context, claim) or claim


def _thermal_before(context: Context, number: Number) -> Input | None:
    """The RT/F that the sentence has just stated: what the slope follows from."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 120)
    named = list(re.finditer(THERMAL, context.text[start : number.start]))
    if not named:
        return None
    between = context.numbers_in(start + named[-1].end(), number.start)
    given = [n for n in between if n.unit is not None and n.unit.dimension == POTENTIAL and n.usable]
    if len(given) != 1 or given[0].unit is None or given[0].value <= 0.0:
        return None
    kelvin = effective_temperature(given[0].si(), True)
    made = Prefactor(
        given[0], given[0].unit, True, kelvin, True, False, given[0].start, given[0].unit_end
    )  # as if it stood before a logarithm
    return prefactor_input(made, "stated") if 270.0 < kelvin < 325.0 else None


def _valence_in(context: Context, start: int, end: int) -> float | None:
    """The one charge that a piece of a sentence speaks of; None for none or several."""
    words = context.text[start:end]
    found = {float(abs(VALENCE[m.ion])) for m in context.ions.within(start, end)}
    found |= {2.0} if DIVALENT.search(words) or _HALF.search(words) else set()
    found |= {1.0} if _MONOVALENT.search(words) else set()
    return found.pop() if len(found) == 1 else None


def valence_beside(context: Context, number: Number) -> float | None:
    """Return the charge that the words right behind or in front of a slope name, of several in a sentence.

    Behind a comma or an "and" begins what is said of the next one. Where only others are named, one is meant.
    """
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    behind = _ENDS.search(context.text, number.unit_end, min(end, number.unit_end + 60))
    own = _valence_in(context, number.unit_end, behind.start() if behind else min(end, number.unit_end + 60))
    if own is not None:
        return own
    start = max(start, number.start - 2 * _NEAR)
    earlier = [n for n in context.numbers_in(start, number.start) if _is_potential(n)]
    since = earlier[-1].unit_end if earlier else start
    cut = _ENDS.search(context.text, since, number.start) if earlier else None
    own = _valence_in(context, cut.start() if cut else since, number.start)
    if own is not None or context.ions.within(since, number.start):
        return own
    return _headed_valence(context, number)


def _headed_valence(context: Context, number: Number) -> float | None:
    """The charge that a sentence begins with: "divalent cations: 30.8 mV at 37 °C and 27.7 mV at 6 °C".

    It counts where the number is half a slope, and leaves open what is as large as that of one charge.
    """
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    first = context.numbers_in(start, number.start)
    headed = _valence_in(context, start, first[0].start) if first else None
    if headed is None or headed == 1.0:
        return 1.0
    return headed if _PLAUSIBLE[0] < 1e3 * abs(number.si()) * headed < _PLAUSIBLE[1] else None


def _valence(context: Context, number: Number, since: int) -> float | None:
    """The charge of the ions that a slope is of; None where the words name several."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if sum(_is_potential(n) for n in context.numbers_in(start, end)) > 1:
        return valence_beside(context, number)
    words = context.text[max(since, number.start - _NEAR) : number.start]
    behind = re.split(r"[,;.()]", context.text[number.unit_end : number.unit_end + 50], maxsplit=1)[0]
    if _HALF.search(words) or DIVALENT.search(behind):
        return 2.0
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    ions = {abs(VALENCE[m.ion]) for m in context.ions.within(max(start, since), end)}
    if DIVALENT.search(words):
        ions.add(2)
    return None if len(ions) > 1 else float(max(ions, default=1))


def _is_potential(number: Number) -> bool:
    return number.unit is not None and number.unit.dimension == POTENTIAL


def in_order(context: Context, claim: Claim) -> Claim:
    """Return a slope at another temperature right in front of it, where that one gives its digits."""
    if claim.temperature is None or claim.temperature_scope <= Scope.CLAUSE:
        return claim
    if rounds_to(claim, claim.temperature.value):
        return claim
    other = at_one_temperature(context, claim)
    given = other.temperature.number if other is not None and other.temperature is not None else None
    near = given is not None and 0 < claim.number.start - given.start < _NEAR
    return other if other is not None and near and other.temperature_scope <= Scope.BLOCK else claim


def _claim(context: Context, number: Number, valence: float, firm: bool) -> Claim | None:
    unit = number.unit
    if unit is None or not _PLAUSIBLE[0] < 1e3 * abs(number.si()) * valence < _PLAUSIBLE[1]:
        return None
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    inputs = (exact("z", valence, "context"),)
    claim = Claim(
        "NE103", "nernst_slope", "slope", number, unit, inputs, temperature, scope, magnitude=True, firm=firm
    )
    if temperature is not None:
        return in_order(context, claim)
    if temperature_is_tied(context, number.start, number.unit_end):
        return at_one_temperature(context, claim)
    thermal = _thermal_before(context, number)
    caveat = f"with the printed RT/F of {thermal.text}" if thermal is not None else ""
    return replace(claim, prefactor=thermal, firm=firm and thermal is not None, caveat=caveat)


def recognise_e_folds(facts: Facts) -> Iterator[Claim]:
    """Yield the thermal voltages of "25.7 mV for an e-fold change"."""
    context = facts.context
    for match in context.matches(_E_FOLD):
        start, end = context.layout.bounds(Scope.CLAUSE, match.start())
        before = context.numbers_in(max(start, match.start() - 60), match.start())
        behind = context.numbers_in(match.end(), min(end, match.end() + _NEAR))
        bare = _with_unit_of_list(context, start, match.end(), behind)
        near = bare if bare is not behind else (*before[-1:], *behind)
        found = [n for n in near if _is_potential(n) and 0.022 < abs(n.si()) < 0.028]
        for number in found[:1]:
            temperature, scope = bind_temperature(context, number.start, number.unit_end)
            if number.unit is not None and number.usable:
                yield Claim(
                    "NE102", "thermal_voltage", "RT/F", number, number.unit, (), temperature, scope,
                    magnitude=True, firm=False,
                )  # fmt: skip


def _with_unit_of_list(
    context: Context, start: int, end: int, behind: tuple[Number, ...]
) -> tuple[Number, ...]:
    """A bare number right behind the words, with the unit in front of it: "... 18.5 mV, e-fold 26.7"."""
    first = behind[0] if behind else None
    if first is None or first.unit is not None or not first.usable or first.start - end > 12:
        return behind
    listed = [n for n in context.numbers_in(start, end) if _is_potential(n)]
    return (replace(first, unit=listed[-1].unit),) if listed else behind


def _beside(context: Context, match: re.Match[str]) -> Iterator[tuple[Number, int, bool]]:
    """The potential in front of the words for a decade, or the first behind: (number, since, firm)."""
    start, end = context.layout.bounds(Scope.SENTENCE, match.start())
    before = context.numbers_in(max(start, match.start() - 60), match.start())
    if before and _AFTER.fullmatch(context.text[before[-1].unit_end : match.start()]):
        yield before[-1], max(start, before[-1].start - _NEAR), True
        return
    behind = context.numbers_in(match.end(), min(end, match.end() + _NEAR))
    number = next((n for n in behind if _is_potential(n)), None)
    if number is None or (number.sign and match.group().startswith("ln")):
        return  # "= -58.2 mV": the result of a calculation with ln 10
    gap = context.text[match.end() : number.start]
    yield number, start, _FIRM.search(gap) is not None and len(behind) == 1 + behind.index(number)


def _goes_on(context: Context, claim: Claim) -> Iterator[Claim]:
    """What a list says of other ions or temperatures: "..., that of a divalent one half of it, 30.8 mV".

    One that no words for a decade stand beside may agree with its charge and temperature; it is never wrong.
    """
    number = claim.number
    _, end = context.layout.bounds(Scope.BLOCK, number.start)
    behind = context.numbers_in(number.unit_end, min(end, number.unit_end + 200))
    last = number.unit_end
    for following in [n for n in behind if _is_potential(n) and n.usable][:4]:
        words = context.text[last : following.start]
        if len(words) > 120 or following.unit is None:
            return
        last = following.unit_end
        valence = 2.0 if _HALF.search(words) else valence_beside(context, following)
        if valence is None:
            continue
        made = _claim(context, following, valence, False) or claim
        temperature = made.temperature or claim.temperature
        inputs = (exact("z", valence, "context"),)
        listed = replace(claim, number=following, unit=following.unit, inputs=inputs, firm=False)
        listed = replace(listed, temperature=temperature)
        if temperature is not None and rounds_to(listed, temperature.value):
            yield listed
        elif temperature is not None and _NAMED_DIVALENT.fullmatch(words) and claim.firm:
            yield replace(listed, firm=True)


def recognise_named_slopes(facts: Facts) -> Iterator[Claim]:
    """Yield the slopes that stand beside words for a decade, and the halves of them."""
    context = facts.context
    for match in context.matches(_DECADE):
        for number, since, firm in _beside(context, match):
            valence = _valence(context, number, since) if number.usable else None
            if valence is None:
                continue
            start, end = context.layout.bounds(Scope.CLAUSE, number.start)
            ideal = not _NOT_IDEAL.search(
                context.text, max(start, number.start - 120), min(end, number.end + 80)
            )
            claim = _claim(context, number, valence, firm and ideal)
            if claim is not None:
                yield claim
                yield from _goes_on(context, claim)
    yield from _used(context)


def recognise_lists(facts: Facts) -> Iterator[Claim]:
    """Yield the slopes that go on behind "61.5 mV per decade": of other ions, at other temperatures."""
    context = facts.context
    for prefactor in context.prefactors:
        if prefactor.symbolic and not prefactor.natural and prefactor.number.unit is not None:
            claim = _claim(context, prefactor.number, 1.0, False)
            if claim is not None:
                yield from _goes_on(context, claim)


def _used(context: Context) -> Iterator[Claim]:
    """The rounded slopes of "in the cold room they use 58 mV, in the ward 62 mV" beside a formula."""
    if not context.slopes.items:
        return
    potentials = context.by_dimension.get(POTENTIAL, index(())).items
    led = False
    for at, number in enumerate(potentials):
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        gap = context.text[max(start, number.start - 40) : number.start]
        earlier = potentials[at - 1] if at else None
        follows = led and earlier is not None and earlier.start >= start and _NEXT.match(
            context.text[earlier.unit_end : number.start]
        )  # fmt: skip
        led = _USED.search(gap) is not None or bool(follows)
        value = abs(number.si())
        if led and not number.sign and 0.0574 < value < 0.0626:
            claim = _claim(context, number, 1.0, False)
            if claim is not None:
                yield claim
