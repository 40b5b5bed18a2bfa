"""Makes `land.json` from the npm package `world-atlas` 2.0.2 (Natural Earth 1:50m, public domain).

    npm install world-atlas@2.0.2
    python make_map.py node_modules/world-atlas/land-50m.json

All land is one shape: no borders are kept, so that the map endorses none. Rings are decoded from
TopoJSON, turned so that 165 degrees east is the middle, projected by Equal Earth (Savric, Patterson
and Jenny 2018), thinned, and written as whole numbers, 4000 to the unit of the projection.
Needs numpy.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

MIDDLE = 165.0  # degrees east
SCALE = 4000
TOLERANCE = 4.0  # in the units written: a pixel of a map 5000 wide
SMALLEST = 60.0  # area of the least island kept, in the same units
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SOUTH = -60.0  # nothing south of it is shown


def equal_earth(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Degrees from the middle and north, to [point, (x, y)], y upwards."""
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(lat)))
    square = theta * theta
    sixth = square**3
    stretch = 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * np.sqrt(3) * np.radians(lon) * np.cos(theta) / stretch
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return np.column_stack((x, y))


def thinned(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Douglas and Peucker's line, without recursion."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        start, step = points[first], points[last] - points[first]
        offset = points[first + 1 : last] - start
        length = np.hypot(*step)
        if length:
            distance = np.abs(offset[:, 0] * step[1] - offset[:, 1] * step[0]) / length
        else:
            distance = np.hypot(offset[:, 0], offset[:, 1])
        worst = int(distance.argmax())
        if distance[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return points[keep]


def area(points: np.ndarray) -> float:
    """Of a ring, without sign."""
    x, y = points[:, 0], points[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def main(source: Path) -> None:
    """Writes `land.json` beside this script."""
    topology = json.loads(source.read_text())
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(indices: list[int]) -> np.ndarray:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([parts[0]] + [part[1:] for part in parts[1:]])

    rings: list[tuple[np.ndarray, bool]] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            rings += [(ring(part), number > 0) for number, part in enumerate(polygon)]
    land: list[list[int]] = []
    lakes: list[list[int]] = []
    for points, is_hole in rings:
        lon = np.unwrap(points[:, 0] - MIDDLE, period=360)
        lat = points[:, 1]
        if lat.max() < SOUTH:
            continue
        for turn in (-720, -360, 0, 360, 720):
            turned = lon + turn
            if turned.max() < -180 or turned.min() > 180:
                continue
            flat = equal_earth(turned, lat) * SCALE
            if area(flat) < SMALLEST:
                continue
            thin = thinned(flat, TOLERANCE)
            if len(thin) >= 4:
                (lakes if is_hole else land).append([int(v) for v in np.rint(thin).ravel()])
    document = {"middle": MIDDLE, "scale": SCALE, "land": land, "lakes": lakes}
    target = Path(__file__).resolve().parent / "land.json"
    target.write_text(json.dumps(document, separators=(",", ":")) + "\n")
    count = sum(len(shape) // 2 for shape in land + lakes)
    print(f"{target.name}: {target.stat().st_size // 1024} KB, {len(land)} + {len(lakes)} rings, {count} points")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
