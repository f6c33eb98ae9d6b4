"""Electrochemical potential of an ion in a dilute (ideal) solution: a constitutive law."""

from ..law import Assumption, Law
from ..quantities import T, c, mu, phi, z

c_ref = c.renamed("c_ref", "c_\\mathrm{ref}", "reference concentration, e.g. 1 mol/L")
mu_ref = mu.renamed("mu_ref", "\\mu_\\mathrm{ref}", "chemical potential at the reference concentration")

electrochemical_potential = Law(
    name="electrochemical_potential",
    title="Electrochemical potential",
    kind="constitutive",
    equation="mu = mu_ref + R*T*ln(c/c_ref) + z*F*phi",
    arguments=(c, phi, z, T, mu_ref, c_ref),
    result=mu,
    source="Guggenheim 1929, after Planck 1890",
    assumptions=(
        Assumption("the solution is ideal (dilute): concentrations stand for activities"),
        Assumption("temperature and pressure are the same on both sides"),
    ),
    near=((("c", "c_ref"),),),
)
