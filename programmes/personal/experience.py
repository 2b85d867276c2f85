"""How well has the service helped? Asked on the person's own page, answered without the name (decision 0097).

At most once in three months, and never in a week in which the service has asked something else.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from programmes.participants.follow_ups import asked_within_a_week
from programmes.participants.models import ExperienceQuestion, Participation
from programmes.participants.states import ParticipationState
from programmes.servicepoints.codes import FeedbackKind
from programmes.servicepoints.models import Feedback
from programmes.servicepoints.services import give_feedback
from workflow.locks import lock

BEGINS_AFTER = timedelta(days=30)
NOT_AGAIN_WITHIN = timedelta(days=90)


def ask_for_experience() -> int:
    """Everyone who has been in for a month and comes to their own page is asked; answers how many were."""
    today = timezone.localdate()
    lately = ExperienceQuestion.objects.filter(
        participation=OuterRef("pk"), asked_on__gt=today - NOT_AGAIN_WITHIN
    )
    due = Participation.objects.filter(
        ~Exists(lately.order_by()),
        state=ParticipationState.ACTIVE,
        started_on__lte=today - BEGINS_AFTER,
        participant__user__is_active=True,
        participant__deceased_on=None,
    ).order_by("pk")
    return sum(_ask(time) for time in due.select_related("participant"))


@transaction.atomic
def _ask(time: Participation) -> bool:
    lock(time)
    today = timezone.localdate()
    if asked_within_a_week(time, today):
        return False
    _row, made = ExperienceQuestion.objects.get_or_create(participation=time, asked_on=today)
    return made


@transaction.atomic
def answer(time: Participation, *, score: int, text: str, language: str, token: str) -> None:
    """The number and the words are kept with the municipality and the day, never with the person."""
    feedback = Feedback(
        kind=FeedbackKind.EXPERIENCE,
        score=score,
        text=text,
        municipality_id=time.municipality_id,
        language=language,
    )
    give_feedback(feedback, token=token)
    put_away(time)


def put_away(time: Participation) -> None:
    """The question stands no more."""
    waiting = ExperienceQuestion.objects.filter(participation=time, closed_on=None)
    waiting.update(closed_on=timezone.localdate())
