"""What is written around code: its language and its name, in the ways of the engines that show them."""

from __future__ import annotations

import re

from deck.model.article import Code, Formula, Span

# the language of a formula
FORMULA = "math"
LANGUAGE = re.compile(r"\{?[.=]?((?!\d[\d\s,-]*\})[\w+#.-]*)")
# Docusaurus, Gatsby, Hugo, MkDocs, Quarto: title="src/app.js"
NAMED = re.compile(r"(?<![\w-])(?:title|filename|caption)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'{}]+))")
# VitePress and Nuxt: sh [npm]
BRACKETED = re.compile(r"(?<=\s)\[(?!!)([^\[\]\n]*[^\W\d][^\[\]\n]*)\]")
# Qiita and Zenn: ruby:app.rb; VitePress sets switches there
BEHIND_COLON = re.compile(r"[\w+#-]*(?:[ \t][\w+#-]+)?:(?!(?:no-)?line-numbers|live\b|hl_lines|title=|//)([^\s=:{}]*[^\W\d][^\s={}]*)")
# Hexo and Octopress: {% codeblock Title of it lang:js https://x.y source %}
LANGUAGE_WORD = re.compile(r"(?:lang|language)[:=]\"?([\w+#.-]+)\"?")
OPTION_WORD = re.compile(r"[\w-]+[:=]\S*|[\w+.-]+://\S*|/\S*|\".*\"")
# codehilite's first line, within code that is only indented
FIRST_LINE = re.compile(r"(?::::|#!)([\w+#.-]+)[ \t]*(?:\n|\Z)")

# lines that an author points at: {1,3-5}; hl_lines="3 4"; hl_lines=["2-4"]; emphasize-lines: 1,3; highlight="1,3"; data-line=2
LINES = re.compile(r"(?:^[\w+#.-]*|(?<![\w=\"']))\{\s*(\d[\d\s,-]*)\}")
NAMED_LINES = re.compile(
    r"(?<![\w-])(?:hl_lines|hl|highlight|highlight-?lines|lines-highlighted|emphasize-lines|mark|data-line|line-?highlight|code-line-numbers)"
    r"\s*[=:]\s*(\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\}|\d[\d,-]*)",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?")
MOST_MARKED = 10_000
# Docusaurus: comments of their own lines; VitePress, Nuxt and Astro (Shiki): at the end of a line
MAGIC = re.compile(
    r"[ \t]*(?://|#|--|;|%|/\*|<!--|\{/\*)[ \t]*(highlight-(?:next-line|start|end))[ \t]*(?:\*/\}?|-->)?[ \t]*", re.IGNORECASE
)
SHIKI = re.compile(r"[ \t]*(?://|#|--|;|%|/\*|<!--)[ \t]*\[!code (?:highlight|hl|focus)(?::(\d{1,3}))?\][ \t]*(?:\*/|-->)?[ \t]*$")

FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]*+)?(`{3,}(?=[^`]*\Z)|~{3,})")


def without_fences(text: str) -> str:
    """Return the lines of a text that stand in no fence."""
    out: list[str] = []
    open_with = ""
    for line in text.split("\n"):
        found = FENCE.match(line)
        if not open_with and found is None:
            out.append(line)
        elif not open_with and found:
            open_with = found[1]
        elif found and found[1].startswith(open_with) and not line[found.end() :].strip():
            open_with = ""
    return "\n".join(out)


def fenced(span: Span, content: str, language: str, marked: tuple[int, ...] = ()) -> Code | Formula:
    """Return what stands in a fence: a formula by the name that GitHub and GitLab give it, else code."""
    if language == FORMULA:
        return Formula(span, content.strip())
    code, pointed_at = without_magic(content)
    return Code(span, code, language, marked or pointed_at)


def language_of(info: str) -> str:
    """Return the language that a fence's info string names, "" for none."""
    found = LANGUAGE.match(info.strip())
    return found[1] if found else ""


def name_of(info: str) -> str:
    """Return the name that a fence's info string gives to the code, "" for none."""
    if found := NAMED.search(info) or BRACKETED.search(info) or BEHIND_COLON.match(info.strip()):
        return next(filter(None, found.groups()), "").strip()
    return ""


def marked_of(said: str) -> tuple[int, ...]:
    """Return the lines (counted from 1) that an info string or a directive's options point at."""
    parts = [found[1] for pattern in (LINES, NAMED_LINES) for found in pattern.finditer(said)]
    ranges = (
        range(int(first), min(int(last or first), int(first) + MOST_MARKED) + 1) for part in parts for first, last in NUMBERS.findall(part)
    )
    return tuple(sorted({n for lines in ranges for n in lines if n}))


def without_magic(code: str) -> tuple[str, tuple[int, ...]]:
    """Return code without the comments that only point at lines of it, and those lines."""
    if "highlight-" not in code and "[!code " not in code:
        return code, ()
    kept: list[str] = []
    marked: set[int] = set()
    following, inside = 0, False
    for line in code.split("\n"):
        if magic := MAGIC.fullmatch(line):
            said = magic[1].lower()
            following = 1 if said.endswith("next-line") else following
            inside = said.endswith("start") or (inside and not said.endswith("end"))
            continue
        if shiki := SHIKI.search(line):
            line, following = line[: shiki.start()], max(following, int(shiki[1] or 1))
            if not line.strip():
                continue
        kept.append(line)
        if inside or following:
            marked.add(len(kept))
        following = max(0, following - 1)
    return "\n".join(kept), tuple(sorted(marked))


def info_of(tag: str, arguments: str) -> str:
    """Return what is said behind `{% highlight` or `{% codeblock` as the info string of a fence."""
    words = arguments.split()
    language = next((found[1] for word in words if (found := LANGUAGE_WORD.fullmatch(word))), "")
    title = [word for word in words if not OPTION_WORD.fullmatch(word)]
    if tag == "highlight" or (not language and len(title) == 1 and "." not in title[0]):
        return language or (title[0] if title else "")
    return f'{language} title="{" ".join(title)}"' if title else language


def indented(code: str) -> tuple[str, str]:
    """Return indented code without a first line that names its language, and the language (Python-Markdown, codehilite)."""
    found = FIRST_LINE.match(code)
    return (code[found.end() :], found[1]) if found and code[found.end() :].strip() else (code, "")
