"""What slides are compared by when no mark tells them, each thing weighted by how rare it is in both decks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from math import log

from deck.match.places import overlap
from deck.match.text import digest_of, numbers, spoken, words_of
from deck.model.found import FoundDeck, FoundSlide

# what a token is: the text of a paragraph (by its digest), a title, a picture; any other is a word
PARAGRAPH, TITLE, PICTURE = "\0", "\1", "\2"
# a picture says as much as a few words, a title more than its words
WORTH = {TITLE: 2.0, PICTURE: 4.0}
SAMPLE = 100
# what one in so many slides has, such as the footer, says nothing of any
COMMON = 2
# words of a paragraph that is known by its digest alone
LONG = 6
# boxes that overlap by this share stand in the same place
SAME_PLACE = 0.8


class Profiles:
    """The slides of two decks, disk and base, as what they are compared by; each is made when it is first asked for."""

    def __init__(self, disk: FoundDeck, base: FoundDeck) -> None:
        self.disk, self.base = disk.slides, base.slides
        self._worded = _has_words(disk) and _has_words(base)
        self._tokens: tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]] = ({}, {})
        self._all_shown: dict[tuple[int, int], tuple[str, ...]] = {}
        self._whole: dict[tuple[int, int], float] = {}

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        """The weight of each token; from a sample of the slides, or of all that were asked for."""
        step = max(1, len(self.base) // SAMPLE)
        for j in range(0, len(self.base), step):
            self.there(j)
        often = Counter(token for side in self._tokens for tokens in side.values() for token in tokens)
        every = sum(map(len, self._tokens))
        return {token: WORTH.get(token[:1], 1.0) * log(1 + every / n) for token, n in often.items()}

    @cached_property
    def _rarest(self) -> float:
        return log(1 + sum(map(len, self._tokens)))

    def here(self, i: int) -> frozenset[str]:
        """Return the tokens of a slide on disk."""
        return self._of(0, self.disk, i)

    def there(self, j: int) -> frozenset[str]:
        """Return the tokens of a slide of the base."""
        return self._of(1, self.base, j)

    def length_here(self, i: int) -> int:
        """Return how many words a slide on disk has that are not on every other slide."""
        return self._length(self.here(i))

    def length_there(self, j: int) -> int:
        return self._length(self.there(j))

    def points(self, token: str) -> float:
        """Return how much a token says that slides have in common."""
        # what the sample lacks is as rare as can be
        return self._weight.get(token) or WORTH.get(token[:1], 1.0) * self._rarest

    def shown_here(self, i: int) -> tuple[str, ...]:
        """Return all that a slide on disk shows."""
        return self._shown(0, self.disk, i)

    def shown_there(self, j: int) -> tuple[str, ...]:
        return self._shown(1, self.base, j)

    def alike(self, i: int, j: int) -> float:
        """Return how much of two slides is the same, from 0 to 1."""
        one, other = self.here(i), self.there(j)
        whole = self._sum(0, i) + self._sum(1, j)
        return 2 * sum(map(self.points, one & other)) / whole if whole else 0.0

    def _shown(self, side: int, slides: tuple[FoundSlide, ...], n: int) -> tuple[str, ...]:
        if (side, n) not in self._all_shown:
            self._all_shown[side, n] = shown(slides[n])
        return self._all_shown[side, n]

    def _of(self, side: int, slides: tuple[FoundSlide, ...], n: int) -> frozenset[str]:
        if n not in self._tokens[side]:
            self._tokens[side][n] = frozenset(_tokens(slides[n], worded=self._worded))
        return self._tokens[side][n]

    def _length(self, tokens: frozenset[str]) -> int:
        rare = [token for token in tokens if self.points(token) > WORTH.get(token[:1], 1.0) * log(1 + COMMON)]
        words = sum(token[0] not in (PARAGRAPH, TITLE, PICTURE) for token in rare)
        return words if self._worded else LONG * sum(token[0] == PARAGRAPH for token in rare)

    def _sum(self, side: int, n: int) -> float:
        if (side, n) not in self._whole:
            self._whole[side, n] = sum(map(self.points, self._tokens[side][n]))
        return self._whole[side, n]


def same_look(one: FoundSlide, other: FoundSlide) -> float:
    """Return the share of the shapes of two slides that are of one kind and in one place, from 0 to 1."""
    left = list(other.shapes)
    same = 0
    for shape in one.shapes:
        twin = next((n for n, s in enumerate(left) if s.tag == shape.tag and overlap(s.box, shape.box) >= SAME_PLACE), None)
        if twin is not None:
            del left[twin]
            same += 1
    return 2 * same / max(1, len(one.shapes) + len(other.shapes))


def shown(slide: FoundSlide) -> tuple[str, ...]:
    """Return all that a slide shows, the same for equal slides, whatever the order of their shapes."""
    texts = (
        PARAGRAPH + digest_of(paragraph)
        for shape in slide.shapes
        if not numbers(shape)
        for body in shape.bodies
        for paragraph in spoken(body)
    )
    return tuple(sorted((*texts, *_pictures(slide))))


def places_of(wanted: Collection[str], slides: tuple[FoundSlide, ...]) -> Mapping[str, list[int]]:
    """Return which slides show each of the paragraphs and pictures that are wanted."""
    found: dict[str, list[int]] = {token: [] for token in wanted}
    for n, slide in enumerate(slides):
        texts = {PARAGRAPH + digest_of(p) for shape in slide.shapes for body in shape.bodies for p in body}
        for token in texts.union(_pictures(slide)):
            if token in found:
                found[token].append(n)
    return found


def noted(slide: FoundSlide) -> tuple[str, ...]:
    return tuple(digest_of(paragraph) for paragraph in spoken(slide.notes))


def _tokens(slide: FoundSlide, *, worded: bool) -> Iterator[str]:
    yield from _pictures(slide)
    bodies = [body for shape in slide.shapes if not numbers(shape) for body in shape.bodies]
    for body in (*bodies, slide.notes):
        for paragraph in spoken(body):
            yield PARAGRAPH + digest_of(paragraph)
            if worded:
                yield from words_of(paragraph.text)
    if worded and slide.title:
        yield TITLE + slide.title.casefold()


def _pictures(slide: FoundSlide) -> Iterable[str]:
    return (PICTURE + mark for shape in slide.shapes for mark in (shape.image, shape.inside) if mark)


def _has_words(deck: FoundDeck) -> bool:
    return any(paragraph.runs for slide in deck.slides for shape in slide.shapes for body in shape.bodies for paragraph in body)
