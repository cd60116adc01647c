"""What every shape of ours on a slide begins with: its name, the marks by which it is known again, the placeholder that it fills."""

from __future__ import annotations

from typing import NamedTuple

from deck.model.units import Box
from deck.ooxml.text import text

DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)


class Mark(NamedTuple):
    """What identifies a shape: its number on the slide, its name, its GUID (a16:creationId)."""

    id: int
    name: str
    guid: str

    def xml(self, click: str = "", alt: str | None = None) -> str:
        """Return the shape's `cNvPr`; `click` is where a click leads, `alt` its text for those who do not see it, "" for decoration."""
        described = f' descr="{text(alt)}"' if alt else ""
        return (
            f'<p:cNvPr id="{self.id}" name="{text(self.name)}"{described}>{click}<a:extLst>'
            f'<a:ext uri="{{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}}">'
            f'<a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{self.guid}"/></a:ext>'
            f"{DECORATIVE if alt == '' else ''}</a:extLst></p:cNvPr>"
        )


def placeholder_xml(kind: str, idx: int) -> str:
    """Return the mark of the placeholder of the layout that a shape fills."""
    named = "" if kind == "obj" else f' type="{kind}"'
    numbered = f' idx="{idx}"' if idx else ""
    return f"<p:ph{named}{numbered}/>"


def place_xml(box: Box, tag: str = "a:xfrm") -> str:
    return f'<{tag}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{tag}>'
