"""What holds at an equilibrium potential, and for a membrane that only one ion can cross.

These are the limits of the flux and voltage equations: the net flux of an ion is zero at its equilibrium
potential, and the GHK voltage of one permeable ion is that ion's equilibrium potential.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE, ion_of

RULE = "NE149"
_ION = r"(?:potassium|sodium|chloride|calcium|K|Na|Cl|Ca)(?:\^?\d?[+-])?"
_NO_NET = rf"(?:no|zero)\snet\s(?:{_ION}\s)?(?:movement|flux|flow|current)"
_NET_ZERO = (
    rf"net\s(?:{_ION}\s)?(?:flux|flow|current|movement)(?:\sof\s(?:the\s|that\s|this\s)?(?:ion|{_ION})"
    r"(?:\sacross\sthe\smembrane)?)?\sis\s(?:also\s)?zero"
)
_POTENTIAL = r"(?:equilibrium|reversal|Nernst)\spotential"
_FLUX = (
    re.compile(rf"\b{_POTENTIAL}\b[^.;]{{0,140}}?\b(?:{_NO_NET}|{_NET_ZERO})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_NO_NET}|{_NET_ZERO})\b[^.;]{{0,60}}?\bat\s(?:its\s|the\s|their\s)?{_POTENTIAL}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:enters?\sand\sleaves?|leaves?\sand\senters?|moving\s(?:in|out)\sequals\sthe\s[^.;]{{0,25}}moving\s(?:in|out))"
        rf"[^.;]{{0,70}}?\b(?:{_NO_NET}|plateau|equilibrium)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:ionic\s)?current\s(?:will\sbe|is)\szero\sif\b[^.;]{{0,140}}?\bequal\sto\s(?:the\s)?{_POTENTIAL}",
        re.IGNORECASE,
    ),
)
_ALONE = re.compile(
    rf"\b(?:only\spermeable\sto|permeable\sonly\sto|permeable\sto)\s(?:one\s(?:ion|thing),?\s(?:which\sis\s|namely\s)?)?(?P<ion>{_ION})"
    rf"(?P<alone>\salone|\sonly)?[^.;\n]{{0,60}}?(?:potential|voltage|membrane|V_?m)[^.;\n]{{0,30}}?\b(?:equals?|(?:right\s)?at|be|is|to)\s"
    rf"(?:the\ssame\sas\s|equal\sto\s)?(?:the\s)?(?:{_POTENTIAL}\s(?:of|for)\s(?P<of>{_ION})|E_?(?P<symbol>K|Na|Cl|Ca)(?![a-z]))",
    re.IGNORECASE,
)
_VALENCE = re.compile(
    rf"\b(?:each|every|one|an?)\s(?:(?P<ion>{_ION})\s)?ion\s(?:has|carries|bears|holds)\s(?P<n>one|1|a\ssingle|two|2)\s"
    r"(?:(?:positive|negative|elementary|unit)\s){0,2}charges?\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:but|unless|even\sthough|leak|pump)\b", re.IGNORECASE)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield statements about equilibrium potentials."""
    context = facts.context
    yield from _fluxes(context)
    yield from _alone(context)
    yield from _valences(context)


def _valences(context: Context) -> Iterator[Claim]:
    """``every sodium ion carries one charge``; "every ion" where only ions of one valence are near."""
    for match in context.matches(_VALENCE):
        near = [match["ion"]] if match["ion"] else []
        ions = {ion_of(name) for name in near} or {
            mention.ion for mention in context.ions.within(max(0, match.start() - 900), match.end() + 900)
        }
        valences = {abs(VALENCE[ion]) for ion in ions if ion is not None}
        count = 2 if match["n"].lower() in ("two", "2") else 1
        if len(valences) != 1 or (count not in valences and not match["ion"]):
            continue
        valence = valences.pop()
        named = "/".join(sorted(ion for ion in ions if ion is not None))
        message = f"an ion of {named} carries {valence} elementary charge{'s' if valence > 1 else ''}"
        kind = "verified" if count == valence else "inconsistent"
        made = statement(context, RULE, "charge_to_ions", kind, message, match.span())
        if made is not None:
            yield made


def _fluxes(context: Context) -> Iterator[Claim]:
    if (
        "net " not in context.lowered
        and " zero if" not in context.lowered
        and "equals the" not in context.lowered
    ):
        return
    done = -1
    found = [match for pattern in _FLUX for match in context.matches(pattern)]
    for match in sorted(found, key=lambda m: m.start()):
        if match.start() < done or re.search(r"\bnot\b|n't\b", match.group()):
            continue
        done = match.end()
        message = "at its equilibrium potential the net flux of an ion is zero"
        made = statement(context, RULE, "ghk_flux", "verified", message, match.span())
        if made is not None:
            yield made


def _alone(context: Context) -> Iterator[Claim]:
    for match in context.matches(_ALONE):
        ion, target = ion_of(match["ion"]), ion_of(match["of"] or match["symbol"])
        exclusive = match["alone"] is not None or "only" in match.group()[:24].lower()
        if ion is None or target is None or not exclusive or _OTHERWISE.search(match.group()):
            continue
        right = ion == target
        message = f"if only {ion} can cross the membrane, its potential is E_{ion}"
        made = statement(
            context, RULE, "ghk_voltage", "verified" if right else "inconsistent", message, match.span()
        )
        if made is not None:
            yield made
