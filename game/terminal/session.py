"""A whole game in the terminal: briefing, turns, reveals, ending; saved each turn.

Ctrl-C and the end of input save the game and say where. Two people may share the terminal: the
screen is then handed over between them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.match.match import Match
from game.match.saving import SaveError, SaveFile, saves
from game.terminal import telling
from game.terminal.commands import number
from game.terminal.keyboard import Keyboard
from game.terminal.page import Page
from game.terminal.talk import Step, Talk

HANDOVER_LINES = 60  # scrolls one side's desk out of sight of the other


@dataclass(frozen=True, slots=True)
class Opened:
    """A game to go on with, and the file that it is saved in."""

    match: Match
    file: SaveFile
    notices: tuple[str, ...] = ()


class Session:
    """The game from its briefing to its end."""

    def __init__(
        self,
        opened: Opened,
        page: Page,
        keyboard: Keyboard,
        open_save: Callable[[Path], Opened],
        fork: Callable[[Match, int], Opened],
    ) -> None:
        self.match = opened.match
        self.file = opened.file
        self.page = page
        self.keyboard = keyboard
        self._open_save = open_save
        self._fork = fork
        self._told_trouble = ""  # the last trouble with saving, told once
        self._notices = opened.notices

    def run(self) -> int:
        """Plays until the end or until the player leaves; the exit code."""
        try:
            self._begin()
            while not self.match.is_over:
                if not self._turn():
                    return self._leave()
            self._end()
            return 0
        except (EOFError, KeyboardInterrupt):
            self.page.blank()
            return self._leave()

    # -- the course ----------------------------------------------------------------------------

    def _people(self) -> list[str]:
        return [seat.side for seat in self.match.seats if seat.is_person]

    def _begin(self) -> None:
        self.page.items(self._notices, 0)
        people = self._people()
        if len(people) == 1 and not self.match.records:
            self.page.items(telling.briefing_lines(self.match, people[0]), 0)
            self.page.line("Type help for what you can do. Just Enter always goes on.")

    def _turn(self) -> bool:
        """One turn of everyone; False when a player leaves."""
        match = self.match
        for side in self._people():
            if not match.has_sealed(side) and not self._decide(side):
                return False
            if self.match is not match:  # another game was opened
                return True
        match.seal_players()
        match.resolve()
        self._save()
        people = self._people()
        if len(people) == 1 or match.is_over:
            # while the game goes on, two people are shown it one after the other, each at their desk
            shown_to = people[0] if len(people) == 1 else ""
            self.page.items(telling.reveal_lines(match, shown_to, len(match.records)), 0)
        return True

    def _decide(self, side: str) -> bool:
        """One person's turn at the desk; False when they leave."""
        if len(self._people()) > 1:
            self._hand_over(side)
        talk = Talk(self.match, side, self.page)
        if self.match.records:  # the first paper says what the briefing said
            self.keyboard.pause("Enter for the morning paper> ")
            talk.hear("paper")
        talk.hear("desk")
        while True:
            step = talk.hear(self._ask(talk.prompt))
            if step is None:
                continue
            if step.kind == "quit":
                return False
            if step.kind == "seal":
                self.match.seal(side)
                self.page.line("Sealed. The other side seals too.")
                self.page.flush()
                return True
            if self._do(step):
                return True

    def _do(self, step: Step) -> bool:
        """Saves, or opens another game; True if another game is open now."""
        if step.kind == "save":
            if self._save():
                self.page.line(f"Saved as {self.file.path}.")
            return False
        opened = self._back(step.value) if step.kind == "back" else self._load(step.value)
        if opened is None:
            return False
        self.match, self.file = opened.match, opened.file
        self.page.items(opened.notices, 0)
        self._save()
        return True

    def _hand_over(self, side: str) -> None:
        self.page.stream.write("\n" * HANDOVER_LINES)
        capital = telling.capital(self.match, side)
        self._ask(f"{capital} decides. Let the other side look away, then press Enter> ")
        if self.match.records:
            self.page.items(telling.reveal_lines(self.match, side, len(self.match.records)), 0)
        else:
            self.page.items(telling.briefing_lines(self.match, side), 0)
            self.page.line("Type help for what you can do. Just Enter always goes on.")

    def _end(self) -> None:
        self.page.items(telling.ending_lines(self.match), 0)
        self.page.blank()
        self.page.line(
            "The debrief shows what nobody knew, why each thing happened, and what else could have."
        )
        self.page.line(f"To make it: bargaining-chips debrief {self.file.path}")

    # -- saving and opening --------------------------------------------------------------------

    def _save(self) -> bool:
        try:
            self.file.write(self.match, self.match.label)
        except SaveError as error:
            if error.code != self._told_trouble:
                self.page.line(error.sentence)
            self._told_trouble = error.code
            return False
        self._told_trouble = ""
        return True

    def _leave(self) -> int:
        if self._save():
            self.page.line(f"Your game is saved. To go on: bargaining-chips play --load {self.file.path}")
        self.page.flush()
        return 0

    def _back(self, word: str) -> Opened | None:
        turn = number(word)
        if not 1 <= turn < self.match.turn:
            last = self.match.turn - 1
            self.page.line(f"Say back with a turn from 1 to {last}." if last else "This is the first turn.")
            return None
        return self._fork(self.match, turn)

    def _load(self, word: str) -> Opened | None:
        entries = saves()
        if not word:
            self.page.heading("Saved games")
            for place, entry in enumerate(entries, 1):
                if entry.saved is None:
                    told = entry.problem.sentence if entry.problem else ""
                else:
                    told = f"{entry.saved.title}, {entry.saved.label}, saved {entry.saved.saved_at[:16]}"
                    told += ", over" if entry.saved.is_over else ""
                self.page.line(f"{place}. {told}", 2)
            self.page.line("load with a number opens one." if entries else "There is none yet.", 2)
            return None
        wanted = number(word)
        path = entries[wanted - 1].path if 1 <= wanted <= len(entries) else Path(word).expanduser()
        try:
            return self._open_save(path)
        except SaveError as error:
            self.page.line(error.sentence)
            return None

    def _ask(self, prompt: str) -> str:
        self.page.flush()
        line = self.keyboard.ask(prompt)
        if line is None:
            raise EOFError
        return line
