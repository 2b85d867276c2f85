"""Whatever waits on the morning list is told by the strip of each page above it: never "nothing to do"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from programmes.models import (
    AttendanceMonth,
    CallRequest,
    CorrectionRequest,
    Decision,
    FollowUp,
    Induction,
    Interest,
    NextStep,
    Participation,
    Placement,
    Programme,
    SupplementApplication,
    WorkAbilityAssessment,
    WorkerMessage,
)
from programmes.participants.services import ask_for_a_call
from programmes.participants.steps import tell_last_day
from programmes.placements.services.interest import send
from programmes.workspace.beneath import BENEATH, named
from programmes.workspace.tasks import waiting_for
from programmes.workspace.waiting import ONE_BY_ONE
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TODAY = timezone.localdate
DAYS = 9
# What stands on pages of its own alone.
OF_NOBODY = {"complaint", "feedback"}
Built = tuple[Participation | None, Placement | None, Any]


def late(row: Any, **fields: Any) -> Any:
    type(row).objects.filter(pk=row.pk).update(**{"due_on": TODAY() - timedelta(days=DAYS)} | fields)
    if isinstance(row, NextStep):
        tell_last_day([row.participation_id])
    return type(row).objects.get(pk=row.pk)


def calm(worker: User) -> Participation:
    """Somebody in the service with nothing that waits."""
    return make.participation("active", by=worker, next_step_due_on=TODAY() + timedelta(days=40))


def a_place(worker: User, state: str) -> Placement:
    return make.placement(state, row=calm(worker))


def of_place(state: str, **fields: Any) -> Callable[[User], Built]:
    def build(worker: User) -> Built:
        row = late(a_place(worker, state), **fields)
        return row.participation, row, row

    return build


def of_participation(state: str) -> Callable[[User], Built]:
    def build(worker: User) -> Built:
        row = late(make.participation(state, by=worker))
        return row, None, row

    return build


def a_step(worker: User) -> Built:
    row = calm(worker)
    step = late(NextStep.objects.get(participation=row))
    return row, None, step.participation


def a_follow_up(worker: User) -> Built:
    row = make.participation("ended", by=worker)
    day = TODAY() - timedelta(days=20)
    FollowUp.objects.filter(participation=row, months=1).update(
        ask_on=day, due_on=day + timedelta(days=11), asked_on=day
    )
    return row, None, row.follow_ups.get(months=1)


def an_interest(worker: User) -> Built:
    row = calm(worker)
    sent = late(send(row, Programme.objects.order_by("pk")[0], by=worker, on_word="phone"))
    return row, None, sent


def a_talk(worker: User) -> Built:
    place = a_place(worker, "active")
    return place.participation, place, late(place.reviews.get())


def a_month(worker: User) -> Built:
    place = a_place(worker, "active")
    month = (TODAY().replace(day=1) - timedelta(days=1)).replace(day=1)
    row, _made = AttendanceMonth.objects.get_or_create(placement=place, month=month)
    return place.participation, place, late(row)


def a_vacancy(worker: User) -> Built:
    return None, None, late(make.vacancy("submitted", by=worker))


def a_host(worker: User) -> Built:
    return None, None, late(make.host("registered", by=worker))


def a_correction(worker: User) -> Built:
    row = calm(worker)
    asked = CorrectionRequest.objects.create(
        participation=row, item="contact", right="Oikea osoite", due_on=TODAY()
    )
    return row, None, late(asked)


def a_message(worker: User) -> Built:
    row = calm(worker)
    written = WorkerMessage.objects.create(participation=row, by_person=True, text="Hei", due_on=TODAY())
    return row, None, late(written)


def of_assessment(state: str) -> Callable[[User], Built]:
    def build(worker: User) -> Built:
        row = calm(worker)
        day = TODAY() - timedelta(days=DAYS)
        made = WorkAbilityAssessment.objects.create(
            participation=row, state=state, question="Mikä työ sopii?", due_on=day, opened_on=day
        )
        Decision.objects.create(assessment=made, kind="pension", decided_by="Kela", applied_on=day)
        return row, None, made

    return build


def a_supplement(worker: User) -> Built:
    place = a_place(worker, "active")
    row = SupplementApplication.objects.create(
        placement=place, host=place.vacancy.host, from_on=TODAY(), until_on=TODAY() + timedelta(days=60),
        monthly_wage=1200, business="none", due_on=TODAY(),
    )  # fmt: skip
    return place.participation, place, late(row)


def a_safety_list(worker: User) -> Built:
    place = a_place(worker, "active")
    return place.participation, place, late(Induction.objects.create(placement=place, due_on=TODAY()))


LATE: dict[str, dict[str, Callable[[User], Built]]] = {
    "participation": {state: of_participation(state) for state in ("referred", "waiting", "on_hold")},
    "step": {"step": a_step},
    "follow_up": {"follow-up": a_follow_up},
    "correction": {"correction": a_correction},
    "conversation": {"message": a_message},
    "placement": {
        **{
            state: of_place(state)
            for state in ("proposed", "wanted", "introduced", "accepted", "signing", "ended", "refused")
        },
        "declined": of_place("declined"),
        "begins": of_place("agreed"),
        "past its end": of_place("active", ends_on=TODAY() - timedelta(days=DAYS)),
    },
    "interest": {"interest": an_interest},
    "review": {"talk": a_talk},
    "attendance": {"month": a_month},
    "assessment": {
        state: of_assessment(state) for state in ("opened", "gathering", "meeting", "awaiting_decision")
    },
    "vacancy": {"place to check": a_vacancy},
    "host": {"workplace to check": a_host},
    "supplement": {"supplement": a_supplement},
    "induction": {"safety list": a_safety_list},
}
EVERY = [(kind, name) for kind, states in LATE.items() for name in states]


def test_every_kind_that_waits_is_here_and_stands_beneath_a_page_or_is_of_nobody():
    told = {kind for kinds in BENEATH.values() for kind in kinds}

    assert set(ONE_BY_ONE) == set(LATE) | OF_NOBODY == told | OF_NOBODY
    assert all(named(kind) for kind in told)


def pages_over(person: Participation | None, place: Placement | None, row: Any) -> list[str]:
    """The pages of workers above the row."""
    found = [reverse("work:person", args=[person.reference])] if person else []
    if place is not None:
        host = place.vacancy.host  # type: ignore[union-attr]
        found.append(reverse("work:placement", args=[place.reference]))
        found.append(reverse("work:vacancy", args=[place.vacancy.reference]))  # type: ignore[union-attr]
        found.append(reverse("work:host", args=[host.reference]))
    if not person:
        kind = "vacancy" if hasattr(row, "host") else "host"
        found.append(reverse(f"work:{kind}", args=[row.reference]))
    return found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_no_page_says_nothing_to_do_over_something_late(desk, worker, kind, name):
    person, place, row = LATE[kind][name](worker)
    with translation.override("fi"):
        task = next(one for one in waiting_for(worker).tasks if one.kind == kind and one.row.pk == row.pk)

    for page in pages_over(person, place, row):
        answer = desk.get(page)
        turn = answer.context["turn"]
        html = answer.content.decode()

        assert (page, turn.kind) != (page, "nobody")
        assert turn.due_on == task.due_on, page
        # On its own page a place says it in its own words.
        assert task.what in turn.title or turn.who or (row == place and str(row.reference) in page), page
        assert "turn-nobody" not in html, page


def test_a_host_whose_people_are_one_row_of_the_list_has_each_told_on_the_persons_page(desk, worker):
    first, second = a_month(worker), a_month(worker)
    Placement.objects.filter(pk=second[1].pk).update(vacancy=first[1].vacancy)
    listed = [task for task in waiting_for(worker).tasks if task.kind == "attendance"]

    turns = [desk.get(pages_over(*built)[0]).context["turn"] for built in (first, second)]

    assert len(listed) == 1
    assert [turn.kind for turn in turns] == ["mine", "mine"]


def test_what_else_waits_is_named_and_much_is_counted(desk, worker):
    place = a_place(worker, "active")
    month = (TODAY().replace(day=1) - timedelta(days=1)).replace(day=1)
    page = reverse("work:person", args=[place.participation.reference])
    late(place.reviews.get())
    late(
        AttendanceMonth.objects.get_or_create(placement=place, month=month)[0],
        due_on=TODAY() - timedelta(days=1),
    )
    named_one = desk.get(page).context["turn"]
    late(NextStep.objects.get(participation=place.participation), due_on=TODAY())
    late(Placement.objects.get(pk=place.pk), due_on=TODAY(), ends_on=TODAY())
    counted = desk.get(page).context["turn"]

    assert "Odottaa myös: kuukauden päivät." in named_one.text
    assert "3 muuta asiaa odottaa myös." in counted.text


def test_who_asked_to_be_rung_is_told(desk, worker):
    row = calm(worker)
    ask_for_a_call(row, by=worker, about="Työaika")

    assert desk.get(reverse("work:person", args=[row.reference])).context["turn"].kind == "mine"


@pytest.mark.parametrize("kind", ["follow_up", "attendance", "interest", "placement"])
def test_the_persons_page_stays_within_its_queries(desk, worker, kind):
    person, _place, _row = next(iter(LATE[kind].values()))(worker)
    page = reverse("work:person", args=[person.reference])
    desk.get(page)

    with CaptureQueriesContext(connection) as asked:
        desk.get(page)

    assert len(asked) <= 30


def test_of_somebody_with_nothing_that_waits_nothing_is_asked(desk, worker):
    row = calm(worker)

    assert desk.get(reverse("work:person", args=[row.reference])).context["turn"].kind == "nobody"
    assert not Interest.objects.exists()


def test_what_comes_first_names_what_else_waits(desk, worker):
    row = make.participation("active", by=worker, next_step_due_on=TODAY() + timedelta(days=40))
    late(send(row, Programme.objects.order_by("pk")[0], by=worker, on_word="phone"))
    call = CallRequest.objects.create(participation=row, about="call", due_on=TODAY())
    CallRequest.objects.filter(pk=call.pk).update(asked_at=timezone.now() - timedelta(days=2 * DAYS))

    turn = desk.get(f"/work/people/{row.reference}/").context["turn"]

    with translation.override("fi"):
        assert turn.title == translation.gettext("Asked to be rung")
        assert str(named("interest")) in turn.text
