"""Puts the steps of a section into an order in which each guard is asked as seldom as can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import heappop, heappush

from game.engine.guards import Placement
from game.engine.steps import Graph, Step


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do. `numbers` are what an operation takes besides values: table, word, half.

    value    works `value` out
    add      adds the operand to the sum `value`, or with `sub` takes it away, under a guard
    note, save, write, retire   as in `Step`; `place` is the slot or state row
    """

    kind: str
    value: int
    operation: str = ""
    operands: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    place: int = 0


@dataclass(slots=True)
class Moment:
    """Items that follow each other: one for all games (`guard` -1), or all of a guarded block.

    `begun` are the sums that the block is the first to add to, with the value they begin as, if any.
    """

    guard: int
    items: list[Item]
    begun: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)


def scheduled(graph: Graph, placement: Placement) -> list[Moment]:
    """The items of a section in their order."""
    fused = _Fusion(graph, placement)
    moments: list[Moment] = []
    stretch: list[Step] = []
    for step in placement.steps:
        if step.kind in ("value", "note"):
            stretch.append(step)
            continue
        if stretch:
            moments += _Stretch(graph, placement, fused, stretch).moments()
            stretch = []
        operands = () if step.kind == "retire" else (step.value,)
        moments.append(Moment(-1, [Item(step.kind, step.value, operands=operands, place=step.place)]))
    if stretch:
        moments += _Stretch(graph, placement, fused, stretch).moments()
    return moments


class _Fusion:
    """Products that are worked out together with the sum they go to: same bits, fewer steps."""

    def __init__(self, graph: Graph, placement: Placement) -> None:
        uses: Counter[int] = Counter()
        epoch: dict[int, int] = {}
        now = 0
        for step in placement.steps:
            if step.kind == "value":
                total = placement.sums.get(step.value)
                uses.update(graph.operands[step.value] if total is None else total.first + total.added)
                epoch[step.value] = now
            elif step.kind != "retire":
                uses[step.value] += 1
                now += step.kind != "note"
        self.product: dict[int, tuple[int, int]] = {}  # sum -> its other operand, the product
        self.gone: set[int] = set()
        under = placement.under
        for value in epoch:
            operation, left, right = graph.nodes[value]
            if operation != "add" or value in placement.sums:
                continue
            for one, other in ((left, right), (right, left)):
                if (
                    other in epoch
                    and graph.nodes[other][0] == "mul"
                    and uses[other] == 1
                    and epoch[other] == epoch[value]
                    and under[other] == under[value]
                    and (under[value] == -1 or not self._is_masked(graph, other, under[value]))
                ):
                    self.product[value] = (one, other)
                    self.gone.add(other)
                    break

    def _is_masked(self, graph: Graph, product: int, guard: int) -> bool:
        """Whether the product is nothing but a factor under the guard."""
        parts = graph.operands[product]
        return any(part == guard or graph.nodes[part] == ("num", guard, 0) for part in parts)


@dataclass
class _Work:
    items: list[Item] = field(default_factory=list)
    guards: list[int] = field(default_factory=list)  # [item]
    after: list[set[int]] = field(default_factory=list)  # [item]: items that must come before it
    waits: list[int] = field(default_factory=list)  # [item]: how many of them are still to come
    followers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


class _Stretch:
    """The steps between two settings of state rows."""

    def __init__(
        self, graph: Graph, placement: Placement, fused: _Fusion, steps: list[Step]
    ) -> None:
        self.graph = graph
        self.under = placement.under
        self.sums = placement.sums
        self.fused = fused
        self.work = _Work()
        self.done_by: dict[int, set[int]] = {}  # value -> the items after which it is there
        self.begun: set[int] = set()  # sums
        for step in steps:
            if step.kind == "note":
                note = Item("note", step.value, operands=(step.value,), place=step.place)
                self._add(note, self.under.get(step.value, -1), set())
            elif step.value not in fused.gone:
                self._value(step.value)
        self._tie()

    def _value(self, value: int) -> None:
        graph = self.graph
        operation, left, right = graph.nodes[value]
        if value in self.sums:
            total = self.sums[value]
            first = {item for each in total.first for item in self.done_by.get(each, ())}
            items: set[int] = set()
            for operand in total.added:
                after = first if total.is_exact else first | items
                items.add(self._add(Item("add", value, total.how, (operand,)), self.under[operand], after))
            self.done_by[value] = items
            return
        operands: tuple[int, ...] = graph.operands[value]
        numbers: tuple[int, ...] = ()
        if operation in ("take", "pick"):
            numbers = (right,)
        elif operation == "draw":
            numbers = (left, right)
        elif value in self.fused.product:
            operation = "addmul"
            one, product = self.fused.product[value]
            operands = (one, *graph.operands[product])
        item = Item("value", value, operation, operands, numbers)
        self.done_by[value] = {self._add(item, self.under[value], set())}

    def _add(self, item: Item, guard: int, after: set[int]) -> int:
        self.work.items.append(item)
        self.work.guards.append(guard)
        self.work.after.append(after)
        return len(self.work.items) - 1

    def _tie(self) -> None:
        """What each item must wait for: a guard may come after what stands under it."""
        work = self.work
        for number, item in enumerate(work.items):
            before = set(work.after[number])
            for operand in (*item.operands, work.guards[number]):
                before |= self.done_by.get(operand, set())
            work.waits.append(len(before))
            for each in before:
                work.followers[each].append(number)

    def moments(self) -> list[Moment]:
        """What is for all games as soon as it can be; else the block that holds the earliest item."""
        work = self.work
        ready: dict[int, list[int]] = defaultdict(list)  # guard -> items, a heap
        for number, waits in enumerate(work.waits):
            if waits == 0:
                heappush(ready[work.guards[number]], number)
        found: list[Moment] = []
        while True:
            if ready[-1]:
                number = heappop(ready[-1])
                found.append(Moment(-1, [work.items[number]]))
                self._finish([number], ready)
                continue
            guards = sorted((items[0], guard) for guard, items in ready.items() if items)
            if not guards:
                return found
            blocks = ((guard, self._block(guard, ready[guard])) for _, guard in guards)
            guard, done = next(((g, some) for g, some in blocks if some), (guards[0][1], ready[guards[0][1]]))
            ready[guard] = [number for number in ready[guard] if number not in done]
            items = [work.items[number] for number in done]
            begun = dict.fromkeys(i.value for i in items if i.kind == "add" and i.value not in self.begun)
            self.begun.update(begun)
            found.append(Moment(guard, items, [(value, self.sums[value].first) for value in begun]))
            self._finish(done, ready)

    def _block(self, guard: int, ready: list[int]) -> list[int]:
        """All that can be done under a guard now. What it gives back is there only at its end.

        What nobody here wants yet is left for the block that wants it, so that it need not be kept.
        """
        work, heap = self.work, list(ready)
        done: list[int] = []
        waits: dict[int, int] = {}
        while heap:
            number = heappop(heap)
            done.append(number)
            if work.items[number].kind == "add":
                continue
            for follower in work.followers[number]:
                if work.guards[follower] == guard:
                    waits[follower] = waits.get(follower, work.waits[follower]) - 1
                    if waits[follower] == 0:
                        heappush(heap, follower)
        wanted: set[int] = set()
        for number in reversed(done):
            followers = work.followers[number]
            is_for_later = bool(followers) and all(
                work.guards[follower] == guard and follower not in wanted for follower in followers
            )
            if work.items[number].kind != "value" or not is_for_later:
                wanted.add(number)
        return [number for number in done if number in wanted]

    def _finish(self, done: list[int], ready: dict[int, list[int]]) -> None:
        work = self.work
        gone = set(done)
        for number in done:
            for follower in work.followers.pop(number, ()):
                work.waits[follower] -= 1
                if work.waits[follower] == 0 and follower not in gone:
                    heappush(ready[work.guards[follower]], follower)
