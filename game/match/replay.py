"""Plays a saved game again from its seed and its sealed orders, and compares every digest.

The same function opens a saved game to go on with it: what comes out the same is the game.
Should the rules have changed since, it is opened as far as it still comes out the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.engine.turn import RULES_VERSION
from game.match.match import Match, MatchError
from game.match.notation import Saved
from game.match.opening import program_of, scenario_from_text
from game.match.saving import SaveError
from game.match.seats import Sealed, Seat
from game.scenario.problems import ScenarioError


@dataclass(frozen=True, slots=True)
class Replay:
    """A saved game played again. `differs_at` is the first turn whose state differs, or None;
    0 is the opening. `match` stands before that turn, and at the end of the save if none differs.
    """

    match: Match
    turns: int
    differs_at: int | None
    expected: str
    got: str
    rules_version: int  # under which it was saved

    @property
    def is_same(self) -> bool:
        """Whether all came out the same."""
        return self.differs_at is None

    @property
    def sentence(self) -> str:
        """The result, for a player."""
        if self.differs_at is None:
            turns = "one turn" if self.turns == 1 else f"{self.turns} turns"
            return f"The same, turn by turn: {turns}, last digest {self.got[:16]}."
        where = f"turn {self.differs_at}" if self.differs_at else "the opening"
        got = self.got[:16] or "nothing"
        told = f"It differs from {where} on: {self.expected[:16]} was saved, {got} came out."
        if self.rules_version != RULES_VERSION:
            told += f" It was saved under rules {self.rules_version}; these are rules {RULES_VERSION}."
        return told


def replay(saved: Saved, path: Path, seats: Sequence[Seat] | None = None) -> Replay:
    """Plays a saved game again. `path` is told in errors; `seats` default to the saved names.

    Raises SaveError where the scenario in it can no longer be read.
    """
    try:
        scenario = scenario_from_text(saved.scenario.text, saved.scenario.path)
    except ScenarioError as error:
        raise SaveError("unreadable", path, str(error).splitlines()[0]) from error
    program = program_of(scenario)
    if tuple(seat.side for seat in saved.seats) != program.rules.sides:
        raise SaveError("damaged", path, "seats")
    chairs = seats or [Seat(seat.side, seat.name, None, seat.setting) for seat in saved.seats]
    match = Match(scenario, program, saved.seed, chairs, saved.scenario, forked_from=saved.forked_from)
    opening = match.state.digest()
    if opening != saved.opening:
        return Replay(match, 0, 0, saved.opening, opening, saved.rules_version)
    for number, turn in enumerate(saved.turns, 1):
        got = _played(match, turn.sealed)
        match.remember_reasons(number, turn.reasons)
        if got != turn.digest:
            stopped = match.fork(number)
            stopped.forked_from = saved.forked_from
            return Replay(stopped, len(saved.turns), number, turn.digest, got, saved.rules_version)
    return Replay(match, len(saved.turns), None, "", match.state.digest(), saved.rules_version)


def _played(match: Match, sealed: Mapping[str, Sealed]) -> str:
    """The digest after a turn, or "" if what was sealed cannot be sealed any more."""
    try:
        match.play(sealed)
    except (MatchError, KeyError):
        return ""
    return match.state.digest()


def resume(saved: Saved, played: Replay) -> Match:
    """The match of a replay, with what was sealed or drafted in the turn that waits."""
    match = played.match
    if played.differs_at is not None or match.is_over:
        return match
    for side in match.sides:
        try:
            if side in saved.drafts:
                match.fill_draft(side, saved.drafts[side])
            if side in saved.pending:
                match.seal(side, saved.pending[side])
        except (MatchError, KeyError):
            continue  # a draft is a convenience: a game without it is whole
    return match
