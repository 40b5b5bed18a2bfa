"""Where places lie on the map: Equal Earth with 165 degrees east in the middle.

Map units are those of `assets/map/land.json`; x runs to the right and y downwards here, as on a
screen. Source of the projection: Savric, Patterson and Jenny 2018.
"""

from __future__ import annotations

import math
from functools import lru_cache

from game.desktop.marks import Rect

MIDDLE = 165.0  # degrees east
SCALE = 4000.0
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
NORTH, SOUTH = -4700.0, 4200.0  # what is worth showing, map units
WIDTH = 2.7066 * SCALE  # from the middle to either end of the equator


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to map units."""
    turned = (longitude - MIDDLE + 180.0) % 360.0 - 180.0
    return _flat(turned, latitude)


def _flat(turned: float, latitude: float) -> tuple[float, float]:
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    stretch = 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * math.sqrt(3) * math.radians(turned) * math.cos(theta) / stretch
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x * SCALE, -y * SCALE


SIDE = 0.93 * WIDTH  # beyond it the map's edge curves away


@lru_cache(maxsize=1)
def grid_path() -> str:
    """Meridians and parallels, 15 degrees apart, as the path of an SVG."""
    parts = []
    for longitude in range(-180, 181, 15):
        points = (_flat(longitude, latitude) for latitude in range(-75, 86, 5))
        parts.append("M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in points))
    for latitude in range(-60, 81, 15):
        points = (_flat(longitude, latitude) for longitude in range(-180, 181, 10))
        parts.append("M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in points))
    return "".join(parts)


def window(width: float, height: float, points: list[tuple[float, float]]) -> Rect:
    """The part of the map to show in a frame of that shape so that all `points` have room.

    `points` are in map units. Without any, the whole of the inhabited world.
    """
    if points:
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    else:
        left, right, top, bottom = -0.8 * WIDTH, 0.8 * WIDTH, -0.3 * WIDTH, 0.2 * WIDTH
    across = max((right - left) * 1.25, 0.9 * WIDTH)
    down = max((bottom - top) * 1.35, 0.3 * WIDTH)
    shape = width / height
    if across / down < shape:
        across = down * shape
    else:
        down = across / shape
    x = (left + right) / 2 - across / 2
    y = (top + bottom) / 2 - down / 2
    if across < 2 * SIDE:
        x = min(max(x, -SIDE), SIDE - across)
    if down < SOUTH - NORTH:
        y = min(max(y, NORTH), SOUTH - down)
    return Rect(x, y, across, down)
