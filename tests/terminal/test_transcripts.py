"""Every shipped scenario has a readable transcript of one game, and plays it again word for word."""

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from game.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def transcript(scenario: Path) -> str:
    """A game between random players, as `watch` tells it."""
    told = io.StringIO()
    with redirect_stdout(told):
        assert main(["watch", str(scenario), "--level", "random", "--seed", "7"]) == 0
    return told.getvalue()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_reads_as_its_transcript(scenario: Path) -> None:
    golden = (GOLDEN / f"{scenario.stem}.txt").read_text(encoding="utf-8")
    assert transcript(scenario) == golden, "python -m tests.terminal.test_transcripts writes them anew"


if __name__ == "__main__":
    for path in SCENARIOS:
        (GOLDEN / f"{path.stem}.txt").write_text(transcript(path), encoding="utf-8")
