"""What keeps a claim from being judged, or from being called wrong, whatever its law.

A sentence that denies a number, reports a measurement, or speaks of another preparation says something
else than the law does. Here the words for it are kept; nothing is computed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, temperature_obstacle
from nernstian.audit.evaluate import needs_temperature
from nernstian.audit.layout import Scope

_DENIED = re.compile(
    r"\b(?:(?:is|are|was|were|be|seems|looks)\s(?:\w+\s)?(?:wrong|incorrect|erroneous|mistaken|false|untrue)|the\s(?:wrong|incorrect)\svalue"
    r"|(?:wrong|erroneous|incorrect|mistaken|false)ly|not\s(?:true|correct|right|the\scase)|misprint\w*|misconception|fallacy"
    r"|should\s(?:be|read|have\sbeen)|students\s(?:often\s|sometimes\s)?write)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"-free\s(?:saline|solution|medium|bath|Ringer)|\b(?:high|elevated|low|reduced|raised|zero|nominally)[\s-]"
    r"(?:external\s|extracellular\s|internal\s|intracellular\s)?(?:\[?(?:K|Na|Cl|Ca)\b|potassium|sodium|chloride|calcium)"
    r"|\b(?:halving|doubling|tripling)\s(?:the\s)?(?:external\s|extracellular\s)?(?:\[?(?:K|Na|Cl|Ca)\b|potassium|sodium)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:measur\w+|record\w+|report\w+|observ\w+|experimental\w*|et\sal\b|according\sto|published|literature|instead\sof|found\sby"
    r"|mesur\w+|gemessen\w*|medid\w+)",
    re.IGNORECASE,
)
_PREPARATION = re.compile(
    r"\b(?:squid|frog|toad|invertebrates?|vertebrates?|mammal(?:s|ian)?|amphibians?|insects?|crabs?|lobsters?|crayfish|snails?"
    r"|Aplysia|leech(?:es)?|fish|birds?|chick|turtles?|rats?|mouse|mice|guinea\spigs?|rabbits?|cats?|dogs?|humans?|plants?"
    r"|Nitella|Chara|algae?|yeast|bacteri\w+|muscles?|cardiac|heart|ventric\w+|atri(?:al|um)|glia\w*|astrocytes?|Purkinje"
    r"|erythrocytes?|red\s(?:blood\s)?cells?|hair\scells?|oocytes?|neonat\w+|newborns?|immature|adults?|embryo\w*|motoneurons?"
    r"|photoreceptors?|hepatocytes?|mitochondri\w+)\b",
    re.IGNORECASE,
)


def _stems(text: str) -> set[str]:
    return {match.group().lower().rstrip("s") for match in _PREPARATION.finditer(text)}


def _is_foreign(facts: Facts, claim: Claim, sentence: str) -> bool:
    """Whether the claim's sentence names a preparation that the sentences of its inputs do not."""
    own = _stems(sentence)
    if not own or claim.reach <= Scope.SENTENCE:
        return False
    layout, text = facts.context.layout, facts.context.text
    places = [given.number.start for given in claim.inputs if given.number is not None]
    spans = [(at, *layout.bounds(Scope.SENTENCE, at)) for at in places]
    stated = [text[max(start, at - 600) : min(end, at + 600)] for at, start, end in spans]
    return not own <= _stems(" ".join(stated))


def guard(facts: Facts, claim: Claim) -> Claim:
    """Return the claim with what stands in the way of its judgement."""
    context = facts.context
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    # bounded, so that a text without full stops takes no more than linear time
    sentence = context.text[max(start, claim.number.start - 600) : min(end, claim.number.end + 600)]
    if _DENIED.search(sentence):
        return replace(claim, obstacle="the sentence speaks of a value that is wrong")
    if claim.rule == "NE101" and claim.reach > Scope.SENTENCE and _CHANGED.search(sentence):
        return replace(claim, obstacle="the sentence speaks of changed concentrations")
    if needs_temperature(claim.formula) and claim.temperature is None and not claim.inline:
        reason = temperature_obstacle(context, claim.number.start, claim.number.unit_end)
        if reason:
            return replace(claim, obstacle=reason)
    start, end = context.layout.bounds(Scope.CLAUSE, claim.number.start)
    clause = context.text[max(start, claim.number.start - 600) : min(end, claim.number.end + 600)]
    if not claim.inline and (_MEASURED.search(clause) or _is_foreign(facts, claim, sentence)):
        return replace(claim, firm=False)
    return claim
