"""Why a value moved: the ledger's entries of some turns as a list that adds up as shown.

Entries of one rule are one row. What the side may not know is gathered in one row at the end,
"cause unknown", whose amount is known all the same, since the side sees its own values exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.ledger import Entry, Record
from game.engine.rules import Source
from game.engine.scope import variable_row
from game.match import figures
from game.match.account import UNKNOWN, Cause, Explanation
from game.match.knowledge import Knowledge
from game.match.match import Match
from game.match.naming import Names

UNKNOWN_TITLE = "Cause unknown"


@dataclass
class _Row:
    """A row while it is summed."""

    entry: Entry
    is_known: bool
    exact: float = 0.0
    turns: list[int] = field(default_factory=list)


def explain(
    match: Match,
    side: str,
    variable: str,
    first: int,
    last: int = 0,
    *,
    owner: str = "",
    is_open: bool = False,
) -> Explanation:
    """The causes of a variable's change from the start of turn `first` to the end of `last`.

    For `side`, whose own value it is unless it is shared; `owner` names another side's, which is
    told only when `is_open`, as in the debrief. Raises ValueError otherwise, or for turns that
    were not played.
    """
    last = last or first
    if not 1 <= first <= last <= len(match.records):
        raise ValueError(f"turns {first} to {last} were not played")
    owner = owner or side
    if owner != side and not is_open:
        raise ValueError("a side is told the causes of its own values only")
    if variable_row(variable, "") in match.program.row:
        owner = ""
    names = Names(match)
    digits = names.digits(variable)
    to_units = figures.to_floor_units if names.is_currency(variable) else figures.to_units
    row = variable_row(variable, owner)
    start = to_units(match.states[first - 1].value(row), digits)
    end = to_units(match.states[last].value(row), digits)
    rows = _rows(match, Knowledge(match, "" if is_open else side), variable, owner, first, last)
    units = figures.apportion([each.exact for each in rows], end - start, digits)
    return Explanation(
        variable=variable,
        side=owner,
        label=names.variable(variable),
        good=names.good(variable),
        digits=digits,
        first=first,
        last=last,
        first_label=match.label_of(first),
        last_label=match.label_of(last),
        start=figures.from_units(start, digits),
        end=figures.from_units(end, digits),
        causes=tuple(
            _cause(names, match, each, figures.from_units(unit, digits))
            for each, unit in zip(rows, units, strict=True)
        ),
    )


def _rows(match: Match, knowledge: Knowledge, variable: str, owner: str, first: int, last: int) -> list[_Row]:
    rows: dict[tuple[str, ...], _Row] = {}
    for turn in range(first, last + 1):
        for entry in match.records[turn - 1].entries():
            if entry.variable != variable or entry.side != owner:
                continue
            is_known = knowledge.entry(entry, turn)
            key = _key(entry) if is_known else (UNKNOWN,)
            row = rows.setdefault(key, _Row(entry, is_known))
            row.exact += entry.amount
            if turn not in row.turns:
                row.turns.append(turn)
    return sorted(rows.values(), key=lambda row: not row.is_known)


def _key(entry: Entry) -> tuple[str, ...]:
    source = entry.source
    return (source.kind, source.id, entry.actor, entry.order, entry.person, entry.phase)


def person_behind(record: Record, source: Source) -> str:
    """Whom an event or a question of the turn was about; "" if nobody."""
    author = source.id.partition(".")[0].partition("@")[0]
    for happening in record.happenings():
        _, _, subject = happening.subject.rpartition(":")
        if happening.person and happening.kind in ("event", "chosen") and subject.partition("@")[0] == author:
            return happening.person
    return ""


def _cause(names: Names, match: Match, row: _Row, amount: float) -> Cause:
    turns = tuple(row.turns)
    if not row.is_known:
        return Cause(UNKNOWN, "", UNKNOWN_TITLE, "", "", amount, row.exact, turns)
    entry, source = row.entry, row.entry.source
    person = entry.person or person_behind(match.records[turns[0] - 1], source)
    title, detail, badge, cites = names.cause(entry, person)
    return Cause(
        kind=source.kind,
        id=source.id,
        title=title,
        detail=detail,
        actor=entry.actor,
        amount=amount,
        exact=row.exact,
        turns=turns,
        order=entry.order,
        person=entry.person,
        file=source.file,
        line=source.line,
        badge=badge,
        cites=cites,
    )
