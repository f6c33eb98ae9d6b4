"""Thermal voltage RT/F: the scale of every membrane potential."""

from fractions import Fraction

from ..inverses import divided
from ..law import Law
from ..literature import cited
from ..quantities import Quantity, T

V_T = Quantity("V_T", "V", "positive", "thermal voltage", "V_T", Fraction("1/50"), Fraction("3/100"))

thermal_voltage = Law(
    name="thermal_voltage",
    title="Thermal voltage",
    kind="definition",
    equation="V_T = R*T/F",
    arguments=(T,),
    result=V_T,
    source=cited(("hille2001", "ch. 1")),
)

thermal_voltage.printed(
    "at_37_degC", "26.7", unit="mV", scale="1/1000", title="RT/F is 26.7 mV at 37 degC", T="31015/100"
)
thermal_voltage.printed(
    "at_20_degC", "25.3", unit="mV", scale="1/1000", title="RT/F is 25.3 mV at 20 degC", T="29315/100"
)


divided(thermal_voltage, "T", "F*V_T", "R", times="F")
