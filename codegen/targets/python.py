"""Plain Python: functions of floats that need the standard library only, and never raise."""

from __future__ import annotations

import dis
import inspect
import keyword
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import sympy

from nernstian.codegen import primitives, provenance
from nernstian.codegen.describe import page_lines, unit_phrase
from nernstian.codegen.lowering import Lowered, intermediate, shortened
from nernstian.codegen.toolchain import Tool
from nernstian.codegen.units import least_double
from nernstian.derivations.errors import UsageError
from nernstian.derivations.terms import Term, add, mul

from .base import ATOM, PRODUCT, Printed, Target
from .source import Helper, Routine, SourceTarget

LINE_LENGTH = 110
INDENT = "    "


_PRIMITIVES = (
    primitives.divide,
    primitives.ln,
    primitives.sqrt,
    primitives.exp,
    primitives.bernoulli,
    primitives.log_quotient,
    primitives.select,
)


def _helper(function: Callable[..., Any]) -> Helper:
    """A primitive as it stands, with the names of the primitives it calls."""
    known = {f.__name__ for f in _PRIMITIVES}
    loaded = {i.argval for i in dis.get_instructions(function) if i.opname == "LOAD_GLOBAL"}
    return Helper(inspect.getsource(function), tuple(sorted(loaded & known)))


class PythonTarget(SourceTarget):
    """Prints a lowered law as a function of floats; division is IEEE's, not Python's, which raises."""

    name = "python"
    title = "Python 3.9 or newer"
    kind_of_tool = "Python"
    functions: ClassVar[Mapping[str, str]] = {
        "ln": "ln",
        "exp": "exp",
        "sqrt": "sqrt",
        "abs": "abs",
        "B": "bernoulli",
        "log_quotient": "log_quotient",
        "select": "select",
    }
    #: The primitives, in an order in which each is defined before it is used.
    primitives: ClassVar[tuple[Callable[..., Any], ...]] = _PRIMITIVES
    helpers: ClassVar[Mapping[str, Helper]] = {f.__name__: _helper(f) for f in _PRIMITIVES}
    reserved: ClassVar[frozenset[str]] = frozenset((*keyword.kwlist, "math", "annotations", "min"))

    def quotient(self, above: str, below: Term) -> Printed:
        """Division by what may be 0 goes through the primitive."""
        if below.is_Rational:
            return f"{above} / {self.number(Fraction(int(below.p), int(below.q)))[0]}", PRODUCT
        return f"divide({above}, {self.expression(below)})", ATOM

    def prelude(self) -> str:
        """Source of the primitives."""
        return "\n\n".join(inspect.getsource(f) for f in self.primitives)

    def function(self, lowered: Lowered, name: str, docstring: str) -> str:
        """Source of one function: guard, intermediate names, result."""
        head = signature(name, [a.name for a in lowered.arguments], "float")
        body = [f'"""{docstring}"""', *self.guard(lowered), *body_lines(self, lowered)]
        return "\n".join([*head, *(INDENT + line for line in body)]) + "\n"

    def compiled(self, lowered: Lowered) -> Callable[..., float]:
        """The function, made from its source over the primitives themselves."""
        namespace: dict[str, Any] = {"math": math, **{f.__name__: f for f in self.primitives}}
        # The source is ours, printed from the terms of a law; its names are identifiers.
        exec(self.function(lowered, "_evaluate", lowered.law.title), namespace)  # noqa: S102
        made: Callable[..., float] = namespace["_evaluate"]
        return made

    def guard(self, lowered: Lowered) -> list[str]:
        """Lines that send what lies outside the domain to NaN."""
        bounds = lowered.lower_bounds
        tests = []
        for bound in dict.fromkeys(bounds.values()):
            names = [name for name in bounds if bounds[name] == bound]
            least = names[0] if len(names) == 1 else f"min({', '.join(names)})"
            tests.append(f"{least} < {least_double(bound)!r}")
        tests += [f"{name} == 0.0" for name in lowered.nonzero]
        return [f"if {' or '.join(tests)}:", f"{INDENT}return math.nan"] if tests else []

    # -- a module of its own

    def files(self, routine: Routine) -> dict[str, str]:
        """One module, which imports nothing but ``math``."""
        return {f"{routine.name}.py": self._module(routine)}

    def variable(self, name: str) -> Printed:
        """The name of the law: it is a keyword of the function, and may not be changed."""
        return name, ATOM

    def parameters(self, routine: Routine) -> list[str]:
        """The names of the law, if Python has no other use for them."""
        names = super().parameters(routine)
        if any(map(self.taken, names)):
            raise UsageError(
                f"{routine.law.reference} cannot be written in {self.title}: a name of it is taken there",
                "Give the argument another name.",
            )
        return names

    def _module(self, routine: Routine) -> str:
        self.parameters(routine)
        body = "\n".join((*self.guard(routine.lowered), *body_lines(self, routine.lowered)))
        helpers = [helper.strip() for helper in self.needed(body)]
        code = self.function(routine.lowered, routine.name, _docstring(routine))
        imports = ["import math", ""] if "math." in "".join((*helpers, body)) else []
        head = [
            f"# {provenance.mark(routine.law.reference)}",
            *_module_docstring(routine),
            "",
            "from __future__ import annotations",
            "",
            *imports,
            f'__all__ = ["{routine.name}"]',
        ]
        return "\n\n\n".join(("\n".join(head), *helpers, code))

    def driver(self, routines: Sequence[Routine]) -> dict[str, str]:
        """A script that reads rows and prints values."""
        imports = "\n".join(f"from {r.name} import {r.name}" for r in routines)
        names = ", ".join(r.name for r in routines)
        return {"driver.py": _DRIVER.format(imports=imports, names=names)}

    def tools(self) -> tuple[tuple[str, ...], ...]:
        """The Python that runs this, isolated from the user's settings and leaving no caches."""
        return ((sys.executable or "python3", "-I", "-B"),)

    def build(self, tool: Tool, routines: Sequence[Routine]) -> tuple[tuple[str, ...], ...]:
        """Nothing is built."""
        return ()

    def start(self, tool: Tool, folder: Path) -> tuple[str, ...]:
        """The script."""
        return (*tool.command, str(folder / "driver.py"))


_TEXT_WIDTH = 100

_DRIVER = """\
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

{imports}

functions = [{names}]
for line in sys.stdin:
    number, *values = line.split()
    print(functions[int(number)](*map(float.fromhex, values)).hex())
"""


def _module_docstring(routine: Routine) -> list[str]:
    """The whole documentation; raw where it has a backslash."""
    about = page_lines(routine.law, provenance.version(), provenance.constants_edition(), _TEXT_WIDTH)
    raw = "r" if any("\\" in line for line in about) else ""
    return [f'{raw}"""{routine.law.title}.', *about, '"""']


def _docstring(routine: Routine) -> str:
    """NumPy-style docstring of the function, indented for its place, without the quotes."""
    law = routine.law
    entries = [
        line for q in law.arguments for line in (f"{q.name} : float, {unit_phrase(q)}", f"    {q.meaning}")
    ]
    result = [f"float, {unit_phrase(law.result)}", f"    {law.result.meaning}; NaN outside the domain"]
    lines = [
        f"{law.title}.",
        "",
        *("Parameters", "----------", *entries, ""),
        *("Returns", "-------", *result),
        "",
    ]
    return f"\n{INDENT}".join(lines).replace(f"{INDENT}\n", "\n")


def body_lines(target: Target, lowered: Lowered) -> list[str]:
    """Lines that assign the intermediate names and return the result, in Python's syntax."""

    def fits(term: Term) -> bool:
        return isinstance(term, sympy.Add) or _fits("return " + target.expression(term))

    short = shortened(lowered, fits)
    lines = [line for name, term in short.lets for line in statement(target, f"{name.name} = ", term)]
    return [*lines, *statement(target, "return ", short.result)]


def statement(target: Target, start: str, term: Term) -> list[str]:
    """An assignment or a return; too long a sum has a line a term, too long a product two statements."""
    text = start + target.expression(term)
    if not _fits(text) and isinstance(term, sympy.Mul) and len(term.args) > 2:
        half = (len(term.args) + 1) // 2
        product = intermediate("product")
        front = statement(target, "product = ", mul(*term.args[:half]))
        return [*front, *statement(target, start, mul(product, *term.args[half:]))]
    if _fits(text) or not isinstance(term, sympy.Add):
        return [text]
    first, *rest = target.signed_terms(term)
    if any(part[2:].startswith("(") for part in rest):
        # A formatter would break inside those parentheses: the terms get names instead.
        names = [intermediate(f"term_{n}") for n, _ in enumerate(term.args, start=1)]
        lines = [statement(target, f"{n.name} = ", a) for n, a in zip(names, term.args, strict=True)]
        return [*(line for found in lines for line in found), start + target.expression(add(*names))]
    return [f"{start}(", *(INDENT + part for part in (first.removeprefix("+ "), *rest)), ")"]


def signature(name: str, arguments: list[str], kind: str) -> list[str]:
    """The line, or lines, of a ``def``, all arguments of one type."""
    typed = [f"{a}: {kind}" for a in arguments]
    line = f"def {name}({', '.join(typed)}) -> {kind}:"
    if len(line) <= LINE_LENGTH:
        return [line]
    inside = INDENT + ", ".join(typed)
    between = [inside] if len(inside) <= LINE_LENGTH else [f"{INDENT}{one}," for one in typed]
    return [f"def {name}(", *between, f") -> {kind}:"]


def _fits(line: str) -> bool:
    return len(INDENT + line) <= LINE_LENGTH
