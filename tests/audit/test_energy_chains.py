"""Free energies behind printed expressions: terms, totals, sums of logarithms; and energies counted in words."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE120"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 310 K: RT ln(10/150) = -6.980, F 0.070 V = 6.754
        ("At 310 K, RT ln(10/150) + F(−0.070) = −6.98 − 6.75 = −13.73 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −6.98 − 5.75 = −12.73 kJ/mol.", [V, X, X]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −3.03 − 6.75 = −9.78 kJ/mol.", [X, V, X]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −13.73 kJ/mol.", [C]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −0.23 kJ/mol.", [X]),
        ("At 310 K, F × 0.070 V + RT ln(150/10) = 6.75 + 6.98 = 13.73 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(2/0.0002) + 2F(0.070) = 23.74 + 13.51 = 37.25 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(2/0.0002) + 2F(0.070) = 23.74 + 6.75 = 30.49 kJ/mol.", [V, X, X]),
        ("2,577 ln(150/10) + 96 485 × 0,070 V = 6,98 + 6,75 = 13,73 kJ/mol.", [V, V, C]),
        # rounded terms were added: 6.980 + 6.754 = 13.734, and 7.0 + 6.8 = 13.8
        ("At 310 K, RT ln(150/10) + F(0.070) = 7.0 + 6.8 = 13.8 kJ/mol.", [V, V, C]),
        ("At 310 K, RT[ln(10/150) + ln(140/4) + 2 ln(12/120)] = −9.69 kJ/mol.", [V]),
        ("At 310 K, RT[ln(10/150) + ln(140/4) + 2 ln(12/120)] = −7.53 kJ/mol.", [X]),
        ("At 310 K, RT ln 20 = 7.72 kJ/mol for the sugar.", [V]),
        ("At 310 K, RT ln 20 = 3.35 kJ/mol for the sugar.", [X]),
        ("At 310 K, 2.303 RT log(150/10) = 6.98 kJ/mol.", [V]),
        ("RT ln 20 = 7.72 kJ/mol for the sugar.", [A]),
        # what is not read whole is not read
        ("At 310 K, 3 × RT ln(150/10) = 20.9 kJ/mol.", []),
        ("At 310 K, ΔG° + RT ln(150/10) = 20.9 kJ/mol.", []),
        ("At 310 K, RT ln(150/10) = 2.58 × 2.71 = 7.0 kJ/mol.", []),
        ("At 310 K, RT ln(150/10) + x = 20.9 kJ/mol.", []),
    ],
)
def test_expressions(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected
