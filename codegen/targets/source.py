"""Targets that are languages of their own: what they write can be read, built, run and measured.

A language is one file beside this one: a subclass of `SourceTarget` with its spellings and these hooks

    files     the source of a routine, by file name
    driver    a program around routines: it reads rows from standard input, ``number argument ...``, and
              prints the value of the routine of that number for each, all floats in hexadecimal
    tools     which programs can build or run it, in the order in which they are tried
    build     the commands that make the program, none for an interpreted language
    start     the command that runs it

and one row in ``tests/codegen/test_targets.py``.
"""

from __future__ import annotations

import contextlib
import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from nernstian.codegen import toolchain
from nernstian.codegen.lowering import Lowered
from nernstian.codegen.toolchain import Tool
from nernstian.derivations.errors import ToolchainError, UsageError
from nernstian.derivations.law import Law

from .base import Printed, Target

#: A number of a routine, and its arguments.
Row = tuple[int, Sequence[float]]

_IDENTIFIER = re.compile(r"\b[A-Za-z_]\w*\b")


@dataclass(frozen=True)
class Helper:
    """A function that generated code calls, written out beside it, and the helpers it calls itself."""

    source: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Routine:
    """What is written: a lowered law, under the name of its function and its files."""

    name: str
    lowered: Lowered

    @property
    def law(self) -> Law:
        """The law it computes."""
        return self.lowered.law

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """Names of the arguments, as the law has them."""
        return tuple(a.name for a in self.lowered.arguments)


def routine_name(law: Law) -> str:
    """Name of the function of a law; its ions are part of it where it is a member of a family.

    Examples
    --------
    >>> from nernstian.derivations import laws
    >>> routine_name(laws.get("ghk_voltage", {"K": 1, "Cl": -1}))
    'ghk_voltage_K_p1_Cl_m1'
    """
    ions = [f"{ion}_{'m' if valence < 0 else 'p'}{abs(valence)}" for ion, valence in law.ions]
    return "_".join([law.name, *ions])


@dataclass(frozen=True)
class Program:
    """Built code in its folder, ready to run."""

    command: tuple[str, ...]
    folder: Path

    def evaluate(self, rows: Sequence[Row]) -> list[float]:
        """Values of the rows, all from one run.

        Raises
        ------
        ToolchainError
            If the program fails, or prints anything but one number a row.
        """
        given = "".join(f"{number} {' '.join(float(v).hex() for v in values)}\n" for number, values in rows)
        printed = toolchain.run(self.command, self.folder, given).split()
        try:
            values = [float.fromhex(text) for text in printed]
        except ValueError:
            raise ToolchainError("the program printed something that is not a number") from None
        if len(values) != len(rows):
            raise ToolchainError(f"the program printed {len(values)} numbers for {len(rows)} rows")
        return values


class SourceTarget(Target, abstract=True):
    """A language in which a law is written, built and run. Subclasses override the hooks."""

    #: What it is, for people: the language and its standard.
    title: ClassVar[str] = ""
    #: What finds or lacks it: "C compiler".
    kind_of_tool: ClassVar[str] = ""
    #: What the generated code may call, by name, each after what it needs.
    helpers: ClassVar[Mapping[str, Helper]] = {}
    #: Names that mean something else in the language.
    reserved: ClassVar[frozenset[str]] = frozenset()
    #: Options with which the code is built and measured.
    flags: ClassVar[tuple[str, ...]] = ()

    # -- hooks

    @abstractmethod
    def files(self, routine: Routine) -> dict[str, str]:
        """The source that is handed out, by file name."""

    @abstractmethod
    def driver(self, routines: Sequence[Routine]) -> dict[str, str]:
        """The source of the program that evaluates rows, by file name."""

    @abstractmethod
    def tools(self) -> tuple[tuple[str, ...], ...]:
        """Programs, each with options of its own, in the order in which they are tried."""

    @abstractmethod
    def build(self, tool: Tool, routines: Sequence[Routine]) -> tuple[tuple[str, ...], ...]:
        """The commands that make the program, run one after the other in the folder of the files."""

    @abstractmethod
    def start(self, tool: Tool, folder: Path) -> tuple[str, ...]:
        """The command that runs the program."""

    # -- what they all do

    def find(self) -> Tool | None:
        """The tool that is there; None without one."""
        return toolchain.find(self.tools())

    def missing(self) -> str:
        """Why nothing could be run, where `find` found nothing."""
        tried = ", ".join(dict.fromkeys(Path(program).name for program, *_ in self.tools()))
        return f"no {self.kind_of_tool} found: tried {tried}"

    @contextlib.contextmanager
    def program(self, tool: Tool, routines: Sequence[Routine], files: Mapping[str, str]) -> Iterator[Program]:
        """The routines built into one program from these files; its folder is gone afterwards.

        Raises
        ------
        ToolchainError
            If it cannot be built.
        """
        with toolchain.workplace({**files, **self.driver(routines)}) as folder:
            for command in self.build(tool, routines):
                toolchain.run(command, folder)
            yield Program(self.start(tool, folder), folder)

    def variable(self, name: str) -> Printed:
        """A name of the law; one that the language takes for something else gets an underscore."""
        return super().variable(f"{name}_" if self.taken(name) else name)

    def taken(self, name: str) -> bool:
        """Whether a name means something else in the language, or in what is written in it."""
        return name in self.reserved or name in self.helpers or name in self.functions.values()

    def parameters(self, routine: Routine) -> list[str]:
        """Names of the arguments in the source.

        Raises
        ------
        UsageError
            If a name cannot be used in the language, because another one stands in its way.
        """
        names = [self.variable(name)[0] for name in routine.arguments]
        if len(set(names)) < len(names) or self.taken(routine.name):
            raise UsageError(
                f"{routine.law.reference} cannot be written in {self.title}: a name of it is taken there",
                "Give the law or its argument another name.",
            )
        return names

    def needed(self, code: str) -> list[str]:
        """Source of the helpers that code calls, directly or through one another, in their order."""
        wanted: set[str] = set()
        called = set(_IDENTIFIER.findall(code)) & set(self.helpers)
        while called:
            wanted |= called
            called = {name for helper in called for name in self.helpers[helper].needs} - wanted
        return [helper.source for name, helper in self.helpers.items() if name in wanted]
