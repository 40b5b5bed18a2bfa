"""Two computer players, shown to the end: for whoever wants to look on, or has no keyboard here."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from game.match.match import Match
from game.match.opening import new_match
from game.match.phrases import Phrases
from game.match.saving import SaveError, SaveFile
from game.scenario.problems import ScenarioError
from game.terminal import telling
from game.terminal.company import computer_seats
from game.terminal.page import Page


def run(
    scenario_path: Path,
    levels: tuple[str, str],
    seed: int,
    *,
    has_reasons: bool = False,
    save_to: Path | None = None,
    stdout: TextIO,
) -> int:
    """Plays a game of two computer players and tells every turn with nothing hidden; the exit code.

    `levels` are by position of the sides. `has_reasons` lets them say why; `save_to` keeps the game.
    """
    page = Page(stdout)
    try:
        match = new_match(scenario_path, seed, lambda sides: computer_seats(sides, levels))
    except ScenarioError as error:
        page.line(str(error))
        return 1
    page.heading(match.scenario.title)
    page.line(match.scenario.summary)
    for seat in match.seats:
        page.line(f"{telling.capital(match, seat.side)}: {seat.name}.", 2)
    page.line(f"Seed {seed}.", 2)
    while not match.is_over:
        match.seal_players()
        match.resolve()
        _tell(match, page, has_reasons)
    page.items(telling.ending_lines(match), 0)
    if save_to is not None:
        try:
            SaveFile(save_to).write(match, match.label)
            page.line(f"Saved as {save_to}.")
        except SaveError as error:
            page.line(error.sentence)
    page.flush()
    return 0


def _tell(match: Match, page: Page, has_reasons: bool) -> None:
    """The turn last played, with reasons if they are wanted."""
    turn = len(match.records)
    page.items(telling.reveal_lines(match, "", turn), 0)
    for side in match.sides if has_reasons else ():
        reasons = Phrases(match).reasons(turn, side)
        if reasons:
            page.line(f"Why {telling.capital(match, side)} did so:", 2)
            page.items(reasons, 4)
    page.flush()
