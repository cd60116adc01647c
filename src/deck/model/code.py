"""Code as it is shown: without what its place in an article gave it."""

from __future__ import annotations

import textwrap

from deck.model.article import Code

TAB = 4


def tidied(code: Code) -> Code:
    """Return code with its tabs as spaces, and without a margin that all of its lines share and empty lines around it.

    What has tones is tidy: their places are those in its text.
    """
    if code.tones:
        return code
    text = textwrap.dedent(code.text.expandtabs(TAB)).rstrip()
    above = len(text) - len(text.lstrip("\n"))
    return code._replace(text=text[above:], marked=tuple(n - above for n in code.marked if n > above))
