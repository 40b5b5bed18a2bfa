"""Compiles a scenario's rules into a program: the rows of its state, and its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.engine.allotment import places
from game.engine.builder import Builder
from game.engine.course import BLAME_LIMIT, CODE, Course, Notes
from game.engine.expressions import Read
from game.engine.layout import Layout
from game.engine.phases.act import enforce, fall_due, flow, sustain
from game.engine.phases.answer import answer
from game.engine.phases.conclude import conclude, score
from game.engine.phases.order import LONG_AGO, PENDING_LIMIT, carry_out
from game.engine.phases.pay import pay
from game.engine.phases.prepare import judge, order_scope, prepare, show_estimates
from game.engine.phases.react import react
from game.engine.phases.travel import travel
from game.engine.program import AnswerSlot, OrderSlot, Program, Trip
from game.engine.rules import HOME, Choice, Rules, Stance
from game.engine.scope import variable_row
from game.engine.values import Shared, snapped

SCORE_LIMIT = 1e6

Phase = Callable[[Course], None]


def count_score(course: Course) -> None:
    """The score of a turn that was played."""
    score(course, is_counted=True)


def pass_on(course: Course) -> None:
    """The next turn begins: what was ordered in this one is past."""
    course.effective, course.stances = {}, {}
    course.builder.write({"turn": course.builder.add(course.builder.row("turn"), course.builder.const(1.0))})


PHASES: tuple[Phase, ...] = (
    pay, answer, carry_out, travel, enforce, fall_due, flow, react, sustain,
    count_score, conclude, pass_on, prepare, judge,
)  # fmt: skip


def compile_rules(rules: Rules, phases: Sequence[Phase] = PHASES) -> Program:
    """The program of a scenario. Deterministic: the same rules give the same program.

    `phases` make up a turn; who measures what each costs gives only the first few.
    """
    trips = _trips(rules)
    layout = _layout(rules, trips)
    orders = tuple(
        OrderSlot(order, number, layout.index[f"legal:{order.id}"], layout.index[f"cost:{order.id}"])
        for number, order in enumerate(rules.orders)
    )
    answers = tuple(_answers(rules, layout, len(orders)))
    rows = list(layout.index)
    shared = Shared(layout)

    def course(is_start: bool = False, notes: Notes | None = None) -> Course:
        return Course(Builder(shared), rules, orders, answers, trips, rows, is_start, notes)

    notes = Notes()
    turn = course(notes=notes)
    for phase in phases:
        phase(turn)

    start = course(is_start=True)
    score(start, is_counted=False)
    prepare(start)
    judge(start)

    legality = course()
    show_estimates(legality)
    score(legality, is_counted=False)
    judge(legality)

    reasons, need_notes = course(), {}
    for slot in orders:
        scope = order_scope(reasons, slot)
        needs = slot.order.needs
        need_notes[slot.order.id] = tuple(
            (reasons.builder.note(scope.truth(need.expr)), need.text) for need in needs
        )
    for slot_ in answers:
        for index, choice in enumerate(slot_.choices):
            needs = reasons.choice_needs(slot_, index)
            scope = reasons.scope
            if slot_.has_person:
                scope = scope.about_someone(reasons.builder.row_at(slot_.waits))
            need_notes[f"{slot_.id}:{choice}"] = tuple(
                (reasons.builder.note(scope.truth(need.expr)), need.text) for need in needs
            )

    questions = course()
    for question in rules.questions:
        questions.builder.note(questions.scope.truth(question))

    decision_rows = len(orders) + len(answers)
    sections = {
        "start": start.builder.finish(decision_rows),
        "turn": turn.builder.finish(decision_rows, is_noting=False),
        "recorded_turn": turn.builder.finish(decision_rows),
        "legality": legality.builder.finish(decision_rows),
        "reasons": reasons.builder.finish(decision_rows),
        "questions": questions.builder.finish(decision_rows),
    }
    return Program(
        rules=rules,
        row=layout.index,
        starts=tuple(layout.starts),
        places=places(layout),
        state_rows=len(rows),
        decision_rows=decision_rows,
        luck=tuple(shared.luck),
        constants=tuple(shared.constants),
        tables=tuple(shared.tables),
        **sections,
        orders=orders,
        answers=answers,
        trips=trips,
        entries=tuple(notes.entries),
        chances=tuple(notes.chances),
        happenings=tuple(notes.happenings),
        need_notes=need_notes,
    )


def _trips(rules: Rules) -> tuple[Trip, ...]:
    trips = [Trip("", "", "", 0, 0)]
    for kind in rules.invitations:
        for choice in kind.choices:
            if choice.travels:
                trips.append(Trip(kind.id, choice.id, kind.place, kind.turns, kind.lead))
    return tuple(trips)


def _layout(rules: Rules, trips: tuple[Trip, ...]) -> Layout:
    layout = Layout()
    reads = _reads(rules)
    layout.add("turn", 1.0, rules.turns + 1.0, start=1.0)
    for variable in rules.variables:
        low, high = snapped(variable.low), snapped(variable.high)
        name = variable_row(variable.id, variable.side)
        layout.add(name, low, high, snapped(variable.start), is_exact=True)
    for order in rules.orders:
        if order.is_policy:
            layout.flag(f"in_force:{order.id}")
        if order.visibility != "public":
            layout.flag(f"seen:{order.id}")
        layout.whole(f"times:{order.id}", rules.turns)
        if order.cooldown or order.minimum_term or ("since", order.id) in reads:
            layout.whole(f"since:{order.id}", LONG_AGO + rules.turns, LONG_AGO)
        for later in order.later:
            for number in range(len(later.effects)):
                for turn in range(1, later.after + 1):
                    layout.add(
                        f"pending:{order.id}:{later.after}:{number}:{turn}", -PENDING_LIMIT, PENDING_LIMIT
                    )
    for accord in rules.accords:
        layout.flag(f"accord:{accord.id}")
        layout.whole(f"accord_age:{accord.id}", rules.turns)
        for side in rules.sides:
            layout.flag(f"offer:{accord.id}:{side}")
    _people_rows(layout, rules, trips, reads)
    for event in rules.events:
        layout.whole(f"happened:{event.id}", rules.turns)
        if event.cooldown or ("since_event", event.id) in reads:
            layout.whole(f"since_event:{event.id}", LONG_AGO + rules.turns, LONG_AGO)
        if event.when.turns > 1:
            layout.whole(f"streak:event:{event.id}", event.when.turns)
    for ending in rules.endings:
        if ending.when is not None and ending.when.turns > 1:
            layout.whole(f"streak:ending:{ending.id}", ending.when.turns)
    for estimate in rules.estimates:
        name = f"{estimate.variable}:{estimate.observer}"
        layout.add(f"error:{name}", -8.0, 8.0)
        layout.add(f"estimate:{name}", -(2.0**31), 2.0**31)
        layout.add(f"band:{name}", 0.0, 2.0**31)
    for number, side in enumerate(rules.sides):
        if rules.stances:
            layout.whole(f"stance:{side}", len(rules.stances) - 1.0)
        for part, _ in rules.score.parts[number]:
            layout.add(f"part:{part}:{side}", -SCORE_LIMIT, SCORE_LIMIT)
        for name in ("standing", "banked", "score", "payoff"):
            layout.add(f"{name}:{side}", -SCORE_LIMIT, SCORE_LIMIT)
        layout.add(f"blame:{side}", 0.0, BLAME_LIMIT)
    layout.add("world", 0.0, 100.0)
    layout.whole("ended", float(len(rules.endings)))
    layout.whole("winner", 2.0)
    _decision_rows(layout, rules)
    return layout


def _people_rows(layout: Layout, rules: Rules, trips: tuple[Trip, ...], reads: set[tuple[str, str]]) -> None:
    for person in rules.people:
        layout.whole(f"status:{person.id}", 3.0, CODE[HOME])
        layout.whole(f"turns_held:{person.id}", rules.turns)
        if ("person", "times_held") in reads:
            layout.whole(f"times_held:{person.id}", rules.turns)
        if len(trips) > 1:
            layout.whole(f"trip:{person.id}", len(trips) - 1.0)
            layout.whole(f"left:{person.id}", float(max(trip.turns for trip in trips)))
            if any(trip.lead for trip in trips):
                layout.whole(f"lead:{person.id}", float(max(trip.lead for trip in trips)))
    for kind in rules.invitations:
        if kind.once:
            layout.flag(f"invited:{kind.id}")
        if kind.cooldown:
            layout.whole(f"since_invited:{kind.id}", LONG_AGO + rules.turns + 1, LONG_AGO)
        if kind.when.turns > 1:
            layout.whole(f"streak:invitation:{kind.id}", kind.when.turns)


def _decision_rows(layout: Layout, rules: Rules) -> None:
    for order in rules.orders:
        if order.on_table:
            layout.flag(f"table:{order.id}", 1.0)
        layout.add(f"cost:{order.id}", 0.0, order.cost + rules.table_surcharge, order.cost)
        layout.flag(f"legal:{order.id}")
    highest = {
        side: max((i + 1.0 for i, p in enumerate(rules.people) if p.side == side), default=0.0)
        for side in rules.sides
    }
    for kind in rules.invitations:
        layout.whole(f"waits:invitation:{kind.id}", highest[kind.side])
    for event in rules.events:
        for side in event.asks:
            if event.who is None:
                layout.flag(f"waits:event:{event.id}:{side}")
            else:
                layout.whole(f"waits:event:{event.id}:{side}", highest[event.side])
    for accord in rules.accords:
        for side in rules.sides:
            layout.flag(f"waits:accord:{accord.id}:{side}")
    for side in rules.sides:
        if rules.stances:
            layout.flag(f"waits:stance:{side}", 1.0)


def _answers(rules: Rules, layout: Layout, first_row: int) -> Iterator[AnswerSlot]:
    number = first_row

    def slot(
        id_: str, kind: str, subject: str, side: str, choices: tuple[Choice | Stance, ...],
        default: int, has_person: bool, needs: tuple[bool, ...],
    ) -> AnswerSlot:  # fmt: skip
        nonlocal number
        legal: list[int] = []
        for index, choice in enumerate(choices):
            if index != default and (choice.cost > 0.0 or needs[index]):
                name = f"legal:{id_}:{choice.id}"
                layout.flag(name)
                legal.append(layout.index[name])
            else:
                legal.append(-1)
        number += 1
        ids = tuple(choice.id for choice in choices)
        costs = tuple(0.0 if i == default else snapped(c.cost) for i, c in enumerate(choices))
        waits = layout.index[f"waits:{id_}"]
        return AnswerSlot(
            id_, kind, subject, side, ids, costs, tuple(legal), default, number - 1, waits, has_person
        )

    for kind in rules.invitations:
        wants = tuple(bool(choice.needs) for choice in kind.choices)
        yield slot(
            f"invitation:{kind.id}", "invitation", kind.id, kind.side, kind.choices, kind.default, True, wants
        )
    for event in rules.events:
        for side, choices in zip(event.asks, event.choices, strict=True):
            wants = tuple(bool(choice.needs) for choice in choices)
            yield slot(
                f"event:{event.id}:{side}", "event", event.id, side, choices, event.default,
                event.who is not None, wants,
            )  # fmt: skip
    for accord in rules.accords:
        yes_or_no = (Stance("decline", 0.0, accord.source), Stance("agree", accord.agree_cost, accord.source))
        for side in rules.sides:
            yield slot(
                f"accord:{accord.id}:{side}", "accord", accord.id, side, yes_or_no, 0, False, (False, False)
            )
    for index, side in enumerate(rules.sides):
        if rules.stances:
            wants = tuple(bool(stance.needs[index]) for stance in rules.stances)
            yield slot(f"stance:{side}", "stance", "", side, rules.stances, 0, False, wants)


def _reads(rules: Rules) -> set[tuple[str, str]]:
    """Kind and name of everything that some formula reads."""
    found: set[tuple[str, str]] = set()
    seen: set[int] = set()
    waiting: list[object] = [rules]
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, Read):
            found.add((item.kind, item.name))
        elif isinstance(item, tuple):
            waiting.extend(item)
        elif hasattr(item, "__dataclass_fields__"):
            waiting.extend(getattr(item, name) for name in item.__dataclass_fields__)
    return found
