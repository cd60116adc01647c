"""A picture's bytes as they go into a deck: the door of Pillow. The same bytes always give the same picture."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import warnings
import zlib
from typing import Any, NamedTuple

from PIL import Image as Raster
from PIL import ImageFile, ImageOps

from deck.assets.drawings import rendered
from deck.assets.svg import UnfitError, cleaned
from deck.model.article import Image

MOST_PIXELS = 120_000_000  # decoded, that is half a gigabyte
LONGEST_SIDE = 2560  # two thirds of 4K: as sharp as a projector shows it, full screen
DRAWN_SIDE = 1920  # of the copy in pixels, for programs that do not show the drawing itself
ICON_SIDE = 64
COARSE_SIDE, OPAQUE = 48, 255
# a drawing that says no size is as large as its place, but signs are made on grids of up to so many units
SIGN_SIDE = 32
BADGE_HEIGHT = 32
QUALITY = 88
# a drawing or a screenshot, smooth edges included; a photograph has more, and one in black and white has most of 256
FEW_COLOURS = 4096
FEW_GREYS = 64
ROTATION = 0x0112  # the tag in EXIF
UPRIGHT = 1

# by what a file begins with, whatever it is called
KINDS = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("WEBP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("BMP", re.compile(rb"BM")),
    ("TIFF", re.compile(rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+")),
    ("AVIF", re.compile(rb"....ftyp(?:avif|avis|mif1|msf1)", re.DOTALL)),
)
# comments, an XML declaration and a licence may stand before the first element
LOOKED_AT = 1 << 16
SVG = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg)", re.IGNORECASE)

# what Pillow raises for a file that is not as its format has it
BROKEN = (
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# how each kind of picture that a deck holds as it is keeps its pixels
AS_IT_IS = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}, "GIF": {"L", "P", "RGB", "RGBA"}}


class Shown(NamedTuple):
    """A picture as a deck shows it, and its bytes; without an image, why it is not shown, as the end of a sentence about the file.

    Of what is no picture of the talk there is nothing to say: no image, and no reason. `drawing` is the SVG that `content` is a copy of.
    """

    image: Image | None = None
    content: bytes = b""
    why: str = ""
    drawing: bytes = b""


BOMB = Shown(why=f"has more than {MOST_PIXELS // 1_000_000} million pixels, so it is left out; scale it down")
DAMAGED = Shown(why="is damaged, so it is left out; save it again")
EMPTY = Shown(why="is empty, so it is left out; save it again")
BLANK = Shown(why="is an SVG that shows nothing, so it is left out; save it as PNG")
OTHER = Shown(why="is no picture that can be shown, so it is left out; save it as PNG or JPEG")


def shown_from(content: bytes) -> Shown:
    """Return a file's content as a deck shows it: as it is where it can be, else turned, converted or scaled down."""
    kind = next((kind for kind, opening in KINDS if opening.match(content)), None)
    with warnings.catch_warnings():
        # Pillow warns on stderr of what it mends
        warnings.simplefilter("ignore")
        if kind is None:
            return _other(content)
        try:
            with Raster.open(io.BytesIO(content), formats=[kind]) as image:
                return _shown(image, content)
        except Raster.DecompressionBombError:
            return BOMB
        except BROKEN as error:
            # a Pillow that was built without a format does not know its name
            unknown = isinstance(error, KeyError) and error.args == (kind,)
            return Shown(why=f"cannot be read here ({kind}), so it is left out; save it as PNG") if unknown else DAMAGED


def inks_of(content: bytes) -> tuple[str, ...]:
    """Return the colours that a coarse look sees in a picture through which its ground shows; none where it has a ground of its own."""
    with Raster.open(io.BytesIO(content)) as image:
        coarse = image.convert("RGBA")
    coarse.thumbnail((COARSE_SIDE, COARSE_SIDE))
    pixels = coarse.tobytes()
    seen = [pixels[i : i + 4] for i in range(0, len(pixels), 4)]
    if all(pixel[3] == OPAQUE for pixel in seen):
        return ()
    return tuple(pixel[:3].hex().upper() for pixel in seen if pixel[3] > OPAQUE // 2)


def _other(content: bytes) -> Shown:
    if not content:
        return EMPTY
    return _drawn(content) if SVG.match(content) and b"<svg" in content[:LOOKED_AT].lower() else OTHER


def _drawn(content: bytes) -> Shown:
    """Return an SVG as a deck shows it: without what runs or lies outside it, and with a copy in pixels."""
    try:
        drawing = cleaned(content)
        width, height = drawing.width, drawing.height
        if max(width, height) < ICON_SIDE if drawing.is_sized else max(width, height) <= SIGN_SIDE:
            return Shown()
        if drawing.is_sized and height <= BADGE_HEIGHT:
            return Shown()
        if not _can_be_shown(drawing.pictures):
            return Shown(why="is an SVG with a picture in it that cannot be shown, so it is left out; save it as PNG")
        scale = DRAWN_SIDE / max(width, height)
        copy = rendered(drawing.content, max(1, round(width * scale)), max(1, round(height * scale)))
    except UnfitError as error:
        return Shown(why=str(error))
    with Raster.open(io.BytesIO(copy), formats=["PNG"]) as image:
        if image.getchannel("A").getextrema()[1] == 0:
            return BLANK
        shown = _whole(copy, "png", image.size)
    named = Image(*shown.image[:4], hashlib.sha256(drawing.content).hexdigest()) if shown.image else None
    return Shown(named, copy, "", drawing.content)


def _can_be_shown(pictures: tuple[bytes, ...]) -> bool:
    """Tell whether the pictures in a drawing are whole, and together no bomb."""
    left = MOST_PIXELS
    for content in pictures:
        try:
            with Raster.open(io.BytesIO(content), formats=["PNG", "JPEG", "GIF", "WEBP"]) as image:
                left -= image.width * image.height
                if left < 0:
                    return False
                image.load()
        except (Raster.DecompressionBombError, *BROKEN):
            return False
    return True


def _shown(image: ImageFile.ImageFile, content: bytes) -> Shown:
    if image.width * image.height > MOST_PIXELS:
        return BOMB
    # of icons, tracking pixels and badges nothing is to be said, whatever is wrong with them
    if max(image.size) < ICON_SIDE or image.height <= BADGE_HEIGHT:
        return Shown()
    animated = bool(getattr(image, "is_animated", False))
    # decoded even if it stays as it is: a damaged file is found out here, and not by an audience
    image.load()
    turned = _orientation(image) in range(2, 9)
    if not (animated or turned) and _stays(image, content):
        return _whole(content, str(image.format).lower(), image.size)
    return _encoded(ImageOps.exif_transpose(image) if turned else image)


def _orientation(image: ImageFile.ImageFile) -> int:
    """Return how a picture is to be turned, 1 for not at all (EXIF 2.3, 4.6.4)."""
    try:
        orientation = image.getexif().get(ROTATION, UPRIGHT)
    except BROKEN:
        return UPRIGHT
    return orientation if isinstance(orientation, int) else UPRIGHT


def _stays(image: ImageFile.ImageFile, content: bytes) -> bool:
    """Tell whether a decoded picture goes into a deck byte for byte."""
    deep = image.format == "PNG" and content[24] > 8  # bits for each colour, in IHDR: Pillow reads 16 as 8 and keeps silent
    return not deep and max(image.size) <= LONGEST_SIDE and image.mode in AS_IT_IS.get(str(image.format), ())


def _encoded(image: Raster.Image) -> Shown:
    """Return a picture newly written: PNG where it is see-through or has few colours, else JPEG."""
    profile = _profile(image)
    still = _plain(image)
    drawn = still.mode == "RGBA" or _has_few_colours(still)
    still = _scaled(still)
    out = io.BytesIO()
    if drawn:
        still.save(out, "PNG", icc_profile=profile)
    else:
        still.save(out, "JPEG", quality=QUALITY, icc_profile=profile)
    return _whole(out.getvalue(), "png" if drawn else "jpeg", still.size)


def _plain(image: Raster.Image) -> Raster.Image:
    """Return a picture as grey, RGB or RGBA of 8 bits, without anything beside its pixels."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        still = _grey(image)
    elif image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        still = image.convert("RGBA")
        if still.getchannel("A").getextrema() == (255, 255):
            still = still.convert("RGB")
    else:
        still = image.convert("L" if image.mode in ("1", "L") else "RGB")
    # Pillow would write some of what it read: comments, profiles, resolutions
    still.info = {}
    return still


def _has_few_colours(image: Raster.Image) -> bool:
    colours: Any = image.getcolors(FEW_COLOURS)
    if colours is None or len(colours) <= FEW_GREYS:
        return colours is not None
    return image.mode != "L" and any(len(set(colour)) > 1 for _, colour in colours)


def _grey(image: Raster.Image) -> Raster.Image:
    """Return a picture of more than 8 bits a pixel as 8: those of 16 by their scale, others by their brightest pixel."""
    wide = image.convert("F")
    brightest = 65535.0
    if image.mode == "F" or (image.mode == "I" and image.format != "PNG"):
        brightest = max(_highest(wide), 1e-9)
    scale = 255 / brightest
    return wide.point(lambda value: value * scale + 0.0).convert("L")


def _highest(image: Raster.Image) -> float:
    extrema: Any = image.getextrema()
    return float(extrema[1])


def _scaled(image: Raster.Image) -> Raster.Image:
    longest = max(image.size)
    if longest <= LONGEST_SIDE:
        return image
    width, height = (max(1, round(side * LONGEST_SIDE / longest)) for side in image.size)
    return image.resize((width, height), Raster.Resampling.LANCZOS, reducing_gap=3.0)


def _profile(image: Raster.Image) -> bytes | None:
    """Return a colour profile that still holds for the picture in RGB."""
    profile = image.info.get("icc_profile")
    # the profile's colour space stands behind size, program, version and class (ICC.1, 7.2)
    return profile if isinstance(profile, bytes) and profile[16:20] == b"RGB " and image.mode.startswith(("RGB", "P")) else None


def _whole(content: bytes, kind: str, size: tuple[int, int]) -> Shown:
    return Shown(Image(hashlib.sha256(content).hexdigest(), kind, *size), content)


def reduced(content: bytes, width: int, height: int) -> list[list[tuple[int, int, int]]]:
    """Return the lines of a picture made so many pixels wide and high, [] for what cannot be read; what shines through is white."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Raster.DecompressionBombWarning)
            with Raster.open(io.BytesIO(content)) as image:
                if image.width * image.height > MOST_PIXELS:
                    return []
                image.draft("RGB", (width, height))
                small = image.convert("RGBA").resize((width, height))
    except (Raster.DecompressionBombError, Raster.DecompressionBombWarning, *BROKEN):
        return []
    flat = Raster.alpha_composite(Raster.new("RGBA", small.size, "white"), small).convert("RGB").tobytes()
    return [[(flat[i], flat[i + 1], flat[i + 2]) for i in range(3 * width * y, 3 * width * (y + 1), 3)] for y in range(height)]
