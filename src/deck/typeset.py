"""The typography of a language: spaces, quotes and dashes as its readers expect them; never words or case, never code or addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from deck.model.article import Chart, Code, Formula, Inline, Picture, Run, Table, plain
from deck.model.inline import cut, joined
from deck.model.slides import Aside, Deck, Exhibit, Gallery, Point, QrCodes, Quotation, Slide, Title
from deck.model.words import Words

NO_BREAK = "\u00a0"
# what stands for the characters of code and of addresses while the rules look at a text: no rule may change them
CODE, ADDRESS = "\ufffc", "\ufffb"
HIDDEN = CODE + ADDRESS
AN_ADDRESS = re.compile(
    rf"(?i:(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"«»“”„{HIDDEN}]*|(?<![\w.+-])[\w.+-]*\w@\w[\w.-]*)(?<![.,;:!?)\]}}'’…—–-])"
)
OPENS_AFTER = " \n\t\u00a0\u202f([{«„“‘—–-/¿¡"
CLOSES_BEFORE = " \n\t\u00a0\u202f)]}»”’—–-/.,;:!?…%"
# what may follow a mark that ends a word: behind ":" and ";" a bracket would make a face of it
BEHIND_MARK = r'(?=[\s»”’"…]|$)'
BEHIND_END = r"(?=[\s»”’\"'…)\].,—–]|$)"
# a sign that counts, and so stands with its number; before a digit it counts the one that follows
UNITS = "%‰°€$£¥₽₴₺₹"

FULL_WIDTH = "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f"
REPETITION = "\u0e46"

Edit = tuple[int, int, str]
Rule = Callable[[str, Words], Iterator[Edit]]
WordsOf = Callable[[str], Words]


def typeset(deck: Deck, words_of: WordsOf) -> Deck:
    """Return the deck with every text of it set as the list of words of its own language says; `words_of` knows that of a text."""
    slides = tuple(_slide(slide, words_of) for slide in deck.slides)
    sections = tuple(section._replace(name=_plainly(section.name, words_of)) for section in deck.sections)
    footnotes = tuple(note._replace(paragraphs=_all(note.paragraphs, words_of)) for note in deck.footnotes)
    return deck._replace(slides=slides, sections=sections, title=_plainly(deck.title, words_of), footnotes=footnotes)


def set_inline(text: Inline, words: Words) -> Inline:
    """Return one text set; setting it again changes nothing, and code and addresses stay as they are."""
    shown = _shown(text)
    for rule in RULES:
        edits = sorted(rule(shown, words), reverse=True)
        for start, end, new in edits:
            text = _replaced(text, start, end, new)
        if edits:
            shown = _shown(text)
    return text


def _slide(slide: Slide, words_of: WordsOf) -> Slide:
    return slide._replace(
        title=Title(_set(slide.title.topic, words_of), _set(slide.title.claim, words_of)),
        kicker=_set(slide.kicker, words_of),
        under=_set(slide.under, words_of),
        byline=_set(slide.byline, words_of),
        points=tuple(_point(point, words_of) for point in slide.points),
        spoken=_all(slide.spoken, words_of),
        own_notes=_all(slide.own_notes, words_of),
        exhibit=_exhibit(slide.exhibit, words_of),
        legend=_set(slide.legend, words_of),
        instead=_all(slide.instead, words_of),
        statements=_all(slide.statements, words_of),
        figure=slide.figure._replace(unit=_set(slide.figure.unit, words_of)) if slide.figure else None,
    )


def _exhibit(exhibit: Exhibit | None, words_of: WordsOf) -> Exhibit | None:
    match exhibit:
        case Table(rows=rows):
            return exhibit._replace(rows=tuple(_all(row, words_of) for row in rows))
        case Quotation(text=text, source=source):
            return exhibit._replace(text=_together(text, words_of), source=_set(source, words_of))
        case Aside(title=title, text=text):
            return exhibit._replace(title=_set(title, words_of), text=_together(text, words_of))
        case Picture() as picture:
            return _picture(picture, words_of)
        case Gallery(pictures=pictures):
            return exhibit._replace(pictures=tuple(_picture(picture, words_of) for picture in pictures))
        case Chart(categories=categories, series=series):
            named = tuple(one._replace(name=_plainly(one.name, words_of)) for one in series)
            texts = tuple(_plainly(text, words_of) for text in categories)
            return exhibit._replace(categories=texts, series=named, title=_plainly(exhibit.title, words_of), unit=_unit(exhibit, words_of))
        case QrCodes(codes=codes):
            return exhibit._replace(codes=tuple(code._replace(words=_set(code.words, words_of)) for code in codes))
        case Code() | Formula() | None:
            return exhibit


def _unit(chart: Chart, words_of: WordsOf) -> str:
    """Return a chart's unit with the space before it that the language of its names asks for."""
    if chart.leads:
        return chart.unit
    words = words_of(" ".join((chart.title, *chart.categories)))
    return plain(set_inline((Run(f"1{chart.unit}"),), words))[1:] if chart.unit else ""


def _picture(picture: Picture, words_of: WordsOf) -> Picture:
    return picture._replace(caption=_plainly(picture.caption, words_of), alt=_plainly(picture.alt, words_of))


def _point(point: Point, words_of: WordsOf) -> Point:
    return point._replace(
        lead=_set(point.lead, words_of),
        sentences=_together(point.sentences, words_of),
        spoken=_all(point.spoken, words_of),
        children=tuple(_point(child, words_of) for child in point.children),
    )


def _all(texts: tuple[Inline, ...], words_of: WordsOf) -> tuple[Inline, ...]:
    return tuple(_set(text, words_of) for text in texts)


def _together(texts: tuple[Inline, ...], words_of: WordsOf) -> tuple[Inline, ...]:
    """Return sentences set that are in one language."""
    words = words_of(" ".join(map(plain, texts)))
    return tuple(set_inline(text, words) for text in texts)


def _set(text: Inline, words_of: WordsOf) -> Inline:
    return set_inline(text, words_of(plain(text))) if text else text


def _plainly(text: str, words_of: WordsOf) -> str:
    return "".join(run.text for run in _set((Run(text),), words_of))


def _shown(text: Inline) -> str:
    """Return the characters of `text`, those of code and of addresses hidden behind as many others."""
    letters = "".join(CODE * len(run.text) if run.code or run.key else run.text for run in text)
    return AN_ADDRESS.sub(lambda found: ADDRESS * len(found.group()), letters)


def _replaced(text: Inline, start: int, end: int, new: str) -> Inline:
    """Return `text` with the characters from `start` to `end` replaced, in the style of the first of them.

    What is added takes the style of the character before it, or of the one behind where that is code. Code itself is never changed.
    """
    near = cut(text, start, end) if start < end else (*cut(text, max(0, start - 1), start), *cut(text, start, start + 1))
    styles = [run for run in near if not (run.code or run.key)]
    if not styles or (start < end and len(styles) < len(near)):
        return text
    added = (styles[0]._replace(text=new),) if new else ()
    return joined((*cut(text, 0, start), *added, *cut(text, end)))


def _narrow(text: str, words: Words) -> Iterator[Edit]:
    """Yield narrow no-break spaces as wide ones where the language sets many: the default face lacks the narrow one."""
    if words.space_before:
        for match in re.finditer("\u202f", text):
            yield *match.span(), NO_BREAK


def _apostrophes(text: str, words: Words) -> Iterator[Edit]:
    """Yield straight apostrophes within a word, or between one and what it is elided before; 5'10 is a measure."""
    if words.apostrophe:
        for match in re.finditer(rf"(?<=[\w{CODE}])'(?!(?<=\d')\d)(?=[\w{HIDDEN}])|(?<=[^\W\d_])'(?=[\"“„][\w{HIDDEN}]|«)", text):
            yield *match.span(), words.apostrophe


def _quotes(text: str, words: Words) -> Iterator[Edit]:
    """Yield straight quotes as the language's, but for inches, doubled ones and those that may be either."""
    found = [match.start() for match in re.finditer('(?<!")"(?!")', text)] if len(words.quotes) == 2 else []
    depth = 0
    for at in found:
        opens = _opens(text, at, depth, words.quotes[1], at < found[-1])
        if opens is not None:
            depth = max(0, depth + (1 if opens else -1))
            yield at, at + 1, words.quotes[0 if opens else 1]


def _opens(text: str, at: int, depth: int, closing: str, more: bool) -> bool | None:
    """Tell whether the quote at an offset opens, with `depth` quotations open before it; None where nothing tells."""
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    elided = before in ("'", "’") and (behind.isalnum() or behind in tuple(HIDDEN))
    free_before = not before or elided or (before in OPENS_AFTER and before != closing.strip())
    free_behind = not behind or behind in CLOSES_BEFORE
    if free_before != free_behind:
        return None if free_behind and not depth and before.isdigit() else free_before
    if depth:
        return False
    return True if free_before and more else None


def _loose_dashes(text: str, _: Words) -> Iterator[Edit]:
    """Yield the space before a dash between spaces as a no-break one, so that no line begins with the dash."""
    for match in re.finditer(r"(?<=[^\s—–])( )(?=[—–]\s)", text):
        yield *match.span(1), NO_BREAK


def _dashes(text: str, words: Words) -> Iterator[Edit]:
    """Yield a tight em dash with the language's spaces, and the space before a loose one."""
    if words.dash:
        for match in re.finditer(r"(?<=[^\s—])—(?=[^\s—])", text):
            yield *match.span(), words.dash
        for match in re.finditer(r"(?<=[^\s—]) (?=— \S)", text):
            yield *match.span(), words.dash.partition("—")[0]


def _inner_spaces(text: str, words: Words) -> Iterator[Edit]:
    """Yield one no-break space on the inner side of quotes that the language sets with one."""
    if len(words.quotes) == 2 and words.quotes[0].endswith(NO_BREAK):
        opening, closing = words.quotes[0][0], words.quotes[1][-1]
        inner = rf"(?<={opening})[ {NO_BREAK}]*(?=[^\s{closing}])|(?<=[^\s{opening}])[ {NO_BREAK}]*(?={closing})"
        for match in re.finditer(inner, text):
            if match.group() != NO_BREAK:
                yield *match.span(), NO_BREAK


def _marks(listed: str) -> str:
    """Return the pattern of those of ? ! : ; that are listed, where they end a word: not in a clock, an address, a face or "::"."""
    ends = "".join(mark for mark in "?!" if mark in listed)
    breathers = "".join(mark for mark in ":;" if mark in listed)
    found = [rf"[{ends}]+{BEHIND_END}"] if ends else []
    return "|".join(found + ([rf"[{breathers}]{BEHIND_MARK}"] if breathers else [])) or "(?!)"


def _spaces(text: str, words: Words) -> Iterator[Edit]:
    """Yield the space before high punctuation as a no-break one, one where it was left out, and none where none belongs."""
    spaced, tight = _marks(words.space_before), _marks(words.tight_before)
    for match in re.finditer(rf"(?<=\S) (?={spaced})", text):
        yield *match.span(), NO_BREAK
    for match in re.finditer(rf"(?:(?<=[\w)\]»”’…%€$°{CODE}])|(?<=\.\.\.))(?={spaced})", text):
        yield *match.span(), NO_BREAK
    for match in re.finditer(rf"(?<=[^\s«—{ADDRESS}])[ {NO_BREAK}]+(?={tight})", text):
        yield *match.span(), ""
    if "%" in words.space_before:
        for match in re.finditer(r"(?<=\d)(?=%(?!\w))", text):
            yield *match.span(), NO_BREAK


def _numbers(text: str, words: Words) -> Iterator[Edit]:
    """Yield the spaces inside numbers and before their units as no-break ones, and those before their word where the language does so."""
    for match in re.finditer(rf"(?<=\d)[ \u202f](?=\d{{3}}(?!\d)|[{UNITS}](?!\d))", text):
        yield *match.span(), NO_BREAK
    for match in re.finditer(r"(?<=\d)( )[–-]( )(?=\d)", text):
        yield *match.span(1), NO_BREAK
        yield *match.span(2), NO_BREAK
    if words.glue_numbers:
        for match in re.finditer(r"(?<![\w:.,])\d+(?:[.,]\d+)*( )(?=[^\W\d_])", text):
            yield *match.span(1), NO_BREAK


def _kept(text: str, words: Words) -> Iterator[Edit]:
    """Yield the space behind a word that must not end a line as a no-break one."""
    if words.keeps_next:
        listed = "|".join(map(re.escape, words.keeps_next))
        for match in re.finditer(rf"(?<![\w.@'’{HIDDEN}-])(?:{listed})( )(?=\S)", text, re.IGNORECASE):
            yield *match.span(1), NO_BREAK


def _abbreviated(text: str, words: Words) -> Iterator[Edit]:
    """Yield the spaces inside an abbreviation as no-break ones."""
    for short in (*words.abbreviations, *words.finals):
        if " " in short:
            for match in re.finditer(rf"(?<![\w.]){re.escape(short)}", text, re.IGNORECASE):
                yield from ((match.start() + at, match.start() + at + 1, NO_BREAK) for at, c in enumerate(match.group()) if c == " ")


def _wide_marks(text: str, _: Words) -> Iterator[Edit]:
    """Yield no space behind a full-width mark, which brings its own, and a no-break one before the Thai sign of repetition."""
    for match in re.finditer(rf"(?<=[{FULL_WIDTH}])[ {NO_BREAK}]+(?=\S)", text):
        yield *match.span(), ""
    for match in re.finditer(rf"(?<=\S) (?={REPETITION})", text):
        yield *match.span(), NO_BREAK


RULES: tuple[Rule, ...] = (
    _narrow,
    _apostrophes,
    _quotes,
    _dashes,
    _loose_dashes,
    _inner_spaces,
    _spaces,
    _numbers,
    _kept,
    _abbreviated,
    _wide_marks,
)
