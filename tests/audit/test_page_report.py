"""The HTML report: it stands by itself, shows the findings in place, and no document can speak through it."""

from __future__ import annotations

from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit import audit
from nernstian.audit.batch import Options, audit_each
from nernstian.audit.document import Document
from nernstian.audit.reports import render

WRONG = "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV."
_VOID = {"meta", "br", "hr", "input"}


class _Checker(HTMLParser):
    """Every element closed in order; which elements and attributes there are; the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def checked(page: str) -> _Checker:
    checker = _Checker()
    checker.feed(page)
    checker.close()
    assert not checker.open
    assert len(set(checker.ids)) == len(checker.ids)
    targets = {value[1:] for name, value in checker.attributes if name == "href" and value}
    assert targets <= set(checker.ids)
    assert not checker.elements & {"script", "img", "iframe", "link", "object", "embed", "svg", "base"}
    assert all(not name.startswith("on") for name, _ in checker.attributes)
    assert all(
        value and value.startswith("#") for name, value in checker.attributes if name in ("href", "src")
    )
    return checker


def test_findings_stand_in_the_text_and_beside_it() -> None:
    page = render(audit(WRONG, name="a.md").documents, "html")
    checker = checked(page)
    assert 'class="inconsistent" href="#d1n1"' in page
    assert "recomputed -89.06 mV" in checker.text
    assert "nernstian compute nernst" in checker.text
    assert "numbers seen, 1 judged" in checker.text
    assert "an input of a judged number" in checker.text


def test_the_computation_is_open_beside_a_finding_and_folded_beside_what_holds() -> None:
    wrong, right = (
        render(audit(text, name="a.md").documents, "html") for text in (WRONG, WRONG.replace("65.3", "89.1"))
    )
    assert "<details open><summary>computation</summary>" in wrong
    assert "<details><summary>computation</summary>" in right
    for page in (wrong, right):
        assert "<mn>8.3145</mn>" in page
        assert {"math", "mfrac", "msub"} <= checked(page).elements


def test_what_was_not_judged_is_told_with_its_reasons() -> None:
    report = audit(f"{WRONG}\n\nThe dish was 3 cm wide and 2 cm high.", name="a.md")
    page = checked(render(report.documents, "html"))
    assert "6 numbers seen, 1 judged; why the rest was not" in page.text
    assert "3 × an input of a judged number" in page.text
    assert "2 × no law is bound to it (unit cm)" in page.text


def test_nothing_comes_from_elsewhere() -> None:
    page = render(audit(WRONG, name="a.md").documents, "html")
    assert "http://" not in page
    assert "https://" not in page
    assert "url(" not in page
    assert "@import" not in page


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</pre></section></main><h1>mine</h1>",
    "</style><style>body{display:none}</style>",
    '" onmouseover="alert(1)',
    "' onfocus='x",
    "javascript:alert(1)",
    "&lt;b&gt; &#60;script>",
    "\x1b[31m\x00\x07 \u202e \u2066",
    "<!-- ]]> --!>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_document_cannot_speak(hostile: str) -> None:
    text = (
        f"{hostile}\n\n{WRONG}\n\n5 mM outside {hostile} gives E_K {hostile} = −65.3 mV at 37 °C, {hostile}"
    )
    page = render(audit(text, name=f"{hostile}.md").documents, "html")
    checker = checked(page)
    assert "h1" in checker.elements
    assert page.count("<h1>") == 1
    assert not any(c in page for c in "\x1b\x00\x07\u202e\u2066")


@given(st.text(max_size=200))
def test_any_text_makes_a_page(text: str) -> None:
    checked(render(audit(f"{text}\n\n{WRONG}", name="a.md").documents, "html"))


@given(st.floats(0.0), st.floats(0.0), st.floats(), st.sampled_from(["mV", "V", "µV", "pA", "mol/cm²"]))
def test_any_numbers_make_a_page(outside: float, inside: float, potential: float, unit: str) -> None:
    text = f"At 37 °C, {outside} mM outside and {inside} mM inside give E_Ca = {potential} {unit}."
    checked(render(audit(text, name="a.md").documents, "html"))


def test_documents_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    page = render(list(audit_each([str(tmp_path / "<none>.md")], Options())), "html")
    assert "&lt;none&gt;.md" in page
    checked(page)


def test_a_long_document_is_shown_around_its_numbers() -> None:
    text = "A line of nothing.\n\n" * 20_000 + WRONG + "\n\nNothing.\n" * 20_000
    page = render(audit(text, name="a.md").documents, "html")
    assert len(page) < 60_000
    assert "⋯" in page
    assert "−65.3 mV" in page


def test_a_finding_inside_another_has_no_link_that_leads_nowhere() -> None:
    report = audit("For potassium, E_K = 61.5 mV log([K+]in/[K+]out) at 37 °C.", name="a.md")
    assert len(report.verdicts) == 2
    checked(render(report.documents, "html"))


def test_the_work_for_a_page_grows_with_its_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    span = Document.span
    monkeypatch.setattr(Document, "span", lambda *given: asked.append(given) or span(*given))  # type: ignore[func-returns-value]

    def calls(count: int) -> int:
        report = audit((WRONG + "\n\n" + "Nothing.\n\n" * 60) * count, name="a.md")
        asked.clear()
        render(report.documents, "html")
        return len(asked)

    assert calls(80) <= 2 * calls(40)


def test_a_text_that_is_cut_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("nernstian.audit.reports.page"), "_MOST_TEXT", 4000)
    report = audit((WRONG + "\n\n" + "Nothing.\n\n" * 60) * 100, name="a.md")
    page = render(report.documents, "html")
    checked(page)
    assert page.count('href="#d1n') < 100 == page.count('id="d1n')
    assert "⋯</span>\n</pre>" in page
