"""Calls of functions as documentation prints them: names, arguments, defaults, and the value below.

``round(reversal(out=3.0, inside=140.0, z=1), 1)`` behind a prompt, and ``-101.7`` on the next line.

Nothing is run: a call counts where its arguments are plain numbers or the name of an ion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.context import Context
from nernstian.audit.numbers import Number

_PLAIN = r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d{1,3})?"
_ARGUMENT = re.compile(
    rf"\s*(?:(?P<key>[A-Za-z_]\w{{0,30}})\s?=\s?)?(?:(?P<number>{_PLAIN})|[\"'](?P<word>[^\"'\n]{{1,12}})[\"'])\s*"
)
_CALL = (
    r"(?:round\(|print\(|float\(){0,3}\s?(?:(?:1e3|1000(?:\.0)?)\s?\*\s?)?"
    r"(?P<call>(?:[A-Za-z_]\w{0,20}\.){0,2}(?P<name>[A-Za-z_]\w{0,40})\((?P<arguments>[^()\n]{0,200})\))"
    r"(?:\s?\*\s?(?:1e3|1000(?:\.0)?))?(?:,\s?\d{1,2})?\){0,3}"
)
# a prompt with its call, and the value on the next line or behind an arrow
_EXAMPLE = re.compile(
    rf"^[ \t#*]{{0,12}}(?:>>>|In ?\[\d{{0,4}}\]:)[ \t]+{_CALL}[ \t]*(?:#[^\n]{{0,80}})?\n"
    r"[ \t#*]{0,12}(?:Out ?\[\d{0,4}\]:[ \t]?)?(?:np\.float64\()?(?=[+-]?\s?\.?\d)",
    re.MULTILINE,
)
# a line of code whose comment is the value: E_K = nernst(...)  # -> -89.1 mV
_COMMENTED = re.compile(
    rf"^[ \t>|*]{{0,12}}(?:[A-Za-z_]\w{{0,20}}[ \t]?=[ \t]?)?{_CALL};?[ \t]{{1,12}}(?:\#|//|%)[ \t]?"
    r"(?:->|=>|→|==?>?|≈|returns|gives)?[ \t]?(?=[+-]?\s?\.?\d)",
    re.MULTILINE,
)
# a call in a sentence: "nernst(400, 20, 1) = -75.5"
_SAID = re.compile(rf"(?<![\w.]){_CALL}\s?(?:=|→|->|returns|gives|is)\s?(?=[+-]?\s?\.?\d)")
# a mention of the order of its arguments: "what nernst(ci, co, z) answers"
_MENTIONED = re.compile(
    r"(?<![\w.])(?P<name>[A-Za-z_]\w{0,40})\((?P<parameters>[A-Za-z_]\w{0,20}(?:,\s?[A-Za-z_]\w{0,20}){1,4})\)"
)
_KNOWN = {"h.nernst": ["ci", "co", "z"]}  # of NEURON: the concentrations inside and outside, the charge
_ALONE = re.compile(r"\)?[ \t]*(?:\n|$)")
_NAMES = ("nernst(", "reversal", "goldman", "ghk", "equilibrium", "constant_field", "e_rev", "erev")
_SIGNATURE = re.compile(
    r"(?:\bdef|\.\.\s(?:py:)?function::|^\s{0,8}(?:function|Function)\b:?)\s(?P<name>[A-Za-z_]\w{0,40})\((?P<parameters>[^()]{0,300})\)"
)
_PARAMETER = re.compile(
    rf"\s*(?P<key>[A-Za-z_]\w{{0,30}})(?:\s?:\s?\w{{1,20}})?(?:\s?=\s?(?P<default>{_PLAIN}))?\s*"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A plain number of a call and where it stands; a default stands in the definition."""

    value: float
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A printed call: its name, its arguments by name, a word among them, and the number it gives."""

    name: str
    values: dict[str, Value]
    word: str
    number: Number
    start: int
    end: int


def _arguments(text: str, start: int, end: int, parameters: list[str]) -> tuple[dict[str, Value], str] | None:
    """The arguments of a call; None where one is no plain number, or its place is not known."""
    values: dict[str, Value] = {}
    word, at, position = "", start, 0
    while at < end:
        match = _ARGUMENT.match(text, at, end)
        if match is None or (match.end() < end and text[match.end()] != ","):
            return None
        if match["word"]:
            word = match["word"] if not word else ""
        else:
            key = match["key"] or (parameters[position] if position < len(parameters) else "")
            if not key or key in values:
                return None
            values[key] = Value(float(match["number"]), match.start("number"), match["number"])
        position += match["key"] is None
        at = match.end() + 1
    return values, word


def _signatures(text: str) -> dict[str, tuple[list[str], dict[str, Value]]]:
    """The parameters of the functions that a document defines, in order, and their plain defaults."""
    found: dict[str, tuple[list[str], dict[str, Value]]] = {}
    for match in _SIGNATURE.finditer(text):
        names, defaults, at = [], {}, match.start("parameters")
        for piece in match["parameters"].split(","):
            parameter = _PARAMETER.fullmatch(piece)
            if parameter is not None:
                names.append(parameter["key"])
                if parameter["default"]:
                    place = at + parameter.start("default")
                    defaults[parameter["key"]] = Value(
                        float(parameter["default"]), place, parameter["default"]
                    )
            at += len(piece) + 1
        found[match["name"]] = (names, defaults)
    for match in _MENTIONED.finditer(text):
        names = [piece.strip() for piece in match["parameters"].split(",")]
        found.setdefault(match["name"], (names, {}))
    return found


def find_calls(context: Context) -> Iterator[Call]:
    """Yield the calls of a document that print one number."""
    text = context.text
    if not any(name in context.lowered for name in _NAMES):
        return
    signatures = _signatures(text)
    said = [match for match in _SAID.finditer(text) if match["name"] in signatures]
    for match in (*_EXAMPLE.finditer(text), *_COMMENTED.finditer(text), *said):
        number = context.number_at(match.end(), 2)
        if number is None or not number.usable:
            continue
        if match.re is not _SAID and not _ALONE.match(text, number.unit_end):
            continue
        if number.hedge is not None and number.hedge.text == ">":
            number = replace(number, hedge=None)  # the head of an arrow
        known = _KNOWN.get(match["call"].split("(")[0], [])
        parameters, defaults = signatures.get(match["name"], (known, {}))
        given = _arguments(text, match.start("arguments"), match.end("arguments"), parameters)
        if given is not None:
            values, word = given
            yield Call(
                match["name"], {**defaults, **values}, word, number, match.start("call"), match.end("call")
            )
