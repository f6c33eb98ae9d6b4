"""What keeps a claim from being judged, or from being called wrong, whatever its law.

A sentence that denies a number, reports a measurement, or speaks of another preparation says something
else than the law does. Here the words for it are kept; nothing is computed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.claims import conditions
from nernstian.audit.claims.base import Claim, Facts, temperature_obstacle
from nernstian.audit.claims.empirical import is_empirical, is_of_no_concentration
from nernstian.audit.claims.inferred import fits
from nernstian.audit.claims.other_states import is_of_another_state
from nernstian.audit.context import Context
from nernstian.audit.evaluate import needs_temperature
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CAPACITANCE

_DENIED = re.compile(
    r"\b(?:(?:is|are|was|were|be|seems|looks)\s(?:\w+\s)?(?:wrong|incorrect|erroneous|mistaken|false|untrue)|the\s(?:wrong|incorrect)\svalue"
    r"|(?:wrong|erroneous|incorrect|mistaken|false)ly|not\s(?:true|correct|right|the\scase)|misprint\w*|misconception|fallacy"
    r"|(?<!as\sit\s)(?<!as\sthey\s)should\s(?:be|read|have\sbeen)|students\s(?:often\s|sometimes\s)?write)\b",
    re.IGNORECASE,
)
# A value that is quoted to be corrected: it may be right, and is not called wrong. In several languages.
_CORRECTED = re.compile(
    r"\b(?:forg[eo]t\w*|errat(?:um|a)|corrigend\w+|mis(?:take|print|read|calculat|quot|writ)\w*|slip\b"
    r"|blunder|pitfall|trap\b"
    r"|(?:might|may|could|would|one\sis\stempted\sto|tempting\sto)\s(?:\w+\s)?(?:think|believe|say|write|expect|answer|conclude)"
    r"|tempting|students?|pupils?|candidates?|beginners?|(?:sign|sides?|ratio)\s(?:is|are|was|were|got)\s(?:reversed|swapped|lost|flipped)"
    r"|swapping|revers(?:ing|es)\sthe|(?:correct|right)(?:ly)?(?:\s(?:value|answer|is|would|number))|true\sor\sfalse|false\sor\strue"
    r"|[Ff]ehler\w*|falsch\w*|richtig(?:er|e|es)?|verges\w+|irrtümlich\w*|Schüler\w*|Student\w*"
    r"|erreur\w*|faux|fausse\w*|oubli\w*|étudiants?|élèves?|(?:valeur|réponse)\s(?:juste|correcte)"
    r"|error\w*|errón\w*|olvid\w*|estudiantes?|alumnos?|(?:valor|respuesta)\scorrect\w+"
    r"|errore|sbagli\w*|dimentic\w*|studenti|corretto|(?:svolt|fatt|calcolat)[oaie]\smale|fout\w*|vergeten|leerlingen?|juiste)\b"
    # the head of a wrong example; a misprint, for "-58 mV" read "-61.5 mV"; what brackets disown:
    # 58.2 mV (and not 61.5 mV, as at 37 °C)
    r"|\b(?:[Ww]rong|[Ii]ncorrect|[Ff]alse|[Ff]als[eo]|[Ff]alsch|[Ff]aux|[Ff]out):"
    r"|\bfor\s[\"“'«][^\"”'»\n]{1,60}[\"”'»]\sread\b|\((?:and\s|et\s|und\s|y\s|e\s|en\s)?(?:not|non|pas|nicht|no|niet)\s[-+−]?\d",
    re.IGNORECASE,
)
_SAID_FALSE = re.compile(
    r"[\s\"'”]{0,3}\(?\s?(?:false|wrong|falsch|faux|falso|fout|incorrect)\b", re.IGNORECASE
)
# A value in whose place the text puts another: for "-58 mV" read "-61.5 mV"; 59.2 mV, not 61.5 mV.
_REPLACED = re.compile(
    r"(?:\b(?:for|replace|change|ersetze)\s[\"'“«„]{1,2}(?P<read>)|\b(?:not|nicht|non|niet)\s[\"'“«„(]{0,2}"
    r"|\b(?:instead\sof|rather\sthan|statt|anstatt|au\slieu\sde|en\s(?:lugar|vez)\sde|invece\sdi|in\splaats\svan"
    r"|(?:the|die|der|das|la|le|il|de)\s(?:old|printed|gedruckte|imprimée?|impreso|stampato|gedrukte))\s[\"'“«„(]{0,2})$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\b(?:filter|amplifier|photodiode|feedback|headstage|Verstärker|filtre)\b[^.;\d]{0,40}$", re.IGNORECASE
)
# what the dial of an amplifier should show is the cell's
SHOWN = re.compile(
    r"\b(?:ought\sto|should|would|will|must)\s(?:then\s)?(?:read|show|display|say|indicate|give)\b|\b(?:sollte|müsste|devrait|debería|dovrebbe)\b",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"break(?:s\s)?down|dielectric\sstrength|electropor|Elektropor|Durchschlag\w*|claquage|électropor|ruptura|rottura|doorslag",
    re.IGNORECASE,
)
# "$ nernstian compute nernst c_out=5mM": words, and no formula between dollar signs
_PROMPT = re.compile(r"[ \t]{0,8}(?:\$|>>>) [a-z][\w.-]{1,30} [^$\n]{0,400}(?:\n|\Z)")
_COMMAND = 400  # characters
_READ = re.compile(r"[^.;\n\d]{0,24}[\"'”»“][\s,]{0,2}(?:read|by|with|to|durch|lies)\b")
_CHANGED = re.compile(
    r"-free\s(?:saline|solution|medium|bath|Ringer)|\b(?:high|elevated|low|reduced|raised|zero|nominally)[\s-]"
    r"(?:external\s|extracellular\s|internal\s|intracellular\s)?(?:\[?(?:K|Na|Cl|Ca)\b|potassium|sodium|chloride|calcium)"
    r"|\b(?:halving|doubling|tripling)\s(?:the\s)?(?:external\s|extracellular\s)?(?:\[?(?:K|Na|Cl|Ca)\b|potassium|sodium)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:measur\w+|record\w+|report\w+|observ\w+|experimental\w*|et\sal\b|according\sto|published|literature|instead\sof|found\sby"
    r"|mesur\w+|gemessen\w*|medid\w+|misur\w+|gemeten)",
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
_LOST = 3000  # how near damaged numbers cast doubt on a power of ten


_KEY = re.compile(r"^\s*(?:key|answer|solution|correct)\b[^.\n]{0,12}?:", re.IGNORECASE | re.MULTILINE)
# a round figure is given as one: "for rough work use RT/F = 25 mV"
_ROUGH = re.compile(
    r"\b(?:rough\s(?:work|estimates?|figures?|calculations?)|rules?\sof\sthumb|round\s(?:figures?|numbers?)|Faustregel|Überschlag\w*"
    r"|calculs?\srapides?|regla\spráctica|cuentas\srápidas|calcoli\srapidi|vuistregel)\b",
    re.IGNORECASE,
)
_OPTION_BLOCK = re.compile(r"\s{0,8}(?:[-*]\s)?\**\(?[A-Ea-e][).]\s?")


def is_answer_option(context: Context, number: Number) -> bool:
    """Whether a number stands in one of the options of a question, of which most are meant to be wrong."""
    start = context.layout.block_at(number.start).start
    option = _OPTION_BLOCK.match(context.text, start)
    return option is not None and _KEY.search(context.text, start, number.start) is None


# what stands behind "it should be" is the value that is meant
_PUT_RIGHT = re.compile(
    r"\b(?:should\s(?:be|read|have\sbeen)|(?:correct|right)\s(?:value|answer|result)?\s?(?:is|would\sbe)|muss\ses\sheißen|richtig\s(?:ist|wäre))"
    r"\s(?:\w+\s)?(?:about\s)?[(\"]?$",
    re.IGNORECASE,
)
# an option of a question with several, "C. -38 mV"; its key is a claim again
_OPTION = re.compile(r"(?:^|\s)\(?[A-Ea-e][.)]\s{0,3}$")
_KEYED = re.compile(
    r"\b(?:key|correct|right|answer|solution|Lösung|réponse|respuesta)\b[^.\n]{0,20}$", re.IGNORECASE
)


# a line that holds several options: "a) +60 mV   b) -60 mV"
_OPTIONS = re.compile(r"(?:^|\s)\(?a[.)]\s[^\n]{1,60}?\s\(?b[.)]\s", re.MULTILINE)
_SMALL_OPTION = re.compile(r"(?:^|\s)\(?[a-e][.)]\s{0,3}$")


def is_option(context: Context, at: int) -> bool:
    """Return whether a number is one of the answers that a question offers."""
    before = context.text[max(0, at - 40) : at]
    if _SMALL_OPTION.search(before):
        start = context.text.rfind("\n", max(0, at - 200), at) + 1
        end = context.text.find("\n", at)
        return _OPTIONS.search(context.text, start, end if end >= 0 else at + 80) is not None
    option = _OPTION.search(before)
    return option is not None and not _KEYED.search(before[: option.start()])


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


def is_corrected(context: Context, claim: Claim) -> bool:
    """Return whether the claim's sentence, or the beginning of the next, speaks of a mistake."""
    at = claim.number.start
    block, last = context.layout.bounds(Scope.BLOCK, at)
    start, end = context.layout.bounds(Scope.SENTENCE, at)
    start, end = max(block, start, at - 300), min(last, end, at + 300)
    if context.speaks(_CORRECTED, start, end) or _SAID_FALSE.match(context.text, end, min(last, end + 20)):
        return True
    following = context.layout.bounds(Scope.SENTENCE, end)[1] if end < last else end
    return context.speaks(_CORRECTED, end, min(last, following, end + 120))


def _is_denied(context: Context, claim: Claim) -> bool:
    """Whether the claim's sentence says that something is wrong."""
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    return context.speaks(_DENIED, max(start, claim.number.start - 600), min(end, claim.number.end + 600))


_NUMBERED = re.compile(r"\s{0,8}(?:\*\*)?\(?(?P<number>\d{1,2})[.)](?!\d)")


def _item(context: Context, at: int) -> str | None:
    """The number of the item of a list that a place stands in."""
    item = _NUMBERED.match(context.text, context.layout.block_at(at).start)
    return item["number"] if item is not None else None


def _is_of_another_item(context: Context, claim: Claim) -> bool:
    """Whether an input of a potential stands in another numbered item: in another exercise, mostly."""
    far = claim.rule == "NE101" and max(claim.reach, claim.temperature_scope) >= Scope.GROUP
    own = _item(context, claim.number.start) if far else None
    if own is None:
        return False
    inputs = (*claim.inputs, *((claim.temperature,) if claim.temperature is not None else ()))
    items = {_item(context, given.number.start) for given in inputs if given.number is not None}
    return bool(items - {own, None})


def _is_stated_before(claim: Claim) -> bool:
    """Whether a membrane potential stands in front of all that it would be computed from: it is given."""
    places = [given.number.start for given in claim.inputs if given.number is not None]
    far = claim.rule == "NE104" and claim.reach > Scope.SENTENCE
    return far and bool(places) and min(places) > claim.number.start


def _is_upside_down(claim: Claim) -> bool:
    """Whether a cell has far more potassium outside than inside: its sides were rather read the wrong way."""
    given = {item.name: item.value for item in claim.inputs if item.source != "default"}
    if claim.law != "ghk_voltage" or not {"K_out", "K_in", "Na_out"} <= set(given):
        return False  # printed sums are taken for those of potassium
    return given["K_out"] > 3.0 * given["K_in"]


def _is_command(context: Context, at: int) -> bool:
    """Whether a number stands on a line that was typed at a prompt, or on its continuation."""
    low = max(0, at - _COMMAND)
    start = context.text.rfind("\n", low, at) + 1
    if start == 0 < low:
        return False  # no command is that long
    if " # " in context.text[start:at]:
        return False  # the comment behind a command says what it gives
    while start > 1 and context.text.startswith("> ", start):
        start = context.text.rfind("\n", max(0, start - _COMMAND), start - 1) + 1
    return _PROMPT.match(context.text, start) is not None


def _is_of_capacitance(context: Context, claim: Claim) -> bool:
    """Whether an area may be that of a capacitance, which stands between it and the size of the cell."""
    places = [given.number.start for given in claim.inputs if given.number is not None]
    answer = context.layout.answers.answer(claim.number.start)
    low = max(max(places, default=claim.number.start), answer[0] if answer is not None else 0)
    between = context.numbers_in(low, claim.number.start)
    return any(n.unit is not None and n.unit.dimension == CAPACITANCE for n in between)


def _is_replaced(context: Context, claim: Claim) -> bool:
    """Whether the words around a number put another value in its place."""
    at = claim.number.start
    replaced = _REPLACED.search(context.text, max(0, at - 40), at)
    if replaced is None:
        return False
    return replaced["read"] is None or _READ.match(context.text, claim.number.unit_end) is not None


def _of_something_else(context: Context, claim: Claim) -> str:
    """Why a number is none of a membrane ("" where nothing says so)."""
    if _is_command(context, claim.number.start):
        return "it is an argument of a command"
    if is_of_no_concentration(context, claim):
        return "the change is none of a concentration"
    device = _DEVICE.search(context.text, max(0, claim.number.start - 60), claim.number.start)
    if device is not None and not SHOWN.search(device.group()):
        return "it is a property of a device"
    return ""


def _obstacle(facts: Facts, claim: Claim, sentence: str) -> str:
    """Why a claim must not be judged at all ("" where it may)."""
    context = facts.context
    at = claim.number.start
    elsewhere = _of_something_else(context, claim)
    if elsewhere:
        return elsewhere
    if _is_denied(context, claim) and not _PUT_RIGHT.search(context.text[max(0, at - 40) : at]):
        return "the sentence speaks of a value that is wrong"
    if _is_replaced(context, claim):
        return "the text puts another value in its place"
    elsewhere = conditions.obstacle(context, claim)
    if elsewhere:
        return elsewhere
    if claim.rule == "NE101" and claim.reach > Scope.SENTENCE and _CHANGED.search(sentence):
        return "the sentence speaks of changed concentrations"
    if needs_temperature(claim.formula) and claim.temperature is None and not claim.inline:
        return temperature_obstacle(context, claim.number.start, claim.number.unit_end)
    return ""


def _is_doubtful(facts: Facts, claim: Claim, sentence: str) -> bool:
    """Whether a claim may agree, but not be called wrong: an option, a mistake quoted, a measured value."""
    context = facts.context
    if _is_denied(context, claim) or is_option(context, claim.number.start) or is_corrected(context, claim):
        return True
    if is_empirical(context, claim) or _is_of_another_item(context, claim) or _is_stated_before(claim):
        return True
    if _is_upside_down(claim) or conditions.is_doubtful(context, claim):
        return True
    if claim.rule in ("NE102", "NE103") and _ROUGH.search(sentence):
        return True
    if claim.rule == "NE110" and _BREAKDOWN.search(sentence):
        return True
    if claim.rule == "NE112" and claim.quantity == "area" and _is_of_capacitance(context, claim):
        return True
    start, end = context.layout.bounds(Scope.CLAUSE, claim.number.start)
    start, end = max(start, claim.number.start - 600), min(end, claim.number.end + 600)
    measured = context.speaks(_MEASURED, start, end) or _is_foreign(facts, claim, sentence)
    return measured and not claim.inline


def guard(facts: Facts, claim: Claim) -> Claim:
    """Return the claim with what stands in the way of its judgement."""
    context = facts.context
    claim = conditions.without_sign(claim)
    start, end = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    # bounded, so that a text without full stops takes no more than linear time
    sentence = context.text[max(start, claim.number.start - 600) : min(end, claim.number.end + 600)]
    if context.damaged and not claim.damaged:
        low, high = context.layout.bounds(Scope.SECTION, claim.number.start)
        low, high = max(low, claim.number.start - _LOST), min(high, claim.number.start + _LOST)
        claim = replace(claim, damaged=any(number.damage for number in context.numbers_in(low, high)))
    reason = _obstacle(facts, claim, sentence)
    if reason:
        return replace(claim, obstacle=reason)
    if is_of_another_state(context, claim) and not fits(claim):
        # no looser reading may agree with what the surest one does not
        return replace(claim, obstacle="its sentence speaks of another state than the values near it")
    return replace(claim, firm=False) if _is_doubtful(facts, claim, sentence) else claim
