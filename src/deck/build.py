"""The whole story of a build on one page: read, decide, set, fit; then keep the base, prove and write."""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from deck import __version__
from deck.adopting import came_back
from deck.assets import with_images
from deck.errors import DeckError, UsageError
from deck.findings import Finding, Severity
from deck.fit import fit
from deck.guard import Draft, Meeting, Written, foreseen, put
from deck.known import known_build
from deck.ledger import build_id_of, load_outline
from deck.locks import refuse_open
from deck.model.article import Article, Directive, Span
from deck.model.identity import KnownSlide
from deck.model.language import Language
from deck.model.marks import Marks
from deck.model.merged import Wishes
from deck.model.placed import PlacedDeck
from deck.model.settings import SectionSettings, Settings
from deck.model.slides import Deck, Kind
from deck.model.template import Template
from deck.model.words import Words
from deck.ooxml import deck_bytes, proof, read_seal, read_template
from deck.outline import known, outline, settled, with_agenda
from deck.overview import Overview, overview_of
from deck.places import date_in, output_for, shown, slug_of
from deck.read import author_names, language_of_part, read_article
from deck.rebuild import Aim, keep_report, meet
from deck.report import Outcome, report
from deck.settings import read_toml, section_settings, talk_settings
from deck.talk import expected_minutes, fold, left_out, minutes, scheduled
from deck.telling import summary
from deck.templates import find_template
from deck.typeset import typeset
from deck.words import languages, spoken_date, stop_words, words_for

# a talk this long begins with its plan
MINUTES_WITH_AGENDA = 30


class Request(NamedTuple):
    """One article to build: its path, its name as typed, the project root, and the options given on the command line.

    `restored` are the keys of slides to bring back that a hand deleted.
    """

    article: Path
    name: str
    root: Path
    options: Mapping[str, object]
    fresh: bool = False
    restored: tuple[str, ...] = ()


class Source(NamedTuple):
    """An article as it was read, the settings of its talk, the name that it goes by, and the file that its deck goes to.

    `media` are the bytes of its pictures by their digests. `reads` are the files that it depends on beside itself, `absent` those that
    were looked for and are not there.
    """

    request: Request
    article: Article
    settings: Settings
    findings: tuple[Finding, ...]
    slug: str
    target: Path
    media: Mapping[str, bytes]
    reads: tuple[Path, ...] = ()
    absent: tuple[Path, ...] = ()


class Plan(NamedTuple):
    """Every stage but writing. `known` is what the next build must know of the outline.

    `folded` are the keys of slides that the article has and that folding took out of the deck; those of their further pages ("key+2") are
    not among them.
    """

    source: Source
    deck: Deck
    placed: PlacedDeck
    findings: tuple[Finding, ...]
    template: Path
    master: Template
    known: tuple[KnownSlide, ...]
    folded: frozenset[str] = frozenset()


class Built(NamedTuple):
    """What a build left behind: the deck and its SHA-256, the files that it depends on, those that were looked for and are not there.

    `new_beside`: the deck on disk was not as we wrote it, so the new one lies beside it.
    """

    output: Path
    sha256: str
    report: str
    findings: tuple[Finding, ...]
    reads: tuple[Path, ...]
    absent: tuple[Path, ...]
    new_beside: bool


def build(request: Request) -> Built:
    """Make or update the deck of one article."""
    return make(source_of(request))


def source_of(request: Request) -> Source:
    """Return an article with its settings, checked."""
    table, known = project_settings(request.root), languages()
    asked, usual = str(request.options.get("lang") or ""), str(table.get("lang") or "")
    article, found = read_article(
        request.article, request.name, language=asked, languages=known, stop_words=stop_words(), usual=usual, root=request.root
    )
    settings, noted = talk_settings(request.options, article.meta.settings, table, article.meta.lines, request.name)
    slug = slug_of(request.article, article.meta.slug, known.keys())
    target = output_for(request.article, request.root, slug, _ending(article.language, known), settings.output)
    toml = _toml(request.root)
    at = _set_at("authors", article, toml)
    names, reads, absent = author_names(article.meta.authors, request.article, request.root, settings.authors, at)
    day = article.meta.date or date_in(request.article, request.root, known.keys()) or article.meta.changed
    loaded = with_images(article._replace(meta=article.meta._replace(authors=names, date=day)), request.root)
    reads, absent = (*reads, *loaded.reads), (*absent, *loaded.absent)
    known_files = ((*reads, toml), absent) if toml.is_file() else (reads, (*absent, toml))
    findings = (*found, *noted, *loaded.findings)
    return Source(request, loaded.article, settings, findings, slug, target, loaded.media, *known_files)


def plan(source: Source) -> Plan:
    """Return the deck that an article makes, laid out; nothing is written."""
    article = source.article
    words = words_for(article.language.tag)
    dated = article._replace(meta=article.meta._replace(date=spoken_date(words, article.meta.date)))
    deck, judged = _named(*outline(dated, source.settings, words, _section_settings, source.slug.replace("-", " ")), _last_outline(source))
    remembered = known(deck)
    slot, speech = source.settings.minutes, _speech(source)
    agenda = source.settings.agenda
    length = slot or expected_minutes(deck, speech)
    whole = deck
    deck, folded = fold(whole, slot, speech)
    if agenda == "true" or (agenda == "auto" and length >= MINUTES_WITH_AGENDA):
        deck = with_agenda(deck, words)
    # what is folded away comes back with a longer slot, and under its name
    remembered += tuple(slide for slide in known(deck) if slide.kind == Kind.AGENDA)
    template = _template(source)
    master = read_template(template, article.language)
    placed, gave_way = fit(typeset(deck, partial(_words_of, article.language)), master)
    if slot:
        placed, overrun = scheduled(placed, slot, speech, words.digits)
        gave_way += overrun
    return Plan(
        source,
        deck,
        placed,
        (*_without_cards(source.findings, judged), *judged, *folded, *gave_way),
        template,
        master,
        remembered,
        left_out(whole, deck),
    )


def look(source: Source) -> Overview:
    """Return the outline of the deck that a build would make; nothing is written."""
    planned = plan(source)
    speech = _speech(source)
    alone = (planned.placed._replace(slides=(slide,)) for slide in planned.placed.slides)
    return overview_of(source.article, planned.deck, planned.placed, planned.findings, [minutes(slide, speech) for slide in alone])


def make(source: Source) -> Built:
    """Make or update the deck of an article that was read; what a hand did to the one on the disk stays."""
    return _written(source, None)


def adopt(source: Source, file: Path) -> Built:
    """Make a file that came back the deck of an article, with what hands did to the deck since and what the article says now."""
    return _written(source, file)


def foresee(source: Source) -> Meeting:
    """Return what a build would do to the deck on the disk, with all errors that it would tell; nothing is written."""
    planned = plan(source)
    ahead = foreseen(_draft(planned, None, keeps=False), source.target, fresh=source.request.fresh)
    errors = (finding for finding in planned.findings if finding.severity is Severity.ERROR)
    return ahead._replace(findings=(*errors, *ahead.findings))


def _written(source: Source, file: Path | None) -> Built:
    # said before the work, and not after it, when the file is to be replaced
    refuse_open(source.target)
    started = time.perf_counter()
    planned = plan(source)
    draft = _draft(planned, file)
    written = put(draft, source.target, fresh=source.request.fresh)
    told = planned._replace(findings=(*planned.findings, *written.findings))
    reported = keep_report(written, source.target, planned.deck.title)
    return Built(
        written.path,
        hashlib.sha256(written.content).hexdigest(),
        report(_outcome(told, written, reported, time.perf_counter() - started)),
        told.findings,
        (source.request.article, planned.template, *source.reads),
        source.absent,
        written.path != source.target,
    )


def _draft(planned: Plan, file: Path | None, *, keeps: bool = True) -> Draft:
    """Return the deck of a plan, ready to be written; with a `file` that came back to be merged into it.

    `keeps`: what the merge has to find out with LibreOffice is kept for the next time.
    """
    source, placed = planned.source, planned.placed
    template = hashlib.sha256(planned.template.read_bytes()).hexdigest()
    origin = _origin(source.request)
    marks = Marks(build_id_of(placed, template, origin, __version__), origin, __version__)
    content = deck_bytes(placed, planned.template, marks, source.media)
    returned = None if file is None else came_back(file, source.target, origin)
    aim = Aim(placed, content, marks, planned.master, _wishes(planned), keeps)
    return Draft(placed, content, marks, read_seal, proof, partial(meet, aim, source.target, returned), planned.known, str(file or ""))


def _wishes(planned: Plan) -> Wishes:
    """Return what a merge is asked for; raises UsageError for a slide to bring back that the article does not have."""
    keys = [slide.key for slide in planned.placed.slides]
    for key in planned.source.request.restored:
        if key not in keys:
            near = next(iter(get_close_matches(key, keys, 1, 0.0)), "")
            raise UsageError(f"--restore {key}: the article has no slide of that key" + (f"; the nearest is {near}" if near else ""))
    frozen = frozenset(slide.key for slide in planned.placed.slides if slide.frozen)
    return Wishes(frozen, frozenset(planned.source.request.restored), planned.folded)


def _speech(source: Source) -> float:
    """Return the time to say one character, in milliseconds, at the speaker's pace."""
    return words_for(source.article.language.tag).speech / source.settings.pace


def _last_outline(source: Source) -> tuple[KnownSlide, ...]:
    """Return the outline of the build that the deck on disk is of; nothing for a deck of another article, or to be made anew."""
    with contextlib.suppress(OSError, DeckError):
        content = b"" if source.request.fresh else source.target.read_bytes()
        marks = read_seal(content).marks
        if marks is None or marks.source == _origin(source.request):
            return load_outline(source.target, known_build(source.target, content))
    return ()


def _named(deck: Deck, judged: tuple[Finding, ...], before: tuple[KnownSlide, ...]) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the deck and what was judged of it under the keys of the last build."""
    kept = settled(deck, before)
    names = {slide.key: again.key for slide, again in zip(deck.slides, kept.slides, strict=True)}
    return kept, tuple(finding._replace(slide=names.get(finding.slide, finding.slide)) for finding in judged)


def _without_cards(found: tuple[Finding, ...], judged: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield what was found, but for pictures that turned out to be the page's social card: nobody misses those."""
    cards = {finding.span for finding in judged if finding.code == "D305"}
    return (finding for finding in found if finding.code not in ("D306", "D307") or finding.span not in cards)


def project_settings(root: Path) -> Mapping[str, object]:
    """Return what the deck.toml of a project says, checked; nothing where there is none."""
    toml = _toml(root)
    return read_toml(toml) if toml.is_file() else {}


def _toml(root: Path) -> Path:
    return root / "deck.toml"


def _section_settings(directive: Directive) -> SectionSettings:
    return section_settings(directive.values, directive.span)


def _template(source: Source) -> Path:
    """Return the template: from inside the project, unless the command line names it."""
    request, name = source.request, source.settings.template
    if "template" in request.options:
        return find_template(name, Path())
    span = _set_at("template", source.article, _toml(request.root))
    return find_template(name, request.root, span, within=request.root)


def _set_at(key: str, article: Article, toml: Path) -> Span | None:
    """Return where a setting stands, in the front matter or else in deck.toml; None for neither."""
    if article.meta.settings.get(key) is not None:
        return _said(key, article)
    if toml.is_file() and (found := re.search(rf"""(?m)^[ \t]*["']?{key}["']?[ \t]*=""", toml.read_text("utf-8-sig"))):
        line = found.string.count("\n", 0, found.start()) + 1
        return Span(str(toml), line, line)
    return None


def _said(key: str, article: Article) -> Span:
    """Return where the front matter sets a key of `deck:`."""
    line = article.meta.lines.get(f"deck.{key}", article.meta.lines.get("deck", 1))
    return Span(article.name, line, line)


def _words_of(own: Language, text: str) -> Words:
    """Return the words of the language of a text in an article in `own`: a quotation may be in another."""
    return words_for(language_of_part(text, own, languages(), stop_words()).tag)


def _ending(language: Language, known: Mapping[str, Language]) -> str:
    """Return what tells a deck's language in its name: the tag where the language is not in its usual script (zh-TW), else the code."""
    usual = known.get(language.code)
    return language.tag if usual and usual.script != language.script else language.code


def _origin(request: Request) -> str:
    """Return an article's path from the project root, by which its deck is known to be its own."""
    article, root = request.article.resolve(), request.root.resolve()
    return article.relative_to(root).as_posix() if article.is_relative_to(root) else article.name


def _outcome(planned: Plan, written: Written, reported: str, seconds: float) -> Outcome:
    article = planned.source.article
    spoken = minutes(planned.placed, _speech(planned.source))
    slot = planned.source.settings.minutes
    place = shown(written.path, Path.cwd())
    merged = written.merged
    merge, slides = ("", None) if merged is None else (summary(merged, reported), len(merged.slides))
    return Outcome(article, planned.deck, planned.placed, planned.findings, spoken, slot, place, seconds, merge, slides)
