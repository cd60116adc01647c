"""Runs and paragraphs of text as XML, and the relations that they need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from deck.model.article import Tone
from deck.model.language import LEFTWARDS, Language
from deck.model.placed import PlacedParagraph, PlacedRun
from deck.ooxml.inks import ON_WHITE, SOFT_ON_DARK, SOFT_ON_LIGHT, Inks
from deck.ooxml.package import legal

# what stands behind a highlighted word, and behind a key: pale where the text is dark, deep where it is light, whatever the theme's hues.
# In the schema since ECMA-376:2006, though PowerPoint offers it in its ribbon from 2019 on only
MARK_ON_LIGHT = '<a:highlight><a:schemeClr val="accent4"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr></a:highlight>'
MARK_ON_DARK = '<a:highlight><a:schemeClr val="accent4"><a:lumMod val="35000"/></a:schemeClr></a:highlight>'
KEY_ON_LIGHT = '<a:highlight><a:schemeClr val="tx1"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr></a:highlight>'
KEY_ON_DARK = '<a:highlight><a:schemeClr val="bg1"><a:lumMod val="35000"/></a:schemeClr></a:highlight>'
# in 1/1000 % of the size of the text, as PowerPoint's own buttons set them
BASELINES = {1: 30000, -1: -25000}
# for every script, since LibreOffice 7.4 sets the spaces before East Asian words in the font of those words
MONOSPACE = '<a:latin typeface="Courier New"/><a:ea typeface="Courier New"/><a:cs typeface="Courier New"/>'
# a bullet is no text, so whoever copies or searches code does not find the mark; Courier New and Liberation Mono have this glyph
CONTINUED = '<a:buFont typeface="Courier New"/><a:buChar char="\u2192"/>'
LINK = re.compile(r"^(https?|mailto):", re.IGNORECASE)
# written out, since LibreOffice 7.4 sets some of the words of a link in the colour of the text
LINK_INK = '<a:solidFill><a:schemeClr val="hlink"/></a:solidFill>'
# PowerPoint 2019 and later (MS-ODRAWXML, 2.15); earlier ones set the link in the theme's colour all the same
IN_COLOUR_OF_TEXT = (
    '><a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
# and of two fields of one colour it gives the last the colour of what follows, so that has a shade of its own, which nobody sees
LAST_LINK_INK = '<a:solidFill><a:schemeClr val="hlink"><a:lumMod val="99000"/></a:schemeClr></a:solidFill>'
# a word of a link with the spaces behind it: LibreOffice 7.4 makes a field of each run, and breaks it anywhere;
# the fields of words that are read from the right it sets in the wrong order
LINKED_WORD = re.compile(r"\s*\S+[^\S\n]*|\s+")
# ST_TextAutonumberScheme
NUMBERS = {"": "arabicPeriod", "a": "alphaLcPeriod", "A": "alphaUcPeriod", "i": "romanLcPeriod", "I": "romanUcPeriod"}
# numbers and boxes are as large as their text, whatever a master's bullets are
WHOLE_SIZE = '<a:buSzPct val="100000"/>'
# a ticked box and an empty one, in the face that every office program has or knows how to replace (LibreOffice: OpenSymbol)
WINGDINGS = f'{WHOLE_SIZE}<a:buFont typeface="Wingdings" pitchFamily="2" charset="2"/>'
DONE, OPEN = f'{WINGDINGS}<a:buChar char="\u00fe"/>', f'{WINGDINGS}<a:buChar char="\u00a8"/>'
SLIDE_JUMP = "ppaction://hlinksldjump"


class Links:
    """The relations that a part needs: given an address, the key of a slide or of a chart, the digest of a picture, the id of one to it."""

    def __init__(self) -> None:
        self.external: dict[str, str] = {}
        self.slides: dict[str, str] = {}
        self.media: dict[str, str] = {}
        self.charts: dict[str, str] = {}

    def to_address(self, address: str) -> str:
        return self.external.setdefault(address, f"rIdL{len(self.external) + 1}")

    def to_slide(self, key: str) -> str:
        return self.slides.setdefault(key, f"rIdS{len(self.slides) + 1}")

    def to_media(self, digest: str) -> str:
        return self.media.setdefault(digest, f"rIdM{len(self.media) + 1}")

    def to_chart(self, key: str) -> str:
        return self.charts.setdefault(key, f"rIdC{len(self.charts) + 1}")


class Ground(NamedTuple):
    """What a text is set for: its language, whether its ground is dark, and the keys of all slides, so that no link leads nowhere.

    `tones` are the fills of the parts of code, `inks` what tables and charts are drawn in. `soft`: the second tone of a text can be told
    from the first and read; `linked`: so can the theme's colour for links. `resized`: where nothing else is said, programs make the text
    smaller or the shape larger; `unwrapped`: lines go on beyond the shape. `caps`: text is shown in capitals. `ink` is the fill of its
    text, "" for that of its layout.
    """

    language: Language
    dark: bool = False
    known: frozenset[str] = frozenset()
    tones: Mapping[str, str] = MappingProxyType({})
    inks: Inks = ON_WHITE
    soft: bool = True
    linked: bool = True
    resized: bool = False
    unwrapped: bool = False
    caps: bool = False
    ink: str = ""

    @property
    def second(self) -> str:
        """The fill of a text's second tone, "" where there is none."""
        return (SOFT_ON_DARK if self.dark else SOFT_ON_LIGHT) if self.soft else ""

    @property
    def link(self) -> str:
        """The fill of a link, "" where it has the colour of its text."""
        return "" if self.dark or not self.linked else LINK_INK


def body_xml(ground: Ground, said: str = "") -> str:
    """Return the properties of a text frame, so that no program resizes what was measured; `said` are its other attributes."""
    wrapped = ' wrap="square"' if ground.unwrapped else ""
    return f"<a:bodyPr{wrapped}{said}><a:noAutofit/></a:bodyPr>" if ground.resized else f"<a:bodyPr{wrapped}{said}/>"


def text(value: str) -> str:
    """Return characters as XML text, without those that XML cannot hold."""
    return escape(legal(value), quote=True)


def jump_xml(key: str, links: Links) -> str:
    """Return a click that leads to a slide."""
    return f'<a:hlinkClick r:id="{links.to_slide(key)}" action="{SLIDE_JUMP}"/>'


def click_xml(target: str, ground: Ground, links: Links) -> str:
    """Return a click that leads to an address or to a slide by its key, "" where there is no such thing."""
    if LINK.match(target):
        return f'<a:hlinkClick r:id="{links.to_address(target)}"/>'
    return jump_xml(target, links) if target in ground.known else ""


def paragraph_xml(paragraph: PlacedParagraph, ground: Ground, links: Links) -> str:
    """Return a paragraph; only what differs from its level is written."""
    attributes = "" if paragraph.margin is None else f' marL="{paragraph.margin}" indent="-{_hang(paragraph)}"'
    attributes += f' lvl="{paragraph.level}"' if paragraph.level else ""
    attributes += ' algn="l" rtl="0"' if paragraph.left_to_right and ground.language.right_to_left else ""
    inside = "" if paragraph.before is None else f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    if paragraph.done is not None:
        inside += DONE if paragraph.done else OPEN
    elif paragraph.number:
        # the masters have bullets in a colour for light grounds
        inside += (SOFT_ON_DARK.replace("a:solidFill", "a:buClr") if ground.soft else "<a:buClrTx/>") if ground.dark else ""
        inside += f'{WHOLE_SIZE}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{NUMBERS[paragraph.style]}" startAt="{paragraph.number}"/>'
    elif paragraph.continued:
        inside += ground.tones.get(Tone.DIM, "").replace("a:solidFill", "a:buClr") + CONTINUED
    size = "" if paragraph.size is None else f' sz="{round(paragraph.size * 100)}"'
    properties = f"<a:pPr{attributes}>{inside}</a:pPr>" if attributes or inside else ""
    runs = "".join(run_xml(run, size, ground, links, ground.ink) for run in paragraph.runs)
    return f"<a:p>{properties}{runs}<a:endParaRPr{language_xml(ground)}{size}/></a:p>"


def _hang(paragraph: PlacedParagraph) -> int | None:
    return paragraph.margin if paragraph.hang is None else paragraph.hang


def run_xml(run: PlacedRun, size: str, ground: Ground, links: Links, ink: str = "") -> str:
    """Return a run; a newline in it is a line break. `ink` is its fill where it has no tone of its own."""
    attributes = language_xml(ground) + size
    if run.bold is not None:
        attributes += f' b="{int(run.bold)}"'
    attributes += ' i="1"' if run.italic else ""
    # a name in a program is another in capitals
    attributes += ' cap="none"' if ground.caps and (run.code or run.key) else ""
    attributes += ' strike="sngStrike"' if run.strike else ""
    attributes += f' baseline="{BASELINES[run.shift]}"' if run.shift else ""
    click = _click(run.link, ground, links)
    inside = (click and ground.link) or (run.soft and ground.second) or ink
    inside = ground.tones.get(run.tone, inside) + _behind(run, dark=ground.dark)
    inside += MONOSPACE if run.code or run.key else ""
    inside += click
    properties = f"<a:rPr{attributes}>{inside}</a:rPr>" if inside else f"<a:rPr{attributes}/>"
    lines = (LINKED_WORD.findall(part) if click and not LEFTWARDS.search(part) else [part] for part in run.text.split("\n"))
    return f"<a:br><a:rPr{language_xml(ground)}{size}/></a:br>".join(_words(line, properties) for line in lines)


def _words(words: list[str], properties: str) -> str:
    """Return the words of a run, each a run of its own where there are several: those of a link."""
    shown = [word for word in words if word]
    looks = [*[properties] * (len(shown) - 1), properties.replace(LINK_INK, LAST_LINK_INK) if len(shown) > 1 else properties]
    return "".join(f"<a:r>{look}<a:t>{text(word)}</a:t></a:r>" for look, word in zip(looks, shown, strict=False))


def _click(link: str, ground: Ground, links: Links) -> str:
    """Return the click of a run; one that leaves the run its colour where the theme's one for links cannot be read."""
    click = click_xml(link.removeprefix("#"), ground, links)
    return click if ground.link else click.replace("/>", f"{IN_COLOUR_OF_TEXT}</a:hlinkClick>")


def _behind(run: PlacedRun, *, dark: bool) -> str:
    """Return what a run is highlighted with; CT_TextCharacterProperties has it behind the fill and before the faces."""
    if run.mark:
        return MARK_ON_DARK if dark else MARK_ON_LIGHT
    if run.key:
        return KEY_ON_DARK if dark else KEY_ON_LIGHT
    return ""


def language_xml(ground: Ground) -> str:
    """Return the attributes that say in which language a run is."""
    other = "" if ground.language.script == "Latn" else ' altLang="en-US"'
    return f' lang="{text(ground.language.tag)}"{other}'
