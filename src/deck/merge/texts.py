"""A text of the new deck merged with what hands made of it: paragraph by paragraph, then word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from deck.merge.deeds import looks_changed, own_notes
from deck.merge.origins import Origins
from deck.merge.sequence import woven
from deck.merge.trio import Trio, body_of, paragraph_at
from deck.merge.words import both
from deck.model.found import EMPTY, FoundDeck, FoundParagraph
from deck.model.merged import NOTES, At, Deed, MergedBody, MergedParagraph, Piece, Side

# a paragraph of the base wherever it is, or one that a side added
Token: TypeAlias = tuple[str, At]


class Dispute(NamedTuple):
    """What both sides changed: what the hand did, what stays, what is only told; `lost`: what the hand did could not stay."""

    deed: Deed
    theirs: str
    ours: str
    lost: bool = False


class Text(NamedTuple):
    """A merged text; `changed`: it is not what the disk has at that place."""

    body: MergedBody
    changed: bool
    disputes: tuple[Dispute, ...]


def merged_text(trio: Trio, origins: Origins, at: At) -> Text:
    """Return the text of the new deck that begins at `at`, with what hands did to its paragraphs wherever they were."""
    base, disk, new = _base(trio, origins, at), _disk(trio, origins, at), _new(trio, origins, at)
    kept = {token for token in disk if token[0] == "base" and token not in new and is_touched(trio, origins, token[1])}
    result = woven(base, disk, new, kept)
    disputes: list[Dispute] = []
    if result.contested:
        disputes.append(Dispute(Deed.REORDERED_TEXT, "", "\n".join(paragraph_at(trio.new, there).text for there in _places(trio, at))))
    body: list[MergedParagraph] = []
    for token in result.order:
        paragraph, dispute = _merged(trio, origins, token, new)
        if token[0] == "disk" and body:
            paragraph = _beside(trio, token[1], body[-1], origins)
        body.append(paragraph)
        disputes += [dispute] if dispute else []
    disputes += _deleted(trio, origins, base, disk, new)
    here = _first(trio, at)
    there = () if here is None else body_of(trio.disk, here.slide, here.shape, here.body)
    stays = [MergedParagraph(disk=here._replace(paragraph=n)) for n in range(len(there))] if here is not None else None
    return Text(tuple(body), body != stays, tuple(disputes))


def _places(trio: Trio, at: At) -> list[At]:
    """Return the places of the paragraphs of the new text that begins at `at`."""
    return [at._replace(paragraph=n) for n in range(len(body_of(trio.new, at.slide, at.shape, at.body)))]


def _first(trio: Trio, at: At) -> At | None:
    """Return the text on the disk that takes the place of the one at `at`, None where none does."""
    if at.shape == NOTES:
        slide = trio.before.slides.get(at.slide)
        here = None if slide is None else trio.here.slides.get(slide)
        return None if here is None else At(here, NOTES, 0, 0)
    base = trio.before.shapes.get((at.slide, at.shape))
    spot = None if base is None else trio.here.shapes.get(base)
    if spot is None or at.body >= len(trio.on_disk(spot).bodies):
        return None
    return At(*spot, at.body, 0)


def _new(trio: Trio, origins: Origins, at: At) -> list[Token]:
    return [("base", origins.was[new]) if new in origins.was else ("new", new) for new in _places(trio, at)]


def _sources(trio: Trio, origins: Origins, at: At) -> tuple[At | None, list[At]]:
    """Return where the base had this text (None: nowhere), and the paragraphs that came to it from elsewhere, in the order of the base."""
    if at.shape == NOTES:
        slide = trio.before.slides.get(at.slide)
        main = None if slide is None else At(slide, NOTES, 0, 0)
    else:
        spot = trio.before.shapes.get((at.slide, at.shape))
        main = None if spot is None or at.body >= len(trio.meant(spot).bodies) else At(*spot, at.body, 0)
    found = (origins.was[new] for new in _places(trio, at) if new in origins.was)
    return main, sorted(old for old in found if main is None or old[:3] != main[:3])


def _base(trio: Trio, origins: Origins, at: At) -> list[Token]:
    main, lent = _sources(trio, origins, at)
    own: list[At] = []
    if main is not None:
        body = body_of(trio.base.meant, main.slide, main.shape, main.body)
        own = [main._replace(paragraph=n) for n in range(len(body)) if not body[n].derived]
    return [("base", old) for old in (*own, *lent) if _stays(origins, old, at)]


def _stays(origins: Origins, old: At, at: At) -> bool:
    """Tell whether a paragraph of the base did not go to another text than the one at `at`."""
    heir = origins.heir.get(old)
    return heir is None or heir[:3] == at[:3]


def _disk(trio: Trio, origins: Origins, at: At) -> list[Token]:
    """Return what the disk has of this text: that which stands at its place, and what belongs to paragraphs that came from elsewhere."""
    here = _first(trio, at)
    tokens: list[Token] = []
    if here is not None:
        tokens += [token for token in _told(trio, origins, here) if token[0] == "disk" or _stays(origins, token[1], at)]
    _, lent = _sources(trio, origins, at)
    wanted, seen = set(lent), set() if here is None else {here[:3]}
    for old in lent:
        there = origins.here.get(old)
        if there is None or there[:3] in seen:
            continue
        seen.add(there[:3])
        following = False
        for token in _told(trio, origins, there._replace(paragraph=0)):
            following = token[1] in wanted if token[0] == "base" else following
            tokens += [token] if following else []
    return tokens


def _told(trio: Trio, origins: Origins, here: At) -> list[Token]:
    """Return the paragraphs of a text on the disk, without lines that are made anew at every build."""
    body = body_of(trio.disk, here.slide, here.shape, here.body)
    places: Sequence[int] = range(len(body))
    if here.shape == NOTES:
        places = own_notes(body, trio.base.saved.slides[trio.was.slides[here.slide]].notes)
    ats = (here._replace(paragraph=n) for n in places)
    return [("base", origins.of[at]) if at in origins.of else ("disk", at) for at in ats]


def is_touched(trio: Trio, origins: Origins, old: At) -> bool:
    """Tell whether a hand changed a paragraph of the base that is on the disk, other than by emptying it."""
    theirs, saved = paragraph_at(trio.disk, origins.here[old]), paragraph_at(trio.base.saved, old)
    if theirs.digest == EMPTY:
        return False
    return theirs.digest != saved.digest or (_comparable(trio) and looks_changed(theirs, saved))


def _comparable(trio: Trio) -> bool:
    return trio.disk.looks and trio.base.saved.looks


def _merged(trio: Trio, origins: Origins, token: Token, new: list[Token]) -> tuple[MergedParagraph, Dispute | None]:
    """Return a paragraph of the result, and what is told of it."""
    side, at = token
    if side == "new":
        return MergedParagraph(new=at), None
    if side == "disk":
        return MergedParagraph(disk=at), None
    here, there = origins.here[at], origins.heir.get(at)
    theirs = paragraph_at(trio.disk, here)
    if there is None or token not in new:
        deed = Deed.RESTYLED if theirs.digest == paragraph_at(trio.base.saved, at).digest else Deed.REWORDED
        return MergedParagraph(disk=here), Dispute(deed, theirs.text, "")
    return _of_both(trio, at, here, there)


def _beside(trio: Trio, at: At, last: MergedParagraph, origins: Origins) -> MergedParagraph:
    """Return a paragraph that a hand added, set as the one before it where that has another level now than on the disk."""
    old = origins.was.get(last.new) if last.new is not None else None
    here = last.disk or (origins.here.get(old) if old is not None else None)
    if last.new is None or here is None or here[:3] != at[:3]:
        return MergedParagraph(disk=at)
    added, before, now = paragraph_at(trio.disk, at), paragraph_at(trio.disk, here), paragraph_at(trio.new, last.new)
    if added.level != before.level or before.level == now.level:
        return MergedParagraph(disk=at)
    return MergedParagraph(at, last.new, (Piece(Side.DISK, 0, len(added.text)),), dressed=True)


def _of_both(trio: Trio, at: At, here: At, there: At) -> tuple[MergedParagraph, Dispute | None]:
    """Return a paragraph that all three decks have."""
    meant, saved = paragraph_at(trio.base.meant, at), paragraph_at(trio.base.saved, at)
    theirs, ours = paragraph_at(trio.disk, here), paragraph_at(trio.new, there)
    worded, said = theirs.digest != saved.digest, ours.digest != meant.digest
    # on another template what a program wrote out would stay as it was on the old one; where looks are not known it is taken for that
    styled = looks_changed(theirs, saved) if _comparable(trio) else not trio.relaid
    elsewhere = trio.relaid or _seat(trio.base.meant, at) != _seat(trio.new, there)
    plain = not styled and elsewhere and (written_out(trio, at) or not _comparable(trio))
    dressed = _dress(ours) != _dress(meant) if not styled else _stands_as_set(trio, theirs, saved) and _frame(ours) != _frame(meant)
    if not worded and not styled:
        return (
            MergedParagraph(new=there) if trio.relaid or said or plain or ours.look != meant.look or dressed else MergedParagraph(disk=here)
        ), None
    dressed |= plain or (trio.relaid and not styled)
    sized = _comparable(trio) and theirs.size != saved.size
    whole = (Piece(Side.DISK, 0, len(theirs.text)),)
    stays = MergedParagraph(here, there, whole, dressed, plain=plain) if dressed else MergedParagraph(disk=here, sized=sized)
    if not said or theirs.digest == ours.digest:
        return stays, None
    known = bool(meant.runs) or meant.digest == EMPTY
    pieces = both(meant.text, theirs.text, ours.text) if known else None
    if pieces is None and not worded:
        pieces = (Piece(Side.NEW, 0, len(ours.text)),)
    if pieces is None:
        return stays, Dispute(Deed.REWORDED if theirs.digest != EMPTY else Deed.DELETED_TEXT, theirs.text, ours.text)
    return MergedParagraph(here, there, pieces, dressed, sized=sized, plain=plain), None


def written_out(trio: Trio, old: At) -> bool:
    """Tell whether the program that saved the disk wrote formatting on a paragraph that it inherited when we wrote it."""
    return _comparable(trio) and paragraph_at(trio.base.saved, old).look != paragraph_at(trio.base.meant, old).look


def _seat(deck: FoundDeck, at: At) -> tuple[object, ...]:
    """Return which layout and which of its placeholders a paragraph takes its formatting from; that of notes is the same in all."""
    if at.shape == NOTES:
        return ()
    slide = deck.slides[at.slide]
    return slide.layout, slide.shapes[at.shape].kind, slide.shapes[at.shape].idx


def _dress(paragraph: FoundParagraph) -> tuple[object, ...]:
    """Return what a paragraph's own properties and size make of it."""
    return paragraph.level, paragraph.size, paragraph.style


def _frame(paragraph: FoundParagraph) -> tuple[int, float | None]:
    """Return what the text that a paragraph stands in makes of it."""
    return paragraph.level, paragraph.size


def _stands_as_set(trio: Trio, theirs: FoundParagraph, saved: FoundParagraph) -> bool:
    """Tell whether a formatted paragraph has the level and size still that we gave it."""
    return theirs.level == saved.level and (not _comparable(trio) or theirs.size == saved.size)


def _deleted(trio: Trio, origins: Origins, base: list[Token], disk: list[Token], new: list[Token]) -> Iterator[Dispute]:
    """Yield the paragraphs that a hand deleted and the article changed."""
    for token in base:
        if token in new and token not in disk:
            meant, ours = paragraph_at(trio.base.meant, token[1]), paragraph_at(trio.new, origins.heir[token[1]])
            if ours.digest != meant.digest:
                yield Dispute(Deed.DELETED_TEXT, "", ours.text)
