"""The executor that runs is the one that was asked for, else the fastest; it says which and why."""

import importlib.util

import pytest

from game.engine.executor import Executor
from game.engine.executors import COMPILED, NUMPY, VARIABLE, executor_in_use, make_executor
from game.engine.native import NativeExecutor
from game.engine.program import Program


def test_numpy_runs_when_the_environment_asks_for_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, NUMPY)
    assert isinstance(make_executor(program, 3), Executor)
    assert (executor_in_use().name, executor_in_use().reason) == (NUMPY, "wanted")


def test_the_compiled_executor_runs_where_it_was_built(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    is_built = importlib.util.find_spec("game.engine._native") is not None
    assert isinstance(make_executor(program, 3), NativeExecutor) == is_built
    assert executor_in_use().name == (COMPILED if is_built else NUMPY)
    assert executor_in_use().reason == ("built" if is_built else "not built")
