"""The demo accounts: one press each, and only in a demo."""

import pytest

from accounts import demo
from accounts.models import Assignment, User
from accounts.roles import HOMES
from accounts.selectors import scope_of
from areas.models import Municipality, ServiceArea
from audit.models import Event

pytestmark = pytest.mark.django_db
DOOR = "/accounts/login/demo/"
NAMES = [
    "participant", "host", "referrer", "coordinator", "coordinator.pielinen", "workability", "instructor",
    "partner", "manager", "editor", "publisher", "auditor", "dpo", "admin",
]  # fmt: skip


@pytest.fixture
def demo_accounts(areas):
    return demo.make_demo_accounts()


def test_there_are_the_accounts_of_the_contract(demo_accounts):
    assert [user.email for user in demo_accounts] == [f"{name}@demo.example" for name in NAMES]
    assert {user.check_password("valityo-demo") for user in demo_accounts} == {True}
    assert User.objects.filter(is_superuser=True).count() == 0


def test_demo_coordinators_have_their_areas(demo_accounts):
    people = {user.email.split("@")[0]: scope_of(user) for user in demo_accounts}

    assert people["coordinator"].by_role == {"coordinator": frozenset({"167"})}
    assert people["coordinator.pielinen"].by_role == {"coordinator": frozenset({"422", "541"})}
    assert people["editor"].by_role == {"editor": frozenset({"422"})}
    assert people["manager"].by_role["manager"] is None
    assert people["manager"].holds("coordinator")


def test_making_them_again_changes_nothing(demo_accounts):
    before = User.objects.count(), Assignment.objects.count(), Event.objects.count()

    demo.make_demo_accounts()

    assert (User.objects.count(), Assignment.objects.count(), Event.objects.count()) == before


def test_another_employment_area_lends_its_first_areas(db):
    area = ServiceArea.objects.create(code="ETL", name_fi="Etelä", position=1)
    Municipality.objects.create(
        code="091", name_fi="Helsinki", slug="helsinki", service_area=area, in_area=True
    )

    people = {user.email.split("@")[0]: scope_of(user) for user in demo.make_demo_accounts()}

    assert people["coordinator.pielinen"].municipalities("coordinator") == {"091"}
    assert people["editor"].municipalities("editor") == {"091"}


@pytest.mark.parametrize("name", NAMES)
def test_one_press_signs_in(client, demo_accounts, name):
    response = client.post(DOOR, {"account": name})

    assert (response.status_code, response["Location"]) == (303, "/accounts/home/")
    assert client.session["_auth_user_id"] == str(User.objects.get(email=f"{name}@demo.example").pk)


def test_sign_in_page_offers_each_account(client, demo_accounts):
    text = client.get("/accounts/login/").content.decode()

    assert [name for name in NAMES if f'value="{name}"' not in text] == []
    assert "Pielisen Karjala" in text


def test_outside_a_demo_there_is_no_door(client, demo_accounts, settings):
    settings.DEMO = False

    pressed = client.post(DOOR, {"account": "coordinator"}, follow=True)
    page = client.get("/accounts/login/").content.decode()

    assert pressed.status_code == 404
    assert "_auth_user_id" not in client.session
    assert "demo.example" not in page
    assert 'name="account"' not in page


def test_door_opens_for_demo_accounts_only(client, demo_accounts, person):
    for account in ("sirpa", "sirpa@example.fi", "", "coordinator@demo.example"):
        assert client.post(DOOR, {"account": account}, follow=True).status_code == 404

    assert "_auth_user_id" not in client.session


def test_door_takes_a_press_not_a_link(client, demo_accounts):
    assert client.get(DOOR, {"account": "coordinator"}).status_code == 405


def test_door_asks_for_the_form_token(demo_accounts, client_with_csrf):
    assert client_with_csrf.post(DOOR, {"account": "coordinator"}).status_code == 403


def test_door_before_the_demo_is_loaded_says_so(client, db):
    response = client.post(DOOR, {"account": "coordinator"})

    assert response["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_another_press_changes_the_person_and_the_session(client, demo_accounts):
    client.post(DOOR, {"account": "coordinator"})
    first = client.session.session_key

    client.post(DOOR, {"account": "host"})

    assert client.session.session_key != first
    assert client.session["active_role"] == "host_admin"


def test_demo_manager_begins_as_manager(client, demo_accounts):
    client.post(DOOR, {"account": "manager"})

    assert client.get("/accounts/home/")["Location"] == HOMES["manager"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_door_does_not_lead_elsewhere(client, demo_accounts, target):
    response = client.post(DOOR, {"account": "host", "next": target})

    assert response["Location"] == "/accounts/home/"


def test_door_leads_where_the_person_was_going(client, demo_accounts):
    response = client.post(DOOR, {"account": "host", "next": "/host/"})

    assert response["Location"] == "/host/"
