"""Which numbers may stand large and alone: a wrong figure is an error, a missing one is not."""

from __future__ import annotations

import pytest

from deck.model.article import Run, Span, plain
from deck.model.slides import Figure, Point, Title
from deck.outline.figures import figure_of
from deck.words import words_for

SPAN = Span("a.md", 1, 1)


def point(lead: str, sentence: str = "", *, runs_in: bool = False) -> Point:
    return Point("p", SPAN, (Run(lead, bold=True),), ((Run(sentence),),) if sentence else (), runs_in)


def found(title: str, language: str, *points: Point) -> Figure | None:
    return figure_of(Title((Run(title),)), points or (point("Something", "It is said."),), words_for(language))


@pytest.mark.parametrize(
    ("language", "title", "number", "unit"),
    [
        ("en", "A bet of 500 billion dollars", "500", "billion dollars"),
        ("en", "The $500B bet", "$500B", ""),
        ("en", "Our €3.5 million hall", "€3.5", "million"),
        ("en", "95% of the seats were taken", "95%", ""),
        ("en", "It became 10× as fast", "10×", ""),
        ("en", "What 12,000 dollars buy", "12,000", "dollars"),
        ("fr", "Le pari des 500 milliards de dollars a-t-il un sens ?", "500", "milliards de dollars"),
        ("fr", "95\u00a0% des places étaient prises", "95\u00a0%", ""),
        ("fr", "Un budget de 50 000 euros", "50 000", "euros"),
        ("de", "Eine Wette um 500 Milliarden Dollar", "500", "Milliarden Dollar"),
        ("es", "La apuesta de 500 mil dólares", "500", "mil dólares"),
        ("it", "La scommessa da 3 milioni di euro", "3", "milioni di euro"),
        ("pt", "A aposta de 3 milhões de reais", "3", "milhões de reais"),
        ("nl", "De weddenschap van 3 miljard euro", "3", "miljard euro"),
        ("ru", "Ставка в 500 миллиардов долларов", "500", "миллиардов долларов"),
        ("ja", "3億円の賭け", "3", "億円"),
        ("zh", "5000 亿美元的赌注", "5000", "亿美元"),
        ("ko", "5000억 달러의 도박", "5000", "억 달러"),
    ],
)
def test_money_a_share_and_a_multiple_of_a_title_are_figures(language: str, title: str, number: str, unit: str) -> None:
    figure = found(title, language)
    assert figure is not None
    assert (figure.number, plain(figure.unit)) == (number, unit)
    assert (number + unit).replace(" ", "") in title.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "What 2025 taught us"),
        ("en", "Three days, 40 talks"),
        ("en", "5 lessons from the hall"),
        ("en", "If 95% agree, it is done"),
        ("en", "Less than 5% came back"),
        ("en", "Up to 3 million dollars"),
        ("en", "10× cheaper than a server"),
        ("en", "Nearly 500 billion dollars"),
        ("en", "Not 5% but all of them"),
        ("en", "From 3% to 5% in a year"),
        ("en", "GPT-4 and 3 million users of H800"),
        ("en", "The 2 billion or 3 billion question"),
        ("en", "5% every month"),
        ("en", "Room 317"),
        ("en", "Python 3.14 is out"),
        ("en", "17:30 is late"),
        ("en", "v4% of it"),
        ("en", "A billion dollars"),
        ("fr", "Si 95 % des modèles ouverts y arrivent"),
        ("fr", "Plus de 500 milliards de dollars"),
        ("fr", "Près de 10 % de pertes"),
        ("fr", "10 fois moins cher"),
        ("de", "Fast 500 Milliarden Euro"),
        ("de", "Wenn 95 % zustimmen"),
        ("es", "Hasta 3 millones de euros"),
        ("ja", "95%以上の満足"),
        ("ja", "月に3,000円の重さ"),
        ("zh", "如果达到95%"),
        ("ko", "95% 이상"),
        ("ru", "Почти 500 миллиардов долларов"),
        ("sw", "95% ya viti"),
        ("xx", "95% of it"),
    ],
)
def test_a_year_a_count_a_name_and_whatever_is_hedged_are_none(language: str, title: str) -> None:
    assert found(title, language) is None


def test_a_number_of_a_lead_is_a_figure_with_the_sentence_behind_it() -> None:
    figure = found("The market", "en", point("Calm"), point("It lost 600 billion dollars", "In a day."))
    assert figure == Figure("600", (Run(" billion dollars"[1:]),), 1)


def test_two_leads_with_numbers_are_none_and_a_lead_that_runs_on_neither() -> None:
    assert found("The market", "en", point("It lost 5%"), point("It won 6%")) is None
    assert found("The market", "en", point("It lost 5%", " in a day.", runs_in=True)) is None


def test_more_than_three_points_have_no_figure() -> None:
    assert found("A bet of 5 billion dollars", "en", *(point(f"Lead {letter}") for letter in "abcd")) is None


def test_the_legend_of_a_title_s_number_is_the_first_point_that_tells_of_it() -> None:
    points = (point("First", "It is said."), point("Second", "The 500 billion may be too much."))
    figure = found("A bet of 500 billion dollars", "en", *points)
    assert figure is not None
    assert figure.point == 1


def test_a_number_in_code_is_none() -> None:
    title = Title((Run("Say "), Run("95%", code=True), Run(" to it")))
    assert figure_of(title, (point("Lead", "x."),), words_for("en")) is None
