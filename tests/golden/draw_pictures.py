#!/usr/bin/env python3
"""Draw the pictures of the golden cases picture-*: small, of plain shapes, the same each time.

usage: python tests/golden/draw_pictures.py
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

CASES = Path(__file__).parent
SKY, SEA, SAND, RED, WHITE = (150, 190, 215), (40, 90, 130), (214, 190, 140), (190, 60, 50), (250, 250, 245)


def harbour(width: int, height: int, hull: tuple[int, ...] = RED, at: float = 0.5) -> Image.Image:
    """Return a boat on the sea, its mast at a share of the width."""
    image = Image.new("RGB", (width, height), SKY)
    pen = ImageDraw.Draw(image)
    line, mast, unit = height * 2 // 3, round(width * at), min(width, height) // 10
    pen.rectangle((0, line, width, height), SEA)
    pen.rectangle((0, height * 9 // 10, width, height), SAND)
    pen.polygon(
        [(mast - 3 * unit, line - unit), (mast + 3 * unit, line - unit), (mast + 2 * unit, line + unit), (mast - 2 * unit, line + unit)],
        hull,
    )
    pen.polygon([(mast, line - 5 * unit), (mast, line - 2 * unit), (mast + 2 * unit, line - 2 * unit)], WHITE)
    return image


def save(case: str, name: str, image: Image.Image, **options: Any) -> None:
    folder = CASES / case
    folder.mkdir(exist_ok=True)
    image.save(folder / name, **options)


def deep_png(path: Path, width: int, height: int) -> None:
    """Write a PNG of sixteen bits a colour, which Pillow does not."""
    rows = b"".join(
        b"\0" + b"".join(struct.pack(">HHH", x * 65535 // width, y * 65535 // height, 40_000) for x in range(width)) for y in range(height)
    )
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    parts = (struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside)) for name, inside in chunks)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 320 180">
<script>document.title = "never"</script>
<defs><g id="wave"><path d="M0 0q10 -8 20 0t20 0" fill="none" stroke="#285a82" stroke-width="3"/></g></defs>
<rect width="320" height="180" fill="#e8eef2"/>
<a xlink:href="https://example.org/"><path d="M100 90h120l-20 30h-80z" fill="#be3c32" onclick="never()"/></a>
<path d="M160 20v60h50z" fill="#4a5166"/>
<use xlink:href="#wave" x="60" y="140"/><use xlink:href="#wave" x="140" y="140"/><use xlink:href="#wave" x="220" y="140"/>
</svg>
"""
READER = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
<image href="../../../pyproject.toml" width="9" height="9"/>
</svg>
"""


def main() -> None:
    save("picture-svg", "boat.png", harbour(320, 180))
    (CASES / "picture-svg" / "boat.svg").write_text(DRAWING, "utf-8")
    (CASES / "picture-svg" / "reads.svg").write_text(READER, "utf-8")
    kinds = "picture-kinds"
    save(kinds, "print.jpg", harbour(240, 160).convert("CMYK"), quality=70)
    turned = Image.Exif()
    turned[0x0112] = 6
    save(kinds, "turned.jpg", harbour(240, 160).transpose(Image.Transpose.ROTATE_90), exif=turned, quality=70)
    save(kinds, "moving.gif", harbour(240, 160, at=0.3), save_all=True, append_images=[harbour(240, 160, at=0.7)], duration=200)
    save(kinds, "web.webp", harbour(240, 160, (60, 120, 90)), quality=60)
    save(kinds, "scan.tif", harbour(240, 160, (90, 60, 120)), compression="tiff_lzw")
    save(kinds, "grey.png", harbour(240, 160).convert("L"))
    deep_png(CASES / kinds / "deep.png", 96, 64)
    for n, (width, height) in enumerate([(240, 160), (240, 160), (150, 240), (200, 200), (300, 120), (240, 180), (160, 240)], 1):
        save("picture-grid", f"{n}.png", harbour(width, height, (60 + 25 * n, 60, 200 - 25 * n)))
    for n in range(1, 5):
        save("picture-captions", f"IMG_204{n}.png", harbour(240, 160, (60, 40 * n, 120)))
    save("picture-missing", "shown.png", harbour(240, 160))
    (CASES / "picture-missing" / "empty.png").write_bytes(b"")
    (CASES / "picture-missing" / "torn.png").write_bytes((CASES / "picture-missing" / "shown.png").read_bytes()[:300])
    (CASES / "picture-missing" / "words.png").write_text("no picture at all", "utf-8")
    for name, at in (("left", 0.15), ("right", 0.85)):
        save("picture-focus", f"{name}.jpg", harbour(700, 760, at=at), quality=45)


if __name__ == "__main__":
    main()
