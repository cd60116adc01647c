#!/usr/bin/env python3
"""Read what no author writes: marks without end, at a size and at ten times that; shows all that takes longer than the text grows.

usage: hostile.py [NAME ...] [--limit 60] [--profile]        with names: only cases whose name begins so

Each text is read in a process of its own, two at a time at most. A row shows the processor's seconds at both sizes, how many times
longer ten times the text takes, the peak memory, and how the reading ends. Exit status: 0 all is well, 1 something hangs, breaks, loses
its last word, or takes more than 13 times as long (short times are not judged: a machine that does other things too makes them vary).
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import pstats
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from deck.__main__ import COLLECT_AFTER
from deck.errors import DeckError
from deck.read import read_article
from deck.words import languages, stop_words

LAST = "lastword"
MEMORY = 8 << 30
# eleven is demanded, and two more are the noise of a machine with other work; below so many seconds nothing is judged
TIMES_AS_LONG, FEWEST_SECONDS = 13, 0.5
WORDS = "every reader counts lines before anyone draws them "
CJK = "模型**開放**於所有人，使用者**可以**下載。"


class Hostile(NamedTuple):
    """A text of a size: `few` and ten times as many."""

    text: Callable[[int], str]
    few: int = 10_000


def times(mark: str, behind: str = "") -> Callable[[int], str]:
    return lambda n: f"Text {mark * n}{behind}"


def lines(mark: str, before: str = "Text\n\n") -> Callable[[int], str]:
    return lambda n: before + mark * n


def numbered(line: str, before: str = "Text\n\n", behind: str = "") -> Callable[[int], str]:
    return lambda n: before + "".join(line.format(i) for i in range(n)) + behind


def megabytes(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Return a text of n tenths of a megabyte."""
    return lambda n: before + unit * (n * 100_000 // len(unit.encode())) + behind


def billion(n: int) -> str:
    """Return YAML whose aliases stand for 10 to the power of n words."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, n)]
    return "---\ntitle: T\n" + "\n".join(rows) + f"\nauthors: *a{n - 1}\n---\nText"


def front(inside: str) -> str:
    return f"---\ntitle: T\n{inside}\n---\n\nText"


CASES: dict[str, Hostile] = {
    "nested >": Hostile(lambda n: "> " * n + "deep", 1_000),
    "nested >, 100,000": Hostile(lambda n: "> " * n + "deep"),
    "nested -": Hostile(lambda n: "- " * n + "deep", 1_000),
    "nested -, 100,000": Hostile(lambda n: "- " * n + "deep"),
    "nested - by lines": Hostile(lambda n: "\n".join("  " * i + f"- deep{i}" for i in range(n)), 100),
    "nested > by lines": Hostile(lambda n: "\n".join("> " * i + f"deep{i}" for i in range(n)), 100),
    "nested > -": Hostile(lambda n: "> - " * n + "deep", 1_000),
    "> -": Hostile(lines("> - a\n")),
    "> - on a line": Hostile(lambda n: "> - " * n),
    "> lines": Hostile(lines("> word\n")),
    "> lazy": Hostile(lambda n: "> word\n" + "lazy\n" * n),
    "> > lines": Hostile(lambda n: ("> " * 20 + "word\n") * n, 1_000),
    "[": Hostile(times("[")),
    "[a": Hostile(times("[a ")),
    "![": Hostile(times("![")),
    "](": Hostile(times("](")),
    "[ ]": Hostile(lambda n: "[" * n + "a" + "]" * n),
    "[ ](u)": Hostile(lambda n: "[" * n + "a" + "](u)" * n),
    "![ ](u)": Hostile(lambda n: "![" * n + "a" + "](u)" * n, 1_000),
    "[a](": Hostile(times("[a](")),
    "[a](<": Hostile(times("[a](<")),
    "[a](b": Hostile(times("[a](b")),
    "[a](b '": Hostile(times("[a](b '")),
    "[a][": Hostile(times("[a][")),
    "[a][ with definitions": Hostile(lambda n: "[a]: b\n\n" + "[a][" * n),
    "[a] with definitions": Hostile(lambda n: "[a]: b\n\n" + "[a]" * n),
    "[ with definitions": Hostile(lambda n: "[a]: b\n\n" + "[" * n),
    "![a][ with definitions": Hostile(lambda n: "[a]: b\n\n" + "![a][" * n),
    "[a](u)": Hostile(times("[a](u) ")),
    "![a](u)": Hostile(times("![a](u) ")),
    "*": Hostile(times("*"), 100_000),
    "* apart": Hostile(times("* "), 100_000),
    "_": Hostile(times("_"), 100_000),
    "`": Hostile(times("`"), 100_000),
    "` growing": Hostile(lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))), 100_000),
    "`a": Hostile(times("`a "), 100_000),
    "~": Hostile(times("~"), 100_000),
    "~~a": Hostile(times("~~a "), 30_000),
    "a~~": Hostile(times("a~~"), 30_000),
    "~~~a~~~ ": Hostile(times("~~~a"), 30_000),
    "*a": Hostile(times("*a "), 30_000),
    "**a": Hostile(times("**a "), 30_000),
    "***a": Hostile(times("***a "), 30_000),
    "a**b": Hostile(times("a**b"), 30_000),
    "a*b": Hostile(times("a*b"), 30_000),
    "_a__b": Hostile(times("_a__b"), 30_000),
    "*a_ ": Hostile(times("*a_ "), 30_000),
    "*a **b ": Hostile(times("*a **b "), 30_000),
    "a** b** ": Hostile(times("a** "), 30_000),
    "**CJK": Hostile(times("**中"), 30_000),
    "**CJK**": Hostile(times("**中**，"), 30_000),
    "** a closes": Hostile(lambda n: "**a " * n + "a** " * n, 30_000),
    "* nested": Hostile(lambda n: "*a **a " * n + "b** b*" * n, 10_000),
    "* links": Hostile(times("**[a**](u) "), 10_000),
    "<": Hostile(times("<"), 100_000),
    "<a": Hostile(times("<a "), 30_000),
    "<a>": Hostile(times("<a>"), 10_000),
    "<a href=": Hostile(times('<a href="'), 10_000),
    "<a x=y": Hostile(times(" x=y", ">"), 10_000),
    "<a long attributes": Hostile(lambda n: "<a" + " x=y" * n + " " + "text", 10_000),
    "<a on lines": Hostile(lambda n: "Text <a\n" * n, 10_000),
    "<!--": Hostile(times("<!--"), 30_000),
    "<!-- lines": Hostile(lines("<!--\n"), 10_000),
    "<!-- paragraphs": Hostile(lines("<!-- a\n\n"), 10_000),
    "<!-- -->": Hostile(times("<!-- -->"), 30_000),
    "<!-- --> lines": Hostile(lines("<!-- a -->\n"), 10_000),
    "<!-- --> paragraphs": Hostile(lines("<!-- a -->\n\n"), 10_000),
    "<!-- --> heading": Hostile(times("<!-- -->", "\n---"), 10_000),
    "<?": Hostile(times("<?"), 30_000),
    "<? end": Hostile(times("<?", " x?>"), 30_000),
    "<!A": Hostile(times("<!A"), 30_000),
    "<!A end": Hostile(times("<!A ", "\n\n>"), 30_000),
    "<![CDATA[": Hostile(times("<![CDATA["), 30_000),
    "</": Hostile(times("</"), 30_000),
    "<http://": Hostile(times("<http://"), 30_000),
    "<a@b": Hostile(times("<a@b"), 30_000),
    "< then >": Hostile(lambda n: "Text " + "<a " * n + ">" * n, 10_000),
    "http://a.b": Hostile(times("http://a.b "), 30_000),
    "&": Hostile(times("&"), 100_000),
    "&amp;": Hostile(times("&amp;"), 30_000),
    "&#": Hostile(times("&#1"), 30_000),
    "{{": Hostile(times("{{"), 100_000),
    "{{ }}": Hostile(times("{{ a }}"), 10_000),
    "{%": Hostile(times("{%"), 100_000),
    "{% %}": Hostile(times("{% a %}"), 10_000),
    "{{< x >}}": Hostile(times("{{< x >}}"), 10_000),
    "{{< x >}} lines": Hostile(lines("{{< x >}}\n"), 10_000),
    "{{< note >}} lines": Hostile(lines("{{< note >}}\n", "{{< /note >}}\n\n"), 10_000),
    "{{< note >}} paragraphs": Hostile(lines("{{< note >}}\n\na\n\n{{< /note >}}\n\n"), 3_000),
    "{{ { ": Hostile(times("{{ {"), 30_000),
    "{{{": Hostile(lambda n: "Text " + "{" * n + "a" + "}" * n, 30_000),
    "{% raw %}": Hostile(times("{% raw %}"), 10_000),
    "{% raw %} paragraphs": Hostile(lines("{% raw %}\n\n"), 10_000),
    "{% highlight": Hostile(lines("{% highlight python %}\n\n"), 10_000),
    "{{< arguments": Hostile(lambda n: "{{< figure " + 'a="b" ' * n + ">}}", 10_000),
    "{{< argument": Hostile(lambda n: "{{< figure " + "a" * n + ">}}", 10_000),
    "{{< a-a-a": Hostile(lambda n: "{{< figure " + "a-" * n + ">}}", 10_000),
    "{{< spaces": Hostile(lambda n: "{{< figure a" + " " * n + ">}}", 10_000),
    "{{< words": Hostile(lambda n: "{{ " + "a" * n + "1 }}", 10_000),
    "{{< picture name": Hostile(lambda n: '{{< figure src="' + "a.png" * n + '!" >}}', 10_000),
    "[^1]": Hostile(times("[^1]"), 30_000),
    "[^1] defined": Hostile(times("[^1]", "\n\n[^1]: Note"), 30_000),
    "[^": Hostile(times("[^"), 30_000),
    "^[": Hostile(times("^["), 10_000),
    "^[ ]": Hostile(times("^[a] "), 10_000),
    "^[ nested": Hostile(lambda n: "Text " + "^[a " * n + "]" * n, 100),
    "footnotes": Hostile(
        lambda n: "Text " + "".join(f"[^{i}] " for i in range(n)) + "\n\n" + "".join(f"[^{i}]: Note\n" for i in range(n)), 3_000
    ),
    "footnotes in footnotes": Hostile(lambda n: "Text\n\n" + "".join(f"[^{i}]: Note [^{i + 1}]\n\n" for i in range(n)), 3_000),
    "[^ defined": Hostile(lambda n: "Text " + "[^a" * n + "[b]\n\n[^1]: Note", 10_000),
    "[^[ defined": Hostile(lambda n: "Text " + "[^a[" * n + "]\n\n[^1]: Note", 10_000),
    "[ closed": Hostile(lambda n: "Text " + "[" * n + "](u)", 3_000),
    "![CDATA[ closed": Hostile(lambda n: "Text " + "<![CDATA[" * n + "](u)", 1_000),
    "`` paired": Hostile(lambda n: " ".join("`" * (1 + i % 400) for i in range(n)), 3_000),
    "[^1]: nested": Hostile(lambda n: "Text\n\n" + "[^1]: " * n + "a", 1_000),
    "references": Hostile(
        lambda n: "".join(f"[r{i}]: http://a.b/{i}\n" for i in range(n)) + "\n" + " ".join(f"[r{i}]" for i in range(n)), 3_000
    ),
    "references alike": Hostile(lines("[a]: b\n"), 10_000),
    "references' titles": Hostile(lines('[a]: b "\n'), 1_000),
    "references' labels": Hostile(lines("[a\n"), 3_000),
    "references' destinations": Hostile(lines("[a]:\n"), 3_000),
    "\\": Hostile(times("\\"), 100_000),
    "a\\ lines": Hostile(lines("a\\\n"), 30_000),
    "\\*": Hostile(times("\\*"), 30_000),
    "|": Hostile(times("|"), 100_000),
    "| rows": Hostile(lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n, 3_000),
    "| columns": Hostile(lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|c" * n + "|\n", 3_000),
    "| short rows": Hostile(lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|c|\n" * n, 100),
    "| lines": Hostile(lines("|a|\n"), 10_000),
    "| tables": Hostile(lines("|a|\n|-|\n|c|\n\n"), 3_000),
    "|-| lines": Hostile(lines("|-|\n"), 10_000),
    "\\| in a row": Hostile(lambda n: "|" + "\\|" * n + "|\n|-|\n|c|\n", 30_000),
    ":::": Hostile(lines(":::\n"), 10_000),
    "::: note": Hostile(lines("::: note\n"), 10_000),
    "::: notes": Hostile(lines("::: notes\n"), 10_000),
    "::: note :::": Hostile(lines("::: note\n\na\n\n:::\n\n"), 3_000),
    ":::{note} options": Hostile(lambda n: ":::{note}\n" + ":a: b\n" * n, 10_000),
    "::: word": Hostile(lambda n: "::: " + "a" * n + "!\n", 100_000),
    "!!!": Hostile(lines("!!! note\n"), 10_000),
    "!!! nested": Hostile(lambda n: "".join("    " * i + "!!! note\n" for i in range(n)) + "    " * n + "deep\n", 100),
    '!!! "': Hostile(lambda n: "!!! note " + '"' * n + "x", 10_000),
    "!!! words": Hostile(lambda n: "!!! " + "a " * n + "?", 10_000),
    "{#a}": Hostile(times("{#a}"), 30_000),
    "{#a} lines": Hostile(lines("{#a}\n"), 10_000),
    "{.a .b": Hostile(lambda n: "Text *a*{" + ".a " * n, 10_000),
    "{.a .b lines": Hostile(lambda n: "# a {" + ".a " * n + "!", 10_000),
    "# {#a}": Hostile(lambda n: "# a " + "{#a}" * n + " !", 10_000),
    "# {/* */}": Hostile(lambda n: "# a " + "{/* a */}" * n + " !", 10_000),
    "# {/*a": Hostile(lambda n: "# a {/*" + " " * n + " !", 10_000),
    "$": Hostile(times("$"), 100_000),
    "$a": Hostile(times("$a "), 30_000),
    "$_": Hostile(times("$_a"), 30_000),
    "$$a": Hostile(times("$$a "), 30_000),
    "$$ lines": Hostile(lines("$$\na\n\n"), 10_000),
    "$$ lines to the end": Hostile(lines("$$\na\n"), 10_000),
    "$$x lines": Hostile(lines("$$x\n"), 3_000),
    "{a}`": Hostile(times("{a}`"), 30_000),
    "{a}`b` lines": Hostile(times("{a}`b\n"), 10_000),
    "{a}``b`": Hostile(times("{a}``b`"), 10_000),
    "<div>": Hostile(lambda n: "<div>" * n + "deep", 3_000),
    "<div> </div>": Hostile(lambda n: "<div>" * n + "deep" + "</div>" * n, 3_000),
    "<div> lines": Hostile(lambda n: "<div>\n" * n + "deep\n" + "</div>\n" * n, 3_000),
    "<div> paragraphs": Hostile(lambda n: "<div>\n\n" * n + "deep\n\n" + "</div>\n\n" * n, 3_000),
    "<details>": Hostile(lambda n: "<details>" * n + "deep", 3_000),
    "<details> </details>": Hostile(lambda n: "<details><summary>a</summary>\n\nb\n\n</details>\n\n" * n, 1_000),
    "<table>": Hostile(lambda n: "<table>" + "<tr><td>a</td></tr>" * n + "</table>", 1_000),
    "<table> lines": Hostile(lambda n: "<table>\n" + "<tr><td>a</td></tr>\n\n" * n + "</table>", 1_000),
    "<table> never closed": Hostile(lines("<table>\n\n"), 3_000),
    "<table> nested": Hostile(lambda n: "<table><tr><td>" * n + "deep", 300),
    "<table> colspan": Hostile(lambda n: "<table>" + "<tr><td colspan=100>a</td></tr>" * n + "</table>", 300),
    "<td>": Hostile(lambda n: "<table><tr>" + "<td>a" * n + "</table>", 1_000),
    "<ul><li>": Hostile(lambda n: "<ul><li>" * n + "deep", 1_000),
    "<ul><li> many": Hostile(lambda n: "<ul>" + "<li>a</li>" * n + "</ul>", 1_000),
    "<li>": Hostile(lambda n: "<ul>" + "<li>a" * n, 1_000),
    "<p>": Hostile(lambda n: "<p>a" * n, 1_000),
    "<p> lines": Hostile(lines("<p>a</p>\n"), 1_000),
    "<p> paragraphs": Hostile(lines("<p>a</p>\n\n"), 1_000),
    "</div>": Hostile(lines("</div>"), 3_000),
    "<div></p>": Hostile(lambda n: "<div>" + "</p>" * n, 3_000),
    "<dl>": Hostile(lambda n: "<dl>" + "<dt>a<dd>b" * n + "</dl>", 1_000),
    "<dd>": Hostile(lambda n: "<dl><dt>a" + "<dd>b" * n + "</dl>", 1_000),
    "<script>": Hostile(lambda n: "Text\n\n<script>\n" + "word\n\n" * n, 3_000),
    "<script> lines": Hostile(lines("<script>\n\na\n\n"), 1_000),
    "<script> in text": Hostile(times("<script>"), 10_000),
    "<style> in text": Hostile(times("<svg>a", "</svg>"), 10_000),
    "<svg>": Hostile(lambda n: "<div>" + "<svg>" * n, 3_000),
    "<pre>": Hostile(lambda n: "<pre>" + "a & b\n" * n + "</pre>", 3_000),
    "<pre> <b>": Hostile(lambda n: "<pre>" + "<b>a</b>\n" * n + "</pre>", 3_000),
    "<Note>": Hostile(lines("<Note>a</Note>\n"), 1_000),
    "<Note> never closed": Hostile(lines("<Note>\n\na\n\n"), 1_000),
    "<Note> in text": Hostile(times("<Note>a"), 10_000),
    "<A lines": Hostile(lines("<A\n"), 3_000),
    "<img": Hostile(times("<img src=a.png> "), 3_000),
    "<br>": Hostile(times("<br>"), 10_000),
    "<b>": Hostile(times("<b>a"), 10_000),
    "<a href attribute": Hostile(lambda n: 'Text <a href="' + "a" * n + '">b</a>', 100_000),
    "import x": Hostile(lines("import x\n"), 10_000),
    "import x paragraphs": Hostile(lines("import x from 'y'\n\n"), 10_000),
    "import {": Hostile(lines("import {\n"), 10_000),
    "import { paragraphs": Hostile(lines("import {\n\n"), 10_000),
    "export const": Hostile(lambda n: "export const a = [\n" + "b,\n" * n + "\n", 10_000),
    "import , ,": Hostile(lambda n: "import " + "a, " * n + "!\n", 10_000),
    "{/*": Hostile(times("{/*"), 30_000),
    "{/* lines": Hostile(lines("{/*\n"), 10_000),
    "{/* paragraphs": Hostile(lines("{/* a\n\n"), 10_000),
    "{/* end far": Hostile(lines("{/* a\n\n", "Text\n\n"), 3_000),
    "{/* end far, in a quotation": Hostile(lambda n: "- {/* a\n" * n + "\n*/}", 3_000),
    "{/* */}": Hostile(times("{/* */}"), 10_000),
    "- a": Hostile(lines("- a\n"), 10_000),
    "- a loose": Hostile(lines("- a\n\n"), 10_000),
    "1.": Hostile(times("1."), 30_000),
    "1. lines": Hostile(lines("1. a\n"), 10_000),
    "+ - * lines": Hostile(lines("+ a\n- a\n* a\n"), 3_000),
    "# a": Hostile(lines("# a\n"), 10_000),
    "#": Hostile(lambda n: "#" * n, 100_000),
    "# ###": Hostile(lambda n: "# a " + "#" * n + "x", 100_000),
    "---": Hostile(lines("---\n"), 10_000),
    "--- paragraphs": Hostile(lines("---\n\n"), 10_000),
    "a ---": Hostile(lines("a\n---\n"), 10_000),
    "- - -": Hostile(lambda n: "Text\n\n" + "- " * n + "\n", 1_000),
    "* * * x": Hostile(lambda n: ("* " * 50 + "x\n") * n, 30),
    "=": Hostile(lines("a\n=\n"), 10_000),
    "```": Hostile(lines("```\na\n\n"), 10_000),
    "``` growing": Hostile(lambda n: "\n".join("`" * i for i in range(3, n)), 300),
    "```{note}": Hostile(lines("```{note}\na\n```\n\n"), 1_000),
    "```{note} never closed": Hostile(lines("```{note}\n"), 10_000),
    "```{list-table}": Hostile(lambda n: "```{list-table}\n" + "* - a\n  - b\n" * n + "```", 1_000),
    ": a": Hostile(lines("a\n: b\n\n"), 3_000),
    ": a lines": Hostile(lines("a\n: b\n"), 3_000),
    ": dd": Hostile(lambda n: "a\n" + ": b\n" * n, 3_000),
    "notes": Hostile(lines("<!-- notes: a -->\n\n"), 1_000),
    "deck": Hostile(lines("<!-- deck: a=b -->\n\n"), 1_000),
    "deck pairs": Hostile(lambda n: "<!-- deck: " + "a=b " * n + "-->", 3_000),
    "deck quotation": Hostile(lambda n: '<!-- deck: "' + "a " * n + "-->", 3_000),
    "[!note]": Hostile(lines("> [!note] a\n> b\n\n"), 1_000),
    "[!note] [!note]": Hostile(lines("> [!note] a\n"), 3_000),
    "\\t": Hostile(times("\t"), 100_000),
    "\\t lines": Hostile(lines("\ta\n"), 10_000),
    "\\t before": Hostile(lambda n: "Text\n\n" + "\t" * n + "a", 100_000),
    "(a)=": Hostile(lambda n: "(" + "a" * n + ")\n", 100_000),
    "*[a]: ": Hostile(lines("*[a]: b\n"), 10_000),
    "<a><b>": Hostile(lambda n: "Text " + "<i>a" * n + "</i>" * n, 10_000),
    "5 MB of words": Hostile(megabytes(WORDS), 5),
    "5 MB without spaces": Hostile(megabytes("a"), 5),
    "5 MB of CJK": Hostile(megabytes(CJK), 5),
    "5 MB of spaces": Hostile(megabytes(" ", "Text"), 5),
    "5 MB of spaces before": Hostile(megabytes(" ", "Text\n\n", "word"), 5),
    "5 MB of spaces within": Hostile(megabytes(" ", "Text", "word"), 5),
    "5 MB of blank lines": Hostile(megabytes("\n", "Text"), 5),
    "5 MB of blank lines between": Hostile(megabytes("\n", "Text", "word"), 5),
    "5 MB of space lines": Hostile(megabytes("  \n", "Text\n"), 5),
    "5 MB of lines": Hostile(megabytes(WORDS[:-1] + "\n"), 5),
    "5 MB of CJK lines": Hostile(megabytes(CJK + "\n"), 5),
    "5 MB of paragraphs": Hostile(megabytes(WORDS + "\n\n"), 5),
    "5 MB of code": Hostile(megabytes("x = 1\n", "Text\n\n```python\n", "```\n"), 5),
    "5 MB of control characters": Hostile(megabytes("\x01", "Text"), 5),
    "5 MB of zero width": Hostile(megabytes("\u200b", "Text"), 5),
    "5 MB of halves": Hostile(lambda n: "Text" + "\ud800" * (n * 33_000), 5),
    "YAML 5 MB of keys": Hostile(lambda n: front("\n".join(f"k{i}: v" for i in range(n * 3_000))), 1),
    "YAML 5 MB a value": Hostile(lambda n: front("description: " + WORDS * (n * 2_000)), 5),
    "YAML 5 MB quoted": Hostile(lambda n: front('description: "' + WORDS * (n * 2_000) + '"'), 5),
    "YAML 5 MB broken": Hostile(lambda n: front("description: a: " + WORDS * (n * 2_000)), 1),
    "YAML colons": Hostile(lambda n: front("description: a: b\n" * n), 300),
    "YAML lines mended": Hostile(lambda n: front("\n".join(f"k{i}: v" for i in range(n)) + "\ntitle: a: b" * 19), 300),
    "YAML aliases": Hostile(lambda n: billion(7 if n < 2 else 30), 1),
    "YAML aliases alike": Hostile(lambda n: front("a: &a [x]\nb: [" + "*a, " * n + "]"), 1_000),
    "YAML merge": Hostile(
        lambda n: front("a0: &a0 {x: 1}\n" + "\n".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, n * 15))), 1
    ),
    "YAML nested [": Hostile(lambda n: front("a: " + "[" * n), 1_000),
    "YAML nested [ ]": Hostile(lambda n: front("a: " + "[" * n + "]" * n), 1_000),
    "YAML nested {": Hostile(lambda n: front("a: " + "{a: " * n + "}" * n), 1_000),
    "YAML nested lines": Hostile(lambda n: front("\n".join(" " * i + "a:" for i in range(n))), 200),
    "YAML nested - ": Hostile(lambda n: front("a:\n  " + "- " * n + "b"), 1_000),
    "YAML authors nested": Hostile(lambda n: front("authors: " + "[" * n + "x" + "]" * n), 90),
    "YAML tags": Hostile(lambda n: front("a: !!python/object/apply:os.system [x]\n" * n), 1),
    "YAML never closed": Hostile(lambda n: "---\ntitle: T\n" + "a: b\n" * n, 10_000),
    "TOML keys": Hostile(lambda n: "+++\ntitle='T'\n" + "\n".join(f"k{i} = 1" for i in range(n)) + "\n+++\nText", 3_000),
    "TOML nested [": Hostile(lambda n: "+++\na = " + "[" * n + "]" * n + "\n+++\nText", 100),
    "TOML dotted": Hostile(lambda n: "+++\n" + ".".join("a" * n) + " = 1\n+++\nText", 10_000),
    "TOML dotted alike": Hostile(lambda n: "+++\n" + "\n".join(f"{'.'.join('a' * 90)}.b{i} = 1" for i in range(n)) + "\n+++\nText", 100),
    "TOML dotted tables": Hostile(lambda n: "+++\n" + "".join(f"[{'.'.join('a' * i)}]\n" for i in range(1, n)) + "+++\nText", 50),
    "TOML 5 MB": Hostile(lambda n: "+++\na = '" + "x" * (n * 100_000) + "'\n+++\nText", 5),
    "TOML broken": Hostile(lambda n: "+++\n" + "a = b\n" * n + "+++\nText", 1_000),
    "JSON nested [": Hostile(lambda n: '{\n"a": ' + "[" * n + "]" * n + "\n}\nText", 1_000),
    "JSON nested {": Hostile(lambda n: '{\n"a": ' + '{"a":' * n + "1" + "}" * n + "\n}\nText", 1_000),
    "JSON keys": Hostile(lambda n: "{\n" + ",\n".join(f'"k{i}": 1' for i in range(n)) + "\n}\nText", 3_000),
    "JSON a number": Hostile(lambda n: '{\n"a": ' + "1" * n + "\n}\nText", 1_000),
    "TOML a number": Hostile(lambda n: "+++\na = " + "1" * n + "\n+++\nText", 1_000),
    "Pelican": Hostile(lambda n: "title: T\ndate: x\n" + "summary: a\n" + "    b\n" * n + "\nText", 10_000),
    "title: *": Hostile(lambda n: front('subtitle: "' + "*a " * n + '"'), 3_000),
    "title: <a": Hostile(lambda n: front('subtitle: "' + "<a " * n + '"'), 3_000),
    "title: [": Hostile(lambda n: front('subtitle: "' + "[" * n + '"'), 3_000),
    "title: `*": Hostile(lambda n: front('subtitle: "' + " *a" * n + '"'), 3_000),
    "title: <": Hostile(lambda n: front('author: "' + " <" * n + '"'), 3_000),
    "author: <a": Hostile(lambda n: front('author: "<' + "a" * n + '"'), 10_000),
    "author: <a<a": Hostile(lambda n: front('author: "' + "<a" * n + '"'), 10_000),
    "title: <br": Hostile(lambda n: front('subtitle: "<br' + " " * n + '"'), 10_000),
    "title: &a": Hostile(lambda n: front('subtitle: "&' + "a" * n + '"'), 10_000),
    "date": Hostile(lambda n: front("date: 2025-01-01" + " " * n + "x"), 10_000),
}


def said(value: Any) -> Iterator[str]:
    """Yield all texts in blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from said(inner)


def outcome(text: str, path: Path) -> dict[str, Any]:
    """Read a text in this process and return what it took and how it ended."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    known, words = languages(), stop_words()
    gc.set_threshold(COLLECT_AFTER)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    try:
        article, found = read_article(path, path.name, language="", languages=known, stop_words=words)
    except DeckError as error:
        end = f"refused: {error.message[:60]}"
    except (Exception, RecursionError, MemoryError) as error:
        end = f"BREAKS: {type(error).__name__}: {str(error)[:80]}"
    else:
        shown = " ".join(said(tuple(article.blocks)))
        end = "" if LAST in shown else "LOST its last word"
        lost = {word for word in ("deep", "Text") if word in text.split("\n---\n")[-1] and word not in shown}
        end += f" LOST {lost}" if lost else ""
        end += " ".join(sorted({finding.code for finding in found}))
    seconds = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "mib": (after - before) / 1024, "end": end, "bytes": path.stat().st_size}


def apart(text: str, limit: int) -> dict[str, Any]:
    """Read a text in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(limit)
        with tempfile.TemporaryDirectory() as folder:
            found = outcome(text, Path(folder) / "a.md")
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if said:
        return dict(json.loads(said))
    number = os.waitstatus_to_exitcode(status)
    end = f"HANGS: more than {limit} s" if number == -signal.SIGALRM else f"BREAKS: exit {number}"
    return {"seconds": float(limit), "mib": 0.0, "end": end, "bytes": len(text.encode("utf-8", "surrogatepass"))}


def row(name: str, limit: int) -> bool:
    """Measure a case, print its row, and tell whether all is well."""
    hostile = CASES[name]
    one = apart(f"{hostile.text(hostile.few)}\n\n{LAST}\n", limit)
    ten = apart(f"{hostile.text(10 * hostile.few)}\n\n{LAST}\n", limit)
    ratio = ten["seconds"] / max(one["seconds"], 0.0001)
    growth = ten["bytes"] / one["bytes"]
    slow = ratio > TIMES_AS_LONG / 10 * growth and ten["seconds"] > FEWEST_SECONDS
    ends = " / ".join(dict.fromkeys(filter(None, (one["end"], ten["end"]))))
    bad = slow or any(word in ends for word in ("HANGS", "BREAKS", "LOST"))
    print(
        f"{'!' if bad else ' '} {name:<28} {ten['bytes']:>9,} B {one['seconds']:8.3f} s {ten['seconds']:8.3f} s {ratio:6.1f}x "
        f"{ten['mib']:6.0f} MiB  {ends}".rstrip(),
        flush=True,
    )
    return not bad


def profiled(name: str) -> None:
    hostile = CASES[name]
    with tempfile.TemporaryDirectory() as folder, cProfile.Profile() as profile:
        print(name, outcome(f"{hostile.text(hostile.few)}\n\n{LAST}\n", Path(folder) / "a.md"))
    pstats.Stats(profile).sort_stats("tottime").print_stats(8)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--limit", type=int, default=60, help="seconds that one reading may take")
    parser.add_argument("--profile", action="store_true", help="show where the time of the smaller size goes")
    parser.add_argument("--part", default="0/1", help="which part of all cases: 0/2 and 1/2 are two halves")
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    names = [name for name in CASES if not args.names or any(name.startswith(wanted) for wanted in args.names)][part::parts]
    if args.profile:
        for name in names:
            profiled(name)
        return 0
    well = [row(name, args.limit) for name in names]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
