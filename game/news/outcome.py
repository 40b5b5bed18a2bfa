"""How a game ended, in words: which side did better, and what kind of world came of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.match import reveals
from game.match.match import Match
from game.match.naming import Names
from game.news.words import amount, listed, possessive, sentence, typeset

_CLOSE = 2.0  # a difference of payoffs that is told as a narrow one
_CLEAR = 10.0


@dataclass(frozen=True, slots=True)
class Results:
    """Both results. Each text is a sentence or two, or "" if it does not apply."""

    title: str
    text: str
    better: str
    world: str
    blame: str
    payoffs: tuple[float, float]  # by position of the side
    world_value: float


def results(match: Match) -> Results:
    """The results of a game that has ended; ValueError while it goes on."""
    ending = reveals.ending(match)
    if ending is None:
        raise ValueError("the game is not over")
    names = Names(match)
    capitals = [names.side(side) for side in match.sides]
    world = sentence(typeset(ending.world_text)) if ending.world_text else ""
    return Results(
        title=typeset(ending.title),
        text=sentence(typeset(ending.text)),
        better=_better(capitals, ending.payoffs, match.sides.index(ending.winner) if ending.winner else -1),
        world=world,
        blame=_blame(capitals, ending.blame) if ending.is_blame_told else "",
        payoffs=ending.payoffs,
        world_value=ending.world,
    )


def _better(capitals: list[str], payoffs: tuple[float, float], winner: int) -> str:
    """Who did better, and by how much."""
    gap = abs(payoffs[0] - payoffs[1])
    if winner < 0 and gap == 0:
        return f"Neither side did better: both stand at {_plain(payoffs[0])}."
    scores = listed([f"{name} {_plain(payoff)}" for name, payoff in zip(capitals, payoffs, strict=True)])
    if winner < 0:
        return f"No winner is named. {scores}."
    ahead = 0 if payoffs[0] >= payoffs[1] else 1
    if ahead != winner:
        return f"{capitals[winner]} prevailed. {scores}."
    how = "narrowly did better" if gap < _CLOSE else "clearly did better" if gap >= _CLEAR else "did better"
    return f"{capitals[winner]} {how}: {scores}."


def _plain(value: float) -> str:
    return ("\N{MINUS SIGN}" if value < 0 and round(value, 1) else "") + amount(value)


def _blame(capitals: list[str], blame: tuple[float, float]) -> str:
    """The larger share of blame: each side's own pushes on the gauge."""
    whole = blame[0] + blame[1]
    if whole <= 0:
        return "Neither side pushed towards it by its own orders."
    shares = [round(100 * part / whole) for part in blame]
    if shares[0] == shares[1]:
        return "Both sides pushed towards it alike."
    larger = 0 if blame[0] > blame[1] else 1
    whose = possessive(capitals[larger])
    return (
        f"The larger share of blame is {whose}: {shares[larger]} in 100 of what the two sides pushed "
        "towards it by their own doing."
    )
