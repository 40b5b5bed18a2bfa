"""What came of things, in lines: causes, reveals, the briefing, the glossary and the ending."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from game.engine.orders import Refusal
from game.match.account import Move, Reveal, SideShown
from game.match.causes import explain
from game.match.clerk import refusal_views
from game.match.desk import Desk, Happening, RefusalView
from game.match.figures import signed, text
from game.match.match import Match
from game.match.naming import Names
from game.match.reveals import ending, reveal
from game.news.odds import chance_line
from game.news.outcome import results
from game.news.reasons import reasons
from game.news.words import listed
from game.terminal.page import Heading

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
    told, *rows, tally = reasons(match, explain(match, side, variable, first, until))
    yield Heading(told)
    yield from (f"  {row}" for row in rows)
    yield f"  {tally}"


def reveal_lines(match: Match, side: str, turn: int, is_short: bool = False) -> Iterator[str]:
    """A resolved turn: what both sides did, what befell whom, chance, what moved and why."""
    shown = reveal(match, side, turn)
    yield Heading(f"{shown.label}: orders revealed")
    for doing in shown.sides:
        yield from side_lines(match, doing, is_own=doing.side == side)
    yield from told_lines(shown.told)
    if is_short:
        return
    yield from chance_lines(shown)
    yield from move_lines(match, side, shown)


def side_lines(match: Match, doing: SideShown, is_own: bool) -> Iterator[str]:
    """What one side did."""
    name = "You" if is_own else capital(match, doing.side)
    secrecy = {"public": "", "quiet": ", quietly", "covert": ", covertly"}
    given = [f"{order.title}{secrecy[order.visibility]}" for order in doing.orders if order.verb == "ordered"]
    lifted = [order.title for order in doing.orders if order.verb == "lifted"]
    if given:
        yield f"  {name} ordered: {'; '.join(given)}."
    if lifted:
        yield f"  {name} lifted: {'; '.join(lifted)}."
    if not doing.orders:
        yield f"  {name} gave no order{'' if doing.is_all else ' that you know of'}."
    elif not doing.is_all:
        yield f"  {name} may have ordered more that you cannot see."
    for answer in doing.answers:
        yield f"  {name} answered \u201c{answer.title}\u201d: {answer.label}."
    if doing.stance:
        yield f"  As host, {name[0].lower() + name[1:] if is_own else name} chose: {doing.stance}."


def told_lines(told: Sequence[Happening]) -> Iterator[str]:
    """What befell whom: one paragraph for each person, and one for each event."""
    people: dict[str, list[str]] = {}
    paragraphs: list[list[str]] = []
    for happening in told:
        said = happening.text or happening.title
        said = said if said.endswith((".", "!", "?")) else said + "."
        if happening.kind == "event":
            paragraphs.append(
                [f"{happening.title.rstrip('.')}. {happening.text}" if happening.text else said]
            )
        elif happening.person:
            if happening.person not in people:
                paragraphs.append(people.setdefault(happening.person, []))
            people[happening.person].append(said)
        else:
            paragraphs.append([said])
    if paragraphs:
        yield Heading("What happened")
    for sentences in paragraphs:
        yield "  " + " ".join(sentences)


def chance_lines(shown: Reveal) -> Iterator[str]:
    """The chances that were in play and were no certainty."""
    open_ones = [
        chance
        for chance in shown.chances
        if 0 < chance.odds_in_100 < 100 and (chance.happened or chance.kind != "event" or not chance.side)
    ]
    if open_ones:
        yield Heading("Chance")
    for chance in open_ones:
        yield f"  {chance_line(chance)}"


def move_lines(match: Match, side: str, shown: Reveal) -> Iterator[str]:
    """What moved, with its strongest causes."""
    moved = [move for move in shown.moves if move.change and not move.is_estimate]
    yield Heading("What moved")
    if not moved:
        yield "  Nothing that you can see."
    for move in sorted(moved, key=lambda move: match.sides.index(move.side) if move.side else -1):
        owner = f"{capital(match, move.side)}: " if move.side and not side else ""
        yield f"  {owner}{move_line(move)}"
    believed = [move for move in shown.moves if move.change and move.is_estimate]
    if believed:
        names = [f"{move.label} {signed(move.change, move.digits)}" for move in believed]
        yield f"  Of {capital(match, match.rival(side))}, as you believe: {listed(names)}."


def move_line(move: Move) -> str:
    """One value before and after."""
    is_better = None if move.good == "none" else (move.change > 0) == (move.good == "high")
    verdict = {True: ", better", False: ", worse", None: ""}[is_better]
    line = (
        f"{move.label} {text(move.before, move.digits)} to {text(move.after, move.digits)} "
        f"({signed(move.change, move.digits)}{verdict})"
    )
    strongest = sorted((c for c in move.causes if c.amount), key=lambda cause: -abs(cause.amount))
    why = [f"{signed(cause.amount, move.digits)} {cause.title}" for cause in strongest[:_CAUSES_SHOWN]]
    more = len(strongest) - len(why)
    if why:
        line += ": " + "; ".join(why) + (f"; and {more} more" if more > 0 else "")
    return line + "."


def briefing_lines(match: Match, side: str) -> Iterator[str]:
    """Title, setting, and the side's own briefing."""
    scenario = match.scenario
    own = scenario.sides[side]
    yield Heading(scenario.title)
    yield scenario.summary
    if scenario.briefing:
        yield scenario.briefing
    yield ""
    name = capital(match, side)
    yield f"You are {name}{f', for {own.name}' if name != own.name else ''}. {own.aim}".rstrip()
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


def ending_lines(match: Match) -> Iterator[str]:
    """Both results: which side did better, and what kind of world came of it; and what to talk about."""
    told, shown = results(match), ending(match)
    yield Heading(told.title)
    yield told.text
    yield Heading("Results")
    yield f"  {told.better}"
    if told.blame:
        yield f"  {told.blame}"
    if told.world:
        yield f"  The world that came of it, {text(told.world_value, 0)} of 100: {told.world}"
    if shown is not None and shown.questions:
        yield Heading("To talk about")
        for question in shown.questions:
            yield f"  {question}"
