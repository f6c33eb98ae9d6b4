"""The table of electrical and geometric laws: cue words, and the arguments each is recomputed from."""

# ruff: noqa: E501
# the rows of the table stay whole: their words are read side by side
from __future__ import annotations

import re
from dataclasses import dataclass

from nernstian.audit.claims.slots import Slot
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CHARGE,
    CONCENTRATION,
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    ENERGY,
    FIELD,
    LENGTH,
    MEMBRANE_RESISTANCE,
    NUMBER,
    POTENTIAL,
    RESISTANCE,
    RESISTIVITY,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    TIME,
    VOLTAGE_RATE,
    VOLUME,
    Dimension,
)
from nernstian.codegen.emitted import CONSTANTS

AMOUNT: Dimension = (0, 0, 0, 0, 0, 1, 0)
ENERGY_PER_AREA: Dimension = (1, 0, -2, 0, 0, 0, 0)
SPHERE = "sphere"
AVOGADRO = CONSTANTS["N_A"].value


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One set of arguments; ``product`` merges ``factors`` to one, ``sphere`` makes an area of a radius.

    ``follows`` says that the result must stand behind its arguments: of a charge and a number of ions either
    may be the other's result.
    """

    slots: tuple[Slot, ...]
    product: str = ""
    factors: tuple[str, ...] = ()
    sphere: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A law in prose: which dimension the number has, which words name it, what it is computed from.

    ``cue`` fits the ``reach`` characters in front of the number within its sentence, ``after`` what follows;
    ``where`` must stand in its section, ``never`` must not stand in its sentence. ``derived`` are words without
    which the number may be a property of its own, measured and not computed.
    """

    rule: str
    law: str
    quantity: str
    dimension: Dimension
    cue: re.Pattern[str]
    choices: tuple[Choice, ...]
    after: re.Pattern[str] | None = None
    where: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    derived: re.Pattern[str] | None = None
    solved: str = ""
    reach: int = 90
    firm: bool = True
    needs_area: bool = False
    at_one_volt: bool = False
    valence: bool = False
    slips: bool = False
    ratio: bool = False
    constant: float = 1.0


# between a name and its number no "and" stands: behind it another number is named
_TO_NUMBER = r"(?:(?!\s(?:and|et|und|y|e|en|by)\s|,\s)(?:[^\d;.]|\.\D)){0,22}$"
# a size is only used where it is called radius or diameter
_RADIUS = _word(r"(?:\bradi(?:us|i)|\brayon|\bradio|\braggio|\bstraal|\b[ra]\s?=)" + _TO_NUMBER)
_IN_RADIUS = _word(r"\s?(?:(?:in|de|di)\s|-\s?)?(?:radius|rayon|radio|raggio|straal)|[\s-]radius")
_DIAMETER = _word(
    r"(?:\bdi(?:ameter|amètre|ametro|ámetro)|\bdiam(?:\.|\b)|\bDurchmesser|\bmiddellijn|\bdoorsnede|⌀|Ø)"
    + _TO_NUMBER
)
_D_EQUALS = re.compile(r"(?<![A-Za-z_])[dD]\s?=\s?$")
_D_DEFINED = re.compile(
    r"\b[dD](?:\s?[=:,(]\s?|\s(?:is|denotes|being|stands\sfor|ist|est|es|è|is)\s)(?:the\s|der\s|den\s|le\s|il\s|el\s|de\s)?(?:\w{4,10}\s)?(?:diam|dii?[aáà]m|Durchmesser|middellijn)"
    r"|(?:diameter|Durchmesser|diamètre|diámetro|diametro)\s\(?d\b"
)
_IN_DIAMETER = _word(
    r"[\s-]?(?:(?:in|im|de|di)\s|wide\b|across\b|thick\b)?(?:diameter|Durchmesser|diamètre|diámetro|diametro|middellijn)|[\s-]?(?:wide|across)\b"
)
_LONG = _word(
    r"(?:\blength|\b[Ll]\s?=|\blong|\blung[oa]\b|\blarg[oa]\b|\bLänge|\blongueur|\blunghezza|\blengte)"
    + _TO_NUMBER
)
_IS_LONG = _word(
    r"[\s-]?(?:long\b|Länge\b|(?:piece|segment|stretch)\b|d[ei']\s?(?:ax|ass)[oó]ne?\b|Axon\b|larg[ao]\b|lang(?:e[rsn]?)?\b|de\slong\b|in\slength|(?:have|haben|ont|tienen|hanno)\b|(?:de|di)\s(?:longueur|longitud|largo|lunghezza)|of\s(?:axon|dendrite|fib(?:re|er)|cable|length|it)\b|length\b)"
)
_DRIVING = _word(
    r"driving\sforce(?:[^\d;.]|\.\D){0,40}$|force(?:\sof)?\s\([^=\n]{0,34}\)\s?=\s?$|V_?m?\s?-\s?E(?:_?\w{1,3})?\s?[=≈]\s?$"
)
_V_WORD = re.compile(
    r"(?:\bV(?:_?m)?\s?=|\b(?:rest\w*|held|clamp\w*|hold\w*|stepped|voltage|membrane\spotential)\b)(?:[^\d;.]|\.\D){0,22}$"
)
_E_WORD = re.compile(r"(?:\bE(?:_?\w{1,4})?\s?=|\b(?:revers\w+|equilibrium|Nernst)\b)(?:[^\d;.]|\.\D){0,30}$")
_PERMITTIVITY = _word(
    r"(?:dielectric\sconstant|permittivity|ε(?:_?r)?(?!_?0)|κ|\beps(?:_r|ilon)?\b|Dielektrizitätszahl|permittivité)(?:[^\d;.]|\.\D){0,24}$|\bwith\s$"
)

V = Slot("V", POTENTIAL, low=2e-3, high=0.5)
THICKNESS = Slot("d", LENGTH, low=1e-9, high=3e-8)
EPS = Slot("eps_r", NUMBER, before=_PERMITTIVITY, low=1.0, high=100.0)
RADIUS = Slot("radius", LENGTH, before=_RADIUS, after=_IN_RADIUS, low=3e-8, high=5e-3)
FROM_DIAMETER = Slot(
    "radius",
    LENGTH,
    before=_DIAMETER,
    after=_IN_DIAMETER,
    low=3e-8,
    high=5e-3,
    factor=0.5,
    symbol=_D_EQUALS,
    defined=_D_DEFINED,
)
CABLE = Slot("a", LENGTH, before=_RADIUS, after=_IN_RADIUS, low=3e-8, high=5e-3)
CABLE_DIAMETER = Slot(
    "a", LENGTH, before=_DIAMETER, after=_IN_DIAMETER, low=3e-8, high=5e-3, factor=0.5, symbol=_D_EQUALS
)
ROUND = Slot(SPHERE, LENGTH, before=_RADIUS, after=_IN_RADIUS, low=3e-8, high=5e-3)
ROUND_DIAMETER = Slot(SPHERE, LENGTH, before=_DIAMETER, after=_IN_DIAMETER, low=3e-8, high=5e-3, factor=0.5)
LENGTH_OF = Slot("length", LENGTH, before=_LONG, after=_IS_LONG, low=1e-6, high=10.0)
C_M = Slot("c_m", SPECIFIC_CAPACITANCE)
C = Slot("c_m", CAPACITANCE)
A = Slot("A", AREA)
Q = Slot("Q", CHARGE, low=1e-18, high=1e-3)  # not the elementary charge itself
I = Slot("I_c", CURRENT)  # noqa: E741  # the symbol of a current
RATE = Slot("dV_dt", VOLTAGE_RATE)
DURATION = Slot("t", TIME)
IONS = Slot("N", NUMBER, low=100.0)
G = Slot("g", CONDUCTANCE)
G_AREA = Slot("g", SPECIFIC_CONDUCTANCE)
FORCE = Slot("V", POTENTIAL, before=_DRIVING, whole=True)
V_NAMED = Slot("V", POTENTIAL, before=_V_WORD, signed=True)
E_NAMED = Slot("E", POTENTIAL, before=_E_WORD, signed=True)
VOLUME_OF = Slot("volume", VOLUME, high=1e-9)
SWING = Slot("DV", POTENTIAL, low=2e-3, high=0.5)

NAMES = {
    "c_m": "capacitance", "A": "area", "V": "voltage", "d": "thickness", "eps_r": "relative permittivity",
    "radius": "radius or diameter", SPHERE: "radius or diameter", "length": "length", "a": "radius or diameter",
    "Q": "charge", "I_c": "current", "dV_dt": "rate of change of the voltage", "t": "duration",
    "N": "number of ions", "g": "conductance", "E": "reversal potential", "volume": "volume",
    "c": "concentration", "DV": "change of the voltage", "field": "field", "R_m": "membrane resistance", "R_i": "resistivity of the inside",
}  # fmt: skip

_CHARGES = (
    Choice((Q,), follows=True),
    Choice((I, DURATION), "Q", ("I_c", "t"), follows=True),
    Choice((C, V), "Q", ("c_m", "V")),
    Choice((C_M, A, V), "Q", ("c_m", "A", "V")),
    Choice((C_M, ROUND, V), "Q", ("c_m", "A", "V"), sphere=True),
    Choice((C_M, ROUND_DIAMETER, V), "Q", ("c_m", "A", "V"), sphere=True),
)
# what is a cylinder, said or not; a section of a simulator is one
_TUBES = (
    r"cylind|[Zz]ylind|cilind|ax[oó]n|assone|dendri|fib(?:re|er|ra)|Faser|cable|myocyte|\btub(?:e|ular)\b|\bhairs?\b|hypha|\brods?\b|Röhre|\btubo\b"
    r"|\bsection\b[^.;]{0,40}\bL\s?=|neurite|process\b"
)
_VESSEL = r"\bbath|\bdish|cultur|\bgr[eo]w|coverslip|chamber|\bwells?\b|solution|pipette|electrode"
_MEASURED = _word(r"\bmeasur|\brecord(?:ed|ing)|pipette|electrode|amplifier|\bstray\b|compensat")

# of a whole tree, or of many cells, the area is measured: no one cylinder has it
_TREES = _word(r"\btotal|reconstruct|morpholog|\btrees?\b|measur|\bn\s?=\s?\d")

TABLE: tuple[Template, ...] = (
    Template("NE110", "membrane_field", "field", FIELD, _word(r""), (Choice((V, THICKNESS)),),
             never=_word(r"breakdown|lightning|spark|dielectric\sstrength|electroporat|insulator")),
    Template("NE110", "membrane_field", "V", POTENTIAL,
             _word(r"\bE\s?[·×*]?\s?d\s?[=≈]\s?$|\bfield\b.{0,80}\b(?:voltage|potential)\b.{0,40}$"),
             (Choice((Slot("field", FIELD), THICKNESS)),), solved="V", firm=False, reach=140),
    Template("NE111", "plate_capacitance", "c_m", SPECIFIC_CAPACITANCE, _word(r""),
             (Choice((EPS, THICKNESS)),), where=_word(r"dielectric|permittivity|ε(?:_?r|\s?=)|capacitor|κ|Dielektr"),
             derived=_word(r"would|\bbe\b|giv|yield|=|\bso\b|then|therefore|thus|hence|predict|comput|calculat|follow|same\s(?:permittivity|dielectric)|gleiche[rn]?\sPermittivität")),
    Template("NE105", "capacitor_charge", "C", CAPACITANCE,
             _word(r"capacit|Kapazität|\bC(?:_m)?\s?=|\bhas\s$"),
             (Choice((C_M, ROUND), sphere=True), Choice((C_M, ROUND_DIAMETER), sphere=True)),
             where=_word(r"spher|round|4\s?π|soma|ball|Kugel"), never=_MEASURED, at_one_volt=True),
    Template("NE112", "sphere", "area", AREA, _word(r"area|surface|4\s?π|spher|Oberfläche|superficie|área|oppervlak"),
             (Choice((RADIUS,)), Choice((FROM_DIAMETER,))), where=_word(r"spher|round|4\s?π|ball|Kugel|sphèr|sphér|esfér|esfera|sfer|bolvorm"),
             never=_word(r"cylind|axon|dendrit|invaginat|fold|spine|" + _VESSEL)),
    Template("NE112", "sphere_volume", "volume", VOLUME, _word(r"volume|holds|contains|4\s?/\s?3|Volumen"),
             (Choice((RADIUS,)), Choice((FROM_DIAMETER,))),
             where=_word(r"spher|round|4\s?/\s?3|4\s?π|ball|Kugel|sphèr|sphér|esfér|esfera|sfer|bolvorm"), never=_word(r"cylind|axon|dendrit|" + _VESSEL)),
    Template("NE112", "cylinder_side", "area", AREA, _word(r"area|surface|membrane|2\s?π|\bwall\b|lateral|Seitenwand|paroi|Mantel|Oberfläche|superficie|área|oppervlak"),
             (Choice((RADIUS, LENGTH_OF)), Choice((FROM_DIAMETER, LENGTH_OF))),
             after=_word(r"\s?of\s(?:\w+\s)?(?:membrane|surface|wall)"),
             where=_word(_TUBES + r"|2\s?π\s?[ra]"), never=_TREES),
    Template("NE112", "cylinder", "area", AREA, _word(r"area|surface|2\s?π"),
             (Choice((RADIUS, LENGTH_OF)), Choice((FROM_DIAMETER, LENGTH_OF))), firm=False,
             where=_word(r"cylind|myocyte|closed|caps|ends"), never=_TREES),
    Template("NE112", "cylinder_volume", "volume", VOLUME, _word(r"volume|holds|contains|contiene|contient|enthält|bevat|π\s?[ra]\^2|Volumen|Inhalt"),
             (Choice((RADIUS, LENGTH_OF)), Choice((FROM_DIAMETER, LENGTH_OF))),
             after=_word(r"\s?of\s(?:\w+\s)?(?:axoplasm|cytoplasm|cytosol|volume)|\s?d[ei']l?\s?(?:assoplasma|axoplasme?|citoplasma|cytoplasme|axoplasma)\b|\s(?:Axoplasma|Zytoplasma|axoplasma)\b"),
             where=_word(_TUBES + r"|π\s?[ra]\^2"), never=_TREES),
    Template("NE113", "charge_to_ions", "N", NUMBER, _word(r""), _CHARGES, valence=True,
             never=_word(r"\bholds|contains?\b|per\ssecond|/s\b|channel|\bpump")),
    Template("NE113", "charge_to_ions", "Q", CHARGE, _word(r"charge|\bQ\b|Ladung|coulomb|=|\b(?:that|which|this)\sis\b|correspond|amounts|i\.e\."),
             (Choice((IONS,), follows=True),), solved="Q", valence=True, reach=120),
    Template("NE115", ARITHMETIC, "Q", CHARGE, _word(r"charge|\bQ\b|Ladung|deliver|carr"),
             (Choice((I, DURATION)),), firm=True),
    Template("NE115", ARITHMETIC, "I", CURRENT, _word(r"current|\bI\s?=|Strom|courant"),
             (Choice((Q, DURATION)),), ratio=True, never=_MEASURED),
    Template("NE113", ARITHMETIC, "ions inside", NUMBER,
             _word(r"\bcontains?\b|\bholds?\b|\binside\b|enthält|\bdarin\b|contient|contiene|bevat"),
             (Choice((Slot("c", CONCENTRATION, low=1e-3, high=1e4), VOLUME_OF), follows=True),), constant=AVOGADRO, slips=True,
             never=_word(r"per\ssecond|/s\b|channel|\bpump|lipid|molecules")),
    Template("NE113", ARITHMETIC, "n", AMOUNT, _word(r"\bmoles?\b|\bmol\b|amount|Stoffmenge|quantité|cantidad|quantità|hoeveelheid|=|\b(?:that|this|which)\sis\b|i\.e\."),
             (Choice((Q,), follows=True),), constant=1.0 / CONSTANTS["F"].value, valence=True, slips=True,
             never=_word(r"\bcontains?\b|\bholds\b|per\ssecond|/\s?\(?\d\s?[·×*]?\s?F\b|divalent|zweiwertig|bivalent")),
    Template("NE105", "capacitor_charge", "V", POTENTIAL, _word(r"\b[UV](?:_m)?\s?=\s?$|\bΔ\s?[UV](?:_m)?\s?=\s?$"), (Choice((Q, C), follows=True),),
             solved="V", needs_area=True, where=_word(r"[UV](?:_m)?\s?=\s?Δ?\s?Q\s?/\s?C"), firm=False),
    Template("NE115", "capacitor_current", "I", CURRENT, _word(r"current|\bI(?:_c)?\s?=|Strom|equals|draws"),
             (Choice((C, RATE), follows=True), Choice((C_M, A, RATE), follows=True)), never=_MEASURED, needs_area=True),
    Template("NE115", "capacitor_current", "dV/dt", VOLTAGE_RATE, _word(r""), (Choice((I, C), follows=True),),
             solved="dV_dt", needs_area=True, never=_MEASURED),
    Template("NE108", "ohmic_current", "I", CURRENT, _word(r"current|drives?|\bI(?:_\w{1,3})?\s?=|carries|flows|Strom"),
             (Choice((G, FORCE)), Choice((G, V_NAMED, E_NAMED))), never=_MEASURED),
    Template("NE108", "ohmic_current", "i", CURRENT_DENSITY, _word(r"current|drives?|\b[Ii](?:_\w{1,3})?\s?=|carries|flows"),
             (Choice((G_AREA, FORCE)), Choice((G_AREA, V_NAMED, E_NAMED))), never=_MEASURED),
    Template("NE116", "time_constant", "tau", TIME,
             _word(r"time\sconstant|τ|\btau\b|R_?m\s?[·×*]?\s?C_?m|\bRC\b|Zeitkonstante|constante\sde\st(?:emps|iempo)|tijdconstante"
                   r"|costante\sdi\stempo|membrane\s(?:answers|responds|charges|relaxes)\s(?:with)?in\b"),
             (Choice((Slot("R_m", MEMBRANE_RESISTANCE), C_M)), Choice((Slot("R_m", RESISTANCE), C))),
             never=_MEASURED, reach=130,
             # resistance, capacitance and time constant of a cell are measured each by itself
             derived=_word(r"\bso\b|thus|therefore|hence|giv|yield|=|product|×|·|comput|calculat|\bwith\b|\bfor\b|\bmit\b|\bavec\b|\bcon\b|\bmet\b|τ|\bRC\b|mult|ergibt|donne|answers|responds")),
    Template("NE116", ARITHMETIC, "input resistance", RESISTANCE,
             _word(r"input\sresistance|\bR_?(?:in|N|input)\b|Eingangswiderstand|resistenza\sd'ingresso|résistance\sd'entrée|resistencia\sde\sentrada|ingangsweerstand"),
             (Choice((Slot("R_m", MEMBRANE_RESISTANCE), A)),), ratio=True, reach=130, slips=True,
             never=_word(_MEASURED.pattern + r"|cable|cavo|Kabel|câble|infinit|infini|unendlich|\bcoth|R_∞")),
    Template("NE116", ARITHMETIC, "tau", TIME,
             _word(r"time\sconstant|τ|\btau\b|C_?m?\s?/\s?g|Zeitkonstante|constante\sde\st(?:emps|iempo)|tijdconstante|costante\sdi\stempo"),
             (Choice((C_M, G_AREA)), Choice((C, G))), ratio=True, slips=True, never=_MEASURED, reach=130),
    Template("NE117", "length_constant", "lambda", LENGTH,
             _word(r"(?:length|space)\sconstant|λ|\blambda\b|Längskonstante|constante\sd(?:'espace|e\s(?:longueur|longitud|espacio))"
                   r"|lengteconstante|costante\sdi\s(?:spazio|lunghezza)"),
             (Choice((CABLE, Slot("R_m", MEMBRANE_RESISTANCE), Slot("R_i", RESISTIVITY))),
              Choice((CABLE_DIAMETER, Slot("R_m", MEMBRANE_RESISTANCE), Slot("R_i", RESISTIVITY)))),
             never=_MEASURED, reach=150),
    Template("NE129", "capacitor_energy", "W", ENERGY_PER_AREA,
             _word(r"energy|½|1\s?/\s?2|\bW\s?=|stor|Energie|énergie|energía|energia|emmagasin|almacen|gespeichert"),
             (Choice((C_M, V)),), never=_word(r"surface\senerg|tension|adhesion|bending"), reach=160),
    Template("NE129", "capacitor_energy", "W", ENERGY,
             _word(r"energy|½|1\s?/\s?2|\bW\s?=|stor|Energie|énergie|energía|energia|emmagasin|almacen|gespeichert"),
             (Choice((C, V)), Choice((C_M, A, V), "c_m", ("c_m", "A"))),
             where=_word(r"capacit|Kapazität|condens|Kondensator|\bcharg(?:e|ed|ing)\b|membrane|½|C_?m?\s?[·×*]?\s?V\^2"),
             never=_word(r"\bATP|\bpump|thermal|k_?B?T\b|per\sion|photon|quant|per\s(?:charge|electron)"), reach=160),
    Template("NE114", "concentration_change", "change of concentration", CONCENTRATION,
             _word(r"\bris|increas|chang|Δ\s?\[?|extra|\badds?\b|\bdrop|\bfall|raises|lowers"),
             (Choice((C, SWING, VOLUME_OF)), Choice((C_M, A, SWING, VOLUME_OF))), valence=True, needs_area=True),
    Template("NE114", ARITHMETIC, "change of concentration", CONCENTRATION,
             _word(r"\bris|increas|chang|Δ\s?\[?|extra|\badds?\b|\bdrop|\bfall|raises|lowers"),
             (Choice((IONS, VOLUME_OF)),), ratio=True, constant=1.0 / AVOGADRO),
)  # fmt: skip
