"""The chances of a game: the least likely turns of luck, and whether the odds kept their word."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.ledger import Chance
from game.match.match import Match
from game.match.phrases import Phrases
from game.match.reveals import in_hundred
from game.news.words import typeset

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fell:
    """How one chance fell."""

    turn: int
    title: str
    odds_in_100: int
    roll_in_100: int
    happened: bool
    luck: float  # how likely it was to fall as it did


@dataclass(frozen=True, slots=True)
class Luck:
    """All chances that were neither certain nor impossible."""

    shown: tuple[Fell, ...]  # the least likely, by turn
    count: int
    happened: int
    expected: float


def luck(match: Match) -> Luck:
    """Every chance of the game, looked at."""
    phrases = Phrases(match)
    found: list[Fell] = []
    expected = 0.0
    for turn, record in enumerate(match.records, 1):
        for chance in record.chances():
            if 0.0 < chance.odds < 1.0:
                expected += chance.odds
                found.append(_fell(phrases, turn, chance))
    rare = sorted(found, key=lambda fell: (fell.luck, fell.turn))[:SHOWN]
    rare.sort(key=lambda fell: (fell.turn, fell.luck))
    return Luck(tuple(rare), len(found), sum(fell.happened for fell in found), expected)


def _fell(phrases: Phrases, turn: int, chance: Chance) -> Fell:
    odds, roll = in_hundred(chance.odds, chance.roll)
    likely = chance.odds if chance.happened else 1.0 - chance.odds
    return Fell(turn, typeset(phrases.chance(chance)), odds, roll, chance.happened, likely)
