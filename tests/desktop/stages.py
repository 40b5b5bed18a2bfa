"""Every screen with sample data, by name: for pictures and for what must hold of all layouts."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.letters import GameView, Handover
from game.desktop.scene import Scene
from game.desktop.scenes.briefing import Briefing
from game.desktop.scenes.desk import DeskScene
from game.desktop.scenes.ending import Ending
from game.desktop.scenes.handover import HandoverScene
from game.desktop.scenes.help import Help
from game.desktop.scenes.notice import Notice, SealCheck
from game.desktop.scenes.order import OrderPanel
from game.desktop.scenes.paper import Paper
from game.desktop.scenes.pause import Back, Pause
from game.desktop.scenes.person import PersonPanel
from game.desktop.scenes.question import QuestionScene
from game.desktop.scenes.reveal import RevealScene
from game.desktop.scenes.saves import Saves
from game.desktop.scenes.sealed import Sealed
from game.desktop.scenes.settings import SettingsPanel
from game.desktop.scenes.title import Title
from game.desktop.scenes.why import EstimatePanel, WhyPanel
from game.desktop.session import Session
from game.desktop.stage import Stage
from tests.desktop import samples, tales

Maker = Callable[[Stage, Session], Scene]


def session_of(stage: Stage, game: GameView | None = None) -> Session:
    """A session that holds the samples, with nobody to ask."""
    session = Session(stage)
    session.game = game or samples.game()
    session.forecasts = samples.forecasts()
    session.forecasts.update(
        {f"invitation:summit={choice}": session.forecasts[""] for choice in ("go", "briefed")}
    )
    session.prospects = {"invitation:summit": tales.prospects()}
    session.reveals = [tales.reveal()]
    session.shelf = tales.shelf()
    return session


def _desk(page: str, group: str = "people") -> Maker:
    def make(stage: Stage, session: Session) -> Scene:
        scene = DeskScene(stage, session)
        scene.page, scene.group = page, group
        return scene

    return make


def _reveal(stage: Stage, session: Session) -> Scene:
    return RevealScene(stage, session, tales.reveal(), samples.desk(), is_again=True)


def _handover(stage: Stage, session: Session) -> Scene:
    desk = samples.desk()
    told = Handover(desk.rival, desk.side, True, desk.label, desk.turn, desk.turns, desk.gauge)
    return HandoverScene(stage, session, told)


def _why(stage: Stage, session: Session) -> Scene:
    scene = WhyPanel(stage, session, "exposure")
    scene._found = tales.why()
    return scene


SCREENS: dict[str, Maker] = {
    "title": Title,
    "briefing": Briefing,
    "paper": lambda stage, session: Paper(stage, session, tales.page(), lambda: None),
    "desk": _desk("map"),
    "desk_waiting": _desk("map", "waiting"),
    "desk_own": _desk("own"),
    "desk_rival": _desk("rival"),
    "desk_people": _desk("people"),
    "desk_in_force": _desk("in_force"),
    "desk_score": _desk("score"),
    "desk_trends": _desk("trends"),
    "desk_log": _desk("log"),
    "travel": lambda stage, session: QuestionScene(stage, session, "invitation:summit"),
    "event": lambda stage, session: QuestionScene(stage, session, "event:reporters"),
    "stance": lambda stage, session: QuestionScene(stage, session, "stance"),
    "sealed": Sealed,
    "handover": _handover,
    "reveal": _reveal,
    "ending": lambda stage, session: Ending(stage, session, tales.finale()),
    "why": _why,
    "estimate": lambda stage, session: EstimatePanel(stage, session, "capability"),
    "order": lambda stage, session: OrderPanel(stage, session, "travel_guidance"),
    "order_locked": lambda stage, session: OrderPanel(stage, session, "discreet_hiring"),
    "person": lambda stage, session: PersonPanel(stage, session, "gao"),
    "pause": Pause,
    "back": Back,
    "saves": Saves,
    "settings": lambda stage, session: SettingsPanel(stage),
    "help": lambda stage, session: Help(stage),
    "notice": lambda stage, session: Notice(stage, "A word", "The disk is full: nothing was lost."),
    "seal_check": lambda stage, session: SealCheck(stage, session, samples.desk().questions),
}


def show(stage: Stage, name: str) -> Session:
    """Puts a screen on the stage, panels over the desk; the session is returned."""
    session = session_of(stage)
    scene = SCREENS[name](stage, session)
    if scene.is_panel:
        stage.open(_desk("map")(stage, session))
    stage.open(scene)
    return session
