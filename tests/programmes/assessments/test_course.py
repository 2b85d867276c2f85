"""An assessment from the opening to its end: steps, meeting, decision, conclusion, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from audit.selectors import last_event
from notifications.models import Message
from programmes.assessments import acts, services
from programmes.assessments.models import AssessmentStep, Decision, SharedItem, WorkAbilityAssessment
from programmes.catalogue.models import SolutionClass
from programmes.workspace.tasks import waiting_for
from tests.programmes.assessments.conftest import by_permission
from workflow.services import act
from workflow.undo import undo

TODAY = timezone.localdate


def solution(code: str) -> SolutionClass:
    return SolutionClass.objects.get(code=code)


def conclude(looked, code: str) -> None:
    act(
        looked.fresh(), "conclude", by=looked.ability, solution=solution(code), conclusion="Kevyt työ sopii.",
        next_party="employment_area", next_what="Etsii paikan", next_on=TODAY() + timedelta(days=10),
    )  # fmt: skip


def messages_to(user) -> set[str]:
    return set(Message.objects.filter(recipient=user).values_list("template", flat=True))


def test_one_that_is_opened_waits_for_the_coordinators_of_work_ability_five_working_days(looked):
    from areas.working_days import add_working_days  # noqa: PLC0415 - used here alone

    assert looked.row.due_on == add_working_days(TODAY(), 5)
    assert [task.row.reference for task in waiting_for(looked.ability).tasks] == [looked.row.reference]
    assert [task.kind for task in waiting_for(looked.worker).tasks] == []
    assert messages_to(looked.ability) == {"assessment_opened"}
    assert "assessment_started" in messages_to(looked.person)


def test_one_person_has_one_that_goes_on(looked):
    with pytest.raises(ValidationError, match=r"already|jo"):
        services.open_assessment(
            looked.time, by=looked.worker, question="Toinen", shares=[by_permission("aim")], on_word="desk"
        )

    assert WorkAbilityAssessment.objects.count() == 1


def test_the_same_form_sent_twice_opens_one(looked):
    services.interrupt(looked.row, by=looked.ability, reason=None)
    WorkAbilityAssessment.objects.filter(pk=looked.row.pk).update(opened_on=TODAY() - timedelta(days=1))
    told = {"by": looked.worker, "question": "Uusi", "shares": [by_permission("aim")], "on_word": "desk"}

    rows = {services.open_assessment(looked.time, token="once", **told).pk for _press in range(2)}

    assert len(rows) == 1
    assert SharedItem.objects.filter(assessment__in=rows).count() == 1


def test_taking_it_up_names_both_sides_and_comes_up_on_the_day_of_its_first_step(looked):
    looked.take()
    row = looked.fresh()

    assert (row.state, row.worker, row.counterpart) == ("gathering", looked.ability, looked.partner)
    assert row.due_on == TODAY() + timedelta(days=7)
    assert "assessment_news" in messages_to(looked.person)


def test_taking_it_up_can_be_taken_back_with_its_steps(looked):
    looked.take()

    undo(looked.row, last_event(looked.row), by=looked.ability)

    assert looked.fresh().state == "opened"
    assert AssessmentStep.objects.count() == 0


def test_another_coordinator_of_the_person_does_not_take_it(looked):
    with pytest.raises(PermissionDenied):
        services.take(
            looked.row, by=looked.worker, steps=[("kela", "kela", TODAY())], counterpart_name="Hoitaja"
        )


def test_a_step_that_is_done_leaves_the_day_to_the_next(looked):
    looked.take()
    later = acts.agree_step(
        looked.fresh(), by=looked.ability, kind="kela", party="kela", due_on=TODAY() + timedelta(days=30)
    )

    acts.step_done(
        looked.fresh(), AssessmentStep.objects.exclude(pk=later.pk).get(), by=looked.ability,
        outcome="Jaksaa neljä tuntia.", done_on=TODAY(), told_by="Hoitaja", on_word="phone",
    )  # fmt: skip

    assert looked.fresh().due_on == later.due_on
    step = AssessmentStep.objects.exclude(pk=later.pk).get()
    assert (step.outcome, step.on_word) == ("Jaksaa neljä tuntia.", "phone")
    with pytest.raises(ValidationError):
        acts.step_done(looked.fresh(), step, by=looked.ability, outcome="Toinen", done_on=TODAY())


def test_texts_are_sealed_in_the_database(looked, django_db_blocker):
    from django.db import connection  # noqa: PLC0415 - used here alone

    looked.take()
    with connection.cursor() as cursor:
        cursor.execute("SELECT question FROM programmes_workabilityassessment")
        (stored,) = cursor.fetchone()

    assert "selälle" not in stored
    assert looked.fresh().question == "Mikä työ sopii selälle?"


def test_after_the_meeting_the_plan_comes_up_for_its_review(looked):
    looked.take()
    act(looked.fresh(), "convene", by=looked.ability, meeting_on=TODAY(), parties=["employment_area", "kela"])
    AssessmentStep.objects.update(done_on=TODAY())
    review_on = TODAY() + timedelta(days=90)

    for words in ("Kokeillaan työtä", "Jatketaan"):
        acts.met(looked.fresh(), by=looked.ability, met_on=TODAY(), plan=words, review_on=review_on)

    row = looked.fresh()
    assert row.due_on == review_on
    assert row.plan.index("Jatketaan") < row.plan.index("Kokeillaan työtä")


def test_a_decision_is_asked_for_every_thirty_days_and_wakes_when_it_is_there(looked):
    looked.take()
    AssessmentStep.objects.update(done_on=TODAY())
    services.await_decision(
        looked.fresh(), by=looked.ability, kind="pension", decided_by="Kela", applied_on=TODAY()
    )
    assert looked.fresh().due_on == TODAY() + timedelta(days=30)
    WorkAbilityAssessment.objects.update(due_on=TODAY())
    (task,) = waiting_for(looked.ability).tasks
    asked_for = task.what

    acts.asked(looked.fresh(), by=looked.ability)
    assert looked.fresh().due_on == TODAY() + timedelta(days=30)
    assert waiting_for(looked.ability).tasks == []

    acts.record_decision(
        looked.fresh(), Decision.objects.get(), by=looked.ability, outcome="granted", decided_on=TODAY()
    )
    (task,) = waiting_for(looked.ability).tasks
    assert task.what != asked_for
    assert looked.fresh().due_on == TODAY()


@pytest.mark.parametrize("outcome", [None, "refused"])
def test_a_pension_is_no_conclusion_without_a_granted_decision(looked, outcome):
    looked.take()
    services.await_decision(
        looked.fresh(), by=looked.ability, kind="pension", decided_by="Kela", applied_on=TODAY()
    )
    if outcome:
        acts.record_decision(
            looked.fresh(), Decision.objects.get(), by=looked.ability, outcome=outcome, decided_on=TODAY()
        )

    with pytest.raises(ValidationError) as refused:
        conclude(looked, "pension")

    assert "solution" in refused.value.error_dict
    assert looked.fresh().state == "awaiting_decision"


def test_a_granted_decision_concludes_and_the_worker_of_the_person_hears_of_it(looked):
    looked.take()
    services.await_decision(
        looked.fresh(), by=looked.ability, kind="pension", decided_by="Kela", applied_on=TODAY()
    )
    acts.record_decision(
        looked.fresh(), Decision.objects.get(), by=looked.ability, outcome="granted", decided_on=TODAY()
    )

    conclude(looked, "pension")

    row = looked.fresh()
    assert (row.state, row.solution.code, row.due_on) == ("concluded", "pension", None)
    assert "assessment_concluded" in messages_to(looked.worker)


def test_work_is_a_conclusion_without_any_decision(looked):
    looked.take()

    conclude(looked, "open_job")

    assert looked.fresh().state == "concluded"
    with pytest.raises(ValidationError):
        acts.agree_step(looked.fresh(), by=looked.ability, kind="kela", party="kela", due_on=TODAY())


def test_where_nobody_coordinates_work_ability_the_responsible_coordinator_acts(looked):
    looked.ability.assignments.all().delete()
    worker = User.objects.get(pk=looked.worker.pk)

    assert [task.row.reference for task in waiting_for(worker).tasks] == [looked.row.reference]
    services.take(
        looked.fresh(), by=worker, steps=[("kela", "kela", TODAY())], counterpart_name="Hoitaja",
        counterpart=None, counterpart_organisation="kela", counterpart_contact="",
    )  # fmt: skip
    assert looked.fresh().worker == looked.worker


def test_a_mail_of_an_assessment_says_nothing_of_it(looked):
    looked.take()

    for message in Message.objects.filter(event__object_type="workabilityassessment"):
        told = f"{message.context}"
        assert "selälle" not in told
        assert "Karvinen" not in told or message.recipient != looked.partner
