"""Why a computer player decided as it did: as data, and in short sentences with ids.

Ids are the scenario's own (order instances, questions, choices); whoever shows a reason may put
the titles in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was decided, or weighed and left.

    kind      subject      choice  gain: payoff that it was thought to be worth
    order     order id     -       against not giving the order
    answer    question id  choice  against the default answer
    left      order id     -       of the best order that was legal and left
    nothing   -            -       of the whole set against doing nothing
    """

    kind: str
    subject: str = ""
    choice: str = ""
    gain: float = 0.0


def sentences(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The same in words."""
    return tuple(_sentence(reason) for reason in reasons)


def _sentence(reason: Reason) -> str:
    gain = f"{reason.gain:+.1f}".replace("-", "\N{MINUS SIGN}")
    if reason.kind == "order":
        return f"{reason.subject}: thought to be worth {gain}."
    if reason.kind == "answer":
        return f"{reason.subject}: {reason.choice}, thought to be worth {gain} against saying nothing."
    if reason.kind == "left":
        return f"{reason.subject}: left, though thought to be worth {gain} by itself."
    return f"In all, {gain} against doing nothing, in the futures that were tried."
