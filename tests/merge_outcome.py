"""A merge carried out on the decks as they were read: what the file must say once it is written."""

from __future__ import annotations

from deck.merge.trio import paragraph_at
from deck.model.found import Body, FoundDeck, FoundParagraph, FoundRun, FoundShape, FoundSlide, text_digest
from deck.model.merged import Merged, MergedBody, MergedParagraph, MergedShape, MergedSlide, Side


def outcome(merged: Merged, disk: FoundDeck, new: FoundDeck) -> FoundDeck:
    """Return the deck that a merge makes; looks of woven paragraphs are those of their clothes."""
    return disk._replace(slides=tuple(_slide(slide, disk, new) for slide in merged.slides))


def _slide(slide: MergedSlide, disk: FoundDeck, new: FoundDeck) -> FoundSlide:
    theirs = None if slide.disk is None else disk.slides[slide.disk]
    ours = None if slide.new is None else new.slides[slide.new]
    first = theirs or ours
    if first is None:
        raise LookupError(slide.key)
    if slide.whole is Side.DISK and theirs is not None:
        return theirs._replace(hidden=slide.hidden)
    if slide.whole is Side.NEW and ours is not None:
        return ours._replace(hidden=slide.hidden)
    shapes = tuple(_shape(shape, disk, new) for shape in slide.shapes)
    notes = first.notes if slide.notes is None else _body(slide.notes, disk, new)
    layout = ours.layout if slide.layout is Side.NEW and ours is not None else first.layout
    extras = dict(first.extras)
    for word, side in (("animation", slide.animation), ("transition", slide.transition)):
        chosen = dict(ours.extras if side is Side.NEW and ours is not None else first.extras)
        extras = {key: value for key, value in {**extras, word: chosen.get(word, "")}.items() if value}
    return first._replace(
        key=slide.key, layout=layout, shapes=shapes, notes=notes, hidden=slide.hidden, extras=tuple(sorted(extras.items()))
    )


def _shape(shape: MergedShape, disk: FoundDeck, new: FoundDeck) -> FoundShape:
    theirs = None if shape.disk is None else disk.slides[shape.disk[0]].shapes[shape.disk[1]]
    ours = None if shape.new is None else new.slides[shape.new[0]].shapes[shape.new[1]]
    result = theirs or ours
    if result is None:
        raise LookupError(shape)
    if theirs is not None and ours is not None:
        result = theirs._replace(name=ours.name, guid=ours.guid, kind=ours.kind, idx=ours.idx)
        if shape.look is Side.NEW:
            result = ours._replace(box=theirs.box, turned=theirs.turned, image=theirs.image, crop=theirs.crop, bodies=theirs.bodies)
        result = result._replace(box=ours.box, turned=ours.turned) if shape.place is Side.NEW else result
        result = result._replace(image=ours.image) if shape.picture is Side.NEW else result
        result = result._replace(crop=ours.crop) if shape.crop is Side.NEW else result
        described = shape.alt or (Side.NEW if Side.NEW in (shape.look, shape.picture) else Side.DISK)
        result = result._replace(alt=ours.alt if described is Side.NEW else theirs.alt)
    return result if shape.bodies is None else result._replace(bodies=tuple(_body(body, disk, new) for body in shape.bodies))


def _body(body: MergedBody, disk: FoundDeck, new: FoundDeck) -> Body:
    return tuple(_paragraph(paragraph, disk, new) for paragraph in body)


def _paragraph(paragraph: MergedParagraph, disk: FoundDeck, new: FoundDeck) -> FoundParagraph:
    theirs = None if paragraph.disk is None else paragraph_at(disk, paragraph.disk)
    ours = None if paragraph.new is None else paragraph_at(new, paragraph.new)
    if theirs is None or ours is None:
        whole = theirs or ours
        if whole is None:
            raise LookupError(paragraph)
        return whole
    texts = {Side.DISK: theirs.text, Side.NEW: ours.text}
    text = "".join(texts[piece.side][piece.start : piece.end] for piece in paragraph.pieces)
    clothes = theirs.runs[0] if theirs.runs else FoundRun("")
    level = ours.level if paragraph.dressed else theirs.level
    return theirs._replace(runs=(clothes._replace(text=text),) if text else (), digest=text_digest(text), level=level)
