"""How things are timed: each in a process of its own, and the best of several tries.

The best is what the machine can do; the rest is what others did to it meanwhile. Work of one thread,
ours and the peers', is timed by what the process used of its core, where the system tells that finely:
on a machine with nothing else to do that is the same. What a player waits for is timed by the clock.
A process of its own gives each executor untouched memory, and nothing kept from what ran before.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from game.engine.executors import VARIABLE

LEAST_TRIES = 3
ROUNDS = 8  # into which the time of a figure is cut where games are played; the best round is told
_FINE_SECONDS = 1e-5


def seconds_of(
    action: Callable[[], object], seconds: float, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The least time of an action, tried for so long, after a first time that does not count."""
    action()
    best, tries = float("inf"), 0
    end = time.perf_counter() + seconds
    while tries < LEAST_TRIES or time.perf_counter() < end:
        began = clock()
        action()
        best = min(best, clock() - began)
        tries += 1
    return best


def core_clock() -> Callable[[], float]:
    """Seconds that this process has used, or that went by where the system counts them too coarsely."""
    is_fine = time.get_clock_info("process_time").resolution <= _FINE_SECONDS
    return time.process_time if is_fine else time.perf_counter


def apart(executor: str, function: Callable[..., Any], *arguments: object) -> Any:
    """What a function of some module gives, called in a new process that uses this executor."""
    spawn = multiprocessing.get_context("spawn")
    with _environment(VARIABLE, executor), ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(function, *arguments).result()


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
