"""Work shared out to several processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
#: Fewer pages than this are not worth another process.
WORTH = 60


def processes(pages: int) -> int:
    """How many are of use for so many pages. A copy of this process must be cheap to make, so Windows has one."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, pages // WORTH))


def in_processes(count: int, work: Callable[..., T], jobs: Sequence[tuple[Any, ...]]) -> Iterable[T]:
    """What ``work`` gives for the arguments of each job, in their order."""
    if count == 1:
        yield from (work(*job) for job in jobs)
        return
    global _work
    _work = work  # what is known at the fork needs no way to the other processes
    try:
        with multiprocessing.get_context("fork").Pool(count) as pool:
            yield from pool.imap(_job, jobs)
    finally:
        _work = None


_work: Callable[..., Any] | None = None


def _job(arguments: tuple[Any, ...]) -> Any:
    assert _work is not None
    return _work(*arguments)
