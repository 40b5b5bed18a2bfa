"""Lays the desk: reads a match's states once, and gives one side what it may see."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.engine.orders import Refusal, purse_of
from game.engine.scope import variable_row
from game.match import figures
from game.match.cardbox import Cardbox
from game.match.desk import (
    BalanceView,
    Desk,
    EstimateView,
    GaugeView,
    KnownPolicy,
    PartView,
    PurseView,
    RefusalView,
    SideView,
    StandingView,
    VariableView,
)
from game.match.knowledge import Knowledge
from game.match.match import Match
from game.match.naming import Names
from game.match.reveals import happenings


def lay_desk(match: Match, side: str) -> Desk:
    """The desk of `side` for the turn to be decided, with its draft as it stands."""
    return _Clerk(match, side).desk()


def refusal_views(match: Match, side: str, refused: Sequence[Refusal]) -> tuple[RefusalView, ...]:
    """The engine's refusals in words."""
    return Cardbox(match, side).refusals(refused)


def side_view(match: Match, side: str) -> SideView:
    """A side as the scenario describes it."""
    written = match.scenario.sides[side]
    return SideView(
        id=side,
        position=match.sides.index(side),
        name=written.name,
        capital=written.capital,
        adjective=written.adjective,
        aim=written.aim,
        briefing=written.briefing,
        place=written.place or "",
    )


class _Clerk:
    """One laying of a desk."""

    def __init__(self, match: Match, side: str) -> None:
        self.match = match
        self.side = side
        self.rival = match.rival(side)
        self.rules = match.program.rules
        self.names = Names(match)
        self.box = Cardbox(match, side)
        self.view = match.view(side)

    def desk(self) -> Desk:
        """Everything together."""
        match, box = self.match, self.box
        questions = box.questions()
        people = box.roster.people()
        turns = self.rules.turns
        return Desk(
            side=side_view(match, self.side),
            rival=side_view(match, self.rival),
            turn=match.turn,
            turns=turns,
            label=match.label,
            previous_label=match.label_of(match.turn - 1) if match.turn > 1 else "",
            is_over=match.is_over,
            purse=self._purse(),
            gauge=self._gauge() if self.rules.gauge else None,
            balance=self._balance(),
            variables=self._variables(),
            estimates=self._estimates(),
            standing=self._standing(),
            families=box.families(),
            orders=box.orders(),
            orders_allowed=self.rules.orders_a_turn,
            orders_chosen=len(box.draft.orders),
            accords=box.accords(),
            questions=tuple(question for question in questions if question.kind != "stance"),
            stance=next((question for question in questions if question.kind == "stance"), None),
            people=people,
            places=box.roster.places(),
            trips=box.roster.trips(people),
            rival_policies=self._rival_policies(),
            happenings=happenings(match, self.side, len(match.records)) if match.records else (),
            newly_legal=self._newly_legal(),
        )

    # -- values --------------------------------------------------------------------------------

    def _history(self, row: str, variable: str) -> tuple[float, ...]:
        digits = self.names.digits(variable)
        to_units = figures.to_floor_units if self.names.is_currency(variable) else figures.to_units
        return tuple(
            figures.from_units(to_units(state.value(row), digits), digits) for state in self.match.states
        )

    def _variables(self) -> tuple[VariableView, ...]:
        views = []
        for variable in self.rules.variables:
            written = self.match.scenario.variables[variable.id]
            if variable.side not in ("", self.side) or written.hidden:
                continue
            history = self._history(variable_row(variable.id, variable.side), variable.id)
            digits = self.names.digits(variable.id)
            low, high = self.names.range(variable.id)
            views.append(
                VariableView(
                    id=variable.id,
                    label=written.label,
                    icon=written.icon or "",
                    value=history[-1],
                    text=figures.text(history[-1], digits),
                    digits=digits,
                    change=_change(history, digits),
                    history=history,
                    good=written.good,
                    low=low,
                    high=high,
                    marks=self.names.marks(variable.id),
                    about=written.about,
                    is_shared=not variable.side,
                    is_headline=variable.id in self.match.scenario.roles.headline,
                )
            )
        return tuple(views)

    def _estimates(self) -> tuple[EstimateView, ...]:
        views = []
        for variable in self.rules.variables:
            if variable.side == self.rival and not self.match.scenario.variables[variable.id].hidden:
                views.append(self._estimate(variable.id))
        return tuple(views)

    def _estimate(self, variable: str) -> EstimateView:
        written = self.match.scenario.variables[variable]
        digits = self.names.digits(variable)
        least, most = self.names.range(variable)
        name = f"{variable}:{self.side}"
        is_known = not self.match.state.has(f"estimate:{name}")
        row = variable_row(variable, self.rival) if is_known else f"estimate:{name}"
        values = [min(max(state.value(row), least), most) for state in self.match.states]
        band = 0.0 if is_known else self.match.state.value(f"band:{name}")
        history = tuple(figures.shown(value, digits) for value in values)
        own = self.match.state.value(variable_row(variable, self.side))
        return EstimateView(
            id=variable,
            label=written.label,
            icon=written.icon or "",
            low=figures.shown(max(values[-1] - band, least), digits),
            middle=history[-1],
            high=figures.shown(min(values[-1] + band, most), digits),
            digits=digits,
            good=written.good,
            range_low=least,
            range_high=most,
            own=figures.shown(own, digits),
            change=_change(history, digits),
            is_known=is_known,
            history=history,
        )

    def _purse(self) -> PurseView:
        currency = self.rules.currency
        written = self.match.scenario.variables[currency]
        held = purse_of(self.match.state, self.side)
        committed = self.box.draft.cost
        history = self._history(variable_row(currency, self.side), currency)
        upkeep = sum(
            order.upkeep
            for order in self.rules.orders
            if order.side == self.side
            and order.is_policy
            and self.match.state.value(f"in_force:{order.id}")
            and order.id not in self.box.draft.orders
        )
        left = math.floor(held - committed + 1e-9)
        return PurseView(
            id=currency,
            name=written.label,
            icon=written.icon or "",
            value=int(history[-1]),
            limit=math.floor(self.names.range(currency)[1]),
            committed=int(history[-1]) - left,
            left=left,
            upkeep=figures.tidy(upkeep),
            change=int(_change(history, 0)),
        )

    def _gauge(self) -> GaugeView:
        gauge = self.rules.gauge
        history = self._history(variable_row(gauge, ""), gauge)
        digits = self.names.digits(gauge)
        marks = self.names.marks(gauge)
        reached = [mark for mark in marks if mark[0] <= history[-1]]
        ahead = [mark for mark in marks if mark[0] > history[-1]]
        low, high = self.names.range(gauge)
        return GaugeView(
            id=gauge,
            label=self.names.variable(gauge),
            value=history[-1],
            change=_change(history, digits),
            low=low,
            high=high,
            mark=reached[-1][1] if reached else "",
            mark_at=reached[-1][0] if reached else low,
            next_mark=ahead[0][1] if ahead else "",
            next_mark_at=ahead[0][0] if ahead else high,
            marks=marks,
        )

    def _balance(self) -> BalanceView | None:
        variable = self.match.scenario.roles.balance
        if not variable:
            return None
        estimate = self._estimate(variable)
        low, high = self.names.range(variable)
        return BalanceView(
            id=variable,
            label=estimate.label,
            middle=round(estimate.own - estimate.middle, estimate.digits),
            low=round(estimate.own - estimate.high, estimate.digits),
            high=round(estimate.own - estimate.low, estimate.digits),
            span=high - low,
        )

    def _standing(self) -> StandingView:
        state, view, turn = self.match.state, self.view, self.match.turn
        position = self.match.sides.index(self.side)
        parts = tuple(
            PartView(
                part,
                self.names.part(part),
                figures.shown(state.value(f"part:{part}:{self.side}"), 1),
                figures.shown(view.value(f"part:{part}:{self.rival}"), 1),
            )
            for part, _ in self.rules.score.parts[position]
        )
        counts = self.rules.score.counts
        return StandingView(
            own=figures.shown(state.value(f"standing:{self.side}"), 1),
            rival=figures.shown(view.value(f"standing:{self.rival}"), 1),
            own_banked=figures.shown(state.value(f"banked:{self.side}"), 1),
            rival_banked=figures.shown(view.value(f"banked:{self.rival}"), 1),
            parts=parts,
            counts=tuple((at, round(100 * weight, 1)) for at, weight in counts),
            next_count=next((at for at, _ in counts if at >= turn), 0),
        )

    # -- the rest ------------------------------------------------------------------------------

    def _rival_policies(self) -> tuple[KnownPolicy, ...]:
        knowledge, last = Knowledge(self.match, self.side), len(self.match.records)
        found = []
        for order in self.rules.orders:
            if order.side != self.rival or not order.is_policy or not last:
                continue
            row = f"in_force:{order.id}"
            if not self.match.state.value(row) or not knowledge.order(order.id, last):
                continue
            since = last
            while since > 1 and self.match.states[since - 1].value(row):
                since -= 1
            found.append(
                KnownPolicy(
                    order=order.id,
                    title=self.names.order(order.id),
                    text=self.names.order_text(order.id),
                    visibility=order.visibility,
                    turn=since,
                )
            )
        return tuple(found)

    def _newly_legal(self) -> tuple[str, ...]:
        if len(self.match.states) < 2:
            return ()
        before, now = self.match.states[-2], self.match.state
        return tuple(
            slot.order.id
            for slot in self.box.slots
            if now.rows[slot.legal, 0] and not before.rows[slot.legal, 0]
        )


def _change(history: Sequence[float], digits: int) -> float:
    return round(history[-1] - history[-2], digits) if len(history) > 1 else 0.0
