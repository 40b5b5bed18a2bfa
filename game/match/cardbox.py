"""Orders, accords and questions as cards: what a side may do in a turn, and why not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.engine import orders as judged
from game.engine.orders import Refusal
from game.engine.program import AnswerSlot, OrderSlot
from game.engine.rules import Accord
from game.match import figures
from game.match.desk import AccordCard, ChoiceView, FamilyView, ImpactView, OrderCard, Question, RefusalView
from game.match.match import Match
from game.match.naming import Names, background, fill, origin
from game.match.phrases import Phrases
from game.match.prospects import Prospect
from game.match.roster import Roster


class Cardbox:
    """Makes the cards of one side for the turn that is to be decided."""

    def __init__(self, match: Match, side: str) -> None:
        self.match = match
        self.side = side
        self.names = Names(match)
        self.phrases = Phrases(match)
        self.roster = Roster(match, side)
        self.state = match.state
        self.draft = match.draft(side)
        self.slots = [slot for slot in match.program.orders if slot.order.side == side]

    # -- refusals ------------------------------------------------------------------------------

    def refusals(self, refused: Sequence[Refusal]) -> tuple[RefusalView, ...]:
        """Refusals in words."""
        return tuple(RefusalView(each.code, self._sentence(each), each.numbers) for each in refused)

    def _sentence(self, refusal: Refusal) -> str:
        numbers = [math.floor(number + 1e-9) for number in refusal.numbers]
        match refusal.code:
            case "cost":
                return f"It costs {numbers[0]}, and {max(numbers[1], 0)} is left."
            case "need":
                return self.match.scenario.need_text(refusal.detail)
            case "excluded":
                return f"It cannot stand together with: {self.names.order(refusal.detail)}."
            case "cooldown":
                return f"It can be ordered again in {turns_in_words(numbers[0])}."
            case "once":
                return "It can be ordered only once in a game."
            case "term":
                return f"It can be lifted in {turns_in_words(numbers[0])}."
            case "count":
                return f"No more than {numbers[0]} orders can be given in a turn."
        return "Nothing of the kind waits for an answer."

    # -- orders --------------------------------------------------------------------------------

    def families(self) -> tuple[FamilyView, ...]:
        """The families in the scenario's order."""
        return tuple(FamilyView(id_, label) for id_, label in self.match.scenario.families.items())

    def orders(self) -> tuple[OrderCard, ...]:
        """All cards of the side, family by family; their numbers stay the same all game."""
        families = list(self.match.scenario.families)
        ordered = sorted(self.slots, key=lambda slot: families.index(self.names.family(slot.order.id)))
        return tuple(self._order(number, slot) for number, slot in enumerate(ordered, 1))

    def _order(self, number: int, slot: OrderSlot) -> OrderCard:
        order, value = slot.order, self.state.value
        prospect = self.draft.prospects.get(order.id)
        kind, accord = self.names.accord_orders.get(order.id, ("order", ""))
        written = self.names.written_order(order.id)
        is_legal = bool(self.state.rows[slot.legal, 0])
        is_chosen = order.id in self.draft.orders
        refused: Sequence[Refusal] = ()
        if not is_legal:
            refused = judged.refusals(self.state, slot)
        elif not is_chosen:
            refused = self.draft.trial(order=order.id)
        is_on_table = not order.on_table or bool(value(f"table:{order.id}"))
        return OrderCard(
            id=order.id,
            rule=f"{kind}_{accord}" if accord else order.source.id,
            number=number,
            title=self.names.order(order.id),
            text=self.names.order_text(order.id),
            family=self.names.family(order.id),
            cost=math.ceil(float(self.state.rows[slot.cost, 0])),
            base_cost=math.ceil(order.cost),
            is_on_table=is_on_table,
            visibility=order.visibility,
            is_policy=order.is_policy,
            is_in_force=order.is_policy and bool(value(f"in_force:{order.id}")),
            upkeep=figures.tidy(order.upkeep),
            term=order.minimum_term,
            since=self._since(order.id),
            odds_in_100=_in_hundred(prospect),
            impacts=self._impacts(prospect),
            is_legal=is_legal,
            is_chosen=is_chosen,
            is_free_to_choose=is_legal and not is_chosen and not refused,
            reasons=self.refusals(refused),
            is_seen=order.visibility == "public" or bool(value(f"seen:{order.id}")),
            person=order.person,
            accord=accord,
            kind=kind,
            badge=origin(written)[0],
            cites=origin(written)[1],
            background=background(written),
        )

    def _since(self, order: str) -> int:
        """Turns since it last took effect; -1 if it never did."""
        states, row = self.match.states, f"times:{order}"
        for turn in range(len(states) - 1, 0, -1):
            if states[turn].value(row) > states[turn - 1].value(row):
                return len(states) - turn
        return -1

    def _impacts(self, prospect: Prospect | None) -> tuple[ImpactView, ...]:
        """Direct effects on values that players see."""
        shown = []
        for impact in prospect.impacts if prospect else ():
            written = self.match.scenario.variables[impact.variable]
            amount = figures.shown(impact.amount, 1)
            if not written.hidden and amount:
                is_good = None if written.good == "none" else (amount > 0) == (written.good == "high")
                shown.append(
                    ImpactView(
                        variable=impact.variable,
                        label=written.label,
                        icon=written.icon,
                        side=impact.side,
                        amount=amount,
                        when=impact.when,
                        after=impact.after,
                        is_good=is_good if impact.side != self.match.rival(self.side) else None,
                    )
                )
        shown.sort(key=lambda impact: impact.side == self.match.rival(self.side))
        return tuple(shown)

    # -- accords -------------------------------------------------------------------------------

    def accords(self) -> tuple[AccordCard, ...]:
        """Every accord of the scenario and how it stands."""
        return tuple(self._accord(accord) for accord in self.match.program.rules.accords)

    def _accord(self, accord: Accord) -> AccordCard:
        value, own = self.state.value, self.match.sides.index(self.side)
        rival = self.match.rival(self.side)
        written = self.match.scenario.accords[accord.id]
        slot = next(
            slot
            for slot in self.match.program.answers
            if slot.kind == "accord" and slot.subject == accord.id and slot.side == self.side
        )
        is_offered = bool(self.state.rows[slot.waits, 0])
        age = int(value(f"accord_age:{accord.id}"))
        status = "none"
        if value(f"accord:{accord.id}"):
            status = "in_force"
        elif is_offered:
            status = "offered_by_rival"
        elif value(f"offer:{accord.id}:{self.side}"):
            status = "offered_by_us"
        return AccordCard(
            id=accord.id,
            title=written.title,
            text=written.text,
            gives_own=written.gives.get(self.side, ""),
            gives_rival=written.gives.get(rival, ""),
            status=status,
            age=age,
            turns_left=max(accord.turns - age, 0) if accord.turns and status == "in_force" else 0,
            offer_order=accord.offers[own],
            break_order=accord.breaks[own],
            cheat_order=accord.cheats[own],
            question=slot.id if is_offered else "",
            agree_cost=math.ceil(accord.agree_cost),
            badge=origin(written)[0],
            cites=origin(written)[1],
            background=background(written),
        )

    # -- questions -----------------------------------------------------------------------------

    def questions(self) -> tuple[Question, ...]:
        """What waits for this side, invitations first; its stance as host comes last."""
        if self.match.is_over:
            return ()
        waiting = [
            slot
            for slot in self.match.program.answers
            if slot.side == self.side and self.state.rows[slot.waits, 0]
        ]
        return tuple(self._question(number, slot) for number, slot in enumerate(waiting, 1))

    def _question(self, number: int, slot: AnswerSlot) -> Question:
        rules = self.match.program.rules
        person = place = None
        turns = lead = 0
        code = int(self.state.rows[slot.waits, 0])
        if slot.has_person:
            person = self.roster.person(rules.people[code - 1])
        if slot.kind == "invitation":
            rule = next(rule for rule in rules.invitations if rule.id == slot.subject)
            place = next((place for place in self.roster.places() if place.id == rule.place), None)
            turns, lead = rule.turns, rule.lead
        values = self.phrases.values(self.side, person.id if person else "", place.id if place else "")
        written = self.phrases.written(slot)
        title, text = self.phrases.question(slot)
        return Question(
            id=slot.id,
            number=number,
            kind=slot.kind,
            subject=slot.subject,
            title=fill(title, values),
            text=fill(text, values),
            person=person,
            place=place,
            turns=turns,
            lead=lead,
            choices=tuple(self._choice(slot, index, values) for index in range(len(slot.choices))),
            is_answered=slot.id in self.draft.answers,
            badge=origin(written)[0],
            cites=origin(written)[1],
            background=background(written),
        )

    def _choice(self, slot: AnswerSlot, index: int, values: Mapping[str, str]) -> ChoiceView:
        choice = slot.choices[index]
        label, text = self.phrases.choice(slot, index)
        chosen = self.draft.answers.get(slot.id, slot.choices[slot.default])
        refused: Sequence[Refusal] = judged.choice_refusals(self.state, slot, index)
        is_legal = not refused
        prospect = self.draft.prospects.get(f"{slot.id}:{choice}")
        if is_legal and choice != chosen:
            refused = self.draft.trial(slot=slot.id, choice=choice)
        return ChoiceView(
            id=choice,
            index=index,
            label=fill(label, values),
            text=fill(text, values),
            cost=math.ceil(slot.costs[index]),
            is_legal=is_legal,
            reasons=self.refusals(refused),
            odds_in_100=_in_hundred(prospect),
            impacts=self._impacts(prospect),
            is_default=index == slot.default,
            is_chosen=choice == chosen,
            travels=any(
                trip.invitation == slot.subject and trip.choice == choice
                for trip in self.match.program.trips
                if slot.kind == "invitation"
            ),
        )


def _in_hundred(prospect: Prospect | None) -> int:
    return -1 if prospect is None or prospect.odds is None else round(100 * prospect.odds)


def turns_in_words(count: int) -> str:
    """A number of turns."""
    return "one turn" if count == 1 else f"{count} turns"
