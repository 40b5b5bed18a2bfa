"""What rules are made of, lowered: expressions, effects, needs, attempts, each with its source.

Lowering doubles as the check of every formula and of every name in it: what is wrong goes to the
findings, and something harmless stands in its place, so that all of a file is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from game.engine import rules
from game.engine.expressions import Choose, Const, Expr
from game.engine.rules import TRAITS
from game.scenario.format import Condition, Document, Effects, Formula, Needs, Requirement
from game.scenario.naming import SCOPES, Names
from game.scenario.problems import Findings, meant
from game.scenario.resolving import Resolver
from game.scenario.source import Source, Trail
from game.scenario.surroundings import Context

TRUE, ZERO = Const(1.0), Const(0.0)
ALWAYS = rules.Condition(TRUE)
MOST_INSTANCES = 2000
_MOST_TOLD = 8  # names in a hint
EFFECT_WORK = 4  # steps that an effect takes, besides its formula


class Tried(Protocol):
    """What can succeed or fail: orders and choices."""

    @property
    def odds(self) -> Formula | None: ...
    @property
    def effects(self) -> Effects: ...
    @property
    def regardless(self) -> Effects: ...
    @property
    def failure(self) -> Effects: ...


@dataclass(frozen=True, slots=True)
class Instance:
    """One order as it stands on one side, for one person if it has a target."""

    id: str
    order: str
    side: str
    person: str = ""


@dataclass
class Pieces:
    """Lowers the pieces of one scenario's rules."""

    document: Document
    source: Source
    names: Names
    findings: Findings
    _instances: dict[str, tuple[Instance, ...]] = field(default_factory=dict)
    _doubts: list[tuple[str, Trail, str, str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        first, second = self.document.sides
        self.sides: tuple[str, str] = (first, second)
        self.resolver = Resolver(
            self.document, self.names, self.findings, self._instance_ids, self.source.inside
        )

    def rival(self, side: str) -> str:
        """The other side."""
        return self.resolver.rival(side)

    # -- places --------------------------------------------------------------------------------

    def rule_source(self, kind: str, id_: str, trail: Trail) -> rules.Source:
        """Where a rule stands: at its key."""
        mark = self.source.key_mark(trail)
        return rules.Source(kind, id_, self.source.file, mark.line, mark.column)

    def error(self, code: str, trail: Trail, message: str, hint: str = "", is_key: bool = False) -> None:
        """Notes an error at a value, or at its key."""
        mark = self.source.key_mark(trail) if is_key else self.source.value_mark(trail)
        self.findings.add("error", code, mark.line, mark.column, message, hint)

    def warn(self, code: str, trail: Trail, message: str, hint: str = "", is_key: bool = True) -> None:
        """Notes a warning at a key, or at its value."""
        mark = self.source.key_mark(trail) if is_key else self.source.value_mark(trail)
        self.findings.add("warning", code, mark.line, mark.column, message, hint)

    def doubt(self, code: str, trail: Trail, message: str, hint: str = "", is_key: bool = True) -> None:
        """Notes a warning that rests on the whole file, and so is told only where nothing is wrong."""
        self._doubts.append((code, trail, message, hint, is_key))

    def tell_doubts(self) -> None:
        """Warns of what was doubted, unless there are errors."""
        if not self.findings.has_errors:
            for doubt in self._doubts:
                self.warn(*doubt)
        self._doubts.clear()

    def known(self, kind: str, name: str, trail: Trail, is_key: bool = False) -> bool:
        """Whether `name` is one of a kind; an error that tells the nearest, if not."""
        if self.names.has(kind, name):
            return True
        if not self.names.is_broken(kind, name):
            every = list(self.names.every(kind))
            hint = meant(self.findings.nearest(name, every))
            if not hint and 0 < len(every) <= _MOST_TOLD:
                hint = "There is " + ", ".join(every) + "."
            self.error(f"unknown-{kind}", trail, f"There is no {kind} `{name}`.", hint, is_key)
        return False

    # -- formulas ------------------------------------------------------------------------------

    def expr(self, formula: Formula | None, trail: Trail, context: Context, default: Expr = ZERO) -> Expr:
        """The expression of a formula; `default` if there is none."""
        return default if formula is None else self.resolver.resolve(formula.tree, trail, context)

    def odds(self, formula: Formula | None, trail: Trail, context: Context, default: Expr = TRUE) -> Expr:
        """The same for odds, with a warning where they can never lie between 0 and 1."""
        expr = self.expr(formula, trail, context, default)
        low, high = self.resolver.range_of(expr)
        if formula is not None and (low > 1.0 or high < 0.0):
            self.warn("odds", trail, "Odds are from 0 to 1.", "0.25 is one in four.", is_key=False)
        return expr

    def condition(self, condition: Condition | None, trail: Trail, context: Context) -> rules.Condition:
        """A condition; always true if there is none."""
        if condition is None:
            return ALWAYS
        at = (*trail, "if") if (*trail, "if") in self.source.values else trail
        expr = self.expr(condition.if_, at, context)
        if not self.can_hold(expr):
            self.doubt("never", at, "This can never be true.", is_key=False)
        return rules.Condition(expr, condition.for_)

    def needs(self, needs: Needs, trail: Trail, context: Context) -> tuple[rules.Need, ...]:
        """The requirements that concern the context's side. Their text is found by their place."""
        return tuple(
            self._need(need, (*trail, number), context)
            for number, need in enumerate(needs)
            if need.side in ("", context.own) and self._has_side(need, (*trail, number))
        )

    def _has_side(self, need: Requirement, trail: Trail) -> bool:
        return not need.side or self.known("side", need.side, (*trail, "side"))

    def _need(self, need: Requirement, trail: Trail, context: Context) -> rules.Need:
        at = trail
        for longer in ((*trail, "if"), trail, (*trail[:-1], "if")):  # spelt out, in a list, or alone
            if longer in self.source.values:
                at = longer
                break
        expr = self.expr(need.if_, at, replace(context, settled=False, roll=False))
        return rules.Need(expr, "/".join(str(step) for step in trail))

    # -- effects -------------------------------------------------------------------------------

    def effects(
        self, effects: Effects, trail: Trail, context: Context, kind: str, id_: str, actor: str = ""
    ) -> tuple[rules.Effect, ...]:
        """The changes that a list of effects makes."""
        context = replace(context, roll=True)
        lowered: list[rules.Effect] = []
        for key, formula in effects.items():
            at = (*trail, key)
            self.resolver.spend(EFFECT_WORK)
            source = self.rule_source(kind, id_, at)
            variable = key.rpartition(".")[2]
            for side in self._changed(key, at, context):
                # what changes both sides is read for each as its own
                reading = replace(context, own=side) if key.startswith("both.") else context
                change = self.expr(formula, at, reading)
                lowered.append(rules.Effect(variable, side, change, source, actor))
        return tuple(lowered)

    def _changed(self, key: str, trail: Trail, context: Context) -> tuple[str, ...]:
        """The sides whose variable a key names; ("",) for a shared one, () if it names none."""
        scope, _, variable = key.rpartition(".")
        if variable not in self.document.variables:  # being changed is no use
            if not self.names.is_broken("variable", variable):
                hint = meant(self.findings.nearest(variable, self.names.every("variable")))
                if variable in self.document.definitions:
                    hint = f"`{variable}` is a definition; only variables change."
                self.error(
                    "unknown-variable", trail, f"There is no variable `{variable}`.", hint, is_key=True
                )
            return ()
        if scope and scope not in SCOPES and scope not in self.sides:
            hint = meant(self.findings.nearest(scope, ("rival", "both", *self.sides)))
            self.error("unknown-side", trail, f"`{scope}` is no side.", hint, is_key=True)
            return ()
        if self.document.variables[variable].shared is not None:
            if scope:
                self.error(
                    "shared-variable", trail, f"Both sides share `{variable}`.", f"Write `{variable}:`.", True
                )
            return ("",)
        if scope == "both":
            return self.sides
        if scope in self.sides:
            return (scope,)
        if not context.own:
            said = " or ".join(f"`{side}.{variable}`" for side in (*self.sides, "both"))
            self.error(
                "whose",
                trail,
                f"`{key}` belongs to a side, but here is neither's place.",
                f"Say {said}.",
                True,
            )
            return ()
        return (self.rival(context.own) if scope == "rival" else context.own,)

    def attempt(
        self, tried: Tried, trail: Trail, context: Context, kind: str, id_: str, actor: str
    ) -> rules.Attempt:
        """What a choice or order does."""

        def part(name: str, effects: Effects) -> tuple[rules.Effect, ...]:
            return self.effects(effects, (*trail, name), context, kind, id_, actor)

        always, success = part("regardless", tried.regardless), part("effects", tried.effects)
        failure = part("failure", tried.failure)
        if tried.odds is None:
            if tried.failure:
                self.warn("no-odds", (*trail, "failure"), "It cannot fail: it has no `odds`.")
            return rules.Attempt(always=always + success)
        odds = self.odds(tried.odds, (*trail, "odds"), context)
        return rules.Attempt(always, odds, success, failure)

    # -- orders as they stand ------------------------------------------------------------------

    def instances(self, order: str) -> tuple[Instance, ...]:
        """The instances of an order, on whichever side and for whomever it stands."""
        if order not in self._instances:
            self._instances[order] = self._candidates(order)  # while its own condition is looked at
            self._instances[order] = tuple(i for i in self._instances[order] if self._can_fit(i))
        return self._instances[order]

    def _instance_ids(self, order: str, side: str) -> tuple[str, ...]:
        return tuple(instance.id for instance in self.instances(order) if instance.side == side)

    def _candidates(self, id_: str) -> tuple[Instance, ...]:
        order = self.document.orders[id_]
        sides = (order.side,) if order.side else self.sides
        if order.target is None:
            return tuple(Instance(id_ if order.side else f"{id_}@{side}", id_, side) for side in sides)
        return tuple(
            Instance(f"{id_}.{person_id}", id_, side, person_id)
            for side in sides
            for person_id, person in self.document.people.items()
            if (person.side == side) != order.target.is_rival
        )

    def _can_fit(self, instance: Instance) -> bool:
        """Whether a target's condition can ever hold for the instance's person."""
        return not instance.person or self.can_hold(self.target(instance), instance.person)

    def can_hold(self, condition: Expr, person_id: str = "") -> bool:
        """Whether a condition can ever be true, of this person if one is given."""
        person = self.document.people.get(person_id)
        traits = {trait: float(getattr(person, trait)) for trait in TRAITS} if person else {}

        return self.resolver.range_for(condition, traits) != (0.0, 0.0)

    def target(self, instance: Instance) -> Expr:
        """The condition of an order's target, for one person; true if it has none."""
        target = self.document.orders[instance.order].target
        if target is None or target.where is None:
            return TRUE
        context = self.order_context(instance, is_settled=False)
        trail = ("orders", instance.order, "target")
        return self.resolver.resolve(target.where.tree, trail, replace(context, bare=True), target.offset)

    def order_context(self, instance: Instance, is_settled: bool = True) -> Context:
        """The surroundings of an order's formulas."""
        person_side = self.document.people[instance.person].side if instance.person else ""
        return Context(own=instance.side, person_side=person_side, settled=is_settled)


def only_if(condition: Expr, change: Expr) -> Expr:
    """A change that is made only where the condition holds."""
    return Choose(condition, change, ZERO)
