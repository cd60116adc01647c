"""Deck -> Deck: what the parts of code are to its language, which its author named; the door of Pygments.

No language is guessed. A language that is not known, and code that its lexer cannot read, have no tones.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from deck.model.article import Code, Tone, Toned
from deck.model.code import tidied
from deck.model.slides import Deck, Slide

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

# no more of it stands on slides; what a lexer does with a longer line may take its length squared
MOST_LINES, LONGEST_LINE, MOST_TOKENS = 400, 400, 20_000
# by the names of Pygments, whose types are a tree: the nearest counts
TONES = {
    "Comment": Tone.COMMENT,
    "Comment.Preproc": Tone.KEYWORD,
    "Comment.PreprocFile": Tone.STRING,
    "Generic.Deleted": Tone.NUMBER,
    "Generic.Inserted": Tone.STRING,
    "Generic.Heading": Tone.NAME,
    "Generic.Output": Tone.COMMENT,
    "Generic.Prompt": Tone.COMMENT,
    "Generic.Subheading": Tone.NAME,
    "Keyword": Tone.KEYWORD,
    "Keyword.Constant": Tone.NUMBER,
    "Keyword.Type": Tone.NAME,
    "Literal": Tone.NUMBER,
    "Literal.String": Tone.STRING,
    "Name.Attribute": Tone.NAME,
    "Name.Builtin": Tone.NAME,
    "Name.Class": Tone.NAME,
    "Name.Constant": Tone.NUMBER,
    "Name.Decorator": Tone.NAME,
    "Name.Entity": Tone.NUMBER,
    "Name.Exception": Tone.NAME,
    "Name.Function": Tone.NAME,
    "Name.Label": Tone.NAME,
    "Name.Tag": Tone.KEYWORD,
    "Operator.Word": Tone.KEYWORD,
}
# what lexers were seen to raise on text that is not in their language, or that nests too deep
UNREADABLE = (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)


def highlighted(deck: Deck) -> Deck:
    """Return a deck whose code has tones; Pygments is loaded only where a slide shows code in a language with a name."""
    if not any(isinstance(slide.exhibit, Code) and slide.exhibit.language for slide in deck.slides):
        return deck
    return deck._replace(slides=tuple(map(_highlighted, deck.slides)))


def _highlighted(slide: Slide) -> Slide:
    code = slide.exhibit
    return slide._replace(exhibit=toned(code)) if isinstance(code, Code) and code.language else slide


def toned(code: Code) -> Code:
    """Return tidy code with its tones, as far as slides may show it."""
    code = tidied(code)
    lexer = _lexer(code.language.lower())
    if lexer is None:
        return code
    try:
        return code._replace(tones=tuple(_joined(islice(_tones(lexer, _head(code.text)), MOST_TOKENS))))
    except UNREADABLE:
        return code


def _head(text: str) -> str:
    """Return the first lines of code, up to one that is too long to be read, with an end to the last: some lexers wait for it."""
    end = 0
    for line in islice(text.split("\n"), MOST_LINES):
        if len(line) > LONGEST_LINE:
            break
        end += len(line) + 1
    return text[:end].removesuffix("\n") + "\n"


def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import find_lexer_class

    name = _names().get(language)
    found = find_lexer_class(name) if name is not None else None
    return None if found is None else found(stripnl=False, ensurenl=False)


@cache
def _names() -> dict[str, str]:
    """Return what Pygments itself calls its lexers, by their aliases; those that other packages bring are not asked."""
    from pygments.lexers import get_all_lexers

    return {alias.lower(): name for name, aliases, *_ in get_all_lexers(plugins=False) for alias in aliases}


def _tones(lexer: Lexer, text: str) -> Iterator[Toned]:
    for start, kind, value in lexer.get_tokens_unprocessed(text):
        tone = _tone(kind)
        if tone is not None and value.strip():
            yield Toned(start, start + len(value.rstrip("\n")), tone)


@cache
def _tone(kind: _TokenType) -> Tone | None:
    """Return the tone of a kind of token, or of the nearest kind that it is one of."""
    names = tuple(kind)
    return next((tone for n in range(len(names), 0, -1) if (tone := TONES.get(".".join(names[:n])))), None)


def _joined(tones: Iterator[Toned]) -> Iterator[Toned]:
    """Yield tones in order, neighbours of one tone as one; what a lexer gives twice counts once."""
    last: Toned | None = None
    for tone in tones:
        if last is not None and tone.start < last.end:
            continue
        if last is not None and (tone.start, tone.tone) == (last.end, last.tone):
            last = last._replace(end=tone.end)
            continue
        if last is not None:
            yield last
        last = tone
    if last is not None:
        yield last
