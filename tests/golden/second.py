"""The second template: the layouts of the first on slides of 4:3, in serif heads, narrower text, and ink on cream."""

from __future__ import annotations

from pathlib import Path

from deck.masters import Look, template_bytes

SECOND = Look(
    name="Second",
    theme={
        "dk1": "2B2118",
        "lt1": "FFFBF2",
        "dk2": "17352B",
        "lt2": "F1E9D8",
        "accent1": "8C1C3F",
        "accent2": "17352B",
        "accent3": "6C9A8B",
        "accent4": "E9C46A",
        "accent5": "3D5A80",
        "accent6": "8B8378",
        "hlink": "1D4E89",
        "folHlink": "5A3E6B",
    },
    heading="Cambria",
    text="Calibri",
    width=10.0,
)


def second_template(target: Path, width: float = SECOND.width) -> Path:
    """Write the template, on slides of this width (inches; 7.5 high), and return where it lies."""
    target.write_bytes(template_bytes(SECOND._replace(width=width)))
    return target
