"""Markdown becomes clean blocks with their lines: tests/cases/read/*.md, and laws over any text."""

from __future__ import annotations

import gc
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases_reader import CASES, Case, cases
from deck.errors import DeckError
from deck.model.article import (
    Block,
    Callout,
    Chart,
    Code,
    Directive,
    Footnote,
    Formula,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Span,
    SpokenNote,
    Table,
    plain,
)
from deck.read import read_article
from deck.read.blocks import read_blocks
from deck.words import languages, stop_words

FOLDER = CASES / "read"
ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path.stem, FOLDER)]


def styled(text: Inline) -> str:
    """Return text with its styles as marks: **bold**, *italic*, `code`, ~~strike~~, [text](link); a line break is ⏎."""
    return "".join(marked(run) for run in text)


def marked(run: Run) -> str:
    shown = run.text.replace("\n", "⏎")
    offset = {1: "^", -1: "~", 0: ""}[run.shift]
    shown = f"[[{shown}]]" if run.key else f"{offset}{shown}{offset}"
    for on, mark in ((run.math, "$"), (run.code, "`"), (run.mark, "=="), (run.strike, "~~"), (run.italic, "*"), (run.bold, "**")):
        shown = f"{mark}{shown}{mark}" if on else shown
    return f"[{shown}]({run.link})" if run.link else shown


def dump(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    """Yield one line a block: its lines in the source, its kind, what it holds; what is inside another stands indented below."""
    for block in blocks:
        yield f"{lines(block.span)} {'  ' * depth}{described(block)}".rstrip()
        match block:
            case Quote(blocks=inner) | Callout(blocks=inner):
                yield from dump(inner, depth + 1)
            case Listing(items=items):
                for item in items:
                    yield f"{lines(item.span)} {'  ' * depth}- item"
                    yield from dump(item.blocks, depth + 1)


def lines(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def described(block: Block) -> str:
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            return f"h{level} {styled(text)}" + (f" #{anchor}" if anchor else "")
        case Paragraph(text=text):
            return f"p {styled(text)}"
        case Listing(ordered=ordered, start=start):
            return f"list from {start}" if ordered else "list"
        case Quote():
            return "quote"
        case Callout(kind=kind) as box:
            return f"callout({kind}) {styled(box.head)}"
        case Code(text=text, language=language):
            return f"code({language}) {text!r}"
        case Table(rows=rows):
            return "table " + " / ".join(" | ".join(styled(cell) for cell in row) for row in rows)
        case Chart(kind=kind, title=title, unit=unit, categories=categories, series=series):
            drawn = " / ".join(f"{one.name}: {' '.join('-' if value is None else f'{value:g}' for value in one.values)}" for one in series)
            return f"chart({kind}) {title} [{unit.replace(chr(160), '~')}] {', '.join(categories)} / {drawn}"
        case Picture(source=source, alt=alt, caption=caption):
            return f"picture {source} | {alt} | {caption}"
        case Formula(source=source):
            return f"formula {source!r}"
        case Chart(kind=kind, title=title, categories=categories):
            return f"chart({kind}) {title} " + " | ".join(categories)
        case Rule():
            return "rule"
        case Directive(values=values):
            return "deck " + " ".join(f"{key}={value}" for key, value in values)
        case Footnote(paragraphs=paragraphs, number=number):
            return f"footnote {number} " + " / ".join(styled(text) for text in paragraphs)
        case SpokenNote(paragraphs=paragraphs):
            return "notes " + " / ".join(styled(text) for text in paragraphs)


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every word that the blocks still say."""
    return iter(re.findall(r"[^\W_]+", "\n".join(said(blocks))))


def said(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield plain(text)
            case Code(text=text) | Formula(source=text):
                yield text
            case Chart(rows=rows, title=title):
                yield from (title, *(cell for row in rows for cell in row))
            case Quote(blocks=inner) | Callout(blocks=inner):
                yield from said(inner)
            case Listing(items=items, start=start):
                yield str(start)
                for item in items:
                    yield from said(item.blocks)
            case SpokenNote(paragraphs=paragraphs) | Footnote(paragraphs=paragraphs):
                yield from map(plain, paragraphs)


def article(text: str) -> tuple[Block, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.md"
        path.write_text(text, "utf-8", newline="")
        return read_article(path, "a.md", language="", languages=languages(), stop_words=stop_words())[0].blocks


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_markdown_is_read_as_these_blocks(case: Case) -> None:
    assert list(dump(read_blocks(case.given, "a.md", 0)[0])) == case.expected.split("\n")


def found(text: str) -> list[str]:
    return [str(finding) for finding in read_blocks(text, "a.md", 10)[1]]


def test_what_is_not_known_is_told_once_a_name_with_its_line() -> None:
    text = "A {{< youtube a >}}\n\n- b {{< youtube c >}} {% include d.html %}\n\n```{note}\n:class: x\n{{ page.title }}\n```\n"
    assert found(text) == [
        "a.md:11: warning D102: `{{< youtube … >}}` is not known, so it is left out (2 times); write what it says as text",
        "a.md:13: warning D102: `{% include … %}` is not known, so it is left out; write what it says as text",
        "a.md:17: warning D102: `{{ page.title }}` is not known, so it is left out; write what it says as text",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[a]({{< ref "b.md" >}}) [c]({{< relref "d.md" >}}) {{< figure >}} {{< /figure >}}',
        '{{ site.baseurl }} {{ "/a" | relative_url }} {{/* a comment */}} {% raw %} {% endraw %} {% if a %}b{% endif %}',
        "{{% notice tip %}}Kept{{% /notice %}} <div style={{ a: 1 }}>x</div> `{{ code }}` <!-- {{ hidden }} -->",
        "{{< figure src=a.png >}}\n\n    {{ code }}\n\n```\n{{ code }}\n```\n",
    ],
)
def test_what_says_nothing_is_left_out_without_a_word(text: str) -> None:
    assert found(text) == []


def test_words_in_what_is_left_out_are_told() -> None:
    assert found('{{% alert title="Mind the gap" %}}Kept{{% /alert %}}\n\n{{< figure alt="No source" >}}') == [
        "a.md:13: warning D102: `{{< figure … >}}` is not known, so it is left out; write what it says as text"
    ]


def test_what_is_left_out_of_notes_is_told() -> None:
    (told,) = found("::: notes\nSay {{ this.is }}.\n:::\n")
    assert told.startswith("a.md:12: warning D102")


def test_there_are_cases() -> None:
    assert len(ALL) > 60


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
@example("- " * 50)
@example("<!--")
@example("::: notes\nNever closed")
@example("{/* deck:")
@example("```{note}\n:class:")
@example("<![CDATA[ open")
@example("<![if x]>y")
@example("|a|\n|-|")
@example("{")
@example("+++\n[[")
@example("\ud7ff\x00\x0b\ufeff")
def test_any_text_is_read_or_refused_with_a_message(text: str) -> None:
    try:
        article(text)
    except DeckError as error:
        assert str(error)


FRAGMENTS = (
    *(
        "\n",
        "\n\n",
        " ",
        "  ",
        "\t",
        "a",
        "word ",
        "日本",
        "。",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "```",
        "~~~",
        "\\",
        "|",
        "-",
        "---",
        "+++",
        "===",
        "# ",
        "- ",
    ),
    *(
        "1. ",
        "> ",
        ":::",
        "::: notes",
        "{",
        "}",
        "{{",
        "}}",
        "{{<",
        ">}}",
        "{%",
        "%}",
        "{/*",
        "*/}",
        "{#id}",
        "{: .x}",
        "[^1]",
        "[^1]: ",
        "[",
        "](u)",
    ),
    *(
        "![",
        "<!--",
        "-->",
        "<!-- deck: ",
        "<!-- notes: ",
        "<br>",
        "<b>",
        "</b>",
        "<div>",
        "<img src=x",
        ">",
        "<iframe>",
        "&amp;",
        "&#0;",
        "title: x",
    ),
    *("```{note}", "```{figure} a.png", ":class: x", "import x from 'y'", "<svg", "</", "<![CDATA["),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_heap_of_markup_is_read_or_refused_with_a_message(text: str) -> None:
    try:
        article(text)
    except DeckError as error:
        assert str(error)


MARKS = (
    *("`", "``a", "{{ ", "{{< ", "{% ", "{/*", "[^a", "**a", "<!--", "<", "![", "\t", "{{< figure ", "{{a}}", "{.a ", "{: a=", "){.a}"),
    *("{% raw %}", "{% endraw "),
    *(
        ":::\n",
        "::: notes\n",
        "x\n{/*\n",
        "export {\n",
        "export {\n# h\n",
        "> {{<\n",
        "<div>{/*",
        "<div><!--",
        "a  \n",
        "|{{a|b}}",
        'a = "',
    ),
    *(
        "+-+\n",
        "+-+\n| a |\n",
        "| a\n",
        "#. a\n",
        "  #. ",
        "##a\n",
        "* a\n{:toc}\n",
        "a\n^^^\n",
        "{::comment}\n",
        "{::comment} ",
        "--8<--\n",
    ),
    *("/// note\n", "///\n", "::a\n", "::a{}\n---\n", "::a[", "::: v-pre\n", ":::{a}\n---\na: b\n", "$$\n$$ (a)\n"),
    *("[caption]\n", "[caption a", "[code]\n", "[su_a ", '[gallery ids="1"]\n'),
)


FEW, MANY = 300, 3_000  # both beyond the level at which markdown-it stops to look deeper
# linear is 10 and quadratic 100; a busy machine or a cold cache may triple what is linear
TIMES_AS_LONG = 30
TRIES = 5


@pytest.mark.parametrize("end", ["", "x{% e %} }} >}} */} --> `"])
@pytest.mark.parametrize("mark", MARKS)
def test_ten_times_the_marks_take_about_ten_times_as_long(mark: str, end: str) -> None:
    few = min(seconds_to_read("Text " + mark * FEW + end) for _ in range(3))
    limit = TIMES_AS_LONG * max(few, 0.0005)
    # another program may slow one try, but hardly each of them
    assert any(seconds_to_read("Text " + mark * MANY + end) < limit for _ in range(TRIES))


def seconds_to_read(text: str) -> float:
    """Return the time of the processor, without that for other tests' litter."""
    gc.disable()
    try:
        began = time.process_time()
        read_blocks(text, "a.md", 0)
        return time.process_time() - began
    finally:
        gc.enable()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.from_regex(r"\A[a-zA-Zéßжあ中ㄱ]{1,9}\Z"), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=12))
def test_no_word_of_plain_text_is_lost_or_moved(rows: list[str]) -> None:
    body = "Begin\n" + "\n".join(rows)
    assert "".join(words_of(article(body))) == "".join(re.findall(r"[^\W_]+", body))


OPENERS = ("{{ ", "{{< ", "{% ", "{/*", "{: ", "{.", "{#", "{", "%", ">", "export ", "import ", "export default ", "\n", "\n\n", " ")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(OPENERS), st.sampled_from(("alpha ", "beta ", "gamma\n", "delta "))), max_size=30))
def test_marks_that_are_never_closed_cost_no_word(parts: list[str]) -> None:
    body = "Begin " + "".join(parts)
    assert list(words_of(article(body))) == re.findall(r"[^\W_]+", body)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "# ", "## ", "- ", "> ", "- > ", "  - ", "1. ", "\t"]), st.from_regex(r"\A[a-z]{1,9}( [a-z]{1,9}){0,5}\Z")
        ),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r"]),
)
def test_no_word_is_lost_between_headings_lists_and_quotes(rows: list[tuple[str, str]], newline: str) -> None:
    body = newline.join(("Begin", *(mark + text for mark, text in rows)))
    written = re.findall(r"[a-zA-Z]+", body)
    assert [word for word in words_of(article(body)) if not word.isdigit()] == written


LEVELS = 1_000


@pytest.mark.parametrize(
    "text",
    [
        "> " * LEVELS + "deep",
        "- " * LEVELS + "deep",
        "> - " * LEVELS + "deep",
        "\n".join("  " * depth + f"- deep{depth}" for depth in range(LEVELS)),
        "\n".join("   " * depth + f"1. deep{depth}" for depth in range(LEVELS)),
        "\n".join("> " * depth + f"deep{depth}" for depth in range(1, LEVELS)),
        "<!-- notes: " + "- " * LEVELS + "deep -->",
    ],
    ids=["quotes", "lists", "mixed", "indented", "numbered", "growing", "notes"],
)
def test_what_is_nested_too_deep_is_made_flat_and_told(text: str) -> None:
    began = time.process_time()
    blocks, told = read_blocks(text, "a.md", 0)
    assert time.process_time() - began < 20
    assert [finding.code for finding in told] == ["D104"]
    shown = " ".join(said(blocks))
    assert re.findall(r"deep\d*", text) == re.findall(r"deep\d*", shown)
    assert not re.search(r"[->] ?[->]", shown)


def test_directives_within_directives_are_code_at_last() -> None:
    text = "\n".join("`" * (LEVELS // 2 - depth) + "{note}" for depth in range(LEVELS // 2 - 3))
    began = time.process_time()
    blocks, _ = read_blocks(text, "a.md", 0)
    assert time.process_time() - began < 20
    assert "{note}" in " ".join(said(blocks))


@pytest.mark.parametrize(
    "text", ["::: notes\n" * LEVELS + "deep", "*a **b " * LEVELS + "deep " + "** *" * LEVELS, "[" * LEVELS + "deep" + "](u)" * LEVELS]
)
def test_marks_within_marks_are_no_levels(text: str) -> None:
    blocks = article(text)
    assert "deep" in "".join(str(block) for block in blocks)
