"""A law as a NumPy function: the stable form through ``sympy.lambdify``, over our own printer and primitives.

What every such function keeps:

- SI units, or those it was made for: their scales are folded into its constants, and a call in other units
  costs what a call in SI does. Arguments by position in the law's order, or by keyword; they broadcast.
- It computes in float64 and returns float64, whatever was put in: an integer or float32 argument is read
  exactly, so that what a result is worth does not hang on one argument's type.
- Scalars in, a Python float out, through the plain evaluator, for which NumPy would need fifty times as long;
  as soon as one argument has dimensions, an array. Between the two the last place may differ.
- Outside the domain of an argument the result is NaN. A positive argument may be 0: there the limit stands
  (``nernst`` of ``c_out = 0`` is ``-inf`` times the sign of z). Nothing raises or warns for a single element.
- It is immutable, safe in threads, and pickles by the name of its law and its units.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import prod
from numbers import Real
from types import MappingProxyType
from typing import Any

import numpy as np
import sympy

from nernstian.derivations import laws
from nernstian.derivations.errors import UnitError, UsageError
from nernstian.derivations.law import Law

from . import runtime
from .describe import array_docstring
from .lowering import Lowered, lower
from .targets.numpy import NumpyTarget
from .targets.python import PythonTarget
from .units import SI, Units, least_double

#: Elements computed at a time: a handful of such arrays fit into the second-level cache.
_BLOCK = 8192

#: What the generated code calls; nothing else is in its reach.
_NAMESPACE: dict[str, Any] = {
    "abs": np.abs,
    "log": np.log,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "bernoulli": runtime.bernoulli,
    "log_quotient": runtime.log_quotient,
    "select": runtime.select,
}


def function(name: str, units: Units = SI, ions: Mapping[str, int] | None = None) -> NumericFunction:
    """A law as a NumPy function of floats or arrays, positional in the law's order or by keyword.

    Parameters
    ----------
    name : str
        The name of a law.
    units : Units, optional
        The units of arguments and result, resolved; what is not named there is in SI.
    ions : mapping of str to int, optional
        For a law that takes any list of ions: their names and valences, in the order of the arguments.

    Returns
    -------
    NumericFunction
        A callable with a docstring, a signature, its ``law`` and its ``units``.

    Raises
    ------
    UsageError
        If there is no such law, or it takes no list of ions, or one of them is no name; or if the units name
        what the law has not.
    DomainError
        If the law does not hold for the valence of one of the ions.

    Examples
    --------
    >>> nernst = function("nernst")
    >>> round(1000 * nernst(c_out=5, c_in=140, z=1, T=310.15), 2)
    -89.06
    """
    law = laws.get(name, ions)
    return _cached(name, units, None if ions is None else tuple(ions.items()), law.hash)


@lru_cache(maxsize=128)
def _cached(name: str, units: Units, ions: tuple[tuple[str, int], ...] | None, _hash: str) -> NumericFunction:
    return NumericFunction(laws.get(name, None if ions is None else dict(ions)), units, ions)


class NumericFunction:
    """A law, computed with NumPy. Made by `function`; see there."""

    def __init__(self, law: Law, units: Units = SI, ions: tuple[tuple[str, int], ...] | None = None) -> None:
        if unknown := set(units.names) - {q.name for q in (*law.arguments, law.result)}:
            raise UsageError(f"{law.name} has no {', '.join(sorted(unknown))} to give a unit to")
        self.law = law
        #: The unit of every argument and of the result.
        self.units: Mapping[str, str] = MappingProxyType(dict(units.texts(law)))
        self.__name__ = self.__qualname__ = law.name
        self.__doc__ = array_docstring(law, units)
        self.__signature__ = inspect.Signature(
            [inspect.Parameter(q.name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for q in law.arguments]
        )
        self._units, self._ions = units, ions
        self._names = tuple(q.name for q in law.arguments)
        lowered = lower(law, units)
        self._compute = compiled(lowered)
        self._scalar = PythonTarget().compiled(lowered)
        self._least = tuple((self._names.index(n), least_double(b)) for n, b in lowered.lower_bounds.items())
        self._nonzero = tuple(self._names.index(n) for n in lowered.nonzero)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate the law; see the docstring of the instance for its arguments."""
        given = args if len(args) == len(self._names) and not kwargs else self._bind(args, kwargs)
        values = [real(name, value) for name, value in zip(self._names, given, strict=True)]
        if all(type(value) is float for value in values):
            return self._scalar(*values)
        shapes = {value.shape for value in values if type(value) is not float}
        shape = next(iter(shapes)) if len(shapes) == 1 else np.broadcast_shapes(*shapes)
        arrays = [np.float64(value) if type(value) is float else value for value in values]
        with np.errstate(all="ignore"):
            return self._evaluate(arrays) if prod(shape) <= _BLOCK else self._in_blocks(arrays, shape)

    def _in_blocks(self, values: list[Any], shape: tuple[int, ...]) -> runtime.Array:
        """Large arrays in blocks, so that intermediate results stay in the cache."""
        flat = [v if v.ndim == 0 else np.broadcast_to(v, shape).reshape(-1) for v in values]
        result = np.empty(prod(shape))
        for start in range(0, result.size, _BLOCK):
            block = slice(start, start + _BLOCK)
            result[block] = self._evaluate([v if v.ndim == 0 else v[block] for v in flat])
        return result.reshape(shape)

    def _evaluate(self, values: list[Any]) -> Any:
        """The compiled form, and NaN outside the domain."""
        result = self._compute(*values)
        for value, bound in ((values[n], bound) for n, bound in self._least):
            least = value.min(initial=np.inf) if value.ndim else value
            if not least >= bound:  # true of a NaN, too
                result = np.where(value < bound, np.nan, result)
        for value in (values[n] for n in self._nonzero):
            if (value == 0.0).any():
                result = np.where(value == 0.0, np.nan, result)
        return result

    def _bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        try:
            arguments = self.__signature__.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{self.__name__}{self.__signature__}: {error}") from None
        return [arguments[name] for name in self._names]

    def __repr__(self) -> str:
        units = ", ".join(f"{name} in {unit}" for name, unit in self.units.items() if unit != "1")
        return f"<{self.__name__}{self.__signature__}: {self.law.title}, {units}>"

    def __reduce__(self) -> tuple[Callable[..., NumericFunction], tuple[Any, ...]]:
        return function, (self.law.name, self._units, None if self._ions is None else dict(self._ions))


def compiled(lowered: Lowered) -> Callable[..., Any]:
    """The NumPy code of a lowered law; to be called under ``np.errstate(all="ignore")``."""

    def assignments(expressions: Any) -> tuple[Any, Any]:
        return list(lowered.lets), expressions

    made: Callable[..., Any] = sympy.lambdify(
        lowered.arguments,
        lowered.result,
        modules=[_NAMESPACE],
        printer=NumpyTarget(),
        cse=assignments,
        docstring_limit=0,
    )
    return made


def real(name: str, value: Any) -> Any:
    """A float, or an array of float64; refused where that would drop a unit or an imaginary part."""
    if type(value) is float:
        return value
    if hasattr(value, "dimensionality"):
        raise UnitError(
            f"{name} carries a unit, and this function takes numbers",
            "Convert it first, or use nernstian.quantity_function, which takes quantities.",
        )
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise UsageError(
            f"{name} is a masked array, and this function would compute what is masked",
            "Fill it first: name.filled(numpy.nan) gives NaN where it is masked.",
        )
    array = np.asarray(value)
    # Fractions and decimals make arrays of objects, and so does None, of which NumPy would make a NaN.
    exact = array.dtype.kind == "O" and all(isinstance(v, (Real, Decimal)) for v in array.flat)
    if array.dtype.kind not in "fiu" and not exact:
        raise UsageError(
            f"{name} must be real numbers, and is {value!r:.40} ({array.dtype})",
            "Give a float or an array of floats.",
        )
    return array.astype(np.float64, copy=False) if array.ndim else float(array)
