"""Many games in the terminal: stopped, resumed, or by several processes, the same figures are told."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.lab.finished import Finished
from game.lab.parts import Part
from game.scenario.reading import load
from game.terminal.simulation import Place, run

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
LONGEST_SECONDS = 60


class Watched(io.StringIO):
    """A stream at which somebody looks."""

    def isatty(self) -> bool:
        """See io."""
        return True


def simulated(
    games: int,
    levels: tuple[str, str] = ("random", "random"),
    place: Place | None = None,
    resume: Path | None = None,
    stderr: io.StringIO | None = None,
) -> tuple[int, str]:
    """The exit code, and what was told without the time it took."""
    stdout = io.StringIO()
    code = run(
        load(SMALL), levels, games, 1,
        futures=32, seconds=None, has_report=True, as_json=True,
        stdout=stdout, stderr=stderr or io.StringIO(), place=place, resume=resume,
    )  # fmt: skip
    told = json.loads(stdout.getvalue()) if stdout.getvalue() else {}
    for timing in ("seconds", "game_turns_per_second"):
        told.pop(timing, None)
    return code, json.dumps(told)


def test_whoever_looks_on_sees_how_far_it_is_and_the_line_goes_away() -> None:
    screen = Watched()
    assert simulated(20, ("analyst", "random"), stderr=screen)[0] == 0
    assert "16 of 20 games" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


def test_where_nobody_looks_on_nothing_is_shown() -> None:
    log = io.StringIO()
    assert simulated(20, stderr=log)[0] == 0
    assert log.getvalue() == ""


def test_a_cluster_that_does_not_answer_keeps_what_was_done_before(tmp_path: Path) -> None:
    kept = tmp_path / "games.json"
    assert simulated(10, resume=kept)[0] == 0
    before = json.loads(kept.read_text(encoding="utf-8"))["held"]["parts"]
    log = io.StringIO()
    code, told = simulated(30, resume=kept, place=Place(cluster="tcp://127.0.0.1:9"), stderr=log)
    assert (code, told) == (1, "{}")
    assert "10 of 30 games are kept" in log.getvalue()
    assert json.loads(kept.read_text(encoding="utf-8"))["held"]["parts"] == before
    assert simulated(30, resume=kept) == simulated(30)


def test_a_file_that_can_no_longer_be_written_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    kept = folder / "games.json"

    class Vandal(Watched):
        """Takes the file's folder away as soon as games are seen to be done."""

        def write(self, text: str) -> int:
            """See io."""
            if "8 of 20 games" in text:
                kept.unlink()
                folder.rmdir()
                folder.write_text("in the way", encoding="utf-8")
            return super().write(text)

    log = Vandal()
    result = simulated(20, ("analyst", "random"), resume=kept, stderr=log)
    assert result == simulated(20, ("analyst", "random"))
    assert log.getvalue().count("could not be read or written") == 1


@pytest.mark.long
@pytest.mark.parametrize("workers", [2, 3])
def test_so_many_workers_tell_the_same(workers: int) -> None:
    told = simulated(24, ("analyst", "random"), Place(workers))
    assert told == simulated(24, ("analyst", "random"))


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to a group there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(workers: str, tmp_path: Path) -> None:
    kept = tmp_path / "games.json"
    command = [sys.executable, str(ROOT / "main.py"), "simulate", str(SMALL), "--level", "analyst,random"]
    command += ["--futures", "32", "--games", "5000", "--report", "--workers", workers, "--resume", str(kept)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    stopped = subprocess.Popen(command, text=True, start_new_session=True, **pipes)
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end and not (kept.is_file() and '"first"' in kept.read_text(encoding="utf-8")):
        time.sleep(0.05)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: to the workers too
    stdout, stderr = stopped.communicate(timeout=LONGEST_SECONDS)
    parts = json.loads(kept.read_text(encoding="utf-8"))["held"]["parts"]
    games = Finished(Part.of_data(part) for part in parts).games
    assert (stopped.returncode, stdout) == (130, "")
    assert stderr == f"Stopped. {games} of 5000 games are kept in {kept}; the same command goes on.\n"
    more = max(part["first"] + part["simulation"]["games"] for part in parts) + 3
    levels = ("analyst", "random")
    assert simulated(more, levels, resume=kept) == simulated(more, levels)
