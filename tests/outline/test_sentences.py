"""Whole sentences: nothing is cut off one, and none is taken for two."""

from __future__ import annotations

import pytest

from deck.model.article import Run, plain
from deck.outline.sentences import sentences
from deck.words import words_for


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It ended. Then it began.", ["It ended.", "Then it began."]),
        ("en", "The U.S. labs agree. We do not.", ["The U.S. labs agree.", "We do not."]),
        ("en", "“It works.” She smiled.", ["“It works.”", "She smiled."]),
        ("fr", "Est-ce vrai ? Oui.", ["Est-ce vrai ?", "Oui."]),
        ("fr", "Selon M. Roux, l'art. 5 suffit. Voilà.", ["Selon M. Roux, l'art. 5 suffit.", "Voilà."]),
        ("ja", "これは本です。それはペンです。", ["これは本です。", "それはペンです。"]),
        ("ja", "「はい。」と彼は言った。", ["「はい。」と彼は言った。"]),
        ("zh", "真的吗？是的。", ["真的吗？", "是的。"]),
        ("ar", "هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
        ("hi", "यह सच है। वह भी।", ["यह सच है।", "वह भी।"]),
        ("de", "Das kostet z. B. viel. Gut.", ["Das kostet z. B. viel.", "Gut."]),
        ("de", "Im 21. Jahrhundert ist das so. Gut.", ["Im 21. Jahrhundert ist das so.", "Gut."]),
        ("de", "Z. B. Modelle. Gut.", ["Z. B. Modelle.", "Gut."]),
        ("he", 'הוא שאל "למה?" והלך. זה הכול.', ['הוא שאל "למה?" והלך.', "זה הכול."]),
        ("ko", "“끝났다.”라고 말했다. 끝.", ["“끝났다.”라고 말했다.", "끝."]),
        ("en", "Plan A\u00a0. Text.", ["Plan A\u00a0. Text."]),
    ],
)
def test_sentences_are_whole(language: str, text: str, expected: list[str]) -> None:
    assert [plain(sentence) for sentence in sentences((Run(text),), words_for(language))] == expected


def test_a_sentence_keeps_the_style_of_its_words() -> None:
    text = (Run("One "), Run("bold", bold=True), Run(" word. Two."))
    assert sentences(text, words_for("en"))[0] == (Run("One "), Run("bold", bold=True), Run(" word."))


def test_no_sentence_ends_inside_the_lead_that_opens_it() -> None:
    text = (Run("If so. Then,", bold=True), Run(" all is well. Good."))
    assert [plain(sentence) for sentence in sentences(text, words_for("en"), 12)] == ["If so. Then, all is well.", "Good."]
