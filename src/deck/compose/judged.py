"""What is told of a template's layouts: text that is hard to read, what lies in its way, and too little room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deck.compose.found import CONTENT
from deck.compose.legible import Text, cramped, texts_of
from deck.compose.space import area
from deck.findings import Finding, Severity
from deck.model.placed import PlacedDeck
from deck.model.template import TEXTS, Layout, Template

# so many layouts, and places on one, are named, the others counted
MOST_NAMED = 3
# what a placeholder is called, by OOXML's name for its kind
CALLED = {
    "title": "title",
    "ctrTitle": "title",
    "subTitle": "subtitle",
    "ftr": "footer",
    "sldNum": "slide number",
    "dt": "date",
}
FAINT_REMEDY = "make its colour darker or lighter in the slide master view, or give that role another layout in the settings beside it"
FREE_REMEDY = "make its colour darker or lighter in the slide master view, and slides can be set on it"
HIDDEN = "a picture, a pattern or a shape, so nobody can tell whether it is read; look at a slide on it"


def told_of_deck(placed: PlacedDeck, template: Template) -> Iterator[Finding]:
    """Yield what is hard to read in a deck for its template's sake: a finding each for all its slides together."""
    used: dict[str, dict[int, frozenset[int]]] = {}
    for slide in placed.slides:
        for shape in slide.texts:
            levels = frozenset(paragraph.level for paragraph in shape.paragraphs)
            known = used.setdefault(slide.layout, {})
            known[shape.idx] = known.get(shape.idx, frozenset()) | levels
    texts = [
        text
        for layout in _once(template.layouts)
        if not is_ours(layout, template)
        for text in texts_of(template, layout, used.get(layout.name, {}))
        if text.holder.idx in used.get(layout.name, {})
    ]
    if faint := [text for text in texts if text.is_faint]:
        worst = min(faint, key=_ratio)
        message = (
            f"the template's text on {_on(faint)} stands out too little from its ground, at worst {_ratio(worst):.1f}:1 where WCAG AA asks "
            f"for {worst.least:g}:1; {FAINT_REMEDY}"
        )
        yield Finding("D631", Severity.WARNING, message)
    if hidden := [text for text in texts if _is_hidden(text, template)]:
        yield Finding("D632", Severity.NOTE, f"the template's text on {_on(hidden)} stands on {HIDDEN}")


def told_of_template(template: Template) -> Iterator[Finding]:
    """Yield what is to be told of the layouts of a template whose roles are bound: those of its own, and what is composed on them."""
    layouts = [layout for layout in _once(template.layouts) if not is_ours(layout, template)]
    used, unused = [layout for layout in layouts if layout.role], [layout for layout in layouts if not layout.role]
    for layout in used:
        if faint := _faint(template, layout):
            places = ", ".join(f"{_called(text)} {_ratio(text):.1f}:1, not {text.least:g}:1" for text in faint[:MOST_NAMED])
            message = f"{_named([layout])}: text stands out too little from its ground (WCAG AA): {places}; {FAINT_REMEDY}"
            yield Finding("D631", Severity.WARNING, message)
    if faint := [text for layout in unused for text in _faint(template, layout)]:
        worst = min(faint, key=_ratio)
        message = (
            f"{_on(faint)}, where no role goes: text stands out too little from its ground (WCAG AA), at worst a {_called(worst)} on "
            f"“{worst.layout.name}” with {_ratio(worst):.1f}:1, not {worst.least:g}:1; {FREE_REMEDY}"
        )
        yield Finding("D631", Severity.WARNING, message)
    hidden = [text for layout in layouts for text in texts_of(template, layout) if _is_hidden(text, template)]
    if hidden:
        yield Finding("D632", Severity.NOTE, f"text on {_on(hidden)} stands on {HIDDEN}")
    yield from _cramped(layouts, template)
    yield from _small_print(layouts, template)


def _faint(template: Template, layout: Layout) -> list[Text]:
    return [text for text in texts_of(template, layout) if text.is_faint]


def is_ours(layout: Layout, template: Template) -> bool:
    """Tell whether a layout is one of ours, whose text is known to be read."""
    return layout.role == layout.name and layout.name not in _composed(template)


def _composed(template: Template) -> frozenset[str]:
    return frozenset(made.name for made in template.compositions)


def _is_hidden(text: Text, template: Template) -> bool:
    """Tell whether nobody knows what a text stands on; what was composed crosses only lines of its own."""
    return text.ratio is None or (text.crossed and text.layout.name not in _composed(template))


def _small_print(layouts: Iterable[Layout], template: Template) -> Iterator[Finding]:
    """Yield one finding for all bodies for content whose first level is smaller than is read from the last row."""
    least = CONTENT * template.width * template.height
    bodies = [
        (layout, holder.levels[0].size)
        for layout in layouts
        if layout.name not in _composed(template)
        for holder in layout.placeholders
        if holder.kind in TEXTS and area(holder.box) >= least and holder.levels and holder.levels[0].size < template.least
    ]
    if bodies:
        smallest = min(size for _, size in bodies)
        message = (
            f"text for content is set at {smallest:g} points on {_named(layout for layout, _ in bodies)}, and read from the last row from "
            f"{template.least:g} on; slides are set no smaller than that all the same, so set it larger for those that you make by hand"
        )
        yield Finding("D634", Severity.NOTE, message)


def _cramped(layouts: Iterable[Layout], template: Template) -> Iterator[Finding]:
    """Yield a finding for each way in which placeholders are too small, for all layouts where they are."""
    found: dict[str, list[Layout]] = {}
    for layout in layouts:
        for small in cramped(template, layout) if layout.name not in _composed(template) else ():
            kind = CALLED.get(small.holder.kind, f"body {small.holder.idx}")
            found.setdefault(f"{kind} {small.why}", []).append(layout)
    for why, places in found.items():
        yield Finding("D633", Severity.WARNING, f"{_named(places)}: the {why}; make it larger in the slide master view")


def _on(texts: Iterable[Text]) -> str:
    return _named(text.layout for text in texts)


def _named(layouts: Iterable[Layout]) -> str:
    """Return some layouts by their names, and how many there are beside them."""
    names = list(dict.fromkeys(f"“{layout.name}”" for layout in layouts))
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED])
    return f"layout {shown}" if len(names) == 1 else f"layouts {shown}" + (f" and {more} more" if more > 0 else "")


def _once(layouts: Iterable[Layout]) -> Iterator[Layout]:
    """Yield layouts, one that serves several roles once."""
    return iter({layout.name: layout for layout in layouts}.values())


def _called(text: Text) -> str:
    return CALLED.get(text.holder.kind, f"body {text.holder.idx}")


def _ratio(text: Text) -> float:
    return text.ratio or 0.0
