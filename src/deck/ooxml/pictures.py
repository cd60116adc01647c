"""A picture in its placeholder."""

from __future__ import annotations

from deck.model.article import Image
from deck.model.placed import PlacedPicture
from deck.ooxml.names import SVG
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.text import Ground, Links, click_xml

DRAWING = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SIDES = ("l", "t", "r", "b")


def blip_xml(image: Image, links: Links) -> str:
    """Return a picture's bytes as what fills a shape, with the drawing that is shown in their place ([MS-ODRAWXML] 2.23)."""
    drawn = ""
    if image.drawing:
        blip = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{links.to_media(image.drawing)}"/>'
        drawn = f'<a:extLst><a:ext uri="{DRAWING}">{blip}</a:ext></a:extLst>'
    return f'<a:blip r:embed="{links.to_media(image.digest)}"{f">{drawn}</a:blip>" if drawn else "/>"}'


def picture_xml(picture: PlacedPicture, mark: Mark, ground: Ground, links: Links) -> str:
    """Return a picture with its place, which is not the placeholder's where its shape is another."""
    cut = "".join(f' {side}="{share}"' for side, share in zip(SIDES, picture.crop, strict=True) if share)
    named = mark.xml(click_xml(picture.target, ground, links), picture.alt)
    return (
        f'<p:pic><p:nvPicPr>{named}<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{placeholder_xml(picture.kind, picture.idx)}</p:nvPr></p:nvPicPr>"
        f"<p:blipFill>{blip_xml(picture.image, links)}{f'<a:srcRect{cut}/>' if cut else ''}"
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place_xml(picture.box)}</p:spPr></p:pic>"
    )
