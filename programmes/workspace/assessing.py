"""The worker's list of assessments, and the municipalities where nobody coordinates work ability."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.duty import without_holder
from accounts.roles import Role
from accounts.selectors import Viewer, scope_of
from areas.models import Municipality
from letters.order import in_order
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.selectors import assessments_for
from programmes.assessments.states import LIVE, AssessmentState
from programmes.workspace.forms import municipality_field

EVERY = "every"


class AssessmentFilter(forms.Form):
    """Which assessments are shown; without a choice those that go on."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All that go on")), *AssessmentState.choices, (EVERY, _("Those that are over too"))],
        required=False,
    )
    municipality = municipality_field()


def assessments(viewer: Viewer, wanted: dict[str, Any]) -> QuerySet[WorkAbilityAssessment]:
    """Those the viewer may see by the choices, what comes up first at the top."""
    rows = assessments_for(viewer).order_by(F("due_on").asc(nulls_last=True), "-opened_on", "-pk")
    state = wanted.get("state")
    if not state:
        rows = rows.filter(state__in=sorted(LIVE))
    elif state != EVERY:
        rows = rows.filter(state=state)
    if town := wanted.get("municipality"):
        rows = rows.filter(participation__municipality=town)
    return rows


def towns_without_coordinator(viewer: Viewer) -> list[Municipality]:
    """For a manager: the municipalities of their area that no work ability coordinator covers today."""
    scope = scope_of(viewer)
    if not scope.holds(Role.MANAGER):
        return []
    left = without_holder(viewer, Role.WORK_ABILITY_COORDINATOR)
    mine = scope.municipalities(Role.MANAGER)
    left = left if mine is None else left & mine
    if not left:
        return []
    return in_order(Municipality.objects.filter(code__in=left).defer("shape").order_by("code"), str)
