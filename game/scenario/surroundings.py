"""Where a formula stands, and how its being resolved goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.expressions import Const, Expr
from game.scenario.problems import Severity

Tell = Callable[[Severity, str, int, str, str], None]  # severity, code, character, message, hint
NOTHING = Const(0.0)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands. `own` is "" for what belongs to neither side."""

    own: str = ""
    person_side: str = ""  # the side of the person in question; "" if nobody is
    bare: bool = False  # whether the person's traits and status may stand without `person.`
    outcome: str = ""  # the outcome whose odds or effects these are
    settled: bool = True  # whether the turn's orders and stances may be read
    roll: bool = False
    score: bool = False
    over: bool = False  # whether the game is over, and it can be asked how it ended


@dataclass(slots=True)
class Task:
    """One formula being resolved: its surroundings, who is told what is wrong, what is guarded."""

    context: Context
    tell: Tell
    nested: tuple[str, ...] = ()  # definitions being spelt out
    guards: tuple[Expr, ...] = ()  # what conditions around this compare
    size: int = 0

    def error(self, code: str, at: int, message: str, hint: str = "") -> Expr:
        """Tells an error at a character; gives the harmless 0 that stands in its place."""
        self.tell("error", code, at, message, hint)
        return NOTHING

    def warn(self, code: str, at: int, message: str, hint: str = "") -> None:
        """Tells a warning at a character."""
        self.tell("warning", code, at, message, hint)


def short(text: str) -> str:
    """A name as it is repeated in a message: an endless one is cut."""
    return text if len(text) <= 40 else text[:37] + "..."
