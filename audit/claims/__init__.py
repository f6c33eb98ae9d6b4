"""The recognisers, one file per law or kind of statement.

Order matters: the first to claim a number keeps it, and a printed logarithm says more than a name;
a membrane potential is judged by its concentrations before its printed sums.
"""

from __future__ import annotations

from nernstian.audit.claims import (
    capacitor_charge,
    chord,
    conversions,
    debye,
    donnan,
    driving,
    electrical,
    energy_chains,
    energy_values,
    formulas,
    free_energy,
    ghk_voltage,
    membrane_physics,
    motive_force,
    nernst,
    printed_expression,
    printed_log,
    series,
    shares,
    slope_tables,
    slope_words,
    slopes,
    surface_charge,
)
from nernstian.audit.claims.base import Recogniser

RECOGNISERS: tuple[Recogniser, ...] = (
    ghk_voltage.recognise,
    printed_log.recognise,
    nernst.recognise_tables,
    nernst.recognise_prose,
    nernst.recognise_lists,
    series.recognise_series,
    series.recognise_folds,
    slope_tables.recognise,
    slopes.recognise_thermal,
    slopes.recognise_slopes,
    slope_words.recognise_named_slopes,
    slope_words.recognise_lists,
    slope_words.recognise_e_folds,
    slopes.recognise_contradictions,
    slopes.recognise_denominators,
    capacitor_charge.recognise,
    surface_charge.recognise,
    energy_chains.recognise,
    free_energy.recognise,
    energy_values.recognise,
    debye.recognise,
    membrane_physics.recognise,
    donnan.recognise,
    motive_force.recognise,
    printed_expression.recognise,
    driving.recognise_tables,
    driving.recognise_prose,
    electrical.recognise,
    shares.recognise,
    chord.recognise,
    conversions.recognise,
    formulas.recognise,
)
