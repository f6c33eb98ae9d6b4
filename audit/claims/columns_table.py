"""The laws that tables print with a column for every quantity, and how their headers name each column."""

# ruff: noqa: E501
# the rows of the tables stay whole: their words are read side by side
from __future__ import annotations

import re
from dataclasses import dataclass

from nernstian.audit.claims import electrical_table as prose
from nernstian.audit.claims.slots import Slot
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CHARGE,
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    FIELD,
    LENGTH,
    MEMBRANE_RESISTANCE,
    POTENTIAL,
    RESISTANCE,
    RESISTIVITY,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    TIME,
    VOLUME,
    Dimension,
)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its argument's name, the dimensions it may have, the words of its header."""

    name: str
    dimensions: tuple[Dimension, ...]
    header: re.Pattern[str]
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A law between columns; ``needed`` are words that must stand in the header or around the table."""

    rule: str
    law: str
    quantity: str
    result: str
    dimensions: tuple[Dimension, ...]
    arguments: tuple[str, ...]
    needed: re.Pattern[str] | None = None
    signed: bool = False


# the first that fits a header names the column
COLUMNS: tuple[Column, ...] = (
    Column("V - E", (POTENTIAL,), _word(r"driving|V_?m?\s?-\s?E|treibende|Triebkraft|force\s(?:électro)?motrice|fuerza\simpulsora|drijvende|forza")),
    Column("V", (POTENTIAL,), re.compile(r"^\s*(?:V(?:_?(?:m|h|hold|clamp|cmd|test|c))?(?![\w]|\s?-\s?E)|[Mm]embrane?\s(?:potential|voltage)|[Hh]olding|[Cc]ommand|[Cc]lamp|[Vv]oltage|[Tt]est\spotential|Membranpotential|Spannung|[Pp]otentiel\s(?:de\s)?membran|[Pp]otencial\sde\smembrana|[Mm]embraanpotentiaal|[Pp]otenziale\sdi\smembrana)")),
    Column("E", (POTENTIAL,), re.compile(r"^\s*(?:E(?:_?(?:rev|eq|ion|X|K|Na|Cl|Ca|leak|L|syn|r))?(?![\w])|[Rr]evers|[Ee]quilib|[Nn]ernst|[Uu]mkehr|[Gg]leichgewicht|[Éé]quilibre|[Pp]otentiel\sd['e\s]+(?:équilibre|inversion)|[Pp]otencial\sde\s(?:inversión|equilibrio)|[Oo]mkeer|[Ee]venwicht|[Pp]otenziale\sdi\s(?:inversione|equilibrio))")),
    Column("g", (CONDUCTANCE, SPECIFIC_CONDUCTANCE), _word(r"^\s*(?:[gG](?:_?\w{1,5})?(?![\w])|conductanc|Leitfähigkeit|Leitwert|conductancia|geleid|conduttanza)")),
    Column("I", (CURRENT, CURRENT_DENSITY), _word(r"^\s*(?:[iI](?:_?\w{1,5})?(?![\w])|(?:\w+\s)?current|Strom|courant|corriente|stroom|corrente)")),
    Column("R_m", (MEMBRANE_RESISTANCE, RESISTANCE), _word(r"^\s*(?:R(?:_?(?:m|in|n|M))?(?![\w])|(?:specific\s|membrane\s|input\s)*resistance|Membranwiderstand|Eingangswiderstand|Widerstand|résistance|resistencia|weerstand|resistenza)")),
    Column("c_m", (SPECIFIC_CAPACITANCE, CAPACITANCE), _word(r"^\s*(?:C(?:_?(?:m|M|cell))?(?![\w])|(?:specific\s|membrane\s|cell\s)*capaci|Kapazität|Membrankapazität)")),
    Column("tau", (TIME,), _word(r"τ|\btau|time\sconstant|Zeitkonstante|constante?\sde\st(?:emps|iempo)|tijdconstante|costante\sdi\stempo")),
    Column("R_i", (RESISTIVITY,), _word(r"R_?(?:i|a)\b|resistivity|axial|internal|Widerstand|résistivité|resistividad")),
    Column("lambda", (LENGTH,), _word(r"λ|\blambda|(?:length|space)\sconstant|Längskonstante|constante?\s(?:d'espace|de\slongueur|de\s(?:longitud|espacio))|lengteconstante|costante\sdi\sspazio")),
    Column("d", (LENGTH,), _word(r"thick|Dicke|épaisseur|espesor|dikte|spessore")),
    Column("a", (LENGTH,), _word(r"\bradi(?:us|i|o)|rayon|straal|raggio|^\s*[ar](?![\w])")),
    Column("a", (LENGTH,), _word(r"\bdiam|Durchmesser|⌀|Ø|^\s*d(?![\w])"), 0.5),
    Column("length", (LENGTH,), _word(r"\blength|^\s*[lL](?![\w])|Länge|longueur|longitud|lengte|lunghezza")),
    Column("area", (AREA,), _word(r"area|surface|Fläche|Oberfläche|^\s*[AS](?![\w])|superficie|área|oppervlak")),
    Column("volume", (VOLUME,), _word(r"volum|^\s*V(?:ol)?(?![\w])|Volumen|volumen")),
    Column("field", (FIELD,), _word(r"field|^\s*E(?![\w])|Feld|champ|campo|veld")),
    Column("Q", (CHARGE,), _word(r"charge|^\s*[Qq](?![\w])|Ladung|carga|lading|carica")),
)  # fmt: skip

_ROUND = _word(r"spher|round|\bball|soma|vesicle|liposome|Kugel|sphère|esfer|bol\b|sfer|4\s?π")
_LONG = _word(
    r"cylind|axon|dendrit|fib(?:re|er)|cable|process|2\s?π|Zylinder|Faser|Dendrit|fibre|cilind|dendriet"
)
RELATIONS: tuple[Relation, ...] = (
    Relation("NE108", "ohmic_current", "I", "I", (CURRENT, CURRENT_DENSITY), ("g", "V", "E"), signed=True),
    Relation("NE108", "ohmic_current", "I", "I", (CURRENT, CURRENT_DENSITY), ("g", "V - E"), signed=True),
    Relation("NE107", "driving_force", "V - E", "V - E", (POTENTIAL,), ("V", "E"), signed=True),
    Relation("NE116", "time_constant", "tau", "tau", (TIME,), ("R_m", "c_m")),
    Relation("NE117", "length_constant", "lambda", "lambda", (LENGTH,), ("a", "R_m", "R_i")),
    Relation("NE110", "membrane_field", "field", "field", (FIELD,), ("V", "d")),
    Relation("NE112", "cylinder_side", "area", "area", (AREA,), ("a", "length"), _LONG),
    Relation("NE112", "cylinder_volume", "volume", "volume", (VOLUME,), ("a", "length"), _LONG),
    Relation("NE112", "sphere", "area", "area", (AREA,), ("a",), _ROUND),
    Relation("NE112", "sphere_volume", "volume", "volume", (VOLUME,), ("a",), _ROUND),
    Relation("NE105", "capacitor_charge", "C", "c_m", (CAPACITANCE,), ("c_m once", "area")),
    Relation("NE105", "capacitor_charge", "Q", "Q", (CHARGE,), ("c_m", "V")),
)  # fmt: skip

#: How an argument that the table leaves out is stated once beside it.
ONCE: dict[str, tuple[Slot, ...]] = {
    "V": (Slot("V", POTENTIAL, before=re.compile(
        r"(?:\bV(?:_?(?:m|h|hold))?\s?=|\b(?:rest\w*|held|clamp\w*|hold\w*|voltage|membrane\spotential|Membranpotential|potentiel\sde\smembrane"
        r"|potencial\sde\smembrana|[Rr]uhepotential)\b)(?:[^\d;]){0,22}$"), signed=True),),
    "c_m": (prose.C_M, Slot("c_m", CAPACITANCE)),
    "c_m once": (prose.C_M,),
    "R_m": (Slot("R_m", MEMBRANE_RESISTANCE),),
    "R_i": (Slot("R_i", RESISTIVITY),),
    "a": (prose.CABLE, prose.CABLE_DIAMETER),
    "length": (prose.LENGTH_OF,),
    "d": (prose.THICKNESS,),
}  # fmt: skip
