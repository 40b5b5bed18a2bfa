"""What came of things, in lines: causes, reveals, the briefing, the glossary and the ending."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from game.engine.orders import Refusal
from game.match.account import ChanceShown, EndingShown, Explanation, Move, Reveal, SideShown
from game.match.causes import explain
from game.match.clerk import refusal_views
from game.match.desk import Desk, RefusalView
from game.match.figures import signed, text
from game.match.match import Match
from game.match.naming import Names
from game.match.reveals import reveal
from game.terminal.wording import listed

_CAUSES_SHOWN = 2  # of each value that moved, in a reveal


def capital(match: Match, side: str) -> str:
    """How a side is called in short."""
    return Names(match).side(side)


def refusals(match: Match, side: str, refused: Sequence[Refusal]) -> tuple[RefusalView, ...]:
    """The engine's refusals in sentences."""
    return refusal_views(match, side, refused)


def why_lines(match: Match, side: str, variable: str, turns: Sequence[int]) -> Iterator[str]:
    """The causes of a change, which add up as shown."""
    last = len(match.records)
    if not last:
        yield "No turn has been played yet: nothing has changed."
        return
    first, until = (min(turns), max(turns)) if turns else (last, last)
    if not 1 <= first <= until <= last:
        yield f"The turns played are 1 to {last}."
        return
    account = explain(match, side, variable, first, until)
    when = account.first_label if first == until else f"{account.first_label} to {account.last_label}"
    yield (
        f"{account.label}, {when}: {text(account.start, account.digits)} to "
        f"{text(account.end, account.digits)}, {signed(account.change, account.digits)}."
    )
    yield from cause_lines(account, until > first)


def cause_lines(account: Explanation, is_long: bool) -> Iterator[str]:
    """The rows of an explanation."""
    for cause in account.causes:
        line = f"  {signed(cause.amount, account.digits)}: {cause.title}."
        if cause.detail:
            line += f" {cause.detail}"
        if is_long and cause.turns:
            line += f" In turn{'s' if len(cause.turns) > 1 else ''} {listed([str(t) for t in cause.turns])}."
        if cause.file:
            line += f" ({cause.file}, line {cause.line})"
        yield line
    count = len(account.causes)
    if count:
        yield f"  {count} {'cause' if count == 1 else 'causes'}, which add up to the change."
    else:
        yield "  Nothing moved it."


def reveal_lines(match: Match, side: str, turn: int, is_short: bool = False) -> Iterator[str]:
    """A resolved turn: what both sides did, chance, what moved and why."""
    shown = reveal(match, side, turn)
    yield ""
    yield f"{shown.label}: orders revealed"
    for doing in shown.sides:
        yield from side_lines(match, doing, is_own=doing.side == side)
    for told in shown.told:
        said = f"  {told.title}. {told.text}" if told.text and told.text != told.title else f"  {told.title}."
        yield said.replace("..", ".")
    if is_short:
        return
    yield from chance_lines(shown)
    yield from move_lines(match, side, shown)


def side_lines(match: Match, doing: SideShown, is_own: bool) -> Iterator[str]:
    """What one side did."""
    name = capital(match, doing.side)
    if not doing.orders:
        yield f"  {name}: no order{'' if doing.is_all else ' that you know of'}."
    for order in doing.orders:
        secrecy = "" if order.visibility == "public" else f", {order.visibility}"
        yield f"  {name} {order.verb}: {order.title}{secrecy}."
    for answer in doing.answers:
        yield f"  {name} answered {answer.title}: {answer.label}."
    if doing.stance and is_own:
        yield f"  {name}, as host: {doing.stance}."
    if doing.orders and not doing.is_all:
        yield f"  {name} may have done more that you cannot see."


def chance_lines(shown: Reveal) -> Iterator[str]:
    """The chances that were in play."""
    if shown.chances:
        yield "Chance"
    for chance in shown.chances:
        yield f"  {chance_line(chance)}"


def chance_line(chance: ChanceShown) -> str:
    """One chance with its odds and its roll."""
    came = "it happened" if chance.happened else "it did not happen"
    return f"{chance.title}: {chance.odds_in_100} in 100, rolled {chance.roll_in_100}; {came}."


def move_lines(match: Match, side: str, shown: Reveal) -> Iterator[str]:
    """What moved, with its strongest causes."""
    moved = [move for move in shown.moves if move.change and not move.is_estimate]
    yield "What moved"
    if not moved:
        yield "  Nothing that you can see."
    for move in moved:
        yield f"  {move_line(move)}"
    believed = [move for move in shown.moves if move.change and move.is_estimate]
    if believed:
        names = [f"{move.label} {signed(move.change, move.digits)}" for move in believed]
        yield f"  Of {capital(match, match.rival(side))}, as you believe: {listed(names)}."


def move_line(move: Move) -> str:
    """One value before and after."""
    line = (
        f"{move.label}: {text(move.before, move.digits)} to {text(move.after, move.digits)} "
        f"({signed(move.change, move.digits)})"
    )
    strongest = sorted((c for c in move.causes if c.amount), key=lambda cause: -abs(cause.amount))
    why = [f"{cause.title} {signed(cause.amount, move.digits)}" for cause in strongest[:_CAUSES_SHOWN]]
    more = len(strongest) - len(why)
    if why:
        line += "; " + ", ".join(why) + (f", and {more} more" if more > 0 else "")
    return line + "."


def briefing_lines(match: Match, side: str) -> Iterator[str]:
    """Title, setting, and the side's own briefing."""
    scenario = match.scenario
    own = scenario.sides[side]
    yield ""
    yield scenario.title
    yield scenario.summary
    if scenario.briefing:
        yield scenario.briefing
    yield ""
    yield f"You are {capital(match, side)}, for {own.name}. {own.aim}"
    if own.briefing:
        yield own.briefing


def word_lines(match: Match, desk: Desk, word: str) -> Iterator[str]:
    """What a word means: a value, or an entry of the scenario's glossary."""
    meanings = {view.label: view.about for view in desk.variables if view.about}
    meanings |= dict(match.scenario.glossary)
    if not word:
        yield "Ask for one of: " + listed(sorted(meanings)) + "."
        return
    by_lower = {name.lower(): name for name in meanings}
    near = [name for name in by_lower if word.lower() in name]
    near = near or difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    if not near:
        yield f"{word} is not explained here. words lists what is."
    for name in near:
        yield f"{by_lower[name]}: {meanings[by_lower[name]]}"


def ending_lines(match: Match, ending: EndingShown) -> Iterator[str]:
    """Both results: which side did better, and what kind of world came of it."""
    yield ""
    yield ending.title
    yield ending.text
    yield ""
    for position, side in enumerate(match.sides):
        yield f"{capital(match, side)}: {text(ending.payoffs[position], 1)}."
    if ending.winner:
        yield f"{capital(match, ending.winner)} did better."
    else:
        yield "Neither side did better than the other."
    if ending.is_blame_told:
        shares = [
            f"{capital(match, side)} {text(ending.blame[position], 0)}"
            for position, side in enumerate(match.sides)
        ]
        yield f"What each pushed towards it: {listed(shares)}."
    if ending.world_text:
        yield f"The world that came of it ({text(ending.world, 0)} of 100): {ending.world_text}"
    if ending.questions:
        yield ""
        yield "To talk about"
        for question in ending.questions:
            yield f"  {question}"
