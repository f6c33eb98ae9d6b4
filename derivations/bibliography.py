"""The rows of the bibliography, in the order of their keys.

``confirmed`` tells what was seen to agree with the row. *Reference lists* are those of public articles,
teaching texts and model repositories, found by searching for the DOI or the title; rows without it are from
memory.
"""

from __future__ import annotations

from .literature import Reference

_RECORD = "the head of the article as its publisher or archive shows it"
_FIRST_PAGE = "the first page of the article, as a public copy shows it"
_DOI_LISTS = "DOI, volume and pages stand alike in two or more public reference lists"
_LISTS = "author, year, journal, volume and pages stand alike in two or more public reference lists"
_BOOK_LISTS = "author, year, title and publisher stand alike in two or more public reference lists"
_READ = "the text itself was read"

# One row on few lines: the formatter would give every field its own.
# fmt: off
_ROWS = (
    Reference(
        "alvarez_latorre2017", ("Alvarez, O.", "Latorre, R."), "2017",
        "The enduring legacy of the “constant-field equation” in membrane ion transport",
        "J. Gen. Physiol.", "149", "911-920", "10.1085/jgp.201711839", confirmed=f"{_RECORD} (PMC5688357)",
    ),
    Reference(
        "armstrong2003", ("Armstrong, C. M.",), "2003",
        "The Na/K pump, Cl ion, and osmotic stabilization of cells",
        "Proc. Natl. Acad. Sci. USA", "100", "6257-6262", "10.1073/pnas.0931278100",
        confirmed=f"{_RECORD} (PMC156359)",
    ),
    Reference(
        "attwell_laughlin2001", ("Attwell, D.", "Laughlin, S. B."), "2001",
        "An energy budget for signaling in the grey matter of the brain",
        "J. Cereb. Blood Flow Metab.", "21", "1133-1145", "10.1097/00004647-200110000-00001",
        confirmed=_DOI_LISTS,
    ),
    Reference(
        "bernstein1902", ("Bernstein, J.",), "1902",
        "Untersuchungen zur Thermodynamik der bioelektrischen Ströme. Erster Theil",
        "Pflügers Arch.", "92", "521-562", confirmed=_LISTS,
    ),
    Reference(
        "chapman1913", ("Chapman, D. L.",), "1913", "A contribution to the theory of electrocapillarity",
        "Phil. Mag.", "25", "475-481", confirmed=_LISTS,
    ),
    Reference(
        "cole_curtis1938", ("Cole, K. S.", "Curtis, H. J."), "1938",
        "Electric impedance of Nitella during activity",
        "J. Gen. Physiol.", "22", "37-64",
    ),
    Reference(
        "cotterrell_whittam1971", ("Cotterrell, D.", "Whittam, R."), "1971",
        "The influence of the chloride gradient across red cell membranes on sodium and potassium movements",
        "J. Physiol.", "214", "509-536", "10.1113/jphysiol.1971.sp009446",
        confirmed=f"{_RECORD} (PMC1331852)",
    ),
    Reference(
        "debye_hueckel1923", ("Debye, P.", "Hückel, E."), "1923",
        "Zur Theorie der Elektrolyte. I. Gefrierpunktserniedrigung und verwandte Erscheinungen",
        "Phys. Z.", "24", "185-206", confirmed=_LISTS,
    ),
    Reference(
        "donnan1911", ("Donnan, F. G.",), "1911",
        "Theorie der Membrangleichgewichte und Membranpotentiale bei Vorhandensein von nicht "
        "dialysierenden Elektrolyten",
        "Z. Elektrochem.", "17", "572-581",
    ),
    Reference(
        "donnan1924", ("Donnan, F. G.",), "1924", "The theory of membrane equilibria",
        "Chem. Rev.", "1", "73-90",
        confirmed="all of it as the documentation of a public package lists it",
    ),
    Reference(
        "einstein1905", ("Einstein, A.",), "1905",
        "Über die von der molekularkinetischen Theorie der Wärme geforderte Bewegung von in ruhenden "
        "Flüssigkeiten suspendierten Teilchen",
        "Ann. Phys.", "322", "549-560", "10.1002/andp.19053220806", confirmed=_DOI_LISTS,
    ),
    Reference(
        "feynman1964", ("Feynman, R. P.", "Leighton, R. B.", "Sands, M."), "1964",
        "The Feynman Lectures on Physics, vol. 2", "Basic Books (New Millennium Edition, 2011)", kind="book",
        confirmed="the copyright page of that edition, as a public copy shows it",
    ),
    Reference(
        "fricke1925", ("Fricke, H.",), "1925",
        "The electric capacity of suspensions with special reference to blood",
        "J. Gen. Physiol.", "9", "137-152",
    ),
    Reference(
        "gibbs1876", ("Gibbs, J. W.",), "1876", "On the equilibrium of heterogeneous substances",
        "Trans. Conn. Acad. Arts Sci.", "3", "108-248",
    ),
    Reference(
        "goldman1943", ("Goldman, D. E.",), "1943", "Potential, impedance, and rectification in membranes",
        "J. Gen. Physiol.", "27", "37-60", "10.1085/jgp.27.1.37", confirmed=f"{_DOI_LISTS}; PMC2142582",
    ),
    Reference(
        "gouy1910", ("Gouy, G.",), "1910",
        "Sur la constitution de la charge électrique à la surface d'un électrolyte",
        "J. Phys. Theor. Appl.", "9", "457-468", confirmed=_LISTS,
    ),
    Reference(
        "guggenheim1929", ("Guggenheim, E. A.",), "1929",
        "The conceptions of electrical potential difference between two phases and the individual "
        "activities of ions",
        "J. Phys. Chem.", "33", "842-849", confirmed=_LISTS,
    ),
    Reference(
        "hille2001", ("Hille, B.",), "2001", "Ion Channels of Excitable Membranes, 3rd ed.",
        "Sinauer", kind="book", confirmed=_BOOK_LISTS,
    ),
    Reference(
        "hodgkin1951", ("Hodgkin, A. L.",), "1951",
        "The ionic basis of electrical activity in nerve and muscle",
        "Biol. Rev.", "26", "339 ff.",
        confirmed="author, year, title, journal, volume and first page as a public reference list has them",
    ),
    Reference(
        "hodgkin_horowicz1959", ("Hodgkin, A. L.", "Horowicz, P."), "1959",
        "The influence of potassium and chloride ions on the membrane potential of single muscle fibres",
        "J. Physiol.", "148", "127-160", "10.1113/jphysiol.1959.sp006278", confirmed=_FIRST_PAGE,
    ),
    Reference(
        "hodgkin_huxley1952", ("Hodgkin, A. L.", "Huxley, A. F."), "1952",
        "A quantitative description of membrane current and its application to conduction and excitation "
        "in nerve",
        "J. Physiol.", "117", "500-544", "10.1113/jphysiol.1952.sp004764", confirmed=_DOI_LISTS,
    ),
    Reference(
        "hodgkin_katz1949", ("Hodgkin, A. L.", "Katz, B."), "1949",
        "The effect of sodium ions on the electrical activity of the giant axon of the squid",
        "J. Physiol.", "108", "37-77", "10.1113/jphysiol.1949.sp004310",
        confirmed=f"{_FIRST_PAGE}; {_DOI_LISTS}",
    ),
    Reference(
        "hodgkin_rushton1946", ("Hodgkin, A. L.", "Rushton, W. A. H."), "1946",
        "The electrical constants of a crustacean nerve fibre",
        "Proc. R. Soc. Lond. B", "133", "444-479", confirmed=_LISTS,
    ),
    Reference(
        "hunter1977", ("Hunter, M. J.",), "1977",
        "Human erythrocyte anion permeabilities measured under conditions of net charge transfer",
        "J. Physiol.", "268", "35-49",
    ),
    Reference(
        "jacquez_schultz1974", ("Jacquez, J. A.", "Schultz, S. G."), "1974",
        "A general relation between membrane potential, ion activities, and pump fluxes for symmetric "
        "cells in a steady state",
        "Math. Biosci.", "20", "19-25", confirmed=_FIRST_PAGE,
    ),
    Reference(
        "johnston_wu1995", ("Johnston, D.", "Wu, S. M.-S."), "1995",
        "Foundations of Cellular Neurophysiology",
        "MIT Press", kind="book", confirmed=_BOOK_LISTS,
    ),
    Reference(
        "keener_sneyd2009", ("Keener, J.", "Sneyd, J."), "2009",
        "Mathematical Physiology I: Cellular Physiology, 2nd ed.",
        "Springer", doi="10.1007/978-0-387-75847-3", kind="book", confirmed=_BOOK_LISTS,
    ),
    Reference(
        "laeuger1991", ("Läuger, P.",), "1991", "Electrogenic Ion Pumps",
        "Sinauer", kind="book",
        confirmed="author, year, title and publisher as a public reference list has them",
    ),
    Reference(
        "lassen_stenknudsen1968", ("Lassen, U. V.", "Sten-Knudsen, O."), "1968",
        "Direct measurements of membrane potential and membrane resistance of human red cells",
        "J. Physiol.", "195", "681-696", "10.1113/jphysiol.1968.sp008482",
        confirmed="all but the title as an abstract service has it for PubMed record 5649641",
    ),
    Reference(
        "lewis1979", ("Lewis, C. A.",), "1979",
        "Ion-concentration dependence of the reversal potential and the single channel conductance of ion"
        " channels at the frog neuromuscular junction",
        "J. Physiol.", "286", "417-445",
    ),
    Reference(
        "lipicky1971", ("Lipicky, R. J.", "Bryant, S. H.", "Salmon, J. H."), "1971",
        "Cable parameters, sodium, potassium, chloride, and water content, and potassium efflux in "
        "isolated external intercostal muscle of normal volunteers and patients with myotonia congenita",
        "J. Clin. Invest.", "50", "2091-2103", "10.1172/JCI106703",
        confirmed="all but the title as a public list of PubMed records has it (4940295); abstract read",
    ),
    Reference(
        "luo_rudy1991", ("Luo, C.-H.", "Rudy, Y."), "1991",
        "A model of the ventricular cardiac action potential. Depolarization, repolarization, and their "
        "interaction",
        "Circ. Res.", "68", "1501-1526", "10.1161/01.res.68.6.1501", confirmed=_DOI_LISTS,
    ),
    Reference(
        "millman1940", ("Millman, J.",), "1940", "A useful network theorem",
        "Proc. IRE", "28", "413-417",
    ),
    Reference(
        "mitchell1961", ("Mitchell, P.",), "1961",
        "Coupling of phosphorylation to electron and hydrogen transfer by a chemi-osmotic type of mechanism",
        "Nature", "191", "144-148", "10.1038/191144a0", confirmed=_DOI_LISTS,
    ),
    Reference(
        "mohr2025", ("Mohr, P. J.", "Newell, D. B.", "Taylor, B. N.", "Tiesinga, E."), "2025",
        "CODATA recommended values of the fundamental physical constants: 2022",
        "Rev. Mod. Phys.", "97", "025002",
        confirmed="authors, year, journal, volume and number as a public package of constants cites them",
    ),
    Reference(
        "mullins_noda1963", ("Mullins, L. J.", "Noda, K."), "1963",
        "The influence of sodium-free solutions on the membrane potential of frog muscle fibers",
        "J. Gen. Physiol.", "47", "117-132",
    ),
    Reference(
        "nernst1888", ("Nernst, W.",), "1888", "Zur Kinetik der in Lösung befindlichen Körper",
        "Z. Phys. Chem.", "2", "613-637", confirmed=_LISTS,
    ),
    Reference(
        "nernst1889", ("Nernst, W.",), "1889", "Die elektromotorische Wirksamkeit der Jonen",
        "Z. Phys. Chem.", "4", "129-181", "10.1515/zpch-1889-0412", confirmed=f"{_LISTS}, the DOI in one",
    ),
    Reference(
        "nicholls_ferguson2013", ("Nicholls, D. G.", "Ferguson, S. J."), "2013", "Bioenergetics 4",
        "Academic Press", kind="book",
        confirmed="authors, year, title and publisher as a public reference list has them",
    ),
    Reference(
        "planck1890", ("Planck, M.",), "1890",
        "Ueber die Erregung von Electricität und Wärme in Electrolyten",
        "Ann. Phys.", "275", "161-186", "10.1002/andp.18902750202", confirmed=_DOI_LISTS,
    ),
    Reference(
        "rall1977", ("Rall, W.",), "1977", "Core conductor theory and cable properties of neurons",
        "Handbook of Physiology, The Nervous System (American Physiological Society)", "1", "39-97",
        kind="chapter", confirmed=_LISTS,
    ),
    Reference(
        "spangler1972", ("Spangler, S. G.",), "1972",
        "Expansion of the constant field equation to include both divalent and monovalent ions",
        "Ala. J. Med. Sci.", "9", "218-223",
    ),
    Reference(
        "stenknudsen2002", ("Sten-Knudsen, O.",), "2002",
        "Biological Membranes: Theory of Transport, Potentials and Electric Impulses",
        "Cambridge University Press", kind="book",
        confirmed="all of it as an encyclopaedia article on the membrane potential has it (ISBN 0521810183)",
    ),
    Reference(
        "thomas1972", ("Thomas, R. C.",), "1972", "Electrogenic sodium pump in nerve and muscle cells",
        "Physiol. Rev.", "52", "563-594", "10.1152/physrev.1972.52.3.563",
        confirmed="all of it as a public list of PubMed records has it (4555514)",
    ),
    Reference(
        "ussing1949", ("Ussing, H. H.",), "1949",
        "The distinction by means of tracers between active transport and diffusion",
        "Acta Physiol. Scand.", "19", "43-56",
    ),
    # texts, named by what they are
    Reference(
        "encyclopaedia_membrane_potential", (), "", "Membrane potential (encyclopaedia article)",
        kind="document", confirmed=f"{_READ}; some exponents were lost in it",
    ),
    Reference(
        "lesson_potassium", ("Desai, R.",), "", "Membrane potentials, part 1 (video lesson)",
        kind="document", confirmed=f"{_READ}, as a transcript",
    ),
    Reference(
        "page_resting_potential", (), "", "Resting membrane potential: the -70 mV battery (teaching page)",
        kind="document", confirmed=_READ,
    ),
    # what needs no publication
    Reference(
        "geometry", (), "", "elementary geometry",
        kind="convention",
    ),
    Reference(
        "textbook_convention", (), "", "textbook convention",
        kind="convention",
    ),
    Reference(
        "si2019", (), "", "SI 2019: the elementary charge",
        kind="convention",
    ),
)
# fmt: on

REFERENCES: dict[str, Reference] = {row.key: row for row in _ROWS}
