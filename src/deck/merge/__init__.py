"""Base, disk and new -> the deck as it shall be: hand edits stay, and what the article changed arrives (docs/analysis/merge.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from deck.merge.deeds import Work, work_on
from deck.merge.origins import Origins, origins
from deck.merge.sequence import displaced, woven
from deck.merge.slides import Told, removed, unchanged, updated
from deck.merge.trio import Base, Trio, content_of, family, trio
from deck.model.found import FoundDeck, FoundSlide
from deck.model.merged import Change, Conflict, Deed, Fate, HandEdit, Merged, MergedShape, MergedSlide, Side, Wishes
from deck.model.pairs import Pairs

__all__ = ["Base", "merge"]

NO_WISHES = Wishes()
# a slide of the base wherever it is, or one that a side added
Token: TypeAlias = tuple[str, int]


def merge(base: Base, disk: FoundDeck, new: FoundDeck, was: Pairs, heir: Pairs, wishes: Wishes = NO_WISHES) -> Merged:
    """Return the disk with what changed between base and new, and what is to be told of it.

    `was` pairs slides and shapes of the disk with those of the base, `heir` those of the base with the new ones.
    """
    decks = trio(base, disk, new, was, heir, relaid=wishes.relaid)
    works = {place: work_on(decks, place) for place in sorted(was.slides)}
    became = origins(decks, works)
    order = woven(_of_base(decks), _of_disk(decks), _of_new(decks, wishes), _gone(decks))
    told = [_told(decks, became, works, token, wishes) for token in order.order]
    slides = tuple(found.slide for found in told if found.slide is not None)
    conflicts = tuple(conflict for found in told for conflict in found.conflicts)
    disputed = _disputed(decks, wishes, contested=order.contested)
    edits, changes = tuple(_edits(decks, works, wishes)), tuple(_changes(decks, slides))
    return Merged(slides, edits, (*conflicts, *disputed), changes, relaid=wishes.relaid)


def _of_base(decks: Trio) -> list[Token]:
    return [("base", n) for n in range(len(decks.base.meant.slides))]


def _of_disk(decks: Trio) -> list[Token]:
    return [("base", decks.was.slides[n]) if n in decks.was.slides else ("disk", n) for n in range(len(decks.disk.slides))]


def _of_new(decks: Trio, wishes: Wishes) -> list[Token]:
    """Return the slides of the new deck; one that a hand deleted and that is to come back counts as new.

    What goes on from a slide that is left alone does not become another slide.
    """
    tokens: list[Token] = []
    alone = {family(decks.base.meant.slides[n].key) for n in decks.here.slides}
    for n, slide in enumerate(decks.new.slides):
        base = decks.before.slides.get(n)
        if base is None and _named(slide.key, wishes.frozen) and family(slide.key) in alone:
            continue
        tokens.append(("new", n) if base is None or _comes_back(decks, base, wishes) else ("base", base))
    return tokens


def _was_kept(decks: Trio, n: int) -> bool:
    """Tell whether a slide of the disk that the base has not is one of ours that an earlier merge kept, though its section was gone."""
    key = decks.disk.slides[n].key
    if not key or n in decks.was.copies:
        return False
    return all(slide.key != key for deck in (decks.base.meant, decks.new) for slide in deck.slides)


def _comes_back(decks: Trio, base: int, wishes: Wishes) -> bool:
    """Tell whether a hand deleted a slide of the base that is asked for again."""
    new = decks.heir.slides.get(base)
    return base not in decks.here.slides and new is not None and _named(decks.new.slides[new].key, wishes.restored)


def _named(key: str, keys: frozenset[str]) -> bool:
    """Tell whether a slide, or the one that it goes on from, is among those of a wish."""
    return key in keys or family(key) in keys


def _gone(decks: Trio) -> set[Token]:
    """Return the slides of ours that the article no longer has; whether they stay is judged one by one."""
    return {("base", base) for base in decks.here.slides if base not in decks.heir.slides}


def _told(decks: Trio, became: Origins, works: Mapping[int, Work], token: Token, wishes: Wishes) -> Told:
    """Return one slide of the result."""
    side, n = token
    if side == "disk":
        key = decks.disk.slides[n].key if _was_kept(decks, n) else ""
        return Told(MergedSlide(key, n, None, Side.DISK, hidden=decks.disk.slides[n].hidden))
    if side == "new":
        return updated(decks, became, works, n)
    here, key, new = decks.here.slides[n], decks.base.meant.slides[n].key, decks.heir.slides.get(n)
    if _named(key, wishes.frozen):
        return Told(MergedSlide(key, here, new, Side.DISK, hidden=decks.disk.slides[here].hidden))
    if new is None:
        return removed(decks, became, works[here], here, folded=_named(key, wishes.folded))
    return updated(decks, became, works, new)


def _edits(decks: Trio, works: Mapping[int, Work], wishes: Wishes) -> Iterator[HandEdit]:
    """Yield what hands did, slide by slide in the order of the disk, then the slides that they deleted, and that the article has still.

    Of one that is left alone for good nothing is told: what the article said meanwhile never came to it, and looks like a hand's doing.
    """
    if _is_redesigned(decks) and not decks.relaid:
        yield HandEdit(Deed.DESIGN, "", 0, "")
    places = [decks.was.slides[n] for n in sorted(decks.was.slides)]
    shifted = set(displaced(sorted(places), places))
    for n, slide in enumerate(decks.disk.slides):
        if n in works:
            yield from () if _named(_key(decks, n), wishes.frozen) else works[n].edits
            if decks.was.slides[n] in shifted:
                yield _edit(Deed.REORDERED, _key(decks, n), n, slide)
        elif _was_kept(decks, n):
            continue
        elif n in decks.was.copies:
            yield _edit(Deed.DUPLICATED, decks.base.meant.slides[decks.was.copies[n]].key, n, slide)
        else:
            yield _edit(Deed.ADDED_SLIDE, "", n, slide)._replace(what=decks.disk.slides[n - 1].title if n else "")
    for base, slide in enumerate(decks.base.meant.slides):
        still = base in decks.heir.slides or _named(slide.key, wishes.folded)
        if base not in decks.here.slides and still and not _comes_back(decks, base, wishes):
            yield HandEdit(Deed.DELETED_SLIDE, slide.key, 0, slide.title)


def _is_redesigned(decks: Trio) -> bool:
    """Tell whether a hand changed masters, layouts or themes; where there are others, a program or an earlier merge brought them."""
    saved, disk = decks.base.saved, decks.disk
    return disk.looks and saved.looks and saved.layouts == disk.layouts and bool(saved.designs) and saved.designs != disk.designs


def _edit(deed: Deed, key: str, n: int, slide: FoundSlide) -> HandEdit:
    return HandEdit(deed, key, n + 1, slide.title)


def _key(decks: Trio, n: int) -> str:
    return decks.base.meant.slides[decks.was.slides[n]].key


def _disputed(decks: Trio, wishes: Wishes, *, contested: bool) -> Iterator[Conflict]:
    """Yield what both sides did to the deck's slides as a whole."""
    if contested:
        yield Conflict(Deed.REORDERED, "", 0, "")
    if decks.relaid and _is_redesigned(decks):
        yield Conflict(Deed.DESIGN, "", 0, "", lost=True)
    for base, new in decks.heir.slides.items():
        ours, meant = decks.new.slides[new], decks.base.meant.slides[base]
        if base not in decks.here.slides and not _comes_back(decks, base, wishes) and _differs(decks, meant, ours):
            yield Conflict(Deed.DELETED_SLIDE, ours.key, 0, ours.title)


def _differs(decks: Trio, meant: FoundSlide, ours: FoundSlide) -> bool:
    return not _says_the_same(meant, ours) if decks.relaid else _content(meant) != _content(ours)


def _says_the_same(meant: FoundSlide, ours: FoundSlide) -> bool:
    """Tell whether the article says the same on two slides on templates of which one may have places that the other has not."""
    one, other = ({shape.name: content_of(shape) for shape in slide.shapes} for slide in (meant, ours))
    said = [[paragraph.digest for paragraph in slide.notes if not paragraph.derived] for slide in (meant, ours)]
    return said[0] == said[1] and all(one[name] == other[name] for name in one.keys() & other.keys())


def _content(slide: FoundSlide) -> tuple[object, ...]:
    return [content_of(shape) for shape in slide.shapes], [paragraph.digest for paragraph in slide.notes if not paragraph.derived]


def _changes(decks: Trio, slides: Sequence[MergedSlide]) -> Iterator[Change]:
    """Yield what the article does to the slides of the disk."""
    before = [slide.disk for slide in slides if slide.disk is not None]
    shifted = set(displaced(sorted(before), before))
    for number, slide in enumerate(slides, 1):
        if slide.disk is None and slide.new is not None:
            yield Change(Fate.ADDED, slide.key, number, decks.new.slides[slide.new].title)
        elif slide.disk is not None:
            yield from _changed(decks, slide, slide.disk, number, moved=slide.disk in shifted)
    staying = set(before)
    for n, theirs in enumerate(decks.disk.slides):
        if n not in staying:
            yield Change(Fate.REMOVED, _key(decks, n), 0, theirs.title)


def _changed(decks: Trio, slide: MergedSlide, place: int, number: int, *, moved: bool) -> Iterator[Change]:
    """Yield what the article does to one slide that the disk has at a place."""
    theirs = decks.disk.slides[place]
    title = theirs.title if slide.new is None else decks.new.slides[slide.new].title
    if slide.key and slide.new is None and place in decks.was.slides:
        yield Change(Fate.KEPT, slide.key, number, title)
    elif slide.hidden != theirs.hidden or not (_stays(slide, theirs) or _only_derived(decks, slide)):
        yield Change(Fate.UPDATED, slide.key, number, title)
    if moved:
        yield Change(Fate.MOVED, slide.key, number, title)


def _stays(slide: MergedSlide, theirs: FoundSlide) -> bool:
    """Tell whether a slide is as the disk has it, whatever the article wanted of it."""
    if slide.whole is not None:
        return slide.whole is Side.DISK
    same = slide.notes is None and slide.layout is Side.DISK and len(slide.shapes) == len(theirs.shapes)
    return same and all(shape == MergedShape((slide.disk or 0, n), shape.new) for n, shape in enumerate(slide.shapes))


def _only_derived(decks: Trio, slide: MergedSlide) -> bool:
    """Tell whether nothing but lines that are made anew at every build changes on a slide."""
    base = None if slide.disk is None else decks.was.slides.get(slide.disk)
    if base is None or slide.new is None:
        return False
    meant, ours = decks.base.meant.slides[base], decks.new.slides[slide.new]
    if decks.relaid:
        # that it stands elsewhere and looks otherwise is said once of the whole deck
        return _says_the_same(meant, ours)
    return unchanged(_spoken(meant), _spoken(ours))


def _spoken(slide: FoundSlide) -> FoundSlide:
    return slide._replace(notes=tuple(paragraph for paragraph in slide.notes if not paragraph.derived))
