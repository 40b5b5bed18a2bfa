"""The stack of scenes, and what the keyboard and the pointer do to the one on top.

Pure of pygame: keys come as names, the pointer in units. Whatever changed asks for one drawing.
"""

from __future__ import annotations

from collections.abc import Callable

from game.desktop import focus, theme, widgets
from game.desktop.scene import Scene
from game.desktop.sheet import Control, Interaction, Ruler, Sheet
from game.desktop.words import Words

WHEEL = 48  # units for a notch


class Stage:
    """The scenes of one window. `size` is in pixels, `text` the size of text as a factor."""

    def __init__(self, ruler: Ruler, words: Words, size: tuple[int, int], text: float = 1.0) -> None:
        self.ruler, self.words = ruler, words
        self.size, self.text = size, text
        self.scenes: list[Scene] = []
        self.is_dirty = True
        self.is_closing = False
        self.on_text_size: Callable[[float], None] = lambda _: None
        self._sheet: Sheet | None = None
        self._pressed = ""

    # The stack

    @property
    def top(self) -> Scene:
        """The scene that has the keyboard."""
        return self.scenes[-1]

    def open(self, scene: Scene) -> None:
        """Puts a scene on top."""
        self.scenes.append(scene)
        self._changed()
        scene.entered()

    def close(self, scene: Scene) -> None:
        """Takes a scene and all above it away."""
        if scene in self.scenes:
            del self.scenes[self.scenes.index(scene) :]
        self._changed()

    def replace(self, scene: Scene) -> None:
        """Takes all scenes away and shows this one."""
        self.scenes.clear()
        self.open(scene)

    def quit(self) -> None:
        """Asks for the window to be closed."""
        self.is_closing = True

    def touch(self) -> None:
        """Something changed: draw again."""
        self.is_dirty = True

    def _changed(self) -> None:
        self._sheet = None
        self._pressed = ""
        self.is_dirty = True

    # Drawing

    @property
    def zoom(self) -> float:
        """Pixels to a unit."""
        return theme.zoom_for(*self.size) * self.text

    def resize(self, size: tuple[int, int]) -> None:
        """The window has another size, in pixels."""
        if size != self.size:
            self.size = size
            self.is_dirty = True

    def set_text_size(self, factor: float) -> None:
        """Text, and all with it, at 100, 125 or 150 per cent."""
        self.text = factor
        self.is_dirty = True
        self.on_text_size(factor)

    def draw(self) -> Sheet:
        """Draws the scenes that show, for the painter: afterwards nothing has changed."""
        self._sheet = self._composed()
        self.is_dirty = False
        return self._sheet

    def _composed(self) -> Sheet:
        """The scenes that show; focus and lists are put right on the way."""
        sheet = self._write()
        state = self.top.interaction
        if self._mend_focus(sheet, state) | self._bring_into_view(sheet, state) | self.top.is_unsettled:
            self.top.is_unsettled = False
            sheet = self._write()
        self._finish(sheet, state)
        return sheet

    @property
    def sheet(self) -> Sheet:
        """What stands where now; it may not have been painted yet."""
        if self._sheet is None:
            self._sheet = self._composed()
        return self._sheet

    def _write(self) -> Sheet:
        first = len(self.scenes) - 1
        while first > 0 and self.scenes[first].is_panel:
            first -= 1
        width, height = self.size[0] / self.zoom, self.size[1] / self.zoom
        whole: Sheet | None = None
        for scene in self.scenes[first:]:
            sheet = Sheet(width, height, self.zoom, self.ruler, self.words, scene.interaction)
            sheet.is_live = scene is self.top
            if whole is None:
                sheet.box(sheet.area, theme.INK0)
            else:
                sheet.marks = whole.marks
                sheet.box(sheet.area, theme.INK0, alpha=0.72)
            scene.draw(sheet)
            whole = sheet
        assert whole is not None, "a stage without a scene cannot be drawn"
        return whole

    def _mend_focus(self, sheet: Sheet, state: Interaction) -> bool:
        """Moves focus on if what had it is gone; whether the drawing must be made again."""
        names = [control.id for control in sheet.controls]
        if state.hover and state.hover not in names:
            state.hover = ""
        if state.focus and state.focus not in names:
            region = next((r for r, c in state.visited.items() if c == state.focus), "")
            inside = [control.id for control in sheet.controls if control.region == region]
            state.focus = inside[0] if inside else ""
            return True
        return False

    def _bring_into_view(self, sheet: Sheet, state: Interaction) -> bool:
        control = sheet.control_named(state.focus) if state.is_focus_shown else None
        if control is None or not control.scroll:
            return False
        frame, scroll = sheet.frames[control.scroll], state.scrolls[control.scroll]
        above, below = frame.y - control.whole.y + 8, control.whole.bottom - frame.bottom + 8
        if above > 8:
            return scroll.move(-above)
        return scroll.move(min(below, -above + 8)) if below > 8 else False

    def _finish(self, sheet: Sheet, state: Interaction) -> None:
        """The ring of focus and the hint, over everything."""
        focused = sheet.control_named(state.focus) if state.is_focus_shown else None
        if focused is not None and focused.rect.w and focused.rect.h:
            widgets.ring(sheet, focused.rect, radius=focused.radius, is_on_paper=focused.is_on_paper)
        pointed = sheet.control_named(state.hover) or focused
        if pointed is not None and pointed.hint:
            widgets.hint_box(sheet, pointed.rect, pointed.hint)

    # Keyboard

    def key(self, name: str) -> None:
        """A key went down, e.g. `a`, `return`, `shift+tab`, `ctrl+z`."""
        sheet, state = self.sheet, self.top.interaction
        self.is_dirty = True
        if name in ("tab", "shift+tab"):
            target = focus.tab(
                sheet.controls, state.focus, state.visited, is_backwards=name.startswith("shift")
            )
            self._focus(target)
        elif name in focus.DIRECTIONS:
            self._focus(focus.step(sheet.controls, state.focus, name))
        elif name in ("home", "end"):
            self._focus(focus.ends(sheet.controls, state.focus, is_last=name == "end"))
        elif name in ("pageup", "pagedown"):
            self._page(sheet, state, -1 if name == "pageup" else 1)
        elif name in ("return", "space") and self._press_focused(sheet, state):
            pass
        elif name == "escape":
            self.top.escape()
        elif name == "w":
            self._explain(sheet, state)
        elif name in ("ctrl+=", "ctrl++", "ctrl+-"):
            self._step_text(-1 if name.endswith("-") else 1)
        elif name in sheet.keys:
            sheet.keys[name]()
        else:
            return
        self._sheet = None

    def _focus(self, name: str) -> None:
        state = self.top.interaction
        state.is_focus_shown = True
        state.hover = ""
        if not name:
            return
        state.focus = name
        control = self.sheet.control_named(name)
        if control is not None:
            state.visited[control.region] = name

    def _press_focused(self, sheet: Sheet, state: Interaction) -> bool:
        control = sheet.control_named(state.focus) if state.is_focus_shown else None
        if control is None:
            return False
        if control.act is not None:
            control.act()
        return True

    def _page(self, sheet: Sheet, state: Interaction, way: int) -> None:
        control = sheet.control_named(state.focus)
        name = control.scroll if control is not None and control.scroll else next(iter(sheet.frames), "")
        if name:
            scroll = state.scrolls[name]
            scroll.move(way * max(40.0, scroll.room - 40))
            state.is_focus_shown = False

    def _explain(self, sheet: Sheet, state: Interaction) -> None:
        focused = sheet.control_named(state.focus) if state.is_focus_shown else None
        for control in (focused, sheet.control_named(state.hover)):
            if control is not None and control.why:
                self.top.explain(control.why)
                return
        if "w" in sheet.keys:
            sheet.keys["w"]()

    def _step_text(self, way: int) -> None:
        sizes = theme.TEXT_SIZES
        at = min(range(len(sizes)), key=lambda number: abs(sizes[number] - self.text)) + way
        self.set_text_size(sizes[min(max(0, at), len(sizes) - 1)])

    # Pointer

    def control_at(self, x: float, y: float) -> Control | None:
        """The control at a point, in units."""
        found = [control for control in self.sheet.controls if control.rect.holds(x, y)]
        return found[-1] if found else None

    def point(self, x: float, y: float) -> None:
        """The pointer moved."""
        control = self.control_at(x, y)
        name = control.id if control is not None else ""
        state = self.top.interaction
        if name != state.hover:
            state.hover = name
            self.is_dirty = True

    def press(self, x: float, y: float) -> None:
        """The button went down."""
        control = self.control_at(x, y)
        state = self.top.interaction
        self._pressed = control.id if control is not None else ""
        state.is_focus_shown = False
        if control is not None:
            state.focus = control.id
            state.visited[control.region] = control.id
        self.is_dirty = True

    def release(self, x: float, y: float) -> None:
        """The button went up: a click, if it is where it went down."""
        control = self.control_at(x, y)
        if control is not None and control.id == self._pressed and control.act is not None:
            control.act()
            self._sheet = None
            self.is_dirty = True
        self._pressed = ""

    def ask(self, x: float, y: float) -> None:
        """The other button: what is behind the thing under the pointer, as W does."""
        control = self.control_at(x, y)
        if control is not None and control.why:
            self.top.explain(control.why)
            self.is_dirty = True

    def wheel(self, x: float, y: float, notches: float) -> None:
        """The wheel turned; away from the hand is positive."""
        state = self.top.interaction
        for name, frame in self.sheet.frames.items():
            if frame.holds(x, y) and state.scrolls[name].move(-notches * WHEEL):
                self.is_dirty = True
                self._sheet = None
                return
