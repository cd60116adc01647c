"""Random slides: any language, any length, and all that makes a line hard to break."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from deck.model.article import Code, Inline, Run, Span, Table
from deck.model.slides import Deck, Exhibit, Kind, Point, Quotation, Section, Slide, Title
from deck.words import languages, words_for

SENTENCES = {
    "ar": "يشرح المهندس كيف تُقاس السرعة قبل النشر وبعده ثم يسأل الحضور عن رأيهم في الاستثمارات الجديدة",
    "de": "Der Fahrplan beschreibt die Geschwindigkeitsbegrenzungen vor der Stadt und das Übergangsverfahren im Herbst",
    "el": "Ο μηχανικός περιγράφει την αρχιτεκτονική του συστήματος και μετράει κάθε καθυστέρηση",
    "en": "The engineer measures every delay twice and writes it down before anybody asks whether it matters at all",
    "fa": "مهندس پیش از انتشار سرعت را می‌سنجد و نتیجه‌ها را در برنامه‌ریزی سال آینده به کار می‌برد",
    "fr": "L’ingénieure mesure chaque délai deux fois puis l’écrit avant que quelqu’un demande si c’est vraiment utile",
    "he": "המהנדסת מודדת כל עיכוב פעמיים וכותבת אותו לפני שמישהו שואל אם זה חשוב בכלל לארגון",
    "hi": "अभियंता हर देरी को दो बार मापता है और उसे प्रशिक्षण से पहले लिख लेता है ताकि कोई पूछे",
    "ja": "技術者は 遅延を 二度 測り、 誰かが 尋ねる 前に プラットフォームの 記録に 残す。",
    "ka": "ინჟინერი ზომავს ყოველ შეფერხებას ორჯერ და წერს მას სანამ ვინმე იკითხავს",
    "ko": "엔지니어는 모든 지연을 두 번 측정하고 누가 묻기 전에 데이터베이스에 기록한다",
    "ru": "Инженер дважды измеряет каждую задержку и записывает производительность прежде чем кто-нибудь спросит",
    "ta": "பொறியாளர் ஒவ்வொரு தாமதத்தையும் இருமுறை அளந்து யாரும் கேட்கும் முன் எழுதுகிறார்",
    "th": "วิศวกร วัด ความล่าช้า ทุกครั้ง สองครั้ง แล้ว จดบันทึก ก่อนที่ ใคร จะ ถาม โครงสร้างพื้นฐาน",
    "vi": "Kỹ sư đo mỗi độ trễ hai lần rồi ghi lại trước khi ai đó hỏi liệu điều ấy có quan trọng không",
    "zh": "工程师 每次 都 测量 延迟， 并 在 有人 询问 之前 把 结果 写进 基础设施 报告。",
    "zh-TW": "工程師 每次 都 測量 延遲， 並 在 有人 詢問 之前 把 結果 寫進 基礎設施 報告。",
}
VOCABULARY = {code: sentence.split() for code, sentence in SENTENCES.items()}
UNSPACED = frozenset({"ja", "th", "zh", "zh-TW"})
# what a writer of any language may put among the words
SPICES = {
    "long": ["Donaudampfschifffahrtsgesellschaftskapitän", "x" * 60, "W" * 45, "supercalifragilisticexpialidocious", "i" * 80],
    "address": ["https://example.org/a/long/path/to/some/page?query=value&other=1#part", "www.example.org", "team@example.org"],
    # no keycap and no flag: LibreOffice 7.4 sets those, and what follows a keycap, over the edge where no face has them
    "emoji": ["👩‍👩‍👧‍👦", "👍🏽", "🚀", "❤️"],
    "soft": ["Rück\u00adwärts\u00adkompa\u00adtibili\u00adtäts\u00adversprechen", "co\u00adop\u00ader\u00ada\u00adtion"],
    "glued": ["à\u00a0la\u00a0fois\u00a0:", "50\u00a0000\u00a0€", "«\u00a0tout\u00a0»", "10\u202f000\u202fkm", "A\u00a0" * 12 + "B"],
    "marks": ["e\u0301te\u0301", "Z̸a̷l̶g̵o̴", "ạ̈̂́", "שָׁלוֹם", "مُحَمَّدٌ"],
    "number": ["3,141,592.653", "2025-02-03", "−12 %", "10–15", "x²+y²", "١٢٣٤٥", "१२३"],
    "other": [
        "DeepMind-R1",
        "Москва",
        "東京都庁",
        "القاهرة",
        "ירושלים",
        "서울특별시",
        "ประเทศไทย",
        "नमस्ते",
        "မြန်မာ",
        "ខ្មែរ",
        "ኢትዮጵያ",
        "தமிழ்",
    ],
    "signs": ["→", "…", "—", "(maybe)", "[1]", "/", "&", "½", "ﬁn", "№", "★", "a/b/c/d/e/f", "snake_case_name_that_goes_on_and_on"],
}
LEADS, SENTENCE_LENGTHS = (1, 6, 15, 30, 45, 70, 110, 180, 400), (1, 20, 60, 90, 130, 200, 400, 900)
TITLES, LINES = (1, 12, 30, 50, 80, 120, 180, 300), (0, 1, 20, 60, 120, 250)
STATEMENTS = (20, 60, 110, 200)
COUNTS = (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 12, 30)
KINDS = (
    Kind.TITLE,
    Kind.HEADLINE,
    Kind.QUESTION,
    Kind.CHAPTER,
    Kind.LIST,
    *([Kind.POINTS] * 4),
    Kind.TABLE,
    Kind.CODE,
    Kind.QUOTE,
    Kind.AGENDA,
)
CELLS, ROWS, COLUMNS = (0, 1, 6, 15, 40, 120), (2, 3, 5, 9, 20), (2, 3, 4, 6, 9)
SPAN = Span("random.md", 1, 1)
# in bits, because hypothesis now and then draws a number that it met in any module loaded so far: another one in another run
NUMBERS = st.lists(st.booleans(), min_size=64, max_size=64)
LAYOUTS = ("", "", "", "rows", "duo", "contrast", "cards", "stack")


class Draft(NamedTuple):
    """A slide as meant, and the language that it is in."""

    language: str
    slide: Slide


class Author:
    """Writes slides: the same one for the same number."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.language = self.random.choice(sorted(VOCABULARY))
        self.gap = "" if self.language in UNSPACED else " "
        self.words = VOCABULARY[self.language]
        spices = self.random.sample(sorted(SPICES), self.random.randrange(4))
        self.spices = [word for spice in spices for word in SPICES[spice]]

    def draft(self) -> Draft:
        """Return a slide of any kind."""
        choice = self.random.choice
        kind, count = choice(KINDS), choice(COUNTS)
        points: tuple[Point, ...] = ()
        if kind in (Kind.CHAPTER, Kind.LIST, Kind.POINTS, Kind.AGENDA):
            lead, sentence = choice(LEADS), choice(SENTENCE_LENGTHS)
            points = self.points(count, lead, sentence if count < 12 else min(sentence, 60), kind)
        around = kind in (Kind.TITLE, Kind.QUESTION)
        slide = Slide(
            key="s",
            kind=kind,
            span=SPAN,
            section="s",
            title=self.title(choice(TITLES)),
            kicker=self.styled(choice(LINES)),
            under=self.styled(choice(LINES)) if around else (),
            byline=self.styled(choice(LINES)) if around else (),
            points=points,
            detail=choice(("first", "first", "full", "none")),
            layout=choice(LAYOUTS),
            exhibit=self.exhibit(kind),
            legend=self.styled(choice(LINES)),
            instead=((Run("instead"),),),
            statements=self.statements() if kind is Kind.HEADLINE else (),
        )
        return Draft(self.language, slide)

    def exhibit(self, kind: Kind) -> Exhibit | None:
        """Return what a slide of a kind shows as it is."""
        choice = self.random.choice
        match kind:
            case Kind.TABLE:
                longest, columns = choice(CELLS), choice(COLUMNS)
                rows = (tuple(self.styled(choice([longest, longest // 3])) for _ in range(columns)) for _ in range(choice(ROWS)))
                return Table(SPAN, tuple(rows), tuple(choice(("", "left", "center", "right")) for _ in range(columns)))
            case Kind.CODE:
                lines = ("    " * choice((0, 0, 1, 2)) + self.text(choice((0, 10, 30, 70, 150))) for _ in range(choice((2, 8, 14, 40))))
                return Code(SPAN, "\n".join(lines))
            case Kind.QUOTE:
                texts = tuple(self.styled(choice((20, 80, 150, 250))) for _ in range(choice((1, 1, 2))))
                return Quotation(SPAN, texts, self.styled(choice(LINES)))
        return None

    def statements(self) -> tuple[Inline, ...]:
        """Return up to three sentences that a title alone may show."""
        return tuple(self.styled(self.random.choice(STATEMENTS)) for _ in range(self.random.randrange(4)))

    def text(self, letters: int) -> str:
        """Return words of about so many letters; one letter for one."""
        if letters <= 1:
            return self.random.choice(self.words)[:letters]
        found = ""
        while len(found) < letters:
            spiced = bool(self.spices) and self.random.random() < 0.15
            word = self.random.choice(self.spices if spiced else self.words)
            found += (" " if spiced and found else self.gap if found else "") + word
        return found

    def styled(self, letters: int) -> Inline:
        """Return text of which a word or two may be code, bold, italic or linked."""
        text = self.text(letters)
        if letters < 30 or self.random.random() < 0.7:
            return (Run(text),) if text else ()
        style = self.random.choice([{"code": True}, {"bold": True}, {"italic": True}, {"strike": True}, {"link": "https://example.org"}])
        at = self.random.randrange(len(text) // 2)
        parts = (Run(text[:at]), Run(text[at : at + 20], **style), Run(text[at + 20 :]))  # type: ignore[arg-type]
        return tuple(run for run in parts if run.text)

    def title(self, letters: int) -> Title:
        """Return a title that may be of two tones."""
        if letters < 20 or self.random.random() < 0.5:
            return Title((Run(self.text(letters)),))
        topic = self.random.choice([6, letters // 4, letters // 2])
        return Title((Run(f"{self.text(topic)}:"),), (Run(self.text(letters - topic)),))

    def points(self, count: int, lead: int, sentence: int, kind: Kind) -> tuple[Point, ...]:
        ordered = kind is Kind.LIST and self.random.random() < 0.3
        return tuple(self.point(f"s/{n}", lead, sentence, kind, n + 1 if ordered else 0) for n in range(count))

    def point(self, key: str, lead: int, sentence: int, kind: Kind, number: int = 0, depth: int = 0) -> Point:
        """Return a point of like length to its neighbours; a bullet of a list may hold others."""
        sure = self.random.choice([lead, lead, max(1, lead // 3)])
        sentences = tuple(self.styled(self.random.choice([sentence, max(1, sentence // 2)])) for _ in range(self.random.randrange(1, 3)))
        children: tuple[Point, ...] = ()
        if kind is Kind.LIST and depth < 4 and self.random.random() < 0.25:
            children = tuple(
                self.point(f"{key}.{n}", lead, max(1, sentence // 2), kind, 0, depth + 1) for n in range(self.random.randrange(1, 5))
            )
        runs_in = kind is Kind.POINTS and self.random.random() < 0.1
        if runs_in:
            sentences = ((Run(" "), *sentences[0]), *sentences[1:])
        bare = kind is Kind.LIST and self.random.random() < 0.8
        text = () if bare else (Run(self.text(sure)),)
        return Point(key, SPAN, text, sentences, runs_in and bool(text), children=children, number=number)


def collected(count: int, number: int | None = None) -> list[Draft]:
    """Return so many drafts: always the same ones, or those of a seed."""
    found: list[Draft] = []

    @settings(
        max_examples=count,
        derandomize=number is None,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(NUMBERS)
    def collect(bits: list[bool]) -> None:
        found.append(Author(sum(bit << n for n, bit in enumerate(bits))).draft())

    (collect if number is None else seed(number)(collect))()
    return found


def deck_of(language: str, drafts: list[Draft]) -> Deck:
    """Return a deck of slides in one language, before its text is set."""
    named = [draft.slide._replace(key=f"s{n}", section=f"s{n}") for n, draft in enumerate(drafts)]
    sections = tuple(Section(slide.key, slide.key) for slide in named)
    return Deck(languages()[language], "A talk", (), "", sections, tuple(named), digits=words_for(language).digits)
