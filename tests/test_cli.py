"""Every command does what its help says, and bad input gets one sentence instead of a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.scenario import catalogue

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
COMMANDS = ("play", "watch", "check", "new", "simulate", "debrief", "replay", "doctor", "schema")


def run(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["play", "no_such_scenario"],
        ["play", "--seed", "many"],
        ["play", "--seed", "-1"],
        ["play", "--level", "oracle"],
        ["play", "--load", "nowhere.save"],
        ["watch", "--level", "random,oracle"],
        ["check"],
        ["check", "nowhere.yaml"],
        ["new", "a b/c?"],
        ["simulate"],
        ["simulate", str(SMALL), "--games", "0"],
        ["simulate", str(SMALL), "--games", "x"],
        ["simulate", str(SMALL), "--frobnicate"],
        ["simulate", str(SMALL), "--workers", "0"],
        ["simulate", str(SMALL), "--workers", "9999"],
        ["simulate", str(SMALL), "--workers", "2", "--cluster", "tcp://127.0.0.1:9"],
    ],
    ids=" ".join,
)
def test_bad_arguments_get_one_sentence_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("bargaining-chips: ")
    assert told.err.rstrip().endswith(".")


@pytest.mark.parametrize("command", ["replay", "debrief"])
@pytest.mark.parametrize("content", [None, b"", b"not a save", b"\xff\xfe\x00", b"{}"])
def test_what_is_no_saved_game_is_told_in_a_sentence(
    command: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save = tmp_path / "some.save"
    if content is not None:
        save.write_bytes(content)
    assert run(command, str(save)) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_check_of_a_good_file_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(SMALL)) == 0
    assert "1 file read: 0 errors" in capsys.readouterr().out


def test_check_tells_every_error_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\ntitel: Nothing\n", encoding="utf-8")
    assert run("check", str(broken), "--json") == 1
    problems = json.loads(capsys.readouterr().out)
    assert {"code", "severity", "file", "line", "column", "message", "hint"} == set(problems[0])
    assert any(problem["line"] == 2 for problem in problems)
    assert run("check", str(tmp_path)) == 1


def test_a_new_scenario_passes_check_and_can_be_simulated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "two_ports") == 0
    assert run("check", "two_ports.yaml") == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out
    assert run("simulate", "two_ports.yaml", "--games", "40", "--json") == 0
    assert json.loads(capsys.readouterr().out)["games"] == 40
    assert run("new", "two_ports") == 2
    assert "there already" in capsys.readouterr().err


def test_simulate_tells_the_measures_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", str(SMALL), "--games", "50", "--report") == 0
    assert "Measures" in capsys.readouterr().out


def test_simulate_goes_on_with_the_games_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = ("--resume", str(tmp_path / "games.json"), "--json")
    assert run("simulate", str(SMALL), "--games", "30", *kept) == 0
    assert json.loads(capsys.readouterr().out)["games"] == 30
    assert run("simulate", str(SMALL), "--games", "50", *kept) == 0
    told = capsys.readouterr()
    assert told.err == "30 of 50 games are done already.\n"
    resumed = json.loads(told.out)
    assert run("simulate", str(SMALL), "--games", "50", "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    timing = {"seconds": 0, "game_turns_per_second": 0}
    assert resumed | timing == whole | timing


def test_simulate_does_not_mix_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "games.json"
    assert run("simulate", str(SMALL), "--games", "30", "--resume", str(kept)) == 0
    before = kept.read_bytes()
    capsys.readouterr()
    assert run("simulate", str(SMALL), "--games", "30", "--seed", "2", "--resume", str(kept)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{kept} belongs to another run: it was begun with --seed 1.\n"
    assert kept.read_bytes() == before


def test_watch_shows_a_whole_game_and_its_save_replays_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save = tmp_path / "watched.save"
    assert run("watch", str(SMALL), "--level", "random", "--seed", "3", "--save", str(save)) == 0
    assert len(capsys.readouterr().out.splitlines()) > 10
    assert run("replay", str(save)) == 0
    assert "The same" in capsys.readouterr().out


def test_play_in_a_terminal_where_nobody_types_shows_a_game(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run("play", str(SMALL), "--text", "--seed", "1") == 0
    assert "computer players" in capsys.readouterr().out


def test_the_schema_is_that_of_the_shipped_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    shipped = json.loads((catalogue.folder() / "schema.json").read_text(encoding="utf-8"))
    assert json.loads(capsys.readouterr().out) == shipped


def test_main_opens_the_same_commands() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)
