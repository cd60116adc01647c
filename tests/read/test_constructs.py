"""Articles made at random of all that blog engines know: every word of them is read, and nothing of their syntax is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.model.article import Block, Callout, Code, Footnote, Heading, Listing, Paragraph, Picture, Quote, SpokenNote, Table, plain
from deck.read.blocks import read_blocks

# W stands for a word of its own each time; what is in these and is no W must not be read
CONSTRUCTS = (
    # CommonMark and GitHub
    "# W W",
    "## W {#anchor .class}",
    "### W [W](https://a.example/x)",
    "W\n---",
    "W **W:** W *W* _W_ __W__ `W` ~~W~~ ***W*** W\\\nW  \nW",
    "- **W:** W\n- **W.** W\n  - W\n  - W",
    "1. W\n2. W\n\n   W",
    "- [ ] W\n- [x] W",
    "> W\n>\n> — W",
    "```python\nW = W\n```",
    "    W = W",
    "| W | W |\n|---|:-:|\n| W | W |",
    "![W](a.png)",
    "[![W](a.png)](https://a.example)",
    "W &amp; W &nbsp; W&#8203;",
    "W[^n] W\n\n[^n]: W\n\n    W",
    "W^[W W]",
    "[W][ref] W\n\n[ref]: https://a.example",
    "<https://a.example> W",
    "> [!NOTE]\n> W",
    "> [!tip]- W\n> W",
    "***",
    # emphasis as authors mean it
    "**W：**W **「W」**W",
    "** W** W **W: **W",
    # HTML
    "<p>W <strong>W</strong> <a href='x'>W</a><br>W</p>",
    "<div class='x'>\n\nW **W**\n\n</div>",
    "<div markdown='1'>\nW **W**\n- W\n</div>",
    "<details>\n<summary>W</summary>\nW\n</details>",
    "<ul><li>W</li><li>W <b>W</b></li></ul>",
    "<table><tr><th>W</th></tr>\n\n<tr><td>W</td></tr></table>",
    "<h2 id='x'>W</h2>",
    "<figure><img src='a.png' alt='W'><figcaption>W</figcaption></figure>",
    "<pre><code class='language-py'>W &lt; W</code></pre>",
    "<blockquote>W</blockquote>",
    "<!-- nothing of this -->\n\nW",
    "<script>nothing()</script>\n\nW",
    "<iframe src='x'></iframe>\n\nW",
    "W <kbd>W</kbd> <sub>W</sub> <mark>W</mark> <span style='color:red'>W</span>",
    "<video controls>\n<source src='a.mp4'>\nnothing\n</video>\n\nW",
    # Docusaurus, MDX
    ":::tip W\n\nW\n\n:::",
    ":::note[W]\nW\n:::",
    "::::info\n:::warning\nW\n:::\n::::",
    "<Tabs>\n<TabItem value='a' label='W'>\n\nW\n\n</TabItem>\n</Tabs>",
    "<Note title='W'>\n\nW\n\n</Note>",
    "<Image src={require('./a.png').default} alt='W' />",
    "{/* nothing */}\n\nW",
    "<!-- truncate -->\n\nW",
    "## W {/*anchor*/}",
    # Hugo
    '{{< figure src="a.png" alt="W" caption="W" >}}',
    '{{% notice tip "W W" %}}\nW\n{{% /notice %}}',
    '{{< details "W W" >}}\nW\n{{< /details >}}',
    '{{< tabs >}}\n{{< tab name="W" >}}\nW\n{{< /tab >}}\n{{< /tabs >}}',
    "{{< youtube abc >}}\n\nW",
    '[W]({{< ref "x.md" >}}) W',
    "<!--more-->\n\nW",
    '{{< quote author="W" >}}\nW\n{{< /quote >}}',
    # Jekyll, kramdown, Liquid
    "{% highlight python %}\nW = W\n{% endhighlight %}",
    "{% raw %}W W{% endraw %}",
    "{% comment %}nothing{% endcomment %}\n\nW",
    '{% include figure.html src="/a.png" alt="W" %}',
    "![W]({{ site.baseurl }}/a.png) W",
    "![W]({{ '/a.png' | relative_url }}){: .x}",
    "W\n{: .class #id}",
    "W\n: W\n: W",
    "*[ABBR]: nothing\n\nW",
    # MyST
    "```{note}\nW\n```",
    "```{admonition} W\n:class: tip\n\nW\n```",
    "```{figure} a.png\n:alt: W\n\nW\n```",
    ":::{tip}\nW\n:::",
    "(target)=\n\nW {ref}`W <target>` {kbd}`W`",
    "+++\n\nW",
    "```{code-block} python\n:linenos:\n\nW = W\n```",
    "```{list-table} W\n* - W\n  - W\n* - W\n  - W\n```",
    # MkDocs, Python-Markdown
    '!!! note "W"\n    W\n\n    - W',
    "??? tip\n    W",
    '=== "W"\n\n    W',
    # Hexo, Zola, Eleventy
    "{% note info %}\nW\n{% endnote %}",
    "{% asset_img a.jpg W %}",
    '{% quote(author="W") %}\nW\n{% end %}',
    '{{ image(path="a.png", alt="W") }}',
    # formulas
    "W $a_1 * b$ W",
)
LEAK = re.compile(r"\*\*|\{\{|\{%|\{#|\{/\*|:::|</?\w|!\[|&\w+;|\+\+\+|\[\^|!!!|===|\]\(|nothing|class=|~~")
WORD = re.compile(r"w\d{4}x")


def filled(construct: str, numbers: Iterator[int]) -> str:
    """Return a construct with a word of its own for each W."""
    return re.sub("W", lambda _: f"w{next(numbers):04}x", construct)


def everything(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield all that the blocks say, show or describe."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield plain(text)
            case Quote(blocks=inner):
                yield from everything(inner)
            case Callout(blocks=inner) as box:
                yield plain(box.head)
                yield from everything(inner)
            case Listing(items=items):
                for item in items:
                    yield from everything(item.blocks)
            case Table(rows=rows):
                yield from (plain(cell) for row in rows for cell in row)
            case Code(text=text):
                yield text
            case Picture(alt=alt, caption=caption):
                yield from (alt, caption)
            case SpokenNote(paragraphs=paragraphs) | Footnote(paragraphs=paragraphs):
                yield from map(plain, paragraphs)


def indented(text: str, first: str, others: str) -> str:
    return "\n".join((first if i == 0 else others if line else "") + line for i, line in enumerate(text.split("\n")))


def check(text: str, written: str) -> None:
    said = "\n".join(everything(read_blocks(text, "a.md", 0)[0]))
    assert sorted(WORD.findall(said)) == sorted(WORD.findall(written)), text
    assert not LEAK.search(said), text


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("within", ["", "- ", "> "])
def test_each_construct_is_read_alone_in_a_list_and_in_a_quotation(construct: str, within: str) -> None:
    text = filled(construct, count())
    check(
        indented(text, within, "> " if within == "> " else " " * len(within)).replace("\n\n", "\n>\n" if within == "> " else "\n\n"), text
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(CONSTRUCTS), min_size=1, max_size=12))
def test_every_word_of_an_article_of_all_constructs_is_read_and_nothing_else(constructs: list[str]) -> None:
    numbers = count()
    text = "\n\n".join(filled(construct, numbers) for construct in constructs)
    check(text, text)
