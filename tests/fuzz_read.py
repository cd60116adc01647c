#!/usr/bin/env python3
"""Read articles that were torn, doubled, spliced and strewn with marks: each must be read in time or refused with a message.

usage: fuzz_read.py ARTICLE.md|FOLDER ... [--cases 20000] [--first 0] [--processes 2]
       fuzz_read.py ARTICLE.md|FOLDER ... --show 4711

A case has a number, and the same articles give the same text for it again. A fault is anything raised but a DeckError, a reading of more
than 2 seconds of the processor, a block whose lines are not the article's, or a character that no file may hold. Each distinct fault is
printed once, with the number of the first case that has it and the least text that shows it; `--show` writes the text of a case.
Some 100 cases a second and process. Exit status: 0 no fault, 1 some.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from deck.errors import DeckError
from deck.model.article import Article, Span
from deck.read import read_article
from deck.read.characters import clean
from deck.words import languages, stop_words

LIMIT = 2.0  # seconds of the processor for a small article
LONGEST = 80  # lines of a case
AT_ONCE = 200  # cases that a process is given
SHRINKING = 20.0  # seconds to look for the least text that shows a fault
# what may stand anywhere, in any dialect; {n} is a small number
SNIPPETS = (
    # fences, code
    *("```\n", "```python\n", "~~~\n", "````md\n", "```{note} Title\n", "```{figure} a.png\n:alt: b\n", "```{list-table}\n* - a\n  - b\n"),
    *("`", "``", "    code\n", "\tcode\n", "```{code-block} py\n:caption: c\n", '```js {1,3} title="a.js"\n'),
    # shortcodes, variables, tags
    *("{{< note >}}\n", "{{< /note >}}\n", "{{% tip %}}", "{{% /tip %}}", '{{< figure src="a.png" alt="b" >}}', "{{< x", ">}}", "{{", "}}"),
    *(
        "{% raw %}",
        "{% endraw %}",
        "{% highlight py %}\n",
        "{% endhighlight %}\n",
        "{{ site.url }}",
        '{{ "/a" | relative_url }}',
        "{%",
        "%}",
    ),
    *('{% include figure.html src="a.png" %}', "{{{ x }}}", "{{/* c */}}", "{{!-- c --}}", '{% img a.png "T" %}', "{{< details S >}}\n"),
    # JSX, MDX
    *("import X from 'y'\n", "export const a = {\n", "<Note>\n", "</Note>\n", '<Tabs items={["a"]}>', "<X.Y z={{ a: 1 }} />", "{/* c */}"),
    *("{/*", "*/}", "<>", "</>", "{props.a}", '<Image src="a.png" alt="b" />', "export default function () {\n"),
    # HTML
    *("<div>", "</div>", "<details><summary>S</summary>\n", "</details>\n", "<table><tr><td>a", "</table>\n", "<ul><li>a", "</ul>", "<br>"),
    *(
        "<script>",
        "</script>",
        "<style>\n",
        "</style>",
        "<svg>",
        "</svg>",
        "<iframe src=x>",
        "<!--",
        "-->",
        "<!-- c -->",
        "<![CDATA[",
        "]]>",
    ),
    *("<?php", "?>", "<!DOCTYPE html>\n", '<img src="a.png" alt="b">', '<a href="b">', "</a>", "<b>", "</b>", "<kbd>", "</kbd>", "<pre>\n"),
    *(
        "</pre>\n",
        "<p align=center>",
        "</p>",
        "<figure>\n",
        "<figcaption>c</figcaption>",
        "</figure>",
        "<td colspan=99999999>",
        "<ol start=9>",
    ),
    *("<dl><dt>a<dd>b", "<blockquote>", "<h2>", "</h2>", "<hr>", '<div class="alert title">', "<", "</", "<a b='", "<!", "<http://a.b>"),
    # directives, boxes
    *(
        ":::\n",
        "::: note\n",
        ":::tip[Title]{.a}\n",
        "::: notes\n",
        ":::{note} T\n:a: b\n",
        '!!! note "T"\n    a\n',
        "??? tip\n    b\n",
        "::::\n",
    ),
    *('=== "Tab"\n    c\n', "> [!tip]- T\n> a\n", "> [!NOTE]\n", "{ref}`a <b>`", "(label)=\n", "+++\n", "[[toc]]\n", "{octicon}`x`"),
    # ours
    *("<!-- deck: layout=duo -->\n", "<!-- notes: a\n\n- b -->\n", '<!-- deck: a="', "<!-- notes:"),
    # footnotes, references, links, pictures
    *(
        "[^1]",
        "[^1]: Note\n",
        "[^a b]",
        "^[inline]",
        "^[",
        "[a]: http://b.c 'd'\n",
        "[a]",
        "[a][b]",
        "[",
        "](",
        "](u)",
        "![",
        "![a](b.png)",
    ),
    *("[a](<", "http://a.b", "<a@b.c>", "[a](b 'c", "[a]: <\n", "![a](b.png){width=50%}", "[text]{.smallcaps}"),
    # front matter
    *(
        "---\n",
        "---\ntitle: A\n---\n",
        "+++\ntitle = 'A'\n+++\n",
        '{\n"title": "A"\n}\n',
        "title: A\ndate: 2025-01-01\n",
        "...\n",
        "---toml\n",
    ),
    *(
        "title: a: b\n",
        "authors: [a, {name: b}]\n",
        "deck:\n  detail: none\n",
        "a: &a [*a]\n",
        "date: 2025-13-45\n",
        "\tkey: v\n",
        "? [a]\n: b\n",
    ),
    *(
        "tags:\n- a\n",
        "title: |\n  a\n",
        "title: '\n",
        'title: "\\ud800"\n',
        "<<: *a\n",
        "{{ title }}: {}\n",
        "image: {src: [a]}\n",
        "params:\n",
    ),
    *(
        "%YAML 1.1\n",
        "- !!binary x\n",
        "lang: no\n",
        "draft = true\n",
        "[params]\n",
        "a = 2025-01-01T00:00:00\n",
        "a.b = 1\n",
        "title: 3.10\n",
    ),
    *(
        "date: 0000-00-00\n",
        "a: 0x1_\n",
        "a: .inf\n",
        "a: !!int x\n",
        "a: !!timestamp 2025-99-99\n",
        "date: {a: 1}\n",
        "author: {name: [a]}\n",
    ),
    # attributes
    *("{#id}", "{.class}", "{: .a #b}", '{width="5"}', "{:toc}\n", "{::comment}\n", "{:/}\n", "{-}", "{", "}", "{.a", "# A {#b}\n"),
    # emphasis and other marks
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "==",
        "^",
        "\\",
        "**a:**b",
        "**「a」**b",
        "** a**",
        "*a _b* c_",
        "a__b",
        "**a *b** c*",
        "\\*",
    ),
    # blocks
    *(
        "# ",
        "## A\n",
        "A\n===\n",
        "A\n---\n",
        "- ",
        "- [ ] a\n",
        "1. a\n",
        "1) ",
        "+ ",
        "> ",
        ">",
        "***\n",
        "|a|b|\n|-|-|\n|c|d|\n",
        "|",
        "\\|",
    ),
    *(
        "Term\n: a\n",
        ": ",
        "  - a\n",
        "        - b\n",
        "\n\n",
        "\n",
        "  \n",
        "\\\n",
        "* * *\n",
        "99999999999. a\n",
        "0. a\n",
        "#\n",
        "-\n",
        "|-|\n",
    ),
    *("$a_b$", "$$", "$$\n", "$", "\\(", "*[HTML]: x\n", "&amp;", "&#0;", "&#xD800;", "&#1;", "&nope;", "&", "&#99999999;", "&lt;b&gt;"),
    # characters
    *(
        "\u200b",
        "\ufeff",
        "\u200d",
        "\u00ad",
        "\u2028",
        "\u2029",
        "\x85",
        "\u00a0",
        "\u202e",
        "\ufffe",
        "\U000e0001",
        "\u0301",
        "\x00",
        "\x0b",
    ),
    *(
        "\x0c",
        "\x1b",
        "\x1f",
        "\x7f",
        "\r",
        "\r\n",
        "\t",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "\udfff\ud800",
        "日本",
        "。",
        "한국",
        "א",
        "😀",
        "\x1c",
    ),
)
NUMBERS = ("0", "-1", "9" * 30, "1e999", "0x10", "²", "٣", "१")


class Fault(NamedTuple):
    """What went wrong: in short, the same for all texts that show the same fault, and the number and the text of a case."""

    kind: str
    number: int
    text: bytes


class TooLong(BaseException):
    pass


class Author:
    """Writes the case of a number from articles: the same one for the same number."""

    def __init__(self, number: int, articles: Sequence[str]) -> None:
        self.random = Random(number)
        self.articles = articles

    def case(self) -> bytes:
        """Return a text as bytes."""
        lines = self.stretch()
        for _ in range(self.random.choice((1, 1, 2, 3, 5, 8, 13, 30))):
            lines = self.random.choice(BY_LINES)(self, lines)
        text = "".join(lines)
        for _ in range(self.random.choice((0, 0, 1, 2, 4, 8, 20))):
            text = self.random.choice(BY_CHARACTERS)(self, text)
        if self.random.random() < 0.1:
            text = text.replace("\n", self.random.choice(("\r\n", "\r", "\n\n", " ", "\n> ", "\n- ", "\n    ", "\n\t")))
        content = text.encode("utf-8", "surrogatepass")
        return self.torn(content) if self.random.random() < 0.05 else content

    def stretch(self) -> list[str]:
        """Return some lines in a row of an article, half the time from its beginning."""
        lines = self.random.choice(self.articles).splitlines(keepends=True)
        start = 0 if self.random.random() < 0.5 else self.random.randrange(len(lines) or 1)
        return lines[start : start + self.random.randrange(1, LONGEST)]

    def place(self, length: int) -> int:
        """Return a place in so many, often near the beginning, where the front matter is."""
        return self.random.randrange(min(length, 8) + 1 if self.random.random() < 0.2 else length + 1)

    def snippet(self) -> str:
        return self.random.choice(NUMBERS if self.random.random() < 0.02 else SNIPPETS)

    def part(self, length: int) -> tuple[int, int]:
        start = self.place(length)
        return start, min(length, start + self.random.choice((1, 1, 2, 3, 8, 30)))

    # by lines

    def without_lines(self, lines: list[str]) -> list[str]:
        start, end = self.part(len(lines))
        return lines[:start] + lines[end:]

    def doubled_lines(self, lines: list[str]) -> list[str]:
        start, end = self.part(len(lines))
        return (lines[:end] + lines[start:end] * self.random.choice((1, 1, 2, 10)) + lines[end:])[: 4 * LONGEST]

    def swapped_lines(self, lines: list[str]) -> list[str]:
        one, other = sorted((self.place(len(lines) - 1), self.place(len(lines) - 1))) if lines else (0, 0)
        return [*lines[:one], *lines[other : other + 1], *lines[one + 1 : other], *lines[one : one + 1], *lines[other + 1 :]]

    def cut_line(self, lines: list[str]) -> list[str]:
        at = self.place(len(lines))
        line = "".join(lines[at : at + 1])
        return [*lines[:at], line[: self.place(len(line))], *lines[at + 1 :]]

    def spliced(self, lines: list[str]) -> list[str]:
        at = self.place(len(lines))
        return lines[:at] + self.stretch()[: self.random.choice((3, 10, 30))] + lines[at:]

    def strewn_line(self, lines: list[str]) -> list[str]:
        at = self.place(len(lines))
        return [*lines[:at], "".join(self.snippet() for _ in range(self.random.choice((1, 1, 2, 5)))), *lines[at:]]

    def indented(self, lines: list[str]) -> list[str]:
        start, end = self.part(len(lines))
        margin = self.random.choice(("  ", "    ", "\t", "> ", "- ", "1. ", ": ", ":::", "<div>", "|", "#", "// "))
        return lines[:start] + [margin + line for line in lines[start:end]] + lines[end:]

    def ended(self, lines: list[str]) -> list[str]:
        return lines[: self.place(len(lines))] or lines

    # by characters

    def strewn(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return text[:at] + self.snippet() * self.random.choice((1, 1, 1, 1, 2, 3, 40)) + text[at:]

    def wrapped(self, text: str) -> str:
        start, end = sorted((self.random.randrange(len(text) + 1), self.random.randrange(len(text) + 1)))
        end = min(end, start + self.random.choice((5, 50, 500)))
        return text[:start] + self.snippet() + text[start:end] + self.snippet() + text[end:]

    def without(self, text: str) -> str:
        start = self.random.randrange(len(text) + 1)
        return text[:start] + text[start + self.random.choice((1, 1, 2, 5, 30)) :]

    def doubled(self, text: str) -> str:
        start = self.random.randrange(len(text) + 1)
        part = text[start : start + self.random.choice((1, 2, 5, 30))]
        return text[:start] + part * self.random.choice((2, 2, 3, 20)) + text[start:]

    def replaced(self, text: str) -> str:
        start = self.random.randrange(len(text) + 1)
        return text[:start] + chr(self.random.choice((self.random.randrange(128), self.random.randrange(0x3000)))) + text[start + 1 :]

    def torn(self, content: bytes) -> bytes:
        """Return bytes with some that are no UTF-8, or an end within a character."""
        at = self.random.randrange(len(content) + 1)
        put = bytes(self.random.randrange(256) for _ in range(self.random.choice((0, 1, 2, 4))))
        return content[:at] + put + content[at + len(put) : self.random.choice((None, at + 50))]


BY_LINES: tuple[Callable[[Author, list[str]], list[str]], ...] = (
    Author.without_lines,
    Author.doubled_lines,
    Author.swapped_lines,
    Author.cut_line,
    Author.spliced,
    Author.strewn_line,
    Author.strewn_line,
    Author.indented,
    Author.ended,
)
BY_CHARACTERS: tuple[Callable[[Author, str], str], ...] = (
    *(Author.strewn, Author.strewn, Author.strewn, Author.wrapped, Author.wrapped),
    *(Author.without, Author.doubled, Author.replaced),
)


def articles_in(places: Iterable[Path]) -> tuple[str, ...]:
    """Return the texts of articles and of all articles in folders."""
    paths = chain.from_iterable(sorted(place.glob("*.md")) if place.is_dir() else [place] for place in places)
    return tuple(path.read_text("utf-8") for path in paths)


def fault_of(content: bytes, path: Path, limit: float = LIMIT) -> str:
    """Return what goes wrong when a text is read from a path, "" for nothing. Only the main thread can be stopped in time."""
    path.write_bytes(content)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        article, _ = read_article(path, path.name, language="", languages=languages(), stop_words=stop_words())
        return wrong_in(article, content)
    except DeckError as error:
        return "" if str(error) else "refused without a word"
    except TooLong as error:
        return f"more than {limit} s at {_place(error)}"
    except Exception as error:
        return f"{type(error).__name__} at {_place(error)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _place(error: BaseException) -> str:
    """Return where in our code an error comes from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/deck/" in frame.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"


def wrong_in(article: Article, content: bytes) -> str:
    """Return what no article may have: lines that are not there, characters that no file may hold."""
    text = content.decode("utf-8-sig", "surrogatepass").replace("\r\n", "\n").replace("\r", "\n")
    last = text.count("\n") + 1
    for value in _values((article.blocks, article.meta[:-2])):
        if isinstance(value, Span) and not 1 <= value.first <= value.last <= last:
            return "lines that the article does not have"
        if isinstance(value, str) and clean(value) != value:
            return "characters that no file may hold"
    return ""


def _values(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for inner in value:
            yield from _values(inner)


def faults(numbers: Iterable[int], articles: Sequence[str], folder: Path, *, limit: float = LIMIT) -> Iterator[Fault]:
    """Yield the faults of the cases of some numbers."""
    path = folder / "case.md"
    for number in numbers:
        content = Author(number, articles).case()
        if kind := fault_of(content, path, limit):
            yield Fault(kind, number, content)


def least(fault: Fault, folder: Path) -> bytes:
    """Return the least text found that shows the same fault: without all parts that it does not take."""
    path, text = folder / "least.md", fault.text
    size, until = len(text) // 2, time.monotonic() + SHRINKING
    while size:
        at = 0
        while at < len(text) and time.monotonic() < until:
            shorter = text[:at] + text[at + size :]
            if fault_of(shorter, path).partition(" at ")[0] == fault.kind.partition(" at ")[0]:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def _some(given: tuple[range, Sequence[str], Path]) -> list[Fault]:
    return list(faults(*given))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", type=int, help="write the text of the case of a number")
    args = parser.parse_args()
    articles = articles_in(args.articles)
    if args.show is not None:
        sys.stdout.buffer.write(Author(args.show, articles).case())
        return 0
    known: dict[str, int] = {}
    began = time.monotonic()
    starts = range(args.first, args.first + args.cases, AT_ONCE)
    with tempfile.TemporaryDirectory() as name, get_context("fork").Pool(args.processes) as pool:
        folder = Path(name)
        parts = ((range(start, min(start + AT_ONCE, starts.stop)), articles, folder / str(start)) for start in starts)
        for start in starts:
            (folder / str(start)).mkdir()
        for fault in chain.from_iterable(pool.imap_unordered(_some, parts)):
            known[fault.kind] = known.get(fault.kind, 0) + 1
            if known[fault.kind] == 1:
                print(f"case {fault.number}: {fault.kind}\n    {least(fault, folder)!r}", flush=True)
    seconds = time.monotonic() - began
    print(
        f"{args.cases} cases from {len(articles)} articles in {seconds:.0f} s; {len(known)} distinct faults in {sum(known.values())} cases"
    )
    for kind, times in sorted(known.items(), key=lambda pair: -pair[1]):
        print(f"{times:6} times: {kind}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
