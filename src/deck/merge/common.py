"""The base of two copies of a deck that hands worked on before they parted: what we wrote, with all that both have alike.

A copy that comes back may have been made of a deck with hand edits in it. What both have then is an edit of neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from deck.merge.deeds import CROP_ROUNDING, moved, own_notes, resized
from deck.merge.dress import FIELDS
from deck.merge.lines import aligned
from deck.merge.sequence import extended
from deck.merge.trio import Base, turned
from deck.model.found import Body, FoundDeck, FoundParagraph, FoundShape, FoundSlide
from deck.model.pairs import Pairs, Spot

# a thing of the base, one that both copies have besides ("twin"), or one that the deck here has alone; the latter by their place here
Token: TypeAlias = tuple[str, int]


class Common(NamedTuple):
    """The base of two copies: `was` leads from the file to it, `heir` from it to the deck here."""

    base: Base
    was: Pairs
    heir: Pairs


class Copies(NamedTuple):
    """A file that came back and the deck here, and who is who.

    `was` pairs the file with what we wrote, `now` the deck here; `twins` pairs file and deck in what that has not.
    """

    file: FoundDeck
    here: FoundDeck
    was: Pairs
    now: Pairs
    twins: Pairs

    @property
    def looks(self) -> bool:
        """Tell whether the formatting of what both have besides can be compared: one program saved both."""
        return self.file.program == self.here.program


class _Made(NamedTuple):
    """A slide of the common base as it is `meant` and `saved`; its place in the file and here, and its shapes', None where it has none."""

    meant: FoundSlide
    saved: FoundSlide
    file: int | None
    here: int | None
    shapes: tuple[tuple[Spot | None, Spot | None], ...]


def common(base: Base, copies: Copies) -> Common:
    """Return the base that a file and the deck here have in common.

    `base` is what we wrote: `meant` as the program that saved the deck here would have saved it, `saved` as that of the file would have.
    What neither has is left out. Where both copies added a thing and differ in it, it counts as the deck's here: nobody knows what it was
    before, and the file stays.
    """
    made = _made(base, copies)
    designs = copies.file.designs if copies.file.designs == copies.here.designs else base.saved.designs
    meant = base.meant._replace(slides=tuple(slide.meant for slide in made))
    saved = base.saved._replace(slides=tuple(slide.saved for slide in made), designs=designs)
    origin = {slide.file: n for n, slide in enumerate(made) if slide.file is not None}
    spots = [((n, s), spot) for n, slide in enumerate(made) for s, spot in enumerate(slide.shapes)]
    became = {copies.was.slides[n]: place for n, place in origin.items() if n in copies.was.slides}
    was = Pairs(
        dict(sorted(origin.items())),
        {file: spot for spot, (file, _) in spots if file is not None},
        {n: became[of] for n, of in copies.was.copies.items() if n not in origin and of in became},
    )
    heir = Pairs(
        {n: slide.here for n, slide in enumerate(made) if slide.here is not None},
        {spot: here for spot, (_, here) in spots if here is not None},
    )
    return Common(Base(meant, saved), was, heir)


def _made(base: Base, copies: Copies) -> list[_Made]:
    """Return the slides of the common base, in order."""
    back, there, twin = turned(copies.was), turned(copies.now), turned(copies.twins)
    of_here = [_token(copies.now.slides.get(n), n in twin.slides, n) for n in range(len(copies.here.slides))]
    made = []
    of_file = [
        _token(copies.was.slides.get(n), n in copies.twins.slides, copies.twins.slides.get(n, -1)) for n in range(len(copies.file.slides))
    ]
    for side, n in _order(len(base.meant.slides), of_here, of_file):
        if side == "base":
            meant, saved, file, here = base.meant.slides[n], base.saved.slides[n], back.slides.get(n), there.slides.get(n)
            if file is None and here is None:
                continue
            spots = [(back.shapes.get((n, s)), there.shapes.get((n, s))) for s in range(len(meant.shapes))]
        else:
            meant = saved = copies.here.slides[n]
            file, here = twin.slides[n], n
            spots = [(twin.shapes.get((n, s)), (n, s)) for s in range(len(meant.shapes))]
        made.append(_slide(_Made(meant, saved, file, here, tuple(spots)), copies, turned_twins=twin, added=side == "base"))
    return made


def _slide(made: _Made, copies: Copies, *, turned_twins: Pairs, added: bool) -> _Made:
    """Return a slide with what both copies have alike; `added`: with the shapes that both have besides, too."""
    if made.file is None or made.here is None:
        return made
    file, here = copies.file.slides[made.file], copies.here.slides[made.here]
    known = {spot[1]: n for n, (_, spot) in enumerate(made.shapes) if spot is not None}
    besides = {s for s in range(len(here.shapes)) if added and (made.here, s) in turned_twins.shapes and s not in known}
    known_there = {spot[1]: n for n, (spot, _) in enumerate(made.shapes) if spot is not None}
    twin_of = {turned_twins.shapes[made.here, s][1]: s for s in besides}
    order = _order(
        len(made.shapes),
        [_token(known.get(s), s in besides, s) for s in range(len(here.shapes))],
        [_token(known_there.get(s), s in twin_of, twin_of.get(s, -1)) for s in range(len(file.shapes))],
    )
    meant: list[FoundShape] = []
    saved: list[FoundShape] = []
    spots: list[tuple[Spot | None, Spot | None]] = []
    for side, n in order:
        if side == "base":
            one, other, spot = made.meant.shapes[n], made.saved.shapes[n], made.shapes[n]
            if spot == (None, None):
                continue
        else:
            one = other = here.shapes[n]
            spot = (turned_twins.shapes[made.here, n], (made.here, n))
        if spot[0] is not None and spot[1] is not None:
            theirs, ours = file.shapes[spot[0][1]], here.shapes[spot[1][1]]
            if other is ours and not copies.looks:
                other = _dressed(ours, theirs)
            one, other = _shape(one, other, theirs, ours, looks=copies.looks)
        meant.append(one)
        saved.append(other)
        spots.append(spot)
    notes = _notes(made.meant.notes, made.saved.notes, file.notes, here.notes)
    before = made.meant._replace(shapes=tuple(meant), notes=notes[0], extras=_extras(made.meant, file, here))
    after = made.saved._replace(shapes=tuple(saved), notes=notes[1], extras=_extras(made.saved, file, here))
    if file.hidden == here.hidden:
        before, after = before._replace(hidden=here.hidden), after._replace(hidden=file.hidden)
    if file.layout == here.layout:
        before, after = before._replace(layout=here.layout), after._replace(layout=file.layout)
    return made._replace(meant=before, saved=after, shapes=tuple(spots))


def _shape(meant: FoundShape, saved: FoundShape, file: FoundShape, here: FoundShape, *, looks: bool) -> tuple[FoundShape, FoundShape]:
    """Return a shape with the values that file and deck have alike: each in the words of the one that it is compared with."""
    alike = [name for name in FIELDS if _same(name, file, here)]
    meant = meant._replace(**{name: getattr(here, name) for name in alike})
    saved = saved._replace(**{name: getattr(file, name) for name in alike})
    grids = {(len(shape.bodies), shape.columns) for shape in (file, here)}
    if grids == {(len(meant.bodies), meant.columns)}:
        bodies = [_body(*four, looks=looks) for four in zip(meant.bodies, saved.bodies, file.bodies, here.bodies, strict=True)]
        return meant._replace(bodies=tuple(one for one, _ in bodies)), saved._replace(bodies=tuple(other for _, other in bodies))
    if len(grids) == 1 and _words(file) == _words(here):
        return (
            meant._replace(bodies=here.bodies, columns=here.columns),
            saved._replace(bodies=file.bodies, columns=file.columns),
        )
    return meant, saved


def _dressed(here: FoundShape, file: FoundShape) -> FoundShape:
    """Return an added shape in the formatting that another program gave it when it saved the file."""
    bodies = [
        tuple(_in_look_of(one[pairs[n]], ours) if n in pairs else ours for n, ours in enumerate(other))
        for one, other, pairs in (
            (one, other, aligned(other, one, alone=True)) for one, other in zip(file.bodies, here.bodies, strict=False)
        )
    ]
    return here._replace(look=file.look, bodies=(*bodies, *here.bodies[len(bodies) :]))


def _in_look_of(one: FoundParagraph, other: FoundParagraph) -> FoundParagraph:
    return other._replace(look=one.look, style=one.style, level=one.level)


def _same(name: str, file: FoundShape, here: FoundShape) -> bool:
    if name == "box":
        return not moved(file.box, here.box) and not resized(file.box, here.box)
    if name == "crop":
        return all(abs(a - b) <= CROP_ROUNDING for a, b in zip(file.crop, here.crop, strict=True))
    return bool(getattr(file, name) == getattr(here, name))


def _words(shape: FoundShape) -> list[list[str]]:
    return [[paragraph.digest for paragraph in body] for body in shape.bodies]


def _body(meant: Body, saved: Body, file: Body, here: Body, *, looks: bool) -> tuple[Body, Body]:
    """Return a text with the paragraphs that file and deck have alike."""
    of_file, of_here = _Said(file, range(len(file)), saved, range(len(saved))), _Said(here, range(len(here)), meant, range(len(meant)))
    return _text(meant, saved, of_file, of_here, looks=looks)


def _notes(meant: Body, saved: Body, file: Body, here: Body) -> tuple[Body, Body]:
    """Return notes with the paragraphs that file and deck have alike; those made anew at every build stay as they are."""
    own = [n for n, paragraph in enumerate(meant) if not paragraph.derived]
    right = [n for n, paragraph in enumerate(here) if not paragraph.derived]
    return _text(meant, saved, _Said(file, own_notes(file, saved), saved, own), _Said(here, right, meant, own))


class _Said(NamedTuple):
    """A text of one copy and its base, and the places of what is compared of either."""

    text: Body
    own: Sequence[int]
    base: Body
    of_base: Sequence[int]

    def was(self) -> dict[int, int]:
        """Return which paragraph of the base each one of the copy is."""
        one, other = tuple(self.text[n] for n in self.own), tuple(self.base[n] for n in self.of_base)
        return {self.own[a]: self.of_base[b] for a, b in aligned(one, other, alone=True).items()}


def _text(meant: Body, saved: Body, file: _Said, here: _Said, *, looks: bool = True) -> tuple[Body, Body]:
    """Return a text of the base as it is meant and saved, with what both copies have alike."""
    was, now = file.was(), here.was()
    back, there = {b: a for a, b in was.items()}, {b: a for a, b in now.items()}
    left, right = [n for n in file.own if n not in was], [n for n in here.own if n not in now]
    pairs = aligned(tuple(file.text[n] for n in left), tuple(here.text[n] for n in right), alone=False)
    twin = {right[b]: left[a] for a, b in pairs.items()}
    rows: list[tuple[FoundParagraph, FoundParagraph]] = []
    twin_of = {theirs: ours for ours, theirs in twin.items()}
    of_here = [_token(now.get(n), n in twin, n) for n in range(len(here.text))]
    of_file = [_token(was.get(n), n in twin_of, twin_of.get(n, -1)) for n in range(len(file.text))]
    for side, n in _order(len(meant), of_here, of_file):
        if side == "twin":
            ours, theirs = here.text[n], file.text[twin[n]]
            rows.append(_paragraph(ours, ours if looks else _in_look_of(theirs, ours), theirs, ours))
        elif n in back and n in there:
            rows.append(_paragraph(meant[n], saved[n], file.text[back[n]], here.text[there[n]]))
        elif n in back or n in there or meant[n].derived:
            rows.append((meant[n], saved[n]))
    return tuple(one for one, _ in rows), tuple(other for _, other in rows)


def _paragraph(
    meant: FoundParagraph, saved: FoundParagraph, file: FoundParagraph, here: FoundParagraph
) -> tuple[FoundParagraph, FoundParagraph]:
    """Return a paragraph with the words and the formatting that file and deck have alike."""
    if file.digest != here.digest:
        if (file.style, file.level) != (here.style, here.level):
            return meant, saved
        look = next((one.look for one in (file, here) if one.digest == meant.digest), meant.look)
        worn = (base._replace(look=look, style=file.style, level=file.level) for base in (meant, saved))
        return next(worn), next(worn)
    if (file.look, file.level) == (here.look, here.level):
        return here, file
    return _worded(meant, here), _worded(saved, file)


def _worded(base: FoundParagraph, one: FoundParagraph) -> FoundParagraph:
    """Return a paragraph with the words of one copy; formatted as the base is, where that is not what the copy has."""
    if one.digest == base.digest:
        return base
    return one if (one.style, one.level) == (base.style, base.level) else one._replace(look=base.look, style=base.style, level=base.level)


def _token(base: int | None, twin: bool, n: int) -> Token:
    return ("base", base) if base is not None else ("twin" if twin else "here", n)


def _order(count: int, here: Sequence[Token], file: Sequence[Token]) -> tuple[Token, ...]:
    """Return so many things of the base with the twins among those here, each behind what it follows there.

    What stands in one order in file and deck stands in that.
    """
    order = extended([("base", n) for n in range(count)], here, {token for token in here if token[0] == "twin"})
    in_both = set(here) & set(file)
    ours, theirs = ([token for token in side if token in in_both] for side in (here, file))
    staying = iter(ours)
    return tuple(next(staying) if token in in_both else token for token in order) if ours == theirs else order


def _extras(base: FoundSlide, one: FoundSlide, other: FoundSlide) -> tuple[tuple[str, str], ...]:
    """Return what else is on a slide of the base, with all of it that both copies have alike, or both have no more."""
    alike = set(one.extras) & set(other.extras)
    here, there = dict(one.extras), dict(other.extras)
    return tuple(sorted((*alike, *(extra for extra in base.extras if here.get(extra[0]) != there.get(extra[0])))))
