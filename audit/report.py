"""The result of an audit: verdicts of documents, printable, and the exit code they ask for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from nernstian.audit.acceptance import Settings
from nernstian.audit.batch import Options, audit_paths
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers import document_of
from nernstian.audit.reports import render
from nernstian.audit.rules import rule
from nernstian.audit.verdict import Kind, Verdict
from nernstian.derivations.errors import UsageError

COLDEST, WARMEST = -5.0, 50.0  # degC
# lowest severity that fails -> the verdicts that fail then
FAILING: dict[str, frozenset[Kind]] = {
    "inconsistent": frozenset({Kind.INCONSISTENT}),
    "unreadable": frozenset({Kind.INCONSISTENT, Kind.UNREADABLE}),
    "conditional": frozenset({Kind.INCONSISTENT, Kind.UNREADABLE, Kind.CONDITIONAL}),
    "unchecked": frozenset({Kind.INCONSISTENT, Kind.UNREADABLE, Kind.CONDITIONAL, Kind.UNCHECKED}),
}


def failing_kinds(fail_on: str) -> frozenset[Kind]:
    """The verdicts that fail where ``fail_on`` is the lowest severity that does.

    Raises
    ------
    UsageError
        There is no such severity.
    """
    if fail_on not in FAILING:
        raise UsageError(f"there is no severity {fail_on!r}", f"known: {', '.join(FAILING)}")
    return FAILING[fail_on]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The verdicts of one run."""

    documents: tuple[DocumentReport, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All judged claims, document by document."""
        return tuple(verdict for document in self.documents for verdict in document.verdicts)

    def to_text(self, show_unchecked: bool = False) -> str:
        """Return one line per judged claim, and the totals."""
        return render(self.documents, "text", show_unchecked)

    def to_json(self) -> str:
        """Return the JSON report (schema 1)."""
        return render(self.documents, "json")

    def exit_code(self, fail_on: str = "inconsistent") -> int:
        """Return 0 (nothing at or above ``fail_on``), 1 (findings) or 2 (a document could not be read)."""
        failing = failing_kinds(fail_on)
        if any(document.error is not None for document in self.documents):
            return 2
        if any(verdict.kind in failing for verdict in self.verdicts):
            return 1
        return int(Kind.UNCHECKED in failing and any(document.unchecked for document in self.documents))


def make_options(
    temperature: float | None,
    hedge: float,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    stdin_name: str = "-",
) -> Options:
    """Check and pack what a caller asks for."""
    if not 0.0 <= hedge <= 0.5:
        raise UsageError(f"a hedge of {hedge} makes no sense", "give a fraction between 0 and 0.5")
    if temperature is not None and not COLDEST <= temperature <= WARMEST:
        raise UsageError(
            f"{temperature:g} °C is no temperature of a living membrane",
            f"give one between {COLDEST:g} and {WARMEST:g} °C",
        )
    chosen = frozenset(rule(name).id for name in select) if select else None
    return Options(
        Settings(hedge, temperature), chosen, frozenset(rule(name).id for name in ignore), stdin_name
    )


def make_report(
    source: str | os.PathLike[str],
    name: str | None,
    temperature: float | None,
    hedge: float,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> AuditReport:
    """Audit a path or a text; see ``nernstian.audit.audit``."""
    options = make_options(temperature, hedge, select, ignore)
    if not isinstance(source, str):
        return AuditReport(audit_paths([os.fspath(source)], options))
    is_text = name is not None or "\n" in source or len(source) > 1000
    if not is_text and (Path(source).exists() or "*" in source or _looks_like_path(source)):
        return AuditReport(audit_paths([source], options))
    document = document_of(source, name or "<text>")
    return AuditReport((audit_document(document, options.settings, options.select, options.ignore),))


def _looks_like_path(source: str) -> bool:
    """A missing file is an error, not a text: one word with a suffix or a folder in it."""
    return " " not in source.strip() and (os.sep in source or "." in source)
