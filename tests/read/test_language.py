"""The language of an article: the option, then the front matter, then the path, then the text."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from cases_reader import CASES, Case, cases
from deck.model.language import Language
from deck.read import read_article
from deck.read.language import language_of, language_of_part
from deck.words import languages, stop_words

ENGLISH = "The train was late again, and this is what we have learned from it: that it is not the only one of them."

TEXTS = {
    "en": ENGLISH,
    "fr": "Le train était encore en retard, et voici ce que nous avons appris dans la gare : il ne faut pas se presser pour les autres.",
    "de": "Der Zug war wieder zu spät, und das ist es, was wir daraus gelernt haben: Man soll nicht auf die anderen warten.",
    "es": "El tren llegó tarde otra vez, y esto es lo que hemos aprendido en la estación: que no hay que correr por los demás.",
    "it": "Il treno era di nuovo in ritardo, e questo è quello che abbiamo imparato nella stazione: non si deve correre per gli altri.",
    "pt": "O trem chegou atrasado de novo, e isto é o que nós aprendemos na estação: que não se deve correr por causa dos outros.",
    "nl": "De trein was weer te laat, en dit is wat we daarvan hebben geleerd: dat het niet nodig is om op de anderen te wachten.",
    "pl": "Pociąg znowu się spóźnił i to jest to, czego się nauczyliśmy na stacji: że nie trzeba czekać na innych, ale można iść.",
    "sv": "Tåget var sent igen, och det är vad vi har lärt oss på stationen: att det inte är någon idé att vänta på de andra.",
    "fi": "Juna oli taas myöhässä, ja tämä on se mitä me opimme asemalla: että ei ole hyvä odottaa muita, kun voi kävellä.",
    "tr": "Tren yine geç kaldı ve bu bizim istasyonda öğrendiğimiz şey: başkaları için beklemek gerekli değil, çünkü yürümek daha iyi.",
    "vi": "Tàu lại đến muộn và đây là những gì chúng tôi đã học được ở nhà ga: không cần phải chờ những người khác.",
    "cs": "Vlak měl zase zpoždění a to je to, co jsme se na nádraží naučili: že není třeba čekat na ostatní, ale je možné jít.",
    "el": "Το τρένο άργησε πάλι και αυτό είναι που μάθαμε στον σταθμό.",
    "ru": "Поезд опять опоздал, и это то, что мы узнали на вокзале: не надо ждать других, можно идти пешком.",
    "uk": "Потяг знову запізнився, і це те, що ми дізналися на вокзалі: не треба чекати на інших, можна йти пішки.",
    "bg": "Влакът отново закъсня и това е, което научихме на гарата: че не трябва да чакаме другите, а можем да вървим.",
    "ar": "تأخر القطار مرة أخرى، وهذا ما تعلمناه في المحطة: لا ينبغي أن ننتظر الآخرين.",
    "fa": "قطار باز هم دیر کرد و این چیزی است که ما در ایستگاه یاد گرفتیم: لازم نیست منتظر دیگران بمانیم.",
    "ur": "ریل گاڑی پھر دیر سے آئی اور ہم نے اسٹیشن پر یہ سیکھا کہ دوسروں کا انتظار ضروری نہیں ہے۔",
    "he": "הרכבת איחרה שוב, וזה מה שלמדנו בתחנה: לא צריך לחכות לאחרים.",
    "hi": "रेलगाड़ी फिर देर से आई और हमने स्टेशन पर यह सीखा कि दूसरों का इंतज़ार ज़रूरी नहीं है।",
    "th": "รถไฟมาสายอีกแล้ว และนี่คือสิ่งที่เราได้เรียนรู้ที่สถานี",
    "ko": "기차가 또 늦었고, 이것이 우리가 역에서 배운 것이다.",
    "ja": "電車はまた遅れました。これが私たちが駅で学んだことです。",
    "zh": "火车又晚点了，这就是我们在车站学到的东西：不必等待别人。",
}


NORWEGIAN = "Toget var for sent ute igjen, og det er det vi har lært på stasjonen: at det ikke er nødvendig å vente på de andre, men å gå."


def told(text: str, name: str = "talk.md", *said: str, usual: str = "") -> Language:
    return language_of(name, text, said, languages(), stop_words(), usual)


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_tells_its_language(code: str) -> None:
    assert told(TEXTS[code]).code == code


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_knows_its_script_and_its_direction(code: str) -> None:
    scripts = {"el": "Grek", "ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr"}
    scripts |= {"hi": "Deva", "th": "Thai", "ko": "Kore", "ja": "Jpan", "zh": "Hans"}
    language = told(TEXTS[code])
    assert language.script == scripts.get(code, "Latn")
    assert language.right_to_left == (code in {"ar", "fa", "ur", "he"})


WRITE_UPS = [case for path in sorted((CASES / "language").glob("*.md")) for case in cases(path.stem, path.parent)]


@pytest.mark.parametrize("case", WRITE_UPS, ids=lambda case: case.name)
def test_a_short_write_up_full_of_foreign_terms_tells_its_language(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "a.md"
    path.write_text(case.given, "utf-8")
    language = read_article(path, "a.md", language="", languages=languages(), stop_words=stop_words())[0].language
    assert language == languages()[case.expected]


def test_every_language_of_stop_words_but_few_has_write_ups() -> None:
    without = {"cy", "eo", "fil", "kk", "mn", "mt", "sw"}
    told_of = [case.expected for case in WRITE_UPS]
    assert {*stop_words(), "zh-Hant"} - without == set(told_of)
    assert all(told_of.count(key) >= 3 for key in set(told_of))


def test_a_text_in_decomposed_characters_is_told_as_well() -> None:
    assert told(unicodedata.normalize("NFD", TEXTS["vi"])).code == "vi"


def test_a_long_text_is_told_by_its_beginning_within_milliseconds() -> None:
    text = (TEXTS["fr"] + "\n") * 80_000
    started = time.perf_counter()
    assert told(text).code == "fr"
    assert time.perf_counter() - started < 0.5


def test_traditional_chinese_is_told_from_simplified() -> None:
    traditional = told("火車又誤點了，這就是我們在車站學到的東西：為了別人等待是不對的，還要說什麼呢？")
    assert (traditional.code, traditional.script, traditional.tag) == ("zh", "Hant", "zh-TW")
    assert told(TEXTS["zh"]).script == "Hans"


def test_japanese_with_few_kana_and_latin_names_is_still_japanese() -> None:
    assert told("OpenStreetMap と Wikidata の連携に関する研究発表。東京大学の山田氏は地図情報の更新頻度を調査した。").code == "ja"


def test_a_few_foreign_words_do_not_change_the_language() -> None:
    assert told(ENGLISH + " The word 電車 means train, and поезд too.").code == "en"


@pytest.mark.parametrize(
    "text", ["Shipping at scale\n\nShip it. Z and A do it; K is a go.", "Plan A, plan Z, plan A", "To do\n\nWhat to do to win"]
)
def test_letters_and_one_or_two_words_are_no_language(text: str) -> None:
    assert told(text).code == "en"


def test_the_nearest_word_wins_over_path_and_text() -> None:
    french = TEXTS["fr"]
    assert told(french, "fr/talk.md", "de", "es").code == "de"
    assert told(french, "fr/talk.md", "", "es").code == "es"
    assert told(french, "fr/talk.md", "", "", usual="pl").code == "fr"
    assert told(french, "talk.it.md", "", "", usual="pl").code == "it"
    assert told(french, "talk.md", "", "", usual="pl").code == "pl"
    assert told(french, "talk.md", "", "").code == "fr"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("da/talk.md", "da"),
        ("i18n/da/posts/talk.md", "da"),
        ("content/da/talk.md", "da"),
        ("da/a/b/c/d/talk.md", "nb"),
        ("talk.da.md", "da"),
        ("de/talk.da.md", "da"),
        ("da/it/talk.md", "da"),
        ("content\\da\\talk.md", "da"),
        ("2025.talk.md", "nb"),
        ("notes.v2.md", "nb"),
        ("posts/talk.md", "nb"),
        ("src/talk.draft.md", "nb"),
        ("DA/talk.md", "nb"),
    ],
)
def test_a_path_says_a_language_only_by_a_known_code(name: str, code: str) -> None:
    assert told(NORWEGIAN, name).code == code


@pytest.mark.parametrize("folder", ["it", "my", "no", "is", "so", "id", "el", "zh", "ja", "sk", "cs", "br", "fil", "sr"])
def test_a_folder_is_no_language_where_the_text_is_clearly_english(folder: str) -> None:
    assert told(ENGLISH, f"{folder}/talk.md").code == "en"
    assert told(ENGLISH, f"{folder}/talk.md", usual="fr").code == "fr"


@pytest.mark.parametrize("code", TEXTS)
def test_a_folder_is_believed_where_its_text_agrees(code: str) -> None:
    assert told(TEXTS[code], f"{code}/talk.md").code == code


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("gl", "O tren chegou tarde outra vez, e isto é o que aprendemos na estación: que non hai que correr por culpa dos demais."),
        ("ms", "Kereta api itu lewat sekali lagi, dan inilah yang telah kami pelajari di stesen: bahawa kita tidak perlu menunggu."),
        ("nn", "Toget var seint ute igjen, og dette er det vi har lært på stasjonen: at det ikkje er nødvendig å vente på dei andre."),
        ("cy", "Roedd y trên yn hwyr eto, a dyma beth yr ydym wedi ei ddysgu yn yr orsaf: nad oes angen aros am y lleill."),
        ("is", "Lestin var aftur of sein og þetta er það sem við höfum lært á stöðinni: að það er ekki nauðsynlegt að bíða."),
        ("be", "Цягнік зноў спазніўся, і гэта тое, што мы даведаліся на вакзале: не трэба чакаць іншых, можна ісці пешшу."),
        ("sr", "Воз је опет каснио и то је оно што смо научили на станици: да није потребно чекати друге, него се може ићи."),
        ("ne", "रेल फेरि ढिलो भयो, र यो हामीले स्टेसनमा सिकेको कुरा हो: अरूलाई पर्खनु आवश्यक छैन।"),
        ("ja", "東京大学山田氏地図情報更新頻度調査研究発表"),
        ("fr", "DeepSeek R1"),
    ],
)
def test_a_folder_may_name_a_language_whose_words_are_not_known(folder: str, text: str) -> None:
    assert told(text, f"{folder}/talk.md").code == folder


def test_a_folder_does_not_say_the_way_of_writing() -> None:
    traditional = "火車又誤點了，這就是我們在車站學到的東西：為了別人等待是不對的，還要說什麼呢？"
    assert told(traditional, "zh/talk.md")[:3] == ("zh", "zh-TW", "Hant")
    assert told(TEXTS["zh"], "zh/talk.md").tag == "zh-CN"
    serbian = "Voz je opet kasnio i to je ono što smo naučili na stanici: da nije potrebno čekati druge, nego se može ići pešice."
    assert told(serbian, "sr/talk.md").tag == "sr-Latn-RS"


def test_a_path_may_say_a_region() -> None:
    assert told(ENGLISH, "talk.pt-BR.md").tag == "pt-BR"
    assert told(TEXTS["pt"], "pt-br/talk.md").code == "pt"
    assert told("火車", "zh-TW/talk.md").script == "Hant"


def test_a_tag_keeps_its_region_and_is_written_with_a_hyphen() -> None:
    assert told(ENGLISH, "talk.md", "fr-CA")[:2] == ("fr", "fr-CA")
    assert told(ENGLISH, "talk.md", "pt_BR")[:2] == ("pt", "pt-BR")


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("fr_FR.UTF-8", "fr-FR"), ("ca@valencia", "ca-ES"), ("PT_br", "pt-BR"), ("en-us", "en-US"), ("es-419", "es-419"), (" de ", "de-DE"),
        ("zh-cn", "zh-CN"), ("zh-Hans", "zh-CN"), ("zh_Hans_CN", "zh-CN"), ("zh-hant", "zh-TW"), ("zh-Hant-HK", "zh-HK"),
        ("zh-Hant-TW", "zh-TW"), ("sr-Latn", "sr-Latn-RS"), ("sr-Cyrl", "sr-Cyrl-RS"), ("uz-Cyrl", "uz-Cyrl"), ("no-NO", "nb-NO"),
        ("French", "fr-FR"), ("français", "fr-FR"), ("ENGLISH", "en-US"), ("Deutsch", "de-DE"), ("日本語", "ja-JP"), ("Русский", "ru-RU"),
        ("Brazilian Portuguese", "pt-BR"), ("Français (Canada)", "fr-CA"), ("French (Belgium)", "fr-FR"), ("Traditional Chinese", "zh-TW"),
        ("fr, en", "fr-FR"), ("jp", "ja-JP"), ("jp-JP", "ja-JP"), ("fra", "fr-FR"), ("ger", "de-DE"), ("cz", "cs-CZ"),
    ],
)  # fmt: skip
def test_a_language_is_understood_however_it_is_said(said: str, tag: str) -> None:
    assert told(TEXTS["pl"], "talk.md", said).tag == tag
    assert told(TEXTS["pl"], "talk.md", "", "", usual=said).tag == tag


@pytest.mark.parametrize(
    "said", ["default", "und", "mul", "C", "POSIX", "true", "1", "the best one", "und-Latn", "--", "français et anglais"]
)
def test_what_says_no_language_leaves_it_to_the_text(said: str) -> None:
    assert told(TEXTS["pl"], "talk.md", said).code == "pl"
    assert told(TEXTS["pl"], "talk.md", said, "it").code == "it"


def test_a_name_stands_for_one_language_that_is_known() -> None:
    table = tomllib.loads(files("deck.read.language").joinpath("names.toml").read_text("utf-8"))
    names = [name for row in table["names"].values() for name in row]
    assert len(set(names)) == len(names)
    assert all(name == name.casefold() for name in names)
    assert {tag.partition("-")[0] for tag in table["names"]} <= set(languages())
    assert not {name for name in names if name in languages()}
    assert set(stop_words()) <= set(table["names"]) | {"zh"}


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("index.zh-cn.md", "zh-CN"), ("index.zh-hant.md", "zh-TW"), ("i18n/zh-Hans/docs/current/2024/a.md", "zh-CN"),
        ("i18n/zh-hant-tw/a.md", "zh-TW"), ("content/zh_Hant/a.md", "zh-TW"), ("fr_FR/a.md", "fr-FR"), ("content/pt-br/a.md", "pt-BR"),
        ("es-419/a.md", "es-419"), ("i18n/pt.md", "pt-BR"),
    ],
)  # fmt: skip
def test_a_path_may_say_a_script_or_a_region(name: str, tag: str) -> None:
    texts = {"zh": TEXTS["zh"], "fr": TEXTS["fr"], "pt": TEXTS["pt"], "es": TEXTS["es"]}
    assert told("火車又誤點了，這個說明" if tag == "zh-TW" else texts[tag[:2]], name).tag == tag


def test_a_code_that_is_not_known_has_the_script_of_its_text() -> None:
    assert told(ENGLISH, "talk.md", "tlh") == Language("tlh", "tlh", "Latn", False)
    assert told(TEXTS["ar"], "talk.md", "qya") == Language("qya", "qya", "Arab", True)


def test_a_text_without_letters_has_a_language_all_the_same() -> None:
    assert told("1234 + 5678").code == "en"
    assert told("").code == "en"


def read(path: Path, name: str, text: str, option: str = "", usual: str = "", root: Path | None = None) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    known, words = languages(), stop_words()
    return read_article(path, name, language=option, languages=known, stop_words=words, usual=usual, root=root)[0].language.code


def test_an_article_says_its_language_in_three_places(tmp_path: Path) -> None:
    path = tmp_path / "fr" / "a.md"
    french = TEXTS["fr"]
    assert read(path, "a.md", f"---\nlang: de\n---\n{french}\n", option="es", root=tmp_path) == "es"
    assert read(path, "a.md", f"---\nlang: de\n---\n{french}\n", root=tmp_path) == "de"
    assert read(path, "a.md", f"---\nlang: de\ndeck:\n  lang: it\n---\n{french}\n", root=tmp_path) == "it"
    assert read(path, "a.md", f"---\ntitle: T\n---\n{french}\n", usual="pl", root=tmp_path) == "fr"
    assert read(path, "a.md", f"---\ntitle: T\n---\n{french}\n", usual="pl") == "pl"


def test_a_folder_counts_below_the_root_however_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "da" / "posts" / "a.md"
    assert read(path, "a.md", NORWEGIAN, root=tmp_path) == "da"
    assert read(path, "da/posts/a.md", NORWEGIAN, root=tmp_path / "da") == "nb"
    assert read(path, "da/posts/a.md", NORWEGIAN) == "nb"
    assert read(path, "da/posts/a.md", NORWEGIAN, root=tmp_path / "elsewhere") == "nb"


@pytest.mark.parametrize("front", ["lang: no", "language: NO", "lang: nb", "deck:\n  lang: no", "deck: {lang: 'no'}"])
def test_norwegian_is_no_falsehood(tmp_path: Path, front: str) -> None:
    assert read(tmp_path / "a.md", "a.md", f"---\n{front}\n---\n{ENGLISH}\n") == "nb"


def test_code_does_not_tell_the_language(tmp_path: Path) -> None:
    code = "```\n" + "the of and to is in that it was for on are with as\n" * 20 + "```\n"
    assert read(tmp_path / "a.md", "a.md", f"{TEXTS['fr']}\n\n{code}\n") == "fr"


TITLES = """- The State of Observability in the Cloud
- How We Stopped Worrying and Learned to Love the Service Mesh
- What to Do When the Cluster Is on Fire
- Everything You Always Wanted to Know about Sidecars but Were Afraid to Ask
"""


@pytest.mark.parametrize(
    "case", [case for case in WRITE_UPS if case.expected != "en" and case.name.endswith("1")], ids=lambda case: case.name
)
def test_as_many_english_titles_as_sentences_do_not_change_the_language(tmp_path: Path, case: Case) -> None:
    assert read(tmp_path / "a.md", "a.md", f"{case.given}\n\n{TITLES}") == languages()[case.expected].code


@pytest.mark.parametrize(
    "strange",
    [
        "`the of and to is in that it was for on are with as`",
        "<https://example.org/the-of-and-to-is-in-that/it-was-for-on-are-with>",
        "https://example.org/the/of/and/to/is/in/that/it/was/for/on/are/with",
        "“The best of the web is in what we have for you”",
        "#the #of #and #to #is #in #that #it #was",
        "the@of.and",
    ],
)
def test_code_addresses_tags_and_what_is_quoted_do_not_tell_the_language(tmp_path: Path, strange: str) -> None:
    assert read(tmp_path / "a.md", "a.md", f"Gare, le train est en retard dans la ville {strange}.\n\nTant pis {strange}.\n") == "fr"


def test_an_english_article_may_quote_a_paragraph_of_another_language() -> None:
    english = " ".join(case.given for case in WRITE_UPS if case.expected == "en")
    assert {code for code in TEXTS if told(f"{english}\n{TEXTS[code]}").code != "en"} == set()


def part(text: str, own: str) -> str:
    known = languages()
    return language_of_part(text, known[own], known, stop_words()).code


@pytest.mark.parametrize("case", WRITE_UPS, ids=lambda case: case.name)
def test_no_sentence_of_an_article_is_taken_for_another_language(case: Case) -> None:
    own, known = languages()[case.expected], languages()
    sentences = re.split(r"(?<=[.!?])\s+", re.sub(r"`[^`]*`", "", case.given))
    assert {language_of_part(text, own, known, stop_words()) for text in (case.given, *sentences)} == {own}


@pytest.mark.parametrize("code", sorted(set(TEXTS) - {"fr"}))
def test_a_block_that_is_clearly_in_another_language_says_so(code: str) -> None:
    assert part(TEXTS[code], "fr") == code
    assert part(f"“{TEXTS[code]}”", "fr") == code
    assert code in {"es", "it"} or part(TEXTS["fr"], code) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "The State of the Map",
        "Voir « The State of the Map in What We Have for You and All of Them » de l'an passé",
        "Поезд опять опоздал",
        "電車",
    ],
)
def test_names_titles_and_a_few_words_are_in_the_language_of_the_article(text: str) -> None:
    assert part(text, "fr") == "fr"


def test_an_article_whose_words_are_not_known_has_no_parts_in_its_own_script() -> None:
    assert language_of_part(ENGLISH, Language("tlh", "tlh"), languages(), stop_words()).code == "tlh"


def test_lists_and_quotes_tell_the_language(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", "a.md", f"- > {TEXTS['de']}\n") == "de"


def test_the_title_tells_it_where_there_is_no_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", "a.md", "---\ntitle: Поезд опять опоздал\n---\n![](a.png)\n") == "ru"
