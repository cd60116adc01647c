"""The language of an article: what was asked for, what it says itself, where it lies, and else its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from deck.model.language import Language

WORD = re.compile(r"[^\W\d_]+")
SUFFIX = re.compile(r"\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")
# letters that only one language of a script uses, or that tell its two ways of writing apart
TELLTALE = (
    ("Arab", "ur", "ٹڈڑںےۓ"),
    ("Arab", "fa", "پچژگی"),
    ("Cyrl", "uk", "іїєґІЇЄҐ"),
)
TRADITIONAL = set("這個們國來時會學對說為與發過還後點經現實應當從麼讓開關問體")
DEFAULTS = {
    "Latn": "en",
    "Cyrl": "ru",
    "Grek": "el",
    "Arab": "ar",
    "Hebr": "he",
    "Thai": "th",
    "Deva": "hi",
    "Beng": "bn",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Gujr": "gu",
    "Guru": "pa",
    "Sinh": "si",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Geor": "ka",
    "Armn": "hy",
    "Ethi": "am",
    "Kore": "ko",
    "Jpan": "ja",
    "Hans": "zh",
    "Hant": "zh",
}
RANGES = (
    (0x41, 0x24F, "Latn"),
    (0x370, 0x3FF, "Grek"),
    (0x400, 0x52F, "Cyrl"),
    (0x530, 0x58F, "Armn"),
    (0x590, 0x5FF, "Hebr"),
    (0x600, 0x77F, "Arab"),
    (0x900, 0x97F, "Deva"),
    (0x980, 0x9FF, "Beng"),
    (0xA00, 0xA7F, "Guru"),
    (0xA80, 0xAFF, "Gujr"),
    (0xB80, 0xBFF, "Taml"),
    (0xC00, 0xC7F, "Telu"),
    (0xC80, 0xCFF, "Knda"),
    (0xD00, 0xD7F, "Mlym"),
    (0xD80, 0xDFF, "Sinh"),
    (0xE00, 0xE7F, "Thai"),
    (0xE80, 0xEFF, "Laoo"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x3040, 0x30FF, "Kana"),
    (0x3400, 0x9FFF, "Hani"),
    (0xAC00, 0xD7A3, "Kore"),
)
RIGHT_TO_LEFT = {"Arab", "Hebr"}
# a character of these says about as much as two letters
DENSE = {"Kana", "Hani", "Kore"}
FEWEST_HITS = 3
SAMPLE = 20_000


def language_of(
    name: str, text: str, said: tuple[str, ...], known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]
) -> Language:
    """Return the language: the first of `said` (option, front matter) that says one, else the path's, else the text's."""
    for code in said:
        if code:
            return _named(code, text, known)
    from_path = _in_path(name, known)
    return _named(from_path, text, known) if from_path else _in_text(text[:SAMPLE], known, stop_words)


def _named(code: str, text: str, known: Mapping[str, Language]) -> Language:
    """Return the language of a tag such as "fr", "fr-CA" or "pt_BR"; one that is not known still has a script and a direction."""
    tag = code.replace("_", "-")
    exact = next((known[key] for key in known if key.lower() == tag.lower()), None)
    if exact:
        return exact
    primary = known.get(tag.partition("-")[0].lower())
    if primary:
        return primary._replace(tag=tag)
    script = _script(text[:SAMPLE])
    return Language(tag.partition("-")[0].lower(), tag, script, script in RIGHT_TO_LEFT)


def _in_path(name: str, known: Mapping[str, Language]) -> str:
    """Return the code in a path such as `fr/talk.md`, `i18n/fr/talk.md` or `talk.fr.md`, "" where there is none."""
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = SUFFIX.search(path.stem)
    folders = path.parts[:-1][-4:][::-1]
    for code in (suffix.group(1) if suffix else "", *folders):
        if code and code.replace("_", "-").partition("-")[0] in known and re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", code):
            return code
    return ""


def _script(text: str) -> str:
    """Return the script that most of a text is written in."""
    counts: Counter[str] = Counter()
    for character in text:
        code = ord(character)
        if character.isalpha():
            script = next((script for first, last, script in RANGES if first <= code <= last), "")
            counts[script] += 2 if script in DENSE else 1
    counts.pop("", None)
    east = counts["Kana"] + counts["Hani"]
    best = max(counts, key=lambda script: counts[script], default="Latn")
    if best in ("Kana", "Hani") or east > counts[best]:
        if counts["Kana"] * 12 > east:
            return "Jpan"
        return "Hant" if sum(character in TRADITIONAL for character in text) * 40 > counts["Hani"] / 2 else "Hans"
    return best


def _in_text(text: str, known: Mapping[str, Language], stop_words: Mapping[str, tuple[str, ...]]) -> Language:
    script = _script(text)
    code = next((code for of, code, letters in TELLTALE if of == script and sum(text.count(c) for c in letters) * 50 > len(text)), "")
    if script in ("Hans", "Hant"):
        code = next((key for key, language in known.items() if language.script == script), "zh")
    if not code:
        words = Counter(WORD.findall(text.lower()))
        hits = {
            name: sum(words[word] for word in listed)
            for name, listed in stop_words.items()
            if name in known and known[name].script == script
        }
        best = max(hits, key=lambda name: hits[name], default="")
        code = best if best and hits[best] >= FEWEST_HITS else DEFAULTS.get(script, "en")
    return known.get(code) or Language(code, code, script, script in RIGHT_TO_LEFT)
