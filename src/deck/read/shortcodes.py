"""What is written between the marks of a shortcode, a tag or a variable: its name, its arguments, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from deck.read.vocabulary import PICTURE, callout_kind, names

CLOSING = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
TABLES = {"{{<": "shortcodes", "{{%": "shortcodes", "{{": "variables", "{%": "tags"}
NAME = re.compile(r"[\s*+-]*(/?)\s*([\w./$-]*)")
ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)\s*[=:]\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`,()]+))")
ARGUMENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s\"',()]+)")
TITLES = ("title", "summary", "header", "heading", "label", "name", "caption", "tabname")
SOURCES = ("src", "url", "path", "image", "image_path", "image_url", "img", "file", "filename", "source", "link", "href")
CAPTIONS = ("title", "caption", "attr", "description", "desc", "text")
# a title has more than an icon's or a colour's name: a space, a capital, a letter beyond ASCII
TITLED = re.compile(r"[^a-z\d_#.:/=-]")


class Call:
    """A shortcode, tag or variable, from the `mark` that opens it and what stands `inside`."""

    def __init__(self, mark: str, inside: str) -> None:
        self.mark = mark
        self.inside = inside
        self.table = TABLES[mark]
        found = NAME.match(inside)
        slash, name = (found[1], found[2].strip("/")) if found else ("", "")
        ending = self.table == "tags" and name.startswith("end") and name != "end"
        self.closes = bool(slash) or ending or name == "end"
        self.name = name.removeprefix("end") if ending else name
        self.arguments = inside[found.end() :].rstrip(" -/\n") if found else inside

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The arguments that have names."""
        return {match[1].lower(): next(filter(None, match.groups()[1:]), "") for match in ATTRIBUTE.finditer(self.arguments)}

    @cached_property
    def places(self) -> tuple[tuple[str, bool], ...]:
        """The arguments without names, and whether each is in quotation marks."""
        rest = ATTRIBUTE.sub(" ", self.arguments)
        return tuple((match[1] or match[2] or match[3] or "", match[3] is None) for match in ARGUMENT.finditer(rest))

    def kind(self) -> str:
        """Return what kind of box a shortcode opens, "" for one that is none."""
        if self.table == "variables" or (self.name not in names("shortcodes", "boxes") and not callout_kind(self.name)):
            return ""
        said = (*(self.values.get(key, "") for key in ("type", "kind", "style", "variant", "level")), *(word for word, _ in self.places))
        kind = next(filter(None, map(callout_kind, said)), "") if callout_kind(self.name) else ""
        return kind or callout_kind(self.name) or self.name

    def title(self) -> str:
        """Return what is set above a box: an argument that says so, or else one in words."""
        named = next((self.values[key] for key in TITLES if self.values.get(key)), "")
        if named or (self.name not in names("shortcodes", "titled") and not callout_kind(self.name)):
            return named if named and self.name not in names("shortcodes", "untitled") else ""
        if callout_kind(self.name):
            return next((word for word, quoted in self.places if quoted and TITLED.search(word)), "")
        if any(quoted for _, quoted in self.places):
            return next(word for word, quoted in self.places if quoted)
        # Liquid: {% details A title without quotation marks %}
        return self.arguments.strip() if self.table == "tags" and not self.values else " ".join(word for word, _ in self.places[:1])

    def picture(self) -> str | None:
        """Return a picture as Markdown, "" for a shortcode of pictures without arguments, None where none is shown."""
        of_pictures = self.table != "tags" and self.name in names("shortcodes", "pictures")
        if of_pictures and not self.arguments.strip("() /\n"):
            return ""
        places = list(self.places)
        source = next((self.values[key] for key in SOURCES if PICTURE.fullmatch(self.values.get(key, ""))), "")
        if not source and (at := next((i for i, (word, _) in enumerate(places) if PICTURE.fullmatch(word.replace(" ", "_"))), -1)) >= 0:
            source, places = places[at][0], places[at + 1 :]
        if not source and of_pictures:
            source = self.values.get("src") or next((word for word, quoted in places if quoted), "")
            places = []
        if not source:
            return None
        words = [word for word, quoted in places if quoted and any(map(str.isalpha, word))]
        if self.table == "tags":
            # Hexo and Octopress say the title first
            words.reverse()
        alt = self.values.get("alt") or next(iter(words), "")
        caption = " ".join(filter(None, (self.values.get(key) for key in CAPTIONS))) or " ".join(words[1:])
        return _picture(source, alt, caption)


def _picture(source: str, alt: str, caption: str) -> str:
    shown = re.sub(r"([\\\[\]`])", r"\\\1", alt)
    title = caption.replace("\\", "\\\\").replace('"', '\\"')
    address = source.replace("<", "%3C").replace(">", "%3E")
    return " ".join(f'![{shown}](<{address}> "{title}")'.split("\n"))
