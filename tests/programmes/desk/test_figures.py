"""The service points in figures: worked by hand, by municipality, of the viewer's area alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from programmes.desk.figures import Figures, figures_by_town
from programmes.employers.contacts import keep_contact, place_made
from programmes.models import CoachingMeeting, EmployerContact, Feedback, VisitTally
from tests.factories import programmes as make
from tests.programmes.desk.conftest import FAR, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = make.JOENSUU


def of(viewer: User, town: str | None = HERE) -> Figures:
    today = timezone.localdate()
    rows = figures_by_town(viewer, today - timedelta(days=30), today)
    return next((each for place, each in rows if getattr(place, "code", None) == town), Figures())


def test_visits_are_told_apart_from_those_of_the_network_and_by_day(worker: User) -> None:
    today = timezone.localdate()
    for count, kind, on in (
        (3, "customer", today),
        (2, "customer", today - timedelta(days=30)),
        (5, "customer", today - timedelta(days=31)),
        (7, "network", today),
    ):
        VisitTally.objects.create(municipality_id=HERE, channel="visit", kind=kind, count=count, on=on)
    VisitTally.objects.create(municipality_id=FAR, channel="visit", count=100)

    found = of(worker)

    assert (found.visits, found.network) == (5, 7)
    assert of(make.manager(), FAR).visits == 100


def test_a_person_coached_twice_is_one_coaching_client(worker: User) -> None:
    first, second = make.participation("active", by=worker), make.participation("active", by=worker)
    for row in (first, first, second):
        CoachingMeeting.objects.create(participation=row, way="phone", by=worker)

    found = of(worker)

    assert (found.coached, found.meetings) == (2, 3)


def test_a_contact_is_followed_to_the_hidden_job_the_place_and_who_began_there(worker: User) -> None:
    running = make.placement("active", by=worker)
    host = running.vacancy.host
    for job in (True, True, False):
        row = EmployerContact(host=host, kind="call", hidden_job=job, job="Piha" if job else "")
        keep_contact(row, by=worker)
        if job and not EmployerContact.objects.exclude(vacancy=None).exists():
            place_made(row, running.vacancy, by=worker)

    found = of(worker, host.municipality_id)

    assert (found.contacts, found.hidden_jobs, found.places, found.began) == (3, 2, 1, 1)


def test_the_mean_and_nps_are_those_of_the_definition(worker: User) -> None:
    for score in (10, 9, 9, 10, 8, 7, 3):  # indicators.md, O6
        Feedback.objects.create(kind="experience", score=score, municipality_id=HERE)
    Feedback.objects.create(kind="message", text="Kysymys", municipality_id=HERE)

    found = of(worker)

    assert (found.scores, found.mean) == (7, 8.0)
    assert found.nps == pytest.approx(42.857, abs=0.001)
    assert (Figures().mean, Figures().nps) == (None, None)


def test_the_page_adds_up_and_a_wrong_period_is_told(desk: Client, worker: User) -> None:
    VisitTally.objects.create(municipality_id=HERE, channel="visit", count=4)
    year = timezone.localdate().year

    page = desk.get(reverse("desk:figures"))
    assert page.status_code == 200
    assert page.context["total"].visits == 4
    earlier = desk.get(reverse("desk:figures"), {"first": f"1.1.{year - 1}", "last": f"31.12.{year - 1}"})
    assert earlier.context["total"] == Figures()
    assert earlier.context["first"] == date(year - 1, 1, 1)
    assert desk.get(reverse("desk:figures"), {"first": "31.12.2025", "last": "1.1.2025"}).status_code == 422


def test_the_page_asks_as_many_queries_for_much_as_for_little(
    worker: User, django_assert_max_num_queries: object
) -> None:
    VisitTally.objects.bulk_create(
        VisitTally(municipality_id=HERE, channel="visit", on=timezone.localdate()) for _number in range(50)
    )
    client = signed_in(worker)
    client.get(reverse("desk:figures"))

    with django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(reverse("desk:figures"))
