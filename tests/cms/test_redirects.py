"""Old addresses lead on: made by hand with care, by themselves when a page moves, and never in a circle."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from accounts.roles import Role
from cms.models import StandardPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def as_publisher(client):
    client.force_login(make.account(Role.PUBLISHER))
    return client


@pytest.fixture
def page(page_at):
    home = page_at("/fi/kunnat/lieksa/")
    return home.add_child(instance=StandardPage(title="Koe", slug="koe", locale=home.locale))


def add(client, old, **to):
    return client.post("/cms-admin/redirects/add/", {"old_path": old, "is_permanent": "on"} | to)


def refusal(answer) -> str:
    assert answer.status_code == 200
    return str(answer.context["form"].errors)


def test_leads_to_a_page(as_publisher, client, page):
    assert add(as_publisher, "/vanha", redirect_page=page.pk).status_code == 302

    assert client.get("/vanha/")["Location"].endswith("/fi/kunnat/lieksa/koe/")


def test_leads_somewhere(as_publisher):
    assert "Valitse sivu tai anna osoite" in refusal(add(as_publisher, "/vanha"))


def test_leads_to_one_place(as_publisher, page):
    answer = add(as_publisher, "/vanha", redirect_page=page.pk, redirect_link="https://www.kela.fi/")

    assert "Valitse sivu tai anna osoite" in refusal(answer)


@pytest.mark.parametrize("own", [True, False], ids=["set", "site"])
def test_never_leads_in_a_circle(as_publisher, settings, own):
    host = settings.BASE_URL if own else f"https://{Site.objects.get().hostname}"
    assert add(as_publisher, "/a", redirect_link=f"{host}/b").status_code == 302

    assert "kehää" in refusal(add(as_publisher, "/b/", redirect_link=f"{host}/a/"))
    assert "kehää" in refusal(add(as_publisher, "/c", redirect_link=f"{host}/c?x=1"))


def test_never_stands_where_a_page_is(as_publisher):
    answer = add(as_publisher, "/fi/paikat/", redirect_link="https://www.kela.fi/")

    assert "Tässä osoitteessa on sivu" in refusal(answer)


def test_page_that_came_back_and_went_is_not_found(client, page, django_capture_on_commit_callbacks):
    page.save_revision().publish()
    for slug in ("toinen", "koe"):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    Redirect.objects.create(old_path="/fi/kunnat/lieksa/koe", redirect_page=page)
    page.unpublish()

    for old in ("koe", "toinen"):
        assert client.get(f"/fi/kunnat/lieksa/{old}/").status_code == 404


def test_an_import_is_asked_in_the_language_of_the_page_and_checked(as_publisher):
    rows = "vanha,uusi\n/tuotu,https://www.kela.fi/\n/fi/paikat/,https://www.kela.fi/\n"
    file = SimpleUploadedFile("osoitteet.csv", rows.encode(), "text/csv")
    page = as_publisher.post("/cms-admin/redirects/import/", {"import_file": file})
    asked = page.content.decode()
    sent = {name: page.context["form"].initial[name] for name in ("import_file_name", "input_format")}

    told = as_publisher.post(
        "/cms-admin/redirects/import/process/", sent | {"from_index": "0", "to_index": "1", "permanent": "on"}
    )

    assert "Vanhan osoitteen sarake" in asked
    assert ">Pysyvä" in asked.replace("\n", "").replace(" ", "")
    assert "Tässä osoitteessa on sivu" in told.content.decode()
    assert list(Redirect.objects.filter(redirect_link="https://www.kela.fi/").values_list("old_path")) == [
        ("/tuotu",)
    ]
