"""What a deck shall be after a merge: for every slide, shape and paragraph which side it comes from; and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

NOTES = -1


class Side(StrEnum):
    """The deck on disk, or the one that the article makes now."""

    DISK = "disk"
    NEW = "new"


class At(NamedTuple):
    """Where a paragraph is in its deck: the places (from 0) of slide, shape, body and paragraph; `shape` is NOTES for the notes."""

    slide: int
    shape: int
    body: int
    paragraph: int


class Piece(NamedTuple):
    """Characters `start` to `end` of a paragraph of one side."""

    side: Side
    start: int
    end: int


class MergedParagraph(NamedTuple):
    """A paragraph of the result.

    Of one side alone it is that side's as a whole (`disk` or `new` is None, `pieces` empty). With both, its words are `pieces`: those of
    the disk keep their formatting, those of the new one wear that of their left neighbour (of the right one at the start). `dressed`: its
    own properties (level, spacing, margins) and the size of its characters are the new one's, for no hand set them. `size` (points)
    overrides all sizes of its characters, None leaves them. `sized`: a hand set its size, which stays whether or not the text fits.
    `plain`: its characters lose their colour, which a program wrote out and no hand chose, for they go to where another one is right.
    """

    disk: At | None = None
    new: At | None = None
    pieces: tuple[Piece, ...] = ()
    dressed: bool = False
    size: float | None = None
    sized: bool = False
    plain: bool = False


MergedBody = tuple[MergedParagraph, ...]


class MergedShape(NamedTuple):
    """A shape of the result; `disk` and `new` are its places (slide, shape) on either side, None where that side has none.

    `disk` alone: it stays as it is. `new` alone: it is the new one's, with `bodies` in place of its texts where they are given. Both: it is
    the disk's, on the placeholder of the new one (`kind`, `idx`), with the new one's `place`, `picture` (and crop), `look` (all but texts,
    place and picture) where these say so, and `bodies`, where given. `bodies` None: the texts stay as the first of disk and new has them.
    `alt` None: the alternative text comes with `look` or `picture`.
    """

    disk: tuple[int, int] | None = None
    new: tuple[int, int] | None = None
    place: Side = Side.DISK
    picture: Side = Side.DISK
    crop: Side = Side.DISK
    look: Side = Side.DISK
    bodies: tuple[MergedBody, ...] | None = None
    alt: Side | None = None


class MergedSlide(NamedTuple):
    """A slide of the result; `disk` and `new` are its places (from 0) on either side, None where that side has none.

    `key` is "" for a slide that is not ours. `whole`: its side's, as it is, whatever `shapes` and `notes` say: NEW replaces a slide that no
    hand touched. `layout` and `hidden` are resolved already; `notes` None: as the first of disk and new has them. `animation` and
    `transition` tell whose these are on a slide that is put together; `lines` are its paragraphs in the new deck that the disk has, too:
    where they are in the new one, and on the disk.
    """

    key: str
    disk: int | None = None
    new: int | None = None
    whole: Side | None = None
    shapes: tuple[MergedShape, ...] = ()
    notes: MergedBody | None = None
    layout: Side = Side.DISK
    hidden: bool = False
    animation: Side = Side.DISK
    transition: Side = Side.DISK
    lines: tuple[tuple[At, At], ...] = ()


class Deed(StrEnum):
    """What somebody did to a deck by hand."""

    MOVED = "moved"
    RESIZED = "resized"
    RESTYLED = "restyled"
    REWORDED = "reworded"
    ADDED_TEXT = "added text"
    DELETED_TEXT = "deleted text"
    REORDERED_TEXT = "reordered text"
    ADDED_SHAPE = "added shape"
    DELETED_SHAPE = "deleted shape"
    REDRAWN = "redrawn"  # order of drawing, or what is inside a chart, a group, a drawing
    PICTURE = "replaced picture"
    CROPPED = "cropped picture"
    DESCRIBED = "described"  # alternative text
    NOTES = "edited notes"
    ADDED_SLIDE = "added slide"
    DELETED_SLIDE = "deleted slide"
    DUPLICATED = "duplicated slide"
    REORDERED = "moved slide"
    HID = "hid slide"
    SHOWED = "showed slide"
    LAYOUT = "changed layout"
    EXTRA = "added to slide"  # animation, transition, comment, background ...
    DESIGN = "changed design"  # master, theme, slide size


class Fate(StrEnum):
    """What the article does to a slide."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    MOVED = "moved"
    KEPT = "kept"  # gone from the article, but touched by hand


class HandEdit(NamedTuple):
    """One thing done by hand: on which slide (its key, its number on disk from 1, 0 for one that is gone; its title), to which shape.

    `was` is what the article had, `now` what the hand made of it, where they are words; `what` names an extra, or by its title the slide
    that an added one follows.
    """

    deed: Deed
    slide: str
    number: int
    title: str
    shape: str = ""
    was: str = ""
    now: str = ""
    what: str = ""


class Conflict(NamedTuple):
    """What hand and article both changed: `theirs` stays, `ours` is only told. `deed` is what the hand did; `lost`: it could not stay."""

    deed: Deed
    slide: str
    number: int
    title: str
    shape: str = ""
    theirs: str = ""
    ours: str = ""
    lost: bool = False


class Change(NamedTuple):
    """What the article does to a slide; `number` is its place in the result from 1, 0 for one that is removed."""

    fate: Fate
    slide: str
    number: int
    title: str


class Merged(NamedTuple):
    """The result of a merge, slide by slide, and what is told of it.

    `replaced` are edits of the deck that lay there, in place of which a file that came back has something else. `relaid`: the deck
    goes over to the masters of the new one, every slide of it; `serving` gives for the name of a layout of ours that of the one which
    serves as it there.
    """

    slides: tuple[MergedSlide, ...]
    edits: tuple[HandEdit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()
    replaced: tuple[HandEdit, ...] = ()
    relaid: bool = False
    serving: Mapping[str, str] = MappingProxyType({})


class Wishes(NamedTuple):
    """What a merge is asked for beside its decks, by keys: slides to leave alone, deleted ones to bring back, and those that the article
    has still but that its slot has no room for (hidden where a hand touched them). `relaid`: all of it goes over to another template.
    """

    frozen: frozenset[str] = frozenset()
    restored: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()
    relaid: bool = False
