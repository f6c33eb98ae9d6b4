"""Donnan equilibria and Debye lengths as authors word them: lists, tables, questions, six languages."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT
GEL = "Donnan equilibrium. The gel has 20 mM of fixed charge. "


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule in ("NE123", "NE124")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GEL + "In 150 mM KCl at 25 °C it is small, −1.7 mV; in 5 mM KCl at 25 °C −37.1 mV.", [V, V]),
        (GEL + "In 150 mM KCl there are 160.3 mM of potassium and 140.3 mM of chloride.", [V, V]),
        (GEL + "In 150 mM KCl the concentration of cations is 0.160 M, that of anions 0.140 M.", [V, V]),
        ("Ein Gel mit 20 mM fester Ladung in 5 mM KCl, 25 °C: das Donnan-Potential beträgt −37,1 mV.", [V]),
        ("Ein Gel mit 20 mM fester Ladung in 5 mM KCl, 25 °C: das Donnan-Potential beträgt −47,1 mV.", [X]),
        ("Un gel con 20 mM de cargas fijas en 5 mM de KCl a 25 °C: potencial de Donnan −37,1 mV.", [V]),
        ("Un gel de 20 mM de charges fixes dans 5 mM de KCl à 25 °C : potentiel de Donnan −37,1 mV.", [V]),
        (GEL + "Dilute the bath to 10 mM at 25 °C: sodium becomes 24.1 mM, the potential −22.6 mV.", [V, V]),
        # no words bind these: they may agree, but are not wrong
        (GEL + "In 150 mM KCl at 25 °C the cell rests at −70 mV.", []),
        (GEL + "In 150 mM KCl a second buffer has 145 mM of potassium.", []),
    ],
)
def test_donnan(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 25 °C in water the Debye length matters: it is 3.04 nm for 10 mM, 0.96 nm for 100 mM.", [C, C]),
        ("In water at 25 °C the Debye length matters. It is 0.79 nm for 150 mM, 9.8 nm for 15 mM.", [C, X]),
        (
            "In water (eps 80, 21 °C) the Debye length is 1.36 nm at 50 mM; at 5 mM\n   it is 4.31 nm.",
            [V, V],
        ),
        ("In water (eps 80, 21 °C) the Debye length is 1.36 nm at 50 mM; at 5 mM it is 13.6 nm.", [V, X]),
        ("*Debye length in 100 mM NaCl at 25 °C?*\n0.96 nm", [C]),
        ("*Debye length in 100 mM NaCl at 25 °C?*\n9.6 nm", [X]),
        (
            "In water at 25 °C. CaCl2 at 50 mM has an ionic strength of 150 mM, a Debye length of 0.79 nm.",
            [C],
        ),
        ("In water at 25 °C the Debye length in 50 mM CaCl2 is 0.79 nm.", []),
        (
            "In water at 25 °C the Debye length is 0.79 nm at 150 mM. MgCl2 comes next. CaCl2 differs.",
            [C],
        ),
        ("Die Debye-Länge beträgt in Wasser bei 0,1 M 0,96 nm.", [C]),
        ("La longueur de Debye vaut 3,04 nm pour 10 mM de NaCl à 25 °C.", [C]),
        (
            "| I (mM) | Debye length (nm) |\n|---|---|\n| 150 | 0.79 |\n| 15 | 24.8 |\n\nIn water, 25 °C.",
            [C, X],
        ),
        ("In ethanol the Debye length matters. It is 0.79 nm for 150 mM.", []),
        ("In water the Debye length is short; the pore of 1.2 nm opens at 100 mM.", []),
    ],
)
def test_debye_lengths(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected
