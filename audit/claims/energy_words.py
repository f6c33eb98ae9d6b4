"""What words say of a free energy: which term it is, for how many ions; and the claim that follows.

A number that no word names is compared with every term of its path: it may agree, but is not called wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import inf, log

from nernstian.audit.claims.base import CELSIUS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.energy_path import Path, count_in, counts_at, path_at, segment
from nernstian.audit.claims.energy_sums import LAW, NO_TERM, agrees
from nernstian.audit.claims.roles import INDEPENDENT, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.repairs import find_repairs
from nernstian.audit.tables import Table, row_at, spelled_out, table_at, unit_of
from nernstian.audit.units import MOLAR_ENERGY, Unit

_PART = (
    r"(?:\s|-)?(?:part|term|contribution|component|work|energy|one\b|Anteil|Term|Beitrag|terme|partie|término|parte"
    r"|deel|termine)"
)
_TERMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chemical", re.compile(
        rf"(?:chemical|concentration|osmotic|diffusion(?:al)?|entropic|chemische[rn]?|chimique|químic[ao]|chimic[ao]){_PART}"
        rf"|(?:Konzentrations|Diffusions)(?:anteil|term|arbeit)|(?:terme|término|termine|parte)\s(?:chimique|químico|química|chimico)"
        r"|\bR\s?[·×]?\s?T\s?[·×]?\s?ln", re.IGNORECASE)),
    ("electrical", re.compile(
        rf"(?:electric(?:al)?|voltage|potential|elektrische[rn]?|électrique|eléctric[ao]|elettric[ao]){_PART}"
        r"|(?:terme|término|termine|parte)\s(?:électrique|eléctrico|eléctrica|elettrico)|\bz\s?F\s?[ΔV]",
        re.IGNORECASE)),
    ("total", re.compile(
        r"\btotal\w*|\bsum\b|\baltogether|\btogether|\bin\sall\b|\bnet\b|Δ\s?_?G\b|\bDG\b|free\senerg\w*"
        r"|\bcosts?\b|\bwork\b"
        r"|\bneed(?:s|ed)?\b|\brequir\w+|\btakes?\b|\bspend\w*|\bfreie[nr]?\sEnergie|\binsgesamt|\bkostet|\bAufwand|\bArbeit|\bénergie|\bcoûte"
        r"|\bcuesta|\bpays?\b|\bpaid\b"
        r"|\benergía|\benergia|\bservono|\bcosta\b|\bcosto|\bkost\b|\bosta\b|\benergy\b", re.IGNORECASE)),
)  # fmt: skip
# solutes without charge: a potential does no work on them
NEUTRAL = re.compile(
    r"glu[ck]os|sucros|sugar|zucker|sucre|azúcar|zuccher|suiker|lactos|\burea\b|harnstoff|urée|glycer|mannitol"
    r"|fructos|inositol|sorbitol|\balanine\b|\bamino\sacid|\buncharged\b|\bneutral\b|ungeladen|\bnon-?electrolyte",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(?<![\w°])(?<!°\s)\(?(?:[A-Ea-e][).]\s?$|[A-E]\))")
_KEY = re.compile(
    r"\b(?:answer\skey|(?:correct|right|model)\sanswer|solution|Lösung|solución|réponse|key)\b", re.IGNORECASE
)
_YIELD = re.compile(r"\bATP\b|\bhydrolys|\bglucose\b", re.IGNORECASE)
_BODY = Input("T", "37 degC", 310.15, 37.0, CELSIUS, "default")
_MULTIPLE = re.compile(r"\b[1-4]\s?[×·*]\s?[+-]?\d[\d.]*\s?[=≈]\s?$")  # three times the total before it
# "8.59 kJ/mol for the concentration": what follows says which term it is
_SHARE = re.compile(
    r"\s(?:for|against|from|because\sof|due\sto|to\sovercome|gegen|für|contre|pour|contra|por|contro|per|tegen|voor)"
    r"\s(?:(?:the|its|their|das|den|die|le|la|el|il|lo|het|de)\s|l')?(?:\w+\s)?"
    r"(?:(?P<chemical>concentration\w*|chemical\w*|osmotic\w*|Konzentrations\w*|concentrati\w*|concentraci\w*)"
    r"|(?P<gradient>gradient\w*|ratio)"
    r"|(?:voltage|electric(?:al|ity)?\b|membrane\spotential|potential\b|field|Feld|Spannung|champ|tension|campo|voltaje|tensione"
    r"|veld|spanning))",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\s(?:in\sall|altogether|in\stotal|together|all\stold|insgesamt|zusammen|en\stout|au\stotal|en\stotal|in\stutto|in\stotaal)\b(?!\s(?:\w+\s)?[\d=≈+-])",
    re.IGNORECASE,
)
_PER_MOLE = re.compile(
    r"\s?\b(?:per|pro|par|por|for\s(?:each|every))\s(?:mole?s?\b|ion\b|Ion\b)", re.IGNORECASE
)
_UPHILL = re.compile(
    r"\b(?:against|down|up|along)\s(?:the|its|their)\s(?:own\s)?(?:concentration\s)?(?:gradient|difference|ratio)\b(?!\sof\selectro)",
    re.IGNORECASE,
)
# what the voltage or the gradient does: gives back, helps, costs
_DOES = re.compile(
    r"(?:(?P<electrical>voltage|field|(?:membrane\s)?potential|Feld|Spannung|champ|campo|veld)|(?:concentration|gradient)(?:\s(?:gradient|difference|ratio))?)\s"
    r"(?:alone\s|itself\s|then\s)?(?:costs?|gives?|helps?|adds?|pays?|contributes?|takes?|hinders?|opposes|returns?|supplies|demands|needs|hilft|kostet|liefert|gibt"
    r"|aide|coûte|donne|ayuda|cuesta|aporta|aiuta|costa|helpt|kost)\b[^.;\d]{0,24}$",
    re.IGNORECASE,
)
# "electrical (kJ/mol)" over a column
_BARE_TERM = re.compile(
    r"\b(?:chemical|concentration|osmotic|electric(?:al)?|voltage|chemisch\w*|elektrisch\w*|chimique|électrique|químico|eléctrico|chimico|elettrico)\b(?=\s?[(,]|$)",
    re.IGNORECASE,
)
# another state of the cell than the one whose concentrations and potential are stated
_CHANGED = re.compile(
    r"\b(?:if|were|doubl\w+|halv\w+|tripl\w+|ris(?:es?|ing)|rose|falls?|fell|depolari\w+|hyperpolari\w+|instead|after|exhaust\w*|isch\w*emi\w+"
    r"|poison\w*|wenn|würde\w*|verdoppel\w+|halbier\w+|steigt|sinkt|statt|si\s|doubl\w+|moitié|duplic\w+|se\s(?:la|il|si)\b|raddopp\w+)\b",
    re.IGNORECASE,
)
_DELTA = re.compile(r"Δ\s?_?G\b|\bDG\b|\bDelta\s?G\b")  # whose sign is that of the direction
# slips that only a free energy of this path explains
_TELLING = frozenset(
    ("valence", "valence sign", "voltage sign", "log10 for ln", "ln for log10", "degC for K")
)
_DECADE = frozenset(("power of ten", "factor 1000"))
_EITHER_WAY = "its magnitude, whichever way the ion moves"
_SHORT, _SHARP = 160, 3


@dataclass(frozen=True, slots=True)
class _Told:
    """What words say of a number: its terms, in the order of likelihood, and for how many ions.

    ``named`` says that words beside the number name the term; ``hinted`` that they only say "per mole of".
    """

    terms: tuple[str, ...]
    counts: tuple[int, ...]
    named: bool
    hinted: bool = False


def _segment(context: Context, number: Number) -> str:
    """The words in front of a number, without those that say what the energy before it is for."""
    start, end = segment(context, number)
    share = _SHARE.match(context.text, start, end)
    return context.text[share.end() if share is not None else start : end]


def _shares(context: Context, number: Number) -> tuple[str, ...]:
    """The terms that the words right behind a number say it is of: "for the field", "in all"."""
    if _IN_ALL.match(context.text, number.unit_end):
        return ("total",)
    share = _SHARE.match(context.text, number.unit_end)
    if share is None:
        return ()
    if share["gradient"]:
        return ("chemical", "total")  # which of its gradients is not said
    return ("chemical",) if share["chemical"] else ("electrical",)


def _behind(context: Context, number: Number) -> str:
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    after = context.text[number.unit_end : min(end, number.unit_end + 40)]
    return re.split(r"[,;:.\d]", after, maxsplit=1)[0]


def _terms_in(text: str) -> list[str]:
    """The terms that a text names, the one nearest to its end first."""
    found = [
        (max(m.end() for m in pattern.finditer(text)), term)
        for term, pattern in _TERMS
        if pattern.search(text)
    ]
    # "chemical work" ends where "work" does: the narrower name counts
    return [term for _, term in sorted(found, key=lambda pair: (-pair[0], pair[1] == "total"))]


def _named_terms(words: str) -> list[str]:
    """The terms that the words in front of a number name; "against its gradient" may mean either."""
    verb = _DOES.search(words)
    if verb is not None:
        return ["electrical"] if verb["electrical"] else ["chemical", "total"]
    found = _terms_in(words)[:1]
    return ["chemical", "total"] if found in ([], ["total"]) and _UPHILL.search(words) else found


def _told(context: Context, number: Number, words: str, keyed: bool) -> _Told:
    behind = _behind(context, number)
    terms = _named_terms(words) or _terms_in(behind)[:1]
    terms = list(_shares(context, number)) or terms
    hinted = not terms and (_PER_MOLE.search(words) or _PER_MOLE.match(behind)) is not None
    counts = count_in(words) or count_in(behind)
    if keyed and not counts:
        start, _ = context.layout.bounds(Scope.SECTION, number.start)
        counts = count_in(context.text[max(start, number.start - 2000) : number.start])  # the question's
    counts = counts or counts_at(context, number.start) | {1}
    return _Told(
        tuple(terms) or ("total", "chemical", "electrical"), tuple(sorted(counts)), bool(terms), hinted
    )


def _made(facts: Facts, number: Number, unit: Unit, path: Path, term: str, count: int) -> Claim:
    """The claim that a number is one term of a path, for so many ions."""
    inputs = path.inputs(term != "electrical", term != "chemical")
    claim = replace(
        make_claim(facts.context, LAW, number, unit, inputs, False), reach=path.pair.scope, times=count
    )
    unsigned = not number.sign and number.value >= 0.0
    if term == "electrical":
        return replace(claim, temperature=INDEPENDENT, magnitude=unsigned)
    return claim if path.directed else replace(claim, magnitude=True, caveat=_EITHER_WAY)


def _agreeing(claims: list[Claim], number: Number, unit: Unit) -> Claim | None:
    """The first claim that a number agrees with; without a sign it may be what the ion gives back."""
    fitting = next((claim for claim in claims if agrees(claim, number, unit)), None)
    if fitting is None and not number.sign:
        turned = (replace(claim, magnitude=True) for claim in claims)
        fitting = next((claim for claim in turned if agrees(claim, number, unit)), None)
    return fitting


def _only_turned(claim: Claim, number: Number, path: Path) -> bool:
    """Whether only the sign differs, and the way that the ion goes is not said in the same sentence."""
    if path.directed and path.direction_scope == Scope.SENTENCE:
        return False
    size = replace(number, value=abs(number.value))
    return agrees(replace(claim, magnitude=True), size, claim.unit)


def _slipped(claims: list[Claim], number: Number, path: Path) -> Claim | None:
    """The claim that a slip explains: its digits show that it is of this path, and wrong."""
    digits = re.sub(r"\D", "", number.text).lstrip("0")
    if number.hedge is not None or len(digits) < _SHARP or not (path.firm or path.sole):
        return None
    for claim in claims:
        if _only_turned(claim, number, path):
            return None
        if claim.temperature is None or (claim.inputs[0].value == 0.0 and claim.quantity != LAW.quantity):
            continue
        given = {item.name: item.value for item in claim.inputs} | {"T": claim.temperature.value}
        meant = replace(claim, magnitude=not number.sign, firm=True, reach=min(claim.reach, Scope.SECTION))
        names = {repair.name for repair in find_repairs(meant, given)}
        if names & _TELLING or (len(claims) == 1 and names & _DECADE):
            return meant
    return None


def _is_firm(facts: Facts, number: Number, path: Path, told: _Told, keyed: bool) -> bool:
    """Whether a number that its path does not give is wrong."""
    if not (path.firm and told.named):
        return False
    if told.terms[0] == "electrical" and path.direction_scope > Scope.SENTENCE:
        return False  # outwards its sign changes, and texts differ in where they say so
    if told.terms[0] != "chemical" and path.voltage is None:
        return False
    return keyed or not is_quoted(facts.context, number)


def claim_of(facts: Facts, number: Number, unit: Unit, summed: bool = False) -> Claim | Unbound | None:
    """Return the claim that a number is a free energy along the path that the text states.

    ``summed`` says that the number is a printed sum: then it is a total, whatever its words.
    """
    context = facts.context
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    sentence = context.text[max(start, number.start - _SHORT) : min(end, number.end + _SHORT)]
    table = table_at(context.tables, number.start)
    words = _segment(context, number) if table is None else _row_words(context, table, number)
    row = row_at(table, number.start) if table is not None else None
    place = table.start - 1 if table is not None and table.start else number.start
    path = path_at(facts, number, place, row[0].text if row is not None else "")
    if isinstance(path, str):
        return Unbound(number, path)
    keyed = _KEY.search(sentence) is not None
    total = summed or (keyed and not _terms_in(words)) or _MULTIPLE.search(words) is not None
    told = _told(context, number, words + " total" if total else words, keyed)
    if not path.directed and _DELTA.search(words):
        return Unbound(number, "the direction of transport is not stated")
    if not (told.named or told.hinted or _speaks_of_energies(context, number)):
        return None
    firm = _is_firm(facts, number, path, told, keyed) and not (_OPTION.search(words) and not keyed)
    made = [_made(facts, number, unit, path, term, count) for term in told.terms for count in told.counts]
    fitting = _agreeing(made, number, unit)
    if fitting is not None:
        return fitting
    quoted = is_quoted(context, number) or _OPTION.search(words) is not None
    changed = _CHANGED.search(sentence) is not None
    firm, quoted = firm and not changed, quoted or changed
    slipped = _slipped(made, number, path) if (told.named or told.hinted) and not quoted else None
    if slipped is not None:
        return slipped
    if any(_only_turned(claim, number, path) for claim in made):
        return Unbound(number, "its sign depends on the direction, which the sentence does not state")
    if firm and not _YIELD.search(_segment(context, number)):
        return replace(min(made, key=lambda claim: _distance(claim, number)), firm=True)
    return Unbound(number, NO_TERM)


def _speaks_of_energies(context: Context, number: Number) -> bool:
    """Whether the text in front of a number names a term, or counts in moles."""
    before = context.text[max(0, number.start - 600) : number.start]
    return bool(_terms_in(before)) or _PER_MOLE.search(before) is not None


def _distance(claim: Claim, number: Number) -> float:
    """How far a number is from a claim's value, as a ratio: of several counts the nearest is meant."""
    given = {item.name: item.value for item in (*claim.inputs, claim.temperature or _BODY)}
    value = claim.result_unit.from_si(evaluate(claim.law, given))
    return abs(log(abs(number.value / value))) if value and number.value else inf


def _row_words(context: Context, table: Table, number: Number) -> str:
    """The words of a table that speak of a number: its column's header, its row's first cell, its cell."""
    row = row_at(table, number.start)
    if row is None:
        return ""
    at = next((i for i, cell in enumerate(row) if cell.start <= number.start < cell.end), 0)
    header = _BARE_TERM.sub(r"\g<0> term", spelled_out(context.text, table, table.header[at].text))
    first = row[0].text if at else ""
    own = context.text[row[at].start : number.start]
    return f"{header} {first} {own}"


def _has_energies(table: Table) -> bool:
    units = (unit_of(cell.text) or unit_of(f"({cell.text})") for cell in table.header)
    return any(unit is not None and unit.dimension == MOLAR_ENERGY for unit in units)


def unit_in_table(context: Context, number: Number) -> Unit | None:
    """Return the unit of a bare number of a table: its column's, else the only energy that a header names."""
    table = table_at(context.tables, number.start)
    if table is None or not _has_energies(table):
        return None
    row = row_at(table, number.start)
    if row is None:
        return None
    at = next((i for i, cell in enumerate(row) if cell.start <= number.start < cell.end), None)
    units = [unit_of(cell.text) or unit_of(f"({cell.text})") for cell in table.header]
    own = units[at] if at is not None else None
    if own is not None:
        return own if own.dimension == MOLAR_ENERGY else None
    energies = [unit for unit in units if unit is not None and unit.dimension == MOLAR_ENERGY]
    beside = at is not None and _terms_in(context.text[row[at].start : number.start])
    return energies[0] if len(energies) == 1 and beside else None
