"""The game in a few sentences, read off its states and its record."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.scope import variable_row
from game.match import figures
from game.match.match import Match
from game.match.naming import Names
from game.news.chronicle import Chronicle, balance_of
from game.news.stories import unit_of
from game.news.words import (
    amount,
    capitalised,
    count,
    listed,
    lowered,
    number_word,
    possessive,
    quoted,
    times,
)


def summary(match: Match) -> list[str]:
    """Two or three paragraphs: who led, where the shared gauge went, what became of people and accords."""
    teller = _Teller(match)
    paragraphs = [
        " ".join(teller.lead()),
        " ".join(teller.gauge()),
        " ".join((*teller.people(), *teller.accords())),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


class _Teller:
    def __init__(self, match: Match) -> None:
        self.match = match
        self.names = Names(match)
        self.played = len(match.records)
        self.span = count(self.played, unit_of(match))
        self.items = [item for items in Chronicle(match, "").turns for item in items]
        self.proper = {word for side in match.sides for word in self.names.side(side).split()}

    def lead(self) -> Iterator[str]:
        """How the balance went."""
        balance = self.match.scenario.roles.balance
        if not balance or not self.played:
            return
        start, end = (balance_of(self.match, turn, "") for turn in (0, self.played))
        label = lowered(self.names.variable(balance), self.proper)
        before, after = round(abs(start), 1), round(abs(end), 1)
        leaders = [self.names.side(self.match.sides[0 if lead > 0 else 1]) for lead in (start, end)]
        over = f"over {self.span}" if self.played > 1 else "in one turn"
        if before == 0 and after == 0:
            yield f"The two sides began level in {label} and end level."
        elif after == 0:
            whose = capitalised(possessive(leaders[0]))
            yield f"{whose} lead in {label} was {amount(before)} at the start, and is gone."
        elif before == 0:
            yield f"The two sides began level in {label}; {leaders[1]} ends {amount(after)} ahead."
        elif leaders[0] == leaders[1]:
            verb = "shrank" if after < before else "grew" if after > before else "stayed"
            went = f"from {amount(before)} to {amount(after)}" if after != before else f"at {amount(after)}"
            yield capitalised(f"{over}, {possessive(leaders[0])} lead in {label} {verb} {went}.")
        else:
            yield (
                f"{leaders[0]} began {amount(before)} ahead in {label}; {over}, it passed to {leaders[1]}, "
                f"who ends {amount(after)} ahead."
            )
        changes = sum(item.kind.startswith("lead") for item in self.items)
        if changes > 1:
            yield f"The lead changed hands {times(changes)}."

    def gauge(self) -> Iterator[str]:
        """Where the gauge stood at first, at its height, and at last."""
        gauge = self.match.program.rules.gauge
        if not gauge or not self.played:
            return
        values = [state.value(variable_row(gauge, "")) for state in self.match.states]
        label = self.names.variable(gauge)
        digits = min(self.names.digits(gauge), 1)
        first, last, top = (figures.text(value, digits) for value in (values[0], values[-1], max(values)))
        when = values.index(max(values))
        yield f"{label} began at {first} and ended at {last}."
        if 0 < when < self.played and top not in (first, last):
            yield f"It stood highest at the end of {self.match.label_of(when)}, at {top}."
        end = self.names.range(gauge)[1]
        marks = [(at, name) for at, name in self.names.marks(gauge) if at <= max(values) and at < end]
        if marks:
            at, name = marks[-1]
            spent = sum(value >= at for value in values[1:])
            yield f"It closed at {amount(at)} or above, which is called {quoted(name)}, {times(spent)}."

    def people(self) -> Iterator[str]:
        """Who was held, came home, or left."""
        people = self.match.scenario.people
        held = list(dict.fromkeys(item.person for item in self.items if item.kind == "held"))
        gone = list(dict.fromkeys(item.person for item in self.items if item.kind == "gone"))
        trips = sum(item.kind == "abroad" for item in self.items)
        stayed = sum(item.kind == "stayed" for item in self.items)
        if trips or stayed:
            number = number_word(stayed) if stayed else "none"
            refused = f"{number} {'was' if stayed < 2 else 'were'} declined"
            yield capitalised(f"{count(trips, 'invitation')} to travel led to a trip, and {refused}.")
        if held:
            still = [p for p in held if self.match.state.value(f"status:{p}") == 2.0]
            told = f"{number_word(len(held))} {'person was' if len(held) == 1 else 'people were'} held: "
            yield capitalised(told + listed([people[p].name for p in held]) + ".")
            if not still:
                yield "All are free again." if len(held) > 1 else "That case is over."
            elif len(still) < len(held):
                yield f"{listed([people[p].name for p in still])} had not come home when the game ended."
            else:
                yield (
                    "Nobody had come home when the game ended."
                    if len(held) > 1
                    else (f"{people[held[0]].name} had not come home when the game ended.")
                )
        if gone:
            yield capitalised(f"{listed([people[p].name for p in gone])} left for good.")

    def accords(self) -> Iterator[str]:
        """What was agreed, and what became of it."""
        made = sum(item.kind == "accord.concluded" for item in self.items)
        if not made:
            return
        over = sum(item.kind in ("accord.broken", "accord.found") for item in self.items)
        ran_out = sum(item.kind == "accord.ended" for item in self.items)
        stand = sum(self.match.state.value(f"accord:{a.id}") == 1.0 for a in self.match.program.rules.accords)
        if made == 1:
            fate = (
                "it was broken or found breached"
                if over
                else "it ran its term"
                if ran_out
                else "it is in force"
            )
            yield f"One accord was concluded; {fate}."
            return
        fates = [
            f"{number_word(number)} {what}"
            for number, what in (
                (over, "broken or found breached"),
                (ran_out, "that ran out"),
                (stand, "in force at the end"),
            )
            if number
        ]
        yield capitalised(f"{count(made, 'accord')} were concluded: {listed(fates)}.")
