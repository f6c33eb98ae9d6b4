"""What generated functions say of themselves: docstrings from the law."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain

from .units import SI, Scale, Units, least_double

_DOMAINS = {"real": "", "nonzero": ", not 0", "nonnegative": ", >= 0", "positive": ", > 0"}


def formula(law: Law) -> str:
    """The relation in plain text."""
    lhs, rhs = law.relation
    return f"{plain(lhs)} = {plain(rhs)}"


def unit_phrase(quantity: Quantity) -> str:
    """The unit, as one says it."""
    return "a pure number" if quantity.unit == "1" else quantity.unit


def array_docstring(law: Law, units: Units = SI) -> str:
    """NumPy-style docstring of an array function."""
    parameters = [line for q in law.arguments for line in _entry(q, units[q])]
    parts = (
        [f"{law.title}: {formula(law)}"],
        ["Parameters", "----------", *parameters],
        ["Returns", "-------", *_entry(law.result, units[law.result])],
        ["Notes", "-----", *_NOTES],
        [f"Source: {law.source}"],
    )
    return "\n\n".join("\n".join(part) for part in parts)


_NOTES = (
    "Computed in float64; arguments broadcast, and scalars give a float. Outside the domain: NaN;",
    "at 0 of a positive argument the limit stands. Nothing raises for a single element.",
)


def _entry(quantity: Quantity, scale: Scale) -> tuple[str, str]:
    unit = scale.text if scale.text != quantity.unit else unit_phrase(quantity)
    return f"{quantity.name} : float or array, {unit}{_domain(quantity, scale)}", f"    {quantity.meaning}"


def _domain(quantity: Quantity, scale: Scale) -> str:
    """The domain, as a number of the unit: a positive temperature is above -273.15 degC."""
    zero = f"{least_double(-scale.shift):g}" if scale.shift else "0"
    return _DOMAINS[quantity.domain].replace("0", zero)


def scalar_docstring(law: Law) -> str:
    """One line for a plain evaluator."""
    return f"{law.title} {law.result.name} in {unit_phrase(law.result)}; NaN outside the domain."


def inverse_docstring(law: Law, inverse: Law) -> str:
    """One line for a law solved for an argument: ``inverse`` is what `solved` makes of ``law``."""
    wanted = inverse.result
    unit = "" if wanted.unit == "1" else f" in {wanted.unit}"
    return f"{law.title}: {wanted.name}{unit} from {law.result.name}; NaN where there is none."


def ball_docstring(law: Law) -> str:
    """One line for a ball evaluator."""
    return f"Enclosure of the {law.title} {law.result.name} in {unit_phrase(law.result)}."


# -- what a generated source file says of itself, in any language

_LIMITED = {**_DOMAINS, "positive": ", > 0, or 0 as a limit"}
_SEMANTICS = (
    "Computed in double precision from the stable form of the relation, SI units in and out. Outside the "
    "domain of an argument the result is NaN, and so it is for a NaN. At 0 of an argument that is positive "
    "the limit stands, where there is one. Nothing raises or traps for any argument, infinities included."
)


def pages(law: Law, version: str, constants: str) -> dict[str, list[str]]:
    """The documentation of a law as headed paragraphs: the heading, then lines without any indent."""
    return {
        "Arguments": _rows(law.arguments),
        "Result": _rows((law.result,)),
        "Numbers": [_SEMANTICS],
        "Assumptions": [f"- {a.text}{f' [{a.source}]' if a.source else ''}" for a in law.assumptions]
        or ["- none beyond the domain"],
        "Source": [str(law.source)],
        "Provenance": [
            f"relation {law.hash} of {law.reference}, constants of {constants}, nernstian {version}",
        ],
    }


def _rows(quantities: Sequence[Quantity]) -> list[str]:
    """``c_in  concentration inside [mol/m3, >= 0]``, the meanings below each other."""
    width = max(len(q.name) for q in quantities)
    return [f"{q.name:<{width}}  {q.meaning} [{unit_phrase(q)}{_LIMITED[q.domain]}]" for q in quantities]


def page_lines(law: Law, version: str, constants: str, width: int) -> list[str]:
    """The whole documentation, formula first, as lines of at most ``width`` columns where words allow it."""
    lines = ["", f"    {formula(law)}"]
    for heading, paragraph in pages(law, version, constants).items():
        lines += ["", heading]
        for text in paragraph:
            hanging = "" if text is _SEMANTICS else "    "
            lines += textwrap.wrap(
                text,
                width,
                initial_indent="    ",
                subsequent_indent=f"    {hanging}",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return lines
