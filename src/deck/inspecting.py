"""What a template is to a deck: what serves each role and why, its fonts, its contrast, and what is to be told of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from deck.compose import OURS, counting
from deck.compose.judged import told_of_template
from deck.compose.legible import Text, texts_of
from deck.errors import TemplateError, UsageError
from deck.findings import Finding, Severity
from deck.fit import Measure, measured_by
from deck.fit.measures import Kind
from deck.model.language import LOW_SCRIPTS, TAG, Language
from deck.model.template import Level, Template, TemplateSettings
from deck.ooxml import template_findings
from deck.stages import master_of
from deck.template_settings import settings_beside, template_settings
from deck.templates import find_template, shipped
from deck.words import languages

# where a project keeps its own templates
OWN = "templates"
USUAL_LANGUAGE = "en"
# shapes of slides that have a name, as width : height, and how near to one counts as it
SHAPES, NEAR = ((16, 9), (16, 10), (4, 3), (3, 2), (1, 1), (3, 4), (9, 16), (21, 9)), 0.01
# by what a face is for
HEADINGS, TEXT, COMPLEX, EASTERN = "headings", "text", "complex scripts", "East Asian text"


class Face(NamedTuple):
    """A typeface of a template, what it is for, and what it is measured by."""

    name: str
    uses: tuple[str, ...]
    measure: Measure

    @property
    def use(self) -> str:
        return " and ".join(self.uses)

    def serves(self, language: Language) -> bool:
        """Tell whether text in a language is set in it."""
        complex_script = not language.east_asian and language.script not in LOW_SCRIPTS
        beside = {COMPLEX} if complex_script else {EASTERN} if language.east_asian else set()
        return bool({HEADINGS, TEXT, *beside} & set(self.uses))


class Inspected(NamedTuple):
    """A template, bound to its roles, and what was found of it.

    `own` are the texts of its own layouts, `texts` all whose contrast was looked at. `settings` is the file beside it, None for none.
    """

    name: str
    file: Path
    template: Template
    faces: tuple[Face, ...]
    texts: tuple[Text, ...]
    settings: Path | None
    master: str
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> float | None:
        """The least contrast of a text that stands on a known ground and is read, None where nothing is known."""
        return min((text.ratio for text in self.texts if text.ratio is not None and not text.is_faint), default=None)


class Shipped(NamedTuple):
    """A template that can be named: what it is called, its file, and its settings beside it; `own`: it is the project's."""

    name: str
    file: Path
    own: bool
    settings: Path | None


def language_of(tag: str | None) -> Language:
    """Return a language by the tag that somebody typed; English for none. Raises UsageError for one that is not known."""
    known = languages()
    if tag is None:
        return known[USUAL_LANGUAGE]
    found = known.get(tag.replace("_", "-")) or known.get(tag.replace("_", "-").partition("-")[0].lower())
    if found is None or not TAG.fullmatch(tag):
        raise UsageError(f"`--lang {tag}` is no language that is known here; write its tag, such as fr or pt-BR")
    return found


def inspected(name: str, root: Path, language: Language) -> Inspected:
    """Return a template, a file or one that ships by its name, and what was found of it. Raises TemplateError for what is none."""
    file = find_template(name, Path())
    beside = template_settings(file, root)
    whole = master_of(file, language, beside)
    counted = counting(whole, beside)
    faces = tuple(_faces(counted, beside))
    texts = tuple(text for layout in {layout.name: layout for layout in counted.layouts}.values() for text in texts_of(counted, layout))
    told = _told_of((face for face in faces if face.serves(language)), whole)
    findings = (*template_findings(file), *told_of_template(counted), *told)
    toml = settings_beside(file)
    master = next((layout.master for layout in counted.layouts), "")
    return Inspected(name, file, whole, faces, texts, toml if toml.is_file() else None, master, findings)


def templates_at(root: Path) -> tuple[Shipped, ...]:
    """Return the templates that ship, and those of a project, which lie in its folder for them."""
    ours = tuple(Shipped(name, find_template(name, Path()), False, None) for name in shipped())
    # a checkout of the program has those that ship in its own folder
    known = {one.file.resolve() for one in ours}
    found = (path for path in (root / OWN).glob("*.pptx") if path.is_file() and path.resolve() not in known)
    files = sorted(path for path in found if not path.name.startswith(("~$", ".")))
    own = (Shipped(f"{OWN}/{path.name}", path, True, toml if (toml := settings_beside(path)).is_file() else None) for path in files)
    return (*ours, *own)


def opened(one: Shipped, root: Path) -> Template | None:
    """Return a template as a deck would have it, None for one that cannot be used."""
    with contextlib.suppress(TemplateError):
        file = find_template(one.name, root, within=root) if one.own else one.file
        return master_of(file, language_of(None), template_settings(file, root))
    return None


def in_a_few_words(template: Template) -> str:
    """Return what a template is: the shape of its slides, its layouts, its faces."""
    faces = list(dict.fromkeys(level.face for _, level in _levels(template)))
    ours = all(binding.why == OURS for binding in template.bindings)
    own = [layout for layout in template.layouts if layout.name not in {made.name for made in template.compositions}]
    count = f"{len(own)} layout{'s' if len(own) > 1 else ''}"
    held = count if ours else f"{count}, {_share(template)}"
    return f"{shape_of(template)}, {held}, {' and '.join(faces[:2])}"


def shape_of(template: Template) -> str:
    """Return the shape of a template's slides as people call it, such as 16:9."""
    ratio = template.width / template.height
    near = next((f"{wide}:{high}" for wide, high in SHAPES if abs(wide / high / ratio - 1) <= NEAR), None)
    return near or f"{ratio:.2f}:1"


def _share(template: Template) -> str:
    bound_to = [layout for layout in template.layouts if layout.role]
    native = len(bound_to) - len(template.compositions)
    return f"{native} of {len(bound_to)} roles served by them"


def _levels(template: Template) -> Iterator[tuple[str, Level]]:
    """Yield what the first level of titles and of bodies looks like, on layouts of the template's own."""
    composed = {made.name for made in template.compositions}
    for layout in template.layouts:
        for holder in () if layout.name in composed else layout.placeholders:
            if holder.levels and holder.kind in ("title", "ctrTitle", "body", "obj", "subTitle"):
                yield HEADINGS if holder.kind in ("title", "ctrTitle") else TEXT, holder.levels[0]


def _faces(template: Template, settings: TemplateSettings) -> Iterator[Face]:
    """Yield each face once, with all that it is for: headings and text, or the scripts that it is named for beside those."""
    uses: dict[str, list[str]] = {}
    for use, level in _levels(template):
        for face, purpose in ((level.face, use), (level.complex_face, COMPLEX), (level.eastern_face, EASTERN)):
            if face and purpose not in uses.setdefault(face, []):
                uses[face].append(purpose)
    for face, purposes in uses.items():
        latin = tuple(purpose for purpose in (HEADINGS, TEXT) if purpose in purposes)
        # a face that is named for all scripts alike is told once
        yield Face(face, latin or tuple(purposes), measured_by(face, settings.fonts))


def _told_of(faces: Iterable[Face], template: Template) -> Iterator[Finding]:
    """Yield what is to be told of faces that are not on every machine."""
    unsafe = [face for face in faces if not face.measure.safe]
    guessed = [face for face in unsafe if face.measure.kind is Kind.GUESS]
    if unsafe:
        several = len(unsafe) > 1
        message = (
            f"font{'s' if several else ''} {_listed(unsafe)} {'are' if several else 'is'} not on every machine, and where missing another "
            "is shown and lines break elsewhere; give the talk on a machine that has the fonts, or let PowerPoint embed them when you save"
        )
        if guessed:
            toml = f"{Path(template.name).stem}.toml"
            message += f"; widths of {_listed(guessed)} are guessed here: install the font, or name its file in {toml} under [fonts]"
        yield Finding("D635", Severity.WARNING, message)


def _listed(faces: Iterable[Face]) -> str:
    return ", ".join(f"“{face.name}”" for face in faces)
