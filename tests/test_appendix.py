"""Hidden slides behind the talk with what its slides leave out, where its author asks for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide

from deck import office
from deck.build import build, foresee
from deck.model.placed import PlacedDeck, PlacedShape
from deck.outline.sentences import sentences
from deck.stages import Request, look, plan, source_of
from deck.talk import minutes
from deck.words import words_for

FRONT = "---\ntitle: Gardens under glass\ndeck:\n{}---\n\n"
ASKED = "  appendix: true\n"
BODY = """We kept a garden under glass for one winter.

## Heat

- **Walls lose most.** We measured it for nine weeks. The north wall alone took a third. Nobody believed it.
- **Night counts double.** A curtain at dusk saved us a fifth.
- **Water keeps the warmth.** Six black barrels stood along the wall. They gave back what the sun had left.

## Light

- **Lamps burn until nine.** Plants need sleep as well.
- **Mirrors turn with the sun.** A child can move them.

## Soil

The soil was dead when we came. In March the first worms came back. We had fed it with leaves. A neighbour brought us a bucket of his own.
He had kept it warm in his kitchen for a month. It smelled of cellars and of rain. We spread it at noon on a day without wind.

---

**Thought experiment:** Would you keep a garden in the dark?
"""


def article(folder: Path, settings: str = ASKED, body: str = BODY, name: str = "talk.en.md") -> Request:
    (folder / name).write_text(FRONT.format(settings) + body, "utf-8")
    return Request(folder / name, name, folder, {"output": str(folder / "talk.pptx")})


def slides(request: Request) -> list[Slide]:
    return list(Presentation(str(build(request).output)).slides)


def hidden(every: list[Slide]) -> list[Slide]:
    return [slide for slide in every if slide._element.get("show") == "0"]


def titled(slide: Slide) -> str:
    return slide.shapes.title.text if slide.shapes.title is not None else ""


def body(slide: Slide) -> list[str]:
    return [p.text for p in next(s for s in slide.placeholders if s.placeholder_format.idx == 1).text_frame.paragraphs]


def above(slide: Slide) -> Slide | None:
    """Return the slide to which a click on the line above the title leads."""
    kicker: SlidePlaceholder = next(s for s in slide.placeholders if s.placeholder_format.idx == 20)
    return kicker.click_action.target_slide


def test_what_a_section_leaves_out_stands_on_a_hidden_slide_behind_the_closing(tmp_path: Path) -> None:
    every = slides(article(tmp_path))
    behind = hidden(every)
    assert every[-len(behind) :] == behind
    assert every[-len(behind) - 1].slide_layout.name == "Question"
    assert [titled(slide) for slide in behind] == ["Heat", "Soil"]
    assert body(behind[0]) == [
        *("Walls lose most", "The north wall alone took a third. Nobody believed it."),
        *("Water keeps the warmth", "They gave back what the sun had left."),
    ]
    assert validate_pptx(str(tmp_path / "talk.pptx")).is_valid


def test_a_click_above_the_title_leads_there_and_back(tmp_path: Path) -> None:
    every = slides(article(tmp_path))
    for slide in hidden(every):
        back = above(slide)
        assert back is not None
        assert titled(back) == titled(slide)
        assert back._element.get("show") is None
        again = above(back)
        assert again is not None
        assert again.slide_id == slide.slide_id
    light = next(slide for slide in every if titled(slide) == "Light")
    assert above(light) is None


def test_where_nothing_stands_above_the_title_the_title_leads_there(tmp_path: Path) -> None:
    every = slides(article(tmp_path, f"{ASKED}  numbers: false\n"))
    heat = next(slide for slide in every if titled(slide) == "Heat")
    assert heat.shapes.title is not None
    target = heat.shapes.title.click_action.target_slide
    assert target is not None
    assert target.slide_id == hidden(every)[0].slide_id


def shown(placed: PlacedDeck) -> str:
    texts = ("".join(run.text for run in p.runs) for s in placed.slides for shape in s.texts for p in shape.paragraphs)
    return re.sub(r"\W", "", " ".join(texts))


@pytest.mark.parametrize("detail", ["first", "none"])
def test_every_sentence_of_every_section_is_on_a_slide(detail: str, tmp_path: Path) -> None:
    planned = plan(source_of(article(tmp_path, f"{ASKED}  detail: {detail}\n")))
    told = shown(planned.placed)
    slides = (s for s in planned.deck.slides if s.section not in ("title", "closing"))
    said = [text for slide in slides for text in (*slide.spoken, *(t for point in slide.points for t in point.spoken))]
    missing = [s for text in said for s in sentences(text, words_for("en")) if re.sub(r"\W", "", "".join(r.text for r in s)) not in told]
    assert not missing


def test_nothing_is_moved_and_the_talk_takes_as_long(tmp_path: Path) -> None:
    without = plan(source_of(article(tmp_path, "  pace: 1.0\n"))).placed
    with_it = plan(source_of(article(tmp_path))).placed
    count = len(without.slides)
    assert [s.notes for s in with_it.slides[:count]] == [s.notes for s in without.slides]
    assert not any(s.notes for s in with_it.slides[count:])
    assert minutes(with_it, 70) == minutes(without, 70)
    assert [s.key for s in with_it.slides[count:]] == ["heat#appendix", "soil#appendix"]


def test_with_all_of_it_shown_there_is_no_appendix(tmp_path: Path) -> None:
    text = BODY.partition("## Light")[2].partition("## Soil")[0]
    assert not hidden(slides(article(tmp_path, body=f"## Light{text}")))


def test_a_long_section_is_split_and_can_be_read(tmp_path: Path) -> None:
    said = " ".join(f"In week {n} we wrote down what the {n} sensors at the walls had to say about the night." for n in range(2, 60))
    planned = plan(source_of(article(tmp_path, body=f"## Heat\n\n- **Walls lose most.** {said}\n- **Night counts.** {said}\n")))
    further = [slide for slide in planned.placed.slides if slide.hidden]
    assert len(further) > 2
    sizes = {p.size for slide in further for s in slide.shapes if isinstance(s, PlacedShape) and s.key == "points" for p in s.paragraphs}
    assert min(size for size in sizes if size) >= 18
    assert not [finding for finding in planned.findings if finding.code == "D403"]


def test_a_lead_that_runs_on_is_a_whole_sentence_again(tmp_path: Path) -> None:
    text = (
        "## Heat\n\n- **The walls** lose most of it. The north wall took a third.\n- **The night** counts double. A curtain helped.\n"
        "- **The water** keeps the warmth. It gave it back.\n"
    )
    every = hidden(slides(article(tmp_path, body=text)))
    assert body(every[0])[0] == "The walls lose most of it. The north wall took a third."


def test_what_a_hand_wrote_on_it_stays(tmp_path: Path) -> None:
    deck = build(article(tmp_path)).output
    opened = Presentation(str(deck))
    heat = hidden(list(opened.slides))[0]
    next(s for s in heat.placeholders if s.placeholder_format.idx == 1).text_frame.paragraphs[1].runs[0].text = "The north wall took most. "
    opened.save(str(deck))
    again = slides(article(tmp_path, body=BODY.replace("a day without wind", "a day in April")))
    assert body(hidden(again)[0])[1].startswith("The north wall took most.")
    assert "a day in April" in " ".join(body(hidden(again)[1]))
    changed = article(tmp_path, body=BODY.replace("what the sun had left", "all of the sun"))
    assert body(hidden(slides(changed))[0])[1].startswith("The north wall took most.")
    assert "all of the sun" in " ".join(body(hidden(slides(changed))[0]))
    merged = foresee(source_of(changed)).merged
    assert merged is None or not merged.conflicts
    assert validate_pptx(str(deck)).is_valid


def test_its_section_is_named_in_the_language_of_the_talk(tmp_path: Path) -> None:
    for name, word in (("talk.fr.md", "Annexe"), ("talk.ja.md", "付録"), ("talk.ar.md", "ملحق")):
        planned = plan(source_of(article(tmp_path, name=name)))
        assert planned.placed.sections[-1].name == word


def test_it_stands_behind_the_sections_that_folding_hides(tmp_path: Path) -> None:
    text = "".join(f"## Part {n}\n\n" + "".join(f"- **Lead {n}{m}.** {'It was told. ' * 60}\n" for m in range(4)) + "\n" for n in range(6))
    every = plan(source_of(article(tmp_path, f"{ASKED}  minutes: 2\n", text))).placed
    folded = [slide.section for slide in every.slides if slide.hidden]
    assert folded[0] != "appendix"
    assert folded == sorted(folded, key=lambda key: key == "appendix")


def test_the_outline_tells_of_it(tmp_path: Path) -> None:
    overview = look(source_of(article(tmp_path)))
    branch = overview.sections[-1]
    assert (branch.key, branch.name) == ("appendix", "Appendix")
    assert [leaf.hidden for leaf in branch.slides] == [True, True]


def test_the_same_article_makes_the_same_bytes(tmp_path: Path) -> None:
    request = article(tmp_path)
    first = build(request).output.read_bytes()
    assert build(request).output.read_bytes() == first


@pytest.mark.office
def test_a_save_by_libreoffice_is_no_edit_of_codes_and_appendix(tmp_path: Path) -> None:
    request = article(tmp_path, f"{ASKED}  qr: https://gardens.example.org/glass\n  opening: true\n")
    deck = build(request).output
    deck.write_bytes(office.resaved(deck.read_bytes()))
    merged = foresee(source_of(request)).merged
    assert merged is None or not merged.edits
    every = slides(request)
    assert [titled(slide) for slide in hidden(every)] == ["Heat", "Soil"]
    codes = next(slide for slide in every if titled(slide) == "Links")
    assert "https://gardens.example.org/glass" in [shape.click_action.hyperlink.address for shape in codes.shapes]


def test_what_a_slide_shows_with_its_footnote_is_not_shown_again(tmp_path: Path) -> None:
    noted = BODY.replace("A child can move them.", "A child can move them.[^1]") + "\n[^1]: Seen in a hundred gardens.\n"
    light = next(slide for slide in slides(article(tmp_path, body=noted)) if titled(slide) == "Light")
    assert "1 Seen in a hundred gardens." in [shape.text_frame.text for shape in light.placeholders]
    assert "Light" not in [titled(slide) for slide in hidden(slides(article(tmp_path, body=noted)))]
