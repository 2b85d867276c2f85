"""Pages of the public site among the answers of the workers' search."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def found(words: str, language: str = "fi") -> list[str]:
    """The addresses of the pages that the search of a coordinator shows."""
    client = Client(headers={"accept-language": language})
    worker = make.coordinator(language=language)
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("work:search"), {"q": words}, follow=True)
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    return [str(link["href"]) for link in page.select("section[aria-labelledby=found-pages] a")]


@pytest.mark.parametrize("words", ["tietosuoja", "TIETOSUOJASTA", "saavutettavuus"])
def test_a_page_is_found_by_any_form_of_a_word_of_its_title(words: str) -> None:
    address = "/fi/tietosuoja" if words.lower().startswith("tieto") else "/fi/saavutettavuus"

    assert any(address in one for one in found(words))


def test_what_no_page_has_finds_none() -> None:
    assert found("Karppinenssi") == []
