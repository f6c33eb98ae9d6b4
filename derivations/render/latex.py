"""A derivation as LaTeX: amsmath and siunitx, a fragment to include or a standalone article.

An equation wider than the line is broken at its outermost sum, and shrunk to the line if it is still too
wide, so that the page compiles without warnings.
"""

from __future__ import annotations

import re

from .view import Formula, LimitView, QuantityView, StepView, View

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{siunitx}
\usepackage{graphicx}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 2pt}
\emergencystretch=3em
% Lines are ragged, and a formula may have one to itself: an underfull line is no fault here.
\hbadness=10000
"""

#: Sets a formula, shrunk to the line if it is wider. A fragment brings it along.
MACROS = r"""\ifdefined\nernstianbox\else\newsavebox{\nernstianbox}\fi
\providecommand{\nernstianfit}[1]{\nernstianinline{\displaystyle #1}}
\providecommand{\nernstianinline}[1]{\sbox{\nernstianbox}{$#1$}%
  \ifdim\wd\nernstianbox>\linewidth\resizebox{\linewidth}{!}{\usebox{\nernstianbox}}%
  \else\usebox{\nernstianbox}\fi}
\providecommand{\nernstianstep}[3]{\par\noindent
  \makebox[2.2em][l]{(#1)}\begin{minipage}[t]{\dimexpr\linewidth-2.2em\relax}\raggedright
  \nernstianfit{#2}\par{\footnotesize #3\par}\end{minipage}\par\smallskip}
"""

_BREAK_AT = 95


def render(pages: list[View], *, standalone: bool = False) -> str:
    """All pages, one section each."""
    body = MACROS + "\n".join(_page(page) for page in pages)
    if not standalone:
        return body
    return f"{PREAMBLE}\\begin{{document}}\n{body}\\end{{document}}\n"


def _page(page: View) -> str:
    sections = (_head, _quantities, _assumptions, _steps, _limits, _references)
    return "\n".join(part for part in (section(page) for section in sections) if part)


def _head(page: View) -> str:
    route = f", route \\texttt{{{escape(page.route)}}}" if page.route else ""
    conditions = (
        f"Domain: {', '.join(f'${c.latex}$' for c in page.conditions)}.\\par\n" if page.conditions else ""
    )
    return (
        f"\\section*{{{escape(page.title)}}}\n"
        f"\\begin{{center}}\\nernstianfit{{{broken(page.relation)}}}\\end{{center}}\n"
        f"{{\\raggedright\\texttt{{{escape(page.law)}}}{route}; {escape(page.kind)}; "
        f"status: \\textbf{{{page.status}}}; "
        f"relation \\texttt{{{page.hash}}}.\\par\nSource: {escape(page.source)}.\\par\n{conditions}}}"
    )


def _quantities(page: View) -> str:
    rows = [f"${q.latex}$ & \\unit{{{unit(q.unit)}}} & {escape(q.meaning)} \\\\" for q in page.quantities]
    rows += [_constant(k) for k in page.constants]
    return (
        "\\subsection*{Quantities}\n\\begin{tabular}{@{}llp{0.62\\linewidth}@{}}\n"
        + "\n".join(rows)
        + "\n\\end{tabular}\\par\n"
        + "".join(f"Here ${note.latex}$.\\par\n" for note in page.notes)
    )


def _constant(k: QuantityView) -> str:
    return f"${k.latex}$ & \\unit{{{unit(k.unit)}}} & \\num{{{k.value}}}; {escape(k.meaning)} \\\\"


def unit(text: str) -> str:
    """A plain SI unit in siunitx's literal form: ``J/(mol*K)`` becomes ``J.mol^{-1}.K^{-1}``."""
    above, _, below = text.partition("/")
    factors = [(f, 1) for f in re.split(r"[*]", above) if f not in ("", "1")]
    factors += [(f, -1) for f in re.split(r"[*/()]", below) if f]
    out = []
    for factor, sign in factors:
        name, power = re.fullmatch(r"([A-Za-z]+)(-?\d*)", factor).groups()  # type: ignore[union-attr]
        total = sign * int(power or 1)
        out.append(name.replace("ohm", r"\ohm") + (f"^{{{total}}}" if total != 1 else ""))
    return ".".join(out)


def _assumptions(page: View) -> str:
    if not page.assumptions:
        return ""
    items = []
    for item in page.assumptions:
        place = f"({item.line})" if item.line else f"\\texttt{{{escape(item.law)}}}:"
        equation = f" ${item.equation_latex}$:" if item.equation_latex else ""
        origin = f" [{escape(str(item.source))}]" if item.source else ""
        items.append(f"\\item {place}{equation} {escape(item.text)}{origin}")
    return (
        "\\subsection*{Assumptions used}\n\\begin{itemize}\\raggedright\n"
        + "\n".join(items)
        + "\n\\end{itemize}\n"
    )


def _steps(page: View) -> str:
    if not page.steps:
        return ""
    return "\\subsection*{Derivation}\n" + "\n".join(_step(s) for s in page.steps) + "\n"


def _step(step: StepView) -> str:
    over = rf"\qquad {step.formula.over_latex}" if step.formula.over_latex else ""
    note = f": {escape(step.note)}" if step.note else ""
    origin = f" [{escape(step.source)}]" if step.source else ""
    text = f"{_reason(step)}{note}{origin}. \\textsc{{{step.status}}}."
    for side in step.sides:
        since = ", as assumed" if side.because == side.condition else f" since {side.because_latex}"
        text += f"\\par Here \\nernstianinline{{{side.latex}}}{since}."
    return f"\\nernstianstep{{{step.number}}}{{{broken(step.formula)}{over}}}{{{text}}}"


def _references(page: View) -> str:
    items = [f"\\item {escape(row.text)}" for row in page.references]
    return (
        "\\subsection*{References}\n\\begin{itemize}\\raggedright\\footnotesize\n"
        + "\n".join(items)
        + "\n\\end{itemize}\n"
    )


def _reason(step: StepView) -> str:
    words = _fitted(step.reason_latex) if step.kind == "step" else escape(step.reason)
    return words[:1].upper() + words[1:]


def _fitted(words: str) -> str:
    """A long formula among words is shrunk to a line: TeX does not break inside parentheses."""
    return re.sub(
        r"\$([^$]+)\$",
        lambda m: rf"\nernstianinline{{{m[1]}}}" if len(m[1]) > _BREAK_AT else m[0],
        words,
    )


def broken(shown: Formula) -> str:
    """The formula; a long one is broken at the plus and minus signs of its outermost sum."""
    if len(shown.plain) < _BREAK_AT or not shown.sides[0]:
        return shown.latex
    left, right = shown.sides
    pieces = _split(left if len(left) > len(right) else right)
    if len(pieces) < 2:
        return shown.latex
    if len(left) > len(right):
        rows = [f"& {p}" for p in pieces]
        return r"\begin{aligned}" + r" \\ ".join(rows) + rf" = {right}\end{{aligned}}"
    rows = [f"{left} = {{}} & {pieces[0]}", *(f"& {p}" for p in pieces[1:])]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


def _split(text: str) -> list[str]:
    """Cut before every ' + ' and ' - ' that stands outside all braces and parentheses."""
    depth, start, pieces = 0, 0, []
    for index, sign in enumerate(text):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(sign, 0)
        if depth == 0 and index and text[index : index + 3] in (" + ", " - "):
            pieces.append(text[start:index].strip())
            start = index
    return [*pieces, text[start:].strip()]


def _limits(page: View) -> str:
    if not page.limits:
        return ""
    items = "\n".join(_limit(item) for item in page.limits)
    return (
        "\\subsection*{What follows: limiting forms and printed values}\n\\begin{itemize}\\raggedright\n"
        + items
        + "\n\\end{itemize}\n"
    )


def _limit(item: LimitView) -> str:
    claim = f"\\par\\nernstianfit{{{item.claim_latex}}}" if item.claim_latex else ""
    where = ", ".join(f"${c.latex}$" for c in item.where)
    given = f"\\par where {where}" if where else ""
    return f"\\item {escape(item.title)} (\\textsc{{{item.status}}}){claim}{given}"


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"$<$",
    ">": r"$>$",
}


def escape(text: str) -> str:
    """Text for LaTeX: every special character written out."""
    return "".join(_SPECIAL.get(c, c) for c in text).replace("!=", r"$\ne$")
