"""The work that our engine and its peers share: a scenario's variables and flows, and nothing else.

Nobody orders, travels or is held, nothing happens by chance: what is left is a model of stocks and
flows, such as PySD and Mesa are made for. `flows_only` cuts a scenario down to it; the peers'
modules write the same rules in their own language, and a test holds all of them to the same numbers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.engine.compiler import compile_rules
from game.engine.expressions import Const, Expr, Read
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.rules import ZERO, Effect, Ending, Rules, Score, Source, Variable
from game.engine.scope import variable_row
from game.engine.turn import Games
from game.opponents.random import RandomChoice
from game.scenario.lowering import lower
from game.scenario.reading import load
from tests.bench.rewriting import rewritten
from tests.bench.timing import ROUNDS, core_clock

BATCHES = (1024, 4096, 16384)
QUICK_BATCHES = (1024,)
_NOTHING = ("count", "sum", "in_force", "times", "ordered", "accord", "accord_age", "happened")


def flows_only(scenario: Path, turns: int | None = None) -> Rules:
    """The scenario's variables and flows, for its own number of turns or another.

    What flows read of people, orders, accords and events is 0. Raises ValueError where a flow reads
    what cannot be left out.
    """
    rules = lower(load(scenario))
    flows = rewritten(rules.flows, _without_the_rest)
    last = Ending("last", Source("ending", "last"), None, (ZERO, ZERO), "", is_decided=False)
    return Rules(
        name=rules.name,
        sides=rules.sides,
        turns=turns or rules.turns,
        variables=rules.variables,
        currency=rules.currency,
        gauge="",
        flows=tuple(replace(flow, actor="") for flow in flows),
        orders=(),
        score=Score(((), ()), ((turns or rules.turns, 1.0),)),
        endings=(last,),
    )


def _without_the_rest(read: Read) -> Expr:
    if read.kind in ("variable", "turn"):
        return read
    if read.kind in _NOTHING:
        return Const(0.0)
    raise ValueError(f"a flow reads {read.kind}, which stocks and flows do not have")


def flows_of(rules: Rules, variable: Variable) -> Iterator[Effect]:
    """The flows that act on a variable."""
    return (f for f in rules.flows if (f.variable, f.side) == (variable.id, variable.side))


def courses(rules: Rules) -> NDArray[np.float64]:
    """What our engine makes of the rules: `[turn from 0, variable]`, in the order of the rules."""
    games = Games(compile_rules(rules), 1)
    rows = [games.program.row[variable_row(v.id, v.side)] for v in rules.variables]
    games.open(game_seeds(1, 1))
    course = [games.state().rows[rows, 0]]
    for _turn in range(rules.turns):
        games.play()
        course.append(games.state().rows[rows, 0])
    return np.array(course)


def speeds(scenario: Path, batches: tuple[int, ...], seconds: float) -> dict[str, float]:
    """Turns a second of this work alone: of one game, and of many at the best of some batches."""
    program = compile_rules(flows_only(scenario))
    many = max(_speed(program, games, seconds) for games in batches)
    return {"one": _speed(program, 1, seconds), "many": many}


def _speed(program: Program, games: int, seconds: float) -> float:
    batch, nobody, clock = Games(program, games), RandomChoice(program), core_clock()  # nothing to decide
    best, turns = 0.0, program.rules.turns
    end = time.perf_counter() + seconds
    while not best or time.perf_counter() < end:
        played, spent = 0, 0.0
        while spent < seconds / ROUNDS or not played:  # one game alone is over too soon to be timed
            batch.open(game_seeds(1, games))
            began = clock()
            if games == 1:  # as peers play: turn by turn
                for _turn in range(turns):
                    batch.play()
            else:
                batch.play_on(nobody.playing(), turns)
            spent += clock() - began
            played += turns * games
        best = max(best, played / spent)
    return best
