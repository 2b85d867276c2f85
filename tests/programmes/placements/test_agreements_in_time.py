"""Agreements are signed by hand too, reminded of, come to their end, and follow upon a no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from notifications.models import Message
from programmes.models import Signature
from programmes.placements import services as placements
from programmes.placements.forms import EndPlacementForm, SignForm
from programmes.placements.services.reminders import remind_the_late
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from tests.programmes.placements.agreements import active, issue, later, sign
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


# Signing by a worker --------------------------------------------------------------------------------------


def test_a_worker_s_first_choice_on_the_sign_page_is_one_that_goes_through(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    form = SignForm(obj=row, user=cast["responsible"])
    sent = {name: form[name].value() for name in form.fields} | {"read": "on"}

    assert SignForm(data=sent, obj=row, user=cast["responsible"]).is_valid()
    assert "phone" not in dict(form.fields["on_word_of"].choices)


def test_a_recorded_signature_names_who_signed_who_recorded_and_is_told(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    data = {"token": "h", "party": "host", "version": 1, "read": "on", "on_word_of": "paper"}
    page = f"/act/placement/{row.reference}/sign/"
    without = client_of(cast["responsible"]).post(page, data)

    answer = client_of(cast["responsible"]).post(page, data | {"signer": "Sari Isäntä"})
    placements.sign(row, by=cast["responsible"], party="participant", version=1, on_word="desk")

    assert (without.status_code, answer.status_code) == (422, 303)
    assert Signature.objects.get(party="host").name == "Sari Isäntä"
    told = Message.objects.filter(template="signature_recorded")
    assert {message.recipient for message in told} == {
        cast[part] for part in ("participant", "host_admin", "host_member")
    }
    text = client_of(cast["participant"]).get(f"/my/places/{row.reference}/").content.decode()
    assert "kirjannut Responsible Testi" in text
    assert "Työntekijä kirjasi allekirjoituksesi" in text


def test_nobody_signs_on_the_telephone(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)

    with pytest.raises(ValidationError):
        placements.sign(row, by=cast["responsible"], party="participant", version=1, on_word="phone")


# Reminders ------------------------------------------------------------------------------------------------


def test_who_waits_to_sign_is_reminded_once_and_never_within_a_week(cast, time_machine):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    sign(cast, row, "host", "area")

    with pytest.raises(ValidationError):
        placements.remind_to_sign(row, by=cast["responsible"])  # asked to sign today
    later(time_machine, days=15)
    counts = [remind_the_late(), remind_the_late()]

    sent = Message.objects.filter(template="agreement_reminder")
    assert counts == [1, 0]
    assert [message.recipient for message in sent] == [cast["participant"]]
    with pytest.raises(ValidationError):
        placements.remind_to_sign(row, by=cast["responsible"])
    assert (
        "Muistutettu"
        in client_of(cast["responsible"]).get(f"/work/placements/{row.reference}/").content.decode()
    )


# The end --------------------------------------------------------------------------------------------------


def test_a_place_whose_end_comes_stands_on_its_coordinator_s_list(cast, time_machine):
    row = active(cast)

    def read(page: str) -> str:
        return client_of(cast["responsible"]).get(page).content.decode()

    def listed() -> bool:
        return f"/work/placements/{row.reference}/" in read("/work/")

    far = listed()
    row.reviews.all().delete()  # what else would wait by then
    time_machine.move_to(timezone.now() + timedelta(days=(row.ends_on - timezone.localdate()).days - 30))
    near, page = listed(), read(f"/work/placements/{row.reference}/")
    later(time_machine, days=35)

    assert (far, near, listed()) == (False, True, True)
    assert "Sovittu päättyminen lähestyy" in page
    assert f"/work/placements/{row.reference}/" in read("/work/?view=late")


@pytest.mark.parametrize(
    ("after_agreed_end", "kind", "told", "wrong"),
    [
        (-30, "completed", "", "end_kind"),
        (-5, "completed", "", ""),
        (0, "early_host", "", "end_kind"),
        (-30, "early_host", "", ""),
        (4, "completed", "", "days_beyond_text"),
        (4, "completed", "Jatkettiin suullisesti", ""),
    ],
)
def test_an_end_far_from_the_agreed_one_is_asked_about(
    cast, time_machine, after_agreed_end, kind, told, wrong
):
    row = active(cast)
    day = row.ends_on + timedelta(days=after_agreed_end)
    time_machine.move_to(timezone.now() + timedelta(days=80))
    data = {"token": "x", "ended_on": f"{day:%-d.%-m.%Y}", "end_kind": kind, "days_beyond_text": told}
    reason = EndPlacementForm(obj=row, user=cast["responsible"]).fields["reason"].queryset.first()
    form = EndPlacementForm(
        data=data | {"reason": reason.pk if kind.startswith("early") else ""},
        obj=row,
        user=cast["responsible"],
    )

    assert set(form.errors) == ({wrong} if wrong else set())
    given = {"ended_on": day, "end_kind": kind, "days_beyond_text": told}
    if wrong:
        with pytest.raises(ValidationError):
            placements.end(row, by=cast["responsible"], **given)
    else:
        event = placements.end(row, by=cast["responsible"], **given)
        assert event.data["days_beyond"] == max(after_agreed_end, 0)


# After a no -----------------------------------------------------------------------------------------------


def test_after_a_no_to_one_of_two_the_page_says_that_the_other_goes_on(cast):
    offers = made.offer_round(cast)
    row = made.placement(cast, "proposed", offer_round=offers)
    made.placement(cast, "wanted", offer_round=offers, vacancy=made.vacancy(cast.host))
    act(row, "decline", by=cast["participant"])

    own = client_of(cast["participant"]).get(f"/my/places/{row.reference}/").content.decode()
    work = client_of(cast["responsible"]).get(f"/work/placements/{row.reference}/").content.decode()

    assert "etsii kanssasi" not in own
    assert "Et valinnut tätä" in own
    assert "Ehdota muita paikkoja" not in work
