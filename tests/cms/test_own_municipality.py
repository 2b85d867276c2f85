"""What an editor of one municipality writes below its page is read wherever its like is."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, TaskState

from accounts.roles import Role
from cms.editing.review import ensure_workflow
from cms.models import EventPage, NewsPage, StandardPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

ATOM = "{http://www.w3.org/2005/Atom}"
SENT = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-submit": "1"}


@pytest.fixture
def editor():
    ensure_workflow()
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def lieksa(page_at):
    return page_at("/fi/kunnat/lieksa/")


def words_at(address: str) -> str:
    return Client().get(address).content.decode()


def test_editor_may_begin_news_an_event_and_a_page_there_and_nowhere_else(client, editor, lieksa, page_at):
    client.force_login(editor)
    far = page_at("/fi/kunnat/joensuu/")

    here = {
        kind: client.get(f"/cms-admin/pages/add/cms/{kind}/{lieksa.pk}/").status_code
        for kind in ("newspage", "eventpage", "standardpage")
    }
    choice = client.get(f"/cms-admin/pages/{lieksa.pk}/add_subpage/").content.decode()
    elsewhere = [
        client.get(f"/cms-admin/pages/add/cms/{kind}/{above.pk}/").status_code
        for kind, above in (("newspage", far), ("eventpage", far), ("eventpage", page_at("/fi/tapahtumat/")))
    ]

    assert set(here.values()) == {200}
    assert [kind in choice for kind in ("Sillä on päivä", "Sillä on aika", "Pysyy, kunnes")] == [True] * 3
    assert set(elsewhere) == {302}


def test_event_of_a_municipality_goes_by_review_to_every_list_of_events(client, editor, lieksa):
    starts = timezone.localtime() + timedelta(days=2)
    sent = SENT | {
        "title": "Avoimet ovet pajalla",
        "slug": "avoimet-ovet",
        "lead": "Tule katsomaan pajaa.",
        "municipality": "167",  # what is not asked is not believed
        "starts_at": f"{starts:%-d.%-m.%Y 12.00}",
        "ends_at": f"{starts:%-d.%-m.%Y 14.00}",
    }
    client.force_login(editor)
    field = client.get(f"/cms-admin/pages/add/cms/eventpage/{lieksa.pk}/").context["form"]["municipality"]
    answer = client.post(f"/cms-admin/pages/add/cms/eventpage/{lieksa.pk}/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    event = EventPage.objects.get(url_path="/fi/kunnat/lieksa/avoimet-ovet/")
    before = "Avoimet ovet pajalla" in words_at("/fi/tapahtumat/")
    client.force_login(make.account(Role.PUBLISHER))
    waiting = TaskState.objects.get(status="in_progress")
    client.post(f"/cms-admin/pages/workflow/action/{event.pk}/approve/{waiting.pk}/")

    assert (field.field.disabled, field.initial, before) == (True, "422", False)
    assert EventPage.objects.get(pk=event.pk).municipality_id == "422"
    for address in ("/fi/tapahtumat/", "/fi/kunnat/lieksa/", "/fi/"):
        assert 'href="/fi/kunnat/lieksa/avoimet-ovet/"' in words_at(address), address
    assert "Avoimet ovet pajalla" in words_at("/fi/tapahtumat/ics/")
    assert 'href="/fi/tapahtumat/"' in words_at("/fi/kunnat/lieksa/avoimet-ovet/")
    assert "avoimet-ovet" not in words_at("/fi/kunnat/joensuu/")
    assert '<span lang="fi">Avoimet ovet pajalla</span>' in words_at("/sv/evenemang/")
    assert '<span lang="fi">Tule katsomaan pajaa.</span>' in words_at("/sv/kommuner/lieksa/")
    assert "<span lang" not in words_at("/fi-simple/tapahtumat/")


def test_news_of_a_municipality_stand_on_its_page_among_the_news_and_in_the_feed(lieksa):
    news = NewsPage(title="Paja muuttaa", slug="paja-muuttaa", lead="Uusi osoite.", picture_decorates=True)
    lieksa.add_child(instance=news)

    feed = ET.fromstring(words_at("/fi/uutiset/feed/"))  # noqa: S314 - our own answer

    for address in ("/fi/kunnat/lieksa/", "/fi/uutiset/", "/fi/"):
        assert 'href="/fi/kunnat/lieksa/paja-muuttaa/"' in words_at(address), address
    links = [one.find(f"{ATOM}link").get("href") for one in feed.findall(f"{ATOM}entry")]
    assert any(link.endswith("/fi/kunnat/lieksa/paja-muuttaa/") for link in links)
    assert "paja-muuttaa" not in words_at("/fi/kunnat/joensuu/") + words_at("/sv/nyheter/")


def test_standing_page_below_a_municipality_is_led_to_from_it(lieksa):
    lieksa.add_child(instance=StandardPage(title="Näin tulet pajalle", slug="tulo", lead="Bussi 4."))
    hidden = StandardPage(title="Luonnos", slug="luonnos", live=False)
    lieksa.add_child(instance=hidden)

    html = words_at("/fi/kunnat/lieksa/")

    assert 'href="/fi/kunnat/lieksa/tulo/"' in html
    assert "luonnos" not in html
    assert Client().get(Page.objects.get(slug="tulo").url).status_code == 200
