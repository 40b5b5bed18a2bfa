"""The matrix finds what differs, and says what it could not run."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.matrix.__main__ import DIFFERENT, EQUAL, NOT_RUN, Result, judged, play, run, with_equal_notes
from tests.matrix.games import goldens
from tests.matrix.places import Place, UnavailableError, here, rebuilt
from tests.matrix.plan import COMPILED, NUMPY, Process, Row


def _as_ever() -> dict[str, Any]:
    """An answer of a player in which nothing differs."""
    return {name: {"turns": lines, "notes": lines} for name, lines in goldens()["turns"].items()}


def _nowhere() -> Place:
    raise UnavailableError("no such machine")


def test_a_digest_that_differs_is_told_with_scenario_game_and_turn() -> None:
    answer = copy.deepcopy(_as_ever())
    links = answer["small"]["turns"][3].split()
    answer["small"]["turns"][3] = " ".join([*links[:4], *("00000000" for _ in links[4:])])
    result = judged(Row("executor", "numpy"), answer)
    assert result.kind == DIFFERENT
    assert result.words == "small: game 3 of seed 2025 differs from turn 4 on (1 of 10 games differ)"
    assert judged(Row("executor", "numpy"), _as_ever()).kind == EQUAL


def test_a_scenario_that_was_not_played_is_a_difference() -> None:
    answer = _as_ever()
    del answer["second"]
    assert judged(Row("executor", "numpy"), answer).words == "second: only expected"


def test_a_record_that_differs_from_the_first_is_a_difference() -> None:
    other = copy.deepcopy(_as_ever())
    other["new"]["notes"][0] = other["new"]["notes"][1]
    results = [Result(Row("batch", "1"), EQUAL, "", _as_ever()), Result(Row("batch", "2"), EQUAL, "", other)]
    first, second = with_equal_notes(results)
    assert (first.kind, second.kind) == (EQUAL, DIFFERENT)
    assert second.words.startswith("what is noted in new: game 0")


def test_what_cannot_be_had_is_not_run_and_says_why() -> None:
    lines: list[str] = []
    process = Process(_nowhere, (Row("machine", "of another kind"),))
    assert run([process], lines.append) == 1, "nothing was compared, so nothing is proved"
    assert lines == [
        "machine  of another kind  not run: no such machine",
        "0 equal, 0 different, 1 not run",
    ]


def test_an_executor_that_is_not_there_is_not_run() -> None:
    (result,) = play(Process(here, (Row("executor", "abacus", "abacus"),)))
    assert (result.kind, result.words.split(" is ")[0]) == (NOT_RUN, "the abacus executor")


def test_a_player_that_breaks_is_a_difference() -> None:
    (result,) = play(Process(here, (Row("executor", "numpy"),), {"PYTHONHASHSEED": "no number"}))
    assert result.kind == DIFFERENT
    assert result.words.startswith("it broke: ")


@pytest.mark.long
def test_one_row_that_differs_makes_the_command_fail(tmp_path: Path) -> None:
    """Arithmetic that is only nearly right: without rounding to the grid, since (x + a) - a is x."""
    lines: list[str] = []
    processes = [
        Process(here, (Row("executor", "numpy", NUMPY),)),
        Process(lambda: rebuilt(tmp_path, ("-ffast-math",)), (Row("arithmetic", "loose", COMPILED),)),
    ]
    code = run(processes, lines.append)
    if "not run" in lines[1]:
        pytest.skip(lines[1])
    assert code == 1
    assert lines[0].endswith("equal")
    assert "differs from" in lines[1]
