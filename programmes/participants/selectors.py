"""Reads of people and their time in the service, the viewer first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.participants.models import Participant, Participation
from programmes.policies import visible


def participations_for(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Participation]:
    """Participations `viewer` may see, newest referral first, with the names a list shows."""
    rows = visible(viewer, Participation).select_related(
        "participant", "participant__user", "municipality", "coordinator", "referrer"
    )
    return rows if states is None else rows.filter(state__in=sorted(states))


def participation_for(viewer: Viewer, reference: str) -> Participation:
    """The participation in the viewer's scope; 404 when there is none."""
    found = participations_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


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
    """The participations of the viewer as a person, newest first."""
    return participations_for(viewer).filter(participant__user=viewer)
