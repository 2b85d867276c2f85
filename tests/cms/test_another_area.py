"""Another employment area: its site speaks of itself in four languages, and of nobody else."""

import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page

from accounts.roles import Role
from areas import naming
from cms.finding.towns import named
from cms.loading import names
from cms.loading.reading import of_other_areas
from cms.loading.texts import CONTENT, LANGUAGES
from cms.models import EventPage, HelpLine, HelpTopic, NewsPage, SameWords
from programmes.models import ServicePoint
from programmes.servicepoints.loading import ensure_service_points
from reports.tables.listed import TABLE_REPORTS
from tests.factories import programmes as make
from tests.snapshots import Built, Snapshots
from tests.strangers import of_the_packaged_area

KAINUU = Path(__file__).parents[1] / "data/kainuu"


def build_another_site() -> None:
    call_command("load_areas", data=KAINUU, verbosity=0, stdout=io.StringIO())
    call_command("load_pages", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())


ANOTHER = Built("another-area", build_another_site)


@pytest.fixture(scope="module")
def another_site(snapshots: Snapshots, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), snapshots.standing(ANOTHER):
        yield


@pytest.fixture
def kainuu(another_site, db) -> None:
    """The site of Kainuu; what a test changes is gone after it."""


def test_no_text_of_any_page_names_the_packaged_area(kainuu):
    pages = Page.objects.filter(depth__gt=1).specific()
    assert len(pages) > 200

    found = {
        page.url_path: strangers
        for page in pages
        if (
            strangers := of_the_packaged_area(
                json.dumps(page.serializable_data(), ensure_ascii=False, default=str)
            )
        )
    }

    assert found == {}


def test_no_page_as_it_is_drawn_names_the_packaged_area(kainuu, client, long):
    """One of each kind in each language; with --long every page."""
    pages = Page.objects.filter(depth__gt=1, live=True).specific()
    job = make.vacancy(employer=make.host(municipality="765"), types=("open_job",), title="Siivooja")
    kinds = {(page.pk if long else type(page), page.locale_id): page.url_path for page in pages}
    assert len(kinds) > 80

    found = {}
    for address in (*kinds.values(), f"/fi/paikat/{job.reference}/", "/fi/haku/?q=qqqq", "/sv/sok/?q=qqqq"):
        response = client.get(address)
        assert response.status_code == 200, address
        if strangers := of_the_packaged_area(response.content.decode()):
            found[address] = strangers

    assert found == {}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_page_behind_sign_in_names_the_packaged_area(kainuu, client, language):
    names = {"municipality": "205", "phone": "08 555 0100"}
    worker = make.coordinator(**names)
    manager, person = make.manager(phone="08 555 0100"), make.account(Role.PARTICIPANT, phone="08 555 0101")
    row = make.participation(
        "active",
        by=worker,
        referred_by=make.referrer(**names),
        person=make.participant(municipality="205", phone="08 555 0101", user=person),
    )
    employer = make.host(by=worker, municipality="205", contact_phone="08 555 0102")
    place = make.vacancy(by=worker, employer=employer)
    make.placement("introduced", row=row, place=place)
    host = make.host_person(employer, phone="08 555 0102")
    read = {
        worker: ("/work/", "/work/people/", f"/work/people/{row.reference}/", "/work/hosts/"),
        manager: (
            "/work/",
            "/reports/",
            "/reports/right-to-work/",
            *(f"/reports/{name}/" for name in TABLE_REPORTS),
        ),
        person: ("/my/",),
        host: ("/host/",),
    }
    client.cookies["django_language"] = language

    found = {}
    for user, addresses in read.items():
        client.force_login(user)
        for address in addresses:
            response = client.get(address, follow=True)
            assert response.status_code == 200, address
            if strangers := of_the_packaged_area(response.content.decode()):
                found[address] = strangers

    assert found == {}


def test_what_the_search_is_taught_names_no_area(kainuu):
    told = " ".join(
        str(value)
        for model in (HelpLine, HelpTopic, SameWords)
        for row in model.objects.values()
        for value in row.values()
    )

    assert of_the_packaged_area(told) == set()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/fi/tietosuoja/",
            "Tiedoistasi vastaa Kainuun työllisyysalue. Alueen vastuukunta on Kajaanin kaupunki",
        ),
        (
            "/sv/dataskydd/",
            "Kajanalands sysselsättningsområde ansvarar för dina uppgifter. Ansvarskommun är Kajana",
        ),
        (
            "/en/privacy/",
            "The Kainuu employment area is responsible for your data. Its host municipality is the City",
        ),
        (
            "/fi-simple/tietosuoja/",
            "Kainuun työllisyysalue vastaa tiedoistasi.<br/>Kajaanin kaupunki johtaa aluetta.",
        ),
        ("/fi/tietosuoja/", "Kainuun hyvinvointialue ja Kela näkevät vain selvityksen tiedot"),
        ("/fi/saavutettavuus/", "jonka julkaisee Kainuun työllisyysalue"),
        ("/fi/saavutettavuus/", "soita numeroon 08 000 000"),
        ("/fi/palvelut/", "palkkatyötä Kainuun 8 kunnassa"),
        ("/fi/palvelut/vihreat-tyot/", "Kausityötä luonnossa Vuokatista Hossaan"),
        ("/fi/kunnat/kuhmo/", "Katso, mitä Kuhmossa on juuri nyt"),
        ("/en/municipalities/kuhmo/", "See what there is in Kuhmo just now"),
    ],
)
def test_pages_speak_of_the_area_in_its_own_names(kainuu, client, address, words):
    assert words in client.get(address).content.decode().replace("\xa0", " ")


def test_what_is_of_municipalities_elsewhere_is_left_out_with_a_word(kainuu):
    assert {page.slug for page in NewsPage.objects.filter(slug__startswith="toimi")} == set()
    assert {page.municipality_id for page in EventPage.objects.all()} == {None}
    assert list(ServicePoint.objects.values_list("code", "municipality", "phone", "email")) == [
        ("puhelin-ja-video", "205", "08 000 000", "palvelu@kainuu.example")
    ]


def test_the_command_says_what_it_leaves_out(kainuu):
    assert of_other_areas() == [
        "news/1-toimi",
        "events/1-open-doors",
        "events/3-tour",
        "events/4-ask-over-coffee",
        "events/5-spring-groups",
    ]
    assert len(ensure_service_points()) == 13


def test_a_project_that_the_area_does_not_have_is_not_spoken_of(kainuu, client):
    referrers = client.get("/fi/asiakasvastaaville/").content.decode()
    employers = client.get("/fi/tyonantajille-ja-yhteisoille/").content.decode()

    assert "EURA" not in referrers
    assert "Työllistämislisää" not in employers
    assert "eu-emblem" not in employers


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Kajaanissa", "205"),
        ("kajaaniin", "205"),
        ("Kajana", "205"),
        ("Kuhmosta", "290"),
        ("puolangalle", "620"),
    ],
)
def test_a_municipality_of_the_area_is_known_in_any_form(kainuu, word, code):
    assert named([word]).code == code


def test_help_with_words_names_a_municipality_of_the_area(kainuu, client):
    assert "keittiö, pyörä, Sotkamo." in client.get("/fi/haku/", {"q": "qqqq"}).content.decode()


def test_municipalities_without_outlines_stand_in_a_list_beside_no_map(kainuu, client):
    html = client.get("/fi/kunnat/").content.decode()

    assert sorted(set(re.findall(r'href="/fi/kunnat/([^/"]+)/"', html))) == [
        "hyrynsalmi",
        "kajaani",
        "kuhmo",
        "paltamo",
        "puolanka",
        "ristijarvi",
        "sotkamo",
        "suomussalmi",
    ]
    assert "map-drawing" not in html


def test_who_keeps_the_service_is_told_in_data_by_name_and_address(kainuu, client):
    html = client.get("/sv/").content.decode()

    assert '"name": "Kajanalands sysselsättningsområde"' in html
    assert (
        '"address": {"@type": "PostalAddress", "streetAddress": "Esimerkkikatu 1", "postalCode": "87100", '
        '"addressLocality": "Kajaani", "addressCountry": "FI"}'
    ) in html


def used_in(value, language="") -> Iterator[tuple[str, str]]:
    """(language, name) of every name in braces."""
    if isinstance(value, str):
        for name in names.NAME.findall(value):
            yield language, name[0].lower() + name[1:]
    elif isinstance(value, list):
        for part in value:
            yield from used_in(part, language)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from used_in(part, names.LANGUAGE_OF.get(key, language))


def test_the_contract_of_area_files_has_the_names_that_the_texts_use_and_no_others():
    files = [path for path in CONTENT.rglob("*.toml") if path.name != "any-municipality.toml"]
    used = {pair for path in files for pair in used_in(tomllib.loads(path.read_text(encoding="utf-8")))}
    common = {"municipality_count", "phone", naming.PROJECT}
    by_language = {code: {name for language, name in used if language == code} - common for code in LANGUAGES}

    easy = by_language.pop("fi-simple")
    by_language["fi"] |= easy
    # The name of the region itself stands in the data of every service (cms.telling).
    assert by_language == {
        code: {*naming.NEEDED[code], *naming.MAY_BE} - ({"region"} if code == "fi" else set())
        for code in ("fi", "sv", "en")
    }


def test_a_text_that_names_what_is_not_there_takes_with_it_what_would_say_nothing():
    part = {"heading": "{project}", "paragraphs": ["Yksi"]}
    other = {
        "heading": "Toinen",
        "paragraphs": ["{project} alkoi.", "{Region}: {municipality_count} kuntaa."],
    }
    lonely = {"heading": "Kolmas", "paragraphs": ["{project} alkoi."]}

    told = names.filled({"body": [part, other, lonely]}, {"region": "kainuu", "municipality_count": "8"})

    assert told == {"body": [{"heading": "Toinen", "paragraphs": ["Kainuu: 8 kuntaa."]}]}


def test_a_name_that_nobody_knows_is_no_silent_gap():
    with pytest.raises(KeyError, match="regoin"):
        names.filled("{regoin}", {"region": "Kainuu"})
