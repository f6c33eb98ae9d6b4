"""What the tests of generated code share: the truth at seeded points, computed once, and programs, built once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pytest

from nernstian.codegen import targets, toolchain
from nernstian.codegen.accuracy import Reference, references
from nernstian.codegen.generate import generate
from nernstian.codegen.lowering import Lowered, fold
from nernstian.codegen.strata import strata
from nernstian.codegen.targets.source import Program, Routine, SourceTarget
from nernstian.codegen.toolchain import Tool
from nernstian.derivations import laws
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.literature import cited
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import CONSTANT_SYMBOLS, symbol

POINTS = 40
#: Languages that are tried with more than the tool that is found first.
TOOLS = {"c": ("gcc", "clang")}
LANGUAGES = [(name, tool) for name in targets.languages() for tool in TOOLS.get(name, ("",))]


@pytest.fixture(scope="session")
def truths() -> Callable[[str], dict[str, tuple[Reference, ...]]]:
    """Reference points of a law, by stratum."""

    @cache
    def known(name: str) -> dict[str, tuple[Reference, ...]]:
        law = laws.get(name)
        return {stratum: references(law, points) for stratum, points in strata(law, POINTS).items()}

    return known


class Built(NamedTuple):
    """A program of all laws in one language."""

    language: str
    program: Program

    def evaluate(self, rows: Sequence[tuple[str, Sequence[float]]]) -> list[float]:
        """Values of laws by name, from one run."""
        names = laws.names()
        return self.program.evaluate([(names.index(name), values) for name, values in rows])


@pytest.fixture(params=LANGUAGES, ids=" ".join)
def language(request, require_tool) -> tuple[SourceTarget, Tool]:
    """Every language with every tool that it is tried with."""
    name, program = request.param
    target = targets.language(name)
    found = toolchain.find(((program,),)) if program else target.find()
    if found is None:
        require_tool(program or target.tools()[0][0])
    assert found is not None, f"{name}: its tool is on the path and does not answer"
    return target, found


@pytest.fixture(scope="session")
def _build() -> Iterator[Callable[[SourceTarget, Tool], Built]]:
    with contextlib.ExitStack() as stack:

        @cache
        def build(name: str, tool: Tool) -> Built:
            every = [generate(law, name) for law in laws.names()]
            files = {file: text for generated in every for file, text in generated.files.items()}
            routines = [generated.routine for generated in every]
            program = targets.language(name).program(tool, routines, files)
            return Built(name, stack.enter_context(program))

        yield lambda target, tool: build(target.name, tool)


@pytest.fixture
def built(language, _build) -> Built:
    """All laws as one program, in every language, with every tool."""
    return _build(*language)


@pytest.fixture(scope="session")
def expression() -> Callable[[str, str, str], Routine]:
    """An expression as the routine of a law made up around it, which lends it the names of its arguments."""

    def made(name: str, text: str, arguments: str) -> Routine:
        quantities = {n: Quantity(n, "1", "real", n) for n in arguments.split()}
        law = Law(
            name=name,
            title="An expression",
            kind="definition",
            equation=f"y = {' + '.join(quantities)}",
            arguments=tuple(quantities.values()),
            result=Quantity("y", "1", "real", "its value"),
            source=cited("textbook_convention"),
        )
        scope = {**CONSTANT_SYMBOLS, **{n: symbol(q) for n, q in quantities.items()}}
        return Routine(name, Lowered(law, (), fold(parse(text, scope))))

    return made


@pytest.fixture
def runnable(require_tool) -> Callable[[str], str]:
    """A language whose tools are there."""

    def need(language: str) -> str:
        if targets.language(language).find() is None:
            require_tool(targets.language(language).tools()[0][0])
        return language

    return need
