"""What one side may know of each turn, as a list of items to be told, and how often before.

An `Item` is a happening of the record, or something read off the states (a mark of the gauge
crossed, a change of the lead). Each turn is judged by what the side knew when it was over, so a
page reads the same whenever it is opened. With side "" nothing is hidden.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.engine.ledger import Entry, Happening, Record
from game.engine.rules import GONE, HELD, HOME, Order
from game.engine.scope import variable_row
from game.match.knowledge import Knowledge
from game.match.match import Match

BOTH = "both"  # `also` of what both sides did
UNSURE = "unsure"  # detail of an order whose success this side does not know
_NO_EFFECTS = {"cost", "upkeep", "limit"}
_ACCORD_SOURCES = {
    "accord.concluded": "accord", "accord.broken": "break", "accord.found": "found",
    "accord.ended": "accord_ended",
}  # fmt: skip
_COUNTED_BY_KIND = {"held", "gone", "freed", "exposed", "accord.broken", "accord.found", "stayed", "abroad"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be told of a turn."""

    kind: str  # as in `phrases.STORIES`, before the first/again
    subject: str  # the engine's id of what it is about
    author_id: str  # the scenario's id of the same
    side: str  # whose doing or whose person; "" for neither
    turn: int
    person: str = ""
    place: str = ""
    detail: str = ""  # choice, accord or mark
    also: str = ""  # the other side's choice, where both answered
    number: float = 0.0  # turns held, or the value that crossed
    is_confidential: bool = False  # this side knows it, and the public does not
    count: int = 1  # the how-manieth of its kind (and subject) that this side was told of


class Chronicle:
    """The turns of a match up to `last`, as told to one side."""

    def __init__(self, match: Match, side: str, last: int = 0) -> None:
        self.side = side
        self.last = last or len(match.records)
        self.match = match
        self.turns: list[tuple[Item, ...]] = [()]  # [turn]
        self.knowledge: list[Knowledge] = [Knowledge(match, side)]  # [turn]
        self._counts: Counter[tuple[str, ...]] = Counter()
        for turn in range(1, self.last + 1):
            then = as_of(match, turn)
            knowledge = Knowledge(then, side)
            self.knowledge.append(knowledge)
            items = _joined(list(_Reporter(then, knowledge, turn).items()))
            self.turns.append(tuple(self._counted(item) for item in items))

    def known_entries(self, turn: int) -> list[Entry]:
        """The turn's changes whose cause this side may know, of values that it sees exactly."""
        return [
            entry
            for entry in self.match.records[turn - 1].entries()
            if (not self.side or entry.side in ("", self.side)) and self.knowledge[turn].entry(entry, turn)
        ]

    def told_before(self, item: Item) -> int:
        """How many items of its kind were told before an item, on this page or an earlier one."""
        earlier = sum(other.kind == item.kind for items in self.turns[: item.turn] for other in items)
        alike = [other for other in self.turns[item.turn] if other.kind == item.kind]
        return earlier + alike.index(item)

    def _counted(self, item: Item) -> Item:
        key: tuple[str, ...] = (item.kind, item.author_id, "" if item.kind == "order" else item.detail)
        if item.kind in _COUNTED_BY_KIND:
            key = (item.kind,)
        self._counts[key] += 1
        return replace(item, count=self._counts[key])


class _Reporter:
    """One turn."""

    def __init__(self, match: Match, knowledge: Knowledge, turn: int) -> None:
        self.match = match
        self.knowledge = knowledge
        self.side = knowledge.side
        self.turn = turn
        self.before, self.after = match.states[turn - 1], match.states[turn]
        self.record: Record = match.records[turn - 1]
        rules = match.program.rules
        self.rules = rules
        self.orders: dict[str, Order] = {order.id: order for order in rules.orders}
        self.events = {event.id: event for event in rules.events}
        self.invitations = {invitation.id: invitation for invitation in rules.invitations}
        self.outcomes = {outcome.id: outcome for outcome in rules.outcomes}
        self.accord_orders = {
            order for accord in rules.accords for order in (*accord.offers, *accord.breaks, *accord.cheats)
        }
        self.happenings = self.record.happenings()
        found = {(h.subject, h.side) for h in self.happenings if h.kind == "found"}
        self.found = {  # breaches that came to light at once: the finding tells of them
            (order, side)
            for accord in rules.accords
            for order, side in zip(accord.cheats, rules.sides, strict=True)
            if (accord.id, side) in found
        }
        self.known = [h for h in self.happenings if knowledge.happening(h, turn)]
        self.by_kind: dict[str, set[str]] = {}
        for happening in self.known:
            self.by_kind.setdefault(happening.kind, set()).add(happening.subject)
        chances = [chance for chance in self.record.chances() if chance.order]
        self.failed = {chance.order for chance in chances if not chance.happened}
        self.succeeded = {c.order for c in chances if c.happened and knowledge.chance(c, turn)}

    def items(self) -> Iterator[Item]:
        """All that is to be told of the turn."""
        for happening in self.known:
            yield from self._item(happening)
        yield from self._refused_offers()
        yield from self._seen_trips()
        yield from self._marks()
        yield from self._lead()

    def _item(self, happening: Happening) -> Iterator[Item]:
        kind, subject, side = happening.kind, happening.subject, happening.side
        match kind:
            case "ordered":
                yield from self._order(happening)
            case "lifted" | "lapsed" | "exposed":
                told = {"lifted": "order.lifting", "lapsed": "order.lapsed", "exposed": "exposed"}[kind]
                yield self._of_order(told, subject)
            case "offered" | "concluded" | "broken" | "found" | "ended":
                if kind != "offered" or subject not in self.by_kind.get("concluded", ()):
                    yield Item(f"accord.{kind}", subject, subject, side, self.turn)
            case "chosen":
                yield from self._answer(happening)
            case "outcome":
                yield self._outcome(happening)
            case "moved":
                turns = self.before.value(f"turns_held:{happening.person}")
                yield Item("freed", subject, subject, side, self.turn, happening.person,
                           detail=subject, number=turns)  # fmt: skip
            case "departed":
                yield from self._trip(happening.person, side, code=self._code(happening.person))
            case "returned":
                if self._code(happening.person, is_before=True):
                    yield Item("returned", subject, subject, side, self.turn, happening.person)
            case "event":
                event = self.events[subject]
                told_to = event.known_to == (self.side,)
                yield Item("event", subject, event.source.id, side, self.turn, happening.person,
                           is_confidential=told_to)  # fmt: skip

    def _order(self, happening: Happening) -> Iterator[Item]:
        subject = happening.subject
        if subject in self.by_kind.get("lifted", ()) or subject in self.by_kind.get("exposed", ()):
            return
        rule = self.orders[subject]
        if subject in self.accord_orders:
            if rule.visibility != "public" and (subject, rule.side) not in self.found:
                yield self._of_order("cheat", subject)
            return
        is_open = not self.side or rule.side == self.side
        if subject in self.failed and is_open:
            yield self._of_order("order.failed", subject)
            return
        item = self._of_order("order", subject)
        has_luck = rule.attempt.odds is not None
        is_unsure = has_luck and not is_open and subject not in self.succeeded
        yield replace(item, detail=UNSURE if is_unsure else "")

    def _of_order(self, kind: str, subject: str) -> Item:
        rule = self.orders[subject]
        seen = f"seen:{subject}"
        is_secret = rule.visibility != "public" and kind != "exposed"
        if is_secret and self.after.has(seen):
            is_secret = not (self.after.value(seen) or self.before.value(seen))
        return Item(
            kind, subject, rule.source.id, rule.side, self.turn, rule.person,
            is_confidential=bool(self.side) and is_secret,
        )  # fmt: skip

    def _answer(self, happening: Happening) -> Iterator[Item]:
        kind, _, subject = happening.subject.partition(":")
        side, choice, person = happening.side, happening.detail, happening.person
        if kind == "invitation":
            invitation = self.invitations[subject]
            travels = any(c.id == choice and c.travels for c in invitation.choices)
            if travels and invitation.lead:
                return
            told = "abroad" if travels else "stayed"
            place = invitation.place
            yield Item(told, subject, invitation.source.id, side, self.turn, person, place, choice,
                       is_confidential=self._is_private(place))  # fmt: skip
        elif kind == "event":
            event = self.events[subject]
            yield Item("answer", subject, event.source.id, side, self.turn, person, "", choice,
                       is_confidential=event.known_to == (self.side,))  # fmt: skip
        elif kind == "stance":
            yield Item("stance", choice, choice, side, self.turn, detail=choice,
                       is_confidential=bool(self.side))  # fmt: skip

    def _is_private(self, place: str) -> bool:
        """Whether the rival does not see a trip to a place."""
        if not self.side:
            return False
        return not Knowledge(self.match, self.match.rival(self.side)).sees_place(place)

    def _refused_offers(self) -> Iterator[Item]:
        """Offers that were not agreed to: both sides know of them."""
        for happening in self.happenings:
            kind, _, subject = happening.subject.partition(":")
            declined = happening.kind == "chosen" and kind == "accord" and happening.detail == "decline"
            if declined and subject not in self.by_kind.get("concluded", ()):
                yield Item("accord.refused", subject, subject, happening.side, self.turn)

    def _seen_trips(self) -> Iterator[Item]:
        """The rival's travellers who set out at once for a place that this side sees."""
        if not self.side:
            return
        for happening in self.happenings:
            kind, _, subject = happening.subject.partition(":")
            if happening.kind != "chosen" or kind != "invitation" or happening.side == self.side:
                continue
            rule = self.invitations[subject]
            travels = any(c.id == happening.detail and c.travels for c in rule.choices)
            if travels and not rule.lead and self.knowledge.sees_place(rule.place):
                yield Item("abroad", subject, rule.source.id, happening.side, self.turn, happening.person,
                           rule.place)  # fmt: skip

    def _outcome(self, happening: Happening) -> Item:
        rule = self.outcomes[happening.subject]
        person = happening.person
        kind = {HELD: "held", GONE: "gone", HOME: "recalled"}.get(rule.becomes, "outcome")
        if rule.becomes == HOME and rule.status == HELD:
            kind = "freed"
        turns = self.before.value(f"turns_held:{person}")
        is_told_one = rule.known_to != "both" and bool(self.side)
        place = self._whereabouts(person)
        return Item(kind, rule.id, rule.source.id, happening.side, self.turn, person, place,
                    number=turns, is_confidential=is_told_one)  # fmt: skip

    def _trip(self, person: str, side: str, code: int) -> Iterator[Item]:
        if code:
            trip = self.match.program.trips[code]
            rule = self.invitations[trip.invitation]
            yield Item("abroad", rule.id, rule.source.id, side, self.turn, person, trip.place)

    def _code(self, person: str, is_before: bool = False) -> int:
        state = self.before if is_before else self.after
        return int(state.value(f"trip:{person}")) if state.has(f"trip:{person}") else 0

    def _whereabouts(self, person: str) -> str:
        """Where someone was when it happened; "" at home."""
        for code in (self._code(person, is_before=True), self._code(person)):
            if code:
                return self.match.program.trips[code].place
        for happening in self.happenings:
            kind, _, subject = happening.subject.partition(":")
            if happening.kind == "chosen" and kind == "invitation" and happening.person == person:
                invitation = self.invitations[subject]
                if any(c.id == happening.detail and c.travels for c in invitation.choices):
                    return invitation.place
        return ""

    def _marks(self) -> Iterator[Item]:
        gauge = self.rules.gauge
        if not gauge:
            return
        row = variable_row(gauge, "")
        before, after = self.before.value(row), self.after.value(row)
        marks = sorted(self.match.scenario.variables[gauge].marks)
        crossed = [mark for mark in marks if (before >= mark) != (after >= mark)]
        if crossed:
            kind, mark = ("mark.up", crossed[-1]) if after > before else ("mark.down", crossed[0])
            yield Item(kind, gauge, gauge, "", self.turn, detail=f"{mark:g}", number=after)

    def _lead(self) -> Iterator[Item]:
        balance = self.match.scenario.roles.balance
        if not balance:
            return
        own = self.side or self.match.sides[0]
        before, after = (balance_of(self.match, turn, self.side) for turn in (self.turn - 1, self.turn))
        if before * after < 0 and abs(after) >= 0.5:
            kind = "lead.own" if after > 0 else "lead.rival"
            yield Item(kind, balance, balance, own, self.turn, number=abs(after))


def _joined(items: list[Item]) -> list[Item]:
    """The items of a turn, what both sides did alike as one: two answers, or two ends of an accord."""
    told: list[Item] = []
    found = {(item.subject, item.side) for item in items if item.kind == "accord.found"}
    for item in items:
        if item.kind == "accord.broken" and (item.subject, item.side) in found:
            continue
        alike = (other for other in told if (other.kind, other.subject) == (item.kind, item.subject))
        first = next(alike, None) if item.kind in ("answer", "accord.broken", "accord.found") else None
        if first is None:
            told.append(item)
        elif item.kind == "answer":
            told[told.index(first)] = replace(first, kind="answers", also=item.detail)
        else:
            told[told.index(first)] = replace(first, side="", also=BOTH)
    return told


def is_effect_of(entry: Entry, item: Item) -> bool:
    """Whether a change came of what an item tells, at once."""
    kind, source = item.kind, entry.source
    if source.kind in _NO_EFFECTS or entry.phase == "delayed":
        return False
    if kind.startswith("order") or kind in ("exposed", "cheat"):
        return entry.order == item.subject and (source.kind == "exposed") <= (kind == "exposed")
    if kind.startswith("mark"):
        return entry.variable == item.subject
    if kind.startswith("accord"):
        is_its = source.kind == _ACCORD_SOURCES.get(kind) and source.id == item.author_id
        return is_its and item.side in ("", entry.actor)
    if kind == "answers":
        given = {f"{item.author_id}.{choice}" for choice in (item.detail, item.also)}
        return source.kind == "choice" and source.id in given
    if kind in ("answer", "abroad", "stayed"):
        return source.id == f"{item.author_id}.{item.detail}" and entry.actor == item.side
    if kind == "event":
        return source.kind == "event" and source.id == item.author_id
    return source.kind == "outcome" and source.id == item.author_id and entry.person == item.person


def as_of(match: Match, turn: int) -> Match:
    """A match as it stood after a turn, to be looked at and never played on."""
    if turn == len(match.records):
        return match
    then = copy.copy(match)
    then.states, then.records = match.states[: turn + 1], match.records[:turn]
    then.sealed = match.sealed[:turn]
    return then


def balance_of(match: Match, turn: int, side: str) -> float:
    """By how much `side` is ahead after a turn, as it believes; in truth, for the first, if side is ""."""
    balance = match.scenario.roles.balance
    own = side or match.sides[0]
    state, rival = match.states[turn], match.rival(own)
    believed = f"estimate:{balance}:{side}"
    row = believed if side and state.has(believed) else variable_row(balance, rival)
    return state.value(variable_row(balance, own)) - state.value(row)
