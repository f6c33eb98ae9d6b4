"""What all reports share: counts, quotes made safe for a terminal, the line that reproduces a value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nernstian.audit.claims.base import Input
from nernstian.audit.engine import DocumentReport
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.sidecar import SUFFIX
from nernstian.audit.units import ENERGY, MOLAR_ENERGY
from nernstian.audit.verdict import Kind, Verdict
from nernstian.codegen.emitted import LAWS

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Escape control characters, so that a document cannot speak to the terminal."""
    return _CONTROL.sub(
        lambda match: f"\\x{ord(match.group()):02x}", text.replace("\t", " ").replace("\n", " ")
    )


def remarks(report: DocumentReport) -> Iterator[tuple[str, int | None, str]]:
    """What is to be said of comments and of the sidecar: the file, the line in it where known, the text."""
    for line, text in report.notes:
        yield report.path, line, text
    for text in report.beside:
        yield report.path + SUFFIX, None, text


def plain_json(written: str) -> str:
    """Return JSON in which what a terminal would obey is escaped, too; what it says stays the same."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", written)


def counts(reports: Sequence[DocumentReport]) -> dict[str, int]:
    """Return the totals of a run, in the order of the JSON summary."""
    kinds = Counter(verdict.kind for report in reports for verdict in report.verdicts)
    claims = sum(kinds.values())
    totals = {
        "documents": len(reports),
        "numbers": sum(report.numbers for report in reports),
        "claims": claims,
    }
    totals |= {kind.value: kinds[kind] for kind in Kind}
    totals["unchecked"] = sum(len(report.unchecked) for report in reports)
    return totals


def _argument(given: Input) -> str:
    if given.unit.equivalents:
        return f"{given.name}={given.value:.10g}mM"  # compute knows moles, not equivalents
    unit = "" if given.unit.text == "1" else _plain(given.unit.text)
    return f"{given.name}={given.printed:.10g}{unit}"


def _plain(unit: str) -> str:
    """Return a unit as the command line takes it, on any keyboard."""
    for printed, typed in (("µ", "u"), ("Ω", "ohm"), ("Ohm", "ohm"), ("·", "*")):
        unit = unit.replace(printed, typed)
    return unit


def _temperature(given: Input) -> str:
    if given.unit.text in ("degC", "K"):
        return f"T={given.printed:g}{given.unit.text}"
    return f"T={given.value:.12g}K"  # a prefactor: the temperature it stands for


def reproduce(verdict: Verdict) -> str:
    """Return the command that gives the recomputed value."""
    claim = verdict.claim
    if claim.law == ARITHMETIC:
        return ""  # the text's own arithmetic: no law to compute
    if claim.settled is not None:
        return f"nernstian derive {claim.law}"
    named = {given.name: _argument(given) for given in claim.inputs}
    if verdict.temperature is not None:
        named["T"] = _temperature(verdict.temperature)
    law = LAWS[claim.law]
    order = [quantity.name for quantity in (*law.arguments, law.result) if quantity.name in named]
    unit = _plain(result_unit(verdict))
    return f"nernstian compute {claim.law} {' '.join(named[name] for name in order)} --unit {unit}"


def result_unit(verdict: Verdict) -> str:
    """Return the unit the law's result has.

    A capacitance is the charge at one volt; an energy in meV is that of a mole in kJ/mol; the current of a
    whole conductance, or the energy of a whole capacitance, is that of one square metre.
    """
    claim = verdict.claim
    unit = claim.unit.text
    if claim.unit.dimension == MOLAR_ENERGY and "mol" not in unit:
        return "kJ/mol"  # an energy of one ion or one turn: the laws are about moles
    if claim.law == "capacitor_charge" and unit.endswith("F"):
        return unit[:-1] + "C"
    whole = (claim.law == "ohmic_current" and unit.endswith("A")) or (
        claim.law == "capacitor_energy" and claim.unit.dimension == ENERGY
    )
    return unit + "/m2" if whole else unit
