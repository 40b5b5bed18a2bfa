"""Makes the fonts of this folder from the npm packages `@fontsource/*`, version 5.3.

    npm install @fontsource/ibm-plex-sans @fontsource/source-serif-4 \
                @fontsource/noto-sans-sc @fontsource/noto-serif-sc
    pip install fonttools brotli
    python make_fonts.py node_modules/@fontsource

The packages cut each face into slices of Unicode. Slices are put together again, reduced to what
the game needs (Latin; all of GB2312 for the Chinese faces, without hints and layout tables), and
given names of their own, because the names of the originals are reserved. Takes about two minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 900: "Black"}

# (package, our family, our file, faces as (weight, style))
LATIN = [
    ("ibm-plex-sans", "Chips Sans", "chips-sans", [(400, "normal"), (500, "normal"), (600, "normal")]),
    (
        "source-serif-4",
        "Chips Serif",
        "chips-serif",
        [(400, "normal"), (600, "normal"), (700, "normal"), (900, "normal"), (400, "italic")],
    ),
]
CHINESE = [
    ("noto-sans-sc", "Chips Han Sans", "chips-han-sans", [(400, "normal"), (600, "normal")]),
    ("noto-serif-sc", "Chips Han Serif", "chips-han-serif", [(600, "normal")]),
]


def gb2312() -> set[int]:
    """Every character of GB2312, as code points, and the Chinese punctuation of Unicode."""
    found = set(range(0x3001, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {0x2014, 0x2026}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return {code for code in found if code >= 0x2E80 or code in (0x2014, 0x2026)}


def reduced(path: Path, wanted: set[int] | None, tables: list[str]) -> TTFont | None:
    """A slice with only the wanted characters, or None if it has none of them."""
    font = TTFont(path)
    have = set(font.getBestCmap())
    keep = have if wanted is None else have & wanted
    if not keep:
        return None
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga"] if wanted is None else []
    options.drop_tables += tables
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    if wanted is not None:
        wanted -= keep
    return font


def put_together(slices: list[TTFont], folder: Path) -> TTFont:
    """One font out of slices of one face."""
    if len(slices) == 1:
        return slices[0]
    paths = []
    for number, font in enumerate(slices):
        font.flavor = None
        path = folder / f"slice-{number}.ttf"
        font.save(path)
        paths.append(str(path))
    merged = Merger().merge(paths)
    for path in paths:
        Path(path).unlink()
    return merged


def rename(font: TTFont, family: str, weight: int, style: str, original: str) -> None:
    """Our own name, with the copyright and licence of the original kept."""
    names = font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    look = STYLES[weight] if style == "normal" else "Italic"
    names.names = []
    texts = {
        0: kept[0] or "",
        1: family if look in ("Regular", "Italic") else f"{family} {look}",
        2: "Italic" if style == "italic" else "Regular",
        3: f"{family} {look}, made from {original}",
        4: f"{family} {look}",
        6: f"{family.replace(' ', '')}-{look}",
        13: kept[13] or "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: kept[14] or "https://openfontlicense.org",
        16: family,
        17: look,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def main(packages: Path) -> None:
    """Writes every face beside this script."""
    for package, family, stem, faces in LATIN + CHINESE:
        is_chinese = (package, family, stem, faces) in CHINESE
        files = packages / package / "files"
        for weight, style in faces:
            wanted = gb2312() if is_chinese else None
            drop = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"] if is_chinese else []
            ending = f"-{weight}-{style}.woff2"
            parts = sorted(path for path in files.iterdir() if path.name.endswith(ending))
            if not is_chinese:
                parts = [files / f"{package}-{script}{ending}" for script in ("latin", "latin-ext")]
            slices = [font for font in (reduced(path, wanted, drop) for path in parts) if font is not None]
            font = put_together(slices, HERE)
            rename(font, family, weight, style, package)
            font.flavor = None
            look = (STYLES[weight] if style == "normal" else "Italic").lower()
            target = HERE / f"{stem}-{look}.ttf"
            font.save(target)
            missing = f", {len(wanted)} characters missing" if wanted else ""
            print(f"{target.name}: {target.stat().st_size // 1024} KB, {len(font.getBestCmap())} characters{missing}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
