"""Opens a match: a scenario's file or text read, lowered and compiled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from game.datafiles import data_root
from game.engine.compiler import compile_rules
from game.engine.program import Program
from game.match.match import Match, ScenarioText
from game.match.seats import Seat
from game.scenario import reading
from game.scenario.facts import facts_beside
from game.scenario.lowering import lower
from game.scenario.scenario import Scenario


def new_match(path: Path, seed: int, seats: Callable[[tuple[str, str]], Sequence[Seat]]) -> Match:
    """A new game of the scenario at `path`. Raises ScenarioError if it cannot be played.

    `seats` gives the seats for the scenario's two sides.
    """
    scenario = reading.load(path)
    program = program_of(scenario)
    text = ScenarioText(str(path), path.read_text(encoding="utf-8-sig"))
    return Match(scenario, program, seed, seats(program.rules.sides), text)


def program_of(scenario: Scenario) -> Program:
    """The compiled rules of a scenario."""
    return compile_rules(lower(scenario))


def scenario_from_text(text: str, path: str) -> Scenario:
    """The scenario that a saved game holds. Raises ScenarioError.

    `path` is where it was read; if that is not on this machine, it is read as if it were shipped,
    so that it finds the facts that it cites.
    """
    place = Path(path)
    if not facts_beside(place).is_file():
        place = data_root() / "scenarios" / place.name
    return reading.load_text(text, place)
