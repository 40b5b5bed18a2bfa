"""Saved games on the disk."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.match import notation, saving
from game.match.match import ScenarioText
from game.match.replay import replay, resume
from game.match.saving import SaveError, SaveFile
from tests.match.conftest import GROUNDED, play, start

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_new_game_gets_a_file_of_its_own(tmp_path: Path) -> None:
    first = SaveFile.of_new_game("The Lighthouse Years!", MORNING, tmp_path)
    first.write(start(), "Q3 1901", MORNING)
    second = SaveFile.of_new_game("The Lighthouse Years!", MORNING, tmp_path)
    assert first.path.name == "the-lighthouse-years-20261123-080000.save.json"
    assert second.path != first.path


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**62), turns=st.integers(0, 6), extra=st.lists(st.integers(0, 30), max_size=3))
def test_a_saved_game_goes_on_as_it_was_left(seed: int, turns: int, extra: list[int], tmp_path: Path) -> None:
    match = play(start(seed), turns)
    if not match.is_over:
        draft = match.draft("coast")
        own = [slot.order.id for slot in match.program.orders if slot.order.side == "coast"]
        for number in extra:
            draft.add(own[number % len(own)])
        match.seal("hills")
    path = tmp_path / "a.save.json"
    SaveFile(path).write(match, match.label, MORNING)
    saved = saving.read(path)
    again = resume(saved, replay(saved, path))
    assert again.digests() == match.digests()
    assert again.sealed == match.sealed
    assert again.pending() == match.pending()
    if not match.is_over:
        assert again.draft("coast").sheet() == match.draft("coast").sheet()


def test_a_disk_that_is_full_loses_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SaveFile(tmp_path / "a.save.json")
    file.write(play(start(), 1), "one", MORNING)
    before = file.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError) as told:
        file.write(play(start(), 2), "two", MORNING)
    assert told.value.code == "full"
    assert "full" in told.value.sentence
    assert file.path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "cut_off"),
        (b"\xff\xfe\x00binary", "foreign"),
        (b"format: 1\ntitle: a scenario\n", "foreign"),
        (b'{"format": "bargaining-chips save", "version": 99}', "newer"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.save.json"
    path.write_bytes(content)
    with pytest.raises(SaveError) as told:
        saving.read(path)
    assert told.value.code == code
    assert told.value.sentence.startswith("x.save.json ")
    assert "{" not in told.value.sentence


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaveError) as told:
        saving.read(tmp_path / "nothing.save.json")
    assert told.value.code == "missing"


def test_a_game_of_another_scenario_is_told(tmp_path: Path) -> None:
    match = start()
    path = SaveFile(tmp_path / "a.save.json").write(match, "x", MORNING)
    assert saving.read(path, match.source.digest).title == "The Lighthouse Years"
    with pytest.raises(SaveError) as told:
        saving.read(path, "0" * 64)
    assert "The Lighthouse Years" in told.value.sentence


def test_the_list_has_the_latest_game_first_and_broken_files_last(tmp_path: Path) -> None:
    SaveFile(tmp_path / "old.save.json").write(start(1), "Q3 1901", MORNING)
    SaveFile(tmp_path / "new.save.json").write(start(2), "Q3 1901", MORNING.replace(hour=9))
    (tmp_path / "broken.save.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.txt").write_text("not ours", encoding="utf-8")
    names = [entry.path.name for entry in saving.saves(tmp_path)]
    assert names == ["new.save.json", "old.save.json", "broken.save.json"]
    assert saving.saves(tmp_path)[2].problem is not None
    assert saving.saves(tmp_path / "nowhere") == ()


def tampered(path: Path, change) -> None:
    """Changes a saved game as someone would who also mends the checksum."""
    envelope = json.loads(path.read_text(encoding="utf-8"))
    change(envelope["game"])
    envelope["check"] = notation.check(envelope["game"])
    path.write_text(json.dumps(envelope), encoding="utf-8")


def test_a_replay_proves_that_a_game_comes_out_the_same(tmp_path: Path, played) -> None:
    path = SaveFile(tmp_path / "a.save.json").write(played, "", MORNING)
    result = replay(saving.read(path), path)
    assert result.is_same
    assert result.turns == len(played.records)
    assert result.match.state.digest()[:16] in result.sentence


def test_a_replay_names_the_first_turn_that_differs(tmp_path: Path, played) -> None:
    path = SaveFile(tmp_path / "a.save.json").write(played, "", MORNING)

    def other_orders(game: dict) -> None:
        game["turns"][2]["sealed"]["coast"] = {"orders": [], "answers": {"stance:coast": "court"}}

    tampered(path, other_orders)
    result = replay(saving.read(path), path)
    assert result.differs_at == 3
    assert "turn 3" in result.sentence
    assert result.match.turn == 3


def test_orders_that_are_not_legal_any_more_stop_a_replay_before_their_turn(tmp_path: Path, played) -> None:
    path = SaveFile(tmp_path / "a.save.json").write(played, "", MORNING)

    def no_such_order(game: dict) -> None:
        game["turns"][1]["sealed"]["hills"]["orders"] = ["burn_the_lamp"]

    tampered(path, no_such_order)
    result = replay(saving.read(path), path)
    assert result.differs_at == 2
    assert result.match.turn == 2
    assert not result.match.pending()


def test_another_seed_differs_from_the_opening_on(tmp_path: Path, played) -> None:
    path = SaveFile(tmp_path / "a.save.json").write(played, "", MORNING)
    tampered(path, lambda game: game.update(seed=played.seed + 1))
    assert replay(saving.read(path), path).differs_at == 0


def test_a_scenario_that_can_no_longer_be_read_is_told(tmp_path: Path, played) -> None:
    path = SaveFile(tmp_path / "a.save.json").write(played, "", MORNING)

    def broken_scenario(game: dict) -> None:
        game["scenario"]["text"] = "format: 1\ntitel: x\n"
        game["scenario_digest"] = ScenarioText("", game["scenario"]["text"]).digest

    tampered(path, broken_scenario)
    with pytest.raises(SaveError) as told:
        replay(saving.read(path), path)
    assert told.value.code == "unreadable"


def test_a_shipped_scenario_is_found_again_on_another_machine(tmp_path: Path) -> None:
    match = play(start(2, GROUNDED), 2)
    path = SaveFile(tmp_path / "a.save.json").write(match, "", MORNING)
    tampered(path, lambda game: game["scenario"].update(path="elsewhere/scenarios/grounded.yaml"))
    assert replay(saving.read(path), path).is_same


def test_what_computer_players_said_is_kept(tmp_path: Path) -> None:
    match = play(start(2), 2)
    match.remember_reasons(1, {"hills": ("It was raining.",)})
    path = SaveFile(tmp_path / "a.save.json").write(match, "", MORNING)
    again = replay(saving.read(path), path).match
    assert again.reasons(1, "hills") == ("It was raining.",)
    assert again.fork(2).reasons(1, "hills") == ("It was raining.",)
    assert again.reasons(2, "hills") == ()
