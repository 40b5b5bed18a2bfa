"""Items of the chronicle as stories: the scenario's words where it has them, else our own."""

from __future__ import annotations

import re
from typing import Any

from game.match.match import Match
from game.match.naming import Names, background, fill, within
from game.match.phrases import Phrases, texts_of
from game.news import choosing
from game.news.chronicle import BOTH, UNSURE, Chronicle, Item, is_effect_of
from game.news.importance import weigh
from game.news.model import BAD, GOOD, UNCLEAR, BackgroundLine, EffectLine, Story
from game.news.phrases import STORIES
from game.news.sources import STORY_SOURCES, background_lines, story_badge
from game.news.words import (
    amount,
    capitalised,
    count,
    listed,
    lowered,
    number_word,
    ordinal,
    phrase,
    quoted,
    sentence,
    signed,
    title_case,
    typeset,
)

PICTURES = (
    "chairs", "gate", "door", "plane", "handshake", "torn", "envelope", "gauge", "balance", "chip", "shield",
    "table", "city", "clock",
)  # fmt: skip
_OF_FAMILY = {"people": "chairs", "technology": "chip", "security": "shield", "diplomacy": "table"}
_OF_KIND = {
    "held": "door", "freed": "gate", "gone": "plane", "abroad": "plane", "returned": "gate",
    "recalled": "gate", "stayed": "chairs", "outcome": "chairs", "exposed": "envelope",
    "cheat": "envelope", "stance": "door",
    "accord.concluded": "handshake", "accord.offered": "envelope", "accord.refused": "envelope",
    "accord.broken": "torn", "accord.found": "torn", "accord.ended": "clock", "order.lapsed": "clock",
    "mark.up": "gauge", "mark.down": "gauge", "lead.own": "balance", "lead.rival": "balance",
}  # fmt: skip
_OUTCOMES = ("held", "gone", "freed", "recalled", "outcome")
_REPORTED = ("order", "exposed", "event", "accord.concluded", *_OUTCOMES)
_RECALLING = ("order", "exposed", "event", "accord.offered", "accord.concluded", *_OUTCOMES)
_MOST_EFFECTS = 4
_STANDFIRST = 110  # characters
_WORTH_A_PARAGRAPH = 60
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[\"\u201cA-Z0-9])")
_TO_THE_PLAYER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_GAP = re.compile(r"\{\w+\}")


class Writer:
    """Writes the stories of one chronicle."""

    def __init__(self, match: Match, chronicle: Chronicle) -> None:
        self.match = match
        self.chronicle = chronicle
        self.side = chronicle.side
        self.names = Names(match)
        self.scenario = match.scenario
        self.phrases = Phrases(match)
        self.unit = unit_of(match)
        self.proper = frozenset(
            word
            for side in self.scenario.sides.values()
            for word in f"{side.name} {side.capital} {side.adjective}".split()
        )

    def story(self, item: Item) -> Story:
        """An item as a story."""
        written = self._written(item)
        values = self.values(item)
        own = self.own_words(item, values)
        headline = self._headline(item, written)
        standfirst, paragraphs = self._body(item, written)
        if not paragraphs:
            standfirst, paragraphs = own.standfirst, (own.body,)
        elif not standfirst:
            is_fate = item.kind in _OUTCOMES and item.kind != "outcome"
            standfirst = self._aside(item) or ("" if headline and not is_fate else own.standfirst)
        author_badge = getattr(written, "badge", None) or ""
        badge = story_badge(author_badge)
        source = STORY_SOURCES[badge]
        if item.is_confidential:
            source = f"Not for publication: known in {self.names.side(self.side)} only"
        return Story(
            kind=item.kind,
            headline=title_case(typeset(headline or own.headline)),
            standfirst=standfirst,
            paragraphs=paragraphs,
            badge=badge,
            source=source,
            effects=self.effects(item),
            backgrounds=self._backgrounds(item, written, author_badge),
            picture=self._picture(item, written),
            side=item.side,
            subject=item.subject,
            person=item.person,
            weight=weigh(self.match, self.chronicle, item),
            is_confidential=item.is_confidential,
        )

    # -- words ---------------------------------------------------------------------------------

    def values(self, item: Item) -> dict[str, str]:
        """What the slots of our own phrasings stand for."""
        actor = item.side or self.side or self.match.sides[0]
        title = self._title(item)
        values = {
            "actor": self.names.side(actor),
            "other": self.names.side(self.match.rival(actor)),
            "capitals": listed([self.names.side(side) for side in self.match.sides]),
            "name": title,
            "title": quoted(title),
            "unit": self.unit,
            "count": number_word(item.count),
            "ordinal": ordinal(item.count),
            "turns": count(max(int(item.number), 1), self.unit) if item.kind == "freed" else "",
            "where": "",
            "place": "abroad",
            "choice": "",
        }
        if item.place:
            values["place"] = within(self.scenario.places[item.place].label)
            values["where"] = f" in {values['place']}"
        if item.person:
            person = self.scenario.people[item.person]
            values |= {"person": person.name, "role": person.role}
        if item.kind == "outcome":
            is_verb = title[:1].islower()  # `is released`
            values |= {"fate": f", {title}" if is_verb else f": {title}"}
            values |= {"headfate": f" {title}" if is_verb else f": {title}"}
        if item.kind.startswith("mark"):
            values |= self._gauge_values(item)
        if item.kind.startswith("lead"):
            label = lowered(self.names.variable(item.subject), self.proper)
            values |= {"label": label, "lead": amount(item.number)}
        if item.kind in ("answer", "answers", "stance"):
            values["choice"] = quoted(self._choice(item, item.detail))
        if item.kind == "answers":
            values["otherchoice"] = quoted(self._choice(item, item.also))
        return values

    def _gauge_values(self, item: Item) -> dict[str, str]:
        mark = dict(self.names.marks(item.subject))[float(item.detail)]
        label = self.names.variable(item.subject)
        return {
            "gauge": label,
            "value": f"{item.number:.0f}"
            if round(item.number) != float(item.detail)
            else amount(item.number),
            "at": amount(float(item.detail)),
            "mark": mark,
            "markword": quoted(mark),
        }

    def _title(self, item: Item) -> str:
        """What the item is about, by the scenario's title."""
        kind = item.kind
        if kind.startswith("order") or kind in ("exposed", "cheat"):
            return self.names.order(item.subject)
        if kind.startswith("accord") or self._is_accord(item):
            return self.scenario.accords[item.author_id].title
        if kind in ("event", "answer", "answers"):
            return self._filled(self.scenario.events[item.author_id].title, item)
        if kind in ("abroad", "stayed"):
            return self._filled(self.scenario.invitations[item.author_id].title, item)
        if kind == "stance":
            return self.scenario.travel.stances[item.author_id].title
        outcome = self.scenario.travel.outcomes.get(item.author_id)
        return outcome.label if outcome else ""

    def _choice(self, item: Item, choice: str) -> str:
        if item.kind == "stance":
            return str(self.scenario.travel.stances[choice].title)
        return self._filled(self.scenario.events[item.author_id].choices[choice].label, item)

    def own_words(self, item: Item, values: dict[str, str]) -> Any:
        """Our own phrasing of an item, filled in."""
        key = self._situation(item)
        told = self.chronicle.told_before(item)
        chosen = choosing.in_turn(STORIES[key], self.match.seed, key, told)
        pronoun = self.scenario.people[item.person].pronoun if item.person else ""
        return type(chosen)(*(capitalised(phrase(text, values, pronoun or "they")) for text in chosen))

    def _situation(self, item: Item) -> str:
        kind = "order.exposed" if item.kind == "exposed" else item.kind
        if kind in STORIES:
            return kind
        if item.also == BOTH:
            return f"{kind}.both"
        if kind == "answers":
            return "answers.same" if item.detail == item.also else "answers.differ"
        if kind == "freed" and item.detail:
            return "freed.accord"
        if kind == "held" and item.count > 1 and self._other_has_held(item):
            return "held.answer"
        again = f"{kind}.again"
        return again if item.count > 1 and again in STORIES else f"{kind}.first"

    def _other_has_held(self, item: Item) -> bool:
        """Whether someone of the other side was held already."""
        before = self.match.states[item.turn - 1]
        return any(
            person.side != item.side and before.value(f"status:{person.id}") == 2.0
            for person in self.match.program.rules.people
        )

    # -- the scenario's words ------------------------------------------------------------------

    def _written(self, item: Item) -> Any:
        """The part of the scenario behind an item, or None."""
        kind = item.kind
        if kind.startswith("order") or kind in ("exposed", "cheat"):
            return self.names.written_order(item.subject)
        if kind.startswith("accord") or (kind == "freed" and item.detail):
            return self.scenario.accords[item.author_id]
        if kind in ("event", "answer", "answers"):
            return self.scenario.events[item.author_id]
        if kind in ("abroad", "stayed"):
            return self.scenario.invitations[item.author_id]
        if kind == "stance":
            return self.scenario.travel.stances[item.author_id]
        return self.scenario.travel.outcomes.get(item.author_id)

    def _headline(self, item: Item, written: Any) -> str:
        """The author's headline, "" if there is none for this."""
        field = {
            "order": "headline", "exposed": "exposed_headline", "event": "headline",
            "accord.concluded": "headline", "accord.broken": "break_headline",
            "accord.found": "cheat_headline",
        }.get(item.kind, "")  # fmt: skip
        if item.detail == UNSURE or item.kind == "cheat":
            return ""
        if item.kind in ("abroad", "stayed", "answer") and item.detail:
            choice = written.choices[item.detail]
            texts = texts_of(choice.headline)
            if not texts and item.kind == "abroad":
                texts = texts_of(written.headline)
        elif item.kind in _OUTCOMES and not self._is_accord(item):
            texts = texts_of(written.headline)
        else:
            texts = texts_of(getattr(written, field, ())) if field else ()
        return self._filled(choosing.occurrence(texts, item.count), item) if texts else ""

    def _is_accord(self, item: Item) -> bool:
        return item.kind == "freed" and bool(item.detail)

    def _body(self, item: Item, written: Any) -> tuple[str, tuple[str, ...]]:
        """Standfirst and paragraphs from the author's texts, empty if they say nothing of this."""
        report, text = self._report(item, written), ""
        tells = ("order", "order.failed", "exposed", "event", "accord.concluded", "accord.offered")
        if item.kind in tells and item.detail != UNSURE and item.kind != "order.failed":
            text = self._filled(getattr(written, "text", ""), item)
        if not report and not (text and item.kind in ("event", "accord.concluded")):
            return "", ()
        first, rest = _split(text)
        paragraphs = tuple(part for part in (report, rest) if part)
        if not paragraphs:
            return "", (first,) if first else ()
        return first, paragraphs

    def _aside(self, item: Item) -> str:
        """A line under the headline where the author's text is short: who must answer, or who it is."""
        if item.kind == "event":
            event = self.scenario.events[item.author_id]
            if event.choices and not self.match.is_over:
                asked = event.asks or event.side
                capital = "both sides" if asked == "both" else self.names.side(asked)
                return f"An answer is due from {capital} within the {self.unit}."
        if item.person and item.kind == "outcome":
            return _split(typeset(self.scenario.people[item.person].bio))[0]
        return ""

    def _report(self, item: Item, written: Any) -> str:
        if item.kind in ("abroad", "stayed", "answer"):
            choice = written.choices[item.detail] if item.detail else None
            texts = texts_of(choice.report) if choice is not None else ()
        elif item.kind in _REPORTED and item.detail != UNSURE and not self._is_accord(item):
            texts = texts_of(written.report)
        else:
            texts = ()
        return self._filled(choosing.occurrence(texts, item.count), item) if texts else ""

    def _filled(self, text: str, item: Item) -> str:
        values = self.phrases.values(item.side or self.side, item.person, item.place, item.turn)
        return typeset(_GAP.sub("someone", fill(text, values)))

    def _backgrounds(self, item: Item, written: Any, badge: str) -> tuple[BackgroundLine, ...]:
        """What it recalls, the first time that it is told."""
        if written is None or item.kind not in _RECALLING or item.count > 1:
            return ()
        cites = tuple(getattr(written, "cites", ()))
        return background_lines(self.match, item.turn, background(written), badge, cites)

    def _picture(self, item: Item, written: Any) -> str:
        if item.kind in _OF_KIND:
            return _OF_KIND[item.kind]
        return _OF_FAMILY.get(getattr(written, "family", ""), "city")

    # -- effects -------------------------------------------------------------------------------

    def effects(self, item: Item) -> tuple[EffectLine, ...]:
        """What it changed at once, of the values that this side sees; the greatest changes first."""
        totals: dict[tuple[str, str], float] = {}
        for entry in self.chronicle.known_entries(item.turn):
            if is_effect_of(entry, item) and not self.scenario.variables[entry.variable].hidden:
                where = (entry.variable, entry.side)
                totals[where] = totals.get(where, 0.0) + entry.amount
        lines = [
            self.effect_line(variable, side, total)
            for (variable, side), total in sorted(totals.items(), key=self._size)
            if round(abs(total), 1)
        ]
        return tuple(lines[:_MOST_EFFECTS])

    def _size(self, change: tuple[tuple[str, str], float]) -> float:
        low, high = self.names.range(change[0][0])
        return -abs(change[1]) / (high - low or 1.0)

    def effect_line(self, variable: str, side: str, total: float) -> EffectLine:
        """One change in print."""
        label, good = self.names.variable(variable), self.names.good(variable)
        value = UNCLEAR if good == "none" else GOOD if (total > 0) == (good == "high") else BAD
        if side and side != self.side:
            label = f"{self.names.side(side)}: {label}"
        return EffectLine(label, round(total, 1), signed(total), value, variable, side)


def unit_of(match: Match) -> str:
    """What the calendar's turns are: quarter, month, year, the author's own word, or turn."""
    first = str(match.scenario.calendar.first)
    for pattern, unit in ((r"\d{4}-Q\d\Z", "quarter"), (r"\d{4}-\d{2}\Z", "month"), (r"\d{4}\Z", "year")):
        if re.match(pattern, first):
            return unit
    word = re.match(r"([A-Za-z]+)\s+\d+\Z", first)
    return word[1].lower() if word else "turn"


def _split(text: str) -> tuple[str, str]:
    """The first sentences of a text, short enough for a standfirst, and the rest.

    A paper does not say "you": sentences that speak to the player are left out.
    """
    parts = [part for part in _SENTENCES.split(text.strip()) if part and not _TO_THE_PLAYER.search(part)]
    taken = 0
    while taken < len(parts) and len(" ".join(parts[: taken + 1])) <= _STANDFIRST:
        taken += 1
    rest = " ".join(parts[taken:])
    return sentence(" ".join(parts[:taken])) if taken else "", rest if len(rest) >= _WORTH_A_PARAGRAPH else ""
