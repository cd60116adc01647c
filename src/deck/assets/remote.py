"""Pictures from elsewhere: those that were fetched once lie beside the decks, and are fetched no more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PREFIX = 32


class Remote(NamedTuple):
    """Where pictures from elsewhere are kept, how one is fetched (None: not at all), and how a file is written there."""

    folder: Path
    get: Callable[[str], bytes] | None = None
    keep: Callable[[Path, bytes], object] = Path.write_bytes

    def kept(self, address: str) -> Path | None:
        """Return the file of a picture that was fetched, None where there is none, or it is not as it was."""
        for path in sorted(self.folder.glob(f"{_name(address)}-*")):
            if not path.is_symlink() and path.is_file() and path.name.endswith(hashlib.sha256(path.read_bytes()).hexdigest()):
                return path
        return None

    def home(self, address: str, content: bytes) -> Path:
        """Return where a picture is kept: the name of the file says whence it came and what is in it."""
        return self.folder / f"{_name(address)}-{hashlib.sha256(content).hexdigest()}"


def whole_address(source: str) -> str:
    """Return the address of a picture as a network wants it; "" for one that no network has (data:, mailto:)."""
    address = f"https:{source}" if source.startswith("//") else source
    return address if address.lower().startswith(("https://", "http://")) else ""


def _name(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:PREFIX]
