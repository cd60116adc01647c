"""The master templates of our own: their look as data, and the .pptx that is made of it. The standard library alone is needed."""

from deck.masters.package import template_bytes
from deck.masters.palette import Palette, palette_of
from deck.masters.tokens import Logo, Look

__all__ = ["Logo", "Look", "Palette", "palette_of", "template_bytes"]
