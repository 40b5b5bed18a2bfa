"""What a formula may read while one rule is compiled, and the compiling of formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.engine.builder import Builder
from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.program import Trip
from game.engine.rules import STATUSES, TRAITS, Person, Rules

Reader = Callable[[Person], int]


@dataclass(frozen=True)
class Scope:
    """The surroundings of a formula.

    `person` is the index of one person; `someone` a value holding an index + 1 (0: nobody).
    """

    builder: Builder
    rules: Rules
    trips: tuple[Trip, ...]
    person: int | None = None
    someone: int | None = None
    place: str = ""  # where the person in question is, if the rule says so
    roll: str = ""  # name of the rule's own luck, of which `roll` is the second half
    taking_effect: dict[str, int] | None = None  # order -> 1 if it takes effect in this turn
    stances: dict[str, int] | None = None  # side -> index of its stance in this turn

    def about(self, person: int) -> Scope:
        """The same, about one person."""
        return replace(self, person=person, someone=None)

    def about_someone(self, value: int, place: str = "") -> Scope:
        """The same, about a person known only while the game runs."""
        return replace(self, person=None, someone=value, place=place)

    def rolling(self, name: str) -> Scope:
        """The same, with a draw of its own."""
        return replace(self, roll=name)

    # -- formulas ------------------------------------------------------------------------------

    def value(self, expr: Expr) -> int:
        """The formula's value in the builder."""
        b = self.builder
        match expr:
            case Const(value):
                return b.const(value)
            case Read():
                return self._read(expr)
            case Unary(op, inner):
                x = self.value(inner)
                if op == "neg":
                    return b.sub(b.const(0.0), x)
                return b.negate(x) if op == "not" else b.abs(x)
            case Binary(op, left, right):
                return self._binary(op, self.value(left), self.value(right))
            case Choose(condition, then, otherwise):
                return b.choose(self.value(condition), self.value(then), self.value(otherwise))
            case Curve(points, inner):
                return b.curve(points, self.value(inner))

    def truth(self, expr: Expr) -> int:
        """1 where the formula is not 0."""
        return self.builder.flag(self.value(expr))

    def odds(self, expr: Expr) -> int:
        """The formula as a probability."""
        return self.builder.clamp(self.value(expr), 0.0, 1.0)

    def _binary(self, op: str, x: int, y: int) -> int:
        b = self.builder
        match op:
            case "add":
                return b.add(x, y)
            case "sub":
                return b.sub(x, y)
            case "mul":
                return b.mul(x, y)
            case "div":
                return b.div(x, y)
            case "min":
                return b.min(x, y)
            case "max":
                return b.max(x, y)
            case "lt":
                return b.lt(x, y)
            case "le":
                return b.le(x, y)
            case "gt":
                return b.lt(y, x)
            case "ge":
                return b.le(y, x)
            case "eq":
                return b.eq(x, y)
            case "ne":
                return b.negate(b.eq(x, y))
            case "and":
                return b.both(x, y)
            case "or":
                return b.either(x, y)
        raise ValueError(f"unknown operation {op}")

    # -- names ---------------------------------------------------------------------------------

    def _read(self, read: Read) -> int:
        b = self.builder
        match read.kind:
            case "variable":
                return b.row(variable_row(read.name, read.side))
            case "turn":
                return b.row("turn")
            case "in_force" | "since" | "times" | "accord" | "accord_age" | "happened" | "since_event":
                name = f"{read.kind}:{read.name}"
                if name not in b.layout.index:
                    return b.const(0.0)  # what is no policy is never in force
                return b.row(name)
            case "ordered":
                return (self.taking_effect or {}).get(read.name, b.const(0.0))
            case "stance":
                index = [stance.id for stance in self.rules.stances].index(read.name)
                stance = self.stances[read.side] if self.stances else b.row(f"stance:{read.side}")
                return b.eq(stance, b.const(index))
            case "count":
                return self._sum("", read.name, read.side)
            case "sum":
                trait, _, status = read.name.partition(":")
                return self._sum(trait, status, read.side)
            case "score":
                return b.row(f"score:{read.side}")
            case "ended":
                ids = [ending.id for ending in self.rules.endings]
                return b.eq(b.row("ended"), b.const(1 + ids.index(read.name)))
            case "roll":
                return b.draw(self.roll, 1)
            case "person":
                return self._person(read.name)
            case "status":
                return self._each_person(
                    lambda p: b.eq(b.row(f"status:{p.id}"), b.const(STATUSES.index(read.name)))
                )
            case "care":
                return self.care(read.name)
            case "reach":
                side = self.rules.sides.index(read.side)
                return self._where({place.id: place.reach[side] for place in self.rules.places})
            case "hosted":
                return self._where({p.id: float(p.host == read.side) for p in self.rules.places})
        raise ValueError(f"nothing is called {read.kind}")

    def _sum(self, trait: str, status: str, side: str) -> int:
        b = self.builder
        code = b.const(STATUSES.index(status))
        total = b.const(0.0)
        for person in self.rules.people:
            if person.side == side:
                weight = person.traits[TRAITS.index(trait)] if trait else 1.0
                here = b.eq(b.row(f"status:{person.id}"), code)
                total = b.add(total, b.mul(here, b.const(weight)))
        return total

    def _person(self, name: str) -> int:
        b = self.builder
        if name in TRAITS:
            traits = tuple(person.traits[TRAITS.index(name)] for person in self.rules.people)
            if self.person is not None:
                return b.const(traits[self.person])
            return b.take((0.0, *traits), self._someone())
        return self._each_person(lambda person: b.row(f"{name}:{person.id}"))

    def _someone(self) -> int:
        if self.someone is None:
            raise ValueError("this formula is about nobody in particular")
        return self.someone

    def _each_person(self, of: Reader) -> int:
        """A value of the person in question, picked out of everyone's where need be."""
        b = self.builder
        if self.person is not None:
            return of(self.rules.people[self.person])
        someone = self._someone()
        total = b.const(0.0)
        for index, person in enumerate(self.rules.people):
            total = b.add(total, b.mul(b.eq(someone, b.const(index + 1)), of(person)))
        return total

    def care(self, outcome: str) -> int:
        """What the person's trip multiplies an outcome's odds by."""
        table = [1.0]
        for trip in self.trips[1:]:
            kind = next(i for i in self.rules.invitations if i.id == trip.invitation)
            choice = next(c for c in kind.choices if c.id == trip.choice)
            table.append(dict(choice.care).get(outcome, 1.0))
        return self._by_trip(tuple(table))

    def _where(self, by_place: dict[str, float]) -> int:
        if self.place:
            return self.builder.const(by_place[self.place])
        return self._by_trip((0.0, *(by_place[trip.place] for trip in self.trips[1:])))

    def _by_trip(self, table: tuple[float, ...]) -> int:
        b = self.builder
        if len(set(table)) == 1:
            return b.const(table[0])
        return self._each_person(lambda person: b.take(table, b.row(f"trip:{person.id}")))


def variable_row(variable: str, side: str) -> str:
    """The state row of a variable."""
    return f"variable:{variable}:{side}" if side else f"variable:{variable}"
