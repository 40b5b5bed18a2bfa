"""The compiled executor gives numpy's bits, turn by turn, note by note."""

import numpy as np
import pytest

from game.engine.executor import Executor
from game.engine.executors import native_module
from game.engine.luck import game_seeds
from game.engine.native import NativeExecutor
from game.engine.program import Program
from game.engine.turn import advance
from tests.engine.conftest import random_decisions
from tests.engine.sample import TURNS

needs_compiler = pytest.mark.skipif(native_module() is None, reason="built without a compiler")


@needs_compiler
@pytest.mark.parametrize("games", [1, 63, 64, 65, 300])
def test_the_compiled_executor_gives_the_bits_of_numpy(program: Program, games: int) -> None:
    seeds = game_seeds(17, games)
    plain, native = Executor(program, games), NativeExecutor(native_module(), program, games)
    for executor in (plain, native):
        executor.state[:] = np.array(program.starts)[:, None]
        executor.deal("start", seeds, 0)
        executor.run("start")
    for turn in range(1, TURNS + 1):
        decisions = random_decisions(program, games, turn)
        notes = []
        for executor in (plain, native):
            executor.decisions[:] = decisions
            notes.append(advance(executor, seeds, turn, keep=turn % 2 == 0))
        assert (plain.state == native.state).all()
        if notes[0] is not None:
            assert notes[1] is not None
            assert (notes[0] == notes[1]).all()


@needs_compiler
def test_numpy_runs_when_the_environment_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARGAINING_CHIPS_EXECUTOR", "numpy")
    assert native_module() is None
