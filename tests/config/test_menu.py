"""The menu of each role says where one is, once."""

from __future__ import annotations

import pytest

from config.context import NAVIGATION, menu


@pytest.mark.parametrize(
    ("role", "url"), [(role, url) for role, items in NAVIGATION.items() for _label, url in items]
)
def test_each_page_of_a_menu_marks_itself_and_no_other(role: str, url: str) -> None:
    assert [link.url for link in menu(role, url) if link.current] == [url]


def test_a_page_beneath_marks_what_it_lies_beneath() -> None:
    assert [link.url for link in menu("partner", "/partner/uyv5rsvgwz/") if link.current] == ["/partner/"]
    assert not [link for link in menu("coordinator", "/work/search/") if link.current]
