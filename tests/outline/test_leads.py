"""Every form of a bold lead that authors write, as Markdown, with what is shown of it."""

from __future__ import annotations

import pytest

from deck.model.article import Inline, Run, plain
from deck.outline.leads import lead_of, opens_paragraph
from deck.words import words_for

ENGLISH = words_for("en")


def inline(markup: str) -> Inline:
    """Return text with `**` around its bold part as runs."""
    return tuple(Run(text, bold=i % 2 == 1) for i, text in enumerate(markup.split("**")) if text)


@pytest.mark.parametrize(
    ("markup", "lead", "rest"),
    [
        ("**Colon inside:** then text.", "Colon inside", "then text."),
        ("**Colon outside**: then text.", "Colon outside", "then text."),
        ("**Deux points :** la suite.", "Deux points", "la suite."),
        ("**Dehors** : la suite.", "Dehors", "la suite."),
        ("**标题：**正文。", "标题", "正文。"),
        ("**标题**：正文。", "标题", "正文。"),
        ("**Full stop.** Then text.", "Full stop", "Then text."),
        ("**句号。**正文。", "句号", "正文。"),
        ("**Dash** – then text.", "Dash", "then text."),
        ("**Hyphen** - then text.", "Hyphen", "then text."),
        ("**Tight dash**—then text.", "Tight dash", "then text."),
        ("**Really?** Then text.", "Really?", "Then text."),
        ("**Indeed!** Then text.", "Indeed!", "Then text."),
        ("**Not so fast…** Then text.", "Not so fast…", "Then text."),
        ("**Not so fast...** Then text.", "Not so fast...", "Then text."),
        ("**هل حقا؟** نعم.", "هل حقا؟", "نعم."),
        ("**Topic: claim** – then text.", "Topic: claim", "then text."),
        ("**The whole bullet is bold**", "The whole bullet is bold", ""),
        ("**He said “no.”** Then text.", "He said “no.”", "Then text."),
        ("**„Wer zahlt?“** Niemand weiß es.", "„Wer zahlt?“", "Niemand weiß es."),
        ("**»Nicht heute.«** Morgen.", "»Nicht heute.«", "Morgen."),
        ("**Stop outside**. Then text.", "Stop outside", "Then text."),
        ("**見出し**。本文。", "見出し", "本文。"),
        ("**見出し**　本文。", "見出し", "本文。"),
        ("**標題**︰正文。", "標題", "正文。"),
        ("**Outside**? Then text.", "Outside?", "Then text."),
        ("**Outside**… Then text.", "Outside…", "Then text."),
        ("**Dash inside –** Then text.", "Dash inside", "Then text."),
        ("**Hyphen inside -** Then text.", "Hyphen inside", "Then text."),
        ("**Dash inside –** then text.", "Dash inside", "then text."),
        ("**標題——**正文。", "標題", "正文。"),
        ("**A line of its own**\nThen text.", "A line of its own", "Then text."),
        ("**A corto plazo.—** Todo sigue.", "A corto plazo", "Todo sigue."),
        ("**A largo plazo**.— Todo sigue.", "A largo plazo", "Todo sigue."),
        ("**Πρώτον·** μετά.", "Πρώτον", "μετά."),
        ("**Made in the U.S.** Then text.", "Made in the U.S.", "Then text."),
    ],
)
def test_a_lead_stands_for_itself_and_loses_only_its_separator(markup: str, lead: str, rest: str) -> None:
    text = inline(markup)
    found = lead_of(text, ENGLISH)
    assert found is not None
    assert plain(found.head) == lead
    assert plain(text)[found.behind :].strip() == rest
    assert not found.runs_in


@pytest.mark.parametrize(
    ("markup", "lead"),
    [
        ("**If this happens,** everything changes.", "If this happens,"),
        ("**A phrase** that runs on.", "A phrase"),
        ("**「…」**は続く。", "「…」"),
        ("**إذا حدث ذلك،** فإن كل شيء يتغير.", "إذا حدث ذلك،"),
        ("**The U.S.** labs agree.", "The U.S."),
        ("**OpenAI** —el líder hasta ahora— pierde terreno.", "OpenAI"),
        ("**2019**–2024 was good.", "2019"),
        ("**10**:30 we start.", "10"),
        ("**Node**.js is fast.", "Node"),
        ("**A broken line**\nthat runs on.", "A broken line"),
        ("**“Who pays?”**, she asked.", "“Who pays?”"),
        ("**Yahoo!**, the company, is gone.", "Yahoo!"),
        ("**Wait…**; nobody came.", "Wait…"),
        ("**«من يدفع؟»**، سألت.", "«من يدفع؟»"),
        ("**えっ！**、と驚いた。", "えっ！"),
    ],
)
def test_a_lead_that_runs_on_stays_one_sentence_with_it(markup: str, lead: str) -> None:
    found = lead_of(inline(markup), ENGLISH)
    assert found is not None
    assert found.runs_in
    assert plain(found.head) == lead


@pytest.mark.parametrize("markup", ["Plain text.", "Bold in **mid** sentence.", ""])
def test_bold_inside_a_sentence_is_no_lead(markup: str) -> None:
    assert lead_of(inline(markup), ENGLISH) is None


def test_a_paragraph_is_a_point_only_when_its_lead_stands_for_itself() -> None:
    assert opens_paragraph(inline("**One claim.** And why."), ENGLISH)
    assert not opens_paragraph(inline("**A name** did something."), ENGLISH)
    assert not opens_paragraph(inline("**A paragraph all in bold.**"), ENGLISH)


def test_a_lead_keeps_its_links_and_code_but_not_its_bold() -> None:
    found = lead_of((Run("Use ", bold=True), Run("deck", bold=True, code=True), Run(": ", bold=True), Run("now.")), ENGLISH)
    assert found is not None
    assert found.head == (Run("Use "), Run("deck", code=True))


@pytest.mark.parametrize(
    ("language", "markup", "lead"),
    [
        ("el", "**Γιατί;** Γιατί όχι.", "Γιατί;"),
        ("el", "**Γιατί**\u037e Γιατί όχι.", "Γιατί\u037e"),
        ("th", "**ยังไม่ถึงเวลา** ความเห็นยังต่างกัน", "ยังไม่ถึงเวลา"),
        ("de", "**Modelle, Daten usw.** Alles bleibt.", "Modelle, Daten usw."),
        ("es", "**En EE. UU.** Todo cambia.", "En EE. UU."),
    ],
)
def test_a_lead_ends_as_its_language_ends_one(language: str, markup: str, lead: str) -> None:
    found = lead_of(inline(markup), words_for(language))
    assert found is not None
    assert (plain(found.head), found.runs_in) == (lead, False)


def test_a_dash_that_stands_for_the_verb_joins_the_lead_to_its_sentence() -> None:
    found = lead_of(inline("**Китай** — главный соперник."), words_for("ru"))
    assert found is not None
    assert found.runs_in


def test_a_semicolon_asks_in_greek_alone() -> None:
    found = lead_of(inline("**One thing;** another thing."), words_for("en"))
    assert found is not None
    assert found.runs_in
