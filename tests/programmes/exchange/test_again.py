"""A bundle that comes again: changes go in, what the service changed stays, a rehearsal leaves no trace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Event
from audit.services import record
from notifications.models import Message
from programmes.employers.models import HostEmployer, Vacancy
from programmes.exchange.models import ImportedRow
from programmes.exchange.reading import BundleError
from programmes.participants.models import NextStep, Participant, Participation
from programmes.placements.models import Placement
from tests.factories import programmes as factory
from tests.programmes.exchange.conftest import RIGHT, Bundle, row
from workflow.services import act

pytestmark = pytest.mark.django_db

CHANGED = "changed in the service after its last import"


def test_changed_row_is_updated_with_one_event(bundle: Bundle) -> None:
    bundle.write_right().run()
    reference = Participant.objects.get().reference

    bundle.write(participants=[row("participants", last_name="Uusi", street_address="Tie 1")]).run()

    person = Participant.objects.get()
    assert (person.last_name, person.street_address, person.reference) == ("Uusi", "Tie 1", reference)
    assert bundle.counts["participants"] == (0, 1, 0, 0)
    assert bundle.counts["placements"] == (0, 0, 1, 0)
    verbs = Event.objects.filter(object_type="participant").values_list("verb", flat=True)
    assert list(verbs) == ["participant.imported"] * 2


def test_event_tells_the_source_the_row_and_the_change_of_state(bundle: Bundle) -> None:
    bundle.write_right().run(source="register")

    bundle.write(participations=[row("participations", ended_on="2026-03-01")]).run(source="register")

    event = Event.objects.filter(verb="participation.imported").latest("id")
    assert event.data == {"source": "register", "file": "participations", "row": "S1"}
    assert (event.from_state, event.to_state, event.actor_id) == ("active", "ended", None)


def test_values_that_the_file_does_not_tell_stay(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants", phone="040 1", email="aino@example.org")]).run()

    bundle.write(participants=[row("participants", last_name="Uusi", phone="")]).run()

    person = Participant.objects.get()
    assert (person.last_name, person.phone, person.email) == ("Uusi", "040 1", "aino@example.org")


def test_days_that_the_file_does_not_tell_are_checked_and_count_for_the_state(bundle: Bundle) -> None:
    bundle.write_right().run()
    only = {"external_id": "S1", "participant_id": "P1", "referred_on": "2026-01-12"}

    bundle.write(participations=[only | {"ended_on": "2026-01-19"}]).run()
    assert bundle.reasons("participations") == {
        2: "order of dates: ended_on 2026-01-19 is before started_on 2026-01-20"
    }

    bundle.write(participations=[only | {"ended_on": "2026-03-01"}]).run()
    row_now = Participation.objects.get()
    assert (row_now.state, row_now.started_on) == ("ended", date(2026, 1, 20))


def test_move_of_the_person_does_not_rewrite_the_referral(bundle: Bundle) -> None:
    bundle.write_right().run()

    bundle.write(
        participants=[row("participants", municipality_code="422")],
        participations=[row("participations", plan_made_on="2026-01-20")],
    ).run()

    assert Participant.objects.get().municipality_id == "422"
    assert Participation.objects.get().municipality_id == "167"


def test_service_types_of_a_vacancy_follow_its_row(bundle: Bundle) -> None:
    bundle.write_right().run()

    bundle.write(vacancies=[row("vacancies", programme_types="work_trial|open_job|work_trial")]).run()

    codes = Vacancy.objects.get().programme_types.values_list("code", flat=True)
    assert sorted(codes) == ["open_job", "work_trial"]


def test_next_step_follows_its_row(bundle: Bundle) -> None:
    def told(what: str, due_on: str) -> list[tuple[str, date, date, bool]]:
        bundle.write_right(
            participations=[row("participations", next_step=what, next_step_due_on=due_on)]
        ).run()
        steps = NextStep.objects.all()
        return [(step.what, step.due_on, step.exists_from, step.done_on is None) for step in steps]

    referred = date(2026, 1, 12)
    assert told("", "") == []
    assert told("Soitto", "2026-12-01") == [("Soitto", date(2026, 12, 1), referred, True)]
    assert told("Tapaaminen", "2026-12-02") == [("Tapaaminen", date(2026, 12, 2), referred, True)]
    assert told("", "2026-12-03") == [("Tapaaminen", date(2026, 12, 3), referred, True)]
    assert told("", "") == [("Tapaaminen", date(2026, 12, 3), referred, True)]
    assert told("", "none") == [("Tapaaminen", date(2026, 12, 3), referred, False)]


def test_row_changed_in_the_service_is_rejected_and_its_children_too(bundle: Bundle) -> None:
    bundle.write_right(participations=[row("participations", accepted_on="", started_on="")]).run()
    participation = Participation.objects.get()
    worker = factory.coordinator()
    act(participation, "accept", by=worker, coordinator=worker)

    bundle.write(participations=[row("participations")]).run()

    assert bundle.reasons("participations") == {2: CHANGED}
    assert bundle.reasons("placements") == {2: "child of a rejected row: S1 in participations"}
    now = Participation.objects.get()
    assert (now.state, now.coordinator) == ("waiting", worker)


def test_row_changed_in_the_service_is_rejected_even_when_it_says_the_same(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants")]).run()
    record("participant.corrected", Participant.objects.get(), by=factory.coordinator())

    bundle.run()

    assert bundle.reasons("participants") == {2: CHANGED}


def test_unchanged_child_is_looked_at_again_when_its_parent_changes(bundle: Bundle) -> None:
    bundle.write_right().run()

    later = row("participations", referred_on="2026-02-03", accepted_on="2026-02-03", started_on="2026-02-03")
    bundle.write(participations=[later]).run()

    assert "is before referred_on 2026-02-03" in bundle.reasons("placements")[2]


def test_children_may_come_later_in_a_bundle_of_their_own(bundle: Bundle) -> None:
    bundle.write(
        **{name: [RIGHT[name]] for name in ("employers", "vacancies", "participants", "participations")}
    )
    bundle.run()
    for path in bundle.folder.glob("*.csv"):
        path.unlink()

    bundle.write(placements=[row("placements")]).run()

    assert bundle.counts == {"placements": (1, 0, 0, 0)}


def test_ids_of_another_source_are_other_ids(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants")]).run(source="one")
    bundle.write(participants=[row("participants", external_id="P2")], participations=[row("participations")])

    bundle.run(source="other")

    assert "id points nowhere" in bundle.reasons("participations")[2]


def test_employer_that_the_service_knows_is_taken_up_not_doubled(bundle: Bundle) -> None:
    known = factory.host(business_id="0242746-2", contact_name="Raili Hirvonen")

    bundle.write(employers=[row("employers", verified_on="", contact_name="", contact_phone="050 1")]).run()

    host = HostEmployer.objects.get()
    assert host.pk == known.pk
    assert (host.name, host.contact_name, host.contact_phone) == (
        "Joensuun kaupunki",
        "Raili Hirvonen",
        "050 1",
    )
    assert host.state == "verified"
    assert bundle.counts["employers"] == (0, 1, 0, 0)
    assert bundle.run().counts["employers"] == (0, 0, 1, 0)


def test_employer_that_a_worker_closed_stays_closed(bundle: Bundle) -> None:
    known = factory.host(business_id="0242746-2")
    HostEmployer._base_manager.filter(pk=known.pk).update(state="closed")

    bundle.write(employers=[row("employers")]).run()

    assert HostEmployer.objects.get().state == "closed"


def test_rehearsal_tells_the_same_and_changes_nothing(bundle: Bundle) -> None:
    bundle.write_right(participants=[row("participants"), row("participants", external_id="P2", gender="x")])

    rehearsed = bundle.run(dry_run=True).result

    assert not any(
        model.objects.exists()
        for model in (Participant, Participation, Placement, Vacancy, HostEmployer, ImportedRow, Event)
    )
    assert (bundle.folder / "rejected" / "participants.csv").exists()
    real = bundle.run().result
    assert rehearsed.outcomes == real.outcomes
    assert rehearsed.warnings == real.warnings


def test_nothing_is_mailed_and_nothing_follows(bundle: Bundle) -> None:
    bundle.write_right(
        participants=[row("participants", email="a@example.org", contact_channel="email")],
        vacancies=[row("vacancies", closed_on="2026-03-01")],
        participations=[row("participations", withdrawn_on="2026-03-01")],
    ).run()

    assert not Message.objects.exists()
    assert Placement.objects.get().state == "proposed"


def test_report_never_covers_the_files_of_the_bundle(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants", gender="x")])

    with pytest.raises(BundleError, match="write over the files"):
        bundle.run(report=bundle.folder)


def test_report_that_cannot_be_written_leaves_no_trace(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants"), row("participants", external_id="P2", gender="x")])
    (bundle.folder / "rejected").write_text("in the way", encoding="utf-8")

    with pytest.raises(BundleError, match="cannot be written"):
        bundle.run()

    assert not Participant.objects.exists()


def test_known_coordinator_is_responsible(bundle: Bundle) -> None:
    worker = factory.coordinator(email="outi@valityo.example")

    bundle.write_right(participations=[row("participations", coordinator_email="Outi@valityo.example")]).run()

    assert Participation.objects.get().coordinator == worker
    assert bundle.result.warnings == []


def test_every_value_lands_in_its_field(bundle: Bundle) -> None:
    days = {
        "wanted_on": "2026-02-03",
        "introduced_on": "2026-02-04",
        "accepted_on": "2026-02-05",
        "agreed_on": "2026-02-06",
        "starts_on": "2026-02-07",
        "ends_on": "2026-05-07",
        "ended_on": "2026-03-07",
    }
    more = {"alternatives_shown": "3", "end_kind": "early_host", "hours_per_week": "20,5"}

    bundle.write_right(placements=[row("placements", **days, **more)]).run()

    placement = Placement.objects.get()
    assert {name: getattr(placement, name).isoformat() for name in days} == days
    assert (placement.alternatives_shown, placement.end_kind) == (3, "early_host")
    assert placement.weekly_hours == Decimal("20.5")
    assert placement.programme_type.code == "workshop"
    assert placement.vacancy.host.business_id == "0242746-2"
    assert placement.participation.participant.first_name == "Aino"
