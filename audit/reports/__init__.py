"""Reports: the same verdicts as one line each, in full, for people, scripts and other tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.full import full
from nernstian.audit.reports.json import as_json
from nernstian.audit.reports.machine import github, junit
from nernstian.audit.reports.page import page
from nernstian.audit.reports.sarif import sarif
from nernstian.audit.reports.text import text
from nernstian.derivations.errors import UsageError

Report = Callable[[Sequence[DocumentReport], bool], str]
FORMATS: dict[str, Report] = {
    "text": text,
    "full": full,
    "json": as_json,
    "sarif": sarif,
    "html": page,
    "junit": junit,
    "github": github,
}


def render(reports: Sequence[DocumentReport], form: str, show_unchecked: bool = False) -> str:
    """Return the report in one of the formats.

    Raises
    ------
    UsageError
        There is no such format.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no report format {form!r}", f"known formats: {', '.join(FORMATS)}")
    return FORMATS[form](reports, show_unchecked)
