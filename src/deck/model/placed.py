"""A deck with every size and place decided, and nothing of the file format yet."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from deck.model.article import ChartSeries, Image, Inline, Span
from deck.model.formula import Node
from deck.model.language import Language
from deck.model.slides import Section
from deck.model.units import Box


class PlacedRun(NamedTuple):
    """Characters of one look. `bold` None means: as the placeholder's level has it. `soft` is the second tone of a text.

    A newline in `text` is a line break within the paragraph. `shift` is 1 above the line, -1 below it; `mark`: highlighted; `key`: a key
    of the keyboard. `tone` is what it is to the language of its code (Tone), "" for nothing.
    """

    text: str
    bold: bool | None = None
    soft: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    shift: int = 0
    mark: bool = False
    key: bool = False
    tone: str = ""


class PlacedParagraph(NamedTuple):
    """`level` counts from 0; `size` (points), `before` (points) and `margin` (EMU) only where they differ from the level's own.

    `number`: the paragraph stands in an ordered list and this is its number; 0 in any other. `left_to_right`: it does so in every language.
    `continued`: it goes on with the line of code above it, which a mark before it tells. `style` is that of its number, see Listing.
    `hang` is how far before its margin the first line begins, in EMU; None for all of it.
    `done`: the paragraph is a task, and whether it is done; None for any other.
    """

    runs: tuple[PlacedRun, ...]
    level: int = 0
    size: float | None = None
    before: float | None = None
    margin: int | None = None
    number: int = 0
    left_to_right: bool = False
    continued: bool = False
    done: bool | None = None
    hang: int | None = None
    style: str = ""


class PlacedShape(NamedTuple):
    """A placeholder filled with text.

    `key` names it within the slide ("title", "kicker", "lead 1"); `kind` and `idx` say which placeholder of the layout it fills;
    `box` is that placeholder's own (inherited, not written out) unless it stands `apart` from it. `top_inset` and `right_inset` (EMU)
    only where they differ from the placeholder's; `right_inset` is the inset at the end of the line, so at the left in a right-to-left
    deck.
    `lines` are the lines as predicted, `height` the predicted height of the text in points.
    `target` is the key of a slide, or an address, that a click on the shape leads to.
    """

    key: str
    kind: str
    idx: int
    box: Box
    paragraphs: tuple[PlacedParagraph, ...]
    top_inset: int | None = None
    right_inset: int | None = None
    lines: tuple[str, ...] = ()
    height: float = 0.0
    target: str = ""
    apart: bool = False


class PlacedPicture(NamedTuple):
    """A placeholder filled with a picture; `box` is where it stands, and may be smaller than the placeholder.

    `crop` is what is cut off at the left, top, right and bottom, in 1/1000 % of the picture; `alt` "" for one that is only decoration.
    `target` is the address that a click on it leads to.
    """

    key: str
    kind: str
    idx: int
    box: Box
    image: Image
    alt: str = ""
    crop: tuple[int, ...] = (0, 0, 0, 0)
    target: str = ""


class PlacedCell(NamedTuple):
    """A cell's text; `align` is "start", "end" or "center"."""

    runs: tuple[PlacedRun, ...]
    align: str = "start"


class PlacedRow(NamedTuple):
    """`height` in EMU; `single`: each of its cells is one line."""

    cells: tuple[PlacedCell, ...]
    height: int
    single: bool = False


class PlacedTable(NamedTuple):
    """A placeholder filled with a table, whose first row is its head where it is `headed`.

    `box` is where it stands, `columns` are their widths in EMU, `size` of its text in points, `line` its spacing (1.0 for 100 %),
    `padding` of a cell in EMU: at its sides, above and below.
    Columns stand from left to right in every language; `names` is the one that names the rows, -1 where none does.
    """

    key: str
    kind: str
    idx: int
    box: Box
    columns: tuple[int, ...]
    rows: tuple[PlacedRow, ...]
    size: float
    line: float = 1.0
    padding: tuple[int, ...] = (0, 0)
    names: int = -1
    headed: bool = True


# sizes in a chart, in points: of the numbers on an axis, and of the names of series above the plot
AXIS_NUMBERS, SERIES_NAMES = 18.0, 20.0


class PlacedChart(NamedTuple):
    """A placeholder filled with a chart of `type` "bar", "column", "line" or "pie"; `box` is where it stands.

    `plot` is where its bars, lines or slices stand: left, top, width and height as shares of the box. `size` is that of the numbers at
    them, `axis_size` that of the names along the axis, in points. `number` is the format of a number (ECMA-376-1, 18.8.31).
    `labelled`: a number stands at each; where none does, an axis tells them. `named` is where the names of several series stand: "ends"
    of their lines, "legend", or "" where there is one. `every`: so many categories share one name on the axis. `percent`: slices tell
    their share of the whole in place of their number.
    """

    key: str
    kind: str
    idx: int
    box: Box
    type: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    plot: tuple[float, float, float, float]
    size: float
    axis_size: float
    number: str = "General"
    labelled: bool = True
    named: str = ""
    every: int = 1
    percent: bool = False
    alt: str = ""


class PlacedFormula(NamedTuple):
    """A placeholder filled with a formula; `box` is where it stands, and smaller than the placeholder.

    `size` of its type in points, `image` its picture for programs that know no formulas, `alt` its source.
    """

    key: str
    kind: str
    idx: int
    box: Box
    tree: Node
    size: float
    image: Image
    alt: str = ""


Shape: TypeAlias = PlacedShape | PlacedPicture | PlacedTable | PlacedChart | PlacedFormula


class Part(NamedTuple):
    """What appears at a click, or part of it: a shape by its key, as a whole, or one of its paragraphs (counted from 0)."""

    shape: str
    paragraph: int | None = None


# what appears together
Build: TypeAlias = tuple[Part, ...]


class NoteParagraph(NamedTuple):
    """A paragraph of the speaker notes. `derived` lines (time plan, rule, "continued") are made anew at every build."""

    text: Inline
    derived: bool = False


class PlacedSlide(NamedTuple):
    """One slide of the file. `key` is unique in the deck; `name` is its title in plain words; shapes stand in reading order.

    A `hidden` one is skipped when the talk is given. A `frozen` one is left as the deck on disk has it, which changes nothing of how it is
    made: it is no part of the build's id.
    `builds` are what appears click by click, in order; `transition` is how the slide takes the place of the one before, "none" for at once.
    """

    key: str
    section: str
    layout: str
    name: str
    span: Span
    shapes: tuple[Shape, ...]
    notes: tuple[NoteParagraph, ...]
    hidden: bool = False
    frozen: bool = False
    builds: tuple[Build, ...] = ()
    transition: str = "none"

    @property
    def texts(self) -> tuple[PlacedShape, ...]:
        """The placeholders filled with text."""
        return tuple(shape for shape in self.shapes if isinstance(shape, PlacedShape))


class PlacedDeck(NamedTuple):
    language: Language
    title: str
    authors: tuple[str, ...]
    description: str
    sections: tuple[Section, ...]
    slides: tuple[PlacedSlide, ...]
