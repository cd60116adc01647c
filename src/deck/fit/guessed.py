"""The faces that a deck's text is set in: which of them are measured by a guess, and which font files the others are measured in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deck.findings import Finding, Severity
from deck.fit.measures import Kind, measured_by
from deck.fit.scripts import LATIN, WEAK, script_kind
from deck.fit.wrap import level_of
from deck.model.placed import PlacedChart, PlacedDeck, PlacedParagraph, PlacedRun, PlacedShape, PlacedSlide, PlacedTable, Shape
from deck.model.template import Level, Placeholder, Template


def font_files(placed: PlacedDeck, template: Template) -> tuple[Path, ...]:
    """Return the files, those of packages aside, by which the text of a deck was measured."""
    used = (measured_by(face, fonts) for (face, _), fonts in _faces(placed.slides, template).items())
    return tuple(sorted({font.path for measure in used if not measure.packaged for font in measure.fonts}))


def guessed(slides: Iterable[PlacedSlide], template: Template) -> Iterator[Finding]:
    """Yield a finding for each face, of letters that differ in width, whose widths nobody knows here."""
    for (face, kind), fonts in _faces(slides, template).items():
        if kind == LATIN and measured_by(face, fonts).kind is Kind.GUESS:
            toml = f"{Path(template.name).stem}.toml"
            message = f"the template's font “{face}” is not known here, so its text is measured with a guess, on the wide side; "
            if face in fonts:
                message += f"{toml} names “{Path(fonts[face]).name}” for it: install that package, or check that file"
            else:
                message += f"install it, or name its file in {toml} under [fonts]"
            yield Finding("D430", Severity.NOTE, message)


def _faces(slides: Iterable[PlacedSlide], template: Template) -> Mapping[tuple[str, int], Mapping[str, str]]:
    """Return each face that letters on the slides are set in, by their kind, with what the template's settings say of fonts."""
    found: dict[tuple[str, int], Mapping[str, str]] = {}
    for slide in slides:
        layout = template.named(slide.layout)
        holders = {} if layout is None else {(holder.kind, holder.idx): holder for holder in layout.placeholders}
        for shape in slide.shapes:
            holder = holders.get((shape.kind, shape.idx))
            for level, text in _texts(shape, holder) if holder else ():
                for kind in {script_kind(character) for character in text if character.isalnum()} - {WEAK}:
                    face = (level.face, level.complex_face, level.eastern_face)[kind] or level.face
                    found.setdefault((face, kind), dict(level.fonts))
    return found


def _texts(shape: Shape, holder: Placeholder) -> Iterator[tuple[Level, str]]:
    """Yield the text of a shape, code aside, with the level that it is set in."""
    match shape:
        case PlacedShape(paragraphs=paragraphs):
            for paragraph in paragraphs:
                yield level_of(holder, paragraph), _said(paragraph.runs)
        case PlacedTable(rows=rows):
            for row in rows:
                for cell in row.cells:
                    yield level_of(holder, PlacedParagraph(cell.runs)), _said(cell.runs)
        case PlacedChart(categories=categories, series=series):
            yield level_of(holder, PlacedParagraph(())), " ".join((*categories, *(one.name for one in series)))
        case _:
            return


def _said(runs: tuple[PlacedRun, ...]) -> str:
    return "".join(run.text for run in runs if not (run.code or run.key))
