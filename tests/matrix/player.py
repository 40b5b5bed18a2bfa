"""Plays the golden games in a process of its own, for the matrix: tasks in, accounts out, as JSON.

    python -m tests.matrix.player '[{"executor": "numpy", "batch": 10, "threads": 1}]'

The first line that it prints tells what it runs on, and each further one answers a task.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import platform
import sys
from dataclasses import asdict
from typing import Any

import numpy as np

from game.engine import executors
from game.engine.program import Program
from tests.matrix.games import play, programs


def simd_features() -> dict[str, list[str]]:
    """Of this numpy: what it may choose between when it starts, and what of that it uses."""
    core = getattr(np, "_core", None) or np.core  # numpy 1.26 has no _core that tells
    inner = core._multiarray_umath
    choices = list(inner.__cpu_dispatch__)
    return {"choices": choices, "used": [name for name in choices if inner.__cpu_features__.get(name)]}


def about() -> dict[str, Any]:
    """What this process runs on."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "compiled": str(getattr(importlib.util.find_spec("game.engine._native"), "origin", "")),
        **simd_features(),
    }


@functools.cache
def compiled() -> dict[str, Program]:
    """All programs by name."""
    return {name: of() for name, of in programs()}


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """Accounts by name, or why there are none."""
    os.environ[executors.VARIABLE] = task["executor"]
    in_use = executors.executor_in_use()
    if in_use.name != task["executor"]:
        return {"unavailable": f"the {task['executor']} executor is {in_use.reason} here"}
    return {
        name: asdict(play(name, program, task["batch"], task["threads"]))
        for name, program in compiled().items()
    }


def _main() -> None:
    print(json.dumps(about()), flush=True)
    for task in json.loads(sys.argv[1]):
        print(json.dumps(answer(task)), flush=True)


if __name__ == "__main__":
    _main()
