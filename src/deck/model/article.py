"""An article as read: its metadata and its blocks, each with the lines that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from deck.model.formula import Extent, Node
from deck.model.language import Language


class Span(NamedTuple):
    """Where something stands: the file as the user named it, first and last line (counted from 1)."""

    path: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.path}:{self.first}"


class Run(NamedTuple):
    """Consecutive characters of one style. A hard line break is a newline in `text`.

    `shift` is 1 above the line (superscript), -1 below it; `mark`: highlighted; `key`: a key of the keyboard.
    `math`: the text is the source of a formula (LaTeX), until the room `maths` has set it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    shift: int = 0
    mark: bool = False
    key: bool = False
    math: bool = False


Inline: TypeAlias = tuple[Run, ...]


def plain(text: Inline) -> str:
    """Return the characters of `text` without their style."""
    return "".join(run.text for run in text)


RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


def raised(number: int) -> str:
    """Return the mark of a footnote as characters, so that it is no digit of the text where no style tells them apart."""
    return "".join(RAISED[int(digit)] for digit in str(number))


class Heading(NamedTuple):
    span: Span
    level: int
    text: Inline
    anchor: str = ""


class Paragraph(NamedTuple):
    span: Span
    text: Inline


class Item(NamedTuple):
    """One entry of a list: its own blocks, nested lists among them. `done` tells of a task whether it is, None of any other entry."""

    span: Span
    blocks: tuple[Block, ...]
    done: bool | None = None


class Listing(NamedTuple):
    """Entries, numbered or not. `style` is "a", "A", "i" or "I" where numbers are letters or Roman; `step` -1 where they count down."""

    span: Span
    ordered: bool
    items: tuple[Item, ...]
    start: int = 1
    style: str = ""
    step: int = 1


class Quote(NamedTuple):
    span: Span
    blocks: tuple[Block, ...]


class Callout(NamedTuple):
    """A box that stands out of the text: a note, a tip, a warning.

    `kind` is its engine's word for it, `title` its author's own, `label` the name of its kind in English where its engine shows that.
    """

    span: Span
    kind: str
    title: Inline
    blocks: tuple[Block, ...]
    label: str = ""

    @property
    def head(self) -> Inline:
        """What its readers see above it: the name of its kind, where its engine shows that, and its title."""
        return (Run(self.label + (": " if self.title else "")), *self.title) if self.label else self.title


class Tone(StrEnum):
    """What a part of code is to its language; a template has a colour for each."""

    KEYWORD = "keyword"
    NAME = "name"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    DIM = "dim"  # a line beside those that its author marked


class Toned(NamedTuple):
    """The characters of code from `start` to `end` (offsets), and their tone."""

    start: int
    end: int
    tone: Tone


class Code(NamedTuple):
    """Code; `marked` are the lines (counted from 1) that its author points at, `tones` its parts in order, as far as they have a tone."""

    span: Span
    text: str
    language: str = ""
    marked: tuple[int, ...] = ()
    tones: tuple[Toned, ...] = ()


class Table(NamedTuple):
    """Rows of cells; `rows[0]` is the head. `aligns` are "left", "center", "right" or "" for each column, as far as the author says."""

    span: Span
    rows: tuple[tuple[Inline, ...], ...]
    aligns: tuple[str, ...] = ()


class ChartSeries(NamedTuple):
    """One run of numbers of a chart, one for each category; None where its author left one out. `name` "" where it has none."""

    name: str
    values: tuple[float | None, ...]


class Chart(NamedTuple):
    """Numbers to be drawn: `kind` is "bar", "column", "line" or "pie"; `title` is its author's own.

    `unit` is written at each number, before it where `leads`; `decimals` are the most that any number was written with, `grouped`: with
    a sign between thousands; `zero` is the zero of their digits. `rows` is all of it as written, its head first.
    """

    span: Span
    kind: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    unit: str = ""
    leads: bool = False
    decimals: int = 0
    grouped: bool = False
    zero: str = "0"


# of a picture
MIDDLE = (0.5, 0.5)


class Image(NamedTuple):
    """A picture's file as it goes into the deck: the SHA-256 of its bytes, its kind ("png", "jpeg", "gif"), its size in pixels.

    `drawing` is the SHA-256 of the SVG that it is a copy of, "" for none.
    """

    digest: str
    kind: str
    width: int
    height: int
    drawing: str = ""

    @property
    def mark(self) -> str:
        """What tells it from any other picture in a file."""
        return f"{self.digest}+{self.drawing}" if self.drawing else self.digest


class Picture(NamedTuple):
    """A picture where it stands: `source` as written, `alt` its text for those who do not see it; `image` None: it cannot be shown.

    `focus` is what must be seen of it where it is cropped, in shares of its width and height from its top left corner.
    """

    span: Span
    source: str
    alt: str = ""
    caption: str = ""
    image: Image | None = None
    focus: tuple[float, float] = MIDDLE


class Formula(NamedTuple):
    """A formula that stands by itself: its source (LaTeX); `tree` None: it cannot be set, and its source is shown.

    `extent` is its size in em, `image` its picture for programs that know no formulas. `lifted`: it stands in a sentence, too.
    """

    span: Span
    source: str
    tree: Node | None = None
    extent: Extent = Extent(0.0, 0.0)
    image: Image | None = None
    lifted: bool = False


class Rule(NamedTuple):
    span: Span


class Footnote(NamedTuple):
    """A footnote behind the block in which its mark stands; `number` is that of the mark, 0 where none is shown."""

    span: Span
    label: str
    paragraphs: tuple[Inline, ...]
    number: int = 0


class Directive(NamedTuple):
    """Settings for the heading above: `<!-- deck: layout=duo -->`."""

    span: Span
    values: tuple[tuple[str, str], ...]


class SpokenNote(NamedTuple):
    """The author's own speaker note: `<!-- notes: ... -->` or `::: notes`; one Inline per paragraph."""

    span: Span
    paragraphs: tuple[Inline, ...]


Block: TypeAlias = (
    Heading | Paragraph | Listing | Quote | Callout | Code | Table | Chart | Picture | Formula | Rule | Footnote | Directive | SpokenNote
)


class Meta(NamedTuple):
    """What the front matter says; empty where it says nothing.

    `authors` are names or keys as written; `date` is as the author wrote it, ISO 8601 where it was a date; `changed` is the day of the
    last change.
    `image` is the picture that stands for the page, as written: its social card or banner.
    `address` is where the article is on the web, absolute.
    `settings` is the mapping under `deck:`, unchecked. `lines` gives the line of each top-level key.
    """

    title: str = ""
    subtitle: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    event: str = ""
    venue: str = ""
    slug: str = ""
    language: str = ""
    image: str = ""
    changed: str = ""
    address: str = ""
    settings: Mapping[str, object] = {}
    lines: Mapping[str, int] = {}


class Article(NamedTuple):
    """A whole article: `path` on disk, `name` as the user wrote it."""

    path: Path
    name: str
    meta: Meta
    language: Language
    blocks: tuple[Block, ...]
