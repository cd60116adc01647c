"""A picture in its placeholder."""

from __future__ import annotations

from deck.model.placed import PlacedPicture
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.text import Links

SIDES = ("l", "t", "r", "b")


def picture_xml(picture: PlacedPicture, mark: Mark, links: Links) -> str:
    """Return a picture with its place, which is not the placeholder's where its shape is another."""
    cut = "".join(f' {side}="{share}"' for side, share in zip(SIDES, picture.crop, strict=True) if share)
    return (
        f'<p:pic><p:nvPicPr>{mark.xml(alt=picture.alt)}<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{placeholder_xml(picture.kind, picture.idx)}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{links.to_media(picture.image.digest)}"/>{f"<a:srcRect{cut}/>" if cut else ""}'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place_xml(picture.box)}</p:spPr></p:pic>"
    )
