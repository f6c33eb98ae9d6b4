"""The errors a user can meet: one family, each with its cause and its remedy.

No error of this family shows a traceback on the command line: ``cause`` says what went wrong,
``remedy`` what to do about it, and the command exits with 2.
"""

from __future__ import annotations


class NernstianError(Exception):
    """Base class: ``cause`` is one sentence of what is wrong, ``remedy`` one of how to mend it."""

    def __init__(self, cause: str, remedy: str = "") -> None:
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{cause}\n  {remedy}" if remedy else cause)

    def __reduce__(self) -> tuple[type[NernstianError], tuple[str, str]]:
        return (type(self), (self.cause, self.remedy))


class NernstianWarning(UserWarning):
    """A value is legal and probably a slip: a temperature no cell lives at, a valence that is not whole."""


class UsageError(NernstianError, ValueError):
    """Something was asked for that does not exist: a law, a route, an argument, a format."""


class UnitError(NernstianError, ValueError):
    """A quantity has the wrong dimension, no unit, or a unit nobody knows."""


class DomainError(NernstianError, ValueError):
    """A value lies outside the domain of the law (zero valence, a negative concentration ...)."""


class ReadError(NernstianError, OSError):
    """A document could not be read."""


class ToolchainError(NernstianError, RuntimeError):
    """Generated code could not be built or run: the compiler refused it, or its program failed."""


class GrammarError(NernstianError, ValueError):
    """A formula or a literal is not in the grammar."""


class DimensionError(NernstianError, ValueError):
    """The two sides of a relation, the terms of a sum or the argument of a function do not agree."""


class RuleError(NernstianError, ValueError):
    """A derivation step is not an instance of its rule."""


class SideConditionError(RuleError):
    """A side condition of a rule could not be discharged from the domain and the assumptions."""


class DefinitionError(NernstianError, ValueError):
    """An object of the toolkit (constant, quantity, law) contradicts itself on construction."""
