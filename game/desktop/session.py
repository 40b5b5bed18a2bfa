"""The game as the window knows it: the last view of it, and what is asked of the back room.

Scenes read from here and call its methods; what comes back changes the view and asks for a new
drawing. Which screen follows which is decided here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.desktop.courier import Courier
    from game.desktop.letters import (
        Finale,
        Forecast,
        Forecasts,
        GameView,
        Handover,
        Prospect,
        Resolved,
        Shelf,
        Why,
    )
    from game.desktop.stage import Stage
    from game.match.account import Reveal
    from game.match.desk import Question
    from game.news.model import BackgroundLine, FrontPage


_SCENES = ("briefing", "paper", "desk", "question", "sealed", "reveal", "why", "order", "person", "ending")


class Session:
    """What the scenes share."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.shelf: Shelf | None = None
        self.level = "analyst"
        self.is_opening = False
        self.is_sealing = False
        self.is_rival_done = False
        self.game: GameView | None = None
        self.forecasts: dict[str, Forecast] = {}
        self.prospects: dict[str, dict[str, tuple[Prospect, ...]]] = {}
        self.reveals: list[Reveal] = []
        self.resolved: Resolved | None = None
        self._facts: dict[tuple[str, ...], tuple[BackgroundLine, ...]] = {}
        self._stamp = 0
        self._early: list[Forecasts] = []  # forecasts can come before the view that they belong to
        self._courier: Courier | None = None

    # -- the line ------------------------------------------------------------------------------

    def connect(self, courier: Courier) -> None:
        """From now on there is someone to ask."""
        self._courier = courier
        courier.on_error(self._failed)
        courier.on_news(self._heard)
        self.read_shelf()

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._courier is not None and self._courier.is_busy

    def _ask(self, what: str, *args: object, then: Any = lambda _: None) -> None:
        if self._courier is not None:
            self._courier.ask(what, *args, then=then)

    def _failed(self, sentence: str) -> None:
        from game.desktop.scenes.notice import Notice

        self.is_opening = self.is_sealing = False
        say = self.stage.words.say
        text = sentence or say("notice.lost")
        self.stage.open(Notice(self.stage, say("notice.title"), text))

    def _heard(self, news: object) -> None:
        """What the back room sends unasked."""
        from game.desktop.letters import Forecasts, Prospects, RivalSealed, Shelf

        if isinstance(news, Shelf):
            self.shelf = news
        elif isinstance(news, RivalSealed):
            self.is_rival_done = self.game is not None and news.turn == self.game.desk.turn
        elif isinstance(news, Forecasts):
            self._early = [early for early in self._early if early.stamp >= self._stamp] + [news]
            self._take_forecasts()
        elif isinstance(news, Prospects):
            self.prospects[news.slot] = dict(news.by_choice)
        self.stage.touch()

    # -- opening -------------------------------------------------------------------------------

    def read_shelf(self) -> None:
        """Asks what can be played."""

        def got(shelf: Shelf) -> None:
            self.shelf = shelf
            for name in _SCENES:  # while nobody is in a hurry
                import_module(f"game.desktop.scenes.{name}")

        self._ask("shelf", then=got)

    def start(self, path: str, side: str, level: str, seed: int | None) -> None:
        """Begins a game."""
        self.is_opening = True
        self.level = level
        self._ask("start", path, side, level, seed, then=self._opened)

    def load(self, path: str) -> None:
        """Goes on with a saved game."""
        self.is_opening = True
        self._ask("load", path, then=self._opened)

    def back(self, turn: int) -> None:
        """Goes back to a turn, as another game."""
        self._ask("back", turn, then=self._opened)

    def _opened(self, game: GameView | Handover) -> None:
        from game.desktop.letters import Handover
        from game.desktop.scenes.briefing import Briefing
        from game.desktop.scenes.desk import DeskScene

        self.is_opening = self.is_sealing = False
        self.reveals, self.resolved = [], None
        self._facts = {}
        if isinstance(game, Handover):
            self._hand_over(game)
            return
        self._new_turn(game)
        if game.is_new:
            self.stage.replace(Briefing(self.stage, self))
        elif game.desk.is_over:
            self._ask("finale", then=self._ended)
        else:
            self.stage.replace(DeskScene(self.stage, self))
        self._show_notice(game)

    def _hand_over(self, handover: Handover) -> None:
        """The other side sits down; nothing of this one's stays on the screen."""
        from game.desktop.scenes.handover import HandoverScene

        self.game, self.reveals, self.resolved = None, [], None
        self.is_sealing = False
        self.stage.replace(HandoverScene(self.stage, self, handover))

    def take_seat(self) -> None:
        """The side that was waited for is here."""
        from game.desktop.letters import Resolved

        def seated(found: Resolved | GameView) -> None:
            if isinstance(found, Resolved):
                self._resolved(found)
            else:
                self._opened(found)

        self._ask("take_seat", then=seated)

    def to_title(self) -> None:
        """Leaves the game; it is saved."""
        from game.desktop.scenes.title import Title

        self._ask("leave")
        self.game = None
        self.stage.replace(Title(self.stage, self))

    # -- the turn ------------------------------------------------------------------------------

    def _new_turn(self, game: GameView) -> None:
        self.forecasts, self.prospects = {}, {}
        self.is_rival_done = False
        self._take(game)

    def _take(self, game: GameView) -> None:
        if game.stamp != self._stamp:
            self.forecasts.pop("", None)
        self.game, self._stamp = game, game.stamp
        self._take_forecasts()
        self.stage.touch()

    def _take_forecasts(self) -> None:
        for early in self._early:
            if early.stamp == self._stamp:
                self.forecasts.update(early.found)

    def _changed(self, game: GameView) -> None:
        self._take(game)
        self._show_notice(game)

    def _show_notice(self, game: GameView) -> None:
        if game.notice:
            from game.desktop.scenes.notice import Notice

            self.stage.open(Notice(self.stage, self.stage.words.say("notice.title"), game.notice))

    def toggle(self, order: str) -> None:
        """Chooses an order or takes it back."""
        self._ask("toggle", order, then=self._changed)

    def answer(self, slot: str, choice: str) -> None:
        """Answers what waits."""
        self._ask("answer", slot, choice, then=self._changed)

    def clear(self, slot: str) -> None:
        """Leaves a question to silence."""
        self._ask("clear", slot, then=self._changed)

    def undo(self) -> None:
        """Takes the last change back."""
        self._ask("undo", then=self._changed)

    def redo(self) -> None:
        """Makes it again."""
        self._ask("redo", then=self._changed)

    def save(self) -> None:
        """Saves now, and says where."""
        from game.desktop.scenes.notice import Notice

        say = self.stage.words.say

        def done(told: str) -> None:
            self.stage.open(Notice(self.stage, say("notice.saved_title"), say("notice.saved", where=told)))

        self._ask("save", then=done)

    def ask_to_seal(self) -> None:
        """Seals at once, or asks first when something waits that has not been answered."""
        if self.game is None or self.is_sealing:
            return
        desk = self.game.desk
        silent = [question for question in desk.questions if not question.is_answered]
        if silent or not desk.orders_chosen:
            from game.desktop.scenes.notice import SealCheck

            self.stage.open(SealCheck(self.stage, self, silent))
        else:
            self.seal()

    def seal(self) -> None:
        """Seals the orders, and waits for the rival."""
        from game.desktop.scenes.sealed import Sealed

        if self.is_sealing:
            return
        self.is_sealing = True
        self.stage.open(Sealed(self.stage, self))
        self._ask("seal", then=self._resolved)

    def _resolved(self, resolved: Resolved | Handover) -> None:
        from game.desktop.letters import Handover
        from game.desktop.scenes.reveal import RevealScene

        self.is_sealing = False
        if isinstance(resolved, Handover):
            self._hand_over(resolved)
            return
        self.resolved = resolved
        self._new_turn(resolved.game)
        self.stage.replace(RevealScene(self.stage, self, resolved.reveal, resolved.before))
        self._show_notice(resolved.game)

    def after_reveal(self) -> None:
        """The ending if there is one, else the morning paper."""
        if self.resolved is not None and self.resolved.finale is not None:
            self._ended(self.resolved.finale)
        else:
            self.to_paper()

    def to_paper(self) -> None:
        """The paper of the turn that begins, and the desk after it."""
        from game.desktop.scenes.paper import Paper

        if self.game is not None and self.game.page is not None:
            self.stage.replace(Paper(self.stage, self, self.game.page, self.to_desk))
        else:
            self.to_desk()

    def to_desk(self) -> None:
        """The desk."""
        from game.desktop.scenes.desk import DeskScene

        self.stage.replace(DeskScene(self.stage, self))

    def _ended(self, finale: Finale) -> None:
        from game.desktop.scenes.ending import Ending

        self.stage.replace(Ending(self.stage, self, finale))

    # -- looking -------------------------------------------------------------------------------

    def question(self, slot: str) -> Question | None:
        """What waits, by its slot."""
        if self.game is None:
            return None
        stance = self.game.desk.stance
        every = [*self.game.desk.questions, *([stance] if stance is not None else [])]
        return next((question for question in every if question.id == slot), None)

    def open_question(self, slot: str) -> None:
        """The travel desk, or an event's choices."""
        from game.desktop.scenes.question import QuestionScene

        self.stage.open(QuestionScene(self.stage, self, slot))
        self._ask("think_of", slot)

    def open_person(self, person: str) -> None:
        """Someone's file."""
        from game.desktop.scenes.person import PersonPanel

        self.stage.open(PersonPanel(self.stage, self, person))

    def explain(self, why: str) -> None:
        """Opens what is behind a number or a card: `variable:x`, `estimate:x`, `order:x`, `question:x`."""
        from game.desktop.scenes.order import OrderPanel
        from game.desktop.scenes.why import EstimatePanel, WhyPanel

        kind, _, name = why.partition(":")
        if self.game is None:
            return
        if kind == "variable":
            self.stage.open(WhyPanel(self.stage, self, name))
        elif kind == "estimate":
            self.stage.open(EstimatePanel(self.stage, self, name))
        elif kind == "order":
            self.stage.open(OrderPanel(self.stage, self, name))
        elif kind == "question":
            self.open_question(name)

    def why(self, variable: str, first: int, last: int, then: Any) -> None:
        """Asks for the causes of a value's change."""

        def got(found: Why) -> None:
            then(found)
            self.stage.touch()

        self._ask("why", variable, first, last, then=got)

    def facts(self, cites: tuple[str, ...]) -> tuple[BackgroundLine, ...]:
        """The facts cited; empty until they have come."""
        if not cites:
            return ()
        if cites not in self._facts:
            self._facts[cites] = ()

            def got(lines: tuple[BackgroundLine, ...]) -> None:
                self._facts[cites] = lines

            self._ask("sources", cites, then=got)
        return self._facts[cites]

    def read_log(self) -> None:
        """Asks for what has been played."""

        def got(reveals: tuple[Reveal, ...]) -> None:
            self.reveals = list(reveals)

        self._ask("log", then=got)

    def open_reveal(self, turn: int) -> None:
        """An earlier turn again, over the desk."""
        from game.desktop.scenes.reveal import RevealScene

        if self.game is None:
            return
        found = next((reveal for reveal in self.reveals if reveal.turn == turn), None)
        if found is not None:
            self.stage.open(RevealScene(self.stage, self, found, self.game.desk, is_again=True))

    def show_paper(self) -> None:
        """The paper of this turn again."""
        from game.desktop.scenes.paper import Paper

        def got(page: FrontPage) -> None:
            scene = Paper(self.stage, self, page, lambda: self.stage.close(scene))
            self.stage.open(scene)

        if self.game is not None:
            self._ask("page", self.game.desk.turn, then=got)

    def debrief(self, then: Any) -> None:
        """Makes the debrief's page; `then` gets its path, or ""."""
        self._ask("debrief", then=then)

    # -- panels --------------------------------------------------------------------------------

    def show_pause(self) -> None:
        """The pause."""
        from game.desktop.scenes.pause import Pause

        self.stage.open(Pause(self.stage, self))

    def show_saves(self) -> None:
        """The list of saved games."""
        from game.desktop.scenes.saves import Saves

        self.read_shelf()
        self.stage.open(Saves(self.stage, self))

    def show_settings(self) -> None:
        """Size of text and window."""
        from game.desktop.scenes.settings import SettingsPanel

        self.stage.open(SettingsPanel(self.stage))

    def show_help(self) -> None:
        """Keys and signs."""
        from game.desktop.scenes.help import Help

        self.stage.open(Help(self.stage))
