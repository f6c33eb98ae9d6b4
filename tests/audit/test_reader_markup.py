"""HTML, LaTeX and notebooks: what is printed, where it stands, and sources that mean harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.document import make_document
from nernstian.audit.readers import EXTRACTS, html, latex, notebook, read
from nernstian.derivations.errors import ReadError

PAGES = [
    ("<p>at 20&nbsp;&deg;C</p><p>next", "at 20\u2009°C\n\nnext"),
    ("<h2>Rest</h2>text", "## Rest\n\ntext"),
    ("<ul><li>a<li>b</ul>", "- a\n- b"),
    ("10<sup>&minus;6</sup> M, K<sub>o</sub>", "10^-6 M, K_o"),
    ("5 mV<sup><a href='#n'>3</a></sup>.", "5 mV."),
    ("a<!-- 5 mV --><script>7 mV</script>b", "ab"),
    ("<head><title>9 mV</title></head><body>x", "x"),
    ("x &lt; 3 and y&lt;b", "x < 3 and y< b"),
    ("<div hidden>1 <div>2</div> 3</div>4", "4"),
    ("-70<br>mV", "-70\nmV"),
    ("a < b", "a < b"),
    ("<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>", "(3)/(4)"),
    ("<math><msup><mn>10</mn><mn>-3</mn></msup></math>", "10^-3"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    ("<table><tr><th>Ion<th>in</tr><tr><td>K<td>150</table>", "| Ion | in |\n| K | 150 |\n\n"),
    (
        "<table><tr><th rowspan=2>Ion<th colspan=2>mM</tr><tr><th>in<th>out</tr><tr><td>K<td>150<td>4</table>",
        "| Ion | mM in | mM out |\n| K | 150 | 4 |\n\n",
    ),
    (
        "<table><tr><th>Ion<th>in</tr><tr><td colspan=2>Frog, 20 °C</tr><tr><td>K<td>124</table>",
        "| Ion | in |\n\nFrog, 20 °C\n| Ion | in |\n| K | 124 |\n\n",
    ),
]
SHEETS = [
    ("\\section{Rest} at 20~mV % no 5 mV\nhere", "## Rest\n\nat 20\u2009mV here"),
    ("\\begin{itemize}\\item a\\item[b)] c\\end{itemize}", "- a\n- b) c"),
    ("\\SI{-70}{\\milli\\volt}", "-70 mV"),
    ("\\qty[per-mode=symbol]{1.2e-3}{\\siemens\\per\\centi\\metre\\squared}", "1.2e-3 S/cm^2"),
    ("\\si{\\joule\\per\\mole\\per\\kelvin}, \\unit{mV}", "J/(mol·K), mV"),
    ("\\ang{37}", "37°"),
    ("\\ce{K+} \\ce{Ca^{2+}} \\ce{H2O} \\ce{Cl-}", "K^+ Ca^2+ H_2O Cl^-"),
    ("$26\\ln\\frac{4}{140}$", "26 ln((4)/(140))"),
    ("$\\Delta G$, $P_{\\mathrm K}$, $5\\,\\mu$m", "ΔG, P_K, 5\u2009µm"),
    ("$37\\,^{\\circ}$C", "37\u2009°C"),
    ("\\newcommand{\\mV}{\\,\\mathrm{mV}}$-89\\mV$", "-89\u2009mV"),
    ("\\def\\a{\\a}x\\a", "x"),
    ("M\\\"uller, Caf\\'e, 5\\,\\%", "Müller, Café, 5\u2009%"),
    ("4--7 mV, $\\sqrt{10}$", "4-7 mV, √(10)"),
    ("\\usepackage{x}\\begin{document}a\\end{document} 5 mV", "a"),
    (
        "\\begin{tabular}{lr}\\toprule Ion & in\\\\\\midrule \\ce{K+} & \\num{150}\\\\[2pt]\\end{tabular}",
        "| Ion | in |\n| K^+ | 150 |\n\n",
    ),
    (
        "\\begin{tabular}{lrr}&\\multicolumn{2}{c}{mM}\\\\ Ion&in&out\\\\\\hline K&1&2\\\\\\end{tabular}",
        "| Ion | mM in | mM out |\n| K | 1 | 2 |\n\n",
    ),
]


@pytest.mark.parametrize(("source", "text"), PAGES)
def test_a_page_says_what_a_person_sees(source, text):
    assert make_document(source, extract=html.extract(source)).text == text


@pytest.mark.parametrize(("source", "text"), SHEETS)
def test_latex_says_what_is_printed(source, text):
    assert make_document(source, extract=latex.extract(source)).text == text


def test_a_notebook_gives_its_cells_with_their_places():
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {"source": "1 mV"},
            "source": ["# Rest\n", "E = -90 mV, 37 °C"],
        },
        {"cell_type": "code", "outputs": [{"text": "2 mV"}], "source": "v = 5  # mV\n", "metadata": {}},
    ]
    source = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4})
    document = make_document(source, extract=notebook.extract(source))
    assert document.text == "\n\n# Rest\nE = -90 mV, 37 °C\n\nv = 5  # mV\n"
    at = document.text.index("37")
    assert document.quote(at, at + 5) == "37 \\u00b0C"


@pytest.mark.parametrize("source", ["", "[]", "{", '{"a": 1}', '"cells"', '{"cells": ['])
def test_what_is_no_notebook_is_refused(source):
    with pytest.raises(ReadError):
        notebook.extract(source)


MARKS = {
    "html": "<p> <b> </p> <table> <tr> <td> <th colspan=2> <td rowspan=3> </table> <sup> <sub> </sup> &lt; &amp; <!-- "
    "--> <script> </script> <a < > | <math> <mfrac> </math> <pre> <li> <h2> 77.25 mV",
    "latex": "\\section{ } { $ & \\\\ \\begin{tabular}{l} \\end{tabular} \\item \\SI{3}{ \\milli\\volt \\ce{K+} % \\ln"
    ' \\frac{1}{2} \\newcommand{\\x}{5} \\x ~ -- | \\verb|a| \\[ \\] ^ _ \\"o \\multicolumn{2}{c}{ \\hline 77.25 mV',
}


@pytest.mark.parametrize("kind", sorted(MARKS))
@given(data=st.data())
def test_places_never_run_backwards_and_numbers_are_quoted_from_where_they_stand(kind, data):
    pieces = data.draw(st.lists(st.sampled_from([*MARKS[kind].split(), " ", "\n", "é"]), max_size=40))
    source = "".join(pieces)
    extract = EXTRACTS[kind](source)
    assert len(extract.text) == len(extract.starts) == len(extract.ends)
    assert list(extract.starts) == sorted(extract.starts)
    pairs = zip(extract.starts, extract.ends, strict=True)
    assert all(0 <= start < end <= len(source) for start, end in pairs)
    document = make_document(source, extract=extract)
    at = document.text.find("77.25")
    assert at < 0 or "77.25" in document.quote(at, at + 5)


HOSTILE = [
    ("html", piece)
    for piece in ("<div>", "<a ", '<a "', "<head>", "<p hidden>", "<!--", "<sup><a>", "&lt;", "\0", "<table><tr><td>x",
                  "<td rowspan=40 colspan=40>a", "<math><mfrac>", "<script>")
] + [
    ("latex", piece)
    for piece in ("{", "\\section{", "\\ln\\frac{", "\\begin{tabular}{", "\\SI{", "\\verb|", "%", "&", "\\newcommand{\\a}{",
                  "\\newcommand{\\a}{\\a\\a}\\a", "\\ce{", "\\item[", "\0")
]  # fmt: skip


@pytest.mark.parametrize(("kind", "piece"), HOSTILE)
def test_a_hostile_source_gives_no_more_than_in_proportion(kind, piece):
    source = piece * 20_000
    assert len(EXTRACTS[kind](source).text) <= 20 * len(source)


ENCODED = [
    (b"<meta charset='iso-8859-1'><p>L\xf6sung \x96 5 mV", "Lösung - 5 mV"),
    (b"<meta charset=nonsense><p>L\xc3\xb6sung", "Lösung"),
    (b"<?xml version='1.0' encoding='utf-16'?><p>L\xc3\xb6sung", "Lösung"),
    (b"<meta charset=hex><p>a", "a"),
]


@pytest.mark.parametrize(("content", "text"), ENCODED)
def test_a_page_is_decoded_as_it_declares(tmp_path, content, text):
    path = tmp_path / "page.html"
    path.write_bytes(content)
    document = read(str(path))
    assert document.format == "html"
    assert document.text == text
