"""C99: a header and a source file for each law, with nothing but the math library."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import sympy

from nernstian.codegen import provenance
from nernstian.codegen.describe import page_lines
from nernstian.codegen.lowering import Lowered, shortened
from nernstian.codegen.toolchain import Tool
from nernstian.derivations.errors import UsageError
from nernstian.derivations.law import Law
from nernstian.derivations.terms import Term

from .base import ATOM, Printed
from .source import Helper, Routine, SourceTarget

_WIDTH = 100
_INDENT = "    "

_BERNOULLI = """\
/* Bernoulli function x/(exp(x) - 1), 1 at 0. Beyond 700, where expm1 comes to overflow, exp(x) - 1 is exp(x)
 * to the last bit; in two halves, so that nothing underflows before the result does. */
static double bernoulli(double x)
{
    if (fpclassify(x) == FP_ZERO) {
        return 1.0;
    }
    if (x > 700.0) {
        const double near = x < 800.0 ? x : 800.0;
        const double half = exp(-near / 2.0);
        return half * near * half;
    }
    return x / expm1(x);
}
"""

_LOG_QUOTIENT = """\
/* Logarithm of a/b from a, b >= 0 and their difference d = a - b, accurate also where a is near b: -inf for
 * a = 0, inf for b = 0, NaN for a or b below 0, for both 0 and for both infinite. */
static double log_quotient(double a, double b, double d)
{
    const double least = b < a ? b : a;
    double ratio;

    if (isnan(a) || isnan(b) || isnan(d) || least < 0.0 || !(a > 0.0 || b > 0.0)) {
        return nan("");
    }
    ratio = least > 0.0 ? fabs(d) / least : HUGE_VAL;
    return isinf(ratio) ? log(a) - log(b) : copysign(log1p(ratio), d);
}
"""

#: What math.h declares with double arguments, C99 and POSIX: an argument of such a name would shadow it.
_MATH = """
acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 fabs fdim floor
fma fmax fmin fmod frexp gamma hypot ilogb isfinite isinf isnan isnormal j0 j1 jn ldexp lgamma llrint
llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward pow remainder
remquo rint round scalb scalbln scalbn signbit signgam significand sin sinh sqrt tan tanh tgamma trunc y0
y1 yn main
"""
#: Keywords of C99, and of C++, in which the header may be read too.
_KEYWORDS = """
alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl concept const
const_cast consteval constexpr constinit continue decltype default delete do double dynamic_cast else enum
explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not
not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires restrict
return short signed sizeof static static_assert static_cast struct switch template this thread_local throw
true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq
"""


class CTarget(SourceTarget):
    """Prints a lowered law as C99; division, exp and log of C are IEEE's already."""

    name = "c"
    title = "C99"
    kind_of_tool = "C compiler"
    functions: ClassVar[Mapping[str, str]] = {
        "ln": "log",
        "exp": "exp",
        "sqrt": "sqrt",
        "abs": "fabs",
        "B": "bernoulli",
        "log_quotient": "log_quotient",
    }
    helpers: ClassVar[Mapping[str, Helper]] = {
        "bernoulli": Helper(_BERNOULLI),
        "log_quotient": Helper(_LOG_QUOTIENT),
    }
    reserved: ClassVar[frozenset[str]] = frozenset((_MATH + _KEYWORDS).split())
    flags: ClassVar[tuple[str, ...]] = (
        "-std=c99",
        "-O2",
        # A product and a sum contracted into one rounding would not be the form that was measured.
        "-ffp-contract=off",
        "-pedantic",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-Wconversion",
        "-Wsign-conversion",
        "-Wshadow",
        "-Wdouble-promotion",
        "-Wstrict-prototypes",
        "-Wmissing-prototypes",
        "-Wcast-qual",
        "-Wundef",
        "-Wfloat-equal",
    )

    # -- the language

    def call(self, name: str, arguments: list[str]) -> Printed:
        """The choice between two values is an operator; the rest are functions."""
        if name == "select":
            x, a, b = arguments
            return f"({x} > 0.0 ? {a} : {b})", ATOM
        return super().call(name, arguments)

    def _statement(self, start: str, term: Term) -> list[str]:
        """An assignment or a return; too long a sum has a line a term."""
        text = f"{_INDENT}{start}{self.expression(term)};"
        if len(text) <= _WIDTH or not isinstance(term, sympy.Add):
            return [text]
        first, *rest = self.signed_terms(term)
        lines = [f"{_INDENT}{start}{first.removeprefix('+ ')}", *(f"{_INDENT * 2}{part}" for part in rest)]
        return [*lines[:-1], f"{lines[-1]};"]

    def _guard(self, lowered: Lowered) -> list[str]:
        """Lines that send what lies outside the domain to NaN."""
        tests = [f"{self.variable(name)[0]} < 0.0" for name in lowered.nonnegative]
        tests += [f"fpclassify({self.variable(name)[0]}) == FP_ZERO" for name in lowered.nonzero]
        if not tests:
            return []
        lines = [f"{_INDENT}if ({tests[0]}", *(f"{_INDENT * 2}|| {test}" for test in tests[1:])]
        return [*lines[:-1], f"{lines[-1]}) {{", f'{_INDENT * 2}return nan("");', f"{_INDENT}}}"]

    def _body(self, lowered: Lowered) -> list[str]:
        short = shortened(lowered, lambda t: len(f"{_INDENT}return {self.expression(t)};") <= _WIDTH)
        lines = [
            line
            for name, term in short.lets
            for line in self._statement(f"const double {self.variable(name.name)[0]} = ", term)
        ]
        return [*self._guard(lowered), *lines, *self._statement("return ", short.result)]

    def _head(self, routine: Routine) -> list[str]:
        typed = [f"double {name}" for name in self.parameters(routine)]
        line = f"double {routine.name}({', '.join(typed)})"
        if len(line) < _WIDTH:
            return [line]
        return [f"double {routine.name}(", *(f"{_INDENT}{t}," for t in typed[:-1]), f"{_INDENT}{typed[-1]})"]

    # -- files

    def files(self, routine: Routine) -> dict[str, str]:
        """A header for C and C++, and the source."""
        return {f"{routine.name}.h": self._header(routine), f"{routine.name}.c": self._source(routine)}

    def _header(self, routine: Routine) -> str:
        guard = f"NERNSTIAN_{routine.name.upper()}_H"
        about = _commented(
            provenance.mark(_what(routine.law)),
            *page_lines(routine.law, provenance.version(), provenance.constants_edition(), _WIDTH),
        )
        cpp = ["#ifdef __cplusplus", 'extern "C" {', "#endif", "", "#ifdef __cplusplus", "}", "#endif"]
        declaration = "\n".join(self._head(routine)) + ";"
        lines = [
            *about,
            f"#ifndef {guard}",
            f"#define {guard}",
            "",
            *cpp[:4],
            declaration,
            "",
            *cpp[4:],
            "",
            "#endif",
        ]
        return "\n".join(lines) + "\n"

    def _source(self, routine: Routine) -> str:
        body = "\n".join(self._body(routine.lowered))
        lines = [
            *_commented(provenance.mark(_what(routine.law)), "", f"Documented in {routine.name}.h."),
            "#include <math.h>",
            "",
            f'#include "{routine.name}.h"',
            "",
            "#ifdef __FAST_MATH__",
            '#error "-ffast-math takes away the NaN and the infinities that this code relies on"',
            "#endif",
            "",
            *(helper for helper in self.needed(body)),
            *self._head(routine),
            "{",
            body,
            "}",
        ]
        return "\n".join(lines) + "\n"

    # -- running it

    def driver(self, routines: Sequence[Routine]) -> dict[str, str]:
        """A main program that reads rows and prints values."""
        most = max(len(r.arguments) for r in routines)
        counts = ", ".join(str(len(r.arguments)) for r in routines)
        cases = [
            f"    case {number}: return {r.name}({', '.join(f'x[{n}]' for n, _ in enumerate(r.arguments))});"
            for number, r in enumerate(routines)
        ]
        includes = [f'#include "{r.name}.h"' for r in routines]
        text = _DRIVER.format(
            includes="\n".join(includes),
            cases="\n".join(cases),
            counts=counts,
            most=most,
            last=len(routines) - 1,
        )
        return {"driver.c": text}

    def tools(self) -> tuple[tuple[str, ...], ...]:
        """The compiler that CC names, or the usual ones.

        Raises
        ------
        UsageError
            If CC cannot be read.
        """
        asked = os.environ.get("CC", "").strip()
        try:
            return (tuple(shlex.split(asked)),) if asked else (("cc",), ("gcc",), ("clang",))
        except ValueError:
            raise UsageError(
                f"CC is {asked!r}, which is no command", "Unset it, or name a compiler."
            ) from None

    def build(self, tool: Tool, routines: Sequence[Routine]) -> tuple[tuple[str, ...], ...]:
        """One call of the compiler."""
        sources = [f"{r.name}.c" for r in routines]
        return ((*tool.command, *self.flags, "-o", "program", *sources, "driver.c", "-lm"),)

    def start(self, tool: Tool, folder: Path) -> tuple[str, ...]:
        """The program itself."""
        return (str(folder / "program"),)


_DRIVER = """\
#include <stdio.h>
#include <stdlib.h>

{includes}

static double value(int number, const double *x)
{{
    switch (number) {{
{cases}
    default: exit(3);
    }}
}}

int main(void)
{{
    static const int counts[] = {{{counts}}};
    double x[{most}];
    int number;
    int n;

    while (scanf("%d", &number) == 1) {{
        if (number < 0 || number > {last}) {{
            return 3;
        }}
        for (n = 0; n < counts[number]; n++) {{
            if (scanf("%lf", &x[n]) != 1) {{
                return 4;
            }}
        }}
        printf("%a\\n", value(number, x));
    }}
    return feof(stdin) ? 0 : 5;
}}
"""


def _what(law: Law) -> str:
    return f"{law.reference}: {law.title}"


def _commented(first: str, *lines: str) -> list[str]:
    """The lines as one comment; what would end it or begin another is taken apart."""

    def safe(line: str) -> str:
        return line.replace("*/", "* /").replace("/*", "/ *")

    return [f"/* {safe(first)}", *(f" * {safe(line)}".rstrip() for line in lines), " */"]
