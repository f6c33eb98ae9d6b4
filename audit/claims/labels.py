"""How texts name a quantity, and the words that tie a name to its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.context import Context
from nernstian.audit.ions import SYMBOL, ion_of
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.sieve import sieved
from nernstian.audit.units import POTENTIAL


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an equilibrium potential: the ion, the place, and whether it is a symbol.

    ``continued`` says that the ion alone is named, behind the potential of another: its number may follow
    without a word in between.
    """

    ion: str
    start: int
    end: int
    symbolic: bool
    continued: bool = False


_ION = rf"(?:{SYMBOL}(?:\^?\d?\^?[+-])?(?![A-Za-z0-9])|[A-Za-zÀ-ÿ]{{5,11}}(?:\sions?)?\b)"
_CHARGE = r"(?:\^?\d?\^?[+-])?"
_SYMBOL = (
    rf"(?<![A-Za-z0-9ΔÀ-ÿ])[EVU](?:_?(?:rev|eq))?[_,]?[(\[]?(?P<symbol>{SYMBOL}){_CHARGE}[)\]]?"
    r"(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9_])e[-_]?(?P<lower>k|na|cl|ca|mg)(?=\s{0,4}=)"  # a setting of a simulator
)
_NOUN = (
    r"(?:(?:equilibrium|reversal|Nernst)(?:\sequilibrium)?\s(?:potentials?|voltage|prediction|value)"
    r"|Gleichgewichtspotential|Umkehrpotential|Nernst-Potential|potentiel\sd'équilibre|potencial\sde\sequilibrio"
    r"|evenwichtspotentiaal|ligevægtspotential(?:et)?|jämviktspotential(?:en)?|potenziale\sdi\sequilibrio)"
)
_BALANCE = (
    r"(?:(?:would|will)\s(?:then\s)?be|is|are|stays?|comes?)\s(?:in|at|into)\s(?:balance|equilibrium)"
    r"(?=\s(?:at|when|around)\b)"
)
_LABEL = re.compile(
    rf"{_SYMBOL}|(?P<after>{_NOUN}\s(?:for|of|für|von|du|de|del|van|voor|for|av)\s(?:the\s|le\s)?(?P<ion_after>{_ION}))"
    rf"|(?P<before>(?P<ion_before>{_ION})(?:'s)?\s{_NOUN})"
    rf"|(?P<balance>(?P<ion_balance>{_ION})\s{_BALANCE})",
)
# "sodium's is +62 mV, potassium's -87 mV and that of chloride -65 mV" names the quantity once
_CONTINUED = re.compile(
    r"\s?(?:,|;)?\s?(?:and\s|while\s|whereas\s|but\s|und\s|et\s|y\s|en\s|e\s)?(?:(?:that|the\sone)\s)?"
    rf"(?:(?:for|of|für|von|pour|du|para|del|voor|van|per)\s)?(?:the\s)?(?P<ion>{_ION})(?:'s)?(?=[\s:=(,])"
)
_SYMBOL_AT = re.compile(r"e[-_]?(?:k|na|cl|ca|mg)(?=\s{0,4}=)|[EVU](?:_?(?:rev|eq))?[_,]?[(\[]?[HNCMLRK]")
# No ion with its ending is longer than 24 characters, and no beginning of a noun than 14.
_NOUN_BY = dict.fromkeys(("equilib", "équilib", "reversal", "nernst", "gleichgewichtspot", "umkehrpot",
                          "evenwichtspot", "ligevægtspot", "jämviktspot", "balance"), 40)  # fmt: skip
_WORD = (
    r"is|are|was|of|at|to|be|would|will|should|sits?|lies|lands?|comes?|out|works|equals?|equal|then|thus|therefore"
    r"|typically|usually|normally|around|about|roughly|approximately|right|near|nearly|almost|close|which|here|value"
    r"|gives|yields|becomes|ist|est|es|vaut|beträgt|bedraagt|ergibt|circa|ca\.?|etwa|rund|environ|for\sit|only|just"
    r"|(?:goes|falls?|rises?|drops?|moves?|shifts?|climbs?|sinks?|increases?|decreases?)\s(?:up\s|down\s)?to"
    r"|(?:steigt|sinkt|fällt|geht)\sauf|(?:passe|monte|descend|tombe)\sà|(?:sube|baja|cae|pasa)\s(?:a|hasta)"
    r"|the|a|=|≈|~|:|→|->|⇒|,|\(|\)|negative|minus|\""
)
_CONNECTOR = re.compile(
    rf"\s*(?:(?:{_WORD})(?![A-Za-z])\s*|(?:=|≈|~|:|→|->|,|\(|\)|\")\s*){{1,8}}", re.IGNORECASE
)
_CONDITION = re.compile(r"\s?(?:,\s)?\(?at\s(?:body\stemperature\s)?\(?[\d.]{1,6}\s?(?:°C|K|C|degC)\)?,?")
_LINK = re.compile(r"[\s)\]]{0,4}(?:=|≈|~|→|->|⇒|, i\.e\.,?|, or|\()\s{0,3}[(\[]?\s?")
_OPERATOR = re.compile(r"\s?(?:mV|V)?\s?[)\]]?\s?[×·*]\s?[(\[]?")
_GAP = 60


def find_labels(context: Context) -> Iterator[Label]:
    """Yield the places where a text names the equilibrium potential of an ion."""
    symbols = ((match.start(), match.start()) for match in context.matches(_SYMBOL_AT))
    for match in sieved(_LABEL, context.text, (*symbols, *context.sieve.stretches(_NOUN_BY))):
        setting = (match["lower"] or "").capitalize()
        printed = (
            match["symbol"] or match["ion_after"] or match["ion_before"] or match["ion_balance"] or setting
        )
        ion = ion_of(printed)
        if ion is not None:
            yield Label(ion, match.start(), match.end(), bool(match["symbol"] or setting))


_HEADING = re.compile(
    rf"{_NOUN}(?:\s\([^()\n]{{1,20}}\))?\s?(?:are\s|sind\s|sont\s|son\s|sono\s|zijn\s)?:\s?", re.IGNORECASE
)


def listed(context: Context) -> Iterator[Label]:
    """Yield the ions of lists: "equilibrium potentials: K+ -88 mV, Na+ +62.5 mV"."""
    for match in context.matches(_HEADING):
        end = context.text.find("\n", match.end())
        for mention in context.ions.within(match.end(), end if end >= 0 else len(context.text)):
            number = context.number_at(mention.end, 5)
            gap = context.text[mention.end : number.start] if number is not None else "x"
            if re.fullmatch(r"\^?\d?[+-]?\s?[:=]?\s?", gap):
                yield Label(mention.ion, mention.start, number.start if number else mention.end, False, True)


def continued(context: Context, label: Label, end: int) -> Label | None:
    """Return the name that goes on after a value: the ion of "..., potassium at about -87 mV"."""
    match = _CONTINUED.match(context.text, end)
    ion = ion_of(match["ion"]) if match is not None else None
    if match is None or ion is None or ion == label.ion:
        return None
    return Label(ion, match.start("ion"), match.end(), False, True)


def connected(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` only ties a name to its number ("is about", "=", "at 37 °C ≈")."""
    if not 0 < end - start <= _GAP:
        return False
    gap = _CONDITION.sub("", text[start:end])
    return _CONNECTOR.fullmatch(gap) is not None


def is_potential(number: Number | None) -> bool:
    """Whether a number is printed in volts or a multiple."""
    return number is not None and number.unit is not None and number.unit.dimension == POTENTIAL


def first_number(context: Context, label: Label) -> Number | None:
    """Return the number a label is tied to, past a temperature in between."""
    for number in context.numbers_in(label.end, label.end + _GAP):
        gap = context.text[label.end : number.start]
        if connected(context.text, label.end, number.start) or (label.continued and gap.strip() == ""):
            return number
        if number.unit is None or number.unit.text not in ("degC", "K"):
            return None
    return None


def chain_after(context: Context, position: int, bare: bool) -> list[Number]:
    """Return the numbers claimed along ``= a = b`` after ``position``; products on the way are skipped.

    ``bare`` accepts a number without a unit: behind a prefactor in mV the result is in mV.
    """
    claimed: list[Number] = []
    text = context.text
    for _ in range(6):
        link = _LINK.match(text, position)
        number = context.number_at(link.end(), 3) if link else None
        if number is None or "\n" in text[position : number.start]:
            break
        if is_potential(number) or (bare and number.unit is None and not _OPERATOR.match(text, number.end)):
            claimed.append(_inherit_hedge(number, claimed, text[position : number.start]))
            position = number.unit_end
            continue
        position = _after_product(context, number)
    return claimed


def _after_product(context: Context, number: Number) -> int:
    """The end of a product of numbers that begins at ``number``."""
    end = number.unit_end
    for _ in range(4):
        operator = _OPERATOR.match(context.text, end)
        following = context.number_at(operator.end(), 3) if operator else None
        if following is None:
            break
        end = following.unit_end
    return end


def _inherit_hedge(number: Number, earlier: list[Number], link: str) -> Number:
    """A restated value ("≈ 0.070 V = 70 mV") keeps the hedge of the value it restates."""
    if number.hedge is not None or not earlier or earlier[-1].hedge is None or "=" not in link:
        return number
    first, unit = earlier[-1], earlier[-1].unit
    if unit is None or number.unit is None or not (first.usable and number.usable):
        return number
    low, high = (unit.to_si(edge) for edge in interval_of(first))
    return replace(number, hedge=first.hedge) if low <= number.si() <= high else number
