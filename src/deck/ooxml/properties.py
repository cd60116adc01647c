"""The file's own properties: what it is called, who made it, in which language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from deck.errors import OutputError
from deck.model.placed import PlacedDeck
from deck.ooxml.package import BROKEN, HEAD, parsed, related, unzipped
from deck.ooxml.text import text

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DC = "http://purl.org/dc/elements/1.1/"
CORE = RT.CORE_PROPERTIES
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CORE_FIELDS = ("title", "subject", "creator", "description")
# the custom property that tells the build
BUILD = "deck.build"
PROGRAM = "recap-deck"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class Properties(NamedTuple):
    """What a file tells of itself: its core properties by name, and the build that it is of, "" for none."""

    core: Mapping[str, str]
    build: str


def core_properties(deck: PlacedDeck) -> str:
    """Return docProps/core.xml; without dates, which would differ at every build."""
    rows = {**core_fields(deck), "language": deck.language.tag}
    inside = "".join(f"<dc:{name}>{text(value)}</dc:{name}>" for name, value in rows.items() if value)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="{DC}">{inside}</cp:coreProperties>'
    )


def core_fields(deck: PlacedDeck) -> dict[str, str]:
    """Return the core properties by which a person knows a deck, by their names in Dublin Core."""
    return {"title": deck.title, "subject": deck.description, "creator": ", ".join(deck.authors), "description": deck.description}


def read_properties(content: bytes) -> Properties:
    """Return what a .pptx tells of itself; nothing of what it lacks. Raises OutputError for what is no .pptx."""
    try:
        parts = unzipped(content)
        core, custom = ([parsed(parts[name]) for name in related(parts, "", kind) if name in parts] for kind in (CORE, CUSTOM_RELATION))
    except BROKEN as error:
        raise OutputError("the file is no .pptx that can be opened") from error
    fields = {name: root.findtext(f"{{{DC}}}{name}") or "" for root in core for name in CORE_FIELDS}
    rows = (row for root in custom for row in root.iter(f"{{{CUSTOM}}}property") if row.get("name") == BUILD)
    return Properties(fields, next((row.findtext(f"{{{VARIANT}}}lpwstr") or "" for row in rows), ""))


def extended_properties() -> str:
    """Return docProps/app.xml, which tells the program that saved a file last."""
    return f'{HEAD}<Properties xmlns="{EXTENDED}"><Application>{PROGRAM}</Application></Properties>'


def custom_properties(values: Mapping[str, str]) -> str:
    """Return docProps/custom.xml."""
    rows = "".join(
        f'<property fmtid="{PROPERTY_SET}" pid="{pid}" name="{text(name)}"><vt:lpwstr>{text(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}">{rows}</Properties>'
