"""Text and Markdown: decoding only; their markup is blanked by the normaliser."""

from __future__ import annotations

import codecs
import re

from nernstian.derivations.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
_HEAD = 4096  # a page says its encoding near its top
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}


def declared_encoding(content: bytes) -> str:
    """Return the encoding that a web page declares, or UTF-8."""
    match = _CHARSET.search(content[:_HEAD])
    if match is None:
        return "utf-8"
    name = match[1].decode("ascii").lower()
    name = _AS_BROWSERS_DO.get(name, name)
    try:
        codec = codecs.lookup(name)
        "".encode(name)  # refuses codecs that are no text encodings
    except (LookupError, ValueError):
        return "utf-8"
    # a page whose declaration could be read byte by byte is in none of the wide encodings
    return "utf-8" if codec.name.startswith(("utf-16", "utf-32")) else codec.name


def decode(content: bytes, path: str, otherwise: str = "utf-8") -> str:
    """Decode a text file: UTF-8 or another encoding that it declares, or UTF-16 with a byte order mark.

    Raises
    ------
    ReadError
        The bytes are no text in either encoding.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    encoding = marked or otherwise
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"{path}: not valid {error.encoding.upper()} (byte {error.start})"
        raise ReadError(cause, "save it as UTF-8") from error
    if "\0" in text:
        if not marked and len(text) > 3 and text.count("\0") > len(text) // 3:
            cause = f"{path}: seems to be UTF-16 without a byte order mark"
            raise ReadError(cause, "save it as UTF-8")
        raise ReadError(f"{path}: holds NUL characters, so it is no text", "give a text or Markdown file")
    return text
