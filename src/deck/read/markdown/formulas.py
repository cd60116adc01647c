"""Formulas in LaTeX, in text and by themselves, in the marks of the engines that show them: what stands between those is no Markdown."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deck.read.markdown.rules import INTERRUPTS, line_at

# Pandoc's rule (nothing but text touches the dollars inside, no digit follows), GitLab's $`x`$, LaTeX's own brackets, escaped or not
FORMULA = re.compile(
    r"\$`(?P<ticks>[^`\n]{1,1000}+)`\$"
    r"|\$\$(?=\S)(?P<double>[^$]{1,4000}+)\$\$"
    r"|(?<![A-Za-z0-9$\\])\$(?![\s$])(?P<single>(?:[^$\\]|\\.){1,1000}+)(?<!\s)\$(?![A-Za-z0-9$])"
    r"|\\{1,2}\([ \t]*(?P<brackets>(?:[^\\\n]|\\(?![()\\]).){1,1000}+)\\{1,2}\)",
    re.DOTALL,
)
# what could be no word or amount: signs of LaTeX, one letter, letters and numbers between operators, a number with a dollar on either side
SIGNED = re.compile(r"\\[a-zA-Z,;:!{}|]|[\^_={}]")
COUNTED = re.compile(r"\d[\d.,]*+[a-zA-Z]?[ \t]*+(?:\\[a-zA-Z%]|[\^_=+<>])|\d+(?:[.,]\d+)*+\Z")
LETTERED = re.compile(r"[a-zA-Z]'*+(?:[ \t]*[-+*/<>|,()]+[ \t]*(?:\w'*(?!\w))?)*+")
# two words behind each other, as in an aside whose brackets are escaped
PROSE = re.compile(r"(?<![\\{a-zA-Z])[a-z]{3,}[ \t]+[a-z]{3,}(?![a-z}])")
# what formulas by themselves stand between; the mark of an environment belongs to it
MARKS = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}
# brackets may be escaped for other reasons: [shortcode name="x"]
ESCAPED = frozenset((r"\]", r"\\]"))
LATEX = re.compile(r"\\[a-zA-Z]|[\^_{}]")
WORDY = re.compile(r"[a-zA-Z]{4}|[\"“]")
ENVIRONMENT = re.compile(
    r"\\begin\{((?:equation|align|alignat|aligned|gather|gathered|multline|eqnarray|flalign|split|displaymath|math)\*?)\}"
)
# what stands behind it: MyST's (label), Quarto's {#eq-label}
LABEL = re.compile(r"(?:(?<=\$\$)|(?<=\\\]))[ \t]*(?:\([^\s()]+\)|\{#[^{}]+\})[ \t]*\Z")


def formula_rules(markdown: MarkdownIt) -> None:
    """Teach a parser formulas: one by itself is a token "formula_block", one in text a token "formula"."""
    markdown.block.ruler.before("table", "formula", _block, {"alt": INTERRUPTS})
    markdown.inline.ruler.before("escape", "formula", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what stands between two marks, on lines of their own or on one, as it is."""
    line = _unlabelled(line_at(state, start))
    opening, closing = _marks(line)
    if not opening or state.is_code_block(start):
        return False
    alone = len(line) > len(opening) and line.endswith(closing)
    if closing != "$$" and closing in line[len(opening) : len(line) - len(closing) * alone]:
        return False
    last = start if alone else _last(state, start, end, closing)
    if last == end or not _unlabelled(line_at(state, last)).endswith(closing):
        return False
    content = _unlabelled(state.getLines(start, last + 1, state.blkIndent, False)).strip()
    if opening in MARKS:
        content = content.removeprefix(opening).removesuffix(closing).strip()
    if closing in ESCAPED and not _is_meant(content):
        return False
    if not silent:
        token = state.push("formula_block", "", 0)
        token.map, token.content = [start, last + 1], content
        state.line = last + 1
    return True


def _is_meant(content: str) -> bool:
    return bool(content) and (LATEX.search(content) is not None or WORDY.search(content) is None)


def _marks(line: str) -> tuple[str, str]:
    """Return what opens a formula at the beginning of a line and what closes it, "" for none."""
    if environment := ENVIRONMENT.match(line):
        return environment[0], rf"\end{{{environment[1]}}}"
    return next(((opening, closing) for opening, closing in MARKS.items() if line.startswith(opening)), ("", ""))


def _last(state: StateBlock, start: int, end: int, closing: str) -> int:
    """Return the line on which a formula ends that begins on another, or `end`; no line is looked at twice."""
    key = f"formula {state.level} {end} {closing}"
    source, first, last = state.env.get(key, ("", 0, 0))
    if source is not state.src or not first <= start < last:
        last = next((n for n in range(start + 1, end) if _ends(state, n, closing)), end)
        state.env[key] = (state.src, start, last)
    return int(last)


def _ends(state: StateBlock, line: int, closing: str) -> bool:
    """Tell whether the lines of a formula end here: at its mark, or where none is at an empty line."""
    return state.isEmpty(line) or _unlabelled(line_at(state, line)).endswith(closing)


def _unlabelled(formula: str) -> str:
    """Return a formula, or a line of it, without the label behind it."""
    return LABEL.sub("", formula.rstrip())


def _inline(state: StateInline, silent: bool) -> bool:
    found = formula_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("formula", "code", 0).content = " ".join(next(filter(None, found.groups())).split())
    state.pos = found.end()
    return True


def formula_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the formula that begins at a place of a text, with its source as the one group that is not None; None for none."""
    found = FORMULA.match(text, start, end) if text[start] in "$\\" else None
    if found is None or found["ticks"] or found["double"]:
        return found
    content = (found["single"] or found["brackets"]).strip()
    if LETTERED.fullmatch(content):
        return found
    if content[0].isdigit():
        return found if COUNTED.match(content) else None
    return found if SIGNED.search(content) and not (found["brackets"] and PROSE.search(content)) else None
