"""Orderings: what a change of a concentration does to a potential, where an ion pulls the membrane.

The signs are those of the laws: E = (RT/zF) ln(c_out/c_in) rises with c_out for a cation and falls with c_in,
and the other way round for an anion; a current of an ion pulls the membrane towards that ion's potential.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.ions import SYMBOL, VALENCE, ion_of

RULE = "NE145"
_MORE = r"rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|elevat(?:e|es|ed|ing)|a\srise\sin|an\sincrease\sin"
_LESS = r"lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|a\sfall\sin|a\sdrop\sin"
_OUT = r"extracellular|external|outside|plasma|blood|serum"
_IN = r"intracellular|internal|inside|cytosolic"
_ION = r"(?:potassium|sodium|chloride|calcium|K|Na|Cl|Ca)(?:\^?\d?[+-])?"
_CHANGE = re.compile(
    rf"(?<![\w-])(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s(?:the\s)?(?:concentration\sof\s)?"
    rf"(?:(?P<side>{_OUT}|{_IN})\s(?:concentration\sof\s)?\[?(?P<ion>{_ION})\]?(?:\sconcentration)?(?![\w])"
    rf"|\[(?P<ion2>{_ION})\]_?\(?(?P<side2>out|o|e|in|i)\)?(?![\w])|(?P<ion3>{_ION})\s(?P<side3>outside|inside)(?![\w]))",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    rf"\bE_?(?P<ion>{SYMBOL})(?:\^?\d?[+-])?\s(?:to\s)?(?:(?:becomes?|gets?|turns?|is|grows?|will\sbe(?:come)?|be(?:come)?)\s)?(?:\w+ly\s)?"
    r"(?:(?P<how>less|more)\s(?P<sign>negative|positive)|(?P<up>rises?|climbs?)|(?P<down>falls?|drops?|sinks?))(?![\w])"
)
_VOLTAGE = re.compile(r"\b(?P<de>depolari[sz])|\b(?P<hyper>hyperpolari[sz])", re.IGNORECASE)
_REACH = 170
_STOP = re.compile(
    r"\b(?:until|unless|but|whereas|while|paradox\w*|channels?|block\w*|instead|initially|then\sagain|back)\b",
    re.IGNORECASE,
)
_PULL = re.compile(
    r"(?P<cause>\b(?:potassium|sodium|chloride|K|Na|Cl)(?:\^?[+-])?\s(?:ions?\s)?(?:leaving|entering|efflux|influx|leak"
    r"|currents?|channels?|permeability)[^.;|\n]{0,60}?)\s?\|?[^.;|\n]{0,45}\|?\s?\b(?:drags?|dragging|pulls?|pulling"
    r"|drives?|driving|moves?|moving)\s(?:the\s)?(?:membrane\s)?(?:voltage|potential|membrane|V_?m)[^.;|\n\d]{0,30}"
    r"\btowards?\s(?:E_?(?P<target>K|Na|Cl))(?![A-Za-z])",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\baway\s(?:from)?\b|\bblock\w*\b|\bclos\w+\b|\bnot\b", re.IGNORECASE)
_OPPOSITE = re.compile(
    r"\bsigns?\sof\s\"?E_?(?P<a>K|Na|Cl|Ca)\sand\s\"?E_?(?P<b>K|Na|Cl|Ca)\s(?:is|are)\s(?P<what>opposite|the\ssame|alike)"
)
_DIRECTED = re.compile(
    r"gradient\s(?:for|of)\s(?P<ion>potassium|sodium|K\^?\+?|Na\^?\+?)\s(?:ions\s)?is\sdirected\s(?P<way>out\sof|into|outward|inward)"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change: of which ion, on which side, and whether it grows."""

    ion: str
    outside: bool
    grows: bool
    start: int
    end: int

    @property
    def raises_potential(self) -> bool:
        """Whether E of the ion rises: the sign of the law's derivative."""
        return (self.grows == self.outside) == (VALENCE[self.ion] > 0)

    @property
    def named(self) -> str:
        """The change in words."""
        side = "outside" if self.outside else "inside"
        return f"{'more' if self.grows else 'less'} {self.ion} {side}"


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the orderings of a text."""
    context = facts.context
    if not any(effect in context.lowered for effect in ("e_", "polari", " ek ", " ena ")):
        return
    for match in context.matches(_CHANGE):
        change = _change(match)
        if change is not None:
            yield from _effects(context, change)
    yield from _pulls(context)
    yield from _opposites(context)


def _change(match: re.Match[str]) -> _Change | None:
    ion = ion_of(match["ion"] or match["ion2"] or match["ion3"])
    side = (match["side"] or match["side2"] or match["side3"]).lower()
    outside = side in ("out", "o", "e") or re.fullmatch(_OUT, side) is not None
    if ion is None:
        return None
    return _Change(ion, outside, match["more"] is not None, match.start(), match.end())


def _effects(context: Context, change: _Change) -> Iterator[Claim]:
    """What is said to follow from a change, up to the next change or a word that turns the sentence."""
    low = context.text.rfind(". ", max(0, change.start - 200), change.start) + 1
    stop = re.compile(r"[.;\n]\s|[.;\n]$").search(context.text, change.end, change.end + _REACH)
    end = stop.start() if stop else min(len(context.text), change.end + _REACH)
    following = _CHANGE.search(context.text, change.end, end)
    turned = _STOP.search(context.text, change.end, end)
    end = min([end] + [m.start() for m in (following, turned) if m is not None])
    if _STOP.search(context.text, max(low, change.start - 60), change.start):
        return
    effect = _EFFECT.search(context.text, change.end, end)
    if effect is not None and ion_of(effect["ion"]) == change.ion:
        rises = _rises(effect)
        right = rises == change.raises_potential
        if not right and not effect["how"]:
            return  # "E_K drops from -90 to -75 mV" is said of magnitudes as well
        message = f"{change.named} makes E_{change.ion} {'rise' if change.raises_potential else 'fall'}"
        made = _judged(context, right, "nernst", message, (effect.start(), effect.end()))
        if made is not None:
            yield made
    voltage = _VOLTAGE.search(context.text, change.end, end)
    # the membrane follows E of an ion it is permeable to; other effects of a changed concentration are many
    if voltage is not None and change.ion == "K" and (voltage["de"] is not None) == change.raises_potential:
        direction = "depolarises" if change.raises_potential else "hyperpolarises"
        made = _judged(
            context, True, "ghk_voltage", f"{change.named} {direction}", (voltage.start(), voltage.end() + 2)
        )
        if made is not None:
            yield made


def _rises(effect: re.Match[str]) -> bool:
    if effect["how"]:
        return (effect["how"] == "less") == (effect["sign"] == "negative")
    return effect["up"] is not None


def _judged(context: Context, right: bool, law: str, message: str, place: tuple[int, int]) -> Claim | None:
    return statement(context, RULE, law, "verified" if right else "inconsistent", message, place)


def _pulls(context: Context) -> Iterator[Claim]:
    """``K+ leaving the cell drags the membrane potential toward E_K``."""
    for match in context.matches(_PULL):
        ion, target = ion_of(match["cause"].split()[0]), ion_of(match["target"])
        others = {mention.ion for mention in context.ions.within(match.start(), match.start("target"))}
        away = _AWAY.search(context.text, max(0, match.start() - 40), match.end())
        if ion is None or ion != target or others - {ion} or away:
            continue  # "K leaks out, and the Na current pulls it towards E_Na": each its own
        message = f"a current of {ion} pulls the membrane towards E_{ion}"
        made = _judged(context, True, "ohmic_current", message, match.span())
        if made is not None:
            yield made


def _opposites(context: Context) -> Iterator[Claim]:
    """``the signs of E_Na and E_K are opposite``, where the text says how the gradients are directed."""
    for match in context.matches(_OPPOSITE):
        ways = {
            ion_of(found["ion"]): found["way"].startswith("out")
            for found in _DIRECTED.finditer(context.text, match.end(), match.end() + 300)
        }
        ions = [ion_of(match["a"]), ion_of(match["b"])]
        if not all(ion in ways for ion in ions):
            continue
        opposite = (ways[ions[0]] == ways[ions[1]]) == (
            (VALENCE[ions[0] or "K"] > 0) != (VALENCE[ions[1] or "K"] > 0)
        )
        message = "gradients in opposite directions give ions of one valence potentials of opposite signs"
        right = opposite == (match["what"] == "opposite")
        made = _judged(context, right, "nernst", message, match.span())
        if made is not None:
            yield made
