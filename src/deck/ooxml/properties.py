"""The file's own properties: what it is called, who made it, in which language."""

from __future__ import annotations

from collections.abc import Mapping

from deck.model.placed import PlacedDeck
from deck.ooxml.package import HEAD
from deck.ooxml.text import text

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
PROGRAM = "recap-deck"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_properties(deck: PlacedDeck) -> str:
    """Return docProps/core.xml; without dates, which would differ at every build."""
    rows = {
        "dc:title": deck.title,
        "dc:subject": deck.description,
        "dc:creator": ", ".join(deck.authors),
        "dc:description": deck.description,
        "dc:language": deck.language.tag,
    }
    inside = "".join(f"<{name}>{text(value)}</{name}>" for name, value in rows.items() if value)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inside}</cp:coreProperties>'
    )


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
