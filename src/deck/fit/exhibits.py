"""The kinds of exhibits, each with what sets it on slides."""

from __future__ import annotations

from deck.fit.arrange import Area
from deck.fit.asides import flow_aside
from deck.fit.charts import flow_chart
from deck.fit.code import flow_code
from deck.fit.exhibited import Exhibited
from deck.fit.formulas import flow_formula
from deck.fit.gallery import flow_gallery
from deck.fit.pictures import flow_picture
from deck.fit.qr_codes import flow_qr_codes
from deck.fit.quotes import flow_quote
from deck.fit.tables import flow_table
from deck.model.article import Chart, Code, Formula, Picture, Table
from deck.model.slides import Aside, Gallery, QrCodes, Quotation, Slide


def exhibit(slide: Slide, area: Area) -> Exhibited | None:
    """Return a slide's exhibit on as many slides as it takes, None where it has none or no slide can show it."""
    match slide.exhibit:
        case Table() as table:
            return flow_table(table, slide.legend, area, slide.instead)
        case Chart() as chart:
            return flow_chart(chart, slide.legend, slide.instead, area)
        case Code() as code:
            return flow_code(code, area)
        case Picture() as picture:
            return flow_picture(picture, area)
        case Gallery() as gallery:
            return flow_gallery(gallery, area)
        case Formula() as formula:
            return flow_formula(formula, slide.legend, area)
        case Aside() as aside:
            return flow_aside(aside, area)
        case Quotation() as quote:
            return flow_quote(quote, area)
        case QrCodes() as codes:
            return flow_qr_codes(codes, area)
        case None:
            return None
