"""Announcements, the footer and the care of a page, in two windows."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.roles import Role
from cms.beside.settings import Announcement, SiteSettings
from tests.factories import programmes as make
from tests.typed.test_meanwhile import filled
from typed.meanwhile import FIELD

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def publisher_client() -> Client:
    client = Client()
    client.force_login(
        make.account(Role.PUBLISHER), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def opened(client: Client, address: str) -> dict[str, list[str]]:
    """The form of the page as a browser has it."""
    tree = BeautifulSoup(client.get(address).content.decode(), "html.parser")
    forms = [one for one in tree.select("form") if one.select(f"input[name={FIELD}]")]
    assert forms, f"{address}: no form knows what it was opened with"
    return filled(forms[0], address, "").holds


def two_windows(client: Client, address: str, first: dict[str, Any], second: dict[str, Any]) -> list[int]:
    """Both are opened, then the one is sent, then the other."""
    holds = opened(client, address)
    return [client.post(address, holds | changed).status_code for changed in (first, second)]


def test_an_announcement_keeps_the_words_of_both(publisher_client):
    row = Announcement.objects.create(audience="public", title_fi="Suljettu", text_fi="Maanantaina")
    address = f"/cms-admin/announcement/edit/{row.pk}/"

    codes = two_windows(publisher_client, address, {"title_fi": "Avoinna"}, {"text_sv": "På måndag"})

    row = Announcement.objects.get(pk=row.pk)
    assert codes == [302, 302]
    assert (row.title_fi, row.text_fi, row.text_sv) == ("Avoinna", "Maanantaina", "På måndag")


def test_the_footer_keeps_the_words_of_both(publisher_client):
    row = SiteSettings.load()
    row.phone, row.text_fi = "040 555 0101", "Vanha"
    row.save()
    address = publisher_client.get("/cms-admin/settings/cms/sitesettings/", follow=True).request["PATH_INFO"]

    codes = two_windows(publisher_client, address, {"phone": "040 555 0202"}, {"text_fi": "Uusi"})

    row = SiteSettings.objects.get(pk=row.pk)
    assert codes == [302, 302]
    assert (row.phone, row.text_fi) == ("040 555 0202", "Uusi")
