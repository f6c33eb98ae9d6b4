"""The recognisers, one file per law or kind of statement.

Order matters: the first to claim a number keeps it, and a printed logarithm says more than a name;
a membrane potential is judged by its concentrations before its printed sums.
"""

from __future__ import annotations

from nernstian.audit.claims import (
    calcium_pump,
    capacitor_charge,
    chord,
    columns,
    conversions,
    debye,
    donnan,
    driving,
    electrical,
    equilibria,
    formulas,
    free_energy,
    ghk_divalent,
    ghk_voltage,
    membrane_physics,
    mobility,
    motive_force,
    nernst,
    printed_expression,
    printed_log,
    pump_energy,
    pump_voltage,
    series,
    shares,
    sizes,
    slopes,
    surface_charge,
)
from nernstian.audit.claims.base import Recogniser

RECOGNISERS: tuple[Recogniser, ...] = (
    ghk_divalent.recognise,
    ghk_voltage.recognise,
    pump_voltage.recognise,
    printed_log.recognise,
    nernst.recognise_tables,
    nernst.recognise_prose,
    nernst.recognise_lists,
    series.recognise_series,
    series.recognise_folds,
    slopes.recognise_thermal,
    slopes.recognise_slopes,
    slopes.recognise_contradictions,
    capacitor_charge.recognise,
    surface_charge.recognise,
    pump_energy.recognise,
    calcium_pump.recognise,
    free_energy.recognise,
    debye.recognise,
    membrane_physics.recognise,
    donnan.recognise,
    motive_force.recognise,
    printed_expression.recognise,
    columns.recognise,
    driving.recognise_tables,
    driving.recognise_prose,
    electrical.recognise,
    sizes.recognise,
    equilibria.recognise,
    mobility.recognise,
    shares.recognise,
    chord.recognise,
    conversions.recognise,
    formulas.recognise,
)
