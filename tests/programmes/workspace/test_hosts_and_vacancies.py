"""Host employers and open places as a worker sees them, and places written down on the host's word."""

import pytest
from django.urls import reverse

from programmes.employers import services
from programmes.employers.models import HostEmployer, Vacancy
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def host_form(**values):
    fields = {
        "token": "one-token", "business_id": "0242746-2", "name": "Kyläyhdistys ry", "kind": "association",
        "municipality": "167", "contact_name": "Raili", "contact_phone": "040 555 0111", "contact_email": "",
    }  # fmt: skip
    return fields | values


@pytest.mark.parametrize(
    "address", ["/work/vacancies/", "/work/hosts/", "/work/hosts/new/", "/work/messages/"]
)
def test_the_lists_open_empty_and_filled(desk, worker, address):
    empty = desk.get(address).status_code
    make.vacancy("submitted", by=worker)

    assert (empty, desk.get(address).status_code) == (200, 200)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "open", "closed"])
def test_a_vacancy_page_opens_in_every_state(desk, worker, state):
    row = make.vacancy(state, by=worker)

    assert desk.get(reverse("work:vacancy", args=[row.reference])).status_code == 200


def test_a_draft_elsewhere_is_not_found(desk):
    row = make.vacancy("draft", municipality=make.LIEKSA, employer=make.host(municipality=make.LIEKSA))

    assert desk.get(reverse("work:vacancy", args=[row.reference])).status_code == 404


def test_what_is_missing_is_told_before_the_place_is_public(desk, worker):
    row = make.vacancy("draft", by=worker, guide="")

    assert len(desk.get(reverse("work:vacancy", args=[row.reference])).context["missing"]) == 1


def test_places_to_check_come_first(desk, worker):
    make.vacancy("open", by=worker)
    to_check = make.vacancy("submitted", by=worker)

    rows = desk.get("/work/vacancies/").context["rows"]

    assert next(row for row, _tone in rows) == to_check
    assert len(rows) == 2


def test_a_host_is_registered_on_its_word_once(desk, worker):
    for _time in range(2):
        answer = desk.post("/work/hosts/new/", host_form())

    host = HostEmployer.objects.get()
    assert (answer.url, host.state, host.memberships.count()) == (
        reverse("work:host", args=[host.reference]), "registered", 0,
    )  # fmt: skip


def test_a_known_business_id_leads_to_the_host_that_has_it(desk, worker):
    known = make.host(by=worker)

    answer = desk.post("/work/hosts/new/", host_form(business_id=known.business_id))

    assert (answer.status_code, answer.context["known"]) == (422, known)


def test_who_asked_to_join_is_accepted_by_a_worker(desk, worker):
    host, asking = make.host(by=worker), make.account(first_name="Veikko")
    membership = services.ask_to_join(host, by=asking)

    answer = desk.post(reverse("work:accept_member", args=[host.reference, membership.pk]))

    membership.refresh_from_db()
    assert (answer.status_code, membership.valid_from is not None, membership.role) == (302, True, "signer")


def test_a_manager_alone_does_not_accept_members(client):
    host = make.host()
    membership = services.ask_to_join(host, by=make.account())
    client.force_login(make.manager())

    answer = client.post(reverse("work:accept_member", args=[host.reference, membership.pk]))

    assert answer.status_code == 403


def test_a_place_is_written_down_on_the_hosts_word(desk, worker):
    host = make.host(by=worker)
    page = desk.get(reverse("work:vacancy_new"), {"host": host.reference})

    answer = desk.post(
        reverse("work:vacancy_new"),
        {
            "host": host.reference, "token": page.context["token"], "title": "Siistijä", "tasks": "Siivous",
            "search": "", "occupation_group": "", "on_word": "phone",
        },
    )  # fmt: skip

    row = Vacancy.objects.get()
    assert (answer.status_code, row.title, row.state) == (303, "Siistijä", "draft")
    assert answer.url == reverse("work:vacancy_edit", args=[row.reference]) + "?step=where"


@pytest.mark.parametrize("step", ["task", "where", "hours", "demands", "support"])
def test_every_step_of_a_draft_opens(desk, worker, step):
    row = make.vacancy("draft", by=worker)

    page = desk.get(reverse("work:vacancy_edit", args=[row.reference]), {"step": step})

    assert page.status_code == 200


def test_hours_are_kept_and_the_next_step_follows(desk, worker):
    row = make.vacancy("draft", by=worker)

    answer = desk.post(
        reverse("work:vacancy_edit", args=[row.reference]) + "?step=hours",
        {"weekly_hours_min": "6", "weekly_hours_max": "12", "seats": "3"},
    )

    row = Vacancy.objects.get()
    assert (answer.status_code, row.weekly_hours_max, row.seats) == (303, 12, 3)


def test_an_open_place_is_not_edited(desk, worker):
    row = make.vacancy("open", by=worker)

    answer = desk.get(reverse("work:vacancy_edit", args=[row.reference]))

    assert (answer.status_code, answer.url) == (302, reverse("work:vacancy", args=[row.reference]))
