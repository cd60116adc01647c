"""The layouts. Names and numbers are those of docs/analysis/rooms.md."""

from __future__ import annotations

from deck.masters.blocks import (
    BODY_TOP,
    ENTRY,
    Holder,
    Layout,
    Mark,
    agenda,
    body,
    cards,
    foot,
    kicker,
    picture,
    pictures,
    qr_codes,
    rings,
    rows,
    sentences,
    sources,
    title,
)
from deck.masters.tokens import (
    AMBER,
    DARK_RING,
    DETAIL,
    FOOTER,
    HAIRLINE,
    INK,
    KICKER,
    LEAD,
    LEFT,
    LIST,
    MIST,
    MUTED,
    NAVY,
    PALE_RING,
    SLATE,
    TITLE,
    VERMILION,
    WHITE,
    WIDTH,
    H,
    Style,
    W,
)

COLUMN = 5.47
# two and three pictures side by side
PAIR, TRIPLE = (WIDTH - 0.30) / 2, (WIDTH - 0.60) / 3
PAIRED = (LEFT, LEFT + PAIR + 0.30)
TRIPLED = tuple(LEFT + n * (TRIPLE + 0.30) for n in range(3))
# four side by side
QUARTER = (WIDTH - 0.93) / 4
QUARTER_PITCH = QUARTER + 0.31
RIGHT = 6.82
DARK_TITLE = TITLE._replace(ink=WHITE)
# beside the panel of a key figure
BESIDE = 5.20
ON_DARK = (FOOTER._replace(ink=MUTED), FOOTER._replace(ink=MUTED))
FIGURE = (Style(115, AMBER, True, 90, tracking=-2, heading=True), Style(24, WHITE, True, 95, before=2))
BESIDE_PICTURE = (LEAD._replace(size=28, before=18), DETAIL._replace(size=22, before=6), LIST[0]._replace(size=24))
CALLOUT = (Style(26, VERMILION, True, 95), Style(36, INK, line=95, before=12))
STACKED = (LEAD, DETAIL._replace(before=12))

LAYOUTS = (
    Layout(
        "Title",
        (
            title((LEFT, 1.25, 10.6, 2.6), DARK_TITLE._replace(size=56, tracking=-0.6), "b", "ctrTitle"),
            Holder("subTitle", 1, "Subtitle", (LEFT, 4.10, 8.4, 1.35), (Style(28, MUTED, line=95),), "Subtitle"),
            body(21, "Byline", (LEFT, 6.30, 7.2, 0.60), Style(18, AMBER), anchor="b"),
        ),
        rings(12.4, 6.7, (0.95, 1.70, 2.45, 3.20), DARK_RING, AMBER),
        NAVY,
        "title",
    ),
    Layout(
        "Chapter",
        (
            title((LEFT, 2.65, 9.4, 1.75), DARK_TITLE._replace(size=48, tracking=-0.6)),
            body(20, "Number", (LEFT, 0.95, 9.4, 1.5), Style(96, AMBER, True, 90, heading=True), anchor="b"),
            body(1, "Groups", (LEFT, 4.60, 8.6, 2.1), Style(22, MUTED, before=4)),
            *foot(*ON_DARK),
        ),
        rings(12.4, 0.5, (0.95, 1.70, 2.45), DARK_RING, AMBER),
        NAVY,
        "secHead",
    ),
    Layout(
        "Title Only",
        (
            title((LEFT, 1.50, 10.2, 3.2), TITLE._replace(size=48, tracking=-0.6), "b"),
            kicker(),
            body(1, "Statements", (LEFT, 5.05, 9.2, 1.6), Style(26, SLATE, before=10)),
            *foot(),
        ),
        rings(12.4, 0.5, (0.95, 1.70, 2.45), PALE_RING, VERMILION),
        type="titleOnly",
    ),
    rows("Two Points", 2, LEAD, DETAIL, (4.90, 6.43), 0.20),
    rows("Three Points", 3, LEAD._replace(size=28), DETAIL._replace(size=22), (4.35, 6.98), 0.16),
    rows("Four Points", 4, LEAD._replace(size=24), DETAIL._replace(size=22), (4.35, 6.98), 0.14),
    Layout(
        "Stack",
        (
            title(),
            kicker(),
            body(1, "Points", (LEFT, BODY_TOP + 0.20, 11.2, 4.26), LEAD._replace(before=24), DETAIL._replace(before=8)),
            sources(6.76),
            *foot(),
        ),
        (Mark("rule", (LEFT, BODY_TOP, WIDTH, 0), HAIRLINE, 1.0),),
    ),
    Layout(
        "Duo",
        (
            title(),
            kicker(),
            body(30, "Point 1", (LEFT, 2.56, COLUMN, 4.10), *STACKED),
            body(31, "Point 2", (RIGHT + 0.243, 2.56, COLUMN, 4.10), *STACKED),
            sources(),
            *foot(),
        ),
        (Mark("rule", (LEFT, BODY_TOP, COLUMN, 0), INK, 2.25), Mark("rule", (RIGHT + 0.243, BODY_TOP, COLUMN, 0), INK, 2.25)),
        type="twoObj",
    ),
    Layout(
        "Contrast",
        (
            title(),
            kicker(),
            body(30, "Point 1", (LEFT, 2.85, 5.37, 3.85), LEAD._replace(size=36), DETAIL._replace(before=10)),
            body(31, "Point 2", (7.167, 2.85, 5.366, 3.85), LEAD._replace(size=36, ink=WHITE), Style(26, MUTED, before=10)),
            *foot(number=FOOTER._replace(ink=MUTED), width=5.37),
        ),
        (Mark("panel", (0, BODY_TOP, W / 2, H - BODY_TOP), MIST, 0), Mark("panel", (W / 2, BODY_TOP, W / 2, H - BODY_TOP), NAVY, 0)),
    ),
    cards("Two Cards", [(LEFT, y, WIDTH, 2.05) for y in (2.30, 4.55)], LEAD, DETAIL._replace(before=8)),
    cards(
        "Three Cards", [(LEFT, 2.30 + i * 1.51, WIDTH, 1.36) for i in range(3)], LEAD._replace(size=28), DETAIL._replace(size=24, before=2)
    ),
    cards(
        "Four Cards",
        [(x, y, 5.72, 2.10) for y in (2.20, 4.60) for x in (LEFT, 6.813)],
        LEAD._replace(size=26),
        DETAIL._replace(size=24, before=4),
    ),
    Layout("List", (title(), kicker(), body(1, "Content", (LEFT, BODY_TOP, WIDTH, 4.40), *LIST), sources(), *foot()), type="obj"),
    Layout(
        "Two Lists",
        (
            title(),
            kicker(),
            body(1, "Content 1", (LEFT, BODY_TOP, COLUMN, 4.40), *LIST),
            body(2, "Content 2", (RIGHT + 0.243, BODY_TOP, COLUMN, 4.40), *LIST),
            sources(),
            *foot(),
        ),
    ),
    agenda("Agenda", [(LEFT, WIDTH)], ENTRY),
    agenda("Agenda in Two Columns", [(LEFT, COLUMN), (RIGHT + 0.243, COLUMN)], ENTRY._replace(size=22)),
    Layout(
        "Key Figure",
        (
            title((BESIDE, 0.92, 7.33, 1.45), TITLE._replace(size=30)),
            kicker(box=(BESIDE, 0.50, 7.33, 0.32)),
            body(60, "Figure", (LEFT, 1.75, 3.55, 2.20), *FIGURE, anchor="b"),
            body(61, "Legend", (LEFT, 4.20, 3.35, 2.45), Style(20, MUTED)),
            body(1, "Points", (BESIDE, 2.86, 7.33, 3.85), LEAD._replace(size=28, before=22), DETAIL._replace(size=24, before=6)),
            *foot(left=BESIDE, width=5.80),
        ),
        (Mark("panel", (0, 0, 4.55, H), NAVY, 0), Mark("rule", (BESIDE, 2.62, 7.33, 0), HAIRLINE, 1.0)),
    ),
    Layout(
        "Statement",
        (
            title((LEFT, 1.35, 11.2, 3.0), DARK_TITLE._replace(size=54, tracking=-0.6), "b"),
            kicker(KICKER._replace(ink=AMBER)),
            body(1, "Support", (LEFT, 4.62, 8.8, 2.0), Style(26, MUTED, before=8)),
            *foot(*ON_DARK),
        ),
        rings(12.4, 6.7, (0.95, 1.70, 2.45), DARK_RING, AMBER),
        NAVY,
    ),
    Layout(
        "Sentence",
        (
            title((LEFT, 0.92, 11.2, 1.15), DARK_TITLE._replace(size=32, ink=MUTED)),
            kicker(KICKER._replace(ink=AMBER)),
            body(1, "Sentence", (LEFT, 2.30, 10.80, 3.75), Style(44, WHITE, line=95, tracking=-0.3, heading=True), anchor="b"),
            *foot(*ON_DARK),
        ),
        rings(12.4, 6.7, (0.95, 1.70, 2.45), DARK_RING, AMBER),
        NAVY,
    ),
    sentences("Two Sentences", 2, Style(36, INK, line=95)),
    sentences("Three Sentences", 3, Style(30, INK, line=95)),
    Layout(
        "Quote",
        (
            title((LEFT, 0.92, 9.4, 1.15), DARK_TITLE._replace(size=28, ink=MUTED)),
            kicker(KICKER._replace(ink=AMBER), (LEFT, 0.50, 9.4, 0.32)),
            body(1, "Quotation", (LEFT, 2.30, 11.2, 3.30), Style(44, WHITE, True, 95, before=10, tracking=-0.3, heading=True), anchor="b"),
            body(2, "Source", (LEFT, 5.85, 8.8, 0.75), Style(24, AMBER)),
            *foot(*ON_DARK),
        ),
        rings(12.4, 6.7, (0.95, 1.70, 2.45), DARK_RING, AMBER),
        NAVY,
    ),
    Layout(
        "Callout",
        (
            title(),
            kicker(),
            body(1, "Call-out", (LEFT + 0.55, 2.60, WIDTH - 1.10, 3.80), *CALLOUT, anchor="ctr"),
            *foot(),
        ),
        (Mark("panel", (LEFT, BODY_TOP, WIDTH, 4.40), MIST, 0), Mark("panel", (LEFT, BODY_TOP, 0.09, 4.40), VERMILION, 0)),
    ),
    Layout(
        "Picture",
        (title(), kicker(), body(1, "Caption", (LEFT, BODY_TOP, 3.10, 4.40), Style(22, SLATE)), picture((4.26, 2.12, 8.27, 4.65)), *foot()),
        type="picTx",
    ),
    Layout(
        "Wide Picture",
        (title(), kicker(), picture((LEFT, 2.10, WIDTH, 4.00)), body(1, "Caption", (LEFT, 6.22, WIDTH, 0.66), Style(18, SLATE)), *foot()),
    ),
    Layout(
        "Picture and Points",
        (
            title(),
            kicker(),
            body(1, "Points", (LEFT, BODY_TOP, 4.90, 4.40), *BESIDE_PICTURE),
            picture((6.10, BODY_TOP, 6.433, 4.40)),
            *foot(),
        ),
    ),
    Layout(
        "Picture Right",
        (
            title((LEFT, 0.92, 6.72, 1.55)),
            kicker(box=(LEFT, 0.50, 6.72, 0.32)),
            body(1, "Points", (LEFT, 2.60, 6.52, 4.10), *BESIDE_PICTURE),
            picture((8.353, 0, 4.98, H)),
            *foot(width=5.40, number_left=6.32),
        ),
    ),
    pictures("Two Pictures", [(x, 2.12, PAIR, 3.86) for x in PAIRED], [(x, 6.10, PAIR, 0.76) for x in PAIRED]),
    pictures("Three Pictures", [(x, 2.20, TRIPLE, 3.30) for x in TRIPLED], [(x, 5.62, TRIPLE, 1.24) for x in TRIPLED]),
    pictures(
        "Four Pictures",
        [(x, y, 3.00, 2.26) for y in (2.12, 4.56) for x in PAIRED],
        [(x + 3.20, y, PAIR - 3.20, 2.26) for y in (2.12, 4.56) for x in PAIRED],
    ),
    qr_codes(
        "One QR Code",
        [(LEFT, 2.20, 4.40, 4.40)],
        [(LEFT + 4.90, 2.48, WIDTH - 4.90, 3.84)],
        Style(32, INK, True, 95, heading=True),
        Style(20, SLATE, before=12),
        "ctr",
    ),
    qr_codes(
        "QR Codes",
        [(LEFT + n * QUARTER_PITCH, 2.10, QUARTER, QUARTER) for n in range(4)],
        [(LEFT + n * QUARTER_PITCH, 4.86, QUARTER, 2.00) for n in range(4)],
        Style(20, INK, True, 95),
        Style(14, SLATE, before=6),
    ),
    Layout(
        "Table",
        (
            title(),
            kicker(),
            body(1, "Legend", (LEFT, 2.05, WIDTH, 0.46), Style(22, SLATE)),
            Holder("tbl", 90, "Table", (LEFT, BODY_TOP, WIDTH, 4.40), (DETAIL,), "Table"),
            sources(),
            *foot(),
        ),
    ),
    Layout(
        "Chart",
        (
            title(),
            kicker(),
            body(1, "Legend", (LEFT, 2.05, WIDTH, 0.46), Style(22, SLATE)),
            Holder("chart", 95, "Chart", (LEFT, BODY_TOP, WIDTH, 4.40), (Style(20, SLATE),), "Chart"),
            *foot(),
        ),
    ),
    Layout(
        "Code",
        (
            title(),
            kicker(),
            Holder("body", 80, "Code", (LEFT, 2.25, WIDTH, 4.50), (Style(20, WHITE, mono=True),), "Code", inset=(0.40, 0.32), ground=NAVY),
            *foot(),
        ),
    ),
    Layout(
        "Formula",
        (
            title(),
            kicker(),
            body(1, "Legend", (LEFT, 2.05, WIDTH, 0.46), Style(22, SLATE)),
            body(100, "Formula", (LEFT + 0.55, 2.87, WIDTH - 1.10, 3.66), Style(44, INK, align="ctr"), anchor="ctr"),
            *foot(),
        ),
        (Mark("panel", (LEFT, 2.62, WIDTH, 4.16), MIST, 0),),
    ),
    Layout(
        "Question",
        (
            title((LEFT, 1.20, 10.4, 3.4), DARK_TITLE._replace(size=44, tracking=-0.6), "b"),
            kicker(KICKER._replace(ink=AMBER)),
            body(1, "Second question", (LEFT, 4.98, 10.4, 1.75), Style(28, MUTED)),
        ),
        rings(12.4, 0.5, (0.95, 1.70, 2.45), DARK_RING, AMBER),
        NAVY,
    ),
)
MASTER = (
    title(),
    Holder("body", 1, "Content", (LEFT, BODY_TOP, 10.6, 4.40), LIST, "Text"),
    foot()[0]._replace(idx=3),
    foot()[1]._replace(idx=4),
)
