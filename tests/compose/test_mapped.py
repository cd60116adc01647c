"""What settings say of layouts: held against what the layout has, so that no deck is built on what is not there."""

from __future__ import annotations

import pytest

from compose.test_compose import DEFAULT, roles_of
from deck.errors import TemplateError
from deck.model.template import RoleSettings, TemplateSettings


def settings(called: str, said: RoleSettings) -> TemplateSettings:
    return TemplateSettings(roles={called: said})


@pytest.mark.parametrize(
    ("called", "said", "message"),
    [
        ("table", RoleSettings("Title and Content", None, (1,), (1,)), r"\[roles.table\] names the placeholder 1 twice"),
        ("rows", RoleSettings("Comparison", None, (1, 1), (2, 2)), r"\[roles.rows\] names the placeholder 1 twice"),
        ("rows", RoleSettings("Comparison", 99, (1, 3), (2, 4)), r"names 99 for the title, and “Comparison” has its title at 0"),
        ("title", RoleSettings("Blank", 0, ()), r"names 0 for the title, and “Blank” has no title"),
        ("list", RoleSettings("Title and Content", None, (0,)), r"names the placeholder 0, and “Title and Content” has 1 for content"),
        ("list", RoleSettings("Title and Content", None, (11,)), r"names the placeholder 11, and “Title and Content” has 1 for content"),
        ("list", RoleSettings("Blank", None, (11,)), r"“Blank” has none for content"),
        ("list", RoleSettings("Picture with Caption", None, (1,)), r"the placeholder 1 of .* for text, which is one for pictures"),
        ("picture", RoleSettings("Picture with Caption", None, (2,), (1,)), r"the placeholder 2 of .* for pictures, which is one for text"),
        ("chart", RoleSettings("Picture with Caption", None, (1,), (2,)), r"for charts, which is one for pictures"),
        ("cards", RoleSettings("Comparison", None, (1, 3)), r"\[roles.cards\] needs a title and 4 placeholders"),
    ],
)
def test_settings_that_cannot_hold_are_said(called: str, said: RoleSettings, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        roles_of(DEFAULT, settings=settings(called, said))


@pytest.mark.parametrize(
    ("called", "said", "role", "slots"),
    [
        ("cards", RoleSettings("Comparison", 0, (2, 4), (1, 3)), "Two Cards", {0: 0, 30: 2, 31: 4, 50: 1, 51: 3}),
        ("picture", RoleSettings("Picture with Caption", 0, (1,), (2,)), "Picture", {0: 0, 70: 1, 1: 2}),
        ("table", RoleSettings("Content with Caption", None, (1,), (2,)), "Table", {0: 0, 90: 1, 1: 2}),
    ],
)
def test_a_layout_serves_what_its_placeholders_can_hold(called: str, said: RoleSettings, role: str, slots: dict[int, int]) -> None:
    (binding,) = [found for found in roles_of(DEFAULT, settings=settings(called, said)).bindings if found.role == role]
    assert dict(binding.slots) == slots
