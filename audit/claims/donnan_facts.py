"""What a Donnan equilibrium needs, as texts state it: the impermeant charge, the salt outside, the side it is on."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from dataclasses import dataclass

from nernstian.audit import nearness
from nernstian.audit.claims.base import Input
from nernstian.audit.context import Context, once
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, Unit

_CHARGE_AFTER = re.compile(
    r"\s(?:of\s)?(?:net\s|fixed\s|negative\s|impermeant\s|immobile\s|non-diffusible\s){1,3}(?:charges?|anions?)\b"
    r"|\s(?:fester|fixer|negativer|unbeweglicher|impermeabler)\s(?:negativer\s)?(?:Ladung(?:en)?|Anionen)"
    r"|\s(?:de\s)?(?:charges?|cargas?|anions?|aniones|carica|cariche|anioni)\s(?:négatives?\s)?"
    r"(?:fix(?:es?|as?)|fij[ao]s?|fiss[aei]|negativ[ao]s?|imperméants?|impermeabl\w+)"
    r"|\s(?:aan\s)?(?:vaste|negatieve|onbeweeglijke)\s(?:negatieve\s)?(?:lading(?:en)?|anionen)"
)
_CHARGE_BEFORE = re.compile(
    r"(?:fixed|negative|impermeant|immobile)\s(?:negative\s)?(?:charges?|anions?)\s(?:to|of|is|=|at)\s(?:about\s)?$"
    r"|(?:\bX|\[X\]|\[A\^?-\]|z_?\{?P?\}?\s?c_?\{?P?\}?|\bc_(?:X|fix(?:ed)?|\{fix\}))(?:_(?:in|i|α|1))?\s?=\s?$"
    r"|\b(?:Festladung(?:en)?|(?:fixed|feste|fixe|fija|fissa|vaste)\s(?:charge|Ladung|carga|carica|lading))(?:\s(?:density|concentration|konzentration))?\s?(?:is|of|=|:|von|de|di|van|ist|amounts\sto)\s(?:about\s)?$"
)
_SALT_AFTER = re.compile(r"\s(?:(?:of|de|di|an|aan)\s)?(?:KCl|NaCl)\b")
_SALT_BEFORE = re.compile(
    r"\b(?:bath|Bad|bain|baño|bagno|salt|Salz|sel|sal|zout|NaCl|KCl|reservoir|dialysate|outside)\s(?:(?:solution|concentration|side|KCl|NaCl)\s)?"
    r"(?:(?:to|of|at|is|auf|à|a|tot|op|=|:|von|de|di|van)\s)?(?:about\s)?$",
    re.IGNORECASE,
)
_SALT_SYMBOL = re.compile(
    r"(?<![A-Za-z_])c(?:_(?:s|0|b|β|2|o|out|salt|bath|ext|\{(?:s|0|b|out|salt|bath)\}))?\s?=\s?$"
)
# "2.0 mM of a protein that carries 18 negative charges"
_CARRIER = re.compile(
    r"\s(?:of\s|de\s|di\s|von\s|van\s)?(?:an?\s|the\s|un[ae]?\s|eine[sm]?\s|een\s)?(?:\w{3,14}\s){0,2}(?:proteins?|Proteins?|polyanions?|macroions?|polyelectrolytes?|macromolecules?|protéine|proteína|proteina|eiwit|albumin|haemoglobin|hemoglobin)\b[^.;\d]{0,50}?"
    r"(?:(?:carr\w+|bear\w*|with|has|having|of|valence|charge|trägt|mit|porte|avec|lleva|con|porta|draagt|met|z)\b[^.;\d\-]{0,40}?)(?P<sign>-)?$"
)
_CHARGES = re.compile(
    r"\s?(?:(?:net|fixed|unit|elementary)\s)?(?:negative\scharges?|charges?\s(?:négatives?|negativ[ae]s?)|negativen?\sLadungen|cargas\snegativas|cariche\snegative|negatieve\sladingen)"
)
_HOLDS = re.compile(
    r"\b(?:[Cc]ompartment|[Ss]ide|[Pp]hase|[Cc]hamber|[Ss]olution|[Cc]ell|Kompartiment|Seite|compartiment|compartimento|côté|lado|lato|kant)\s(?P<label>[A-Zα-ω1-9IL]{1,2})\b[^.;]{0,30}?"
    r"(?:holds?|contains?|has|with|enthält|contient|contiene|bevat)\b[^.;]{0,60}?(?:polyanion|protein|impermeant|fixed|macro|charge|polyelectrolyte|Protein|Ladung|protéine|proteína|proteina|eiwit)"
)
_POSITIVE = re.compile(r"^\s?\+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A concentration of charge or of salt: one printed number, or the product of two."""

    at: int
    value: float
    printed: float
    unit: Unit
    text: str
    number: Number

    def given(self, name: str, scope: Scope) -> Input:
        """Return it as the argument of a law."""
        source = "stated" if scope <= Scope.GROUP else "context"
        return Input(name, self.text, self.value, self.printed, self.unit, source, number=self.number)


def plain(number: Number) -> Stated | None:
    """Return a printed concentration as it stands."""
    unit = number.unit
    if unit is None or not number.usable:
        return None
    text = f"{number.text.strip()} {unit.text}"
    return Stated(number.start, number.si(), number.value, unit, text, number)


def _carried(context: Context, number: Number) -> Stated | None:
    """The charge of so many charges on each of so many molecules."""
    unit = number.unit
    if unit is None or not number.usable:
        return None
    following = [n for n in context.numbers_in(number.unit_end, number.unit_end + 120) if n.unit is None]
    each = following[0] if following else None
    if each is None or not each.usable or not 1.0 <= abs(each.value) <= 300.0:
        return None
    gap = context.text[number.unit_end : each.start] + ("-" if each.value < 0.0 else "")
    named = _CARRIER.fullmatch(gap)
    if named is None or not (named["sign"] or _CHARGES.match(context.text, each.end)):
        return None
    count = abs(each.value)
    text = f"{count:g} × {number.text.strip()} {unit.text}"
    return Stated(number.start, number.si() * count, number.value * count, unit, text, number)


def _is_charge(text: str, number: Number) -> bool:
    return (
        _CHARGE_AFTER.match(text, number.unit_end) is not None
        or _CHARGE_BEFORE.search(text[max(0, number.start - 60) : number.start]) is not None
    )


def _is_salt(text: str, number: Number, symbols: bool) -> bool:
    before = text[max(0, number.start - 40) : number.start]
    return (
        _SALT_AFTER.match(text, number.unit_end) is not None
        or _SALT_BEFORE.search(before) is not None
        or (symbols and _SALT_SYMBOL.search(before) is not None)
    )


@once
def charges_of(context: Context) -> Index[Stated]:
    """Return the concentrations of impermeant negative charge."""
    found: list[Stated] = []
    same = context.by_dimension.get(CONCENTRATION)
    for number in same.items if same is not None else ():
        carried = _carried(context, number)
        stated = plain(number) if carried is None and _is_charge(context.text, number) else None
        found += [each for each in (carried, stated) if each is not None]
    return index(found)


@once
def salts_of(context: Context) -> Index[Stated]:
    """Return the concentrations of the salt outside; ``c =`` is one where charges are called X."""
    same = context.by_dimension.get(CONCENTRATION)
    charges = {each.at for each in charges_of(context).items}
    symbols = any(re.search(r"X\]?\s?=\s?$", context.text[max(0, at - 8) : at]) is not None for at in charges)
    found = [
        plain(number)
        for number in (same.items if same is not None else ())
        if number.start not in charges and _is_salt(context.text, number, symbols)
    ]
    return index(each for each in found if each is not None)


@once
def inner_labels(context: Context) -> frozenset[str]:
    """Return the names of the side that is said to hold the impermeant charge: "compartment α holds ..."."""
    return frozenset(match["label"] for match in context.matches(_HOLDS))


def nearest_stated(context: Context, name: str, found: Index[Stated], at: int) -> tuple[Input, Scope] | None:
    """Return the one value nearest to a claim, with its distance."""
    near, scope = nearness.nearest(context.layout, at, found, lambda n: f"{n.value:.6g}", Scope.SECTION)
    if len(near) > 1 and scope > Scope.SENTENCE:
        near = [n for n in near if n.at < at]  # a text varies the charge after it has said what follows
    return (near[0].given(name, scope), scope) if len(near) == 1 else None
