"""A resolved turn in short sentences: what each side did, and what befell whom."""

from __future__ import annotations

from collections.abc import Iterator

from game.match.account import OrderShown, Reveal, SideShown
from game.news.words import quoted, sentence, typeset

_SECRECY = {"public": "", "quiet": ", quietly", "covert": ", covertly"}
_VERBS = {"ordered": "Ordered", "lifted": "Lifted"}


def doings(side: SideShown) -> Iterator[str]:
    """What a side did in a turn: orders, answers, and how it received its guests."""
    if not side.orders:
        yield "No order." if side.is_all else "No order that is known."
    for order in side.orders:
        yield order_line(order)
    for answer in side.answers:
        yield typeset(f"Answered {quoted(answer.title)}: {answer.label}.")
    if side.stance:
        yield typeset(f"As host: {side.stance}.")
    if side.orders and not side.is_all:
        yield "There may have been more."


def order_line(order: OrderShown) -> str:
    """`Ordered Travel guidance, quietly.`"""
    verb = _VERBS.get(order.verb, order.verb.capitalize())
    return typeset(f"{verb}: {order.title}{_SECRECY[order.visibility]}.")


def told(reveal: Reveal) -> Iterator[str]:
    """What befell whom, a sentence each."""
    for happening in reveal.told:
        text = typeset(happening.text)
        title = typeset(happening.title)
        if happening.kind == "event" and text:
            yield f"{sentence(title)} {sentence(text)}"
        else:
            yield sentence(text or title)
