"""Results of other conditions than those near them: what is judged wrong only because its own are not read.

Where the inputs of a number stand outside its sentence, and the sentence changes something ("if potassium
doubles, E_K is -76 mV"), the number is meant for what the change leads to. Where another number is already
what the inputs give, and the sentence speaks of another cell, author or time, it is meant for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nernstian.audit.claims.base import Claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.verdict import Kind, Verdict

CHANGED = "its sentence changes the conditions, and what they become was not read"
OTHER = "another number is what the inputs near it give: this one may be of other conditions"
_CHANGEABLE = ("nernst", "donnan")  # other laws' recognisers look for changes themselves
_AGREES = (Kind.VERIFIED, Kind.CONSISTENT)
_COUNT = r"(?:two|three|four|five|six|eight|ten|twenty|fifty|(?:a\s)?hundred|(?:a\s)?thousand|\d{1,4})"
_CHANGES = re.compile(
    rf"\bdoubl(?:e[sd]?|ing)\b|\btripl\w+|\bquadrupl\w+|\bhalv\w+|\b(?:by|to|with|of|loss\sof|lost)\s(?:a\s|only\s)?half\b|\bhalf\s(?:of|as|the)\b"
    rf"|\btwice\s(?:the|as|that|its)\b|\b{_COUNT}[\s-]?fold|\b{_COUNT}\stimes\s(?:the|as|more|less|its|that|higher|lower|larger|smaller)"
    r"|\bdilut\w+|\bloses?\b|\bloss\b|\blost\b|\bexchanged\b|\bswapped\b|\binterchanged\b|\bequal\sconcentrations|\bratio\sis\b|\bwere\s(?:\w+\s)?(?:di|tri|mono)valent"
    r"|\b(?:a|one)\s(?:tenth|half|third|quarter|fifth|hundredth)\b|\bneutrali[sz]ed\b|\bswells?\b|\bshrinks?\b|\babolish\w+|\bblock(?:ed|ing|s)?\b"
    r"|verdoppel\w*|verdreifach\w*|halbier\w*|\bhalb\sso|\w+fache[nrs]?\b|verzehnfach\w*|verdünn\w*|vertausch\w*"
    r"|\bdoubl\w+|\btripl\w+|décupl\w*|divisée?\spar|moitié|dilu\w+|échang\w+|duplic\w*|tripl\w+|mitad|dilu\w+|intercambi\w+"
    r"|raddoppi\w*|triplic\w*|dimezz\w*|metà\b|decuplic\w*|verdubbel\w*|verdrievoudig\w*|halveer\w*|gehalveerd|helft|vertienvoudig\w*|verdun\w*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\btext\s?books?\b|\bmodels?\b|\bsimulat\w+|\banother\b|\bother\s(?:cells?|authors?|labs?|fibres?|axons?)\b|\bdendrit\w+|\bduring\b|\bat\sthe\send\b"
    r"|\bafter\b|\bnear\sthe\b|\bHodgkin|\bHuxley|\bKatz\b|\bfound\b|\bversion\b|\baccumulat\w+|\bdeplet\w+|\blater\b|\bold\b|\bolder\b|\byoung\w*|\bneonatal\b|\bliterature"
    r"|\bconvention\w*|\busual\w*|\btypical\w*|\boften\b|\bassum\w+|\bLehrb[uü]ch\w*|\bModell\w*|\bandere[nrsm]?\b|\bwährend\b|\bnach\b|\bam\sEnde\b|\bmanuels?\b|\bmodèles?\b"
    r"|\bautres?\b|\bpendant\b|\baprès\b|\bfin\sd|\blibros?\b|\bmodelos?\b|\botr[ao]s?\b|\bdurante\b|\bdespués\b|\blibri\b|\bmodell[oi]\b|\baltr[aioe]\b|\bdopo\b|\bleerboek\w*"
    r"|\bmodel\b|\bander[es]?\b|\btijdens\b|\bna\sde\b",
    re.IGNORECASE,
)
# "(4 mM before, 140 mM inside)": a sentence that says what was before says what no longer is
_BEFORE = re.compile(
    r"\b(?:before|originally|antes|avant|auparavant|vorher|zuvor|prima|vooraf|daarvoor)\b", re.IGNORECASE
)


def _key(claim: Claim) -> tuple[object, ...]:
    """What a claim is recomputed from, by value."""
    kelvin = claim.temperature.value if claim.temperature is not None else None
    given = sorted((one.name, f"{abs(one.value):.6g}") for one in claim.inputs)
    return claim.law, claim.solved, claim.quantity, kelvin and round(kelvin, 1), *given


def _states_its_own(claim: Claim, context: Context) -> bool:
    """Whether the sentence or row of a number, or the question that it answers, states one of its inputs."""
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    if context.speaks(_BEFORE, start, end):
        return False
    low, high = context.layout.answers.question(claim.number.start) or (start, end)
    if context.text[max(0, start - 60) : start].split("\n\n")[-1].rstrip(" \n*_").endswith("?"):
        start, _ = context.layout.bounds(Scope.SENTENCE, start - 1)
    places = [one.number.start for one in claim.inputs if one.number is not None]
    return any(start <= place < end or low <= place < high for place in places)


def _is_as_printed(claim: Claim, context: Context) -> bool:
    """Whether no input is what a change makes of a printed number."""
    for one in claim.inputs:
        printed = context.number_at(one.number.start, 1) if one.number is not None else None
        if printed is not None and one.number is not None and printed.value != one.number.value:
            return False
    return any(one.number is not None for one in claim.inputs)


def of_other_conditions(verdicts: Iterable[Verdict], context: Context) -> dict[int, str]:
    """Return the places of numbers that are called wrong and may be of other conditions, with the reason."""
    settled: set[tuple[object, ...]] = set()
    wrong: list[Claim] = []
    for verdict in verdicts:
        claim = verdict.claim
        if verdict.kind in _AGREES:
            settled.add(_key(claim))
        elif (
            verdict.kind == Kind.INCONSISTENT
            and claim.settled is None
            and not _states_its_own(claim, context)
        ):
            wrong.append(claim)
    found: dict[int, str] = {}
    for claim in wrong:
        start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
        if (
            claim.law in _CHANGEABLE
            and context.speaks(_CHANGES, start, end)
            and _is_as_printed(claim, context)
        ):
            found[claim.number.start] = CHANGED
        elif _key(claim) in settled and context.speaks(_OTHERS, start, end):
            found[claim.number.start] = OTHER
    return found
