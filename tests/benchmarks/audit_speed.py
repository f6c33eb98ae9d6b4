"""How fast the audit reads, and that its time grows with the length of the text. Never asserted.

    python tests/benchmarks/audit_speed.py [--bytes 250000] [--doublings 3] [--against CHECKOUT]

Every kind of text is audited at growing sizes; printed are MB per second of processor time, and how much longer
twice the text takes. With ``--against`` the same is measured in turns in another checkout of this project, and
the ratio of the two is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
_WORDS = (
    "the membrane of a resting cell is permeable to potassium and its voltage follows the gradient that pumps "
    "keep up while channels open close and let small currents through which charge its capacitance"
)
_CLAIM = "At 37 °C K+ is 5 mM outside and 140 mM inside, so that E_K = −89.1 mV."


def prose(size: int) -> str:
    """Paragraphs with a computed number now and then."""
    random.seed(7)
    parts: list[str] = []
    length = 0
    while length < size:
        sentences = []
        for _ in range(6):
            words = random.choices(_WORDS.split(), k=18)
            words[9] = f"{random.uniform(-90, 90):.1f} mV" if random.random() < 0.3 else words[9]
            sentences.append(" ".join(words).capitalize() + ".")
        parts.append(" ".join([*sentences, _CLAIM]) + "\n\n")
        length += len(parts[-1])
    return "".join(parts)[:size]


def pages(size: int) -> str:
    """Pages of 3000 characters, each with one computed number and what it follows from."""
    random.seed(7)
    parts: list[str] = []
    length = since = 0
    while length < size:
        words = " ".join(random.choices(_WORDS.split(), k=18)).capitalize() + "."
        since += len(words)
        if since > 3000:
            words, since = f"{words} {_CLAIM}", 0
        parts.append(words + random.choice(("\n\n", " ", " ", " ", " ", " ")))
        length += len(parts[-1])
    return "".join(parts)[:size]


def numbers(size: int) -> str:
    """Columns of numbers."""
    random.seed(7)
    line = "".join(f"{random.uniform(-100, 100):.2f} {random.randrange(1000)}\n" for _ in range(500))
    return (line * (size // len(line) + 1))[:size]


def number_line(size: int) -> str:
    """One line of nothing but numbers."""
    return numbers(size).replace("\n", " ")


def units(size: int) -> str:
    """One line of numbers with units."""
    return ("12.5 mV 3 mM 1 µF/cm2 0.5 nA, 20 °C; " * (size // 36 + 1))[:size]


def tables(size: int) -> str:
    """Small pipe tables of ions."""
    table = (
        "| ion | out (mM) | in (mM) | E (mV) at 37 °C |\n|---|---|---|---|\n"
        "| K+ | 5 | 140 | -89.1 |\n| Na+ | 145 | 12 | +66.6 |\n| Cl- | 110 | 10 | -64.1 |\n\n"
    )
    return (table * (size // len(table) + 1))[:size]


def long_table(size: int) -> str:
    """One table of many rows."""
    head = "| ion | out (mM) | in (mM) | E (mV) at 37 °C |\n|---|---|---|---|\n"
    row = "| K+ | 5 | 140 | -89.1 |\n"
    return head + row * ((size - len(head)) // len(row))


def one_line(size: int) -> str:
    """Prose without a line break."""
    return prose(size).replace("\n", " ")


KINDS: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "pages of text": pages,
    "one line of prose": one_line,
    "columns of numbers": numbers,
    "one line of numbers": number_line,
    "numbers with units": units,
    "small tables": tables,
    "one long table": long_table,
}


def seconds(text: str) -> float:
    """Processor time of one audit."""
    from nernstian.audit import audit

    start = time.process_time()
    audit(text, name="speed.md")
    return time.process_time() - start


def measured(kind: str, size: int) -> float:
    """The best of a few rounds, which is the least disturbed one."""
    text = KINDS[kind](size)
    return min(seconds(text) for _ in range(ROUNDS))


def elsewhere(checkout: str, kind: str, size: int) -> float:
    """The same in another checkout, by this very script."""
    links = Path(checkout) / "src"
    command = [sys.executable, __file__, "--one", kind, "--bytes", str(size)]
    found = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(links)}
    )
    return float(json.loads(found.stdout))


def rows(kind: str, sizes: list[int], against: str | None) -> None:
    """Print one line per size."""
    before = None
    for size in sizes:
        took = measured(kind, size)
        line = f"{kind:<20} {size / 1e6:6.2f} MB {took:7.2f} s {size / took / 1e6:6.2f} MB/s"
        line += f"  twice the text: {took / before:4.2f}x" if before else " " * 23
        if against:
            other = elsewhere(against, kind, size)
            line += f"  other checkout {size / other / 1e6:6.2f} MB/s, this is {other / took:5.2f}x as fast"
        print(line, flush=True)  # noqa: T201
        before = took


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bytes", type=int, default=250_000)
    parser.add_argument("--doublings", type=int, default=2)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--against", help="the root of another checkout")
    parser.add_argument("--one", choices=KINDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, given.bytes)))  # noqa: T201
        return
    sizes = [given.bytes << step for step in range(given.doublings + 1)]
    for kind in given.kind or KINDS:
        rows(kind, sizes, given.against)


if __name__ == "__main__":
    main()
