"""Finds what need not be worked out for every game.

Some truth values are marked as seldom 1: that an order was given, that someone is abroad, that an
event takes place. A value belongs under such a guard where it makes no difference to anything while
the guard is 0: either it is then 0 itself, or nobody then asks for it. Both are read off the graph,
so a rule never says how it is to be run, and what is left out can never matter.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from game.engine.steps import Graph, Step

_EVERY = -1  # the set of all guards: sets are whole numbers, a bit for each guard
# What an operation costs for all games, and a guard: nanoseconds a game, with numpy
_COST = {"draw": 2.5, "take": 0.8, "pick": 0.5, "div": 0.4, "snap": 0.4}
_COST_NUMBER, _COST_BYTE = 0.25, 0.06
_COST_GUARD, _COST_INPUT, _COST_OUTPUT = 0.3, 0.08, 0.2
_ADDITIVE = ("add", "badd", "sub")


class Guards:
    """The truth values that are marked, and what is known to imply them."""

    def __init__(self) -> None:
        self.marked: list[int] = []
        self._implied: dict[int, set[int]] = defaultdict(set)

    def mark(self, flag: int) -> None:
        """Marks a value; once is enough."""
        if flag not in self.marked:
            self.marked.append(flag)

    def imply(self, flag: int, guard: int) -> None:
        """`flag` is never 1 where `guard` is 0."""
        self._implied[flag].add(guard)

    def implied(self, flag: int) -> set[int]:
        """What a flag was said to imply."""
        return self._implied.get(flag, set())


@dataclass(frozen=True, slots=True)
class Sum:
    """A value for all games that begins as `first` (or as 0), and to which others are added under
    their guards, in any order if `is_exact`. `how` is add or sub."""

    first: tuple[int, ...]
    added: tuple[int, ...]
    how: str
    is_exact: bool


@dataclass
class Placement:
    """Which guard each value is worked out under, -1 for none, and the steps that are left."""

    steps: list[Step]
    under: dict[int, int]
    sums: dict[int, Sum] = field(default_factory=dict)


def placed(graph: Graph, guards: Guards) -> Placement:
    """Places every value of the graph; guards that would not pay are left out."""
    marked = list(guards.marked)
    while True:
        search = _Search(graph, guards, marked)
        loss = search.losses()
        if not loss:
            break
        marked = [guard for guard in marked if guard not in loss]
    used = set(search.under.values()) - {-1}
    steps = graph.needed(used)
    sums = search.sums()
    gone = _join(graph, search, sums)
    return Placement([s for s in steps if s.kind != "value" or s.value not in gone], search.under, sums)


def _join(graph: Graph, search: _Search, sums: dict[int, Sum]) -> set[int]:
    """Makes one sum of sums that lead to nothing but the next; those that are gone."""
    gone: set[int] = set()
    for value in sorted(sums):
        one = sums[value]
        if len(one.first) != 1 or (base := one.first[0]) not in sums:
            continue
        earlier = sums[base]
        is_alone = len(search.users[base]) == 1 and base not in search.is_wanted_by_all
        # a sum that waited for rows to be set would read them as they then are
        if is_alone and earlier.how == one.how and search.epoch[base] == search.epoch[value]:
            joint = earlier.added + one.added
            sums[value] = Sum(earlier.first, joint, one.how, earlier.is_exact and one.is_exact)
            del sums[base]
            gone.add(base)
    return gone


class _Search:
    def __init__(self, graph: Graph, guards: Guards, marked: list[int]) -> None:
        self.graph = graph
        self.guards = guards
        self.marked = marked
        self.bit = {guard: 1 << number for number, guard in enumerate(marked)}
        self.steps = graph.needed(marked)
        self.values = [step.value for step in self.steps if step.kind == "value"]
        self.zero = self._zeros()
        self.cone = self._cones()
        self.epoch: dict[int, int] = {}  # value -> how many state rows were set before it
        self.known = self._known()
        self.users: dict[int, list[int]] = defaultdict(list)
        self.is_wanted_by_all: set[int] = set(marked)
        self.asked = self._asked()
        self.under: dict[int, int] = {}
        self._settle()

    def _zeros(self) -> dict[int, int]:
        """The guards without which each value is 0."""
        graph = self.graph
        zero: dict[int, int] = {}
        leaves = {o for value in self.values for o in graph.operands[value]}
        leaves |= {step.value for step in self.steps}
        for value in sorted(leaves | set(self.values)):
            operation, left, right = graph.nodes[value]
            found = 0
            if graph.constants[value] == 0.0:
                found = _EVERY
            elif operation in ("and", "mul", "bmul"):
                found = zero[left] | zero[right]
            elif operation in ("or", "add", "badd", "sub", "less", "min", "max", "bmin", "bmax"):
                found = zero[left] & zero[right]
            elif operation in ("num", "snap", "abs", "copy", "trunc", "div"):
                found = zero[left]
            elif operation == "blt" and (graph.constants[left] or 0.0) >= 0.0:
                found = zero[right]
            elif operation == "beq":
                for one, other in ((left, right), (right, left)):
                    if graph.constants[one]:
                        found = zero[other]
            for each in (value, *self.guards.implied(value)):
                found |= self.bit.get(each, 0)
            zero[value] = found
        return zero

    def _known(self) -> dict[int, int]:
        """The guards that are known before state rows are set for the first time after each value.

        A value stays between the settings where it is, since it may read those rows.
        """
        epoch = self.epoch
        now = 0
        for step in self.steps:
            if step.kind == "value":
                epoch[step.value] = now
                for operand in self.graph.operands[step.value]:
                    epoch.setdefault(operand, now)
            now += step.kind == "write"
        by_epoch: dict[int, int] = defaultdict(int)
        for guard in self.marked:
            if guard in epoch:  # else nothing is made of it
                by_epoch[epoch[guard]] |= self.bit[guard]
        upto, sofar = {}, 0
        for each in sorted(set(epoch.values())):
            sofar |= by_epoch[each]
            upto[each] = sofar
        return {value: upto[epoch[value]] for value in self.values}

    def _cones(self) -> dict[int, int]:
        """The guards that each value is itself a part of."""
        cone: dict[int, int] = defaultdict(int)
        for value in sorted(self.values, reverse=True):
            cone[value] |= self.bit.get(value, 0)
            for operand in self.graph.operands[value]:
                cone[operand] |= cone[value]
        return cone

    def _asked(self) -> dict[int, int]:
        """The guards without which nobody asks for each value."""
        asked: dict[int, int] = defaultdict(lambda: _EVERY)
        for step in reversed(self.steps):
            value = step.value
            if step.kind == "value":
                needed = (asked[value] | self.zero[value]) & ~self.cone[value]
                for operand in self.graph.operands[value]:
                    asked[operand] &= needed
                    self.users[operand].append(value)
            elif step.kind == "note":
                asked[value] &= self.zero[value] | (self.zero.get(step.under, 0) if step.under >= 0 else 0)
            elif step.kind != "retire":
                asked[value] = 0
                self.is_wanted_by_all.add(value)
        for guard in self.marked:
            asked[guard] = 0
        return asked

    def _can_be_added(self, value: int, user: int) -> bool:
        """Whether `user` is a sum for all games to which `value` may be added under its guard."""
        operation, left, right = self.graph.nodes[user]
        if operation not in _ADDITIVE or self.under[user] != -1 or left == right:
            return False
        return value == right or operation != "sub"

    def _settle(self) -> None:
        alone: set[int] = set()  # of use to others than those under the same guard
        for value in reversed(self.values):
            free = ~self.cone[value] & self.known[value]
            zero = self.zero[value] & free
            users = self.users[value]
            plain = {self.under[user] for user in users if not (zero and self._can_be_added(value, user))}
            is_added = len(plain) < len({self.under[user] for user in users})
            is_for_all = value in self.is_wanted_by_all
            only = next(iter(plain)) if len(plain) == 1 else -1
            if only != -1 and not is_for_all and self._may(value, self.bit[only] & free, is_added):
                self.under[value] = only
                continue
            self.under[value] = self._best(zero)
            if plain or is_for_all or not users:
                alone.add(value)
        for value in self.values:
            at = self.under[value]
            if at != -1 and value in alone:
                operands = self.graph.operands[value]
                if not any(self.under.get(operand, -1) == at for operand in operands):
                    self.under[value] = -1
        self.alone = alone

    def _may(self, value: int, guard: int, is_added: bool) -> bool:
        """Whether a value may be left undone where a guard is 0. What is added to sums must be 0 there."""
        return bool(guard & self.zero[value]) or (bool(guard & self.asked[value]) and not is_added)

    def _best(self, guards: int) -> int:
        """The guard marked last is the most particular."""
        known = guards & ((1 << len(self.marked)) - 1)
        return self.marked[known.bit_length() - 1] if known else -1

    def sums(self) -> dict[int, Sum]:
        """The sums for all games to which something is added under guards."""
        found: dict[int, Sum] = {}
        for value in self.values:
            if self.under[value] != -1 or self.graph.nodes[value][0] not in _ADDITIVE:
                continue
            operands = self.graph.operands[value]
            added = tuple(
                operand
                for operand in operands
                if (at := self.under.get(operand, -1)) != -1
                and self.bit[at] & self.zero[operand]
                and self._can_be_added(operand, value)
            )
            if added:
                first = tuple(operand for operand in operands if operand not in added)
                how = "sub" if self.graph.nodes[value][0] == "sub" else "add"
                is_exact = all(self.graph.is_exact[each] for each in (value, *operands))
                found[value] = Sum(first, added, how, is_exact)
        return found

    def losses(self) -> set[int]:
        """The guards that cost more than they save."""
        gain: dict[int, float] = {}
        inputs: dict[int, set[int]] = defaultdict(set)
        for value, at in self.under.items():
            if at == -1:
                continue
            operation = self.graph.nodes[value][0]
            usual = _COST_BYTE if self.graph.is_byte[value] else _COST_NUMBER
            gain[at] = gain.get(at, -_COST_GUARD) + _COST.get(operation, usual)
            if value in self.alone:
                gain[at] -= _COST_OUTPUT
            for operand in self.graph.operands[value]:
                if self.graph.constants[operand] is None and self.under.get(operand, -1) != at:
                    inputs[at].add(operand)
        for value, one in self.sums().items():
            usual = _COST_BYTE if self.graph.is_byte[value] else _COST_NUMBER
            for operand in one.added:
                gain[self.under[operand]] += usual - _COST_OUTPUT
        return {at for at, won in gain.items() if won - _COST_INPUT * len(inputs[at]) <= 0.0}
