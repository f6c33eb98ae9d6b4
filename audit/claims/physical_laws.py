"""The laws of sizes, capacitors, charges, ions and cables, each with the kinds of values that it needs.

A law may be a chain of others: the number of ions behind the voltage of a round cell of a given diameter is
computed through its surface, its capacitance and its charge, whether or not a text prints these.
"""

# ruff: noqa: E501
# the rows of the table stay whole: their words are read side by side
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt

from nernstian.audit.evaluate import ARITHMETIC
from nernstian.codegen.emitted import CONSTANTS

E, F, N_A, EPS_0 = (CONSTANTS[name].value for name in ("e", "F", "N_A", "eps_0"))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhysicalLaw:
    """What gives a result of some kind from values of other kinds.

    ``cue`` are words that name the result in front of it (None: its unit names it), ``behind`` those that
    may name it behind it. ``slips`` are factors by which known mistakes change the result; powers of ten are
    tried for every law. ``law`` and ``names`` give the book's law and its arguments, each with the factor
    from a value as it is stated. ``where`` must be near. ``inverse`` laws need their values in front of the
    result. ``valence`` says that the result is divided by the valence of the ion.
    """

    rule: str
    quantity: str
    result: str
    kinds: tuple[str, ...]
    function: Callable[..., float]
    text: str
    cue: re.Pattern[str] | None
    slips: tuple[float, ...] = ()
    law: str = ARITHMETIC
    names: tuple[tuple[str, float], ...] = ()
    behind: re.Pattern[str] | None = None
    where: re.Pattern[str] | None = None
    inverse: bool = False
    valence: bool = False
    weak: bool = False


_AREA = _words(r"area|surface|4\s?[π·×*x]|2\s?π|Oberfläche|Fläche|superfici|área|\baire\b|oppervlak|membran")
_AREA_BEHIND = _words(r"\s?(?:of|de|di|von|van)?\s?(?:the\s)?(?:membran|surface|lipid)")
_VOLUME = _words(
    r"volum|holds|contains|4\s?/\s?3|Inhalt|Rauminhalt|contient|contiene|inhoud|\b(?:is|has|of)\s$"
)
_CAPACITANCE = _words(
    r"capaci|Kapazität|[µu]F\s?/\s?cm|spher|Kugel|cylind|\bC(?:_\w{1,4})?\s?[=≈]|\bgives|\bhas\s$|hence|donc|\bda\b"
)
_CHARGE = _words(
    r"charge|\bQ\b|Ladung|\bcarga|\bcarica|lading|coulomb|déplacer|moves?\b|bastano|needs?|→|->|that\sis|i\.e\.|="
)
_IONS = _words(r"\bions?\b|charges|cations|\w*ionen\b|Ladungen|iones|cargas|\bioni\b|cariche|ladingen")
_IONS_BEHIND = _words(
    r"\s?(?:[^\W\d_]{2,14}[\s-]){0,2}(?:(?:K|Na|Cl|Ca|Mg)\^?\d?[+-]{1,2}\s?-?)?(?:ions?|charges|\w*ionen|\w*ladungen|iones|cargas|ioni|cariche|ladingen|cations)\b"
)
_RISE = _words(
    r"\bris|increas|rais|chang|Δ\s?\[?|extra|\badds?\b|\bdrop|\bfall|lower|steig|stieg|erhöh|änder|Änderung|augment|élève|élèver|variation|aument|cambi|eleva|alza|sale|stijg|verander|concentra|Konzentra"
)
_SHARE = _words(
    r"share|fraction|proportion|portion|percent|ratio|\bonly\b|Anteil|Bruchteil|\bpar[ts]e?\b|porcentaje|percentuale|aandeel|also\sum|\bnur\b|genüg|d\.\s?h\.|i\.e\.|that\sis|soit|cioè|es\sdecir|chang|ris"
)
_SHARE_OF_LEVELS = _words(
    r"(?:also\sum|um|by|de|of|di|un|una|uno|une|a\schange\sof|a\srise\sof|i\.e\.|that\sis|soit|cioè|es\sdecir|d\.\s?h\.|only|nur|is|are|=|≈|or)\s(?:about\s|only\s|nur\s|etwa\s|environ\s)?$"
)
_OF_LEVEL = _words(r"\s?(?:of|de|di|von|van|der|des)\s(?=\d)")
_SHARE_BEHIND = _words(
    r"\s?(?:of\s(?:the|its|them|all)|d(?:er|es)\s|du\s|des\s|de\s(?:los|las|la|l')|del|dell|von\s|van\s(?:de|het))"
)
_CURRENT = _words(
    r"current|courant|Strom|corriente|corrente|stroom|fließ|\b[Ii](?:_\w{1,4})?\s?[=≈]|→|->|draws?|flows?|passes|carries"
)
_TAU = _words(
    r"time\sconst|τ|\btau(?:_?m)?\b|Zeitkonstante|constante\sde\st(?:emps|iempo)|costante\sdi\stempo|tijdconstante|×|·|\bRC\b|membrane\s(?:answers|responds|relaxes)"
)
_LAMBDA = _words(
    r"(?:length|space)[_\s]const|λ|\blambda(?:_?\w{1,3})?\b|Längskonst|constante\sd(?:'espace|e\s(?:longueur|longitud|espacio))|lengteconst|costante\sdi\s(?:spazio|lunghezza)|\breach\b"
)
_LAMBDA_NEAR = _words(_LAMBDA.pattern)
SPHERE = _words(
    r"spher|round|4\s?[π×x*]|4\s?/\s?3|ball|Kugel|sphère|esfer|esfér|sfer|\bbol|soma|bouton|cell|célula|cellula|cellul|Zelle|\bcel\b|protoplast|vesic|vesíc|vésic|Vesik|o[vö]?ocyt|ovocit|neuron|lymphocyt|\begg|bacteri|granul"
)
SURELY_ROUND = _words(
    r"spher|\bround|4\s?[π×x*]|4\s?/\s?3|\bball\b|Kugel|kugel|sphère|sphér|esfer|esfér|\bsfer|bolvorm|soma"
)
CYLINDER = _words(
    r"cylind|ax[oó]n|dendrit|fib(?:re|er|ra)|cable|section|2\s?π|myocyte|Zylind|Faser|cilind|assone|vezel|neurite|branch|node|nœud|Schnürring"
)
_FIELD = None
_PERMITTIVITY = _words(
    r"permittiv|dielectric|Dielektr|ε(?:_?r)?|permittiviteit|diélectr|dieléctr|dielettr|κ|\beps"
)
_VOLTAGE = _words(
    r"\b[UV](?:_\w{1,3})?\s?=[^;\n]{0,30}$|(?:chang|depolari|shift|charg|rais|lower)\w*\s(?:V\b|the\s(?:membrane|cell|voltage|potential)\w*(?:\s\w+)?|it|this|them)\s(?:by|to)\s(?:about\s|only\s)?$"
    r"|(?:Spannung|tension|tensión|tensione|spanning)\s(?:ist|beträgt|also|vaut|es|è|is|um|de|di|van)[^.;\d]{0,24}$"
)
_RESISTANCE = _words(r"resist|Widerstand|\bR(?:_\w{1,5})?\s?[=≈]|i\.e\.|that\sis|cioè|also|weerstand|leak")
_CONDUCTANCE = _words(r"conduct|Leit|\bg(?:_\w{1,5})?\s?[=≈]|\bG\s?[=≈]|leak|geleid")
_ENERGY = _words(r"energ|énerg|½|1\s?/\s?2|\bW\s?=|stor|emmagas|almacen|gespeich|immagazz|opgesl")
_AMOUNT = _words(
    r"\bmol|amount|Stoffmenge|quantité|cantidad|quantità|hoeveel|i\.e\.|that\sis|das\ssind|soit|=|fait|contain|hold"
)
_PERMIT_WHERE = _words(r"µF|F/m|permittiv|Permitt|dielectr|Dielektr|diélectr|dieléctr|dielettr")
_DURATION = _words(r"last|takes?|needs?|within|dauert|dure|dura|duurt|nodig|for\s$|braucht|faut")

_HALF, _WHOLE = 0.5, 1.0
_BALL, _BALL_VOLUME, _TUBE, _TUBE_VOLUME = (4.0, 0.25), (8.0, 0.125), (2.0, 0.5), (4.0, 0.25)


def _ball(d: float) -> float:
    return pi * d * d


def _tube(d: float, length: float) -> float:
    return pi * d * length


_SIZES: tuple[tuple[str, float], ...] = (("d", 1.0), ("r", 2.0), ("s", 1.0))  # a size is mostly a diameter


def _of_balls() -> tuple[PhysicalLaw, ...]:
    """What follows from the size of something round."""
    rows: list[PhysicalLaw] = []
    for kind, twice in _SIZES:
        radius = 0.5 * twice
        weak = kind == "s"

        def area(x: float, k: float = twice) -> float:
            return _ball(k * x)

        def volume(x: float, k: float = twice) -> float:
            return pi / 6.0 * (k * x) ** 3

        rows += [
            PhysicalLaw("NE112", "area", "A", (kind,), area, "", _AREA, _BALL, "sphere", (("radius", radius),), _AREA_BEHIND, SPHERE, weak=weak),
            PhysicalLaw("NE112", "volume", "vol", (kind,), volume, "", _VOLUME, _BALL_VOLUME, "sphere_volume", (("radius", radius),), None, SPHERE, weak=weak),
            PhysicalLaw("NE105", "C", "C", (kind, "c_m"), lambda x, c, f=area: c * f(x), "c_m × surface of a sphere", _CAPACITANCE, _BALL, where=SPHERE, weak=weak),
            PhysicalLaw("NE105", "Q", "Q", (kind, "c_m", "V"), lambda x, c, v, f=area: c * f(x) * v, "c_m × surface of a sphere × V", _CHARGE, _BALL, where=SPHERE, weak=weak),
            PhysicalLaw("NE113", "N", "N", (kind, "c_m", "V"), lambda x, c, v, f=area: c * f(x) * v / E, "c_m × surface of a sphere × V/e", _IONS, _BALL, where=SPHERE, valence=True, weak=weak, behind=_IONS_BEHIND),
            PhysicalLaw("NE113", "ions inside", "N", (kind, "c"), lambda x, c, f=volume: c * f(x) * N_A, "c × volume of a sphere × N_A", _IONS, _BALL_VOLUME, where=SPHERE, weak=weak, behind=_IONS_BEHIND),
            PhysicalLaw("NE114", "share", "share", (kind, "c_m", "V", "c"), lambda x, m, v, c, k=twice: 6.0 * m * v / (k * x * F * c), "6 c_m V/(d F c), of a sphere", _SHARE, (0.5, 2.0), behind=_SHARE_BEHIND, where=SPHERE, valence=True, weak=weak),
            PhysicalLaw("NE114", "change of concentration", "c", (kind, "c_m", "V"), lambda x, m, v, k=twice: 6.0 * m * v / (k * x * F), "6 c_m V/(d F), of a sphere", _RISE, (0.5, 2.0), where=SPHERE, valence=True, weak=weak),
            PhysicalLaw("NE116", "input resistance", "R", (kind, "R_m"), lambda x, r, f=area: r / f(x), "R_m / surface of a sphere", _RESISTANCE, _BALL, where=SPHERE, weak=weak),
        ]  # fmt: skip
    return tuple(rows)


def _of_tubes() -> tuple[PhysicalLaw, ...]:
    """What follows from the size of a cylinder and its length, and cables."""
    rows: list[PhysicalLaw] = []
    for kind, twice in _SIZES:
        radius = 0.5 * twice
        weak = kind == "s"

        def area(x: float, y: float, k: float = twice) -> float:
            return _tube(k * x, y)

        def volume(x: float, y: float, k: float = twice) -> float:
            return 0.25 * pi * (k * x) ** 2 * y

        names = (("radius", radius), ("length", 1.0))
        rows += [
            PhysicalLaw("NE112", "area", "A", (kind, "l"), area, "", _AREA, _TUBE, "cylinder_side", names, _AREA_BEHIND, CYLINDER, weak=weak),
            PhysicalLaw("NE112", "volume", "vol", (kind, "l"), volume, "", _VOLUME, _TUBE_VOLUME, "cylinder_volume", names, None, CYLINDER, weak=weak),
            PhysicalLaw("NE105", "C", "C", (kind, "l", "c_m"), lambda x, y, c, f=area: c * f(x, y), "c_m × side of a cylinder", _CAPACITANCE, _TUBE, where=CYLINDER, weak=weak),
            PhysicalLaw("NE105", "Q", "Q", (kind, "l", "c_m", "V"), lambda x, y, c, v, f=area: c * f(x, y) * v, "c_m × side of a cylinder × V", _CHARGE, _TUBE, where=CYLINDER, weak=weak),
            PhysicalLaw("NE116", "conductance", "G", (kind, "l", "g"), lambda x, y, g, f=area: g * f(x, y), "g × side of a cylinder", _CONDUCTANCE, _TUBE, where=CYLINDER, weak=weak),
            PhysicalLaw("NE116", "conductance", "G", (kind, "l", "R_m"), lambda x, y, r, f=area: f(x, y) / r, "side of a cylinder / R_m", _CONDUCTANCE, _TUBE, where=CYLINDER, weak=weak),
            PhysicalLaw("NE117", "axial resistance", "R", (kind, "l", "R_i"), lambda x, y, r, f=volume: r * y * y / f(x, y), "R_i l/(π a^2)", _RESISTANCE, _TUBE_VOLUME, where=CYLINDER, weak=weak),
            PhysicalLaw("NE117", "lambda", "lambda", (kind, "R_m", "R_i"), lambda x, m, i, k=twice: sqrt(k * x * m / (4.0 * i)), "", _LAMBDA, (sqrt(2.0), sqrt(0.5)), "length_constant", (("a", radius), ("R_m", 1.0), ("R_i", 1.0)), where=_LAMBDA_NEAR, weak=weak),
            PhysicalLaw("NE117", "lambda", "lambda", (kind, "g", "R_i"), lambda x, g, i, k=twice: sqrt(k * x / (4.0 * g * i)), "√(d/(4 g R_i))", _LAMBDA, (sqrt(2.0), sqrt(0.5)), where=_LAMBDA_NEAR, weak=weak),
            PhysicalLaw("NE114", "share", "share", (kind, "c_m", "V", "c"), lambda x, m, v, c, k=twice: 4.0 * m * v / (k * x * F * c), "4 c_m V/(d F c), of a cylinder", _SHARE, (0.5, 2.0), behind=_SHARE_BEHIND, where=CYLINDER, valence=True, weak=weak),
            PhysicalLaw("NE114", "change of concentration", "c", (kind, "c_m", "V"), lambda x, m, v, k=twice: 4.0 * m * v / (k * x * F), "4 c_m V/(d F), of a cylinder", _RISE, (0.5, 2.0), where=CYLINDER, valence=True, weak=weak),
        ]  # fmt: skip
    return tuple(rows)


_SIMPLE: tuple[PhysicalLaw, ...] = (
    PhysicalLaw("NE110", "field", "field", ("V", "w"), lambda v, d: v / d, "", _FIELD, (), "membrane_field", (("V", 1.0), ("d", 1.0))),
    PhysicalLaw("NE111", "eps_r", "eps", ("c_m", "w"), lambda c, d: c * d / EPS_0, "c_m d/ε_0", _PERMITTIVITY, where=_PERMIT_WHERE, inverse=True),
    PhysicalLaw("NE105", "C", "C", ("A", "c_m"), lambda a, c: a * c, "c_m A", _CAPACITANCE),
    PhysicalLaw("NE105", "Q", "Q", ("C", "V"), lambda c, v: c * v, "C V", _CHARGE),
    PhysicalLaw("NE105", "Q", "Q", ("A", "c_m", "V"), lambda a, c, v: a * c * v, "c_m A V", _CHARGE),
    PhysicalLaw("NE115", "Q", "Q", ("I", "t"), lambda i, t: i * t, "I t", _CHARGE),
    PhysicalLaw("NE113", "Q", "Q", ("N",), lambda n: n * E, "N e", _CHARGE, inverse=True),
    PhysicalLaw("NE105", "charge per area", "q", ("c_m", "V"), lambda c, v: c * v, "c_m V", None),
    PhysicalLaw("NE105", "V", "V", ("q", "c_m"), lambda q, c: q / c, "q/c_m", _VOLTAGE, inverse=True),
    PhysicalLaw("NE105", "V", "V", ("Q", "C"), lambda q, c: q / c, "Q/C", _VOLTAGE, inverse=True),
    PhysicalLaw("NE113", "N", "N", ("Q",), lambda q: q / E, "Q/e", _IONS, valence=True, inverse=True, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "N", "N", ("C", "V"), lambda c, v: c * v / E, "C V/e", _IONS, valence=True, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "N", "N", ("A", "c_m", "V"), lambda a, c, v: a * c * v / E, "c_m A V/e", _IONS, valence=True, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "N", "N", ("I", "t"), lambda i, t: i * t / E, "I t/e", _IONS, valence=True, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "ions inside", "N", ("vol", "c"), lambda v, c: v * c * N_A, "c × volume × N_A", _IONS, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "N", "N", ("n",), lambda n: n * N_A, "n N_A", _IONS, inverse=True, behind=_IONS_BEHIND),
    PhysicalLaw("NE113", "n", "n", ("Q",), lambda q: q / F, "Q/F", _AMOUNT, valence=True, inverse=True),
    PhysicalLaw("NE113", "n", "n", ("N",), lambda n: n / N_A, "N/N_A", _AMOUNT, inverse=True),
    PhysicalLaw("NE113", "n", "n", ("vol", "c"), lambda v, c: v * c, "c × volume", _AMOUNT),
    PhysicalLaw("NE106", "n", "n_A", ("c_m", "V"), lambda c, v: c * v / F, "c_m V/F", None, valence=True),
    PhysicalLaw("NE106", "n", "n_A", ("q",), lambda q: q / F, "q/F", None, valence=True, inverse=True),
    PhysicalLaw("NE106", "n", "n_A", ("C", "A", "V"), lambda c, a, v: c * v / (a * F), "C V/(A F)", None, valence=True),
    PhysicalLaw("NE113", "N per area", "N_A", ("c_m", "V"), lambda c, v: c * v / E, "c_m V/e", None, valence=True),
    PhysicalLaw("NE113", "N per area", "N_A", ("q",), lambda q: q / E, "q/e", None, valence=True, inverse=True),
    PhysicalLaw("NE114", "change of concentration", "c", ("Q", "vol"), lambda q, v: q / (F * v), "Q/(F × volume)", _RISE, valence=True),
    PhysicalLaw("NE114", "change of concentration", "c", ("C", "V", "vol"), lambda c, u, v: c * u / (F * v), "C V/(F × volume)", _RISE, valence=True),
    PhysicalLaw("NE114", "change of concentration", "c", ("N", "vol"), lambda n, v: n / (N_A * v), "N/(N_A × volume)", _RISE),
    PhysicalLaw("NE114", "change of concentration", "c", ("n", "vol"), lambda n, v: n / v, "n/volume", _RISE),
    PhysicalLaw("NE114", "share", "share", ("Q", "vol", "c"), lambda q, v, c: q / (F * v * c), "Q/(F × volume × c)", _SHARE, behind=_SHARE_BEHIND, valence=True),
    PhysicalLaw("NE114", "share", "share", ("C", "V", "vol", "c"), lambda m, u, v, c: m * u / (F * v * c), "C V/(F × volume × c)", _SHARE, behind=_SHARE_BEHIND, valence=True),
    PhysicalLaw("NE114", "share", "share", ("N", "N"), lambda n, m: min(n, m) / max(n, m), "ratio of the numbers of ions", _SHARE, behind=_SHARE_BEHIND),
    PhysicalLaw("NE114", "share", "share", ("c", "c"), lambda n, m: min(n, m) / max(n, m), "ratio of the concentrations", _SHARE_OF_LEVELS, behind=_OF_LEVEL),
    PhysicalLaw("NE115", "i", "i", ("C", "A", "rate"), lambda c, a, r: c * r / a, "C dV/dt / A", _CURRENT),
    PhysicalLaw("NE115", "I", "I", ("C", "rate"), lambda c, r: c * r, "C dV/dt", _CURRENT),
    PhysicalLaw("NE115", "I", "I", ("A", "c_m", "rate"), lambda a, c, r: a * c * r, "c_m A dV/dt", _CURRENT),
    PhysicalLaw("NE115", "i", "i", ("c_m", "rate"), lambda c, r: c * r, "c_m dV/dt", _CURRENT),
    PhysicalLaw("NE115", "I", "I", ("N", "t"), lambda n, t: n * E / t, "N e/t", _CURRENT),
    PhysicalLaw("NE115", "I", "I", ("Q", "t"), lambda q, t: q / t, "Q/t", _CURRENT, inverse=True),
    PhysicalLaw("NE115", "dV/dt", "rate", ("I", "C"), lambda i, c: i / c, "I/C", None, inverse=True),
    PhysicalLaw("NE115", "t", "t", ("C", "V", "I"), lambda c, v, i: c * v / i, "C V/I", _DURATION),
    PhysicalLaw("NE116", "tau", "t", ("R_m", "c_m"), lambda r, c: r * c, "", _TAU, (), "time_constant", (("R_m", 1.0), ("c_m", 1.0))),
    PhysicalLaw("NE116", "tau", "t", ("R", "C"), lambda r, c: r * c, "R C", _TAU),
    PhysicalLaw("NE116", "tau", "t", ("C", "G"), lambda c, g: c / g, "C/G", _TAU),
    PhysicalLaw("NE116", "tau", "t", ("c_m", "g"), lambda c, g: c / g, "c_m/g", _TAU),
    PhysicalLaw("NE116", "input resistance", "R", ("R_m", "A"), lambda r, a: r / a, "R_m/A", _RESISTANCE),
    PhysicalLaw("NE116", "resistance", "R", ("G",), lambda g: 1.0 / g, "1/g", _RESISTANCE, inverse=True),
    PhysicalLaw("NE116", "conductance", "G", ("R",), lambda r: 1.0 / r, "1/R", _CONDUCTANCE, inverse=True),
    PhysicalLaw("NE116", "conductance", "G", ("g", "A"), lambda g, a: g * a, "g A", _CONDUCTANCE),
    PhysicalLaw("NE116", "membrane resistance", "R_m", ("g",), lambda g: 1.0 / g, "1/g", None, inverse=True),
    PhysicalLaw("NE112", "area", "A", ("C", "c_m"), lambda c, m: c / m, "C/c_m", _AREA, inverse=True),
    PhysicalLaw("NE129", "W", "W", ("C", "V"), lambda c, v: 0.5 * c * v * v, "½ C V^2", _ENERGY, (2.0,)),
)  # fmt: skip

LAWS: tuple[PhysicalLaw, ...] = (*_SIMPLE, *_of_balls(), *_of_tubes())
