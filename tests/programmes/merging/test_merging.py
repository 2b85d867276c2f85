"""Two records of one person become one, with all that points to either, and come apart again exactly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from accounts.roles import Role
from audit.models import Event, Read
from audit.selectors import last_event
from audit.services import record_read
from notifications.models import Delivery, Message
from programmes.exchange.models import ImportedRow
from programmes.merging import comparing
from programmes.merging.duplicates import likely_pairs
from programmes.merging.services import merge, tell_apart
from programmes.models import (
    CallRequest,
    FollowUp,
    Hold,
    Interest,
    NextStep,
    Participant,
    Participation,
    Placement,
    WorkerMessage,
    WorkProfile,
)
from programmes.participants.likeness import found_for
from programmes.participants.models import ToldApart
from programmes.participants.reading import looks_at
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines.test_groups import whole
from workflow.errors import CannotUndo
from workflow.undo import undo, undo_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BORN = date(1980, 5, 6)


@pytest.fixture
def manager() -> Any:
    return make.manager()


def twins(
    state: str = "active", other: str = "active", **of_other: Any
) -> tuple[Participation, Participation]:
    one = make.participation(state, person=make.participant(last_name="Karppinen", birth_date=BORN))
    told = {"last_name": "Karpinen", "birth_date": BORN, "phone": "040 555 0177"} | of_other
    return one, make.participation(other, person=make.participant(**told))


def merged(one: Participation, two: Participation, by: Any, **how: Any) -> Event:
    return merge(
        Participant.objects.get(pk=one.participant_id),
        Participant.objects.get(pk=two.participant_id),
        by=by,
        **how,
    )


def everything() -> dict[str, list[Any]]:
    """Every row of the programme and every account, as it is in the database, but for the trail."""
    kinds = [*apps.get_app_config("programmes").get_models(), User, Message]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in kinds}


def test_everything_of_the_other_record_is_the_kept_ones_by_whatever_relation(manager):
    one, two = twins()
    make.placement("active", row=two)
    Interest.objects.create(participation=two, vacancy=make.vacancy())
    CallRequest.objects.create(participation=two)
    WorkerMessage.objects.create(participation=two, text="Hei", by_person=True, due_on=timezone.localdate())
    Hold.objects.create(participation=two, from_on=timezone.localdate(), look_again_on=timezone.localdate())
    WorkProfile.objects.create(participant=two.participant, in_own_words="Puutyöt")

    merged(one, two, manager)

    kept = Participant.objects.get(pk=one.participant_id)
    goes_on = Participation.objects.get(participant=kept)
    for model, target, gone in (
        (Participation, [one, two], None), (Participant, [one.participant], two.participant),
    ):  # fmt: skip
        for relation in comparing.relations_of(model):
            left = (
                relation.related_model._default_manager.filter(**{relation.field.name: gone})
                if gone
                else None
            )
            assert left is None or not left.exists(), relation
        assert target
    joined = Participation.everything.get(merged_into=goes_on)
    for relation in comparing.relations_of(Participation):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: joined})
        assert not rows.exists(), relation
    assert Placement.objects.get().participation == goes_on
    assert WorkProfile.objects.get().participant == kept
    assert kept.phone == "040 555 0100"


def test_no_relation_to_a_person_is_unknown_to_the_merge():
    """A new column that points to a person or their time moves by itself; one that is not known fails, so
    that somebody thinks of what happens when both have such a row."""
    known = {
        one.related_model.__name__
        for model in (Participant, Participation)
        for one in comparing.relations_of(model)
    }

    assert known == {
        "Participation", "InvitationLetter", "WorkProfile", "Hold", "NextStep", "CallRequest",
        "CorrectionRequest", "FollowUp", "Interest", "DistanceMeasure", "ExperienceQuestion",
        "WorkerChange", "WorkerMessage", "WorkerNote", "StatusChange", "EuraRecord", "CoachingMeeting",
        "Appointment", "TimeInvitation",
        "WorkAbilityAssessment", "OfferRound", "Placement",
    }  # fmt: skip
    columns = {field.name for field in Participant._meta.concrete_fields}
    assert columns == {*comparing.CHOSEN, *comparing.EITHER, *comparing.STAYS}


def test_it_comes_apart_again_exactly(manager):
    one, two = twins("waiting", "active")
    make.placement("wanted", row=two)
    make.placement("proposed", row=make.participation("active", person=make.participant()))
    for row, words in ((one, "Minä"), (two, "Hän")):
        WorkProfile.objects.create(participant=row.participant, in_own_words=words, occupations=["9412"])
    user = make.account(Role.PARTICIPANT)
    for row, account in ((one, user), (two, make.account(Role.PARTICIPANT))):
        Participant.objects.filter(pk=row.participant_id).update(user=account)
    ImportedRow.objects.create(
        source="a", file="participants", external_id="1", object_id=two.participant_id, digest="x"
    )
    before = everything()

    event = merged(
        one, two, manager, take=["last_name", "phone"], profile_of_other=True, account_of_other=True
    )
    between = everything()
    undo_group(event.group, by=manager)

    after = everything()
    assert between != before
    assert {
        name: rows for name, rows in after.items() if rows != before[name] and name != "workflow.UndoNote"
    } == {}
    assert whole()


def test_the_chain_holds_after_the_merge_and_one_person_is_counted(manager):
    one, two = twins()

    merged(one, two, manager)

    assert whole()
    assert Participant.objects.count() == Participation.objects.count() == 1


def test_of_two_open_times_the_further_one_goes_on_and_counts_from_the_first_day(manager):
    one, two = twins("referred", "active")
    first = timezone.localdate() - timedelta(days=30)
    Participation.objects.filter(pk=one.pk).update(referred_on=first)

    merged(one, two, manager)

    goes_on = Participation.objects.get()
    assert (goes_on.pk, goes_on.participant_id, goes_on.referred_on) == (two.pk, one.participant_id, first)
    assert Participation.everything.get(pk=one.pk).merged_into == goes_on


def test_two_live_places_at_one_workplace_are_refused_with_what_to_do(manager):
    one, two = twins()
    place = make.vacancy(seats=3)
    for row in (one, two):
        make.placement("wanted", row=row, place=place)

    with pytest.raises(ValidationError, match=place.title):
        merged(one, two, manager)
    page = client_of(manager).get(reverse("merging:compare", args=[one.reference, two.reference]))

    assert page.context["obstacles"]
    assert not Participation.everything.filter(merged_into__isnull=False).exists()


def test_what_was_chosen_is_kept_and_the_other_record_tells_nothing_more(manager):
    one, two = twins(email="toinen@example.net", restricted=True)

    merged(one, two, manager, take=["last_name", "email"])

    kept = Participant.objects.get()
    gone = Participant.everything.exclude(pk=kept.pk).get()
    assert (kept.last_name, kept.email, kept.restricted) == ("Karpinen", "toinen@example.net", True)
    assert (gone.first_name, gone.last_name, gone.email, gone.phone, gone.merged_into) == (
        "",
        "",
        "",
        "",
        kept,
    )


def test_the_old_reference_leads_to_the_kept_one_for_workers_alone(manager):
    one, two = twins()
    merged(one, two, manager)
    gone = Participation.everything.get(merged_into__isnull=False)

    answer = client_of(manager).get(f"/work/people/{gone.reference}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/work/people/{gone.merged_into.reference}/")
    assert client_of(make.coordinator("422")).get(f"/work/people/{gone.reference}/").status_code == 404
    assert client_of(gone.referrer).get(f"/refer/{gone.reference}/").status_code == 404


def test_the_person_still_reads_who_looked_at_the_other_record(manager):
    one, two = twins()
    record_read(manager, two.participant, page="work:person", role="manager")
    reads = Read.objects.count()

    merged(one, two, manager)

    assert Read.objects.count() == reads
    assert [look.who for look in looks_at(Participant.objects.get())] == [str(manager)]


def test_a_message_to_tell_of_the_joined_time_is_still_to_be_told(manager):
    one, two = twins("active", "waiting")
    Message.objects.filter(event__object_id=two.pk, event__object_type="participation").update(
        state=Delivery.BY_HAND
    )
    waiting = Message.objects.filter(
        state=Delivery.BY_HAND, template="referral_accepted", event__object_id=two.pk
    )
    assert waiting.count() == 1

    event = merged(one, two, manager)

    assert Message.objects.get(template="referral_accepted", event=event).state == Delivery.BY_HAND


def test_after_somebody_has_acted_it_is_not_taken_back(manager):
    one, two = twins()
    event = merged(one, two, manager)
    goes_on = Participation.objects.get()
    from programmes.participants.services import set_next_step  # noqa: PLC0415

    set_next_step(goes_on, what="Soitto", due_on=timezone.localdate(), by=goes_on.coordinator)

    with pytest.raises(CannotUndo):
        undo_group(event.group, by=manager)


def test_only_a_manager_of_both_joins(manager):
    one, two = twins()

    with pytest.raises(PermissionDenied):
        merged(one, two, one.coordinator)
    address = reverse("merging:compare", args=[one.reference, two.reference])

    assert client_of(one.coordinator).get(address).status_code == 403


def test_the_page_shows_both_and_joins_with_one_press(manager):
    one, two = twins()
    client, address = client_of(manager), reverse("merging:compare", args=[one.reference, two.reference])
    page = client.get(address)
    sent = {line.name: "other" for line in page.context["form"].lines} | {"seen": page.context["form"].stamp}

    unread = client.post(address, sent)
    answer = client.post(address, sent | {"compared": "on"}, follow=True)
    again = client.post(address, sent | {"compared": "on"})

    assert unread.status_code == 422
    assert Participant.objects.get().last_name == "Karpinen"
    assert answer.redirect_chain[0][0].startswith(
        f"/work/people/{Participation.objects.get().reference}/?done="
    )
    assert again.status_code == 302


def test_a_record_that_was_changed_meanwhile_is_looked_at_once_more(manager):
    one, two = twins()
    client, address = client_of(manager), reverse("merging:compare", args=[one.reference, two.reference])
    form = client.get(address).context["form"]
    sent = {line.name: "kept" for line in form.lines} | {"seen": form.stamp, "compared": "on"}
    Participant.objects.filter(pk=two.participant_id).update(first_name="Toinen")

    assert client.post(address, sent).status_code == 422
    assert Participant.objects.count() == 2


def test_check_data_finds_the_pair_by_reference_and_a_merge_settles_it(manager, capsys):
    one, two = twins()
    other = make.participation("active", person=make.participant(birth_date=date(1990, 1, 1)))
    pair = [one for one in likely_pairs() if one.is_likely]

    with pytest.raises(SystemExit):
        call_command("check_data")
    told = capsys.readouterr().out
    merged(one, two, manager)
    call_command("check_data")

    assert [{row.one.key, row.other.key} for row in pair] == [{one.participant_id, two.participant_id}]
    assert one.participant.reference in told
    assert "Karppinen" not in told
    assert other.participant.reference not in told


def test_a_merged_record_is_merged_on_with_the_one_it_leads_to(manager):
    one, two = twins()
    merged(one, two, manager)
    third = make.participation("active", person=make.participant(last_name="Karppinen", birth_date=BORN))

    merged(third, Participation.objects.exclude(pk=third.pk).get(), manager)

    kept = Participant.objects.get()
    assert kept.pk == third.participant_id
    assert Participant.everything.filter(merged_into=kept).count() == 2
    assert set(NextStep.objects.values_list("participation__participant", flat=True)) == {kept.pk}
    assert FollowUp.objects.count() == 0
    assert isinstance(kept, models.Model)


def test_every_field_that_is_compared_has_a_name_in_the_readers_language():
    named = {name: Participant._meta.get_field(name).verbose_name for name in comparing.CHOSEN}

    assert [name for name, label in named.items() if not isinstance(label, Promise)] == []


def test_two_told_apart_are_asked_about_no_more_until_it_is_taken_back() -> None:
    """By a manager's press; the list, the person's page and the acceptance ask by one rule."""
    manager, worker = make.manager(), make.coordinator()
    born = date(1980, 2, 3)
    rows = [
        make.participation(
            "active",
            by=worker,
            person=make.participant(first_name=name, last_name="Karppinen", birth_date=born),
        )
        for name in ("Aino", "Ainu")
    ]
    assert len(likely_pairs()) == 1
    assert found_for(worker, rows[0].participant, officer=False).seen

    client = client_of(manager)
    address = reverse("merging:apart", args=[row.reference for row in rows])
    assert [client.post(address).status_code for _press in range(2)] == [303, 303]

    assert likely_pairs() == []
    for row in rows:
        assert not found_for(worker, row.participant, officer=False)
    event = last_event(rows[0])
    assert event is not None
    undo(rows[0], event, by=manager)
    assert len(likely_pairs()) == 1


def test_a_coordinator_and_a_manager_of_nobody_tell_nobody_apart() -> None:
    worker = make.coordinator()
    one, other = make.participation("active", by=worker), make.participation("active", by=worker)

    with pytest.raises(PermissionDenied):
        tell_apart(one, other, by=worker)
    assert not ToldApart.objects.exists()
