"""Marks by which a deck, its slides and its shapes are known again (see docs/analysis/identity.md)."""

from __future__ import annotations

import hashlib
import uuid

from deck.model.article import Image

SPACE = uuid.UUID("6f2d0b0e-6a0f-5b7e-9a44-3c1d2f0e8a51")
NAMESPACE = "urn:recap-deck:base:1"


def slide_number(key: str) -> int:
    """Return the 32-bit creation id of a slide (p14:creationId)."""
    return int.from_bytes(hashlib.sha256(f"slide:{key}".encode()).digest()[:4], "big")


def shape_guid(slide: str, shape: str) -> str:
    """Return the GUID of a shape (a16:creationId), unique in the deck."""
    return _guid(f"{slide}/{shape}")


def section_guid(key: str) -> str:
    return _guid(f"section:{key}")


def _guid(name: str) -> str:
    return "{" + str(uuid.uuid5(SPACE, name)).upper() + "}"


def media_parts(image: Image) -> dict[str, str]:
    """Return the names of the parts that hold a picture, by their digests: its bytes, and the drawing that it is a copy of."""
    drawn = {image.drawing: f"ppt/media/{image.drawing[:16]}.svg"} if image.drawing else {}
    return {image.digest: f"ppt/media/{image.digest[:16]}.{image.kind}", **drawn}
