"""Lines of code that an author points at, in the ways of the engines that show them."""

from __future__ import annotations

import pytest

from deck.read.codes import language_of, marked_of, without_magic


@pytest.mark.parametrize(
    ("info", "lines"),
    [
        ("python {3-5}", (3, 4, 5)),
        ("{1,3-5}", (1, 3, 4, 5)),
        ("js{2, 4}", (2, 4)),
        ('py hl_lines="3 4"', (3, 4)),
        ("{.python hl_lines=[3]}", (3,)),
        ('go {hl_lines=[2,"4-6"],linenostart=199}', (2, 4, 5, 6)),
        ('js highlight="1,3"', (1, 3)),
        (":emphasize-lines: 1,3", (1, 3)),
        ('{data-line="2"}', (2,)),
        ("ts {2} showLineNumbers{10}", (2,)),
        ("js title=\"{1}\" about='{2}'", ()),
        ("python linenums=3", ()),
        ("x {5-3} {0}", ()),
        ("python", ()),
    ],
)
def test_an_info_string_points_at_lines(info: str, lines: tuple[int, ...]) -> None:
    assert marked_of(info) == lines


def test_lines_are_no_language() -> None:
    assert (language_of("{1,3}"), language_of("{3}"), language_of("js{2}"), language_of("{.py}")) == ("", "", "js", "py")


def test_comments_that_only_point_at_lines_are_not_shown() -> None:
    source = "a\n// highlight-next-line\nb\n  # highlight-start\nc\nd\n<!-- highlight-end -->\ne // [!code highlight]\nf\n"
    assert without_magic(source) == ("a\nb\nc\nd\ne\nf\n", (2, 3, 4, 5))
    assert without_magic("// highlight-me\n# [!code ++]\n") == ("// highlight-me\n# [!code ++]\n", ())


def test_no_range_is_too_long_to_be_read() -> None:
    assert len(marked_of("{1-99999}")) <= 10_001
