#!/usr/bin/env python3
"""Write src/deck/fit/widths.txt: how wide the letters of scripts are that Arial lacks, the widest of several common faces.

usage: make_widths_table.py FONT.ttf...

Name regular and bold files of every face that a program may take for the script; those that ship with Debian's fonts-noto-core and
fonts-dejavu-core were used: NotoSans<Script>-{Regular,Bold}.ttf of every script below, NotoLooped{Thai,Lao}-*.ttf, DejaVuSans{,-Bold}.ttf.

A row: code point (hexadecimal), widths in 1/1000 em in regular, then in bold. A letter that joins its neighbours has four of each: alone,
last, first and in the middle of a word; the latter two are 0 for one that joins only the letter before it. A vowel sign or mark has what it
adds to a letter at the most.
"""

import sys
import unicodedata
from functools import cache
from pathlib import Path

import uharfbuzz

TABLE = Path(__file__).parents[2] / "src" / "deck" / "fit" / "widths.txt"
JOINING = [(0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF)]
OTHERS = [
    *((0x530, 0x58F), (0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xA7F), (0xA80, 0xAFF), (0xB00, 0xB7F), (0xB80, 0xBFF), (0xC00, 0xC7F)),
    *((0xC80, 0xCFF), (0xD00, 0xD7F), (0xD80, 0xDFF), (0xE00, 0xE7F), (0xE80, 0xEFF), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1200, 0x139F)),
    *((0x1780, 0x17FF), (0x1C90, 0x1CBF)),
]
JOINER = "\u200d"
SAMPLES = 12


class Face:
    """A font file: the advance of text in it, in 1/1000 em."""

    def __init__(self, path: Path) -> None:
        self.bold = "Bold" in path.stem
        self.font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))

    def has(self, character: str) -> bool:
        return bool(self.font.get_nominal_glyph(ord(character)))

    @cache  # noqa: B019
    def shaped(self, text: str) -> tuple[float, tuple[int, ...]]:
        """Return the advance of `text` and its glyphs, those that nobody sees aside."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self.font, buffer, {"kern": True, "liga": False})
        advance = sum(position.x_advance for position in buffer.glyph_positions)
        return 1000 * advance / self.font.face.upem, tuple(info.codepoint for info in buffer.glyph_infos)

    def advance(self, text: str) -> float:
        return self.shaped(text)[0]


def forms(character: str, faces: list[Face]) -> list[int]:
    """Return the widths of a letter alone, last, first and in the middle of a word."""
    texts = (character, JOINER + character, character + JOINER, JOINER + character + JOINER)
    widths = [max(face.advance(text) for face in faces) for text in texts]
    joins = any(face.shaped(texts[2])[1] != face.shaped(character)[1] for face in faces)
    return [round(width) for width in (widths if joins else (*widths[:2], 0, 0))]


def width(character: str, letters: list[str], faces: list[Face]) -> int:
    """Return the width of a letter, or what a mark adds to one at the most."""
    if unicodedata.category(character) not in ("Mn", "Mc"):
        return round(max(face.advance(character) for face in faces))
    added = (face.advance(letter + character) - face.advance(letter) for face in faces for letter in letters if face.has(letter))
    return round(max(0.0, *added))


def main() -> None:
    faces = [Face(Path(name)) for name in sys.argv[1:]]
    rows = []
    for first, last in (*JOINING, *OTHERS):
        characters = [chr(code) for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"]
        letters = [c for c in characters if unicodedata.category(c) == "Lo"][:: max(1, len(characters) // SAMPLES)]
        for character in characters:
            able = [[face for face in faces if face.bold == bold and face.has(character)] for bold in (False, True)]
            if not all(able) or unicodedata.category(character) in ("Cf", "Cc"):
                continue
            joining = (first, last) in JOINING and unicodedata.category(character) in ("Lo", "Lm")
            found = [forms(character, group) if joining else [width(character, letters, group)] for group in able]
            rows.append(" ".join([f"{ord(character):x}", *map(str, found[0]), *map(str, found[1])]))
    TABLE.write_text("\n".join(rows) + "\n", "ascii")
    print(f"{TABLE.name}: {len(rows)} characters")


if __name__ == "__main__":
    main()
