"""A chart in its placeholder: PowerPoint's own, in the theme's colours and faces, with its workbook (ECMA-376-1, clause 21.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import floor, log10

from deck.model.article import ChartSeries
from deck.model.placed import AXIS_NUMBERS, SERIES_NAMES, PlacedChart
from deck.model.units import points
from deck.ooxml.inks import fill_xml
from deck.ooxml.names import C
from deck.ooxml.package import HEAD
from deck.ooxml.shapes import Mark, place_xml, placeholder_xml
from deck.ooxml.text import Ground, Links, language_xml, text
from deck.ooxml.workbooks import SHEET, column_of

# the relation of a chart to its workbook
WORKBOOK = "rId1"
# lines in EMU: an axis, what stands behind bars, between slices
RULE, PALE, EDGE = 12_700, 9_525, 25_400
NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
FACES = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
# a line, and the mark at its end or at each of its points
LINE, DOT = 38_100, 9
# lines beyond the first differ by their strokes, too
DASHES = ("solid", "solid", "sysDash", "dash", "lgDash", "sysDashDot")
# words in the format of a number
QUOTED = re.compile(r'"[^"]*"')
CATEGORY_AXIS, VALUE_AXIS = 1001, 1002
CORNER = '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>'
# the share of its span by which an axis goes on below the least number
BELOW = 0.15
# what stands between two groups of bars, in 1/100 of a bar: at least, at most (ST_GapAmount), and the thickness of a bar at most, in points
BETWEEN, MOST_BETWEEN, THICKEST = 60, 500, 100.0
# an axis is cut in so many parts at most, by steps of one of these or what is that many tens
PARTS, STEPS, FROM_ZERO = 5, (1, 2, 5, 10), 5 / 6


def chart_frame_xml(chart: PlacedChart, mark: Mark, links: Links) -> str:
    """Return the frame on the slide that shows a chart."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{mark.xml(alt=chart.alt)}<p:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{placeholder_xml(chart.kind, chart.idx)}</p:nvPr></p:nvGraphicFramePr>{place_xml(chart.box, 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{links.to_chart(chart.key)}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def chart_xml(chart: PlacedChart, ground: Ground) -> str:
    """Return the part that says how a chart is drawn, and of what."""
    language = ground.language
    legend = _legend(ground) if chart.named == "legend" else ""
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/>'
        f'<c:lang val="{text(language.tag)}"/><c:roundedCorners val="0"/><c:style val="2"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(chart.plot)}{PLOTS[chart.type](chart, ground)}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_letters(chart.axis_size, ground)}<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(plot: tuple[float, float, float, float]) -> str:
    """Return where the plot stands, without its axes' names."""
    places = "".join(f'<c:{name} val="{share}"/>' for name, share in zip("xywh", plot, strict=True))
    edges = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{edges}{places}</c:manualLayout></c:layout>"


def _legend(ground: Ground) -> str:
    # a layout of its own would be read from the left in any language
    place = "" if ground.language.right_to_left else CORNER
    return f'<c:legend><c:legendPos val="t"/>{place}<c:overlay val="0"/>{_letters(SERIES_NAMES, ground)}</c:legend>'


def _letters(size: float, ground: Ground, ink: str = "", *, bold: bool = False) -> str:
    """Return how text looks."""
    spelled = language_xml(ground)
    direction = ' rtl="1"' if ground.language.right_to_left else ""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr{direction}><a:defRPr{spelled} sz="{round(size * 100)}" b="{int(bold)}">'
        f"{ink or ground.inks.quiet}{FACES}</a:defRPr></a:pPr><a:endParaRPr{spelled}/></a:p></c:txPr>"
    )


def _fill(n: int, ground: Ground) -> str:
    accents = ground.inks.accents
    return fill_xml(accents[n % len(accents)])


def _rule(width: int, fill: str) -> str:
    return f'<a:ln w="{width}">{fill}</a:ln>'


def _labels(chart: PlacedChart, ground: Ground, place: str, *shown: str, separator: str = "") -> str:
    """Return what stands at a bar, a point or a slice, and on which side of it."""
    told = "".join(
        f'<c:show{name} val="{int(name in shown)}"/>' for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    number = "0%" if "Percent" in shown else chart.number
    return (
        f'<c:numFmt formatCode="{text(number)}" sourceLinked="0"/>{NOTHING}{_letters(chart.size, ground, ground.inks.strong, bold=True)}'
        f'<c:dLblPos val="{place}"/>{told}{f"<c:separator>{separator}</c:separator>" if separator else ""}'
    )


def _name_and_numbers(chart: PlacedChart, n: int, series: ChartSeries) -> tuple[str, str]:
    """Return a series' name, and its categories and numbers, each with the cells that they are kept in and as they are there."""
    column, last = column_of(n + 1), len(chart.categories) + 1
    named = f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_strings((series.name,))}</c:strRef></c:tx>"
    numbers = "".join(f'<c:pt idx="{i}"><c:v>{value!r}</c:v></c:pt>' for i, value in enumerate(series.values) if value is not None)
    return named, (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_strings(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>{text(chart.number)}</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{numbers}</c:numCache></c:numRef></c:val>'
    )


def _strings(texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{text(one)}</c:v></c:pt>' for n, one in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _bars(chart: PlacedChart, ground: Ground) -> str:
    """Return bars from the side or columns."""
    labels = f"<c:dLbls>{_labels(chart, ground, 'outEnd', 'Val')}</c:dLbls>" if chart.labelled else ""
    drawn, across = "", chart.type == "bar"
    for n, series in enumerate(chart.series):
        named, numbers = _name_and_numbers(chart, n, series)
        look = f"<c:spPr>{_fill(n, ground)}</c:spPr>"
        drawn += f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>{named}{look}<c:invertIfNegative val="0"/>{labels}{numbers}</c:ser>'
    return (
        f'<c:barChart><c:barDir val="{"bar" if across else "col"}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{_between(chart)}"/><c:overlap val="0"/>{_axis_ids()}</c:barChart>{_axes(chart, ground)}'
    )


def _lines(chart: PlacedChart, ground: Ground) -> str:
    drawn = ""
    for n, series in enumerate(chart.series):
        named, numbers = _name_and_numbers(chart, n, series)
        fill = _fill(n, ground)
        stroke = f'<a:ln w="{LINE}" cap="rnd">{fill}<a:prstDash val="{DASHES[n % len(DASHES)]}"/><a:round/></a:ln>'
        dot = f'<c:marker><c:symbol val="circle"/><c:size val="{DOT}"/><c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>'
        marked = dot if chart.labelled else '<c:marker><c:symbol val="none"/></c:marker>'
        ended = _end(chart, ground, series, dot) if chart.named == "ends" else ""
        labels = f"<c:dLbls>{_labels(chart, ground, 't', 'Val')}</c:dLbls>" if chart.labelled else ended
        look = f"<c:spPr>{stroke}</c:spPr>{marked}"
        drawn += f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>{named}{look}{labels}{numbers}<c:smooth val="0"/></c:ser>'
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>{_axis_ids()}</c:lineChart>'
        f"{_axes(chart, ground)}"
    )


def _end(chart: PlacedChart, ground: Ground, series: ChartSeries, dot: str) -> str:
    """Return the mark at the end of a line, with its name and its last number beside it."""
    last = max(n for n, value in enumerate(series.values) if value is not None)
    side = "l" if ground.language.right_to_left else "r"
    told = _labels(chart, ground, side, *(("Val", "SerName") if series.name else ("Val",)), separator=" ")
    silent = "".join(f'<c:show{name} val="0"/>' for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"))
    return (
        f'<c:dPt><c:idx val="{last}"/>{dot}<c:bubble3D val="0"/></c:dPt>'
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{told}</c:dLbl>{NOTHING}{silent}</c:dLbls>'
    )


def _pie(chart: PlacedChart, ground: Ground) -> str:
    (series,) = chart.series
    named, numbers = _name_and_numbers(chart, 0, series)
    edge = _rule(EDGE, ground.inks.ground)
    slices = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/><c:spPr>{_fill(n, ground)}{edge}</c:spPr></c:dPt>'
        for n in range(len(chart.categories))
    )
    told = _labels(chart, ground, "outEnd", "CatName", "Percent" if chart.percent else "Val", separator="\n")
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser><c:idx val="0"/><c:order val="0"/>{named}{slices}'
        f'<c:dLbls>{told}<c:showLeaderLines val="0"/></c:dLbls>{numbers}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _axis_ids() -> str:
    return f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'


def _axes(chart: PlacedChart, ground: Ground) -> str:
    """Return the axis of the categories, in the language's direction, and that of the numbers, seen only where none stands at a bar."""
    across, back = chart.type == "bar", ground.language.right_to_left
    turned = ("minMax", "maxMin")
    categories, values = turned[across or back], turned[across and back]
    sides = ("l", "b") if across else ("b", "l")
    skipped = f'<c:tickLblSkip val="{chart.every}"/><c:tickMarkSkip val="{chart.every}"/>' if chart.every > 1 else ""
    # columns and bars begin at zero, or their lengths do not tell; lines where the program likes
    least = "" if chart.type == "line" else f'<c:min val="{_least(chart):g}"/>'
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{categories}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{sides[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_rule(RULE, ground.inks.axis)}</c:spPr>'
        f"{_letters(chart.axis_size, ground)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
        f'{skipped}<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="{values}"/>{least}</c:scaling>'
        f'<c:delete val="{int(chart.labelled)}"/><c:axPos val="{sides[1]}"/>'
        f"{'' if chart.labelled else f'<c:majorGridlines><c:spPr>{_rule(PALE, ground.inks.grid)}</c:spPr></c:majorGridlines>'}"
        f'<c:numFmt formatCode="{text(chart.number)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(AXIS_NUMBERS, ground)}'
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="{"max" if across else "autoZero"}"/><c:crossBetween val="between"/>'
        f"{_unit(chart)}</c:valAx>"
    )


def _between(chart: PlacedChart) -> int:
    """Return what stands between two groups of bars, so much that no bar is a block."""
    long = points(chart.box.height if chart.type == "bar" else chart.box.width) * chart.plot[3 if chart.type == "bar" else 2]
    count = len(chart.series)
    thick = min(THICKEST, long / len(chart.categories) / (count + BETWEEN / 100))
    return min(MOST_BETWEEN, round(100 * (long / len(chart.categories) / thick - count)))


def _unit(chart: PlacedChart) -> str:
    """Return the step of an axis that is seen: a round number, and none that its numbers do not tell."""
    values = [value for series in chart.series for value in series.values if value is not None]
    # Excel begins lines at zero only where their least number is far below the greatest
    low = min(values) if chart.type == "line" and min(values) > FROM_ZERO * max(values) else min(0.0, *values)
    span = max(0.0, *values) - low
    if chart.labelled or not span:
        return ""
    decimals = QUOTED.sub("", chart.number).partition(".")[2].count("0")
    least = max(span / PARTS, 10.0**-decimals)
    tens = 10.0 ** floor(log10(least))
    step = next(tens * n for n in STEPS if tens * n >= least * 0.999)
    return f'<c:majorUnit val="{step:g}"/>'


def _least(chart: PlacedChart) -> float:
    """Return where an axis of bars begins: at zero, or so far below the least number that this stands clear of the categories' names."""
    values = [value for series in chart.series for value in series.values if value is not None]
    return min(0.0, min(values) - BELOW * (max(0.0, *values) - min(values)) if min(values) < 0 else 0.0)


PLOTS: Mapping[str, Callable[[PlacedChart, Ground], str]] = {"bar": _bars, "column": _bars, "line": _lines, "pie": _pie}
