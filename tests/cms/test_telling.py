"""What pages tell machines: schema.org, pictures of shared links, sitemaps, security.txt."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime, timedelta
from math import cos, hypot, radians, sin
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import Image
from wagtail.models import Page, Site

from cms.models import EventPage, NewsPage, VacancyListPage
from cms.telling import sharing
from programmes.placements import services as placement_services
from tests.cms.conftest import LANGUAGES
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

BASE = "http://127.0.0.1:8000"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def told(client, address: str) -> dict[str, dict]:
    """What the page tells, by type."""
    html = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, flags=re.DOTALL)
    assert len(blocks) <= 1
    return {one["@type"]: one for block in blocks for one in json.loads(block)["@graph"]}


def meta(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html))


# schema.org


@pytest.mark.parametrize("language", LANGUAGES)
def test_front_page_tells_who_keeps_the_service_and_how_to_search(client, language):
    facts = told(client, f"/{language}/")

    assert facts["GovernmentOrganization"]["url"] == BASE + "/"
    assert facts["GovernmentOrganization"]["telephone"].startswith("+358")
    target = facts["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert client.get(target.removeprefix(BASE).replace("{search_term_string}", "työ")).status_code == 200


def test_way_to_the_page_is_told_step_by_step(client):
    steps = told(client, "/sv/kommuner/lieksa/")["BreadcrumbList"]["itemListElement"]

    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[1]["item"] == BASE + "/sv/kommuner/"
    assert "item" not in steps[-1]


def test_service_in_a_group_is_a_course_with_its_starts_and_another_is_not(client):
    group = make.intake("422", code="workshop", seats=6)

    course = told(client, "/fi/palvelut/tyopaja/")
    other = told(client, "/fi/palvelut/tyokokeilu/")

    start = course["Course"]["hasCourseInstance"][0]
    assert start["startDate"] == group.starts_on.isoformat()
    assert start["remainingAttendeeCapacity"] == 6
    assert "Course" not in other
    assert other["GovernmentService"]["provider"] == {"@id": other["GovernmentOrganization"]["@id"]}


def test_only_paid_work_is_told_as_a_job(client):
    job = make.vacancy(types=("open_job",), title="Siivooja")
    trial = make.vacancy(types=("work_trial",))
    either = make.vacancy(types=("open_job", "work_trial"))

    posting = told(client, f"/fi/paikat/{job.reference}/")["JobPosting"]

    assert (posting["title"], posting["hiringOrganization"]["name"]) == ("Siivooja", job.host.name)
    assert posting["totalJobOpenings"] == 1
    for place in (trial, either):
        assert "JobPosting" not in told(client, f"/fi/paikat/{place.reference}/")


def test_event_is_told_with_its_time_place_and_whether_it_is_called_off(client):
    events = list(EventPage.objects.filter(locale__language_code="fi"))
    page = next(event for event in events if event.place and not event.cancelled)
    called_off = next(event for event in events if event.cancelled)
    invented = told(client, page.url)
    for real in (page, called_off):
        real.is_example = False
        real.save()

    event = told(client, page.url)["Event"]
    other = told(client, called_off.url)["Event"]

    assert "Event" not in invented
    assert event["name"] == page.title
    assert datetime.fromisoformat(event["startDate"]) == page.starts_at
    assert event["location"][0]["name"] == page.place
    assert event["isAccessibleForFree"] is True
    assert [one["eventStatus"].rsplit("/", 1)[1] for one in (event, other)] == [
        "EventScheduled",
        "EventCancelled",
    ]


def test_what_people_have_written_cannot_end_the_block(client):
    place = make.vacancy(
        types=("open_job",), title="</script><script>alert(1)</script> & <b>", tasks="<!-- x"
    )

    html = client.get(f"/fi/paikat/{place.reference}/").content.decode()

    assert "<script>alert" not in html
    posting = json.loads(re.search(r'ld\+json">(.*?)</script>', html, flags=re.DOTALL)[1])["@graph"][-2]
    assert posting["title"] == place.title


def test_news_tells_the_day_that_stands_on_the_page(client):
    page = NewsPage.objects.filter(locale__language_code="fi").order_by("date").first()

    assert told(client, page.url)["NewsArticle"]["datePublished"] == page.date.isoformat()


# What search engines ask for before they show a page in a form of its own: all of it, and only what is true.
ASKED = {
    "JobPosting": {
        "title",
        "description",
        "datePosted",
        "validThrough",
        "employmentType",
        "hiringOrganization",
        "jobLocation",
        "identifier",
        "directApply",
    },
    "Course": {"name", "description", "provider", "offers", "hasCourseInstance"},
    "Event": {"name", "description", "startDate", "endDate", "eventStatus", "location", "image", "organizer"},
    "NewsArticle": {"headline", "image", "datePublished", "dateModified", "author", "publisher"},
}


@pytest.mark.parametrize("kind", ASKED)
def test_everything_that_search_engines_ask_for_is_told(client, kind):
    job = make.vacancy(types=("open_job",), title="Siivooja", weekly_hours_max=37.5)
    make.intake("422", code="workshop", seats=6)
    event = next(one for one in EventPage.objects.filter(locale__language_code="fi") if one.place)
    event.is_example, event.search_description = False, ""
    event.save()
    address = {
        "JobPosting": f"/fi/paikat/{job.reference}/",
        "Course": "/fi/palvelut/tyopaja/",
        "Event": event.url,
        "NewsArticle": NewsPage.objects.filter(locale__language_code="fi").first().url,
    }[kind]

    facts = told(client, address)

    assert ASKED[kind] - set(facts[kind]) == set()
    assert facts["GovernmentOrganization"]["@id"] == f"{BASE}/#organization"
    assert "areaServed" in facts["GovernmentOrganization"]


@pytest.mark.parametrize(
    ("hours", "kinds"),
    [((10, 25), ["PART_TIME"]), ((20, 37.5), ["PART_TIME", "FULL_TIME"]), ((35, 37.5), ["FULL_TIME"])],
)
def test_job_is_part_time_below_thirty_hours(client, hours, kinds):
    job = make.vacancy(types=("open_job",), weekly_hours_min=hours[0], weekly_hours_max=hours[1])

    assert told(client, f"/fi/paikat/{job.reference}/")["JobPosting"]["employmentType"] == kinds


def test_event_is_told_in_finnish_time(client):
    event = next(one for one in EventPage.objects.filter(locale__language_code="fi") if one.place)
    event.is_example = False
    event.starts_at = timezone.make_aware(datetime(2027, 1, 11, 9, 0))  # noqa: DTZ001 - made aware
    event.ends_at = timezone.make_aware(datetime(2027, 7, 12, 9, 0))  # noqa: DTZ001 - made aware
    event.save()

    facts = told(client, event.url)["Event"]

    assert (facts["startDate"], facts["endDate"]) == (
        "2027-01-11T09:00:00+02:00",
        "2027-07-12T09:00:00+03:00",
    )


# Shared links


@pytest.mark.parametrize("language", LANGUAGES)
def test_front_page_is_named_by_its_promise(client, language):
    html = client.get(f"/{language}/").content.decode()

    heading = re.search(r"<h1>(.*?)</h1>", html)[1].rstrip(". ")
    assert meta(html)["og:title"] == heading
    assert meta(html)["og:image:alt"] == f"Välityö: {heading}"
    assert f"<title>{heading} – Välityö</title>" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_place_has_a_picture_of_its_own(client, language):
    place = make.vacancy(title="Siivooja", municipality="422")
    url = VacancyListPage.objects.get(locale__language_code=language).url

    facts = meta(client.get(f"{url}{place.reference}/").content.decode())

    assert facts["og:image:alt"].startswith("Välityö: Siivooja, ")
    assert client.get(facts["og:image"].removeprefix(BASE)).status_code == 200
    assert client.get(f"/share/place/{place.reference}/0000.png").status_code == 404


@pytest.mark.parametrize("words", [4, 9, 14, 20, 30])
def test_title_of_a_picture_never_reaches_the_hills(words):
    lines, size, _script = sharing._fitted(
        "Työpaikka vahvistaa viikon kymmenessä sekunnissa "[:-1] + " sana" * words
    )

    assert sharing.TITLE_TOP + len(lines) * size * sharing.LEADING <= sharing.TITLE_FOOT + 1


def test_two_places_for_the_same_work_are_told_apart_in_title_text_and_shared_link(client):
    rows = [
        make.vacancy(title="Siivooja", municipality="422", employer=make.host(name=name))
        for name in ("Kylätalo ry", "Koti & piha Oy")
    ]

    for row, name in zip(rows, ("Kylätalo ry", "Koti &amp; piha Oy"), strict=True):
        html = client.get(f"/fi/paikat/{row.reference}/").content.decode()

        assert f"<title>Siivooja, {name}, Lieksa – Välityö</title>" in html
        assert f'<meta name="description" content="{name}, Lieksa, 10–25 h viikossa: ' in html
        assert meta(html)["og:title"] == f"Siivooja, {name}, Lieksa"
        assert meta(html)["og:description"].startswith(f"{name}, Lieksa, 10–25 h viikossa: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_shared_page_has_its_title_text_and_picture(client, language):
    page = Page.objects.get(url_path="/fi/palvelut/tyokokeilu/")
    page = page.get_translations(inclusive=True).get(locale__language_code=language)
    facts = meta(client.get(page.url).content.decode())

    picture = client.get(facts["og:image"].removeprefix(BASE))

    assert facts["og:title"] == page.title
    assert facts["og:description"]
    assert facts["og:url"] == BASE + page.url
    assert facts["og:locale"] == {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB", "fi-simple": "fi_FI"}[language]
    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]
    size = Image.open(io.BytesIO(picture.content)).size
    assert size == (int(facts["og:image:width"]), int(facts["og:image:height"])) == (1200, 630)


def test_picture_is_always_the_same_and_never_of_another_title(client, page_at):
    page = page_at("/fi/tietosuoja/")
    old = sharing.of_page(page)
    assert sharing.draw("Työ", "Alue") == sharing.draw("Työ", "Alue")
    assert sharing.draw("Työ", "Alue") != sharing.draw("Työt", "Alue")

    page.title = "Toinen otsikko"
    page.save_revision().publish()

    assert client.get(f"/share/{page.pk}/{old.name}.png").status_code == 404
    assert client.get(f"/share/{page.pk}/{sharing.of_page(page).name}.png").status_code == 200


def test_draft_has_no_picture(client, page_at):
    page = page_at("/fi/tietosuoja/")
    name = sharing.of_page(page).name
    page.unpublish()

    assert client.get(f"/share/{page.pk}/{name}.png").status_code == 404


@pytest.mark.parametrize(
    "title", ["", "Työ", "sana " * 60, "x" * 200, "كيف تحصل على عمل", "Як знайти роботу"]
)
def test_every_title_can_be_drawn(title):
    assert Image.open(io.BytesIO(sharing.draw(title, "Alue"))).size == (1200, 630)


# Crawlers and researchers


def test_sitemap_names_each_page_with_its_day_and_its_versions(client):
    listed = ET.fromstring(client.get("/sitemap-sv.xml").content)  # noqa: S314 - our own answer
    pages = {url.find(f"{LOC}loc").text: url for url in listed}

    service = pages[f"{BASE}/sv/tjanster/arbetsprovning/"]
    versions = {link.get("hreflang"): link.get("href") for link in service.findall(LINK)}

    assert date.fromisoformat(service.find(f"{LOC}lastmod").text) <= timezone.localdate()
    assert set(versions) == {*LANGUAGES, "x-default"}
    assert versions["x-default"] == versions["fi"] == f"{BASE}/fi/palvelut/tyokokeilu/"
    assert all(client.get(url.removeprefix(BASE)).status_code == 200 for url in versions.values())
    own = Page.objects.live().filter(locale__language_code="sv", depth__gt=1, alias_of=None)
    assert len(pages) == own.count()


def test_sitemap_tells_the_address_that_the_pages_call_their_own(client):
    Site.objects.update(hostname="old.example", port=80)

    listed = ET.fromstring(client.get("/sitemap-sv.xml").content)  # noqa: S314 - our own answer

    assert all(url.find(f"{LOC}loc").text.startswith(f"{BASE}/sv/") for url in listed)


def test_sitemap_names_open_places_in_each_language_while_they_are_open(client):
    place = make.vacancy()
    make.vacancy("submitted")

    index = client.get("/sitemap.xml").content.decode()
    listed = ET.fromstring(client.get("/sitemap-sv-places.xml").content)  # noqa: S314 - our own answer
    urls = {url.find(f"{LOC}loc").text: url for url in listed}
    versions = {link.get("hreflang"): link.get("href") for link in listed[0].findall(LINK)}
    placement_services.close_vacancy(place, by=make.coordinator(), reason=make.a_reason("vacancy", "close"))
    after = ET.fromstring(client.get("/sitemap-sv-places.xml").content)  # noqa: S314 - our own answer

    assert all(f"sitemap-{language}-places.xml" in index for language in LANGUAGES)
    assert list(urls) == [f"{BASE}/sv/platser/{place.reference}/"]
    assert listed[0].find(f"{LOC}lastmod").text == timezone.localdate().isoformat()
    assert set(versions) == {*LANGUAGES, "x-default"}
    assert versions["x-default"] == versions["fi"] == f"{BASE}/fi/paikat/{place.reference}/"
    assert len(after) == 0


def test_sitemap_asks_the_database_little(client, django_assert_max_num_queries):
    make.vacancy()

    for name in ("fi", "fi-places"):
        with django_assert_max_num_queries(8):
            client.get(f"/sitemap-{name}.xml")


def test_security_txt_says_whom_to_tell_and_until_when(client):
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines() if line)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"].startswith(("mailto:", "https://", "tel:"))
    expires = parse_datetime(lines["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=366)
    assert lines["Preferred-Languages"] == "fi, sv, en"
    assert lines["Canonical"] == f"{BASE}/.well-known/security.txt"


def test_robots_leads_to_the_sitemap_and_away_from_personal_pages(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert {"Disallow: /my/", "Disallow: /work/", "Disallow: /cms-admin/"} <= set(lines)


# The emblem


def test_flag_of_europe_is_drawn_as_the_rules_say():
    flag = ET.parse(settings.ROOT / "platform/ui/static/ui/eu-flag.svg").getroot()  # noqa: S314 - ours
    name = "{http://www.w3.org/2000/svg}"
    wide, high = (float(flag.find(f"{name}rect").get(side)) for side in ("width", "height"))
    stars = [(float(star.get("x")), float(star.get("y"))) for star in flag.iter(f"{name}use")]
    points = [
        tuple(map(float, pair.split(","))) for pair in flag.find(f".//{name}polygon").get("points").split()
    ]

    assert wide / high == 1.5
    assert len(stars) == 12
    for hour, (x, y) in enumerate(stars):
        assert x == pytest.approx(wide / 2 + high / 3 * sin(radians(30 * hour)), abs=0.01)
        assert y == pytest.approx(high / 2 - high / 3 * cos(radians(30 * hour)), abs=0.01)
    assert [hypot(*point) for point in points[::2]] == pytest.approx([high / 18] * 5, abs=0.02)
    assert points[0] == (0, -high / 18)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Euroopan unionin osarahoittama"),
        ("sv", "Medfinansieras av Europeiska unionen"),
        ("en", "Co-funded by the European Union"),
        ("fi-simple", "Euroopan unioni maksaa osan"),
    ],
)
def test_every_page_names_who_pays(client, language, words):
    html = client.get(f"/{language}/").content.decode()

    assert words in html
    assert "eu-flag" in html
