"""The chart of the page: the value that moved most, exact if it is one's own, else with its band."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.rules import Variable
from game.engine.scope import variable_row
from game.match import figures
from game.match.match import Match
from game.match.naming import Names
from game.news import choosing
from game.news.model import BAD, GOOD, UNCLEAR, ChartStory
from game.news.phrases import CHARTS
from game.news.words import amount, lowered, phrase, possessive, title_case, typeset

_LARGE = 0.06  # of the range in one turn
_OF_OTHERS = 0.6  # how much a move of an estimate counts against one of an exact value
_REVISED = 0.05  # of the range, by which an estimate moves to be corrected


class Series(NamedTuple):
    """A value from the first turn on, as one side sees it."""

    variable: str
    side: str
    values: tuple[float, ...]  # as shown, the start first
    bands: tuple[float, ...]  # half-widths; () if known exactly


class Revision(NamedTuple):
    """An estimate that has moved."""

    variable: str
    before: str
    now: str


def chart_story(match: Match, side: str) -> ChartStory | None:
    """The value that moved most in the last turn; with side "" of everyone's, all exact."""
    names = Names(match)
    found = max(_all_series(match, side, names), key=lambda series: _moved(names, series), default=None)
    if found is None or len(found.values) < 2:
        return None
    low, high = names.range(found.variable)
    digits = names.digits(found.variable)
    before, now = found.values[-2], found.values[-1]
    change = now - before
    text = choosing.by_hash(CHARTS[_shape(found.values, high - low)], match.seed, len(match.records), "chart")
    label = names.variable(found.variable)
    proper = {word for each in match.sides for word in names.side(each).split()}
    is_others = bool(found.side) and found.side != side
    whose = f"{possessive(names.side(found.side))} {lowered(label, proper)}" if is_others else label
    values = {
        "label": whose,
        "amount": amount(round(change, 1)),
        "value": figures.text(now, min(digits, 1)),
        "before": figures.text(before, min(digits, 1)),
    }
    good = names.good(found.variable)
    verdict = UNCLEAR if good == "none" or not change else GOOD if (change > 0) == (good == "high") else BAD
    spans = list(zip(found.values, found.bands, strict=True)) if found.bands else []
    return ChartStory(
        headline=title_case(phrase(text, values)),
        label=typeset(f"{names.side(found.side)}: {label}" if is_others else label),
        caption="Our estimate. Shading: 80 in 100 likely." if spans else "As counted in this game.",
        variable=found.variable,
        side=found.side,
        values=found.values,
        lows=tuple(figures.shown(max(value - band, low), digits) for value, band in spans),
        highs=tuple(figures.shown(min(value + band, high), digits) for value, band in spans),
        digits=digits,
        first_label="Start",
        last_label=match.label_of(len(match.records)),
        badge="estimate" if spans else "fiction",
        value=verdict,
    )


def revision(match: Match, side: str) -> Revision | None:
    """The estimate that moved most since the turn before, if by enough to own up to it."""
    if not side:
        return None
    names = Names(match)
    for series in sorted(_estimates(match, side, names), key=lambda found: -_moved(names, found)):
        low, high = names.range(series.variable)
        before, now = series.values[-2], series.values[-1]
        if abs(now - before) >= _REVISED * (high - low):
            digits = min(names.digits(series.variable), 1)
            return Revision(series.variable, figures.text(before, digits), figures.text(now, digits))
        break
    return None


def _all_series(match: Match, side: str, names: Names) -> Iterator[Series]:
    for variable in _shown(match, names):
        if not side or variable.side in ("", side):
            digits = names.digits(variable.id)
            row = variable_row(variable.id, variable.side)
            values = tuple(figures.shown(state.value(row), digits) for state in match.states)
            yield Series(variable.id, variable.side, values, ())
    if side:
        yield from _estimates(match, side, names)


def _estimates(match: Match, side: str, names: Names) -> Iterator[Series]:
    for variable in _shown(match, names):
        row = f"estimate:{variable.id}:{side}"
        if variable.side != match.rival(side) or not match.state.has(row):
            continue
        digits = names.digits(variable.id)
        low, high = names.range(variable.id)
        values = tuple(figures.shown(min(max(s.value(row), low), high), digits) for s in match.states)
        bands = tuple(s.value(f"band:{variable.id}:{side}") for s in match.states)
        yield Series(variable.id, variable.side, values, bands)


def _shown(match: Match, names: Names) -> list[Variable]:
    return [
        variable
        for variable in match.program.rules.variables
        if not match.scenario.variables[variable.id].hidden and not names.is_currency(variable.id)
    ]


def _moved(names: Names, series: Series) -> float:
    """Share of its range by which it moved in the last turn."""
    if len(series.values) < 2:
        return 0.0
    low, high = names.range(series.variable)
    share = abs(series.values[-1] - series.values[-2]) / ((high - low) or 1.0)
    return share * (_OF_OTHERS if series.bands else 1.0)


def _shape(values: tuple[float, ...], span: float) -> str:
    """What kind of move it was."""
    now, before = values[-1], values[-2]
    if round(now - before, 1) == 0:
        return "still"
    is_large = abs(now - before) >= _LARGE * span
    if len(values) > 3 and now > max(values[:-1]):
        return "up.large" if is_large else "highest"
    if len(values) > 3 and now < min(values[:-1]):
        return "down.large" if is_large else "lowest"
    return ("up" if now > before else "down") + (".large" if is_large else "")
