"""What a file is that is no .pptx, so that its owner can be told what to do."""

from __future__ import annotations

from collections.abc import Collection

from deck.ooxml.names import OLE

SAVE = "save it in PowerPoint as .pptx"
# how the folder of an OLE file writes the names of what it holds
LOCKED, OLD = ("EncryptedPackage".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))
BEGINNINGS = (
    (b"%PDF", "is a PDF; name the presentation that it was made of, as .pptx"),
    (b"{\\rtf", "is a text in RTF; name a presentation, as .pptx"),
    (b"\x89PNG", "is a picture; name a presentation, as .pptx"),
    (b"\xff\xd8\xff", "is a picture; name a presentation, as .pptx"),
)
ODF, IN_IMPRESS = b"application/vnd.oasis.opendocument.", "open it in LibreOffice and save it as .pptx"
# what is in a zip, and in no presentation
HOLDS = (
    ("word/document.xml", "is a document of Word; name a presentation, as .pptx"),
    ("xl/workbook.xml", "is a workbook of Excel; name a presentation, as .pptx"),
    ("xl/workbook.bin", "is a workbook of Excel; name a presentation, as .pptx"),
    ("Index/Document.iwa", "is of Keynote; export it as PowerPoint (.pptx)"),
    ("Index.zip", "is of Keynote; export it as PowerPoint (.pptx)"),
    ("index.apxl", "is of Keynote; export it as PowerPoint (.pptx)"),
)


def other_kind(content: bytes) -> str:
    """Return what a file is that is no zip, and what to do; "" for a zip, and for what is not known."""
    if not content:
        return "is empty; get a whole copy of it"
    if content.startswith(OLE):
        if LOCKED in content:
            return "is locked by a password; save it in PowerPoint as .pptx without a password"
        if OLD in content:
            return "is of PowerPoint 97 to 2003 (.ppt); save it in PowerPoint or LibreOffice as .pptx"
        return f"is an old .ppt or locked by a password; {SAVE} without a password"
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and ODF in content[:100_000]:
        return f"is an OpenDocument file; {IN_IMPRESS}"
    return next((what for beginning, what in BEGINNINGS if content.startswith(beginning)), "")


def other_zip(names: Collection[str], mimetype: bytes) -> str:
    """Return what a zip is that holds parts of these `names`, and what to do; "" for what is not known.

    `mimetype` is its part of that name.
    """
    if mimetype.startswith(ODF + b"presentation"):
        return f"is a presentation of OpenDocument (.odp); {IN_IMPRESS}"
    if mimetype.startswith(ODF):
        return "is an OpenDocument file, and no presentation; name a presentation, as .pptx"
    return next((what for name, what in HOLDS if name in names), "")
