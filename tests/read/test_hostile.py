"""What no author writes, and what broke the reader once: read in time, and no word lost (benchmarks/hostile.py measures many more)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from deck.errors import DeckError
from deck.model.article import Block, Paragraph, Run
from deck.read.blocks import read_blocks
from deck.read.front.front_matter import read_front_matter

MANY = 20_000
# each took minutes, or for ever, before it was mended; now a second or less
SECONDS = 15


def texts(value: object) -> Iterator[str]:
    """Yield all texts in blocks."""
    if isinstance(value, Run):
        yield value.text
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


def shown(blocks: tuple[Block, ...]) -> str:
    return " ".join(texts(blocks))


@pytest.mark.parametrize(
    "text",
    [
        "*" * MANY,
        "[a][" * MANY,
        "![a][" * MANY,
        "[^" * MANY,
        "^[" * MANY,
        "<![CDATA[" * MANY,
        "[" * MANY + "](u)",
        "[^a[" * MANY + "]\n\n[^1]: Note",
        "Text\n\n" + "$$x\n" * MANY,
        "Text\n\n" + "<script>\n\na\n\n" * (MANY // 4),
        "<dl><dt>a" + "<dd>b" * (MANY // 2) + "</dl>",
    ],
    ids=["stars", "references", "pictures", "marks", "footnotes", "cdata", "brackets", "defined", "formulas", "scripts", "definitions"],
)
def test_heaps_of_marks_are_read_in_time(text: str) -> None:
    began = time.process_time()
    blocks, _ = read_blocks(f"{text}\n\nlast", "a.md", 0)
    assert time.process_time() - began < SECONDS
    assert shown(blocks).endswith("last")


@pytest.mark.parametrize("text", ["Term [^1]\n: What it is", "Term\n: What {{ x }} it is", "Term {% x %}\n\n: What it is\n: And more"])
def test_a_list_of_definitions_stands_beside_shortcodes(text: str) -> None:
    blocks, _ = read_blocks(text, "a.md", 0)
    assert shown(blocks).startswith("Term What")


@pytest.mark.parametrize(
    "text", ["<div><![>deep</div>", "<p><![foo[ b ]]>deep</p>", "<div><![if x]>deep<![endif]></div>", "<div><![CDATA[ > ]]>deep"]
)
def test_a_marked_section_in_html_says_nothing(text: str) -> None:
    assert "deep" in shown(read_blocks(text, "a.md", 0)[0])


@pytest.mark.parametrize("text", ["<s>\n<!--<!-->word", "<div>\n<!-- {/* --> word <!--", "<div>\n{/* <!-- word"])
def test_a_comment_in_a_comment_doubles_no_line(text: str) -> None:
    blocks, _ = read_blocks(text, "a.md", 0)
    assert shown(blocks).count("word") == 1
    assert max(block.span.last for block in blocks) <= 2


@pytest.mark.parametrize(
    "text", ['{{"\n"|relative_url}}word', '="{%"\n"%}word', '{% btn "\n" %}word', '{% asset_img "a\n.png" %}word', 't<s ={"\n"}']
)
def test_what_a_template_says_over_two_lines_moves_no_line(text: str) -> None:
    blocks, _ = read_blocks(f"{text}\n\nEnd", "a.md", 0)
    assert blocks[-1].span.first == 4


def test_an_address_over_two_lines_moves_no_line() -> None:
    blocks, _ = read_blocks('{{"\n"|relative_url}}word', "a.md", 0)
    assert [block.span.first for block in blocks] == [2]


@pytest.mark.parametrize("levels", [100, 130, 1_000])
def test_boxes_that_are_nested_too_deep_are_made_flat(levels: int) -> None:
    text = "".join(f"{'    ' * level}!!! note\n" for level in range(levels)) + "    " * levels + "deep"
    blocks, told = read_blocks(text, "a.md", 0)
    assert "deep" in str(blocks)
    assert [finding.code for finding in told] == ["D104"]


def test_emphasis_nests_as_deep_as_it_is_written() -> None:
    blocks, told = read_blocks("*a **b " * 3_000 + "deep " + "b** a*" * 3_000, "a.md", 0)
    assert isinstance(blocks[0], Paragraph)
    assert "deep" in shown(blocks)
    assert told == ()


@pytest.mark.parametrize(("opening", "closing"), [("<!--", "-->"), ("<script>", "</script>"), ("<?", "?>"), ("<![CDATA[", "]]>")])
def test_html_that_is_never_closed_ends_at_the_next_empty_line(opening: str, closing: str) -> None:
    blocks, told = read_blocks(f"Text\n\n{opening}\nunseen\n\n> word > b\n\n{opening}\n\nlast", "a.md", 0)
    assert shown(blocks) == "Text word > b last"
    assert [(finding.code, finding.span.first if finding.span else 0) for finding in told] == [("D103", 3), ("D103", 8)]
    assert f"`{closing}`" in told[0].message


@pytest.mark.parametrize("value", ["!!timestamp x", "!!bool x", "!!int x", "!!float x", "!!omap x", "!!set x", "!!pairs [x]"])
def test_a_value_that_is_not_what_its_tag_says_is_refused(value: str) -> None:
    with pytest.raises(DeckError, match=r"a\.md:\d: the front matter is not valid YAML"):
        read_front_matter(f"---\ntitle: T\na: {value}\n---\n", "a.md")


def test_a_toml_key_of_very_many_parts_is_refused() -> None:
    with pytest.raises((RecursionError, DeckError)):
        read_front_matter("+++\n" + ".".join("a" * 100_000) + " = 1\n+++\n", "a.md")
    meta, _, _ = read_front_matter('+++\ntitle = "a.b.c"\n' + ".".join("a" * 90) + " = 1\n+++\n", "a.md")
    assert meta.title == "a.b.c"
