"""Many documents on several processes, in order; one that kills its process is a line of the report.

Processes are started fresh, never forked: what the caller holds open stays its own.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Documents a process is given before the first is done, so that none of them waits.
_AHEAD = 4


def processes(jobs: int) -> int:
    """How many processes ``jobs`` asks for: 0 means one for every core."""
    return jobs or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int, failed: Callable[[T], R]) -> Iterator[R]:
    """Yield ``work(item)`` for every item, in order, computed by ``jobs`` processes.

    ``failed(item)`` stands for an item whose process died. Results are yielded as soon as their turn comes;
    no more than a few items a process are ahead of it.
    """
    waiting = deque(items)
    while waiting:
        done = 0
        try:
            for result in _pool(work, list(waiting), jobs):
                yield result
                done += 1
        except BrokenProcessPool:
            for _ in range(done):
                waiting.popleft()
            yield from _one_by_one(work, waiting, jobs, failed)
            continue
        return


def _pool(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(items)), mp_context=context)
    try:
        futures: deque[Future[R]] = deque()
        for item in items:
            futures.append(pool.submit(work, item))
            if len(futures) > jobs * _AHEAD:
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(
    work: Callable[[T], R], waiting: deque[T], jobs: int, failed: Callable[[T], R]
) -> Iterator[R]:
    """Whoever was under way when a process died is tried alone: the guilty one gives itself away."""
    for _ in range(min(len(waiting), jobs * _AHEAD + 1)):
        item = waiting.popleft()
        try:
            yield next(_pool(work, [item], 1))
        except BrokenProcessPool:
            yield failed(item)
            return
