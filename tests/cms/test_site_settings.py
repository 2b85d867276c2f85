"""Footer, contacts, emblem and announcements: where a publisher has put them, for whom, for how long."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from areas.selectors import employment_area
from cms.beside.settings import Audience
from cms.models import Announcement, FooterLink, SiteSettings
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


def announce(audience, title="Puhelimet eivät toimi", **times):
    words = {f"title_{code}": f"{title} ({code})" for code in ("fi", "sv", "en", "simple")}
    times = {"starts_at": timezone.now() - timedelta(hours=1)} | times
    return Announcement.objects.create(audience=audience, **words, **times)


def test_public_announcement_stands_on_public_pages_in_each_language(client):
    announce(Audience.PUBLIC)

    for address, code in (("/fi/", "fi"), ("/sv/", "sv"), ("/en/", "en"), ("/fi-simple/", "simple")):
        assert f"Puhelimet eivät toimi ({code})" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, set()),
        (Audience.WORKERS, {"worker"}),
        (Audience.HOSTS, {"host"}),
        (Audience.PARTICIPANTS, {"participant"}),
    ],
)
def test_announcement_stands_on_the_pages_of_its_audience_only(client, audience, seen):
    announce(audience)
    people = {
        "worker": make.account(Role.COORDINATOR),
        "host": make.account(Role.HOST_ADMIN),
        "participant": make.account(Role.PARTICIPANT),
    }
    found = set()
    for name, user in people.items():
        client.force_login(user)
        if "Puhelimet eivät toimi" in client.get("/accounts/").content.decode():
            found.add(name)

    assert found == seen
    assert ("Puhelimet" in client.get("/fi/").content.decode()) is (audience == Audience.PUBLIC)


def test_announcement_comes_and_goes_at_its_hour(client):
    now = timezone.now()
    announce(Audience.PUBLIC, "Ohi", starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    announce(Audience.PUBLIC, "Tulossa", starts_at=now + timedelta(hours=1))
    announce(Audience.PUBLIC, "Nyt", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))

    html = client.get("/fi/").content.decode()

    assert "Nyt (fi)" in html
    assert "Ohi" not in html
    assert "Tulossa" not in html


def test_footer_says_what_a_publisher_has_written(client, page_at):
    row = SiteSettings.objects.create(
        phone="013 111 222",
        email="palvelu@kunta.example",
        text_fi="Suomeksi",
        text_sv="På svenska",
        emblem=False,
    )
    FooterLink.objects.create(settings=row, page=page_at("/fi/kunnat/"), sort_order=0)
    FooterLink.objects.create(settings=row, url="https://muu.example/", label_fi="Muualle", sort_order=1)

    finnish, swedish = (client.get(address).content.decode() for address in ("/fi/", "/sv/"))

    assert "013 111 222" in finnish
    assert 'href="tel:013111222"' in finnish
    assert "palvelu@kunta.example" in finnish
    assert "Suomeksi" in finnish
    assert "På svenska" in swedish
    assert 'href="/sv/kommuner/"' in swedish.split("<footer")[1]
    assert 'href="https://muu.example/"' in finnish
    assert "eu-emblem" not in finnish


def test_without_settings_the_footer_has_the_number_of_the_area(client):
    html = client.get("/fi/").content.decode()

    assert employment_area().phone == "013 000 000"
    assert "013 000 000" in html
    assert "eu-emblem" in html


class TestLanguageLeftEmpty:
    def test_footer_keeps_the_packaged_words_of_that_language(self, client, page_at):
        settings = SiteSettings.objects.create(text_fi="Pohjois-Karjala yhdessä", emblem_fi="EU maksaa osan")
        settings.links.add(FooterLink(page=page_at("/fi/uutiset/"), label_fi="Ajankohtaista"))
        settings.save()

        pages = {code: client.get(f"/{code}/").content.decode() for code in ("fi", "sv", "en", "fi-simple")}
        for words in ("Pohjois-Karjala yhdessä", "EU maksaa osan", "Ajankohtaista"):
            assert [code for code, page in pages.items() if words in page] == ["fi", "fi-simple"]
        assert "A bridge to work, at your own pace." in pages["en"]
        assert "Co-funded by the European Union" in pages["en"]

    def test_announcement_says_that_its_text_is_finnish(self, client):
        announce(Audience.PUBLIC)
        Announcement.objects.update(text_fi="Soita iltapäivällä.", text_en="Call in the afternoon.")

        pages = {code: client.get(f"/{code}/").content.decode() for code in ("fi", "sv", "en", "fi-simple")}
        assert '<p lang="fi">Soita iltapäivällä.</p>' in pages["sv"]
        assert "<p>Soita iltapäivällä.</p>" in pages["fi-simple"]
        assert "<p>Call in the afternoon.</p>" in pages["en"]


def test_telephone_of_the_footer_can_be_called(client):
    client.force_login(make.account(Role.PUBLISHER))
    address = f"/cms-admin/settings/cms/sitesettings/{SiteSettings.load().pk}/"
    sent = {"phone": "soita meille", "emblem": "on"} | {
        f"links-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }

    assert "040 555 0101" in client.post(address, sent).content.decode()
    assert client.post(address, sent | {"phone": "+358 (0)13 123 456"}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/fi/",
        "/fi/ota-yhteytta/",
        "/fi/kunnat/lieksa/",
        "/fi/osallistujille/",
        "/fi/palvelut/tyokokeilu/",
        "/fi/ei-ole/",
    ],
)
def test_one_number_stands_on_a_public_page(client, address):
    SiteSettings.objects.create(phone="013 999 888")

    html = client.get(address).content.decode().replace("\xa0", " ")

    assert "013 999 888" in html
    assert employment_area().phone not in html


class TestHomeSaysNearOnlyWhereItIsNear:
    @pytest.fixture(autouse=True)
    def _places(self):
        for town in ("167", "167", "167", "422"):
            make.vacancy(municipality=town)

    def _heading(self, client, address: str) -> str:
        page = client.get(address).content.decode()
        return re.search(r'<h2 id="near">(.*?)</h2>', page).group(1)

    def test_without_a_municipality_the_places_are_from_all_over_the_area(self, client):
        page = client.get("/fi/").content.decode()

        near = page[page.index('aria-labelledby="near"') : page.index('aria-labelledby="how"')]
        assert self._heading(client, "/fi/") == "Avoimia paikkoja eri puolilla aluetta"
        assert "Lieksa</dd>" in near
        assert "Joensuu</dd>" in near

    def test_with_a_municipality_they_are_near(self, client):
        assert self._heading(client, "/fi/?municipality=422") == "Lähellä sinua nyt"
