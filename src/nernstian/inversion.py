"""A law solved for one argument, as a NumPy function of the result and the other arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from nernstian.codegen.function import NumericFunction, function, real
from nernstian.derivations import laws
from nernstian.derivations.errors import UsageError
from nernstian.derivations.inverses import solved
from nernstian.requirements import DOMAINS
from nernstian.roots import grid, put_back, search
from nernstian.suggestions import did_you_mean


class InverseFunction:
    """A law solved for ``of``. Made by `nernstian.inverse`; see there."""

    def __init__(self, name: str, of: str, ions: Mapping[str, int] | None = None) -> None:
        law = laws.get(name, ions)
        names = [q.name for q in law.arguments]
        if of not in names:
            raise UsageError(
                f"{name} has no argument {of} to solve for",
                did_you_mean(of, names) + f"It takes {', '.join(names)}.",
            )
        self.law, self.of = law, of
        #: Whether the answers come from a closed form, proved from the law; else from a bracketed root.
        self.closed = of in [inverse.argument for inverse in law.inverses]
        self._ions = None if ions is None else dict(ions)
        self._forward = function(name, ions=ions)
        self._form = NumericFunction(solved(law, of)) if self.closed else None
        self._names = (law.result.name, *(other for other in names if other != of))
        self._domain = next(q.domain for q in law.arguments if q.name == of)
        self.__name__ = self.__qualname__ = f"{name}_inverse_{of}"
        self.__doc__ = f"{law.title} solved for {of}: the result first, then the other arguments, in SI."
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        self.__signature__ = inspect.Signature([inspect.Parameter(n, kind) for n in self._names])

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Solve; the arguments broadcast, and scalars give a float."""
        try:
            given = self.__signature__.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{self.__name__}{self.__signature__}: {error}") from None
        values = {name: real(name, given[name]) for name in self._names}
        with np.errstate(all="ignore"):
            answer = self._by_brackets(values) if self._form is None else self._by_form(self._form, values)
        return float(answer) if answer.ndim == 0 else answer

    def _by_form(self, form: NumericFunction, values: Mapping[str, Any]) -> Any:
        # Adding 0 turns -0 into 0: an answer at the end of a domain has no sign.
        answer = np.asarray(form(**values)) + 0.0
        return np.where(self._holds(answer, values), answer, np.nan)

    def _holds(self, answer: Any, values: Mapping[str, Any]) -> Any:
        """Where an answer lies in the domain and the law gives the result there."""
        others = {name: np.asarray(value) for name, value in values.items() if name != self._names[0]}
        _, agrees = put_back(self._forward, {**others, self.of: answer}, np.asarray(values[self._names[0]]))
        return np.isfinite(answer) & DOMAINS[self._domain].holds(answer) & agrees

    def _by_brackets(self, values: Mapping[str, Any]) -> Any:
        arrays = np.broadcast_arrays(*values.values())
        answers = [
            self._root({name: float(v) for name, v in zip(values, row, strict=True)})
            for row in zip(*(array.flat for array in arrays), strict=True)
        ]
        return np.array(answers, dtype=np.float64).reshape(arrays[0].shape)

    def _root(self, values: Mapping[str, float]) -> float:
        """The one root over the domain; NaN for none, or several."""
        others = {name: value for name, value in values.items() if name != self._names[0]}
        points, target = grid(self._domain), values[self._names[0]]
        if not np.isfinite(target):
            return np.nan
        seen = np.broadcast_to(self._forward(**others, **{self.of: np.array(points)}), (len(points),))

        def at(value: float) -> float:
            return float(self._forward(**others, **{self.of: value}))

        found = search(at, target, points, seen.tolist())
        roots = [root.value for root in found.roots if bool(self._holds(np.float64(root.value), values))]
        return roots[0] if len(roots) == 1 and not found.flats else np.nan

    def __repr__(self) -> str:
        how = "closed form" if self.closed else "bracketed"
        return f"<{self.__name__}{self.__signature__}: {self.law.title}, {how}>"

    def __reduce__(self) -> tuple[Callable[..., InverseFunction], tuple[Any, ...]]:
        return InverseFunction, (self.law.name, self.of, self._ions)
