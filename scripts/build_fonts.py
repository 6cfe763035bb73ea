"""Build the fonts of PDF dossiers: `pip install fonttools && python scripts/build_fonts.py FOLDER`.

FOLDER is where `npm pack dejavu-fonts-ttf@2.37.3` was unpacked. Kept are the letters of Latin,
Greek and Cyrillic, with arrows, signs of arithmetic and the shapes that mark a status.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).parent.parent / "src/dragoman/present/data/fonts"
FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique")
RANGES = (
    *((0x20, 0x17F), (0x180, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F)),
    *((0x1E00, 0x1EFF), (0x2010, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x21FF), (0x2200, 0x22FF)),
    *((0x25A0, 0x25FF), (0x2715, 0x2716), (0xFFFD, 0xFFFD)),
)


def main() -> None:
    """Write the faces."""
    wanted = [n for first, last in RANGES for n in range(first, last + 1)]
    options = subset.Options(hinting=False, layout_features=["kern"], recalc_timestamp=False)
    for face in FACES:
        font = subset.load_font(str(Path(sys.argv[1], "ttf", f"{face}.ttf")), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        subset.save_font(font, str(TARGET / f"{face}.ttf"), options)


if __name__ == "__main__":
    main()
