"""What a program's C says of the sides' decisions, of luck and of how games start, as constant arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from game.engine import luck
from game.engine.drawing import answer_keys, order_keys
from game.engine.hand import Hand
from game.engine.program import NUMBER, Program, kind, number


def places_of(program: Program, truths: set[int]) -> list[int]:
    """`[byte row]` of the state and the decisions: twice the row, and 1 more if it is kept as a truth."""
    rows = program.state_rows - program.state_numbers + program.decision_rows
    return [2 * row + (row in truths) for row in range(rows)]


def order_words(program: Program) -> int:
    """Words of 64 bits that hold a bit for each order of any side."""
    sides = program.rules.sides
    return max(1, *(-(-sum(slot.order.side == side for slot in program.orders) // 64) for side in sides))


def hands_in_c(program: Program, places: list[int]) -> Iterator[str]:
    """How games start and end, and what each side may decide."""
    bytes_ = program.state_rows - program.state_numbers
    in_numbers, in_bytes = program.state_order
    hands = [Hand(program, side) for side in program.rules.sides]
    words = order_words(program)
    yield f"#define TURNS {program.rules.turns}"
    yield f"#define SIDES {len(hands)}"
    yield f"#define ENDED {places[number(program.places[program.row['ended']])]}"
    yield _array("int32_t byte_places", places[:bytes_])
    yield _array("double number_starts", (float(program.starts[row]).hex() for row in in_numbers))
    yield _array("uint8_t byte_starts", (int(program.starts[row]) for row in in_bytes))
    for n, hand in enumerate(hands):
        yield from _hand(n, hand, places, words)
    yield f"static const Hand hands[] = {{{', '.join(f'HAND_{n}' for n in range(len(hands)))}}};"


def _hand(n: int, hand: Hand, places: list[int], words: int) -> Iterator[str]:
    program = hand.program
    decisions = program.state_rows - program.state_numbers

    def state_byte(row: int) -> int:
        return -1 if row < 0 else places[number(program.places[row])]

    excludes = hand.excludes | np.eye(len(hand.orders), dtype=bool)  # no order is given twice
    orders = [
        _struct(
            state_byte(slot.legal),
            number(program.places[slot.cost]),
            places[decisions + slot.row],
            _struct(*_bits([order], words)),
            _struct(*_bits(np.flatnonzero(excludes[order]).tolist(), words)),
        )
        for order, slot in enumerate(hand.orders)
    ]
    answers = [
        _struct(
            *_waits(program.places[slot.waits], places),
            places[decisions + slot.row],
            slot.default,
            len(slot.choices),
        )
        for slot in hand.answers
    ]
    turns = range(program.rules.turns + 1)
    order_luck, answer_luck = order_keys(hand), answer_keys(hand)
    yield _array(f"OrderPlace orders_{n}", orders)
    yield _array(f"AnswerPlace answers_{n}", answers)
    yield _array(f"int32_t choice_legal_{n}", map(state_byte, hand.choice_legal.reshape(-1).tolist()))
    yield _array(f"double choice_cost_{n}", map(float.hex, hand.choice_cost.reshape(-1).tolist()))
    yield _array(f"uint64_t order_salts_{n}", _salts(order_luck, turns))
    yield _array(f"uint64_t answer_salts_{n}", _salts(answer_luck, turns))
    arrays = ("orders", "answers", "choice_legal", "choice_cost", "order_salts", "answer_salts")
    sizes = (len(orders), len(answers), hand.choice_cost.shape[1], len(order_luck), hand.orders_a_turn)
    given = [*(f"{name}_{n}" for name in arrays), *sizes, number(program.places[hand.purse])]
    yield f"#define HAND_{n} {_struct(*given)}"


def _struct(*members: object) -> str:
    return f"{{{', '.join(map(str, members))}}}"


def _bits(orders: list[int], words: int) -> Iterator[str]:
    """A set of orders as words of 64 bits."""
    bits = sum(1 << order for order in orders)
    return (f"{bits >> (64 * word) & (1 << 64) - 1:#x}ULL" for word in range(words))


def _waits(place: int, places: list[int]) -> tuple[int, int]:
    """Where it stands, and whether among the numbers."""
    return (number(place), 1) if kind(place) == NUMBER else (places[number(place)], 0)


def salts_in_c(program: Program) -> Iterator[str]:
    """The luck of a new game and of each turn's words."""
    start, turn = (
        tuple(luck.key(program.luck[draw]) for draw in section.draws)
        for section in (program.start, program.turn)
    )
    yield _array("uint64_t start_salts", _salts(start, range(1)))
    yield f"#define WORDS {len(turn)}"
    yield _array("uint64_t all_turn_salts", _salts(turn, range(program.rules.turns + 1)))


def _salts(keys: tuple[int, ...], turns: Iterable[int]) -> Iterator[str]:
    return (f"{int(salt)}ULL" for turn in turns for salt in luck.salts(turn, keys))


def _array(name: str, values: Iterable[object]) -> str:
    return f"static const {name}[] = {{{', '.join(map(str, values)) or '0'}}};"
