"""Every reader, fed with what no author writes: nothing but its own refusal, and places that are true.

`tests/benchmarks/audit_fuzz.py` runs the same for as long as one likes.
"""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import Document, make_document
from nernstian.audit.engine import audit_document
from nernstian.audit.readers import _document, docx, marks, sandbox
from nernstian.audit.reports import FORMATS, render
from nernstian.audit.reports.lines import line as as_line
from nernstian.derivations.errors import ReadError

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# -- what documents are made of

ODD = [
    "\0", "\x1b[31m", "\x9b2J", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\u0301", "\u20dd", "\u200b", "\u2028", "\x85", "\r", "\r\n",
    "\u2212", "\u2013", "\u00a0", "\u2009", "\u0665", "\u0967", "\uff15", "½", "²", "⁻¹²", "₃", "İ", "ß", "ſ", "K", "𝟓", "\U0001f4a9",
    "\ud800", "\udfff", "</script><script>alert(1)</script>", "&#27;", "\"'<>&", "]]>", "%0A::error::x", "\x01", "\x06",
]  # fmt: skip
NUMBERS = [
    "5", "140", "−89", "-89.1", "1,234", "1.234,5", "10^-3", "10⁻³", "1e308", "1e-400", "9**9**9", "9" * 50, ".5", "5.", "1'000",
    "2 × 10^", "3x10-6", "4.5e+2", "12–15", "5 ± 1", "1 234", "0", "-0", "10 to the minus 3", "٣", "1e", "negative 5",
]  # fmt: skip
UNITS = [
    "mV", " mM", " µF/cm2", " °C", " K", " degrees", "%", " nS", " kJ/mol", " mol·m^-3", " pA", " MΩ", " per decade", " L", " µm²",
    " square centimeters", " cm^-2 s^-1", " pF", " ms", " million ions", " C",
]  # fmt: skip
WORDS = [
    "E_K", "[K+]o", "[K+]i", " = ", "≈", " outside", " inside", "At ", "log10(", "ln ", "RT/F", "/", ")", "(", "P_K : P_Na = 1 : 0", "Vm",
    "chord conductance", "Donnan", "Debye length", "driving force", "the equilibrium potential for potassium is ", "doubled ",
    "respectively", " and ", ", ", ". ", "; ", "\n", "\n\n", "|", " | ", "about ", "radius ", "capacitance ", "is wrong", "ΔG", "ΔpH = ",
    "<!-- nernstian: T=37degC -->", "<!-- nernstian: ignore[NE101] reason=\"x\" -->", "<!-- nernstian: ", "# ", "- ", "```", "https://x.y",
]  # fmt: skip
CLAIMS = [
    "At 37 °C [K+]o = 5 mM and [K+]i = 140 mM, E_K = -89.1 mV", "E_Na = 61.5 mV × log10(145/12) = +66.6 mV", "RT/F = 26.7 mV at 37 °C",
    "With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45, V_m = -68.6 mV", "100 pA × 10 ms = 1 pC", "a cell of 1000 µm2 at 1 µF/cm2 has 10 pF", "0.050 M (50 mM)",
    "1 µF/cm2 and 70 mV need 7e-13 mol/cm2", "(-70 mV) - (-90 mV) = +20 mV", "τ = 10 MΩ × 100 pF = 1 ms", "a tenfold change shifts it by 58 mV at 20 °C",
]  # fmt: skip
MARKDOWN = [
    "| K+ | 5 | 140 | −89 |\n",
    "|---|---|---|\n",
    "**",
    "*",
    "$",
    "`",
    "<sup>",
    "</sub>",
    "&minus;",
    "\\frac{",
    "{",
    "}",
    "<!--",
    "-->",
]
HTML = [
    *(f"<{slash}{tag}>" for tag in ("p", "table", "tr", "td", "th", "sup", "sub", "math", "mfrac", "msup", "mn", "li", "script", "del", "pre", "svg")
      for slash in ("", "/")),
    "<td colspan=9999 rowspan='99'>", "<td rowspan=3", "<!--", "-->", "<![CDATA[", "<?x", "&#x2212;", "&#0;", "&#xD800;", "&nbsp", "&amp;", "&",
    "<span hidden>", "<span aria-hidden='true'>", "<a href=\"", "<", ">", "<br/>", "<meta charset=utf-16>",
]  # fmt: skip
LATEX = [
    "\\SI{", "\\qty{", "\\num{", "\\ang{", "\\si{", "\\milli\\volt", "\\per", "\\raiseto{3}", "\\frac{", "\\dfrac", "{", "}", "$", "$$", "&", "\\\\", "~",
    "%", "\\%", "\\begin{tabular}{ll}", "\\end{tabular}", "\\begin{document}", "\\end{document}", "\\begin{verbatim}", "\\begin{equation}",
    "\\multicolumn{9999}{c}{", "\\newcommand{\\a}{", "\\a", "\\def\\b{\\b\\b}", "\\b ", "\\ce{K+}", "^{\\circ}", "_{", "^", "\\verb|", "\\verb", "\\item[",
    "\\section{", "\\footnote{", "\\sqrt{", "\\hline", "\\midrule", "\\\"", "\\", "\\DeclareSIUnit{\\x}{", "\\log\\frac{", "\\SIrange{1}{",
]  # fmt: skip
NOTEBOOK = [
    '{"cells": [', '{"cell_type": "markdown", "source": ["', '"]}', "]}", '","', '\\n', "\\u2212", "\\ud83d", "\\ud83d\\ude00", "\\u0000", '"', "\\", "{", "}",
    "[", "]", ":", ",", '{"cell_type": "code", "source": "', '", "outputs": []}', "null", "1e9", '"source"', '"cells"', "\\x", "\\u12",
]  # fmt: skip
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
WORD = [
    *(f"<{tag}>" for tag in ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:rPr", "w:del", "m:oMath", "m:f", "m:num", "m:den", "m:sSup", "m:e", "m:sup", "m:r", "m:t")),
    *(f"</{tag}>" for tag in ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:rPr", "m:f", "m:sSup")),
    "<w:vertAlign w:val='superscript'/>", "<w:sym w:char='F0B0'/>", "<w:sym w:char='zz'/>", "<w:gridSpan w:val='99999999999'/>", "<w:gridSpan w:val='²'/>",
    "<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>", "<w:numPr/>", "<w:tab/>", "<w:br/>", "&#x2212;", "&lt;", "<w:vanish/>", "<m:dPr><m:begChr m:val='['/></m:dPr>",
]  # fmt: skip
PDF = [
    "BT /F 10 Tf 1 0 0 1 72 700 Tm (", ") Tj ET\n", "(", ")", "] TJ ", "[", "-300", " 0 -12 Td ", "q ", "Q ", " cm ", " Ts ", "/X Do ", "<2d>", "<<", ">>", "/F ", " Tf ",
    "1 0 0 1 9e9 -9e9 Tm ", "0 0 0 0 0 0 Tm ", "T* ", "BI ", "EI ", "\\222", "\\", "99999999999999999999 ", "-", "1e5 ", "nan ", " Tz 0 Tz ",
]  # fmt: skip
COMMON = [*NUMBERS, *UNITS, *WORDS, *ODD]


def written(own: list[str]) -> st.SearchStrategy[str]:
    """Texts of a format: its marks, numbers, units and words, in any order, and any characters at times."""
    piece = st.one_of(
        st.sampled_from(own),
        st.sampled_from(NUMBERS + UNITS + WORDS),
        st.sampled_from(COMMON + CLAIMS),
        st.sampled_from(CLAIMS),
        st.text(max_size=3),
    )
    return st.lists(piece, max_size=60).map("".join)


def encoded(text: str) -> bytes:
    """UTF-8, with lone surrogates as the bytes that no decoder takes."""
    return text.encode("utf-8", "surrogatepass")


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some of them replaced, taken out or doubled."""
    change = st.tuples(st.integers(0, max(0, len(content) - 1)), st.integers(0, 40), st.binary(max_size=6))

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        made = content
        for at, length, put in changes:
            made = made[:at] + put + made[at + length :]
        return made

    return st.lists(change, max_size=4).map(apply)


def word(body: str) -> bytes:
    """A docx file with this body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", encoded(f"<w:document {W}><w:body>{body}</w:body></w:document>")
        )
    return stream.getvalue()


def tree(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Well-formed elements around others."""
    tags = st.sampled_from([piece[1:-1] for piece in WORD if re.fullmatch(r"<[\w:]+>", piece)])
    return st.tuples(tags, st.lists(children, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    )


def pdf(page: bytes, compressed: bool) -> bytes:
    """A PDF file of one page."""
    content, extra = (zlib.compress(page), b"/Filter/FlateDecode") if compressed else (page, b"")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>", b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


LEAVES = st.one_of(st.sampled_from([piece for piece in WORD if piece.endswith("/>")]),
                   st.sampled_from(NUMBERS + UNITS + WORDS[:30]).map(lambda t: "<w:r><w:t>" + t.replace("&", "").replace("<", "") + "</w:t></w:r>"))  # fmt: skip
DOCX = st.one_of(
    st.recursive(LEAVES, tree, max_leaves=25).map(lambda body: word(f"<w:p>{body}</w:p>")),
    written(WORD).map(word),
    mutated(word("<w:p><w:r><w:t>E_K = −89 mV</w:t></w:r></w:p>" * 3)),
)
PAGES = written(PDF).map(lambda text: text.encode("latin-1", "replace"))
PDFS = st.one_of(
    st.tuples(PAGES, st.booleans()).map(lambda made: pdf(*made)),
    PAGES.map(lambda page: pdf(b"BT /F 10 Tf 1 0 0 1 72 700 Tm (E_K = -89 mV) Tj ET " + page, False)),
    mutated(pdf(b"BT /F 10 Tf 1 0 0 1 72 700 Tm (E_K = -89 mV) Tj 0 -12 Td (5 mM) Tj ET", False)),
)

# -- what must hold


def check_places(document: Document) -> None:
    """The map to the source is monotone and in range, and every number's quote stands in the source."""
    assert len(document.starts) == len(document.ends) == len(document.text)
    assert all(a <= b for a, b in pairwise(document.starts))
    assert all(
        0 <= a <= b <= len(document.source) for a, b in zip(document.starts, document.ends, strict=True)
    )


def check_reports(document: Document) -> None:
    """Every report can be written, and none speaks to a terminal or a browser."""
    report = audit_document(document, Settings())
    found = {form: render((report,), form, True) for form in FORMATS}
    for item in json.loads(found["json"])["documents"][0]["unchecked"]:
        span = item["span"]
        assert document.source[span["start"] : span["end"]] == item["text"]
        assert 1 <= span["line"] <= len(document.line_starts)
        assert span["column"] >= 1
    for verdict in report.verdicts:
        assert document.quote(verdict.claim.number.start, verdict.claim.number.unit_end) in document.source
    json.loads(as_line(report))
    json.loads(found["sarif"])
    ET.fromstring(found["junit"].encode("utf-8", "backslashreplace"))  # noqa: S314  our own report
    assert "<script>alert" not in found["html"]
    for form in ("text", "full", "github", "json", "sarif"):
        assert not CONTROL.search(found[form]), form


def check_text(kind: str) -> Callable[[bytes], None]:
    """Read and audit a format that is read in this process."""

    def check(content: bytes) -> None:
        try:
            document = _document(f"fuzz.{kind}", kind, content)
        except ReadError as error:
            assert str(error).startswith("fuzz.")
            return
        check_places(document)
        check_reports(document)

    return check


def check_marked(kind: str, content: bytes, text: str) -> None:
    source, extract, pages = marks.spell(text)
    document = make_document(source, f"fuzz.{kind}", kind, content, extract, pages)
    check_places(document)
    check_reports(document)


def check_docx(content: bytes) -> None:
    """A docx file is refused, or read; our own parser raises nothing else."""
    try:
        text = docx.marked_text(content)
    except ReadError:
        return
    check_marked("docx", content, text)


def check_pdf(content: bytes) -> None:
    """A PDF file is refused, or read; what the library raises is a refusal."""
    found = sandbox._attempt("pdf", content)
    if "text" in found:
        check_marked("pdf", content, found["text"])
    else:
        assert found["cause"]
        assert found["remedy"]


READERS: dict[str, tuple[st.SearchStrategy[bytes], Callable[[bytes], None]]] = {
    "text": (st.one_of(written(WORDS).map(encoded), st.binary(max_size=60)), check_text("text")),
    "markdown": (written(MARKDOWN).map(encoded), check_text("markdown")),
    "html": (written(HTML).map(encoded), check_text("html")),
    "latex": (written(LATEX).map(encoded), check_text("latex")),
    "notebook": (written(NOTEBOOK).map(lambda text: encoded('{"cells": [{"cell_type": "markdown", "source": ["' + text)), check_text("notebook")),
    "notebook file": (written(COMMON).map(lambda text: json.dumps({"cells": [{"cell_type": "markdown", "source": [text]}]}).encode()), check_text("notebook")),
    "docx": (DOCX, check_docx),
    "pdf": (PDFS, check_pdf),
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_reader_refuses_or_reads_and_its_places_are_true(name: str, data: st.DataObject) -> None:
    strategy, check = READERS[name]
    check(data.draw(strategy))


@settings(max_examples=3)
@given(content=st.one_of(DOCX, PDFS))
def test_the_child_process_refuses_or_reads(content: bytes) -> None:
    kind = "pdf" if content.startswith(b"%PDF") else "docx"
    try:
        text = sandbox.extract(kind, content, "fuzz")
    except ReadError as error:
        assert str(error).startswith("fuzz: ")
        return
    check_marked(kind, content, text)
