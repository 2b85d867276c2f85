"""Reads of people and their time in the service, the viewer first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from accounts.selectors import Viewer
from programmes.participants.coaching import with_coaching
from programmes.participants.models import (
    ExperienceQuestion,
    Interest,
    Participant,
    Participation,
    WorkerMessage,
)
from programmes.participants.states import OPEN, ParticipationState
from programmes.policies import of_others, visible
from programmes.sight import REFERRALS

QUESTION_STANDS = timedelta(days=14)


def participations_for(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Participation]:
    """Other people's participations that `viewer` may see, newest first, with the names of a list."""
    rows = with_names(of_others(viewer, Participation))
    return rows if states is None else rows.filter(state__in=sorted(states))


def with_names(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """The rows with the names that a list shows."""
    names = ("participant", "participant__user", "municipality", "coordinator", "referrer")
    return rows.select_related(*names).defer("municipality__shape")


def participation_for(viewer: Viewer, reference: str) -> Participation:
    """The participation in the viewer's scope; 404 when there is none."""
    rows = with_names(visible(viewer, Participation)).select_related("participant__municipality", "job_agent")
    found = (
        with_coaching(rows)
        .annotate(unanswered=_unanswered())
        .defer("municipality__shape", "participant__municipality__shape")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _unanswered() -> Coalesce:
    """How many messages of the person wait for an answer of a worker, as a column of a participation."""
    waiting = WorkerMessage.objects.filter(participation=OuterRef("pk"), by_person=True, answered_at=None)
    number = waiting.order_by().values("participation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def merged_to(viewer: Viewer, reference: str) -> Participation | None:
    """The time in the service that goes on in place of the one with the reference, in the viewer's scope.

    The reference may be that of a time that was joined, or of a person's record that was.
    """
    joined = Participation.everything.filter(reference=reference, merged_into__isnull=False).first()
    if joined is not None:
        return with_names(visible(viewer, Participation)).filter(pk=joined.merged_into_id).first()
    person = Participant.everything.filter(reference=reference, merged_into__isnull=False).first()
    if person is None:
        return None
    return with_names(visible(viewer, Participation)).filter(participant=person.merged_into_id).first()


def merged_times(row: Participation) -> QuerySet[Participation]:
    """The times that were joined with this one: their trail is told with its own."""
    return Participation.everything.filter(merged_into=row).order_by("pk")


def participant_for(viewer: Viewer, reference: str) -> Participant:
    """The person in the viewer's scope; 404 when there is none."""
    found = (
        visible(viewer, Participant)
        .select_related("municipality", "user")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def own_participations(viewer: Viewer) -> QuerySet[Participation]:
    """The participations of the viewer as a person, newest first, each with its newest assessment if any."""
    assessments = Participation._meta.get_field("assessments").related_model._default_manager  # type: ignore[union-attr]
    newest = assessments.filter(participation=OuterRef("pk")).order_by("-opened_on", "-pk")
    rows = with_names(visible(viewer, Participation)).filter(participant__user=viewer)
    return rows.annotate(assessment=Subquery(newest.values("reference")[:1]))


def own_referrals(viewer: Viewer) -> QuerySet[Participation]:
    """Referrals that the viewer made as an officer or takes over: those that came back first, then newest."""
    came_back = Q(state=ParticipationState.RETURNED)
    rows = participations_for(viewer).filter(REFERRALS.among(viewer))
    return rows.alias(came_back=came_back).order_by("-came_back", "-referred_on", "-pk")


def own_referral(viewer: Viewer, reference: str) -> Participation:
    """The officer's own referral; 404 when it is another's."""
    found = own_referrals(viewer).select_related("reason").filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def was_here_before(time: Participation) -> bool:
    """Whether the person had another time in the service: their name then is not one officer's to change."""
    return Participation.objects.filter(participant=time.participant_id).exclude(pk=time.pk).exists()


def open_time_of(person: Participant) -> Participation | None:
    """The person's time in the service that is not over, whoever sees it; for whoever may see the person."""
    return (
        Participation.objects.filter(participant=person, state__in=sorted(OPEN))
        .select_related("coordinator")
        .first()
    )


def known_people(viewer: Viewer, people: Collection[Participant]) -> list[Participant]:
    """Those of `people` that the viewer may see; nothing is told of the others."""
    if not people:
        return []
    wanted = [person.pk for person in people]
    return list(visible(viewer, Participant).filter(pk__in=wanted).select_related("municipality"))


def unread_messages(viewer: Viewer) -> QuerySet[WorkerMessage]:
    """What their worker has written to the viewer as a person, and they have not read."""
    rows = visible(viewer, WorkerMessage).filter(participation__participant__user=viewer)
    return rows.filter(by_person=False, read_at=None)


def asked_now(time: Participation) -> ExperienceQuestion | None:
    """The question how the service has helped, while it stands on the person's own page."""
    since = timezone.localdate() - QUESTION_STANDS
    return time.experience_questions.filter(closed_on=None, asked_on__gt=since).first()


def interests_for(viewer: Viewer) -> QuerySet[Interest]:
    """Signs of interest of other people that `viewer` may see, newest first, with the names of a list."""
    return with_targets(of_others(viewer, Interest))


def with_targets(rows: QuerySet[Interest]) -> QuerySet[Interest]:
    """The rows with whose they are and what they are in."""
    return rows.select_related(
        "participation__participant", "participation__coordinator", "programme", "intake__programme",
        "intake__municipality", "vacancy__workplace", "vacancy__host", "suggested",
    ).defer("intake__municipality__shape")  # fmt: skip


def interest_for(viewer: Viewer, reference: str) -> Interest:
    """The sign of interest in the viewer's scope, their own as a person too; 404 when there is none."""
    found = with_targets(visible(viewer, Interest)).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_interests(viewer: Viewer) -> QuerySet[Interest]:
    """The signs of interest that the viewer has given as a person, newest first."""
    return with_targets(visible(viewer, Interest)).filter(participation__participant__user=viewer)
