"""What every test may ask for: decks rendered by LibreOffice, and the rule when there is none."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from edits import uno_edit
from tools import office

Render = Callable[[Iterable[Path]], dict[Path, Path]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that take minutes, unless `-m` asks for them."""
    if "long" in (config.option.markexpr or ""):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a rendering test where there is no LibreOffice; in CI, where it must run, fail it."""
    if item.get_closest_marker("office") and not office.find_soffice():
        reason = "LibreOffice is not installed: no soffice on the path"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(f"{reason}, and CI may not skip a rendering test", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def render(tmp_path_factory: pytest.TempPathFactory) -> Render:
    """Return a function from decks to their PDFs, all in one call of LibreOffice; the same bytes are rendered once a session.

    The folder is the session's, and with pytest-xdist the worker's, so that each has a LibreOffice profile of its own.
    """
    folder = tmp_path_factory.mktemp("rendered")

    def call(decks: Iterable[Path]) -> dict[Path, Path]:
        copies = {deck: folder / f"{hashlib.sha256(deck.read_bytes()).hexdigest()}.pptx" for deck in decks}
        wanted = {copy: deck for deck, copy in copies.items() if not copy.with_suffix(".pdf").is_file()}
        for copy, deck in wanted.items():
            shutil.copyfile(deck, copy)
        if wanted:
            office.render(tuple(wanted), folder)
        return {deck: copy.with_suffix(".pdf") for deck, copy in copies.items()}

    return call


@pytest.fixture
def in_libreoffice() -> None:
    """Edits in LibreOffice itself: skip the test where no Python has its `uno`, but not in CI."""
    if not uno_edit.uno_python():
        reason = "no Python here has LibreOffice's uno (Debian: python3-uno; or DECK_UNO_PYTHON)"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(f"{reason}, and CI may not skip these tests", pytrace=False)
        pytest.skip(reason)
