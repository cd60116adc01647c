"""A slide merged: whole where only one side changed it, else shape by shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from deck.merge.arranged import arranged
from deck.merge.deeds import FRAME, Touch, Work
from deck.merge.joined import joined
from deck.merge.origins import Origins
from deck.merge.sequence import woven
from deck.merge.shapes import TEXTUAL, merged_shape
from deck.merge.texts import Dispute, is_touched, merged_text
from deck.merge.trio import Trio, body_of, content_of, lost_book, paragraph_at
from deck.model.found import EMPTY, Body, FoundSlide
from deck.model.merged import NOTES, At, Conflict, Deed, MergedBody, MergedShape, MergedSlide, Side
from deck.model.pairs import Spot

# a shape of the base wherever it is, or one that a side added
Token: TypeAlias = tuple[str, Spot]


class Told(NamedTuple):
    """A merged slide and its conflicts; None for one that is gone."""

    slide: MergedSlide | None
    conflicts: tuple[Conflict, ...] = ()


def updated(trio: Trio, origins: Origins, works: Mapping[int, Work], new: int) -> Told:
    """Return a slide that the article has; the disk may have it or not."""
    base = trio.before.slides.get(new)
    here = None if base is None else trio.here.slides.get(base)
    ours = trio.new.slides[new]
    incoming = _incoming(trio, origins, works, new, here)
    if here is None and not incoming:
        return Told(MergedSlide(ours.key, None, new, Side.NEW, hidden=ours.hidden))
    work = None if here is None else works[here]
    hidden = _hidden(trio, base, here, new)
    if here is not None and base is not None and work is not None and not incoming:
        same = hidden == trio.disk.slides[here].hidden and not _lacks_book(trio, here, work)
        if same and not trio.relaid and unchanged(trio.base.meant.slides[base], trio.new.slides[new]):
            return Told(MergedSlide(ours.key, here, new, Side.DISK, hidden=hidden))
        if not work.deeds and (trio.relaid or (trio.disk.looks and trio.base.saved.looks)):
            return Told(MergedSlide(ours.key, here, new, Side.NEW, hidden=hidden))
    return _blended(trio, origins, works, new, here, hidden=hidden)


def _lacks_book(trio: Trio, here: int, work: Work) -> bool:
    """Tell whether a chart on a slide, which no hand redrew, is there without its workbook."""
    looks = trio.disk.looks and trio.base.saved.looks
    return looks and any(
        lost_book(trio.meant(trio.was.shapes[(here, n)]), trio.on_disk((here, n))) and Deed.REDRAWN not in touch.deeds
        for n, touch in work.shapes.items()
    )


def removed(trio: Trio, origins: Origins, work: Work, here: int, *, folded: bool) -> Told:
    """Return a slide that the article no longer has: gone, or kept where a hand worked on it."""
    theirs = trio.disk.slides[here]
    key = trio.base.meant.slides[trio.was.slides[here]].key
    if _spent(trio, origins, work, here):
        return Told(None)
    return Told(MergedSlide(key, here, None, Side.DISK, hidden=theirs.hidden or folded))


def unchanged(meant: FoundSlide, ours: FoundSlide) -> bool:
    """Tell whether two slides of ours say and look the same; whether they are hidden is another question."""
    return meant == ours or _bare(meant) == _bare(ours)


def _bare(slide: FoundSlide) -> FoundSlide:
    """Return a slide by its digests, without what says nothing of its content."""
    shapes = tuple(shape._replace(bodies=tuple(map(_bare_text, shape.bodies))) for shape in slide.shapes)
    return slide._replace(shapes=shapes, notes=_bare_text(slide.notes), hidden=False, number=0, key="")


def _bare_text(body: Body) -> Body:
    return tuple(paragraph._replace(runs=()) for paragraph in body)


def _hidden(trio: Trio, base: int | None, here: int | None, new: int) -> bool:
    if base is None or here is None:
        return trio.new.slides[new].hidden
    theirs = trio.disk.slides[here].hidden
    return theirs if theirs != trio.base.saved.slides[base].hidden else trio.new.slides[new].hidden


def _incoming(trio: Trio, origins: Origins, works: Mapping[int, Work], new: int, here: int | None) -> bool:
    """Tell whether something comes to this slide that a hand worked on when it was on another one, or deleted there."""
    for n in range(len(trio.new.slides[new].shapes)):
        base = trio.before.shapes.get((new, n))
        if base is None or trio.here.slides.get(base[0]) == here:
            continue
        spot = trio.here.shapes.get(base)
        if spot is None or works[spot[0]].shapes[spot[1]].deeds:
            return True
    return any(
        _is_worked_on(trio, origins, old) for old in origins.came.get(new, ()) if trio.here.slides.get(old.slide) not in (None, here)
    )


def _is_worked_on(trio: Trio, origins: Origins, old: At) -> bool:
    """Tell whether a hand changed or deleted a paragraph of a slide that is on the disk."""
    there = origins.here.get(old)
    return there is None or is_touched(trio, origins, old)


def _spent(trio: Trio, origins: Origins, work: Work, here: int) -> bool:
    """Tell whether nothing of a hand's is lost with a slide: nothing was done, or its words went to another slide with what was done."""
    if work.deeds - TEXTUAL - {Deed.NOTES, Deed.DELETED_SHAPE}:
        return False
    touched = [(n, touch) for n, touch in work.shapes.items() if touch.deeds]
    return all(_moved_on(trio, origins, here, n, touch) for n, touch in touched) and (
        Deed.NOTES not in work.deeds or _all_went(trio, origins, here, NOTES, 0)
    )


def _moved_on(trio: Trio, origins: Origins, here: int, shape: int, touch: Touch) -> bool:
    """Tell whether what a hand wrote in a shape went to another one, or is nothing but a deletion."""
    if trio.was.shapes[(here, shape)] in trio.heir.shapes:
        return True
    if touch.deeds - TEXTUAL:
        return False
    bodies = range(len(trio.on_disk((here, shape)).bodies))
    return _is_blank(trio, (here, shape)) or all(_all_went(trio, origins, here, shape, n) for n in bodies)


def _all_went(trio: Trio, origins: Origins, here: int, shape: int, body: int) -> bool:
    """Tell whether every paragraph that a hand changed, and the one before each that it added, went to another text."""
    went = False
    for n, paragraph in enumerate(body_of(trio.disk, here, shape, body)):
        old = origins.of.get(At(here, shape, body, n))
        if old is None:
            if paragraph.digest != EMPTY and not went:
                return False
            continue
        went = old in origins.heir
        was = paragraph_at(trio.base.saved, old)
        if paragraph.digest != was.digest and paragraph.digest != EMPTY and not went:
            return False
    return True


def _blended(trio: Trio, origins: Origins, works: Mapping[int, Work], new: int, here: int | None, *, hidden: bool) -> Told:
    """Return a slide that both sides changed, shape by shape."""
    base = trio.before.slides.get(new)
    shapes: list[MergedShape] = []
    disputes: list[tuple[str, Dispute]] = list(_deleted(trio, origins, new))
    for side, spot in _sequence(trio, origins, works, new, here):
        if side == "disk":
            shapes.append(MergedShape(disk=spot))
        elif side == "base" and spot not in trio.heir.shapes:
            place = trio.here.shapes[spot]
            shapes.append(MergedShape(disk=place))
            disputes.append((trio.meant(spot).name, _kept(trio, works, place)))
        else:
            ours = trio.heir.shapes[spot] if side == "base" else spot
            touch = _touch(trio, works, ours, here)
            blend = merged_shape(trio, origins, ours, touch)
            shape = _on_new_masters(trio, works, blend.shape, touch) if trio.relaid else blend.shape
            shapes += [] if _is_emptied(trio, works, shape) else [shape]
            known = trio.before.shapes.get(ours)
            name = trio.anew(ours).name if known is None else trio.meant(known).name
            disputes += [(name, dispute) for dispute in blend.disputes]
    disputes += _displaced(trio, origins, works, base, here)
    notes, spoken = _notes(trio, origins, new, here)
    disputes += [("", dispute._replace(deed=Deed.NOTES)) for dispute in spoken]
    together = shapes if here is None else joined(trio, origins, works[here].shapes, here, shapes)
    placed = arranged(trio, here, shapes, together, _layout(trio, works, new, here))
    for place in placed.displaced:
        name = trio.meant(trio.was.shapes[place]).name
        disputes = [one for one in disputes if one != (name, Dispute(Deed.MOVED, "", ""))]
        disputes.append((name, Dispute(Deed.MOVED, "", "", lost=True)))
    animation, transition = (_extra(trio, base, here, word) for word in ("animation", "transition"))
    lines = tuple(_common(trio, origins, new)) if animation is Side.NEW else ()
    slide = MergedSlide(
        trio.new.slides[new].key, here, new, None, placed.shapes, notes, placed.layout, hidden, animation, transition, lines
    )
    return Told(slide, tuple(_conflict(trio, new, here, shape, dispute) for shape, dispute in disputes))


def _on_new_masters(trio: Trio, works: Mapping[int, Work], shape: MergedShape, touch: Touch | None) -> MergedShape:
    """Return a shape of a deck that goes over to another template: it stands where that has it, unless a hand placed it on its slide.

    A picture that a hand chose or cut keeps its frame, which would distort it otherwise. A slide of which a hand chose the layout goes to
    the one of that name, where it stands as that has it.
    """
    if shape.disk is None or shape.new is None or touch is None:
        return shape
    if touch.deeds & {Deed.PICTURE, Deed.CROPPED}:
        return shape._replace(place=Side.DISK)
    chosen = Deed.LAYOUT in works[shape.disk[0]].deeds
    return shape if chosen or trio.on_disk(shape.disk).own_box else shape._replace(place=Side.NEW)


def _is_emptied(trio: Trio, works: Mapping[int, Work], shape: MergedShape) -> bool:
    """Tell whether a shape would stand without a word, for what was to stand in it has been deleted by a hand where it was before."""
    if shape.new is None or not shape.bodies or any(shape.bodies) or not trio.anew(shape.new).text.strip():
        return False
    return shape.disk is None or not works[shape.disk[0]].shapes[shape.disk[1]].deeds - TEXTUAL


def _sequence(trio: Trio, origins: Origins, works: Mapping[int, Work], new: int, here: int | None) -> tuple[Token, ...]:
    """Return the shapes of a slide in the order of drawing, each as the base has it, or else as the side that added it."""
    base = trio.before.slides.get(new)
    before = [] if base is None else [(base, n) for n in range(len(trio.base.meant.slides[base].shapes))]
    disk = [] if here is None else [(here, n) for n in range(len(trio.disk.slides[here].shapes))]
    theirs: list[Token] = [("base", trio.was.shapes[spot]) if spot in trio.was.shapes else ("disk", spot) for spot in disk]
    # a slide has one footer and one number: that of a hand, or one that had to stay where the article's was gone
    held = {trio.on_disk(spot).kind for spot in disk if spot not in trio.was.shapes}
    ours: list[Token] = []
    for spot in ((new, n) for n in range(len(trio.new.slides[new].shapes))):
        old = trio.before.shapes.get(spot)
        if old is not None and old[0] == base and not _is_gathered(trio, origins, spot):
            ours.append(("base", old))
        elif old is None and trio.anew(spot).kind in FRAME and trio.anew(spot).kind in held:
            continue
        elif old is None or old in trio.here.shapes or _is_gathered(trio, origins, spot):
            ours.append(("new", spot))
    kept = {
        token
        for token, place in zip(theirs, disk, strict=True)
        if token[0] == "base" and token[1] not in trio.heir.shapes and _stays(trio, origins, works, place)
    }
    return woven([("base", spot) for spot in before], theirs, ours, kept).order


def _stays(trio: Trio, origins: Origins, works: Mapping[int, Work], place: Spot) -> bool:
    """Tell whether a shape that the article no longer has stays, for what a hand did to it is nowhere else."""
    touch = works[place[0]].shapes[place[1]]
    if not touch.deeds or _is_blank(trio, place):
        return False
    bodies = range(len(trio.on_disk(place).bodies))
    return not bodies or not all(_all_went(trio, origins, place[0], place[1], n) for n in bodies) or not _any_went(trio, origins, place)


def _is_blank(trio: Trio, place: Spot) -> bool:
    """Tell whether a hand emptied a text."""
    shape = trio.on_disk(place)
    return bool(shape.bodies) and all(paragraph.digest == EMPTY for body in shape.bodies for paragraph in body)


def _any_went(trio: Trio, origins: Origins, place: Spot) -> bool:
    """Tell whether some paragraph of a shape of the disk is in another text of the new deck."""
    old = trio.was.shapes[place]
    return any(at[:2] == old for at in origins.heir)


def _kept(trio: Trio, works: Mapping[int, Work], place: Spot) -> Dispute:
    """Return what is told of a shape that stays although the article no longer has it."""
    deeds = sorted(works[place[0]].shapes[place[1]].deeds)
    return Dispute(deeds[0], trio.on_disk(place).text, "")


def _touch(trio: Trio, works: Mapping[int, Work], new: Spot, here: int | None) -> Touch | None:
    """Return what a hand did to a shape; None where the disk has none for it, or one on another slide that it only wrote in."""
    base = trio.before.shapes.get(new)
    place = None if base is None else trio.here.shapes.get(base)
    if place is None:
        return None
    touch = works[place[0]].shapes[place[1]]
    return touch if place[0] == here or touch.deeds - TEXTUAL else None


def _is_gathered(trio: Trio, origins: Origins, new: Spot) -> bool:
    """Tell whether a shape has words of others that are on the disk, while a hand deleted the one that it was."""
    base = trio.before.shapes.get(new)
    if base is None or base in trio.here.shapes:
        return False
    ats = (At(*new, n, p) for n, body in enumerate(trio.anew(new).bodies) for p in range(len(body)))
    return any(old in origins.here and old[:2] != base for at in ats if (old := origins.was.get(at)) is not None)


def _deleted(trio: Trio, origins: Origins, new: int) -> Iterator[tuple[str, Dispute]]:
    """Yield the shapes that a hand deleted and the article changed."""
    for n, ours in enumerate(trio.new.slides[new].shapes):
        base = trio.before.shapes.get((new, n))
        if base is not None and base not in trio.here.shapes and content_of(trio.meant(base)) != content_of(ours):
            if _is_gathered(trio, origins, (new, n)):
                continue
            yield trio.meant(base).name, Dispute(Deed.DELETED_SHAPE, "", ours.text)


def _displaced(
    trio: Trio, origins: Origins, works: Mapping[int, Work], base: int | None, here: int | None
) -> Iterator[tuple[str, Dispute]]:
    """Yield the shapes that a hand placed or formatted, and whose words are now in other shapes."""
    if base is None or here is None:
        return
    for n, touch in works[here].shapes.items():
        old = trio.was.shapes[(here, n)]
        lost = touch.deeds - TEXTUAL
        if lost and old not in trio.heir.shapes and not _is_blank(trio, (here, n)) and not _stays(trio, origins, works, (here, n)):
            yield trio.meant(old).name, Dispute(min(lost), "", "", lost=True)


def _notes(trio: Trio, origins: Origins, new: int, here: int | None) -> tuple[MergedBody | None, tuple[Dispute, ...]]:
    """Return the notes of a slide, None where they stay as the disk (or else the new deck) has them."""
    base = trio.before.slides.get(new)
    if base is not None and here is not None and _lines(trio.base.meant.slides[base]) == _lines(trio.new.slides[new]):
        return None, ()
    text = merged_text(trio, origins, At(new, NOTES, 0, 0))
    if here is None and all(paragraph.disk is None for paragraph in text.body):
        return None, text.disputes
    return (text.body if text.changed else None), text.disputes


def _lines(slide: FoundSlide) -> list[str]:
    return [paragraph.digest for paragraph in slide.notes]


def _layout(trio: Trio, works: Mapping[int, Work], new: int, here: int | None) -> Side:
    """Return whose layout a slide has: the hand's where it chose one, else the article's where it is another than the disk's."""
    if here is None or Deed.LAYOUT not in works[here].deeds:
        same = here is not None and not trio.relaid and trio.disk.slides[here].layout == trio.new.slides[new].layout
        return Side.DISK if same else Side.NEW
    return Side.DISK


def _common(trio: Trio, origins: Origins, new: int) -> Iterator[tuple[At, At]]:
    """Yield the paragraphs of a new slide that are on the disk, too: where they are on either side."""
    for n, shape in enumerate(trio.new.slides[new].shapes):
        ats = (At(new, n, b, p) for b, body in enumerate(shape.bodies) for p in range(len(body)))
        pairs = ((at, origins.was.get(at)) for at in ats)
        yield from ((at, origins.here[old]) for at, old in pairs if old is not None and old in origins.here)


def _extra(trio: Trio, base: int | None, here: int | None, word: str) -> Side:
    """Return whose animation or transition a slide has: the hand's where it is another than what we wrote."""
    if base is None or here is None:
        return Side.NEW
    theirs = dict(trio.disk.slides[here].extras).get(word)
    if not (trio.disk.looks and trio.base.saved.looks):
        return Side.NEW if theirs is None else Side.DISK
    ours = (trio.base.saved, trio.base.meant)
    return Side.NEW if theirs in [dict(deck.slides[base].extras).get(word) for deck in ours] else Side.DISK


def _conflict(trio: Trio, new: int, here: int | None, shape: str, dispute: Dispute) -> Conflict:
    slide = trio.new.slides[new]
    number, title = (0, slide.title) if here is None else (here + 1, trio.disk.slides[here].title or slide.title)
    return Conflict(dispute.deed, slide.key, number, title, shape, dispute.theirs, dispute.ours, dispute.lost)
