"""Donnan equilibria whose charge and salt stand anywhere: found right, found wrong, and silent."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

EN = "Donnan equilibrium at 25 °C: 90 mM of an impermeant anion inside, 60 mM KCl in the bath. "
FR = "Donnan, 25 °C. Le compartiment 1 contient un anion imperméant à 90 mM, le compartiment 2 du KCl à 60 mM. "


def _donnan(text: str) -> list[tuple[str, bool]]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != Kind.INCONSISTENT)
        for v in report.verdicts
        if v.claim.rule == "NE123"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (EN + "Inside are 120 mM K⁺ and 30 mM Cl⁻.", [("120 mM", True), ("30 mM", True)]),
        (EN + "The inside settles at −17.8 mV.", [("−17.8 mV", True)]),
        (FR + "On trouve [K⁺]₁ = 120 mM et [Cl⁻]₁ = 30 mM.", [("120 mM", True), ("30 mM", True)]),
        (FR + "La différence de potentiel est de −17,8 mV.", [("−17,8 mV", True)]),
        # the ions exchanged, the salt subtracted, the sign turned, another power of ten, twice for twice
        (EN + "Inside are 120 mM K⁺ and 60.0 mM Cl⁻.", [("120 mM", True), ("60.0 mM", False)]),
        (EN + "The Donnan potential inside is +17.8 mV.", [("+17.8 mV", False)]),
        (EN + "The Donnan potential inside is −178 mV.", [("−178 mV", False)]),
        (EN + "It is −17.8 mV. With 180 mM of the anion, the potential difference is −35.6 mV.", [("−17.8 mV", True), ("−35.6 mV", False)]),
        (EN + "Seen from the inside, the potential of the bath is +17.8 mV.", []),
        # measured, of something else, without words
        (EN + "We measured −25.1 mV.", []),
        (EN + "The electrode holds 150 mM KCl, and sodium was 12 mM.", []),
        ("A polycation brings a Donnan equilibrium: 90 mM fixed cations, 60 mM KCl, +17.8 mV.", []),
    ],
)  # fmt: skip
def test_donnan_equilibria(text: str, found: list[tuple[str, bool]]) -> None:
    assert _donnan(text) == found
