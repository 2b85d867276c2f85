"""Every other sign-in or reset address, and the page editor's own door."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from accounts.roles import Role
from accounts.services import assign_role
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
OLD_DOORS = [
    "/cms-admin/login/",
    "/cms-admin/password_reset/",
    "/cms-admin/password_reset/done/",
    "/cms-admin/password_reset/confirm/MQ/set-password/",
    "/cms-admin/password_reset/complete/",
    "/_util/login/",
    "/fi/_util/login/",
    "/sv/_util/login/",
]


@pytest.fixture
def page_groups(db):
    access = Permission.objects.get(codename="access_admin")
    for name in ("Editors", "Publishers"):
        Group.objects.get_or_create(name=name)[0].permissions.add(access)


@pytest.mark.parametrize("address", OLD_DOORS)
def test_old_door_leads_to_the_one_door_and_reads_no_password(client, person, address):
    seen = client.get(address)
    posted = client.post(
        address,
        {"username": person.email, "email": person.email, "login": person.email, "password": PASSWORD},
    )

    assert seen["Location"].startswith("/accounts/login/")
    assert posted["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/fi/admin/login/"])
def test_admin_of_django_is_not_there(client, person, address):
    response = client.post(address, {"username": person.email, "password": PASSWORD}, follow=True)

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_leaving_the_page_editor_signs_out(client, person, page_groups):
    assign_role(person, Role.EDITOR, by=None)
    client.force_login(person)

    client.post("/cms-admin/logout/")

    assert "_auth_user_id" not in client.session


def test_old_door_keeps_where_the_person_was_going(client):
    inside = client.get("/cms-admin/login/", {"next": "/cms-admin/pages/"})
    outside = client.get("/cms-admin/login/", {"next": "//evil.example/"})

    assert inside["Location"] == "/accounts/login/?next=%2Fcms-admin%2Fpages%2F"
    assert outside["Location"] == "/accounts/login/"


def test_page_editor_asks_a_stranger_to_sign_in(client):
    response = client.get("/cms-admin/")

    assert response["Location"] == "/accounts/login/?next=/cms-admin/"


def test_person_without_page_role_is_refused_not_sent_in_a_circle(client, person):
    assign_role(person, Role.COORDINATOR, by=None)
    client.force_login(person)

    assert client.get("/cms-admin/").status_code == 403


def test_editor_opens_the_page_editor(client, person, page_groups):
    assign_role(person, Role.EDITOR, by=None)
    client.force_login(person)

    assert client.get("/cms-admin/").status_code == 200


def test_former_editor_is_refused_though_still_in_the_group(client, person, page_groups, time_machine):
    time_machine.move_to("2026-03-03 09:00:00+02:00", tick=False)
    assignment = assign_role(person, Role.EDITOR, by=None)
    assignment.valid_until = assignment.valid_from
    assignment.save()
    time_machine.move_to("2026-03-04 09:00:00+02:00", tick=False)
    client.force_login(person)

    assert client.get("/cms-admin/").status_code == 403


def test_operator_opens_the_page_editor(client, db):
    client.force_login(User.objects.create_superuser("operator@example.fi"))

    assert client.get("/cms-admin/account/").status_code == 200
