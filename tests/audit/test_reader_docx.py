"""Word documents made here, well-formed and hostile, and the limits of the child process."""

from __future__ import annotations

import builtins
import io
import subprocess
import zipfile

import pytest

from nernstian.audit.readers import docx, marks, read, sandbox
from nernstian.derivations.errors import ReadError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _zip(**parts: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def _docx(body: str, **parts: str) -> bytes:
    return _zip(document=f"<w:document {W} {M}><w:body>{body}</w:body></w:document>", **parts)


def _p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _r(text: str, align: str = "") -> str:
    properties = f'<w:rPr><w:vertAlign w:val="{align}"/></w:rPr>' if align else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _text(content: bytes) -> str:
    return marks.spell(docx.marked_text(content))[1].text


def _math(inner: str) -> str:
    return _p(f"<m:oMath>{inner}</m:oMath>")


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


CASES = (
    (_p(_r("Rest"), '<w:pStyle w:val="Heading1"/>') + _p(_r("Text.")), "# Rest\n\nText.\n"),
    (_p(_r("a"), "<w:numPr/>") + _p(_r("b"), "<w:numPr/>"), "- a\n- b\n"),
    (_p(_r("K") + _r("+", "superscript") + _r(" at E") + _r("K", "subscript")), "K^+ at E_K\n"),
    (_p(_r("10") + _r("1", "superscript") + _r("1", "superscript") + _r(" ions")), "10^11 ions\n"),
    (_p(_r("37 ") + _r("o", "superscript") + _r("C")), "37 °C\n"),
    (_p('<w:r><w:t>5 </w:t><w:sym w:font="Symbol" w:char="F06D"/><w:t>M</w:t></w:r>'), "5 μM\n"),
    (_p(_r("\uf02d70 mV")), "−70 mV\n"),
    (_p(_r("a") + "<w:r><w:tab/></w:r>" + _r("b")), "a\tb\n"),
    (_p(_r("−70") + f"<w:del>{_r('−75')}</w:del>" + _r(" mV")), "−70 mV\n"),
    (_math(f"<m:f><m:num>{_m('RT')}</m:num><m:den>{_m('zF')}</m:den></m:f>"), "(RT)/(zF)\n"),
    (_math(f"<m:sSup><m:e>{_m('10')}</m:e><m:sup>{_m('−3')}</m:sup></m:sSup>"), "10^−3\n"),
    (_math(f"<m:sSub><m:e>{_m('E')}</m:e><m:sub>{_m('Na')}</m:sub></m:sSub>"), "E_Na\n"),
    (_math(f"<m:d><m:e>{_m('x')}</m:e></m:d>"), "(x)\n"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_text(body: str, expected: str) -> None:
    assert _text(_docx(body)) == expected


def test_a_table_has_bars_in_the_text_and_none_in_the_source(tmp_path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{_p(_r(c))}</w:tc>" for c in cells) + "</w:tr>"

    path = tmp_path / "t.docx"
    path.write_bytes(_docx(f"<w:tbl>{row('Ion', 'in')}{row('K', '140')}</w:tbl>" + _p(_r("End"))))
    document = read(str(path))
    assert document.source == "Ion in\nK 140\n\nEnd\n"
    assert document.text == "| Ion | in |\n| K | 140 |\n\nEnd\n"
    at = document.text.index("140")
    assert document.quote(at, at + 3) == "140"


def test_notes_stand_at_the_end() -> None:
    note = f"<w:footnotes {W}><w:footnote>{_p(_r('At 37 °C.'))}</w:footnote></w:footnotes>"
    assert _text(_docx(_p(_r("−89 mV")), footnotes=note)) == "−89 mV\n\nAt 37 °C.\n"


LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
HOSTILE = (
    (b"", "no docx"),
    (b"PK\x03\x04 broken", "no docx"),
    (_docx(_p(_r("x" * 500)))[:200], "truncated"),
    (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted"),
    (_zip(other="<a/>"), "no word/document.xml"),
    (_zip(document=LAUGHS), "entities"),
    (_zip(document="<a>" * 100_000), "nested too deeply"),
    (_zip(document="<a><b></a>"), "damaged"),
    (_zip(document=bytes(20_000_000)), "unpacks"),
    (_zip(**{f"m{i}": "" for i in range(docx.MAX_MEMBERS + 1)}), "unpacks"),
    (_docx(""), "holds no text"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "cause"), HOSTILE)
def test_a_hostile_file_is_refused_with_its_cause(content: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        sandbox.extract("docx", content, "x.docx")
    assert "\n" not in caught.value.cause
    assert caught.value.remedy


def test_a_child_that_takes_too_long_is_ended(monkeypatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_WALL_SECONDS", 0.001)
    with pytest.raises(ReadError, match="longer than"):
        sandbox.extract("docx", _docx(_p(_r("x"))), "x.docx")


def test_a_child_that_dies_is_an_error_of_the_document(monkeypatch) -> None:
    dead = subprocess.CompletedProcess([], -9)
    monkeypatch.setattr(sandbox.subprocess, "run", lambda *_, **__: dead)
    with pytest.raises(ReadError, match="ran out of memory or time"):
        sandbox.extract("docx", b"", "x.docx")


def test_memory_is_limited_where_the_platform_can() -> None:
    pytest.importorskip("resource")
    code = "from nernstian.audit.readers import sandbox as s\ns._limit()\nbytearray(2 << 30)"
    done = subprocess.run([sandbox.sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_a_platform_without_limits_still_reads(monkeypatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest):
        if name == "resource":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    sandbox._limit()
    assert sandbox._attempt("docx", _docx(_p(_r("x")))) == {"text": "x\n"}
