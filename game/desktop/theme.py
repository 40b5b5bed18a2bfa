"""Colours, type and measures of the window: the tokens of its visual language.

Paper speaks, glass measures: what people say is ivory paper with serif type, what is measured is
dark glass with sans type. Side colours stand only on sides, good and bad only on effects.
Sizes are design units; a unit times the zoom is a pixel.
"""

from __future__ import annotations

from typing import NamedTuple

INK0, INK1, INK2, INK3 = "#0C1416", "#121C1F", "#1A272B", "#25353A"
LINE, LINE2 = "#2E4147", "#5C7780"
TEXT, TEXT2, TEXT3 = "#F3EDE0", "#C3CBC5", "#98A7A3"
SEA, LAND, GRID = "#0F191C", "#22343A", "#1A2A2F"
THIRD = "#B9B7A6"  # third countries on the map
PAPER, PAPER2, PAPER3 = "#F4EDDD", "#E9DFC9", "#D5C8AC"
PRINT, PRINT_MUTED, RULE = "#1F1B16", "#5D5447", "#BFB298"
SHADOW = "#070C0E"
GOOD, GOOD_CHIP, GOOD_TEXT = "#74D3BF", "#17433D", "#A6EBDC"
GOOD_PAPER, GOOD_PAPER_CHIP, GOOD_PAPER_TEXT = "#0E6355", "#CFE3D6", "#0B4F44"
BAD, BAD_CHIP, BAD_TEXT = "#F3BE5C", "#4A370F", "#FFD98F"
BAD_PAPER, BAD_PAPER_CHIP, BAD_PAPER_TEXT = "#7F5200", "#F0DDB0", "#6B4500"
WAX, WAX_DARK, WAX_LIGHT = "#8A3558", "#6B2643", "#E7B9CC"


class SideColours(NamedTuple):
    """A side's colour on glass, its tint as a ground, and its colour on paper."""

    glass: str
    tint: str
    paper: str


SIDES = (
    SideColours("#F49A82", "#432A23", "#9E3620"),  # diamond, solid line
    SideColours("#84B6F3", "#1B3047", "#1D5799"),  # disc, dashed line
)

SANS, MEDIUM, BOLD = "sans", "sans-medium", "sans-semibold"
SERIF, SERIF_SEMI, SERIF_BOLD, SERIF_BLACK, SERIF_ITALIC = (
    "serif",
    "serif-semibold",
    "serif-bold",
    "serif-black",
    "serif-italic",
)


class Type(NamedTuple):
    """A way to set text: face, size and height of a line, in units."""

    face: str
    size: float
    line: float


CAPTION = Type(SANS, 12, 16)
CAPTION_BOLD = Type(BOLD, 12, 16)
CHIP = Type(MEDIUM, 12, 16)
LABEL = Type(SANS, 13, 18)
LABEL_BOLD = Type(BOLD, 13, 18)
BODY = Type(SANS, 14, 20)
BODY_MEDIUM = Type(MEDIUM, 14, 20)
BODY_BOLD = Type(BOLD, 14, 20)
STRONG = Type(BOLD, 16, 21)
CARD_TITLE = Type(BOLD, 17, 22)
VALUE = Type(BOLD, 20, 24)
INDICATOR = Type(BOLD, 22, 26)
SCREEN = Type(SERIF_SEMI, 26, 32)
SUBTITLE = Type(SERIF_SEMI, 22, 30)
SLIP = Type(SERIF_SEMI, 14, 18)
SHEET_TITLE = Type(SERIF_BOLD, 19, 23)
CARD_SERIF = Type(SERIF_BOLD, 18, 23)
STORY = Type(SERIF, 14, 20)
STORY_LARGE = Type(SERIF, 16, 24)
STORY_ITALIC = Type(SERIF_ITALIC, 14, 19)
DECK = Type(SERIF_ITALIC, 17, 23)
HEADLINE = Type(SERIF_BOLD, 42, 46)
HEADLINE_SMALL = Type(SERIF_BOLD, 30, 34)
STORY_HEAD = Type(SERIF_BOLD, 20, 23)
MASTHEAD = Type(SERIF_BLACK, 58, 64)
TITLE = Type(SERIF_BLACK, 68, 66)
LEAD = Type(SERIF, 20, 28)

FONT_FILES = {
    SANS: "chips-sans-regular.ttf",
    MEDIUM: "chips-sans-medium.ttf",
    BOLD: "chips-sans-semibold.ttf",
    SERIF: "chips-serif-regular.ttf",
    SERIF_SEMI: "chips-serif-semibold.ttf",
    SERIF_BOLD: "chips-serif-bold.ttf",
    SERIF_BLACK: "chips-serif-black.ttf",
    SERIF_ITALIC: "chips-serif-italic.ttf",
}
HAN_FILES = {
    SANS: "chips-han-sans-regular.ttf",
    MEDIUM: "chips-han-sans-regular.ttf",
    BOLD: "chips-han-sans-semibold.ttf",
    SERIF: "chips-han-serif-semibold.ttf",
    SERIF_SEMI: "chips-han-serif-semibold.ttf",
    SERIF_BOLD: "chips-han-serif-semibold.ttf",
    SERIF_BLACK: "chips-han-serif-semibold.ttf",
    SERIF_ITALIC: "chips-han-serif-semibold.ttf",
}

DESIGN_WIDTH, DESIGN_HEIGHT = 1280, 720
LEAST_WIDTH, LEAST_HEIGHT = 1024, 640  # pixels of the window
LEAST_TEXT = 12.0  # pixels
GUTTER, PADDING, MARGIN, WIDE_MARGIN = 8, 12, 10, 32
RADIUS_PANEL, RADIUS_CONTROL, RADIUS_PAPER = 8, 6, 3
RING, RING_GAP = 3, 3
TARGET = 34  # least height of a control
TEXT_SIZES = (1.0, 1.25, 1.5)


def zoom_for(width: int, height: int) -> float:
    """Pixels to a design unit for a window: by the short side, never below 1."""
    return max(1.0, min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT))
