"""Membrane potentials by search: every set of permeabilities with every concentration in scope.

"A fibre that also lets some sodium through (P_Na/P_K = 0.01) would rest at -85 mV at baseline": the ratio
stands in the sentence, the concentrations in a table, in the paragraph before, in another row. What agrees
within few tries is meant. A number is called wrong only where it is called the equation's and a slip on the
likeliest set gives its digits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from math import log
from typing import cast

from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    concentration_input,
    exact,
    prefactor_input,
    temperature_input,
    temperature_obstacle,
)
from nernstian.audit.claims.candidates import Candidate
from nernstian.audit.claims.ghk_sets import Scenario, scenarios
from nernstian.audit.claims.ghk_voltage import incomplete, make_ghk
from nernstian.audit.claims.guards import is_answer_option, is_option
from nernstian.audit.claims.inferred import LARGEST, fits, is_sharp
from nernstian.audit.claims.inferred_ghk import OF_CELLS
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.claims.permeabilities import IONS, find_weights
from nernstian.audit.claims.searched_nernst import search_of
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.repairs import find_repairs
from nernstian.audit.units import MILLIMOLAR

_SPREAD = 0.1  # V; how wide membrane potentials are spread
_CHANCE = 0.06
_MOST = 6  # concentrations of one ion and side that are tried
_REACH = 300
_FACTORS = (0.0225, 0.028)  # V: RT/F from about -10 to 50 degC
_NEAR = 0.012  # V: how far a hedge reaches
_MANY = 60
EQUATION = re.compile(r"\bGHK\b|goldman|constant[- ]field|Hodgkin[-–\s]?Katz", re.IGNORECASE)
_CUE = re.compile(
    r"\bGHK\b|goldman|constant[- ]field|permeab|perméa|\bP_?\(?(?:K|Na|Cl)\b"
    r"|(?<![A-Za-z])[VEU]_?\(?(?:m|M|rest|r)\b|\brest(?:ing|s)?\b|membran|\bcell|zelle|célul|\bpotent|\bpoten[zc]|ruhe|\brepos|\briposo|\brust"
    r"|\bpeak|\bspike|\bpico\b|\bpicco\b|\bsame\s(?:equation|formula|expression)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?<![A-Za-z0-9_])(?:[VEU]_?\(?(?:m|rest|M|GHK)\)?|[VU])|\b(?:at\srest|in\s(?:Ruhe|rust)|au\srepos|en\sreposo|a\sriposo)|\bGHK|Goldman|(?:resting|membrane)\spotential|\brests?|\bequation|\bformula"
    r"|Ruhepotential|potentiel\sde\srepos|potencial\sde\s(?:reposo|membrana)|potenziale\sdi\s(?:riposo|membrana)|rustpotentiaal)[^.;\n\d]{0,40}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:from|between|than|threshold|clamp\w*|held|hold\w*|measur\w*|record\w*|observ\w*|medid\w*|misura\w*|gemessen\w*|mesur\w*|gemeten"
    r"|driving\sforce|shift\w*|differs?|difference|chang\w+\sof|reversal|equilibrium|Nernst|slope|factor|by|um|von|overshoots?\sto|pump\w*|Mullins|chord|Donnan"
    r"|conductance)\b[^.;\n]{0,30}$|(?<![A-Za-z])E_?\(?(?:K|Na|Cl|Ca|GABA|leak|L)\)?(?![A-Za-z])[^.;,\n]{0,24}$",
    re.IGNORECASE,
)
_OTHER_BEHIND = re.compile(
    r"\s?(?:more|less|positive|negative|away|above|below|towards|of\sdepolari|per|of\shyperpol|dépol|Unterschied|\()?\s?(?:per\s(?:decade|tenfold)|depolari\w+|hyperpol\w+"
    r"|(?:more|less)\s(?:negative|positive)|away|(?:above|below)\b)"
    r"|\s?\(?(?:was|were|is)?\s?(?:measured|observed|recorded|found)\b"
)
_GIVES = re.compile(
    r"(?:\b(?:gives?|yields?|becomes?|goes\sto|falls?\sto|rises?\sto|changes?\sto|moves?\sto|would\sbe|drops?\sto|(?:rests?|sits?|ends\sup)\sat|is|ergibt|beträgt"
    r"|wird|liefert|donne|vaut|devient|da|es|resulta|dà|è|diventa|geeft|wordt|at\srest|in\s(?:Ruhe|rust)|au\srepos|en\sreposo|a\sriposo)|[=≈:])\s?(?:about\s|only\s|then\s)?\(?\s?$"
)
_MEASURED = re.compile(
    r"measur|record|observ|gemessen|mesur|medid|misurat|gemeten|\bstudent|\bwrong|±", re.IGNORECASE
)
# of the state before a change
_AGAIN = re.compile(
    r"\b(?:at\srest|resting|unchanged|still|before|whereas|while|compared|instead\sof|originally|control|in\sRuhe|au\srepos|en\sreposo|a\sriposo)\b",
    re.IGNORECASE,
)
_SLIPS = ("chloride", "ln for log10", "log10 for ln", "degC for K", "digits")

_LISTED = re.compile(r"\s?(?:,|/|and|und|et|y|e|en|to|or|resp\.)\s?")

Slot = tuple[str, str]
Chosen = Mapping[Slot, Concentration]


def width(number: Number) -> float:
    """Return the width in volts of what a number may stand for."""
    if number.unit is None:
        return _SPREAD
    low, high = (number.unit.to_si(edge) for edge in interval_of(number))
    return max(abs(high - low), 1e-9)


def allowed(number: Number) -> int:
    """Return how many sets may be tried on a number before one of them agrees by chance."""
    return int(_CHANCE * _SPREAD / width(number))


def slots_of(scenario: Scenario) -> list[Slot]:
    """Return the concentrations that the equation asks for with a set of permeabilities."""
    values = scenario.values
    return [(ion, side) for ion in IONS if values.get(ion) for side in ("out", "in")]


class GhkSearch:
    """The searched membrane potentials of one document."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.context: Context = facts.context
        self.nernst = search_of(facts)
        self._found: list[tuple[Number, list[Scenario], Claim | None]] | None = None

    # -- concentrations ------------------------------------------------------------------------------

    def options(self, ion: str, side: str, number: Number) -> list[Candidate]:
        """The concentrations of a side, the nearest first; without a side where none has one, or near."""
        near = self._joined(self.nernst.nearest(ion, number, side), side)
        block, _ = self.context.layout.bounds(Scope.BLOCK, number.start)
        if any(one.side == side for one in near):
            near = [one for one in near if one.side == side or block <= one.at < number.start]
        elif any(one.side for one in self.nernst.nearest(ion, number, "in" if side == "out" else "out")):
            near = [one for one in near if not one.side]
        return near[:_MOST]

    def _joined(self, near: list[Candidate], side: str) -> list[Candidate]:
        """Candidates that stand in one list with one of a side have it too: "[Cl]i of 25 mM and 6 mM"."""
        ends = {
            c.concentration.number.unit_end
            for c in near
            if c.side == side and c.concentration.number is not None
        }
        text = self.context.text

        def follows(one: Candidate) -> bool:
            return any(end < one.at <= end + 8 and _LISTED.fullmatch(text, end, one.at) for end in ends)

        return [replace(one, side=side) if not one.side and follows(one) else one for one in near]

    def choices(
        self, wanted: Sequence[Slot], number: Number, given: Chosen | None = None
    ) -> Iterator[Chosen]:
        """Every choice of what is not given, the likeliest first: at most two are not the nearest."""
        given = given or {}
        slots = [slot for slot in wanted if slot not in given]
        options = [[c.concentration for c in self.options(*slot, number)] for slot in slots]
        if not all(options):
            return
        nearest = {**given, **{slot: found[0] for slot, found in zip(slots, options, strict=True)}}
        singles = [
            (k, slot, c) for slot, found in zip(slots, options, strict=True) for k, c in enumerate(found) if k
        ]
        tried: list[tuple[int, Chosen]] = [(0, nearest)]
        tried += [(k, {**nearest, slot: c}) for k, slot, c in singles]
        tried += [
            (k + m + 1, {**nearest, slot: c, other: d})
            for (k, slot, c), (m, other, d) in combinations(singles, 2)
            if slot != other and k + m <= 4
        ]
        for _, chosen in sorted(tried, key=lambda one: one[0]):
            if all(_may_be(chosen, ion) for ion in {ion for ion, _ in wanted}):
                yield chosen

    def claim(self, number: Number, scenario: Scenario, chosen: Chosen) -> Claim:
        """The claim that a number follows from permeabilities and concentrations."""
        values, reach = scenario.values, Scope.SENTENCE
        inputs: list[Input] = []
        for ion in IONS:
            for side in ("out", "in"):
                if not values.get(ion):
                    inputs.append(Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"))
                    continue
                concentration = chosen[ion, side]
                scope = self.context.layout.distance(number.start, concentration.at)
                reach = max(reach, scope)
                inputs.append(concentration_input(f"{ion}_{side}", concentration, scope))
        inputs += [
            exact(f"P_{ion}", values[ion])
            if values.get(ion)
            else Input(f"P_{ion}", "0", 0.0, 0.0, DIMENSIONLESS, "default")
            for ion in IONS
        ]
        return make_ghk(self.facts, number, tuple(inputs), reach)

    # -- numbers -------------------------------------------------------------------------------------

    def is_open(self, number: Number) -> bool:
        """Whether a number of a sentence may be a membrane potential that is computed."""
        context = self.context
        if not is_potential(number) or not number.usable or context.is_prefactor(number):
            return False
        if abs(number.si()) > LARGEST or _is_bare_option(context, number):
            return False
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        start = max(start, number.start - _REACH)
        before = context.text[start : number.start]
        if _OTHER.search(before[-70:]) or _OTHER_BEHIND.match(context.text, number.unit_end, end):
            return False
        if number.value == 0.0 and not _NAMED.search(before[-60:]):
            return False
        labels = self.nernst.labels.within(start, number.start)
        return not (labels and connected(context.text, labels[-1].label.end, number.start))

    def _is_cued(self, number: Number, sets: list[Scenario]) -> bool:
        """Whether words near a number speak of a membrane potential, and permeabilities are near enough."""
        context = self.context
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        block, _ = context.layout.bounds(Scope.BLOCK, number.start)
        near = max(start, number.start - _REACH)
        if not context.speaks(_CUE, near, number.start):
            if any(one.own for one in sets) and find_weights(context).within(block, number.start):
                return True
            asked = context.layout.answers.question(number.start)
            if asked is None or not context.speaks(_CUE, *asked):
                return False
        if any(one.own for one in sets) or context.speaks(EQUATION, block, number.start):
            return True
        before = context.text[near : number.start]
        return _NAMED.search(before[-60:]) is not None

    def trials(self, number: Number, sets: list[Scenario]) -> Iterator[Claim]:
        """The claims of all sets and choices, interleaved: the likeliest of each set first."""
        streams = [(one, self.choices(slots_of(one), number)) for one in sets]
        for depth in (1, 2, 1000):
            for one, stream in streams:
                for chosen in islice(stream, depth):
                    yield self.claim(number, one, chosen)

    def likely(self, number: Number, sets: list[Scenario]) -> Iterator[Claim | None]:
        """The same; None in place of those that no temperature brings near the number."""
        streams = [(one, self.choices(slots_of(one), number)) for one in sets]
        for depth in (1, 2, 1000):
            for one, stream in streams:
                for chosen in islice(stream, depth):
                    yield self.claim(number, one, chosen) if _is_near(number, one, chosen) else None

    def readings(self, claim: Claim) -> Iterator[Claim]:
        """A claim as it is bound; without one temperature, at each that the document states or uses."""
        if claim.temperature is not None or claim.prefactor is not None:
            yield from self.nernst.readings(claim)
            return
        context, at = self.context, claim.number.start
        if not temperature_obstacle(context, at, claim.number.unit_end):
            yield claim
            return
        stated = context.temperatures.within(0, context.layout.length, around=at)
        near = sorted(
            (t for t in stated if not t.blocked and t.number is not None),
            key=lambda t: (int(context.layout.distance(at, t.at)), t.at > at, abs(t.at - at)),
        )
        temperatures = list({round(t.kelvin, 1): t for t in reversed(near)}.values())
        for temperature in list(reversed(temperatures))[:3]:
            yield self._at(claim, temperature_input(temperature, Scope.SECTION))
        factors = {round(p.kelvin, 2): p for p in context.slopes.items[:_MOST] if p.kelvin > 0.0}
        for prefactor in list(factors.values())[:2]:
            yield self._at(claim, prefactor_input(prefactor, "context"))

    @staticmethod
    def _at(claim: Claim, temperature: Input) -> Claim:
        return replace(claim, temperature=temperature, temperature_scope=Scope.SECTION)

    def settled(self, claim: Claim) -> Claim:
        """A claim without one temperature at that which the document states most often."""
        stated = [
            t for t in self.context.temperatures.items[:_MANY] if not t.blocked and t.number is not None
        ]
        if claim.temperature is not None or claim.prefactor is not None or not stated:
            return claim
        often = Counter(round(t.kelvin, 1) for t in stated).most_common(1)[0][0]
        first = next(t for t in stated if round(t.kelvin, 1) == often)
        return self._at(claim, temperature_input(first, Scope.SECTION))

    def agreeing(self, number: Number, trials: Iterator[Claim | None] | Iterator[Claim]) -> Claim | None:
        """The first claim that gives a number, unless too many were tried."""
        most = max(allowed(number), 1)
        for rank, trial in enumerate(islice(trials, most), start=1):
            for tried, claim in enumerate(self.readings(trial) if trial is not None else (), start=1):
                if (rank == 1 or rank * tried <= most) and fits(claim, hedged=rank == 1):
                    return replace(claim, firm=False)
        return None

    def slipped(self, number: Number, sets: list[Scenario]) -> Claim | None:
        """The likeliest claim, if a slip in it gives the digits and the number is called the equation's."""
        context = self.context
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        before = context.text[max(start, number.start - _REACH) : number.start]
        own = [one for one in sets if one.own]
        if not own or not (_NAMED.search(before[-60:]) or EQUATION.search(before)):
            return None
        for trial in map(self.settled, islice(self.trials(number, own[:1]), 2)):
            if is_slip(trial):
                return replace(trial, firm=True, reach=min(trial.reach, Scope.SECTION))
        return None

    def sure(self, number: Number, sets: list[Scenario]) -> Claim | None:
        """The claim of the only concentrations there are, with permeabilities of the number's sentence."""
        context = self.context
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        before = context.text[max(start, number.start - _REACH) : number.start]
        if not _GIVES.search(before[-70:]) or not (_NAMED.search(before[-90:]) or EQUATION.search(before)):
            return None
        first = sets[0]
        here = first.changed or start <= first.weights.at < number.start
        if not here or not self._is_unique(slots_of(first), number):
            return None
        if incomplete(context, first.weights, number, first.changed):
            return None
        for trial in islice(self.trials(number, sets[:1]), 1):
            if OF_CELLS.search(context.text, start, end) or _MEASURED.search(context.text, start, end):
                return None
            if any(map(fits, self.readings(trial))):
                return None
            return replace(self.settled(trial), firm=True, reach=min(trial.reach, Scope.SECTION))
        return None

    def _is_unique(self, slots: Sequence[Slot], number: Number) -> bool:
        """Whether each concentration has one value, but for what other paragraphs change it to."""
        block, end = self.context.layout.bounds(Scope.BLOCK, number.start)
        for slot in slots:
            found = self.options(*slot, number)
            if len([c for c in found if not c.changed or block <= c.at < end]) != 1 or found[0].changed:
                return False
        return True

    def open_numbers(self) -> Iterator[tuple[Number, list[Scenario]]]:
        """The numbers of sentences that may be membrane potentials, with the sets to be tried."""
        tables = [(table.start, table.end) for table in self.context.tables]
        for number in self.context.with_unit:
            if not self.is_open(number) or any(low <= number.start < high for low, high in tables):
                continue
            sets = scenarios(self.context, number)
            if sets and self._is_cued(number, sets):
                yield number, sets

    def found(self) -> list[tuple[Number, list[Scenario], Claim | None]]:
        """What the search makes of every open number, searched for once."""
        if self._found is None:
            self._found = [(number, *self._of(number, sets)) for number, sets in self.open_numbers()]
        return self._found

    def _of(self, number: Number, sets: list[Scenario]) -> tuple[list[Scenario], Claim | None]:
        """What agrees, and the sets that may show a number to be wrong.

        A number that only agrees with what its own sentence has just changed is left alone.
        """
        here = [one for one in sets if one.here]
        claim = self.agreeing(number, self.likely(number, here or sets))
        if claim is not None or not here:
            return sets, claim
        claim = self.agreeing(number, self.likely(number, [one for one in sets if not one.here]))
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        again = claim is not None and self.context.speaks(_AGAIN, start, number.start)
        return (sets if claim is None else []), claim if again else None


def _is_bare_option(context: Context, number: Number) -> bool:
    """Whether a number is an answer to be chosen: a letter, and hardly a word beside it."""
    block = context.layout.block_at(number.start)
    short = block.end - block.start < 60
    return is_answer_option(context, number) or (short and is_option(context, number.start))


def is_slip(claim: Claim) -> bool:
    """Return whether a known slip in a claim gives the digits of its number, at a stated temperature."""
    temperature = claim.prefactor or claim.temperature
    if temperature is None or not is_sharp(claim.number):
        return False
    given = {i.name: i.value for i in claim.inputs} | {"T": temperature.value}
    return any(repair.name in _SLIPS for repair in find_repairs(claim, given))


def _is_near(number: Number, scenario: Scenario, chosen: Chosen) -> bool:
    """Whether the equation gives a value near a number at some temperature of a cell."""
    above = below = 0.0
    for ion, permeability in scenario.values.items():
        if permeability and (ion, "out") in chosen:
            first, second = ("in", "out") if ion == "Cl" else ("out", "in")
            above += permeability * chosen[ion, first].value
            below += permeability * chosen[ion, second].value
    if above <= 0.0 or below <= 0.0:
        return False
    edges = [factor * log(above / below) for factor in _FACTORS]
    return min(edges) - _NEAR <= number.si() <= max(edges) + _NEAR


def _may_be(chosen: Chosen, ion: str) -> bool:
    """Whether the two sides of an ion are not one and the same number."""
    return (
        chosen[ion, "out"].at != chosen[ion, "in"].at or chosen[ion, "out"].value != chosen[ion, "in"].value
    )


def ghk_search(facts: Facts) -> GhkSearch:
    """Return the search of a document, made once."""
    kept = facts.context.kept
    if GhkSearch not in kept:
        kept[GhkSearch] = GhkSearch(facts)
    return cast(GhkSearch, kept[GhkSearch])


def recognise_agreeing(facts: Facts) -> Iterator[Claim]:
    """Yield the membrane potentials that a search finds."""
    if find_weights(facts.context).items:
        yield from (claim for _, _, claim in ghk_search(facts).found() if claim is not None)


def recognise_wrong(facts: Facts) -> Iterator[Claim]:
    """Yield those that no set gives and a slip, or the only set there is, shows to be wrong."""
    if find_weights(facts.context).items:
        search = ghk_search(facts)
        for number, sets, agreed in search.found():
            open_ = bool(sets) and agreed is None
            claim = (search.slipped(number, sets) or search.sure(number, sets)) if open_ else None
            if claim is not None:
                yield claim
