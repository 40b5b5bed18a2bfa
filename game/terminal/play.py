"""Opens a game for the terminal, new or saved, and plays it: the entry point of `play --text`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from game.match.match import Match
from game.match.opening import new_match
from game.match.replay import replay, resume
from game.match.saving import SaveError, SaveFile, read
from game.match.seats import Seat
from game.scenario.problems import ScenarioError
from game.terminal import watch
from game.terminal.company import player, seats_for
from game.terminal.keyboard import Keyboard
from game.terminal.page import Page
from game.terminal.session import Opened, Session

WATCHED_LEVEL = "analyst"


def run(
    scenario_path: Path,
    side: str,
    level: str,
    seed: int,
    load: Path | None = None,
    *,
    stdin: TextIO,
    stdout: TextIO,
) -> int:
    """Plays a game in text; the exit code.

    `side` is the person's ("" for the first), `level` the opponent's; with level `person` two people
    share the terminal. `load` goes on with a saved game. Where nobody can type, a game of two
    computer players is shown instead.
    """
    page = Page(stdout)
    keyboard = Keyboard(stdin, stdout)
    if not keyboard.is_there():
        page.line("Nobody can type here: two computer players play instead.")
        return watch.run(scenario_path, (WATCHED_LEVEL, WATCHED_LEVEL), seed, stdout=stdout)
    try:
        opened = open_save(load) if load is not None else open_new(scenario_path, side, level, seed)
    except SaveError as error:
        page.line(error.sentence)
        return 1
    except ScenarioError as error:
        page.line(str(error))
        return 1
    except KeyError as error:
        page.line(f"This scenario has no side {error.args[0]}.")
        return 2
    session = Session(opened, page, keyboard, open_save, fork)
    return session.run()


def open_new(scenario_path: Path, side: str, level: str, seed: int) -> Opened:
    """A new game. Raises ScenarioError, or KeyError for a side that the scenario lacks."""
    match = new_match(scenario_path, seed, lambda sides: seats_for(sides, side, level))
    return Opened(match, SaveFile.of_new_game(match.scenario.title, datetime.now(UTC)))


def open_save(path: Path) -> Opened:
    """A saved game to go on with. Raises SaveError."""
    saved = read(path)
    played = replay(saved, path, [_seat(s.side, s.name, s.is_person, dict(s.setting)) for s in saved.seats])
    match = resume(saved, played)
    if played.is_same:
        return Opened(match, SaveFile(path), (f"{saved.title}, {saved.label}: the game goes on.",))
    file = SaveFile.of_new_game(saved.title, datetime.now(UTC))
    return Opened(
        match, file, (played.sentence, f"It goes on from turn {match.turn} in a new file; {path.name} stays.")
    )


def fork(match: Match, turn: int) -> Opened:
    """The game as it stood before a turn, as a game of its own under the same luck."""
    file = SaveFile.of_new_game(match.scenario.title, datetime.now(UTC))
    told = f"Back at turn {turn}, as a new game under the same luck. The other one stays saved."
    return Opened(match.fork(turn), file, (told,))


def _seat(side: str, name: str, is_person: bool, setting: dict[str, str]) -> Seat:
    if is_person:
        return Seat(side, name)
    return Seat(side, name, player(setting.get("level", WATCHED_LEVEL)), setting)
