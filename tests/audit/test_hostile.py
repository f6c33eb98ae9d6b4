"""Documents, names and folders made to hang, to swell or to speak to a terminal: one line each, and all others read."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nernstian.audit import audit
from nernstian.audit.batch import Options, audit_each, audit_paths, documents
from nernstian.audit.engine import DocumentReport
from nernstian.audit.layout import Scope, make_layout
from nernstian.audit.normalise import normalise
from nernstian.audit.readers import MAX_BYTES, docx, pdf, sandbox
from nernstian.audit.reports import FORMATS, render
from nernstian.audit.reports.lines import line
from nernstian.audit.verdict import Kind
from nernstian.derivations.errors import ReadError

MANY = 100_000
CASE = "At 37 °C [K+]o = 5 mM and [K+]i = 140 mM, E_K = "


def read(folder: Path, name: str, content: bytes | str) -> DocumentReport:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return audit_paths([str(path)], Options())[0]


# -- what is read, however it is made: nesting, widths and lengths cost only what they weigh
READ: list[tuple[str, Callable[[], str], int]] = [
    ("a.tex", lambda: "{" * MANY + "5 mM" + "}" * MANY, 1),
    ("a.tex", lambda: "\\frac{" * MANY + "5 mM", 1),
    ("a.tex", lambda: "\\textbf{\\frac{1}{" * (MANY // 4) + "5 mM", 1),
    ("a.tex", lambda: "\\begin{tabular}{ll}" * (MANY // 4) + "5 & 6", 2),
    ("a.tex", lambda: "\\newcommand{\\a}{\\a\\a}" + "\\a " * MANY, 0),
    ("a.tex", lambda: "".join(f"\\newcommand{{\\x{chr(97 + n)}}}{{\\x{chr(98 + n)}\\x{chr(98 + n)}}}" for n in range(25)) + "\\xa", 0),
    ("a.tex", lambda: "\\SI{" * MANY, 0),
    ("a.tex", lambda: "\\begin{tabular}{" + "l" * MANY + "}" + "5 & " * MANY + "\\\\" + "6 & " * MANY + "\\\\\\end{tabular}", 400),
    ("a.html", lambda: "<div>" * MANY + "5 mM", 1),
    ("a.html", lambda: "<table><tr><td>" * (MANY // 4) + "5 mM", 1),
    ("a.html", lambda: "<math>" + "<mfrac>" * MANY + "5", 1),
    ("a.html", lambda: "<script>" * MANY, 0),
    ("a.html", lambda: "<a b=\"" * (MANY // 10), 0),
    ("a.html", lambda: "<!--" * MANY + "5 mM", 0),
    ("a.html", lambda: "<table><tr>" + "<th>5</th>" * MANY + "</tr><tr>" + "<td>5</td>" * MANY + "</tr></table>", 400),
    ("a.html", lambda: "<table>" + "<tr><td rowspan=9999 colspan=9999>a</td></tr>" * 5000 + "</table>", 0),
    ("a.md", lambda: "|" + "5|" * (MANY // 4) + "\n|" + "-|" * (MANY // 4) + "\n|" + "6|" * (MANY // 4) + "\n", MANY // 2),
    ("a.md", lambda: ">" * MANY + " 5 mM", 1),
    ("a.md", lambda: "[a](" * MANY, 0),
    ("a.md", lambda: "*" * MANY + "_" * MANY + "`" * MANY, 0),
    ("a.txt", lambda: "E_K = -" + "9" * 1_000_000 + " mV", 1),
    ("a.txt", lambda: "1e" + "9" * 1_000_000 + " and 10^" + "9" * 1_000_000, 2),
    ("a.txt", lambda: CASE + "9**9**9**9 mV, 9^9^9^9 mV, 5e999999999 mV, 1e308 M, 10^999 mV", 8),
    ("a.txt", lambda: "5" + "\u0301" * MANY + " mV", 1),
    ("a.txt", lambda: "\n" * MANY + " " * MANY + "\t" * MANY, 0),
    ("a.txt", lambda: "", 0),
    ("a.ipynb", lambda: '{"cells": [{"cell_type": "markdown", "source": ["5 mM \\u12"]}]}', 2),
    ("a.html", lambda: "", 0),
    ("a.tex", lambda: "", 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "numbers"), READ)
def test_what_is_nested_wide_or_endless_is_read(tmp_path, name, make, numbers):
    report = read(tmp_path, name, make())
    assert report.error is None
    assert report.numbers == numbers
    assert not any(verdict.kind is Kind.INCONSISTENT for verdict in report.verdicts)


# -- what is refused, in one line that names the file and says why
def word(xml: str | bytes, **more: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, content in more.items():
            archive.writestr(name, content)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body>%s</w:body></w:document>"
TEXT = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
WORD = BODY % (TEXT % "E_K = -89 mV")


def lying() -> bytes:
    """An archive whose directory says that its only part is small."""
    made = bytearray(word(BODY % (TEXT % "5 mM" * 1000)))
    at = made.rfind(b"PK\x01\x02") + 24
    made[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(made)


def overlapping() -> bytes:
    """An archive whose directory names one part a thousand times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", WORD + " " * 900_000)
        archive.filelist.extend(archive.infolist() * 1000)
    return stream.getvalue()


def portable(*objects: bytes, root: bytes = b"<</Type/Catalog/Pages 2 0 R>>") -> bytes:
    """A PDF file of these objects, numbered from 2."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate((root, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(out))
    )


def stream(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (
        len(content),
        b"/FlateDecode" * times,
        content,
    )


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F 12 Tf 50 700 Td (E_K = -89 mV) Tj ET\n"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.docx", lambda: word(BODY % (TEXT % ("0" * 20_000_000))), "unpacks to far more"),
    ("a.docx", lambda: word(WORD, **{f"f{n}": b"" for n in range(docx.MAX_MEMBERS)}), "unpacks to far more"),
    ("a.docx", lambda: word(WORD, bomb=bytes(20_000_000)), "unpacks to far more"),
    ("a.docx", overlapping, "unpacks to far more"),
    ("a.docx", lying, "damaged"),
    ("a.docx", lambda: word(WORD)[1:], "damaged"),
    ("a.docx", lambda: word(WORD).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x80"), "truncated or no docx"),
    ("a.docx", lambda: word(BODY % ("<w:p>" * MANY)), "nested too deeply"),
    ("a.docx", lambda: word(LAUGHS + BODY % (TEXT % "&a11;")), "entities"),
    ("a.docx", lambda: word('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY % (TEXT % "&x;")), "entities"),
    ("a.docx", lambda: word('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd">' + WORD), "document type"),
    ("a.docx", lambda: b"", "docx"),
    ("a.pdf", lambda: portable(PAGES, PAGE, FONT, stream(b" " * 100_000_000)), "unpacks to far more"),
    ("a.pdf", lambda: portable(PAGES, PAGE, FONT, stream(b" " * 100_000_000, 2)), "unpacks to far more"),
    ("a.pdf", lambda: portable(b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "damaged"),
    ("a.pdf", lambda: portable(b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"), "damaged"),
    ("a.pdf", lambda: portable(b"1 0 R", root=b"2 0 R"), "damaged"),
    ("a.pdf", lambda: portable(b"<</Type/Pages/Kids[" + b"3 0 R " * MANY + b"]/Count %d>>" % MANY, PAGE, FONT, stream(SHOWN)), "pages"),
    ("a.pdf", lambda: portable(b"<</Type/Pages/Kids[3 0 R]/Count 1/X " + b"[" * MANY + b">>", PAGE, FONT, stream(SHOWN)), "damaged"),
    ("a.pdf", lambda: b"", "no PDF"),
    ("a.ipynb", lambda: b'{"cells":' + b"[" * MANY, "not a Jupyter notebook"),
    ("a.ipynb", lambda: b"", "not a Jupyter notebook"),
    ("a.txt", lambda: b"E_K = -89 mV\0", "holds NUL characters"),
    ("a.txt", lambda: "E_K = -89 mV".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ("a.txt", lambda: "E_K = −89 mV".encode("utf-16-be"), "not valid UTF-8|UTF-16"),
    ("a.txt", lambda: "E_K = -89 mV at 37 °C".encode("latin-1"), "not valid UTF-8"),
    ("a.txt", lambda: b"\xff\xfea", "not valid UTF-16"),
    ("a.txt", lambda: b"\xff\xfe\x00\xd8a\x00", "not valid UTF-16"),
    ("a.txt", lambda: "5 mV".encode("utf-32"), "NUL"),
    ("a.txt", lambda: b"5 mV and so on, " * (MAX_BYTES // 16 + 1), "larger than"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "cause"), REFUSED)
def test_a_bomb_or_a_wreck_is_one_line_that_names_the_file(tmp_path, name, make, cause):
    report = read(tmp_path, name, make())
    assert report.error is not None
    assert report.error.startswith(f"{tmp_path / name}: ")
    assert re.search(cause, report.error)
    assert "\n" not in report.error
    assert report.remedy


def test_a_document_inside_a_document_is_not_opened():
    content = word(WORD, **{"word/embeddings/a.docx": word("0" * 1_000_000)})
    assert "E_K = -89 mV" in docx.marked_text(content)


def test_a_form_that_draws_itself_ends():
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>/Length 6>>stream\n/X Do \nendstream"
    page = PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")
    assert "E_K = -89 mV" in pdf.marked_text(portable(PAGES, page, FONT, stream(SHOWN + b"/X Do "), form))


def test_what_a_page_unpacks_to_is_limited_in_the_child(monkeypatch):
    monkeypatch.setattr(sandbox, "MAX_TEXT", 5)
    assert sandbox._attempt("pdf", portable(PAGES, PAGE, FONT, stream(SHOWN)))["cause"].startswith(
        "holds more than"
    )


# -- sentences without end
def test_a_sentence_reaches_only_so_far():
    layout = make_layout("E_K = -89 mV and so on, " * 4000)
    for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.BLOCK):
        for at in (0, 50_000, layout.length - 1):
            start, end = layout.bounds(scope, at)
            assert start <= at < end
            assert end - start <= 12_000
            assert layout.whole(scope, at) == (0, layout.length)


def test_a_temperature_far_away_in_an_endless_sentence_is_not_in_the_sentence():
    filler = ", and so on" * 1000
    verdicts = audit(f"{CASE}-89.1 mV{filler}, then at 20 °C\n", name="<far>").verdicts
    assert [verdict.kind for verdict in verdicts] == [Kind.VERIFIED]


def test_of_ever_so_many_blocks_only_the_first_are_obeyed():
    begin = '<!-- nernstian: ignore-begin[NE101] reason="x" -->\n'
    report = audit(f"{CASE}-99 mV\n\n" + begin * 300 + f"\n{CASE}-99 mV\n", name="a.md").documents[0]
    assert (len(report.verdicts), report.suppressed) == (1, 1)
    assert sum("only the first are obeyed" in text for _, text in report.notes) == 100


def test_a_lone_carriage_return_ends_a_line():
    assert normalise("5\r6")[0] == "5\n6"
    assert normalise("5\r\n6")[0] == "5\n6"
    assert [n.number.text for n in audit("pH 7\r140 mM\n", name="<mac>").documents[0].unchecked] == [
        "7",
        "140",
    ]


# -- what is no regular file, and what goes away
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def one(path: Path | str) -> DocumentReport:
    return audit_paths([str(path)], Options())[0]


@needs_links
def test_pipes_devices_and_loops_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert "not a regular file" in (one(tmp_path / "pipe.txt").error or "")
    assert "not a regular file" in (one(tmp_path / "zero.txt").error or "")
    assert "symbolic links" in (one(tmp_path / "loop.txt").error or "")


@needs_links
def test_a_folder_in_itself_is_walked_once(tmp_path):
    (tmp_path / "up").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.md").write_text("E_K = -89 mV\n")
    assert documents([str(tmp_path)]) == [str(tmp_path / "a.md")]


def test_a_folder_whose_files_may_not_be_looked_at_is_an_error_of_each(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("E_K = -89 mV\n")

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    assert documents([str(tmp_path)]) == [str(tmp_path / "a.md")]


def test_a_file_that_vanishes_is_an_error_and_the_others_are_audited(tmp_path):
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(f"{CASE}-89.1 mV\n")
    found = documents([str(tmp_path)])
    (tmp_path / "b.md").unlink()
    first, gone, last = audit_each(found, Options())
    assert gone.error is not None
    assert gone.error.startswith(f"{tmp_path / 'b.md'}: ")
    assert (first.error, last.error, len(first.verdicts), len(last.verdicts)) == (None, None, 1, 1)


# -- what documents and their names say to terminals and browsers
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NAMES = [
    "a\x1b[31mred\x07.md",
    "<script>alert(1)</script>.md",
    "new\nline.md",
    "bad\udcff\udcfe.md",
    "bidi\u202edm.md",
    "::error::x%0A.md",
    "\x9b2J.md",
    '"]]>&.md',
]
QUOTE = "\x1b[31m<script>alert(1)</script>\x9b2J\u202e]]>&\"'\x08\x7f::error::x%0A"


@pytest.mark.parametrize("form", [*FORMATS, "jsonl"])
@pytest.mark.parametrize("name", NAMES)
def test_no_name_and_no_quote_speaks_to_a_terminal_or_a_browser(form, name):
    report = audit(
        f"{CASE}-9{QUOTE}9 mV, {CASE}-99 mV{QUOTE}\n\n<!-- nernstian: {QUOTE} -->\n", name=name
    ).documents[0]
    assert report.numbers
    refused = DocumentReport(name, "", "", None, f"{name}: no such file", "check the path")
    written = line(report) if form == "jsonl" else render((report, refused), form, True)
    assert not CONTROL.search(written.encode("utf-8", "backslashreplace").decode())
    assert "<script>alert" not in written or form not in ("html", "junit")
    if form in ("json", "sarif", "jsonl"):
        json.loads(written.encode("utf-8", "backslashreplace"))
    if form == "junit":
        ET.fromstring(written.encode("utf-8", "backslashreplace"))  # noqa: S314  our own report
    if form in ("text", "github"):
        plain = render(
            (replace(report, path="a.md"), replace(refused, path="a.md", error="a.md: no such file")),
            form,
            True,
        )
        assert len(written.splitlines()) == len(plain.splitlines())


def test_json_says_what_the_document_says():
    report = audit(f"{CASE}-99\x85mV\n", name="a.md").documents[0]
    found = json.loads(render((report,), "json"))["documents"][0]
    assert any("-99\x85mV" in str(said) for said in found["claims"][0].values())


def test_readers_raise_only_what_is_reported(monkeypatch):
    with pytest.raises(ReadError, match="holds no text"):
        sandbox.extract("docx", word(BODY % ""), "a.docx")
