"""What a text is compared by: the digests of its paragraphs, which tell equal ones, and its words, as far as they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache

from deck.model.found import EMPTY, Body, FoundParagraph, FoundShape, text_digest
from deck.model.likeness import words_in

TITLES = ("title", "ctrTitle")
# digits of the number of a slide, and what programs write in its place
DIGITS = 4
NUMBER_FIELDS = ("<number>", "<#>", "\u2039#\u203a")


class Text:
    """A text by the digests of its paragraphs that are not blank, and by its words, which are looked for when they are asked for."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._said = [paragraph for body in bodies for paragraph in spoken(body)]
        self.digests = tuple(map(digest_of, self._said))

    @cached_property
    def words(self) -> Counter[str]:
        """Each word as often as it stands there; none where only digests are known."""
        return Counter(word for paragraph in self._said if paragraph.runs for word in words_of(paragraph.text))

    @cached_property
    def paragraphs(self) -> Counter[str]:
        return Counter(self.digests)


@lru_cache(maxsize=1 << 15)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a paragraph; most are asked for twice, once for either deck."""
    return words_in(text)


def spoken(body: Body) -> Iterator[FoundParagraph]:
    """Yield the paragraphs that say something of their own."""
    for paragraph in body:
        if not paragraph.derived and (_says(paragraph) if paragraph.runs else paragraph.digest not in ("", EMPTY)):
            yield paragraph


def _says(paragraph: FoundParagraph) -> bool:
    return any(run.text and not run.text.isspace() for run in paragraph.runs)


def digest_of(paragraph: FoundParagraph) -> str:
    return paragraph.digest or paragraph.text


def numbers(shape: FoundShape) -> bool:
    """Tell whether a shape shows nothing but a number, such as that of its slide."""
    if shape.kind == "sldNum":
        return True
    if len(shape.bodies) != 1 or len(shape.bodies[0]) != 1:
        return False
    (paragraph,) = shape.bodies[0]
    if not paragraph.runs:
        return paragraph.digest in _digests_of_numbers()
    text = paragraph.text.strip()
    return (len(text) <= DIGITS and text.isdecimal()) or text in NUMBER_FIELDS


@cache
def _digests_of_numbers() -> frozenset[str]:
    """Return the digests of the numbers that slides and sections have, by which a base without texts shows them."""
    return frozenset(text_digest(form.format(n)) for form in ("{}", "{:02}") for n in range(10**DIGITS))


def alike(one: Text, other: Text) -> float:
    """Return how much of two texts is the same, from 0 to 1: by words, or by paragraphs where the words of one are not known."""
    if one.digests == other.digests:
        return 1.0 if one.digests else 0.0
    if one.words and other.words:
        return _share(one.words, other.words)
    return _share(one.paragraphs, other.paragraphs)


def common(one: Text, other: Text) -> int:
    """Return how many words two texts have in common, or paragraphs where the words of one are not known."""
    if one.words and other.words:
        return _shared(one.words, other.words)
    return _shared(one.paragraphs, other.paragraphs)


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * _shared(one, other) / max(1, one.total() + other.total())


def _shared(one: Counter[str], other: Counter[str]) -> int:
    return sum(min(one[word], other[word]) for word in one.keys() & other.keys())
