"""What a symbol is: its name, unit, dimension, domain, meaning, and the range in which it is examined.

The quantities that many laws share stand here once; a law adds its own in its file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from .dimensions import Dimension, unit_dimension
from .errors import DefinitionError

DOMAINS = ("real", "nonzero", "nonnegative", "positive")


@dataclass(frozen=True)
class Quantity:
    """A physical quantity of a law.

    Parameters
    ----------
    name
        Identifier, as in the Python signature.
    unit
        Coherent SI unit, plain (``mol/m3``).
    domain
        One of real, nonzero, nonnegative, positive. ``integer`` quantities (valences) are sampled from
        whole numbers.
    meaning
        One line for a reader.
    latex
        How it is typeset; the name if empty.
    low, high
        The range, in ``unit``, over which checkers sample and accuracy is measured. Not a limit on users.
    """

    name: str
    unit: str
    domain: str
    meaning: str
    latex: str = ""
    low: Fraction = Fraction(-1)
    high: Fraction = Fraction(1)
    integer: bool = False

    def __post_init__(self) -> None:
        unit_dimension(self.unit)
        if not self.name.isidentifier():
            raise DefinitionError(f"{self.name!r} is not a name for a quantity")
        if self.domain not in DOMAINS:
            raise DefinitionError(
                f"{self.name}: unknown domain {self.domain!r}", f"One of {', '.join(DOMAINS)}."
            )
        if not self.low < self.high or (self.domain in ("positive", "nonnegative") and self.low < 0):
            raise DefinitionError(
                f"{self.name}: range {self.low} to {self.high} is empty or leaves the domain"
            )

    @property
    def dimension(self) -> Dimension:
        """SI dimension of the unit."""
        return unit_dimension(self.unit)

    @property
    def typeset(self) -> str:
        """How it is typeset."""
        return self.latex or self.name

    @property
    def example(self) -> str:
        """A value to show, with its unit: one digit, in the middle of the range."""
        low, high = float(self.low), float(self.high)
        middle = math.sqrt(low * high) if low > 0 else high / 2
        unit = "" if self.unit == "1" else self.unit
        return "1" if self.integer else f"{middle:.0e}".replace("e-0", "e-").replace("e+0", "e") + unit

    def renamed(self, name: str, latex: str, meaning: str) -> Quantity:
        """The same kind of quantity somewhere else: another ion, the other side."""
        return replace(self, name=name, latex=latex, meaning=meaning)


def _q(
    name: str, unit: str, domain: str, meaning: str, latex: str, low: str, high: str, integer: bool = False
) -> Quantity:
    return Quantity(name, unit, domain, meaning, latex, Fraction(low), Fraction(high), integer)


T = _q("T", "K", "positive", "absolute temperature", "T", "260", "330")
z = _q("z", "1", "nonzero", "valence of the ion, with its sign", "z", "-3", "3", integer=True)
V = _q("V", "V", "real", "membrane potential, inside minus outside", "V", "-1/5", "1/5")
E = _q("E", "V", "real", "Nernst (equilibrium) potential, inside minus outside", "E", "-1/5", "1/5")
c = _q("c", "mol/m3", "positive", "concentration", "c", "1/10000", "1000")
c_out = c.renamed("c_out", "c_\\mathrm{out}", "concentration outside")
c_in = c.renamed("c_in", "c_\\mathrm{in}", "concentration inside")
P = _q("P", "m/s", "nonnegative", "permeability of the membrane to the ion", "P", "1/10000000000", "1/10000")
phi = _q("phi", "V", "real", "electric potential", "\\varphi", "-1/5", "1/5")
mu = _q("mu", "J/mol", "real", "electrochemical potential", "\\tilde\\mu", "-50000", "50000")
