"""A picture or a file is for readers when a page that they may read shows it, and not before."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import PageViewRestriction

from accounts.roles import Role
from cms.editing.review import ensure_workflow
from tests.cms.desk import Desk
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def _files_in_a_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": disk}


@pytest.fixture
def desk():
    ensure_workflow()
    return Desk()


@pytest.fixture
def doors(desk, django_capture_on_commit_callbacks):
    """What an editor has just added, by every address at which it could be fetched."""
    client = desk.sit(desk.editor)
    file = io.BytesIO()
    Picture.new("RGB", (64, 48), "green").save(file, format="JPEG")
    sent = {
        "title": "Kuva",
        "collection": 1,
        "file": SimpleUploadedFile("kuva.jpg", file.getvalue(), "image/jpeg"),
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/cms-admin/images/add/", sent).status_code == 302
    table = SimpleUploadedFile("luvut.csv", b"kunta;luku\nLieksa;3\n")
    assert (
        client.post(
            "/cms-admin/documents/add/", {"title": "Luvut", "collection": 1, "file": table}
        ).status_code
        == 302
    )
    image, document = Image.objects.latest("pk"), Document.objects.latest("pk")
    sizes = [f"/media/{one.file.name}" for one in image.renditions.all()]
    assert sizes
    return image, document, [document.url, f"/media/{image.file.name}", *sizes]


def status_at(address, client=None) -> int:
    """What is answered, read to the end as a browser does: then the file is closed."""
    answer = (client or Client()).get(address)
    answer.getvalue()
    return answer.status_code


def fetched(addresses, client=None) -> set[int]:
    return {status_at(address, client) for address in addresses}


def test_added_file_is_for_those_who_work_with_pages_until_a_published_page_shows_it(desk, doors):
    image, document, addresses = doors
    seen = {"on the shelf": fetched(addresses)}
    own = fetched(addresses, desk.client)
    page = desk.write("qfilesq", desk.editor)
    page.picture, page.picture_alt = image, "Metsä."
    files = {"items": [{"document": document.pk, "title": "Luvut"}]}
    page.body = json.dumps([{"type": "documents", "value": files}])
    draft = page.save_revision()
    seen["in a draft"] = fetched(addresses)
    draft.publish(user=desk.publisher)
    seen["published"] = fetched(addresses)
    page.refresh_from_db()
    page.unpublish()
    seen["hidden"] = fetched(addresses)

    assert own == {200}
    assert seen == {"on the shelf": {404}, "in a draft": {404}, "published": {200}, "hidden": {404}}


def close(page, to="login") -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=to)


def test_file_on_a_closed_page_is_for_those_whom_the_page_lets_in(desk, doors):
    image, document, addresses = doors
    page = desk.write("qclosedq", desk.publisher)
    page.picture, page.picture_alt = image, "Metsä."
    files = {"items": [{"document": document.pk, "title": "Luvut"}]}
    page.body = json.dumps([{"type": "documents", "value": files}])
    page.save_revision().publish(user=desk.publisher)
    let_in = Client()
    let_in.force_login(make.account(Role.COORDINATOR, municipality="422"))
    seen = {"open": fetched(addresses)}

    above = close(page.get_parent())
    seen["closed above"] = fetched(addresses)
    seen["let in"] = fetched(addresses, let_in)
    own = close(page, "groups")
    seen["for groups only"] = fetched(addresses, let_in)
    above.delete()
    own.delete()
    seen["open again"] = fetched(addresses)

    assert seen == {
        "open": {200},
        "closed above": {404},
        "let in": {200},
        "for groups only": {404},
        "open again": {200},
    }


def test_person_without_the_page_editor_gets_no_more_than_a_reader(desk, doors):
    client = Client()
    client.force_login(make.account(Role.COORDINATOR, municipality="422"))

    assert fetched(doors[2], client) == {404}


def test_an_editor_whose_last_day_was_yesterday_gets_no_more_than_a_reader(desk, doors):
    yesterday = timezone.localdate() - timedelta(days=1)
    desk.editor.assignments.update(valid_from=yesterday, valid_until=yesterday)
    client = Client()
    client.force_login(desk.editor)

    assert desk.editor.groups.exists()
    assert fetched(doors[2], client) == {404}


def test_what_readers_may_have_costs_them_no_search_the_second_time(
    desk, doors, django_assert_max_num_queries
):
    image, _document, addresses = doors
    page = desk.write("qfastq", desk.publisher)
    page.picture, page.picture_alt = image, "Metsä."
    page.save_revision().publish(user=desk.publisher)
    size = addresses[-1]
    status_at(size)

    with django_assert_max_num_queries(1):
        assert status_at(size) == 200
