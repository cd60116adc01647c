"""The cases, and what each of them gives: its deck on a template, and that deck as text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from deck.build import build
from deck.stages import Request
from golden.described import described
from golden.second import second_template

CASES = Path(__file__).parent
NAMES = sorted(path.parent.name for path in CASES.glob("*/article.md"))
TEMPLATES = ("conference", "second")


class Made(NamedTuple):
    """The deck of a case, and what its build told of, a line each."""

    deck: Path
    findings: tuple[str, ...]


def article_of(case: str) -> Path:
    return CASES / case / "article.md"


def expected(case: str, template: str) -> Path:
    return CASES / case / f"{template}.txt"


def made(case: str, template: str, folder: Path) -> Made:
    """Build a case on a template; the second one is written to `folder`, the deck beside it."""
    options: dict[str, object] = {"output": str(folder / f"{case}.{template}.pptx")}
    if template == "second":
        name = folder / "second.pptx"
        options["template"] = str(name if name.is_file() else second_template(name))
    article = article_of(case)
    built = build(Request(article, article.name, article.parent, options))
    return Made(built.output, tuple(_told(str(finding)) for finding in built.findings))


def _told(finding: str) -> str:
    return finding.replace(str(CASES), "").strip()


def as_text(case: Made) -> str:
    """Return all that a reviewer has to see of a case."""
    told = ["findings", *(f"  {finding}" for finding in case.findings)] if case.findings else []
    return "\n".join([*described(case.deck), *told]) + "\n"
