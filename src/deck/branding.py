"""A template of the user's own: the layouts that ship in their colour, faces and size, with their logo."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from deck.errors import OutputError, UsageError
from deck.masters import Logo, Look, palette_of, template_bytes
from deck.masters.faces import is_name, known
from deck.masters.tokens import THEME
from deck.writing import write_safely

# inches across, at 7.5 inches of height
SIZES = {"16:9": 13.333, "16:10": 12.0, "4:3": 10.0, "1:1": 7.5}
COLOUR = re.compile(r"#?(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
MOST_BYTES = 4 * 1024 * 1024
UNSAFE = "not on every machine; where it is missing another face takes its place, so give the talk on one that has it"
LONGEST_SAID = 40
# what is said of pictures of an article
LEFT_OUT = ", so it is left out"


class Asked(NamedTuple):
    """What is asked of a template, as it was typed; None for what was not."""

    brand: str | None = None
    font: str | None = None
    size: str = "16:9"
    logo: Path | None = None


def new_template(file: Path, asked: Asked, *, replace: bool = False) -> list[str]:
    """Write a template and return what is to be told of it, a line each.

    Raises UsageError for what cannot be asked, OutputError where something lies that is not to be replaced.
    """
    _refuse(file, replace=replace)
    heading, text = _faces(asked.font)
    palette = palette_of(_colour(asked.brand)) if asked.brand is not None else None
    name = "".join(char for char in file.stem if char.isprintable()) or "Template"
    logo = _logo(asked.logo) if asked.logo is not None else None
    look = Look(name, palette.theme if palette else THEME, heading, text, _width(asked.size), logo)
    write_safely(file, template_bytes(look), replaceable=lambda now: replace or now is None)
    faces = heading if heading == text else f"{heading} and {text}"
    made = f"{file}: {asked.size} in {faces}, with {asked.logo.name}" if asked.logo else f"{file}: {asked.size} in {faces}"
    return [made, *(f"  {shift}" for shift in (palette.shifts if palette else ())), *_unsafe(heading, text)]


def _cut(typed: str) -> str:
    """Return what somebody typed as a message can say it."""
    return typed if len(typed) <= LONGEST_SAID else f"{typed[: LONGEST_SAID - 1]}…"


def _refuse(file: Path, *, replace: bool) -> None:
    if file.suffix.lower() != ".pptx":
        raise UsageError(f"{file} is no place for a template; end it in .pptx")
    if file.is_dir():
        raise OutputError(f"{file} is a folder; name a .pptx in it")
    if not file.parent.is_dir():
        raise UsageError(f"{file.parent}: no such folder; make it, or name another place")
    if not replace and (file.exists() or file.is_symlink()):
        raise OutputError(f"{file} is there already; name another place, or replace it with `--force`")


def _colour(brand: str) -> str:
    """Return six hexadecimal digits."""
    typed = brand.strip()
    if not COLOUR.fullmatch(typed):
        raise UsageError(f"`--brand {_cut(brand)}` is no colour; write it in hexadecimal digits, such as '#B93A12'")
    digits = typed.removeprefix("#").upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


def _faces(font: str | None) -> tuple[str, str]:
    """Return the faces of headings and of text."""
    typed = _cut(font or "")
    names = [" ".join(name.split()) for name in font.split("/")] if font is not None else ["Arial"]
    if len(names) > 2:
        raise UsageError(f"`--font {typed}` names {len(names)} faces; name one, or one for headings and one for text: 'Georgia/Arial'")
    strange = [_cut(name) for name in names if not is_name(name)]
    if strange:
        raise UsageError(f"`--font {typed}`: “{strange[0]}” is no name of a face; write it as PowerPoint lists it: 'Georgia/Arial'")
    heading, text = (known(name) or name for name in (names[0], names[-1]))
    return heading, text


def _unsafe(*faces: str) -> list[str]:
    strange = [face for face in dict.fromkeys(faces) if not known(face)]
    return [f"  {face}: {UNSAFE}" for face in strange]


def _width(size: str) -> float:
    width = SIZES.get(size.strip().lower().replace("x", ":"))
    if width is None:
        raise UsageError(f"`--size {_cut(size)}`: the layouts do not hold on such slides; they do on {', '.join(SIZES)}")
    return width


def _logo(path: Path) -> Logo:
    """Return a logo as its file has it; raises UsageError for a file that is none."""
    from deck.assets.pixels import inks_of, shown_from  # Pillow takes 50 ms

    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such logo; check the path") from error
    except OSError as error:
        raise UsageError(f"{path}: the logo cannot be read: {error.strerror or error}; see that it can be") from error
    if len(content) > MOST_BYTES:
        raise UsageError(f"{path}: the logo is larger than {MOST_BYTES >> 20} MiB; save it smaller")
    image, pixels, why, drawing = shown_from(content)
    if image is None:
        raise UsageError(f"{path}: the logo {why.replace(LEFT_OUT, '') or 'is too small to be shown; save it at 200 pixels or more'}")
    if image.kind not in ("png", "jpeg"):
        raise UsageError(f"{path}: the logo is a {image.kind.upper()}; save it as PNG, JPEG or SVG")
    return Logo(pixels, image.kind, image.width, image.height, drawing, inks_of(pixels))
