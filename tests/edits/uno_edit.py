"""Edit decks inside LibreOffice, as a person does in its window: one start for many decks.

Run by a Python that has LibreOffice's `uno` (Debian: python3-uno, for the system's Python), on a JSON file of jobs, one like
`{"source": "a.pptx", "targets": ["b.pptx", "b.odp"], "edits": [{"do": "reword", "slide": 3, "find": "old", "to": "new"}]}`.
`run` calls it from any other Python.

Slides are counted from 0, as they are at that moment. What each edit needs is the signature of its function below: shapes and paragraphs
are named by words in them, a picture by `"picture": true`; lengths are EMU.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

if __name__ != "__main__":
    from tools.office import find_soffice

EMU_IN_UNO = 360
# a picture that does not say how large it is has 96 pixels to the inch
UNO_IN_PIXEL = 2540 / 96
PARAGRAPH_BREAK = 0
FILTERS = {".pptx": "Impress MS PowerPoint 2007 XML", ".odp": "impress8"}
NOTES = "com.sun.star.presentation.NotesShape"
START = 60.0

Edit = dict[str, Any]


# --- the side of the tests -------------------------------------------------------------------------------------------------------------


@cache
def uno_python() -> str:
    """Return a Python that has `uno`; empty where there is none. DECK_UNO_PYTHON names one that is elsewhere."""
    program = find_soffice()
    beside = [str(Path(program).resolve().with_name(name)) for name in ("python", "python.exe")] if program else []
    wanted = [os.environ.get("DECK_UNO_PYTHON", ""), "/usr/bin/python3", *beside, shutil.which("python3") or ""]
    return next((python for python in wanted if python and _has_uno(python)), "")


def _has_uno(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, env=_environment()).returncode == 0
    except OSError:
        return False


def _environment() -> dict[str, str]:
    """The environment without what belongs to the Python that runs the tests."""
    return {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    }


def run(jobs: Sequence[tuple[Path, Sequence[Path], Sequence[Edit]]], timeout: float = 900) -> None:
    """Do the edits of each (source, targets, edits), in order, in one LibreOffice; raise OSError where one cannot be done."""
    with tempfile.TemporaryDirectory(prefix="deck-uno-") as folder:
        asked = Path(folder) / "jobs.json"
        rows = [
            {"source": str(source.resolve()), "targets": [str(target.resolve()) for target in targets], "edits": list(edits)}
            for source, targets, edits in jobs
        ]
        asked.write_text(json.dumps(rows), "utf-8")
        command = [uno_python(), str(Path(__file__).resolve()), find_soffice(), str(asked), folder]
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False, env=_environment())
    missing = [target.name for _, targets, _ in jobs for target in targets if not target.is_file()]
    if done.returncode or missing:
        raise OSError(f"LibreOffice did not edit {', '.join(missing) or 'the decks'}: {done.stderr.strip()[-2000:]}")


# --- the side of LibreOffice -----------------------------------------------------------------------------------------------------------


def shapes_of(page: Any) -> Iterator[Any]:
    for i in range(page.Count):
        yield page.getByIndex(i)


def paragraphs_of(shape: Any) -> list[Any]:
    if not hasattr(shape, "createEnumeration") or not hasattr(shape, "getString"):
        return []
    rows = shape.createEnumeration()
    found = []
    while rows.hasMoreElements():
        found.append(rows.nextElement())
    return found


def is_picture(shape: Any) -> bool:
    return bool(shape.ShapeType.endswith("GraphicObjectShape"))


def plain(text: str) -> str:
    return str(text).replace("\u00a0", " ")


class Session:
    """A document that is open in LibreOffice."""

    def __init__(self, uno: Any, context: Any, desktop: Any, source: str) -> None:
        self.uno, self.context = uno, context
        self.document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, ())
        if self.document is None:
            raise OSError(f"{source}: LibreOffice cannot open it")

    @property
    def pages(self) -> Any:
        return self.document.getDrawPages()

    def page(self, slide: int) -> Any:
        return self.pages.getByIndex(slide)

    def shape(self, slide: int, find: str = "", picture: bool = False) -> Any:
        """The shape with these words, or the picture."""
        for shape in shapes_of(self.page(slide)):
            if is_picture(shape) if picture else find in plain(getattr(shape, "String", "")):
                return shape
        raise LookupError(f"slide {slide + 1}: no shape with {find!r}" if not picture else f"slide {slide + 1}: no picture")

    def paragraph(self, slide: int, find: str, notes: bool = False) -> tuple[Any, list[Any], int]:
        """The shape, its paragraphs and the place of the one with these words."""
        for shape in shapes_of(self.page(slide).getNotesPage() if notes else self.page(slide)):
            rows = paragraphs_of(shape)
            for i, row in enumerate(rows):
                if find in plain(row.String):
                    return shape, rows, i
        raise LookupError(f"slide {slide + 1}: no paragraph with {find!r}")

    def words(self, slide: int, find: str, notes: bool = False) -> tuple[Any, Any]:
        """The shape and a cursor that holds just these words."""
        shape, rows, i = self.paragraph(slide, find, notes)
        cursor = shape.createTextCursorByRange(rows[i].getStart())
        cursor.goRight(plain(rows[i].String).index(find), False)
        cursor.goRight(len(find), True)
        return shape, cursor

    def new(self, kind: str, x: int, y: int, width: int, height: int) -> Any:
        shape = self.document.createInstance(f"com.sun.star.drawing.{kind}")
        self.place(shape, x, y, width, height)
        return shape

    def place(self, shape: Any, x: int, y: int, width: int, height: int) -> None:
        position, size = self.uno.createUnoStruct("com.sun.star.awt.Point"), self.uno.createUnoStruct("com.sun.star.awt.Size")
        position.X, position.Y = x // EMU_IN_UNO, y // EMU_IN_UNO
        size.Width, size.Height = width // EMU_IN_UNO, height // EMU_IN_UNO
        shape.setPosition(position)
        shape.setSize(size)

    def graphic(self, path: str) -> Any:
        provider = self.context.ServiceManager.createInstanceWithContext("com.sun.star.graphic.GraphicProvider", self.context)
        return provider.queryGraphic((self.value("URL", self.uno.systemPathToFileUrl(path)),))

    def value(self, name: str, value: Any) -> Any:
        made = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def dispatch(self, command: str) -> None:
        dispatcher = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        dispatcher.executeDispatch(self.document.CurrentController.Frame, command, "", 0, ())

    def save(self, target: str) -> None:
        name = FILTERS[Path(target).suffix.lower()]
        self.document.storeToURL(self.uno.systemPathToFileUrl(target), (self.value("FilterName", name),))

    def close(self) -> None:
        self.document.close(True)


def reword(it: Session, slide: int, find: str, to: str) -> None:
    _, cursor = it.words(slide, find)
    cursor.setString(to)


def notes(it: Session, slide: int, find: str, to: str) -> None:
    _, cursor = it.words(slide, find, notes=True)
    cursor.setString(to)


def add_notes_line(it: Session, slide: int, find: str, text: str) -> None:
    _line_behind(*it.paragraph(slide, find, notes=True), text)


def colour(it: Session, slide: int, find: str, rgb: int) -> None:
    _, cursor = it.words(slide, find)
    cursor.CharColor = rgb


def move(it: Session, slide: int, dx: int, dy: int, find: str = "", picture: bool = False) -> None:
    shape = it.shape(slide, find, picture)
    position = shape.getPosition()
    position.X, position.Y = position.X + dx // EMU_IN_UNO, position.Y + dy // EMU_IN_UNO
    shape.setPosition(position)


def resize(it: Session, slide: int, width: int, height: int, find: str = "", picture: bool = False) -> None:
    shape = it.shape(slide, find, picture)
    size = shape.getSize()
    size.Width, size.Height = width // EMU_IN_UNO, height // EMU_IN_UNO
    shape.setSize(size)


def add_line(it: Session, slide: int, find: str, text: str) -> None:
    """A paragraph behind the one with these words."""
    _line_behind(*it.paragraph(slide, find), text)


def _line_behind(shape: Any, rows: list[Any], i: int, text: str) -> None:
    cursor = shape.createTextCursorByRange(rows[i].getEnd())
    shape.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    shape.insertString(cursor, text, False)


def delete_line(it: Session, slide: int, find: str) -> None:
    """The paragraph with these words goes; the only one of a shape leaves it empty."""
    shape, rows, i = it.paragraph(slide, find)
    start, end = (
        (rows[i - 1].getEnd(), rows[i].getEnd()) if i else (rows[0].getStart(), rows[1].getStart() if rows[1:] else rows[0].getEnd())
    )
    cursor = shape.createTextCursorByRange(start)
    cursor.gotoRange(end, True)
    cursor.setString("")


def move_line(it: Session, slide: int, find: str, behind: str) -> None:
    """Cut the paragraph with these words and paste it behind another one of its shape."""
    _, rows, i = it.paragraph(slide, find)
    text = rows[i].String
    delete_line(it, slide, find)
    add_line(it, slide, behind, text)


def split(it: Session, slide: int, find: str) -> None:
    """A new paragraph begins with these words."""
    shape, cursor = it.words(slide, find)
    cursor.collapseToStart()
    shape.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)


def text_box(it: Session, slide: int, text: str, x: int, y: int, width: int, height: int) -> None:
    shape = it.new("TextShape", x, y, width, height)
    it.page(slide).add(shape)
    shape.setString(text)
    it.place(shape, x, y, width, height)


def picture(it: Session, slide: int, path: str, x: int, y: int, width: int, height: int) -> None:
    shape = it.new("GraphicObjectShape", x, y, width, height)
    it.page(slide).add(shape)
    shape.Graphic = it.graphic(path)
    it.place(shape, x, y, width, height)


def replace_picture(it: Session, slide: int, path: str) -> None:
    it.shape(slide, picture=True).Graphic = it.graphic(path)


def crop(it: Session, slide: int, share: float) -> None:
    """Cut a share of the width off at the left."""
    shape = it.shape(slide, picture=True)
    cut = it.uno.createUnoStruct("com.sun.star.text.GraphicCrop")
    cut.Left = int(shape.Graphic.SizePixel.Width * UNO_IN_PIXEL * share)
    shape.GraphicCrop = cut


def delete_shape(it: Session, slide: int, find: str = "", picture: bool = False) -> None:
    it.page(slide).remove(it.shape(slide, find, picture))


def add_slide(it: Session, slide: int, title: str, text: str) -> None:
    """A slide behind this one, with a title and a text: LibreOffice's "Title, Content"."""
    page = it.pages.insertNewByIndex(slide)
    page.Layout = 1
    for shape, words in zip(shapes_of(page), (title, text), strict=False):
        shape.setString(words)


def delete_slide(it: Session, slide: int) -> None:
    it.pages.remove(it.page(slide))


def duplicate_slide(it: Session, slide: int) -> None:
    it.document.duplicate(it.page(slide))


def move_slide(it: Session, slide: int, to: int) -> None:
    it.document.CurrentController.setCurrentPage(it.page(slide))
    for _ in range(abs(to - slide)):
        it.dispatch(".uno:MovePageUp" if to < slide else ".uno:MovePageDown")


def hide(it: Session, slide: int) -> None:
    it.page(slide).Visible = False


def transition(it: Session, slide: int) -> None:
    """A fade of a second."""
    page = it.page(slide)
    page.TransitionType, page.TransitionSubtype, page.TransitionDuration = 37, 101, 1.0


EDITS = {
    made.__name__: made
    for made in (
        *(reword, notes, add_notes_line, colour, move, resize, add_line, delete_line, move_line, split),
        *(text_box, picture, replace_picture, crop, delete_shape),
        *(add_slide, delete_slide, duplicate_slide, move_slide, hide, transition),
    )
}


def connected(uno: Any, program: str, folder: Path) -> tuple[Any, subprocess.Popen[bytes]]:
    """Start LibreOffice with a profile of its own and return its context, and its process."""
    pipe = f"deck{os.getpid()}"
    command = [program, f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + START
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"), process
        except Exception:
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                raise
            time.sleep(0.1)


def main(program: str, asked: str, folder: str) -> int:
    uno: Any = importlib.import_module("uno")
    context, process = connected(uno, program, Path(folder))
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    failed = 0
    for job in json.loads(Path(asked).read_text("utf-8")):
        it = Session(uno, context, desktop, job["source"])
        doing: Edit = {}
        try:
            for doing in job["edits"]:
                EDITS[doing["do"]](it, **{name: value for name, value in doing.items() if name != "do"})
            for target in job["targets"]:
                it.save(target)
        except Exception as error:
            failed = 1
            print(f"{job['source']}: {doing}: {type(error).__name__}: {error}", file=sys.stderr)
        finally:
            it.close()
    with contextlib.suppress(Exception):  # the bridge may be gone before it can answer
        desktop.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
