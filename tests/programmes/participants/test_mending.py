"""A sent referral is put right or closed by its officer, until a coordinator has taken it up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from programmes.models import Participation
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def officer() -> User:
    return make.referrer()


@pytest.fixture
def row(officer: User) -> Participation:
    return make.participation("referred", referred_by=officer)


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def typed(row: Participation, **otherwise: Any) -> dict[str, Any]:
    """What the form holds when it opens, as a browser sends it back, with what is otherwise."""
    form = desk_of(row.referrer).get(f"/refer/{row.reference}/mend/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    written = {
        name: f"{value:%-d.%-m.%Y}" if hasattr(value, "year") else value
        for name, value in values.items()
        if value not in (None, False)
    }
    return written | otherwise


def send(row: Participation, **otherwise: Any) -> Any:
    return desk_of(row.referrer).post(f"/refer/{row.reference}/mend/", typed(row, **otherwise))


def test_what_was_written_wrong_is_put_right_and_the_worker_sees_what(row):
    worker = make.coordinator()

    answer = send(row, aim="Puutyöt kiinnostavat.", last_name="Väänänen", phone="040 555 0199")

    row = fresh(row)
    page = desk_of(worker).get(f"/work/people/{row.reference}/").content.decode()
    assert answer.status_code == 302
    assert (row.aim, row.participant.last_name) == ("Puutyöt kiinnostavat.", "Väänänen")
    assert Event.objects.get(verb="participation.mended").data == {"fields": ["aim", "last_name", "phone"]}
    assert "Asiakasvastaava korjasi lähetettä" in page
    assert "Tavoite" in page


def test_the_same_again_changes_nothing_and_leaves_no_trace(row):
    assert send(row).status_code == 302
    assert not Event.objects.filter(verb="participation.mended").exists()


def test_an_earliest_day_that_has_passed_meanwhile_does_not_stop_another_change(row):
    Participation.objects.filter(pk=row.pk).update(earliest_start_on=timezone.localdate() - timedelta(days=3))
    row = fresh(row)

    assert send(row, aim="Toinen toive").status_code == 302
    past = f"{timezone.localdate() - timedelta(days=4):%-d.%-m.%Y}"
    assert send(row, earliest_start_on=past).status_code == 422


def test_name_and_birth_of_a_person_who_was_here_before_stay(officer):
    person = make.participation("withdrawn").participant
    row = make.participation("referred", person=person, referred_by=officer)

    answer = send(row, last_name="Toinen", aim="Keittiötyöt")

    person = fresh(person)
    row = fresh(row)
    assert (answer.status_code, row.aim) == (302, "Keittiötyöt")
    assert person.last_name != "Toinen"


def test_when_the_coordinator_was_faster_what_was_typed_is_still_there(row):
    worker = make.coordinator(phone="050 555 0101")
    sent = typed(row, aim="Haluaisin metsätöihin")
    act(row, "accept", by=worker, coordinator=worker)

    answer = desk_of(row.referrer).post(f"/refer/{row.reference}/mend/", sent)

    row = fresh(row)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Haluaisin metsätöihin" in page
    assert "050 555 0101" in page
    assert row.aim != "Haluaisin metsätöihin"


def test_an_identity_code_is_refused_and_nothing_typed_is_lost(row):
    answer = send(row, aim="Hetu on 131052-308T, soita")

    row = fresh(row)
    assert answer.status_code == 422
    assert "131052-308T" not in row.aim


def test_another_officers_referral_is_not_there(row):
    assert desk_of(make.referrer()).get(f"/refer/{row.reference}/mend/").status_code == 404


def test_a_sent_referral_is_closed_by_its_officer_and_the_queue_is_left(row):
    worker = make.coordinator()

    act(row, "close_referral", by=row.referrer)

    morning = desk_of(worker).get("/work/").content.decode()
    assert fresh(row).state == "withdrawn"
    assert row.reference not in morning


def test_a_coordinator_does_not_close_a_new_referral(row):
    worker = make.coordinator()

    assert not worker.has_perm("programmes.close_referral_participation", row)
    alone = make.participation("referred")
    Participation.objects.filter(pk=alone.pk).update(referrer=None)
    alone = fresh(alone)
    assert not worker.has_perm("programmes.close_referral_participation", alone)
    act(alone, "return_referral", by=worker, reason=make.a_reason("participation", "return_referral"))
    assert worker.has_perm("programmes.close_referral_participation", fresh(alone))
