"""What each side believed of the other against what was so: the estimate's band, and the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.debrief.drawing import COLOURS, DASHES, figure, fitted, line, text, ticks
from game.debrief.markup import Markup, tag
from game.debrief.style import MUTED, PRINT
from game.engine.scope import variable_row
from game.match import figures
from game.match.match import Match
from game.match.naming import Names
from game.news.words import lowered, possessive, typeset

_WIDTH, _HEIGHT = 468.0, 168.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 424.0, 10.0, 138.0
_MOST = 3  # values for each side


@dataclass(frozen=True, slots=True)
class Belief:
    """One side's picture of one of the other's values, at the start of each turn and at the end."""

    observer: str
    variable: str
    label: str
    truth: tuple[float, ...]
    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def inside(self) -> int:
        """How often the truth lay in the band."""
        return sum(low <= so <= high for low, so, high in zip(self.low, self.truth, self.high, strict=True))


def beliefs(match: Match) -> Iterator[Belief]:
    """The beliefs about the values that matter most, first side's first."""
    names, roles = Names(match), match.scenario.roles
    wanted = [name for name in dict.fromkeys((roles.balance, *roles.headline)) if name]
    if not wanted:
        wanted = [name for name in match.scenario.variables if name != roles.currency]
    for observer in match.sides:
        rival = match.rival(observer)
        known = [name for name in wanted if match.state.has(f"estimate:{name}:{observer}")]
        for name in known[:_MOST]:
            low, high = names.range(name)
            truth = tuple(state.value(variable_row(name, rival)) for state in match.states)
            middle = tuple(min(max(s.value(f"estimate:{name}:{observer}"), low), high) for s in match.states)
            band = tuple(state.value(f"band:{name}:{observer}") for state in match.states)
            raw = tuple(state.value(f"estimate:{name}:{observer}") for state in match.states)
            yield Belief(
                observer, name, typeset(names.variable(name)), truth, middle,
                tuple(max(value - width, low) for value, width in zip(raw, band, strict=True)),
                tuple(min(value + width, high) for value, width in zip(raw, band, strict=True)),
            )  # fmt: skip


def title(match: Match, belief: Belief) -> str:
    """`What Beijing believed of Washington’s AI capability`."""
    names = Names(match)
    proper = {word for side in match.sides for word in names.side(side).split()}
    whose = possessive(names.side(match.rival(belief.observer)))
    return f"What {names.side(belief.observer)} believed of {whose} {lowered(belief.label, proper)}"


def chart(match: Match, belief: Belief) -> Markup:
    """Band, belief and truth over the turns."""
    names = Names(match)
    rival = match.sides.index(match.rival(belief.observer))
    least, most = names.range(belief.variable)
    played = len(belief.truth) - 1
    xs = [_LEFT + (_RIGHT - _LEFT) * turn / max(played, 1) for turn in range(played + 1)]
    scale = fitted([*belief.truth, *belief.low, *belief.high], most - least, _BOTTOM, _TOP)
    upper = [(x, scale.at(value)) for x, value in zip(xs, belief.high, strict=True)]
    lower = [(x, scale.at(value)) for x, value in zip(xs, belief.low, strict=True)]
    band = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
    truth = [(x, scale.at(value)) for x, value in zip(xs, belief.truth, strict=True)]
    middle = [(x, scale.at(value)) for x, value in zip(xs, belief.middle, strict=True)]
    digits = names.digits(belief.variable)
    end = "End" if match.is_over else "Now"
    labels = [match.label_of(turn) for turn in range(1, played + 1)] + [end]
    ends = sorted(((middle[-1][1], belief.middle[-1], False), (truth[-1][1], belief.truth[-1], True)))
    gap = max(16.0 - (ends[1][0] - ends[0][0]), 0.0) / 2
    return figure(
        _HEIGHT, title(match, belief),
        tag("polygon", points=band, fill=PRINT, fill_opacity=".13"),
        line(middle, MUTED),
        line(truth, COLOURS[rival], DASHES[rival]),
        [
            text(
                _RIGHT + 8, y + 5 + (gap if number else -gap), figures.text(value, digits), 14, bold=is_truth,
                colour=COLOURS[rival] if is_truth else MUTED,
            )
            for number, (y, value, is_truth) in enumerate(ends)
        ],
        ticks(labels, xs, _HEIGHT - 10, 12),
        width=_WIDTH,
    )  # fmt: skip
