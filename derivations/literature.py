"""Where things stand written: references, how each was confirmed, and what a law cites.

A reference is confirmed when somebody saw its authors, year, journal and pages (or DOI) agree in a record
other than this one; `Reference.confirmed` says which, so that a stranger can look again. What could not be
confirmed stays in the table and is shown as ``(unconfirmed)`` wherever it is cited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from .errors import DefinitionError

#: A convention is a thing of common knowledge that no publication is cited for: there is nothing to confirm.
KINDS = ("article", "book", "chapter", "standard", "document", "convention")
UNCONFIRMED = "(unconfirmed)"


@dataclass(frozen=True)
class Reference:
    """One row of the bibliography.

    Parameters
    ----------
    key
        The name by which laws and preparations cite it.
    authors
        ``Surname, Initials`` each; empty for a convention or a text without a named author.
    year
        Of publication; empty for a convention or a text that gives none.
    title, container, volume, pages, doi
        As printed; ``container`` is the journal, or the publisher of a book.
    kind
        One of `KINDS`.
    confirmed
        How the row was confirmed, in words that let a stranger do it again; empty if it was not.

    Raises
    ------
    DefinitionError
        For an unknown kind, a row without a title, or a publication without author or year.
    """

    key: str
    authors: tuple[str, ...]
    year: str
    title: str
    container: str = ""
    volume: str = ""
    pages: str = ""
    doi: str = ""
    kind: str = "article"
    confirmed: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DefinitionError(f"reference {self.key}: unknown kind {self.kind!r}", f"One of {KINDS}.")
        if not self.key.isidentifier() or not self.title:
            raise DefinitionError(f"reference {self.key!r} needs a key that is a name, and a title")
        published = self.kind not in ("convention", "document")
        if published and not (self.authors and self.year and self.container):
            raise DefinitionError(f"reference {self.key} needs authors, a year and a journal or publisher")
        if self.doi and not self.doi.startswith("10."):
            raise DefinitionError(f"reference {self.key}: {self.doi!r} is not a DOI", "Write 10.1085/jgp...")

    @property
    def is_confirmed(self) -> bool:
        """Whether the row was seen to agree with another record; a convention needs none."""
        return bool(self.confirmed) or self.kind == "convention"

    @property
    def label(self) -> str:
        """How it is cited in a line: ``Hodgkin & Katz 1949``."""
        if self.kind in ("convention", "document"):
            return self.title
        names = [author.partition(",")[0] for author in self.authors]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} & {names[-1]}"
        return f"{listed} {self.year}" if len(names) < 4 else f"{names[0]} et al. {self.year}"

    @property
    def full(self) -> str:
        """The whole reference in a line, without how it was confirmed."""
        year = f" ({self.year})" if self.year else ""
        head = f"{'; '.join(self.authors)}{year}".rstrip(".") + ". " if self.authors else ""
        place = " ".join(part for part in (self.container, self.volume) if part)
        place += f"{', ' if self.volume else ', pp. '}{self.pages}" if self.pages else ""
        doi = f" doi:{self.doi}" if self.doi else ""
        parts = (f"{part}." for part in (self.title.rstrip("."), place.rstrip(".")) if part)
        return head + " ".join(parts) + doi

    @property
    def marked(self) -> str:
        """The whole reference, with a mark if it was not confirmed."""
        return self.full if self.is_confirmed else f"{self.full} {UNCONFIRMED}"

    @property
    def standing(self) -> str:
        """How it was confirmed, or that it was not."""
        if self.kind == "convention":
            return "a convention; nothing to confirm"
        return f"confirmed: {self.confirmed}" if self.confirmed else "unconfirmed"


@dataclass(frozen=True)
class Citation:
    """A reference, cited for something.

    Parameters
    ----------
    key
        Of the reference.
    locator
        The place in it: ``ch. 1``, ``table 2.1``.
    seen
        How the place was confirmed; empty if it was not. The reference is confirmed apart from it.

    Raises
    ------
    DefinitionError
        If no reference has the key.
    """

    key: str
    locator: str = ""
    seen: str = ""

    def __post_init__(self) -> None:
        reference(self.key)

    @property
    def reference(self) -> Reference:
        """What is cited."""
        return reference(self.key)

    @property
    def is_confirmed(self) -> bool:
        """Whether the reference, and the place in it if one is named, were confirmed."""
        return self.reference.is_confirmed and (not self.locator or bool(self.seen))

    def __str__(self) -> str:
        place = f", {self.locator}" if self.locator else ""
        if self.is_confirmed:
            return self.reference.label + place
        mark = "(place unconfirmed)" if self.reference.is_confirmed else UNCONFIRMED
        return f"{self.reference.label}{place} {mark}"


class Source(tuple[Citation, ...]):
    """What a law or an assumption is taken from: citations, printed as one line of text."""

    __slots__ = ()

    def __str__(self) -> str:
        return "; ".join(map(str, self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    @property
    def is_confirmed(self) -> bool:
        """Whether everything cited is confirmed, places included."""
        return all(citation.is_confirmed for citation in self)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what is cited, without repetition."""
        return tuple(dict.fromkeys(citation.key for citation in self))


#: No source: of an assumption that the literature is not cited for.
UNCITED = Source()


def cited(*citations: str | tuple[str, str] | Citation) -> Source:
    """A source of keys, of ``(key, place)``, or of whole citations.

    Raises
    ------
    DefinitionError
        If nothing is cited, or a key is unknown.

    Examples
    --------
    >>> print(cited("goldman1943", ("hille2001", "ch. 1")))
    Goldman 1943; Hille 2001, ch. 1 (place unconfirmed)
    """
    if not citations:
        raise DefinitionError("a source without a citation", 'Write cited("goldman1943").')
    return Source(map(_citation, citations))


def check_source(source: object, whose: str) -> None:
    """Refuse what is no source, such as the name of an author as plain text.

    Raises
    ------
    DefinitionError
        If ``source`` was not made by `cited`.
    """
    if not isinstance(source, Source):
        raise DefinitionError(
            f"{whose} cites {source!r}, which is not a source",
            'Write source=cited("goldman1943"), with a key of derivations/bibliography.py.',
        )


def reference(key: str) -> Reference:
    """The row of the bibliography with this key.

    Raises
    ------
    DefinitionError
        If there is none.
    """
    table = bibliography()
    if key not in table:
        near = get_close_matches(key, table, 1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise DefinitionError(
            f"there is no reference {key!r}", f"{hint}Add a row to derivations/bibliography.py."
        )
    return table[key]


def bibliography() -> dict[str, Reference]:
    """Every reference by its key."""
    from .bibliography import REFERENCES

    return REFERENCES


def references(keys: Iterable[str]) -> tuple[Reference, ...]:
    """The references with these keys, without repetition, in the order of their labels."""
    return tuple(sorted(map(reference, dict.fromkeys(keys)), key=lambda row: row.label.casefold()))


def _citation(item: str | tuple[str, str] | Citation) -> Citation:
    if isinstance(item, Citation):
        return item
    return Citation(item) if isinstance(item, str) else Citation(*item)
