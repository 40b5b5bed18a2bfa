"""Formulas as the engine sees them: trees whose names are already resolved.

A scenario's text formulas become these trees in `game.scenario`. Only operations that give
the same bits on every machine exist here: + - * /, comparisons, min, max and piecewise-linear
tables. Truth values are the floats 0.0 and 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Const:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Read:
    """A value of the state or of its surroundings, named by kind.

    kind          name            side    value
    variable      variable id     side/"" the variable (side "" when it is shared)
    turn          -               -       number of the turn being resolved, from 1
    in_force      order instance  -       1 while the policy is in force
    since         order instance  -       turns since it last took effect (99 or more if never)
    times         order instance  -       how often it took effect
    ordered       order instance  -       1 if it takes effect in the turn being resolved
    accord        accord id       -       1 while the accord is in force
    accord_age    accord id       -       turns for which it has been in force
    happened      event id        -       how often it fired
    since_event   event id        -       turns since it last fired (99 or more if never)
    stance        stance id       side    1 if that side's stance in this turn is this one
    count         status          side    people of the side who are home, abroad, held or gone
    sum           trait:status    side    sum of a trait over people of the side in a status
    person        trait           -       trait of the person in question, `turns_held` or `times_held`
    status        status          -       1 if the person in question has this status
    care          outcome id      -       what the person's trip multiplies this outcome's odds by
    reach         -               side    how far that side reaches where the person is
    hosted        -               side    1 if the person is at a place hosted by that side
    score         -               side    what the side has scored so far, weighted as at the end
    ended         ending instance -       1 if the game ended so (at the end only)
    roll          -               -       an even draw from [0, 1), the rule's own
    """

    kind: str
    name: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Unary:
    """`op` is one of: neg, not, abs."""

    op: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Binary:
    """`op` is one of: add sub mul div min max lt le gt ge eq ne and or. x/0 is 0."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Choose:
    """`then` where `condition` is not 0, else `otherwise`."""

    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class Curve:
    """Piecewise-linear interpolation over `points` (x strictly rising), flat outside them."""

    points: tuple[tuple[float, float], ...]
    value: Expr


Expr = Const | Read | Unary | Binary | Choose | Curve
