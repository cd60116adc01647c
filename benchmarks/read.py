#!/usr/bin/env python3
"""Time the reading of long articles, and see that it grows with them and no faster: 0.1, 1 and 10 MB, and the peak memory of each.

usage: read.py [--profile]

The articles hold all that blogs are made of: headings, lists, emphasis, links, tables, code, footnotes, shortcodes, HTML and Chinese; no
two sections are alike. Each is read in a process of its own. Memory is seen from before the reading upwards.
Exit status: 0 target met, 1 not.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

from deck.__main__ import COLLECT_AFTER
from deck.read import read_article
from deck.words import languages, stop_words

SIZES = (100_000, 1_000_000, 10_000_000)
TARGET = 11.0
FRONT = "---\ntitle: A long article\nauthors: [Ada, Bo]\ndate: 2025-02-03\n---\n"
# a section; {n} makes it different from all others
SECTIONS = (
    """
## Talk {n}: what was said

The *second* talk was given by **Ada {n}**, whose [slides](https://example.org/{n} "Slides") show `code_{n}` and ~~nothing~~ else. It
was long, and everybody stayed to the end: see <https://example.org/talks/{n}>, and her _earlier_ one[^{n}].

- **Point {n}:** every reader counts lines before anyone draws them.
- **Another:** the second draft keeps what first drafts promised
  to late guests, & more.
    - nested {n}
    - nested *too*

[^{n}]: A note on {n}, with [a link](https://example.org/note/{n}).
""",
    """
### Numbers of day {n}

| Room | Guests | Remark |
|:-----|-------:|--------|
| A{n} | {n} | **full** |
| B | 12 | see [there][room-{n}] |

```python
def talk_{n}(guests: list[str]) -> int:
    return len(guests)  # {n}
```

> Somebody said {n} times that this is a quotation,
> and went on.

[room-{n}]: https://example.org/rooms/{n}
""",
    """
{{{{< figure src="pictures/{n}.png" alt="Picture {n}" caption="The room" >}}}}

{{{{% notice tip %}}}}
Tip {n} stands in a box.
{{{{% /notice %}}}}

![Picture {n}](pictures/{n}.jpg "Title {n}")

<details>
<summary>More of {n}</summary>

What is **hidden** at first.

</details>

::: note
Note {n} is short.
:::
""",
    """
## 第{n}場：**開放**的模型

模型{n}開放於所有人，使用者**可以下載。**第二，[連結](https://example.org/zh/{n})在這裡；「引號」也有*強調*。
下一行接著寫，不留空格。

1. **重點{n}：**每個人都可以參加。
2. 第二點。

<div class="alert alert-info">注意{n}：時間改了。<br>請看<a href="https://example.org/{n}">這裡</a>。</div>
""",
)


class Cost(NamedTuple):
    """What a reading took: seconds of the processor, and peak memory in MiB above what was there before."""

    seconds: float
    mib: float


def sections() -> Iterator[str]:
    return (SECTIONS[n % len(SECTIONS)].format(n=n) for n in count(1))


def article_of(size: int) -> str:
    """Return an article of at least so many bytes."""
    parts, length, more = [FRONT], len(FRONT), sections()
    while length < size:
        parts.append(next(more))
        length += len(parts[-1].encode())
    return "".join(parts)


def cost_of(size: int) -> Cost:
    """Read an article of so many bytes, and return what it took."""
    # as the program runs
    gc.set_threshold(COLLECT_AFTER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.md"
        # start-up: the parsers, the tables
        path.write_text(article_of(5_000), "utf-8")
        read_article(path, path.name, language="", languages=languages(), stop_words=stop_words())
        path.write_text(article_of(size), "utf-8")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        read_article(path, path.name, language="", languages=languages(), stop_words=stop_words())
        seconds = time.process_time() - start
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / unit)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", action="store_true", help="show where the time of 1 MB goes")
    args = parser.parse_args()
    if args.profile:
        with cProfile.Profile() as profile:
            cost_of(SIZES[1])
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return 0
    costs = []
    for size in SIZES:
        with ProcessPoolExecutor(1) as alone:
            costs.append(alone.submit(cost_of, size).result())
        print(f"{size / 1_000_000:4.1f} MB: {costs[-1].seconds:7.2f} s {costs[-1].mib:7.0f} MiB", flush=True)
    ratios = [after.seconds / before.seconds for before, after in pairwise(costs)]
    met = all(ratio <= TARGET for ratio in ratios)
    print(f"ten times the article takes {' and '.join(f'{ratio:.1f}' for ratio in ratios)} times as long")
    print(f"target: at most {TARGET:.0f} times: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
