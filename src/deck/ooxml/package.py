"""The package as bytes: the same parts in the same order with the same dates, so that the same talk is the same file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

FIRST = ("[Content_Types].xml", "_rels/.rels")
EARLIEST = (1980, 1, 1, 0, 0, 0)
BASE_FOLDER = "customXml/"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip file without the time or the machine that it was made on."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            package.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name; raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def digest_of(parts: Mapping[str, bytes]) -> str:
    """Return a hash over all parts but our own base, by which a file proves that nobody changed it."""
    total = hashlib.sha256()
    for name in sorted(parts):
        if not name.startswith(BASE_FOLDER):
            total.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return total.hexdigest()
