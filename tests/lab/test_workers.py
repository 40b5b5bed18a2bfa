"""Worker processes give the same figures, lose nothing when one is killed, and leave nobody behind."""

import multiprocessing
import threading
import time
from contextlib import closing

import pytest

from game.lab.crew import CrewError, finish
from game.lab.finished import Finished, pieces
from game.lab.parts import Piece, Run, Stage
from game.lab.workers import Workers
from tests.lab.results import figures, joined, unsplit

pytestmark = pytest.mark.long  # each worker takes a second or two to begin


@pytest.mark.parametrize("hands", [2, 3])
def test_several_workers_give_the_figures_of_one_process(stage: Stage, by_chance: Run, hands: int) -> None:
    finished = Finished()
    for _ in finish(by_chance, 5000, Workers(hands), finished):
        pass
    assert figures(finished.stretches[0]) == unsplit(stage, by_chance, 5000)
    assert multiprocessing.active_children() == []


def test_thinking_players_decide_the_same_in_workers(stage: Stage, thought_out: Run) -> None:
    parts = list(Workers(2).play(thought_out, pieces([Piece(0, 12)], 2)))
    assert len(parts) == 6
    assert joined(parts) == unsplit(stage, thought_out, 12)


def test_a_worker_that_is_killed_has_its_piece_played_again(stage: Stage, thought_out: Run) -> None:
    with closing(Workers(2).play(thought_out, pieces([Piece(0, 24)], 2))) as playing:
        parts = [next(playing)]
        victim = multiprocessing.active_children()[0]
        victim.kill()
        parts += playing
    assert len(parts) == 12
    assert joined(parts) == unsplit(stage, thought_out, 24)
    assert multiprocessing.active_children() == []


def test_all_workers_killed_at_once_are_replaced(stage: Stage, thought_out: Run) -> None:
    with closing(Workers(2).play(thought_out, pieces([Piece(0, 12)], 2))) as playing:
        parts = [next(playing)]
        for victim in multiprocessing.active_children():
            victim.kill()
        parts += playing
    assert joined(parts) == unsplit(stage, thought_out, 12)


def test_a_piece_that_costs_worker_after_worker_ends_the_run_in_a_sentence(by_chance: Run) -> None:
    is_over = threading.Event()

    def kill_whoever_begins() -> None:
        while not is_over.is_set():
            for victim in multiprocessing.active_children():
                victim.kill()
            time.sleep(0.01)

    killer = threading.Thread(target=kill_whoever_begins)
    killer.start()
    try:
        with pytest.raises(CrewError, match=r"games 0 to 9; .*--workers\.$"):
            list(Workers(1).play(by_chance, [Piece(0, 10)]))
    finally:
        is_over.set()
        killer.join()
    assert multiprocessing.active_children() == []


def test_stopping_ends_workers_that_would_play_for_hours(thought_out: Run) -> None:
    with closing(Workers(2).play(thought_out, [Piece(0, 1), Piece(1, 100_000)])) as playing:
        next(playing)
        began = time.monotonic()
    assert time.monotonic() - began < 5.0
    assert multiprocessing.active_children() == []
