"""What the back room thinks about while the player does: forecasts, and the computer's decision.

A thread of its own works through small pieces: what the player looks at comes first, the
computer's decision in between. What belongs to a draft that has changed since is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from game.desktop.letters import Fate, Forecast, Forecasts, Prospect, Prospects, RivalSealed, Swing
from game.engine.scope import variable_row
from game.lab.answers import AnswerForecaster
from game.lab.forecast import FUTURES, Forecaster, Range
from game.match.desk import Question
from game.match.match import Match
from game.match.naming import Names
from game.match.seats import Sealed, player_seed, to_decisions

LEAST = 0.25  # a likely change below this is not worth a row
FINE = 1.5  # below this a decimal is shown
RARE = 0.5  # of a hundred trips: fates rarer than this are left out


class Thinking:
    """The thinking for one turn of one match."""

    def __init__(self, match: Match, side: str, tell: Callable[[Any], None]) -> None:
        """Begins when the draft is first told."""
        self.stamp = 0
        self._match, self._side, self._tell = match, side, tell
        self._turn = match.turn
        self._names = Names(match)
        self._rows = self._told_rows()
        self._draft: Sealed | None = None
        self._slots: list[Question] = []
        self._wake = threading.Condition()
        self._is_stopped = False
        self._is_rival_done = match.is_over
        self._thread = threading.Thread(target=self._run, daemon=True)

    # -- from the other thread -----------------------------------------------------------------

    def draft_changed(self, sheet: Sealed, stamp: int) -> None:
        """The player changed something: forecasts begin anew, and will bear `stamp`."""
        with self._wake:
            self.stamp = stamp
            self._draft = sheet
            self._wake.notify_all()
        if not self._thread.is_alive() and not self._is_stopped:
            self._thread.start()

    def think_of(self, question: Question) -> None:
        """The player looks at a question."""
        with self._wake:
            self._slots.append(question)
            self._wake.notify_all()

    def finish(self) -> None:
        """Waits until the computer has decided."""
        with self._wake:
            while not self._is_rival_done and self._thread.is_alive():
                self._wake.wait(0.2)

    def stop(self) -> None:
        """No more pieces are begun."""
        with self._wake:
            self._is_stopped = True
            self._wake.notify_all()

    # -- the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        forecaster = Forecaster(self._match.program, self._side)
        answers = AnswerForecaster(self._match.program, self._side)
        while True:
            with self._wake:
                while not (self._is_stopped or self._draft or self._slots or not self._is_rival_done):
                    self._wake.wait()
                if self._is_stopped:
                    return
                sheet, self._draft = self._draft, None
                question = self._slots.pop() if self._slots and sheet is None else None
                stamp = self.stamp
            if sheet is not None:
                self._latest = sheet
                self._forecast(forecaster, sheet, stamp)
            elif question is not None:
                self._answers(answers, question, stamp)
            elif not self._is_rival_done:
                self._match.seal_players()
                with self._wake:
                    self._is_rival_done = True
                    self._wake.notify_all()
                self._tell(RivalSealed(self._turn))

    _latest = Sealed()

    @property
    def _seed(self) -> int:
        return player_seed(self._match.seed, self._turn, f"{self._side} desk")

    def _forecast(self, forecaster: Forecaster, sheet: Sealed, stamp: int) -> None:
        view = self._match.view(self._side)
        draft = to_decisions(self._match.program, {self._side: sheet})[:, 0]
        found = forecaster.forecast(view, draft, list(self._rows), self._seed)
        told = [(order, self._told(ranges)) for order, ranges in found.options.items()]
        self._tell(Forecasts(stamp, (("", self._told(found.draft)), *told)))

    def _answers(self, answers: AnswerForecaster, question: Question, stamp: int) -> None:
        view = self._match.view(self._side)
        draft = to_decisions(self._match.program, {self._side: self._latest})[:, 0]
        effects = answers.effects(view, draft, question.id, list(self._rows), self._seed)
        told = tuple((f"{question.id}={choice}", self._told(ranges)) for choice, ranges in effects.items())
        self._tell(Forecasts(stamp, told))
        if question.kind != "invitation" or question.person is None:
            return
        found = answers.prospects(view, draft, question.id, question.person.id, question.lead, self._seed)
        stances = self._match.scenario.travel.stances if self._match.scenario.travel is not None else {}
        by_choice = tuple(
            (
                choice,
                tuple(
                    Prospect(stances[stance].title, each.worth, self._fates(each.fates))
                    for stance, each in by_stance.items()
                ),
            )
            for choice, by_stance in found.items()
        )
        self._tell(Prospects(stamp, question.id, by_choice))

    def _fates(self, odds: Mapping[str, float]) -> tuple[Fate, ...]:
        travel = self._match.scenario.travel
        assert travel is not None
        found = [
            Fate(travel.outcomes[outcome].label or outcome, round(100 * share))
            for outcome, share in odds.items()
            if 100 * share >= RARE
        ]
        return tuple(sorted(found, key=lambda fate: -fate.in_100))

    def _told_rows(self) -> dict[str, tuple[str, str]]:
        """The rows worth telling of: own and shared values that are not hidden, nor the purse."""
        rules = self._match.program.rules
        return {
            variable_row(variable.id, variable.side): (variable.id, variable.side)
            for variable in rules.variables
            if variable.side in ("", self._side)
            and variable.id != rules.currency
            and not self._match.scenario.variables[variable.id].hidden
        }

    def _told(self, ranges: Mapping[str, Range]) -> Forecast:
        swings = []
        for row, found in ranges.items():
            if max(abs(found.low), abs(found.middle), abs(found.high)) < LEAST:
                continue
            variable, side = self._rows[row]
            written = self._match.scenario.variables[variable]
            digits = self._names.digits(variable)
            if max(abs(found.low), abs(found.high)) < FINE:
                digits = max(digits, 1)
            swings.append(
                Swing(variable, side, written.label, found.low + 0.0, found.middle + 0.0, found.high + 0.0,
                      digits, written.good)
            )  # fmt: skip
        return Forecast(tuple(swings), FUTURES)
