"""A sent referral put right by its officer, until a coordinator has taken it up."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from audit.services import record_read
from programmes.participants import services
from programmes.participants.forms import MendForm
from programmes.participants.models import Participation
from programmes.participants.selectors import own_referral, was_here_before
from programmes.participants.states import CAN_MEND
from workflow.errors import OutOfTurn


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.REFERRER)
def mend(request: HttpRequest, reference: str) -> HttpResponse:
    """The officer's own referral as they write it now; what they typed is shown again when it is too late."""
    row = own_referral(request.user, reference)
    if not request.user.has_perm("programmes.mend_referral", row):
        raise PermissionDenied
    form = MendForm(
        request.POST if request.method == "POST" else None, row=row, is_known=was_here_before(row)
    )
    if row.state not in CAN_MEND:
        return _too_late(request, row, form)
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, form, status=422 if form.errors else 200)
    person, referral = form.values()
    try:
        changed = services.mend_referral(row, by=cast(User, request.user), person=person, referral=referral)
    except OutOfTurn:
        return _too_late(request, own_referral(request.user, reference), form)
    except ValidationError as refused:
        form.add_error("email", refused.messages[0])
        return _page(request, row, form, status=422)
    messages.success(request, _("The referral is put right.") if changed else _("Nothing was changed."))
    return redirect("refer:detail", reference)


def _too_late(request: HttpRequest, row: Participation, form: MendForm) -> HttpResponse:
    """The coordinator has the referral: whom to ring, with what was typed still there to read."""
    return _page(request, row, form, status=409 if form.is_bound else 200, too_late=True)


def _page(
    request: HttpRequest, row: Participation, form: MendForm, *, status: int, **more: Any
) -> HttpResponse:
    record_read(cast(User, request.user), row.participant, page="refer:detail", role=Role.REFERRER)
    values = {"participation": row, "person": row.participant, "form": form} | more
    return render(request, "referrals/mend.html", values, status=status)
