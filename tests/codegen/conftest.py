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
from nernstian.codegen.strata import strata
from nernstian.codegen.targets.source import Program
from nernstian.derivations import laws

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


@pytest.fixture(scope="session")
def _build() -> Iterator[Callable[[str, str], Built]]:
    with contextlib.ExitStack() as stack:

        @cache
        def build(language: str, tool: str) -> Built:
            every = [generate(name, language) for name in laws.names()]
            files = {name: text for generated in every for name, text in generated.files.items()}
            target = targets.language(language)
            found = toolchain.find(((tool,),)) if tool else target.find()
            routines = [generated.routine for generated in every]
            return Built(language, stack.enter_context(target.program(found, routines, files)))

        yield build


@pytest.fixture(params=LANGUAGES, ids=" ".join)
def built(request, require_tool, _build) -> Built:
    """All laws as one program, in every language, with every tool."""
    language, tool = request.param
    if tool or targets.language(language).find() is None:
        require_tool(tool or targets.language(language).tools()[0][0])
    return _build(language, tool)
