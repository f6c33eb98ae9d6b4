"""The computation beside a finding: what is set is the law, and what is put in gives the result."""

from __future__ import annotations

import math
import random
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from nernstian.audit import audit
from nernstian.audit.batch import Options, audit_each, documents
from nernstian.audit.evaluate import evaluate
from nernstian.audit.reports import computation as module
from nernstian.audit.reports.computation import computation, inputs, pretty
from nernstian.audit.reports.formula import Call, Figure, Name, Node, Power, Product, Sum, parse, without
from nernstian.audit.reports.mathml import Setter, number, symbol
from nernstian.audit.rules import RULES
from nernstian.audit.verdict import Verdict, arguments
from nernstian.codegen.emitted import CONSTANTS, EVALUATORS, INVERSES, LAWS

ROOT = Path(__file__).parents[2]
FUNCTIONS = {
    "ln": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
    "B": lambda x: x / math.expm1(x) if x else 1.0,
}


def value(node: Node, known: dict[str, float]) -> float:
    """The value of a tree: what a reader with a calculator gets."""
    match node:
        case Name(name):
            return known[name]
        case Figure(text):
            return float(text)
        case Sum(terms):
            return math.fsum(-value(t, known) if minus else value(t, known) for t, minus in terms)
        case Product(above, below):
            top = math.prod(value(factor, known) for factor in above)
            return top / math.prod(value(factor, known) for factor in below)
        case Power(base, exponent):
            return value(base, known) ** value(exponent, known)
        case Call(function, argument):
            return float(FUNCTIONS[function](value(argument, known)))


def constants() -> dict[str, float]:
    return {name: constant.value for name, constant in CONSTANTS.items()}


FORMULAS = [(law.name, "", law.formula) for law in LAWS.values()] + [
    (law.name, inverse.argument, inverse.formula) for law in LAWS.values() for inverse in law.inverses
]


@pytest.mark.parametrize(("law", "solved", "formula"), FORMULAS)
def test_a_formula_read_as_a_tree_is_the_law(law: str, solved: str, formula: str) -> None:
    left, tree = parse(formula)
    facts = LAWS[law]
    assert left == (solved or facts.result.name)
    names = [q.name for q in (*facts.arguments, facts.result) if q.name != left]
    evaluator = INVERSES[law][solved] if solved else EVALUATORS[law]
    chance, tried = random.Random(formula), 0
    for _ in range(200):
        known = {name: chance.choice([-1, 1, 1, 1]) * chance.uniform(0.5, 3.0) for name in names}
        known |= {"T": chance.uniform(250.0, 350.0)} if "T" in names else {}
        expected = float(evaluator(**known))
        if not math.isfinite(expected) or abs(expected) > 1e30:
            continue
        try:
            found = value(tree, constants() | known)
        except (ValueError, OverflowError, ZeroDivisionError):
            continue  # the evaluators go on where the formula as it is written overflows
        tried += 1
        assert found == pytest.approx(expected, rel=1e-6, abs=1e-300)
    assert tried


def verdicts() -> list[Verdict]:
    paths = documents([str(ROOT / "docs" / "examples")])
    return [verdict for report in audit_each(paths, Options()) for verdict in report.verdicts]


def test_what_is_put_in_gives_the_result(verdicts_of_all_rules: list[Verdict]) -> None:
    for verdict in [*verdicts(), *verdicts_of_all_rules]:
        claim = verdict.claim
        if claim.law not in LAWS or not math.isfinite(verdict.computed):
            continue
        made = module._made(verdict)
        given = constants() | arguments(claim, verdict.temperature)
        expected = evaluate(claim.formula, arguments(claim, verdict.temperature))
        assert value(made.tree, given) == pytest.approx(expected, rel=1e-9), claim.law


def test_every_computation_is_well_formed(verdicts_of_all_rules: list[Verdict]) -> None:
    for verdict in [*verdicts(), *verdicts_of_all_rules]:
        for fragment in (computation(verdict), *(part for row in inputs(verdict) for part in row)):
            root = ET.fromstring(f"<div>{fragment}</div>")  # noqa: S314  our own
            assert {e.tag for e in root.iter()} <= {
                *("div", "p", "math", "mstyle", "mrow", "mi", "mn", "mo", "mtext"),
                *("mfrac", "msup", "msub", "msqrt", "mspace"),
            }


def shown(text: str) -> str:
    """The computation of the one judged number of a text, without its markup."""
    (verdict,) = audit(text, name="a.md").verdicts
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", computation(verdict).replace("</p>", " "))).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.",
         "E=RTzF lncoutcin =8.3145J/(mol·K)⋅310.15K1⋅96485C/mol ln5mM140mM ≈−89.06mV"),
        (RULES["NE125"].right,
         "i=z F P (B(−zFVRT)cin −B(zFVRT)cout) B(x)=xex−1 =1 ⋅96485C/mol ⋅10−6cm/s {}{}".format(
             "⋅(B(−1⋅96485C/mol⋅(−70mV)8.3145J/(mol·K)⋅310.15K)⋅140mM ",
             "−B(1⋅96485C/mol⋅(−70mV)8.3145J/(mol·K)⋅310.15K)⋅4mM) ≈1.690µA/cm²")),
        ("Donnan: with 100 mM NaCl outside and 50 mM of fixed charge inside, sodium rises to 128 mM.",
         "cin=cout exp(−zFERT) =100mM ⋅exp(−1⋅96485C/mol⋅(−6.35805mV)8.3145J/(mol·K)⋅298.15K) ≈128.1mM"),
        ("At V = −70 mV and E_K = −90 mV the driving force V − E_K is −160 mV.",
         "DF=V −E =−70mV −(−90mV) =20.0mV"),
        ("At 25 °C a membrane potential of −150 mV and a ΔpH of 0.5 give a proton-motive force of 180 mV.",
         "Δp=V −RTΔpHFln(10) =−150mV −8.3145J/(mol·K)⋅298.15K⋅0.596485C/molln(10) |Δp|≈179.6mV"),
        ("(−70 mV) − (−90 mV) = +30 mV is the driving force.", "(−70 mV) - (−90 mV) =20.0mV"),
        ("With R = 1 GΩ and C = 12 pF the time constant τ = RC = 15 ms.",
         "τ=R C =1GΩ ⋅12pF =12.0ms"),
        ("A conductance of 30 nS and a driving force of 118 mV give a current of 4 nA.",
         "i=g (V−E) =30nS ⋅118mV =3.54nA"),
    ],
)  # fmt: skip
def test_a_computation_says_law_numbers_and_result(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_what_the_text_leaves_out_is_left_out() -> None:
    _, tree = parse("V = (a*x + b*y + c)/(a + b)*z")
    assert without(tree, {"a", "z"}, {"b"}) == parse("V = (x + c)/1")[1]
    assert without(parse("G = R*T*ln(x/y) + z*V")[1], {"x", "y"}, set()) == parse("G = z*V")[1]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("1e-12", "10−12"), ("-2.5e+06", "−2.5×106"), ("5", "5"), ("+1.5", "+1.5")],
)
def test_numbers_are_set_as_print_has_them(printed: str, expected: str) -> None:
    assert re.sub(r"<[^>]*>", "", number(printed)) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("1", ""), ("µF/cm2", "µF/cm²"), ("J/(mol*K)", "J/(mol·K)"), ("degC", "°C"), ("mol/m3", "mM")],
)
def test_units_are_set_as_print_has_them(unit: str, expected: str) -> None:
    assert pretty(unit) == expected


def test_every_quantity_has_a_symbol() -> None:
    for law in LAWS.values():
        for quantity in (*law.arguments, law.result):
            ET.fromstring(symbol(quantity.name))  # noqa: S314  our own


def test_nothing_of_a_document_is_markup() -> None:
    text = "At 37 °C, 5 mM outside and 140 mM inside give E_<b>K</b> = −65.3 <i>mV</i>."
    for verdict in audit(text, name="a.md").verdicts:
        fragments: list[Any] = [computation(verdict), *(part for row in inputs(verdict) for part in row)]
        assert not any("<b>" in fragment or "<i>" in fragment for fragment in fragments)


# -- what is seen: the markup read back as a reader does, in which only what is set groups anything


def _tokens(element: ET.Element) -> list[str]:
    """What stands in an element, from left to right; rows that are not fenced group nothing."""
    children = list(element)
    match element.tag:
        case "mfrac":
            return [f"(({_expression(children[0])})/({_expression(children[1])}))"]
        case "msup" if children[0].get("mathvariant") == "normal":
            return [f"exp({_expression(children[1])})"]
        case "msup":
            return [f"({_expression(children[0])})**({_expression(children[1])})"]
        case "msqrt":
            return [f"sqrt({_expression(element)})"]
        case "mspace":
            return []
        case "mi" | "mn" | "mo" | "mtext":
            return [(element.text or "").replace("−", "-").replace("⋅", "*").replace("×", "*")]
    if children and children[0].text == children[-1].text == "|":
        return [f"abs({_expression(element, inside=True)})"]
    return [token for child in children for token in _tokens(child)]


def _expression(element: ET.Element, inside: bool = False) -> str:
    own = list(element) if inside or element.tag == "msqrt" else [element]
    text, before = "", ""
    for child in own[1:-1] if inside else own:
        for piece in _tokens(child):
            operand = piece[0].isalnum() or piece[0] == "("
            assert not (piece[0].isdigit() and before[-1:].isdigit()), f"two numbers meet: {before} {piece}"
            if before in ("ln", "B", "exp"):
                text += piece if piece == "(" else f"({piece})"
            else:
                text += (
                    f"*{piece}"
                    if operand and before and before[-1].isalnum() | (before[-1] == ")")
                    else piece
                )
            before = piece
    return text


@pytest.mark.parametrize(("law", "solved", "formula"), FORMULAS)
def test_what_is_set_reads_as_the_law(law: str, solved: str, formula: str) -> None:
    _, tree = parse(formula)
    facts = LAWS[law]
    names = [q.name for q in (*facts.arguments, facts.result)] + list(CONSTANTS)
    chance, tried = random.Random(formula), 0
    for attempt in range(80):
        known = constants() | {
            name: chance.choice([-1, 1, 1, 1]) * chance.uniform(0.5, 3.0) for name in names
        }
        numeric = bool(attempt % 2)
        shown = {n: (number(f"{v:.17g}") if numeric else f"<mi>{n}</mi>", numeric) for n, v in known.items()}
        root = ET.fromstring(f"<mrow>{''.join(Setter(shown.__getitem__).pieces(tree))}</mrow>")  # noqa: S314  our own
        read = _expression(root)
        try:
            expected = value(tree, known)
            found = eval(read, {"__builtins__": {}}, {**FUNCTIONS, **known})  # noqa: S307  read from our own
        except (ValueError, OverflowError, ZeroDivisionError):
            continue
        tried += 1
        assert found == pytest.approx(expected, rel=1e-9), read
    assert tried
