"""Why it happened: what each side believed, the causes of the biggest changes, and luck."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.beliefs import Belief, chart, title
from game.debrief.chances import Fell, Luck
from game.debrief.changes import Account
from game.debrief.markup import Markup, tag
from game.debrief.parts import section, side_name, table
from game.match import figures
from game.match.account import Cause
from game.match.match import Match
from game.news.reasons import place, tally
from game.news.words import amount, capitalised, count, number_word, typeset


def pictures(match: Match, believed: Sequence[Belief]) -> Markup | None:
    """What each side believed against what was so."""
    if not believed or not match.records:
        return None
    cells = [
        tag(
            "div",
            tag("h3", title(match, belief)),
            chart(match, belief),
            tag("p", _held(belief), class_="small muted"),
            class_="keep",
        )
        for belief in believed
    ]
    lead = "Grey: the belief, and the band that should hold the truth 80 times in 100. In colour: the truth."
    grid = tag("div", cells, class_="two")
    return section("What each believed, and what was so", tag("p", lead, class_="lead small"), grid)


def _held(belief: Belief) -> str:
    return f"The truth lay in the band {belief.inside} times of {len(belief.truth)}."


# -- causes ----------------------------------------------------------------------------------------


def causes(match: Match, accounts: Sequence[Account]) -> Markup | None:
    """The biggest changes, each with its causes, rule by rule."""
    if not accounts:
        return None
    lead = "Each list adds up. The place of each rule is a line of the scenario\u2019s file."
    listed = [_account(match, account) for account in accounts]
    return section("Why the biggest changes came about", tag("p", lead, class_="lead small"), listed)


def _account(match: Match, account: Account) -> Markup:
    told, digits = account.explanation, account.explanation.digits
    when = told.first_label if told.first == told.last else f"{told.first_label} to {told.last_label}"
    rows = [_cause(match, cause, digits) for cause in account.causes]
    if account.smaller:
        rest = capitalised(count(account.smaller, "smaller cause"))
        rows.append(_total(rest, figures.signed(account.smaller_amount, digits)))
    span = f"From {figures.text(told.start, digits)} to {figures.text(told.end, digits)}"
    rows.append(_total(span, figures.signed(told.change, digits), "sum"))
    owner = [side_name(match, told.side), ": "] if told.side else None
    heading = tag("h3", owner, f"{typeset(told.label)}, {when}")
    heads = ("Cause", "Whose doing", "When", "Rule", "Change")
    note = tag("p", tally(told), class_="small muted")
    return tag("div", heading, table(heads, rows, (4,)), note, class_="keep account")


def _cause(match: Match, cause: Cause, digits: int) -> Markup:
    title = tag("b", typeset(cause.title).rstrip("."))
    doer = side_name(match, cause.actor, is_thin=True) if cause.actor else "The world"
    return tag(
        "tr",
        tag("td", title, tag("div", typeset(cause.detail), class_="muted small")),
        tag("td", doer, class_="w"),
        tag("td", _turns(match, cause.turns)),
        tag("td", place(cause), class_="w small muted"),
        tag("td", figures.signed(cause.amount, digits), class_="n"),
    )


def _total(words: str, change: str, style: str | None = None) -> Markup:
    return tag("tr", tag("td", words, colspan=4), tag("td", change, class_="n"), class_=style)


def _turns(match: Match, turns: Sequence[int]) -> str:
    labels = [match.label_of(turn) for turn in turns]
    if len(labels) <= 2:
        return ", ".join(labels)
    if turns[-1] - turns[0] == len(turns) - 1:
        return f"{labels[0]} to {labels[-1]}"
    return f"{number_word(len(labels)).capitalize()} times, {labels[0]} to {labels[-1]}"


def luck(match: Match, found: Luck) -> Markup | None:
    """The least likely turns of luck, and whether the odds kept their word."""
    if not found.count:
        return None
    lead = (
        f"{capitalised(count(found.count, 'chance'))} hung on luck. By their odds about "
        f"{amount(round(found.expected))} should have come about; {number_word(found.happened)} did. These "
        "fell against the odds most. A roll is a number from 1 to 100; it happens when the roll is at most "
        "the odds."
    )
    rows = [_fell(match, fell) for fell in found.shown]
    heads = ("When", "What", "Odds", "Rolled", "It happened")
    return section("Chance", tag("p", lead, class_="lead small"), table(heads, rows, (2, 3, 4)))


def _fell(match: Match, fell: Fell) -> Markup:
    return tag(
        "tr",
        tag("td", match.label_of(fell.turn), class_="w"),
        tag("td", fell.title),
        tag("td", f"{fell.odds_in_100} in 100", class_="n"),
        tag("td", fell.roll_in_100, class_="n"),
        tag("td", "yes" if fell.happened else "no", class_="n"),
    )
