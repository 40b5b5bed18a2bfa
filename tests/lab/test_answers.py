"""What may come of an answer, before it is given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine.program import Program
from game.engine.state import State
from game.lab.answers import AnswerForecaster
from game.match.match import Match
from game.match.opening import new_match
from game.match.seats import Seat

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
SEED = 11


@pytest.fixture(scope="module")
def match() -> Match:
    return new_match(SMALL, 7, lambda sides: [Seat(side) for side in sides])


@pytest.fixture(scope="module")
def asked(match: Match) -> tuple[str, str, str]:
    """A side, its invitation that waits, and who is invited: in the first turns of the small scenario."""
    for _ in range(5):
        for slot in match.program.answers:
            code = int(match.state.rows[slot.waits, 0])
            if slot.kind == "invitation" and code:
                return slot.side, slot.id, match.program.rules.people[code - 1].id
        for side in match.sides:
            match.seal(side)
        match.resolve()
    raise AssertionError("nobody was invited")


def nothing(program: Program) -> np.ndarray:
    draft = np.zeros(program.decision_rows)
    for slot in program.answers:
        draft[slot.row] = slot.default
    return draft


def own_rows(program: Program, side: str) -> list[str]:
    return [name for name in program.row if name.startswith("variable:") and name.endswith(f":{side}")]


def view_of(match: Match, side: str) -> State:
    return match.view(side)


def test_silence_changes_nothing_against_itself(match: Match, asked: tuple[str, str, str]) -> None:
    side, slot, _ = asked
    answers = AnswerForecaster(match.program, side)
    rows = own_rows(match.program, side)
    found = answers.effects(view_of(match, side), nothing(match.program), slot, rows, SEED)
    question = answers.slot(slot)
    assert set(found) == set(question.choices)
    assert all(each.is_nothing for each in found[question.choices[question.default]].values())
    assert any(not each.is_nothing for choice in question.choices for each in found[choice].values())


def test_every_answer_meets_every_stance(match: Match, asked: tuple[str, str, str]) -> None:
    side, slot, person = asked
    answers = AnswerForecaster(match.program, side)
    found = answers.prospects(view_of(match, side), nothing(match.program), slot, person, 0, SEED)
    stances = answers.stances()
    assert stances is not None
    assert all(tuple(by_stance) == stances.choices for by_stance in found.values())
    shares = [s for by_stance in found.values() for each in by_stance.values() for s in each.fates.values()]
    assert all(0.0 <= share <= 1.0 for share in shares)
    silence = found[answers.slot(slot).choices[answers.slot(slot).default]]
    assert all(each.worth == 0.0 for each in silence.values())


def test_the_same_seed_gives_the_same(match: Match, asked: tuple[str, str, str]) -> None:
    side, slot, person = asked
    draft = nothing(match.program)
    one, two = (
        AnswerForecaster(match.program, side).prospects(view_of(match, side), draft, slot, person, 0, SEED)
        for _ in range(2)
    )
    assert one == two


def test_looking_ahead_leaves_the_game_as_it_is(match: Match, asked: tuple[str, str, str]) -> None:
    side, slot, person = asked
    before = match.state.digest()
    AnswerForecaster(match.program, side).prospects(
        view_of(match, side), nothing(match.program), slot, person, 0, SEED
    )
    assert match.state.digest() == before


def test_an_unknown_question_is_an_error(match: Match) -> None:
    with pytest.raises(KeyError):
        AnswerForecaster(match.program, match.sides[0]).slot("no such")


def test_a_trip_that_begins_later_is_met_by_the_stance_of_that_turn(
    match: Match, asked: tuple[str, str, str]
) -> None:
    side, slot, person = asked
    answers = AnswerForecaster(match.program, side)
    later = answers.prospects(view_of(match, side), nothing(match.program), slot, person, 1, SEED)
    now = answers.prospects(view_of(match, side), nothing(match.program), slot, person, 0, SEED)
    assert later != now
