"""The HTML report: one page that stands by itself, with the document, its findings and their computations.

No script, no font, no picture from elsewhere. Everything that comes from a document is escaped. Verdicts are
told by words and by the style of their line, not by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from nernstian.audit.baseline import FINDINGS
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import counts, remarks, reproduce, safe
from nernstian.audit.reports.computation import computation, inputs
from nernstian.audit.reports.stylesheet import STYLE
from nernstian.audit.rules import RULES
from nernstian.audit.verdict import Kind, Verdict

#: Lines of a document around its numbers that are shown; long stretches without any are left out.
_AROUND = 2
_MOST_TEXT = 400_000
_MOST_REASONS = 12
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _text(text: str) -> str:
    """A document's text, escaped for HTML, with control characters made visible."""
    return "\n".join(escape(safe(line)) for line in text.split("\n"))


def page(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:
    """Return the report as one HTML page."""
    totals = counts(reports)
    summary = "".join(_total(kind, totals[kind.value]) for kind in Kind if totals[kind.value])
    title = f"Audit of {totals['documents']} document{'' if totals['documents'] == 1 else 's'}"
    body = "".join(_document(report, at, show_unchecked) for at, report in enumerate(reports, 1))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
        f"<p>{totals['numbers']} numbers seen, {totals['claims']} judged.</p>\n"
        f'<ul class="totals">{summary}</ul>\n</header>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _total(kind: Kind, count: int) -> str:
    return f'<li class="{kind.value}"><b>{count}</b> {kind.value}</li>'


def _document(report: DocumentReport, at: int, show_unchecked: bool) -> str:
    head = f'<section aria-labelledby="d{at}">\n<h2 id="d{at}">{_text(report.path)}</h2>\n'
    if report.error is not None or report.document is None:
        remedy = f"<br>{_text(report.remedy)}" if report.remedy else ""
        return f'{head}<p class="error">{_text(report.error or "")}{remedy}</p>\n</section>\n'
    notes = "".join(_note(report, verdict, at, n) for n, verdict in enumerate(report.verdicts, 1))
    return (
        f'{head}{_coverage(report, show_unchecked)}{_remarks(report)}<div class="sides">\n'
        f'<pre class="source">{_source(report, at)}</pre>\n<ol class="notes">\n{notes}</ol>\n'
        "</div>\n</section>\n"
    )


# -- what was seen


def _coverage(report: DocumentReport, show_unchecked: bool) -> str:
    judged = len(report.verdicts)
    known = f", {report.suppressed} suppressed" if report.suppressed else ""
    line = f"{report.numbers} numbers seen, {judged} judged{known}"
    if not report.unchecked:
        return f'<p class="coverage">{line}.</p>\n'
    reasons = Counter(item.reason for item in report.unchecked)
    common = reasons.most_common(_MOST_REASONS)
    rows = "".join(f"<li>{count} × {_text(reason)}</li>" for reason, count in common)
    left = sum(reasons.values()) - sum(count for _, count in common)
    rows += f"<li>{left} for other reasons</li>" if left else ""
    opened = " open" if show_unchecked else ""
    return (
        f'<details class="coverage"{opened}><summary>{line}; why the rest was not</summary>'
        f"<ul>{rows}</ul></details>\n"
    )


def _remarks(report: DocumentReport) -> str:
    """What is to be said of comments and of the sidecar."""
    rows = "".join(
        f"<li>{_text(path)}{'' if line is None else f', line {line}'}: {_text(text)}</li>"
        for path, line, text in remarks(report)
    )
    return f'<ul class="remarks">{rows}</ul>\n' if rows else ""


# -- the document


def _source(report: DocumentReport, at: int) -> str:
    """The text with its judged numbers marked, and where it has none, a gap."""
    document = report.document
    if document is None:
        return ""
    parts: list[str] = []
    for start, end in _stretches(report):
        if parts or start > 0:
            parts.append('<span class="gap">⋯</span>\n')
        parts.append(_marked(report, at, start, end))
    if not parts:
        parts.append(_text(document.source[:2000]))
    return "".join(parts)


def _stretches(report: DocumentReport) -> Iterator[tuple[int, int]]:
    """The pieces of the source that are shown: whole lines around what was judged."""
    document = report.document
    if document is None or not report.verdicts:
        return
    if len(document.source) <= _MOST_TEXT // 20:
        yield 0, len(document.source)
        return
    low, high, shown = -1, -1, 0
    for verdict in report.verdicts:
        span = document.span(verdict.claim.number.start, verdict.claim.number.unit_end)
        first, last = max(1, span.line - _AROUND), min(len(document.line_starts), span.line + _AROUND)
        start = max(document.line_starts[first - 1], span.start - 2000)
        end = document.line_starts[last] if last < len(document.line_starts) else len(document.source)
        end = min(end, span.end + 2000)
        if start > high:
            if high > low >= 0:
                yield low, high
                shown += high - low
            low = start
        high = max(high, end)
        if shown > _MOST_TEXT:
            return
    yield low, high


def _marked(report: DocumentReport, at: int, start: int, end: int) -> str:
    document = report.document
    if document is None:
        return ""
    parts, done = [], start
    for n, verdict in enumerate(report.verdicts, 1):
        span = document.span(verdict.claim.number.start, verdict.claim.number.unit_end)
        if not done <= span.start < span.end <= end:
            continue  # outside, or inside one that is marked already
        parts.append(_text(document.source[done : span.start]))
        quote = _text(document.source[span.start : span.end])
        label = f"{verdict.kind.value}: finding {n}"
        parts.append(
            f'<a class="{verdict.kind.value}" href="#d{at}n{n}" id="d{at}q{n}" title="{label}">{quote}'
            f"<sup>{n}</sup></a>"
        )
        done = span.end
    parts.append(_text(document.source[done:end]))
    return "".join(parts)


# -- the notes beside it


def _note(report: DocumentReport, verdict: Verdict, at: int, n: int) -> str:
    claim, document = verdict.claim, report.document
    span = document.span(claim.number.start, claim.number.end) if document is not None else None
    place = f"page {span.page}, " if span is not None and span.page else ""
    place += f"line {span.line}" if span is not None else ""
    rule = RULES[claim.rule]
    computed = _computation(verdict)
    line = reproduce(verdict)
    command = f"<pre><code>{_text(line)}</code></pre>" if line else ""
    return (
        f'<li id="d{at}n{n}" value="{n}" class="{verdict.kind.value}">'
        f'<p><a href="#d{at}q{n}">{n}. <b>{verdict.kind.value}</b></a> <span class="rule">{claim.rule} '
        f"{_text(rule.title)}, {place}</span></p>\n"
        f"<p>{_text(verdict.message)}</p>\n{computed}{command}</li>\n"
    )


def _computation(verdict: Verdict) -> str:
    """The law with the numbers put in, and where these come from: open where there is something to find."""
    lines = computation(verdict)
    rows = "".join(f"<tr><th>{name}</th><td>{text}</td></tr>" for name, text in inputs(verdict))
    table = f"<table>{rows}</table>" if rows else ""
    if not lines + table:
        return ""
    opened = " open" if verdict.kind in FINDINGS else ""
    return f"<details{opened}><summary>computation</summary>{lines}{table}</details>\n"
