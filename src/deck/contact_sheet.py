"""A contact sheet of a template: a deck with a slide for each role, made by the stages that make every deck."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deck import __version__
from deck.assets.drawings import png_from
from deck.assets.pixels import shown_from
from deck.assets.qr_codes import with_qr_codes_drawn
from deck.errors import OutputError, UsageError
from deck.findings import Finding, Severity
from deck.fit import fit, forced
from deck.highlight import highlighted
from deck.inspecting import Inspected
from deck.maths import with_formulas
from deck.model.article import Article, Formula, Image, Meta, Run
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.placed import PlacedDeck, PlacedSlide
from deck.model.slides import QrCode, QrCodes, Slide
from deck.model.specimen import Specimen
from deck.model.template import Template
from deck.ooxml import deck_bytes, stripped
from deck.specimen import HERE, Objects, specimen_deck
from deck.words import specimen, words_for
from deck.writing import write_safely

# shapes of pictures in pixels
USUAL, WIDE, UPRIGHT = (1200, 900), (1800, 700), (900, 1400)


def write_sheet(out: Path, seen: Inspected, language: Language, *, replace: bool) -> Inspected:
    """Write the contact sheet of a template, and return what was found of it with what the sheet tells.

    Raises UsageError for what is no place for a deck, OutputError where something lies that is not to be replaced.
    """
    _refuse(out, seen.file, replace=replace)
    said = specimen(language.code)
    objects, media = _objects(said, language)
    digits = words_for(language.tag).digits
    deck = highlighted(specimen_deck(seen.file.stem, seen.template.bindings, said, objects, language, digits))
    placed, _ = fit(deck, seen.template)
    slides, findings = _own_layouts(deck.slides, placed, seen.template)
    marks = Marks("0" * 16, seen.name, __version__)
    content = deck_bytes(placed._replace(slides=slides), seen.file, marks, media, seen.template.compositions)
    write_safely(out, stripped(content), replaceable=lambda now: replace or now is None)
    return seen._replace(findings=(*seen.findings, *findings))


def _refuse(out: Path, template: Path, *, replace: bool) -> None:
    if out.suffix.lower() != ".pptx":
        raise UsageError(f"`--sheet {out}` is no place for a deck; end it in .pptx")
    if out.exists() and out.samefile(template):
        raise UsageError(f"`--sheet {out}` is the template itself; give the sheet another name")
    if out.is_dir():
        raise OutputError(f"{out} is a folder; name a .pptx in it")
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent}: no such folder; make it, or name another place")
    if not replace and (out.exists() or out.is_symlink()):
        raise OutputError(f"{out} is there already; name another place, or replace it with `--force`")


def _objects(said: Specimen, language: Language) -> tuple[Objects, Mapping[str, bytes]]:
    """Return what a specimen shows beside text, and the bytes of all pictures by their digests."""
    media: dict[str, bytes] = {}
    usual, wide, upright = (_picture(said.picture, *size, media) for size in (USUAL, WIDE, UPRIGHT))
    solved = with_formulas(Article(Path(), "", Meta(), language, (Formula(HERE, said.formula),)), png_from)
    formula = next(block for block in solved.article.blocks if isinstance(block, Formula))
    codes, drawn = with_qr_codes_drawn(QrCodes(HERE, tuple(QrCode(address, (Run(words),)) for words, address in said.codes)))
    return Objects(usual, wide, upright, formula, codes.codes if codes else ()), {**media, **solved.media, **drawn}


def _picture(drawing: str, width: int, height: int, media: dict[str, bytes]) -> Image:
    """Return a picture of this size, and put its bytes among the others."""
    across = {"sun_x": 0.72, "third": 0.3, "half": 0.52, "far": 0.78}
    down = {"sun_y": 0.28, "sun": 0.09, "ridge": 0.66, "peak": 0.38, "low": 0.5, "shore": 0.78}
    places = {name: round(share * length) for shares, length in ((across, width), (down, height)) for name, share in shares.items()}
    image, content, why, _ = shown_from(drawing.strip().format(width=width, height=height, **places).encode())
    if image is None:
        raise LookupError(f"the sample picture {why}")
    plain = image._replace(drawing="")
    media[plain.digest] = content
    return plain


def _own_layouts(slides: tuple[Slide, ...], placed: PlacedDeck, template: Template) -> tuple[tuple[PlacedSlide, ...], tuple[Finding, ...]]:
    """Return the slides, each on the layout of its role, and a finding for each that a deck would have set otherwise."""
    shown: list[PlacedSlide] = []
    otherwise: dict[str, str] = {}
    first = {slide.key: slide for slide in reversed(placed.slides)}
    for slide in slides:
        layout, made = template.layout(slide.key), first[slide.key]
        if layout is None:
            raise LookupError(slide.key)
        if made.layout != layout.name:
            otherwise[slide.key] = made.layout
            made = forced(slide, layout, made)
        shown.append(made)
    return tuple(shown), _told_of(otherwise)


def _told_of(otherwise: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what is to be told of roles whose samples a deck would set on other layouts."""
    if not otherwise:
        return ()
    each = ", ".join(f"{role} (“{layout}”)" for role, layout in otherwise.items())
    message = (
        f"these samples take more room than there is, so a deck sets such a text on the layout behind each: {each}; make the body of the "
        "layout for content larger in the slide master view"
    )
    return (Finding("D636", Severity.NOTE, message),)
