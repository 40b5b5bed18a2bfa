"""Which executor runs the programs: the compiled one where there is one, else numpy.

Nothing else in the game knows. `BARGAINING_CHIPS_EXECUTOR=numpy` in the environment keeps to numpy.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from typing import Any

from game.engine.drawing import AnyDrawing, Drawing
from game.engine.hand import Hand
from game.engine.narrowing import NarrowingExecutor
from game.engine.native import NativeExecutor
from game.engine.native_drawing import NativeDrawing
from game.engine.program import Program
from game.engine.scalar import ScalarExecutor

VARIABLE = "BARGAINING_CHIPS_EXECUTOR"
COMPILED, NUMPY = "compiled", "numpy"

AnyExecutor = NarrowingExecutor | ScalarExecutor | NativeExecutor


@dataclass(frozen=True, slots=True)
class InUse:
    """The executor that runs here, and why: `wanted` by the environment, else `built` or `not built`."""

    name: str
    reason: str
    detail: str = ""  # what the import of the compiled one said, where it failed


def executor_in_use() -> InUse:
    """What `make_executor` gives, and why."""
    return _found()[1]


def _found() -> tuple[Any, InUse]:
    """The compiled module, None where there is none or it is not wanted; and why."""
    if os.environ.get(VARIABLE) == NUMPY:
        return None, InUse(NUMPY, "wanted")
    try:
        return importlib.import_module("game.engine._native"), InUse(COMPILED, "built")
    except ImportError as error:
        return None, InUse(NUMPY, "not built", str(error))


def make_executor(program: Program, games: int, threads: int = 1) -> AnyExecutor:
    """The fastest executor there is; numpy runs in one thread whatever is asked for."""
    module, _ = _found()
    if module is None:
        return ScalarExecutor(program) if games == 1 else NarrowingExecutor(program, games)
    return NativeExecutor(module, program, games, threads)


def make_drawing(hand: Hand) -> AnyDrawing:
    """What draws decisions for a hand, of the same kind."""
    module, _ = _found()
    return Drawing(hand) if module is None else NativeDrawing(module, hand)
