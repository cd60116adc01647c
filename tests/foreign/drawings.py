"""Pictures for the drawn templates: made of arithmetic, so that no file needs to be kept."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def photograph(width: int = 640, height: int = 360, dark: bool = True) -> bytes:
    """Return a JPEG like a photograph at night, or in the sun: soft shades, nowhere plain."""
    low, high = (8, 60) if dark else (196, 250)
    span = high - low
    image = Image.new("RGB", (width, height))
    image.putdata(
        [
            (low + span * x // width, low + span * y // height, low + span * ((x * y) % (width + height)) // (width + height))
            for y in range(height)
            for x in range(width)
        ]
    )
    return _bytes(image, "JPEG")


def logo(colour: str = "#D9562B") -> bytes:
    """Return a PNG: a disc beside a bar, on nothing."""
    image = Image.new("RGBA", (240, 96), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, 92, 92), fill=colour)
    pen.rectangle((108, 30, 232, 66), fill=colour)
    return _bytes(image, "PNG")


def bullet() -> bytes:
    image = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    ImageDraw.Draw(image).polygon(((16, 2), (30, 16), (16, 30), (2, 16)), fill="#1D70A2")
    return _bytes(image, "PNG")


def _bytes(image: Image.Image, form: str) -> bytes:
    written = io.BytesIO()
    image.save(written, form)
    return written.getvalue()
