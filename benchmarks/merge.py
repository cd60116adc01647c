#!/usr/bin/env python3
"""Time what happens when a deck that was edited is built again, stage by stage, for 1,000 and 2,000 slides, with marks and with none.

usage: merge.py [--slides 1000 2000] [--runs 3] [--article] [--profile]

The slides are those of an article over and over, each under a key of its own and in words of its own. A hand reworded a tenth of them, and
moved or deleted one in fifty; the article changed as much, elsewhere. "none": the same deck without any mark of ours, and its
shapes without names. A deck is read cold (no slide of it was read before in the process) and again (base, disk and new have most slides
in common). The peer is python-pptx, which opens the edited deck and asks each shape for its text and place, in the same run.
`--article`: whole builds of an article with so many slides, too: the first one, one with nothing changed but the article, and one that
merges. `--profile` tells where the time of a merge goes.
A row shows the best of all runs, in seconds of the processor, so that other jobs on the machine count little.
Exit status: 0 all targets met, 1 not.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import io
import itertools
import pstats
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from pptx import Presentation
from pptx.presentation import Presentation as OpenPresentation

from deck.__main__ import COLLECT_AFTER
from deck.build import build
from deck.fit import settled
from deck.ledger import save_base
from deck.match import heirs, match
from deck.match.text import words_of
from deck.merge import Base, merge
from deck.merge.dress import dressed, likeness
from deck.model.article import Run
from deck.model.marks import Marks
from deck.model.merged import Wishes
from deck.model.placed import NoteParagraph, PlacedDeck, PlacedRun, PlacedShape, PlacedSlide
from deck.ooxml import deck_bytes, merged_bytes, merged_proof, read_base, read_found, stripped
from deck.ooxml.found import forget
from deck.rebuild import Aim, meet
from deck.stages import Plan, Request, plan, source_of

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "content" / "sommet-deepseek.fr.md"
OLD, NOW = Marks("0" * 40, "content/talk.md", "1.0"), Marks("1" * 40, "content/talk.md", "1.0")
VOCABULARY = 5_000
SECTION_ENTRY = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"
# for 1,000 slides, in seconds; and how many times as long twice the slides may take
TARGETS = {
    "read, cold": 0.6,
    "read again": 0.3,
    "read the base in it": 0.3,
    "match": 0.2,
    "match, none": 1.0,
    "heirs": 0.5,
    "read, match and merge": 3.0,
    "read, match and merge, none": 3.0,
}
LINEAR = 2.6


class Case(NamedTuple):
    """A base, what a hand made of it, the same without marks, and the new deck; each laid out or as bytes."""

    planned: Plan
    was: PlacedDeck
    becomes: PlacedDeck
    base: bytes
    disk: bytes
    bare: bytes
    new: bytes


def worded(text: str, random: Random) -> str:
    """Return as many other words, of which some are common and most are rare, as in any language."""
    return " ".join(f"w{int(VOCABULARY ** random.random())}" for _ in text.split(" "))


def in_other_words(slide: PlacedSlide, n: int, random: Random) -> PlacedSlide:
    """Return a slide under a key of its own, in words of its own."""

    def shape(old: PlacedShape) -> PlacedShape:
        rows = (row._replace(runs=tuple(_run(run, random) for run in row.runs)) for row in old.paragraphs)
        return old._replace(paragraphs=tuple(rows), target="")

    shapes = tuple(shape(old) if isinstance(old, PlacedShape) and old.kind not in ("ftr", "sldNum") else old for old in slide.shapes)
    notes = tuple(NoteParagraph((Run(worded("".join(run.text for run in row.text), random)),)) for row in slide.notes)
    return slide._replace(key=f"{slide.key}-{n}", shapes=shapes, notes=notes)


def _run(run: PlacedRun, random: Random) -> PlacedRun:
    return run._replace(text=worded(run.text, random))


def changed(deck: PlacedDeck, random: Random) -> PlacedDeck:
    """Return a deck after a day of its author's: a tenth of its slides in other words, one in fifty added, one deleted, one moved."""
    slides = list(deck.slides)
    for n in random.sample(range(len(slides)), len(slides) // 10):
        slides[n] = in_other_words(slides[n], n, random)._replace(key=slides[n].key)
    for n in range(len(slides) // 50):
        slides.insert(random.randrange(len(slides)), slides.pop(random.randrange(len(slides))))
        del slides[random.randrange(len(slides))]
        slides.insert(random.randrange(len(slides)), in_other_words(random.choice(slides), 10**6 + n, random))
    return deck._replace(slides=tuple(slides))


def by_hand(content: bytes, random: Random) -> bytes:
    """Return a deck after a busy day of its speaker's: a tenth of its slides reworded, one in fifty moved, one deleted."""
    deck = Presentation(io.BytesIO(content))
    rows = deck.slides._sldIdLst
    for n in random.sample(range(len(rows)), len(rows) // 10):
        shape = random.choice([shape for shape in deck.slides[n].shapes if shape.has_text_frame and " " in shape.text_frame.text])
        run = next(run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if " " in run.text)
        run.text = f"by hand {run.text}"
    for _ in range(len(rows) // 50):
        row = rows[random.randrange(len(rows))]
        rows.remove(row)
        rows.insert(random.randrange(len(rows)), row)
        gone = rows[random.randrange(len(rows))]
        deck.part.drop_rel(gone.rId)
        rows.remove(gone)
        for entry in [entry for entry in deck.part._element.iter(SECTION_ENTRY) if entry.get("id") == gone.get("id")]:
            next(entry.iterancestors()).remove(entry)
    return saved(deck)


def saved(deck: OpenPresentation) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def without_marks(content: bytes) -> bytes:
    """Return a deck as a program leaves it that keeps none of our marks, and names all shapes anew."""
    deck = Presentation(io.BytesIO(stripped(content)))
    for n, slide in enumerate(deck.slides):
        for shape in slide.shapes:
            shape.name = f"Shape {n}"
    return saved(deck)


def case_of(planned: Plan, length: int) -> Case:
    random = Random(length)
    several = itertools.islice(itertools.cycle(planned.placed.slides), length)
    was = planned.placed._replace(slides=tuple(in_other_words(slide, n, random) for n, slide in enumerate(several)))
    becomes = changed(was, random)
    base, new = (deck_bytes(deck, planned.template.file, marks, planned.source.media) for deck, marks in ((was, OLD), (becomes, NOW)))
    disk = by_hand(base, random)
    return Case(planned, was, becomes, base, disk, without_marks(disk), new)


def best(task: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None) -> float:
    """Return the seconds that a task takes; `before` runs ahead of each run, and is not counted."""
    found = []
    for _ in range(runs):
        before()
        gc.collect()
        start = time.process_time()
        task()
        found.append(time.process_time() - start)
    return min(found)


def walked(content: bytes) -> int:
    """Return how much there is in a deck, by python-pptx."""
    total = 0
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            total += len(shape.text_frame.text) if shape.has_text_frame else 0
            total += (shape.left or 0) + (shape.top or 0)
        total += len(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else 0
    return total


def stages(case: Case, runs: int) -> Iterator[tuple[str, float]]:
    """Yield each stage of a merge with the seconds that it takes."""
    time_of = partial(best, runs=runs)
    yield "python-pptx walks", best(lambda: walked(case.disk), 1)
    yield "read, cold", time_of(lambda: read_found(case.disk), before=forget)
    yield "read again", time_of(lambda: read_found(case.disk))
    yield "read the base in it", time_of(lambda: read_base(case.disk))
    base, disk, bare, new = map(read_found, (case.base, case.disk, case.bare, case.new))
    yield "match", time_of(lambda: match(disk, base), before=words_of.cache_clear)
    yield "match, none", time_of(lambda: match(bare, base), before=words_of.cache_clear)
    yield "heirs", time_of(lambda: heirs(base, new), before=words_of.cache_clear)
    was, heir = match(disk, base), heirs(base, new)
    yield "dress", time_of(lambda: likeness(disk, dressed(disk, [base, base], was), was))
    yield "merge", time_of(lambda: merge(Base(base, base), disk, new, was, heir))
    made = merge(Base(base, base), disk, new, was, heir)
    yield "settle", time_of(lambda: settled(made, disk, new, case.planned.master))
    made, _ = settled(made, disk, new, case.planned.master)
    yield "write", time_of(lambda: merged_bytes(case.disk, case.new, made, NOW))
    written = merged_bytes(case.disk, case.new, made, NOW)
    yield "prove", time_of(lambda: merged_proof(written, case.disk, case.new, made))
    yield "read, match and merge", time_of(lambda: read_and_merged(case, case.disk), before=cold)
    yield "read, match and merge, none", time_of(lambda: read_and_merged(case, case.bare), before=cold)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "deck.pptx"
        save_base(target, OLD.build, case.was, case.base)
        aim = Aim(case.becomes, case.new, NOW, case.planned.master, Wishes())
        yield "all of it", time_of(lambda: met(aim, target, case.disk), before=cold)
        yield "all of it, none", time_of(lambda: met(aim, target, case.bare), before=cold)


def cold() -> None:
    forget()
    words_of.cache_clear()


def read_and_merged(case: Case, disk: bytes) -> None:
    """Read three decks, find out who is who, and merge them."""
    base, there, new = map(read_found, (case.base, disk, case.new))
    merge(Base(base, base), there, new, match(there, base), heirs(base, new))


def met(aim: Aim, target: Path, disk: bytes) -> None:
    """Merge as a build does, with the proof of what it wrote."""
    meeting = meet(aim, target, None, disk)
    if meeting.content is None or meeting.prove(meeting.content):
        raise SystemExit(f"no merge: {meeting.why}")


def article_of(sections: int, random: Random) -> str:
    """Return an article that makes about so many slides."""
    rows = ["---\ntitle: A long article\nauthors: [Ada]\n---\n\nIt begins here.\n"]
    for n in range(sections):
        rows.append(f"\n## Part {n} {worded('a b c', random)}\n\n")
        rows += (f"- **Lead {worded('a b', random)}:** {worded('a ' * 11, random).strip()}.\n" for _ in range(3))
    return "".join(rows)


def builds(sections: int, runs: int) -> Iterator[tuple[str, float]]:
    """Yield the seconds of whole builds of an article."""
    random = Random(sections)
    text = article_of(sections, random)
    with tempfile.TemporaryDirectory() as folder:
        root, deck = Path(folder), Path(folder) / "deck.pptx"
        article = root / "article.md"
        request = Request(article, article.name, root, {"output": str(deck)})
        article.write_text(text, "utf-8")

        def nothing_there() -> None:
            deck.unlink(missing_ok=True)
            cold()

        yield "first build", best(lambda: build(request), runs, nothing_there)
        built, state = deck.read_bytes(), root / ".deck"
        edited = by_hand(built, random)
        kept = root / "kept"
        shutil.copytree(state, kept)
        article.write_text(re.sub(r"(Part \d*7) ", r"\1 becomes ", text), "utf-8")

        def as_it_was(content: bytes) -> None:
            shutil.rmtree(state)
            shutil.copytree(kept, state)
            deck.write_bytes(content)
            cold()

        yield "no hand edit", best(lambda: build(request), runs, lambda: as_it_was(built))
        yield "merging build", best(lambda: build(request), runs, lambda: as_it_was(edited))


def profiled(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "deck.pptx"
        save_base(target, OLD.build, case.was, case.base)
        aim = Aim(case.becomes, case.new, NOW, case.planned.master, Wishes())
        for disk in (case.disk, case.bare):
            cold()
            profile = cProfile.Profile()
            profile.runcall(met, aim, target, disk)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def show(sizes: Sequence[int], found: Sequence[dict[str, float]]) -> bool:
    """Print what was measured for each size; tell whether all targets are met."""
    met = True
    print(f"{'seconds, for slides':<28}" + "".join(f"{size:>9,}" for size in sizes) + "   ratio   to the peer  target")
    peer = found[0].get("python-pptx walks")
    for name in found[0]:
        times = [row[name] for row in found]
        ratio = times[-1] / times[0]
        target = TARGETS.get(name)
        missed = target is not None and (times[0] > target * sizes[0] / 1000 or ratio > LINEAR * sizes[-1] / sizes[0] / 2)
        met = met and not missed
        shares = f"{times[0] / peer:10.2f}x" if peer else ""
        row = f"{name:<28}" + "".join(f"{seconds:9.3f}" for seconds in times) + f"{ratio:8.1f}{shares}"
        print(f"{row}  {'' if target is None else f'<= {target} s'} {'MISSED' if missed else ''}".rstrip())
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slides", type=int, nargs="+", default=[1_000, 2_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--article", action="store_true")
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    # as the program runs
    gc.set_threshold(COLLECT_AFTER)
    with tempfile.TemporaryDirectory() as folder:
        planned = plan(source_of(Request(ARTICLE, ARTICLE.name, ROOT, {"output": f"{folder}/deck.pptx"})))
    if args.profile:
        profiled(case_of(planned, args.slides[0]))
        return 0
    found = [dict(stages(case_of(planned, size), args.runs)) for size in args.slides]
    met = show(args.slides, found)
    if args.article:
        show(args.slides, [dict(builds(size, args.runs)) for size in args.slides])
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
