"""How dark and how light the parts of a picture are."""

from __future__ import annotations

import io

from PIL import Image

from deck.assets.shades import COLUMNS, ROWS, shades_of


def halves() -> bytes:
    """Return a picture that is black at the left and white at the right."""
    image = Image.new("RGB", (640, 360), "white")
    image.paste("black", (0, 0, 320, 360))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_each_cell_tells_its_darkest_and_its_lightest_colour() -> None:
    shades = shades_of(halves())
    assert (len(shades), len(shades[0])) == (ROWS, COLUMNS)
    for row in shades:
        assert set(row[: COLUMNS // 2 - 1]) == {("000000", "000000")}
        assert set(row[COLUMNS // 2 + 1 :]) == {("FFFFFF", "FFFFFF")}


def test_what_is_no_picture_has_none() -> None:
    assert shades_of(b"") == ()
    assert shades_of(halves()[:200]) == ()
