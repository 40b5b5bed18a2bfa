"""Why a value changed, as sentences: the rule, what it did, when, and where it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from game.match.account import Cause, Explanation
from game.match.match import Match
from game.news.words import listed, number_word, signed, typeset

UNKNOWN_CAUSE = "Something that this side may not know of"


def reason(match: Match, cause: Cause) -> str:
    """One cause as a sentence: title, why, amount, turns: `Travel guidance, while in force: −3, Q1 2025.`"""
    told = typeset(cause.title if cause.is_known else UNKNOWN_CAUSE).rstrip(".")
    if cause.detail:
        told += f", {typeset(cause.detail)}"
    return f"{told}: {signed(cause.amount)}{_when(match, cause.turns)}."


def place(cause: Cause) -> str:
    """Where the rule stands: `grounded.yaml, line 212`; "" for what stands in no file."""
    return f"{PurePath(cause.file).name}, line {cause.line}" if cause.file and cause.line else ""


def reasons(match: Match, account: Explanation) -> Iterator[str]:
    """An explanation from start to end, whose amounts add up as shown."""
    label = typeset(account.label)
    when = account.first_label
    if account.last != account.first:
        when += f" to {account.last_label}"
    if account.change == 0:
        yield f"{label} did not change, {when}."
    else:
        verb = "rose" if account.change > 0 else "fell"
        yield f"{label} {verb} from {_plain(account.start)} to {_plain(account.end)}, {when}."
    for cause in account.causes:
        where = place(cause)
        yield reason(match, cause) + (f" ({where})" if where else "")
    yield tally(account)


def tally(account: Explanation) -> str:
    """The line under a list of causes, which vouches that nothing is missing."""
    many = len(account.causes)
    if not many:
        return "Nothing moved it."
    entries = "One entry makes up" if many == 1 else f"{number_word(many).capitalize()} entries add up to"
    unknown = any(not cause.is_known for cause in account.causes)
    rest = " Part of it you may not know." if unknown else " Nothing is left unexplained."
    return f"{entries} {signed(account.change)}.{rest}"


def _when(match: Match, turns: Sequence[int]) -> str:
    labels = [match.label_of(turn) for turn in turns]
    if not labels:
        return ""
    if len(labels) > 3 and turns[-1] - turns[0] == len(turns) - 1:
        return f", {labels[0]} to {labels[-1]}"
    return f", {listed(labels)}"


def _plain(value: float) -> str:
    return signed(value).removeprefix("+")
