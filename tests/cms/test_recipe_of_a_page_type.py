"""The recipe "A page type" of platform/HOW-TO.md: a type is walked though no text of it is packaged."""

import pytest
from wagtail.models import Page

from cms.editing.languages import page_types
from cms.models import StandardPage
from tests.cms.example_pages import example_of

pytestmark = pytest.mark.usefixtures("site")

# Types of which no page is there from the start: an example of each is walked here.
MADE_BY_EDITORS: list[type[Page]] = []


def test_every_page_type_is_walked():
    packaged = {page.specific_class for page in Page.objects.filter(depth__gt=1)}

    assert set(page_types()) - packaged == set(MADE_BY_EDITORS)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("page_type", [StandardPage, *MADE_BY_EDITORS])
def test_a_type_without_a_packaged_page_is_walked_by_an_example(client, page_type, language):
    page = example_of(page_type, language)

    html = client.get(page.url).content.decode()

    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
