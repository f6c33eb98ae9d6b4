"""The preparations: a row is a figure, with where it stands and how it was seen there.

What the rows of one source share stands in a list of its own, so that a figure is one line.
"""

from __future__ import annotations

from collections.abc import Iterator

from .literature import Citation
from .preparations import Figure, Preparation

#: Name, value or range, unit, and a note where there is one.
_Value = float | tuple[float, float]
_Row = tuple[str, _Value, str] | tuple[str, _Value, str, str]


def _from(key: str, locator: str, seen: str, *rows: _Row) -> Iterator[Figure]:
    """The figures that stand at one place, seen there in one way."""
    source = Citation(key, locator, seen)
    for name, value, unit, *notes in rows:
        low, high = value if isinstance(value, tuple) else (value, None)
        yield Figure(name, low, unit, source, seen, "".join(notes), high)


_TABLE = "the public manual of the simulator DANCES quotes these figures from the table"
_READ = "read in the text"

_CELLS = (
    Preparation(
        "squid_axon",
        "Squid giant axon",
        "The giant axon of the squid in sea water, at rest.",
        (
            *_from(
                "johnston_wu1995", "table 2.1", _TABLE,
                ("T", 20, "degC"),
                ("K_out", 20, "mM"), ("K_in", 400, "mM"),
                ("Na_out", 440, "mM"), ("Na_in", 50, "mM"),
                ("Cl_out", 560, "mM"), ("Cl_in", 40, "mM"),
                ("Ca_out", 10, "mM"),
                ("Ca_total_in", 0.4, "mM", "taken as total: free calcium in a cell is far lower"),
            ),
            *_from(
                "hodgkin_katz1949", "", "a public NEURON mechanism quotes the three ratios from the paper",
                ("P_K", 1, "1"), ("P_Na", 0.04, "1"), ("P_Cl", 0.45, "1"),
            ),
            *_from(
                "hodgkin_katz1949", "p. 37", "the first page of the article",
                ("V_rest", -50, "mV", "as electrodes read it: their junction potential is uncertain"),
            ),
            *_from(
                "hodgkin_huxley1952", "", "public codes of the model state it",
                ("c_m", 1, "uF/cm2"),
            ),
        ),
    ),
    Preparation(
        "frog_muscle",
        "Frog skeletal muscle",
        "Muscle fibres of the frog in their own plasma, after Conway.",
        (
            *_from(
                "johnston_wu1995", "table 2.1", _TABLE,
                ("T", 20, "degC"),
                ("K_out", 2.25, "mM"), ("K_in", 124, "mM"),
                ("Na_out", 109, "mM"), ("Na_in", 10.4, "mM"),
                ("Cl_out", 77.5, "mM"), ("Cl_in", 1.5, "mM"),
                ("Ca_out", 2.1, "mM"),
                ("Ca_total_in", 4.9, "mM", "taken as total: free calcium in a cell is far lower"),
            ),
            *_from(
                "hodgkin_horowicz1959", "", "",
                ("P_K", 1, "1"), ("P_Na", 0.01, "1", "from memory; the membrane is permeable to Cl as well"),
            ),
        ),
    ),
    Preparation(
        "human_muscle",
        "Human skeletal muscle",
        "Isolated fibres of the external intercostal muscle of 13 volunteers.",
        tuple(
            _from(
                "lipicky1971", "abstract", "the abstract, as a citation service has it",
                ("K_in", 191, "mM", "calculated from contents and extracellular volume"),
                ("V_rest", -61, "mV"),
                ("c_m", 5.15, "uF/cm2"),
                ("R_m", 2619, "ohm*cm2"), ("R_i", 123.2, "ohm*cm"),
            )
        ),
    ),
    Preparation(
        "mammalian_neuron",
        "Mammalian neuron",
        "The typical mammalian cell of a textbook of cellular neurophysiology.",
        tuple(
            _from(
                "johnston_wu1995", "table 2.1", _TABLE,
                ("T", 37, "degC"),
                ("K_out", 5, "mM"), ("K_in", 140, "mM"),
                ("Na_out", 145, "mM"), ("Na_in", 15, "mM"),
                ("Cl_out", 110, "mM"), ("Cl_in", 4, "mM"),
                ("Ca_out", 5, "mM", "whether free or total is not said"),
                ("Ca_in", 1e-4, "mM", "taken as free: total calcium in a cell is far higher"),
            )
        ),
    ),
    Preparation(
        "cardiac_myocyte",
        "Cardiac ventricular myocyte",
        "The ventricular cell of the Luo-Rudy model of 1991.",
        tuple(
            _from(
                "luo_rudy1991", "", "public implementations of the model state it",
                ("T", 310, "K"),
                ("K_out", 5.4, "mM"), ("K_in", 145, "mM"),
                ("Na_out", 140, "mM"), ("Na_in", 18, "mM"),
                ("Ca_out", 1.8, "mM"), ("Ca_in", 2e-4, "mM", "free; the state the model starts from"),
                ("V_rest", -84.5, "mV", "the state the model starts from"),
                ("c_m", 1, "uF/cm2"),
            )
        ),
    ),
    Preparation(
        "red_cell",
        "Human red cell",
        "The human erythrocyte, in which chloride is at equilibrium.",
        (
            *_from(
                "keener_sneyd2009", "table 2.1", "",
                ("K_out", 5, "mM"), ("K_in", 136, "mM"),
                ("Na_out", 155, "mM"), ("Na_in", 19, "mM"),
                ("Cl_out", 112, "mM"), ("Cl_in", 78, "mM"),
            ),
            *_from(
                "cotterrell_whittam1971", "abstract", "the abstract",
                ("V_rest", -9, "mV", "from the distribution of chloride"),
            ),
            *_from(
                "hunter1977", "abstract", "the abstract, as PubMed has it (874904)",
                ("T", 37, "degC"),
                ("P_Cl", 2.1e-8, "cm/s", "of net transfer; the exchange of anions is far faster"),
            ),
        ),
    ),
    Preparation(
        "cardiomyocyte_cylinder",
        "Cardiomyocyte as a cylinder",
        "The worked example and the round figures of an encyclopaedia article on the membrane potential.",
        tuple(
            _from(
                "encyclopaedia_membrane_potential", "", _READ,
                ("radius", 5, "um"), ("length", 100, "um"),
                ("A", 3300, "um2", "exponent lost in the text, restored from radius and length"),
                ("volume", 7.85, "pL", "exponent lost in the text, restored from radius and length"),
                ("c_m", 0.02, "F/m2", "with the T tubules; 0.01 without"),
                ("Na_in", 15, "mM"),
                ("E_K", -80, "mV"), ("E_Na", 60, "mV"),
                ("P_K", 1, "1"), ("P_Na", 0.05, "1"),
                ("V_rest", -73, "mV"),
            )
        ),
    ),
    Preparation(
        "potassium_cell",
        "Cell permeable to potassium alone",
        "The cell of a video lesson; it states no temperature.",
        tuple(
            _from(
                "lesson_potassium", "", _READ,
                ("K_out", 5, "mM"), ("K_in", 150, "mM"),
                ("E_K", -92, "mV"),
            )
        ),
    ),
    Preparation(
        "resting_neuron",
        "Resting neuron of a teaching page",
        "The table and the round figures of a teaching page on the resting membrane potential.",
        tuple(
            _from(
                "page_resting_potential", "", _READ,
                ("T", 37, "degC"),
                ("K_out", 5, "mM"), ("K_in", 140, "mM"),
                ("Na_out", 145, "mM"), ("Na_in", 15, "mM"),
                ("Cl_out", 110, "mM"), ("Cl_in", 10, "mM"),
                ("Ca_out", 1.2, "mM", "whether free or total is not said"),
                ("Ca_in", 1e-4, "mM", "whether free or total is not said"),
                ("P_K", (25, 100), "1"), ("P_Na", 1, "1"),
                ("E_K", -90, "mV"), ("E_Na", 60, "mV"), ("E_Cl", -65, "mV"),
                ("E_Ca", 120, "mV", "the concentrations of the same table give 125.5 mV"),
                ("V_rest", -70, "mV"),
                ("c_m", 1, "uF/cm2"), ("d", 4, "nm"),
            )
        ),
    ),
)  # fmt: skip

CELLS: dict[str, Preparation] = {cell.name: cell for cell in _CELLS}
