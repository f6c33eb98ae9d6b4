"""The bibliography: rows that check themselves, and citations that say what was not confirmed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from nernstian.derivations import laws
from nernstian.derivations.errors import DefinitionError
from nernstian.derivations.law import Assumption
from nernstian.derivations.literature import (
    UNCITED,
    Citation,
    Reference,
    Source,
    bibliography,
    cited,
    reference,
    references,
)

ROWS = list(bibliography().values())
GOLDMAN = reference("goldman1943")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_row_is_whole_and_says_how_it_stands(row: Reference) -> None:
    assert bibliography()[row.key] is row
    assert row.title in row.full
    assert ".." not in row.full
    assert row.doi in row.full
    assert row.standing == "unconfirmed" or row.is_confirmed
    assert ("(unconfirmed)" in row.marked) is not row.is_confirmed
    if row.kind == "article":
        assert re.fullmatch(r"\d{4}", row.year)
        assert row.key.endswith(row.year)
        assert row.volume
        assert row.pages


def test_no_doi_stands_twice_and_none_in_a_row_that_nobody_confirmed() -> None:
    dois = [row.doi for row in ROWS if row.doi]
    assert len(set(dois)) == len(dois)
    assert all(row.confirmed for row in ROWS if row.doi)


#: Records as publishers print them, typed in here apart from the table.
RECORDS = [
    ("goldman1943", "Goldman 1943", "J. Gen. Physiol. 27, 37-60.", "10.1085/jgp.27.1.37"),
    ("hodgkin_katz1949", "Hodgkin & Katz 1949", "J. Physiol. 108, 37-77.", "10.1113/jphysiol.1949.sp004310"),
    (
        "hodgkin_huxley1952",
        "Hodgkin & Huxley 1952",
        "J. Physiol. 117, 500-544.",
        "10.1113/jphysiol.1952.sp004764",
    ),
    ("armstrong2003", "Armstrong 2003", "USA 100, 6257-6262.", "10.1073/pnas.0931278100"),
    ("lipicky1971", "Lipicky, Bryant & Salmon 1971", "J. Clin. Invest. 50, 2091-2103.", "10.1172/JCI106703"),
    ("mohr2025", "Mohr et al. 2025", "Rev. Mod. Phys. 97, 025002.", ""),
    ("hille2001", "Hille 2001", "3rd ed. Sinauer.", ""),
    ("geometry", "elementary geometry", "elementary geometry.", ""),
]


@pytest.mark.parametrize(("key", "label", "place", "doi"), RECORDS)
def test_a_reference_reads_as_it_is_cited(key: str, label: str, place: str, doi: str) -> None:
    row = reference(key)
    assert row.label == label
    assert row.full.endswith(place + (f" doi:{doi}" if doi else ""))


@pytest.mark.parametrize(
    ("source", "printed", "confirmed"),
    [
        (cited("goldman1943"), "Goldman 1943", True),
        (cited("goldman1943", "hodgkin_katz1949"), "Goldman 1943; Hodgkin & Katz 1949", True),
        (cited(("hille2001", "ch. 1")), "Hille 2001, ch. 1 (place unconfirmed)", False),
        (cited(Citation("hille2001", "ch. 1", seen="the table of contents")), "Hille 2001, ch. 1", True),
        (cited("mullins_noda1963"), "Mullins & Noda 1963 (unconfirmed)", False),
        (
            cited(("laeuger1991", "ch. 8"), "ussing1949"),
            "Läuger 1991, ch. 8 (place unconfirmed); Ussing 1949 (unconfirmed)",
            False,
        ),
        (cited("geometry"), "elementary geometry", True),
        (UNCITED, "", True),
    ],
)
def test_a_source_prints_as_text_and_marks_what_was_not_confirmed(
    source: Source, printed: str, confirmed: bool
) -> None:
    assert str(source) == f"{source}" == printed
    assert source.is_confirmed is confirmed


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "rumour"},
        {"key": "Goldman 1943"},
        {"title": ""},
        {"authors": ()},
        {"year": ""},
        {"container": ""},
        {"doi": "https://doi.org/10.1085/jgp.27.1.37"},
    ],
)
def test_a_row_that_is_not_whole_cannot_be_built(changes: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        replace(GOLDMAN, **changes)  # type: ignore[arg-type]


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(DefinitionError) as caught:
        cited("goldmann1943")
    assert "goldmann1943" in caught.value.cause
    assert "Did you mean goldman1943?" in caught.value.remedy
    with pytest.raises(DefinitionError):
        Citation("nobody1900")


def test_a_source_cites_something_and_an_assumption_takes_no_plain_text() -> None:
    with pytest.raises(DefinitionError, match="without a citation"):
        cited()
    with pytest.raises(DefinitionError, match="not a source"):
        Assumption("the field is constant", source="Goldman 1943")  # type: ignore[arg-type]


def test_references_come_once_and_sorted_by_how_they_are_cited() -> None:
    rows = references(["hodgkin_katz1949", "goldman1943", "goldman1943"])
    assert [row.key for row in rows] == ["goldman1943", "hodgkin_katz1949"]


@pytest.mark.parametrize("name", laws.names())
def test_every_law_cites_a_source_that_tells_what_was_confirmed(name: str) -> None:
    source = laws.get(name).source
    assert source
    assert ("unconfirmed" in str(source)) is not source.is_confirmed


def test_the_bibliography_can_be_read_without_computer_algebra() -> None:
    code = (
        "import sys; from nernstian.derivations.literature import bibliography; assert bibliography();"
        "print([m for m in ('sympy', 'numpy', 'pint', 'flint') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
