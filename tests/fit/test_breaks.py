"""Where a line may end: held against uniseg, which passes Unicode's own LineBreakTest for the same version."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from deck.fit.breaks import break_points, line_break_class

SAMPLES = {
    "French": "Le résultat : « la voie est libre », dit-elle — à 3-9 km/h, 50 000 € (95 %) !",
    "French, glued": "Le résultat\u00a0: «\u00a0la voie\u00a0», 50\u00a0000\u00a0€ (95\u202f%)\u00a0!",
    "English": "He said “go!” and left; ’twas $3.50 (US$4) at 12:30/13:00 - or so.",
    "German": "„Gut“, sagte er, »sehr gut« und ging – www.example.org/a-b/c?d=e&f=g.",
    "Greek": "Ελληνικά «κείμενο» με εισαγωγικά· και μετά;",
    "Russian": "Русский текст — «с кавычками», 1 000 руб.",
    "Hebrew": "שלום עולם, זה מבחן־קצר של שורות-ארוכות (12%) ו/או כך.",
    "Arabic": "مرحبا بالعالم، هذا اختبار (50٪).",
    "Hindi": "हिन्दी में वाक्य है। क्या यह ठीक है?",
    "Thai": "ภาษาไทยไม่มีช่องว่าง ระหว่างคำ",
    "Japanese": "日本語の「組版」は、難しい…ですね？ Noto Sansを使う。100%と（笑）ーキャッシュ",
    "Chinese": "中文“引号”测试，包括《书名》和100%的数字。价格¥50、￥60。",
    "Korean": '한국어 문장은 띄어쓰기가 있다. "인용" 50% (괄호)',
    "Brahmic": "ꦗꦮ ᬩᬮᬶ \u25cc\u1b44ᬓ",
    "emoji": "👩‍👩‍👧‍👦 family 👍🏽 ok 🇫🇷🇩🇪🇯 flags ❤️",
    "numbers": "a .5 b ,3 (.5) $(3) €(.4) -5 −6 +7 #8 @9 1/2 1,000.50% No.5",
    "code": "C++ & C#/F# (x=1) {y} [z] a/b -foo --bar a -b ‐c f(x)[0]",
}


def oracle(text: str) -> tuple[int, ...]:
    return tuple(point for point in line_break_boundaries(text) if point < len(text))


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_lines_end_where_unicode_says(text: str) -> None:
    assert break_points(text) == oracle(text)


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from(sorted({*"".join(SAMPLES.values()), *"‘’“”‹›ぁ々〜・\u0301\u200b\u2060\u00ad\u2014 "})), max_size=9))
def test_any_mixture_of_scripts_breaks_where_unicode_says(text: str) -> None:
    assert break_points(text) == oracle(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a\u00a0b\u202fc d", ["a\u00a0b\u202fc ", "d"]),  # no-break spaces
        ("word\u2060-\u2060join", ["word\u2060-\u2060join"]),  # word joiner
        ("long\u00adword", ["long\u00ad", "word"]),  # soft hyphen
        ("one\u200btwo", ["one\u200b", "two"]),  # zero width space
        ("non\u2011breaking", ["non\u2011breaking"]),  # no-break hyphen
        ("e\u0301 t", ["e\u0301 ", "t"]),  # a mark stays with its letter
        ("3-9 m", ["3-9 ", "m"]),  # a range of numbers
        ("well-known", ["well-", "known"]),
        ("キャッシュ", ["キャッ", "シュ"]),  # small kana start no line
        ("ラーメン。", ["ラー", "メ", "ン。"]),
        ("「引用」", ["「引", "用」"]),
    ],
)
def test_glue_and_kinsoku_hold(text: str, parts: list[str]) -> None:
    edges = [0, *break_points(text), len(text)]
    assert [text[a:b] for a, b in pairwise(edges)] == parts


def test_an_empty_text_and_a_single_character_have_no_break() -> None:
    assert break_points("") == break_points("a") == ()


@pytest.mark.parametrize(("character", "kind"), [("a", "AL"), ("α", "AL"), ("ぁ", "NS"), ("ก", "SA"), ("\U0010ffff", "AL")])
def test_classes_are_resolved(character: str, kind: str) -> None:
    assert line_break_class(character) == kind


def test_a_paragraph_takes_far_less_than_a_millisecond() -> None:
    text = (SAMPLES["English"] + " " + SAMPLES["German"])[:100]
    break_points.__wrapped__(text)
    times = []
    for _ in range(20):
        start = perf_counter()
        break_points.__wrapped__(text)
        times.append(perf_counter() - start)
    assert min(times) < 0.0005
