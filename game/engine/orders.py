"""What a side may decide, and why not: judged on the state at the start of the turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import AnswerSlot, OrderSlot
from game.engine.rules import excluded
from game.engine.scope import variable_row
from game.engine.state import State
from game.engine.turn import executor_for


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be decided. Wording belongs to the faces.

    code      detail                    numbers
    cost      -                         (what it costs, what there is)
    need      wording key of the need   -
    excluded  the other order           -
    cooldown  -                         (turns to wait,)
    once      -                         -
    term      -                         (turns until it may be lifted,)
    count     -                         (orders a turn,)
    unasked   -                         -  nothing of the kind waits
    """

    code: str
    detail: str = ""
    numbers: tuple[float, ...] = ()


def needs_unmet(state: State, name: str) -> list[Refusal]:
    """The needs of an order (by its id) or a choice (`ANSWER:CHOICE`) that do not hold.

    `state` is of one game.
    """
    executor = executor_for(state.program, 1)
    executor.rows.load(state.rows)
    values = executor.run_noting("reasons", state.seeds, state.turn)[:, 0]
    return [Refusal("need", text) for slot, text in state.program.need_notes[name] if values[slot] == 0.0]


def refusals(state: State, slot: OrderSlot) -> list[Refusal]:
    """Why an order cannot be given in a game; empty if it can. `state` is of one game."""
    order, row = slot.order, state.value
    if row(f"legal:{order.id}") != 0.0:
        return []
    found: list[Refusal] = []
    if order.is_policy and row(f"in_force:{order.id}"):
        return [Refusal("term", "", (order.minimum_term - row(f"since:{order.id}") - 1.0,))]
    found += needs_unmet(state, order.id)
    for other in state.program.orders:
        if excluded(order, other.order) and other.order.is_policy and row(f"in_force:{other.order.id}"):
            found.append(Refusal("excluded", other.order.id))
    if order.once and row(f"times:{order.id}"):
        found.append(Refusal("once"))
    elif order.cooldown and row(f"since:{order.id}") < order.cooldown:
        found.append(Refusal("cooldown", "", (order.cooldown - row(f"since:{order.id}"),)))
    cost, purse = float(state.rows[slot.cost, 0]), purse_of(state, order.side)
    if cost > purse:
        found.append(Refusal("cost", "", (cost, purse)))
    return found


def choice_refusals(state: State, slot: AnswerSlot, choice: int) -> list[Refusal]:
    """Why a choice cannot be taken in a game; empty if it can. `state` is of one game."""
    if state.rows[slot.waits, 0] == 0.0:
        return [Refusal("unasked")]
    if slot.legal[choice] < 0 or state.rows[slot.legal[choice], 0] != 0.0:
        return []
    found = needs_unmet(state, f"{slot.id}:{slot.choices[choice]}")
    purse = purse_of(state, slot.side)
    if slot.costs[choice] > purse:
        found.append(Refusal("cost", "", (slot.costs[choice], purse)))
    return found


def purse_of(state: State, side: str, game: int = 0) -> float:
    """What a side has to spend."""
    return state.value(variable_row(state.program.rules.currency, side), game)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a side's whole set: refusals by order id or answer id."""

    cost: float
    refused: Mapping[str, tuple[Refusal, ...]]

    @property
    def is_legal(self) -> bool:
        """Whether all of it will be carried out."""
        return not self.refused


def judge_set(state: State, side: str, decisions: NDArray[np.float64]) -> Verdict:
    """Judges one side's decisions for one game together: one purse, so many orders a turn.

    `decisions` is `[decision row]`. The engine refuses just what is refused here.
    """
    program, rows = state.program, state.rows[:, 0]
    purse = purse_of(state, side)
    spent, count = 0.0, 0
    refused: dict[str, tuple[Refusal, ...]] = {}
    taken: list[OrderSlot] = []
    for answer in program.answers:
        choice = int(decisions[answer.row])
        if answer.side != side or rows[answer.waits] == 0.0 or choice == answer.default:
            continue
        if not 0 <= choice < len(answer.choices):
            continue  # no such choice: silence
        why = choice_refusals(state, answer, choice)
        if not why and spent + answer.costs[choice] > purse:
            why = [Refusal("cost", "", (answer.costs[choice], purse - spent))]
        if why:
            refused[answer.id] = tuple(why)
        else:
            spent += answer.costs[choice]
    for slot in program.orders:
        if slot.order.side != side or decisions[slot.row] != 1.0:
            continue
        why = refusals(state, slot)
        cost = float(rows[slot.cost])
        if not why and spent + cost > purse:
            why = [Refusal("cost", "", (cost, purse - spent))]
        if not why and count >= program.rules.orders_a_turn:
            why = [Refusal("count", "", (float(program.rules.orders_a_turn),))]
        why += [Refusal("excluded", t.order.id) for t in taken if excluded(slot.order, t.order)]
        if why:
            refused[slot.order.id] = tuple(why)
        else:
            spent, count = spent + cost, count + 1
            taken.append(slot)
    return Verdict(spent, refused)
