"""Article -> Article: the pictures that can be shown, as they go into the deck."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from deck.assets.find import bare, is_file_name, is_remote, path_of, search
from deck.assets.remote import Remote, whole_address
from deck.findings import Finding, Severity
from deck.model.article import Article, Block, Callout, Image, Listing, Picture, Quote, Span

MOST_BYTES = 64 * 1024 * 1024
LONGEST_NAME = 80


class Loaded(NamedTuple):
    """An article whose pictures have their `image`, and the bytes of each by its digest.

    `reads` are the files that were read. `absent` are the places that were looked at and hold no file that can be read: where one comes
    to be, or already is and may change, the article may come out otherwise.
    """

    article: Article
    media: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    reads: tuple[Path, ...]
    absent: tuple[Path, ...]


def with_images(article: Article, root: Path, remote: Remote | None = None) -> Loaded:
    """Return an article with the pictures that can be shown; one that cannot stays without `image`, and a warning says why, once.

    Nothing outside `root` is read, and nothing is fetched but by `remote`. Icons, badges and tracking pixels stay without `image` and
    without a warning.
    """
    shelf = _Shelf(article.path.resolve(), root.resolve(), remote)
    blocks = shelf.filled(article.blocks)
    return Loaded(article._replace(blocks=blocks), shelf.media, tuple(shelf.findings), tuple(shelf.reads), tuple(shelf.absent))


class _File(NamedTuple):
    """What a file shows, or why it shows nothing; whether all of it was read."""

    image: Image | None
    why: str
    is_read: bool = True


class _Shelf:
    """What is known of the pictures so far. Dictionaries without values keep paths in their order, each once."""

    def __init__(self, article: Path, root: Path, remote: Remote | None) -> None:
        self._article = article
        self._root = root
        self._remote = remote
        self.media: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self.reads: dict[Path, None] = {}
        self.absent: dict[Path, None] = {}
        self._by_source: dict[str, Image | None] = {}
        self._by_file: dict[Path, _File] = {}

    def filled(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks with their pictures' images, those in lists and quotations among them."""
        return tuple(self._filled(block) for block in blocks)

    def _filled(self, block: Block) -> Block:
        match block:
            case Picture(source=source, alt=alt, caption=caption):
                if source not in self._by_source:
                    self._by_source[source] = self._image(source, block.span)
                # what is shown and read aloud are words
                alt, caption = ("" if is_file_name(text, source) else text for text in (alt, caption))
                return block._replace(alt=alt, caption=caption, image=self._by_source[source])
            case Quote(blocks=blocks) | Callout(blocks=blocks):
                return block._replace(blocks=self.filled(blocks))
            case Listing(items=items):
                return block._replace(items=tuple(item._replace(blocks=self.filled(item.blocks)) for item in items))
        return block

    def _image(self, source: str, span: Span) -> Image | None:
        """Return the image behind a source; where none can be shown, None, and a warning if there is anything to say."""
        if is_remote(source):
            return self._fetched(source, span)
        name = _shown(path_of(source) or source)
        found = search(source, self._article.parent, self._root, self._article.stem)
        self.absent |= dict.fromkeys(found.absent)
        if found.path is None:
            self._warn("D307", _not_found(name, found.outside), span)
            return None
        file = self._file(found.path)
        if file.why:
            self._warn("D307", f"{name} {file.why}", span)
        return file.image

    def _fetched(self, source: str, span: Span) -> Image | None:
        """Return a picture from elsewhere: as it was fetched before, or now where that is asked for."""
        address, remote = whole_address(bare(source)), self._remote
        kept = remote.kept(address) if remote is not None and address else None
        if kept is not None:
            return self._file(kept).image
        if remote is None or remote.get is None or not address:
            asked = "; `--fetch` fetches it" if address and remote is not None else ""
            self._warn("D306", f"{_shown(source)} is not fetched, so it is left out; its text is in the notes{asked}", span)
            return None
        from deck.assets.fetch import FetchError  # most builds fetch nothing

        try:
            content = remote.get(address)
        except FetchError as error:
            self._warn("D306", f"{_shown(source)} {error}, so it is left out; its text is in the notes", span)
            return None
        found = self._of(content)
        if found.why:
            self._warn("D306", f"{_shown(source)} {found.why}", span)
        else:
            kept = remote.home(address, content)
            remote.keep(kept, content)
            self.reads[kept] = None
        return found.image

    def _file(self, path: Path) -> _File:
        """Return what a file shows; one that goes by several names is read once."""
        target = path.resolve()
        if target not in self._by_file:
            self._by_file[target] = self._loaded(path)
        file = self._by_file[target]
        (self.reads if file.is_read else self.absent)[path] = None
        return file

    def _loaded(self, path: Path) -> _File:
        try:
            with path.open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
        except OSError as error:
            return _File(None, f"cannot be read ({error.strerror}), so it is left out; check its permissions", is_read=False)
        if len(content) > MOST_BYTES:
            return _File(None, f"is larger than {MOST_BYTES >> 20} MiB, so it is left out; save it smaller", is_read=False)
        return self._of(content)

    def _of(self, content: bytes) -> _File:
        """Return what bytes show, whose picture is kept."""
        from deck.assets.pixels import shown_from  # Pillow takes 50 ms, and most articles have no picture

        image, shown, why, drawing = shown_from(content)
        if image is not None:
            self.media[image.digest] = shown
        if image is not None and image.drawing:
            self.media[image.drawing] = drawing
        return _File(image, why)

    def _warn(self, code: str, message: str, span: Span) -> None:
        self.findings.append(Finding(code, Severity.WARNING, message, span))


def _not_found(name: str, outside: bool) -> str:
    if not name:
        return "this picture names no file, so it is left out; write its path"
    if outside:
        return f"{name} lies outside the project, so it is left out; copy it into the project"
    return f"{name} is not found in the project, so it is left out; check its path"


def _shown(source: str) -> str:
    """Return a source as a message can say it: on one line, and not much of one that holds a whole picture."""
    line = "".join(char if char.isprintable() else " " for char in source).strip()
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
