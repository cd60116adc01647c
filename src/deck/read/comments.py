"""What a comment of ours sets."""

from __future__ import annotations

import shlex


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
