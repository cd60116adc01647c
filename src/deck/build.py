"""The whole story of a build: every stage, then keep the base, prove and write."""

from __future__ import annotations

import hashlib
import time
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from deck import __version__
from deck.adopting import came_back
from deck.errors import UsageError
from deck.findings import Finding, Severity
from deck.guard import Draft, Meeting, Written, foreseen, put
from deck.ledger import build_id_of, save_template
from deck.locks import refuse_open
from deck.model.marks import Marks
from deck.model.merged import Wishes
from deck.ooxml import deck_bytes, proof, read_seal
from deck.places import shown
from deck.rebuild import Aim, keep_report, meet
from deck.report import Outcome, report
from deck.stages import Plan, Request, Source, origin_of, plan, source_of, speech_of
from deck.talk import minutes
from deck.telling import summary


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
    return ahead._replace(findings=(*errors, *planned.template.findings, *ahead.findings))


def _written(source: Source, file: Path | None) -> Built:
    # said before the work, and not after it, when the file is to be replaced
    refuse_open(source.target)
    started = time.perf_counter()
    planned = plan(source)
    draft = _draft(planned, file)
    save_template(source.target, planned.template.file)
    written = put(draft, source.target, fresh=source.request.fresh)
    told = planned._replace(findings=(*planned.findings, *written.findings))
    reported = keep_report(written, source.target, planned.deck.title)
    return Built(
        written.path,
        hashlib.sha256(written.content).hexdigest(),
        report(_outcome(told, written, reported, time.perf_counter() - started)),
        told.findings,
        (source.request.article, *planned.template.reads, *source.reads, *planned.reads),
        (*source.absent, *planned.absent),
        written.path != source.target,
    )


def _draft(planned: Plan, file: Path | None, *, keeps: bool = True) -> Draft:
    """Return the deck of a plan, ready to be written; with a `file` that came back to be merged into it.

    `keeps`: what the merge has to find out with LibreOffice is kept for the next time.
    """
    source, placed = planned.source, planned.placed
    choice = planned.template
    template = hashlib.sha256(choice.file.read_bytes()).hexdigest()
    origin = origin_of(source.request)
    marks = Marks(build_id_of(placed, template, origin, __version__), origin, __version__, template, choice.usual, choice.asked)
    content = deck_bytes(placed, choice.file, marks, source.media, planned.master.compositions)
    returned = None if file is None else came_back(file, source.target, origin)
    aim = Aim(placed, content, marks, planned.master, _wishes(planned), keeps, choice.relays)
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


def _outcome(planned: Plan, written: Written, reported: str, seconds: float) -> Outcome:
    article = planned.source.article
    spoken = minutes(planned.placed, speech_of(planned.source))
    slot = planned.source.settings.minutes
    place = shown(written.path, Path.cwd())
    merged = written.merged
    merge, slides = ("", None) if merged is None else (summary(merged, reported), len(merged.slides))
    return Outcome(article, planned.deck, planned.placed, planned.findings, spoken, slot, place, seconds, merge, slides)
