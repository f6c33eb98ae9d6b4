"""A toy law to write drafts for, with quantities of every domain; and damage to lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from nernstian.derivations.draft import Derivation, Draft
from nernstian.derivations.law import Author, Law
from nernstian.derivations.literature import cited
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import CONSTANT_SYMBOLS, QSymbol, symbol


def number(name: str, domain: str = "real") -> Quantity:
    low = Fraction(-2) if domain in {"real", "nonzero"} else Fraction(1, 10)
    return Quantity(name, "1", domain, f"a {domain} number", low=low, high=Fraction(3))


QUANTITIES: tuple[Quantity, ...] = (
    *(number(n) for n in ("a", "b", "f", "g", "x", "w")),
    number("k", "positive"),
    number("m", "positive"),
    number("n", "nonzero"),
    number("p", "nonnegative"),
    Quantity("U", "V", "real", "a voltage"),
    Quantity("W", "V", "real", "another voltage"),
    Quantity("t", "K", "positive", "a temperature", low=Fraction(200), high=Fraction(300)),
    Quantity("ell", "m", "positive", "a length", low=Fraction(1), high=Fraction(2)),
    Quantity("s", "m", "real", "a place"),
)

#: A law whose relation is y = k*a; the author's draft need not derive it.
RESULT = number("y")


def toy(name: str = "toy", equation: str = "y = k*a") -> Law:
    return Law(
        name,
        "Toy law",
        "derived",
        equation,
        (number("k", "positive"), number("a")),
        RESULT,
        cited("textbook_convention"),
    )


@pytest.fixture
def law() -> Law:
    return toy()


@pytest.fixture
def make_law() -> Callable[..., Law]:
    return toy


@pytest.fixture
def scope() -> dict[str, QSymbol]:
    return CONSTANT_SYMBOLS | {q.name: symbol(q) for q in (*QUANTITIES, RESULT)}


def drafted(law: Law, name: str = "route", *, of_itself: bool = False) -> Draft:
    """A draft with every quantity in scope."""
    made = Draft(law, name, of_itself=of_itself)
    for quantity in QUANTITIES:
        made.quantity(quantity)
    return made


@pytest.fixture
def draft(law: Law) -> Draft:
    return drafted(law)


@pytest.fixture
def derive() -> Callable[[Author, str], tuple[Derivation, Law]]:
    """Write a derivation of a claim about the toy law, as one of its limiting forms."""

    def write(author: Author, claim: str) -> tuple[Derivation, Law]:
        law = toy()

        def with_scope(d: Draft) -> None:
            for quantity in QUANTITIES:
                d.quantity(quantity)
            author(d)

        law.limit("claim", claim, claim)(with_scope)
        return law.consequence("claim"), law

    return write


@pytest.fixture
def damaged() -> Callable[..., Derivation]:
    """The derivation with some fields of one line replaced; -1 is the last line."""

    def damage(derivation: Derivation, at: int, **changes: object) -> Derivation:
        index = at - 1 if at > 0 else len(derivation.lines) + at
        lines = list(derivation.lines)
        lines[index] = replace(lines[index], **changes)  # type: ignore[arg-type]
        return replace(derivation, lines=tuple(lines))

    return damage
