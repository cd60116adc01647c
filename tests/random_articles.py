"""Random articles, what their authors change in them, and what hands do to their decks; every word that is added is there once in all."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pptx.oxml.ns import qn
from pptx.util import Emu

from edits.articles import png
from edits.uno_edit import Edit
from edits.xml_edit import Deck, is_picture, texts_of
from random_merges import WORDS

# a word of an article ("base", or changed since) or of a hand
TOKEN = re.compile(r"\b[bah]\d+[bah]\b")
FIRST = "images/first.png"
NAME = "talk.en.md"
PICTURES = {FIRST: (180, 120, 60), "images/second.png": (60, 120, 180), "images/third.png": (20, 200, 20)}


class Words:
    """Gives sentences of random words, each with one of its own."""

    def __init__(self, seed: int, mark: str) -> None:
        self.random = Random(f"{seed}{mark}")
        self.mark = mark
        self.count = 0

    def token(self) -> str:
        self.count += 1
        return f"{self.mark}{self.count}{self.mark}"

    def phrase(self, words: int) -> str:
        """Return some words; the first begins with a capital letter, the last is there once."""
        return " ".join([*self.random.choices(WORDS, k=words), self.token()]).capitalize()

    def sentence(self, words: int) -> str:
        return f"{self.phrase(words)}."


@dataclass
class Point:
    lead: str
    sentences: list[str]

    def written(self) -> str:
        return f"- **{self.lead}:** {' '.join(self.sentences)}\n"


@dataclass
class Part:
    """A section: its heading, and what stands below it, as far as there is any."""

    title: str
    points: list[Point] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[Point]]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    picture: str = ""
    notes: str = ""

    def written(self) -> str:
        blocks = [f"## {self.title}\n", *([f"<!-- notes: {self.notes} -->\n"] if self.notes else [])]
        blocks += [f"![A view of it]({self.picture})\n"] if self.picture else []
        blocks += [" ".join(self.prose) + "\n"] if self.prose else []
        blocks += ["".join(point.written() for point in self.points)] if self.points else []
        if self.rows:
            head, *rest = (f"| {' | '.join(row)} |\n" for row in self.rows)
            blocks.append(head + "|---" * len(self.rows[0]) + "|\n" + "".join(rest))
        for title, points in self.groups:
            blocks += [f"### {title}\n", "".join(point.written() for point in points)]
        return "\n".join(blocks)


@dataclass
class Article:
    intro: list[str]
    parts: list[Part]
    question: str

    def written(self) -> str:
        head = f"---\ntitle: Words about a room\nauthors: [Ada Wren]\n---\n\n{' '.join(self.intro)}\n"
        closing = f"## A thought experiment\n\n{self.question}\n"
        return "\n".join([head, *(part.written() for part in self.parts), closing])


def write(folder: Path, article: Article) -> Path:
    """Write an article and its pictures; return its path."""
    (folder / "content" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "deck.toml").write_text("", "utf-8")
    for name, colours in PICTURES.items():
        (folder / "content" / name).write_bytes(png(*colours))
    path = folder / "content" / NAME
    path.write_text(article.written(), "utf-8")
    return path


class Author(Words):
    """Writes an article, or changes it."""

    def article(self) -> Article:
        parts = [self.part() for _ in range(self.random.randint(3, 5))]
        return Article([self.sentence(8) for _ in range(3)], parts, f"Imagine {self.phrase(6).lower()}. What would you do?")

    def part(self) -> Part:
        kind = self.random.choice(("points", "points", "points", "picture", "table", "prose", "groups"))
        part = Part(self.phrase(4))
        if kind in ("points", "picture"):
            part.points = [self.point() for _ in range(self.random.randint(2, 4))]
        if kind == "picture":
            part.picture = FIRST
        if kind == "table":
            part.rows = [[self.phrase(1) for _ in range(3)] for _ in range(self.random.randint(3, 5))]
        if kind in ("prose", "table"):
            part.prose = [self.sentence(9) for _ in range(self.random.randint(2, 4))]
        if kind == "groups":
            part.groups = [(self.phrase(3), [self.point(), self.point()]) for _ in range(self.random.randint(2, 3))]
        part.notes = self.sentence(7) if self.random.random() < 0.3 else ""
        return part

    def point(self) -> Point:
        return Point(self.phrase(2), [self.sentence(8), self.sentence(7)])

    def changed(self, article: Article, changes: int) -> Article:
        """Return a copy with some changes."""
        after = copy.deepcopy(article)
        for _ in range(changes):
            self.random.choice(CHANGES)(self, after)
        return after

    def _lists(self, article: Article) -> list[list[Point]]:
        return [points for part in article.parts for points in (part.points, *(points for _, points in part.groups)) if points]

    def reword(self, article: Article) -> None:
        if lists := self._lists(article):
            point = self.random.choice(self.random.choice(lists))
            n = self.random.randrange(len(point.sentences))
            words = point.sentences[n].rstrip(".").split(" ")
            words[self.random.randrange(1, len(words))] = self.token()
            point.sentences[n] = " ".join(words) + "."

    def rename(self, article: Article) -> None:
        if lists := self._lists(article):
            self.random.choice(self.random.choice(lists)).lead += f" {self.token()}"

    def add_point(self, article: Article) -> None:
        if lists := self._lists(article):
            points = self.random.choice(lists)
            points.insert(self.random.randint(0, len(points)), self.point())

    def drop_point(self, article: Article) -> None:
        if lists := [points for points in self._lists(article) if len(points) > 2]:
            points = self.random.choice(lists)
            del points[self.random.randrange(len(points))]

    def move_point(self, article: Article) -> None:
        if lists := self._lists(article):
            points = self.random.choice(lists)
            points.append(points.pop(0))

    def add_sentence(self, article: Article) -> None:
        if lists := self._lists(article):
            self.random.choice(self.random.choice(lists)).sentences.append(self.sentence(6))

    def change_prose(self, article: Article) -> None:
        texts = [article.intro, *(part.prose for part in article.parts if part.prose)]
        text = self.random.choice(texts)
        text[self.random.randrange(len(text))] = self.sentence(8)

    def retitle(self, article: Article) -> None:
        if article.parts:
            self.random.choice(article.parts).title += f" {self.token()}"

    def add_part(self, article: Article) -> None:
        article.parts.insert(self.random.randint(0, len(article.parts)), self.part())

    def drop_part(self, article: Article) -> None:
        if len(article.parts) > 2:
            del article.parts[self.random.randrange(len(article.parts))]

    def move_part(self, article: Article) -> None:
        article.parts.append(article.parts.pop(self.random.randrange(len(article.parts))))

    def change_picture(self, article: Article) -> None:
        if shown := [part for part in article.parts if part.picture]:
            self.random.choice(shown).picture = self.random.choice([name for name in PICTURES if name != FIRST])

    def add_picture(self, article: Article) -> None:
        if shown := [part for part in article.parts if part.points and not part.picture]:
            self.random.choice(shown).picture = "images/third.png"

    def change_cell(self, article: Article) -> None:
        if shown := [part for part in article.parts if part.rows]:
            row = self.random.choice(self.random.choice(shown).rows)
            row[self.random.randrange(len(row))] = self.phrase(1)

    def add_row(self, article: Article) -> None:
        if shown := [part for part in article.parts if part.rows]:
            self.random.choice(shown).rows.append([self.phrase(1) for _ in range(3)])

    def change_notes(self, article: Article) -> None:
        self.random.choice(article.parts).notes = self.sentence(6)


CHANGES: Sequence[Callable[[Author, Article], None]] = (
    *(Author.reword, Author.reword, Author.rename, Author.add_point, Author.drop_point, Author.move_point, Author.add_sentence),
    *(Author.change_prose, Author.retitle, Author.add_part, Author.drop_part, Author.move_part),
    *(Author.change_picture, Author.add_picture, Author.change_cell, Author.add_row, Author.change_notes),
)


class Hand(Words):
    """Says what to do to a deck, edit by edit, as `edits.xml_edit` does it; it looks at the deck as the edits before left it."""

    def __init__(self, seed: int, picture: Path) -> None:
        super().__init__(seed, "h")
        self.picture = picture
        self.commented = False

    def edit(self, deck: Deck) -> Edit | None:
        """Return an edit of a deck, None where it has nothing for it."""
        pages = list(deck.slides)
        n = self.random.randrange(len(pages))
        return getattr(self, self.random.choice(HANDS))(pages, n)  # type: ignore[no-any-return]

    def _find(self, page: object, notes: bool = False) -> str:
        """Return a word by which a paragraph of a slide is known, "" where there is none."""
        shapes = page.notes_slide.shapes if notes else page.shapes  # type: ignore[attr-defined]
        texts = [row.text for _, frame in texts_of(shapes) for row in frame.paragraphs if row._p.find(qn("a:fld")) is None]
        found = [token for text in texts for token in TOKEN.findall(text)]
        return self.random.choice(found) if found else ""

    def _at(self, do: str, pages: list[object], n: int, **more: object) -> Edit | None:
        find = self._find(pages[n])
        return {"do": do, "slide": n, "find": find, **more} if find else None

    def reword(self, pages: list[object], n: int) -> Edit | None:
        return self._at("reword", pages, n, to=self.token())

    def notes(self, pages: list[object], n: int) -> Edit | None:
        find = self._find(pages[n], notes=True)
        return {"do": "notes", "slide": n, "find": find, "to": self.token()} if find else None

    def add_notes_line(self, pages: list[object], n: int) -> Edit | None:
        find = self._find(pages[n], notes=True)
        return {"do": "add_notes_line", "slide": n, "find": find, "text": self.sentence(4)} if find else None

    def colour(self, pages: list[object], n: int) -> Edit | None:
        return self._at("colour", pages, n, rgb=0xC00000)

    def move(self, pages: list[object], n: int) -> Edit | None:
        return self._at("move", pages, n, dx=200_000, dy=90_000)

    def resize(self, pages: list[object], n: int) -> Edit | None:
        return self._at("resize", pages, n, width=5_000_000, height=1_500_000)

    def add_line(self, pages: list[object], n: int) -> Edit | None:
        return self._at("add_line", pages, n, text=self.sentence(4))

    def delete_line(self, pages: list[object], n: int) -> Edit | None:
        return self._at("delete_line", pages, n)

    def split(self, pages: list[object], n: int) -> Edit | None:
        return self._at("split", pages, n)

    def delete_shape(self, pages: list[object], n: int) -> Edit | None:
        return self._at("delete_shape", pages, n)

    def text_box(self, pages: list[object], n: int) -> Edit:
        return {"do": "text_box", "slide": n, "text": self.sentence(4), "x": 300_000, "y": 300_000, "width": 2_000_000, "height": 400_000}

    def add_picture(self, pages: list[object], n: int) -> Edit:
        return {"do": "picture", "slide": n, "path": str(self.picture), "x": 90_000, "y": 90_000, "width": Emu(900_000), "height": 700_000}

    def replace_picture(self, pages: list[object], n: int) -> Edit | None:
        return self._on_picture(pages, do="replace_picture", path=str(self.picture))

    def crop(self, pages: list[object], n: int) -> Edit | None:
        return self._on_picture(pages, do="crop", share=0.2)

    def move_picture(self, pages: list[object], n: int) -> Edit | None:
        return self._on_picture(pages, do="move", picture=True, dx=90_000, dy=-40_000)

    def _on_picture(self, pages: list[object], **edit: object) -> Edit | None:
        shown = [n for n, page in enumerate(pages) if any(map(is_picture, page.shapes))]  # type: ignore[attr-defined]
        return {"slide": self.random.choice(shown), **edit} if shown else None

    def add_slide(self, pages: list[object], n: int) -> Edit:
        return {"do": "add_slide", "slide": n, "title": self.phrase(3), "text": self.sentence(4)}

    def delete_slide(self, pages: list[object], n: int) -> Edit | None:
        return {"do": "delete_slide", "slide": n} if len(pages) > 3 else None

    def duplicate_slide(self, pages: list[object], n: int) -> Edit:
        return {"do": "duplicate_slide", "slide": n}

    def move_slide(self, pages: list[object], n: int) -> Edit:
        return {"do": "move_slide", "slide": n, "to": self.random.randrange(len(pages))}

    def hide(self, pages: list[object], n: int) -> Edit:
        return {"do": "hide", "slide": n}

    def transition(self, pages: list[object], n: int) -> Edit | None:
        return {"do": "transition", "slide": n} if pages[n]._element.find(qn("p:transition")) is None else None  # type: ignore[attr-defined]

    def animate(self, pages: list[object], n: int) -> Edit | None:
        return self._at("animate", pages, n) if pages[n]._element.find(qn("p:timing")) is None else None  # type: ignore[attr-defined]

    def background(self, pages: list[object], n: int) -> Edit:
        return {"do": "background", "slide": n, "rgb": 0xEEEEFF}

    def comment(self, pages: list[object], n: int) -> Edit | None:
        if self.commented:
            return None
        self.commented = True
        return {"do": "comment", "slide": n, "text": self.sentence(3)}


HANDS = (
    *("reword", "reword", "notes", "add_notes_line", "colour", "move", "resize", "add_line", "delete_line", "split", "delete_shape"),
    *("text_box", "add_picture", "replace_picture", "crop", "move_picture", "add_slide", "delete_slide", "duplicate_slide", "move_slide"),
    *("hide", "transition", "animate", "background", "comment"),
)
