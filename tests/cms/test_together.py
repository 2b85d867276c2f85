"""What is done to a page in one language is done in the others too, or is left over on a list."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex

from cms.editing import languages, links, together
from cms.editing.review import ensure_workflow
from cms.editing.schedule import expire_due
from cms.models import NewsPage, StandardPage
from tests.cms.desk import Desk, reading

pytestmark = pytest.mark.usefixtures("site")
STORY = {"fi": "/fi/tarinat/suomi-tarttui-tyossa/", "sv": "/sv/berattelser/finskan-fastnade/"}
STORY |= {"en": "/en/stories/finnish-through-work/", "fi-simple": "/fi-simple/tarinat/suomi-tarttui-tyossa/"}


@pytest.fixture
def desk():
    ensure_workflow()
    desk = Desk()
    desk.sit(desk.publisher)
    return desk


def public() -> set[str]:
    return {code for code, address in STORY.items() if reading(address)}


@pytest.mark.parametrize("act", ["unpublish", "delete"])
@pytest.mark.parametrize("door", ["one", "many"])
def test_page_goes_in_every_language_that_stays_ticked(desk, page_at, act, door):
    page = page_at(STORY["fi"])
    address = f"pages/{page.pk}/{act}/" if door == "one" else f"bulk/wagtailcore/page/{act}/?id={page.pk}"
    asked = desk.client.get(f"/cms-admin/{address}").content.decode()

    desk.press(address)

    assert all(name in asked for name in ("Ruotsi", "englanti".capitalize(), "Selkosuomi"))
    assert public() == set()


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_language_that_was_unticked_stays_and_stands_in_the_list(desk, page_at, act):
    page = page_at(STORY["fi"])

    desk.client.post(f"/cms-admin/pages/{page.pk}/{act}/", {"languages": ["en", "fi-simple"]})

    left = [
        (version.language, version.state)
        for sheet in languages.sheets(desk.publisher)
        for version in sheet.versions
        if version.state == languages.LEFT
    ]
    assert public() == {"sv"}
    assert left == [("sv", languages.LEFT)]
    listed = desk.client.get("/cms-admin/lists/languages/").content.decode()
    assert f"/cms-admin/pages/{page_at(STORY['sv']).pk}/edit/" in listed


def test_editor_hides_nothing_by_a_tick_that_was_not_offered(desk, page_at):
    page = page_at(STORY["fi"])
    desk.sit(desk.editor).post(f"/cms-admin/pages/{page.pk}/unpublish/", {"languages": ["sv"]})

    assert public() == set(STORY)


def test_translation_that_is_hidden_leaves_the_finnish_page(desk, page_at):
    desk.press(f"pages/{page_at(STORY['sv']).pk}/unpublish/")

    assert public() == set(STORY) - {"sv"}


def test_end_holds_in_every_language_but_one_with_a_later_end(desk, page_at):
    now = timezone.now()
    Page.objects.filter(url_path=STORY["fi"]).update(expire_at=now - timedelta(minutes=1))
    Page.objects.filter(url_path=STORY["en"]).update(expire_at=now + timedelta(days=9))

    expire_due()

    assert public() == {"en"}


def test_borrowed_page_goes_with_the_page_it_borrows(desk):
    page = desk.write("qborrowedq", desk.publisher, **{"action-publish": "1"})

    desk.press(f"pages/{page.pk}/delete/")

    assert not Page.objects.filter(slug="qborrowedq").exists()


def test_borrowed_pages_go_with_all_that_is_below_them(desk, page_at):
    above = StandardPage(title="Yllä", slug="qaboveq", lead="Yllä.", locale=desk.town.locale)
    desk.town.add_child(instance=above)
    below = above.add_child(instance=StandardPage(title="Alla", slug="qbelowq", locale=desk.town.locale))
    together.borrow(above)
    borrowed = Page.objects.filter(slug__in=["qaboveq", "qbelowq"]).count()

    Page.objects.get(pk=above.pk).specific.delete()

    assert (borrowed, below.slug) == (8, "qbelowq")
    assert not Page.objects.filter(slug__in=["qaboveq", "qbelowq"]).exists()


@pytest.mark.parametrize("door", ["one", "many"])
def test_page_is_moved_in_every_language_and_its_old_addresses_lead_on(desk, page_at, door):
    page, target = page_at("/fi/saavutettavuus/"), page_at("/fi/tietosuoja/")
    there = target.get_translation(Locale.objects.get(language_code="sv"))
    version = page.get_translation(Locale.objects.get(language_code="sv"))

    if door == "one":
        desk.press(f"pages/{page.pk}/move/{target.pk}/confirm/")
    else:
        desk.press(f"bulk/wagtailcore/page/move/?id={page.pk}", chooser=str(target.pk))

    moved = Page.objects.get(pk=version.pk)
    assert moved.get_parent() == Page.objects.get(pk=there.pk)
    assert desk.client.get(version.url_path)["Location"] == moved.url_path


def test_copy_of_a_page_has_its_languages_and_is_borrowed_by_the_others(desk):
    page = desk.write("qfirstq", desk.publisher, **{"action-publish": "1"})
    desk.translate(page)
    sent = {"new_title": "Toinen", "new_slug": "qsecondq", "new_parent_page": str(desk.town.pk)}

    desk.press(f"pages/{page.pk}/copy/", **sent)

    copies = {one.locale.language_code: one for one in Page.objects.filter(slug="qsecondq")}
    assert set(copies) == {"fi", "sv", "en", "fi-simple"}
    assert len({one.translation_key for one in copies.values()}) == 1
    assert copies["en"].alias_of_id is None
    assert copies["sv"].alias_of_id == copies["fi"].pk
    assert not any(one.live for one in copies.values())


# What leads to a page


@pytest.mark.parametrize(
    "href",
    ['linktype="page" id="%(pk)s"', 'href="%(path)s"', 'href="http://127.0.0.1:8000%(path)s"'],
    ids=["chosen", "typed", "typed in full"],
)
def test_question_before_a_page_goes_counts_every_link_to_it(desk, page_at, href):
    story = page_at(STORY["fi"])
    link = f"<p><a {href % {'pk': story.pk, 'path': story.url_path}}>tarina</a></p>"
    page = desk.write("qlinksq", desk.publisher)
    page.body = [("paragraph", link)]
    page.save_revision().publish(user=desk.publisher)

    counted = ReferenceIndex.get_references_to(story).group_by_source_object().count()
    asked = desk.client.get(f"/cms-admin/pages/{story.pk}/delete/").content.decode()
    desk.press(f"pages/{story.pk}/delete/")

    assert counted or page.get_admin_display_title() in asked
    assert [one.page.pk for one in links.broken_links(NewsPage.objects.filter(pk=page.pk))] == [page.pk]


def test_typed_address_of_an_own_page_is_kept_as_a_link_to_the_page(desk, page_at):
    story = page_at(STORY["fi"])
    typed = f"http://127.0.0.1:8000{story.url_path}"
    words = {"key": "a", "text": "tarina", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    words["entityRanges"] = [{"offset": 0, "length": 6, "key": 0}]
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": typed}}
    content = json.dumps({"blocks": [words], "entityMap": {"0": link}})
    block = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph"}

    page = desk.write("qtypedq", desk.publisher, **block, **{"body-0-value": content, "body-0-id": ""})

    stored = str(page.get_latest_revision_as_object().body.raw_data[0]["value"])
    assert typed not in stored
    assert f'linktype="page" id="{story.pk}"' in stored or f'id="{story.pk}" linktype="page"' in stored
