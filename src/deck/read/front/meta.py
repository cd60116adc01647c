"""What the values of front matter mean, whichever blog engine they were written for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from deck.model.article import Meta
from deck.read.characters import clean

DATE = re.compile(r"^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?:[Tt\s]+\d{1,2}:\d{2}.*)?$")
MOST_AUTHORS = 50
LINKED = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
# tables of an engine's own: Hugo, Zola, Jekyll's header
TABLES = ("params", "extra", "taxonomies", "header", "seo")
PUBLISHED = (
    *("date", "published", "publisheddate", "publishedat", "publishdate", "publishedon", "pubdate", "pubdatetime", "datepublished"),
    *("posted", "postedon", "created", "createdat", "datecreated"),
)
CHANGED = (
    *("lastmod", "lastmodified", "lastmodifiedat", "modified", "modifieddate", "updated", "updateddate", "updatedat", "lastupdated"),
    *("lastupdate", "datemodified"),
)
DESCRIPTIONS = ("description", "summary", "excerpt", "abstract", "desc", "lede", "dek", "spoiler", "metadescription", "ogdescription")
IMAGES = (
    *(
        "image",
        "cover",
        "coverimage",
        "banner",
        "bannerimage",
        "hero",
        "heroimage",
        "featuredimage",
        "featureimage",
        "featured",
        "thumbnail",
    ),
    *("teaser", "socialimage", "ogimage", "overlayimage", "headerimage", "previewimage", "img"),
)
# where a page says that it is
ADDRESSES = ("canonicalurl", "canonical", "permalink", "url")
ABSOLUTE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
PATHS = ("src", "image", "path", "url", "relative", "feature", "filename", "file")
# what names a person, and what stands for one in a blog engine's list
NAMES = ("name", "displayname", "fullname", "literal")
KEYS = ("key", "id", "slug", "username", "uid", "shortname", "login", "handle", "nickname")
GIVEN, FAMILY = ("given", "givenname", "givennames", "firstname", "first"), ("family", "familyname", "familynames", "lastname", "last")
KEY = re.compile(r"\w[\w.-]*")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"</?(?:a|b|code|em|i|mark|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]\w+|#\d+|#[xX][\da-fA-F]+);")
EMPHASIS = re.compile(r"(?<![*`])(\*{1,3}|`{1,2})(?=[^\s*`])([^*`]*[^\s*`])\1(?![\w*`])")
MAIL = re.compile(r" ?<[^<>\s]*@[^<>\s]*>")


def meta_of(values: Mapping[str, object], settings: Mapping[str, object], lines: Mapping[str, int]) -> Meta:
    """Return what front matter says, its keys in any case; what is missing may stand in a table of the engine's own."""
    own = folded(values)
    tables = [folded(table) for name in TABLES if isinstance(table := own.get(name), Mapping)]

    def every(*keys: str) -> Iterator[object]:
        return (place[key] for place in (own, *tables) for key in keys if place.get(key) is not None)

    def text(*keys: str) -> str:
        return next(filter(None, map(text_of, every(*keys))), "")

    def bare(key: str) -> str:
        return _line(own.get(key))

    return Meta(
        title=text_of(own.get("title")) or text("headline", "pagetitle"),
        subtitle=text("subtitle", "tagline"),
        description=text(*DESCRIPTIONS),
        authors=authors_of(every("authors", "author", "byline")),
        date=next(filter(None, map(date_of, every(*PUBLISHED))), ""),
        changed=next(filter(None, map(date_of, every(*CHANGED))), ""),
        event=text("event", "conference"),
        venue=text("venue", "location"),
        slug=bare("slug"),
        language=bare("lang") or bare("language") or bare("locale"),
        image=next(filter(None, map(_path, every(*IMAGES))), ""),
        address=next((line for line in map(_line, every(*ADDRESSES)) if ABSOLUTE.fullmatch(line)), ""),
        settings={clean(str(key)): _setting(str(key), value) for key, value in settings.items()},
        lines=dict(lines),
    )


def folded(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return values by their keys without case, hyphens and underscores; of several the one with the plainest key."""
    named = sorted(((str(key), value) for key, value in values.items()), key=lambda pair: pair[0] != _fold(pair[0]), reverse=True)
    return {_fold(key): value for key, value in named}


def _fold(key: str) -> str:
    return re.sub(r"[-_]", "", key).lower()


def _setting(key: str, value: object) -> object:
    if key == "lang" and value is False:
        return "no"  # Norwegian; YAML 1.1 reads it as false
    return clean(value) if isinstance(value, str) else value


def _line(value: object) -> str:
    """Return a value as a line of text; nothing for what is none."""
    return " ".join(clean(str(value)).split()) if isinstance(value, str | int | float | date) and not isinstance(value, bool) else ""


def text_of(value: object) -> str:
    """Return a value as a line of words: without the markup of emphasis, links and entities; of a mapping its name."""
    if isinstance(value, Mapping):
        named = folded(value)
        return next(filter(None, (_words(_line(named.get(key))) for key in (*NAMES, "title"))), "")
    return _words(_line(value))


def _words(text: str) -> str:
    text = EMPHASIS.sub(r"\2", LINKED.sub(r"\1", TAG.sub("", BREAK.sub(" ", text))))
    return " ".join(ENTITY.sub(lambda found: html.unescape(found[0]), text).split())


def date_of(value: object) -> str:
    """Return a date as ISO 8601, anything else as written; of several the one of the first publication, or the first."""
    if isinstance(value, Mapping):
        return date_of(next((value[key] for key in ("created", "published") if key in value), next(iter(value.values()), "")))
    text = value.date().isoformat() if isinstance(value, datetime) else _line(value)
    found = DATE.match(text)
    return (found and iso(found[1], found[3] or found[5], found[4] or found[6])) or text


def iso(year: str, month: str, day: str) -> str:
    """Return a day as ISO 8601, nothing where there is none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def authors_of(values: Iterator[object]) -> tuple[str, ...]:
    """Return the names or keys of the first value that has any, no more than anybody has: an alias of YAML may stand for millions."""
    for value in values:
        if names := tuple(islice(_people(value), MOST_AUTHORS)):
            return names
    return ()


def _people(value: object) -> Iterator[str]:
    """Yield names from a text, a list, or a mapping; of a mapping without a name its key, or the keys that it holds."""
    if isinstance(value, Mapping):
        if name := name_in(value) or key_in(value):
            yield name
        else:
            yield from (key for key in value if isinstance(key, str))
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _people(entry)
    else:
        yield from _listed(_words(MAIL.sub("", _line(value))))


def _listed(text: str) -> Iterator[str]:
    """Yield the names of a line: apart at semicolons, as Pelican has them, and keys at commas."""
    names = text.split(";") if ";" in text else text.split(",")
    if ";" not in text and not all(KEY.fullmatch(name.strip()) for name in names):
        names = [text]
    yield from filter(None, (name.strip() for name in names))


def name_in(person: Mapping[str, object]) -> str:
    """Return what a mapping calls a person: a name, or its parts."""
    named = folded(person)
    for key in NAMES:
        value = named.get(key)
        if name := name_in(value) if isinstance(value, Mapping) else _words(_line(value)):
            return name
    parts = (next(filter(None, (_line(named.get(key)) for key in keys)), "") for keys in (GIVEN, FAMILY))
    return " ".join(filter(None, parts)) or ("" if key_in(person) else _words(_line(named.get("title"))))


def key_in(person: Mapping[str, object]) -> str:
    """Return the key by which a mapping stands for somebody; nothing where it has none."""
    named = folded(person)
    return next(filter(None, (_line(named.get(key)) for key in KEYS)), "")


def _path(value: object) -> str:
    """Return the path of a picture: a text, the first of a list, or what a mapping says under one of its usual names."""
    if isinstance(value, Mapping):
        named = folded(value)
        return next(filter(None, (_line(named.get(key)) for key in PATHS)), "")
    if isinstance(value, list | tuple):
        return next(filter(None, (_path(entry) if not isinstance(entry, list | tuple) else "" for entry in islice(value, 5))), "")
    return _line(value)
