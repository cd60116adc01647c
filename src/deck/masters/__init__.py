"""The master templates of our own: their look as data, and the .pptx that is made of it. The standard library alone is needed."""

from deck.masters.package import template_bytes
from deck.masters.tokens import Look

__all__ = ["Look", "template_bytes"]
