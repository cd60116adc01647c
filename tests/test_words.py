"""The word lists, each checked for its form, and for telling its language from the others."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

import deck.words
from deck.model.words import Words
from deck.words import languages, spoken_date, stop_words, words_for

TABLES = {"languages", "layouts", "specimen"}
LISTS = sorted(path.stem for path in Path(str(files(deck.words))).glob("*.toml") if path.stem not in TABLES)
ASKED_FOR = {
    "fr",
    "en",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "ro",
    "hu",
    "tr",
    "ru",
    "uk",
    "el",
    "ar",
    "he",
    "fa",
    "hi",
    "id",
    "vi",
    "ja",
    "zh",
    "ko",
    "th",
}
OFFICIAL_IN_THE_UNION = {
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
}
# languages that are known by their stop words alone, that no text of theirs be taken for one of a cousin
BARE = {
    *("af", "az", "cy", "eo", "eu", "fil", "ga", "gl", "is", "ms", "mt", "nn", "sq", "sr-Latn", "sw"),
    *("be", "kk", "mk", "mn", "ne", "sr"),
}
EXTRA_KEYS = {"first_day", "like"}
# what often stands at the very end of a sentence: the next one may begin behind it
SENTENCE_ENDS = {
    *("etc.", "usw.", "ecc.", "itd.", "itp.", "atd.", "atď.", "stb.", "enz.", "osv.", "m.m.", "m.fl.", "vb.", "vd.", "v.v.", "jne.", "ym."),
    *("κ.λπ.", "т. д.", "т. п.", "др.", "г.", "гг.", "руб.", "млн.", "млрд.", "EE. UU.", "r.", "et al."),
}

SPEECH = {
    "fr": "La salle était pleine dès neuf heures, mais les orateurs ont pris le temps de répondre aux questions qui venaient du fond.",
    "en": "The room was full by nine, but the speakers took the time to answer every question that came from the back.",
    "de": "Der Saal war schon um neun voll, aber die Redner nahmen sich Zeit für jede Frage, und es blieb nicht bei einer.",
    "es": "La sala estaba llena a las nueve, pero los ponentes se tomaron su tiempo para contestar a las preguntas del público.",
    "it": "La sala era piena già alle nove, ma i relatori non hanno avuto fretta e si è parlato anche di quello che non funziona.",
    "pt": "A sala já estava cheia às nove, mas os oradores não tiveram pressa e responderam a todas as perguntas do público.",
    "nl": "De zaal zat om negen uur al vol, maar de sprekers namen de tijd voor elke vraag die van achteren kwam, en dat is niet niks.",
    "pl": "Sala była pełna już o dziewiątej, ale prelegenci nie spieszyli się i odpowiadali na każde pytanie, które padło z końca.",
    "cs": "Sál byl plný už v devět, ale řečníci se nenechali rušit a odpověděli na vše, co kdo chtěl, když to šlo.",
    "sk": "Sála bola plná už o deviatej, ale rečníci sa nenechali rušiť a odpovedali na všetko, čo kto chcel, keď to šlo.",
    "sv": "Salen var full redan klockan nio, men talarna tog sig tid och svarade på allt som kom från salen, och det är inte lite.",
    "da": "Salen var fuld allerede klokken ni, men talerne tog sig tid og svarede på alt, hvad der blev spurgt om efter hvert oplæg.",
    "nb": "Salen var full allerede klokka ni, men talerne tok seg tid til å svare på alt, og noe av det ble de enige om etter hvert.",
    "fi": "Sali oli täynnä jo yhdeksältä, mutta puhujat eivät kiirehtineet, ja kun joku kysyi, niin hän sai myös vastauksen.",
    "et": "Saal oli täis juba kell üheksa, aga esinejad ei kiirustanud ning kui keegi küsis, siis ta sai ka vastuse, mis oli selge.",
    "lv": "Zāle bija pilna jau deviņos, bet runātāji nesteidzās un atbildēja uz visu, kas nāca no pēdējām rindām, arī par naudu.",
    "lt": "Salė buvo pilna jau devintą, bet pranešėjai neskubėjo ir atsakė į viską, kas buvo klausta iš salės, taip pat apie pinigus.",
    "hr": "Dvorana je bila puna već u devet, ali govornici nisu žurili i odgovorili su na sve što je došlo iz publike, i nakon ručka.",
    "sl": "Dvorana je bila polna že ob devetih, vendar govorci niso hiteli in so odgovorili na vse, kar je kdo vprašal, tudi po kosilu.",
    "ro": "Sala era plină încă de la nouă, dar vorbitorii nu s-au grăbit și au răspuns la toate întrebările care au venit din spate.",
    "ca": "La sala era plena a les nou, però els ponents no tenien pressa i van respondre amb molt detall, també quan no hi havia temps.",
    "hu": "A terem már kilenckor tele volt, de az előadók nem siettek, és minden kérdésre válaszoltak, ami hátulról jött.",
    "tr": "Salon saat dokuzda doluydu ama konuşmacılar acele etmedi ve arkadan gelen her soruya çok açık bir cevap verdi.",
    "id": "Ruangan sudah penuh pada pukul sembilan, tetapi para pembicara tidak terburu-buru dan menjawab semua yang ditanyakan.",
    "vi": "Phòng đã đầy từ chín giờ, nhưng các diễn giả không vội và trả lời mọi câu hỏi của người ngồi ở cuối phòng, rồi về muộn.",
}


def hits(text: str, words: tuple[str, ...]) -> int:
    return sum(token in words for token in re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("code", LISTS)
def test_a_list_has_only_known_keys_of_the_right_kind(code: str) -> None:
    table = tomllib.loads(files(deck.words).joinpath(f"{code}.toml").read_text("utf-8"))
    assert set(table) <= set(Words._fields) - {"code"} | EXTRA_KEYS
    for key, value in table.items():
        kind = str if key in EXTRA_KEYS else type(Words._field_defaults[key])
        assert type(value) is (list if kind is tuple else kind), key


@pytest.mark.parametrize("code", LISTS)
def test_a_list_is_complete(code: str) -> None:
    words = words_for(code)
    assert words.code == code
    assert all((words.opening, words.closing, words.continued, words.agenda, words.conclusions))
    assert len(words.months) == 12
    assert len(set(words.months)) == 12
    assert all(words.date.count(part) == 1 for part in ("{day}", "{month}", "{year}"))


@pytest.mark.parametrize("code", LISTS)
def test_no_word_stands_twice_and_all_are_composed_characters(code: str) -> None:
    words = words_for(code)
    lists = [entry for entry in words if isinstance(entry, tuple)]
    assert all(len(set(entries)) == len(entries) for entries in lists if entries is not words.quotes)
    assert all(text and text == unicodedata.normalize("NFC", text) for entries in lists for text in entries)


@pytest.mark.parametrize("code", LISTS)
def test_conclusions_and_stop_words_are_in_lower_case_and_abbreviations_end_in_a_full_stop(code: str) -> None:
    words = words_for(code)
    assert all(text == text.lower() for text in (*words.conclusions, *words.stop_words))
    assert all(text.endswith(".") for text in words.abbreviations)


def test_every_language_asked_for_has_a_list() -> None:
    assert not ASKED_FOR - set(LISTS)


def test_every_language_with_a_list_has_stop_words_and_some_without_one_do() -> None:
    listed = {code for code in LISTS if "-" not in code}
    assert set(stop_words()) == listed | BARE
    assert not listed & BARE
    assert all(15 <= len(words) <= 120 for words in stop_words().values())


@pytest.mark.parametrize("key", sorted(BARE))
def test_the_stop_words_of_a_language_without_a_list_are_clean_and_give_it_no_rule(key: str) -> None:
    words = stop_words()[key]
    assert len(set(words)) == len(words)
    assert all(word == unicodedata.normalize("NFC", word.lower()) for word in words)
    assert words_for(key) == Words(key)


def test_every_latin_list_has_a_text_to_prove_it() -> None:
    assert set(SPEECH) == {code for code in set(stop_words()) - BARE if languages()[code].script == "Latn"}


@pytest.mark.parametrize("code", SPEECH)
def test_stop_words_tell_a_short_text_of_their_language_from_all_others(code: str) -> None:
    score = {other: hits(SPEECH[code], words) for other, words in stop_words().items() if other not in BARE}
    best, second = sorted(score.values(), reverse=True)[:2]
    assert score[code] == best > second, sorted(score.items(), key=lambda pair: -pair[1])[:3]


def test_the_table_of_languages_knows_the_union_and_every_list() -> None:
    assert OFFICIAL_IN_THE_UNION | ASKED_FOR | {code for code in LISTS if "-" not in code} <= set(languages())
    assert len(languages()) >= 60


def test_a_language_has_a_tag_of_a_known_form_and_a_script() -> None:
    for key, language in languages().items():
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|\d{3})", language.tag), key
        assert re.fullmatch(r"[A-Z][a-z]{3}", language.script), key
        assert language.code in languages(), key


@pytest.mark.parametrize(
    ("key", "code", "tag", "script", "right_to_left"),
    [
        ("fr", "fr", "fr-FR", "Latn", False),
        ("ar", "ar", "ar-SA", "Arab", True),
        ("he", "he", "he-IL", "Hebr", True),
        ("zh", "zh", "zh-CN", "Hans", False),
        ("zh-TW", "zh", "zh-TW", "Hant", False),
        ("zh-HK", "zh", "zh-HK", "Hant", False),
        ("no", "nb", "nb-NO", "Latn", False),
    ],
)
def test_a_language_is_found_by_subtag_or_tag(key: str, code: str, tag: str, script: str, right_to_left: bool) -> None:
    assert languages()[key] == (code, tag, script, right_to_left)


def test_right_to_left_goes_with_the_script() -> None:
    assert {language.script for language in languages().values() if language.right_to_left} == {"Arab", "Hebr"}
    assert not [key for key, language in languages().items() if language.script in {"Arab", "Hebr"} and not language.right_to_left]


@pytest.mark.parametrize(
    ("code", "name"),
    [("fr", "fr"), ("fr-CH", "fr"), ("fr-ca", "fr-CA"), ("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("en-US", "en")],
)
def test_a_tag_takes_the_list_of_its_script_or_of_its_language(code: str, name: str) -> None:
    assert words_for(code) == words_for(name)
    assert words_for(code).months


def test_a_region_has_the_list_of_its_language_but_for_what_differs() -> None:
    french, canadian = words_for("fr"), words_for("fr-CA")
    differ = {field for field in Words._fields if getattr(french, field) != getattr(canadian, field)}
    assert differ == {"code", "space_before", "tight_before"}


@pytest.mark.parametrize("code", LISTS)
def test_quotes_are_an_opening_and_a_closing_one_and_nothing_else(code: str) -> None:
    quotes = words_for(code).quotes
    assert len(quotes) in (0, 2)
    assert all(len(quote.strip()) == 1 and quote.strip() in "“”„«»" for quote in quotes)
    assert words_for(code).apostrophe in ("", "’")


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        ("de", "„x“"), ("de-CH", "«x»"), ("pl", "„x”"), ("cs", "„x“"), ("sk", "„x“"), ("ru", "«x»"), ("uk", "«x»"), ("es", "«x»"),
        ("it", "“x”"), ("da", "”x”"), ("nb", "«x»"), ("sv", "”x”"), ("fi", "”x”"), ("hu", "„x”"), ("ro", "„x”"), ("nl", "“x”"),
        ("pt", "“x”"), ("el", "«x»"), ("tr", "“x”"), ("bg", "„x“"), ("fr", "«\u00a0x\u00a0»"),
        ("ja", "x"), ("zh", "x"), ("ko", "x"), ("he", "x"), ("ar", "x"), ("fa", "x"),
    ],
)  # fmt: skip
def test_a_language_has_its_own_quotes_or_leaves_straight_ones(code: str, quoted: str) -> None:
    assert "x".join(words_for(code).quotes or ("", "")) == quoted


@pytest.mark.parametrize(
    ("code", "shorts"),
    [
        ("de", "z. B.|d. h.|u. a.|bzw.|ca.|Nr.|Dr.|Prof.|ggf.|inkl.|vgl.|S.|Mio."), ("es", "p. ej.|Sr.|Sra.|Dr.|EE.|núm.|pág."),
        ("it", "p. es.|es.|sig.|dott.|prof."), ("pt", "p. ex.|Sr.|Dr."), ("pl", "np.|m.in.|tj.|prof.|dr.|tzw.|ok."),
        ("ru", "т. е.|т. ч.|напр.|им."), ("nl", "bijv.|d.w.z.|o.a.|m.b.t."), ("sv", "t.ex.|bl.a.|dvs."),
        ("da", "f.eks.|bl.a.|dvs.|ca."), ("nb", "f.eks.|bl.a.|dvs.|ca."), ("cs", "např.|tzv.|resp.|tj."), ("tr", "örn.|Dr.|Prof."),
        ("el", "π.χ.|δηλ."), ("hu", "pl.|kb."), ("uk", "напр."), ("fi", "esim.|mm.|ns."), ("ro", "de ex."), ("vi", "TP."),
    ],
)  # fmt: skip
def test_the_common_abbreviations_of_a_language_end_no_sentence(code: str, shorts: str) -> None:
    assert not set(shorts.split("|")) - set(words_for(code).abbreviations)


@pytest.mark.parametrize("code", LISTS)
def test_an_abbreviation_that_often_ends_a_sentence_is_not_among_those_that_end_none(code: str) -> None:
    assert not SENTENCE_ENDS & set(words_for(code).abbreviations)


@pytest.mark.parametrize(("code", "word"), [("ca", "art."), ("ro", "cap."), ("de", "art."), ("id", "hal."), ("sv", "ung.")])
def test_a_common_word_of_the_language_is_no_abbreviation(code: str, word: str) -> None:
    assert word not in map(str.casefold, words_for(code).abbreviations)


@pytest.mark.parametrize("code", ["xx", "", "languages", "../fr", "FR", "mt"])
def test_a_language_without_a_list_has_no_words(code: str) -> None:
    assert words_for(code) == Words(code)


@pytest.mark.parametrize(
    ("code", "iso", "spoken"),
    [
        ("fr", "2025-02-03", "3 février 2025"),
        ("fr", "2025-05-01", "1er mai 2025"),
        ("fr-CA", "2025-05-01", "1er mai 2025"),
        ("en", "2025-02-03", "February 3, 2025"),
        ("en-GB", "2025-02-03", "3 February 2025"),
        ("de-AT", "2025-01-03", "3. Jänner 2025"),
        ("it", "2025-05-01", "1º maggio 2025"),
        ("pt-BR", "2025-05-01", "1º de maio de 2025"),
        ("pt-PT", "2025-05-01", "1 de maio de 2025"),
        ("el", "2025-05-01", "1η Μαΐου 2025"),
        ("de", "2025-03-01", "1. März 2025"),
        ("es", "2025-02-03", "3 de febrero de 2025"),
        ("ca", "2025-04-03", "3 d'abril de 2025"),
        ("pl", "2025-10-12", "12 października 2025"),
        ("hu", "2025-02-03", "2025. február 3."),
        ("he", "2025-02-03", "3 בפברואר 2025"),
        ("fa", "2025-02-13", "۱۳ فوریهٔ ۲۰۲۵"),
        ("ja", "2025-12-31", "2025年12月31日"),
        ("zh-TW", "2025-02-03", "2025年2月3日"),
        ("ko", "2025-02-03", "2025년 2월 3일"),
        ("xx", "2025-02-03", "2025-02-03"),
        ("fr", "2025-02-31", "2025-02-31"),
        ("fr", "20250203", "20250203"),
        ("fr", "février 2025", "février 2025"),
        ("fr", "", ""),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(code: str, iso: str, spoken: str) -> None:
    assert spoken_date(words_for(code), iso) == spoken


def test_a_date_follows_the_pattern_of_the_words_given() -> None:
    words = Words("xx", date="{year}/{month}/{day}", months=tuple("abcdefghijkl"))
    assert spoken_date(words, "2025-02-01") == "2025/b/1"
