"""Games played at random through the drafts of a match, for the tests of news and debrief."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from game.match.match import Match, ScenarioText
from game.match.opening import program_of
from game.match.seats import Seat
from game.scenario import reading

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = tuple(sorted((ROOT / "scenarios").glob("*.yaml")))
SAMPLES = tuple(sorted((ROOT / "tests" / "scenario").glob("*.yaml")))
TEMPLATES = tuple(sorted((ROOT / "scenarios" / "templates").glob("*.yaml")))
SCENARIOS = SHIPPED + SAMPLES + TEMPLATES


@cache
def _compiled(path: Path):
    scenario = reading.load(path)
    return scenario, program_of(scenario)


def new_game(path: Path, seed: int) -> Match:
    """A game of a scenario before its first turn."""
    scenario, program = _compiled(path)
    seats = [Seat(side) for side in program.rules.sides]
    return Match(scenario, program, seed, seats, ScenarioText(path.name, path.read_text(encoding="utf-8")))


def play_on(match: Match, turns: int = 99, boldness: float = 0.7) -> Match:
    """Plays some turns, or to the end: each side answers and orders by luck of the match's seed."""
    for _ in range(turns):
        if match.is_over:
            break
        dice = random.Random(f"{match.seed}:{match.turn}")
        for side in match.sides:
            draft = match.draft(side)
            for slot in match.program.answers:
                if slot.side == side and match.state.rows[slot.waits, 0] and dice.random() < boldness:
                    draft.answer(slot.id, dice.choice(slot.choices))
            orders = [slot.order.id for slot in match.program.orders if slot.order.side == side]
            dice.shuffle(orders)
            for order in orders:
                if dice.random() < boldness:
                    draft.add(order)
            match.seal(side)
        match.resolve()
    return match


def games(count: int, turns: int = 99) -> Iterator[Match]:
    """Games of all scenarios in turn."""
    for seed in range(count):
        yield play_on(new_game(SCENARIOS[seed % len(SCENARIOS)], seed), turns, 0.3 + 0.1 * (seed % 7))
