"""A merge, carried out: from a plan of places to the bytes of a .pptx, and the proof of it."""

from deck.ooxml.merging.proof import merged_proof
from deck.ooxml.merging.scaling import scaled
from deck.ooxml.merging.write import merged_bytes

__all__ = ["merged_bytes", "merged_proof", "scaled"]
