"""What is written between the marks of a shortcode, a tag or a variable: its name, its arguments, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from deck.model.article import plain
from deck.read.inline import content_of
from deck.read.markdown import markdown
from deck.read.vocabulary import PICTURE, callout_kind, is_picture, names

CLOSING = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
TABLES = {"{{<": "shortcodes", "{{%": "shortcodes", "{{": "variables", "{%": "tags"}
NAME = re.compile(r"[\s*+-]*(/?)\s*([\w./$-]*)")
ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)(?:\s*=\s*|:\s+)(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`,()]+))")
ARGUMENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s\"',()]+)")
FILTERED = re.compile(r"\s*[\"']([^\"'|\n]*)[\"']\s*\|\s*(\w+)")
ROOTED = re.compile(r"\|\s*(?:relative|absolute)_url\b")
ADDRESS = re.compile(r"[^\s\"'|()]*[./][^\s\"'|()]*")
URL = re.compile(r"(?:[a-z]+:)?//|[./#]", re.IGNORECASE)
# the words that say how a box looks, not what is in it
LOOKS = re.compile(
    r"no-icon|icon|flat|simple|modern|disabled|open|close|inline|end|true|false|\d+|fa[srb]?|fa-[\w-]+|bg|block"
    r"|blue|red|green|yellow|purple|orange|cyan|gray|grey|pink"
)
WORDS = ("text", "content", "message", "subtitle", "description", "value")
TITLES = ("title", "summary", "header", "heading", "label", "name", "caption", "tabname")
SOURCES = ("src", "url", "path", "image", "image_path", "image_url", "img", "file", "filename", "source", "link", "href")
CAPTIONS = ("title", "caption", "attr", "description", "desc", "text")
MARKED = re.compile(r"[*_`<&~\[\\]")
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
        """Return what is set above a box: an argument that says so, or else one in words; of a quotation, who said it."""
        if self.name in names("callouts", "quotes"):
            return ", ".join(filter(None, (self.values.get(key) for key in ("author", "by", "cite", "source", "title"))))
        named = next((self.values[key] for key in TITLES if self.values.get(key)), "")
        if named or (self.name not in names("shortcodes", "titled") and not callout_kind(self.name)):
            return named if named and self.name not in names("shortcodes", "untitled") else ""
        if callout_kind(self.name):
            quoted = next((word for word, is_quoted in self.places if is_quoted and TITLED.search(word)), "")
            return quoted or (self._bare_title() if self.table == "tags" and not self.values else "")
        if any(quoted for _, quoted in self.places):
            return next(word for word, quoted in self.places if quoted)
        # Liquid: {% details A title without quotation marks %}, Hexo: {% folding blue, A title %}
        return self._bare_title() if self.table == "tags" and not self.values else " ".join(word for word, _ in self.places[:1])

    def _bare_title(self) -> str:
        """Return the words of a tag's arguments that say nothing of its looks."""
        words = [word for field in self.arguments.split(",") for word in field.split() if not callout_kind(word)]
        return " ".join(word for word in words if not LOOKS.fullmatch(word.lower()))

    def address(self) -> str:
        """Return the address that a shortcode stands for in a link or a picture, "" for the root of the site."""
        if self.name in names(self.table, "harmless") and not self.arguments.strip():
            return ""
        quoted = [word for word, is_quoted in self.places if is_quoted]
        named = [self.values[key] for key in SOURCES if self.values.get(key)]
        found = ADDRESS.search(self.inside) if not quoted and not named and self.table == "tags" else None
        said = (*quoted, *named, *([found[0]] if found else []), "")
        address = next(filter(is_picture, said), said[0])
        # {% link assets/a.png %} and {{ "assets/a.png" | relative_url }} start from the root of the site without saying so
        from_root = (self.table, self.name) == ("tags", "link") or ROOTED.search(self.inside)
        return f"/{address}" if address and from_root and not URL.match(address) else address

    def filtered(self) -> str | None:
        """Return the text that a variable makes an address of, "" for a comment, None for any other."""
        if self.inside.startswith(("/*", "!")):
            return ""
        found = FILTERED.match(self.inside)
        return found[1] if found and found[2] in names("variables", "addresses") else None

    def words(self) -> str:
        """Return the words that a button, a badge or a link of an engine shows, "" for what says none."""
        includes = self.name in names("tags", "includes")
        if self.closes or not (includes or self.name in names("shortcodes", "speaking")):
            return ""
        said = [self.values[key] for key in (*TITLES, *WORDS) if self.values.get(key)]
        if not said and not includes:
            quoted = [word for word, is_quoted in self.places if is_quoted and not URL.match(word)]
            fields = [field.strip() for field in self.arguments.split(",")] if self.table == "tags" else [word for word, _ in self.places]
            bare = [field.rpartition("@")[2] for field in fields if field and not URL.match(field)]
            if self.name.endswith("_link"):
                # the name of what it leads to stands before the words
                bare = [field.partition(" ")[2] or field for field in bare]
            said = quoted[:1] or [" ".join(bare[:1])]
        return " – ".join(dict.fromkeys(filter(None, said)))

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
            source = self.values.get("src") or next((word for word, _ in places), "")
            places = []
        if not source:
            return None
        words = [word for word, quoted in places if quoted and any(map(str.isalpha, word)) and not is_picture(word)]
        if self.table == "tags":
            # Hexo and Octopress say the title first, and need no quotation marks for it
            words = words[::-1] if words else ["", " ".join(word for word, _ in places if any(map(str.isalpha, word)))]
        alt = self.values.get("alt") or next(iter(words), "")
        caption = " ".join(filter(None, (self.values.get(key) for key in CAPTIONS))) or " ".join(words[1:])
        return _picture(source, alt, caption)


def _picture(source: str, alt: str, caption: str) -> str:
    shown = re.sub(r"([\\\[\]`])", r"\\\1", alt)
    title = _without_marks(caption).replace("\\", "\\\\").replace('"', '\\"')
    address = source.replace("<", "%3C").replace(">", "%3E")
    return " ".join(f'![{shown}](<{address}> "{title}")'.split("\n"))


def _without_marks(caption: str) -> str:
    """Return the text of a caption, which engines read as Markdown."""
    if not MARKED.search(caption):
        return caption
    return plain(content_of(markdown().parseInline(caption)[0].children or []).runs)
