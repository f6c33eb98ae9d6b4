"""What the LaTeX reader knows of commands and environments, and the macros that a document defines itself."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from nernstian.audit.readers.flow import LINE, PARAGRAPH, SPACE
from nernstian.audit.readers.siunitx import unit_text

HEADINGS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "title": 1,
    "frametitle": 2,
}
#: Commands that begin a line or a paragraph, and what follows their argument (0: they have none).
LINES = {
    "caption": (PARAGRAPH, PARAGRAPH),
    "paragraph": (PARAGRAPH, SPACE),
    "subparagraph": (PARAGRAPH, SPACE),
    **dict.fromkeys(("par", "noindent", "newpage", "clearpage"), (PARAGRAPH, 0)),
    **dict.fromkeys(("bigskip", "medskip", "smallskip"), (PARAGRAPH, 0)),
    **dict.fromkeys(("newline", "linebreak"), (LINE, 0)),
}
FUNCTIONS = frozenset({"ln", "log", "lg", "exp"})
DELIMITERS = frozenset({"left", "right", "middle"}) | {
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r")
}
RULES = frozenset(
    {"hline", "midrule", "toprule", "bottomrule", "cmidrule", "cline", "addlinespace", "specialrule"}
)
#: Fonts: they print nothing themselves, and eat the blank behind their name.
FONTS = (
    "mathrm mathit mathbf mathsf mathtt mathcal rm it bf sf tt text textrm textbf textit textsf "
    "texttt emph mbox boldsymbol bm operatorname ensuremath boxed "
)
#: Commands that print nothing, with the number of arguments that go with them.
DROPPED = {
    "label": 1,
    "ref": 1,
    "eqref": 1,
    "autoref": 1,
    "cref": 1,
    "Cref": 1,
    "pageref": 1,
    "cite": 1,
    "citep": 1,
    "citet": 1,
    "parencite": 1,
    "textcite": 1,
    "autocite": 1,
    "footcite": 1,
    "includegraphics": 1,
    "input": 1,
    "include": 1,
    "vspace": 1,
    "hspace": 1,
    "usepackage": 1,
    "documentclass": 1,
    "pagestyle": 1,
    "setlength": 2,
    "addtolength": 2,
    "setcounter": 2,
    "bibliography": 1,
    "bibliographystyle": 1,
    "newcommand": 2,
    "renewcommand": 2,
    "providecommand": 2,
    "DeclareMathOperator": 2,
    "DeclareSIUnit": 2,
    "sisetup": 1,
    "color": 1,
    "textcolor": 1,
    "colorbox": 1,
    "href": 1,
    "url": 1,
    "hypersetup": 1,
    "definecolor": 3,
    "multirow": 2,
    "rowcolor": 1,
    "cellcolor": 1,
    "tag": 1,
    "index": 1,
    "thispagestyle": 1,
    "phantom": 1,
    "hphantom": 1,
    "vphantom": 1,
    "graphicspath": 1,
    "newtheorem": 2,
    "arraystretch": 0,
    "centering": 0,
    "displaystyle": 0,
    "nonumber": 0,
    "notag": 0,
    "maketitle": 0,
    "tableofcontents": 0,
    "small": 0,
    "footnotesize": 0,
    "large": 0,
    "Large": 0,
    "raggedright": 0,
    "hfill": 0,
    "date": 1,
    "rule": 2,
    "column": 1,
    "parbox": 1,
    "makebox": 0,
    "raisebox": 1,
    "fontsize": 2,
    "resizebox": 2,
    "scalebox": 1,
    "selectlanguage": 1,
}
SYMBOLS = {
    **dict.fromkeys(FONTS.split(), ""),
    "Delta": "Δ",
    "mu": "µ",
    "Omega": "Ω",
    "epsilon": "ε",
    "varepsilon": "ε",
    "lambda": "λ",
    "tau": "τ",
    "pi": "π",
    "kappa": "κ",
    "gamma": "γ",
    "sigma": "σ",
    "rho": "ρ",
    "eta": "η",
    "alpha": "α",
    "beta": "β",
    "theta": "θ",
    "psi": "ψ",
    "Psi": "Ψ",
    "phi": "φ",
    "varphi": "φ",
    "Phi": "Φ",
    "delta": "δ",
    "chi": "χ",
    "omega": "ω",
    "Gamma": "Γ",
    "Sigma": "Σ",
    "Pi": "Π",
    "Theta": "Θ",
    "Lambda": "Λ",
    "zeta": "ζ",
    "nu": "ν",
    "xi": "ξ",
    "infty": "∞",
    "ell": "ℓ",
    **{name: name for name in ("sinh", "cosh", "tanh", "coth", "sin", "cos")},
    "propto": "∝",
    "neq": "≠",
    "ne": "≠",
    "ll": "≪",
    "gg": "≫",
    "mp": "∓",
    "ldots": "...",
    "dots": "...",
    "cdots": "...",
    "Rightarrow": "⇒",
    "implies": "⇒",
    "longrightarrow": "→",
    "textmu": "µ",
    "textmicro": "µ",
    "micro": "µ",
    "upmu": "µ",
    "textdegree": "°",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "ohm": "Ω",
    "textohm": "Ω",
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "ae": "æ",
    "AE": "Æ",
    "aa": "å",
    "AA": "Å",
    "textminus": "-",
    "textendash": "–",
    "textemdash": "—",
    "textrightarrow": "→",
    "texttimes": "×",
    "textpm": "±",
    "textasciitilde": "~",
    "percent": "%",
    "thinspace": "\u2009",
    "nobreakspace": "\u00a0",
    "lvert": "∣",
    "rvert": "∣",
    "vert": "∣",
    "mid": "∣",
    "sum": "Σ",
    "ast": "*",
    "div": "/",
    "approxeq": "≈",
}
#: Environments by what separates them from the text around; those not named are paragraphs.
ENVIRONMENTS = {
    **dict.fromkeys(("equation", "align", "gather", "eqnarray", "multline", "displaymath", "flalign"), LINE),
    **dict.fromkeys(("math", "aligned", "split", "gathered", "cases"), SPACE),
}
#: Environments with arguments that are not printed.
ARGUMENTS = {"minipage": 1, "multicols": 1, "wrapfigure": 2, "wraptable": 2, "adjustbox": 1, "alignat": 1}
#: Tables, with the number of arguments that follow.
TABLES = {
    "tabular": 1,
    "array": 1,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "tabu": 1,
    "tblr": 1,
    "supertabular": 1,
}
#: Environments that are skipped, or (True) printed as they are.
UNPRINTED = {
    "comment": False,
    "tikzpicture": False,
    "thebibliography": False,
    "filecontents": False,
    "verbatim": True,
    "lstlisting": True,
    "Verbatim": True,
    "minted": True,
}
ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
}

#: siunitx: how many numbers and units a command takes.
QUANTITIES = {
    **dict.fromkeys(("SI", "qty", "SIlist", "qtylist"), (1, 1)),
    **dict.fromkeys(("SIrange", "qtyrange"), (2, 1)),
    **dict.fromkeys(("num", "numlist", "ang"), (1, 0)),
    "numrange": (2, 0),
    **dict.fromkeys(("si", "unit"), (0, 1)),
}
_BRACE = re.compile(r"\\.|%[^\n]*+|[{}]", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:newcommand|providecommand|renewcommand|DeclareMathOperator|DeclareSIUnit|def)\*?"
    r"\s{0,3}(?:\[[^\]\n]{0,80}\]\s{0,3})?\{?\\(?P<name>[A-Za-z]{1,40})\}?\s{0,3}(?P<arguments>[\[#])?\{?"
)
_MAX_BODY = 300
_MAX_MACROS = 2000


@dataclass(slots=True)
class Macros:
    """A document's own macros without arguments, its units, and what is known of its ends."""

    bodies: dict[str, str] = field(default_factory=dict)
    rendered: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    unclosed: set[str] = field(default_factory=set)


def _body(source: str, start: int) -> str | None:
    """What stands in the braces that are open at ``start``, if it is short."""
    depth = 1
    for at in range(start, min(len(source), start + _MAX_BODY)):
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        if not depth:
            return source[start:at]
    return None


def collect(source: str) -> Macros:
    """Collect the macros that a document defines."""
    macros = Macros()
    if "\\def" not in source and "command" not in source and "\\Declare" not in source:
        return macros
    for match in _DEFINITION.finditer(source):
        if len(macros.bodies) >= _MAX_MACROS:
            break
        body = _body(source, match.end()) if match.group().endswith("{") and not match["arguments"] else None
        if body is None:
            continue
        if match.group().startswith("\\DeclareSIUnit"):
            macros.units[match["name"]] = unit_text(body)
        elif match["name"] not in ("begin", "end", "section", "item"):
            macros.bodies[match["name"]] = body
    return macros


def braces(source: str) -> array[int]:
    """Where the brace opened at an offset is closed, or 0; one pass, so that nesting costs nothing."""
    closing = array("L", bytes(array("L").itemsize * len(source)))
    stack = array("L")
    for match in _BRACE.finditer(source):
        if match.group() == "{":
            stack.append(match.start())
        elif match.group() == "}" and stack:
            closing[stack.pop()] = match.start()
    return closing
