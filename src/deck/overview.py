"""The outline of a talk as a tree to look at, and the same as JSON (docs/outline.md)."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from deck.findings import Finding
from deck.model.article import Article, Block, Callout, Inline, Item, Listing, Quote, Rule, Run, plain
from deck.model.counting import count_words
from deck.model.placed import PlacedDeck, PlacedShape, PlacedSlide, PlacedTable
from deck.model.slides import AROUND, CARD, Deck, Kind, Point, Slide

SCHEMA = 1
LEFT_OUT = "D302"
RIGHT_TO_LEFT = ("R", "AL", "AN")
# keeps what stands on both sides of it in the order of the line, whatever their scripts
LEFT_TO_RIGHT_MARK = "\u200e"
# stands before a sentence that a slide shows
SAID = "\u2013"
# shapes whose words tell where one is in the talk
FURNITURE = ("kicker", "footer", "number")
HEADS = ("shown", "notes", "min", "lines")
# of a title or a point, what is left to read on a narrow terminal
LEAST_COLUMNS = 12


class Measure(NamedTuple):
    """How much there is: words that a slide shows, words in its notes, minutes to speak."""

    words: int
    notes_words: int
    minutes: float


class Place(NamedTuple):
    """A slide of the file: its key and layout, and how much there is on it."""

    key: str
    layout: str
    measure: Measure


class Shown(NamedTuple):
    """A point: `text` are its sentences, whole; `target` is the key of the slide that it leads to, "" for none."""

    key: str
    lead: str
    text: str
    number: int
    target: str
    points: tuple[Shown, ...]


class Leaf(NamedTuple):
    """A slide as meant; `lines` are the first and last in the article, nothing for one that is made of others. `parts`: as it was split.

    `statements` are the sentences of its prose that were chosen for it; where they do not fit, it shows fewer.
    A `hidden` one is in the file and skipped when the talk is given; a `frozen` one is left as it is in the deck.
    """

    key: str
    kind: str
    hidden: bool
    frozen: bool
    title: str
    measure: Measure
    lines: tuple[int, ...]
    points: tuple[Shown, ...]
    statements: tuple[str, ...]
    parts: tuple[Place, ...]


class Branch(NamedTuple):
    key: str
    name: str
    measure: Measure
    slides: tuple[Leaf, ...]


class Overview(NamedTuple):
    """A talk's outline; `closing` is the key of the slide that closes it, "" where none does."""

    article: str
    title: str
    language: str
    authors: tuple[str, ...]
    measure: Measure
    sections: tuple[Branch, ...]
    closing: str
    findings: tuple[Finding, ...]


def overview_of(article: Article, deck: Deck, placed: PlacedDeck, findings: tuple[Finding, ...], minutes: Sequence[float]) -> Overview:
    """Return the outline of a talk; `minutes` are those of its placed slides, in order."""
    places: dict[str, list[Place]] = {}
    for part, spoken in zip(placed.slides, minutes, strict=True):
        places.setdefault(part.key.partition("+")[0], []).append(Place(part.key, part.layout, _measured(part, spoken)))
    lines = _lines(article, deck, findings)
    leaves: dict[str, list[Leaf]] = {}
    for slide in deck.slides:
        parts = tuple(places[slide.key])
        leaf = Leaf(
            slide.key,
            str(slide.kind),
            slide.hidden,
            slide.frozen,
            plain(slide.title.text),
            _sum(part.measure for part in parts),
            lines[slide.key],
            _items(slide.points),
            tuple(map(plain, slide.statements)),
            parts,
        )
        leaves.setdefault(slide.section, []).append(leaf)
    sections = tuple(
        Branch(section.key, section.name, _sum(leaf.measure for leaf in leaves[section.key]), tuple(leaves[section.key]))
        for section in deck.sections
        if section.key in leaves
    )
    closing = next((slide.key for slide in deck.slides if slide.section == "closing" and not slide.hidden), "")
    return Overview(
        article.name,
        deck.title,
        deck.language.tag,
        deck.authors,
        _sum(part.measure for parts in places.values() for part in parts),
        sections,
        closing,
        findings,
    )


def as_json(overview: Overview) -> str:
    """Return an outline as JSON, its fields as docs/outline.md has them."""

    def much(measure: Measure) -> dict[str, object]:
        return {"words": measure.words, "notes_words": measure.notes_words, "minutes": round(measure.minutes, 2)}

    def of(value: object) -> object:
        if isinstance(value, Finding):
            lines = [value.span.first, value.span.last] if value.span else []
            file = value.span.path if value.span else ""
            return {
                "code": value.code,
                "severity": value.severity,
                "message": value.message,
                "slide": value.slide,
                "file": file,
                "lines": lines,
            }
        if not isinstance(value, tuple):
            return value
        names = getattr(value, "_fields", None)
        if names is None:
            return [of(inner) for inner in value]
        fields = zip(names, value, strict=True)
        return {key: told for name, inner in fields for key, told in (much(inner).items() if name == "measure" else ((name, of(inner)),))}

    tree = of(overview)
    return json.dumps({"schema": SCHEMA, **(tree if isinstance(tree, dict) else {})}, ensure_ascii=False, indent=2)


def as_text(overview: Overview, notes: Sequence[str], columns: int | None) -> str:
    """Return an outline as a tree. `notes` stand below it; `columns` is the width of the terminal, None where there is none."""
    rows = [(HEADS, ("",)), *_rows(overview)]
    widths = [max(_width(cells[n]) for cells, _ in rows) for n in range(len(HEADS))]
    lines = [overview.title, f"  {_facts(overview)}", ""]
    for cells, parts in rows:
        numbers = "  ".join(f"{' ' * (width - _width(cell))}{cell}" for width, cell in zip(widths, cells, strict=True))
        lines.append(_line(numbers, parts, columns))
    ending = [] if overview.closing else ["no slide closes the talk"]
    below = [f"  {line}" for line in (*ending, *notes)]
    return "\n".join((*lines, *(["", *below] if below else [])))


def _measured(slide: PlacedSlide, minutes: float) -> Measure:
    return Measure(count_words(_words_shown(slide)), count_words(note.text for note in slide.notes if not note.derived), minutes)


def _words_shown(slide: PlacedSlide) -> Iterator[Inline]:
    """Yield the texts of a slide that its audience reads, its furniture aside."""
    for shape in slide.shapes:
        match shape:
            case PlacedTable(rows=rows):
                yield from ((Run(run.text),) for row in rows for cell in row.cells for run in cell.runs)
            case PlacedShape(key=key, paragraphs=paragraphs) if key.partition(" ")[0] not in FURNITURE:
                yield from (tuple(Run(run.text) for run in paragraph.runs) for paragraph in paragraphs)


def _sum(measures: Iterable[Measure]) -> Measure:
    every = tuple(measures)
    return Measure(sum(one.words for one in every), sum(one.notes_words for one in every), sum(one.minutes for one in every))


def _items(points: tuple[Point, ...]) -> tuple[Shown, ...]:
    return tuple(
        Shown(point.key, plain(point.lead), " ".join(map(plain, point.sentences)), point.number, point.target, _items(point.children))
        for point in points
    )


def _lines(article: Article, deck: Deck, findings: tuple[Finding, ...]) -> dict[str, tuple[int, ...]]:
    """Return the lines of each slide: from its first to the last before another slide, or what is left out, begins."""
    starts: dict[str, int] = {}
    headings: set[int] = set()
    for slide in deck.slides:
        if slide.kind not in (Kind.AGENDA, Kind.QR_CODES, Kind.APPENDIX):
            starts[slide.key] = slide.span.first if slide.span.first not in headings else _first_shown(slide)
            headings.add(slide.span.first)
    edges = sorted({*starts.values(), *(finding.span.first for finding in findings if finding.code == LEFT_OUT and finding.span)})
    blocks = [block for block in article.blocks if not isinstance(block, Rule)]
    firsts = [block.span.first for block in blocks]
    found: dict[str, tuple[int, ...]] = {}
    for slide in deck.slides:
        first = starts.get(slide.key)
        if first is None:
            found[slide.key] = ()
            continue
        after = bisect_right(edges, first)
        end = edges[after] if after < len(edges) else firsts[-1] + 1 if firsts else first + 1
        at = bisect_left(firsts, end) - 1
        last = _last_line(blocks[at]) if at >= 0 else first
        found[slide.key] = (first, max(first, min(last, end - 1) if after < len(edges) else last))
    return found


def _last_line(block: Block) -> int:
    """Return the last line of a block that says something: a list's own span takes in the blank lines behind it."""
    match block:
        case Listing(items=(*_, Item(blocks=(*_, last)))) | Quote(blocks=(*_, last)) | Callout(blocks=(*_, last)):
            return _last_line(last)
        case _:
            return block.span.last


def _first_shown(slide: Slide) -> int:
    spans = (*(point.span for point in slide.points[:1]), *((slide.exhibit.span,) if slide.exhibit else ()))
    return min((span.first for span in spans), default=slide.span.first)


def _facts(overview: Overview) -> str:
    leaves = [leaf for branch in overview.sections for leaf in branch.slides]
    sections = [branch for branch in overview.sections if branch.key not in AROUND]
    points = sum(_count(leaf.points) for leaf in leaves if leaf.kind in (Kind.POINTS, Kind.LIST))
    told = (
        overview.language,
        ", ".join(overview.authors),
        _several(sum(len(leaf.parts) for leaf in leaves), "slide"),
        _several(len(sections), "section"),
        _several(points, "point"),
        f"about {_several(max(1, round(overview.measure.minutes)), 'minute')} to speak",
    )
    return " · ".join(filter(None, told))


def _count(points: tuple[Shown, ...]) -> int:
    return sum(1 + _count(point.points) for point in points)


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


Row = tuple[tuple[str, ...], tuple[str, ...]]


def _rows(overview: Overview) -> Iterator[Row]:
    """Yield the numbers of each line, and what stands behind them: what leads there, what it says, its key."""
    for n, branch in enumerate(overview.sections, 1):
        fork, rest = ("└─ ", "   ") if n == len(overview.sections) else ("├─ ", "│  ")
        if len(branch.slides) == 1:
            # the section is its slide
            yield from _leaf(branch.slides[0], fork, rest)
            continue
        yield _cells(branch.measure, ()), (f"{fork}{'section':<8} ", branch.name, f"#{branch.key}")
        for m, leaf in enumerate(branch.slides, 1):
            last = m == len(branch.slides)
            yield from _leaf(leaf, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


def _leaf(leaf: Leaf, fork: str, rest: str) -> Iterator[Row]:
    marks = ("  (hidden)" if leaf.hidden else "") + ("  (frozen)" if leaf.frozen else "")
    yield _cells(leaf.measure, leaf.lines), (f"{fork}{leaf.kind:<8} ", leaf.title, f"#{leaf.key}{marks}")
    for n, part in enumerate(leaf.parts, 1):
        if len(leaf.parts) > 1:
            yield _cells(part.measure, ()), (f"{rest}{f'{n}/{len(leaf.parts)}':>8} ", part.layout, f"#{part.key}")
    yield from ((("",) * len(HEADS), (f"{rest}{' ' * 9}{SAID} ", sentence, "")) for sentence in leaf.statements)
    yield from _points(leaf.points, rest + " " * 9, leaf.key)


def _points(points: tuple[Shown, ...], before: str, slide: str) -> Iterator[Row]:
    """Yield a line for each point; its key goes on after the slide's, unless it was another slide's once."""
    for point in points:
        mark = f"{point.number}." if point.number else "·"
        key = point.key.removeprefix(slide) if point.key.startswith(f"{slide}/") else f"#{point.key}"
        # a card goes by the name of its group, an entry of the agenda by that of its slide
        named = not point.target and not point.key.endswith(CARD)
        yield ("",) * len(HEADS), (f"{before}{mark} ", point.lead or point.text, key if named else "")
        yield from _points(point.points, f"{before}{' ' * (len(mark) + 1)}", slide)


def _cells(measure: Measure, lines: tuple[int, ...]) -> tuple[str, ...]:
    where = "-".join(map(str, dict.fromkeys(lines)))
    return (str(measure.words), str(measure.notes_words), f"{measure.minutes:.1f}", where)


def _line(numbers: str, parts: tuple[str, ...], columns: int | None) -> str:
    """Return a line: what it says is cut to the width of a terminal, the key never."""
    lead, *others = parts
    before = f"{numbers}  {lead}"
    if not others:
        return before.rstrip()
    text, key = " ".join(others[0].split()), others[1]
    if columns is None:
        return f"{before}{'  '.join(filter(None, (text, key)))}".rstrip()
    text = _cut(text, max(LEAST_COLUMNS, columns - 1 - _width(before) - (_width(key) + 2 if key else 0)))
    whole = (before, text, f"  {key}" if key else "")
    turned = any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for part in whole for c in part)
    return "".join(f"{LEFT_TO_RIGHT_MARK}{part}" if turned and part else part for part in whole).rstrip()


def _cut(text: str, columns: int) -> str:
    if _width(text) <= columns:
        return text
    kept, width = "", 1
    for c in text:
        width += _width(c)
        if width > columns:
            break
        kept += c
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    """Return the columns of a text in a terminal: East Asian characters take two, what combines with others none."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
