"""A deck that lies on the disk and what its article says now -> the deck as it shall be (docs/analysis/merge.md)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from deck.adopting import adopted
from deck.chosen import template_of
from deck.errors import OutputError, TemplateError
from deck.fit import settled
from deck.guard import Meeting, Written
from deck.known import COMPARABLE, Known, as_saved, base_of, build_in, unknown
from deck.ledger import drop_report, report_of, save_report
from deck.match import heirs, match
from deck.merge import Base, merge
from deck.merge.respaced import respaced
from deck.merge.revealed import revealed
from deck.merge.scaled import scaled as scaled_deck
from deck.model.found import FoundDeck
from deck.model.marks import Marks
from deck.model.merged import Merged, Side, Wishes
from deck.model.pairs import Pairs
from deck.model.placed import PlacedDeck
from deck.model.template import Template
from deck.ooxml import core_fields, known_as, merged_bytes, merged_proof, proof, read_found, read_properties, scaled
from deck.places import shown
from deck.telling import findings, merge_report

EMU_PER_CM = 360_000
# slides whose proportions are no further apart are of one shape
SAME_SHAPE = 0.01


class Aim(NamedTuple):
    """The deck that an article makes now: what was meant, its bytes and marks, its template, and what is asked for beside.

    `keeps`: what LibreOffice makes of a base is kept beside the deck for the next time. `relays`: a deck that is on another template goes
    over to this one.
    """

    placed: PlacedDeck
    content: bytes
    marks: Marks
    template: Template
    wishes: Wishes
    keeps: bool = True
    relays: bool = False


def meet(aim: Aim, target: Path, file: bytes | None, disk: bytes | None) -> Meeting:
    """Return what shall become of a deck that lies on the disk, where `target` is; with a `file`, that is merged into it first.

    Raises OutputError for what is no .pptx, and for a deck of a later version of the program.
    """
    if file is not None:
        base = base_of(target, file, read_found(file))
        if base is None:
            return Meeting(None, why=unknown(target, build_in(file)))
        return _merged(aim, target, file, base) if disk is None else _adopted(aim, target, file, disk, base)
    if disk is None:
        nothing = FoundDeck(())
        made = merge(Base(nothing, nothing), nothing, read_found(aim.content), Pairs({}, {}), Pairs({}, {}))
        return Meeting(aim.content, lambda written: proof(written, aim.placed), merged=made)
    return _merged(aim, target, disk)


def keep_report(written: Written, target: Path, title: str) -> str:
    """Keep what was merged, in words, for a person to look up, and return where; "" where there is nothing new to tell.

    Where the article changed nothing the last report stays: it may have texts of the article that are nowhere else. One about a deck that
    was made anew goes.
    """
    merged = written.merged
    if merged is None:
        if written.path == target:
            drop_report(target)
        return ""
    again = not (merged.relaid or merged.changes or merged.conflicts or merged.replaced) and report_of(target).exists()
    text = "" if again else merge_report(merged, title)
    return shown(save_report(target, text), Path.cwd()) if text else ""


def _adopted(aim: Aim, target: Path, file: bytes, disk: bytes, base: Known) -> Meeting:
    """Return a file that came back, with what hands did since to the deck that it was a copy of, merged with the article."""
    try:
        adoption = adopted(target, file, disk, base, keeps=aim.keeps)
    except OutputError as error:
        raise OutputError(f"{target.name}, with which it would be merged: {error.message}") from error
    meeting = _merged(aim, target, adoption.content, adoption.base)
    if meeting.merged is None:
        return meeting
    merged = adoption.told(meeting.merged)
    return meeting._replace(merged=merged, findings=tuple(dict.fromkeys((*findings(merged), *meeting.findings))))


def _merged(aim: Aim, target: Path, disk: bytes, base: Known | None = None) -> Meeting:
    """Return a deck merged with what its article says now; `base` is what was built when it was, where that is known already."""
    found = read_found(disk)
    if not found.slides:
        return Meeting(None, why="it has no slides")
    base = base or base_of(target, disk, found)
    if base is None:
        return Meeting(None, why=unknown(target, build_in(disk)))
    new = known_as(read_found(aim.content), aim.placed)
    wishes = aim.wishes._replace(relaid=_goes_over(aim, target, disk, base, new))
    if wishes.relaid:
        _refuse_another_shape(found, new)
    elif (found.width, found.height) != (new.width, new.height):
        return Meeting(None, why=f"its slides are {_size(found)}, and the template's {_size(new)}; set their size back")
    if base.content is None:
        base = base._replace(meant=revealed(base.meant, found, new))
    was = match(found, base.meant)
    saved, share = as_saved(target, base, found, was, keeps=aim.keeps)
    found = found._replace(looks=share >= COMPARABLE)
    as_washed = saved is not base.meant and (saved.program, saved.designs) == (found.program, found.designs)
    both = Base(base.meant, saved)
    if wishes.relaid and found.width != new.width:
        factor = new.width / found.width
        disk, found, both = scaled(disk, factor), scaled_deck(found, factor), Base(*(scaled_deck(deck, factor) for deck in both))
    meant = respaced(both.meant, new) if wishes.relaid else both.meant
    merged = merge(Base(meant, both.saved), found, new, was, heirs(meant, new), wishes)
    if _idle(merged, found) and base.build == aim.marks.build:
        return Meeting(disk, merged=merged)
    if as_washed and found.looks and not merged.edits and not aim.wishes.frozen:
        # nothing in it is a hand's: better as we write it than as another program rewrote it
        return Meeting(aim.content, lambda written: proof(written, aim.placed), merged=merged)
    merged = merged._replace(serving={layout.role: layout.name for layout in aim.template.layouts if layout.role})
    merged, told = settled(merged, found, new, aim.template)
    content = merged_bytes(disk, aim.content, merged, aim.marks, _properties(base, aim, disk))
    told = (*findings(merged), *told)
    return Meeting(content, lambda written: merged_proof(written, disk, aim.content, merged), told, merged)


def _goes_over(aim: Aim, target: Path, disk: bytes, base: Known, new: FoundDeck) -> bool:
    """Tell whether a deck goes over to another template than it was made on; of an old deck its masters tell which that was."""
    marks = template_of(target, disk)
    other = bool(base.meant.designs) and base.meant.designs != new.designs if marks is None else marks.template != aim.marks.template
    return aim.relays and other


def _refuse_another_shape(found: FoundDeck, new: FoundDeck) -> None:
    """Raise a TemplateError where slides of one shape would have to go over to a template of another."""
    shapes = [deck.width / max(1, deck.height) for deck in (found, new)]
    if abs(shapes[0] / shapes[1] - 1) > SAME_SHAPE:
        message = f"the deck is {_shape(found)} and the template {_shape(new)}"
        raise TemplateError(f"{message}; build with `--fresh` to make it anew (a copy of the deck on disk is kept)")


def _shape(deck: FoundDeck) -> str:
    """Return the shape of a deck's slides: "16:9"."""
    shape = Fraction(deck.width, max(1, deck.height)).limit_denominator(16)
    return f"{shape.numerator}:{shape.denominator}"


def _size(deck: FoundDeck) -> str:
    """Return the size of a deck's slides in centimetres."""
    width, height = (f"{round(side / EMU_PER_CM, 2):g}" for side in (deck.width, deck.height))
    return f"{width} x {height} cm"


def _idle(merged: Merged, found: FoundDeck) -> bool:
    """Tell whether a merge leaves the disk as it is."""
    return [slide.disk for slide in merged.slides] == list(range(len(found.slides))) and all(
        slide.whole is Side.DISK and slide.hidden == found.slides[slide.disk or 0].hidden for slide in merged.slides
    )


def _properties(base: Known, aim: Aim, disk: bytes) -> Mapping[str, str]:
    """Return the core properties that the article changed and no hand did."""
    if base.placed is None:
        return {}
    was, theirs = core_fields(base.placed), read_properties(disk).core
    return {name: value for name, value in core_fields(aim.placed).items() if value != was[name] and theirs.get(name, "") == was[name]}
