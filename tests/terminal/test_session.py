"""Whole games in the terminal."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from game.match import saving
from game.match.replay import replay
from game.terminal import play, watch
from game.terminal.commands import COMMANDS
from tests.terminal.conftest import GROUNDED, SMALL, saved_games, typed

TURN = ("seal", "seal")
TO_THE_END = TURN * 8


def test_a_game_goes_from_the_briefing_to_both_results(home: Path) -> None:
    shown = typed(*TO_THE_END)
    for part in ("The Lighthouse Years", "You are Port Anna", "orders revealed", "Results", "To talk about"):
        assert part in shown
    assert "bargaining-chips debrief" in shown
    (path,) = saved_games(home)
    saved = saving.read(path)
    assert saved.is_over
    assert replay(saved, path).is_same


def test_the_end_of_input_saves_the_game_and_says_where(home: Path) -> None:
    shown = typed("seal", "seal", "order grind")
    (path,) = saved_games(home)
    assert f"--load {path}" in " ".join(shown.split())
    saved = saving.read(path)
    assert len(saved.turns) == 1
    assert saved.drafts["coast"].orders


def test_an_interrupt_saves_the_game_too(home: Path) -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_args):
            line = super().readline()
            if line:
                return line
            raise KeyboardInterrupt

    out = io.StringIO()
    code = play.run(SMALL, "", "random", 4, None, stdin=Interrupted("seal\nseal\n"), stdout=out)
    assert code == 0
    (path,) = saved_games(home)
    assert len(saving.read(path).turns) == 1


def test_a_saved_game_goes_on_with_what_was_chosen(home: Path) -> None:
    typed("order grind", "quit")
    (path,) = saved_games(home)
    shown = typed("seal", "seal", load=path)
    assert "the game goes on" in shown
    assert saving.read(path).turns[0].sealed["coast"].orders == ("grind_lenses@coast",)


def test_going_back_makes_a_new_game_and_keeps_the_old_one(home: Path) -> None:
    shown = typed(*TURN, *TURN, "back 2", "quit")
    assert "under the same luck" in shown
    games = [saving.read(path) for path in saved_games(home)]
    assert sorted((len(game.turns), game.forked_from) for game in games) == [(1, 2), (2, 0)]


def test_saved_games_are_listed_and_opened_by_number(home: Path) -> None:
    typed(*TURN, "quit", seed=1)
    shown = typed("load", "load 1", "quit", seed=2)
    assert "Saved games" in shown
    assert "the game goes on" in shown


def test_a_damaged_save_is_told_and_the_game_goes_on(home: Path) -> None:
    bad = home / "bad.save.json"
    bad.write_text("{", encoding="utf-8")
    shown = typed(f"load {bad}", "load 99", "desk", "quit")
    assert "is not a saved game" in shown
    assert "no saved game" in shown


def test_a_damaged_save_named_at_the_start_is_told_with_an_exit_code(home: Path) -> None:
    bad = home / "bad.save.json"
    bad.write_text("", encoding="utf-8")
    out = io.StringIO()
    assert play.run(SMALL, "", "random", 1, bad, stdin=io.StringIO("x\n"), stdout=out) == 1
    assert "breaks off" in out.getvalue()


def test_a_scenario_with_errors_is_told_with_an_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("format: 1\ntitel: x\n", encoding="utf-8")
    out = io.StringIO()
    assert play.run(path, "", "random", 1, None, stdin=io.StringIO("x\n"), stdout=out) == 1
    assert "titel" in out.getvalue()


def test_a_side_that_is_not_there_is_told_with_an_exit_code() -> None:
    out = io.StringIO()
    assert play.run(SMALL, "atlantis", "random", 1, None, stdin=io.StringIO("x\n"), stdout=out) == 2
    assert "atlantis" in out.getvalue()


def test_the_other_side_can_be_played() -> None:
    assert "You are Highfold" in typed("quit", side="hills")


def test_two_people_share_a_terminal_and_see_only_their_own_desk(home: Path) -> None:
    shown = typed("", "1", *TURN, "", *TURN, "quit", level="person")
    assert "Port Anna decides" in shown
    assert "Highfold decides" in shown
    first, second = shown.split("Highfold decides", 1)
    assert "You are Port Anna" in first
    assert "You are Highfold" not in first
    assert "You are Port Anna" not in second.split("Port Anna decides", 1)[0]


def test_where_nobody_can_type_a_computer_game_is_shown_to_its_end() -> None:
    out = io.StringIO()
    assert play.run(SMALL, "", "random", 4, None, stdin=io.StringIO(""), stdout=out) == 0
    assert "Nobody can type here" in out.getvalue()
    assert "Results" in out.getvalue()


@pytest.mark.parametrize("scenario", [SMALL, GROUNDED], ids=lambda path: path.stem)
def test_every_command_answers_in_every_turn(scenario: Path) -> None:
    asked = [command.name for command in COMMANDS if command.name not in ("quit", "seal", "load", "save")]
    numbered = [f"{name} 1" for name in ("waits", "read", "history", "order", "drop", "answer")]
    turn = [*asked, *numbered, "why tension", "why credit 1 2", "words lamp", "people a", "", *TURN]
    shown = typed(*turn * 3, scenario=scenario)
    assert "Traceback" not in shown
    assert "{" not in shown


def test_nonsense_is_answered_and_changes_nothing(home: Path) -> None:
    shown = typed("frobnicate", "order 999", "answer 9 9", "why", "why the sky", "back 7", "orders x", "quit")
    assert "There is no command frobnicate" in shown
    (path,) = saved_games(home)
    assert saving.read(path).turns == ()


def test_a_full_disk_is_told_once_and_the_game_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "saves").write_text("a file where the folder should be", encoding="utf-8")
    shown = typed(*TO_THE_END)
    assert shown.count("could not be read or written") == 1
    assert "Results" in shown


def test_watching_shows_both_sides_and_can_keep_the_game(tmp_path: Path) -> None:
    out = io.StringIO()
    path = tmp_path / "watched.save.json"
    levels = ("random", "analyst")
    assert watch.run(SMALL, levels, 3, has_reasons=True, save_to=path, stdout=out) == 0
    assert "Port Anna: random." in out.getvalue()
    assert "Why Highfold did so:" in out.getvalue()
    assert "@hills" not in out.getvalue()
    assert replay(saving.read(path), path).is_same
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1


def test_what_was_taken_back_is_not_in_the_save(home: Path) -> None:
    typed("order grind", "undo", "quit")
    (path,) = saved_games(home)
    assert saving.read(path).drafts["coast"].orders == ()
