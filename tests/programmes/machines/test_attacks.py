"""What a person who means ill tries over HTTP: each attempt that once went through stands here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from audit.models import Event, Read
from notifications.models import Message
from programmes.models import (
    Agreement,
    Complaint,
    Feedback,
    HostEmployer,
    Participant,
    Participation,
    Placement,
    ReasonCode,
    SafetyReport,
    Signature,
    Vacancy,
)
from programmes.placements import services as placements
from programmes.servicepoints import services as told
from tests.access.people import client_of
from tests.programmes.employers.test_registration import answers as registration
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_engine import issue
from tests.programmes.participants.test_referrals import typed as referral
from tests.programmes.workspace.test_hosts_and_vacancies import host_form
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def post(user: Any, row: Any, name: str, machine: str = "placement", **data: Any) -> HttpResponse:
    return client_of(user).post(
        f"/act/{machine}/{row.reference}/{name}/", {"token": f"{name}-{row.pk}"} | data
    )


def state_of(row: Any) -> str:
    return type(row).objects.values_list("state", flat=True).get(pk=row.pk)


def sign(user: Any, row: Placement, party: str, **data: Any) -> HttpResponse:
    token = f"{party}-{sorted(data)}"
    return post(user, row, "sign", token=token, party=party, version=1, read="on", **data)


def test_a_worker_never_signs_for_the_last_party_as_if_it_were_their_own(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    sign(cast["host_admin"], row, "host")
    sign(cast["responsible"], row, "area")

    bare = sign(cast["responsible"], row, "participant")

    assert (bare.status_code, state_of(row)) == (422, "signing")
    assert sign(cast["responsible"], row, "participant", on_word_of="paper").status_code == 303
    last = Signature.objects.get(party="participant")
    assert (last.name, last.on_word, state_of(row)) == ("Helmi Karppinen", "paper", "agreed")


@pytest.mark.parametrize("party", ["host", "area"])
def test_a_participant_cannot_send_the_party_of_another(cast, party):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    answer = sign(cast["participant"], row, party, on_word="phone", on_word_of="phone")

    assert (answer.status_code, Signature.objects.count()) == (422, 0)


def test_a_line_break_in_next_is_not_followed(cast):
    row = made.placement(cast, "proposed")

    answer = post(cast["participant"], row, "want", rank=1, next="/my/\r\nSet-Cookie: a=b")

    assert answer.status_code == 303
    assert answer["Location"].startswith(f"/my/places/{row.reference}/")
    assert state_of(row) == "wanted"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil"]
)
def test_next_never_leads_elsewhere(cast, elsewhere):
    row = made.placement(cast, "proposed")

    answer = post(cast["participant"], row, "want", rank=1, next=elsewhere)

    assert answer["Location"].startswith(f"/my/places/{row.reference}/")


def test_taking_back_never_gives_a_seat_that_another_has(cast):
    row = made.placement(cast, "accepted")
    event = act(row, "decline", by=cast["participant"])
    second = made.participation(cast, "active", participant=Participant.objects.get(first_name="Aila"))
    other = made.placement(cast, "introduced", participation=second)
    placements.accept(other, by=cast["host_admin"], guide="Veikko")

    client_of(cast["participant"]).post(f"/act/placement/{row.reference}/undo/{event.pk}/")

    assert (state_of(row), state_of(other)) == ("declined", "accepted")


def test_taking_back_never_wakes_a_suggestion_of_one_who_has_left(cast):
    row = made.placement(cast, "wanted")
    event = act(row, "decline", by=cast["participant"])
    placements.withdraw_participation(cast.participation, by=cast["participant"])

    client_of(cast["participant"]).post(f"/act/placement/{row.reference}/undo/{event.pk}/")

    assert state_of(row) == "declined"


def test_another_persons_act_is_not_taken_back(cast):
    row = made.placement(cast, "proposed")
    event = act(row, "want", by=cast["participant"])
    address = f"/act/placement/{row.reference}/undo/{event.pk}/"

    answers = {
        part: client_of(cast[part]).post(address).status_code
        for part in ("responsible", "colleague", "host_admin", "other_participant", "far_coordinator")
    }

    assert answers == {
        "responsible": 303,
        "colleague": 303,
        "host_admin": 404,
        "other_participant": 404,
        "far_coordinator": 404,
    }
    assert (state_of(row), client_of(cast["participant"]).get(address).status_code) == ("wanted", 405)


MAKING = {
    "a referral": ("referrer", "/refer/new/", referral, Participation),
    "a host by a worker": ("responsible", "/work/hosts/new/", host_form, HostEmployer),
    "a host by itself": ("participant", "/host/register/", registration, HostEmployer),
    "a place": ("host_admin", "/host/vacancies/new/", lambda **more: {"title": "Apulainen"} | more, Vacancy),
}


@pytest.mark.parametrize("made_by", MAKING)
def test_a_token_that_has_made_something_else_makes_nothing_and_says_so(cast, made_by):
    who, address, form, model = MAKING[made_by]
    act(made.placement(cast, "proposed"), "want", by=cast["participant"], token="once")
    before = model.objects.count()

    answer = client_of(cast[who]).post(address, form(token="once", business_id="0112038-9"))

    assert (answer.status_code, model.objects.count()) == (422, before)
    assert "lomake on jo käytetty" in answer.content.decode().lower()


@pytest.mark.parametrize("door", ["contact", "complaint", "safety"])
def test_a_token_that_has_made_something_else_takes_in_no_word_unseen(cast, door):
    row = {"contact": Feedback, "complaint": Complaint, "safety": SafetyReport}[door](text="Sana")
    send = {"contact": told.give_feedback, "complaint": told.receive, "safety": told.report_danger}[door]
    act(made.placement(cast, "proposed"), "want", by=cast["participant"], token="once")

    with pytest.raises(ValidationError, match="used already"):
        send(row, token="once")


def test_a_token_of_one_act_opens_no_other(cast):
    first = made.placement(cast, "proposed")
    act(first, "want", by=cast["participant"], token="once")
    second = made.placement(cast, "accepted", vacancy=made.vacancy(cast.host))
    today = timezone.localdate()
    terms = {
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "weekly_hours": 10,
        "guide": "Veikko",
        "tasks": "Tiskaus",
        "aim": "Työ",
        "insurance": "Alue",
    }

    issued = post(cast["responsible"], second, "issue_agreement", token="once", **terms)
    left = post(cast["participant"], cast.participation, "withdraw", "participation", token="once")

    assert (issued.status_code, left.status_code) == (422, 422)
    assert (state_of(second), state_of(first), Agreement.objects.count()) == ("accepted", "wanted", 0)
    assert Participation.objects.get(pk=cast.participation.pk).state == "active"


def test_a_host_reads_the_first_name_only_when_the_person_was_there_first(cast):
    row = made.placement(cast, "introduced")
    cast["participant"].last_name = "Salasukunimi"
    cast["participant"].save()
    placements.withdraw_participation(cast.participation, by=cast["participant"])

    answer = post(cast["host_admin"], row, "accept", guide="Veikko")
    page = client_of(cast["host_admin"]).get(answer["Location"])

    assert (answer.status_code, page.status_code) == (303, 200)
    assert "Salasukunimi" not in page.content.decode()


def test_a_host_hears_nothing_of_one_who_was_never_introduced(cast):
    row = made.placement(cast, "wanted")
    reason = ReasonCode.objects.filter(machine="placement", transition="cancel").first()

    act(row, "cancel", by=cast["responsible"], reason=reason)

    assert set(Message.objects.values_list("recipient_name", flat=True)) == {"Helmi Karppinen"}


def test_every_page_of_an_act_that_a_worker_opens_is_on_the_read_log(cast):
    row = made.placement(cast, "proposed")
    addresses = [
        f"/act/placement/{row.reference}/decline/",
        f"/act/participation/{cast.participation.reference}/hold/",
        f"/work/people/{cast.participation.reference}/propose/",
    ]

    for address in addresses:
        client_of(cast["responsible"]).get(address)
    client_of(cast["participant"]).get(addresses[0])
    client_of(cast["host_admin"]).get(addresses[0])

    assert list(Read.objects.values_list("reader", flat=True)) == [cast["responsible"].pk] * 3
    assert set(Read.objects.values_list("object_type", "object_id")) == {("participant", cast.participant.pk)}


def test_what_a_refused_form_shows_of_a_person_is_on_the_read_log(cast):
    client = client_of(cast["responsible"])
    person = f"/work/people/{cast.participation.reference}"

    answers = [client.post(f"{person}/{page}/", {}).status_code for page in ("next-step", "propose")]
    answers.append(post(cast["responsible"], cast.participation, "hold", "participation").status_code)

    assert (answers, Read.objects.count()) == ([422, 422, 422], 3)


def test_no_personal_page_is_kept_by_anything_on_the_way(cast):
    row = made.placement(cast, "proposed")
    pages = {
        "responsible": ["/work/", f"/work/people/{cast.participation.reference}/", "/reports/"],
        "referrer": ["/refer/", f"/refer/{cast.participation.reference}/"],
        "participant": ["/my/", f"/act/placement/{row.reference}/want/", "/accounts/"],
        "other_participant": [f"/my/places/{row.reference}/"],
    }

    kept = {
        (part, address): client_of(cast[part]).get(address).headers.get("Cache-Control", "")
        for part, addresses in pages.items()
        for address in addresses
    }

    assert {key: value for key, value in kept.items() if "no-store" not in value} == {}
    assert Event.objects.filter(verb__startswith="placement").count() == 0


def test_a_value_that_no_database_can_hold_is_a_bad_request(cast):
    row = made.placement(cast, "proposed")

    asked = client_of(cast["responsible"]).get("/work/people/", {"q": "a\0b"})
    sent = post(cast["participant"], row, "want", rank=1, token="a\0b")

    assert (asked.status_code, sent.status_code, state_of(row)) == (400, 400, "proposed")


def test_a_used_token_of_another_form_suggests_nothing(cast):
    row = made.placement(cast, "proposed")
    act(row, "want", by=cast["participant"], token="once")
    second = made.vacancy(cast.host)

    answer = client_of(cast["responsible"]).post(
        f"/work/people/{cast.participation.reference}/propose/",
        {"token": "once", "places": f"vacancy-{second.pk}", "only_one_reason": "Ainoa"},
    )

    assert (answer.status_code, Placement.objects.count()) == (422, 1)


@pytest.mark.parametrize(("state", "seen"), [("introduced", True), ("refused", False), ("cancelled", False)])
def test_a_host_keeps_no_telephone_of_a_person_it_said_no_to(cast, state, seen):
    row = made.placement(cast, state, shown_to_host=["phone"])

    page = client_of(cast["host_admin"]).get(f"/host/places/{row.reference}/").content.decode()

    assert (cast.participant.first_name in page, cast.participant.phone in page) == (True, seen)


def test_what_a_form_does_not_ask_is_not_set(cast):
    more = {
        "state": "verified",
        "verified_on": "2020-01-01",
        "host": str(cast.host.pk),
        "reference": "chosen",
        "coordinator": cast["far_coordinator"].pk,
        "municipality": made.FAR,
        "role": "signer",
        "opened_on": "2020-01-01",
    }
    draft = made.vacancy(cast.host, "draft")
    worker, host = client_of(cast["responsible"]), client_of(cast["host_admin"])
    before = values_of(cast.participation), values_of(draft)

    worker.post(
        f"/work/people/{cast.participation.reference}/next-step/",
        more | {"what": "Soitto", "due_on": timezone.localdate()},
    )
    host.post(
        f"/host/vacancies/{draft.reference}/edit/?step=task",
        more | {"title": "Uusi nimi", "tasks": "Tiskausta", "occupation_group": "9412"},
    )
    worker.post(
        "/work/hosts/new/",
        more | {"token": "t", "business_id": "1572860-0", "name": "Kylä ry", "kind": "association"},
    )

    draft.refresh_from_db(fields=["title"])
    assert (values_of(cast.participation), values_of(draft)) == before
    assert draft.title == "Uusi nimi"
    assert cast.participation.next_steps.count() == 1
    assert (
        set(HostEmployer.objects.exclude(pk=cast.host.pk).values_list("reference", "state"))
        & {
            ("chosen", "registered"),
            ("chosen", "verified"),
        }
        == set()
    )
    assert HostEmployer.objects.get(business_id="1572860-0").state == "registered"


def values_of(row: Any) -> dict[str, Any]:
    """What only transitions and workers' choices set."""
    names = {"state", "reference", "coordinator_id", "municipality_id", "host_id", "opened_on", "started_on"}
    fresh = type(row)._base_manager.get(pk=row.pk)
    return {name: getattr(fresh, name) for name in names if hasattr(fresh, name)}
