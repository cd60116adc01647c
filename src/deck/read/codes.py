"""What is written around code: its language and its name, in the ways of the engines that show them."""

from __future__ import annotations

import re

from deck.model.article import Code, Formula, Span

# the language of a formula
FORMULA = "math"
LANGUAGE = re.compile(r"\{?[.=]?([\w+#.-]*)")
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


def fenced(span: Span, content: str, language: str) -> Code | Formula:
    """Return what stands in a fence: a formula by the name that GitHub and GitLab give it, else code."""
    return Formula(span, content.strip()) if language == FORMULA else Code(span, content, language)


def language_of(info: str) -> str:
    """Return the language that a fence's info string names, "" for none."""
    found = LANGUAGE.match(info.strip())
    return found[1] if found else ""


def name_of(info: str) -> str:
    """Return the name that a fence's info string gives to the code, "" for none."""
    if found := NAMED.search(info) or BRACKETED.search(info) or BEHIND_COLON.match(info.strip()):
        return next(filter(None, found.groups()), "").strip()
    return ""


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
