"""`load_pages`: the same run twice, edited and deleted pages, changed texts."""

from dataclasses import replace

import pytest
from wagtail.models import Page, Site

from cms.loading import writing
from cms.loading.node import Node, Version
from cms.loading.tree import nodes
from cms.loading.writing import write_pages
from cms.models import LoadedPage
from tests.cms.conftest import LANGUAGES

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def reworded(monkeypatch):
    """The packaged tree with another lead on one service."""

    def change(node: Node) -> Node:
        versions = {
            code: Version(version.slug, version.fields | {"lead": "Uusi teksti."})
            for code, version in node.versions.items()
        }
        return Node(node.key, node.model, node.parent, versions, node.shared, node.in_menu, node.redirected)

    changed = [change(node) if node.key == "service:work_trial" else node for node in nodes()]
    monkeypatch.setattr(writing, "nodes", lambda: changed)


def test_second_run_changes_nothing():
    before = list(Page.objects.order_by("pk").values())

    counts = write_pages()

    assert (counts.new, counts.updated, counts.edited) == (0, 0, 0)
    assert list(Page.objects.order_by("pk").values()) == before


def test_every_text_is_there_in_every_language():
    told = {node.key for node in nodes() if not node.same_everywhere}
    lent = {node.key for node in nodes() if node.same_everywhere}

    assert {(row.key, row.language) for row in LoadedPage.objects.all()} == {
        *((key, language) for key in told for language in LANGUAGES),
        *((key, "fi") for key in lent),
    }
    for key in told:
        pages = Page.objects.filter(pk__in=LoadedPage.objects.filter(key=key).values("page"))
        assert len({page.translation_key for page in pages}) == 1
        assert all(page.alias_of_id is None for page in pages)


def test_text_that_is_the_same_everywhere_is_followed_everywhere(monkeypatch):
    [node] = [node for node in nodes() if node.key == "leaflets:3-arabic"]
    version = node.versions["fi"]
    reworded = replace(node, versions={"fi": replace(version, fields=version.fields | {"lead": "جديد"})})
    monkeypatch.setattr(
        writing, "nodes", lambda: [reworded if one.key == node.key else one for one in nodes()]
    )

    write_pages()
    loaded = LoadedPage.objects.get(key=node.key).page

    assert {page.lead for page in loaded.get_translations(inclusive=True).specific()} == {"جديد"}
    assert loaded.get_translations(inclusive=True).count() == len(LANGUAGES)


def test_site_begins_at_the_finnish_home():
    assert Site.objects.get(is_default_site=True).root_page.url_path == "/fi/"


def test_text_that_nobody_touched_follows_the_package(reworded, page_at):
    counts = write_pages()

    assert counts.updated == len(LANGUAGES)
    assert page_at("/fi/palvelut/tyokokeilu/").lead == "Uusi teksti."


def test_edited_page_is_kept(reworded, page_at):
    page = page_at("/fi/palvelut/tyokokeilu/")
    page.lead = "Toimittajan sanat."
    page.save_revision().publish()

    counts = write_pages()

    assert counts.edited == 1
    assert page_at("/fi/palvelut/tyokokeilu/").lead == "Toimittajan sanat."


def test_saved_draft_counts_as_edited(reworded, page_at):
    page = page_at("/fi/palvelut/tyokokeilu/")
    words = page.lead
    page.save_revision()

    write_pages()

    assert page_at("/fi/palvelut/tyokokeilu/").lead == words


def test_deleted_page_is_not_made_again(page_at):
    page_at("/sv/dina-rattigheter/").delete()

    counts = write_pages()

    assert (counts.new, counts.deleted) == (0, 1)
