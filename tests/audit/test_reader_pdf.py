"""PDF files made here by hand: lines, raised characters, tables, columns, and hostile ones."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest

from nernstian.audit.readers import marks, pdf, pdf_runs, read, sandbox
from nernstian.derivations.errors import ReadError


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n") % (
        size, table, size, len(out))  # fmt: skip


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def _pdf(*pages: str | bytes, extra: bytes = b"", more: tuple[bytes, ...] = (), x: bytes = b"") -> bytes:
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>",
        *more,
    ]
    for i, page in enumerate(pages):
        content = page if isinstance(page, bytes) else page.encode("latin-1")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R/S 4 0 R>>%s>>>>" % (first + 2 * i + 1, x))  # fmt: skip
        objects.append(_stream(content, extra))
    return _file(objects)


def _at(x: float, y: float, text: str, size: float = 10, font: str = "F", rise: float = 0) -> str:
    return f"BT /{font} {size} Tf {rise} Ts 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def _text(content: bytes) -> str:
    return marks.spell(pdf.marked_text(content))[1].text.strip()


# A character of Courier is 0.6 of its size wide.
CASES = (
    (_at(72, 700, "At rest."), "At rest."),
    (_at(72, 700, "10") + _at(84, 703.6, "11", 7) + _at(96, 700, "ions"), "10^11 ions"),
    (_at(72, 700, "10") + _at(84, 700, "11", 10, rise=4) + _at(99, 700, "ions"), "10^11 ions"),
    (_at(72, 700, "10") + _at(84, 704, "11") + _at(99, 700, "ions"), "10^11 ions"),
    (_at(72, 700, "at 37") + _at(102, 703.6, "o", 7) + _at(106.2, 700, "C."), "at 37°C."),
    (_at(72, 700, "at 37") + _at(105, 703.6, "o", 7) + _at(109.2, 700, "C."), "at 37 °C."),
    (_at(72, 700, "E") + _at(78, 698.4, "Na", 7) + _at(90, 700, "is"), "E_Na is"),
    (_at(72, 700, "K") + _at(78, 703.6, "+", 7) + _at(83, 700, ", low"), "K^+, low"),
    (_at(72, 700, "5 ") + _at(84, 700, "m", font="S") + _at(90, 700, "M"), "5 μM"),
    (_at(72, 700, "the mem-") + _at(72, 688, "brane rests"), "the membrane rests"),
    (_at(72, 700, "from 10-") + _at(72, 688, "20 mV"), "from 10-\n20 mV"),
    (_at(72, 700, "One") + _at(72, 688, "two") + _at(72, 676, "three") + _at(72, 640, "four"), "One\ntwo\nthree\n\nfour"),
    ("BT /F 10 Tf 72 700 Td [(rest) -600 (at) -50 (om)] TJ ET", "rest atom"),
    ("q 2 0 0 2 0 0 cm " + _at(36, 350, "big") + " Q " + _at(72, 600, "small"), "big\n\nsmall"),
    ("Q Q " + _at(72, 700, "odd"), "odd"),
    (_at(72, 700, "Ion") + _at(150, 700, "in") + _at(200, 700, "out") + _at(72, 685, "K") + _at(150, 685, "140")
     + _at(200, 685, "5") + _at(72, 670, "Na") + _at(200, 670, "145"), "| Ion | in | out |\n| K | 140 | 5 |\n| Na |  | 145 |"),
    (_at(72, 700, "K") + _at(150, 700, "10") + _at(162, 703.6, "-4", 7) + _at(200, 700, "5") + _at(72, 685, "Na")
     + _at(150, 685, "12") + _at(200, 685, "145"), "| K | 10^-4 | 5 |\n| Na | 12 | 145 |"),
    (_at(72, 700, "K") + _at(150, 700, "4") + _at(200, 700, "it") + _at(200, 688, "leaks") + _at(72, 676, "Na")
     + _at(150, 676, "145") + _at(200, 676, "so"), "| K | 4 | it leaks |\n| Na | 145 | so |"),
    (_at(72, 700, "\x95") + _at(90, 700, "one") + _at(72, 688, "\x95") + _at(90, 688, "two"), "- one\n- two"),
    (_at(90, 700, "V = 1") + _at(300, 700, "\\(1\\)") + _at(90, 688, "W = 2") + _at(300, 688, "\\(2\\)"), "V = 1 (1)\nW = 2 (2)"),
    (_at(72, 700, "Ion     in") + _at(72, 685, "K       140"), "| Ion | in |\n| K | 140 |"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), CASES)
def test_text(page: str, expected: str) -> None:
    assert _text(_pdf(page)) == expected


def test_columns_of_running_text_are_no_table() -> None:
    words = "the membrane potential settles near rest"
    page = "".join(_at(x, 700 - 12 * i, words) for x in (50, 330) for i in range(5))
    assert _text(_pdf(page)) == "\n".join([words] * 5) + "\n\n" + "\n".join([words] * 5)


def test_pages_and_places(tmp_path) -> None:
    path = tmp_path / "p.pdf"
    path.write_bytes(_pdf(_at(72, 700, "first"), _at(72, 700, "10") + _at(84, 703.6, "3", 7)))
    document = read(str(path))
    assert document.source == "first\n\n103\n\n"
    at = document.text.index("10^3")
    assert document.span(at, at + 4).page == 2
    assert document.quote(at, at + 4) == "103"
    assert document.span(0, 5).page == 1


def test_a_form_is_text_where_it_is_drawn() -> None:
    form = _stream(
        _at(0, 0, "inside").encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 72 700]"
    )
    assert _text(_pdf("/X Do", more=(form,), x=b"/XObject<</X 5 0 R>>")) == "inside"


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(_at(72, 700, "secret"))))
    writer.encrypt("word", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _cycle() -> bytes:
    form = _stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    )
    return _pdf("/X Do", more=(form,), x=b"/XObject<</X 5 0 R>>")


HOSTILE = (
    (b"", "no PDF"),
    (b"%!PS", "no PDF"),
    (b"%PDF-1.4\n", "damaged"),
    (_pdf(_at(72, 700, "x"))[:150], "damaged"),
    (_pdf(""), "holds no text"),
    (_cycle(), "holds no text"),
    (_encrypted(), "encrypted"),
    (_pdf(b"q " * 100_000), "damaged"),
    (_pdf(zlib.compress(b"0 " * 150_000_000, 1), extra=b"/Filter/FlateDecode"), "damaged|memory|unpacks"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "cause"), HOSTILE)
def test_a_hostile_file_is_refused_with_its_cause(content: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        sandbox.extract("pdf", content, "x.pdf")
    assert "\n" not in caught.value.cause
    assert caught.value.remedy


def test_operations_are_capped(monkeypatch) -> None:
    monkeypatch.setattr(pdf_runs, "MAX_OPERATIONS", 3)
    with pytest.raises(ReadError, match="more than a page"):
        pdf.marked_text(_pdf(_at(72, 700, "x")))


def test_pages_are_capped(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="more than 1 pages"):
        pdf.marked_text(_pdf("", ""))
