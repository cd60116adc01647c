"""How dark and how light a picture is, part by part, for text that stands on it."""

from __future__ import annotations

import io
from functools import lru_cache

from deck.assets.pixels import MOST_PIXELS
from deck.model.template import Shades

COLUMNS, ROWS = 16, 9
# pixels of a cell at each side; a picture is looked at no closer
CELL = 10
# of a cell's pixels so many are left out at either end: a spark is no ground
SPARED = 0.05


@lru_cache(maxsize=32)
def shades_of(content: bytes) -> Shades:
    """Return the darkest and the lightest colour of each cell of a picture, () for what cannot be read or is too large to."""
    from PIL import Image  # most templates have no picture

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                return ()
            image.draft("RGB", (COLUMNS * CELL, ROWS * CELL))
            small = image.convert("RGBA").resize((COLUMNS * CELL, ROWS * CELL))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()
    # what shines through is taken for white
    flat = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
    return tuple(
        tuple(_ends(list(flat.crop((x * CELL, y * CELL, (x + 1) * CELL, (y + 1) * CELL)).getdata())) for x in range(COLUMNS))
        for y in range(ROWS)
    )


def _ends(pixels: list[tuple[int, int, int]]) -> tuple[str, str]:
    """Return the darkest and the lightest colour of pixels, but for the few at either end."""
    pixels.sort(key=lambda rgb: 299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2])
    spared = round(SPARED * len(pixels))
    dark, light = pixels[spared], pixels[-1 - spared]
    return "%02X%02X%02X" % dark, "%02X%02X%02X" % light
