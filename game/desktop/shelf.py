"""What can be played: the scenario files, and the saved games of the player's folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from game.desktop.letters import SaveCard, ScenarioCard, Shelf, SideCard
from game.match.notation import Saved
from game.match.saving import saves
from game.opponents.levels import levels
from game.scenario import catalogue, reading
from game.scenario.scenario import Scenario

PERSON = "person"  # the level that means a second person at the same machine


def read_shelf(tell: Callable[[Any], None]) -> Shelf:
    """All of it; while the files are read, `tell` gets the shelf as far as it is known."""
    paths = catalogue.files()
    kept = tuple(_save_card(path, saved, problem) for path, saved, problem in _saved())
    first = str(catalogue.find(catalogue.default())) if catalogue.names() else ""
    cards: list[ScenarioCard] = []
    shelf = Shelf((), kept, (*levels(), PERSON), first)
    for path in paths:
        cards.append(_card(path))
        shelf = replace(shelf, scenarios=tuple(cards))
        if len(cards) < len(paths):
            tell(shelf)
    return shelf


def _card(path: Path) -> ScenarioCard:
    scenario, problems = reading.read(path)
    errors = [problem for problem in problems if problem.is_error]
    if scenario is None or errors:
        told = str(errors[0]) if errors else "?"
        return ScenarioCard(str(path), path.stem, path.stem, problem=told)
    return ScenarioCard(
        path=str(path),
        stem=path.stem,
        title=scenario.title,
        summary=scenario.summary,
        minutes=scenario.minutes or 0,
        turns=scenario.calendar.turns,
        badge=_badge(scenario),
        sides=tuple(
            SideCard(id_, side.name, side.capital or side.name, side.aim)
            for id_, side in scenario.sides.items()
        ),
    )


def _badge(scenario: Scenario) -> str:
    """What most of the orders rest on: facts as soon as a quarter of them cites some."""
    badges = Counter(order.badge for order in scenario.orders.values() if order.badge)
    whole = sum(badges.values())
    if not whole:
        return ""
    if badges["fact"] >= whole / 4:
        return "fact"
    return badges.most_common(1)[0][0]


def _saved() -> list[tuple[Path, Saved | None, str]]:
    return [
        (entry.path, entry.saved, entry.problem.sentence if entry.problem is not None else "")
        for entry in saves()
    ]


def _save_card(path: Path, saved: Saved | None, problem: str) -> SaveCard:
    if saved is None:
        return SaveCard(str(path), path.name, problem=problem)
    position = next((at for at, seat in enumerate(saved.seats) if seat.is_person), 0)
    try:
        when = f"{datetime.fromisoformat(saved.saved_at).astimezone():%d %b %Y, %H:%M}"
    except ValueError:
        when = ""
    return SaveCard(
        str(path), saved.title, saved.label, when, saved.seats[position].side, position, saved.is_over
    )
