"""The game installs with a C compiler and without, says which in `doctor`, and plays the same games."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".*_cache", ".git", ".venv", "venv", ".hypothesis", "__pycache__", "build",
                                  "dist", "*.so", "*.pyd")  # fmt: skip
DOCTOR = "from game.cli import main; raise SystemExit(main(['doctor', '--json', '--no-speed']))"
DIGEST = """
import numpy as np
from game.engine.luck import game_seeds
from game.engine.turn import Games
from game.match.opening import program_of
from game.opponents.random import RandomChoice
from game.scenario import catalogue
from game.scenario.reading import load
program = program_of(load(catalogue.find(catalogue.default())))
games, choice = Games(program, 8), RandomChoice(program)
games.open(game_seeds(1, 8))
for _ in range(program.rules.turns):
    choice.choose(games.rows, games.decisions, games.seeds, games.turn)
    games.play()
print(games.state().digest())
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which lies what was once built for some other machine."""
    copy = tmp_path_factory.mktemp("building") / "checkout"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    for ending in (".abi3.so", ".pyd"):
        (copy / "game" / "engine" / f"_native{ending}").write_bytes(b"for another machine")
    return copy


def installed(checkout: Path, name: str, **environment: str) -> tuple[Path, str, str]:
    """Where pip installed the game, what it said, and the tag of the wheel it made."""
    place = checkout.parent / name
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), str(checkout)],
        env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(place)
    return place, done.stdout + done.stderr, wheel.stem.split("-", 2)[2]


def said(place: Path, script: str) -> str:
    """What a script prints that finds the installed game before any other."""
    environment = os.environ | {
        "PYTHONPATH": str(place),
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
    }
    environment.pop("BARGAINING_CHIPS_EXECUTOR", None)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def executor_told(place: Path) -> dict[str, Any]:
    """What `doctor` says of the executor there."""
    found = {finding["name"]: finding for finding in json.loads(said(place, DOCTOR))["findings"]}
    assert Path(found["scenarios"]["facts"]["folder"]).is_relative_to(place)
    return found["executor"]


@pytest.mark.long
def test_without_a_compiler_it_installs_in_silence_and_doctor_says_so(checkout: Path) -> None:
    bare = checkout.parent / "bare"  # a path with no program at all
    bare.mkdir()
    place, told, tag = installed(checkout, "plain", PATH=str(bare), CC="false", CXX="false")
    assert "compil" not in told.lower()
    assert "error" not in told.lower()
    assert tag == "py3-none-any"
    assert not list(place.rglob("_native.*.so")) + list(place.rglob("_native*.pyd"))
    found = executor_told(place)
    assert found["facts"]["executor"] == "numpy"
    assert found["facts"]["reason"] == "not built"
    assert "\n" not in found["text"]
    assert "C compiler" in found["advice"]


@pytest.mark.long
@pytest.mark.skipif(shutil.which("cc") is None and os.name == "posix", reason="there is no compiler here")
def test_with_a_compiler_one_wheel_serves_every_later_python_and_plays_the_same(checkout: Path) -> None:
    place, _, tag = installed(checkout, "compiled")
    python, interface, platform = tag.split("-")
    assert (python, interface) == ("cp311", "abi3")
    assert platform != "any"
    assert executor_told(place)["facts"]["executor"] == "compiled"
    assert said(place, DIGEST) == said(
        ROOT, "import os; os.environ['BARGAINING_CHIPS_EXECUTOR'] = 'numpy'" + DIGEST
    )
