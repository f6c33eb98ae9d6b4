"""Corpora on a dask cluster: the same work as on processes of one's own, in the same order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

from nernstian.derivations.errors import ReadError, UsageError

T = TypeVar("T")
R = TypeVar("R")

#: The address that stands for a cluster of this machine's own, started for the run.
LOCAL = "local"
#: Documents under way at once: enough for a large cluster, few enough that results are not hoarded.
_AHEAD = 500


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise UsageError(
            "--dask needs the package distributed", "run pip install 'nernstian[cluster]'"
        ) from None


def _client(distributed: Any, address: str) -> Any:
    try:
        if address == LOCAL:
            return distributed.Client(n_workers=None, threads_per_worker=1, dashboard_address=None)
        return distributed.Client(address, timeout="20s")
    except (OSError, ValueError) as error:
        raise ReadError(
            f"no dask scheduler answers at {address}", "check the address, or give 'local'"
        ) from error


def in_order(
    work: Callable[[T], R], items: Iterable[T], address: str, failed: Callable[[T], R]
) -> Iterator[R]:
    """Yield ``work(item)`` for every item, in order, computed by the workers of a cluster.

    ``failed(item)`` stands for an item that killed its workers.

    Raises
    ------
    UsageError
        The package is not installed.
    ReadError
        No scheduler answers at the address.
    """
    distributed = _distributed()
    waiting = iter(items)
    with _client(distributed, address) as client:
        under_way: deque[tuple[T, Any]] = deque()
        for item in waiting:
            under_way.append((item, client.submit(work, item, pure=False)))
            if len(under_way) >= _AHEAD:
                yield _result(distributed, *under_way.popleft(), failed)
        while under_way:
            yield _result(distributed, *under_way.popleft(), failed)


def _result(distributed: Any, item: T, future: Any, failed: Callable[[T], R]) -> R:
    try:
        result: R = future.result()
    except (distributed.scheduler.KilledWorker, distributed.CancelledError):
        return failed(item)
    return result
