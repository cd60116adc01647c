"""Which slide and shape of the base became which of the new deck; both are ours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from deck.match.family import Family
from deck.match.profile import shown
from deck.model.found import FoundDeck, FoundSlide
from deck.model.likeness import RARE
from deck.model.pairs import Pairs, Spot

# a slide that has another key and so many of its paragraphs is the same one
LEAST = 0.8
# what stands around the content of a slide
AROUND = frozenset({"Kicker", "Footer", "Number"})
# what the key of a continuation ends with
CONTINUED = re.compile(r"\+\d+$")


def heirs(base: FoundDeck, new: FoundDeck) -> Pairs:
    """Return which slides of the new deck those of the base are, and which shapes: those of one section may be on another slide of it."""
    slides = _slides(base, new)
    shapes: dict[Spot, Spot] = {}
    for old, now in _families(base, new, slides):
        shapes.update(Family(base, new, old, now, slides).paired())
    return Pairs(slides, dict(sorted(shapes.items())))


def _slides(base: FoundDeck, new: FoundDeck) -> dict[int, int]:
    """Return pairs by key, and of the rest those that show nearly the same."""
    keys = {slide.key: n for n, slide in enumerate(new.slides) if slide.key}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for j, slide in enumerate(base.slides):
        if (n := keys.get(slide.key, -1)) >= 0 and n not in taken:
            pairs[j] = n
            taken.add(n)
    open_new = [n for n in range(len(new.slides)) if n not in taken]
    if len(pairs) < len(base.slides) and open_new:
        pairs |= _by_content(base, new, [j for j in range(len(base.slides)) if j not in pairs], open_new)
    return dict(sorted(pairs.items()))


def _by_content(base: FoundDeck, new: FoundDeck, gone: list[int], came: list[int]) -> dict[int, int]:
    """Return pairs of slides that have nearly all paragraphs in common, the most alike first, in order at ties."""
    now = {n: _own(new.slides[n]) for n in came}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for n, texts in now.items():
        for text in texts:
            index[text].append(n)
    scored = []
    for j in gone:
        texts = _own(base.slides[j])
        for n in {n for text in texts for n in index.get(text, ()) if len(index[text]) <= RARE}:
            share = 2 * (texts & now[n]).total() / (texts.total() + now[n].total())
            if share >= LEAST:
                scored.append((-share, abs(j - n), j, n))
    pairs: dict[int, int] = {}
    for _, _, j, n in sorted(scored):
        if j not in pairs and n not in pairs.values():
            pairs[j] = n
    return pairs


def _own(slide: FoundSlide) -> Counter[str]:
    """Return what a slide shows, but for what others of its section or all of them show, too."""
    return Counter(shown(slide._replace(shapes=tuple(shape for shape in slide.shapes if shape.name not in AROUND))))


def _families(base: FoundDeck, new: FoundDeck, slides: Mapping[int, int]) -> list[tuple[list[int], list[int]]]:
    """Return the slides of each section that goes on over several, in the base and in the new deck."""
    roots = {n: _root(base.slides[j]) for j, n in slides.items()}
    # a new root is that of the base which a slide of it was
    became = {_root(new.slides[n]): root for n, root in roots.items()}
    found: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for j, slide in enumerate(base.slides):
        found[_root(slide)][0].append(j)
    for n, slide in enumerate(new.slides):
        root = roots.get(n) or became.get(_root(slide)) or _root(slide)
        if root in found:
            found[root][1].append(n)
    return [both for both in found.values() if all(both)]


def _root(slide: FoundSlide) -> str:
    return CONTINUED.sub("", slide.key)
