"""What editors and publishers may do, and what nobody meets in the page editor: a person, a bare password."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.roles import Role
from accounts.services import end_assignment
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER)


def may(user, address: str) -> tuple[bool, bool]:
    page = Page.objects.get(url_path=address)
    permissions = page.permissions_for_user(type(user).objects.get(pk=user.pk))
    return permissions.can_edit(), permissions.can_publish()


def test_editor_writes_in_the_own_municipality_and_does_not_publish(editor):
    assert may(editor, "/fi/kunnat/lieksa/") == (True, False)
    assert may(editor, "/sv/kommuner/lieksa/") == (True, False)
    assert may(editor, "/fi/kunnat/joensuu/") == (False, False)
    assert may(editor, "/fi/") == (False, False)


def test_publisher_publishes_everywhere(publisher):
    for address in ("/fi/", "/sv/", "/fi/kunnat/joensuu/", "/fi/palvelut/tyokokeilu/"):
        assert may(publisher, address) == (True, True)


def test_ended_role_ends_the_rights(editor):
    assignment, today = editor.assignments.get(), timezone.localdate()
    assignment.valid_from = today - timedelta(days=2)
    assignment.save()
    end_assignment(assignment, on=today - timedelta(days=1), by=None)

    assert may(editor, "/fi/kunnat/lieksa/") == (False, False)
    assert not editor.groups.exists()


@pytest.mark.parametrize("address", ["sites/", "locales/", "workflows/list/"])
def test_editors_do_not_reach_settings(client, editor, publisher, address):
    for user in (editor, publisher):
        client.force_login(user)
        assert client.get(f"/cms-admin/{address}")["Location"] == "/cms-admin/"


@pytest.mark.parametrize(
    "address",
    ["users/", "groups/", "reports/site-history/", "reports/aging-pages/", "localize/reports/translations/"],
)
def test_editors_do_not_reach_lists_of_people(client, editor, publisher, address):
    for user in (editor, publisher):
        client.force_login(user)
        assert client.get(f"/cms-admin/{address}").status_code == 403


def test_redirects_and_announcements_are_kept_by_publishers(client, editor, publisher):
    for address in ("redirects/", "announcement/", "settings/cms/sitesettings/", "language-rules/"):
        client.force_login(editor)
        refused = client.get(f"/cms-admin/{address}", follow=True).redirect_chain
        client.force_login(publisher)
        opened = client.get(f"/cms-admin/{address}", follow=True)
        assert refused[-1][0] == "/cms-admin/"
        assert opened.status_code == 200
        assert "/cms-admin/" not in [address for address, _code in opened.redirect_chain]


def test_editor_sees_no_person_in_the_page_editor(client, editor, page_at):
    person = make.participant(first_name="Aamunkoitto", last_name="Salaperäinen")
    page = page_at("/fi/kunnat/lieksa/")
    client.force_login(editor)

    for address in (
        "",
        "pages/",
        f"pages/{page.pk}/edit/",
        "reports/site-history/",
        "account/",
        "images/",
        "documents/",
    ):
        html = client.get(f"/cms-admin/{address}").content.decode()
        assert person.last_name not in html
        assert person.first_name not in html


def test_first_page_of_the_editor_speaks_of_work_and_not_of_counts(client, editor):
    client.force_login(editor)

    first = client.get("/cms-admin/").content.decode()
    pages = client.get("/cms-admin/pages/").content.decode()

    assert "Mikä odottaa minua" in first
    assert "8 kuvaa" not in first
    assert "Root" not in pages


def test_whoever_is_signed_out_while_writing_keeps_the_text(client, page_at):
    address = f"/cms-admin/pages/{page_at('/fi/kunnat/lieksa/').pk}/edit/"

    pressed = client.post(address, {"lead": "Tunnin työ"})
    autosaved = client.post(address, {"lead": "Tunnin työ"}, headers={"accept": "application/json"})

    assert pressed.status_code == 204
    assert autosaved.status_code == 400
    assert autosaved.json()["error_message"].startswith("Istuntosi on päättynyt.")
    assert client.get(address).status_code == 302


def test_address_of_a_new_page_is_made_of_plain_letters(client, publisher, page_at):
    client.force_login(publisher)
    lieksa = page_at("/fi/kunnat/lieksa/")
    sent = {"title": "Metsäryhmä", "slug": "metsäryhmä", "lead": "", "body-count": "0"}
    counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    new = f"/cms-admin/pages/add/cms/standardpage/{lieksa.pk}/"

    form = client.get(new).content.decode()
    client.post(new, sent | counts)

    assert 'data-w-slug-allow-unicode-value="true"' not in form
    assert Page.objects.get(title="Metsäryhmä", locale=lieksa.locale).slug == "metsaryhma"


def test_editor_saves_a_draft_that_the_public_does_not_see(client, publisher, page_at):
    page = page_at("/fi/kunnat/lieksa/")
    page.lead = "Keskeneräinen lause."
    page.save_revision(user=publisher)

    assert "Keskeneräinen lause." not in client.get("/fi/kunnat/lieksa/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/fi/",
        "/fi/palvelut/",
        "/fi/palvelut/tyokokeilu/",
        "/fi/paikat/",
        "/fi/kunnat/",
        "/fi/kunnat/lieksa/",
        "/fi/oikeus-tyohon/",
        "/fi/tietosuoja/",
    ],
)
def test_every_page_type_has_a_preview_in_every_mode(page_at, address):
    page = page_at(address)

    assert page.preview_modes
    for mode, _label in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["", "account/", "pages/", "users/", "users/new/", "groups/", "locales/", "sites/", "workflows/list/"],
)
def test_no_password_is_asked_anywhere_in_the_page_editor(client, address):
    operator = make.account()
    type(operator).objects.filter(pk=operator.pk).update(is_superuser=True)
    client.force_login(operator)

    response = client.get(f"/cms-admin/{address}")

    assert response.status_code == 200
    assert 'type="password"' not in response.content.decode()


def test_page_behind_a_shared_password_cannot_be_entered(page_at):
    page = page_at("/fi/tietosuoja/")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="salasana"
    )

    answer = Client().post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", {"password": "salasana"}
    )
    behind = Client().post(
        f"/fi/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", {"password": "salasana"}
    )

    assert answer.status_code == behind.status_code == 404


def test_admin_has_its_own_looser_policy_and_the_public_page_none_of_it(client, publisher):
    public = client.get("/fi/")["Content-Security-Policy"]
    client.force_login(publisher)
    inside = client.get("/cms-admin/")["Content-Security-Policy"]

    assert "unsafe" not in public
    assert "'unsafe-inline'" in inside


def test_lists_bring_the_look_that_a_phone_needs(client):
    client.force_login(make.account(Role.EDITOR, municipality="422"))

    html = client.get("/cms-admin/pages/").content.decode()

    assert re.search(r'href="[^"]*cms/page_editor[^"]*\.css"', html)


@pytest.mark.parametrize(
    "address",
    [
        "/cms-admin/hoursexception/new/",
        "/cms-admin/pages/add/cms/newspage/{town}/",
        "/cms-admin/pages/add/cms/eventpage/{town}/",
        "/cms-admin/announcement/new/",
    ],
)
def test_no_day_that_is_typed_is_made_into_another_by_the_picker(client, publisher, page_at, address):
    """The library's picker makes *31.2.2027* the 3rd of March when the field is left, *tomorrow* today."""
    client.force_login(publisher)

    html = client.get(address.format(town=page_at("/fi/kunnat/lieksa/").pk)).content.decode()

    configs = [
        json.loads(unescape(found))
        for found in re.findall(
            r'(?:init\w*Chooser\("[^"]+", |data-w-init-[\w-]*="|options-value=")(\{.*?\})', html
        )
    ]
    assert configs
    assert [one.get("validateOnBlur") for one in configs] == [False] * len(configs)


def test_day_that_does_not_exist_is_refused_in_words(client, publisher):
    client.force_login(publisher)

    answer = client.post("/cms-admin/hoursexception/new/", {"on": "31.2.2027", "until": "tomorrow"})

    assert set(answer.context["form"].errors) >= {"on", "until"}
