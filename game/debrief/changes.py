"""The biggest changes of the game and their causes, as the ledger has them."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.scope import variable_row
from game.match.account import Cause, Explanation
from game.match.causes import explain
from game.match.match import Match
from game.match.naming import Names

WHOLE_GAME, SINGLE_TURNS = 4, 2
MOST_CAUSES = 7


@dataclass(frozen=True, slots=True)
class Account:
    """An explanation with its causes from the largest; the smaller ones summed up."""

    explanation: Explanation
    causes: tuple[Cause, ...]
    smaller: int  # how many causes are summed up
    smaller_amount: float


def biggest(match: Match) -> list[Account]:
    """The greatest changes over the whole game, then the sharpest of single turns."""
    played = len(match.records)
    if not played:
        return []
    moved = sorted(_moves(match, 0, played), reverse=True)[:WHOLE_GAME]
    accounts = [_account(match, variable, side, 1, played) for share, variable, side in moved if share > 0]
    if played > 1:
        turns = [(*move, turn) for turn in range(1, played + 1) for move in _moves(match, turn - 1, turn)]
        turns.sort(key=lambda move: (-move[0], move[3]))
        told: set[tuple[str, str]] = set()
        for share, variable, side, turn in turns:
            if len(told) < SINGLE_TURNS and share > 0 and (variable, side) not in told:
                told.add((variable, side))
                accounts.append(_account(match, variable, side, turn, turn))
    return accounts


def _moves(match: Match, start: int, end: int) -> list[tuple[float, str, str]]:
    """Share of its range, variable and side, for every value that is shown; the currency aside."""
    names, found = Names(match), []
    for variable in match.program.rules.variables:
        if names.is_currency(variable.id) or match.scenario.variables[variable.id].hidden:
            continue
        low, high = names.range(variable.id)
        row = variable_row(variable.id, variable.side)
        change = match.states[end].value(row) - match.states[start].value(row)
        found.append((abs(change) / ((high - low) or 1.0), variable.id, variable.side))
    return found


def _account(match: Match, variable: str, side: str, first: int, last: int) -> Account:
    beholder = side or match.sides[0]
    explanation = explain(match, beholder, variable, first, last, owner=side, is_open=True)
    causes = sorted(explanation.causes, key=lambda cause: (-abs(cause.exact), cause.title))
    shown = [cause for cause in causes[:MOST_CAUSES] if cause.amount]
    rest = [cause for cause in causes if cause not in shown]
    if len(rest) == 1 and rest[0].amount:
        shown, rest = [*shown, *rest], []
    told = sum(cause.amount for cause in shown)
    left = round(explanation.change - told, explanation.digits)
    return Account(explanation, tuple(shown), len(rest), left)
