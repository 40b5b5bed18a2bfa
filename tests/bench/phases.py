"""Where the time of a turn goes: programs cut off after each phase, and the differences between them.

A program that ends earlier leaves out what only later phases need; what several phases share counts
for the first of them. Luck is the difference between a turn with its draws and one without. All play
the same turn of the same games, in turns, and the best time of each counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.engine.compiler import PHASES, Phase, compile_rules
from game.engine.luck import game_seeds
from game.engine.program import CONSTANT, Instruction, Program
from game.engine.state import State
from game.engine.turn import Games
from game.opponents.random import RandomChoice
from game.scenario.lowering import lower
from game.scenario.reading import load
from tests.bench.table import Section, both
from tests.bench.timing import apart, core_clock

GAMES = 1024
QUICK_GAMES = 64
PLACINGS = 4  # of the games in memory, since where they lie matters too
FIGURES = 10  # so many times the time of one figure, for the many small differences
TURN = 5  # few games have ended, and all that there is has begun

_TITLES = {
    "pay": "payment",
    "answer": "answers",
    "carry_out": "orders",
    "travel": "travel",
    "enforce": "policies and accords",
    "fall_due": "delayed effects",
    "flow": "flows",
    "react": "events",
    "sustain": "upkeep",
    "count_score": "score",
    "conclude": "endings",
    "prepare": "prices, invitations, estimates",
    "judge": "legality",
    "pass_on": "the next turn",
}


def shares_of_time(scenario: Path, games: int, seconds: float) -> dict[str, float]:
    """The share of each phase, of luck and of choosing in the time of a turn, in per cent.

    Beside it how many instructions the phase adds to the program, under `PHASE, instructions`.
    """
    rules = lower(load(scenario))
    whole = compile_rules(rules)
    batch, choice = Games(whole, games), RandomChoice(whole)
    batch.open(game_seeds(1, games))
    while batch.turn < TURN:
        choice.choose(batch.rows, batch.decisions, batch.seeds, batch.turn)
        batch.play()
    before = batch.state()
    choice.choose(batch.rows, batch.decisions, batch.seeds, batch.turn)
    cut = [without_luck(compile_rules(rules, PHASES[:count])) for count in range(len(PHASES) + 1)]
    best = [float("inf")] * (len(cut) + 2)  # of each that was cut off, of a whole turn, of choosing
    clock = core_clock()
    for _again in range(PLACINGS):
        contenders = [Games(program, games) for program in (*cut, whole)]
        for each in contenders:
            each.decisions[:] = batch.decisions
        end = clock() + seconds * FIGURES / PLACINGS
        while clock() < end or best[-1] == float("inf"):
            for number, each in enumerate(contenders):
                best[number] = min(best[number], *(_seconds_of_turn(each, before, clock) for _ in range(2)))
            began = clock()
            choice.choose(before.rows, batch.decisions, before.seeds, before.turn)
            best[-1] = min(best[-1], clock() - began)
    *upto, whole_turn, choosing = best
    upto = _never_longer([*upto, whole_turn])
    taken = {phase.__name__: upto[n + 1] - upto[n] for n, phase in enumerate(PHASES)}
    taken |= {"frame": upto[0], "luck": upto[-1] - upto[-2], "choosing": choosing}
    total = upto[-1] + choosing
    shares = {name: 100.0 * spent / total for name, spent in taken.items()}
    return shares | {_counted(phase): float(cut[n + 1].turn.instructions - cut[n].turn.instructions)
                     for n, phase in enumerate(PHASES)}  # fmt: skip


def _counted(phase: Phase) -> str:
    return f"{phase.__name__}, instructions"


def _seconds_of_turn(games: Games, before: State, clock: Callable[[], float]) -> float:
    games.load(before)
    began = clock()
    games.play()
    return clock() - began


def _never_longer(times: list[float]) -> list[float]:
    """A part takes no longer than the whole: where it seemed to, it was disturbed."""
    return [min(times[number:]) for number in range(len(times))]


def without_luck(program: Program) -> Program:
    """The same with every draw of a turn a constant."""
    even = CONSTANT | len(program.constants)

    def settled(step: Instruction) -> Instruction:
        return Instruction("copy", step.target, even) if step.operation == "draw" else step

    blocks = tuple(
        replace(block, instructions=tuple(map(settled, block.instructions))) for block in program.turn.blocks
    )
    turn = replace(program.turn, blocks=blocks, draws=())
    return replace(program, constants=(*program.constants, 0.5), turn=turn)


def section(scenario: Path, executors: tuple[str, ...], seconds: float, is_quick: bool) -> Section:
    """Shares of the time of a turn."""
    games = QUICK_GAMES if is_quick else GAMES
    found = {executor: apart(executor, shares_of_time, scenario, games, seconds) for executor in executors}
    rows = [
        both("choosing, of both random players", "%", found, "choosing"),
        both("luck", "%", found, "luck"),
    ]
    counts = next(iter(found.values()))
    rows += [
        replace(
            both(_TITLES[phase.__name__], "%", found, phase.__name__),
            note=f"{counts[_counted(phase)]:,.0f} instructions",
        )
        for phase in PHASES
    ]
    rows.append(both("what a turn costs without any rule", "%", found, "frame"))
    return Section("Where the time goes", tuple(rows), f"{games:,} games at once, turn {TURN}")
