"""Templates that nobody made for this program: drawn here with hostile habits, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from foreign import corners, grounds, names, sizes, texts

HOSTILE: dict[str, Callable[[Path], None]] = {
    **corners.TEMPLATES,
    **names.TEMPLATES,
    **grounds.TEMPLATES,
    **sizes.TEMPLATES,
    **texts.TEMPLATES,
}
