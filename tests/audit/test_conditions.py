"""Right numbers of other conditions than those that are stated: never called wrong; wrong ones of changes still are."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

CELL = "At 25 °C, with 3 mM K+ outside and 120 mM inside, E_K is -94.8 mV. "
RIGHT = [
    "If extracellular potassium doubles, E_K becomes -77.0 mV.",
    "With doubled external potassium E_K is -77.0 mV.",
    "With twice the external potassium E_K = -77.0 mV.",
    "If the external potassium triples, E_K is -66.6 mV.",
    "After a tenfold increase in extracellular potassium E_K will be -35.6 mV.",
    "If the cell loses 10 % of its potassium, E_K is -92.1 mV.",
    "After loss of half of the cell's potassium E_K is -77.0 mV.",
    "With the sides exchanged, E_K would be +94.8 mV.",
    "In the limit of equal concentrations E_K is 0 mV.",
    "Swelling has diluted the cytosol twofold, and E_K is -77.0 mV.",
    "If the ion were divalent, its equilibrium potential would be -47.4 mV.",
    "Most textbooks give E_K = -90 mV.",
    "The model uses E_K = -90 mV.",
    "In another cell E_K was -90 mV.",
    "At the end of the train E_K was -80 mV because potassium had accumulated.",
    "Im Modell ist E_K = -90 mV.",
    "Verdoppelt sich das äußere Kalium, so ist E_K = -77,0 mV.",
    "Si el potasio externo se duplica, E_K es -77,0 mV.",
    "Quand le potassium externe double, E_K vaut -77,0 mV.",
    "Se il potassio esterno raddoppia, E_K vale -77,0 mV.",
    "Als het kalium buiten verdubbelt, is E_K -77,0 mV.",
]
SHIFTS = [
    "At 25 °C doubling of [K+]o raises E_K from -94.8 to -77.0 mV.",
    "If [K+]o is doubled, E_K rises from -94.8 to -77.0 mV at 25 °C.",
    "A tenfold fall in external sodium moves E_Na from +59.0 to -0.2 mV (25 °C).",
    "A tenfold change in [K+]o swings E_K between -94.8 and -35.6 mV at 25 °C.",
    "When external K+ rises tenfold, E_K is -35.6 mV at 25 °C (3 mM before, 120 mM inside).",
    "Ein zehnfacher Anstieg verschiebt E_K bei 25 °C von -94,8 auf -35,6 mV.",
]


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("gap", ["", "\n\n"])
def test_what_a_change_leads_to_is_not_called_wrong(text: str, gap: str) -> None:
    kinds = {v.claim.number.text: v.kind for v in audit(CELL + gap + text, name="a.md").verdicts}
    assert Kind.INCONSISTENT not in kinds.values(), kinds


@pytest.mark.parametrize("text", SHIFTS)
def test_a_potential_that_is_reached_is_no_shift(text: str) -> None:
    assert all(v.kind != Kind.INCONSISTENT for v in audit(text, name="a.md").verdicts)


@pytest.mark.parametrize(
    "text",
    [
        "At 25 °C doubling of external potassium shifts E_K by 27.8 mV.",
        CELL + "With 6 mM outside E_K becomes -87.0 mV.",
        "At 25 °C K+ is 3 mM outside and 120 mM inside. The equilibrium potential of potassium is thus -64.8 mV.",
    ],
)
def test_wrong_numbers_are_still_wrong(text: str) -> None:
    assert Kind.INCONSISTENT in [v.kind for v in audit(text, name="a.md").verdicts]


FORCES = "The cell rests at -68 mV; E_K = -92 mV and E_Ca = +127 mV. The driving force is V_m - E: "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FORCES + "\n\n- potassium: -68 + 92 = +24 mV\n", Kind.VERIFIED),  # E = -92 mV was subtracted
        (FORCES + "\n\n- calcium: -68 + 127 = +59 mV\n", Kind.INCONSISTENT),
        ("Two steps, E_Ca = +127 mV. Calcium and the rest: -68 + 127 = +59 mV.", Kind.VERIFIED),
    ],
)
def test_a_reversal_potential_that_was_added(text: str, kind: Kind) -> None:
    kinds = [
        v.kind for v in audit(text, name="a.md").verdicts if v.claim.inline or v.claim.quantity == "V - E"
    ]
    assert kinds == [kind]


@pytest.mark.parametrize(
    "lead", ["a change of 100 mV", "half of the channels open, and 100 mV", "charging by 100 mV"]
)
def test_what_is_not_called_wrong_is_not_verified_either(lead: str) -> None:
    text = f"At 1 µF/cm2, {lead} moves 1.04 pmol/cm2 of calcium."
    assert all(v.kind != Kind.VERIFIED for v in audit(text, name="a.md").verdicts)
