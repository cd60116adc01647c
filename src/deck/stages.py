"""The stages of a build but the last: read, decide, set, fit; nothing is written."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from deck.assets import with_images
from deck.assets.qr_codes import with_qr_codes_drawn
from deck.assets.remote import Remote
from deck.chosen import Choice, Named, template_for
from deck.compose import OURS, bound, compose
from deck.errors import DeckError, TemplateError
from deck.findings import Finding
from deck.fit import fit, font_files
from deck.highlight import highlighted
from deck.known import known_build
from deck.ledger import load_outline
from deck.maths import with_formulas
from deck.model.article import Article, Directive, Span
from deck.model.identity import KnownSlide
from deck.model.language import Language
from deck.model.placed import PlacedDeck
from deck.model.settings import SectionSettings, Settings
from deck.model.slides import Deck, Kind, QrCodes
from deck.model.template import Shades, Template, TemplateSettings
from deck.model.words import Words
from deck.ooxml import read_seal, read_template, template_findings
from deck.outline import known, linked, outline, qr_codes_of, settled, with_agenda, with_appendix, with_qr_codes
from deck.overview import Overview, overview_of
from deck.places import cache_folder, date_in, output_for, slug_of
from deck.read import author_names, language_of_part, read_article
from deck.settings import read_toml, section_settings, talk_settings
from deck.talk import expected_minutes, fold, left_out, minutes, scheduled
from deck.template_settings import settings_beside, template_settings, with_settings
from deck.templates import find_template
from deck.typeset import typeset
from deck.words import languages, layout_names, spoken_date, stop_words, words_for
from deck.writing import write_safely

# a talk this long begins with its plan
MINUTES_WITH_AGENDA = 30


class Request(NamedTuple):
    """One article to build: its path, its name as typed, the project root, and the options given on the command line.

    `fetch`: pictures from elsewhere are fetched. `restored` are the keys of slides to bring back that a hand deleted.
    """

    article: Path
    name: str
    root: Path
    options: Mapping[str, object]
    fresh: bool = False
    fetch: bool = False
    restored: tuple[str, ...] = ()


class Source(NamedTuple):
    """An article as it was read, the settings of its talk, the name that it goes by, and the file that its deck goes to.

    `media` are the bytes of its pictures by their digests. `reads` are the files that it depends on beside itself, `absent` those that
    were looked for and are not there. `codes` are the QR codes that its author asks for. `usual` is the template that the settings name,
    the command line aside.
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
    codes: QrCodes | None = None
    usual: str = ""


class Plan(NamedTuple):
    """Every stage but writing. `known` is what the next build must know of the outline.

    `folded` are the keys of slides that the article has and that folding took out of the deck; those of their further pages ("key+2") are
    not among them. `reads` and `absent` are what the template depends on beside its file, see Source.
    """

    source: Source
    deck: Deck
    placed: PlacedDeck
    findings: tuple[Finding, ...]
    template: Choice
    master: Template
    known: tuple[KnownSlide, ...]
    folded: frozenset[str] = frozenset()
    reads: tuple[Path, ...] = ()
    absent: tuple[Path, ...] = ()


def source_of(request: Request) -> Source:
    """Return an article with its settings, checked."""
    table, known = project_settings(request.root), languages()
    asked, usual = str(request.options.get("lang") or ""), str(table.get("lang") or "")
    article, found = read_article(
        request.article, request.name, language=asked, languages=known, stop_words=stop_words(), usual=usual, root=request.root
    )
    settings = talk_settings(request.options, article.meta.settings, table, article.meta.lines, request.name)
    slug = slug_of(request.article, article.meta.slug, known.keys())
    target = output_for(request.article, request.root, slug, _ending(article.language, known), settings.output)
    toml = _toml(request.root)
    at = _set_at("authors", article, toml)
    names, reads, absent = author_names(article.meta.authors, request.article, request.root, settings.authors, at)
    day = article.meta.date or date_in(request.article, request.root, known.keys()) or article.meta.changed
    solved = with_formulas(article._replace(meta=article.meta._replace(authors=names, date=day)), _in_pixels)
    remote = Remote(cache_folder(target), _fetcher(request), partial(write_safely, lasting=False))
    loaded = with_images(solved.article, request.root, remote)
    reads, absent = (*reads, *loaded.reads), (*absent, *loaded.absent)
    known_files = ((*reads, toml), absent) if toml.is_file() else (reads, (*absent, toml))
    codes, addressed = qr_codes_of(loaded.article, settings.qr, _set_at("qr", article, toml))
    codes, squares = with_qr_codes_drawn(codes)
    findings = (*found, *solved.findings, *loaded.findings, *addressed)
    media = {**loaded.media, **solved.media, **squares}
    template = _usual_template(request, article, table)
    return Source(request, loaded.article, settings, findings, slug, target, media, *known_files, codes, template)


def _usual_template(request: Request, article: Article, table: Mapping[str, object]) -> str:
    """Return the template that the settings name, the command line aside."""
    options = {name: value for name, value in request.options.items() if name != "template"}
    return talk_settings(options, article.meta.settings, table, article.meta.lines, request.name).template


def _in_pixels(svg: bytes, width: int) -> bytes:
    """Return a formula's drawing as a PNG of this width."""
    from deck.assets.drawings import png_from  # most articles have no formula

    return png_from(svg, width)


def _fetcher(request: Request) -> Callable[[str], bytes] | None:
    """Return how a picture from elsewhere is fetched, None where that is not asked for."""
    if not request.fetch:
        return None
    from deck.assets.fetch import Fetcher  # a network is asked for nothing otherwise

    return Fetcher()


def plan(source: Source) -> Plan:
    """Return the deck that an article makes, laid out; nothing is written."""
    article = source.article
    words = words_for(article.language.tag)
    dated = article._replace(meta=article.meta._replace(date=spoken_date(words, article.meta.date)))
    deck, judged = _named(*outline(dated, source.settings, words, _section_settings, source.slug.replace("-", " ")), _last_outline(source))
    remembered = known(deck)
    deck, lost = linked(deck, article.blocks)
    slot, speech = source.settings.minutes, speech_of(source)
    agenda = source.settings.agenda
    length = slot or expected_minutes(deck, speech)
    whole = deck
    deck, folded = fold(whole, slot, speech)
    if agenda == "true" or (agenda == "auto" and length >= MINUTES_WITH_AGENDA):
        deck = with_agenda(deck, words)
    deck = with_qr_codes(deck, source.codes, words)
    # what is folded away comes back with a longer slot, and under its name
    remembered += tuple(slide for slide in known(deck) if slide.kind == Kind.AGENDA)
    template = _template(source)
    beside = template_settings(template.file, source.request.root)
    master = master_of(template.file, article.language, beside)
    placed, gave_way = _laid_out(deck, article.language, master)
    if source.settings.appendix:
        # what a slide leaves out is known when it is laid out
        deck = with_appendix(deck, placed, words)
        placed, gave_way = _laid_out(deck, article.language, master)
    if slot:
        placed, overrun = scheduled(placed, slot, speech, words.digits)
        gave_way += overrun
    opened = (*template_findings(template.file), *_hard_to_read(placed, master))
    return Plan(
        source,
        deck,
        placed,
        (*_without_cards(source.findings, judged), *judged, *lost, *folded, *opened, *gave_way, *template.findings),
        template,
        master,
        remembered,
        left_out(whole, deck),
        *_looked_at(template.file, placed, master),
    )


def _looked_at(template: Path, placed: PlacedDeck, master: Template) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files beside a template, and the fonts, that its deck depends on, and those that are not there."""
    toml, fonts = settings_beside(template), font_files(placed, master)
    return ((toml, *fonts), ()) if toml.is_file() else (fonts, (toml,))


def master_of(path: Path, language: Language, beside: TemplateSettings) -> Template:
    """Return a template with every role bound, to a layout of its own or to one composed for it."""
    found = read_template(path, language, shades_of=_shades_of)
    roles = compose(found, beside, layout_names(), right_to_left=language.right_to_left)
    master = bound(read_template(path, language, roles.compositions, _shades_of) if roles.compositions else found, roles)
    return with_settings(master, beside)


def _hard_to_read(placed: PlacedDeck, master: Template) -> tuple[Finding, ...]:
    """Return what is hard to read in a deck for its template's sake."""
    if all(binding.why == OURS for binding in master.bindings):
        return ()
    from deck.compose.judged import told_of_deck  # most decks are on a template of ours

    return tuple(told_of_deck(placed, master))


def _shades_of(content: bytes) -> Shades:
    """Return how dark and how light a picture of a template is."""
    from deck.assets.shades import shades_of  # most templates have no picture

    return shades_of(content)


def _laid_out(deck: Deck, language: Language, master: Template) -> tuple[PlacedDeck, tuple[Finding, ...]]:
    return fit(highlighted(typeset(deck, partial(_words_of, language))), master)


def look(source: Source) -> Overview:
    """Return the outline of the deck that a build would make; nothing is written."""
    planned = plan(source)
    speech = speech_of(source)
    alone = (planned.placed._replace(slides=(slide,)) for slide in planned.placed.slides)
    return overview_of(source.article, planned.deck, planned.placed, planned.findings, [minutes(slide, speech) for slide in alone])


def _last_outline(source: Source) -> tuple[KnownSlide, ...]:
    """Return the outline of the build that the deck on disk is of; nothing for a deck of another article, or to be made anew."""
    with contextlib.suppress(OSError, DeckError):
        content = b"" if source.request.fresh else source.target.read_bytes()
        marks = read_seal(content).marks
        if marks is None or marks.source == origin_of(source.request):
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


def _template(source: Source) -> Choice:
    """Return the template: from inside the project, unless the command line names it; or the one that the deck on the disk is on."""
    request = source.request
    span = _set_at("template", source.article, _toml(request.root))
    usual = partial(find_template, source.usual, request.root, span, within=request.root)
    if "template" in request.options:
        known = None
        with contextlib.suppress(TemplateError):
            known = usual()
        named = Named(find_template(source.settings.template, Path()), True, source.usual, known)
    else:
        file = usual()
        named = Named(file, False, source.usual, file)
    return template_for(source.target, named, origin_of(request), fresh=request.fresh)


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


def origin_of(request: Request) -> str:
    """Return an article's path from the project root, by which its deck is known to be its own."""
    article, root = request.article.resolve(), request.root.resolve()
    return article.relative_to(root).as_posix() if article.is_relative_to(root) else article.name


def speech_of(source: Source) -> float:
    """Return the time to say one character, in milliseconds, at the speaker's pace."""
    return words_for(source.article.language.tag).speech / source.settings.pace
