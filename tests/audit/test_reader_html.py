"""HTML: what a page shows, and where it stands in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import Document, make_document
from nernstian.audit.engine import audit_document
from nernstian.audit.readers import read
from nernstian.audit.readers.html import extract


def document(source: str) -> Document:
    return make_document(source, "a.html", "html", extract=extract(source))


def shown(source: str) -> str:
    return "\n".join(line.strip() for line in document(source).text.split("\n") if line.strip())


SHOWN = [
    ("<p>one</p><p>two</p>", "one\ntwo"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("<h2>Title</h2>text", "## Title\ntext"),
    ("<ul><li>a<li>b</ul>", "- a\n- b"),
    ("10<sup>&minus;11</sup> C", "10^-11 C"),
    ("E<sub>K</sub> = &minus;89&nbsp;mV", "E_K = -89\u2009mV"),
    ("K<sup>+</sup>", "K^+"),
    ("&#8722;89 &#x2212;90 &lt; &amp; &bogus;", "-89 -90 < & &bogus;"),
    ("a\n   lot  of\tspace", "a lot of space"),
    ("<pre>a\n  b</pre>", "a\n  b".replace("  ", "")),
    ("<script>x = 1 < 2</script>y<style>p{}</style>", "y"),
    ("<head><title>T 5 mM</title></head><body>b</body>", "b"),
    ("<head><title>T</title>never closed <body>b", "b"),
    ("<del>-65</del><ins>-89</ins> mV", "-89 mV"),
    ("a <!-- -65 mV > --> b", "a  b".replace("  ", " ")),
    ("never <!-- closed", "never"),
    ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
    ("<a href='x>y' title=\"5 mM\">link</a>", "link"),
    ("<table><tr><th>Ion<th>Out</tr><tr><td>K<td>5</table>", "| Ion | Out |\n| K | 5 |"),
    ("<table><caption>Data, mM</caption><tr><td>K</td><td>5</td></tr></table>", "Data, mM\nK 5"),
    (
        (
            "<table><tr><th rowspan=2>Ion</th><th colspan=2>c (mM)</th></tr><tr><th>out</th><th>in</th></tr>"
            "<tr><td>K</td><td>5</td><td>140</td></tr></table>"
        ),
        "| Ion | c (mM) out | c (mM) in |\n| K | 5 | 140 |",
    ),
    ("<table><tr><td>a</td><td><table><tr><td>b</td></tr></table></td></tr></table>", "a b"),
    ("<table><tr><td>a|b</td><td>c<br>d</td></tr></table>", "a∣b c d"),
    ("<table><tr><td>never closed", "never closed"),
    ("<math><mfrac><mn>5</mn><mn>140</mn></mfrac></math>", "(5)/(140)"),
    ("<math><msup><mn>10</mn><mrow><mo>-</mo><mn>3</mn></mrow></msup></math>", "10^-3"),
    ("<math><msub><mi>E</mi><mi>K</mi></msub></math>", "E_K"),
]


@pytest.mark.parametrize(("source", "text"), SHOWN)
def test_a_page_is_read_as_it_is_shown(source: str, text: str) -> None:
    assert shown(source) == text


TABLE = """<table>
<tr><th>Ion</th><th>Outside (mM)</th><th>Inside (mM)</th><th>E at 37 &deg;C (mV)</th></tr>
<tr><td>K<sup>+</sup></td><td>5</td><td>140</td><td><b>&minus;89.1</b></td></tr>
<tr><td>Na<sup>+</sup></td><td>145</td><td>15</td><td>+50.6</td></tr>
</table>"""


def test_a_finding_is_quoted_from_the_source() -> None:
    found = document(TABLE)
    report = audit_document(found, Settings())
    quotes = [found.quote(v.claim.number.start, v.claim.number.unit_end) for v in report.verdicts]
    assert quotes == ["&minus;89.1", "+50.6"]
    assert [v.kind.value for v in report.verdicts] == ["verified", "inconsistent"]
    assert found.span(report.verdicts[1].claim.number.start, report.verdicts[1].claim.number.end).line == 4


_PIECES = st.sampled_from([
    "<p>", "</p>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<th colspan='2'>", "</td>", "<caption>",
    "</caption>", "<sup>", "</sup>", "<sub>", "<!--", "-->", "<script>", "</script>", "<math>", "<mfrac>", "</mfrac>", "<msup>",
    "<mn>", "</mn>", "</math>", "&minus;", "&#1", "&", "<", ">", "'", '"', "5 mM", "-89.1 mV", " ", "\n", "|", "\0", "é", "<pre>",
    "</pre>", "<head>", "</head>", "<del>",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_character_has_its_place(source: str) -> None:
    found = document(source)
    assert list(found.starts) == sorted(found.starts)
    for low, high in zip(found.starts, found.ends, strict=True):
        assert 0 <= low <= high <= len(source)
    for at, character in enumerate(found.text):
        if character.isdigit() and found.ends[at] - found.starts[at] == 1:
            assert found.source[found.starts[at]] == character


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 30_000,
        "<math><msup>" * 50_000,
        "<" * 200_000,
        "<a '" * 50_000,
        '<a "' * 50_000 + ">",
        "<!--" * 50_000,
        "<script>" * 50_000,
        "<table><tr>" + "<td>1</td>" * 100_000,
        "&" * 200_000,
        "<td colspan=999999999>" * 100,
        "<table>" + "<tr><td rowspan=50 colspan=50>x</td></tr>" * 2_000 + "</table>",
    ],
    ids=range(12),
)
def test_hostile_pages_are_read_in_bounds(source: str) -> None:
    assert len(document(source).text) < 40 * len(source) + 1000


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="latin-1">', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15"),
        ("<meta charset=nonsense>", "utf-8"),
        ("<meta charset=rot13>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_page_says_its_encoding(head: str, encoding: str, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(f"{head}<p>37 °C, 5 µM".encode(encoding))
    assert "37 °C, 5 µM" in read(str(page)).text
