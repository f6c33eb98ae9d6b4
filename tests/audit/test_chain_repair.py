"""Damaged numbers of a chain: unreadable, with the one value that the chain leaves them."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

#: A chain from a cell's size to what its ions do, whose superscripts were lost.
CYLINDER = (
    "Take a cylindrical fibre with a radius of 4 µm and a length of 200 µm. Its area is 5.13 m2, its volume 10.1 "
    "liters. The membrane has 0.01 F/m2, and the spike takes 80 mV in 1 ms, so that "
    "I = (0.01) (5.13 × 10^) (80) = 4.1 × 10^ A. That is a current of 4.1 nA. One coulomb is 6.24 × 10^ elementary "
    "charges, which gives n = (4.1 × 10^) (0.001) (6.24 × 10^) = 2.56 × 10^7. Avogadro's constant is 6.02·1023 "
    "mol-1, and 4.2 µM entering the fibre is little beside the 12 mM inside."
)


def repairs(text: str) -> list[tuple[str, str]]:
    """What is unreadable, and its repair ("" where there is none)."""
    found = audit(text, name="a.txt").verdicts
    lost = [v for v in found if v.claim.rule == "NE142" and v.kind == Kind.UNREADABLE]
    return [(v.message.split('"')[1], v.message.partition("must be ")[2].partition(":")[0]) for v in lost]


def test_a_chain_gives_each_lost_power_of_ten_back():
    assert repairs(CYLINDER) == [
        ("5.13 m2", "5.13×10^-9 m2, the area of a closed cylinder"),
        ("10.1 liters", "10.1×10^-12 L, the volume of a cylinder"),
        ("5.13 × 10^", "5.13×10^-9"),
        ("4.1 × 10^ A", "4.1×10^-9 A, the current"),
        ("6.24 × 10^", "6.24×10^18 1/C, the charges of a coulomb"),
        ("4.1 × 10^", "4.1×10^-9"),
        ("6.24 × 10^", "6.24×10^18"),
        ("6.02·1023 mol-1", "6.02×10^23 1/mol, the Avogadro constant"),
    ]


def test_what_the_repaired_chain_gives_is_compared_with_what_survived():
    found = {
        v.claim.number.text: v.kind for v in audit(CYLINDER, name="a.txt").verdicts if v.claim.settled is None
    }
    assert found["4.1"] == Kind.VERIFIED
    assert found["2.56 × 10^7"] == Kind.VERIFIED
    assert found["4.2"] == Kind.VERIFIED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The cell is a sphere with a radius of 10 µm. Its area is 1.26 × 10^ m2, its volume 4.19 × 10^ m3.",
            [
                ("1.26 × 10^ m2", "1.26×10^-9 m2, the area of a sphere"),
                ("4.19 × 10^ m3", "4.19×10^-15 m3, the volume of a sphere"),
            ],
        ),
        (
            "One coulomb is 6.24 × 10^ charges. Then n = (2.0 × 10^) (0.001) (6.24 × 10^) = 1.25 × 10^7.",
            [
                ("6.24 × 10^", "6.24×10^18 1/C, the charges of a coulomb"),
                ("2.0 × 10^", "2×10^-9"),
                ("6.24 × 10^", "6.24×10^18"),
            ],
        ),
        (
            "Avogadro's number is 6.022 × 1023 per mole.",
            [("6.022 × 1023", "6.022×10^23 1/mol, the Avogadro constant")],
        ),
        # a bare power of ten that lost its superscript, beside one that lost its exponent
        (
            "One coulomb is 6.24 × 10^ charges. A current of 1.6 nA for 1 ms is carried by 107 ions.",
            [("6.24 × 10^", "6.24×10^18 1/C, the charges of a coulomb"), ("107", "10^7, the number of ions")],
        ),
        # a minus sign in the exponent may be lost as well
        (
            "The cell is a sphere with a radius of 10 µm. Its area is 1.26 × 109 m2.",
            [("1.26 × 109 m2", "1.26×10^-9 m2, the area of a sphere")],
        ),
    ],
)
def test_one_repair(text, expected):
    assert repairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # two unknown powers in one product
        "Then n = (2.0 × 10^) (0.001) (6.3 × 10^) = 1.26 × 10^7.",
        # digits that are those of no sphere of this radius
        "The cell is a sphere with a radius of 10 µm. Its area is 2.77 × 10^ m2.",
        # nothing to compare with
        "The fraction was 2.5 × 10^ in all cells.",
        # two radii, and each fits with another power
        "Two spheres have a radius of 10 µm and a radius of 100 µm. The area is 1.26 × 10^ m2.",
    ],
)
def test_several_repairs_or_none_are_none(text):
    found = repairs(text)
    assert found
    assert {repair for _, repair in found} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "The cell is a sphere with a radius of 10 µm. Its area is 1.26 × 10^-9 m2.",
        "The cell is a sphere with a radius of 10 µm. Its area is 1.26 m2.",  # wrong, but nothing was damaged
        "One coulomb is 6.24 e in these units.",
        "We made 3 × 100 µL of it, and 5 × 10 mM.",
        "There were 3 × 1012 cells in all.",
        "The counter shows 10^A for a range A, and 3 × 10^n in general.",
        "Each step multiplies by 10^ what was there.",
    ],
)
def test_a_text_without_damage_holds_no_unreadable_number(text):
    assert repairs(text) == []


def test_a_damaged_text_has_no_wrong_number():
    assert all(v.kind != Kind.INCONSISTENT for v in audit(CYLINDER, name="a.txt").verdicts)
    wrong = CYLINDER.replace("4.2 µM", "6.8 µM").replace("2.56 × 10^7", "9.99 × 10^7")
    assert all(v.kind != Kind.INCONSISTENT for v in audit(wrong, name="a.txt").verdicts)
