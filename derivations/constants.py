"""Physical constants.

Exact rationals where the SI fixes them, a value with its uncertainty where it is
measured.

Source: CODATA 2022 (E. Tiesinga et al.) and the 2019 SI. R and F are products of exact constants and
therefore exact too; the rounded listings (8.314 462 618, 96 485.332 12) are never used.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .dimensions import Dimension, unit_dimension
from .errors import DefinitionError

SI_2019 = "exact in the SI (CODATA 2022)"


@dataclass(frozen=True)
class Constant:
    """A physical constant.

    Parameters
    ----------
    name, symbol, unit
        As the field writes them; ``unit`` is a coherent SI unit.
    value
        Exact rational value in ``unit``.
    uncertainty
        Standard uncertainty in ``unit``; 0 for an exact constant.
    source
        Where the value stands.
    latex
        How the symbol is typeset.

    Raises
    ------
    DefinitionError
        Without a source, or with a value that is not positive.
    """

    name: str
    symbol: str
    value: Fraction
    uncertainty: Fraction
    unit: str
    source: str
    latex: str

    def __post_init__(self) -> None:
        if not self.source:
            raise DefinitionError(f"constant {self.symbol} has no source", "Name the table it was read from.")
        if self.value <= 0 or self.uncertainty < 0:
            raise DefinitionError(f"constant {self.symbol} must be positive, with an uncertainty >= 0")

    @property
    def exact(self) -> bool:
        """Whether the value has no uncertainty: the SI, or mathematics, fixes it."""
        return self.uncertainty == 0

    @property
    def dimension(self) -> Dimension:
        """SI dimension."""
        return unit_dimension(self.unit)


def _exact(name: str, symbol: str, value: Fraction, unit: str, latex: str | None = None) -> Constant:
    return Constant(name, symbol, value, Fraction(0), unit, SI_2019, latex or symbol)


e = _exact("elementary charge", "e", Fraction("1.602176634e-19"), "C")
k_B = _exact("Boltzmann constant", "k_B", Fraction("1.380649e-23"), "J/K", "k_\\mathrm{B}")
N_A = _exact("Avogadro constant", "N_A", Fraction("6.02214076e23"), "1/mol", "N_\\mathrm{A}")
R = _exact("molar gas constant", "R", N_A.value * k_B.value, "J/(mol*K)")
F = _exact("Faraday constant", "F", N_A.value * e.value, "C/mol")
eps_0 = Constant(
    "vacuum electric permittivity",
    "eps_0",
    Fraction("8.8541878188e-12"),
    Fraction("0.0000000014e-12"),
    "F/m",
    "CODATA 2022",
    "\\varepsilon_0",
)

#: The circle constant, to 150 digits: below the last bit of every ball here. Balls use their own pi.
pi = Constant(
    "circle constant",
    "pi",
    Fraction(
        "3.14159265358979323846264338327950288419716939937510582097494459230781640628620"
        "899862803482534211706798214808651328230664709384460955058223172535940812848"
    ),
    Fraction(0),
    "1",
    "mathematics",
    "\\pi",
)

ALL: tuple[Constant, ...] = (R, F, e, k_B, N_A, eps_0, pi)
