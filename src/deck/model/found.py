"""A deck as a file has it, ours or edited: what is compared when it is built again."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from deck.model.units import Box


def text_digest(text: str) -> str:
    """Return the digest by which words are known where they are not told."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# the digest of a text without a word
EMPTY = text_digest("")
# what LibreOffice calls itself, at the start, in a file that it saved
LIBREOFFICE = "LibreOffice"


class FoundRun(NamedTuple):
    """Characters of one look; a line break is a newline.

    `look` is a digest of all formatting that was set on them, "" for none: equal looks, equal formatting. `size` in points and `bold` only
    where they are set on the run itself.
    """

    text: str
    look: str = ""
    size: float | None = None
    bold: bool | None = None


class FoundParagraph(NamedTuple):
    """A paragraph; one that is known by its digests alone (the base that travels in the file) has no `runs`.

    `digest` is that of its text; `look` that of its own properties and of the looks of its characters, place by place; `style` the same
    without the places, so that it stays when only words change. Both are "" only where looks are not known: a paragraph on which nothing
    is set has digests, too. The number of the slide reads as "<#>" in angle quotes, whatever it was. `derived`: made anew at every build.
    `before` (points) is the space above it and `margin` (EMU) that at its start, where it sets them itself.
    """

    runs: tuple[FoundRun, ...] = ()
    digest: str = ""
    look: str = ""
    style: str = ""
    level: int = 0
    derived: bool = False
    before: float | None = None
    margin: int | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float | None:
        """The size that was set on its characters, the largest of several."""
        return max((run.size for run in self.runs if run.size is not None), default=None)


# the paragraphs of a text frame, of one cell, or of the notes
Body = tuple[FoundParagraph, ...]


class FoundShape(NamedTuple):
    """A shape of a slide, as it stands in the order of drawing; a group is one shape.

    `tag` is the element's name ("sp", "pic", "graphicFrame", "grpSp", "cxnSp" ...), `kind` and `idx` tell the placeholder that it fills
    ("" for none). `box` is where it stands, inherited or not (None where nobody says), `own_box`: it says so itself; `turned` its rotation
    and flips, "" for none. `bodies` are its texts: one of a text frame, one for each cell of a table, whose `columns` are counted.
    `image` is the digest of its picture's bytes, with "+" that of the drawing (SVG) shown in its place.
    `crop` what is cut off at the left, top, right and bottom, in 1/1000 %.
    `look` is a digest of all other formatting of the shape (fill, line, text frame, click); "" where looks are not known.
    A shape that is known by its digests alone has that of its alternative text (`text_digest`) as `alt`, "" for none.
    `inside` is a digest of what is neither text nor picture: a chart, a group, a drawing; the text of such a shape is in `bodies` as well.
    `book` is a digest of what the cells say of the workbook behind a chart, "" where there is none.
    `insets` are those of its text frame, left, top, right and bottom in EMU, None where it inherits them; () where nobody looked.
    """

    name: str
    guid: str = ""
    tag: str = "sp"
    kind: str = ""
    idx: int = 0
    box: Box | None = None
    own_box: bool = False
    turned: str = ""
    bodies: tuple[Body, ...] = ()
    columns: int = 0
    image: str = ""
    crop: tuple[int, ...] = (0, 0, 0, 0)
    alt: str = ""
    look: str = ""
    inside: str = ""
    book: str = ""
    insets: tuple[int | None, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for body in self.bodies for paragraph in body)


class FoundSlide(NamedTuple):
    """A slide; `key` is "" on one that does not tell, `number` its creation id (p14:creationId), 0 for none.

    `layout` is the layout's name, `title` its title in plain words. `extras` are what else is on it, each a word for it with a digest:
    ("animation", ...), ("transition", ...), ("background", ...), ("comments", ...), ("other", ...).
    """

    key: str
    layout: str
    shapes: tuple[FoundShape, ...]
    notes: Body = ()
    hidden: bool = False
    number: int = 0
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        titles = (shape.text for shape in self.shapes if shape.kind in ("title", "ctrTitle"))
        return " ".join(next(titles, "").split())


class FoundDeck(NamedTuple):
    """A deck; `width` and `height` of its slides in EMU; `program` as the file names it that saved it last.

    `looks`: digests of looks can be compared with those of the deck that it stands beside; not so where another program rewrote all
    formatting. `designs` is a digest of its masters, layouts and themes, "" where unknown.
    """

    slides: tuple[FoundSlide, ...]
    width: int = 0
    height: int = 0
    program: str = ""
    looks: bool = True
    designs: str = ""
    layouts: tuple[str, ...] = ()
