"""What happened: both results, the timeline, the decisions that mattered, and the whole log."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.decisions import Change, Decision
from game.debrief.markup import Markup, join, tag
from game.debrief.parts import badge, section, side_name, table
from game.debrief.timeline import timeline
from game.engine.scope import variable_row
from game.match import figures, reveals
from game.match.match import Match
from game.match.naming import Names
from game.news.outcome import Results
from game.news.report import doings, told
from game.news.words import number_word, signed, typeset

DECISIONS_SHOWN = 10
_CHANGES_SHOWN = 6


def both_results(match: Match, ended: Results | None) -> Markup:
    """Which side did better, and what kind of world came of it; then the score in its parts."""
    first, second = match.sides
    world = ended.world_value if ended else match.state.value("world")
    told = [part for part in (ended.better, ended.blame) if part] if ended else []
    has_world = match.scenario.world is not None
    middle = tag(
        "div",
        tag("span", "The world", class_="side"),
        tag("div", figures.text(world, 0), tag("small", "of 100"), class_="figure"),
        tag("p", ended.world if ended else "So far."),
    )
    columns = [_result(match, ended, first), middle if has_world else None, _result(match, ended, second)]
    verdict = [tag("p", line, class_="verdict") for line in told]
    return join([verdict, tag("div", columns, class_="three keep")])


def _result(match: Match, ended: Results | None, side: str) -> Markup:
    position = match.sides.index(side)
    payoff = ended.payoffs[position] if ended else match.state.value(f"score:{side}")
    parts = [
        (written.label, match.state.value(f"part:{part}:{side}"))
        for part, written in match.scenario.score.parts.items()
    ]
    rows = [
        tag("tr", tag("td", typeset(label)), tag("td", figures.text(figures.shown(value, 1), 1), class_="n"))
        for label, value in parts
    ]
    unit = "points" if ended else "points so far"
    return tag(
        "div",
        side_name(match, side),
        tag("div", figures.text(payoff, 1), tag("small", unit), class_="figure"),
        tag(
            "p",
            "Its standing at the end, part by part" if ended else "Its standing, part by part",
            class_="small muted",
        ),
        tag("table", rows, class_="small"),
    )


def course(match: Match, weighty: Sequence[Decision]) -> Markup:
    """The timeline."""
    lead = "The pins are the decisions that moved most. Solid line and diamond, dashed line and disc."
    drawn = tag("div", timeline(match, weighty), class_="scroll keep") if match.records else None
    heading = tag("h2", "What happened, and what was decided")
    return tag("section", heading, tag("p", lead, class_="lead small"), drawn, class_="keep")


def weightiest(match: Match, weighty: Sequence[Decision]) -> Markup | None:
    """The decisions that mattered most, with all that came of each."""
    if not weighty:
        return None
    chosen = sorted(weighty[:DECISIONS_SHOWN], key=lambda decision: (decision.turn, decision.side))
    rows = [
        tag(
            "tr",
            tag("td", match.label_of(decision.turn), class_="w"),
            tag("td", side_name(match, decision.side, is_thin=True), class_="w"),
            tag("td", tag("b", decision.title), tag("div", _span(match, decision), class_="muted small")),
            tag("td", _changes(match, decision.changes)),
            tag("td", badge(decision.badge), class_="n"),
        )
        for decision in chosen
    ]
    lead = (
        "By the ledger: all that each order, accord or answer changed for as long as it acted, without what "
        "it cost. A change is not yet a merit; and what others did because of it is not counted."
    )
    heads = ("When", "Side", "Decision", "What came of it in all", "Rests on")
    return section(
        "The decisions that mattered most", tag("p", lead, class_="lead small"), table(heads, rows, (4,))
    )


def _span(match: Match, decision: Decision) -> str:
    verb = {"ordered": "Ordered", "ended": "Lifted", "agreed": "Agreed", "broke": "Broken",
            "breached": "Breached covertly", "answered": "Answered"}[decision.verb]  # fmt: skip
    return f"{verb}; acted until {match.label_of(decision.last)}" if decision.last > decision.turn else verb


def _changes(match: Match, found: Sequence[Change]) -> Markup:
    """`Beijing: Mobility −9, Standing −2. Tension +3.`, grouped by owner."""
    lines = []
    for side in (*match.sides, ""):
        mine = [change for change in found[:_CHANGES_SHOWN] if change.side == side]
        if mine:
            owner = f"{Names(match).side(side)}: " if side else ""
            said = ", ".join(f"{typeset(change.label)} {change.text}" for change in mine)
            lines.append(tag("div", owner + said))
    rest = len(found) - _CHANGES_SHOWN
    if rest > 0:
        lines.append(tag("div", f"and {number_word(rest)} smaller", class_="muted small"))
    return join(lines)


def log(match: Match) -> Markup | None:
    """Everything that was ordered, answered and befell, turn by turn, with nothing hidden."""
    if not match.records:
        return None
    turns = [_log_turn(match, turn) for turn in range(1, len(match.records) + 1)]
    return section("Turn by turn, with nothing hidden", turns)


def _log_turn(match: Match, turn: int) -> Markup:
    shown = reveals.reveal(match, "", turn)
    columns = [
        tag("div", side_name(match, side.side), tag("ul", [tag("li", line) for line in doings(side)]))
        for side in shown.sides
    ]
    befell = " ".join(told(shown))
    row = _values(match, turn)
    return tag(
        "div",
        tag("h3", match.label_of(turn), tag("span", row, class_="muted small")),
        tag("div", columns, class_="two small"),
        tag("p", befell, class_="small") if befell else None,
        class_="turn",
    )


def _values(match: Match, turn: int) -> str:
    """The gauge after a turn, with its change."""
    gauge = match.program.rules.gauge
    if not gauge:
        return ""
    row = variable_row(gauge, "")
    before, after = (figures.to_units(match.states[at].value(row), 0) for at in (turn - 1, turn))
    return f" \u00b7 {typeset(Names(match).variable(gauge))} {after} ({signed(after - before)})"
