"""A run is finished by whoever plays, wherever it stood."""

import pytest

from game.lab.crew import Alone, finish
from game.lab.finished import Finished
from game.lab.parts import Piece, Run, Stage, play
from tests.lab.results import figures, unsplit


@pytest.mark.parametrize("done", [[], [Piece(0, 9)], [Piece(5, 3), Piece(11, 9)], [Piece(0, 20)]], ids=str)
def test_what_is_missing_is_played_and_nothing_else(stage: Stage, by_chance: Run, done: list[Piece]) -> None:
    finished = Finished(play(stage, by_chance, piece) for piece in done)
    missing = 20 - finished.games
    assert sum(finish(by_chance, 20, Alone(stage), finished)) == missing
    (whole,) = finished.stretches
    assert figures(whole) == unsplit(stage, by_chance, 20)


def test_a_run_that_is_stopped_keeps_what_was_finished_and_goes_on(stage: Stage, thought_out: Run) -> None:
    finished = Finished()
    parts = finish(thought_out, 20, Alone(stage), finished)
    next(parts)
    parts.close()
    assert 0 < finished.games < 20
    for _ in finish(thought_out, 20, Alone(stage), finished):
        pass
    (whole,) = finished.stretches
    assert figures(whole) == unsplit(stage, thought_out, 20)
