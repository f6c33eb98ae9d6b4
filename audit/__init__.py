"""The audit room: what a text claims about membrane potentials, recomputed.

``audit`` is the whole interface; everything else loads when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from nernstian.audit.report import AuditReport

__all__ = ["AuditReport", "audit"]


def audit(
    source: str | os.PathLike[str],
    *,
    name: str | None = None,
    temperature: float | None = None,
    hedge: float = 0.05,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> AuditReport:
    """Audit a document, a folder, a glob, or a text.

    Parameters
    ----------
    source : str or path
        A path; or the text itself, recognised by a line break or by not being an existing path.
    name : str, optional
        Gives the text a name, whose suffix says how it is read (``"a.tex"``), and keeps ``source`` from being
        taken for a path.
    temperature : float, optional
        The temperature in degrees Celsius to assume where the text states none.
    hedge : float
        Relative half-width of "about".
    select, ignore : tuple of str
        Rule ids to report (all if empty) and to leave out.

    Returns
    -------
    AuditReport
        ``.to_text()``, ``.to_json()``, ``.exit_code(fail_on)``.

    Raises
    ------
    UsageError
        A rule id that does not exist.
    """
    from nernstian.audit.report import make_report

    return make_report(source, name, temperature, hedge, select, ignore)


def __getattr__(attribute: str) -> object:
    if attribute == "AuditReport":
        from nernstian.audit.report import AuditReport

        return AuditReport
    raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
