"""`doctor` tells what is, and what to do about it; a screen that fails takes nobody with it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.terminal import doctor, findings
from game.terminal.findings import BROKEN, FINE, NOTE

ROOT = Path(__file__).parents[2]
UNSEEN = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
NAMES = ["versions", "executor", "scenarios", "files", "window", "sound", "terminal", "extras"]


def doctored(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the real command does, with nobody at the keyboard and no screen."""
    inherited = {name: value for name, value in os.environ.items() if name != "BARGAINING_CHIPS_EXECUTOR"}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "doctor", *arguments],
        env=inherited | UNSEEN | {"BARGAINING_CHIPS_HOME": str(home), "PYTHONUTF8": "1"} | environment,
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def told(*arguments: str, home: Path, **environment: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the findings by name."""
    done = doctored("--json", *arguments, home=home, **environment)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["can_be_played"] == (done.returncode == 0)
    return done.returncode, {finding["name"]: finding for finding in found["findings"]}


def test_where_all_is_well_everything_is_told_and_the_exit_code_is_0(tmp_path: Path) -> None:
    done = doctored("--no-speed", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for word in (*NAMES, "numpy", "grounded", str(tmp_path), "GiB free"):
        assert word in done.stdout
    assert done.stdout.splitlines()[-1].startswith("The game can be played here")


def test_the_window_and_the_sound_are_tried_for_real(tmp_path: Path) -> None:
    code, found = told("--no-speed", home=tmp_path)
    assert code == 0
    assert list(found) == NAMES
    assert found["window"]["facts"]["opens"] is True
    assert found["window"]["text"].startswith("it opens where nobody sees it (dummy, ")
    assert found["sound"]["facts"]["plays"] is True
    assert list(tmp_path.iterdir()) == [], "looking must leave nothing behind"


def test_a_screen_that_is_not_there_is_told_with_its_reason(tmp_path: Path) -> None:
    code, found = told("--no-speed", home=tmp_path, SDL_VIDEODRIVER="no_such", SDL_AUDIODRIVER="no_such")
    assert code == 0, "the terminal is left to play in"
    for name in ("window", "sound"):
        assert found[name]["state"] == NOTE
        assert "no_such" in found[name]["text"]
    assert found["window"]["advice"]


def test_the_speed_is_measured_when_it_is_not_forbidden(tmp_path: Path) -> None:
    code, found = told("--quick", home=tmp_path)
    assert code == 0
    facts = found["speed"]["facts"]
    assert facts["game_turns_a_second"] > 100
    assert 0.0 < facts["seconds_a_decision"] < 60.0


def test_numpy_at_the_environments_wish_is_told_with_the_way_back(tmp_path: Path) -> None:
    code, found = told("--no-speed", home=tmp_path, BARGAINING_CHIPS_EXECUTOR="numpy")
    assert code == 0
    assert found["executor"]["facts"]["executor"] == "numpy"
    assert "BARGAINING_CHIPS_EXECUTOR" in found["executor"]["advice"]


def test_a_folder_that_cannot_be_written_is_broken_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    code, found = told("--no-speed", home=tmp_path / "file" / "games")
    assert code == 1
    assert found["files"]["state"] == BROKEN
    assert "BARGAINING_CHIPS_HOME" in found["files"]["advice"]
    plain = doctored("--no-speed", home=tmp_path / "file" / "games")
    assert plain.returncode == 1
    assert plain.stdout.splitlines()[-1] == "Not all is well: see files above."


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import os; os.abort()", "crashed with signal 6"),
        ("import time; time.sleep(60)", "hung: nothing came of it in 2 seconds"),
        ("raise SystemExit('the screen is upside down')", "exit code 1: the screen is upside down"),
        ("print()", "told nothing"),
    ],
    ids=["crash", "hang", "failure", "silence"],
)
@pytest.mark.skipif(os.name != "posix", reason="signals are told by number on POSIX systems")
def test_a_trial_that_goes_wrong_is_told_and_not_suffered(script: str, words: str) -> None:
    command = [sys.executable, "-c", script]
    finding = findings.window(command, patience_seconds=2.0)
    assert finding.state == BROKEN
    assert words in finding.text
    assert "--text" in finding.advice
    heard = findings.sound(command, patience_seconds=2.0)
    assert heard.state == NOTE, "the game needs no sound"
    assert words in heard.text


def test_a_terminal_without_the_letters_of_the_game_is_told_how_to_get_them() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    finding = findings.terminal(io.StringIO(), narrow)
    assert finding.state == NOTE
    assert "PYTHONUTF8" in finding.advice
    wide = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert findings.terminal(io.StringIO(), wide).state == FINE


def test_what_is_told_can_be_shown_in_any_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARGAINING_CHIPS_HOME", str(tmp_path / "spiele…"))
    for name, value in UNSEEN.items():
        monkeypatch.setenv(name, value)
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    code = doctor.run(
        "game.desktop.trial", seconds=0.0, as_json=False, stdin=io.StringIO(), stdout=narrow, stderr=narrow
    )
    narrow.flush()
    assert code == 0
    assert b"spiele?" in narrow.buffer.getvalue()


def test_a_library_that_fails_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "yaml.py").write_text("raise ImportError('half of yaml is missing')", encoding="utf-8")
    code, found = told("--no-speed", home=tmp_path / "home", PYTHONPATH=str(broken))
    assert code == 1
    assert list(found) == NAMES
    assert "half of yaml is missing" in found["scenarios"]["text"]
    assert "nstall the game again" in found["scenarios"]["advice"]
    assert found["files"]["state"] == FINE
