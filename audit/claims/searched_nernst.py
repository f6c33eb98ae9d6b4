"""Equilibrium potentials by search: of all concentrations of the ion that the document states.

"Potassium doubled to 9 mM. E_K becomes -73 mV": what a sentence has just changed is tried first, then what
stands farther away. Where few pairs were tried for the digits that are printed, a pair that agrees is meant.
Wrong is only called what name, side and change leave one pair for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import cast

from nernstian.audit.binding import Pair
from nernstian.audit.claims.base import Claim, Facts, context_prefactor, prefactor_input, temperature_input
from nernstian.audit.claims.candidates import NOTHING, Candidate, Known, candidates
from nernstian.audit.claims.guards import is_answer_option, is_option
from nernstian.audit.claims.inferred import LARGEST, SMALLEST, fits, words_around
from nernstian.audit.claims.labels import Label, find_labels, is_potential
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.claims.what_if import Changes, question_start
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.given import Concentration, Temperature
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.preparations import of_preparation

_SPREAD = 0.12  # V; how wide equilibrium potentials are spread
_CHANCE = 0.055
_MOST = 8
_SIDELESS = "a concentration whose side the text does not name"
_REACH = 420
_SUBJECT = re.compile(
    r"nernst|equilibri\w*|reversal|evenwicht\w*|gleichgewicht\w*|umkehrpot\w*|équilibre|(?<![A-Za-z])[EVU]_?\(?(?:K|Na|Cl|Ca|Mg|HCO_?3)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:permeable\s(?:to|only\sto)[^.;\n]{0,24}\bonly|only\spermea\w+|permeable\sonly|passes[^.;\n]{0,16}\bonly|selective\w*\s(?:for|to)"
    r"|only\spermeant|nur\sfür|durchlässig\snur|perméable\s(?:seulement|uniquement)|solo\s(?:al|permeable)|permeable\ssolo|permeabile\ssolo)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:\bV_?\{?(?:m|rest|r|M|membrane)\b|\brest(?:ing|s)?\b|\bmembrane\spotential|\bpeak|\bthreshold|\bhold\w*|\bclamp\w*|\bdriving\sforce|\bmeasur\w*|\brecord\w*"
    r"|\bGoldman|\bGHK|\breposo|\briposo|\brepos\b|\bRuhe\w*|\bmedid\w*|\bmisura\w*|\bgemessen\w*|\bmesur\w*|\bslope|\bfactor|RT/F|\bfuerza|\bforza"
    r"|\bE_?(?:GABA|m|rev|L|leak)\b|\bobserv\w*|\bovershoot|\bDonnan)[^.;\n]{0,30}$",
    re.IGNORECASE,
)


_FOUND = re.compile(
    r"\b(?:measur\w*|record(?:ed|s)\b|observ\w*|medid\w*|misura\w*|gemessen\w*|mesur\w*|gemeten)[^.;\n]{0,36}$",
    re.IGNORECASE,
)


_GOT = re.compile(
    r"\b(?:we|you|I|one|wir|man|on|nous|si)\s(?:then\s|would\s|also\s)?(?:get|have|find|erh[aä]lt\w*|bekomm\w+|obtien\w*|ottien\w*|trouv\w+)\b",
    re.IGNORECASE,
)


# of another thing than the ion's potential: an own clause, a current, another ion, a voltage that is held
_APART = re.compile(
    r"[;?]|\b(?:[ck]ations?|catione?s?|anions?|currents?|clamp\w*|hold\w*|held|Strom|courant|corrente|corriente|stroom|other|opposite|twice|same|andere\w*"
    r"|otr[oa]|altr[oa]|autre|mirror|change\w*|driv\w+)\b|\b(?:at|bei|à|bij|to|bis|from|von|by|um)\s[+-]?$",
    re.IGNORECASE,
)
# what lets a sign be another one: which side is the reference, a difference, a quoted mistake
_CONVENTION = re.compile(
    r"relative\sto|with\srespect\sto|reference|convention|driving|force|V\s?-\s?E|difference|shift|\bsign\b|wrong|mistake|\bnot\b|instead|gegenüber|bezogen"
    r"|Triebkraft|Vorzeichen|falsch|statt|par\srapport|signe|respecto|signo|fuerza|rispetto|segno|forza|ten\sopzichte|teken|magnitude|lumen|matrix|vacuol"
    r"|apical|organelle|\bneeded|\brequired|offset|cancel",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pairing:
    """An outside and an inside concentration that are tried, and as which."""

    out: Candidate
    inside: Candidate
    rank: int


def _width(number: Number) -> float:
    """The width in volts of what a number may stand for."""
    if number.unit is None:
        return _SPREAD
    low, high = (number.unit.to_si(edge) for edge in interval_of(number))
    return abs(high - low)


def _is_same(value: float, other: float | None) -> bool:
    return other is not None and abs(value - other) <= 1e-9 * other


def _said(text: str) -> set[str]:
    return {word.lower().rstrip("s") for word in re.findall(r"[^\W\d_]{3,}", text)}


def _is_another(context: Context, temperature: Temperature) -> bool:
    """Whether a temperature stands in brackets behind a value, to which it belongs: "26.7 mV (37 °C)"."""
    text, number = context.text, temperature.number
    if number is None or text[number.unit_end : number.unit_end + 1] != ")":
        return False
    before = text[max(0, number.start - 40) : number.start].rstrip()
    return re.search(r"\d\s?m?V\b[^()\n]{0,24}\($", before) is not None


def _is_slip(claim: Claim, named: bool) -> bool:
    """Whether a potential has the digits of a slip: its sign lost, the valence forgotten, ln for log10."""
    if claim.number.sign and fits(replace(claim, magnitude=True)):
        return True
    if not named:
        return False
    valence = next(abs(given.value) for given in claim.inputs if given.name == "z")
    return has_digits_of(claim, (log(10.0), 1.0 / log(10.0), *((2.0, 0.5) if valence == 2.0 else ())))


def has_digits_of(claim: Claim, factors: tuple[float, ...]) -> bool:
    """Return whether a number is the right value times a factor, to three printed digits or more."""
    number, heat = claim.number, claim.temperature or claim.prefactor
    if number.unit is None or heat is None or number.last_digit > 0.01 * abs(number.value):
        return False
    right = evaluate(claim.law, {given.name: given.value for given in claim.inputs} | {"T": heat.value})
    low, high = sorted(abs(number.unit.to_si(edge)) for edge in interval_of(number))
    return any(low <= factor * abs(right) <= high for factor in factors)


class NernstSearch:
    """The searched equilibrium potentials of one document."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.context: Context = facts.context
        self.known = candidates(facts)
        self.changes = Changes(facts, self.known)
        self._mark_changed()
        printed = {round(p.kelvin, 2) for p in self.context.prefactors if not p.symbolic}
        same = [p for p in self.context.prefactors if not p.symbolic and p.kelvin > 0.0]
        #: the prefactor that the document computes everything with
        self.habitual = prefactor_input(same[0], "context") if len(printed) == 1 and len(same) > 1 else None
        self.labels: Index[_Placed] = index(_Placed(label) for label in find_labels(self.context))

    def _mark_changed(self) -> None:
        """Give what a sentence leads to the side of the change."""
        leads = {c.number.start: c for c in self.changes.all.items if c.number is not None and c.after}
        for ion, known in self.known.items():
            marked = [
                replace(one, changed=True, side=one.side or leads[one.at].side)
                if one.at in leads and leads[one.at].ion == ion and _is_same(one.value, leads[one.at].after)
                else one
                for one in known.all
            ]
            self.known[ion] = Known(marked)

    # -- which ion -----------------------------------------------------------------------------------

    def ion_of(self, number: Number) -> str | None:
        """The ion whose potential a number may be: of the last label, else of the words around it."""
        layout = self.context.layout
        for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP):
            start, _ = layout.bounds(scope, number.start)
            start = max(start, number.start - _REACH)
            before = self.labels.within(start, number.start)
            if before:
                mentioned = self.context.ions.within(before[-1].label.end, number.start)
                return mentioned[-1].ion if mentioned and scope > Scope.SENTENCE else before[-1].label.ion
        asked = layout.answers.question(number.start)
        lows = [layout.bounds(scope, number.start)[0] for scope in (Scope.SENTENCE, Scope.BLOCK)]
        pieces = [(max(low, number.start - _REACH), number.start) for low in lows]
        question = question_start(self.context, number)
        pieces += [(question, number.start)] if question is not None else []
        for start, end in (*pieces, *([asked] if asked else [])):
            if not (
                _SUBJECT.search(self.context.text, start, end) or _ONLY.search(self.context.text, start, end)
            ):
                continue
            ions = self.context.ions.within(start, end)
            if ions:
                return ions[-1].ion
        return self._of_own_sentence(number)

    def _of_own_sentence(self, number: Number) -> str | None:
        """The one ion of which the number's own sentence has just stated both sides."""
        words = words_around(self.context, number)
        if words.excluded or not (words.cue or _GOT.search(words.before[-60:])):
            return None
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        own = self.facts.concentrations.all.within(max(start, number.start - _REACH), number.start)
        sides: dict[str, set[str]] = {}
        for concentration in own:
            sides.setdefault(concentration.ion, set()).add(concentration.side)
        mentioned = self.context.ions.within(max(start, number.start - _REACH), number.start)
        last = mentioned[-1].ion if mentioned else None
        return last if last is not None and sides.get(last) == {"in", "out"} else None

    # -- which concentrations ------------------------------------------------------------------------

    def nearest(self, ion: str, number: Number, side: str) -> list[Candidate]:
        """The candidates for a side, the nearest first, one of every value."""
        layout = self.context.layout

        def order(one: Candidate) -> tuple[bool, int, bool, bool, int]:
            scope = layout.distance(number.start, one.at)
            later = one.at > number.start
            elsewhere = scope > Scope.BLOCK and (later or one.changed)
            return elsewhere, int(scope), one.side != side, later, abs(one.at - number.start)

        near = [
            c for c in self.known.get(ion, NOTHING).near(number.start) if c.side in ("", side) and not c.left
        ]
        near += self.changes.folded(ion, side, number, near)
        near = self._of_preparation(self._unhidden(near, ion, side, number), number)
        firsts: dict[float, Candidate] = {}
        for one in sorted(near, key=order):
            firsts.setdefault(round(one.value, 12), one)
        return self._named_column(list(firsts.values()), number)[:_MOST]

    def _unhidden(self, near: list[Candidate], ion: str, side: str, number: Number) -> list[Candidate]:
        """The candidates without those that a change in the number's own paragraph, or question, replaces."""
        layout = self.context.layout
        block, _ = layout.bounds(Scope.BLOCK, number.start)
        _, end = layout.bounds(Scope.CLAUSE, number.start)
        changed = self.facts.concentrations.of(ion, side).within(block, end)
        said = [c for c in self.changes.near(ion, number, Scope.BLOCK) if c.at >= block]
        own = [c.at for c in said if c.side == side]
        hidden = [c.at for c in changed if c.blocked]
        if not own and (not hidden or (said and all(c.side for c in said))):
            return near
        first = min([*own, *hidden]) - 40
        return [c for c in near if first <= c.at < end and (c.changed or not c.side)]

    def _of_preparation(self, near: list[Candidate], number: Number) -> list[Candidate]:
        """The candidates of the preparation that is named, where a table has several."""
        rows = [c for c in near if c.concentration.tabulated and c.concentration.label]
        if len({c.concentration.label for c in rows}) < 2:
            return near
        labels = [c.concentration.label for c in rows]
        chosen = of_preparation(self.context.text, self.context.layout, rows, labels, number.start)
        kept = {id(c) for c in chosen} if len(chosen) < len(rows) else set()
        return [c for c in near if c not in rows or id(c) in kept]

    def _named_column(self, found: list[Candidate], number: Number) -> list[Candidate]:
        """The candidates with that first whose column's head the words right behind a number say again."""
        named = self.column_of(found, number)
        return sorted(found, key=lambda c: c is not named) if named is not None else found

    def column_of(self, found: list[Candidate], number: Number) -> Candidate | None:
        """The one candidate whose column the words behind a number, or else those in front of it, name."""
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        behind = self.context.text[number.unit_end : min(end, number.unit_end + 40)]
        ahead = self.context.text[max(start, number.start - 60) : number.start]
        for said in (_said(re.split(r"[-+]?\d|[,;]", behind)[0]), _said(ahead)):
            counts = [len(one.words & said) for one in found]
            most = max(counts, default=0)
            if most and counts.count(most) == 1:
                return found[counts.index(most)]
        return None

    def pairings(self, ion: str, number: Number) -> Iterator[Pairing]:
        """Pairs of an outside and an inside concentration, the likeliest first."""
        outs, ins = self.nearest(ion, number, "out"), self.nearest(ion, number, "in")
        made = [
            (i + j + (not o.side and not p.side), o, p)
            for i, o in enumerate(outs)
            for j, p in enumerate(ins)
            if o.at != p.at or o.value != p.value
        ]
        made = [one for one in made if one[1].value != one[2].value]
        for rank, (_, out, inside) in enumerate(sorted(made, key=lambda m: m[0]), start=1):
            yield Pairing(out, inside, rank)

    def claim(self, ion: str, number: Number, pairing: Pairing) -> Claim:
        """The claim of a pair that is tried."""
        changed = pairing.out.changed or pairing.inside.changed
        claim = self.claim_of(ion, number, pairing.out.concentration, pairing.inside.concentration)
        # of what a sentence changes, that very change is said
        if not (pairing.out.side and pairing.inside.side):
            claim = replace(claim, caveat=_SIDELESS)
        return replace(claim, reach=min(claim.reach, Scope.SENTENCE)) if changed else claim

    def claim_of(self, ion: str, number: Number, out: Concentration, inside: Concentration) -> Claim:
        """The claim of two concentrations."""
        scope = max(self.context.layout.distance(number.start, c.at) for c in (out, inside))
        pair = Pair(replace(out, side="out"), replace(inside, side="in"), scope, firm=False)
        return make_nernst(self.facts, ion, number, pair, symbolic=False)

    def readings(self, claim: Claim) -> Iterator[Claim]:
        """A claim as it is bound, and at the other temperatures of its section.

        Where several are stated and none is bound, each of them comes before any that is not stated.
        """
        number = claim.number
        start, end = self.context.layout.bounds(Scope.SECTION, number.start)
        stated = self.context.temperatures.within(start, end, around=number.start)
        usable = [t for t in stated if not t.blocked and t.number is not None]
        open_one = claim.temperature is None and claim.prefactor is None and bool(usable)
        if not open_one:
            yield claim
        for temperature in sorted(usable[-3:], key=lambda t: abs(t.at - number.start)):
            assumed = claim.assumed or (
                "at a temperature that the text gives for another value"
                if _is_another(self.context, temperature)
                else ""
            )
            yield replace(claim, temperature=temperature_input(temperature, Scope.SECTION), assumed=assumed,
                          temperature_scope=Scope.SECTION, prefactor=None)  # fmt: skip
        if open_one:
            slope = context_prefactor(self.context, number.start)
            yield from [replace(claim, prefactor=slope)] if slope is not None else []
            yield claim
        if self.habitual is not None and claim.prefactor is None:
            yield replace(claim, prefactor=self.habitual)

    def agreeing(self, number: Number, ion: str) -> Claim | None:
        """The first pair that gives a number, unless too many were tried."""
        allowed = _CHANCE * _SPREAD / max(_width(number), 1e-9)
        for pairing in self.pairings(ion, number):
            if pairing.rank > allowed:
                return None
            for tried, claim in enumerate(self.readings(self.claim(ion, number, pairing)), start=1):
                if pairing.rank * tried <= allowed and fits(claim):
                    return replace(claim, firm=False)
        return None

    def recognise(self) -> Iterator[Claim]:
        """Yield the numbers that a pair of concentrations gives."""
        for number in self.context.with_unit:
            if not self.is_open(number):
                continue
            ion = self.ion_of(number)
            if ion is None:
                continue
            found = self.agreeing(number, ion) or self.slipped(number, ion)
            if found is not None:
                yield found

    def slipped(self, number: Number, ion: str) -> Claim | None:
        """The potential with a slip, of the only pair, both stated in the number's sentence."""
        if number.hedge is not None or not self._is_plain(number):
            return None
        outs, ins = self.nearest(ion, number, "out"), self.nearest(ion, number, "in")
        if (
            len(outs) != 1
            or len(ins) != 1
            or not (outs[0].side and ins[0].side)
            or outs[0].changed
            or ins[0].changed
        ):
            return None
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        if not all(start <= one.at < min(number.start, end) for one in (outs[0], ins[0])):
            return None
        if not self._follows(max(outs[0].at, ins[0].at), number):
            return None
        claim = self.claim(ion, number, Pairing(outs[0], ins[0], 1))
        named = (
            _SUBJECT.search(self.context.text, max(start, number.start - _REACH), number.start) is not None
        )
        for one in self.readings(claim):
            known = one.temperature is not None or one.prefactor is not None
            if known and not one.assumed and _is_slip(one, named):
                return replace(one, firm=True, reach=Scope.SENTENCE)
        return None

    def _follows(self, last: int, number: Number) -> bool:
        """Whether a number is said of the concentrations in front of it, and of nothing else."""
        gap = self.context.text[last : number.start]
        potentials = [n for n in self.context.numbers_in(last, number.start) if is_potential(n)]
        return len(gap) <= 120 and not potentials and _APART.search(gap) is None

    def _is_plain(self, number: Number) -> bool:
        """Whether no convention, and no difference, turns the sign in a number's sentence."""
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        return not self.context.speaks(
            _CONVENTION, max(start, number.start - 300), min(end, number.end + 120)
        )

    def is_open(self, number: Number, fold: bool = False) -> bool:
        """Whether a number may be an equilibrium potential, or the shift by a fold in front of it."""
        context = self.context
        if not is_potential(number) or not number.usable or context.is_prefactor(number):
            return False
        if not SMALLEST <= abs(number.si()) <= LARGEST:
            return False
        if is_option(context, number.start) or is_answer_option(context, number):
            return False
        start, _ = context.layout.bounds(Scope.CLAUSE, number.start)
        before = context.text[max(start, number.start - 60) : number.start]
        block, _ = context.layout.bounds(Scope.BLOCK, number.start)
        low = question_start(context, number)
        low = max(block, number.start - _REACH) if low is None else low
        only = _ONLY.search(context.text, low, number.start)
        if _FOUND.search(before):
            return False
        other = _OTHER.search(before)
        return other is None or only is not None or (fold and other.group().lower().startswith("factor"))


@dataclass(frozen=True, slots=True)
class _Placed:
    label: Label

    @property
    def at(self) -> int:
        return self.label.start


def search_of(facts: Facts) -> NernstSearch:
    """Return the search of a document, made once."""
    kept = facts.context.kept
    if NernstSearch not in kept:
        kept[NernstSearch] = NernstSearch(facts)
    return cast(NernstSearch, kept[NernstSearch])


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the equilibrium potentials that a search finds."""
    yield from search_of(facts).recognise()
