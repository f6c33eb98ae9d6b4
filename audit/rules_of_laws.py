"""The rules that recompute a number by a law, NE101 to NE133."""

from __future__ import annotations

from nernstian.audit.rule import Rule

LAWS: tuple[Rule, ...] = (
    Rule(
        "NE101",
        "nernst",
        "Nernst potential",
        "An equilibrium potential is recomputed from the concentrations outside and inside, the "
        "valence of the ion and the temperature or prefactor that the text states. Without a "
        "temperature the verdict is conditional at best, and names the temperature that would "
        "make the number true.",
        "Potentials are inside minus outside. Concentrations stand for activities. 37 °C where no "
        "temperature is stated, unless --temperature says another.",
        "At 37 °C K+ is 5 mM outside and 140 mM inside, so E_K = −89.1 mV.",
        "At 37 °C Ca2+ is 1.5 mM outside and 0.0001 mM inside, so E_Ca = +257 mV.",
    ),
    Rule(
        "NE102",
        "thermal_voltage",
        "Thermal voltage RT/F",
        "A value of RT/F, or the prefactor of a natural logarithm, is recomputed at the stated temperature.",
        "Nothing but the temperature counts; RT/F is the prefactor of ln, and 2.303 times smaller "
        "than that of log10.",
        "At 25 °C RT/F is 25.7 mV.",
        "At 25 °C RT/F is 59.2 mV.",
    ),
    Rule(
        "NE103",
        "nernst_slope",
        "Nernst slope per decade",
        "A prefactor of a decimal logarithm, or a slope in mV per decade, is recomputed at the "
        "stated temperature; 58, 60, 61.5 and 62 mV belong to 19, 29, 37 and 39 °C.",
        "The ion is univalent where no other valence is named; the sign of a slope is not counted.",
        "At 37 °C the slope is 61.5 mV per decade.",
        "At 20 °C the slope is 61.5 mV per decade.",
    ),
    Rule(
        "NE104",
        "ghk_voltage",
        "Goldman-Hodgkin-Katz voltage",
        "A membrane potential is recomputed from the concentrations of K, Na and Cl on both sides "
        "and the relative permeabilities. It is logarithmic in permeability-weighted "
        "concentrations, not a mean of equilibrium potentials.",
        "The net current is zero, the field in the membrane constant; ions that the text leaves "
        "out have permeability 0.",
        "At 37 °C, with P_K : P_Na = 1 : 0.05, K+ 5 mM outside and 140 mM inside, Na+ 145 mM "
        "outside and 12 mM inside, V_m = −65.2 mV.",
        "At 37 °C, with P_K : P_Na = 1 : 0.05, K+ 5 mM outside and 140 mM inside, Na+ 145 mM "
        "outside and 12 mM inside, V_m = −81.7 mV.",
    ),
    Rule(
        "NE105",
        "capacitor_charge",
        "Charge or capacitance of a membrane",
        "A capacitance is recomputed as specific capacitance times area, a charge as capacitance "
        "times voltage.",
        "The membrane is a capacitor whose capacitance does not depend on the voltage; signs of "
        "charges are not counted.",
        "At 1 µF/cm² a patch of 500 µm² has a capacitance of 5 pF.",
        "At 1 µF/cm² a patch of 500 µm² has a capacitance of 500 pF.",
    ),
    Rule(
        "NE106",
        "surface_charge",
        "Ions per area on the membrane capacitor",
        "An amount of ions per area is recomputed from the specific capacitance, the voltage and "
        "the valence.",
        "Only the capacitor is charged: no ion crosses the membrane again. The ions are univalent "
        "where nothing else is said.",
        "At 1 µF/cm² and 70 mV the charge is that of 7.3×10⁻¹³ mol/cm² of univalent ions.",
        "At 1 µF/cm² and 70 mV the charge is that of 7.3×10⁻¹² mol/cm² of univalent ions.",
    ),
    Rule(
        "NE107",
        "driving_force",
        "Driving force",
        "A driving force V - E, and a printed difference of potentials, is recomputed from its "
        "two potentials.",
        "The order is membrane potential minus reversal potential: positive drives positive charge outwards.",
        "At V = −70 mV and E_K = −90 mV the driving force V − E_K is +20 mV.",
        "At V = −70 mV and E_K = −90 mV the driving force V − E_K is −160 mV.",
    ),
    Rule(
        "NE108",
        "ohmic_current",
        "Current through a conductance",
        "A current is recomputed as conductance times driving force, for a whole cell (nS, pA) or "
        "per area (mS/cm2, uA/cm2).",
        "The conductance does not depend on the voltage; a current without a sign is taken as a magnitude.",
        "A conductance of 10 nS and a driving force of 20 mV give a current of 200 pA.",
        "A conductance of 10 nS and a driving force of 20 mV give a current of 2 nA.",
    ),
    Rule(
        "NE109",
        "chord_conductance_equation",
        "Chord-conductance equation",
        "A membrane potential is recomputed as the mean of the reversal potentials weighted by "
        "the conductances.",
        "The net current is zero; ions that the text leaves out have conductance 0, and no pump "
        "makes a current.",
        "By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = "
        "+67 mV the membrane potential is −84.0 mV.",
        "By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = "
        "+67 mV the membrane potential is −94.0 mV.",
    ),
    Rule(
        "NE110",
        "membrane_field",
        "Field in the membrane",
        "A field is recomputed as voltage over thickness, or the voltage from field and thickness.",
        "The field is the same everywhere in the membrane, and its sign is not counted.",
        "Across a membrane of 5 nm, 70 mV are a field of 14 MV/m.",
        "Across a membrane of 5 nm, 70 mV are a field of 1.4 MV/m.",
    ),
    Rule(
        "NE111",
        "plate_capacitance",
        "Capacitance of a parallel plate",
        "A specific capacitance is recomputed from the relative permittivity and the thickness; a "
        "permittivity or a thickness from the other two. Where it is not sure that the figures "
        "belong together, the number agrees or stays unchecked.",
        "The membrane is one flat layer of one permittivity; heads of the lipids and ions before "
        "it are left out.",
        "A membrane 3 nm thick with a relative permittivity of 3 has a capacitance of 0.89 µF/cm².",
        "A membrane 3 nm thick with a relative permittivity of 3 has a capacitance of 8.9 µF/cm².",
    ),
    Rule(
        "NE112",
        "sphere",
        "Area and volume of spheres and cylinders",
        "An area or a volume is recomputed from a radius, or half a diameter, and a length. With a size "
        "that is called neither it is conditional at best.",
        "The shape is what the text calls it, without folds.",
        "A sphere with a diameter of 20 µm has a surface area of 1257 µm².",
        "A sphere with a diameter of 20 µm has a surface area of 5027 µm².",
    ),
    Rule(
        "NE113",
        "charge_to_ions",
        "Ions of a charge",
        "A number of ions is recomputed as charge over valence times elementary charge, and a "
        "charge from a number of ions.",
        "All ions have one valence: 1 where the text says nothing else. Signs are not counted.",
        "A charge of 1.6 pC is that of 1.0×10⁷ monovalent ions.",
        "A charge of 1.6 pC is that of 1.0×10⁸ monovalent ions.",
    ),
    Rule(
        "NE114",
        "concentration_change",
        "Change of concentration, share of ions",
        "What moved ions do to a concentration is recomputed from their number or charge and the "
        "volume, and which share of all ions they are from the two numbers.",
        "The ions spread evenly in the whole volume, and none is bound.",
        "The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 8.7 µM.",
        "The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 87 µM.",
    ),
    Rule(
        "NE115",
        "capacitor_current",
        "Current and rate of change of a capacitor",
        "A capacitive current is recomputed as capacitance times rate of change of the voltage, a "
        "rate from current and capacitance, a charge as current times duration.",
        "All of the current charges the capacitor, and it is constant while it flows. Signs are not counted.",
        "A ramp of 10 V/s through 20 pF needs a capacitive current of 200 pA.",
        "A ramp of 10 V/s through 20 pF needs a capacitive current of 2 nA.",
    ),
    Rule(
        "NE116",
        "time_constant",
        "Membrane time constant",
        "A time constant is recomputed as resistance times capacitance, per area or of a whole cell.",
        "The cell is isopotential, and resistance and capacitance are constant.",
        "A membrane resistance of 10 kΩ·cm² and a capacitance of 1 µF/cm² give a time constant of 10 ms.",
        "A membrane resistance of 10 kΩ·cm² and a capacitance of 1 µF/cm² give a time constant of 1 ms.",
    ),
    Rule(
        "NE117",
        "length_constant",
        "Length constant of a cable",
        "A length constant is recomputed from the radius (or half the diameter) of the cable, the "
        "resistance of its membrane and the resistivity of its inside.",
        "The cable is long and equally thick, and the resistance outside it is none.",
        "A dendrite of radius 2 µm with R_m = 10 kΩ·cm² and R_i = 100 Ω·cm has a length constant of 1.0 mm.",
        "A dendrite of radius 2 µm with R_m = 10 kΩ·cm² and R_i = 100 Ω·cm has a length constant of 1.4 mm.",
    ),
    Rule(
        "NE120",
        "transport_free_energy",
        "Free energy of transport",
        "RT ln(c_end/c_start) + zFV is recomputed for the path that the text states; a printed "
        "term is recomputed from its own expression; a total is called wrong only where the text leaves "
        "one path for it, or a known slip gives its digits, and else agrees or stays unchecked; a "
        "printed sum of terms that adds up is consistent.",
        "One mole of the ion is moved without changing the concentrations; V is inside minus outside.",
        "At 37 °C the concentration term is RT ln(140/12) = 6.3 kJ/mol.",
        "At 37 °C the concentration term is RT ln(140/12) = 2.8 kJ/mol.",
    ),
    Rule(
        "NE121",
        "proton_motive_force",
        "Protons: motive force and equilibrium potential",
        "The equilibrium potential of protons is recomputed from the pH on both sides and the "
        "temperature, a proton-motive force as a magnitude from the potential and the pH on both "
        "sides or its difference, and so is what a difference of pH alone is worth, in mV or as a "
        "free energy.",
        "In a proton-motive force both terms drive protons inwards, as in bacteria and mitochondria.",
        "At 37 °C, with pH 7.1 inside and 7.4 outside, E_H = -18.5 mV.",
        "At 37 °C, with pH 7.1 inside and 7.4 outside, E_H = +18.5 mV.",
    ),
    Rule(
        "NE122",
        "pump_work",
        "Work and reversal of the sodium pump",
        "The work of one turn of the sodium pump (three sodium out, two potassium in) is recomputed "
        "from the membrane potential and the equilibrium potentials, printed or from concentrations "
        "and temperature; the potential at which it stands still from these and the free energy of "
        "ATP.",
        "Three sodium ions out and two potassium ions in per ATP; concentrations stand for activities.",
        "With E_Na = +60 mV, E_K = -95 mV and V_m = -70 mV, the work of the Na/K pump is 42.5 kJ/mol.",
        "With E_Na = +60 mV, E_K = -95 mV and V_m = -70 mV, the work of the Na/K pump is 35.7 kJ/mol.",
    ),
    Rule(
        "NE123",
        "donnan",
        "Donnan potential",
        "A Donnan potential, and the concentrations of the ions beside the fixed charge, are "
        "recomputed from the fixed negative charge, the salt outside and the temperature.",
        "The salt is that of univalent ions, which are all free to cross; the bath outside is so "
        "large that it keeps its concentration.",
        "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan "
        "potential is -6.6 mV.",
        "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan "
        "potential is -13 mV.",
    ),
    Rule(
        "NE124",
        "debye_length",
        "Debye length",
        "A Debye length is recomputed from the ionic strength, the relative permittivity and the "
        "temperature.",
        "The potential is small (linear theory); a permittivity that is not stated is taken for water's.",
        "At 25 °C, an ionic strength of 150 mM and a relative permittivity of 78.5 give a Debye "
        "length of 0.79 nm.",
        "At 25 °C, an ionic strength of 150 mM and a relative permittivity of 78.5 give a Debye "
        "length of 7.9 nm.",
    ),
    Rule(
        "NE125",
        "ghk_current",
        "Goldman-Hodgkin-Katz current",
        "A current per area is recomputed from the permeability, the concentrations, the voltage "
        "and the temperature; it only agrees or stays unchecked.",
        "The field in the membrane is constant, and the ions cross independently; outward current "
        "is positive.",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and V "
        "= -70 mV the K+ current is 1.69 µA/cm2.",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and V "
        "= -70 mV the K+ current is 16.9 µA/cm2.",
    ),
    Rule(
        "NE126",
        "mullins_noda",
        "Membrane potential with an electrogenic pump",
        "A steady membrane potential with a pump is recomputed from the concentrations of K and Na, "
        "their permeabilities, the coupling ratio and the temperature; so is what the pump adds to "
        "the GHK voltage.",
        "Only potassium, sodium and the pump carry current, and the cell is in a steady state.",
        "At 37 °C, with K+ 4 mM outside and 140 mM inside, Na+ 145 mM outside and 12 mM inside "
        "and P_K : P_Na = 1 : 0.04, the Mullins-Noda equation with r = 1.5 gives -77 mV.",
        "At 37 °C, with K+ 4 mM outside and 140 mM inside, Na+ 145 mM outside and 12 mM inside "
        "and P_K : P_Na = 1 : 0.04, the Mullins-Noda equation with r = 1.5 gives -83 mV.",
    ),
    Rule(
        "NE127",
        "ghk_voltage_divalent",
        "Goldman-Hodgkin-Katz voltage with calcium",
        "A membrane potential is recomputed from the concentrations and relative permeabilities of "
        "monovalent ions and calcium together; the equation is quadratic, not a sum over ions.",
        "The field in the membrane is constant, and no pump carries current.",
        "GHK at 37 °C. K+ 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, "
        "Cl- 8 mM inside and 120 mM outside, Ca2+ 100 nM inside and 2 mM outside. P_K : P_Na : "
        "P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1, so V_m = -69.4 mV.",
        "GHK at 37 °C. K+ 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, "
        "Cl- 8 mM inside and 120 mM outside, Ca2+ 100 nM inside and 2 mM outside. P_K : P_Na : "
        "P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1, so V_m = -49.4 mV.",
    ),
    Rule(
        "NE128",
        "ghk_flux",
        "Goldman-Hodgkin-Katz flux",
        "A net flux per area is recomputed from the permeability, the concentrations, the voltage "
        "and the temperature.",
        "The field in the membrane is constant, and the ions cross independently; outward is positive.",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and "
        "V = -70 mV the net flux of K+ is 17.5 pmol/(cm2 s).",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and "
        "V = -70 mV the net flux of K+ is 1.75 nmol/(cm2 s).",
    ),
    Rule(
        "NE129",
        "capacitor_energy",
        "Energy of the charged membrane",
        "An energy, per area or of a whole cell, is recomputed as half the capacitance times the "
        "square of the voltage.",
        "The membrane is an ideal capacitor, charged from 0 V.",
        "A cell with a capacitance of 100 pF at -70 mV stores an energy of 0.245 pJ.",
        "A cell with a capacitance of 100 pF at -70 mV stores an energy of 0.49 pJ.",
    ),
    Rule(
        "NE130",
        "gradient_energy",
        "Free energy of a concentration gradient",
        "The energy per volume that a gradient stores is recomputed from the concentrations and the "
        "temperature.",
        "Both sides are ideal solutions that do not change while the energy is taken.",
        "At 37 °C, with Na+ 145 mM outside and 12 mM inside, the gradient stores 266 J per "
        "litre of cell volume.",
        "At 37 °C, with Na+ 145 mM outside and 12 mM inside, the gradient stores 26.6 J per "
        "litre of cell volume.",
    ),
    Rule(
        "NE131",
        "ussing_flux_ratio",
        "Ussing flux ratio",
        "The ratio of one-way efflux and influx is recomputed from the concentrations, the voltage, "
        "the valence and the temperature, whichever way up the text has it.",
        "The ions cross independently, by one path.",
        "At 37 °C and V_m = -70 mV, with K+ 140 mM inside and 4 mM outside, the Ussing flux "
        "ratio (efflux to influx) is 2.55.",
        "At 37 °C and V_m = -70 mV, with K+ 140 mM inside and 4 mM outside, the Ussing flux "
        "ratio (efflux to influx) is 25.5.",
    ),
    Rule(
        "NE132",
        "boltzmann_ratio",
        "Boltzmann ratio",
        "The ratio of concentrations at equilibrium, or of two occupancies, is recomputed from the "
        "voltage or the difference of energy, the valence or gating charge and the temperature.",
        "The ions, or the two states, are in equilibrium.",
        "At 37 °C a membrane potential of -70 mV accumulates K+ 13.7-fold.",
        "At 37 °C a membrane potential of -70 mV accumulates K+ 137-fold.",
    ),
    Rule(
        "NE133",
        "einstein_relation",
        "Einstein relation",
        "A diffusion coefficient is recomputed from the electrical mobility, the valence and the "
        "temperature, or the mobility from the diffusion coefficient.",
        "The solution is dilute: friction is the same in a field and in a gradient.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s); by the Einstein relation D = 1.96×10⁻⁹ m²/s.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s); by the Einstein relation D = 1.96×10⁻⁸ m²/s.",
    ),
)
