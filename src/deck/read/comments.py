"""Comments of ours: what they set, and where it counts."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from deck.model.article import Block, Callout, Directive, Listing, Quote, SpokenNote


def pairs_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return 'a=b c="d e"' as pairs; a bare word is true."""
    pairs = (word.partition("=") for word in _words(text))
    return tuple((key, value if equals else "true") for key, equals, value in pairs)


def _words(text: str) -> list[str]:
    """Return the words of a comment, without their quotation marks; where one is never closed it is a character like others."""
    words = text.split()
    lexer = shlex.shlex(" ".join(words), posix=True)
    # not shlex.split: to it the backslashes of talks\a.pptx are marks
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    try:
        return list(lexer)
    except ValueError:
        return words


def with_asides_behind(block: Block) -> Iterator[Block]:
    """Yield a block, and behind it the notes and settings that stood inside: they are the section's, wherever they stand."""
    found: list[Block] = []
    kept = _without_asides(block, found)
    yield kept
    yield from found


def _without_asides(block: Block, found: list[Block]) -> Block:
    match block:
        case Quote(blocks=inner) | Callout(blocks=inner):
            return block._replace(blocks=_kept(inner, found))
        case Listing(items=items):
            return block._replace(items=tuple(item._replace(blocks=_kept(item.blocks, found)) for item in items))
    return block


def _kept(blocks: tuple[Block, ...], found: list[Block]) -> tuple[Block, ...]:
    found += (block for block in blocks if isinstance(block, Directive | SpokenNote))
    return tuple(_without_asides(block, found) for block in blocks if not isinstance(block, Directive | SpokenNote))
