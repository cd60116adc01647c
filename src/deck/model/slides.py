"""What a deck says, slide by slide, and never where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from deck.model.article import Chart, Code, Footnote, Formula, Image, Inline, Picture, Run, Span, Table
from deck.model.language import Language

# the sections (their keys) that are none of the article's own
AROUND = ("title", "closing", "qr", "appendix")
# ends the key of a card that stands for a group
CARD = "#card"
# ends the key of a hidden slide with what another leaves out
APPENDIX = "#appendix"


class Kind(StrEnum):
    """What a slide is for; the layout is chosen later."""

    TITLE = "title"
    HEADLINE = "headline"  # a section without points: its title, and sentences of its own that deserve it
    CHAPTER = "chapter"  # a section whose groups follow as slides of their own
    POINTS = "points"
    LIST = "list"
    TABLE = "table"
    CHART = "chart"
    CODE = "code"
    PICTURE = "picture"
    FORMULA = "formula"
    QUOTE = "quote"
    CALLOUT = "callout"
    AGENDA = "agenda"
    QR_CODES = "qr codes"
    APPENDIX = "appendix"
    QUESTION = "question"


class Title(NamedTuple):
    """A slide's title in two tones: "Topic:" and the claim after it. `claim` is empty where there is no colon."""

    topic: Inline
    claim: Inline = ()

    @property
    def gap(self) -> str:
        """What stands between topic and claim: a space, but none after a full-width colon, which brings its own."""
        return "" if self.topic and self.topic[-1].text.endswith("：") else " "

    @property
    def text(self) -> Inline:
        return tuple(run for run in (*self.topic, Run(self.gap), *self.claim) if run.text) if self.claim else self.topic


class Point(NamedTuple):
    """One thing that the audience reads, and all that the speaker says about it.

    `lead` is the bold head, without its closing colon, dash or full stop; empty for a bullet that has none.
    `runs_in`: the lead is the opening of `sentences[0]`, one sentence with it; `sentences` then starts behind the lead.
    `spoken` holds the whole text of the bullet and of the prose behind it, paragraph by paragraph.
    `target` is the key of a slide that this point links to (cards). `number` is its place in an ordered list, 0 in any other.
    `style` is that of its number, see Listing.
    `done` tells of a task whether it is, None of any other point.
    """

    key: str
    span: Span
    lead: Inline
    sentences: tuple[Inline, ...] = ()
    runs_in: bool = False
    spoken: tuple[Inline, ...] = ()
    children: tuple[Point, ...] = ()
    target: str = ""
    number: int = 0
    done: bool | None = None
    style: str = ""


class Quotation(NamedTuple):
    """Somebody's words: each paragraph as it stands, and who said them, if the author tells."""

    span: Span
    text: tuple[Inline, ...]
    source: Inline = ()


class Aside(NamedTuple):
    """What its author put in a box: its title, if it has one, and each paragraph as it stands."""

    span: Span
    title: Inline
    text: tuple[Inline, ...]


class Gallery(NamedTuple):
    """Pictures that stand together, in order; all of them can be shown."""

    span: Span
    pictures: tuple[Picture, ...]


class QrCode(NamedTuple):
    """A way out of the deck that a telephone reads: where it leads, and what is there in its author's words, if there are some.

    `image` None: it is not drawn yet. `quiet` is the share of its width that is empty at each side.
    """

    address: str
    words: Inline = ()
    image: Image | None = None
    quiet: float = 0.0


class QrCodes(NamedTuple):
    """QR codes that stand together; the article's own is the first where `own`."""

    span: Span
    codes: tuple[QrCode, ...]
    own: bool = False


Exhibit: TypeAlias = Table | Chart | Code | Picture | Gallery | Formula | Quotation | Aside | QrCodes


class Figure(NamedTuple):
    """A number that is what a slide is about: `number` with its sign, `unit` the adjacent words that say of what, as the author has them.

    `point` is the place (from 0) of the point whose first sentence holds it, None where none does.
    """

    number: str
    unit: Inline = ()
    point: int | None = None


class Slide(NamedTuple):
    """One slide as meant, before it is known whether it fits on one.

    `kicker` is the small line above the title, `under` the line below it (subtitle, second question),
    `byline` stands at the foot of the title slide. `spoken` is what the speaker says before the first point;
    `own_notes` are the author's own. `detail` is "first", "full" or "none"; `layout` what the author asked for, if anything.
    `exhibit` is shown as it is, beside the points where there are some; `legend` is the sentence that introduces it, `instead` what
    is said where no slide can show it.
    `figure` may be set large. A `hidden` slide is in the file, and skipped when the talk is given. `pinned`: its author gave the key.
    `frozen`: its author wants it left as it is in the deck, for good.
    `leads_to` is the key of the slide that a click on its kicker leads to.
    `statements` are whole sentences of `spoken` that may be shown where there are no points; they are said all the same.
    """

    key: str
    kind: Kind
    span: Span
    section: str
    title: Title
    kicker: Inline = ()
    under: Inline = ()
    byline: Inline = ()
    points: tuple[Point, ...] = ()
    spoken: tuple[Inline, ...] = ()
    own_notes: tuple[Inline, ...] = ()
    detail: str = "first"
    layout: str = ""
    exhibit: Exhibit | None = None
    legend: Inline = ()
    instead: tuple[Inline, ...] = ()
    figure: Figure | None = None
    hidden: bool = False
    pinned: bool = False
    statements: tuple[Inline, ...] = ()
    frozen: bool = False
    leads_to: str = ""


class Section(NamedTuple):
    """A named run of slides: an H2, the opening or the closing."""

    key: str
    name: str


class Deck(NamedTuple):
    """A talk: `title` is the deck's own, for the footer and the file's properties.

    `numbers` says whether slides are numbered, `digits` are the language's ten, or "".
    `builds`: what appears one by one, "points" or "none"; `transition`: how a slide gives way to the next, "none" for at once.
    `footnotes` are all of the article that have a number.
    """

    language: Language
    title: str
    authors: tuple[str, ...]
    description: str
    sections: tuple[Section, ...]
    slides: tuple[Slide, ...]
    numbers: bool = True
    digits: str = ""
    builds: str = "none"
    transition: str = "none"
    footnotes: tuple[Footnote, ...] = ()


def muted(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return points that say nothing, for what they say is said elsewhere."""
    return tuple(point._replace(spoken=(), children=muted(point.children)) for point in points)


def pictures_of(exhibit: Exhibit | None) -> tuple[Picture, ...]:
    """Return the pictures that an exhibit is made of, none for one of another kind."""
    match exhibit:
        case Picture() as picture:
            return (picture,)
        case Gallery(pictures=pictures):
            return pictures
        case _:
            return ()
