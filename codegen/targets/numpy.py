"""NumPy: expressions for lambdify, over the array primitives of ``runtime``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from nernstian.derivations.terms import Term

from .base import Target


class NumpyTarget(Target):
    """Prints terms for ``sympy.lambdify``, which asks a printer for ``doprint``."""

    name = "numpy"
    functions: ClassVar[Mapping[str, str]] = {
        "ln": "log",
        "exp": "exp",
        "sqrt": "sqrt",
        "abs": "abs",
        "B": "bernoulli",
        "log_quotient": "log_quotient",
        "select": "select",
    }

    def doprint(self, term: Term) -> str:
        """The name under which lambdify calls a printer."""
        return self.expression(term)
