"""Forecasts as lines of text: of the whole draft, and of each answer to a question.

They are ranges over futures of what the side may believe, one turn long; the rival's choices in
them are random, since a choice is not luck. For a journey it is told what comes of each answer
against each way in which the host may receive guests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.engine.scope import variable_row
from game.lab.answers import AnswerForecaster
from game.lab.forecast import Forecaster, Range
from game.match.desk import Question
from game.match.match import Match
from game.match.naming import Names
from game.match.seats import player_seed, to_decisions
from game.news.words import listed, signed

_SLIGHT = 0.05  # changes below are not told
_RARE = 0.005  # odds below are not told


def draft_lines(match: Match, side: str) -> Iterator[str]:
    """The likely change by next turn, of what is chosen against choosing nothing."""
    draft = match.draft(side)
    if not draft.orders and not draft.answers:
        yield "Nothing is chosen yet. forecast 1 looks ahead on question 1; read 3 tells what order 3 does."
        return
    rows = _rows(match, side)
    decisions = to_decisions(match.program, {side: draft.sheet()})[:, 0]
    seed = player_seed(match.seed, match.turn, f"forecast {side}")
    told = Forecaster(match.program, side).forecast(match.view(side), decisions, list(rows), seed, orders=())
    lines = list(_ranges(told.draft, rows))
    yield "By next turn, against choosing nothing: the middle of what may come, and 80 futures of 100."
    yield from lines or ["Nothing that can be told apart from no change."]


def question_lines(match: Match, side: str, question: Question) -> Iterator[str]:
    """What may come of each answer, by next turn and, for a journey, by how guests are received."""
    forecaster = AnswerForecaster(match.program, side)
    decisions = to_decisions(match.program, {side: match.draft(side).sheet()})[:, 0]
    seed = player_seed(match.seed, match.turn, f"forecast {side}")
    rows = _rows(match, side)
    told = forecaster.effects(match.view(side), decisions, question.id, list(rows), seed)
    silent = next(choice.label for choice in question.choices if choice.is_default)
    yield f"By next turn, against what silence means ({silent}): the middle, and 80 futures of 100."
    for choice in question.choices:
        if not choice.is_default:
            lines = list(_ranges(told[choice.id], rows))
            yield f"{choice.label}: " + (" ".join(lines) or "nothing that can be told apart from no change.")
    if question.kind == "invitation" and question.person is not None:
        yield from _journey_lines(match, side, question, forecaster)


def _journey_lines(
    match: Match, side: str, question: Question, forecaster: AnswerForecaster
) -> Iterator[str]:
    decisions = to_decisions(match.program, {side: match.draft(side).sheet()})[:, 0]
    seed = player_seed(match.seed, match.turn, f"journey {side}")
    person = question.person.id if question.person else ""
    told = forecaster.prospects(match.view(side), decisions, question.id, person, question.lead, seed)
    slot = forecaster.stances()
    if slot is None:
        return
    travel = match.scenario.travel
    host = Names(match).side(match.rival(side))
    yield f"What comes of it depends on how {host} receives guests, which nobody can tell you."
    yield "Worth is the likely gain of payoff over silence, if the host chooses so:"
    for choice in question.choices:
        for stance in () if choice.is_default else slot.choices:
            prospect = told[choice.id][stance]
            fates = [
                f"{travel.outcomes[outcome].label} {round(100 * odds)} in 100"
                for outcome, odds in prospect.fates.items()
                if odds >= _RARE
            ]
            befalls = f"; {listed(fates)}" if choice.travels and fates else ""
            met = f"if they {_lowered(travel.stances[stance].title)}"
            yield f"{choice.label}, {met}: worth {signed(prospect.worth)}{befalls}."


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _rows(match: Match, side: str) -> dict[str, str]:
    """Labels of the values that the side sees of itself, and of the shared ones, by state row."""
    return {
        variable_row(variable.id, variable.side): match.scenario.variables[variable.id].label
        for variable in match.program.rules.variables
        if variable.side in ("", side) and not match.scenario.variables[variable.id].hidden
    }


def _ranges(told: Mapping[str, Range], rows: Mapping[str, str]) -> Iterator[str]:
    for row, label in rows.items():
        likely = told[row]
        if max(abs(likely.low), abs(likely.high)) < _SLIGHT:
            continue
        if signed(likely.low) == signed(likely.high):
            yield f"{label} {signed(likely.middle)}."
        else:
            yield f"{label} {signed(likely.middle)}, from {signed(likely.low)} to {signed(likely.high)}."
