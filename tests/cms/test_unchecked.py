"""What is still to be checked in a packaged text is read by those who keep the page, never by a reader."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import Role
from cms.loading.tree import nodes
from cms.loading.unchecked import MARKS, for_readers, to_check
from cms.models import LoadedPage, PageCare
from tests.cms.conftest import LANGUAGES
from tests.factories import programmes as make

NOTE = re.compile("|".join(MARKS))


def marked(node, language) -> list[str]:
    """The sentences of the packaged text that somebody is asked to check."""
    return to_check(node.versions[language].fields)


def test_mark_goes_and_what_it_stands_in_stays():
    text = [{"value": "Saat 9 € päivältä (tarkistettava). Kysy lisää (nimi vahvistetaan, tarkistettava)."}]

    assert for_readers(text) == [{"value": "Saat 9 € päivältä. Kysy lisää (nimi vahvistetaan)."}]
    assert to_check(text) == ["Saat 9 € päivältä.", "Kysy lisää (nimi vahvistetaan)."]


def test_each_marked_line_is_a_sentence_of_its_own():
    assert to_check("<p>Traficom (tarkistettava)<br/>vaihde 1 (tarkistettava)</p>") == [
        "Traficom",
        "vaihde 1",
    ]


@pytest.mark.usefixtures("site")
class TestTheSite:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_public_page_shows_a_note_of_an_editor(self, client, language, long):
        pages = Page.objects.live().filter(locale__language_code=language, depth__gt=1)
        if not long:  # only what is marked in its text can show it
            noted = [node.key for node in nodes() if language in node.versions and marked(node, language)]
            pages = pages.filter(
                pk__in=LoadedPage.objects.filter(key__in=noted, language=language).values("page")
            )
        read = {page.url_path: client.get(page.url_path).content.decode() for page in pages}

        assert read
        assert [address for address, text in read.items() if NOTE.search(text)] == []

    def test_every_marked_sentence_is_asked_of_those_who_keep_the_page(self):
        noted = {
            (node.key, language) for node in nodes() for language in node.versions if marked(node, language)
        }
        asked = PageCare.objects.exclude(to_check="")

        assert noted
        assert asked.count() == len(noted)

    def test_keeper_finds_the_page_and_takes_away_what_is_checked(self, client, page_at):
        page = page_at("/fi/palvelut/tyokokeilu/")
        client.force_login(make.account(Role.PUBLISHER))
        address = reverse("cms_care", args=[page.pk])

        listed = client.get(reverse("cms_freshness")).content.decode()
        shown = client.get(address).content.decode()
        client.post(address, {"review_on": "", "to_check": ""})

        assert page.title in listed
        assert "9 € päivältä" in shown
        assert PageCare.objects.get(page=page).to_check == ""


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/fi/palvelut/tyokokeilu/", "Laki työvoimapalveluiden järjestämisestä 380/2023: työkokeilu"),
        ("/sv/tjanster/arbetsprovning/", "Lag om ordnande av arbetskraftsservice 380/2023: arbetsprövning"),
        (
            "/en/services/work-try-out/",
            "Act on the Organisation of Public Employment Services 380/2023: work try-out "
            '(<span lang="fi">Laki työvoimapalveluiden järjestämisestä 380/2023: työkokeilu</span>)',
        ),
    ],
)
def test_legal_basis_speaks_the_language_of_the_page(client, address, words):
    assert words in client.get(address).content.decode()
