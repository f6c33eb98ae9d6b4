"""Statements about laws, not about numbers: which side stands above in a Nernst formula, what GHK averages.

A potential is inside minus outside, so that E = (RT/zF) ln(out/in): a positive ion's formula has the outside
above, chloride's without its valence has the inside above. A minus sign in front turns that round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import nan

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Settled, Unbound
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

RULE = "NE141"
_SENTENCE = Scope.SENTENCE
_SIDE = r"(?P<{0}>out(?:side)?|ext(?:ernal)?|extra|[oe]|in(?:side)?|int(?:ernal)?|intra|i)"
_ION = r"(?P<{0}>K|Na|Cl|Ca|Mg|H|HCO_?3|X|S|C|[Ii]on)"


def _concentration(n: int) -> str:
    """A concentration as a symbol: ``[K^+]_out``, ``[K+]o``, ``[out]``, ``c_o``, ``C_in``."""
    ion, side, bare, symbol = f"ion{n}", f"side{n}", f"bare{n}", f"symbol{n}"
    after = r"_?[{(]?"
    return (
        rf"(?:\[\s?{_ION.format(ion)}(?:_?\d)?(?:\^?\d?[+-])?\s?\]{after}{_SIDE.format(side)}[)}}]?"
        rf"|\[\s?{_SIDE.format(bare)}\s?\]"
        rf"|[cC]_?[{{(]?{_SIDE.format(symbol)}[)}}]?)"
    )


FORMULA = re.compile(
    r"[EV](?<![A-Za-z].)_?\(?(?P<name>K|Na|Cl|Ca|Mg|ion|Ion|X|S|rev|eq|Nernst)?\)?(?:\^?\d?[+-])?\s?=\s?"
    r"(?P<before>[^=\n]{0,40}?)\s?[×·*x]?\s?(?:ln|log(?:_?10)?|lg)\s?[({\[\s]{0,3}"
    + _concentration(1)
    + r"\)?\s?/\s?\(?"
    + _concentration(2)
    + r"(?![\w])"
)
_PREFACTOR = re.compile(r"[-+(\s]*(?:RT|R\s?T|k_?B?\s?T|[\d.,]+(?:\s?m?V)?)[^=]*")
HAS_VALENCE = re.compile(r"z|Z|n\s?F")
_NEGATIVE = re.compile(r"^\s*\(?\s?-")
_OUTSIDE = ("out", "ext", "o", "e")
_ANIONS = frozenset({"Cl", "HCO3", "HCO_3"})
GENERIC = frozenset({"", "ion", "Ion", "X", "S", "C", "rev", "eq", "Nernst"})
_MEAN = re.compile(
    r"(?P<what>weighted|average|mean)\b[^.;\n]{0,60}?\b(?:of|between)\b[^.;\n]{0,40}?"
    r"(?:Nernst|equilibrium|reversal)\spotentials?|(?:Nernst|equilibrium|reversal)\spotentials?,?\s"
    r"(?:each\s)?(?:weighted|averaged)\b"
    r"|weighting\s(?:each|the|all)\b[^.;\n]{0,30}?(?:Nernst|equilibrium|reversal)\spotentials?",
    re.IGNORECASE,
)
_GHK = re.compile(r"\b(?:GHK|Goldman|permeabilit(?:y|ies))\b", re.IGNORECASE)
_CHORD = re.compile(r"\b(?:chord|conductances?)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not?|never|neither|nor|isn't|instead|rather|although|unlike|mis(?!m[ao]s?\b)\w+|wrong(?:ly)?|false|myth|tempting|"
    r"would\sbe|as\sif|students|claims?|says|saying|true\sor)\b|n't\b|\?",
    re.IGNORECASE,
)
_EQUATION_SAYS = re.compile(r"\bequations?\ssays?\b")
_TAG = re.compile(r",\s(?:right|okay|yes)\?")  # spoken: it asks nothing
_UNSPACED = re.compile(r"[.!?](?=[A-Z][a-z])")  # the end of a sentence in a text that lost its line ends
_SHOWN = 90


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the statements of a text, each judged as a whole."""
    yield from _formulas(facts.context)
    yield from _means(facts.context)


def _formulas(context: Context) -> Iterator[Claim]:
    for match in context.matches(FORMULA):
        before = match["before"]
        if not _PREFACTOR.fullmatch(before):
            continue
        ions = {match["name"] or "", match["ion1"] or "", match["ion2"] or ""} - GENERIC
        first, second = (is_outside(match, n) for n in (1, 2))
        if len(ions) > 1 or first == second or is_doubted(context, match.start(), match.end()):
            continue
        ion = ions.pop() if ions else ""
        negative = _NEGATIVE.match(before) is not None
        yield _formula(context, match, ion, first != negative, HAS_VALENCE.search(before) is not None)


def is_outside(match: re.Match[str], n: int) -> bool:
    """Return whether the first or the second concentration of a formula is that outside."""
    side = match[f"side{n}"] or match[f"bare{n}"] or match[f"symbol{n}"]
    return side.startswith(_OUTSIDE)


def _formula(context: Context, match: re.Match[str], ion: str, rises: bool, valence: bool) -> Claim:
    """The verdict of a formula that ``rises`` with the outside concentration."""
    wanted = not (ion in _ANIONS and not valence)
    above, below = ("outside", "inside") if wanted else ("inside", "outside")
    why = f"{above} over {below}" if ion == "" or wanted else f"{above} over {below}, as its valence is -1"
    if rises == wanted:
        return _statement(context, match, "nernst", "verified", f"the Nernst formula: {why}")
    if not ion:
        return _statement(
            context, match, "nernst", "conditional",
            "the sides are swapped, if potentials are inside minus outside; it holds the other way round",
        )  # fmt: skip
    return _statement(
        context, match, "nernst", "inconsistent",
        f"the sides are swapped: E_{ion} takes {why} (potentials are inside minus outside)",
    )  # fmt: skip


def _means(context: Context) -> Iterator[Claim]:
    """What is said to be a mean of Nernst potentials: weighted with conductances it is, else not."""
    for match in context.matches(_MEAN):
        start, end = context.layout.bounds(_SENTENCE, match.start())
        low, high = max(start, match.start() - 250), min(end, match.end() + 250)
        sentence = _EQUATION_SAYS.sub("", context.text[low:high])
        ghk, chord = _GHK.search(sentence) is not None, _CHORD.search(sentence) is not None
        if ghk == chord or _NOT.search(sentence):
            continue
        if chord:
            yield _statement(
                context, match, "chord_conductance_equation", "verified",
                "the chord conductance equation is a mean of reversal potentials, weighted with conductances",
            )  # fmt: skip
        else:
            yield _statement(
                context, match, "ghk_voltage", "inconsistent",
                "the GHK voltage is the logarithm of permeability-weighted sums of concentrations, and no "
                "weighted mean of Nernst potentials (the chord conductance equation is one, of conductances)",
            )  # fmt: skip


def is_doubted(context: Context, start: int, end: int) -> bool:
    """Return whether what stands around a statement denies it, quotes it or asks it."""
    low, high = context.layout.bounds(_SENTENCE, start)
    low = max(low, start - 150)
    ends = [m.end() for m in _UNSPACED.finditer(context.text, low, start + 2) if m.end() <= start]
    low = max([low, *ends])
    around = context.text[low:start] + context.text[end : min(high, end + 150)]
    return _NOT.search(_TAG.sub("", around)) is not None


def _statement(context: Context, match: re.Match[str], law: str, kind: str, message: str) -> Claim:
    end = min(match.end(), match.start() + _SHOWN)
    text = context.text[match.start() : end]
    number = Number(match.start(), end, end, text, nan, nan, 0.0, "")
    return Claim(RULE, law, "statement", number, DIMENSIONLESS, (), settled=Settled(kind, message))
