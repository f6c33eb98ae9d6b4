"""The properties of tests/audit/test_fuzz.py for as long as one likes.

    python tests/benchmarks/audit_fuzz.py [--seconds 300] [--seed 1] [--reader html]

Prints how many documents every reader was given, and each example that broke a property. One that takes longer
than 20 seconds is a find, too, where the platform has alarms.
"""

from __future__ import annotations

import argparse
import importlib.util
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path
from types import ModuleType

import hypothesis

_PROPERTIES = Path(__file__).parents[1] / "audit" / "test_fuzz.py"
LIMIT = 20
BATCH = 200


class _Slow(BaseException):
    """An example took too long; no reader may catch this."""


def _properties() -> ModuleType:
    spec = importlib.util.spec_from_file_location("test_fuzz", _PROPERTIES)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_PROPERTIES)
    module = importlib.util.module_from_spec(spec)
    sys.modules["test_fuzz"] = module
    spec.loader.exec_module(module)
    return module


def _alarm(*_: object) -> None:
    raise _Slow


def batch(readers: dict, name: str, seed: int) -> tuple[int, str]:
    """Run a batch of examples; how many there were, and the smallest that broke a property."""
    strategy, check = readers[name]
    count = 0
    last = b""

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=BATCH, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(strategy)
    def run(content: bytes) -> None:
        nonlocal count, last
        count += 1
        last = content
        if hasattr(signal, "SIGALRM"):
            signal.alarm(LIMIT)
        try:
            check(content)
        finally:
            if hasattr(signal, "SIGALRM"):
                signal.alarm(0)

    try:
        run()
    except (Exception, _Slow) as error:  # noqa: BLE001  whatever it is, it is a find
        frames = "".join(traceback.format_exception(error)[-3:])
        return count, f"{name}, seed {seed}: {last!r}\n{frames}"
    return count, ""


def main() -> None:
    """Fuzz the readers in turns."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _alarm)
    readers = _properties().READERS
    counts = dict.fromkeys([given.reader] if given.reader else readers, 0)
    finds = 0
    end, seed = time.monotonic() + given.seconds, given.seed
    while time.monotonic() < end:
        for name in counts:
            ran, find = batch(readers, name, seed)
            counts[name] += ran
            if find:
                finds += 1
                print("FIND", find, flush=True)  # noqa: T201
        seed += 1
    for name, count in counts.items():
        print(f"{name:<14} {count:7d} documents")  # noqa: T201
    print(f"{sum(counts.values())} documents, {finds} batches with a find, seeds {given.seed} to {seed - 1}")  # noqa: T201


if __name__ == "__main__":
    main()
