"""The nouns that the stages hand to each other: immutable, and without any input or output."""
