"""The source of a formula before it is parsed: what would break the parser is refused, what it does not know is written otherwise."""

from __future__ import annotations

import re

# so much source fills no slide that anybody can read
LONGEST = 4_000
# braces, environments and delimiters in each other
DEEPEST = 40
ESCAPED = re.compile(r"\\[\\{}]")
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
NESTING = re.compile(r"\\begin\b|\\left\b|(?<!\\)\{|\\end\b|\\right\b|(?<!\\)\}")
OPENS = ("{", r"\begin", r"\left")
DEFINITION = re.compile(r"\\(?:def|gdef|edef|let|(?:re|provide)?newcommand|DeclareMathOperator)(?![a-zA-Z])")
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-zA-Z]+)(\*?)\}")
ARGUMENT = re.compile(r"(\\begin\{alignat(?:ed)?\*?\})\s*\{\d+\}")
# around one formula: they say only that it stands by itself
WRAPPERS = frozenset(("equation", "displaymath", "math"))
# what aligns rows at a relation, what only stacks them, and what the parser calls those
ALIGNED = frozenset(("align", "aligned", "alignat", "alignedat", "flalign", "eqnarray", "split"))
STACKED = frozenset(("gather", "gathered", "multline", "multlined"))
KNOWN = {**dict.fromkeys(ALIGNED, "split"), **dict.fromkeys(STACKED, "matrix"), "dcases": "cases"}
RIGHT_CASES = re.compile(r"\\(begin|end)\s*\{d?rcases\}")
# references and numbers of equations, which nothing on a slide refers to
SILENT = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])")
TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
# of what stands in braces behind it, as MathJax and KaTeX have it
COLOURED = re.compile(r"\\color\s*(\{[^{}]*\})\s*\{")
# a relation with a mark of alignment on either side (eqnarray)
TWICE = re.compile(r"&\s*(=|<|>|\\[a-zA-Z]+)\s*&")
# formulas in the words of a formula: \text{if $x$}
WORDS = re.compile(r"\\text\s*\{([^{}$]*)\$([^{}$]+)\$([^{}]*)\}")
NO_WORDS = re.compile(r"\\(?:text|mbox|textrm|textbf|textit)\s*\{\s*\}")
# what is between two lines, in any unit
LINE_GAP = re.compile(r"\\\\\*?[ \t\n]*\[[ \t]*-?\d*\.?\d+[ \t]*(?:pt|em|ex|mm|cm|in|px|mu|bp)[ \t]*\]")
# what ends a line of a formula that is in no environment
LINE_END = re.compile(r"\\\\(?:\[[^\]]*\])?|\\cr(?![a-zA-Z])|\\newline(?![a-zA-Z])")
# spelled otherwise by MathJax and KaTeX
SYNONYMS = {
    "lvert": r"\vert",
    "rvert": r"\vert",
    "arg": r"\operatorname{arg}",
    "R": r"\mathbb{R}",
    "N": r"\mathbb{N}",
    "Z": r"\mathbb{Z}",
    "C": r"\mathbb{C}",
    "dd": r"\mathrm{d}",
    "bm": r"\boldsymbol",
    "mathbfit": r"\boldsymbol",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "dotsi": r"\cdots",
}
SYNONYM = re.compile(r"\\(" + "|".join(SYNONYMS) + r")(?![a-zA-Z])")


class UnsetError(ValueError):
    """A formula that cannot be set; its text says why, for a finding."""


def prepared(source: str) -> str:
    """Return a formula as the parser knows how to read it. Raises UnsetError for what it must not be given."""
    text = COMMENT.sub("", source).strip()
    if not text:
        raise UnsetError("it is empty")
    if len(text) > LONGEST:
        raise UnsetError(f"it is longer than {LONGEST} characters")
    if found := DEFINITION.search(text):
        raise UnsetError(f"it defines a macro ({found[0]})")
    _check_nesting(text)
    text = LINE_GAP.sub(r"\\\\ ", text)
    text = SILENT.sub("", ARGUMENT.sub(r"\1", text))
    text = COLOURED.sub(r"\\textcolor\1{", text)
    text = TAG.sub(r"\\qquad\\text{(\1)}", text)
    if "eqnarray" in text:
        text = TWICE.sub(r"&\1 ", text)
    text = RIGHT_CASES.sub(lambda found: r"\left.\begin{matrix}" if found[1] == "begin" else r"\end{matrix}\right\}", text)
    text = ENVIRONMENT.sub(_renamed, text)
    while (plainer := WORDS.sub(r"\\text{\1}\2\\text{\3}", text)) != text:
        text = plainer
    # ziamath 0.13 fails on words that are none
    text = NO_WORDS.sub(" ", text)
    text = SYNONYM.sub(lambda found: SYNONYMS[found[1]], text).strip()
    if r"\begin" not in text and LINE_END.search(text):
        name = "split" if "&" in text.replace(r"\&", "") else "matrix"
        text = rf"\begin{{{name}}}{text}\end{{{name}}}"
    return text


def _renamed(found: re.Match[str]) -> str:
    name = found[2]
    if name in WRAPPERS:
        return ""
    named = rf"\{found[1]}{{{KNOWN.get(name, name + found[3])}}}"
    # in braces, or the parser loses what is raised behind a matrix
    return f"{{{named}" if found[1] == "begin" else f"{named}}}"


def _check_nesting(text: str) -> None:
    """Raise UnsetError where braces, environments or delimiters do not close what they open, or stand too deep in each other."""
    open_: list[str] = []
    pairs = {"}": "{", r"\end": r"\begin", r"\right": r"\left"}
    for found in NESTING.finditer(ESCAPED.sub("  ", text)):
        mark = found[0]
        if mark in OPENS:
            open_.append(mark)
            if len(open_) > DEEPEST:
                raise UnsetError(f"more than {DEEPEST} braces stand in each other")
        elif not open_ or open_.pop() != pairs[mark]:
            raise UnsetError(f"“{mark}” closes nothing")
    if open_:
        raise UnsetError(f"“{open_[-1]}” is never closed")
