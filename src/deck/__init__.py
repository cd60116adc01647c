"""Turn a published conference write-up into the talk its author will give."""

__version__ = "0.1.0"
