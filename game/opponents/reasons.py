"""Why a computer player decided as it did: as data, and in short sentences with ids.

Ids are the scenario's own (order instances, questions, choices); whoever shows a reason may put
the titles in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine.hand import Floats, Hand
from game.opponents.selection import Plan, Worth


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was decided, or weighed and left.

    kind      subject      choice  gain: payoff that it was thought to be worth
    order     order id     -       against not giving the order
    answer    question id  choice  against the default answer
    left      order id     -       of the best order that was legal and left
    ahead     -            -       of the whole set against the next best that was tried
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
    return f"Together {gain} against the next best set that was tried."


def reasons_for(
    hand: Hand, rows: Floats, worth: Worth, plans: Sequence[Plan], means: Floats
) -> tuple[Reason, ...]:
    """Why the plan with the best of `means` is taken; `rows` `[state row]` is the view it rests on."""
    best = int(np.argmax(means))
    plan = plans[best]
    done = [Reason("order", hand.orders[n].order.id, "", float(worth.orders[n])) for n in plan.orders]
    for number, slot in enumerate(hand.answers):
        choice = plan.choices[number]
        if rows[slot.waits] != 0.0 and choice != slot.default:
            gain = float(worth.choices[number, choice] - worth.choices[number, slot.default])
            done.append(Reason("answer", slot.id, slot.choices[choice], gain))
    done.sort(key=lambda reason: -reason.gain)
    left = [
        (float(worth.orders[n]), slot.order.id)
        for n, slot in enumerate(hand.orders)
        if n not in plan.orders and rows[slot.legal] != 0.0 and worth.orders[n] > 0.0
    ]
    if left:
        gain, order = max(left)
        done.append(Reason("left", order, "", gain))
    if len(plans) > 1:
        others = np.delete(means[: len(plans)], best)
        done.append(Reason("ahead", gain=float(means[best] - others.max())))
    return tuple(done)
