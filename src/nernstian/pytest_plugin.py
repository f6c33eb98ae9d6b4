"""pytest plugin: with ``--nernstian`` the documents a run collects are audited, one test a document.

    pytest --nernstian docs/

A document with an inconsistent number fails; what it prints is what ``nernstian audit`` would. The settings
of ``[tool.nernstian.audit]`` hold here, too. Without the option nothing is collected, and nothing of the
audit is imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--nernstian``."""
    parser.getgroup("nernstian").addoption(
        "--nernstian", action="store_true", help="Audit the numbers about membrane potentials in documents."
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the documents that the audit reads."""
    if not parent.config.getoption("--nernstian"):
        return None
    from nernstian.audit.batch import documents
    from nernstian.audit.readers import FORMATS

    if not file_path.suffix or file_path.suffix.lower() not in FORMATS:
        return None
    if not documents([str(file_path)], _settings(parent.config)["exclude"]):
        return None
    return _Document.from_parent(parent, path=file_path)


def _settings(config: pytest.Config) -> dict[str, Any]:
    from nernstian.audit.configuration import find, resolved

    return resolved(find(config.rootpath), {})


class _Document(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        """One test: the audit of the document."""
        yield _Audit.from_parent(self, name="nernstian")


class FindingsError(Exception):
    """The document holds findings; the message lists them."""


class _Audit(pytest.Item):
    def runtest(self) -> None:
        """Audit the document and fail on what the settings say."""
        from nernstian.audit import baseline
        from nernstian.audit.batch import audit_each
        from nernstian.audit.report import AuditReport, make_options

        asked = _settings(self.config)
        options = make_options(asked["celsius"], asked["hedge"], asked["select"], asked["ignore"])
        reports = audit_each([str(self.path)], options)
        if asked["baseline"] is not None:
            reports = baseline.apply(reports, asked["baseline"])
        report = AuditReport(tuple(reports))
        if report.exit_code(asked["fail_on"]):
            raise FindingsError(report.to_text())

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings as they are; anything else as pytest shows it."""
        if isinstance(excinfo.value, FindingsError):
            return str(excinfo.value).rstrip()
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands: the document."""
        return self.path, 0, f"audit of {self.path.name}"
