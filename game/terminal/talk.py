"""The desk in conversation: a typed line in, lines of text out, and the draft changed.

What goes beyond the desk (sealing, loading, leaving) is handed back as a `Step` for the session.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from game.match.clerk import lay_desk
from game.match.desk import Desk, FamilyView, OrderCard, Question
from game.match.match import Match
from game.news.words import listed
from game.terminal import cards, forecasts, looking, telling, wording
from game.terminal.commands import COMMANDS, Asked, command, number, understand
from game.terminal.page import Page
from game.terminal.paper import paper_lines


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the session must do: seal, quit, save, load, or back."""

    kind: str
    value: str = ""


class Talk:
    """One side's turn at the desk."""

    def __init__(self, match: Match, side: str, page: Page) -> None:
        self.match = match
        self.side = side
        self.page = page
        self.focus = ""  # answer slot of the question last shown, whose choices a bare number means
        self._passed: set[str] = set()  # questions that the player chose to leave
        self._are_listed = False  # the orders, in this turn
        self._doubtful = False  # seal was asked once although something is open
        self.desk: Desk = lay_desk(match, side)
        self._does: dict[str, Callable[[tuple[str, ...]], Step | None]] = {
            "": self._next,
            "next": self._next,
            "number": self._number,
            "desk": self._desk,
            "paper": self._paper,
            "waits": self._waits,
            "answer": self._answer,
            "orders": self._orders,
            "order": self._order,
            "drop": self._drop,
            "read": self._read,
            "undo": self._undo,
            "redo": self._redo,
            "forecast": self._forecast,
            "why": self._why,
            "people": self._look(looking.show_people),
            "rival": self._look(looking.show_rival),
            "map": self._look(looking.show_map),
            "accords": self._look(looking.show_accords),
            "score": self._look(looking.show_score),
            "history": self._history,
            "brief": self._brief,
            "words": self._words,
            "help": self._help,
            "seal": self._seal,
        }

    @property
    def prompt(self) -> str:
        """What stands before the cursor: when, who, and what is left."""
        if self.focus:
            question = self._focused()
            return f"{question.title}: 1 to {len(question.choices)}, or Enter for later> "
        purse = self.desk.purse
        chosen = f"{self.desk.orders_chosen} of {self.desk.orders_allowed} orders"
        return f"{self.desk.label}, {wording.short(self.desk.side)}, {chosen}, {purse.left} left> "

    def hear(self, line: str) -> Step | None:
        """Does what the line asks; a Step is the session's to do."""
        asked: Asked = understand(line)
        if asked.name == "?":
            self.page.line(asked.problem)
            return None
        if asked.name not in ("seal",):
            self._doubtful = False
        if asked.name in self._does:
            return self._does[asked.name](asked.words)
        return Step(asked.name, " ".join(asked.words))

    # -- what waits ----------------------------------------------------------------------------

    def _questions(self) -> tuple[Question, ...]:
        stance = (self.desk.stance,) if self.desk.stance is not None else ()
        return self.desk.questions + stance

    def _focused(self) -> Question:
        return next(question for question in self._questions() if question.id == self.focus)

    def _next(self, _words: tuple[str, ...]) -> Step | None:
        if self.focus:
            self._passed.add(self.focus)
            self.focus = ""
        for question in self._questions():
            if not question.is_answered and question.id not in self._passed:
                self._show(question)
                return None
        chosen, allowed = self.desk.orders_chosen, self.desk.orders_allowed
        if not chosen and not self._are_listed:
            self._orders(())
        elif chosen < allowed:
            self.page.line(f"{chosen} of {allowed} orders chosen. Type orders to list them, seal to go on.")
        else:
            self.page.line("All orders chosen. forecast shows what they may do; seal hands them in.")
        return None

    def _show(self, question: Question) -> None:
        self.page.heading(f"{question.number}. {question.title}")
        self.page.items(cards.question_lines(question, self.desk))
        self.page.items((cards.choice_line(choice, self.desk) for choice in question.choices), 4)
        self.focus = question.id

    def _waits(self, words: tuple[str, ...]) -> Step | None:
        if words:
            question = self._question(words[0])
            if question is not None:
                self._show(question)
            return None
        self.page.heading("What waits")
        self.page.items(cards.question_line(q) for q in self._questions())
        if not self._questions():
            self.page.line("Nothing waits for an answer.", 2)
        return None

    def _question(self, word: str) -> Question | None:
        wanted = number(word)
        for question in self._questions():
            if question.number == wanted:
                return question
        self.page.line(f"There is no question {word}. waits lists them.")
        return None

    def _answer(self, words: tuple[str, ...]) -> Step | None:
        if not words:
            return self._waits(())
        if len(words) == 1 and self.focus:
            return self._choose(self._focused(), words[0])
        question = self._question(words[0])
        if question is None:
            return None
        if len(words) == 1:
            if question.is_answered:
                self.match.draft(self.side).clear(question.id)
                self._lay()
                self.page.line(f"{question.title}: your answer is taken back.")
            else:
                self._show(question)
            return None
        return self._choose(question, words[1])

    def _choose(self, question: Question, word: str) -> Step | None:
        wanted = number(word)
        if not 1 <= wanted <= len(question.choices):
            self.page.line(f"The choices are 1 to {len(question.choices)}.")
            return None
        choice = question.choices[wanted - 1]
        refused = self.match.draft(self.side).answer(question.id, choice.id)
        if refused:
            self.page.items(cards.refusal_lines(telling.refusals(self.match, self.side, refused)))
            return None
        self._lay()
        self.focus = ""
        self.page.line(f"{question.title}: {choice.label}. {self._left()}")
        return None

    # -- orders --------------------------------------------------------------------------------

    def _number(self, words: tuple[str, ...]) -> Step | None:
        return self._choose(self._focused(), words[0]) if self.focus else self._order(words)

    def _orders(self, words: tuple[str, ...]) -> Step | None:
        families = [family for family in self.desk.families if self._is_asked(family.label, words)]
        if not families:
            names = listed([family.label for family in self.desk.families])
            self.page.line(f"There is no family {words[0]}. There are {names}.")
            return None
        for family in families:
            self._list(family, with_all=bool(words))
        self._are_listed = True
        self.page.line(self._left())
        return None

    def _list(self, family: FamilyView, with_all: bool) -> None:
        """The cards of a family: those that can be ordered, and on demand why the others cannot."""
        own = [card for card in self.desk.orders if card.family == family.id]
        if not own:
            return
        self.page.heading(family.label)
        for card in own:
            if card.is_legal or card.is_chosen:
                self.page.line(cards.order_line(card), 2)
                if impacts := cards.impact_line(card.impacts, self.desk, cards.first_word(card)):
                    self.page.line(impacts, 6)
        closed = [card for card in own if not card.is_legal and not card.is_chosen]
        if with_all:
            self.page.items(cards.closed_lines(closed))
        elif closed:
            self.page.line(
                f"{len(closed)} more cannot be ordered now; orders {family.label.lower()} says why.", 2
            )

    @staticmethod
    def _is_asked(label: str, words: tuple[str, ...]) -> bool:
        return not words or label.lower().startswith(words[0].lower())

    def _card(self, words: tuple[str, ...]) -> OrderCard | None:
        wanted = number(words[0]) if words else 0
        for card in self.desk.orders:
            if card.number == wanted:
                return card
        text = " ".join(words).lower()
        named = [card for card in self.desk.orders if text and text in card.title.lower()]
        if len(named) == 1:
            return named[0]
        self.page.line("Which order? Type its number; orders lists them.")
        return None

    def _order(self, words: tuple[str, ...]) -> Step | None:
        card = self._card(words)
        if card is None:
            return None
        if card.is_chosen:
            self.page.line(f"{card.title} is chosen already; drop {card.number} takes it out.")
            return None
        refused = self.match.draft(self.side).add(card.id)
        if refused:
            self.page.line(f"{card.title}: no.")
            self.page.items(cards.refusal_lines(telling.refusals(self.match, self.side, refused)))
            return None
        self._lay()
        verb = "will be lifted" if card.is_in_force else "chosen"
        self.page.line(f"{card.title}: {verb}. {self._left()}")
        return None

    def _drop(self, words: tuple[str, ...]) -> Step | None:
        card = self._card(words)
        if card is not None:
            self.match.draft(self.side).remove(card.id)
            self._lay()
            self.page.line(f"{card.title}: not chosen. {self._left()}")
        return None

    def _read(self, words: tuple[str, ...]) -> Step | None:
        card = self._card(words)
        if card is not None:
            self.page.items(cards.order_detail(card, self.desk))
        return None

    def _undo(self, _words: tuple[str, ...]) -> Step | None:
        done = self.match.draft(self.side).undo()
        self._lay()
        self.page.line(
            f"Taken back. {self._left()}" if done else "There is nothing to take back in this turn."
        )
        return None

    def _redo(self, _words: tuple[str, ...]) -> Step | None:
        done = self.match.draft(self.side).redo()
        self._lay()
        self.page.line(f"Done again. {self._left()}" if done else "There is nothing to do again.")
        return None

    def _lay(self) -> None:
        self.desk = lay_desk(self.match, self.side)

    def _left(self) -> str:
        desk = self.desk
        chosen = [card.title for card in desk.orders if card.is_chosen]
        return (
            f"{desk.orders_chosen} of {desk.orders_allowed} orders: {listed(chosen) or 'none'}. "
            f"{desk.purse.left} of {desk.purse.value} {desk.purse.name.lower()} left."
        )

    # -- looking -------------------------------------------------------------------------------

    def _desk(self, _words: tuple[str, ...]) -> Step | None:
        looking.show_desk(self.page, self.desk)
        if self._questions():
            self._waits(())
        self.page.heading("Your orders")
        self.page.line(self._left(), 2)
        return None

    def _paper(self, _words: tuple[str, ...]) -> Step | None:
        self.page.items(paper_lines(self.match, self.side), 0)
        return None

    def _forecast(self, words: tuple[str, ...]) -> Step | None:
        asked = self._focused() if self.focus else None
        question = self._question(words[0]) if words else asked
        if question is not None:
            self.page.heading(f"Forecast for {question.title}")
            self.page.items(forecasts.question_lines(self.match, self.side, question))
        elif not words:
            self.page.heading("Forecast for what you have chosen")
            self.page.items(forecasts.draft_lines(self.match, self.side))
        return None

    def _look(self, show: Callable[[Page, Desk, str], None]) -> Callable[[tuple[str, ...]], Step | None]:
        """A command that only shows something of the desk."""

        def shown(words: tuple[str, ...]) -> Step | None:
            show(self.page, self.desk, " ".join(words))
            return None

        return shown

    def _why(self, words: tuple[str, ...]) -> Step | None:
        turns = [number(word) for word in words if number(word)]
        names = " ".join(word for word in words if not number(word)).lower()
        variable = self._variable(names)
        if variable:
            self.page.items(telling.why_lines(self.match, self.side, variable, turns), 0)
        return None

    def _variable(self, name: str) -> str:
        """The id of the variable meant; "" after saying that there is none."""
        known = {view.label.lower(): view.id for view in self.desk.variables}
        known |= {view.id.lower().replace("_", " "): view.id for view in self.desk.variables}
        found = {known[key] for key in known if name and name.replace("_", " ") in key}
        if name in known:
            return known[name]
        if len(found) == 1:
            return found.pop()
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        if near and not found:
            return known[near[0]]
        labels = listed([view.label for view in self.desk.variables])
        self.page.line(f"Why what? Say one of: {labels}.")
        return ""

    def _history(self, words: tuple[str, ...]) -> Step | None:
        wanted = number(words[0]) if words else 0
        last = len(self.match.records)
        if wanted > last or (words and not wanted):
            self.page.line(f"The turns played are 1 to {last}." if last else "No turn has been played.")
            return None
        for turn in (wanted,) if wanted else range(1, last + 1):
            self.page.items(telling.reveal_lines(self.match, self.side, turn, is_short=not wanted), 0)
        return None

    def _brief(self, _words: tuple[str, ...]) -> Step | None:
        self.page.items(telling.briefing_lines(self.match, self.side), 0)
        return None

    def _words(self, words: tuple[str, ...]) -> Step | None:
        self.page.items(telling.word_lines(self.match, self.desk, " ".join(words)))
        return None

    def _help(self, words: tuple[str, ...]) -> Step | None:
        if words:
            try:
                found = command(words[0].lower())
            except KeyError:
                self.page.line(f"There is no command {words[0]}.")
                return None
            self.page.line(f"{found.usage}: {found.text}.")
            return None
        self.page.heading("What you can type (a beginning of a word is enough)")
        self.page.items(f"{found.usage}: {found.text}." for found in COMMANDS)
        return None

    def _seal(self, _words: tuple[str, ...]) -> Step | None:
        opened = [question for question in self._questions() if not question.is_answered]
        pressing = [question for question in opened if question.kind != "stance"]
        if (pressing or not self.desk.orders_chosen) and not self._doubtful:
            self._doubtful = True
            self.page.items((cards.question_line(question) for question in pressing), 2)
            if not self.desk.orders_chosen:
                self.page.line("You have chosen no order.", 2)
            self.page.line("Type seal again to seal as it is.")
            return None
        return Step("seal")
