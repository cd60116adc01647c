"""A picture on its slide: as large as its place and its pixels allow, never distorted; cropped only where it fills the slide's edge."""

from __future__ import annotations

from deck.fit.arrange import Area, Arrangement, Sizes, layout_of, pair, placeholder
from deck.fit.exhibited import Exhibited
from deck.fit.filling import Filled, Frame, largest, set_text, sized
from deck.fit.flow import COMFORT
from deck.fit.statements import fewer
from deck.fit.text import detail_of, emphasis, runs
from deck.model.article import MIDDLE, Image, Inline, Picture, Run
from deck.model.inline import regular
from deck.model.placed import PlacedParagraph, PlacedPicture, PlacedShape
from deck.model.slides import Point
from deck.model.template import Layout
from deck.model.units import Box, points

PICTURE, TEXT = 70, 1
# so many pixels an inch a picture has at least, or it is shown smaller
LEAST_PIXELS = 60
# a picture as wide as this has its caption below it, not beside it
WIDE = 2.0
# a photograph may lose this share of itself to fill its place up to the slide's edge
MOST_CROPPED = 0.35
PHOTOGRAPH = "jpeg"
WHOLE = 100_000
# a picture as narrow as this, and of pixels enough, stands beside its text from above the title to the foot: so far from the slide's edges
TALL, FROM_TOP, FROM_SIDE, FROM_FOOT = 0.8, 457_200, 731_520, 548_640
# a picture of less than this share of its place's width is small
SMALL = 0.5
# the middle of a slide, as the eye has it, lies above the middle
EYE = 0.4
# beside a picture there is room for these
SIZES: tuple[Sizes, ...] = tuple(sizes for sizes in COMFORT if sizes[0] <= 28)
LEADS: tuple[Sizes, ...] = ((30, 22), (28, 22), (26, 22), (24, 22), (22, 22))
# sentences beside a picture, and the space (points) that stands between them instead of bullets
SENTENCE_SIZES = (28.0, 26.0, 24.0, 22.0)
APART = 20.0
CAPTION_SIZES = (20.0, 18.0, 16.0, 14.0)


def flow_picture(picture: Picture, area: Area) -> Exhibited | None:
    """Return a picture alone on a slide, with its caption, or else its alternative text, where that fits."""
    if picture.image is None:
        return None
    layout = layout_of(area, _layout_for(picture, picture.image, area))
    text = picture.caption.strip() or picture.alt.strip()
    caption = _caption(layout, text) if text else None
    told: tuple[Inline, ...] = ((Run(text),),) if picture.caption.strip() and caption is None else ()
    shapes = (*((caption,) if caption is not None else ()), _placed(picture, layout, area))
    return Exhibited((Arrangement(layout.known_as, shapes),), told)


def _layout_for(picture: Picture, image: Image, area: Area) -> str:
    """Return the layout for a picture alone: up to the slide's edge where it may be cropped, else by its shape."""
    if _may_bleed(image, area) or _is_tall(image, area):
        return "Picture Right"
    worded = picture.caption.strip() or picture.alt.strip()
    return "Picture" if worded and image.width < WIDE * image.height else "Wide Picture"


def flow_beside(picture: Picture, points_: tuple[Point, ...], area: Area) -> Exhibited | None:
    """Return points with a picture beside them on one slide, None where they do not fit at sizes that are comfortable."""
    if picture.image is None:
        return None
    layout = layout_of(area, _beside(picture.image, area))
    frame = Frame("points", placeholder(layout, TEXT))
    for sizes in area.pairs(LEADS if area.detail == "none" else SIZES):
        filled = set_text(frame, tuple(p for point in points_ for p in _paragraphs(frame, point, area.detail, sizes)))
        if filled.fits and not filled.torn:
            shown = _placed(picture, layout, area)
            caption: tuple[Inline, ...] = ((Run(picture.caption.strip()),),) if picture.caption.strip() else ()
            return Exhibited((Arrangement(layout.known_as, (filled.shape, shown)),), caption)
    return None


def flow_beside_statements(picture: Picture, statements: tuple[Inline, ...], area: Area) -> Exhibited | None:
    """Return whole sentences with a picture beside them, as many as fit, None where none does or the picture needs the whole width."""
    image = picture.image
    if image is None or image.width >= WIDE * image.height:
        return None
    layout = layout_of(area, _beside(image, area))
    frame = Frame("sentences", placeholder(layout, TEXT))
    for shown in fewer(statements):
        for size in area.sizes(SENTENCE_SIZES):
            paragraphs = (PlacedParagraph(runs(regular(text)), level=1, before=APART if n else None) for n, text in enumerate(shown))
            filled = set_text(frame, tuple(sized(frame, paragraph, size) for paragraph in paragraphs))
            if filled.fits and not filled.torn:
                caption: tuple[Inline, ...] = ((Run(picture.caption.strip()),),) if picture.caption.strip() else ()
                return Exhibited((Arrangement(layout.known_as, (filled.shape, _placed(picture, layout, area))),), caption)
    return None


def _paragraphs(frame: Frame, point: Point, detail: str, sizes: Sizes) -> tuple[PlacedParagraph, ...]:
    """Return a point as its lead and its detail below it; a bullet without a lead as one."""
    if not point.lead:
        return (sized(frame, PlacedParagraph(runs(detail_of(point, detail)), level=2), sizes[1]),)
    return pair(frame, point, detail, sizes)


def _caption(layout: Layout, text: str) -> PlacedShape | None:
    """Return a caption at a size that fits, None where none does."""
    frame = Frame("caption", placeholder(layout, TEXT))
    level = 1 if layout.known_as == "Picture Right" else 0
    start = frame.level(level).size
    paragraph = PlacedParagraph(emphasis((Run(text),)), level=level)
    filled: Filled = largest(frame, (paragraph,), (start, *(size for size in CAPTION_SIZES if size < start)), even=True)
    return filled.shape if filled.fits and not filled.torn else None


def _may_bleed(image: Image, area: Area) -> bool:
    """Tell whether a picture may fill the right of a slide from edge to edge: a photograph that loses little by it, and is sharp enough."""
    box = placeholder(layout_of(area, "Picture Right"), PICTURE).box
    lost = sum(_crop(image, box, MIDDLE)) / WHOLE
    return image.kind == PHOTOGRAPH and lost <= MOST_CROPPED and image.height >= LEAST_PIXELS * points(box.height) / 72


def _beside(image: Image, area: Area) -> str:
    """Return the layout for a picture with a text beside it."""
    return "Picture Right" if _may_bleed(image, area) or _is_tall(image, area) else "Picture and Points"


def _is_tall(image: Image, area: Area) -> bool:
    """Tell whether a picture is so narrow that it is larger beside its title than below it, and sharp there."""
    box = _inset(placeholder(layout_of(area, "Picture Right"), PICTURE).box, area)
    return image.width <= TALL * image.height and image.height >= LEAST_PIXELS * points(box.height) / 72


def _inset(box: Box, area: Area) -> Box:
    """Return the part of a place at the slide's edge that keeps clear of it; all of one that does not reach there."""
    if box.y > 0:
        return box
    left = box.x + FROM_SIDE if area.right_to_left else box.x
    return Box(left, box.y + FROM_TOP, box.width - FROM_SIDE, box.height - FROM_TOP - FROM_FOOT)


def _placed(picture: Picture, layout: Layout, area: Area) -> PlacedPicture:
    """Return a picture where its layout has it: cropped to the slide's edge, or whole."""
    image, holder = picture.image, placeholder(layout, PICTURE)
    if image is None:
        raise LookupError(picture.source)
    alt = picture.alt.strip() or picture.caption.strip()
    if layout.known_as == "Picture Right" and not _may_bleed(image, area):
        return PlacedPicture(
            "picture", "pic", holder.idx, _contained(image, _inset(holder.box, area), float(not area.right_to_left), 0.5), image, alt
        )
    if layout.known_as == "Picture Right":
        return PlacedPicture("picture", "pic", holder.idx, holder.box, image, alt, _crop(image, holder.box, picture.focus))
    # beside a text a picture stands at the outer side, or next to it where it is small; above its caption where that begins, and right
    # above it; without a word in the middle
    outer = float(not area.right_to_left)
    wide = layout.known_as == "Wide Picture"
    share = (1 - outer if alt else 0.5) if wide else outer
    below = (1.0 if alt else EYE) if wide else 0.0
    box = _contained(image, holder.box, share, below)
    if not wide and box.width < SMALL * holder.box.width:
        box = _contained(image, holder.box, 1 - outer, below)
    return PlacedPicture("picture", "pic", holder.idx, box, image, alt)


def _contained(image: Image, box: Box, share: float, below: float) -> Box:
    """Return where a whole picture stands in a box, with these shares of the free room at its left and above it."""
    inch = 914_400
    scale = min(box.width / image.width, box.height / image.height, inch / LEAST_PIXELS)
    width, height = round(image.width * scale), round(image.height * scale)
    return Box(box.x + round((box.width - width) * share), box.y + round((box.height - height) * below), width, height)


def _crop(image: Image, box: Box, focus: tuple[float, float]) -> tuple[int, int, int, int]:
    """Return what is cut off a picture at each side so that it fills a box, its focus as near the middle as can be, in 1/1000 %."""
    ratio = (box.width / box.height) / (image.width / image.height)
    if ratio < 1:
        start, end = _cut(ratio, focus[0])
        return start, 0, end, 0
    start, end = _cut(1 / ratio, focus[1])
    return 0, start, 0, end


def _cut(kept: float, focus: float) -> tuple[int, int]:
    """Return what is cut off before and behind the share of a length that is kept."""
    cut = round(WHOLE * (1 - kept))
    start = min(cut, max(0, round(WHOLE * (focus - kept / 2))))
    return start, cut - start
