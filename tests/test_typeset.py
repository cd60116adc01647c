"""The typography of languages: what changes, what never does, and that it changes once."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deck.words
from deck.model.article import Inline, Run, Span, plain
from deck.model.slides import Deck, Kind, Point, Quotation, Section, Slide, Title
from deck.model.words import Words
from deck.typeset import set_inline, typeset
from deck.words import languages, words_for

SPAN = Span("a.md", 1, 1)
LANGUAGES = sorted(path.stem for path in Path(str(deck.words.__path__[0])).glob("*.toml") if path.stem != "languages")
# what typography may change or add; the rest of a text is its words
CHANGES = str.maketrans("", "", " \u00a0\u202f\"'“”„«»’—")
ADDRESSES = (
    "https://example.org/a?b=c;d",
    "http://x.fr/l'a",
    "www.exemple.fr",
    "mailto:eve@exemple.fr",
    "eve.l@exemple.fr",
    "HTTPS://X.ORG/A_(B)/C",
)


def set_text(text: str, language: str) -> str:
    return plain(set_inline((Run(text),), words_for(language)))


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", "Est-ce vrai ? Oui !", "Est-ce vrai\u00a0? Oui\u00a0!"),
        ("fr", "Est-ce vrai? Oui!", "Est-ce vrai\u00a0? Oui\u00a0!"),
        ("fr", 'Un "mot" rare', "Un «\u00a0mot\u00a0» rare"),
        ("fr", "l'IA—c'est tout", "l’IA\u00a0— c’est tout"),
        ("fr", "l'IA — c'est tout", "l’IA\u00a0— c’est tout"),
        ("fr", "50 000 GPU à 95%", "50\u00a0000\u00a0GPU à 95\u00a0%"),
        ("fr", "à 10:30 sur https://exemple.fr/a?b=c", "à 10:30 sur https://exemple.fr/a?b=c"),
        ("en", 'He said "no". It\'s late.', "He said “no”. It’s late."),
        ("de", 'Er sagte "nein".', "Er sagte „nein“."),
        ("de", "Das gilt z. B. für 500 Mrd. Euro – immer.", "Das gilt z.\u00a0B. für 500\u00a0Mrd. Euro\u00a0– immer."),
        ("ru", "Рост — это т. е. всё", "Рост\u00a0— это т.\u00a0е. всё"),
        ("en", "One – and another—tight", "One\u00a0– and another—tight"),
        ("es", "OpenAI —el líder— pierde", "OpenAI —el líder— pierde"),
        ("ja", "達すれば、 AI だ。 次", "達すれば、AI だ。次"),
        ("th", "ดี ๆ", "ดี\u00a0ๆ"),
        ("sv", 'Hon sa "nej".', "Hon sa ”nej”."),
        ("xx", '"as typed" - it\'s so?', '"as typed" - it\'s so?'),
        ("he", 'צה"ל אמר "לא"', 'צה"ל אמר "לא"'),
        ("ja", '"はい"と言った', '"はい"と言った'),
    ],
)
def test_a_text_is_set_as_its_readers_expect_and_only_once(language: str, typed: str, printed: str) -> None:
    words = words_for(language)
    once = set_inline((Run(typed),), words)
    assert plain(once) == printed
    assert set_inline(once, words) == once


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", 'l\'"IA"', "l’«\u00a0IA\u00a0»"),
        ("fr", 'ce qu\'"on" dit', "ce qu’«\u00a0on\u00a0» dit"),
        ("fr", "ce qu'«on» dit", "ce qu’«\u00a0on\u00a0» dit"),
        ("fr", '" mot " et (" mot ")', "«\u00a0mot\u00a0» et («\u00a0mot\u00a0»)"),
        ("it", 'l\'"IA"', "l’“IA”"),
        ("es", '¿"Qué"? ¡"Ya"!', "¿«Qué»? ¡«Ya»!"),
        ("en", "\"It's the 'end'\" he said", "“It’s the 'end'” he said"),
        ("en", 'He sang "One. Two.', "He sang “One. Two."),
        ("en", 'Three."', "Three.”"),
        ("en", 'a 27" screen and a "real" one', 'a 27" screen and a “real” one'),
        ("en", '27" and 15" screens', '27" and 15" screens'),
        ("en", "a man of 5'10", "a man of 5'10"),
        ("en", 'a " b', 'a " b'),
        ("en", 'a "" b', 'a "" b'),
        ("de", '"eins"—"zwei"', "„eins“—„zwei“"),
    ],
)
def test_a_quote_opens_or_closes_by_what_stands_on_both_of_its_sides(language: str, typed: str, printed: str) -> None:
    assert set_text(typed, language) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("«mot»", "«\u00a0mot\u00a0»"),
        ("« mot »", "«\u00a0mot\u00a0»"),
        ("«\u202fmot\u202f»", "«\u00a0mot\u00a0»"),
        ("«\u00a0mot\u00a0»", "«\u00a0mot\u00a0»"),
        ("« a «b» c »", "«\u00a0a «\u00a0b\u00a0» c\u00a0»"),
        ("«Quoi?»", "«\u00a0Quoi\u00a0?\u00a0»"),
        ("vrai\u202f? 10\u202f000\u202fkm", "vrai\u00a0? 10\u00a0000\u00a0km"),
        ("10 % de 5 €, 20 °C", "10\u00a0% de 5\u00a0€, 20\u00a0°C"),
    ],
)
def test_french_sets_wide_no_break_spaces_and_no_narrow_ones(typed: str, printed: str) -> None:
    assert set_text(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bilan: tout va", "Bilan\u00a0: tout va"),
        ("Bilan :", "Bilan\u00a0:"),
        ("Quoi?! Oui!! Non ?! Si (vraiment?)", "Quoi\u00a0?! Oui\u00a0!! Non\u00a0?! Si (vraiment\u00a0?)"),
        ("Ah... oui… vraiment...?", "Ah... oui… vraiment...\u00a0?"),
        ("95%? Oui; non", "95\u00a0%\u00a0? Oui\u00a0; non"),
    ],
)
def test_a_high_mark_has_one_no_break_space_before_it(typed: str, printed: str) -> None:
    assert set_text(typed, "fr") == printed


@pytest.mark.parametrize(
    "text", ["12:30", "un ratio 16:9", "std::vec", "C++: un", "oui :)", "snif :'(", "bof :-/", "non ;)", "xD :D", "a://b?c", "(?)", "..."]
)
def test_a_mark_that_ends_no_word_is_left_alone(text: str) -> None:
    assert set_text(text, "fr") == text
    assert set_text(text, "fr-CA") == text


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("fr-CA", "Vrai? Oui! Non; un bilan\u00a0: «\u00a0Ah?\u00a0» à 95\u00a0%"),
        ("fr-CH", "Vrai\u00a0? Oui\u00a0! Non\u00a0; un bilan\u00a0: «\u00a0Ah\u00a0?\u00a0» à 95\u00a0%"),
    ],
)
def test_canadian_french_sets_no_space_before_high_marks_but_the_colon(language: str, printed: str) -> None:
    assert set_text("Vrai ? Oui! Non\u202f; un bilan : «Ah\u00a0?» à 95 %", language) == printed
    assert set_text(printed, language) == printed


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_stays_as_it_is_and_the_text_around_it_does_not(address: str) -> None:
    assert set_text(f'"Vrai", l\'a dit {address} ? Oui !', "fr") == f"«\u00a0Vrai\u00a0», l’a dit {address}\u00a0? Oui\u00a0!"
    assert set_text(f'("{address}")', "fr") == f"(«\u00a0{address}\u00a0»)"
    assert set_text(f"Voir {address}; ou {address}?", "fr") == f"Voir {address}; ou {address}?"


def test_code_is_never_touched() -> None:
    text = (Run("Tapez "), Run('print("a ? b")', code=True), Run(' puis "ok"'))
    assert set_inline(text, words_for("fr")) == (Run("Tapez "), Run('print("a ? b")', code=True), Run(" puis «\u00a0ok\u00a0»"))


def test_what_stands_around_code_is_set_in_the_style_around_it() -> None:
    code = Run("a'b", code=True)
    assert set_inline((Run("l'"), code, Run("? «"), code, Run("»")), words_for("fr")) == (
        Run("l’"),
        code,
        Run("\u00a0? «\u00a0"),
        code,
        Run("\u00a0»"),
    )


def test_a_space_that_is_added_has_the_style_of_the_word_before_it() -> None:
    assert set_inline((Run("Bilan", bold=True), Run(": oui")), words_for("fr")) == (Run("Bilan\u00a0", bold=True), Run(": oui"))


def test_a_dash_keeps_its_style_when_the_space_before_it_changes() -> None:
    text = (Run("a "), Run("—", bold=True), Run(" b"))
    assert set_inline(text, words_for("fr")) == (Run("a\u00a0"), Run("—", bold=True), Run(" b"))


def test_quotes_pair_across_a_change_of_style() -> None:
    text = (Run('Un "'), Run("mot", bold=True), Run('" rare'))
    assert plain(set_inline(text, words_for("fr"))) == "Un «\u00a0mot\u00a0» rare"


def test_a_lone_straight_quote_is_left_as_typed() -> None:
    assert set_text('un écran de 27" plat', "fr").count('"') == 1


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("cs", "V Praze a v Brně", "V\u00a0Praze a\u00a0v\u00a0Brně"),
        ("sk", "Ona je z Košíc", "Ona je z\u00a0Košíc"),
        ("pl", "A w domu i z nim", "A\u00a0w\u00a0domu i\u00a0z\u00a0nim"),
        ("ru", "Я в Москве и к вам", "Я\u00a0в\u00a0Москве и\u00a0к\u00a0вам"),
        ("uk", "Місто й село у вас", "Місто й\u00a0село у\u00a0вас"),
        ("ar", "نماذج لـ GPU والـ CPU", "نماذج لـ\u00a0GPU والـ\u00a0CPU"),
        ("en", "a cat", "a cat"),
        ("cs", "eve@v.cz k-v x", "eve@v.cz k-v x"),
    ],
)
def test_a_word_that_must_not_end_a_line_is_kept_with_the_next(language: str, typed: str, printed: str) -> None:
    assert set_text(typed, language) == printed


@pytest.mark.parametrize("piece", ["1 ", "1.", "a@", "a.", "a://", "www.", "-", "«", " ", "x? ", "k "])
def test_a_hundred_thousand_of_a_mark_are_set_in_seconds(piece: str) -> None:
    begun = perf_counter()
    for language in ("fr", "fr-CA", "cs"):
        set_text(piece * (100_000 // len(piece)), language)
    assert perf_counter() - begun < 20


def test_every_text_of_a_deck_is_set() -> None:
    typed: Inline = (Run("l'IA"),)
    point = Point("p", SPAN, typed, sentences=(typed,), spoken=(typed,), children=(Point("c", SPAN, typed),))
    title = Title(typed, typed)
    slide = Slide("k", Kind.POINTS, SPAN, "s", title, typed, typed, typed, points=(point,), spoken=(typed,), own_notes=(typed,))
    slide = slide._replace(statements=(typed,))
    deck = Deck(languages()["fr"], "l'IA", (), "", (Section("s", "l'IA"),), (slide,))
    done = repr(typeset(deck, lambda _: words_for("fr")))
    assert "l'IA" not in done
    assert done.count("l’IA") == repr(deck).count("l'IA") == 14


PIECES = st.text(st.sampled_from("aIкבن1257 \u00a0\u202f\n\"\"''“”„«»’.,:;?!…%€—-()¿¡+@/"), max_size=6)
PROSE = st.builds(
    Run,
    st.one_of(
        PIECES,
        PIECES,
        st.sampled_from(['l\'"IA"', " — ", "10 000 %", " k v ", "«mot»", "?! ", "12:30", "l'", '27" ', " ; ", "... "]),
        st.sampled_from(ADDRESSES).map(lambda address: f" {address} "),
    ),
    bold=st.booleans(),
    link=st.sampled_from(["", "https://example.org"]),
)
CODE = st.builds(Run, PIECES, code=st.just(True))


@settings(max_examples=300, deadline=None)
@given(st.lists(PROSE | CODE, max_size=7).map(tuple))
def test_in_every_language_setting_twice_is_setting_once_and_words_code_and_addresses_stay(text: Inline) -> None:
    for language in LANGUAGES:
        words = words_for(language)
        once = set_inline(text, words)
        assert set_inline(once, words) == once, language
        assert plain(once).translate(CHANGES) == plain(text).translate(CHANGES), language
        assert _code(once) == _code(text), language
        assert [plain(once).count(address) for address in ADDRESSES] == [plain(text).count(address) for address in ADDRESSES], language


def _code(text: Inline) -> str:
    return "".join(run.text for run in text if run.code)


def test_each_text_is_set_in_its_own_language_and_a_quotation_as_one() -> None:
    said: list[str] = []

    def words_of(text: str) -> Words:
        said.append(text)
        return words_for("en" if "he said" in text else "fr")

    quotation = Quotation(SPAN, ((Run("Look:"),), (Run('"So it is!" he said.'),)))
    slide = Slide("k", Kind.POINTS, SPAN, "s", Title((Run("Fin!"),)), exhibit=quotation)
    done = typeset(Deck(languages()["fr"], "", (), "", (), (slide,)), words_of).slides[0]
    assert "".join(run.text for run in done.title.topic) == "Fin\u00a0!"
    assert done.exhibit == quotation._replace(text=((Run("Look:"),), (Run("“So it is!” he said."),)))
    assert 'Look: "So it is!" he said.' in said
