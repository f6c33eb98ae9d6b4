"""Runs of text on a page of a PDF: what each shows, where it starts and ends, how high its font is.

pypdf follows the text operators for its own layout mode; its plain mode loses where a run ends. The bounds
of the dependency in ``pyproject.toml`` and the tests guard the inner modules used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf._text_extraction._layout_mode._text_state_params import TextStateParams
from pypdf.generic import ContentStream, DictionaryObject, NameObject

from nernstian.audit.readers import glyphs, marks
from nernstian.derivations.errors import ReadError

MAX_OPERATIONS = 1_000_000
MAX_FORM_DEPTH = 8
_UNIT = (1, 0, 0, 1, 0, 0)
_WIDE_SPACE = re.compile(r"\s{3,}")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: from ``x`` to ``end`` on the baseline ``y``; ``rise`` when an operator raised it."""

    text: str
    x: float
    end: float
    y: float
    height: float
    rise: float = 0.0


class _Operations:
    """The operations of a page, with those of the forms it draws in their place."""

    def __init__(self, page: PageObject) -> None:
        self.page = page
        self.fonts: dict[str, Any] = {}
        self.count = self.forms = 0

    def walk(self, holder: Any, content: Any, prefix: str, depth: int) -> Iterator[tuple[list[Any], bytes]]:
        if "/Resources" in holder or depth == 0:
            found = self._like_a_page(holder)._layout_mode_fonts()  # noqa: SLF001  # see the module's docstring
            self.fonts.update({prefix + name: font for name, font in found.items()})
        for operands, operator in ContentStream(content, self.page.pdf, "bytes").operations:
            self.count += 1
            if self.count > MAX_OPERATIONS:
                raise ReadError("a page draws more than a page can show", "convert it to text first")
            if operator == b"Do" and operands:
                yield from self._form(holder, operands[0], depth)
            elif operator == b"Tf" and operands:
                yield [prefix + str(operands[0]), *operands[1:]], operator
            else:
                yield list(operands) if not isinstance(operands, dict) else [], operator

    def _like_a_page(self, holder: Any) -> PageObject:
        """Return a page with the resources of a form: pypdf looks for fonts in pages only."""
        if isinstance(holder, PageObject):
            return holder
        page = PageObject(pdf=self.page.pdf)
        page[NameObject("/Resources")] = holder["/Resources"]
        return page

    def _form(self, holder: Any, name: Any, depth: int) -> Iterator[tuple[list[Any], bytes]]:
        resources = _get(holder, "/Resources") or _get(self.page, "/Resources")
        form = _get(_get(resources, "/XObject"), name)
        if _get(form, "/Subtype") != "/Form" or depth >= MAX_FORM_DEPTH:
            return
        self.forms += 1
        prefix = f"{self.forms}:" if "/Resources" in form else ""
        yield [], b"q"
        yield [float(v) for v in form.get("/Matrix", _UNIT)], b"cm"
        yield from self.walk(form, form, prefix, depth + 1)
        yield [], b"Q"


def _get(holder: Any, name: Any) -> Any:
    """Return what stands under a name, wherever in the file it is; None where nothing can."""
    found = holder.get(name) if isinstance(holder, DictionaryObject) else None
    return found.get_object() if found is not None else None


def _shown(page: PageObject) -> Iterator[TextStateParams]:
    content = page.get_contents()
    if content is None:
        return
    operations = _Operations(page)
    stream = operations.walk(page, content, "", 0)
    state = TextStateManager()
    for first in stream:  # a page may close more states than it opened

        def rest(first: Any = first) -> Iterator[tuple[list[Any], bytes]]:
            yield first
            yield from stream
            yield [], b"Q"

        yield from recurse_to_target_op(rest(), state, b"Q", operations.fonts, strip_rotated=False)[1]


def runs(page: PageObject) -> list[Run]:
    """Return the upright runs of a page in the order in which they are drawn."""
    out: list[Run] = []
    for op in _shown(page):
        if op.rotated or op.font_height <= 0:
            continue
        out += _pieces(op)
    return out


def _pieces(op: TextStateParams) -> Iterator[Run]:
    """Yield a run in pieces where three spaces or more stand for a gap."""
    text = marks.clean(op.text.replace("\t", "   ").replace("\n", " ")).translate(glyphs.TABLE)
    if not op.font.interpretable:  # a reader must see that something stands here
        text = glyphs.UNKNOWN * len(text)
    width = (op.displaced_tx - op.tx) / max(len(text), 1)
    at = 0
    for gap in (*_WIDE_SPACE.finditer(text), None):
        stop = gap.start() if gap else len(text)
        if text[at:stop].strip():
            yield Run(text[at:stop], op.tx + at * width, op.tx + stop * width, op.ty, op.font_height, op.Ts)
        at = gap.end() if gap else stop
