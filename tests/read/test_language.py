"""The language of an article: the option, then the front matter, then the path, then the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from deck.model.language import Language
from deck.read import read_article
from deck.read.language import language_of
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


def told(text: str, name: str = "talk.md", *said: str) -> Language:
    return language_of(name, text, said, languages(), stop_words())


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


def test_traditional_chinese_is_told_from_simplified() -> None:
    traditional = told("火車又誤點了，這就是我們在車站學到的東西：為了別人等待是不對的，還要說什麼呢？")
    assert (traditional.code, traditional.script, traditional.tag) == ("zh", "Hant", "zh-TW")
    assert told(TEXTS["zh"]).script == "Hans"


def test_japanese_with_few_kana_and_latin_names_is_still_japanese() -> None:
    assert told("OpenStreetMap と Wikidata の連携に関する研究発表。東京大学の山田氏は地図情報の更新頻度を調査した。").code == "ja"


def test_a_few_foreign_words_do_not_change_the_language() -> None:
    assert told(ENGLISH + " The word 電車 means train, and поезд too.").code == "en"


def test_the_nearest_word_wins_over_path_and_text() -> None:
    assert told(ENGLISH, "fr/talk.md", "de", "es").code == "de"
    assert told(ENGLISH, "fr/talk.md", "", "es").code == "es"
    assert told(ENGLISH, "fr/talk.md", "", "").code == "fr"
    assert told(ENGLISH, "talk.md", "", "").code == "en"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("fr/talk.md", "fr"),
        ("i18n/fr/posts/talk.md", "fr"),
        ("content/fr/talk.md", "fr"),
        ("talk.fr.md", "fr"),
        ("de/talk.fr.md", "fr"),
        ("content\\fr\\talk.md", "fr"),
        ("2025.talk.md", "en"),
        ("notes.v2.md", "en"),
        ("posts/talk.md", "en"),
        ("src/talk.draft.md", "en"),
        ("FR/talk.md", "en"),
    ],
)
def test_a_path_says_a_language_only_by_a_known_code(name: str, code: str) -> None:
    assert told(ENGLISH, name).code == code


def test_a_path_may_say_a_region() -> None:
    assert told(ENGLISH, "talk.pt-BR.md").tag == "pt-BR"
    assert told("火車", "zh-TW/talk.md").script == "Hant"


def test_a_tag_keeps_its_region_and_is_written_with_a_hyphen() -> None:
    assert told(ENGLISH, "talk.md", "fr-CA")[:2] == ("fr", "fr-CA")
    assert told(ENGLISH, "talk.md", "pt_BR")[:2] == ("pt", "pt-BR")


def test_a_code_that_is_not_known_has_the_script_of_its_text() -> None:
    assert told(ENGLISH, "talk.md", "tlh") == Language("tlh", "tlh", "Latn", False)
    assert told(TEXTS["ar"], "talk.md", "qya") == Language("qya", "qya", "Arab", True)


def test_a_text_without_letters_has_a_language_all_the_same() -> None:
    assert told("1234 + 5678").code == "en"
    assert told("").code == "en"


def read(path: Path, name: str, text: str, option: str = "", usual: str = "") -> str:
    path.write_text(text, "utf-8")
    return read_article(path, name, language=option, languages=languages(), stop_words=stop_words(), usual=usual)[0].language.code


def test_an_article_says_its_language_in_three_places(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert read(path, "fr/a.md", f"---\nlang: de\n---\n{ENGLISH}\n", option="es") == "es"
    assert read(path, "fr/a.md", f"---\nlang: de\n---\n{ENGLISH}\n") == "de"
    assert read(path, "fr/a.md", f"---\nlang: de\ndeck:\n  lang: it\n---\n{ENGLISH}\n") == "it"
    assert read(path, "a.md", f"---\ntitle: T\n---\n{ENGLISH}\n", usual="pl") == "pl"


def test_code_does_not_tell_the_language(tmp_path: Path) -> None:
    code = "```\n" + "the of and to is in that it was for on are with as\n" * 20 + "```\n"
    assert read(tmp_path / "a.md", "a.md", f"{TEXTS['fr']}\n\n{code}\n") == "fr"


def test_lists_and_quotes_tell_the_language(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", "a.md", f"- > {TEXTS['de']}\n") == "de"


def test_the_title_tells_it_where_there_is_no_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", "a.md", "---\ntitle: Поезд опять опоздал\n---\n![](a.png)\n") == "ru"
