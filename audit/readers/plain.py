"""Text and Markdown: decoding only; their markup is blanked by the normaliser."""

from __future__ import annotations

import codecs

from nernstian.derivations.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, path: str) -> str:
    """Decode a text file: UTF-8, or UTF-16 with a byte order mark.

    Raises
    ------
    ReadError
        The bytes are no text in either encoding.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"{path}: not valid {error.encoding.upper()} (byte {error.start})"
        raise ReadError(cause, "save it as UTF-8") from error
    if "\0" in text:
        raise ReadError(f"{path}: holds NUL characters, so it is no text", "give a text or Markdown file")
    return text
