"""The list of what an upgrade may break says what the code does, in the version that is installed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from django.forms import ModelForm

from tests.upgrades import ROOT, Hold, held_in, holds, overridden

TEXT = (ROOT / "platform/config/UPGRADING.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, flags=re.MULTILINE | re.DOTALL)
BY_HAND = "By hand"


def rows(section: str) -> Iterator[list[str]]:
    for line in section.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def listed(section: str) -> list[Hold]:
    return [Hold(where.strip("`"), what.strip("`")) for where, what, *_rest in rows(section)]


def test_every_hold_on_a_library_is_listed_and_none_that_is_gone():
    on_the_list = [hold for name, section in SECTIONS if name != BY_HAND for hold in listed(section)]

    assert sorted(on_the_list) == sorted(holds())


def test_what_is_listed_by_hand_stands_where_the_list_says():
    by_hand = listed(dict(SECTIONS)[BY_HAND])

    gone = [hold for hold in by_hand if hold.what not in (ROOT / hold.file).read_text(encoding="utf-8")]

    assert by_hand
    assert gone == []


def test_each_line_says_why_and_what_to_look_at_and_names_a_test_that_is_there():
    lines = [row for _name, section in SECTIONS for row in rows(section)]

    wrong = [
        row for row in lines if len(row) != 5 or not all(row) or not (ROOT / row[3].strip("`")).is_file()
    ]

    assert wrong == []


def test_list_was_read_in_the_version_that_is_installed():
    headings = [name.rsplit(" ", 1) for name, _section in SECTIONS if name != BY_HAND]

    others = {
        library: version(library)
        for library, read in headings
        if version(library) != read and not version(library).startswith(f"{read}.")
    }

    assert others == {}, "Go through the lines of the library in UPGRADING.md, then write the new version."


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from wagtail.models import Page\nPage.serve = print", "Page.serve ="),
        ("from wagtail.admin.views import pages\npages.Lister.find = print", "pages.Lister.find ="),
        ("from wagtail.models import Page\nfor one in (Page, int):\n    one.serve = print", "Page.serve ="),
        ("from wagtail.models import Page\nsetattr(Page, name, print)", "setattr(Page)"),
        ("from allauth.core.internal import ratelimit", "allauth.core.internal.ratelimit"),
        ("from django.utils.functional import _lazy", "django.utils.functional._lazy"),
        ("answer._csp_nonce", "_csp_nonce"),
    ],
)
def test_a_new_hold_is_found(code, found):
    assert list(held_in(ast.parse(code), own=set())) == [found]


@pytest.mark.parametrize(
    "code",
    [
        "from wagtail.models import Page\npage = Page()\npage.title = 1",
        "from audit.models import Event\nEvent.objects = None",
        "row._meta.pk",
        "self._page",
    ],
)
def test_what_is_ours_or_promised_is_no_hold(code):
    assert list(held_in(ast.parse(code), own={"_page"})) == []


def test_private_method_given_another_meaning_is_found():
    code = "class C(ModelForm):\n    def _post_clean(self): ...\n    def _own(self): ..."

    found = list(overridden({"C": type("C", (ModelForm,), {})}.__getitem__, ast.parse(code)))

    assert found == ["BaseModelForm._post_clean"]
