"""A last slide of QR codes where its author asks for one: native pictures that lead to the article and to what it links to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import segno
from openxml_audit import validate_pptx
from PIL import Image
from pptx import Presentation
from pptx.slide import Slide

from deck.build import build, foresee
from deck.overview import as_text
from deck.stages import Request, look, source_of

ADDRESS = "https://gardens.example.org/blog/gardens-under-glass"
FRONT = "---\ntitle: 'Gardens under glass: what a winter taught us'\n{}deck:\n  qr: {}\n---\n\n"
KNOWN = f"canonical_url: {ADDRESS}\n"
BODY = """We kept a garden. See [here](https://a.example.org/) and [the second week](https://b.example.org/week-2?x=1&y=2).

## Heat

- **Walls lose most.** We measured it, as [the study of 2024](https://c.example.org/study) had told us.
- **[Water keeps the warmth](https://d.example.org).** Six barrels stood there. Again: [the study of 2024](https://c.example.org/study#end).
- **Night counts double.** A curtain at dusk saved us a fifth: https://e.example.org/curtains and [its maker](javascript:alert).

---

**Thought experiment:** Would you keep a garden in the dark?
"""


def article(folder: Path, text: str, name: str = "talk.en.md") -> Request:
    (folder / name).write_text(text, "utf-8")
    return Request(folder / name, name, folder, {"output": str(folder / "talk.pptx")})


def asked(folder: Path, known: str = KNOWN, qr: str = "true", body: str = BODY) -> Request:
    return article(folder, FRONT.format(known, qr) + body)


def last(request: Request) -> Slide:
    slides: list[Slide] = list(Presentation(str(build(request).output)).slides)
    return slides[-1]


def titled(slide: Slide) -> str:
    return slide.shapes.title.text if slide.shapes.title is not None else ""


def captions(slide: Slide) -> list[list[str]]:
    found = sorted((p.placeholder_format.idx, p.text_frame.text.split("\n")) for p in slide.placeholders if p.placeholder_format.idx >= 75)
    return [text for _, text in found]


def test_the_last_slide_leads_to_the_article_and_to_what_it_links_to(tmp_path: Path) -> None:
    request = asked(tmp_path)
    slide = last(request)
    assert slide.slide_layout.name == "QR Codes"
    assert titled(slide) == "Links"
    assert captions(slide) == [
        ["Gardens under glass: what a winter taught us", "gardens.example.org/blog/gardens-under-glass"],
        ["the second week", "b.example.org/week-2?x=1&y=2"],
        ["the study of 2024", "c.example.org/study"],
        ["Water keeps the warmth", "d.example.org"],
    ]
    shown = list(Presentation(str(request.root / "talk.pptx")).slides)
    assert shown[-2].slide_layout.name == "Question"
    assert shown[-1]._element.get("show") is None
    assert validate_pptx(str(request.root / "talk.pptx")).is_valid


def test_each_code_is_a_picture_of_its_address_large_and_light_around(tmp_path: Path) -> None:
    pictures = [shape for shape in last(asked(tmp_path)).placeholders if shape.placeholder_format.idx in range(71, 75)]
    assert len(pictures) == 4
    for picture in pictures:
        address = picture._element.nvPicPr.cNvPr.get("descr")
        assert picture.click_action.hyperlink.address == address
        assert picture.width == picture.height >= 4.5 * 360_000
        modules = [list(map(bool, row)) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix]
        with Image.open(io.BytesIO(picture.image.blob)) as square:
            side = square.width // (len(modules) + 8)
            small = square.convert("L").resize((len(modules) + 8, len(modules) + 8), Image.Resampling.NEAREST)
            dark = [value < 128 for value in small.tobytes()]
            read = [dark[start : start + small.width] for start in range(0, len(dark), small.width)]
        assert side >= 8
        assert [row[4:-4] for row in read[4:-4]] == modules
        assert not any(map(any, read[:4] + read[-4:]))
        assert len(picture.image.blob) < 4000


def test_the_words_lead_there_too(tmp_path: Path) -> None:
    slide = last(asked(tmp_path))
    first = next(p for p in slide.placeholders if p.placeholder_format.idx == 75)
    assert {run.hyperlink.address for run in first.text_frame.paragraphs[1].runs} == {ADDRESS}


@pytest.mark.parametrize("key", ["canonical_url", "canonical", "permalink", "url", "canonicalURL"])
def test_front_matter_tells_the_address(key: str, tmp_path: Path) -> None:
    assert captions(last(asked(tmp_path, f"{key}: {ADDRESS}\n")))[0][1] == ADDRESS.removeprefix("https://")


def test_the_setting_may_be_the_address(tmp_path: Path) -> None:
    assert captions(last(asked(tmp_path, "", "https://other.example.org/talk")))[0][1] == "other.example.org/talk"


@pytest.mark.parametrize("front", ["", "url: /blog/gardens\n", "url: javascript:alert(1)\n", f"url: https://x.example.org/{'a' * 400}\n"])
def test_an_address_that_is_not_known_is_told(front: str, tmp_path: Path) -> None:
    outcome = build(asked(tmp_path, front))
    (found,) = [finding for finding in outcome.findings if finding.code == "D312"]
    assert found.span is not None
    assert "canonical_url" in found.message
    slide = list(Presentation(str(outcome.output)).slides)[-1]
    assert [text[0] for text in captions(slide)] == ["the second week", "the study of 2024", "Water keeps the warmth"]


def test_without_any_address_there_is_no_slide(tmp_path: Path) -> None:
    outcome = build(asked(tmp_path, "", body="## Heat\n\n- **Walls lose most.** We measured it.\n- **Night counts double.** It did.\n"))
    assert [finding.code for finding in outcome.findings if finding.code == "D312"]
    assert not [slide for slide in Presentation(str(outcome.output)).slides if slide.slide_layout.name in ("QR Codes", "One QR Code")]


def test_one_code_alone_is_large(tmp_path: Path) -> None:
    slide = last(asked(tmp_path, body="## Heat\n\n- **Walls lose most.** We measured it.\n- **Night counts double.** It did.\n"))
    assert slide.slide_layout.name == "One QR Code"
    assert len(captions(slide)) == 1


def test_a_bare_address_is_said_once(tmp_path: Path) -> None:
    slide = last(asked(tmp_path, body="## Heat\n\nWe found it on <https://worms.example.org/first> that day.\n"))
    assert captions(slide)[1] == ["worms.example.org/first"]


def test_codes_stand_before_what_is_hidden(tmp_path: Path) -> None:
    body = "".join(
        f"## Part {n}\n\n" + "".join(f"- **Lead {n}{m}.** {'It was told at length. ' * 30}\n" for m in range(4)) + "\n" for n in range(6)
    )
    text = FRONT.format(KNOWN, "true").replace("deck:\n", "deck:\n  minutes: 2\n") + body
    request = article(tmp_path, text)
    shows = [(s.slide_layout.name, s._element.get("show")) for s in Presentation(str(build(request).output)).slides]
    assert ("0" in {show for _, show in shows}) and shows[-1][1] == "0"
    assert [name for name, show in shows if show is None][-1] == "One QR Code"


def test_what_a_hand_wrote_on_it_stays(tmp_path: Path) -> None:
    deck = build(asked(tmp_path)).output
    opened = Presentation(str(deck))
    slide = list(opened.slides)[-1]
    heading = slide.shapes.title
    assert heading is not None
    heading.text_frame.paragraphs[0].runs[0].text = "Where to read on"
    first, second = (p for p in slide.placeholders if p.placeholder_format.idx in (71, 72))
    first.left += 50_000
    second._element.getparent().remove(second._element)
    opened.save(str(deck))
    request = asked(tmp_path, body=BODY.replace("We measured it", "We measured it twice"))
    again = last(request)
    assert titled(again) == "Where to read on"
    assert sorted(p.placeholder_format.idx for p in again.placeholders if 71 <= p.placeholder_format.idx <= 74) == [71, 73, 74]
    merged = foresee(source_of(request)).merged
    assert merged is None or not merged.conflicts
    moved = last(asked(tmp_path, body=BODY.replace("the second week", "the third week")))
    assert captions(moved)[1][0] == "the third week"
    assert titled(moved) == "Where to read on"


def test_the_outline_tells_of_it_and_it_is_no_section(tmp_path: Path) -> None:
    overview = look(source_of(asked(tmp_path)))
    assert [branch.key for branch in overview.sections] == ["title", "heat", "closing", "qr"]
    assert "1 section ·" in as_text(overview, (), None)


@pytest.mark.parametrize("name", ["talk.fr.md", "talk.ar.md", "talk.ja.md"])
def test_the_title_is_the_language_s_own(name: str, tmp_path: Path) -> None:
    request = article(tmp_path, FRONT.format(KNOWN, "true") + BODY, name)
    title = titled(last(request))
    assert title == {"talk.fr.md": "Liens", "talk.ar.md": "روابط", "talk.ja.md": "リンク"}[name]
    assert validate_pptx(str(request.root / "talk.pptx")).is_valid
