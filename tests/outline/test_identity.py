"""Keys last: what was reworded, moved or has new neighbours is known again, and what is new gets a key that nothing had."""

from __future__ import annotations

import functools
import itertools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from cases_reader import CASES as ALL
from cases_reader import Case, cases
from deck.model.article import Table, plain
from deck.model.settings import Settings
from deck.model.slides import CARD, Deck, Point
from deck.outline import known, outline, settled, with_agenda
from deck.read import read_article
from deck.settings import section_settings
from deck.words import languages, stop_words, words_for

CASES = ALL / "outline"
SPOKEN = {
    "en": "amber birch cedar delta ember fjord grove haven inlet jetty knoll ledge marsh north ocean prairie quarry river shore",
    "ru": "берег ветер город дождь ель жизнь зима искра камень лес море небо огонь поле река снег туман утро холм цвет",
    "zh": "山水 火木 金土 日月 星辰 河流 森林 城市 道路 桥梁 房屋 花草 鸟兽 鱼虫 春夏 秋冬 晨昏 风雨 雷电 冰雪",
    "ar": "بحر جبل نهر غابة مدينة طريق جسر بيت زهرة طائر سمك ربيع صيف خريف شتاء ريح مطر رعد ثلج قمر",
}
TONGUES = {language: words.split() for language, words in SPOKEN.items()}


class Bullet(NamedTuple):
    """A point by its number; `lead` and `rest` are its words, either may be missing."""

    n: int
    lead: str
    rest: str


class Part(NamedTuple):
    """A section or group by its number: its title, its prose, its points, whether a table parts them, and its groups."""

    n: int
    title: str
    prose: str
    bullets: tuple[Bullet, ...]
    table: bool
    groups: tuple[Part, ...] = ()


class Write(NamedTuple):
    """An article: its language and its sections."""

    language: str
    parts: tuple[Part, ...]


def markdown(write: Write) -> str:
    def lines(parts: tuple[Part, ...], mark: str) -> Iterator[str]:
        for part in parts:
            yield f"{mark} {part.title}"
            yield part.prose
            half = len(part.bullets) // 2 if part.table else 0
            yield from map(bullet, part.bullets[:half])
            if part.table:
                yield f"\n| t{part.n}a | t{part.n}b |\n|---|---|\n| t{part.n}c | t{part.n}d |\n| t{part.n}e | t{part.n}f |\n"
            yield "\n".join(map(bullet, part.bullets[half:]))
            yield from lines(part.groups, "###")

    def bullet(one: Bullet) -> str:
        return "- " + " ".join(filter(None, (f"**{one.lead}:**" if one.rest else f"**{one.lead}**", one.rest)))

    return "\n\n".join(("---\ntitle: 'w'\n---", *lines(write.parts, "##")))


@functools.cache
def deck_of(write: Write) -> Deck:
    return talk(markdown(write), write.language)


def talk(text: str, language: str = "en") -> Deck:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talk.md"
        path.write_text(text, "utf-8")
        article, _ = read_article(path, "talk.md", language=language, languages=languages(), stop_words=stop_words())
    return outline(article, Settings(), words_for(language), lambda d: section_settings(d.values, d.span))[0]


def every(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield from (point, *every(point.children))


def names(write: Write, deck: Deck) -> dict[str, str]:
    """Return the key of every section, group, point and table of an article, by its number."""
    found: dict[str, str] = {}
    sections = [section.key for section in deck.sections if section.key not in ("title", "closing")]
    for part, key in zip(write.parts, sections, strict=True):
        found[f"part {part.n}"] = key
        cards = [p.key.removesuffix(CARD) for s in deck.slides if s.section == key for p in s.points if p.key.endswith(CARD)]
        # a section with points of its own has no cards, and each of its groups a slide
        units = dict.fromkeys(slide.key.partition("~")[0] for slide in deck.slides if slide.section == key)
        shown = cards or [unit for unit in units if unit != key]
        found |= {f"part {group.n}": name for group, name in zip(part.groups, shown, strict=True)}
    bullets = [one for part in write.parts for here in (part, *part.groups) for one in here.bullets]
    points = [point for slide in deck.slides for point in every(slide.points) if not point.key.endswith(CARD)]
    found |= {f"point {one.n}": point.key for one, point in zip(bullets, points, strict=True)}
    tables = {plain(s.exhibit.rows[0][0]): s.key for s in deck.slides if isinstance(s.exhibit, Table)}
    return found | {f"table {name}": key for name, key in tables.items()}


@st.composite
def writes(draw: st.DrawFn) -> Write:
    language = draw(st.sampled_from(sorted(TONGUES)))
    numbers = itertools.count(1)

    def phrase(least: int, most: int) -> str:
        return " ".join(draw(st.lists(st.sampled_from(TONGUES[language]), min_size=least, max_size=most)))

    def bullet() -> Bullet:
        n = next(numbers)
        return Bullet(n, f"{phrase(1, 4)} q{n}", f"{phrase(3, 14)}." if draw(st.booleans()) else "")

    def part(groups: int) -> Part:
        n = next(numbers)
        title = f"{phrase(1, 4)} q{n}"
        prose = f"{phrase(4, 30)} p{n}." if draw(st.booleans()) else ""
        bullets = tuple(bullet() for _ in range(draw(st.integers(0, 5))))
        return Part(n, title, prose, bullets, draw(st.booleans()), tuple(part(0) for _ in range(draw(st.integers(0, groups)))))

    return Write(language, tuple(part(2) for _ in range(draw(st.integers(2, 5)))))


def again(before: Write, after: Write) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names in an article, and those when it was written again; no key is there twice."""
    old, new = deck_of(before), settled(deck_of(after), known(deck_of(before)))
    keys = [slide.key for slide in new.slides] + [point.key for slide in new.slides for point in every(slide.points)]
    assert len(keys) == len(set(keys))
    shown = {slide.key for slide in new.slides}
    assert {slide.section for slide in new.slides} <= {section.key for section in new.sections}
    assert {point.target for slide in new.slides for point in every(slide.points) if point.target} <= shown
    assert settled(deck_of(after), known(new)) == new
    return names(before, old), names(after, new)


def kept(old: dict[str, str], new: dict[str, str]) -> None:
    """Assert that what is in both has one name, and that nothing new has a name that was another's."""
    assert {name: key for name, key in new.items() if name in old} == {name: key for name, key in old.items() if name in new}
    assert not {key for name, key in new.items() if name not in old} & set(old.values())


LAW = trials(max_examples=30, deadline=None)


@LAW
@given(writes())
def test_an_article_that_stays_keeps_its_keys(write: Write) -> None:
    deck = deck_of(write)
    assert settled(deck, known(deck)) == deck
    assert settled(deck, ()) == deck


@LAW
@given(writes(), st.data())
def test_a_reworded_title_changes_no_key(write: Write, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(write.parts) - 1))
    part = write.parts[i]
    below = part.groups and data.draw(st.sampled_from(("section", "group"))) == "group"
    groups = (part.groups[0]._replace(title="else named"), *part.groups[1:]) if below else part.groups
    part = part._replace(title=part.title if below else "else named", groups=groups)
    kept(*again(write, write._replace(parts=(*write.parts[:i], part, *write.parts[i + 1 :]))))


def test_a_reworded_lead_above_words_that_all_texts_share_keeps_its_key() -> None:
    bullets = (Bullet(2, "amber q2", ""), Bullet(3, "amber q3", "amber amber amber amber amber."), Bullet(4, "amber q4", ""))
    write = Write("en", (Part(1, "amber q1", "", bullets, table=False), Part(5, "amber q5", "", (), table=False)))
    reworded = write.parts[0]._replace(bullets=(bullets[0], bullets[1]._replace(lead="else named"), bullets[2]))
    kept(*again(write, write._replace(parts=(reworded, write.parts[1]))))


@LAW
@given(writes(), st.data())
def test_a_reworded_lead_changes_no_key(write: Write, data: st.DataObject) -> None:
    with_points = [i for i, part in enumerate(write.parts) if part.bullets]
    if with_points:
        i = data.draw(st.sampled_from(with_points))
        part = write.parts[i]
        j = data.draw(st.integers(0, len(part.bullets) - 1))
        reworded = part._replace(bullets=(*part.bullets[:j], part.bullets[j]._replace(lead="else named"), *part.bullets[j + 1 :]))
        kept(*again(write, write._replace(parts=(*write.parts[:i], reworded, *write.parts[i + 1 :]))))


@LAW
@given(writes(), st.data())
def test_taking_out_or_putting_in_a_section_changes_no_other_key(write: Write, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(write.parts) - 1))
    less = write._replace(parts=(*write.parts[:i], *write.parts[i + 1 :]))
    if less.parts:
        kept(*again(write, less))
        kept(*again(less, write))


@LAW
@given(writes(), st.data())
def test_taking_out_or_putting_in_a_point_changes_no_other_key(write: Write, data: st.DataObject) -> None:
    with_points = [i for i, part in enumerate(write.parts) if part.bullets]
    if with_points:
        i = data.draw(st.sampled_from(with_points))
        part = write.parts[i]
        j = data.draw(st.integers(0, len(part.bullets) - 1))
        fewer = part._replace(bullets=(*part.bullets[:j], *part.bullets[j + 1 :]))
        less = write._replace(parts=(*write.parts[:i], fewer, *write.parts[i + 1 :]))
        kept(*again(write, less))
        kept(*again(less, write))


@LAW
@given(writes(), st.data())
def test_another_order_of_sections_changes_no_key(write: Write, data: st.DataObject) -> None:
    kept(*again(write, write._replace(parts=tuple(data.draw(st.permutations(write.parts))))))


def keys_of(deck: Deck) -> list[str]:
    return [key for slide in deck.slides for key in (slide.key, *(point.key for point in every(slide.points)))]


@pytest.mark.parametrize("case", cases("identity", CASES), ids=lambda case: case.name)
def test_what_the_next_build_knows_again(case: Case) -> None:
    before, after = case.given.split("\n=====\n")
    deck = settled(talk(after), known(talk(before)))
    assert keys_of(deck) == ["title", *case.expected.splitlines()]


def test_the_key_of_the_agenda_is_given_to_no_section() -> None:
    words = words_for("en")
    text = "## One\n\n- **A:** It is.\n\n## Two\n\n- **B:** It is.\n\n## Three\n\n- **C:** It is.\n"
    before = with_agenda(talk(text), words)
    assert "agenda" in keys_of(before)
    after = with_agenda(settled(talk(f"{text}\n## Agenda\n\n- **Dates:** They stand.\n"), known(before)), words)
    assert [slide.key for slide in after.slides] == ["title", "agenda", "one", "two", "three", "agenda-2"]


def test_thousands_of_points_are_known_again_in_few_steps() -> None:
    """Near linear: a list that is four times as long takes about four times as many calls, not sixteen times."""

    def calls(points: int) -> int:
        before = talk("## All\n\n" + "\n".join(f"- **Lead {n} of many:** It says {n * n} and {n * 7} of it." for n in range(points)))
        after = talk("## All\n\n" + "\n".join(f"- **Head {n} of many:** It says {n * n} and {n * 7} to it." for n in range(points)))
        remembered = known(before)
        count = 0

        def counted(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            again = settled(after, remembered)
        finally:
            sys.setprofile(None)
        assert keys_of(again) == keys_of(before)
        return count

    assert calls(1000) < 6 * calls(250)
