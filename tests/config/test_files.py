"""What may be fetched past the rules of its collection: a picture, and of what else is kept nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.images.models import Image
from wagtail.models import Collection, Locale, Page

from cms.models import NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    """Files of every kind on the shelf; a published page shows the logo."""
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/logo.png", "images/unused.png", "documents/private.pdf", "import.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    shelf = Collection.get_first_root_node() or Collection.add_root(name="Root")
    logo, _unused = (
        Image.objects.create(title=name, file=f"images/{name}.png", width=1, height=1, collection=shelf)
        for name in ("logo", "unused")
    )
    locale, _made = Locale.objects.get_or_create(language_code="fi")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    root.add_child(
        instance=NewsPage(
            title="Uutinen",
            slug="uutinen",
            search_description="Kuvaus.",
            locale=locale,
            picture=logo,
            picture_alt="Merkki.",
        )
    )


@pytest.fixture
def who_works_with_pages(db):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor@test.example"))
    return client


def status_at(path: str, client: Client) -> int:
    """What is answered, read to the end as a browser does: then the file is closed."""
    answer = client.get(f"/media/{path}")
    answer.getvalue()
    return answer.status_code


PAST_THE_PICTURES = (
    "documents/private.pdf",
    "images/../documents/private.pdf",
    "./documents/private.pdf",
    "/documents/private.pdf",
    "import.csv",
    "images/",
    "images/..",
)


@pytest.mark.parametrize(
    ("path", "status"),
    [("images/logo.png", 200), ("images/unused.png", 404), *((path, 404) for path in PAST_THE_PICTURES)],
)
def test_only_pictures_are_served_past_the_rules_of_their_collection(media, path, status):
    assert status_at(path, Client()) == status


@pytest.mark.parametrize(
    ("path", "status"),
    [("images/logo.png", 200), ("images/unused.png", 200), *((path, 404) for path in PAST_THE_PICTURES)],
)
def test_who_works_with_pages_gets_no_more_than_the_pictures_there(media, who_works_with_pages, path, status):
    assert status_at(path, who_works_with_pages) == status
