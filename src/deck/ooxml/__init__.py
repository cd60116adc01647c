"""The only room that knows the file format: templates as data, decks as bytes, files read back."""

from deck.ooxml.admission import template_findings
from deck.ooxml.base import base_digests, hashed, read_base
from deck.ooxml.found import known_as, overlaid, read_found
from deck.ooxml.merging import merged_bytes, merged_proof, scaled
from deck.ooxml.properties import core_fields, read_properties
from deck.ooxml.reader import proof, read_seal
from deck.ooxml.strip import stripped
from deck.ooxml.template import read_template
from deck.ooxml.write import deck_bytes

__all__ = [
    "base_digests",
    "core_fields",
    "deck_bytes",
    "hashed",
    "known_as",
    "merged_bytes",
    "merged_proof",
    "overlaid",
    "proof",
    "read_base",
    "read_found",
    "read_properties",
    "read_seal",
    "read_template",
    "scaled",
    "stripped",
    "template_findings",
]
