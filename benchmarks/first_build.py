#!/usr/bin/env python3
"""Race deck against pandoc 3: whole processes, side by side, alternating; wall seconds and peak memory.

usage: first_build.py [ARTICLE.md ...] [--runs 7]        without articles: all of content/

pandoc reads the same article without its picture lines, so that it has no file to look for. Needs: pypandoc_binary (extra `dev`).
deck runs from compiled modules, as it does once it is installed, even where PYTHONDONTWRITEBYTECODE is set; they are kept apart, so that
a race leaves nothing behind. A row shows the median of all runs, the ratio to pandoc's median, and the target.
Memory is seen from this script's own (about 22 MiB) upwards: a child starts as its copy. Exit status: 0 all targets met, 1 not.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pypandoc

ROOT = Path(__file__).parents[1]
DECK = (sys.executable, "-m", "deck")
MIB = 1024 * 1024


class Cost(NamedTuple):
    """What one process took: wall seconds, and peak resident memory in MiB."""

    seconds: float
    mib: float


class Row(NamedTuple):
    name: str
    cost: Cost
    target: str
    met: bool


def cost_of(command: Sequence[str], compiled: Path) -> Cost:
    """Run a command to its end and return what it took; one that fails ends the race. Python keeps its modules in `compiled`."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(compiled)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = process.stderr.read().decode() if process.stderr else ""
        sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said}")
    return Cost(seconds, usage.ru_maxrss / (MIB if sys.platform == "darwin" else 1024))


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.seconds for cost in costs), median(cost.mib for cost in costs))


def race(article: Path, runs: int, folder: Path) -> dict[str, Cost]:
    """Return the median cost of pandoc, a first build, an unchanged build and `--help`, each run in turn."""
    plain = folder / "plain.md"
    lines = article.read_text("utf-8").splitlines()
    plain.write_text("\n".join(line for line in lines if not re.match(r"\s*!\[", line)), "utf-8")
    pandoc = (pypandoc.get_pandoc_path(), str(plain), "-o", str(folder / "pandoc.pptx"))
    build = (*DECK, "build", str(article), "-o")
    warm, compiled = folder / "warm" / "deck.pptx", folder / "compiled"
    for command in (pandoc, (*build, str(warm)), (*DECK, "--help")):
        cost_of(command, compiled)
    costs: dict[str, list[Cost]] = {"pandoc": [], "first build": [], "unchanged build": [], "deck --help": []}
    for run in range(runs):
        costs["pandoc"].append(cost_of(pandoc, compiled))
        costs["first build"].append(cost_of((*build, str(folder / f"run-{run}" / "deck.pptx")), compiled))
        costs["unchanged build"].append(cost_of((*build, str(warm)), compiled))
        costs["deck --help"].append(cost_of((*DECK, "--help"), compiled))
    return {name: middle(found) for name, found in costs.items()}


def rows(costs: dict[str, Cost]) -> list[Row]:
    pandoc, first, unchanged, shown = costs["pandoc"], costs["first build"], costs["unchanged build"], costs["deck --help"]
    return [
        Row("pandoc", pandoc, "", True),
        Row("first build", first, "<= 5x, < 80 MiB", first.seconds <= 5 * pandoc.seconds and first.mib < 80),
        Row("unchanged build", unchanged, "<= 0.6x", unchanged.seconds <= 0.6 * pandoc.seconds),
        Row("deck --help", shown, "< 0.15 s", shown.seconds < 0.15),
    ]


def show(article: Path, runs: int) -> bool:
    """Race on one article and print the rows; tell whether all targets are met."""
    with tempfile.TemporaryDirectory() as folder:
        costs = race(article, runs, Path(folder))
    found = rows(costs)
    print(f"{article.name}, median of {runs}")
    for row in found:
        ratio, missed = row.cost.seconds / costs["pandoc"].seconds, "" if row.met else "MISSED"
        print(f"{row.name:<16} {row.cost.seconds:6.3f} s {row.cost.mib:6.1f} MiB {ratio:5.2f}x  {row.target:<16} {missed}".rstrip())
    return all(row.met for row in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    version = subprocess.run([pypandoc.get_pandoc_path(), "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    print(f"against {version}")
    met = [show(article, args.runs) for article in args.articles or sorted((ROOT / "content").glob("*.md"))]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
