"""What may be fetched from the uploaded files without asking anybody."""

import pytest
from django.test import Client


@pytest.fixture
def media(settings, tmp_path):
    from config import urls  # noqa: PLC0415 - the address keeps the folder it was made with

    for name in ("images/logo.png", "documents/private.pdf", "import.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    pattern = next(one for one in urls.urlpatterns if "media/" in str(one.pattern))
    kept = dict(pattern.default_args)
    pattern.default_args["document_root"] = tmp_path
    yield
    pattern.default_args.update(kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("images/logo.png", 200),
        ("documents/private.pdf", 404),
        ("images/../documents/private.pdf", 404),
        ("./documents/private.pdf", 404),
        ("/documents/private.pdf", 404),
        ("import.csv", 404),
        ("images/", 404),
    ],
)
def test_only_pictures_are_served_past_the_rules_of_their_collection(media, path, status):
    answer = Client().get(f"/media/{path}")
    answer.close()

    assert answer.status_code == status
