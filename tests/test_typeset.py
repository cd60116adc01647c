"""The typography of languages: what changes, what never does, and that it changes once."""

from __future__ import annotations

import pytest

from deck.model.article import Run, plain
from deck.typeset import set_inline
from deck.words import words_for


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", "Est-ce vrai ? Oui !", "Est-ce vrai\u00a0? Oui\u00a0!"),
        ("fr", "Est-ce vrai? Oui!", "Est-ce vrai\u00a0? Oui\u00a0!"),
        ("fr", 'Un "mot" rare', "Un «\u00a0mot\u00a0» rare"),
        ("fr", "l'IA—c'est tout", "l’IA\u00a0— c’est tout"),
        ("fr", "50 000 GPU à 95%", "50\u00a0000\u00a0GPU à 95\u00a0%"),
        ("fr", "à 10:30 sur https://exemple.fr/a?b=c", "à 10:30 sur https://exemple.fr/a?b=c"),
        ("en", 'He said "no". It\'s late.', "He said “no”. It’s late."),
        ("de", 'Er sagte "nein".', "Er sagte „nein“."),
        ("xx", '"as typed" - it\'s so?', '"as typed" - it\'s so?'),
    ],
)
def test_a_text_is_set_as_its_readers_expect_and_only_once(language: str, typed: str, printed: str) -> None:
    words = words_for(language)
    once = set_inline((Run(typed),), words)
    assert plain(once) == printed
    assert set_inline(once, words) == once


def test_code_is_never_touched() -> None:
    text = (Run("Tapez "), Run('print("a ? b")', code=True), Run(' puis "ok"'))
    assert set_inline(text, words_for("fr")) == (Run("Tapez "), Run('print("a ? b")', code=True), Run(" puis «\u00a0ok\u00a0»"))


def test_quotes_pair_across_a_change_of_style() -> None:
    text = (Run('Un "'), Run("mot", bold=True), Run('" rare'))
    assert plain(set_inline(text, words_for("fr"))) == "Un «\u00a0mot\u00a0» rare"


def test_a_lone_straight_quote_is_left_as_typed() -> None:
    assert plain(set_inline((Run('un écran de 27" plat'),), words_for("fr"))).count('"') == 1
