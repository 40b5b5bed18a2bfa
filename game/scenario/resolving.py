"""From a formula's text tree to the engine's expressions: names looked up where the formula stands.

A formula means something only in its surroundings: whose it is, whether a person is in question,
whether orders and stances of the turn are settled. `Context` says so; `Resolver` looks names up in it,
spells definitions out, and tells every unknown name at its column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.rules import STATUSES, TRAITS
from game.scenario.format import Document
from game.scenario.formulas import Call, Conditional, Infix, Name, Number, Prefix, Tree
from game.scenario.naming import FUNCTIONS, PERSONAL, SCOPES, WORDS, Names
from game.scenario.problems import Findings, Severity, meant
from game.scenario.ranges import ANYTHING, FLAG, Range, range_of

MOST_OPERATIONS = 4000  # of one formula with its definitions spelt out
MOST_NESTED = 8  # definitions within definitions

Tell = Callable[[Severity, str, int, str, str], None]  # severity, code, character, message, hint

_OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "==": "eq", "!=": "ne", "and": "and", "or": "or",
}  # fmt: skip
_NOTHING = Const(0.0)


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
class _Task:
    """One formula being resolved: its surroundings, who is told what is wrong, what is guarded."""

    context: Context
    tell: Tell
    nested: tuple[str, ...] = ()  # definitions being spelt out
    guards: tuple[Expr, ...] = ()  # what conditions around this compare
    size: int = 0


@dataclass
class Resolver:
    """Looks the names of formulas up. `instances` gives an order's instance ids on a side."""

    document: Document
    names: Names
    findings: Findings
    instances: Callable[[str, str], tuple[str, ...]]
    place: Callable[[tuple[str | int, ...], int], tuple[int, int]]
    _spelt: dict[tuple[str, Context], tuple[Expr, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides: tuple[str, ...] = tuple(self.document.sides)

    def rival(self, side: str) -> str:
        """The other side."""
        return self.sides[1] if side == self.sides[0] else self.sides[0]

    def resolve(self, tree: Tree, trail: tuple[str | int, ...], context: Context, offset: int = 0) -> Expr:
        """The expression of a formula that stands at `trail`, `offset` characters into its value."""

        def tell(severity: Severity, code: str, at: int, message: str, hint: str) -> None:
            line, column = self.place(trail, at + offset)
            self.findings.add(severity, code, line, column, message, hint)

        task = _Task(context, tell)
        expr = self._expr(tree, task)
        if task.size > MOST_OPERATIONS:
            tell(
                "error",
                "formula-too-large",
                0,
                "With its definitions spelt out, the formula is too large.",
                "",
            )
            return _NOTHING
        return expr

    # -- trees ---------------------------------------------------------------------------------

    def _expr(self, tree: Tree, task: _Task) -> Expr:
        task.size += 1
        if task.size > MOST_OPERATIONS:
            return _NOTHING
        match tree:
            case Number(value):
                return Const(value)
            case Name():
                return self._name(tree, task)
            case Call():
                return self._call(tree, task)
            case Prefix(operator, value):
                return Unary("neg" if operator == "-" else "not", self._expr(value, task))
            case Infix("and", left, right):
                first = self._expr(left, task)
                return Binary("and", first, self._guarded(right, task, first))
            case Infix(operator, left, right):
                first, second = self._expr(left, task), self._expr(right, task)
                if operator == "/":
                    self._divides(second, tree.at, task)
                return Binary(_OPERATORS[operator], first, second)
            case Conditional(then, condition, otherwise):
                test = self._expr(condition, task)
                return Choose(test, self._guarded(then, task, test), self._guarded(otherwise, task, test))

    def _guarded(self, tree: Tree, task: _Task, test: Expr) -> Expr:
        """What is only reached by way of `test`: a divisor that it compares needs no warning."""
        before = task.guards
        task.guards = (*before, *_compared(test))
        expr = self._expr(tree, task)
        task.guards = before
        return expr

    def _divides(self, divisor: Expr, at: int, task: _Task) -> None:
        if isinstance(divisor, Const):
            if divisor.value == 0.0:
                task.tell("warning", "division-by-zero", at, "This divides by 0, and gives 0.", "")
            return
        if divisor in task.guards:
            return
        low, high = range_of(divisor, self.range_of_read)
        if low <= 0.0 <= high:
            task.tell(
                "warning", "division-by-zero", at, "The divisor can be 0; the result is then 0.",
                "`max(..., 1)` keeps it away from 0, or `... if divisor > 0 else ...`.",
            )  # fmt: skip

    # -- names ---------------------------------------------------------------------------------

    def _name(self, name: Name, task: _Task) -> Expr:
        scope, word = name.scope, name.name
        if scope == "person" or (not scope and task.context.bare and word in PERSONAL):
            return self._personal(name, task)
        if not scope and word in WORDS:
            return self._word(name, task)
        if scope and scope not in self.sides and scope not in SCOPES:
            return self._unknown_scope(name, task)
        if word == "score":
            return self._score(name, task)
        if self.names.has("variable", word):
            return self._variable(name, task)
        if self.names.has("definition", word):
            side = self._side(scope, name.at, word, task) if scope else task.context.own
            return _NOTHING if side is None else self._definition(word, side, name.at, task)
        if not (self.names.is_broken("variable", word) or self.names.is_broken("definition", word)):
            known = [*self.names.every("variable", "definition"), *([] if scope else WORDS)]
            known += PERSONAL if task.context.bare and not scope else ()
            hint = meant(self.findings.nearest(word, known))
            if word in FUNCTIONS:
                hint = f"`{word}` is a function: `{word}(...)`."
            elif not scope and word in PERSONAL:
                hint = (
                    "No person is in question here." if not task.context.person_side else f"`person.{word}`"
                )
            elif not scope and word in self.sides:
                hint = f"A side's values are read as `{word}.name`."
            task.tell("error", "unknown-name", name.at, f"Nothing is called `{_short(word)}`.", hint)
        return _NOTHING

    def _word(self, name: Name, task: _Task) -> Expr:
        context = task.context
        match name.name:
            case "true":
                return Const(1.0)
            case "false":
                return Const(0.0)
            case "turn":
                return Read("turn")
            case "turns":
                return Const(float(self.document.calendar.turns))
            case "score":
                return self._score(name, task)
            case "roll" if context.roll:
                return Read("roll")
            case "care" if context.outcome:
                return Read("care", context.outcome)
            case "reach" | "hosted" if context.person_side:
                return Read(name.name, "", self.rival(context.person_side))
        where = {
            "roll": "in the effects of orders, choices, events and outcomes",
            "care": "in outcomes of travel",
            "person": "as `person.knowledge`, where a person is in question",
        }.get(name.name, "where a person is in question")
        task.tell("error", "not-here", name.at, f"`{name.name}` has a meaning only {where}.", "")
        return _NOTHING

    def _personal(self, name: Name, task: _Task) -> Expr:
        if name.name not in PERSONAL:
            hint = (
                meant(self.findings.nearest(name.name, PERSONAL))
                or "A person has " + ", ".join(PERSONAL) + "."
            )
            task.tell("error", "unknown-name", name.at, f"A person has no `{_short(name.name)}`.", hint)
        elif not task.context.person_side:
            task.tell("error", "not-here", name.at, "No person is in question here.", "")
        elif name.name in STATUSES:
            return Read("status", name.name)
        else:
            return Read("person", name.name)
        return _NOTHING

    def _score(self, name: Name, task: _Task) -> Expr:
        if not task.context.score:
            task.tell("error", "not-here", name.at, "`score` has a meaning only in endings.", "")
            return _NOTHING
        side = self._side(name.scope, name.at, "score", task)
        return _NOTHING if side is None else Read("score", "", side)

    def _variable(self, name: Name, task: _Task) -> Expr:
        if self.document.variables[name.name].shared is not None:
            if name.scope:
                task.tell(
                    "error", "shared-variable", name.at, f"Both sides share `{name.name}`.",
                    f"It is read as `{name.name}`.",
                )  # fmt: skip
            return Read("variable", name.name)
        side = self._side(name.scope, name.at, name.name, task)
        return _NOTHING if side is None else Read("variable", name.name, side)

    def _side(self, scope: str, at: int, word: str, task: _Task) -> str | None:
        """The side that a scope names here; None, and told, if it names none."""
        if scope in self.sides:
            self.names.used.add(("side", scope))
            return scope
        if scope == "both":
            task.tell(
                "error", "not-here", at, "`both.` has a meaning only before what an effect changes.", ""
            )
            return None
        if not task.context.own:
            said = f"{scope}.{word}" if scope else word
            choices = " or ".join(f"`{side}.{word}`" for side in self.sides)
            task.tell(
                "error",
                "whose",
                at,
                f"`{said}` belongs to a side, but here is neither's place.",
                f"Say {choices}.",
            )
            return None
        return self.rival(task.context.own) if scope == "rival" else task.context.own

    def _unknown_scope(self, name: Name | Call, task: _Task) -> Expr:
        if not self.names.is_broken("side", name.scope):
            known = ("rival", "own", "person", *self.sides)
            hint = (
                meant(self.findings.nearest(name.scope, known))
                or "Before a dot stands " + ", ".join(known) + "."
            )
            task.tell("error", "unknown-name", name.at, f"`{_short(name.scope)}` is no side.", hint)
        return _NOTHING

    # -- definitions -----------------------------------------------------------------------------

    def _definition(self, word: str, side: str, at: int, task: _Task) -> Expr:
        if word in task.nested or len(task.nested) >= MOST_NESTED:
            chain = " -> ".join((*task.nested, word))
            code, message = (
                ("cycle", f"The definition rests on itself: {chain}.")
                if word in task.nested
                else ("formula-too-deep", f"More than {MOST_NESTED} definitions within each other: {chain}.")
            )
            task.tell("error", code, at, message, "")
            return _NOTHING
        context = replace(task.context, own=side)
        if (word, context) not in self._spelt:
            trail = ("definitions", word)

            told_here = []

            def tell(severity: Severity, code: str, inner: int, message: str, hint: str) -> None:
                if code in ("whose", "not-here", "cycle", "formula-too-deep"):  # depends on who asks
                    if code in told_here:  # one is enough for a use
                        return
                    told_here.append(code)
                    said = f"In `{word}`: {message}" if code in ("whose", "not-here") else message
                    task.tell(severity, code, at, said, hint)
                else:
                    line, column = self.place(trail, inner)
                    self.findings.add(severity, code, line, column, message, hint)

            inner = _Task(context, tell, (*task.nested, word))
            expr = self._expr(self.document.definitions[word].value.tree, inner)
            if told_here:  # and again wherever else it is used
                task.size += inner.size
                return expr
            self._spelt[word, context] = expr, inner.size
        expr, size = self._spelt[word, context]
        task.size += size
        return expr

    # -- calls -----------------------------------------------------------------------------------

    def _call(self, call: Call, task: _Task) -> Expr:
        function, given = call.name, len(call.arguments)
        if function not in FUNCTIONS:
            hint = (
                meant(self.findings.nearest(function, FUNCTIONS))
                or "Functions: " + ", ".join(FUNCTIONS) + "."
            )
            task.tell(
                "error", "unknown-function", call.at, f"There is no function `{_short(function)}`.", hint
            )
            return _NOTHING
        if call.scope and call.scope not in self.sides and call.scope not in SCOPES:
            return self._unknown_scope(call, task)
        wanted = {"sum": 2, "curve": 2, "clamp": 3, "min": -2, "max": -2}.get(function, 1)
        if given != wanted if wanted > 0 else given < -wanted:
            count = f"{wanted}" if wanted > 0 else f"at least {-wanted}"
            task.tell("error", "arguments", call.at, f"`{function}` takes {count}, and has {given}.", "")
            return _NOTHING
        if call.scope and function not in ("in_force", "since", "times", "ordered", "stance", "count", "sum"):
            task.tell("error", "not-here", call.at, f"`{function}` belongs to no side.", f"`{function}(...)`")
            return _NOTHING
        match function:
            case "min" | "max":
                return _chain(function, [self._expr(argument, task) for argument in call.arguments])
            case "clamp":
                value, low, high = (self._expr(argument, task) for argument in call.arguments)
                return Binary("min", Binary("max", value, low), high)
            case "abs":
                return Unary("abs", self._expr(call.arguments[0], task))
            case "curve":
                return self._curve(call, task)
            case "count" | "sum":
                return self._people(call, task)
            case "accord" | "accord_age":
                return self._plain(call, "accord", function, task)
            case "happened" | "since_event":
                return self._plain(call, "event", function, task)
            case "ended":
                return self._ended(call, task)
            case "stance":
                return self._stance(call, task)
        return self._order(call, task)

    def _id(self, call: Call, kind: str, task: _Task) -> str | None:
        """The id that the first argument names; None, and told, if it names none."""
        argument, function = call.arguments[0], call.name
        if not isinstance(argument, Name) or argument.scope:
            hint = ""
            if isinstance(argument, Name) and argument.scope in (*SCOPES, *self.sides):
                hint = f"The side stands before the function: `{argument.scope}.{function}({argument.name})`."
            task.tell("error", "arguments", argument.at, f"The name of {_a(kind)} is expected here.", hint)
            return None
        if self.names.has(kind, argument.name):
            return argument.name
        if not self.names.is_broken(kind, argument.name):
            hint = meant(self.findings.nearest(argument.name, self.names.every(kind)))
            message = f"There is no {kind} `{_short(argument.name)}`."
            task.tell("error", f"unknown-{kind}", argument.at, message, hint)
        return None

    def _plain(self, call: Call, kind: str, reads: str, task: _Task) -> Expr:
        name = self._id(call, kind, task)
        return Read(reads, name) if name else _NOTHING

    def _curve(self, call: Call, task: _Task) -> Expr:
        name = self._id(call, "curve", task)
        value = self._expr(call.arguments[1], task)
        points = self.document.curves.get(name or "", ())
        return Curve(tuple(points), value) if points else _NOTHING

    def _ended(self, call: Call, task: _Task) -> Expr:
        name = self._id(call, "ending", task)
        if not task.context.over:
            task.tell("error", "not-here", call.at, "`ended` has a meaning only in the discussion.", "")
        elif name:
            each = self.document.endings[name].each
            ids = [f"{name}@{side}" for side in self.sides] if each else [name]
            return _chain("max", [Read("ended", id_) for id_ in ids])
        return _NOTHING

    def _people(self, call: Call, task: _Task) -> Expr:
        words = []
        allowed: list[tuple[str, ...]] = [STATUSES] if call.name == "count" else [TRAITS, STATUSES]
        for argument, choices in zip(call.arguments, allowed, strict=True):
            if isinstance(argument, Name) and not argument.scope and argument.name in choices:
                words.append(argument.name)
            else:
                said = argument.name if isinstance(argument, Name) else ""
                hint = meant(self.findings.nearest(said, choices)) if said else ""
                task.tell(
                    "error", "arguments", argument.at, "Expected here: " + ", ".join(choices) + ".", hint
                )
        side = self._side(call.scope, call.at, f"{call.name}(...)", task)
        if side is None or len(words) < len(allowed):
            return _NOTHING
        return Read(call.name, ":".join(words), side)

    def _stance(self, call: Call, task: _Task) -> Expr:
        name = self._id(call, "stance", task)
        side = self._side(call.scope, call.at, "stance(...)", task)
        if not self._is_settled(call, task) or name is None or side is None:
            return _NOTHING
        return Read("stance", name, side)

    def _order(self, call: Call, task: _Task) -> Expr:
        name = self._id(call, "order", task)
        if name is None or not (call.name != "ordered" or self._is_settled(call, task)):
            return _NOTHING
        order = self.document.orders[name]
        if call.name == "in_force" and order.policy is None:
            task.tell("warning", "not-a-policy", call.at, f"`{name}` is no policy, and never in force.", "")
        side = order.side
        if not side or call.scope:
            asked = self._side(call.scope, call.at, f"{call.name}({name})", task)
            if asked is None:
                return _NOTHING
            if side and asked != side:
                task.tell(
                    "error", "other-side", call.at, f"`{name}` is an order of {side}'s, not of {asked}'s.",
                    f"`{call.name}({name})` needs no side before it.",
                )  # fmt: skip
                return _NOTHING
            side = asked
        reads: list[Expr] = [Read(call.name, instance) for instance in self.instances(name, side)]
        joint = {"times": "add", "since": "min"}.get(call.name, "max")
        task.size += len(reads)
        return _chain(joint, reads) if reads else Const(99.0 if call.name == "since" else 0.0)

    def _is_settled(self, call: Call, task: _Task) -> bool:
        if not task.context.settled:
            task.tell(
                "error", "not-here", call.at, f"`{call.name}` is not settled yet where this is judged.",
                "It can be read in effects and odds, not in needs or when.",
            )  # fmt: skip
        return task.context.settled

    # -- ranges ----------------------------------------------------------------------------------

    def range_of_read(self, read: Read) -> Range:
        """Within what a value of the state can lie."""
        document = self.document
        turns = float(document.calendar.turns)
        people = [person for person in document.people.values() if not read.side or person.side == read.side]
        match read.kind:
            case "variable":
                return document.variables[read.name].range
            case "turn":
                return 1.0, turns
            case "since" | "since_event":
                return 0.0, 99.0
            case "times" | "happened" | "accord_age":
                return 0.0, turns
            case "count":
                return 0.0, float(len(people))
            case "sum":
                trait = read.name.partition(":")[0]
                return 0.0, sum(float(getattr(person, trait)) for person in people)
            case "person" if read.name in TRAITS:
                traits = [float(getattr(person, read.name)) for person in people] or [0.0]
                return min(traits), max(traits)
            case "person":
                return 0.0, turns
            case "care":
                return 0.0, 100.0
            case "score":
                return ANYTHING
        return FLAG


def _compared(test: Expr) -> tuple[Expr, ...]:
    """What a condition compares, or is true by not being 0."""
    match test:
        case Binary("and" | "or", left, right):
            return (*_compared(left), *_compared(right))
        case Unary("not", inner):
            return _compared(inner)
        case Binary("lt" | "le" | "gt" | "ge" | "eq" | "ne", left, right):
            return (left, right)
    return (test,)


def _chain(op: str, parts: list[Expr]) -> Expr:
    """The parts joined pairwise, so that many make no deep tree."""
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        joined: list[Expr] = [Binary(op, left, right) for left, right in pairs]
        parts = joined + parts[len(parts) - len(parts) % 2 :]
    return parts[0]


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
