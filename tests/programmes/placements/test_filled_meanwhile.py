"""A place that was filled, or whose day has passed, while somebody was thinking: said in words to each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from programmes.models import Placement, Vacancy
from programmes.participants.models import Participant
from programmes.placements import services as placements
from programmes.workspace.suitable import candidates
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.placements.refusing import says_no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_nobody_is_introduced_to_a_place_that_was_filled_meanwhile_and_the_person_reads_so():
    row, other = make.placement("wanted"), make.participation("active")
    user = make.account(Role.PARTICIPANT)
    Participant.objects.filter(pk=row.participation.participant_id).update(user=user)
    reader, english = client_of(user), {"accept-language": "en"}

    def read() -> list[str]:
        pages = (f"/my/places/{row.reference}/", "/my/")
        return [reader.get(page, headers=english).content.decode() for page in pages]

    before = read()
    Placement.objects.create(
        participation=other, vacancy=row.vacancy, programme_type=row.programme_type, state="accepted",
        **dict.fromkeys(("offered_on", "wanted_on", "introduced_on", "accepted_on"), timezone.localdate()),
    )  # fmt: skip

    after = read()

    assert says_no(lambda: placements.introduce(row, by=row.participation.coordinator)) == [
        "Every seat here is taken. Suggest other places: the person's yes stays for when one is free."
    ]
    for earlier, later in zip(before, after, strict=True):
        assert ["This place has just been filled" in one for one in (earlier, later)] == [False, True]
        assert ["You are introduced to the workplace by" in one for one in (earlier, later)] == [True, False]


def test_a_place_whose_day_has_passed_is_not_suggested_and_not_told_to_be_open():
    person = make.participation("active")
    vacancy = make.vacancy("open")
    yesterday = timezone.localdate() - timedelta(days=1)
    Vacancy.objects.filter(pk=vacancy.pk).update(valid_until=yesterday)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    kind = vacancy.programme_types.first()
    worker = person.coordinator

    told = says_no(lambda: placements.propose(person, [(vacancy, kind)], by=worker, only_one_reason="Ainoa"))

    assert vacancy.state_told == "Vanhentunut"
    assert "was open until" in told[0]
    assert vacancy.title not in {one.title for one in candidates(worker, person)[0]}
    Vacancy.objects.filter(pk=vacancy.pk).update(valid_until=timezone.localdate())
    assert vacancy.title in {one.title for one in candidates(worker, person)[0]}
