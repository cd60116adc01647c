"""A shape of the new deck merged with what hands made of it: its place, its picture, its look, its texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from deck.merge.deeds import Touch, moved, resized
from deck.merge.origins import Origins
from deck.merge.texts import Dispute, merged_text
from deck.merge.trio import Trio, lost_book
from deck.model.found import FoundShape
from deck.model.merged import At, Deed, MergedBody, MergedParagraph, MergedShape, Side
from deck.model.pairs import Spot

# a picture of another shape than the one that a hand cropped is shown whole
SAME_SHAPE = 0.01

# what a hand does to words
TEXTUAL = frozenset({Deed.REWORDED, Deed.ADDED_TEXT, Deed.DELETED_TEXT, Deed.REORDERED_TEXT})

_LOOKS = frozenset({Deed.RESTYLED, Deed.REDRAWN})

# what a hand must have done for each of place, crop, picture and look to stay as it is on the disk
_UNITS = (
    frozenset({Deed.MOVED, Deed.RESIZED}),
    frozenset({Deed.CROPPED, Deed.PICTURE}),
    frozenset({Deed.PICTURE}),
    _LOOKS,
)


class Blend(NamedTuple):
    """A merged shape, and what both sides changed in it."""

    shape: MergedShape
    disputes: tuple[Dispute, ...]


def merged_shape(trio: Trio, origins: Origins, new: Spot, touch: Touch | None) -> Blend:
    """Return a shape of the new deck merged; `touch` is what a hand did to it on the disk, None where the disk has it not."""
    base = trio.before.shapes.get(new)
    here = None if base is None or touch is None else trio.here.shapes.get(base)
    texts = [merged_text(trio, origins, At(*new, n, 0)) for n in range(len(trio.anew(new).bodies))]
    disputes = tuple(dispute for text in texts for dispute in text.disputes)
    bodies: tuple[MergedBody, ...] | None = tuple(text.body for text in texts)
    if base is None or here is None or touch is None:
        return Blend(MergedShape(None, new, bodies=None if bodies == _as_new(trio, new) else bodies), disputes)
    if not any(text.changed for text in texts) and len(texts) == len(trio.on_disk(here).bodies):
        bodies = None
    regridded = bool(texts) and (_grid(trio.meant(base)) != _grid(trio.anew(new)) or not touch.lines)
    if regridded:
        bodies, disputes = _on_another_grid(trio, base, here, new, touch)
    place, crop, picture, look = (
        _side(touch.deeds, deeds, changed) for deeds, changed in zip(_UNITS, _changes(trio, base, new), strict=True)
    )
    if Deed.CROPPED in touch.deeds and picture is Side.NEW and _reshaped(trio.meant(base), trio.anew(new)):
        crop = Side.NEW
    if picture is Side.NEW and Deed.CROPPED not in touch.deeds:
        crop = Side.NEW
    if not (trio.disk.looks or trio.relaid) or (regridded and bodies is None):
        # rows and columns are part of a table's look: a hand's texts stand in the hand's grid
        look = Side.DISK
    disputes += tuple(_contested(trio, base, new, touch))
    if trio.disk.looks and lost_book(trio.meant(base), trio.on_disk(here)) and not touch.deeds & _LOOKS:
        look = Side.NEW
    alt = Side.DISK if Deed.DESCRIBED in touch.deeds else None
    return Blend(MergedShape(here, new, place, picture, crop, look, bodies, alt), disputes)


def _side(done: frozenset[Deed], deeds: frozenset[Deed], changed: bool) -> Side:
    return Side.NEW if changed and not done & deeds else Side.DISK


def _changes(trio: Trio, base: Spot, new: Spot) -> tuple[bool, bool, bool, bool]:
    """Tell whether the article changes the place, the crop, the picture and the look of a shape."""
    meant, ours = trio.meant(base), trio.anew(new)
    seat = (meant.kind, meant.idx) != (ours.kind, ours.idx)
    place = seat or moved(meant.box, ours.box) or resized(meant.box, ours.box)
    inside = (
        (meant.inside, meant.book) != (ours.inside, ours.book) or len(meant.bodies) != len(ours.bodies) or meant.columns != ours.columns
    )
    return place, meant.crop != ours.crop, meant.image != ours.image, meant.look != ours.look or inside or meant.alt != ours.alt


def _contested(trio: Trio, base: Spot, new: Spot, touch: Touch) -> Iterator[Dispute]:
    """Yield what the article would change, too, where a hand did."""
    meant, ours = trio.meant(base), trio.anew(new)
    if touch.deeds & _UNITS[0] and not trio.relaid and (moved(meant.box, ours.box) or resized(meant.box, ours.box)):
        yield Dispute(Deed.MOVED, "", "")
    if Deed.PICTURE in touch.deeds and meant.image != ours.image:
        yield Dispute(Deed.PICTURE, "", ours.alt)
    # where looks cannot be compared, nobody knows whether a hand changed it
    redrawn = Deed.REDRAWN in touch.deeds or not trio.disk.looks
    if redrawn and meant.inside and (meant.inside, meant.book) != (ours.inside, ours.book):
        yield Dispute(Deed.REDRAWN, "", ours.alt)
    if Deed.DESCRIBED in touch.deeds and meant.alt != ours.alt:
        yield Dispute(Deed.DESCRIBED, "", ours.alt)


def _grid(shape: FoundShape) -> tuple[int, int]:
    return len(shape.bodies), shape.columns


def _on_another_grid(
    trio: Trio, base: Spot, here: Spot, new: Spot, touch: Touch
) -> tuple[tuple[MergedBody, ...] | None, tuple[Dispute, ...]]:
    """Return the texts of a table whose rows or columns one side changed: the article's, look and all, where no hand touched it, else
    the hand's.
    """
    ours = trio.anew(new)
    if touch.lines and trio.disk.looks and not touch.deeds & (TEXTUAL | _LOOKS):
        return _as_new(trio, new), ()
    if _digests(ours) == _digests(trio.meant(base)):
        return None, ()
    return None, (Dispute(Deed.REWORDED, trio.on_disk(here).text, ours.text),)


def _as_new(trio: Trio, new: Spot) -> tuple[MergedBody, ...]:
    """Return the texts of a shape as the article has them."""
    bodies = trio.anew(new).bodies
    return tuple(tuple(MergedParagraph(new=At(*new, n, p)) for p in range(len(body))) for n, body in enumerate(bodies))


def _digests(shape: FoundShape) -> list[str]:
    return [paragraph.digest for body in shape.bodies for paragraph in body]


def _reshaped(meant: FoundShape, ours: FoundShape) -> bool:
    """Tell whether a picture has another shape than the one that it takes the place of."""
    one, other = _aspect(meant), _aspect(ours)
    return one is None or other is None or abs(one / other - 1) > SAME_SHAPE


def _aspect(shape: FoundShape) -> float | None:
    """Return how wide the whole picture is for its height, from its box and what is cut off it."""
    if shape.box is None or not shape.box.height:
        return None
    left, top, right, bottom = (share / 100_000 for share in shape.crop)
    if left + right >= 1 or top + bottom >= 1:
        return None
    return (shape.box.width / (1 - left - right)) / (shape.box.height / (1 - top - bottom))
