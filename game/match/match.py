"""A match: a scenario, a seed, two seats, and the list of sealed orders; all else follows.

States, records and digests are computed from these and can be computed again. Nothing here
knows a screen, a file or a clock. A turn is sealed by each side and resolved when both have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from game.engine import intelligence, luck, turn
from game.engine.ledger import Record
from game.engine.orders import judge_set
from game.engine.program import Program
from game.engine.state import State
from game.match.draft import Draft
from game.match.seats import Sealed, Seat, from_decisions, player_seed, to_decisions
from game.scenario.scenario import Scenario


class MatchError(Exception):
    """Something was asked of a match that its course does not allow."""


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """The scenario's file as it was read: what a save keeps of it."""

    path: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal, with line ends as on Unix."""
        return sha256(self.text.replace("\r\n", "\n").encode()).hexdigest()


class Match:
    """One game being played."""

    def __init__(
        self,
        scenario: Scenario,
        program: Program,
        seed: int,
        seats: Sequence[Seat],
        source: ScenarioText,
        *,
        forked_from: int = 0,
    ) -> None:
        """Opens the game. `seats` are by position of the sides; `forked_from` is told in saves."""
        if tuple(seat.side for seat in seats) != program.rules.sides:
            raise MatchError("A match needs one seat for each side, in the scenario's order.")
        self.scenario = scenario
        self.program = program
        self.seed = seed
        self.seats = (seats[0], seats[1])
        self.source = source
        self.forked_from = forked_from
        self.states: list[State] = [turn.open_games(program, luck.game_seeds(seed, 1))]
        self.records: list[Record] = []
        self.sealed: list[Mapping[str, Sealed]] = []
        self._pending: dict[str, Sealed] = {}
        self._drafts: dict[str, Draft] = {}
        self._reasons: dict[tuple[int, str], tuple[str, ...]] = {}

    @property
    def sides(self) -> tuple[str, str]:
        """The two sides, in order."""
        return self.program.rules.sides

    @property
    def state(self) -> State:
        """The state now: that of the turn to be decided, or the final one."""
        return self.states[-1]

    @property
    def turn(self) -> int:
        """The turn to be decided, from 1; one past the last played once the game is over."""
        return len(self.sealed) + 1

    @property
    def is_over(self) -> bool:
        """Whether an ending has come."""
        return self.state.is_over()

    @property
    def label(self) -> str:
        """What the calendar calls the turn to be decided; the last turn once the game is over."""
        return self.label_of(min(self.turn, self.program.rules.turns))

    def label_of(self, number: int) -> str:
        """What the calendar calls a turn, e.g. `Q2 2025`."""
        return self.scenario.turn_label(number)

    def rival(self, side: str) -> str:
        """The other side."""
        first, second = self.sides
        return second if side == first else first

    def seat(self, side: str) -> Seat:
        """The seat of a side."""
        return self.seats[self.sides.index(side)]

    def draft(self, side: str) -> Draft:
        """The open sheet of `side` for this turn; the same object until the turn is resolved."""
        if side not in self._drafts:
            self._drafts[side] = Draft(self.state, side, self._pending.get(side))
        return self._drafts[side]

    def fill_draft(self, side: str, sheet: Sealed) -> None:
        """Opens the sheet of `side` with these orders and answers, if they are legal together."""
        self._drafts[side] = Draft(self.state, side, self._waiting_only(side, sheet, is_explicit=True))

    def view(self, side: str, at: int | None = None) -> State:
        """The state at the start of turn `at` (now) as `side` may believe it, without its luck."""
        return intelligence.view(self.states[(at or self.turn) - 1], side)

    def has_sealed(self, side: str) -> bool:
        """Whether `side` has handed in its orders for this turn."""
        return side in self._pending

    def pending(self) -> Mapping[str, Sealed]:
        """What has been sealed for this turn so far."""
        return dict(self._pending)

    def seal(self, side: str, sheet: Sealed | None = None) -> None:
        """Hands in the draft of `side`, or `sheet`. Only what still waits is kept of the answers.

        Raises MatchError when the game is over, the side has sealed already, or the set is illegal.
        """
        if self.is_over:
            raise MatchError("The game is over.")
        if side in self._pending:
            raise MatchError("This side has sealed its orders already.")
        handed_in = self._waiting_only(side, self.draft(side).sheet() if sheet is None else sheet)
        if Draft(self.state, side, handed_in).sheet() != handed_in:
            raise MatchError("These orders cannot be sealed together.")
        self._pending[side] = handed_in

    def unseal(self, side: str) -> None:
        """Takes an envelope back as long as the turn is not resolved; the draft is as it was."""
        self._pending.pop(side, None)

    def seal_players(self) -> None:
        """Lets every computer player that has not sealed yet decide and seal."""
        for seat in self.seats:
            if seat.player is None or seat.side in self._pending or self.is_over:
                continue
            seed = player_seed(self.seed, self.turn, seat.side)
            decisions = seat.player.decide(self.view(seat.side), seat.side, seed)
            wanted = from_decisions(self.program, seat.side, decisions)
            self.seal(seat.side, self._accepted(wanted, seat.side))
            reasons = getattr(seat.player, "reasons", None)
            if callable(reasons):
                self._reasons[self.turn, seat.side] = tuple(reasons())

    def resolve(self) -> Record:
        """Plays the turn when both have sealed, and returns its record."""
        if len(self._pending) < len(self.sides):
            raise MatchError("Both sides must seal before the turn is resolved.")
        sheets = {side: self._pending[side] for side in self.sides}
        state, record = turn.play_turn_recorded(self.state, to_decisions(self.program, sheets))
        self.states.append(state)
        self.records.append(record)
        self.sealed.append(sheets)
        self._pending.clear()
        self._drafts.clear()
        return record

    def play(self, sheets: Mapping[str, Sealed]) -> Record:
        """Seals for both sides and resolves: how a save is played again."""
        for side in self.sides:
            self.seal(side, sheets[side])
        return self.resolve()

    def digests(self) -> tuple[str, ...]:
        """The digest of the opening state and of the state after every turn."""
        return tuple(state.digest() for state in self.states)

    def reasons(self, number: int, side: str) -> tuple[str, ...]:
        """Why the computer player of `side` decided as it did in a turn; () if it did not say."""
        return self._reasons.get((number, side), ())

    def reasons_of(self, number: int) -> dict[str, tuple[str, ...]]:
        """What both players said of a turn, by side; sides that said nothing are not in it."""
        return {side: said for side in self.sides if (said := self.reasons(number, side))}

    def remember_reasons(self, number: int, reasons: Mapping[str, tuple[str, ...]]) -> None:
        """Keeps what players said of a turn that is played again."""
        self._reasons |= {(number, side): tuple(said) for side, said in reasons.items()}

    def fork(self, number: int, seats: Sequence[Seat] | None = None) -> Match:
        """The same game, under the same luck, as it stood when turn `number` was to be decided."""
        if not 1 <= number <= self.turn:
            raise MatchError(f"There is no turn {number} to go back to.")
        other = Match(
            self.scenario, self.program, self.seed, seats or self.seats, self.source, forked_from=number
        )
        other.states = self.states[:number]
        other.records = self.records[: number - 1]
        other.sealed = self.sealed[: number - 1]
        other._reasons = {key: said for key, said in self._reasons.items() if key[0] < number}
        return other

    def _accepted(self, sheet: Sealed, side: str) -> Sealed:
        """The sheet without what the engine would refuse."""
        decisions = to_decisions(self.program, {side: sheet})[:, 0]
        refused = judge_set(self.state, side, decisions).refused
        return Sealed(
            tuple(order for order in sheet.orders if order not in refused),
            {slot: choice for slot, choice in sheet.answers.items() if slot not in refused},
        )

    def _waiting_only(self, side: str, sheet: Sealed, is_explicit: bool = False) -> Sealed:
        """The sheet without answers to what does not wait; and, unless they are wanted, without
        answers that say what silence says anyway.
        """
        kept = dict(sheet.answers)
        for slot in self.program.answers:
            if slot.side != side or slot.id not in kept:
                continue
            is_default = slot.choices.index(kept[slot.id]) == slot.default
            if (is_default and not is_explicit) or not self.state.rows[slot.waits, 0]:
                del kept[slot.id]
        return Sealed(sheet.orders, kept)
