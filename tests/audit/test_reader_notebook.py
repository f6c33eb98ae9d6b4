"""Jupyter notebooks: the text of cells, with its place among the escapes of the file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import Document, make_document
from nernstian.audit.engine import audit_document
from nernstian.audit.readers.notebook import extract
from nernstian.derivations.errors import ReadError


def document(source: str) -> Document:
    return make_document(source, "a.ipynb", "notebook", extract=extract(source))


def notebook(*cells: dict[str, object], ascii_only: bool = True) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, ensure_ascii=ascii_only, indent=1)


TEXT = ["# Potentials\n", "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.\n"]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("source", [TEXT, "".join(TEXT)])
def test_a_finding_stands_in_the_file(source: object, ascii_only: bool) -> None:
    found = document(notebook({"cell_type": "markdown", "source": source}, ascii_only=ascii_only))
    (verdict,) = audit_document(found, Settings()).verdicts
    assert verdict.kind.value == "inconsistent"
    quote = found.quote(verdict.claim.number.start, verdict.claim.number.unit_end)
    assert json.loads(f'"{quote}"') == "−65.3 mV"


def test_outputs_and_metadata_are_left_out() -> None:
    cell = {
        "cell_type": "code",
        "source": "x = 1",
        "outputs": [{"text": "E_K = -65 mV"}],
        "metadata": {"source": "5 mM"},
    }
    text = document(notebook(cell, {"cell_type": "markdown", "source": ["two"]})).text
    assert text.split() == ["x", "=", "1", "two"]


@pytest.mark.parametrize("source", ["", "[]", "{", '{"cells": [', "5", '{"a": 1}', "no notebook"])
def test_what_is_no_notebook_is_refused(source: str) -> None:
    with pytest.raises(ReadError):
        document(source)


@given(st.text(max_size=60), st.booleans())
def test_text_comes_back_whole(text: str, ascii_only: bool) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    source = notebook({"cell_type": "markdown", "source": [text]}, ascii_only=ascii_only)
    found = extract(source)
    assert found.text.strip() == text.replace("\b", "").replace("\f", " ").strip()
    assert list(found.starts) == sorted(found.starts)


@pytest.mark.parametrize(
    "source", ["[" * 200_000, '{"cells":' * 50_000, '"' * 100_001, '{"cells": ["' + "\\" * 100_000]
)
def test_hostile_files_are_refused(source: str) -> None:
    with pytest.raises(ReadError):
        document(source)
