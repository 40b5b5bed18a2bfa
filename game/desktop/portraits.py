"""Portraits in cut paper, made from a person's id: one construction for everyone.

Ink, greys and ivory, and no skin colour. A few parts (hair behind, hair in front, glasses,
mouth, collar) are chosen by a digest of the id, so that a person always looks the same.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from game.desktop.theme import PAPER, PAPER2, PAPER3, PRINT

GRID = (188.0, 232.0)
GREY, DARK = "#8B8474", "#4A443A"

_LONG = "M50 116C44 70 62 44 94 42s54 24 46 74c-2 24-6 40-8 52H58c-4-14-6-30-8-52z"
_BOB = "M52 112C46 68 64 44 94 42s50 26 43 70c-1 12-3 22-6 32-10-6-62-6-74 0-3-10-4-20-5-32z"
_CURLS = (
    "M58 132c-14-6-16-26-8-36-6-16 4-34 18-38 6-14 28-20 42-12 16-2 28 12 28 26 10 10 8 28-2 36"
    " 2 12-6 24-16 26-18-8-46-8-62-2z"
)
_SHORT = "M60 112c-4-10-6-20-4-30 4-24 20-36 40-36 22 0 34 14 36 36 1 10-1 20-4 30z"
_BUN = "M94 22a17 17 0 0 1 14 27c18 8 26 30 22 58H58c-4-28 4-50 22-58a17 17 0 0 1 14-27z"
_BACKS = {"she": (_LONG, _BOB, _CURLS, _BUN, _SHORT), "he": (_SHORT, _CURLS, _SHORT, _SHORT)}

_SWEPT = "M60 108c-2-34 12-50 40-50 22 0 30 18 28 44-6-16-16-26-32-30-10 10-24 14-36 36z"
_PARTED = "M61 106c-3-28 8-48 33-48s37 20 33 48c-4-14-12-24-22-30l-10-4-10 5c-10 6-19 15-24 29z"
_FRINGE = "M61 104c-2-30 10-46 33-46s36 16 33 46c-3-6-6-10-9-12-16 4-32 4-48 0-4 3-7 7-9 12z"
_HIGH = "M62 100c-2-26 10-42 32-42s35 16 32 42c-4-12-8-18-14-22-12-6-24-6-36 0-7 4-11 11-14 22z"
_FRONTS = {"she": (_SWEPT, _PARTED, _FRINGE, _HIGH), "he": (_SWEPT, _PARTED, _HIGH, _HIGH)}

_ROUND = (
    '<circle cx="80" cy="108" r="10.5"/><circle cx="108" cy="108" r="10.5"/>'
    '<path d="M90.5 106.5c2-1.6 5-1.6 7 0M69.5 106l-4-2M118.5 106l4-2"/>'
)
_SQUARE = (
    '<rect x="68.5" y="100" width="21.5" height="15" rx="3"/>'
    '<rect x="98" y="100" width="21.5" height="15" rx="3"/>'
    '<path d="M90 105.5c2-1.6 6-1.6 8 0M68.5 104l-4-2M119.5 104l4-2"/>'
)
_EYES = (
    f'<g fill="{PRINT}" stroke="none"><circle cx="81" cy="107" r="3"/><circle cx="107" cy="107" r="3"/></g>'
    '<path d="M73 97c4-3 10-3 14-1M101 96c4-2 10-2 14 1"/>'
)
_MOUTHS = ("M86 137c5 3 11 3 16 0", "M86 138h16", "M85 136c6 5 12 5 18 0", "M87 139c5-2 9-2 14 0")
_BEARD = "M67 122c4 34 14 44 27 44s23-10 27-44c-6 10-12 13-18 12-6-2-12-2-18 0-6 1-12-2-18-12z"

_COLLARS = (
    f'<path d="M66 172l28 22 28-22 6 3-34 57-34-57z" fill="{PAPER}"/>'
    f'<path d="M80 172l14 18 14-18v-4H80z" fill="{GREY}"/>'
    f'<path d="M94 196V232" stroke="{GREY}" stroke-width="2"/>',
    f'<path d="M66 170l28 26 28-26-6-4H72z" fill="{PAPER}"/>'
    f'<path d="M90 192l4-3 4 3 5 40H85z" fill="{GREY}"/>',
    f'<path d="M70 168c4 16 14 24 24 24s20-8 24-24l8 4c-6 20-18 30-32 30s-26-10-32-30z" fill="{GREY}"/>',
    f'<path d="M76 164h36v18c-8 8-28 8-36 0z" fill="{DARK}"/>'
    f'<path d="M76 172c10 6 26 6 36 0" fill="none" stroke="{GREY}" stroke-width="2"/>',
)


@lru_cache(maxsize=200)
def portrait(person: str, pronoun: str) -> str:
    """The picture of a person, as SVG on GRID."""
    digest = sha256(person.encode()).digest()
    backs = _BACKS.get(pronoun, _BACKS["she"] + _BACKS["he"])
    fronts = _FRONTS.get(pronoun, _FRONTS["she"] + _FRONTS["he"])
    back, front = backs[digest[0] % len(backs)], fronts[digest[1] % len(fronts)]
    hair = (PRINT, PRINT, DARK, GREY)[digest[2] % 4]
    eyes = (_ROUND, _SQUARE, _EYES, _EYES, _EYES)[digest[3] % 5]
    mouth = _MOUTHS[digest[4] % len(_MOUTHS)]
    collar = _COLLARS[digest[5] % len(_COLLARS)]
    has_beard = pronoun == "he" and digest[6] % 4 == 0
    disc = (PAPER2, PAPER)[digest[7] % 2]
    return (
        f'<rect width="188" height="232" fill="{PAPER3}"/><circle cx="94" cy="104" r="74" fill="{disc}"/>'
        f'<path d="{back}" fill="{hair}"/>'
        f'<path d="M14 232c2-40 22-58 56-63h48c34 5 54 23 56 63z" fill="{PRINT}"/>'
        f'<path d="M80 150h28v26c0 10-28 10-28 0z" fill="{GREY}"/>'
        + collar
        + f'<path d="M64 100c0-24 12-36 30-36s30 12 30 36c0 32-14 58-30 58s-30-26-30-58z" fill="{PAPER}"/>'
        f'<path d="M94 64c18 0 30 12 30 36 0 32-14 58-30 58z" fill="{PAPER2}"/>'
        + (f'<path d="{_BEARD}" fill="{hair}"/>' if has_beard else "")
        + f'<path d="{front}" fill="{hair}"/>'
        f'<g fill="none" stroke="{PRINT}" stroke-width="2.6">{eyes}</g>'
        f'<path d="{mouth}" fill="none" stroke="{PAPER if has_beard else PRINT}" stroke-width="2.6" '
        'stroke-linecap="round"/>'
        f'<path d="M95 112l-3 13 5 1" fill="none" stroke="{GREY}" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
