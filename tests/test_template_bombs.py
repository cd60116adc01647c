"""Templates that are made to take all memory, time or room: refused in one line, by a program that is given little of each."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from template_builds import ARTICLE, Told, refused
from template_faults import png
from templates_made import CONFERENCE, LAYOUT, LAYOUT_RELS, Parts, declare, put, relate, show_picture, template, with_samples

# less than any of the bombs unpacks to, libraries and all
MOST_MEMORY = 400 << 20


def on_a_short_leash(folder: Path, name: str = "own.pptx") -> subprocess.CompletedProcess[str]:
    """Build with so much memory, time and room on the disk that a bomb which goes off is seen."""

    def limit() -> None:
        for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, 60), (resource.RLIMIT_FSIZE, 32 << 20)):
            resource.setrlimit(what, (most, most))

    (folder / ".git").mkdir()
    (folder / "talk.md").write_text(ARTICLE)
    command = [sys.executable, "-m", "deck", "build", "talk.md", "-t", name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limit)


def with_zeros(sizes: dict[str, int]) -> bytes:
    """Return the template with parts that are nothing but zeros, so many MB of them."""
    out = io.BytesIO(CONFERENCE.read_bytes())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, size in sizes.items():
            with package.open(name, "w") as part:
                for _ in range(size):
                    part.write(bytes(1 << 20))
    return out.getvalue()


def lying() -> bytes:
    """Return the template with a picture that unpacks to 400 MB, and to 1000 bytes by the directory."""

    def change(parts: Parts) -> None:
        relate(parts, LAYOUT_RELS, "rIdL", "image", "/ppt/media/logo.png")
        declare(parts, "ppt/media/logo.png", "image/png")
        show_picture(parts, 'r:embed="rIdL"')

    out = io.BytesIO(template(change))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package, package.open("ppt/media/logo.png", "w") as part:
        for _ in range(400):
            part.write(bytes(1 << 20))
    content = bytearray(out.getvalue())
    at = content.rindex(b"ppt/media/logo.png") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def with_a_long_directory() -> bytes:
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 33, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0) + b"name"
    count = 400_000
    return entry * count + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 65_535, 65_535, len(entry) * count, 0, 0)


def with_much_xml(parts: Parts) -> None:
    put(parts, LAYOUT, "</p:spTree>", "<a:x/>" * 2_000_000 + "</p:spTree>")


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one-part": (lambda: with_zeros({"ppt/media/z.bin": 200}), "a part that unpacks to 209,715,200 bytes"),
    "in-all": (lambda: with_zeros({f"ppt/media/{n}.bin": 4 for n in range(30)}), r"unpacks to 126,\d{3},\d{3} bytes"),
    "lying": (lying, "is damaged in ppt/media/logo.png"),
    "much-xml": (lambda: template(with_much_xml), "a part that unpacks to 12,"),
    "directory": (with_a_long_directory, "more than 200000 parts"),
    "many-parts": (lambda: template(lambda parts: parts.update({f"x/{n}": b"" for n in range(50_001)})), "more than 50000 parts"),
}


@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_does_not_go_off(tmp_path: Path, case: str) -> None:
    make, says = BOMBS[case]
    (tmp_path / "own.pptx").write_bytes(make())
    done = on_a_short_leash(tmp_path)
    refused(Told(done.stderr.splitlines(), done.returncode, tmp_path / "talks" / "talk.en.pptx"), says)


def test_an_honest_template_is_built_on_the_same_leash(tmp_path: Path) -> None:
    (tmp_path / "own.pptx").write_bytes(with_samples(20, png()))
    done = on_a_short_leash(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
