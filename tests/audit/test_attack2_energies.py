"""Right texts that were called wrong, wrong numbers that were verified: energies, charges, ratios, sizes, slopes."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind, Verdict


def _verdicts(text: str) -> list[tuple[str, Verdict]]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v) for v in report.verdicts
    ]


def _wrong(text: str) -> list[str]:
    return [quote for quote, verdict in _verdicts(text) if verdict.kind == Kind.INCONSISTENT]


def _right(text: str) -> list[str]:
    return [quote for quote, verdict in _verdicts(text) if verdict.kind in (Kind.VERIFIED, Kind.CONSISTENT)]


# columns that are solutions or states, named after what was changed in them
STATES = [
    "Potentials at 37 °C.\n\n| | control | high K+ | low Cl- |\n|---|---|---|---|\n| [Cl-]o, mM | 130 | 130 | 13 |\n| [Cl-]i, mM | 10 | 10 | 10 |\n| E_Cl, mV | -68.6 | -68.6 | -7.0 |\n",
    "Potentials at 37 °C.\n\n| | control | raised K+ | reduced Cl- |\n|---|---|---|---|\n| [K+]o, mM | 5 | 50 | 5 |\n| [K+]i, mM | 150 | 150 | 150 |\n| [Cl-]o, mM | 130 | 130 | 13 |\n| [Cl-]i, mM | 10 | 10 | 10 |\n| E_K, mV | -90.9 | -29.4 | -90.9 |\n| E_Cl, mV | -68.6 | -68.6 | -7.0 |\n",
    "Bei 37 °C.\n\n| Lösung | Kontrolle | K+ erhöht | Cl- erniedrigt |\n|---|---|---|---|\n| [K+] außen (mM) | 5 | 50 | 5 |\n| [K+] innen (mM) | 150 | 150 | 150 |\n| [Cl-] außen (mM) | 130 | 130 | 13 |\n| [Cl-] innen (mM) | 10 | 10 | 10 |\n| E_K (mV) | -90,9 | -29,4 | -90,9 |\n| E_Cl (mV) | -68,6 | -68,6 | -7,0 |\n",
    "À 37 °C.\n\n| | témoin | K+ élevé | Cl- réduit |\n|---|---|---|---|\n| [Cl-] dehors, mM | 130 | 130 | 13 |\n| [Cl-] dedans, mM | 10 | 10 | 10 |\n| E_Cl, mV | -68,6 | -68,6 | -7,0 |\n",
    "A 37 °C.\n\n| | control | K+ alto | Cl- bajo |\n|---|---|---|---|\n| [Cl-] fuera, mM | 130 | 130 | 13 |\n| [Cl-] dentro, mM | 10 | 10 | 10 |\n| E_Cl, mV | -68,6 | -68,6 | -7,0 |\n",
    "Potentials at 37 °C.\n\n| | normal | 10 × K+ | Cl--free but 13 mM |\n|---|---|---|---|\n| [Cl-]o, mM | 130 | 130 | 13 |\n| [Cl-]i, mM | 10 | 10 | 10 |\n| E_Cl, mV | -68.6 | -68.6 | -7.0 |\n",
]  # fmt: skip

# one ion, or the part of one ion; another state of the pump
PUMP = [
    "At -65 mV (E_K = -90 mV, E_Na = +60 mV) it costs 12.1 kJ/mol to pump Na+ out and 2.4 kJ/mol to pump K+ in; a cycle of 3 and 2 costs 41.0 kJ/mol.",
    "The pump cycle costs 41.0 kJ/mol (E_Na = +60 mV, E_K = -90 mV, V = -65 mV), of which sodium takes 36.2 kJ/mol and potassium 4.8 kJ/mol.",
    "Die Pumpe: E_Na = +60 mV, E_K = -90 mV, V = -65 mV. Ein Mol Na+ hinauszupumpen kostet 12,1 kJ, ein Mol K+ hinein 2,4 kJ, ein Umlauf 41,0 kJ.",
    "With E_Na = +60 mV, E_K = -90 mV and V = -65 mV one cycle of the 3:2 pump costs 41.0 kJ/mol. If E_Na falls by 10 mV, the cycle costs 38.1 kJ/mol.",
    "La pompe : E_Na = +60 mV, E_K = -90 mV, V = -65 mV. Un cycle coûte 41,0 kJ/mol, dont 36,2 kJ/mol pour le sodium et 4,8 kJ/mol pour le potassium.",
    "La bomba: E_Na = +60 mV, E_K = -90 mV, V = -65 mV. Un ciclo cuesta 41,0 kJ/mol; sacar un mol de Na+ cuesta 12,1 kJ/mol y meter uno de K+ 2,4 kJ/mol.",
    "De pomp: E_Na = +60 mV, E_K = -90 mV, V = -65 mV. Een cyclus kost 41,0 kJ/mol; als E_Na met 10 mV daalt, kost de cyclus 38,1 kJ/mol.",
]  # fmt: skip

# another voltage, a share, a multiple, a divalent ion, a sum
CHARGE = [
    "A membrane of 0.9 µF/cm² at 80 mV holds 0.746 pmol/cm². At half the voltage it holds 0.373 pmol/cm².",
    "Eine Membran von 0,9 µF/cm² trägt bei 80 mV 0,746 pmol/cm². Bei der halben Spannung trägt sie 0,373 pmol/cm².",
    "A membrane of 0.9 µF/cm² at 80 mV holds 0.746 pmol/cm². With ten times the capacitance it is 7.46 pmol/cm².",
    "At 0.9 µF/cm² and a spike of 80 mV at least 0.746 pmol/cm² of sodium must enter; with the overlap of the currents it is about 4 times as much, 3.0 pmol/cm².",
    "A charge of 0.072 µC/cm² is 0.746 pmol/cm² of monovalent or 0.373 pmol/cm² of divalent ions (0.9 µF/cm², 80 mV).",
    "A membrane of 0.9 µF/cm² at -65 mV carries 0.606 pmol/cm². At +25 mV it carries 0.233 pmol/cm² of the other sign; the total change is 0.840 pmol/cm².",
    "Une membrane de 0,9 µF/cm² à -65 mV porte 0,606 pmol/cm². À +25 mV elle porte 0,233 pmol/cm² de signe opposé ; le changement total est 0,840 pmol/cm².",
    "At 0.9 µF/cm², going from -65 to +25 mV needs 0.840 pmol/cm², of which 0.606 pmol/cm² discharge the membrane to 0 mV and 0.233 pmol/cm² charge it to +25 mV.",
    "Una membrana de 0,9 µF/cm² a 80 mV lleva 0,746 pmol/cm². Con la mitad del voltaje lleva 0,373 pmol/cm².",
]  # fmt: skip

# terms of a sum, of one charge, of another ion
ENERGY = [
    "Ca²⁺ entry at 37 °C, 1.5 mM outside and 200 nM inside, V = -60 mV. Electrical term: -5.79 kJ/mol per charge, -11.58 kJ/mol for the two.",
    "For K+ at 37 °C (5 mM outside, 150 mM inside) entry at -80 mV costs 8.77 kJ/mol of chemical work and yields 7.72 kJ/mol of electrical work, in total +1.05 kJ/mol.",
    "Für K+ bei 37 °C (5 mM außen, 150 mM innen) kostet der Einstrom bei -80 mV 8,77 kJ/mol an chemischer Arbeit und liefert 7,72 kJ/mol an elektrischer Arbeit, insgesamt +1,05 kJ/mol.",
    "Ca2+ entering at -60 mV (1.5 mM outside, 200 nM inside, 37 °C). The electrical part is 2 × -5.79 = -11.58 kJ/mol, the chemical part -23.01 kJ/mol.",
    "Cl- entering a cell at -65 mV (120 mM outside, 8 mM inside, 37 °C): A cation with the same gradient would gain 13.25 kJ/mol in total.",
    "Cl- entering a cell at -65 mV (120 mM outside, 8 mM inside, 37 °C): ein Kation mit demselben Gradienten würde insgesamt 13,25 kJ/mol gewinnen.",
    "Importing K+ at -60 mV (5 mM outside, 150 mM inside, 37 °C) costs 2.98 kJ/mol in total.\n\nFor sodium (15 mM inside, 150 mM outside) ΔG_Na = RT ln(15/150) + F·(-60 mV) = -5.94 + (-5.79) = -11.73 kJ/mol.",
]  # fmt: skip

RATIO = [
    "N = 0.6 pC / 1.6e-19 C = 3.75 million.",
    "N = 1.28 pC / 1.602e-19 C = 7.99 million ions.",
    "N = 0,6 pC / 1,6e-19 C = 3,75 Millionen.",
    "N = 320 pC / 1.602e-19 C = 2.0 billion.",
    "N = 0,6 pC / 1,6e-19 C = 3,75 millions d'ions.",
    "The Ussing flux ratio at -60 mV and 37 °C for Na+ (150 mM outside, 15 mM inside): efflux/influx = 0.0106, so influx is 94.4 times efflux.",
    "Ussing flux ratio for Na+ at -60 mV and 37 °C (150 mM outside, 15 mM inside): efflux/influx is 0.0106; the influx is 94.4-fold greater.",
    "Ussing: Das Flussverhältnis von Na+ bei -60 mV und 37 °C (150 mM außen, 15 mM innen) ist Efflux/Influx = 0,0106, der Einstrom ist also 94,4-mal so groß.",
    "Rapport de flux d'Ussing pour Na+ à -60 mV et 37 °C (150 mM dehors, 15 mM dedans) : efflux/influx = 0,0106 ; l'influx est donc 94,4 fois l'efflux.",
    "A glucose molecule carried in with two Na+ at -60 mV, where Na+ is 150 mM outside and 15 mM inside (37 °C), can be concentrated (150/15)² exp(2·60/26.7) = 8911-fold.",
    "A sugar carried in with one Na+ at -60 mV (Na+ 150 mM outside, 15 mM inside, 37 °C) is concentrated (150/15) × exp(60/26.73) = 94.4-fold.",
]  # fmt: skip

SIZES = [
    "An axon of radius 1.5 µm, R_m = 10 kΩ cm², R_i = 100 Ω cm: With λ = 1.22 mm the voltage at 1 mm is 44 % of that at the origin.",
    "The whole-cell capacitance meter read 12.3 pF for the first and 44 pF for the second.\n\nThe outer segment membrane of a rod, with 900 discs of 7 µm diameter, has two faces of 38.5 µm² per disc.",
    "The whole-cell capacitance was 12.3 pF.\n\nThe disc of 7 µm diameter has a face of 38.5 µm².",
    "Die Zellkapazität betrug 12,3 pF.\n\nEine Scheibe von 7 µm Durchmesser hat auf jeder Seite eine Fläche von 38,5 µm².",
    "La capacité de la cellule est 12,3 pF.\n\nUn disque de 7 µm de diamètre a une face de 38,5 µm².",
]  # fmt: skip


@pytest.mark.parametrize("text", [*STATES, *PUMP, *CHARGE, *ENERGY, *RATIO, *SIZES])
def test_right_texts_are_not_called_wrong(text: str) -> None:
    assert _wrong(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        # each term its own direction
        ("K+ leaves the cell (150 mM inside, 5 mM outside, -80 mV, 37 °C): chemical -8.77 kJ/mol, electrical -7.72 kJ/mol, total -1.05 kJ/mol.", ["-7.72 kJ/mol"]),
        ("Moving 1 mol of Na+ into a cell at -60 mV (150 mM outside, 15 mM inside, 37 °C): the chemical term is 5.94 kJ/mol, the electrical term -5.79, together -11.73 kJ/mol.", ["5.94 kJ/mol"]),
        ("Na+ enters the cell (150 mM outside, 15 mM inside, -60 mV, 37 °C), which costs +11.73 kJ/mol in total.", ["+11.73 kJ/mol"]),
        ("Un mol de K+ sort de la cellule (150 mM dedans, 5 mM dehors, -80 mV, 37 °C) : partie chimique -8,77 kJ/mol, partie électrique -7,72 kJ/mol.", ["-7,72 kJ/mol"]),
        ("Ein Mol Na+ in die Zelle (150 mM außen, 15 mM innen, -60 mV, 37 °C): chemischer Anteil +5,94 kJ/mol, elektrischer Anteil -5,79 kJ/mol.", ["+5,94 kJ/mol"]),
        ("At 37 °C and -60 mV.\n\n| ion | out (mM) | in (mM) |\n|---|---|---|\n| Na+ | 150 | 15 |\n| Ca2+ | 1.5 | 0.0002 |\n\n| path | chemical (kJ/mol) | electrical (kJ/mol) | total (kJ/mol) |\n|---|---|---|---|\n| Ca2+ in | 23.01 | -11.58 | -34.59 |\n", ["23.01"]),
        # the row's, the clause's own condition
        ("R_m = 10 kΩ cm², R_i = 100 Ω cm.\n\n| Radius (µm) | λ (mm) |\n|---|---|\n| 1 | 1.00 |\n| 2 | 0.71 |\n| 4 | 1.41 |\n", ["1.00", "0.71"]),
        ("R_m = 10 kΩ cm² and R_i = 100 Ω cm. λ is 1.41 mm at a radius of 2 µm and 1.00 mm at 4 µm.", ["1.41 mm", "1.00 mm"]),
        ("R_m = 10 kΩ cm² and R_i = 100 Ω cm. With a radius of 2 µm λ = 1.41 mm. If the radius is 4 µm, λ = 1.00 mm.", ["1.41 mm", "1.00 mm"]),
        ("R_m = 10 kΩ cm² und R_i = 100 Ω cm. Bei einem Radius von 2 µm ist λ = 1,41 mm, bei einem Radius von 4 µm ist λ = 1,00 mm.", ["1,41 mm", "1,00 mm"]),
        ("A spherical cell of 15 µm diameter has an area of 2827 µm² and a spherical cell of 30 µm diameter 2827 µm².", ["2827 µm²"]),
        ("τ = 20 ms for 1 GΩ and 20 pF. In cell 2, with 30 pF and 1 GΩ, it is 20 ms.", ["20 ms"]),
        ("The Debye length in 100 mM NaCl at 25 °C is 3.04 nm and in 10 mM 0.96 nm.", ["3.04 nm", "0.96 nm"]),
        ("Die Debye-Länge in 100 mM NaCl bei 25 °C ist 3,04 nm und in 10 mM 0,96 nm.", ["3,04 nm", "0,96 nm"]),
        # potentials, no slopes
        ("At 37 °C the current of the tenfold gradient reverses at +61.5 mV or 61.5 mV at 37 °C.", ["+61.5 mV", "61.5 mV"]),
        ("A tenfold change moves E_K by 61.5 mV and E_Na by 61.5 mV at 37 °C.", []),
        ("Human, 37 °C: K+ 5 and 150 mM, E_K = 90.9 mV.", ["90.9 mV"]),
        ("Mensch, 37 °C: K+ 5 und 150 mM, E_K = 90,9 mV.", ["90,9 mV"]),
    ],
)  # fmt: skip
def test_wrong_numbers_are_not_verified(text: str, quotes: list[str]) -> None:
    right = _right(text)
    for quote in quotes:
        # of two equal numbers one may be right
        allowed = (
            1 if text.count(quote) - text.count("+" + quote) > 1 and quote in ("2827 µm²", "20 ms") else 0
        )
        assert right.count(quote) <= allowed, (quote, right)
