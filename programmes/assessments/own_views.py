"""The person's own page of their assessment: what is looked into, who may read what, and taking it back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from programmes.assessments import acts
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.presentation import (
    conclusion_facts,
    decision_facts,
    ledger,
    parties_words,
    step_facts,
)
from programmes.assessments.selectors import own_assessment
from programmes.participants.views import page
from ui.addresses import SeeOther
from ui.formats import day

only_participants = role_required(Role.PARTICIPANT)


@require_safe
@never_cache
@only_participants
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """What is being found out, what comes next, both sides' workers, and who may read what until when."""
    row = own_assessment(request.user, reference)
    return page(
        request,
        "assessments/own.html",
        row.participation,
        assessment=row,
        facts=_facts(row),
        steps=step_facts(row),
        decisions=decision_facts(row),
        conclusion=conclusion_facts(row),
        ledger=ledger(row),
    )


def _facts(row: WorkAbilityAssessment) -> list[tuple[str, str]]:
    """Who sees to it on both sides, and the days."""
    other = ", ".join(
        one for one in (row.counterpart_words, str(row.get_counterpart_organisation_display())) if one
    )
    return [
        (_("Work ability coordinator"), str(row.worker or _("Nobody yet"))),
        (_("The other side's worker"), other if row.taken_on else str(_("Nobody yet"))),
        (_("Started"), day(row.opened_on)),
        (_("Meeting"), day(row.meeting_on)),
        (_("Who comes"), parties_words(row)),
        (_("The plan is looked at again"), day(row.review_on)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """What ends when the permission is taken back, and the press that does it."""
    row = own_assessment(request.user, reference)
    line = get_object_or_404(row.shared, pk=pk)
    here = reverse("ability:own", args=[reference])
    if request.method == "POST":
        try:
            acts.withdraw(row, line, by=cast(User, request.user))
            messages.success(request, _("The permission has ended. Nothing is read by it any more."))
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
        return SeeOther(here)
    if not line.stands:
        return SeeOther(here)
    return page(request, "assessments/own_withdraw.html", row.participation, assessment=row, line=line)
