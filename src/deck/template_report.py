"""What a template is to a deck, for people on one screen and for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap

from deck.compose import OURS
from deck.findings import Severity
from deck.fit.measures import Kind, Measure
from deck.inspecting import Face, Inspected, Shipped, in_a_few_words, shape_of
from deck.model.template import Binding, Template

SCHEMA = 1
INCH = 914_400
# columns where nobody tells, and those before what a line says
WIDTH, INDENT = 100, 2
HOW = {
    Kind.SETTINGS: "measured by {}, as the settings say",
    Kind.PACKAGE: "measured by its own widths",
    Kind.INSTALLED: "measured by the font installed here",
    Kind.STAND_IN: "measured by {}, which is as wide",
    Kind.GUESS: "not known here: measured by a guess, on the wide side",
}


def as_text(seen: Inspected, notes: list[str], width: int | None) -> str:
    """Return what was found of a template, in blocks; `notes` are the findings that are no warnings."""
    wide = min(width or WIDTH, WIDTH)
    blocks = [_head(seen, wide), *_roles(seen.template, wide), _fonts(seen), _contrast(seen, wide)]
    if notes:
        blocks.append(["Notes", *(line for note in notes for line in _wrapped(note, wide))])
    return "\n\n".join("\n".join(block) for block in blocks)


def as_json(seen: Inspected) -> str:
    """Return the same as JSON."""
    template = seen.template
    return _dumped(
        {
            "schema": SCHEMA,
            "template": seen.name,
            "size": {"width": template.width, "height": template.height, "shape": shape_of(template)},
            "masters": [
                {"name": master.name, "layouts": _layouts_of(template, master.name), "counts": master.name == seen.master}
                for master in template.masters
            ],
            "settings": None if seen.settings is None else seen.settings.as_posix(),
            "roles": [
                {
                    "role": binding.role,
                    "layout": binding.layout,
                    "composed": binding.composed,
                    "why": binding.why,
                    "placeholders": {str(slot): idx for slot, idx in sorted(binding.slots.items())},
                }
                for binding in template.bindings
            ],
            "fonts": [
                {"face": face.name, "use": face.use, "measured": str(face.measure.kind), "by": face.measure.by, "safe": face.measure.safe}
                for face in seen.faces
            ],
            "contrast": {
                "least": None if seen.worst is None else round(seen.worst, 2),
                "faint": [
                    {"layout": text.layout.name, "placeholder": text.holder.idx, "ratio": round(text.ratio or 0, 2), "asked": text.least}
                    for text in seen.texts
                    if text.is_faint
                ],
                "unknown": sorted({text.layout.name for text in seen.texts if text.ratio is None}),
            },
            "findings": [
                {"code": finding.code, "severity": str(finding.severity), "message": finding.message} for finding in seen.findings
            ],
        }
    )


def list_text(templates: list[tuple[Shipped, Template | None]]) -> str:
    """Return templates a line each, with what lies beside them; one that cannot be opened is called so."""
    wide = max((len(shipped.name) for shipped, _ in templates), default=0)
    lines = []
    for shipped, template in templates:
        what = "cannot be used; `deck template check` says why" if template is None else in_a_few_words(template)
        beside = f"; settings in {shipped.settings.name}" if shipped.settings else ""
        lines.append(f"{shipped.name:<{wide}}  {what}{beside}")
    return "\n".join(lines)


def list_json(templates: list[tuple[Shipped, Template | None]]) -> str:
    """Return the same as JSON."""
    rows = [
        {
            "name": shipped.name,
            "ships": not shipped.own,
            "usable": template is not None,
            "shape": None if template is None else shape_of(template),
            "what": None if template is None else in_a_few_words(template),
            "settings": None if shipped.settings is None else shipped.settings.name,
        }
        for shipped, template in templates
    ]
    return _dumped({"schema": SCHEMA, "templates": rows})


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _head(seen: Inspected, wide: int) -> list[str]:
    template = seen.template
    size = f"{template.width / INCH:.4g} x {template.height / INCH:.4g} in"
    lines = [f"{seen.name}: {shape_of(template)}, {size}"]
    masters = [f"“{master.name}” ({_layouts_of(template, master.name)} layouts)" for master in template.masters]
    if len(masters) == 1:
        lines.append(f"  slide master {masters[0]}")
    else:
        lines += _wrapped(f"slide masters {', '.join(masters)}; the layouts of “{seen.master}” count", wide)
    toml = f"{seen.file.stem}.toml"
    lines.append(f"  settings in {toml}" if seen.settings else f"  no settings beside it ({toml})")
    return lines


def _layouts_of(template: Template, master: str) -> int:
    """Return how many layouts of a master are the template's own."""
    composed = {made.name for made in template.compositions}
    return len({layout.name for layout in template.layouts if layout.master == master and layout.name not in composed})


def _roles(template: Template, wide: int) -> Iterator[list[str]]:
    """Yield the roles that its own layouts serve, a line each, and by one line the others: those of ours, those composed on each layout."""
    native = [binding for binding in template.bindings if not binding.composed and binding.why != OURS]
    ours = [binding.role for binding in template.bindings if not binding.composed and binding.why == OURS]
    if native:
        yield [f"Served by layouts of its own ({len(native)} of {len(template.bindings)} roles)", *_lines(native)]
    if ours:
        head = f"Served by layouts of ours, by their names ({len(ours)} of {len(template.bindings)} roles)"
        yield [head, *_wrapped(", ".join(ours), wide)]
    composed: dict[str, list[str]] = {}
    for binding in template.bindings:
        if binding.composed:
            composed.setdefault(binding.why, []).append(binding.role)
    for why, roles in composed.items():
        yield [f"{why[0].upper() + why[1:]} ({len(roles)})", *_wrapped(", ".join(roles), wide)]


def _lines(bindings: list[Binding]) -> Iterator[str]:
    role, layout = (max(len(text) for text in column) for column in zip(*((b.role, b.layout) for b in bindings), strict=True))
    for binding in bindings:
        yield f"  {binding.role:<{role}}  {binding.layout:<{layout}}  {binding.why}"


def _fonts(seen: Inspected) -> list[str]:
    wide = max((len(face.name) for face in seen.faces), default=0)
    return ["Fonts", *(f"  {face.name:<{wide}}  {_font(face)}" for face in seen.faces)]


def _font(face: Face) -> str:
    safe = "on every machine with Office" if face.measure.safe else "not on every machine"
    return f"{face.use}; {safe}; {_how(face.measure)}"


def _how(measure: Measure) -> str:
    return HOW[measure.kind].format(measure.by)


def _contrast(seen: Inspected, wide: int) -> list[str]:
    """Return the summary of contrast: what stands out, and how many texts do not, or stand on what nobody knows."""
    faint = sum(text.is_faint for text in seen.texts)
    unknown = sum(text.ratio is None for text in seen.texts)
    told = [] if seen.worst is None else [f"text stands at {seen.worst:.1f}:1 or better"]
    told += [f"{faint} text{'s' if faint > 1 else ''} below what WCAG AA asks for"] if faint else []
    told += [f"{unknown} on a ground that nobody knows"] if unknown else []
    return ["Contrast", *_wrapped("; ".join(told) or "no text", wide)]


def _wrapped(text: str, wide: int) -> list[str]:
    indent = " " * INDENT
    return wrap(text, wide, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def notes_of(seen: Inspected) -> list[str]:
    """Return what is worth knowing and no warning."""
    return [finding.message for finding in seen.findings if finding.severity is Severity.NOTE]
