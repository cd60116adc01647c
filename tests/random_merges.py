"""Decks that remember who is who, edited by hands and by an article."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from deck.merge import Base, merge
from deck.model.found import FoundDeck, FoundParagraph, FoundRun, FoundShape, FoundSlide, text_digest
from deck.model.merged import Merged, Wishes
from deck.model.pairs import Pairs, Spot
from deck.model.units import Box

WORDS = [
    "river",
    "stone",
    "market",
    "signal",
    "harbour",
    "winter",
    "theory",
    "garden",
    "letter",
    "engine",
    "silence",
    "corner",
    "method",
    "weather",
    "island",
    "ladder",
]


def paragraph(text: str, look: str = "plain", *, derived: bool = False) -> FoundParagraph:
    return FoundParagraph((FoundRun(text, look),) if text else (), text_digest(text), f"{look}/{len(text)}", look, derived=derived)


@dataclass
class Shape:
    uid: str
    texts: list[str]
    x: int = 0
    look: str = "plain"
    image: str = ""

    def found(self) -> FoundShape:
        bodies = () if self.image else (tuple(paragraph(text, self.look) for text in self.texts),)
        box = Box(self.x, 0, 100_000, 100_000)
        tag = "pic" if self.image else "sp"
        return FoundShape(self.uid, self.uid, tag, "body", 1, box, bodies=bodies, image=self.image, look=self.look)


@dataclass
class Slide:
    uid: int
    key: str
    shapes: list[Shape]
    notes: list[str] = field(default_factory=list)
    plan: str = ""
    hidden: bool = False
    extra: str = ""

    def found(self) -> FoundSlide:
        notes = [paragraph(self.plan, derived=True)] if self.plan else []
        extras = (("animation", self.extra),) if self.extra else ()
        shapes = tuple(shape.found() for shape in self.shapes)
        return FoundSlide(self.key, "Rows", shapes, (*notes, *map(paragraph, self.notes)), self.hidden, self.uid, extras)


def found(slides: Sequence[Slide]) -> FoundDeck:
    return FoundDeck(tuple(slide.found() for slide in slides))


def pairs_of(one: FoundDeck, other: FoundDeck) -> Pairs:
    """Return who is who by the numbers of slides and the GUIDs of shapes."""
    places = {slide.number: n for n, slide in enumerate(other.slides)}
    spots = {shape.guid: (n, s) for n, slide in enumerate(other.slides) for s, shape in enumerate(slide.shapes)}
    slides = {n: places[slide.number] for n, slide in enumerate(one.slides) if slide.number in places}
    shapes: dict[Spot, Spot] = {}
    for n, slide in enumerate(one.slides):
        for s, shape in enumerate(slide.shapes):
            if shape.guid in spots:
                shapes[(n, s)] = spots[shape.guid]
    return Pairs(slides, shapes)


def on_one_slide(pairs: Pairs) -> Pairs:
    """Return pairs whose shapes are on paired slides."""
    return pairs._replace(shapes={a: b for a, b in pairs.shapes.items() if pairs.slides.get(a[0]) == b[0]})


def merged(base: FoundDeck, disk: FoundDeck, new: FoundDeck, wishes: Wishes = Wishes()) -> Merged:  # noqa: B008
    return merge(Base(base, base), disk, new, on_one_slide(pairs_of(disk, base)), pairs_of(base, new), wishes)


class Writer:
    """Makes a random deck and changes it; every word that it adds is there once in all."""

    def __init__(self, seed: int, mark: str) -> None:
        self.random = Random(seed)
        self.mark = mark
        self.count = 0
        self.words: list[str] = []

    def word(self) -> str:
        self.count += 1
        # in capitals, which no digest has
        self.words.append(f"{self.mark}{self.count}{self.mark}".upper())
        return self.words[-1]

    def text(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words))

    def deck(self, slides: int) -> list[Slide]:
        return [self.slide(n) for n in range(slides)]

    def slide(self, n: int) -> Slide:
        shapes = [Shape(f"{self.mark}{n}.{s}", [self.text(6) for _ in range(self.random.randint(1, 4))], s * 50_000) for s in range(3)]
        shapes.append(Shape(f"{self.mark}{n}.picture", [], 400_000, image=self.text(1)))
        return Slide(crc32(f"{self.mark}{n}".encode()), f"{self.mark}{n}", shapes, [self.text(9) for _ in range(3)], f"plan {n}")

    def changed(self, deck: list[Slide], changes: int, *, by_hand: bool) -> list[Slide]:
        """Return a copy with some changes."""
        slides = copy.deepcopy(deck)
        for _ in range(changes):
            if slides:
                getattr(self, self.random.choice(HAND if by_hand else ARTICLE))(slides)
        return slides

    def _any(self, slides: list[Slide]) -> tuple[Slide, Shape | None]:
        slide = self.random.choice(slides)
        with_text = [shape for shape in slide.shapes if shape.texts]
        return slide, self.random.choice(with_text) if with_text else None

    def reword(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape:
            n = self.random.randrange(len(shape.texts))
            words = shape.texts[n].split(" ")
            words[self.random.randrange(len(words))] = self.word()
            shape.texts[n] = " ".join(words)

    def add_line(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape:
            shape.texts.insert(self.random.randint(0, len(shape.texts)), f"{self.text(4)} {self.word()}")

    def delete_line(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape and len(shape.texts) > 1:
            del shape.texts[self.random.randrange(len(shape.texts))]

    def move_line(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape:
            shape.texts.insert(0, shape.texts.pop())

    def move_shape(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape:
            shape.x += 300_000 + self.random.randrange(9) * 10_000

    def style(self, slides: list[Slide]) -> None:
        _, shape = self._any(slides)
        if shape:
            shape.look = self.word()

    def add_shape(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        word = self.word()
        slide.shapes.insert(self.random.randint(0, len(slide.shapes)), Shape(f"{word}.shape", [word]))

    def delete_shape(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        if slide.shapes:
            del slide.shapes[self.random.randrange(len(slide.shapes))]

    def picture(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        for shape in slide.shapes:
            if shape.image:
                shape.image = self.word()

    def note(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        if slide.notes:
            n = self.random.randrange(len(slide.notes))
            slide.notes[n] = f"{slide.notes[n]} {self.word()}"

    def add_note(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        slide.notes.insert(self.random.randint(0, len(slide.notes)), f"{self.text(3)} {self.word()}")

    def add_slide(self, slides: list[Slide]) -> None:
        slide = self.slide(1000 + self.count)
        slide.shapes = slide.shapes[:1]
        slide.shapes[0].texts.append(self.word())
        slide.key = "" if self.mark == "h" else slide.key
        slides.insert(self.random.randint(0, len(slides)), slide)

    def delete_slide(self, slides: list[Slide]) -> None:
        del slides[self.random.randrange(len(slides))]

    def move_slide(self, slides: list[Slide]) -> None:
        slides.insert(self.random.randint(0, len(slides) - 1), slides.pop(self.random.randrange(len(slides))))

    def hide(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        slide.hidden = not slide.hidden

    def animate(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        slide.extra = self.word()

    def replan(self, slides: list[Slide]) -> None:
        slide, _ = self._any(slides)
        slide.plan = f"plan {self.random.random()}"

    def lend(self, slides: list[Slide]) -> None:
        """Move a shape to a slide that goes on from its own."""
        slide, shape = self._any(slides)
        if shape and slide.key and "+" not in slide.key:
            slide.shapes.remove(shape)
            more = Slide(crc32(f"{self.word()}{slide.uid}".encode()), f"{slide.key}+{self.count + 1}", [shape])
            slides.insert(slides.index(slide) + 1, more)


BOTH = (
    "reword",
    "add_line",
    "delete_line",
    "move_line",
    "move_shape",
    "style",
    "picture",
    "note",
    "add_note",
    "delete_shape",
    "move_slide",
)
HAND = (*BOTH, "add_shape", "add_slide", "delete_slide", "hide", "animate")
ARTICLE = (*BOTH, "add_shape", "add_slide", "delete_slide", "hide", "replan", "lend")
