"""Pictures: where they lie, what becomes of them, and what is said of those that are not shown."""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms, features

from deck.assets import Loaded, with_images
from deck.assets.find import is_remote, path_of
from deck.assets.pixels import FEW_COLOURS, LONGEST_SIDE, shown_from
from deck.findings import Severity
from deck.model.article import Article, Heading, Image, Item, Listing, Meta, Paragraph, Picture, Quote, Run, Span
from deck.model.language import Language

SOURCES = Path(__file__).parents[2] / "src"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site" / "blog" / "2025").mkdir(parents=True)
    (tmp_path / "site" / "blog" / "2025" / "talk.md").write_text("x")
    return tmp_path / "site"


def picture(source: str, line: int = 1) -> Picture:
    return Picture(Span("talk.md", line, line), source, "What it shows")


def article(project: Path, *sources: str) -> Article:
    blocks = tuple(picture(source, line) for line, source in enumerate(sources, 1))
    return Article(project / "blog" / "2025" / "talk.md", "talk.md", Meta(), Language("en", "en"), blocks)


def loaded(project: Path, *sources: str) -> Loaded:
    return with_images(article(project, *sources), project)


def images(result: Loaded) -> list[Image | None]:
    return [block.image for block in result.article.blocks if isinstance(block, Picture)]


def told(result: Loaded) -> list[str]:
    return [str(finding) for finding in result.findings]


def drawn(mode: str = "RGB", size: tuple[int, int] = (120, 80), colour: object = None) -> PIL.Image.Image:
    return PIL.Image.new(mode, size, colour if colour is not None else 0)  # type: ignore[arg-type]


def photo(size: tuple[int, int] = (120, 80)) -> PIL.Image.Image:
    """Return a picture of more colours than a drawing has."""
    return PIL.Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))


def saved(image: PIL.Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def put(path: Path, content: bytes | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(saved(drawn(), "PNG") if content is None else content)
    return path


def shown(content: bytes) -> tuple[Image, PIL.Image.Image, bytes]:
    """Return how a picture is shown: what is said of it, its pixels, its bytes."""
    result = shown_from(content)
    assert result.image is not None, result.why
    opened = PIL.Image.open(io.BytesIO(result.content))
    opened.load()
    assert (opened.format or "").lower() == result.image.kind
    assert opened.size == (result.image.width, result.image.height)
    assert hashlib.sha256(result.content).hexdigest() == result.image.digest
    return result.image, opened, result.content


# where a picture lies


@pytest.mark.parametrize(
    ("source", "lies"),
    [
        ("a.png", "blog/2025/a.png"),
        ("./img/a.png", "blog/2025/img/a.png"),
        ("../a.png", "blog/a.png"),
        ("../../static/a.png", "static/a.png"),
        ("a%20b.png", "blog/2025/a b.png"),
        ("caf%C3%A9.png", "blog/2025/café.png"),
        ("C%23.png", "blog/2025/C#.png"),
        ("100%.png", "blog/2025/100%.png"),
        ("a%FF.png", "blog/2025/a%FF.png"),
        ("a.png?v=1", "blog/2025/a.png"),
        ("a.png#dark?x", "blog/2025/a.png"),
        ("<a b.png>", "blog/2025/a b.png"),
        (" a.png ", "blog/2025/a.png"),
        ("img\\a.png", "blog/2025/img/a.png"),
        ("img%5Ca.png", "blog/2025/img/a.png"),
        *(("/img/a.png", f"{folder}/img/a.png") for folder in ("static", "public", "assets", "source", "content", "src", "docs")),
        ("/img/a.png", "docs/public/img/a.png"),
        ("/img/a.png", "img/a.png"),
        ("/img/a.png", "blog/static/img/a.png"),
        ("{{ site.baseurl }}/img/a.png", "static/img/a.png"),
        ("{{ site.url }}{{ site.baseurl }}/img/a.png", "static/img/a.png"),
        ("{{base_path}}img/a.png", "static/img/a.png"),
        ('{{ "/img/a.png" | relative_url }}', "assets/img/a.png"),
        ("{{- 'img/a.png' | absURL -}}?v=2", "static/img/a.png"),
        ("%7B%7B%20site.baseurl%20%7D%7D/img/a.png", "static/img/a.png"),
        ("@site/static/img/a.png", "static/img/a.png"),
        ("~/assets/a.png", "src/assets/a.png"),
        ("{static}/img/a.png", "content/img/a.png"),
        ("{attach}a.png", "blog/2025/a.png"),
        ("{filename}/img/a.png", "content/img/a.png"),
        ("|static|/img/a.png", "content/img/a.png"),
        ("pathname:///img/a.png", "static/img/a.png"),
        ("require('./img/a.png').default", "blog/2025/img/a.png"),
        ('{require("@site/static/img/a.png").default}', "static/img/a.png"),
        ("{useBaseUrl('/img/a.png')}", "static/img/a.png"),
        ("@/assets/a.png", "src/assets/a.png"),
        ("@assets/a.png", "src/assets/a.png"),
        ("/docs/img/a.png", "static/img/a.png"),
        ("/project/assets/img/a.png", "assets/img/a.png"),
        ("/img/a.png", "website/static/img/a.png"),
        ("a.png", "blog/2025/talk/a.png"),
    ],
)
def test_a_picture_is_found_where_its_path_leads(project: Path, source: str, lies: str) -> None:
    where = put(project / lies)
    result = loaded(project, source)
    (image,) = images(result)
    assert image == Image(hashlib.sha256(where.read_bytes()).hexdigest(), "png", 120, 80)
    assert (result.media, result.findings, result.reads) == ({image.digest: where.read_bytes()}, (), (where,))


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("blog/2025/a.png", "static/a.png"),
        ("blog/static/a.png", "static/a.png"),
        ("static/a.png", "public/a.png"),
        ("docs/public/a.png", "docs/a.png"),
        ("docs/a.png", "a.png"),
        ("a.png", "website/static/a.png"),
    ],
)
def test_the_nearest_of_a_site_s_folders_is_asked_first(project: Path, nearer: str, farther: str) -> None:
    put(project / nearer)
    put(project / farther, saved(drawn(size=(99, 99)), "PNG"))
    assert loaded(project, "/a.png").reads == (project / nearer,)


def test_a_path_from_the_article_is_not_looked_for_elsewhere(project: Path) -> None:
    put(project / "static" / "a.png")
    put(project / "blog" / "a.png")
    result = loaded(project, "a.png")
    assert images(result) == [None]
    assert result.absent == (project / "blog" / "2025" / "a.png", project / "blog" / "2025" / "talk" / "a.png")


def test_what_is_looked_for_and_not_there_is_told_up_to_where_it_is_found(project: Path) -> None:
    put(project / "blog" / "public" / "a.png")
    result = loaded(project, "/a.png", "no.png", "/a.png", "no.png")
    own = project / "blog" / "2025"
    names = ("static", "public", "assets", "source", "content", "src", "docs/public", "docs", ".", "website/static", "site/static")
    assert result.absent == (
        *(own / name / "a.png" for name in names),
        project / "blog" / "static" / "a.png",
        own / "no.png",
        own / "talk" / "no.png",
    )
    assert not any(path.exists() for path in result.absent)
    assert result.reads == (project / "blog" / "public" / "a.png",)


def test_the_whole_path_of_a_picture_is_asked_everywhere_before_a_part_of_it(project: Path) -> None:
    put(project / "blog" / "static" / "img" / "a.png")
    put(project / "static" / "docs" / "img" / "a.png")
    assert loaded(project, "/docs/img/a.png").reads == (project / "static" / "docs" / "img" / "a.png",)


def test_of_a_path_with_one_folder_no_part_is_enough(project: Path) -> None:
    put(project / "static" / "a.png")
    assert images(loaded(project, "/2025/a.png")) == [None]


def test_the_case_of_a_name_counts(project: Path) -> None:
    put(project / "blog" / "2025" / "A.png")
    if (project / "BLOG").exists():
        pytest.skip("this file system folds case")
    assert images(loaded(project, "a.png")) == [None]


def test_nothing_outside_the_project_is_read(project: Path) -> None:
    put(project.parent / "a.png")
    put(project.parent / "far" / "c.png")
    (project / "blog" / "2025" / "b.png").symlink_to(project.parent / "a.png")
    (project / "static").symlink_to(project.parent / "far")
    result = loaded(project, "../../../a.png", "b.png", "/c.png", "/../../../../a.png", "%2E%2E/../../a.png")
    assert images(result) == [None] * 5
    assert (result.media, result.reads) == ({}, ())
    assert [finding.code for finding in result.findings] == ["D307"] * 5
    assert all("lies outside the project" in line for line in told(result))
    assert all(path.is_relative_to(project) for path in result.absent)


def test_a_link_within_the_project_is_followed_and_another_place_is_asked_after_one_that_leads_out(project: Path) -> None:
    put(project.parent / "a.png")
    real = put(project / "shared" / "real.png")
    (project / "blog" / "static").mkdir()
    (project / "blog" / "static" / "a.png").symlink_to(project.parent / "a.png")
    (project / "static").mkdir()
    (project / "static" / "a.png").symlink_to(real)
    result = loaded(project, "/a.png")
    assert (result.reads, result.findings) == ((project / "static" / "a.png",), ())


def test_a_project_may_be_reached_by_a_link(project: Path) -> None:
    put(project / "blog" / "2025" / "a.png")
    put(project / "static" / "b.png")
    (project.parent / "link").symlink_to(project)
    assert None not in images(loaded(project.parent / "link", "a.png", "/b.png"))


@pytest.mark.parametrize(
    "source",
    ["http://e.org/a.png", "HTTPS://e.org/a.png", "//e.org/a.png", "<https://e.org/a.png>", "data:image/png;base64,AAAA", "file:///a.png"],
)
def test_a_remote_picture_is_not_fetched(project: Path, source: str) -> None:
    put(project / "blog" / "2025" / "e.org" / "a.png")
    put(project / "static" / "e.org" / "a.png")
    result = loaded(project, source)
    assert told(result) == [f"talk.md:1: warning D306: {source} is not fetched, so it is left out; its text is in the notes"]
    assert (images(result), result.reads, result.absent) == ([None], (), ())


def test_of_a_long_source_a_message_says_the_beginning_on_one_line(project: Path) -> None:
    (line,) = told(loaded(project, "data:image/png;base64,\n" + "A" * 100_000))
    assert len(line) < 200
    assert "\n" not in line


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["..", ".", "/", "a", "%2e", "{{ x }}", "%", "?", "#", "\\", "\0", "~", "<"])).map("".join)
)
@settings(deadline=None, max_examples=300)
def test_no_source_makes_trouble_or_leads_out(source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "site"
        put(root / "blog" / "2025" / "talk.md", b"x")
        result = loaded(root, source, source)
        assert len(result.findings) == 1
        assert "\n" not in str(result.findings[0])
        assert result.findings[0].span == Span("talk.md", 1, 1)
        assert all(path.is_relative_to(root) and "\0" not in str(path) for path in (*result.reads, *result.absent))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_path_whose_every_byte_is_escaped_is_that_path(text: str) -> None:
    escaped = "a/" + "".join(f"%{byte:02X}" for byte in text.encode())
    assert not is_remote(escaped)
    assert path_of(escaped) == "a/" + text.replace("\\", "/")


# what an article gets back


def test_pictures_in_quotations_and_lists_are_filled_and_all_else_stays(project: Path) -> None:
    put(project / "blog" / "2025" / "a.png")
    at = Span("talk.md", 3, 3)
    text = Paragraph(at, (Run("Said."),))
    blocks = (
        Heading(at, 2, (Run("One"),)),
        Quote(at, (text, Listing(at, True, (Item(at, (text, picture("a.png"), Quote(at, (picture("a.png"),)))),), 4))),
        picture("no.png"),
    )
    before = article(project)._replace(blocks=blocks)
    after = with_images(before, project).article
    heading, quote, missing = after.blocks
    assert isinstance(quote, Quote)
    assert isinstance(quote.blocks[1], Listing)
    (item,) = quote.blocks[1].items
    inner = item.blocks[2]
    assert isinstance(inner, Quote)
    for filled in (item.blocks[1], inner.blocks[0]):
        assert isinstance(filled, Picture)
        assert filled.image is not None
        assert filled._replace(image=None) == picture("a.png")
    assert (heading, quote.blocks[0], quote.blocks[1].start, missing) == (blocks[0], text, 4, blocks[2])
    assert after._replace(blocks=()) == before._replace(blocks=())


def test_a_file_used_twice_is_decoded_once_and_has_one_digest(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project / "blog" / "2025" / "a.png")
    (project / "blog" / "2025" / "b.png").symlink_to("a.png")
    put(project / "blog" / "2025" / "copy.png")
    decoded: list[object] = []
    opening = PIL.Image.open

    def counted(file: io.BytesIO, formats: list[str]) -> PIL.Image.Image:
        decoded.append(file)
        return opening(file, formats=formats)

    monkeypatch.setattr(PIL.Image, "open", counted)
    result = loaded(project, "a.png", "./a.png", "a.png", "b.png")
    assert len(decoded) == 1
    assert len(set(images(result))) == len(result.media) == 1
    assert [path.name for path in result.reads] == ["a.png", "b.png"]
    assert len(loaded(project, "a.png", "copy.png").media) == 1


def test_each_source_is_reported_once_at_its_first_line(project: Path) -> None:
    result = loaded(project, "https://e.org/a.png", "no.png", "no.png", "https://e.org/a.png")
    assert [(finding.code, finding.severity, finding.span) for finding in result.findings] == [
        ("D306", Severity.WARNING, Span("talk.md", 1, 1)),
        ("D307", Severity.WARNING, Span("talk.md", 2, 2)),
    ]


def test_a_later_build_gets_the_same_bytes(project: Path) -> None:
    put(project / "blog" / "2025" / "a.webp", saved(photo((300, 200)), "WEBP"))
    put(project / "blog" / "2025" / "b.tiff", saved(photo((300, 200)).quantize(), "TIFF"))
    first, second = loaded(project, "a.webp", "b.tiff"), loaded(project, "a.webp", "b.tiff")
    assert first == second
    assert len(first.media) == 2


@pytest.mark.parametrize(("sources", "needs"), [([], False), (["https://e.org/a.png", "no.png"], False), (["a.png"], True)])
def test_pillow_is_loaded_only_for_a_picture_that_is_there(project: Path, sources: list[str], needs: bool) -> None:
    put(project / "blog" / "2025" / "a.png")
    code = (
        "import sys; from pathlib import Path; from deck.assets import with_images; from deck.model.language import Language; "
        "from deck.model.article import Article, Meta, Picture, Span; root = Path(sys.argv[1]); "
        "blocks = tuple(Picture(Span('a', 1, 1), source) for source in sys.argv[2:]); "
        "with_images(Article(root / 'blog/2025/talk.md', 'a', Meta(), Language('en', 'en'), blocks), root); print('PIL' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(project), *sources]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SOURCES)}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(needs)


# what is not shown, and why


def png_of(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that says how large it is and holds nothing."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + b"\0\0\0\x20IDAT" + bytes(40)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.png", b"", "a.png is empty, so it is left out; save it again"),
        ("a.png", b"<html>", "a.png is no picture that can be shown, so it is left out; save it as PNG or JPEG"),
        ("a.pdf", b"%PDF-1.7", "a.pdf is no picture that can be shown, so it is left out; save it as PNG or JPEG"),
        ("a.xml", b'<?xml version="1.0"?><feed/>', "a.xml is no picture that can be shown, so it is left out; save it as PNG or JPEG"),
        ("a.png", png_of(200, 100), "a.png is damaged, so it is left out; save it again"),
        ("a.png", png_of(12_000, 10_001), "a.png has more than 120 million pixels, so it is left out; scale it down"),
        ("a.png", png_of(2**30, 2**30), "a.png has more than 120 million pixels, so it is left out; scale it down"),
        ("a.jpg", saved(photo(), "JPEG")[:-3000], "a.jpg is damaged, so it is left out; save it again"),
        ("a b.gif", b"GIF89a", "a b.gif is damaged, so it is left out; save it again"),
    ],
)
def test_what_cannot_be_shown_is_told_and_ends_nothing(project: Path, name: str, content: bytes, why: str) -> None:
    where = put(project / "blog" / "2025" / name, content)
    result = loaded(project, name.replace(" ", "%20"))
    (line,) = told(result)
    assert line.startswith(f"talk.md:1: warning D307: {why}")
    assert (images(result), result.media, result.reads) == ([None], {}, (where,))


def test_a_missing_picture_a_folder_and_no_name_at_all_are_told(project: Path) -> None:
    (project / "blog" / "2025" / "folder.png").mkdir()
    result = loaded(project, "no%20.png", "folder.png", "", "{{ page.image }}")
    begin = "warning D307:"
    assert told(result) == [
        f"talk.md:1: {begin} no .png is not found in the project, so it is left out; check its path",
        f"talk.md:2: {begin} folder.png is not found in the project, so it is left out; check its path",
        f"talk.md:3: {begin} this picture names no file, so it is left out; write its path",
        f"talk.md:4: {begin} {{{{ page.image }}}} is not found in the project, so it is left out; check its path",
    ]
    assert [path.name for path in result.absent] == ["no .png", "no .png", "folder.png", "folder.png"]
    assert loaded(project, "", ".", "/", "..", "%20").absent == ()


@pytest.mark.parametrize("source", ["loop.png", "x" * 5000 + ".png", "talk.md/a.png", "a\0b.png", "a%00.png"])
def test_a_path_that_leads_nowhere_is_told(project: Path, source: str) -> None:
    (project / "blog" / "2025" / "loop.png").symlink_to("loop.png")
    (line,) = told(loaded(project, source))
    assert "is not found in the project" in line


@contextmanager
def unprivileged() -> Iterator[None]:
    """Go on as a user who may not read everything."""
    if sys.platform == "win32":
        pytest.skip("files have no mode here")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("locked", ["blog/2025/a.png", "blog/2025/img"])
def test_what_may_not_be_read_is_told_and_looked_at_again(locked: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = Path(folder).resolve()
        put(root / "blog" / "2025" / "img" / "a.png")
        put(root / "blog" / "2025" / "a.png")
        (root / locked).chmod(0)
        source = "img/a.png" if locked.endswith("img") else "a.png"
        with unprivileged():
            result = loaded(root, source)
        (root / locked).chmod(0o755)
        said = "is not found in the project" if locked.endswith("img") else "cannot be read (Permission denied)"
        assert f"{source} {said}" in told(result)[0]
        assert (images(result), result.reads, result.absent[:1]) == ([None], (), (root / "blog" / "2025" / source,))


def test_a_huge_file_is_told_and_not_kept(project: Path) -> None:
    where = put(project / "blog" / "2025" / "a.png")
    with where.open("r+b") as file:
        file.truncate(64 * 1024 * 1024 + 1)  # sparse
    result = loaded(project, "a.png")
    assert "a.png is larger than 64 MiB" in told(result)[0]
    # a receipt would read it whole at every build
    assert (images(result), result.reads, result.absent) == ([None], (), (where,))


@pytest.mark.parametrize(("size", "is_shown"), [((63, 63), False), ((1, 1), False), ((400, 32), False), ((64, 33), True), ((40, 64), True)])
def test_icons_badges_and_tracking_pixels_are_no_pictures(project: Path, size: tuple[int, int], is_shown: bool) -> None:
    where = put(project / "blog" / "2025" / "a.png", saved(drawn(size=size), "PNG"))
    result = loaded(project, "a.png")
    assert [image is not None for image in images(result)] == [is_shown]
    assert (result.findings, result.reads) == ((), (where,))


# what becomes of a picture


def transparent(image: PIL.Image.Image) -> PIL.Image.Image:
    image.putalpha(PIL.Image.linear_gradient("L").resize(image.size))
    return image


@pytest.mark.parametrize(
    "content",
    [
        saved(photo(), "PNG"),
        saved(transparent(photo()), "PNG"),
        saved(drawn("1"), "PNG"),
        saved(drawn("LA"), "PNG"),
        saved(photo().quantize(16), "PNG", transparency=3),
        saved(photo((LONGEST_SIDE, 40)), "PNG"),
        saved(photo(), "JPEG", progressive=True),
        saved(drawn("L"), "JPEG"),
        saved(photo().quantize(16), "GIF", transparency=3, interlace=1),
    ],
)
def test_what_a_deck_can_hold_stays_byte_for_byte(content: bytes) -> None:
    assert shown(content)[2] == content


@pytest.mark.parametrize("kind", ["WEBP", "BMP", "TIFF", "AVIF"])
def test_other_formats_become_jpeg_or_png(kind: str) -> None:
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    exact = {"lossless": True} if kind == "WEBP" else {"quality": 100} if kind == "AVIF" else {}
    image, pixels, _ = shown(saved(photo((200, 150)), kind, **exact))
    assert (image.kind, image.width, image.height, pixels.mode) == ("jpeg", 200, 150, "RGB")
    image, pixels, _ = shown(saved(drawn(colour=(200, 30, 30)), kind, **exact))
    assert (image.kind, pixels.mode) == ("png", "RGB")
    assert all(abs(a - b) < 6 for a, b in zip(pixels.getpixel((5, 5)), (200, 30, 30), strict=True))  # type: ignore[arg-type]
    if kind != "BMP":
        image, pixels, _ = shown(saved(transparent(photo()), kind, **exact))
        assert (image.kind, pixels.mode) == ("png", "RGBA")
        assert pixels.getchannel("A").getextrema()[0] < 10  # type: ignore[operator]


def test_alpha_that_hides_nothing_is_none() -> None:
    opaque = photo()
    opaque.putalpha(255)
    assert shown(saved(opaque, "TIFF"))[0].kind == "jpeg"


def test_few_colours_are_up_to_a_number() -> None:
    exact = PIL.Image.new("RGB", (FEW_COLOURS // 64, 64))
    exact.putdata([(i % 256, i // 256, 0) for i in range(FEW_COLOURS)])
    assert shown(saved(exact, "BMP"))[0].kind == "png"
    more = PIL.Image.new("RGB", (FEW_COLOURS // 64, 65))
    more.putdata([(i % 256, i // 256, 0) for i in range(FEW_COLOURS + 64)])
    assert shown(saved(more, "BMP"))[0].kind == "jpeg"


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_photograph_in_black_and_white_is_a_photograph_and_text_is_not(mode: str) -> None:
    gradient = PIL.Image.linear_gradient("L")
    assert shown(saved(gradient.convert(mode), "BMP"))[0].kind == "jpeg"
    assert shown(saved(gradient.point(lambda value: value // 8 * 8).convert(mode), "BMP"))[0].kind == "png"


def test_a_jpeg_is_of_the_quality_that_was_meant() -> None:
    content = shown(saved(photo(), "BMP"))[2]
    assert content == saved(photo(), "JPEG", quality=88)


@pytest.mark.parametrize(("orientation", "corner"), [(3, (119, 79)), (6, (79, 0)), (8, (0, 119)), (2, (119, 0))])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_turned_as_the_camera_says(kind: str, orientation: int, corner: tuple[int, int]) -> None:
    image = drawn(colour=(255, 255, 255))
    image.paste((200, 0, 0), (0, 0, 16, 16))
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    found, pixels, content = shown(saved(image, kind, exif=exif))
    assert (found.width, found.height) == ((80, 120) if orientation > 4 else (120, 80))
    reds = [pixels.convert("RGB").getpixel(at) for at in (corner, (60, 40))]
    assert reds[0][1] < 60 < 200 < reds[1][1]  # type: ignore[index]
    assert not PIL.Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize("orientation", [0, 1, 9, 700])
def test_an_orientation_that_turns_nothing_changes_nothing(orientation: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    content = saved(photo(), "JPEG", exif=exif)
    assert shown(content)[2] == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("exif", [b"II*\0\xff\xff\xff\xff" + bytes(range(64)), b"no exif at all", b"MM"])
def test_exif_that_is_no_exif_is_no_reason_to_leave_a_picture_out(kind: str, exif: bytes) -> None:
    content = saved(photo(), kind, exif=b"Exif\0\0" + exif)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert shown_from(content).content == content


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr"])
def test_other_colour_spaces_become_rgb(mode: str) -> None:
    red = drawn(colour=(255, 0, 0)).convert(mode)
    _, pixels, _ = shown(saved(red, "JPEG" if mode == "CMYK" else "TIFF"))
    assert pixels.mode == "RGB"
    assert pixels.getpixel((9, 9))[0] > 240 > 20 > pixels.getpixel((9, 9))[1]  # type: ignore[index]


@pytest.mark.parametrize(("mode", "grey"), [("I;16", 32768), ("I", 32768), ("F", 0.5)])
def test_deep_greys_become_the_same_greys_of_eight_bits(mode: str, grey: float) -> None:
    image = drawn(mode, colour=grey)
    image.paste(1 if mode == "F" else 65535, (0, 0, 60, 80))
    for kind in ["PNG", "TIFF"] if mode == "I;16" else ["TIFF"]:
        _, pixels, _ = shown(saved(image, kind))
        assert (pixels.mode, pixels.getpixel((5, 5))) == ("L", 255)
        assert pixels.getpixel((100, 5)) in (127, 128)


def test_a_png_of_sixteen_bits_a_colour_is_written_anew() -> None:
    row = b"\0" + struct.pack(">HHH", 65535, 32768, 0) * 70
    body = zlib.compress(row * 70)
    header = struct.pack(">IIBBBBB", 70, 70, 16, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", body), (b"IEND", b"")]
    deep = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside)) for name, inside in chunks
    )
    _, pixels, content = shown(deep)
    assert (content[24], pixels.getpixel((3, 3))) == (8, (255, 128, 0))


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_a_palette_becomes_its_colours(kind: str) -> None:
    _, pixels, _ = shown(saved(drawn(colour=(10, 200, 90)).quantize(2), kind))
    assert pixels.convert("RGB").getpixel((4, 4)) == (10, 200, 90)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_shown(kind: str) -> None:
    red, blue = drawn(colour=(255, 0, 0)), drawn(colour=(0, 0, 255))
    moving = saved(red, kind, save_all=True, append_images=[blue], duration=100, **({"lossless": True} if kind == "WEBP" else {}))
    image, pixels, content = shown(moving)
    assert (image.kind, getattr(pixels, "n_frames", 1)) == ("png", 1)
    assert content != moving
    assert pixels.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_a_camera_s_jpeg_of_several_pictures_is_one_jpeg() -> None:
    image, pixels, _ = shown(saved(photo(), "MPO", save_all=True, append_images=[photo()]))
    assert (image.kind, getattr(pixels, "n_frames", 1)) == ("jpeg", 1)


def bar(image: PIL.Image.Image, kind: str) -> bytes:
    image.paste((255, 255, 255), (0, 0, image.width // 2, image.height))
    return saved(image, kind)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: saved(photo((3000, 1500)), "JPEG"), ("jpeg", 2560, 1280)),
        (lambda: bar(drawn(size=(1500, 6000)), "PNG"), ("png", 640, 2560)),
        (lambda: saved(transparent(photo((2561, 200))), "PNG"), ("png", 2560, 200)),
        (lambda: saved(photo((5120, 600)), "WEBP"), ("jpeg", 2560, 300)),
        (lambda: bar(drawn(size=(30_000, 40)), "PNG"), ("png", 2560, 3)),
        (lambda: bar(drawn(size=(1, 6000)), "PNG"), ("png", 1, 2560)),
    ],
)
def test_a_large_picture_is_scaled_down(content: Callable[[], bytes], expected: tuple[str, int, int]) -> None:
    image, _, _ = shown(content())
    assert (image.kind, image.width, image.height) == expected


def test_a_photograph_of_forty_megapixels_becomes_small() -> None:
    bands = [PIL.Image.effect_noise((516, 388), 60).resize((7728, 5176), PIL.Image.Resampling.BILINEAR) for _ in range(3)]
    large = PIL.Image.merge("RGB", bands)
    content = saved(large, "JPEG", quality=95)
    assert len(shown(content)[2]) < 2_000_000 < len(content)


def test_nothing_but_pixels_and_their_colours_is_written() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = PIL.Image.Exif()
    exif[0x010E], exif[0x0132] = "where I was", "2025:01:01 00:00:00"
    for image in (drawn(colour=(1, 2, 3)), photo()):
        _, _, content = shown(saved(image, "WEBP", exif=exif, icc_profile=profile, lossless=True))
        again = PIL.Image.open(io.BytesIO(content))
        assert again.info["icc_profile"] == profile
        assert not again.getexif()
        assert set(again.info) <= {"icc_profile", "jfif", "jfif_version", "jfif_unit", "jfif_density"}
    moving = saved(drawn(), "GIF", save_all=True, append_images=[drawn(colour=(9, 9, 9))], comment=b"made by hand")
    wide = saved(photo((3000, 40)), "JPEG", comment=b"made by hand")
    for content in (moving, wide):
        assert b"made by hand" in content
        assert b"made by hand" not in shown(content)[2]


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_transparent_colour_stays_transparent(kind: str) -> None:
    half = drawn(size=(3000, 100), colour=(9, 9, 9))
    half.paste((200, 0, 0), (0, 0, 1500, 100))
    drawing = half.quantize(2)
    _, pixels, _ = shown(saved(drawing, kind, transparency=drawing.getpixel((9, 9))))
    assert (pixels.mode, pixels.getchannel("A").getpixel((9, 9)), pixels.getchannel("A").getpixel((2500, 9))) == ("RGBA", 0, 255)


def test_a_profile_for_other_colours_is_dropped() -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for mode in ("L", "CMYK"):
        assert "icc_profile" not in shown(saved(drawn(mode), "TIFF", icc_profile=bytes(profile)))[1].info
    profile[16:20] = b"CMYK"
    for image in (drawn("CMYK"), drawn("RGB")):
        _, pixels, _ = shown(saved(image, "TIFF", icc_profile=bytes(profile)))
        assert "icc_profile" not in pixels.info


KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", *(("AVIF",) if features.check("avif") else ()))
SEEDS = [saved(photo((70, 66)), kind) for kind in KINDS]


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=4), st.floats(0.02, 1))
@settings(deadline=None, max_examples=400)
def test_no_damage_ends_in_an_error(seed: bytes, changes: list[tuple[float, bytes]], kept: float) -> None:
    content = bytearray(seed[: int(len(seed) * kept)])
    for at, new in changes:
        # most of what a format says stands at the beginning
        start = int(at**3 * len(content))
        content[start : start + len(new)] = new
    result = shown_from(bytes(content))
    assert result.image is None or not result.why
    if result.image is not None:
        PIL.Image.open(io.BytesIO(result.content)).load()


@pytest.mark.parametrize(
    ("source", "words", "is_kept"),
    [
        ("img/hall.png", "hall.png", False),
        ("img/hall.png", "img/hall.png", False),
        ("img/IMG_2041.jpg", "IMG_2041", False),
        ("a.png", "IMG_1234.jpg", False),
        ("a.png", "DSC00123", False),
        ("a.png", "screenshot-2025-01-01.png", False),
        ("our%20hall.png", "our hall.png", False),
        ("hall.png", "hall", True),
        ("hall.png", "The hall, from hall.png", True),
        ("a.png", "Node.js", True),
        ("a.png", "P99 latency", True),
        ("a.png", "2041", True),
        ("", "words", True),
    ],
)
def test_the_name_of_a_file_is_no_text_for_those_who_do_not_see_it(project: Path, source: str, words: str, is_kept: bool) -> None:
    shown = Picture(Span("talk.md", 1, 1), source, words, words)
    (found,) = with_images(article(project)._replace(blocks=(shown,)), project).article.blocks
    assert isinstance(found, Picture)
    assert (found.alt, found.caption) == ((words, words) if is_kept else ("", ""))
