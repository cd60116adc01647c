"""A merge, carried out: from a plan of places to the bytes of a .pptx, and the proof of it."""
