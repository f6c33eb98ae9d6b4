"""The rules by example: what each assumes, a sentence that it finds right and one that it does not.

A test audits every sentence: what is said here of a rule is what it does.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a rule assumes, and a sentence that is right and one that is not."""

    assumes: str
    right: str
    wrong: str


LESSONS: dict[str, Lesson] = {
    "NE101": Lesson(
        "Potentials are inside minus outside. Concentrations stand for activities. 37 °C where no "
        "temperature is stated, unless --temperature says another.",
        "At 37 °C K+ is 5 mM outside and 140 mM inside, so E_K = −89.1 mV.",
        "At 37 °C Ca2+ is 1.5 mM outside and 0.0001 mM inside, so E_Ca = +257 mV.",
    ),
    "NE102": Lesson(
        "Nothing but the temperature counts; RT/F is the prefactor of ln, and 2.303 times smaller "
        "than that of log10.",
        "At 25 °C RT/F is 25.7 mV.",
        "At 25 °C RT/F is 59.2 mV.",
    ),
    "NE103": Lesson(
        "The ion is univalent where no other valence is named; the sign of a slope is not counted.",
        "At 37 °C the slope is 61.5 mV per decade.",
        "At 20 °C the slope is 61.5 mV per decade.",
    ),
    "NE104": Lesson(
        "The net current is zero, the field in the membrane constant; ions that the text leaves out "
        "have permeability 0.",
        "At 37 °C, with P_K : P_Na = 1 : 0.05, K+ 5 mM outside and 140 mM inside, Na+ 145 mM outside "
        "and 12 mM inside, V_m = −65.2 mV.",
        "At 37 °C, with P_K : P_Na = 1 : 0.05, K+ 5 mM outside and 140 mM inside, Na+ 145 mM outside "
        "and 12 mM inside, V_m = −81.7 mV.",
    ),
    "NE105": Lesson(
        "The membrane is a capacitor whose capacitance does not depend on the voltage; signs of "
        "charges are not counted.",
        "At 1 µF/cm² a patch of 500 µm² has a capacitance of 5 pF.",
        "At 1 µF/cm² a patch of 500 µm² has a capacitance of 500 pF.",
    ),
    "NE106": Lesson(
        "Only the capacitor is charged: no ion crosses the membrane again. The ions are univalent "
        "where nothing else is said.",
        "At 1 µF/cm² and 70 mV the charge is that of 7.3×10⁻¹³ mol/cm² of univalent ions.",
        "At 1 µF/cm² and 70 mV the charge is that of 7.3×10⁻¹² mol/cm² of univalent ions.",
    ),
    "NE107": Lesson(
        "The order is membrane potential minus reversal potential: positive drives positive charge outwards.",
        "At V = −70 mV and E_K = −90 mV the driving force V − E_K is +20 mV.",
        "At V = −70 mV and E_K = −90 mV the driving force V − E_K is −160 mV.",
    ),
    "NE108": Lesson(
        "The conductance does not depend on the voltage; a current without a sign is taken as a magnitude.",
        "A conductance of 10 nS and a driving force of 20 mV give a current of 200 pA.",
        "A conductance of 10 nS and a driving force of 20 mV give a current of 2 nA.",
    ),
    "NE109": Lesson(
        "The net current is zero; ions that the text leaves out have conductance 0, and no pump makes "
        "a current.",
        "By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = +67 "
        "mV the membrane potential is −84.0 mV.",
        "By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = +67 "
        "mV the membrane potential is −94.0 mV.",
    ),
    "NE110": Lesson(
        "The field is the same everywhere in the membrane, and its sign is not counted.",
        "Across a membrane of 5 nm, 70 mV are a field of 14 MV/m.",
        "Across a membrane of 5 nm, 70 mV are a field of 1.4 MV/m.",
    ),
    "NE111": Lesson(
        "The membrane is one flat layer of one permittivity; heads of the lipids and ions before it "
        "are left out. Where figures may belong to something else, a number agrees or stays unchecked.",
        "A membrane 3 nm thick with a relative permittivity of 3 has a capacitance of 0.89 µF/cm².",
        "A membrane 3 nm thick with a relative permittivity of 3 has a capacitance of 8.9 µF/cm².",
    ),
    "NE112": Lesson(
        "The shape is what the text calls it, without folds.",
        "A sphere with a diameter of 20 µm has a surface area of 1257 µm².",
        "A sphere with a diameter of 20 µm has a surface area of 5027 µm².",
    ),
    "NE113": Lesson(
        "All ions have one valence: 1 where the text says nothing else. Signs are not counted.",
        "A charge of 1.6 pC is that of 1.0×10⁷ monovalent ions.",
        "A charge of 1.6 pC is that of 1.0×10⁸ monovalent ions.",
    ),
    "NE114": Lesson(
        "The ions spread evenly in the whole volume, and none is bound.",
        "The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 8.7 µM.",
        "The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 87 µM.",
    ),
    "NE115": Lesson(
        "All of the current charges the capacitor, and it is constant while it flows. Signs are not counted.",
        "A ramp of 10 V/s through 20 pF needs a capacitive current of 200 pA.",
        "A ramp of 10 V/s through 20 pF needs a capacitive current of 2 nA.",
    ),
    "NE116": Lesson(
        "The cell is isopotential, and resistance and capacitance are constant.",
        "A membrane resistance of 10 kΩ·cm² and a capacitance of 1 µF/cm² give a time constant of 10 ms.",
        "A membrane resistance of 10 kΩ·cm² and a capacitance of 1 µF/cm² give a time constant of 1 ms.",
    ),
    "NE117": Lesson(
        "The cable is long and equally thick, and the resistance outside it is none.",
        "A dendrite of radius 2 µm with R_m = 10 kΩ·cm² and R_i = 100 Ω·cm has a length constant of 1.0 mm.",
        "A dendrite of radius 2 µm with R_m = 10 kΩ·cm² and R_i = 100 Ω·cm has a length constant of 1.4 mm.",
    ),
    "NE120": Lesson(
        "One mole of the ion is moved without changing the concentrations; V is inside minus outside.",
        "At 37 °C the concentration term is RT ln(140/12) = 6.3 kJ/mol.",
        "At 37 °C the concentration term is RT ln(140/12) = 2.8 kJ/mol.",
    ),
    "NE121": Lesson(
        "Both terms drive protons inwards, as in bacteria and mitochondria.",
        "At 25 °C the membrane potential is -140 mV and ΔpH = 0.8, so the proton-motive force is 187 mV.",
        "At 25 °C the membrane potential is -140 mV and ΔpH = 0.8, so the proton-motive force is 217 mV.",
    ),
    "NE122": Lesson(
        "One turn takes three sodium ions out and two potassium ions in; nothing else uses the energy.",
        "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, and the "
        "membrane potential is -70 mV. One turn of the sodium pump costs 44.4 kJ/mol.",
        "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, and the "
        "membrane potential is -70 mV. One turn of the sodium pump costs 34.4 kJ/mol.",
    ),
    "NE123": Lesson(
        "The salt is that of univalent ions, which are all free to cross; the bath outside is so "
        "large that it keeps its concentration.",
        "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan potential is "
        "-6.6 mV.",
        "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan potential is "
        "-13 mV.",
    ),
    "NE124": Lesson(
        "The potential is small (linear theory); a permittivity that is not stated is taken for water's.",
        "At 25 °C, an ionic strength of 150 mM and a relative permittivity of 78.5 give a Debye "
        "length of 0.79 nm.",
        "At 25 °C, an ionic strength of 150 mM and a relative permittivity of 78.5 give a Debye "
        "length of 7.9 nm.",
    ),
    "NE125": Lesson(
        "The field in the membrane is constant, and the ions cross independently; outward current is "
        "positive.",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and V = "
        "-70 mV the K+ current is 1.69 µA/cm2.",
        "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and V = "
        "-70 mV the K+ current is 16.9 µA/cm2.",
    ),
    "NE126": Lesson(
        "The pump moves its ions in a fixed ratio, three sodium for two potassium where none is "
        "stated, and the cell is at rest.",
        "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, and P_K "
        ": P_Na = 1 : 0.04. The Mullins-Noda equation with r = 1.5 gives -77 mV.",
        "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, and P_K "
        ": P_Na = 1 : 0.04. The Mullins-Noda equation with r = 1.5 gives -83 mV.",
    ),
    "NE127": Lesson(
        "The field in the membrane is constant and the net current zero; a divalent ion makes the "
        "equation quadratic.",
        "GHK at 37 °C. K+ 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, Ca2+ "
        "100 nM inside and 2 mM outside. P_K : P_Na : P_Ca = 1 : 0.04 : 0.1, so V_m = -69.2 mV.",
        "GHK at 37 °C. K+ 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, Ca2+ "
        "100 nM inside and 2 mM outside. P_K : P_Na : P_Ca = 1 : 0.04 : 0.1, so V_m = -62.9 mV.",
    ),
    "NE128": Lesson(
        "The field in the membrane is constant, and the ions cross independently; a flux outwards is "
        "positive.",
        "By the GHK equation at 37 °C with P_K = 1e-6 cm/s, K+ 140 mM inside and 4 mM outside and V = "
        "-70 mV the net flux of K+ is 17.5 pmol/(cm2 s).",
        "By the GHK equation at 37 °C with P_K = 1e-6 cm/s, K+ 140 mM inside and 4 mM outside and V = "
        "-70 mV the net flux of K+ is 1.75 nmol/(cm2 s).",
    ),
    "NE129": Lesson(
        "The capacitance does not depend on the voltage.",
        "A cell with a capacitance of 100 pF at -70 mV stores an energy of 0.245 pJ.",
        "A cell with a capacitance of 100 pF at -70 mV stores an energy of 0.49 pJ.",
    ),
    "NE130": Lesson(
        "Concentrations stand for activities, and the bath outside keeps its concentration while the "
        "gradient runs down.",
        "With 145 mM Na+ outside and 12 mM inside at 37 °C, the gradient stores an energy of 266 J/L.",
        "With 145 mM Na+ outside and 12 mM inside at 37 °C, the gradient stores an energy of 2660 J/L.",
    ),
    "NE131": Lesson(
        "The ions cross independently of each other, and only by diffusion.",
        "At 37 °C and -70 mV, with K+ 140 mM inside and 4 mM outside, the Ussing flux ratio (efflux "
        "to influx) is 2.55.",
        "At 37 °C and -70 mV, with K+ 140 mM inside and 4 mM outside, the Ussing flux ratio (efflux "
        "to influx) is 25.5.",
    ),
    "NE132": Lesson(
        "The ion, or the two states, are at equilibrium.",
        "At 37 °C a membrane potential of -70 mV accumulates K+ 13.7-fold.",
        "At 37 °C a membrane potential of -70 mV accumulates K+ 137-fold.",
    ),
    "NE133": Lesson(
        "The solution is dilute. The mobility is the electrical one: velocity per field.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s); by the Einstein relation D = 1.96×10⁻⁹ m²/s.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s); by the Einstein relation D = 1.96×10⁻⁸ m²/s.",
    ),
    "NE140": Lesson(
        "Both are meant to be the same quantity. No law is needed.",
        "The bath holds 0.050 M (50 mM) of potassium.",
        "The bath holds 0.050 M (5 mM) of potassium.",
    ),
    "NE141": Lesson(
        "The formula is meant for the potential of the inside against the outside.",
        "For potassium, E_K = 61.5 mV log([K+]out/[K+]in) at 37 °C.",
        "For potassium, E_K = 61.5 mV log([K+]in/[K+]out) at 37 °C.",
    ),
    "NE142": Lesson(
        "The text lost its superscripts, and the chain is that of one cell. Such a number is "
        "unreadable, not wrong.",
        "A fibre has a radius of 4 µm and a length of 200 µm; its area is 5.13 × 10^ m2. With "
        "0.01 F/m2, the spike takes 80 mV in 1 ms, so that I = (0.01) (5.13 × 10^) (80) = 4.1 nA.",
        "The cell is a sphere with a radius of 10 µm. Its area is 1.26 × 10^ m2, its volume 4.19 × 10^ m3.",
    ),
    "NE143": Lesson(
        "Units are those of the SI; a permeability is a velocity, a voltage an energy per charge.",
        "One siemens is one coulomb per second per volt.",
        "One siemens is one volt per ampere.",
    ),
    "NE144": Lesson(
        "A constant may be rounded, and one that differs may be meant otherwise: it is not called wrong.",
        "The Faraday constant is 96485 C/mol.",
        "6 times 5 is 35.",
    ),
    "NE145": Lesson(
        "Nothing else changes, and potentials are inside minus outside.",
        "Raising external potassium makes E_K less negative.",
        "Raising external potassium makes E_K more negative.",
    ),
    "NE146": Lesson(
        "The pump moves three sodium ions for two potassium ions.",
        "The pump moves 3 Na+ out and 2 K+ in.",
        "The pump moves 2 Na+ out and 3 K+ in.",
    ),
    "NE147": Lesson(
        "The number follows its ISBN as it was printed. No law is needed.",
        "The book has the number ISBN 0-306-40615-2.",
        "The book has the number ISBN 0-306-40651-2.",
    ),
    "NE148": Lesson(
        "The text speaks of one cell at one temperature, and says itself that it repeats a value.",
        "E_K = −89 mV. With the E_K of −89 mV found above the force is small.",
        "E_K = −89 mV. With the E_K of −93 mV found above the force is small.",
    ),
}
