"""A page behind a restriction is no page for readers, wherever pages are told of."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from wagtail.models import Page, PageViewRestriction

import cms
from tests.cms.desk import reading

# Where pages are asked for as they stand in the tree, whoever may read them: not for readers.
NOT_FOR_READERS = {
    "cms/readers.py",  # says who may
    "cms/models/base.py",  # borrowed pages follow what is published
    "cms/frame.py",  # the page itself, closed or not, in its languages
    "cms/showing.py",  # a closed page, for whom it lets in
}
TOLD_ON = (
    "/fi/",
    "/sv/",
    "/en/",
    "/fi-simple/",
    "/sitemap-fi.xml",
    "/sitemap-sv.xml",
    "/fi/palvelupisteet/",
)


def _decides(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    asked = isinstance(node.func, ast.Attribute) and node.func.attr in {"live", "public"}
    return asked or any(one.arg == "live" and ast.unparse(one.value) == "True" for one in node.keywords)


def test_what_readers_see_is_decided_in_one_place():
    home = Path(cms.__file__).parent
    files = {f"cms/{file.relative_to(home)}": file for file in home.rglob("*.py")}
    deciding = {
        name
        for name, file in files.items()
        if not name.startswith(("cms/editing/", "cms/migrations/"))
        and any(_decides(node) for node in ast.walk(ast.parse(file.read_text())))
    }

    assert deciding == NOT_FOR_READERS


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("closed", ["/fi/kunnat/", "/fi/palvelut/", "/fi/uutiset/", "/fi/tietosuoja/"])
def test_no_page_leads_to_a_page_that_is_closed_or_below_a_closed_one(closed, page_at):
    keys = Page.objects.filter(path__startswith=page_at(closed).path).values("translation_key")
    addresses = set(Page.objects.filter(translation_key__in=keys).values_list("url_path", flat=True))

    def leading() -> dict[str, set[str]]:
        texts = {name: reading(name) for name in TOLD_ON}
        return {
            name: {one for one in addresses if f'{one}"' in text or f"{one}<" in text}
            for name, text in texts.items()
        }

    before = leading()
    PageViewRestriction.objects.create(page=page_at(closed), restriction_type="login")
    after = leading()

    assert any(before.values())
    assert after == {name: set() for name in TOLD_ON}
    assert {address for address in addresses if reading(address)} == set()
