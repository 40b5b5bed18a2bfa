"""The table that a game is played at: the match, and every question that the window may ask of it.

Lives in the back room. Each method answers with plain data (`game.desktop.letters`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from game.desktop import shelf
from game.desktop.letters import Finale, GameView, Handover, Resolved, Shelf, Why
from game.desktop.thinking import Thinking
from game.match import reveals
from game.match.account import Reveal
from game.match.causes import explain
from game.match.clerk import lay_desk, refusal_views
from game.match.match import Match, MatchError
from game.match.opening import new_match
from game.match.phrases import Phrases
from game.match.replay import replay, resume
from game.match.saving import SaveError, SaveFile, read
from game.match.seats import Player, Seat
from game.news.front import front_page
from game.news.model import BackgroundLine, FrontPage
from game.news.outcome import results
from game.news.reasons import place, tally
from game.news.sources import fact_line
from game.opponents.levels import DEFAULT_LEVEL, player


class Table:
    """One player's place. `tell` sends news to the window."""

    def __init__(
        self, tell: Callable[[Any], None], make_debrief: Callable[[Path], Path] | None = None
    ) -> None:
        self._tell = tell
        self._make_debrief = make_debrief
        self._match: Match | None = None
        self._file: SaveFile | None = None
        self._side = ""
        self._next = ""  # the side that is to sit down, where two play
        self._thinking: Thinking | None = None
        self._notice = ""
        self._stamps = count(1)

    # -- opening -------------------------------------------------------------------------------

    def shelf(self) -> Shelf:
        """Scenarios and saved games; the scenarios come one by one as news while they are read."""
        return shelf.read_shelf(self._tell)

    def start(self, path: str, side: str, level: str, seed: int | None) -> GameView:
        """A new game. Raises ScenarioError."""
        chosen = secrets.randbelow(2**32) if seed is None else seed
        own = side

        def seats(sides: tuple[str, str]) -> list[Seat]:
            nonlocal own
            own = own if own in sides else sides[0]
            is_shared = level == shelf.PERSON
            return [Seat(s) if is_shared or s == own else _computer(s, level) for s in sides]

        match = new_match(Path(path), chosen, seats)
        file = SaveFile.of_new_game(match.scenario.title, datetime.now(UTC))
        return self._sit(match, file, own, is_new=True)

    def load(self, path: str) -> GameView | Handover:
        """A saved game to go on with. Raises SaveError."""
        saved = read(Path(path))
        seats = [
            Seat(seat.side, seat.name)
            if seat.is_person
            else _computer(seat.side, seat.setting.get("level", DEFAULT_LEVEL))
            for seat in saved.seats
        ]
        if not any(seat.is_person for seat in seats):
            seats[0] = Seat(seats[0].side)
        played = replay(saved, Path(path), seats)
        match = resume(saved, played)
        people = [seat.side for seat in seats if seat.is_person]
        own = next((side for side in people if not match.has_sealed(side)), people[0])
        file = SaveFile(Path(path))
        if not played.is_same:
            file = SaveFile.of_new_game(saved.title, datetime.now(UTC))
            self._notice = played.sentence
        view = self._sit(match, file, own)
        return view if self._sits_alone or match.is_over else self._handover(own)

    def back(self, turn: int) -> GameView:
        """The game as it stood before a turn, as another game under the same luck."""
        match = self.match.fork(turn)
        file = SaveFile.of_new_game(match.scenario.title, datetime.now(UTC))
        return self._sit(match, file, self._side)

    def leave(self) -> bool:
        """Leaves the table; the game is saved."""
        self._stop_thinking()
        if self._match is not None:
            self._save()
        self._match = None
        return True

    def close(self) -> None:
        """The window is gone."""
        self.leave()

    def _sit(self, match: Match, file: SaveFile, side: str, *, is_new: bool = False) -> GameView:
        self._stop_thinking()
        self._match, self._file, self._side = match, file, side
        self._save()
        self._thinking = Thinking(match, side, self._tell)
        return self._view(with_page=True, is_new=is_new)

    @property
    def match(self) -> Match:
        """The game being played. Raises MatchError when there is none."""
        if self._match is None:
            raise MatchError("No game is open.")
        return self._match

    @property
    def _sits_alone(self) -> bool:
        """Whether one person plays here, against the computer."""
        return sum(seat.is_person for seat in self.match.seats) == 1

    def _handover(self, side: str) -> Handover:
        """The seat is for `side` now; the other side looks away."""
        match = self.match
        self._next = side
        self._stop_thinking()
        desk = lay_desk(match, side)
        sealed = match.has_sealed(match.rival(side))
        return Handover(desk.side, desk.rival, sealed, desk.label, desk.turn, desk.turns, desk.gauge)

    def take_seat(self) -> Resolved | GameView:
        """The side that was waited for sits down: its view, with the turn before if there was one."""
        match = self.match
        self._side = self._next
        self._thinking = Thinking(match, self._side, self._tell)
        view = self._view(with_page=True, is_new=True)
        if not match.records:
            return view
        shown = reveals.reveal(match, self._side, len(match.records))
        return Resolved(shown, view, view.desk, None)

    # -- looking -------------------------------------------------------------------------------

    def page(self, turn: int) -> FrontPage:
        """The paper of a turn."""
        return front_page(self.match, self._side, turn)

    def log(self) -> tuple[Reveal, ...]:
        """Every turn played, as this side may know it."""
        return tuple(
            reveals.reveal(self.match, self._side, turn) for turn in range(1, len(self.match.records) + 1)
        )

    def why(self, variable: str, first: int, last: int) -> Why:
        """The causes of a value's change over some turns."""
        account = explain(self.match, self._side, variable, first, last)
        cited = list(dict.fromkeys(fact for cause in account.causes for fact in cause.cites))
        return Why(
            account,
            tuple(place(cause) for cause in account.causes),
            tally(account),
            self.match.scenario.variables[variable].about,
            self.sources(tuple(cited[:6])),
        )

    def sources(self, cites: tuple[str, ...]) -> tuple[BackgroundLine, ...]:
        """The facts cited, as lines."""
        lines = (fact_line(self.match, fact, self.match.turn) for fact in cites)
        return tuple(line for line in lines if line is not None)

    # -- deciding ------------------------------------------------------------------------------

    def toggle(self, order: str) -> GameView:
        """Chooses an order or takes it back."""
        return self._changed(self.match.draft(self._side).toggle(order))

    def answer(self, slot: str, choice: str) -> GameView:
        """Answers what waits."""
        return self._changed(self.match.draft(self._side).answer(slot, choice))

    def clear(self, slot: str) -> GameView:
        """Leaves a question to silence again."""
        self.match.draft(self._side).clear(slot)
        return self._changed(())

    def undo(self) -> GameView:
        """Takes the last change back."""
        self.match.draft(self._side).undo()
        return self._changed(())

    def redo(self) -> GameView:
        """Makes the change taken back again."""
        self.match.draft(self._side).redo()
        return self._changed(())

    def _changed(self, refused: Any) -> GameView:
        if refused:
            views = refusal_views(self.match, self._side, refused)
            self._notice = " ".join(view.text for view in views)
        else:
            self._save()
        return self._view()

    def think_of(self, slot: str) -> bool:
        """Asks for what may come of the answers to a question; it comes as news."""
        desk = lay_desk(self.match, self._side)
        every = [*desk.questions, *([desk.stance] if desk.stance is not None else [])]
        question = next((each for each in every if each.id == slot), None)
        if self._thinking is not None and question is not None:
            self._thinking.think_of(question)
        return True

    def seal(self) -> Resolved | Handover:
        """Seals, waits for the computer, resolves; or hands over to the other side. Raises MatchError."""
        match, side = self.match, self._side
        assert self._thinking is not None
        before = lay_desk(match, side)
        match.seal(side)
        self._save()
        rival = match.rival(side)
        if not self._sits_alone and not match.has_sealed(rival):
            return self._handover(rival)
        self._thinking.finish()
        match.seal_players()
        match.resolve()
        number = len(match.records)
        self._save()
        finale = self._finale() if match.is_over else None
        self._stop_thinking()
        if not self._sits_alone:
            if finale is None:
                return self._handover(match.sides[0])
            side = ""  # at the end both may look, and nothing is hidden
        shown = reveals.reveal(match, side, number)
        if finale is None:
            self._thinking = Thinking(match, side, self._tell)
        return Resolved(shown, self._view(with_page=True), before, finale)

    def finale(self) -> Finale | None:
        """How the game ended; None while it goes on."""
        return self._finale() if self.match.is_over else None

    def debrief(self) -> str:
        """Makes the debrief's page and gives its path; "" if this build cannot."""
        if self._make_debrief is None or self._file is None:
            return ""
        return str(self._make_debrief(self._file.path))

    def _finale(self) -> Finale:
        match = self.match
        told = results(match)
        ending = reveals.ending(match)
        assert ending is not None
        assert self._file is not None
        rival = match.rival(self._side)
        turns = range(1, len(match.records) + 1)
        phrases = Phrases(match)
        given = tuple((match.label_of(turn), phrases.reasons(turn, rival)) for turn in turns)
        return Finale(
            ending, told.title, told.text, told.better, told.world, told.blame, str(self._file.path),
            tuple((label, reasons) for label, reasons in given if reasons),
        )  # fmt: skip

    # -- keeping -------------------------------------------------------------------------------

    def save(self) -> str:
        """Saves now; the sentence that tells where."""
        self._save()
        assert self._file is not None
        return self._notice or str(self._file.path)

    def _save(self) -> None:
        if self._file is None or self._match is None:
            return
        try:
            self._file.write(self._match, self._match.label)
            self._notice = ""
        except SaveError as error:
            self._notice = error.sentence

    def _view(self, *, with_page: bool = False, is_new: bool = False) -> GameView:
        match = self.match
        draft = match.draft(self._side)
        notice, self._notice = self._notice, ""
        if self._thinking is not None and not match.is_over:
            self._thinking.draft_changed(draft.sheet(), next(self._stamps))
        return GameView(
            desk=lay_desk(match, self._side),
            title=match.scenario.title,
            general=match.scenario.briefing,
            level=str(match.seat(match.rival(self._side)).setting.get("level", "")),
            can_undo=draft.can_undo,
            can_redo=draft.can_redo,
            save_name=self._file.path.name if self._file is not None else "",
            page=front_page(match, self._side) if with_page else None,
            notice=notice,
            is_new=is_new and not match.records,
            stamp=self._thinking.stamp if self._thinking is not None else 0,
        )

    def _stop_thinking(self) -> None:
        if self._thinking is not None:
            self._thinking.stop()
            self._thinking = None


def _computer(side: str, level: str) -> Seat:
    sitting: Player = player(level)
    return Seat(side, sitting.name, sitting, {"level": level})
