"""The main values over the game, with the weightiest decisions pinned to their turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.debrief.decisions import Decision
from game.debrief.drawing import (
    COLOURS,
    DASHES,
    WIDTH,
    Scale,
    figure,
    fitted,
    glyph,
    line,
    rule,
    shortened,
    spread,
    text,
    ticks,
    width_of,
)
from game.debrief.markup import Markup, join, tag
from game.debrief.style import BAD, MUTED, RULE
from game.engine.scope import variable_row
from game.match import figures
from game.match.match import Match
from game.match.naming import Names
from game.news.words import lowered, typeset

_LEFT, _RIGHT = 150.0, 880.0  # of the plots
_LABEL = 136.0  # of a panel's name
_LANE = 24.0  # of the pins: first side, second side, both
_LINES = ((COLOURS[0], None), (COLOURS[1], "2 3"), (MUTED, "1 3"))
_PANEL = 78.0
_PIN_LABEL = 104.0  # room for a pin's words, at least
_MOST_PANELS = 6
_FAINT = "#DDD2BB"


def timeline(match: Match, weighty: Sequence[Decision]) -> Markup:
    """The chart. `weighty` are the decisions, weightiest first; those that find room are pinned."""
    return _Timeline(match).draw(weighty)


class _Timeline:
    def __init__(self, match: Match) -> None:
        self.match = match
        self.names = Names(match)
        played = len(match.records)
        self.lanes: tuple[str, ...] = match.sides
        self.xs = [_LEFT + (_RIGHT - _LEFT) * turn / max(played, 1) for turn in range(played + 1)]

    def draw(self, weighty: Sequence[Decision]) -> Markup:
        """Pins, panels, and the calendar."""
        panels = list(self._panels())
        is_both = any(not decision.side for decision in weighty)
        self.lanes = (*self.match.sides, "") if is_both else self.match.sides
        start = _LANE * len(self.lanes) + 8
        height = start + _PANEL * len(panels)
        last = "Now" if not self.match.is_over else "End"
        labels = [self.match.label_of(turn) for turn in range(1, len(self.xs))] + [last]
        parts: list[object] = [self._pins(weighty, height)]
        for number, (label, drawn) in enumerate(panels):
            top = start + _PANEL * number
            parts.append(rule(0, top, WIDTH, top, _FAINT))
            parts.append(self._label(label, top + _PANEL / 2 + 4))
            parts.append(tag("g", drawn, transform=f"translate(0 {top:.0f})"))
        parts.append(rule(0, height, WIDTH, height, _FAINT))
        parts.append(ticks(labels, self.xs, height + 20))
        caption = f"The main values of the game and its weightiest decisions, {len(self.xs) - 1} turns"
        return figure(height + 28, caption, parts)

    @staticmethod
    def _label(label: str, y: float) -> Markup:
        """A panel's name, on two lines if it must."""
        first = label
        while width_of(first, 15) > _LABEL and " " in first:
            first = first.rsplit(" ", 1)[0]
        rest = label[len(first) :].strip()
        lines = [first, rest] if rest else [first]
        top = y - 9 * (len(lines) - 1)
        return join(
            text(0, top + 18 * at, shortened(words, _LABEL, 15), 15, bold=True)
            for at, words in enumerate(lines)
        )

    # -- pins ----------------------------------------------------------------------------------

    def _pins(self, weighty: Sequence[Decision], bottom: float) -> Iterator[object]:
        for lane, side in enumerate(self.lanes):
            y = _LANE * lane + 14.0
            yield self._mark(lane, 6, y)
            name = typeset(self.names.side(side)) if side else "Both"
            yield text(18, y + 5, shortened(name, _LEFT - 30), colour=MUTED)
            chosen = self._with_room([d for d in weighty if d.side == side and d.verb != "answered"])
            for number, decision in enumerate(chosen):
                x = self.xs[decision.turn - 1]
                later = self.xs[chosen[number + 1].turn - 1] if number + 1 < len(chosen) else WIDTH + 14
                yield rule(x, y + 9, x, bottom, *_LINES[lane])
                yield self._mark(lane, x, y)
                yield text(x + 10, y + 5, shortened(decision.title, later - x - 24), bold=True, halo=True)

    def _with_room(self, weighty: Sequence[Decision]) -> list[Decision]:
        """Those that find room for their words, the weightiest first served; in order of time."""
        taken: list[tuple[float, float, Decision]] = []
        for decision in weighty:
            x = self.xs[decision.turn - 1]
            need = min(width_of(decision.title), _PIN_LABEL) + 24
            if all(x + need <= other or other + its <= x for other, its, _ in taken):
                taken.append((x, need, decision))
        return [decision for _, _, decision in sorted(taken, key=lambda pin: pin[0])]

    @staticmethod
    def _mark(lane: int, x: float, y: float) -> Markup:
        if lane < 2:
            return glyph(lane, x, y)
        return tag("circle", cx=x, cy=y, r=4, fill="none", stroke=MUTED, stroke_width=2)

    # -- panels --------------------------------------------------------------------------------

    def _panels(self) -> Iterator[tuple[str, Markup]]:
        """Label and drawing of each: the balance, the headline values, the gauge."""
        roles = self.match.scenario.roles
        shared = {variable.id for variable in self.match.program.rules.variables if not variable.side}
        wanted = [name for name in roles.headline if name != roles.gauge]
        if not wanted and not roles.balance:
            others = (roles.currency, roles.gauge)
            wanted = [name for name in self.match.scenario.variables if name not in others]
        if roles.balance:
            label = lowered(typeset(self.names.variable(roles.balance)))
            yield f"Lead in {label}", self._balance(roles.balance)
        for name in wanted[: _MOST_PANELS - 2]:
            yield typeset(self.names.variable(name)), self._lines(name, name in shared)
        if roles.gauge:
            yield typeset(self.names.variable(roles.gauge)), self._lines(roles.gauge, True)

    def _values(self, variable: str, side: str) -> list[float]:
        return [state.value(variable_row(variable, side)) for state in self.match.states]

    def _lines(self, variable: str, is_shared: bool) -> Markup:
        low, high = self.names.range(variable)
        sides = ("",) if is_shared else self.match.sides
        series = [self._values(variable, side) for side in sides]
        scale = fitted([v for values in series for v in values], high - low, _PANEL - 8, 8)
        parts: list[object] = []
        for at, name in self.names.marks(variable) if is_shared else ():
            if scale.low <= at <= scale.high:
                y = scale.at(at)
                parts += [rule(_LEFT, y, _RIGHT, y, BAD, "2 4")]
                label = f"{name} {at:g}"
                parts += [text(_LEFT - 6, y + 4, label, 12, anchor="end", colour=MUTED, halo=True)]
        places = spread([scale.at(values[-1]) for values in series], 15.0)
        for position, values in reversed(list(enumerate(series))):
            points = [(x, scale.at(value)) for x, value in zip(self.xs, values, strict=True)]
            parts.append(line(points) if is_shared else line(points, COLOURS[position], DASHES[position]))
            x, y = points[-1]
            words = figures.text(values[-1], self.names.digits(variable))
            parts.append(text(x + 14, places[position] + 5, words, bold=True))
            if is_shared:
                parts.append(tag("circle", cx=x, cy=y, r=4, fill="#1F1B16"))
            else:
                parts.append(glyph(position, x, y))
                parts.append(glyph(position, x + 24 + width_of(words), places[position], 4.5))
        return tag("g", parts)

    def _balance(self, variable: str) -> Markup:
        """First less second: above the line the first leads. Filled in the leader's colour."""
        low, high = self.names.range(variable)
        first, second = (self._values(variable, side) for side in self.match.sides)
        lead = [own - other for own, other in zip(first, second, strict=True)]
        scale = fitted([*lead, 0.0], high - low, _PANEL - 8, 8)
        zero = scale.at(0.0)
        parts: list[object] = [rule(_LEFT, zero, _RIGHT, zero, RULE)]
        for position in (0, 1):
            sign = 1.0 if position == 0 else -1.0
            parts += [
                tag("polygon", points=piece, fill=COLOURS[position], fill_opacity=".2")
                for piece in self._areas([sign * value for value in lead], sign, scale)
            ]
        points = [(x, scale.at(value)) for x, value in zip(self.xs, lead, strict=True)]
        parts.append(line(points))
        x, y = points[-1]
        words = figures.text(abs(lead[-1]), self.names.digits(variable))
        parts += [tag("circle", cx=x, cy=y, r=4, fill="#1F1B16"), text(x + 14, y + 5, words, bold=True)]
        if figures.to_units(abs(lead[-1]), self.names.digits(variable)):
            parts.append(glyph(0 if lead[-1] > 0 else 1, x + 24 + width_of(words), y, 4.5))
        return tag("g", parts)

    def _areas(self, lead: list[float], sign: float, scale: Scale) -> Iterator[str]:
        """Pieces of the area between the line and zero in which the lead is above 0."""
        zero = scale.at(0.0)
        for at in range(len(lead) - 1):
            (x1, x2), (v1, v2) = self.xs[at : at + 2], lead[at : at + 2]
            if v1 <= 0 and v2 <= 0:
                continue
            cross = x1 + (x2 - x1) * (v1 / (v1 - v2)) if v1 * v2 < 0 else 0.0
            start = (x1, v1) if v1 > 0 else (cross or x1, 0.0)
            end = (x2, v2) if v2 > 0 else (cross or x2, 0.0)
            corners = (
                (start[0], zero),
                (start[0], scale.at(sign * start[1])),
                (end[0], scale.at(sign * end[1])),
                (end[0], zero),
            )
            yield " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
