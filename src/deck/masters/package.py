"""A template as a package: its parts by name, and their bytes, the same each time."""

from __future__ import annotations

import io
import zipfile
from html import escape

from deck.masters.blocks import fitted
from deck.masters.layouts import LAYOUTS
from deck.masters.logo import with_logo
from deck.masters.parts import master_xml, notes_master_xml, presentation_xml, theme_xml
from deck.masters.presentationml import HEAD, NS, REL, layout_xml
from deck.masters.tokens import Logo, Look

TYPE = "application/vnd.openxmlformats-officedocument"
PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
# what PowerPoint calls slides of a width in inches, 7.5 high
SHOWN_AS = {13.333: "Widescreen", 12.0: "On-screen Show (16:10)", 10.0: "On-screen Show (4:3)"}


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def parts(look: Look) -> dict[str, str]:
    """Return every part of the package by its name."""
    name = look.name
    shown_as = SHOWN_AS.get(round(look.width, 3), "Custom")
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    layouts = [f"slideLayout{i}.xml" for i in range(1, len(LAYOUTS) + 1)]
    found = {
        "_rels/.rels": relations(
            (f"{REL}/officeDocument", "ppt/presentation.xml"),
            (package, "docProps/core.xml"),
            (f"{REL}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="{REL.replace("relationships", "extended-properties")}"><TotalTime>0</TotalTime>'
        f"<Application>Microsoft Office PowerPoint</Application><PresentationFormat>{shown_as}</PresentationFormat></Properties>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(name)}</dc:title></cp:coreProperties>',
        "ppt/presentation.xml": presentation_xml(look),
        "ppt/_rels/presentation.xml.rels": relations(
            (f"{REL}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{REL}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{REL}/presProps", "presProps.xml"),
            (f"{REL}/viewProps", "viewProps.xml"),
            (f"{REL}/theme", "theme/theme1.xml"),
            (f"{REL}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NS}/>",
        "ppt/viewProps.xml": f'{HEAD}<p:viewPr {NS}><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>',
        "ppt/tableStyles.xml": f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
        "ppt/theme/theme1.xml": theme_xml(name, look),
        "ppt/theme/theme2.xml": theme_xml(f"{name} Notes", look),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations((f"{REL}/theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master_xml(look),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *((f"{REL}/slideLayout", f"../slideLayouts/{name}") for name in layouts), (f"{REL}/theme", "../theme/theme1.xml")
        ),
    }
    logo = media(look.logo)
    for part, layout in zip(layouts, LAYOUTS, strict=True):
        made = with_logo(fitted(layout, look), look)
        has_logo = any(mark.kind == "logo" for mark in made.marks)
        shows = [(f"{REL}/image", f"../{name.removeprefix('ppt/')}") for name in logo]
        found[f"ppt/slideLayouts/{part}"] = layout_xml(made, drawn=len(logo) > 1)
        found[f"ppt/slideLayouts/_rels/{part}.rels"] = relations(
            (f"{REL}/slideMaster", "../slideMasters/slideMaster1.xml"), *(shows if has_logo else ())
        )
    return found


def media(logo: Logo | None) -> dict[str, bytes]:
    """Return the files of a logo by their names in the package, its pixels first."""
    if logo is None:
        return {}
    drawing = {"ppt/media/image2.svg": logo.drawing} if logo.drawing else {}
    return {f"ppt/media/image1.{logo.kind}": logo.content, **drawing}


def content_types(names: list[str]) -> str:
    kinds = {
        "ppt/presentation.xml": "presentationml.presentation.main",
        "ppt/presProps.xml": "presentationml.presProps",
        "ppt/viewProps.xml": "presentationml.viewProps",
        "ppt/tableStyles.xml": "presentationml.tableStyles",
        "ppt/theme/": "theme",
        "ppt/notesMasters/": "presentationml.notesMaster",
        "ppt/slideMasters/": "presentationml.slideMaster",
        "ppt/slideLayouts/": "presentationml.slideLayout",
        "docProps/app.xml": "extended-properties",
    }
    rows = ""
    for name in names:
        if name.endswith(".rels") or name.startswith("ppt/media/"):
            continue
        kind = next((value for prefix, value in kinds.items() if name.startswith(prefix)), "")
        full = f"{TYPE}.{kind}+xml" if kind else "application/vnd.openxmlformats-package.core-properties+xml"
        rows += f'<Override PartName="/{name}" ContentType="{full}"/>'
    kinds_of_pictures = {name.rsplit(".", 1)[1] for name in names if name.startswith("ppt/media/")}
    defaults = "".join(f'<Default Extension="{kind}" ContentType="{PICTURES[kind]}"/>' for kind in sorted(kinds_of_pictures))
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{defaults}{rows}</Types>"
    )


def template_bytes(look: Look) -> bytes:
    """Return a template as a .pptx file."""
    found = {name: text.encode("utf-8") for name, text in parts(look).items()} | media(look.logo)
    found = {"[Content_Types].xml": content_types(list(found)).encode("utf-8"), **found}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in found.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content, compresslevel=6)
    return out.getvalue()
