"""Laws that hold for any article: nothing lost, nothing invented, nothing runs off, the same again (contract, section 1)."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from deck.fit.wrap import measure
from deck.model.article import plain
from deck.model.marks import Marks
from deck.model.placed import PlacedShape, PlacedSlide
from deck.model.template import Template
from deck.ooxml import deck_bytes, proof, read_template
from deck.stages import Plan, Request, plan, source_of
from deck.templates import find_template

SENTENCES = {
    "en": "the quick tool reads every line of a file and then it stops for Toolcon-2025 or 95 % of NVIDIA",
    "fr": "l'outil lit chaque ligne du fichier puis s'arrête à 50 000 € avec DeepSeek-R1 déjà vieillissant",
    "de": "das Werkzeug liest jede Zeile der Rückwärtskompatibilitätsversprechen und hält dann an",
    "ru": "инструмент читает каждую строку файла и потом останавливается у OpenAI в 2025",
    "ar": "الأداة تقرأ كل سطر من الملف ثم تتوقف عند DeepSeek قلّل 2025",
    "ja": "道具は ファイルの 一行ずつを 読んで オープンソース DeepSeekで 止まる。",
    "hi": "यह उपकरण हर पंक्ति पढ़ता है और फिर रुकता है प्रशिक्षण",
    "th": "เครื่องมือ อ่าน ทุกบรรทัด แล้ว หยุด ทรานส์ฟอร์เมอร์",
}
WORDS = {language: sentence.split() for language, sentence in SENTENCES.items()}
MARKS = [":", ".", "?", "!", "…", ","]


class Draft(NamedTuple):
    """An article as text, its language, and its headings and leads as they were written."""

    language: str
    text: str
    headings: tuple[str, ...]
    leads: tuple[str, ...]


@st.composite
def articles(draw: st.DrawFn) -> Draft:
    language = draw(st.sampled_from(sorted(WORDS)))

    def phrase(least: int, most: int) -> str:
        return " ".join(draw(st.lists(st.sampled_from(WORDS[language]), min_size=least, max_size=most)))

    lines = ["---", f"title: '{phrase(1, 8).replace(chr(39), '’')}'", "---", "", phrase(0, 20) + "."]
    headings, leads = [], []
    for n in range(draw(st.integers(1, 4))):
        headings.append(f"{phrase(1, 14)} {n}")
        lines += ["", f"## {headings[-1]}", ""]
        for m in range(draw(st.integers(0, 6))):
            leads.append(f"{phrase(1, 9)} {n}x{m}")
            mark = draw(st.sampled_from(MARKS))
            lines.append(f"- **{leads[-1]}{mark}** {phrase(1, 40)}.")
        lines += ["", phrase(0, 30)]
    return Draft(language, "\n".join(lines), tuple(headings), tuple(leads))


def planned(draft: Draft, folder: Path) -> Plan:
    path = folder / f"talk.{draft.language}.md"
    path.write_text(draft.text, "utf-8")
    return plan(source_of(Request(path, path.name, folder, {})))


def words(text: str) -> Counter[str]:
    """Return the letters and digits of a text, word by word; typography is none of them."""
    return Counter(re.findall(r"[^\W_]+", text.replace("\u2011", "-")))


def shown(slide: PlacedSlide) -> str:
    return " ".join(run.text for shape in slide.texts for p in shape.paragraphs for run in p.runs)


def texts(slides: tuple[PlacedSlide, ...]) -> Iterator[str]:
    for slide in slides:
        yield shown(slide)
        yield from (plain(paragraph.text) for paragraph in slide.notes)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text.replace("\u2011", "-").replace("’", "'"))


@settings(max_examples=60, deadline=None)
@given(articles())
def test_no_word_of_an_article_is_lost_and_none_is_invented(draft: Draft) -> None:
    with tempfile.TemporaryDirectory() as folder:
        slides = planned(draft, Path(folder)).placed.slides
    given_words = words(re.sub(r"^(title:|##|-|---)", " ", draft.text, flags=re.MULTILINE))
    all_words = words(" ".join(texts(slides)))
    assert not given_words.keys() - all_words.keys()
    invented = {word for word in all_words.keys() - given_words.keys() if not word.isdigit()}
    assert not invented


@settings(max_examples=60, deadline=None)
@given(articles())
def test_every_heading_and_every_lead_is_on_a_slide_of_its_section_in_order(draft: Draft) -> None:
    with tempfile.TemporaryDirectory() as folder:
        slides = planned(draft, Path(folder)).placed.slides
    sections = [squeezed(shown(slide)) for slide in slides if slide.section != "title"]
    following = iter(sections)
    for heading in draft.headings:
        assert any(squeezed(heading) in text for text in following) or squeezed(heading) in sections[-1]
    for lead in draft.leads:
        assert any(squeezed(lead) in text for text in sections), lead


@settings(max_examples=40, deadline=None)
@given(articles())
def test_no_text_is_taller_or_wider_than_its_box(draft: Draft) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = planned(draft, Path(folder))
    template = read_template(found.template.file, found.source.article.language)
    for slide in found.placed.slides:
        for shape in slide.texts:
            assert fits(shape, slide.layout, template), (slide.name, shape.key)


def fits(shape: PlacedShape, layout: str, template: Template) -> bool:
    """Measure a shape anew, by what the file will say of it."""
    found = template.layout(layout)
    holder = next((p for p in found.placeholders if p.idx == shape.idx and p.kind == shape.kind), None) if found else None
    if holder is None:
        return False
    measured = measure(shape.paragraphs, holder, top_inset=shape.top_inset, right_inset=shape.right_inset)
    inside = (holder.box.width - holder.insets[0] - (holder.insets[2] if shape.right_inset is None else shape.right_inset)) / 12_700
    tall = (holder.box.height - holder.insets[1] - holder.insets[3]) / 12_700
    return measured.height <= tall + 0.5 and all(line.width <= inside for line in measured.lines)


@settings(max_examples=15, deadline=None)
@given(articles())
def test_the_same_article_is_the_same_file_and_says_what_was_meant(draft: Draft) -> None:
    template, marks = find_template("conference", Path()), Marks("0" * 40, "talk.md", "1")
    with tempfile.TemporaryDirectory() as folder:
        one, other = planned(draft, Path(folder)), planned(draft, Path(folder))
    content = deck_bytes(one.placed, template, marks)
    assert content == deck_bytes(other.placed, template, marks)
    assert proof(content, one.placed) == ()
