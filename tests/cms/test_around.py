"""Footer, contacts, emblem and announcements: where a publisher has put them, for whom, for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from cms.models import Announcement, FooterLink, SiteSettings
from cms.models.settings import Audience
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


def test_without_settings_the_footer_is_as_it_was_set_up(client, settings):
    html = client.get("/fi/").content.decode()

    assert settings.SERVICE_PHONE in html
    assert "eu-emblem" in html
