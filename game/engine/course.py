"""What the phases of a turn share while they are compiled: masks, sums of effects, notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.builder import Builder
from game.engine.expressions import Const
from game.engine.program import AnswerSlot, ChanceInfo, EntryInfo, HappeningInfo, OrderSlot, Trip
from game.engine.rules import (
    GONE,
    HELD,
    HOME,
    STATUSES,
    Attempt,
    Condition,
    Effect,
    Need,
    Rules,
    Source,
)
from game.engine.scope import Scope, variable_row

BLAME_LIMIT = 1e6
CODE = {status: float(code) for code, status in enumerate(STATUSES)}


@dataclass
class Notes:
    """What a section records when a ledger is kept."""

    entries: list[EntryInfo] = field(default_factory=list)
    chances: list[ChanceInfo] = field(default_factory=list)
    happenings: list[HappeningInfo] = field(default_factory=list)


@dataclass
class Course:
    """One turn while it is compiled."""

    builder: Builder
    rules: Rules
    orders: tuple[OrderSlot, ...]
    answers: tuple[AnswerSlot, ...]
    trips: tuple[Trip, ...]
    rows: list[str]  # names of the state rows
    is_start: bool = False  # before the first turn
    notes: Notes | None = None  # None: this section keeps no ledger
    taken: dict[str, int] = field(default_factory=dict)  # order -> 1 if it is accepted
    effective: dict[str, int] = field(default_factory=dict)  # order -> 1 if it takes effect
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)  # answer -> mask by choice
    stances: dict[str, int] = field(default_factory=dict)  # side -> index of its stance
    accepted: dict[str, int] = field(default_factory=dict)  # accord -> 1 if it is concluded by answer
    pending: dict[str, int] = field(default_factory=dict)  # pending row -> amount ordered now
    _streaks: dict[str, int] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """What formulas may read in this phase."""
        return Scope(
            self.builder,
            self.rules,
            self.trips,
            taking_effect=self.effective,
            stances=self.stances or None,
        )

    def rival(self, side: str) -> str:
        """The other side."""
        first, second = self.rules.sides
        return second if side == first else first

    def choice_needs(self, answer: AnswerSlot, index: int) -> tuple[Need, ...]:
        """What a choice of an answer needs."""
        if answer.kind == "stance":
            return self.rules.stances[index].needs[self.rules.sides.index(answer.side)]
        if answer.kind == "accord":
            return ()
        if answer.kind == "invitation":
            return next(i for i in self.rules.invitations if i.id == answer.subject).choices[index].needs
        event = next(e for e in self.rules.events if e.id == answer.subject)
        return event.choices[event.asks.index(answer.side)][index].needs

    def holds(self, name: str, condition: Condition, scope: Scope) -> int:
        """1 where a condition has held for as long as it must; `end_phase` keeps the count."""
        b = self.builder
        now = scope.truth(condition.expr)
        if condition.turns == 1:
            return now
        count = b.mul(now, b.min(b.add(b.row(f"streak:{name}"), b.const(1.0)), b.const(condition.turns)))
        self._streaks[f"streak:{name}"] = count
        return b.le(b.const(condition.turns), count)

    def end_phase(self) -> None:
        """Stores the counts of conditions that were looked at."""
        self.builder.write(self._streaks)
        self._streaks = {}

    def happened(
        self, kind: str, subject: str, side: str, mask: int, detail: str = "", someone: int | None = None
    ) -> None:
        """Has it recorded where `mask` is 1."""
        if self.notes is None or self.builder.number(mask) == 0.0:
            return
        person_note = -1 if someone is None else self.builder.note(someone, mask)
        note = self.builder.note(mask)
        self.notes.happenings.append(HappeningInfo(kind, subject, side, note, detail, person_note))

    def chance(
        self,
        draw: tuple[str, int],
        in_play: int,
        odds: int,
        source: Source,
        side: str,
        order: str = "",
        person: str = "",
    ) -> int:
        """1 where something in play comes about by its odds; `draw` is the name and half of its luck."""
        b = self.builder
        if b.number(odds) == 1.0 or b.number(in_play) == 0.0:
            return in_play
        roll = b.draw(*draw)
        if self.notes is not None:
            slots = (b.note(in_play), b.note(odds, in_play), b.note(roll, in_play))
            self.notes.chances.append(ChanceInfo(source, side, person, *slots, order=order))
        return b.mul(in_play, b.lt(roll, odds))

    def pick(self, name: str, eligible: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
        """Draws one of the eligible: (index, mask) pairs in, the same out with one mask left at 1.

        Also gives the index + 1 of the one that was drawn, 0 for nobody.
        """
        b = self.builder
        eligible = [(index, mask) for index, mask in eligible if b.number(mask) != 0.0]
        code = b.const(0.0)
        if len(eligible) == 1:
            index, mask = eligible[0]
            return eligible, b.mul(mask, b.const(index + 1))
        count = b.const(0.0)
        for _, mask in eligible:
            count = b.add(count, mask)
        # the draw lies below 1, so the point lies below the count
        point = b.trunc(b.mul(b.draw(name), count))
        drawn: list[tuple[int, int]] = []
        before = b.const(0.0)
        for index, mask in eligible:
            one = b.mul(mask, b.eq(before, point))
            drawn.append((index, one))
            code = b.add(code, b.mul(one, b.const(index + 1)))
            before = b.add(before, mask)
        return drawn, code


class Tally:
    """The effects of one phase: all read the same snapshot, and are applied together at its end."""

    def __init__(self, course: Course, phase: str) -> None:
        self.course = course
        self.phase = phase
        self._totals: dict[tuple[str, str], int] = {}  # (variable, side) -> sum so far
        self._pushes: dict[tuple[str, str], int] = {}  # (blame, actor) -> sum so far
        # of the rule at hand: where it acts -> change on the grid -> how often: a count of masks
        self._changes: dict[tuple[str, str], dict[int, int]] = {}
        self._rule = ""
        self._moves: dict[int, list[tuple[int, str]]] = {}

    def add(self, effect: Effect, mask: int, scope: Scope, order: str = "", person: str = "") -> None:
        """One effect, where `mask` is 1."""
        b = self.course.builder
        if b.number(mask) == 0.0:
            return
        change = b.snap(scope.value(effect.change))
        self._count(effect, change, mask)
        self.enter(effect, b.mul(mask, change), order, person)

    def amount(self, effect: Effect, mask: int, scope: Scope) -> int:
        """An effect's change on the grid, 0 where `mask` is 0."""
        b = self.course.builder
        return b.mul(mask, b.snap(scope.value(effect.change)))

    def add_amount(self, effect: Effect, amount: int, order: str = "", person: str = "") -> None:
        """A change that was worked out before."""
        self._count(effect, amount, self.course.builder.const(1.0))
        self.enter(effect, amount, order, person)

    def add_total(self, variable: str, side: str, amount: int) -> None:
        """A change whose entries are made one by one, with `enter`."""
        self._count(
            Effect(variable, side, Const(0.0), Source("", "")), amount, self.course.builder.const(1.0)
        )

    def _count(self, effect: Effect, change: int, mask: int) -> None:
        """Counts equal changes of one rule together: on the grid that is exact, and less to do."""
        b = self.course.builder
        if b.number(change) == 0.0:
            return
        if effect.source.id != self._rule:
            self._settle()
            self._rule = effect.source.id
        places = [((effect.variable, effect.side), change)]
        if effect.actor and effect.variable == self.course.rules.gauge:
            places.append((("blame", effect.actor), b.max(change, b.const(0.0))))
        for place, amount in places:
            counts = self._changes.setdefault(place, {})
            counts[amount] = b.add(counts.get(amount, b.const(0.0)), mask)

    def _settle(self) -> None:
        b = self.course.builder
        for place, counts in self._changes.items():
            totals = self._pushes if place[0] == "blame" else self._totals
            for change, count in counts.items():
                totals[place] = b.add(totals.get(place, b.const(0.0)), b.mul(count, change))
        self._changes = {}

    def enter(self, effect: Effect, amount: int, order: str = "", person: str = "") -> None:
        """Has an amount recorded as an entry of the ledger."""
        notes = self.course.notes
        if notes is not None and self.course.builder.number(amount) != 0.0:
            slot = self.course.builder.note(amount)
            info = EntryInfo(
                effect.variable, effect.side, effect.source, effect.actor, self.phase, slot, order, person
            )
            notes.entries.append(info)

    def attempt(self, attempt: Attempt, mask: int, name: str, source: Source, side: str, scope: Scope,
                order: str = "", person: str = "") -> int:  # fmt: skip
        """What a choice or order does; 1 where it came off."""
        b = self.course.builder
        scope = scope.rolling(name)
        for effect in attempt.always:
            self.add(effect, mask, scope, order, person)
        if attempt.odds is None:
            came_off = mask
        else:
            came_off = self.course.chance(
                (name, 0), mask, scope.odds(attempt.odds), source, side, order, person
            )
        for effect in attempt.success:
            self.add(effect, came_off, scope, order, person)
        if attempt.failure:
            failed = b.both(mask, b.negate(came_off))
            for effect in attempt.failure:
                self.add(effect, failed, scope, order, person)
        return came_off

    def move(self, person: int, mask: int, status: str) -> None:
        """Gives a person a status where `mask` is 1."""
        if self.course.builder.number(mask) != 0.0:
            self._moves.setdefault(person, []).append((mask, status))

    def move_someone(self, someone: int, mask: int, status: str, side: str) -> None:
        """As `move`, for a person drawn while the game runs."""
        b = self.course.builder
        for index, person in enumerate(self.course.rules.people):
            if person.side == side:
                self.move(index, b.mul(mask, b.eq(someone, b.const(index + 1))), status)

    def apply(self) -> None:
        """Ends the phase: sums are limited once, and the limit's share is an entry of its own."""
        b = self.course.builder
        written: dict[str, int] = {}
        self._settle()
        for (variable, side), total in self._totals.items():
            name = variable_row(variable, side)
            low, high = b.layout.bounds[b.layout.index[name]]
            raw = b.add(b.row(name), total)
            new = b.clamp(raw, low, high)
            if new != raw:
                limit = Effect(variable, side, Const(0.0), Source("limit", variable))
                self.enter(limit, b.sub(new, raw))
            written[name] = new
        for (kind, actor), total in self._pushes.items():
            name = f"{kind}:{actor}"
            written[name] = b.min(b.add(b.row(name), total), b.const(BLAME_LIMIT))
        for index, moves in self._moves.items():
            self._apply_moves(index, moves, written)
        b.write(written)
        self.course.end_phase()

    def _apply_moves(self, index: int, moves: list[tuple[int, str]], written: dict[str, int]) -> None:
        b, person = self.course.builder, self.course.rules.people[index]
        names = {key: f"{key}:{person.id}" for key in ("status", "turns_held", "times_held")}
        old = status = b.row(names["status"])
        for mask, to in moves:
            status = b.choose(mask, b.const(CODE[to]), status)
        written[names["status"]] = status
        stays = b.const(1.0)
        for mask, to in moves:
            if to in (HOME, GONE):
                stays = b.both(stays, b.negate(mask))
        for row in (f"{name}:{person.id}" for name in ("trip", "left", "lead")):
            if row in b.layout.index:
                written[row] = b.mul(b.row(row), stays)
        held = b.eq(status, b.const(CODE[HELD]))
        if any(to == HELD for _, to in moves) and names["times_held"] in b.layout.index:
            newly = b.mul(held, b.negate(b.eq(old, b.const(CODE[HELD]))))
            written[names["times_held"]] = b.add(b.row(names["times_held"]), newly)
        if any(to != HELD for _, to in moves):
            written[names["turns_held"]] = b.mul(b.row(names["turns_held"]), held)
