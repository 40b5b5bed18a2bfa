"""From a formula's text tree to the engine's expressions: names looked up where the formula stands.

A formula means something only in its surroundings: whose it is, whether a person is in question,
whether orders and stances of the turn are settled. `Context` says so; `Resolver` looks names up in it,
spells definitions out, and tells every unknown name at its column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from game.engine.expressions import Binary, Choose, Const, Expr, Read, Unary
from game.engine.rules import STATUSES
from game.scenario.format import Document
from game.scenario.formulas import Call, Conditional, Infix, Name, Number, Prefix, Tree
from game.scenario.functions import called
from game.scenario.naming import FUNCTIONS, PERSONAL, SCOPES, WORDS, Names
from game.scenario.problems import Findings, Severity, meant
from game.scenario.ranges import ANYTHING, Known, Range, range_of, read_range
from game.scenario.surroundings import NOTHING, Context, Task, short

MOST_OPERATIONS = 4000  # of one formula with its definitions spelt out
MOST_WORK = 60_000  # steps for all formulas of a file; the flagship takes a fifth
MOST_NESTED = 8  # definitions within definitions

_OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "==": "eq", "!=": "ne", "and": "and", "or": "or",
}  # fmt: skip


@dataclass
class Resolver:
    """Looks the names of formulas up. `instances` gives an order's instance ids on a side."""

    document: Document
    names: Names
    findings: Findings
    instances: Callable[[str, str], tuple[str, ...]]
    place: Callable[[tuple[str | int, ...], int], tuple[int, int]]
    _spelt: dict[tuple[str, Context], tuple[Expr, int]] = field(default_factory=dict)
    _ranges: Known = field(default_factory=dict)
    _work: int = 0
    _is_told: bool = False

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

        task = Task(context, tell)
        if self.is_exhausted:
            if not self._is_told:
                self._is_told = True
                tell("error", "too-much", 0, "The file asks for far more than any scenario needs.", "")
            return NOTHING
        expr = self.expr(tree, task)
        if task.size > MOST_OPERATIONS:
            return task.error(
                "formula-too-large", 0, "With its definitions spelt out, the formula is too large."
            )
        return expr

    # -- trees ---------------------------------------------------------------------------------

    def expr(self, tree: Tree, task: Task) -> Expr:
        """The expression of a tree or of a part of it."""
        task.size += 1
        self._work += 1
        if task.size > MOST_OPERATIONS or self.is_exhausted:
            return NOTHING
        match tree:
            case Number(value):
                return Const(value)
            case Name():
                return self._name(tree, task)
            case Call():
                return called(self, tree, task)
            case Prefix(operator, value):
                return Unary("neg" if operator == "-" else "not", self.expr(value, task))
            case Infix("and", left, right):
                first = self.expr(left, task)
                return Binary("and", first, self._guarded(right, task, first))
            case Infix(operator, left, right):
                first, second = self.expr(left, task), self.expr(right, task)
                if operator == "/":
                    self._divides(second, tree.at, task)
                return Binary(_OPERATORS[operator], first, second)
            case Conditional(then, condition, otherwise):
                test = self.expr(condition, task)
                return Choose(test, self._guarded(then, task, test), self._guarded(otherwise, task, test))

    def _guarded(self, tree: Tree, task: Task, test: Expr) -> Expr:
        """What is only reached by way of `test`: a divisor that it compares needs no warning."""
        before = task.guards
        task.guards = (*before, *_compared(test))
        expr = self.expr(tree, task)
        task.guards = before
        return expr

    def _divides(self, divisor: Expr, at: int, task: Task) -> None:
        if isinstance(divisor, Const):
            if divisor.value == 0.0:
                task.warn("division-by-zero", at, "This divides by 0, and gives 0.")
            return
        if divisor in task.guards:
            return
        low, high = self.range_of(divisor)
        if low <= 0.0 <= high:
            task.warn("division-by-zero", at, "The divisor can be 0; the result is then 0.",
                "`max(..., 1)` keeps it away from 0, or `... if divisor > 0 else ...`.",
            )  # fmt: skip

    # -- names ---------------------------------------------------------------------------------

    def _name(self, name: Name, task: Task) -> Expr:
        scope, word = name.scope, name.name
        if scope == "person" or (not scope and task.context.bare and word in PERSONAL):
            return self._personal(name, task)
        if not scope and word in WORDS:
            return self._word(name, task)
        if scope and scope not in self.sides and scope not in SCOPES:
            return self.unknown_scope(name, task)
        if word == "score":
            return self._score(name, task)
        if self.names.has("variable", word):
            return self._variable(name, task)
        if self.names.has("definition", word):
            side = self.side(scope, name.at, word, task) if scope else task.context.own
            return NOTHING if side is None else self._definition(word, side, name.at, task)
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
            task.error("unknown-name", name.at, f"Nothing is called `{short(word)}`.", hint)
        return NOTHING

    def _word(self, name: Name, task: Task) -> Expr:
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
        return task.error("not-here", name.at, f"`{name.name}` has a meaning only {where}.")

    def _personal(self, name: Name, task: Task) -> Expr:
        if name.name not in PERSONAL:
            hint = (
                meant(self.findings.nearest(name.name, PERSONAL))
                or "A person has " + ", ".join(PERSONAL) + "."
            )
            task.error("unknown-name", name.at, f"A person has no `{short(name.name)}`.", hint)
        elif not task.context.person_side:
            task.error("not-here", name.at, "No person is in question here.")
        elif name.name in STATUSES:
            return Read("status", name.name)
        else:
            return Read("person", name.name)
        return NOTHING

    def _score(self, name: Name, task: Task) -> Expr:
        if not task.context.score:
            return task.error("not-here", name.at, "`score` has a meaning only in endings.")
        side = self.side(name.scope, name.at, "score", task)
        return NOTHING if side is None else Read("score", "", side)

    def _variable(self, name: Name, task: Task) -> Expr:
        if self.document.variables[name.name].shared is not None:
            if name.scope:
                task.error("shared-variable", name.at, f"Both sides share `{name.name}`.",
                    f"It is read as `{name.name}`.",
                )  # fmt: skip
            return Read("variable", name.name)
        side = self.side(name.scope, name.at, name.name, task)
        return NOTHING if side is None else Read("variable", name.name, side)

    def side(self, scope: str, at: int, word: str, task: Task) -> str | None:
        """The side that a scope names here; None, and told, if it names none."""
        if scope in self.sides:
            self.names.used.add(("side", scope))
            return scope
        if scope == "both":
            task.error("not-here", at, "`both.` has a meaning only before what an effect changes.")
            return None
        if not task.context.own:
            said = f"{scope}.{word}" if scope else word
            choices = " or ".join(f"`{side}.{word}`" for side in self.sides)
            task.error(
                "whose",
                at,
                f"`{said}` belongs to a side, but here is neither's place.",
                f"Say {choices}.",
            )
            return None
        return self.rival(task.context.own) if scope == "rival" else task.context.own

    def unknown_scope(self, name: Name | Call, task: Task) -> Expr:
        """Tells that what stands before a dot is no side."""
        if not self.names.is_broken("side", name.scope):
            known = ("rival", "own", "person", *self.sides)
            hint = (
                meant(self.findings.nearest(name.scope, known))
                or "Before a dot stands " + ", ".join(known) + "."
            )
            task.error("unknown-name", name.at, f"`{short(name.scope)}` is no side.", hint)
        return NOTHING

    # -- definitions -----------------------------------------------------------------------------

    def _definition(self, word: str, side: str, at: int, task: Task) -> Expr:
        if word in task.nested or len(task.nested) >= MOST_NESTED:
            chain = " -> ".join((*task.nested, word))
            code, message = (
                ("cycle", f"The definition rests on itself: {chain}.")
                if word in task.nested
                else ("formula-too-deep", f"More than {MOST_NESTED} definitions within each other: {chain}.")
            )
            return task.error(code, at, message)
        context = replace(task.context, own=side)
        if (word, context) not in self._spelt:
            trail = ("definitions", word, "value")
            told_here: list[str] = []

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

            inner = Task(context, tell, (*task.nested, word))
            expr = self.expr(self.document.definitions[word].value.tree, inner)
            if told_here:  # and again wherever else it is used
                task.size += inner.size
                return expr
            self._spelt[word, context] = expr, inner.size
        expr, size = self._spelt[word, context]
        task.size += size
        return expr

    # -- ranges ----------------------------------------------------------------------------------

    def range_of(self, expr: Expr) -> Range:
        """Within what a formula's value can lie."""
        return range_of(expr, lambda read: read_range(self.document, read), self._ranges)

    def range_for(self, expr: Expr, traits: dict[str, float]) -> Range:
        """The same where the traits of the person in question are these."""

        def reads(read: Read) -> Range:
            if read.kind == "person" and read.name in traits:
                return traits[read.name], traits[read.name]
            return read_range(self.document, read)

        if self.is_exhausted:
            return ANYTHING
        known: Known = {}
        found = range_of(expr, reads, known)
        self._work += len(known)
        return found

    def spend(self, steps: int) -> None:
        """Counts work that formulas cause elsewhere."""
        self._work += steps

    @property
    def is_exhausted(self) -> bool:
        """Whether a file asks for so much that nothing more is looked at."""
        return self._work > MOST_WORK


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
