"""An agreement is put right by a new version; who is late and what has changed is said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Event
from audit.selectors import last_event
from notifications.models import Message
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.models import CallRequest, OfferRound, Placement, Signature
from programmes.participants.own import signs
from programmes.placements import services as placements
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.forms import IssueAgreementForm
from programmes.placements.selectors import unsigned_by_host
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from tests.programmes.placements.agreements import PARTS, active, agreed, issue, later, sign
from workflow.errors import CannotUndo
from workflow.services import act
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


# A new version --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("signed", [(), ("participant",), ("participant", "host", "area")])
def test_before_the_work_a_new_version_voids_every_signature_and_tells_all(cast, signed):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    sign(cast, row, *signed) if signed else None

    event = issue(cast, row, weekly_hours=Decimal(12))

    old, new = row.agreements.order_by("version")
    assert (row.state, row.agreed_on, row.weekly_hours) == ("signing", None, 12)
    assert (old.void, new.void, new.changed) == (True, False, ["weekly_hours"])
    assert event.data["version"] == 2
    assert {message.template for message in Message.objects.filter(event=event)} == {"agreement_changed"}
    assert Message.objects.filter(event=event).count() == 2  # the person, and who signs at the workplace
    with pytest.raises(ValidationError, match="muuttunut"):
        sign(cast, row, "participant", version=1)
    sign(cast, row, *PARTS, version=2)
    assert row.state == "agreed"


def test_while_the_work_goes_on_the_old_version_holds_until_all_have_signed_the_new(cast):
    row = active(cast)
    end = row.ends_on

    issue(cast, row, ends_on=end + timedelta(days=30), weekly_hours=Decimal(20), guide="Sari")
    half = (row.state, row.ends_on, row.weekly_hours, row.guide)
    asked = [list(unsigned_by_host(cast["host_admin"])), signs(row)]
    sign(cast, row, "participant", "host", version=2)
    still = (row.ends_on, agreement_paper(row, cast["participant"]).version)
    sign(cast, row, "area", version=2)

    assert half == ("active", end, 16, "Raili")
    assert asked == [[row], True]
    assert [list(unsigned_by_host(cast["host_admin"])), signs(row)] == [[], False]
    assert still == (end, 1)
    row = Placement.objects.get(pk=row.pk)
    assert (row.state, row.ends_on, row.weekly_hours, row.guide, row.due_on) == (
        "active",
        end + timedelta(days=30),
        20,
        "Sari",
        end + timedelta(days=30),
    )
    old, new = row.agreements.order_by("version")
    assert (old.void, old.replaced_on, new.replaced_on) == (False, timezone.localdate(), None)
    assert agreement_paper(row, cast["participant"]).version == 2
    issue(cast, row, weekly_hours=Decimal(8))
    assert [one.void for one in row.agreements.order_by("version")] == [False, False, False]


def test_what_has_changed_is_marked_old_beside_new_on_every_page_and_paper(cast):
    row = agreed(cast)
    issue(cast, row, weekly_hours=Decimal(12), tasks="Tiskausta ja kahvin keittoa")

    paper = agreement_paper(row, cast["participant"], to_sign=True)
    told = {change.label: (str(change.old), str(change.new)) for change in paper.changes}
    assert told == {
        "Tunteja viikossa": ("16", "12"),
        "Tehtävät": ("Tiskausta", "Tiskausta ja kahvin keittoa"),
    }
    for part, page in (
        ("participant", f"/act/placement/{row.reference}/sign/"),
        ("participant", f"/my/places/{row.reference}/"),
        ("host_admin", f"/host/places/{row.reference}/"),
        ("responsible", f"/work/placements/{row.reference}/"),
    ):
        answer = client_of(cast[part]).get(page)
        text = answer.content.decode()
        assert answer.status_code == 200, page
        assert "<del>16</del>" in text, page
        assert "?version=1" in text, page
    for version in (1, 2):
        pdf = client_of(cast["participant"]).get(f"/documents/agreement/{row.reference}/?version={version}")
        assert pdf.content.startswith(b"%PDF")
    assert (
        client_of(cast["participant"]).get(f"/documents/agreement/{row.reference}/?version=3").status_code
        == 404
    )


@pytest.mark.parametrize(
    ("part", "page"),
    [
        ("participant", "/my/places/{}/"),
        ("host_admin", "/host/places/{}/"),
        ("host_admin", "/act/placement/{}/sign/"),
        ("responsible", "/work/placements/{}/"),
        ("responsible", "/act/placement/{}/sign/"),
    ],
)
def test_words_to_the_person_are_never_shown_to_others_as_theirs(cast, part, page):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    text = client_of(cast[part]).get(page.format(row.reference)).content.decode()

    spoken_to = "Mitä teet" in text
    assert ("Tässä ”sinä” on osallistuja." in text) == (spoken_to and part != "participant")


def test_nothing_changed_is_no_version(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    with pytest.raises(ValidationError, match="1"):
        issue(cast, row)


def test_a_version_that_waits_when_the_place_ends_holds_no_more(cast):
    row = active(cast)
    issue(cast, row, weekly_hours=Decimal(20))

    placements.end(row, by=cast["responsible"], ended_on=timezone.localdate(), end_kind="moved_to_job")

    assert [one.void for one in row.agreements.order_by("version")] == [False, True]


def test_the_person_and_the_workplace_ask_for_a_change_and_the_worker_has_it_on_a_list(cast):
    row = active(cast)
    for part, what in (("participant", "vähemmän tunteja"), ("host_admin", "toinen ohjaaja")):
        page = f"/place/{row.reference}/agreement/change/"
        assert client_of(cast[part]).get(page).status_code == 200
        assert client_of(cast[part]).post(page, {"what": what}).status_code == 303

    mine, theirs = CallRequest.objects.filter(called_at=None).order_by("by_host")
    assert ("vähemmän tunteja" in mine.about, "toinen ohjaaja" in theirs.about) == (True, True)
    assert (mine.phone, theirs.phone) == (row.participation.participant.phone, cast["host_admin"].phone)
    for page in ("/work/", f"/work/placements/{row.reference}/"):
        shown = client_of(cast["responsible"]).get(page).content.decode()
        assert "toinen ohjaaja" in shown
        assert theirs.phone in shown
    client_of(cast["responsible"]).post(f"/work/calls/{theirs.pk}/called/")
    assert list(CallRequest.objects.filter(called_at=None)) == [mine]


def test_what_the_workplace_asks_is_not_told_to_the_person_as_their_own_wish(cast):
    """Kind: one of two who share a row reads the other's words, or is rung in the other's place."""
    row = active(cast)
    words = "x" * 450
    client_of(cast["host_admin"]).post(f"/place/{row.reference}/agreement/change/", {"what": words})

    pages = [client_of(cast["participant"]).get(page).content.decode() for page in ("/my/", "/my/call/")]

    assert not any("Pyysit" in page or "Olet pyytänyt soittoa" in page for page in pages)
    assert words in CallRequest.objects.get().about


@pytest.mark.parametrize("days", [0, 1, 3, 30])
def test_nobody_is_told_to_sign_by_a_day_on_which_it_would_be_late(cast, days):
    row = made.placement(cast, "accepted")
    start = timezone.localdate() + timedelta(days=days)
    issue(cast, row, starts_on=start)

    assert Placement.objects.get(pk=row.pk).due_on <= start


# Late -----------------------------------------------------------------------------------------------------


def test_a_last_signature_after_the_agreed_start_goes_in_as_late_and_moves_the_start(cast, time_machine):
    row = made.placement(cast, "accepted")
    start = timezone.localdate() + timedelta(days=1)
    issue(cast, row, starts_on=start)
    sign(cast, row, "participant", "host")
    later(time_machine, days=3)
    today = timezone.localdate()

    before = client_of(cast["responsible"]).get(f"/act/placement/{row.reference}/sign/").content.decode()
    event = sign(cast, row, "area")

    assert "Sovittu alkamispäivä on mennyt" in before
    assert (row.state, row.agreed_on, row.starts_on) == ("agreed", today, today)
    assert (event.data["agreed_start"], event.data["days_late"]) == (start.isoformat(), 2)
    paper = agreement_paper(row, cast["participant"])
    assert any(f"{start:%-d.%-m.%Y}" in note for note in paper.notes)
    placements.start(row, by=cast["responsible"])
    assert row.state == "active"


def test_a_signature_after_the_whole_agreed_time_needs_new_days(cast, time_machine):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    sign(cast, row, "participant", "host")
    later(time_machine, days=90)

    with pytest.raises(ValidationError, match="uusi versio"):
        sign(cast, row, "area")


def test_the_agreed_and_the_true_first_day_are_both_kept(cast, time_machine):
    row = agreed(cast)
    agreed_start = row.starts_on
    later(time_machine, days=9)

    placements.start(row, by=cast["responsible"], on=timezone.localdate() - timedelta(days=1))

    assert row.starts_on == agreed_start
    assert row.started_on == timezone.localdate() - timedelta(days=1)


def test_work_is_not_recorded_to_have_begun_before_the_agreed_start(cast, time_machine):
    row = agreed(cast)
    later(time_machine, days=9)

    with pytest.raises(ValidationError):
        placements.start(row, by=cast["responsible"], on=row.starts_on - timedelta(days=1))


# Rules ----------------------------------------------------------------------------------------------------


def test_the_rule_of_the_start_day_decides(cast, time_machine):
    time_machine.move_to("2026-11-29 12:00 +0200")
    row = Placement.objects.get(pk=made.placement(cast, "accepted").pk)
    first = date(2027, 1, 1)
    ProgrammeTypeRule.objects.filter(programme_type=row.programme_type).update(
        valid_until=first - timedelta(days=1)
    )
    old = ProgrammeTypeRule.objects.filter(programme_type=row.programme_type).first()
    old.pk, old.valid_from, old.valid_until, old.weekly_hours_max, old.duration_months_max = (
        None,
        first,
        None,
        Decimal(10),
        2,
    )
    old.save()

    def refused(starts_on: str, ends_on: str) -> set[str]:
        data = {
            "token": "x",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "weekly_hours": "20",
            "guide": "R",
            "tasks": "T",
            "aim": "A",
            "insurance": "I",
        }
        return set(IssueAgreementForm(data=data, obj=row, user=cast["responsible"]).errors)

    assert refused("11.1.2027", "11.6.2027") == {"ends_on", "weekly_hours", "beyond_reason"}
    assert refused("14.12.2026", "11.5.2027") == set()


# Undo -----------------------------------------------------------------------------------------------------


def test_suggestions_made_by_mistake_are_taken_back_as_if_they_had_not_been(cast):
    kind = cast.vacancy.programme_types.first()
    beside = made.vacancy(cast.host)
    offers = placements.propose(
        cast.participation, [(cast.vacancy, kind), (beside, kind)], by=cast["responsible"]
    )
    one = offers.placements.order_by("pk").first()
    event = last_event(one)
    person = f"/work/people/{cast.participation.reference}/"
    page = client_of(cast["responsible"]).get(f"{person}?done={event.pk}")
    assert page.content.decode().count(f"/act/placement/{one.reference}/undo/{event.pk}/") == 1

    answer = client_of(cast["responsible"]).post(f"/act/placement/{one.reference}/undo/{event.pk}/")

    assert (answer.status_code, answer.headers["Location"]) == (303, person)
    assert not Placement.objects.exists()
    assert not OfferRound.objects.exists()
    assert set(Message.objects.values_list("state", flat=True)) == {"cancelled"}
    assert Event.objects.filter(verb="offer_round.undone").count() == 1


def test_a_round_that_was_answered_stays(cast):
    kind = cast.vacancy.programme_types.first()
    offers = placements.propose(
        cast.participation, [(cast.vacancy, kind)], by=cast["responsible"], only_one_reason="Ainoa"
    )
    row = offers.placements.get()
    act(row, "want", by=cast["participant"])

    with pytest.raises(CannotUndo):
        undo(row, last_event(row), by=cast["responsible"])


@pytest.mark.parametrize("state", ["accepted", "signing", "agreed", "active"])
def test_a_version_is_taken_back_and_the_one_before_holds_again(cast, state):
    row = {"accepted": lambda: made.placement(cast, "accepted"), "agreed": lambda: agreed(cast)}.get(
        state, lambda: active(cast)
    )()
    if state == "signing":
        row = made.placement(cast, "accepted", vacancy=made.vacancy(cast.host))
        issue(cast, row)
        sign(cast, row, "participant")
    before = Placement.objects.values().get(pk=row.pk)
    event = issue(cast, row, weekly_hours=Decimal(9))

    undo(row, event, by=cast["responsible"])

    after = Placement.objects.values().get(pk=row.pk)
    assert {key for key in before if before[key] != after[key]} <= {"state_since"}
    assert [one.void for one in row.agreements.all()] == ([] if state == "accepted" else [False])


def test_a_recorded_signature_is_taken_back_while_nothing_has_followed(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    event = placements.sign(row, by=cast["responsible"], party="host", version=1, on_word="paper")

    undo(row, event, by=cast["responsible"])

    assert not Signature.objects.exists()
    assert row.state == "signing"


def test_a_last_signature_is_taken_back_with_the_others_that_it_let_go(cast):
    offers = made.offer_round(cast)
    row = made.placement(cast, "accepted", offer_round=offers)
    other = made.placement(cast, "wanted", offer_round=offers, vacancy=made.vacancy(cast.host))
    issue(cast, row)
    event = sign(cast, row, *PARTS)
    assert Placement.objects.get(pk=other.pk).state == "released"

    undo(row, event, by=cast["responsible"])

    assert [Placement.objects.get(pk=one.pk).state for one in (row, other)] == ["signing", "wanted"]
