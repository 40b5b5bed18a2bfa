"""Games in the terminal, played through pipes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.match import storage
from game.terminal import play

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
GROUNDED = Path(__file__).parents[2] / "scenarios" / "grounded.yaml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own for each test."""
    monkeypatch.setenv(storage.HOME_VARIABLE, str(tmp_path))
    return tmp_path


def typed(*lines: str, side: str = "", level: str = "random", seed: int = 4, load: Path | None = None,
          scenario: Path = SMALL) -> str:  # fmt: skip
    """What the terminal shows when these lines are typed."""
    out = io.StringIO()
    stdin = io.StringIO("".join(line + "\n" for line in lines))
    code = play.run(scenario, side, level, seed, load, stdin=stdin, stdout=out)
    assert code == 0, out.getvalue()
    return out.getvalue()


def saved_games(home: Path) -> list[Path]:
    """The files of saved games."""
    return sorted((home / "saves").glob("*.save.json"))
