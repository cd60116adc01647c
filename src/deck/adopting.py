"""A copy that came back and the deck that lies here -> one deck, with what hands did to either (docs/analysis/merge.md)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from deck.errors import OutputError, UsageError
from deck.known import COMPARABLE, Known, as_saved, base_of, build_in
from deck.ledger import all_bases, bases_of
from deck.match import match, twins
from deck.merge import Base, merge
from deck.merge.common import Copies, common
from deck.merge.replaced import extras_left, of_article, replaced
from deck.merge.revealed import revealed
from deck.model.found import FoundDeck
from deck.model.marks import Marks
from deck.model.merged import HandEdit, Merged
from deck.model.pairs import Pairs
from deck.ooxml import merged_bytes, read_found, read_seal


def came_back(file: Path, target: Path, source: str) -> bytes:
    """Return a file that came back. Raises OutputError where it cannot be the deck, UsageError where it is that already."""
    try:
        content = file.read_bytes()
        here = target.exists() and file.samefile(target)
    except OSError as error:
        raise OutputError(f"{file}: cannot be read: {error.strerror or error}; name the deck that came back") from error
    if here:
        raise UsageError(f"{file} is the deck itself; `deck build` keeps what you did to it")
    try:
        read_found(content)
        marks = read_seal(content).marks
    except OutputError as error:
        raise OutputError(f"{file}: {error.message}; nothing was changed") from error
    if marks and marks.source != source:
        raise OutputError(f"{file} was made from {marks.source}, not from {source}; name the article that it was made from")
    build = build_in(content)
    if marks is None and build in all_bases(target) and build not in bases_of(target):
        raise OutputError(f"{file} is a copy of another deck; name the article that it was made from")
    return content


class Adoption(NamedTuple):
    """A file that came back and the deck that lay here made one; `base` is what was built when that, or the file alone, was.

    `merged` is how, None where only one of them is needed; `edits` are those of the deck here, `left` what else was on its slides.
    `looks`: formatting could be compared; `one_program` saved both.
    """

    content: bytes
    base: Known
    merged: Merged | None = None
    edits: tuple[HandEdit, ...] = ()
    left: tuple[HandEdit, ...] = ()
    looks: bool = True
    one_program: bool = True

    def told(self, result: Merged) -> Merged:
        """Return a merge of it with an article, with what is to be told of the adoption, too."""
        if self.merged is None:
            return result
        gone = replaced(self.edits, self.merged, result, looks=self.looks, one_program=self.one_program)
        conflicts = of_article(self.edits, self.merged, result)
        return result._replace(conflicts=(*conflicts, *result.conflicts), replaced=(*gone, *self.left))


def adopted(target: Path, file: bytes, disk: bytes, base: Known, *, keeps: bool) -> Adoption:
    """Return a file that came back with what hands did since to the deck that it was a copy of; that deck, where the file has no more.

    `base` is what was built when the file was; `keeps` as in `as_saved`. Raises OutputError where that deck cannot be read.
    """
    found, here = read_found(file), read_found(disk)
    seal = read_seal(disk)
    if file == disk or (seal.unbroken and not seal.merged):
        return Adoption(file, base)
    last = base_of(target, disk, here)
    if last is None:
        return Adoption(file, base)
    if base.content is None:
        base = base._replace(meant=revealed(base.meant, found, here))
    done, here = _work_of(target, last, here, keeps=keeps)
    was, now = match(found, base.meant), match(here, base.meant)
    saved, share = as_saved(target, base, found, was, keeps=keeps)
    found = found._replace(looks=share >= COMPARABLE)
    copies = Copies(found, here, was, now, twins(found, here, was, now))
    both = common(Base(as_saved(target, base, here, now, keeps=keeps)[0], saved), copies)
    merged = merge(both.base, found, here, both.was, both.heir)
    if not merged.edits:
        return Adoption(disk, last)
    content = merged_bytes(file, disk, merged, (seal.marks or Marks("", "", ""))._replace(build=last.build))
    return Adoption(content, last, merged, done, tuple(extras_left(merged, both, copies)), found.looks and here.looks, copies.looks)


def _work_of(target: Path, base: Known, found: FoundDeck, *, keeps: bool) -> tuple[tuple[HandEdit, ...], FoundDeck]:
    """Return what hands did to a deck, and the deck with the keys and derived notes that its base tells."""
    was = match(found, base.meant)
    saved, share = as_saved(target, base, found, was, keeps=keeps)
    found = found._replace(looks=share >= COMPARABLE)
    itself = Pairs(
        {n: n for n in range(len(base.meant.slides))},
        {(n, s): (n, s) for n, slide in enumerate(base.meant.slides) for s in range(len(slide.shapes))},
    )
    slides = [slide._replace(key="") for slide in found.slides]
    for n, i in was.slides.items():
        meant = base.meant.slides[i]
        derived = {paragraph.digest for paragraph in meant.notes if paragraph.derived}
        notes = tuple(paragraph._replace(derived=paragraph.digest in derived) for paragraph in slides[n].notes)
        slides[n] = slides[n]._replace(key=meant.key, notes=notes)
    return merge(Base(base.meant, saved), found, base.meant, was, itself).edits, found._replace(slides=tuple(slides))
