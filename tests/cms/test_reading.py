"""News with their feed, events with their calendar files, stories, leaflets: what a reader gets."""

from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Page

from cms.loading.drawings import PICTURES, TITLES
from cms.models import EventPage, NewsPage, StoryPage
from cms.models.stories import StoryForm
from tests.cms.conftest import LANGUAGES

pytestmark = pytest.mark.usefixtures("site")

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = {"fi": "/fi/uutiset/", "sv": "/sv/nyheter/", "en": "/en/news/", "fi-simple": "/fi-simple/uutiset/"}
HELSINKI = ZoneInfo("Europe/Helsinki")


def entries(client, language):
    tree = ElementTree.fromstring(client.get(f"{NEWS[language]}feed/").content)  # noqa: S314 - our own
    return tree, tree.findall(f"{ATOM}entry")


def calendar(client, address):
    return Calendar.from_ical(client.get(address).content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_tells_the_news_of_its_language(client, language):
    response = client.get(f"{NEWS[language]}feed/")
    tree, told = entries(client, language)
    pages = NewsPage.objects.filter(locale__language_code=language).order_by("-date")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert tree.find(f"{ATOM}author").findtext(f"{ATOM}name")
    assert [entry.findtext(f"{ATOM}title") for entry in told] == [page.title for page in pages]
    assert [entry.findtext(f"{ATOM}summary") for entry in told] == [page.lead for page in pages]
    assert [entry.find(f"{ATOM}link").get("href") for entry in told] == [
        f"http://127.0.0.1:8000{page.url}" for page in pages
    ]


def test_feed_entry_keeps_its_id_at_another_address(client):
    before = {entry.findtext(f"{ATOM}id") for entry in entries(client, "fi")[1]}
    page = NewsPage.objects.get(slug="toimi-alkoi", locale__language_code="fi")

    page.slug, page.title = "muu-osoite", "Muu otsikko"
    page.save()

    assert {entry.findtext(f"{ATOM}id") for entry in entries(client, "fi")[1]} == before
    assert len(before | {entry.findtext(f"{ATOM}id") for entry in entries(client, "sv")[1]}) == 8


def test_feed_is_found_from_the_list(client):
    html = client.get("/sv/nyheter/").content.decode()

    assert (
        '<link rel="alternate" type="application/atom+xml" title="Nyheter" href="/sv/nyheter/feed/">' in html
    )


def test_draft_news_is_in_neither_list_nor_feed(client, page_at):
    page_at("/fi/uutiset/toimi-alkoi/").unpublish()

    assert len(entries(client, "fi")[1]) == 3
    assert "toimi-alkoi" not in client.get("/fi/uutiset/").content.decode()


@pytest.mark.parametrize("number", ["0", "-3", "99", "abc", "1%00"])
def test_odd_page_of_news_leads_to_the_nearest(client, number):
    assert "uutiset/" in client.get(f"/fi/uutiset/?page={number}").content.decode()


def test_news_go_on_to_a_second_page(client, page_at):
    index = page_at("/fi/uutiset/")
    for number in range(8):
        index.add_child(
            instance=NewsPage(title=f"Uutinen {number}", slug=f"uutinen-{number}", lead="Lyhyesti.")
        )

    first, second = (client.get(f"/fi/uutiset/?page={page}").content.decode() for page in (1, 2))

    assert first.count("told-card") == 10
    assert second.count("told-card") == 2


def test_event_file_tells_finnish_time_and_the_same_id_in_every_language(client, page_at):
    page = page_at("/fi/tapahtumat/kysy-kahvilla/")
    start = datetime(2027, 7, 1, 12, 0, tzinfo=HELSINKI)
    for version in page.get_translations(inclusive=True).specific():
        version.starts_at, version.ends_at = start, start + timedelta(hours=2)
        version.save()

    finnish = calendar(client, "/fi/tapahtumat/kysy-kahvilla/ics/")
    swedish = calendar(client, "/sv/evenemang/fraga-vid-kaffet/ics/")
    [one], [other] = finnish.walk("VEVENT"), swedish.walk("VEVENT")

    assert one["DTSTART"].dt == start
    assert one["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert one["DTEND"].dt - one["DTSTART"].dt == timedelta(hours=2)
    assert one["UID"] == other["UID"]
    assert (one["SUMMARY"], other["SUMMARY"]) == (page.title, "Fråga vid kaffet: pengar och arbetsförmåga")
    assert one["URL"] == "http://127.0.0.1:8000/fi/tapahtumat/kysy-kahvilla/"
    assert one["STATUS"] == "CONFIRMED"
    assert [zone["TZID"] for zone in finnish.walk("VTIMEZONE")] == ["Europe/Helsinki"]


def test_calendar_of_all_events_marks_the_cancelled(client):
    response = client.get("/en/events/ics/")
    told = {event["SUMMARY"]: event["STATUS"] for event in calendar(client, "/en/events/ics/").walk("VEVENT")}

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="events.ics"' in response["Content-Disposition"]
    assert len(told) == 5
    assert [title for title, status in told.items() if status == "CANCELLED"] == [
        "Groups of the spring: a meeting in Nurmes"
    ]


def test_past_event_leaves_the_lists_and_says_so_itself(client, page_at):
    page = page_at("/fi/tapahtumat/avoimet-ovet-pyorapajalla/")
    assert all(
        page.title in client.get(at).content.decode()
        for at in ("/fi/tapahtumat/", "/fi/", "/fi/kunnat/lieksa/")
    )

    page.starts_at = timezone.now() - timedelta(hours=3)
    page.ends_at = timezone.now() - timedelta(minutes=1)
    page.save()

    for address in ("/fi/tapahtumat/", "/fi/tapahtumat/ics/", "/fi/", "/fi/kunnat/lieksa/"):
        assert page.title not in client.get(address).content.decode()
    assert "Tapahtuma on ohi" in client.get(page.url).content.decode()


def test_event_of_another_municipality_is_not_on_its_page(client):
    html = client.get("/fi/kunnat/nurmes/").content.decode()

    assert "Kevään ryhmät: info Nurmeksessa" in html
    assert "Avoimet ovet pyöräpajalla" not in html


def test_cancelled_event_says_so_before_anything_else(client):
    html = client.get("/fi-simple/tapahtumat/kevaan-ryhmat/").content.decode()

    assert html.index("Tämä tapahtuma on peruttu") < html.index("Lyhyesti")


@pytest.mark.parametrize(
    ("language", "card", "words"),
    [
        ("fi/tapahtumat/kysy-kahvilla", "Esimerkki", "Tämä tapahtuma on esimerkki"),
        ("sv/evenemang/fraga-vid-kaffet", "Exempel", "Det här evenemanget är ett exempel"),
        ("fi-simple/tapahtumat/kysy-kahvilla", "Esimerkki", "Tämä tapahtuma on esimerkki"),
        ("en/events/ask-over-coffee", "Example", "This event is an example"),
    ],
)
def test_packaged_event_says_everywhere_that_it_is_invented(client, language, card, words):
    page = client.get(f"/{language}/").content.decode()
    listed = client.get(f"/{language.rsplit('/', 1)[0]}/").content.decode()
    [one] = calendar(client, f"/{language}/ics/").walk("VEVENT")

    assert words in page
    assert card in listed
    assert one["DESCRIPTION"].startswith(words)


def test_event_of_an_editor_is_no_example(client, page_at):
    page = page_at("/fi/tapahtumat/kysy-kahvilla/")
    page.is_example = False
    page.save()

    assert "Tämä tapahtuma on esimerkki" not in client.get(page.url).content.decode()
    [one] = calendar(client, f"{page.url}ics/").walk("VEVENT")
    assert one["DESCRIPTION"] == page.lead


def test_event_ends_after_it_starts():
    now = timezone.now()

    with pytest.raises(ValidationError) as refused:
        EventPage(title="Väärin", slug="vaarin", starts_at=now, ends_at=now - timedelta(hours=1)).clean()

    assert set(refused.value.message_dict) == {"ends_at"}


def test_packaged_events_are_still_to_come():
    assert EventPage.to_come().count() == 5 * len(LANGUAGES)


@pytest.mark.parametrize(
    ("slug", "language", "direction"),
    [("arabia", "ar", "rtl"), ("ukrainska", "uk", "ltr"), ("venaja", "ru", "ltr")],
)
@pytest.mark.parametrize("tree", ["/fi/muilla-kielilla/", "/sv/pa-andra-sprak/", "/en/in-other-languages/"])
def test_leaflet_runs_its_own_way_inside_the_interface(client, tree, slug, language, direction):
    html = client.get(f"{tree}{slug}/").content.decode()
    site = tree.split("/")[1]

    assert f'<html lang="{site}" dir="ltr">' in html
    assert f'<article class="leaflet stack" lang="{language}" dir="{direction}">' in html
    assert "borrowed" not in html


def test_leaflet_is_written_once(client, page_at):
    page = page_at("/fi/muilla-kielilla/arabia/")
    versions = Page.objects.filter(translation_key=page.translation_key)

    assert {one.alias_of_id for one in versions} == {None, page.pk}
    assert len(versions) == len(LANGUAGES)


def test_list_of_leaflets_names_each_in_its_language(client):
    html = client.get("/en/in-other-languages/").content.decode()

    assert 'lang="ar" dir="rtl"><a href="/en/in-other-languages/arabia/" hreflang="ar">' in html
    assert html.index(">Arabic<") < html.index(">Russian<") < html.index(">Ukrainian<")


def test_story_says_that_it_is_an_example(client):
    for address in ("/fi/tarinat/kaksi-aamua-viikossa/", "/fi/tarinat/kylatalon-keittio/"):
        assert "Tämä tarina on esimerkki" in client.get(address).content.decode()
    assert "Tämä tarina on esimerkki" not in client.get("/fi/uutiset/toimi-alkoi/").content.decode()


def test_story_without_permission_is_saved_but_not_published(page_at):
    story = StoryPage.objects.first()
    form_class = StoryPage.get_edit_handler().get_form_class()
    assert issubclass(form_class, StoryForm)

    form = form_class(instance=story)
    required_to_publish = form.fields["consent_on_file"].required
    form.defer_required_fields()

    assert required_to_publish
    assert not form.fields["consent_on_file"].required


def test_picture_needs_a_description_or_the_word_that_it_decorates(page_at):
    page = page_at("/fi/uutiset/toimi-alkoi/")
    page.picture_alt = ""

    with pytest.raises(ValidationError) as refused:
        page.clean()
    page.picture_decorates = True
    page.clean()

    assert set(refused.value.message_dict) == {"picture_alt"}
    assert page.told_alt == ""


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_picture_has_sizes_formats_and_words(client, language):
    page = NewsPage.objects.get(picture__title__startswith="Silta", locale__language_code=language)

    html = client.get(page.url).content.decode()
    top = html[html.index("top-picture") :].split("</picture>")[0]

    assert [part.split('"')[0] for part in top.split('type="')[1:]] == ["image/avif", "image/webp"]
    assert "480w" in top
    assert "960w" in top
    assert 'height="270"' in top
    assert 'width="480"' in top
    assert f'alt="{page.picture_alt}"' in top
    assert 'loading="eager"' in top  # what is seen at once does not wait; what stands below does
    assert 'loading="lazy"' in html.split("</picture>")[1]


def test_every_packaged_picture_has_a_small_file_and_no_other_lies_there():
    sizes = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}

    assert sizes.keys() == TITLES.keys()
    assert max(sizes.values()) < 20_000
