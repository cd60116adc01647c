"""Hidden slides behind the talk with what its slides leave out: whole sentences of the article, and the way there and back."""

from __future__ import annotations

from collections.abc import Iterator

from deck.model.article import Inline, Run
from deck.model.inline import bold, lowered
from deck.model.placed import PlacedDeck, PlacedShape, PlacedSlide, PlacedTable
from deck.model.slides import APPENDIX, Aside, Deck, Kind, Point, Quotation, Section, Slide
from deck.model.words import Words
from deck.outline.sentences import sentences
from deck.outline.slides import joint

KEY = "appendix"
# slides that stand for no section, or whose text stays in their notes
APART = (Kind.TITLE, Kind.AGENDA, Kind.QUESTION, Kind.QR_CODES)


def with_appendix(deck: Deck, placed: PlacedDeck, tongue: Words) -> Deck:
    """Return the deck with a hidden slide for each that leaves out sentences, as `placed` shows, the two leading to each other."""
    pages: dict[str, list[PlacedSlide]] = {}
    for page in placed.slides:
        pages.setdefault(page.key.partition("+")[0], []).append(page)
    kept, behind = [], []
    for slide in deck.slides:
        shown = "".join(_letters(text) for page in pages[slide.key] for text in _texts(page))
        points = () if slide.kind in APART else tuple(_left_out(slide, shown, tongue))
        if not points:
            kept.append(slide)
            continue
        name = f"{slide.key}{APPENDIX}"
        behind.append(_further(slide, name, points, deck, tongue))
        kept.append(slide._replace(leads_to=name))
    if not behind:
        return deck
    return deck._replace(slides=(*kept, *behind), sections=(*deck.sections, Section(KEY, tongue.appendix or deck.title)))


def _further(slide: Slide, key: str, points: tuple[Point, ...], deck: Deck, tongue: Words) -> Slide:
    """Return the hidden slide of what a slide leaves out."""
    word = (Run(tongue.appendix),) if tongue.appendix else ()
    between = (Run(joint(deck.language.right_to_left)),) if slide.kicker and word else ()
    kicker = (*slide.kicker, *between, *word)
    made = Slide(key, Kind.APPENDIX, slide.span, KEY, slide.title, kicker, points=points, detail="full")
    return made._replace(hidden=True, leads_to=slide.key)


def _left_out(slide: Slide, shown: str, tongue: Words) -> Iterator[Point]:
    """Yield what of a slide's text it does not show: each paragraph of its prose, then each point by its lead."""
    told = slide.spoken if not isinstance(slide.exhibit, Quotation | Aside) else (*slide.spoken, *slide.instead)
    for n, text in enumerate(told, 1):
        said = tuple(_unseen(sentences(text, tongue), shown))
        if said:
            yield Point(f"{slide.key}{APPENDIX}/{n}", slide.span, (), said)
    yield from _of_points(slide.points, shown, tongue)


def _of_points(points: tuple[Point, ...], shown: str, tongue: Words) -> Iterator[Point]:
    for point in points:
        own = _letters(point.lead) + "".join(map(_letters, point.sentences))
        more = (said for text in point.spoken for said in sentences(text, tongue) if _letters(said) not in own)
        first = point.sentences[:1] if point.runs_in else ()
        said = tuple(_unseen((*point.sentences[len(first) :], *more), shown))
        if said:
            # a lead that runs on into its sentence says nothing without it
            whole = tuple((*bold(point.lead), *text) for text in first)
            yield Point(f"{point.key}{APPENDIX}", point.span, () if whole else point.lead, (*whole, *said))
        yield from _of_points(point.children, shown, tongue)


def _unseen(said: tuple[Inline, ...] | list[Inline], shown: str) -> Iterator[Inline]:
    """Yield the sentences that are not shown; the source of a formula or code is none."""
    for text in said:
        letters = _letters(text)
        if letters and letters not in shown and not all(run.code for run in text if run.text.strip()):
            yield text


def _texts(page: PlacedSlide) -> Iterator[Inline]:
    for shape in page.shapes:
        match shape:
            case PlacedShape(paragraphs=paragraphs):
                yield from (tuple(Run(run.text) for run in paragraph.runs) for paragraph in paragraphs)
            case PlacedTable(rows=rows):
                yield from (tuple(Run(run.text) for run in cell.runs) for row in rows for cell in row.cells)
            case _:
                continue


def _letters(text: Inline) -> str:
    """Return what is the same of a text however it is set; a slide has the marks of footnotes as digits."""
    return "".join(c for run in text for c in lowered(run).text.casefold() if c.isalnum())
