"""The HTML report: one page that stands by itself, with the document, its findings and their computations.

No script, no font, no picture from elsewhere. Everything that comes from a document is escaped. Verdicts are
told by words and by the style of their line, not by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from nernstian.audit.baseline import FINDINGS
from nernstian.audit.document import Document, Span
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
_GAP = '<span class="gap">⋯</span>\n'
#: Where a judged number stands, its ordinal in the document, and its verdict.
_Mark = tuple[Span, int, Verdict]
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
    source, marked = _source(report, at)
    notes = "".join(_note(report, v, at, n, n in marked) for n, v in enumerate(report.verdicts, 1))
    return (
        f'{head}{_coverage(report, show_unchecked)}{_remarks(report)}<div class="sides">\n'
        f'<pre class="source">{source}</pre>\n<ol class="notes">\n{notes}</ol>\n'
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


def _source(report: DocumentReport, at: int) -> tuple[str, set[int]]:
    """The text with its judged numbers marked, and where it has none, a gap; and which of them are marked."""
    document = report.document
    if document is None:
        return "", set()
    marks = [
        (document.span(v.claim.number.start, v.claim.number.unit_end), n, v)
        for n, v in enumerate(report.verdicts, 1)
    ]
    parts, marked, done = list[str](), set[int](), 0
    for start, end, inside in _stretches(document, marks):
        if start > done:
            parts.append(_GAP)
        parts.append(_marked(document, inside, at, start, end, marked))
        done = end
    if parts and done < len(document.source):
        parts.append(_GAP)
    return "".join(parts) or _text(document.source[:2000]), marked


def _stretches(document: Document, marks: list[_Mark]) -> Iterator[tuple[int, int, list[_Mark]]]:
    """The pieces of the source that are shown, whole lines around what was judged, each with its marks."""
    if marks and len(document.source) <= _MOST_TEXT // 20:
        yield 0, len(document.source), marks
        return
    low, high, shown, inside = -1, -1, 0, list[_Mark]()
    for mark in marks:
        start, end = _around(document, mark[0])
        if start > high:
            if inside:
                yield low, high, inside
                shown += high - low
            low, inside = start, []
        high = max(high, end)
        inside.append(mark)
        if shown > _MOST_TEXT:
            return
    if inside:
        yield low, high, inside


def _around(document: Document, span: Span) -> tuple[int, int]:
    """The lines around a place, or what is near it of very long ones."""
    starts = document.line_starts
    first, last = max(1, span.line - _AROUND), min(len(starts), span.line + _AROUND)
    end = starts[last] if last < len(starts) else len(document.source)
    return max(starts[first - 1], span.start - 2000), min(end, span.end + 2000)


def _marked(document: Document, marks: list[_Mark], at: int, start: int, end: int, marked: set[int]) -> str:
    """A stretch of the source with its marks; their ordinals are added to ``marked``."""
    parts, done = [], start
    for span, n, verdict in marks:
        if not done <= span.start < span.end <= end:
            continue  # inside one that is marked already
        parts.append(_text(document.source[done : span.start]))
        quote = _text(document.source[span.start : span.end])
        label = f"{verdict.kind.value}: finding {n}"
        parts.append(
            f'<a class="{verdict.kind.value}" href="#d{at}n{n}" id="d{at}q{n}" title="{label}">{quote}'
            f"<sup>{n}</sup></a>"
        )
        marked.add(n)
        done = span.end
    parts.append(_text(document.source[done:end]))
    return "".join(parts)


# -- the notes beside it


def _note(report: DocumentReport, verdict: Verdict, at: int, n: int, marked: bool) -> str:
    claim, document = verdict.claim, report.document
    span = document.span(claim.number.start, claim.number.end) if document is not None else None
    place = f"page {span.page}, " if span is not None and span.page else ""
    place += f"line {span.line}" if span is not None else ""
    rule = RULES[claim.rule]
    computed = _computation(verdict)
    head = f"{n}. <b>{verdict.kind.value}</b>"
    head = f'<a href="#d{at}q{n}">{head}</a>' if marked else head
    line = reproduce(verdict)
    command = f"<pre><code>{_text(line)}</code></pre>" if line else ""
    return (
        f'<li id="d{at}n{n}" value="{n}" class="{verdict.kind.value}">'
        f'<p>{head} <span class="rule">{claim.rule} '
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
