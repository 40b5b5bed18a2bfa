"""A resolved turn as one side may see it: both sides' doings, chance, what moved, what befell whom."""

from __future__ import annotations

import math

from game.engine.ledger import Chance, Happening, Record
from game.engine.scope import variable_row
from game.engine.turn import question_values
from game.match import desk, figures
from game.match.account import (
    AnswerShown,
    ChanceShown,
    EndingShown,
    Move,
    OrderShown,
    Reveal,
    SideShown,
)
from game.match.causes import explain, person_behind
from game.match.knowledge import Knowledge
from game.match.match import Match
from game.match.naming import Names, background, fill, origin
from game.match.phrases import Phrases

_TOLD = {
    "outcome",
    "event",
    "exposed",
    "lapsed",
    "concluded",
    "ended",
    "broken",
    "found",
    "moved",
    "returned",
}


def reveal(match: Match, side: str, turn: int) -> Reveal:
    """What `side` sees of a turn that was played; with side "" nothing is hidden."""
    return _Revealer(match, side, turn).reveal()


def happenings(match: Match, side: str, turn: int) -> tuple[desk.Happening, ...]:
    """What befell whom in a turn, as far as `side` is told; with side "" everything."""
    return _Revealer(match, side, turn).told()


def ending(match: Match) -> EndingShown | None:
    """How the game ended; None while it goes on."""
    state = match.state
    if not match.is_over:
        return None
    rule = match.program.rules.endings[int(state.value("ended")) - 1]
    written = match.scenario.endings[rule.source.id]
    winner = int(state.value("winner"))
    world = figures.shown(state.value("world"), 0)
    described = match.scenario.world
    bands = sorted(described.bands.items()) if described is not None else []
    reached = [text for floor, text in bands if floor <= world]
    asked = question_values(state)
    _, _, own = rule.id.partition("@")
    values = Phrases(match).values(own)
    first, second = match.sides
    return EndingShown(
        id=rule.id,
        title=fill(written.title, values),
        text=fill(written.text, values),
        winner=match.sides[winner - 1] if winner else "",
        payoffs=(
            figures.shown(state.value(f"payoff:{first}"), 1),
            figures.shown(state.value(f"payoff:{second}"), 1),
        ),
        world=world,
        world_text=reached[-1] if reached else "",
        blame=(
            figures.shown(state.value(f"blame:{first}"), 0),
            figures.shown(state.value(f"blame:{second}"), 0),
        ),
        is_blame_told=written.blame,
        questions=tuple(
            question.ask
            for question, value in zip(match.scenario.discussion, asked[:, 0], strict=True)
            if value
        ),
    )


class _Revealer:
    """One turn, one beholder."""

    def __init__(self, match: Match, side: str, turn: int) -> None:
        self.match = match
        self.side = side
        self.turn = turn
        self.names = Names(match)
        self.phrases = Phrases(match)
        self.knowledge = Knowledge(match, side)
        self.record: Record = match.records[turn - 1]
        self.known = [h for h in self.record.happenings() if self.knowledge.happening(h, turn)]

    def reveal(self) -> Reveal:
        """All of it."""
        first, second = self.match.sides
        is_last = self.turn == len(self.match.records)
        return Reveal(
            turn=self.turn,
            label=self.match.label_of(self.turn),
            sides=(self._doings(first), self._doings(second)),
            chances=tuple(
                self._chance(chance)
                for chance in self.record.chances()
                if self.knowledge.chance(chance, self.turn)
            ),
            moves=self._moves(),
            told=self.told(),
            ending=ending(self.match) if is_last else None,
        )

    # -- doings --------------------------------------------------------------------------------

    def _doings(self, side: str) -> SideShown:
        mine = [happening for happening in self.known if happening.side == side]
        lifted = {happening.subject for happening in mine if happening.kind == "lifted"}
        orders = tuple(
            self._order(happening.subject, "lifted" if happening.subject in lifted else "ordered")
            for happening in mine
            if happening.kind == "ordered"
        )
        answers = tuple(
            self._answer(happening)
            for happening in mine
            if happening.kind == "chosen" and not happening.subject.startswith("stance:")
        )
        is_open = self.knowledge.is_open or side == self.side
        stances = self.match.program.rules.stances
        stance = ""
        if stances and is_open:
            code = int(self.match.states[self.turn].value(f"stance:{side}"))
            stance = self.match.scenario.travel.stances[stances[code].id].title
        limit = self.match.program.rules.orders_a_turn
        return SideShown(side, orders, answers, stance, is_all=is_open or len(orders) >= limit)

    def _order(self, order: str, verb: str) -> OrderShown:
        rule = next(slot.order for slot in self.match.program.orders if slot.order.id == order)
        slot = next(slot for slot in self.match.program.orders if slot.order.id == order)
        written = self.names.written_order(order)
        effects = []
        for entry in self.record.entries():
            is_visible = self.knowledge.is_open or entry.side in ("", self.side)
            if entry.order != order or not is_visible or entry.phase in ("pay", "upkeep", "delayed"):
                continue
            digits = self.names.digits(entry.variable)
            effects.append((entry.variable, entry.side, figures.shown(entry.amount, digits)))
        return OrderShown(
            order=order,
            title=self.names.order(order),
            text=self.names.order_text(order),
            cost=math.ceil(float(self.match.states[self.turn - 1].rows[slot.cost, 0])),
            visibility=rule.visibility,
            badge=written.badge or "",
            verb=verb,
            effects=tuple(effects),
        )

    def _answer(self, happening: Happening) -> AnswerShown:
        slot = next(
            slot
            for slot in self.match.program.answers
            if f"{slot.kind}:{slot.subject}" == happening.subject and slot.side == happening.side
        )
        values = self.phrases.values(happening.side, happening.person, turn=self.turn)
        label, _ = self.phrases.choice(slot, slot.choices.index(happening.detail))
        return AnswerShown(
            slot=slot.id,
            title=fill(self.phrases.question(slot)[0], values),
            choice=happening.detail,
            label=fill(label, values),
            person=happening.person,
        )

    # -- chance --------------------------------------------------------------------------------

    def _chance(self, chance: Chance) -> ChanceShown:
        odds, roll = in_hundred(chance.odds, chance.roll)
        return ChanceShown(
            title=self.phrases.chance(chance, person_behind(self.record, chance.source)),
            side=chance.side,
            person=chance.person,
            odds_in_100=odds,
            roll_in_100=roll,
            happened=chance.happened,
            kind=chance.source.kind,
            id=chance.source.id,
        )

    # -- what moved ----------------------------------------------------------------------------

    def _moves(self) -> tuple[Move, ...]:
        moves = []
        for variable in self.match.program.rules.variables:
            if self.match.scenario.variables[variable.id].hidden:
                continue
            if self.knowledge.is_open or variable.side in ("", self.side):
                moves.append(self._move(variable.id, variable.side))
        if not self.knowledge.is_open:
            rival = self.match.rival(self.side)
            moves += [
                self._believed(variable.id, rival)
                for variable in self.match.program.rules.variables
                if variable.side == rival and not self.match.scenario.variables[variable.id].hidden
            ]
        return tuple(moves)

    def _move(self, variable: str, owner: str) -> Move:
        account = explain(
            self.match, self.side or owner, variable, self.turn, owner=owner, is_open=self.knowledge.is_open
        )
        return Move(
            variable=variable,
            side=owner,
            label=account.label,
            icon=self.match.scenario.variables[variable].icon or "",
            before=account.start,
            after=account.end,
            digits=account.digits,
            good=account.good,
            is_estimate=False,
            causes=account.causes,
        )

    def _believed(self, variable: str, rival: str) -> Move:
        digits = self.names.digits(variable)
        row = f"estimate:{variable}:{self.side}"
        if not self.match.state.has(row):
            row = variable_row(variable, rival)
        low, high = self.names.range(variable)
        before, after = (
            figures.shown(min(max(self.match.states[at].value(row), low), high), digits)
            for at in (self.turn - 1, self.turn)
        )
        return Move(
            variable=variable,
            side=rival,
            label=self.names.variable(variable),
            icon=self.match.scenario.variables[variable].icon or "",
            before=before,
            after=after,
            digits=digits,
            good=self.names.good(variable),
            is_estimate=True,
            causes=(),
        )

    # -- what befell whom ----------------------------------------------------------------------

    def told(self) -> tuple[desk.Happening, ...]:
        """What happened to people and between the sides, in the order of the phases."""
        return tuple(self._told(happening) for happening in self.known if happening.kind in _TOLD)

    def _told(self, happening: Happening) -> desk.Happening:
        count = self._occurrence(happening)
        place = self._place(happening.person) if happening.person else ""
        title, text, written = self.phrases.happening(happening, count, self.turn, place)
        return desk.Happening(
            id=happening.subject,
            kind=happening.kind,
            title=title,
            text=text,
            side=happening.side,
            person=happening.person,
            place=place,
            badge=origin(written)[0],
            cites=origin(written)[1],
            background=background(written),
        )

    def _place(self, person: str) -> str:
        """Where a person was in the turn: the place of a trip begun before, or accepted in it."""
        trips = self.match.program.trips
        for at in (self.turn, self.turn - 1):
            state = self.match.states[at]
            if state.has(f"trip:{person}") and (code := int(state.value(f"trip:{person}"))):
                return trips[code].place
        for other in self.record.happenings():
            if other.kind == "chosen" and other.person == person:
                for trip in trips[1:]:
                    if other.subject == f"invitation:{trip.invitation}" and other.detail == trip.choice:
                        return trip.place
        return ""

    def _occurrence(self, happening: Happening) -> int:
        """The how-manieth time in the game it happened, from 1."""
        if happening.kind == "event":
            return int(self.match.states[self.turn].value(f"happened:{happening.subject}"))
        if happening.kind != "outcome":
            return 1
        return sum(
            other.kind == "outcome" and other.subject == happening.subject
            for record in self.match.records[: self.turn]
            for other in record.happenings()
        )


def in_hundred(odds: float, roll: float) -> tuple[int, int]:
    """Odds and roll as whole numbers of 100, so that it happens just when the roll is at most the odds."""
    shown = round(100 * odds) if odds in (0.0, 1.0) else min(max(round(100 * odds), 1), 99)
    rolled = math.floor(100 * roll) + 1
    return shown, min(rolled, shown) if roll < odds else max(rolled, shown + 1)
