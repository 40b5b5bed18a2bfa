"""Conclude: scores are counted, and the first ending that holds ends the game."""

from __future__ import annotations

from game.engine.course import Course


def score(course: Course, is_counted: bool) -> None:
    """Works out both sides' standing; counts it if this is one of the turns that count.

    Before the first turn (`is_counted` false) there is nothing to count yet.
    """
    b, rules = course.builder, course.rules
    weights = [0.0] * (rules.turns + 2)
    remaining = [1.0] * (rules.turns + 2)
    for turn, weight in rules.score.counts:
        weights[turn] = weight
    for turn in range(1, len(remaining)):
        remaining[turn] = remaining[turn - 1] - weights[turn]
    written: dict[str, int] = {}
    for number, side in enumerate(rules.sides):
        standing = b.const(0.0)
        for part, formula in rules.score.parts[number]:
            value = b.snap(course.scope.value(formula))
            written[f"part:{part}:{side}"] = value
            standing = b.add(standing, value)
        banked = b.row(f"banked:{side}")
        rest = b.const(1.0)
        if is_counted:
            banked = b.add(banked, b.snap(b.mul(standing, b.take(tuple(weights), b.row("turn")))))
            rest = b.take(tuple(remaining), b.row("turn"))
        total = b.add(banked, b.snap(b.mul(standing, rest)))
        written |= {f"standing:{side}": standing, f"banked:{side}": banked, f"score:{side}": total}
        if not is_counted:
            written[f"payoff:{side}"] = total
    written["world"] = b.clamp(course.scope.value(rules.world), 0.0, 100.0)
    b.write(written)


def conclude(course: Course) -> None:
    """Ends the game if an ending holds, and gives both sides their payoff."""
    b, rules = course.builder, course.rules
    running = b.const(1.0)
    code = b.const(0.0)
    winner = b.const(0.0)
    payoffs = [b.const(0.0), b.const(0.0)]
    first = {}
    for number, ending in enumerate(rules.endings):
        if ending.when is None:
            holds = b.eq(b.row("turn"), b.const(rules.turns))
        else:
            holds = course.holds(f"ending:{ending.id}", ending.when, course.scope)
        now = b.mul(holds, running)
        running = b.mul(running, b.negate(holds))
        code = b.add(code, b.mul(now, b.const(number + 1)))
        values = [b.snap(course.scope.value(payoff)) for payoff in ending.payoffs]
        payoffs = [b.add(total, b.mul(now, value)) for total, value in zip(payoffs, values, strict=True)]
        if ending.winner == "payoff":
            ahead = b.lt(values[1], values[0])
            behind = b.lt(values[0], values[1])
            who = b.add(ahead, b.mul(behind, b.const(2.0)))
        else:
            who = b.const(1 + rules.sides.index(ending.winner)) if ending.winner else b.const(0.0)
        winner = b.add(winner, b.mul(now, who))
        first[ending.id] = now
    for ending_id, now in first.items():
        course.happened("ending", ending_id, "", now)
    written = {"ended": code, "winner": winner}
    for side, payoff in zip(rules.sides, payoffs, strict=True):
        written[f"payoff:{side}"] = b.add(payoff, b.mul(running, b.row(f"score:{side}")))
    b.write(written)
    course.end_phase()
