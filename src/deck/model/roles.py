"""What `fit` asks a template for: layouts by their roles, and placeholders by their slots."""

from __future__ import annotations

from collections.abc import Mapping

# the slots of each role that content goes to; docs/analysis/rooms.md tells what goes where
ROLES: Mapping[str, tuple[int, ...]] = {
    "Title": (0, 1),
    "Chapter": (0, 1),
    "Title Only": (0, 1),
    "Two Points": (0, 30, 31, 40, 41),
    "Three Points": (0, 30, 31, 32, 40, 41, 42),
    "Four Points": (0, 30, 31, 32, 33, 40, 41, 42, 43),
    "Stack": (0, 1),
    "Duo": (0, 30, 31),
    "Contrast": (0, 30, 31),
    "Two Cards": (0, 30, 31, 50, 51),
    "Three Cards": (0, 30, 31, 32, 50, 51, 52),
    "Four Cards": (0, 30, 31, 32, 33, 50, 51, 52, 53),
    "List": (0, 1),
    "Two Lists": (0, 1, 2),
    "Question": (0, 1),
    "Agenda": (0, *range(30, 36)),
    "Agenda in Two Columns": (0, *range(30, 42)),
    "Key Figure": (0, 1, 60, 61),
    "Statement": (0, 1),
    "Sentence": (0, 1),
    "Two Sentences": (0, 30, 31),
    "Three Sentences": (0, 30, 31, 32),
    "Quote": (0, 1, 2),
    "Callout": (0, 1),
    "Picture": (0, 1, 70),
    "Wide Picture": (0, 1, 70),
    "Picture and Points": (0, 1, 70),
    "Picture Right": (0, 1, 70),
    "Two Pictures": (0, 71, 72, 75, 76),
    "Three Pictures": (0, 71, 72, 73, 75, 76, 77),
    "Four Pictures": (0, 71, 72, 73, 74, 75, 76, 77, 78),
    "One QR Code": (0, 71, 75),
    "QR Codes": (0, *range(71, 79)),
    "Table": (0, 1, 90),
    "Chart": (0, 1, 95),
    "Code": (0, 80),
    "Formula": (0, 1, 100),
}
