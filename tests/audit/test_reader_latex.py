r"""LaTeX: what a source says, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import Document, make_document
from nernstian.audit.engine import audit_document
from nernstian.audit.readers.latex import extract
from nernstian.audit.readers.siunitx import printed_number, printed_unit


def document(source: str) -> Document:
    return make_document(source, "a.tex", "latex", extract=extract(source))


def shown(source: str) -> str:
    lines = (line.strip() for line in document(source).text.split("\n"))
    return "\n".join(line for line in lines if line)


SHOWN = [
    (r"\documentclass{article}\newcommand{\x}{5}\begin{document}text\end{document} behind", "text"),
    ("a % 5 mM\nb", "a b"),
    (r"5\,\% of it", "5\u2009% of it"),
    (r"\section{One} text \subsection*{Two} more", "# One\ntext\n# Two\nmore"),
    (r"\begin{itemize}\item a \item[x] b\end{itemize}", "- a\n- [x] b"),
    (r"$E_{\mathrm{K}} = \frac{RT}{F}\ln\frac{5}{140}$", "E_K = (RT)/(F)ln(5)/(140)"),
    (r"$2.4\times10^{-9}\;\mathrm{C}$", "2.4×10^-9 C"),
    (r"\qty{-89.1}{\milli\volt}", "-89.1 mV"),
    (r"\SI{1.5e-10}{\mole\per\square\centi\metre}", "1.5×10^-10 mol/cm^2"),
    (r"\SI[per-mode=symbol]{1}{\micro\farad\per\centi\metre\squared}", "1 µF/cm^2"),
    (r"\num{1.5e10} ions", "1.5×10^10 ions"),
    (r"\qtyrange{2}{10}{\mV}", "2-10 mV"),
    (r"\si{\ohm\metre}", "Ω m"),
    (r"\ce{K+}, \ce{Ca^2+}, \ce{HCO3-}", "K^+, Ca^2+, HCO_3^-"),
    (r"\newcommand{\Vm}{V_\mathrm{m}}\begin{document}$\Vm = -70$", "V_m = -70"),
    (r"4--7 and 4~mM, ``so''", '4-7 and 4\u2009mM, "so"'),
    (r"see \cite{hille2001} and Fig.~\ref{fig:5}", "see  and Fig.\u2009".replace("  ", " ").strip()),
    (r"\begin{align} a &= 1\\ b &= 2 \\ &= 3 \end{align}", "a = 1\nb = 2  = 3"),
    (r"\begin{tabular}{lr} Ion & out \\ \hline K & 5 \\ Na & 145 \end{tabular}", "| Ion | out |\n| K | 5 |\n| Na | 145 |"),
    (
        r"\begin{tabular}{lrr}\toprule \multicolumn{1}{c}{Ion} & out & in \\ \midrule \ce{K+} & 5 & 140 \\ \bottomrule\end{tabular}",
        "| Ion | out | in |\n| K^+ | 5 | 140 |",
    ),
    (r"\begin{tabular}{l} never closed & 5", "| never closed | 5 |"),
    (r"\begin{verbatim}5 % mM\end{verbatim}", "5 % mM"),
    (r"\begin{comment}5 mM\end{comment}x", "x"),
    (r"\sqrt{I}", "√I"),
    (r"\input{secret} \label{eq:5}a", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), SHOWN)
def test_a_source_is_read_as_it_is_set(source: str, text: str) -> None:
    assert " ".join(shown(source).split(" ")).replace("  ", " ") == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1.5e10", "1.5×10^10"),
        ("e-12", "10^-12"),
        ("-70", "-70"),
        ("1 000", "1000"),
        ("+61,5", "+61,5"),
        ("1d3", "1×10^3"),
    ],
)
def test_numbers_are_printed(text: str, printed: str) -> None:
    assert printed_number(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"\milli\molar", "mM"), (r"\degreeCelsius", "°C"), ("mV", "mV"), (r"mol.cm^{-2}", "mol cm^-2"), (r"\mV", "mV"),
        (r"\kilo\joule\per\mole", "kJ/mol"), (r"\cubic\micro\metre", "µm^3"), ("", ""), (r"\uF", "µF"),
    ],
)  # fmt: skip
def test_units_are_printed(text: str, printed: str) -> None:
    assert printed_unit(text) == printed


SOURCE = r"""\begin{document}
\section{Potentials at \SI{37}{\degreeCelsius}}
With \qty{5}{\milli\molar} outside and \qty{140}{mM} inside, $E_{\mathrm{K}} = \qty{-89.1}{mV}$.

With 145\,mM outside and 15 mM inside, $E_\mathrm{Na} = +50.6~\mathrm{mV}$. % wrong
\end{document}
"""


def test_a_finding_is_quoted_from_the_source() -> None:
    found = document(SOURCE)
    report = audit_document(found, Settings())
    quotes = {
        found.quote(v.claim.number.start, v.claim.number.unit_end): v.kind.value for v in report.verdicts
    }
    assert quotes[r"\qty{-89.1}{mV}"] == "verified"
    assert quotes[r"+50.6~\mathrm{mV"] == "inconsistent"


_PIECES = st.sampled_from([
    r"\begin{tabular}{ll}", r"\end{tabular}", "&", r"\\", r"\section{", "}", "{", r"\qty{", r"\SI{5}{mV}", "%", "\n", "\n\n", "$",
    r"\frac{", r"\newcommand{\a}{\a}", r"\a", r"\begin{document}", r"\end{document}", r"\begin{align}", r"\end{align}", "-89.1 mV",
    r"\item", r"\multicolumn{2}{c}{", r"\ce{K+}", "[", "]", "~", "\\", " ", "é", "\0", r"\begin{verbatim}", r"\end{verbatim}", r"\cite{",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_character_has_its_place(source: str) -> None:
    found = document(source)
    assert list(found.starts) == sorted(found.starts)
    for low, high in zip(found.starts, found.ends, strict=True):
        assert 0 <= low <= high <= len(source)


@pytest.mark.parametrize(
    "source",
    [
        "{" * 100_000,
        r"\section{" * 20_000,
        r"\qty{" * 20_000,
        r"\begin{tabular}{" * 10_000,
        r"\begin{tabular}{l}" + "1 &" * 100_000,
        r"\newcommand{\a}{" * 10_000,
        r"\def\a{\a\a\a\a}" + r"\a" * 10_000,
        r"\frac{" * 20_000,
        "%" * 100_000,
        "\\" * 100_001,
        r"\begin{verbatim}" * 10_000,
    ],
    ids=range(11),
)
def test_hostile_sources_are_read_in_bounds(source: str) -> None:
    assert len(document(source).text) < 100 * len(source) + 1000
