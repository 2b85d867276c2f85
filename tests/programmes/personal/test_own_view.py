"""The own view is the person's; how the service helped is asked seldom and kept without the name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from programmes.participants.follow_ups import asked_within_a_week
from programmes.participants.models import Area, DistanceMeasure, ExperienceQuestion, FollowUp, Participation
from programmes.personal.experience import ask_for_experience
from programmes.personal.own_view import Course, own_view, tell
from programmes.recipients import asked_within_a_week as asked_in_any_way
from programmes.recipients import to_participant, written_to_within_a_week
from programmes.servicepoints.models import Feedback
from tests.factories import programmes as make

VIEW, FEEDBACK = "/my/view/", "/my/feedback/"
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def in_for(case, days: int) -> None:
    today = timezone.localdate()
    times = Participation.objects.filter(pk=case.time.pk)
    times.update(
        referred_on=today - timedelta(days=days + 2),
        accepted_on=today - timedelta(days=days + 1),
        started_on=today - timedelta(days=days),
    )


def test_a_view_of_the_day_is_kept_once_and_can_be_told_again(case):
    client = case.own()
    client.post(VIEW, {"everyday": "3", "skills": "7", "shared": ["skills"]})
    client.post(VIEW, {"everyday": "4", "skills": "8", "shared": ["skills", "people"]})

    row = DistanceMeasure.objects.get()
    assert (row.everyday, row.skills, row.people) == (4, 8, None)
    assert row.shared == ["skills"]  # nothing was told of people


def test_zero_is_a_number_and_nothing_is_not(case):
    client = case.own()
    nothing = client.post(VIEW, {})
    client.post(VIEW, {"strength": "0"})

    assert nothing.status_code == 422
    assert DistanceMeasure.objects.get().strength == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_and_the_table_say_the_same(case, language):
    for days, value in ((60, 2), (30, 5), (0, 6)):
        on = timezone.localdate() - timedelta(days=days)
        DistanceMeasure.objects.create(
            participation=case.time, measured_on=on, skills=value, future=10 - value
        )

    page = case.own(language).get(VIEW)
    view = page.context["view"]

    assert [(course.first, course.last) for course in view.courses] == [(2, 6), (8, 4)]
    assert [values for _on, values in view.rows] == [[2, 8], [5, 5], [6, 4]]
    assert page.content.decode().count("<polyline") == 2


def test_points_of_a_line_are_worked_by_hand():
    today = timezone.localdate()
    line = Course("x", [(today, 0), (today, 5), (today, 10)])

    assert line.dots == [(6, 66), (120, 36), (234, 6)]
    assert Course("x", [(today, 10)]).dots == [(6, 6)]


def test_the_worker_sees_what_is_shared_of_each_day_and_no_more(case):
    tell(case.time, by=case.user, values={"skills": 7, "strength": 2}, shared=["skills"])
    address = f"/work/people/{case.time.reference}/own-view/"

    page = case.desk().get(address)

    assert page.context["view"].areas == ["Tiedän, mitä osaan"]
    assert [values for _on, values in page.context["view"].rows] == [[7]]
    assert own_view(DistanceMeasure.objects.all(), only_shared=True).courses[0].values[0][1] == 7
    assert "Jaksan" not in page.content.decode()


def test_no_number_stands_in_the_trail(case):
    tell(case.time, by=case.user, values={area.value: 3 for area in Area}, shared=["people"])

    event = Event.objects.get(verb="participation.own_view_told")
    assert event.data == {"shared": ["people"]}


def test_who_has_been_in_for_a_month_is_asked_once(case):
    in_for(case, 29)
    assert ask_for_experience() == 0

    in_for(case, 31)
    assert (ask_for_experience(), ask_for_experience()) == (1, 0)
    assert "/my/feedback/" in case.own().get("/my/").content.decode()


def test_it_is_not_asked_in_the_week_of_another_question(case):
    in_for(case, 60)
    today = timezone.localdate()
    FollowUp.objects.create(
        participation=case.time, months=1, ask_on=today, due_on=today, asked_on=today,
        tries=1, last_tried_on=today - timedelta(days=3),
    )  # fmt: skip

    assert ask_for_experience() == 0
    FollowUp.objects.update(last_tried_on=today - timedelta(days=8))
    assert ask_for_experience() == 1
    assert asked_within_a_week(case.time, today)


def test_it_is_not_asked_in_the_week_of_suggested_places(case):
    in_for(case, 60)
    make.placement("proposed", row=case.time)

    assert ask_for_experience() == 0


def test_who_was_asked_on_their_page_is_asked_nothing_else_that_week(case):
    in_for(case, 60)
    before = asked_in_any_way(to_participant(case.time.participant))
    ask_for_experience()

    person = to_participant(case.time.participant)
    assert (before, asked_in_any_way(person), written_to_within_a_week(person)) == (False, True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_kept_without_the_person(case, language):
    in_for(case, 60)
    ask_for_experience()
    client = case.own(language)

    client.post(FEEDBACK, {"token": "t", "score": "9", "text": "Sain apua."})
    client.post(FEEDBACK, {"token": "t", "score": "9", "text": "Sain apua."})

    row = Feedback.objects.get()
    assert (row.kind, row.score, row.text) == ("experience", 9, "Sain apua.")
    assert (row.municipality_id, row.name, row.email, row.phone) == (case.time.municipality_id, "", "", "")
    assert Event.objects.get(verb="feedback.given").actor is None
    assert ExperienceQuestion.objects.get().closed_on == timezone.localdate()
    assert "/my/feedback/" not in client.get("/my/").content.decode()


def test_it_can_be_put_away(case):
    in_for(case, 60)
    ask_for_experience()

    case.own().post(FEEDBACK, {"later": "1"})

    assert not Feedback.objects.exists()
    assert "/my/feedback/" not in case.own().get("/my/").content.decode()


def test_a_number_is_needed(case):
    page = case.own().post(FEEDBACK, {"token": "t", "text": "Hyvä"})

    assert page.status_code == 422
    assert page.context["form"]["text"].value() == "Hyvä"
