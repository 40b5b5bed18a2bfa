"""A run goes on from its file; a file of anything else is refused in a sentence and left alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.lab.checkpoint import FORMAT, Checkpoint, CheckpointError
from game.lab.crew import Alone, finish
from game.lab.parts import Piece, Run, Stage, play
from game.match.match import ScenarioText
from tests.lab.results import figures, unsplit


@pytest.fixture
def kept(tmp_path: Path, stage: Stage, by_chance: Run) -> Path:
    """A file with two stretches of games: 0 to 9 and 14 to 19."""
    checkpoint = Checkpoint(tmp_path / "run.json", by_chance, 30)
    for piece in (Piece(0, 10), Piece(14, 6)):
        checkpoint.finished.add(play(stage, by_chance, piece))
    checkpoint.save(2.5)
    return checkpoint.path


def refused(path: Path, run: Run, games: int = 30) -> CheckpointError:
    """The error that is told; the file stays as it is."""
    before = path.read_bytes()
    with pytest.raises(CheckpointError) as told:
        Checkpoint(path, run, games)
    assert path.read_bytes() == before
    assert str(path) in told.value.sentence
    assert "\n" not in told.value.sentence
    return told.value


@pytest.mark.parametrize("games", [20, 30, 50])
def test_a_run_goes_on_to_the_same_figures(kept: Path, stage: Stage, by_chance: Run, games: int) -> None:
    checkpoint = Checkpoint(kept, by_chance, games)
    assert checkpoint.finished.games == 16
    assert checkpoint.seconds == 2.5
    assert sum(finish(by_chance, games, Alone(stage), checkpoint.finished)) == games - 16
    (whole,) = checkpoint.finished.stretches
    assert figures(whole) == unsplit(stage, by_chance, games)


def test_a_finished_run_is_read_again_and_nothing_is_played(
    tmp_path: Path, stage: Stage, by_chance: Run
) -> None:
    checkpoint = Checkpoint(tmp_path / "run.json", by_chance, 5)
    for _ in finish(by_chance, 5, Alone(stage), checkpoint.finished):
        checkpoint.save(1.0)
    again = Checkpoint(tmp_path / "run.json", by_chance, 5)
    assert list(finish(by_chance, 5, Alone(stage), again.finished)) == []
    assert figures(again.finished.stretches[0]) == unsplit(stage, by_chance, 5)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": 6}, "--seed 5"),
        ({"futures": 65}, "--futures 64"),
        ({"levels": ("random", "analyst")}, "--level random,random"),
        ({"has_report": False}, "with --report"),
        ({"scenario": ScenarioText("x", "title: Other\n")}, "another text"),
    ],
    ids=str,
)
def test_another_run_is_told_what_differs(
    kept: Path, by_chance: Run, change: dict[str, object], told: str
) -> None:
    error = refused(kept, replace(by_chance, **change))
    assert error.code == "other"
    assert told in error.sentence


@pytest.mark.parametrize("change", [{"rules": 99}, {"package": "9.9"}, {"code": "0" * 64}])
def test_games_of_another_version_are_not_mixed_in(
    kept: Path, by_chance: Run, change: dict[str, object]
) -> None:
    other = replace(by_chance.versions, **change)
    error = refused(kept, replace(by_chance, versions=other))
    assert error.code == "other"
    assert str(other) in error.sentence


def test_fewer_games_than_are_there_cannot_be_asked_for(kept: Path, by_chance: Run) -> None:
    assert "games up to 20" in refused(kept, by_chance, 15).sentence


def test_the_scenarios_place_may_differ_but_not_its_text(kept: Path, by_chance: Run) -> None:
    moved = replace(by_chance, scenario=replace(by_chance.scenario, path="elsewhere.yaml"))
    assert Checkpoint(kept, moved, 30).finished.games == 16


def test_a_file_that_breaks_off_anywhere_is_told_and_left_alone(kept: Path, by_chance: Run) -> None:
    whole = kept.read_bytes().rstrip()
    for length in {0, 1, 20, *range(0, len(whole), 97), len(whole) - 1}:
        kept.write_bytes(whole[:length])
        assert refused(kept, by_chance).code in ("cut_off", "damaged", "foreign")
    kept.write_bytes(whole[: len(whole) // 2])
    assert refused(kept, by_chance).code == "cut_off"


def test_a_changed_digit_is_noticed(kept: Path, by_chance: Run) -> None:
    kept.write_text(
        kept.read_text(encoding="utf-8").replace('"games": 10', '"games": 11', 1), encoding="utf-8"
    )
    assert refused(kept, by_chance).code == "damaged"


@pytest.mark.parametrize(
    "content", [b"not ours", b"[]", b"{}", b'{"format": "x"}', b"\xff\xfe\x00", b"[" * 9999]
)
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, by_chance: Run, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refused(path, by_chance).code == "foreign"


@pytest.mark.parametrize("held", [{}, {"run": {}, "parts": [], "seconds": 0}, {"run": 3}, [], 4])
def test_a_file_of_ours_with_anything_in_it_is_told(tmp_path: Path, by_chance: Run, held: object) -> None:
    from game.match.notation import check

    path = tmp_path / "run.json"
    envelope = {"format": FORMAT, "version": 1, "check": check(held), "held": held}
    path.write_text(json.dumps(envelope), encoding="utf-8")
    assert refused(path, by_chance).code == "damaged"


def test_a_newer_files_form_is_told(kept: Path, by_chance: Run) -> None:
    envelope = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps(envelope | {"version": 2}), encoding="utf-8")
    assert refused(kept, by_chance).code == "newer"


def test_a_place_that_cannot_be_written_is_told_before_anything_is_played(
    tmp_path: Path, by_chance: Run
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(CheckpointError) as told:
        Checkpoint(tmp_path / "file" / "run.json", by_chance, 5)
    assert told.value.code == "failed"
    with pytest.raises(CheckpointError):
        Checkpoint(tmp_path, by_chance, 5)
