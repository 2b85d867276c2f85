"""Reads of assessments, the viewer first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.assessments.models import SharedItem, WorkAbilityAssessment
from programmes.policies import of_others, visible

NAMES = (
    "participation__participant__user",
    "participation__participant__municipality",
    "participation__municipality",
    "participation__coordinator",
    "worker",
    "counterpart",
    "solution",
    "reason",
)


def with_names(rows: QuerySet[WorkAbilityAssessment]) -> QuerySet[WorkAbilityAssessment]:
    """The rows with whose they are and who cares for them."""
    return rows.select_related(*NAMES).defer(
        "participation__municipality__shape", "participation__participant__municipality__shape"
    )


def assessments_for(viewer: Viewer) -> QuerySet[WorkAbilityAssessment]:
    """Other people's assessments that the viewer may see, the newest first."""
    return with_names(of_others(viewer, WorkAbilityAssessment))


def assessment_for(viewer: Viewer, reference: str) -> WorkAbilityAssessment:
    """The assessment in the viewer's scope, their own as a person too; 404 when there is none."""
    found = with_names(visible(viewer, WorkAbilityAssessment)).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_assessments(viewer: Viewer) -> QuerySet[WorkAbilityAssessment]:
    """The assessments of the viewer as a person, the newest first."""
    rows = visible(viewer, WorkAbilityAssessment)
    return with_names(rows).filter(participation__participant__user=viewer)


def own_assessment(viewer: Viewer, reference: str) -> WorkAbilityAssessment:
    """One of them; 404 when it is another's."""
    found = own_assessments(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def shared_assessments(viewer: Viewer) -> QuerySet[WorkAbilityAssessment]:
    """Those in which the viewer is the other side's worker, while their organisation may read something."""
    lines = SharedItem.objects.in_force().filter(
        assessment=OuterRef("pk"), organisation=OuterRef("counterpart_organisation")
    )
    rows = of_others(viewer, WorkAbilityAssessment).filter(Exists(lines), counterpart=viewer)
    return with_names(rows)


def shared_assessment(viewer: Viewer, reference: str) -> WorkAbilityAssessment:
    """One of them; 404 when nothing of it is shared with the viewer today."""
    found = shared_assessments(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
