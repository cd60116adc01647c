"""The whole story of a build on one page: read, decide, set, fit; then prove and write."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from deck import __version__
from deck.errors import DeckError, OutputError
from deck.findings import Finding, Severity
from deck.fit import fit
from deck.ledger import build_id_of, save_backup, save_base, write_safely
from deck.model.article import Article, Directive
from deck.model.placed import PlacedDeck
from deck.model.settings import SectionSettings, Settings
from deck.model.slides import Deck
from deck.ooxml import Marks, deck_bytes, proof, read_seal, read_template
from deck.outline import outline
from deck.places import output_for, shown, slug_of
from deck.read import read_article
from deck.report import Outcome, report
from deck.settings import read_toml, section_notes, section_settings, talk_settings
from deck.talk import minutes
from deck.templates import find_template
from deck.typeset import typeset
from deck.words import languages, spoken_date, stop_words, words_for


class Request(NamedTuple):
    """One article to build: its path, its name as typed, the project root, and the options given on the command line."""

    article: Path
    name: str
    root: Path
    options: Mapping[str, object]
    fresh: bool = False


class Plan(NamedTuple):
    """Every stage but writing. `reads` are the files that it depends on, `absent` those that were looked for and are not there."""

    article: Article
    deck: Deck
    placed: PlacedDeck
    findings: tuple[Finding, ...]
    template: Path
    target: Path
    reads: tuple[Path, ...]
    absent: tuple[Path, ...]


class Built(NamedTuple):
    """What a build left behind; `new_beside`: the deck on disk was not as we wrote it, so the new one lies beside it."""

    output: Path
    report: str
    findings: tuple[Finding, ...]
    reads: tuple[Path, ...]
    absent: tuple[Path, ...]
    new_beside: bool


def build(request: Request) -> Built:
    """Make or update the deck of one article."""
    started = time.perf_counter()
    planned = plan(request)
    template = planned.template.read_bytes()
    build_id = build_id_of(planned.placed, hashlib.sha256(template).hexdigest(), __version__)
    marks = Marks(build_id, _source(request), __version__)
    content = deck_bytes(planned.placed, planned.template, marks)
    target, beside = _free_target(planned.target, marks.source, fresh=request.fresh)
    if request.fresh:
        save_backup(planned.target)
    write_safely(target, content, lambda written: proof(written, planned.placed))
    save_base(target, build_id, planned.placed, content)
    told = report(_outcome(planned, target, time.perf_counter() - started))
    return Built(target, told, (*planned.findings, *beside), planned.reads, planned.absent, bool(beside))


def plan(request: Request) -> Plan:
    """Return the deck that an article makes, laid out; nothing is written."""
    article, settings, found, toml = _read(request)
    words = words_for(article.language.tag)
    dated = article._replace(meta=article.meta._replace(date=spoken_date(words, article.meta.date)))
    deck, judged = outline(dated, settings, words, _section_settings)
    template = find_template(settings.template, Path() if "template" in request.options else request.root)
    placed, gave_way = fit(typeset(deck, words), read_template(template, article.language))
    target = _target(request, article, settings)
    reads, absent = ((toml,), ()) if toml.is_file() else ((), (toml,))
    return Plan(article, deck, placed, (*found, *judged, *gave_way), template, target, (request.article, template, *reads), absent)


def target(request: Request) -> Path:
    """Return where the deck of an article goes."""
    article, settings, _, _ = _read(request)
    return _target(request, article, settings)


def _read(request: Request) -> tuple[Article, Settings, tuple[Finding, ...], Path]:
    toml = request.root / "deck.toml"
    table = read_toml(toml) if toml.is_file() else {}
    asked, usual = str(request.options.get("lang") or ""), str(table.get("lang") or "")
    known, stops = languages(), stop_words()
    article, found = read_article(request.article, request.name, language=asked, languages=known, stop_words=stops, usual=usual)
    settings, noted = talk_settings(request.options, article.meta.settings, table, article.meta.lines, request.name)
    directives = (block for block in article.blocks if isinstance(block, Directive))
    noted += tuple(note for directive in directives for note in section_notes(directive.values, directive.span))
    return article, settings, (*found, *noted), toml


def _section_settings(directive: Directive) -> SectionSettings:
    return section_settings(directive.values, directive.span)


def _target(request: Request, article: Article, settings: Settings) -> Path:
    slug = slug_of(request.article, article.meta.slug, languages().keys())
    return output_for(request.article, request.root, slug, article.language.code, settings.output)


def _free_target(wanted: Path, source: str, *, fresh: bool) -> tuple[Path, tuple[Finding, ...]]:
    """Return where to write: the target, or a free name beside it when what lies there is not as we wrote it."""
    if not wanted.exists() or fresh:
        return wanted, ()
    if _ours(wanted, source):
        return wanted, ()
    beside = next(path for path in _names_beside(wanted) if not path.exists() or _ours(path, source))
    message = (
        f"{wanted.name} was changed since it was built, so it is left alone; the new deck is {beside.name}: "
        "copy over what you need, or build with `--fresh` to replace yours (a backup is kept)"
    )
    return beside, (Finding("D501", Severity.WARNING, message),)


def _ours(path: Path, source: str) -> bool:
    """Tell whether a file is exactly as we wrote it; one written from another article is an error."""
    try:
        seal = read_seal(path.read_bytes())
    except (DeckError, OSError):
        return False
    if seal.marks and seal.marks.source != source:
        raise OutputError(f"{path.name} was made from {seal.marks.source}, not from {source}; give one of them another `slug`, or use `-o`")
    return seal.unbroken


def _names_beside(path: Path) -> list[Path]:
    return [path.with_suffix(".new.pptx"), *(path.with_suffix(f".new-{n}.pptx") for n in range(2, 100))]


def _source(request: Request) -> str:
    article, root = request.article.resolve(), request.root.resolve()
    return article.relative_to(root).as_posix() if article.is_relative_to(root) else article.name


def _outcome(planned: Plan, written: Path, seconds: float) -> Outcome:
    words = words_for(planned.article.language.tag)
    spoken = minutes(planned.placed, words.speech)
    return Outcome(planned.article, planned.deck, planned.placed, planned.findings, spoken, shown(written, Path.cwd()), seconds)
