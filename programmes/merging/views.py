"""Records that may be one person: the list of them, two side by side, and the press that joins them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from programmes.looking import record_list
from programmes.merging import comparing
from programmes.merging.duplicates import pairs_for
from programmes.merging.forms import OTHER, MergeForm
from programmes.merging.services import merge, tell_apart
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.selectors import merged_to, participation_for
from programmes.workspace.access import refuse, refuse_own
from ui.addresses import SeeOther
from workflow.views import with_undo

SHOWN = 60
only_managers = role_required(Role.MANAGER)


@require_safe
@only_managers
def index(request: HttpRequest) -> HttpResponse:
    """Records that may be one person, the likeliest first."""
    pairs = pairs_for(request.user, most=SHOWN)
    record_list(request, [row for pair in pairs for row in pair[:2]], page="merging:duplicates")
    return render(request, "merging/duplicates.html", {"pairs": pairs})


@require_http_methods(["GET", "HEAD", "POST"])
@only_managers
def compare(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Two records side by side; a press joins the second with the first."""
    try:
        kept, gone = participation_for(request.user, reference), participation_for(request.user, other)
    except Http404:  # pressed twice, or joined meanwhile
        goes_on = merged_to(request.user, other) or merged_to(request.user, reference)
        if goes_on is None:
            raise
        return redirect("work:person", goes_on.reference)
    for row in (kept, gone):
        refuse_own(request, row)
        if not request.user.has_perm("programmes.merge_participation", row):
            refuse(request, row)
    if kept.participant_id == gone.participant_id:
        return redirect("work:person", reference)
    obstacles = comparing.obstacles(kept.participant, gone.participant)
    form = _form(request, kept, gone)
    if request.method == "POST" and not obstacles and form.is_valid():
        try:
            event = merge(
                kept.participant,
                gone.participant,
                by=request.user,  # type: ignore[arg-type]
                take=form.taken,
                profile_of_other=form.cleaned_data.get("profile") == OTHER,
                account_of_other=form.cleaned_data.get("account") == OTHER,
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The records are one now. The old references lead here."))
            return SeeOther(with_undo(reverse("work:person", args=[event.reference]), event))
    return _page(request, kept, gone, form, obstacles)


@require_POST
@only_managers
def apart(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """The two are two people: nobody asks again."""
    one, two = participation_for(request.user, reference), participation_for(request.user, other)
    event = tell_apart(one, two, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("They are kept as two people, and nobody asks again."))
    page = reverse("merging:duplicates")
    return SeeOther(with_undo(page, event) if event else page)


def _form(request: HttpRequest, kept: Participation, gone: Participation) -> MergeForm:
    one, other = kept.participant, gone.participant
    profiles = WorkProfile.objects.filter(participant__in=[one, other]).count()
    both_have = [
        name for name, both in (("profile", profiles == 2), ("account", one.user and other.user)) if both
    ]
    return MergeForm(
        request.POST if request.method == "POST" else None,
        lines=comparing.lines_of(one, other),
        both_have=both_have,
        stamp=comparing.stamp_of(one, other),
    )


def _page(
    request: HttpRequest, kept: Participation, gone: Participation, form: MergeForm, obstacles: list[str]
) -> HttpResponse:
    record_list(request, [kept, gone], page="merging:compare")
    one, other = kept.participant, gone.participant
    goes_on, joined = comparing.which_goes_on(one, other)
    values: dict[str, Any] = {
        "kept": kept,
        "gone": gone,
        "form": form,
        "same": [line for line in comparing.lines_of(one, other) if not line.differs and line.kept != "–"],
        "moves": comparing.what_moves(one, other),
        "goes_on": goes_on if joined is not None else None,
        "joined": joined,
        "obstacles": obstacles,
    }
    status = 422 if form.errors or (obstacles and request.method == "POST") else 200
    return render(request, "merging/compare.html", values, status=status)
