"""Roles over areas and days, stand-ins, and the role a person acts in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.access import role_required
from accounts.models import Assignment, User
from accounts.roles import HOMES, Role
from accounts.selectors import Scope, assignments_of, forget_scope, role_links, scope_of
from accounts.services import assign_role, end_assignment, ensure_account, set_substitute, wagtail_group_for
from audit.models import Event

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-03-03 09:00:00+02:00", tick=False)


@pytest.fixture
def colleague(db) -> User:
    return ensure_account("jouni@example.fi", first_name="Jouni")


def roles_of(user: User) -> dict:
    forget_scope(user)
    return scope_of(user).by_role


def test_service_area_covers_its_municipalities(person, areas):
    assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)

    scope = scope_of(person)
    assert scope == Scope({"coordinator": frozenset({"422", "541"})})
    assert scope.covers("coordinator", "422")
    assert not scope.covers("coordinator", "167")
    assert not scope.covers("manager", "422")


def test_role_without_area_covers_everything(person, areas):
    assign_role(person, Role.MANAGER, by=None)

    scope = scope_of(person)
    assert scope.covers("manager", "167")
    assert scope.municipalities("manager", "coordinator") is None


def test_two_areas_of_one_role_are_joined(person, areas):
    assign_role(person, Role.COORDINATOR, service_area=areas["JNS"], by=None)
    assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)

    assert scope_of(person).municipalities("coordinator") == {"167", "422", "541"}


def test_whole_area_wins_over_a_part(person, areas):
    assign_role(person, Role.COORDINATOR, by=None)
    assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)

    assert scope_of(person).by_role == {"coordinator": None}


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (date(2026, 3, 3), None, True),
        (date(2026, 3, 3), date(2026, 3, 3), True),
        (date(2026, 1, 1), date(2026, 3, 2), False),
        (date(2026, 3, 4), None, False),
    ],
)
def test_role_is_held_from_its_first_day_to_its_last(person, first, last, held):
    assign_role(person, Role.MANAGER, from_=first, until=last, by=None)

    assert bool(roles_of(person)) is held


def test_closed_account_holds_nothing(person):
    assign_role(person, Role.MANAGER, by=None)
    person.is_active = False

    assert roles_of(person) == {}


def test_stand_in_has_the_area_for_the_days_and_gives_it_back(person, colleague, areas, time_machine):
    assignment = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)
    set_substitute(assignment, colleague, from_=date(2026, 3, 5), until=date(2026, 3, 6), by=person)
    held = {}

    for day in (4, 5, 6, 7):
        time_machine.move_to(f"2026-03-0{day} 09:00:00+02:00", tick=False)
        held[day] = bool(roles_of(colleague)), bool(roles_of(person))

    assert held == {4: (False, True), 5: (True, True), 6: (True, True), 7: (False, True)}


def test_stand_in_has_no_more_than_the_assignment_itself(person, colleague):
    assignment = assign_role(person, Role.MANAGER, until=date(2026, 3, 4), by=None)
    set_substitute(assignment, colleague, from_=TODAY, until=date(2026, 3, 31), by=person)

    assert Assignment.objects.held_by(colleague, on=date(2026, 3, 5)).count() == 0


def test_stand_in_can_be_taken_back(person, colleague):
    assignment = assign_role(person, Role.MANAGER, by=None)
    set_substitute(assignment, colleague, from_=TODAY, until=TODAY, by=person)

    set_substitute(assignment, None, by=person)

    assert roles_of(colleague) == {}


@pytest.mark.parametrize("days", [{}, {"from_": TODAY}, {"until": TODAY}])
def test_stand_in_needs_both_days(person, colleague, days):
    assignment = assign_role(person, Role.MANAGER, by=None)

    with pytest.raises(ValidationError):
        set_substitute(assignment, colleague, by=person, **days)


def test_nobody_stands_in_for_themselves(person):
    assignment = assign_role(person, Role.MANAGER, by=None)

    with pytest.raises(ValidationError):
        set_substitute(assignment, person, from_=TODAY, until=TODAY, by=person)


def test_assignment_ends_on_its_last_day(person):
    assignment = assign_role(person, Role.MANAGER, from_=date(2026, 1, 1), by=None)

    end_assignment(assignment, on=date(2026, 3, 2), by=None)

    assert roles_of(person) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king"},
        {"from_": date(2026, 3, 3), "until": date(2026, 3, 2)},
    ],
)
def test_assignment_that_cannot_be_is_refused(person, wrong):
    fields = {"role": Role.MANAGER, **wrong}

    with pytest.raises(ValidationError):
        assign_role(person, fields.pop("role"), by=None, **fields)


def test_assignment_has_one_kind_of_area(person, areas):
    with pytest.raises(ValidationError):
        assign_role(
            person,
            Role.COORDINATOR,
            service_area=areas["PIE"],
            municipality=areas["PIE"].municipalities.first(),
            by=None,
        )


def test_giving_a_role_twice_changes_nothing(person, areas):
    first = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)
    second = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)

    assert first == second
    assert Event.objects.filter(verb="role.assigned").count() == 1


def test_role_and_stand_in_are_on_record(person, colleague, areas):
    assignment = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=colleague)
    set_substitute(assignment, colleague, from_=TODAY, until=TODAY, by=person)

    given, stood = Event.objects.filter(verb__startswith="role.").order_by("id")
    assert (given.verb, given.actor_id, given.object_id) == ("role.assigned", colleague.pk, person.pk)
    assert given.data["service_area"] == "PIE"
    assert (stood.verb, stood.data["substitute"]) == ("role.substituted", colleague.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_scope_takes_one_query_however_many_areas(person, areas, count, django_assert_num_queries):
    codes = ["JNS", "PIE", "JNS"][:count]
    for role, code in zip((Role.COORDINATOR, Role.MANAGER, Role.REFERRER), codes, strict=False):
        assign_role(person, role, service_area=areas[code], by=None)

    with django_assert_num_queries(1):
        scope_of(person)
        scope_of(person)


def test_one_address_is_one_account(db):
    first = ensure_account("Aino@Example.fi", first_name="Aino")
    second = ensure_account("aino@example.fi ", first_name="Other")

    assert first == second
    assert second.first_name == "Aino"


def test_page_roles_have_a_group(db):
    assert wagtail_group_for(Role.EDITOR) == "Editors"
    assert wagtail_group_for(Role.COORDINATOR) is None


def test_first_role_in_order_is_acted_in_and_another_can_be_chosen(client, person):
    assign_role(person, Role.MANAGER, by=None)
    assign_role(person, Role.COORDINATOR, by=None)
    client.force_login(person)

    first = client.get("/accounts/home/")
    chosen = client.post("/accounts/role/", {"role": "manager"})
    after = client.get("/accounts/home/")

    assert first["Location"] == HOMES["coordinator"]
    assert (chosen.status_code, chosen["Location"]) == (303, HOMES["manager"])
    assert after["Location"] == HOMES["manager"]


@pytest.mark.parametrize("role", ["manager", "", "king"])
def test_role_that_is_not_held_cannot_be_acted_in(client, person, role):
    assign_role(person, Role.COORDINATOR, by=None)
    client.force_login(person)

    assert client.post("/accounts/role/", {"role": role}).status_code == 403
    assert client.get("/accounts/home/")["Location"] == HOMES["coordinator"]


def test_role_that_has_ended_is_no_longer_acted_in(client, person):
    assign_role(person, Role.COORDINATOR, by=None)
    assignment = assign_role(person, Role.MANAGER, from_=date(2026, 1, 1), by=None)
    client.force_login(person)
    client.post("/accounts/role/", {"role": "manager"})

    end_assignment(assignment, on=date(2026, 3, 2), by=None)

    assert client.get("/accounts/home/")["Location"] == HOMES["coordinator"]


def test_role_switch_needs_a_session_and_a_press(client, person):
    assert client.post("/accounts/role/", {"role": "manager"}).status_code == 302
    client.force_login(person)
    assert client.get("/accounts/role/").status_code == 405


def test_header_offers_the_roles_to_switch_between(rf, person):
    assign_role(person, Role.MANAGER, by=None)
    request = rf.get("/")
    request.scope, request.active_role = scope_of(person), "manager"
    alone = role_links(request)
    assign_role(person, Role.COORDINATOR, by=None)
    request.scope = scope_of(person)

    both = role_links(request)

    assert alone == []
    assert [(link["code"], link["url"], link["current"]) for link in both] == [
        ("coordinator", "/accounts/role/", False),
        ("manager", HOMES["manager"], True),
    ]


def test_role_without_pages_lands_on_the_account(client, person):
    assign_role(person, Role.AUDITOR, by=None)
    client.force_login(person)

    assert client.get("/accounts/home/")["Location"] == "/accounts/"


def test_account_page_tells_roles_areas_and_stand_in(client, person, colleague, areas):
    assignment = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)
    set_substitute(assignment, colleague, from_=TODAY, until=date(2026, 3, 6), by=person)
    client.force_login(person)

    text = client.get("/accounts/").content.decode()

    assert "Pielisen Karjala" in text
    assert "Jouni" in text
    assert "6.3.2026" in text


def test_account_page_of_the_stand_in_names_whom_they_stand_in_for(client, person, colleague, areas):
    assignment = assign_role(person, Role.COORDINATOR, service_area=areas["PIE"], by=None)
    set_substitute(assignment, colleague, from_=TODAY, until=date(2026, 3, 6), by=person)
    client.force_login(colleague)

    assert [row.is_own for row in assignments_of(colleague)] == [False]
    assert "Sirpa Lehto" in client.get("/accounts/").content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
def test_language_is_kept_on_the_account_and_in_the_browser(client, person, language):
    client.force_login(person)

    response = client.post("/accounts/", {"language": language})
    person.refresh_from_db()

    assert response.status_code == 303
    assert person.language == language
    assert response.cookies["django_language"].value == language


def test_language_that_is_not_spoken_here_is_refused(client, person):
    client.force_login(person)

    response = client.post("/accounts/", {"language": "xx"})
    person.refresh_from_db()

    assert response.status_code == 200
    assert person.language == "fi"


def test_a_page_is_read_in_a_role_that_opens_it_whatever_comes_first(rf, person):
    assign_role(person, Role.PARTICIPANT, by=None)
    assign_role(person, Role.COORDINATOR, by=None)
    forget_scope(person)
    request = rf.get("/work/")
    request.user, request.active_role = person, "participant"

    role_required(Role.COORDINATOR, Role.MANAGER)(lambda request: None)(request)

    assert request.active_role == "coordinator"


def test_the_chosen_role_is_kept_where_it_opens_the_page_too(rf, person):
    assign_role(person, Role.COORDINATOR, by=None)
    assign_role(person, Role.MANAGER, by=None)
    forget_scope(person)
    request = rf.get("/work/")
    request.user, request.active_role = person, "manager"

    role_required(Role.COORDINATOR, Role.MANAGER)(lambda request: None)(request)

    assert request.active_role == "manager"
