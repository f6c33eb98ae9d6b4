"""The laws that digits are compared with, and the words of six languages that name what they give.

A row is a template as in ``electrical_table``, but its words only support what the digits say: they never
make a number wrong, unless a slip explains it; then ``derived`` are the words that must name it.
"""

# ruff: noqa: E501
# the rows of the table stay whole: their words are read side by side
from __future__ import annotations

import re

from nernstian.audit.claims.counts import PER_SECOND
from nernstian.audit.claims.electrical_table import (
    AMOUNT,
    AVOGADRO,
    C_M,
    CABLE,
    CABLE_DIAMETER,
    DURATION,
    ENERGY_PER_AREA,
    EPS,
    FROM_DIAMETER,
    G_AREA,
    IONS,
    LENGTH_OF,
    RADIUS,
    RATE,
    ROUND,
    ROUND_DIAMETER,
    SWING,
    THICKNESS,
    VOLUME_OF,
    A,
    C,
    Choice,
    G,
    I,
    Q,
    Template,
    V,
)
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
    SURFACE_AMOUNT,
    TIME,
    VOLTAGE_RATE,
    VOLUME,
    Dimension,
)
from nernstian.codegen.emitted import CONSTANTS

CHARGE_PER_AREA: Dimension = (0, -2, 1, 1, 0, 0, 0)

_FARADAY, _ELEMENTARY = CONSTANTS["F"].value, CONSTANTS["e"].value
_EPS_0 = CONSTANTS["eps_0"].value
_GAP = Slot("d", LENGTH, low=1e-9, high=1.0)
_RESISTANCE = Slot("R", RESISTANCE)
_LARGE = Slot("V", POTENTIAL, low=1e-3, high=0.5)
_OTHER = Slot("E", POTENTIAL, low=0.0, high=0.5, signed=True)
_MEMBRANE = Slot("V", POTENTIAL, low=0.0, high=0.5, signed=True)


def _words(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_NAMED_CHARGE = _words(
    r"charge|\bQ\b|Ladung|\bcarga|\bcarica|lading|coulomb", r"\b(?:moves?|needs?|requires?|takes?|stores?|carr(?:y|ies)|transfers?|deliver\w*)\b",
    r"\b(?:fa(?:lta|ut)|braucht|benötigt|servono|nodig|fließen)\b",
)  # fmt: skip
_CHARGE = _words(_NAMED_CHARGE.pattern, r"correspond|\bi\.e\.|that\sis|\bis\b")
_NAMED_CAPACITANCE = _words(r"capacit|Kapazität|\bC(?:_\w{1,4})?\s?=", r"\b(?:makes|gives|ergibt|donne|da)\b")
_CAPACITANCE = _words(
    r"capacit|Kapazität|\bC(?:_\w{1,4})?\b",
    r"\b(?:ha(?:s|ve)|makes?|gives?|that\sis|comes|i\.e\.|amounts|ergibt|donne|da)\b",
)
_CURRENT = _words(
    r"current|courant|Strom|corriente|corrente|stroom|\b[Ii](?:_\w{1,4})?\b",
    r"\b(?:brings?|carr(?:y|ies)|drives?|pass(?:es)?|flows?|fließ\w*|circul\w*|fluye\w*|scorr\w*|vloei\w*|draws?|delivers?)\b",
    r"→|->|⇒",
)
_SHIFT = _words(
    r"depolari|hyperpolari|polari[sz]|\b(?:makes?|chang\w+|charg\w+|shift\w*|by|drop\w*|error|falls?|rais\w+|rises?|steps?|voltage|swing)\b",
    r"Spannung|tension|tensión|tensione|spanning|verschieb|änder|Fehler|chute|caída|caduta",
)
_RISE = _words(
    r"\bris|increas|rais|chang|Δ\s?\[?|extra|\badds?\b|\bdrop|\bfall|lower",
    r"steig|erhöh|Änderung|augment|élève|variation|aument|cambi|eleva|alza|sale|stijg|verander",
)
_SHARE = _words(
    r"share|fraction|proportion|portion|percentage|\bonly\b|chang|ris|i\.e\.|that\sis|Anteil|entspricht|\bpart|porcentaje|parte|percentuale|aandeel|=|≈"
)
_AREA = _words(r"area|surface|4\s?π|2\s?π|Oberfläche|Fläche|superfici|aire\b|oppervlak|membrane")
_VOLUME = _words(r"volume|holds|contains|π|Volumen|volumen|inhoud")
_SPHERE = _words(
    r"spher|round|4\s?π|4\s?/\s?3|ball|Kugel|kugel|sphère|esfer|sfer|\bbol|soma|bouton|cell|célula|cellula|Zelle|\bcel\b|protoplast|vesic|vesíc|vésic|Vesik|o[vö]?ocyt|ovocit"
)
_CYLINDER = _words(
    r"cylind|axon|axón|dendrit|fib(?:re|er)|cable|2\s?π|myocyte|Zylinder|Faser|cilind|assone|vezel"
)
_PLATE = _words(
    r"capacit|permittiv|dielectric|ε_?r|plate|\bd\b|thick|Dicke|épaisseur|espesor|spessore|dikte|Dielektr"
)
_CELL_MEMBRANE = Slot("R_m", MEMBRANE_RESISTANCE)
_INSIDE = Slot("R_i", RESISTIVITY)
# "a 0.5 µm branch": of a cable that is not said to be its length, the size is its diameter
_BRANCH = Slot(
    "a",
    LENGTH,
    after=_words(
        r"[\s-](?:thick\s)?(?:branch|trunk|dendrite|cable|axon|fib(?:re|er)|neurite|Dendrit|Faser|Axon)\b"
    ),
    low=3e-8,
    high=1e-3,
    factor=0.5,
)
_LAMBDA = _words(
    r"(?:length|space)\sconstant|λ|\blambda\b|Längskonstante|constante\sd(?:'espace|e\s(?:longueur|longitud|espacio))|lengteconstante|costante\sdi\s(?:spazio|lunghezza)"
)
_STORED = _words(
    r"energ|énerg|½|1\s?/\s?2|\bW\s?=|\bstor(?:es?|ed)\b|emmagasin|almacen|gespeichert|immagazz|opgeslagen"
)
# "a sphere of 20 µm": a size that is not said to be a radius is a diameter
_SIZED = Slot(
    "radius",
    LENGTH,
    before=_words(r"(?:sphere|\bball|Kugel|sphère|esfera|sfera|\bbol)\s(?:of|von|de|di|van)\s$"),
    low=3e-8,
    high=5e-3,
    factor=0.5,
)
_ANY = re.compile("")

AGREEMENTS: tuple[Template, ...] = (
    Template("NE105", "capacitor_charge", "Q", CHARGE, _CHARGE,
             (Choice((C, _LARGE)), Choice((C_M, A, _LARGE)), Choice((C_M, ROUND, _LARGE), sphere=True), Choice((C_M, ROUND_DIAMETER, _LARGE), sphere=True)),
             needs_area=True, derived=_NAMED_CHARGE),
    Template("NE115", ARITHMETIC, "Q", CHARGE, _CHARGE, (Choice((I, DURATION)),), derived=_NAMED_CHARGE),
    Template("NE113", "charge_to_ions", "Q", CHARGE, _CHARGE, (Choice((IONS,)),), solved="Q", valence=True, derived=_NAMED_CHARGE),
    Template("NE105", "capacitor_charge", "C", CAPACITANCE, _CAPACITANCE,
             (Choice((C_M, A)), Choice((C_M, ROUND), sphere=True), Choice((C_M, ROUND_DIAMETER), sphere=True)), at_one_volt=True,
             derived=_NAMED_CAPACITANCE),
    Template("NE111", ARITHMETIC, "C", CAPACITANCE, _words(r"plate|vacuum|\bair\b|Luft|Vakuum|plaque|vide|placa|vacío|vuoto|plaat"),
             (Choice((A, _GAP)),), ratio=True, constant=_EPS_0, where=_words(r"\bair\b|vacuum|Luft|Vakuum|\bvide\b|vacío|aire|vuoto|aria|vacuüm|lucht")),
    Template("NE105", "capacitor_charge", "V", POTENTIAL, _SHIFT, (Choice((Q, C)),), solved="V", needs_area=True, firm=False),
    Template("NE108", ARITHMETIC, "V", POTENTIAL, _SHIFT, (Choice((I, _RESISTANCE)),), firm=False),
    Template("NE105", ARITHMETIC, "charge per area", CHARGE_PER_AREA, _ANY, (Choice((C_M, _LARGE)),)),
    Template("NE108", "ohmic_current", "I", CURRENT, _CURRENT, (Choice((G, _LARGE)), Choice((G, _MEMBRANE, _OTHER)))),
    Template("NE108", "ohmic_current", "i", CURRENT_DENSITY, _CURRENT, (Choice((G_AREA, _LARGE)), Choice((G_AREA, _MEMBRANE, _OTHER)))),
    Template("NE108", ARITHMETIC, "I", CURRENT, _CURRENT, (Choice((_LARGE, _RESISTANCE)),), ratio=True),
    Template("NE108", ARITHMETIC, "g", CONDUCTANCE, _words(r"conductance|Leitfähigkeit|Leitwert|conductancia|conduttanza|geleiding|\bg(?:_\w{1,3})?\b"),
             (Choice((I, _LARGE)),), ratio=True),
    Template("NE115", "capacitor_current", "I", CURRENT, _CURRENT, (Choice((C, RATE)), Choice((C_M, A, RATE))), needs_area=True),
    Template("NE115", ARITHMETIC, "I", CURRENT, _CURRENT, (Choice((Q, DURATION)),), ratio=True),
    Template("NE115", ARITHMETIC, "t", TIME, _words(r"last|least|takes?|needs?|within|dauert|dure|dura|duurt|during|=|for\s$"), (Choice((Q, I)),), ratio=True),
    Template("NE115", "capacitor_current", "dV/dt", VOLTAGE_RATE, _ANY, (Choice((I, C)),), solved="dV_dt", needs_area=True),
    Template("NE113", "charge_to_ions", "N", NUMBER, _ANY,
             (Choice((Q,)), Choice((I, DURATION), "Q", ("I_c", "t")), Choice((C, _LARGE), "Q", ("c_m", "V")), Choice((C_M, A, _LARGE), "Q", ("c_m", "A", "V"))),
             valence=True),
    Template("NE113", ARITHMETIC, "ions per second", NUMBER, _ANY, (Choice((I,)),), constant=1.0 / _ELEMENTARY, valence=True,
             after=re.compile(PER_SECOND)),
    Template("NE116", "time_constant", "tau", TIME, _words(r"time\sconstant|τ|\btau\b|Zeitkonstante|constante\sde\st(?:emps|iempo)|costante\sdi\stempo|tijdconstante"),
             (Choice((Slot("R_m", RESISTANCE), C)), Choice((Slot("R_m", MEMBRANE_RESISTANCE), C_M)))),
    Template("NE106", "surface_charge", "n", SURFACE_AMOUNT, _ANY, (Choice((C_M, _LARGE)),), valence=True),
    Template("NE114", "concentration_change", "change of concentration", CONCENTRATION, _RISE,
             (Choice((C, SWING, VOLUME_OF)), Choice((C_M, A, SWING, VOLUME_OF))), valence=True, needs_area=True),
    Template("NE114", ARITHMETIC, "change of concentration", CONCENTRATION, _RISE, (Choice((IONS, VOLUME_OF)),), ratio=True, constant=1.0 / AVOGADRO),
    Template("NE114", ARITHMETIC, "change of concentration", CONCENTRATION, _RISE, (Choice((Slot("n", AMOUNT), VOLUME_OF)),), ratio=True),
    Template("NE114", ARITHMETIC, "change of concentration", CONCENTRATION, _RISE, (Choice((Q, VOLUME_OF)),), ratio=True, constant=1.0 / _FARADAY, valence=True),
    Template("NE110", "membrane_field", "field", FIELD, _ANY, (Choice((V, THICKNESS)),)),
    Template("NE111", "plate_capacitance", "c_m", SPECIFIC_CAPACITANCE, _PLATE, (Choice((EPS, THICKNESS)),)),
    Template("NE111", "plate_capacitance", "d", LENGTH, _PLATE, (Choice((EPS, C_M)),), solved="d"),
    Template("NE117", "length_constant", "lambda", LENGTH, _words(r"\bfor\b|:|=|λ|constant|für|pour|para|per|voor"),
             tuple(Choice((size, _CELL_MEMBRANE, _INSIDE)) for size in (_BRANCH, CABLE_DIAMETER, CABLE)), where=_LAMBDA, firm=False),
    Template("NE129", "capacitor_energy", "W", ENERGY, _STORED, (Choice((C, _LARGE)), Choice((C_M, A, _LARGE), "c_m", ("c_m", "A"))), firm=False),
    Template("NE129", "capacitor_energy", "W", ENERGY_PER_AREA, _STORED, (Choice((C_M, _LARGE)),), firm=False),
    Template("NE112", "sphere", "area", AREA, _AREA, (Choice((RADIUS,)), Choice((FROM_DIAMETER,)), Choice((_SIZED,))), where=_SPHERE),
    Template("NE112", "sphere_volume", "volume", VOLUME, _VOLUME, (Choice((RADIUS,)), Choice((FROM_DIAMETER,)), Choice((_SIZED,))), where=_SPHERE),
    Template("NE112", "cylinder_side", "area", AREA, _AREA, (Choice((RADIUS, LENGTH_OF)), Choice((FROM_DIAMETER, LENGTH_OF))), where=_CYLINDER),
    Template("NE112", "cylinder_volume", "volume", VOLUME, _VOLUME, (Choice((RADIUS, LENGTH_OF)), Choice((FROM_DIAMETER, LENGTH_OF))), where=_CYLINDER),
)  # fmt: skip
