"""Agreements that were signed on paper: the scan is kept, and taken away where it is the wrong one."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.personal import signed_papers
from programmes.placements.agreements import current_agreement
from programmes.placements.models import Placement
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse, refuse_own, worker_required
from programmes.workspace.paper_forms import SignedPaperForm
from workflow.views import add_errors, with_undo


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@worker_required
def keep(request: HttpRequest, reference: str) -> HttpResponse:
    """The scan of a signed agreement is kept, and the signatures on it count."""
    row = _place(request, reference)
    if current_agreement(row) is None:
        raise Http404
    posted = request.method == "POST"
    form = SignedPaperForm(*((request.POST, request.FILES) if posted else ()), placement=row)
    if posted and form.is_valid():
        try:
            event = signed_papers.keep_signed_paper(row, by=_me(request), **form.fields_for_service())
        except ValidationError as refused:
            add_errors(form, refused)  # type: ignore[arg-type]
        else:
            messages.success(request, _("The paper is kept. The signatures on it are recorded."))
            return redirect(with_undo(reverse("work:placement", args=[row.reference]), event))
    _looked(request, row)
    values = {"placement": row, "person": row.participation.participant, "form": form}
    return render(request, "workspace/paper.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@worker_required
def away(request: HttpRequest, reference: str) -> HttpResponse:
    """A scan that should not be there is taken away for good, after one question."""
    paper = signed_papers.paper_of(reference)
    row = _place(request, paper.agreement.placement.reference)
    if request.method == "POST":
        signed_papers.take_away(paper, by=_me(request))
        messages.success(request, _("The scan is gone. The signatures stay as they were recorded."))
        return redirect("work:placement", row.reference)
    _looked(request, row)
    values = {"placement": row, "person": row.participation.participant, "scan": paper}
    return render(request, "workspace/paper_away.html", values)


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _looked(request: HttpRequest, row: Placement) -> None:
    person = row.participation.participant
    record_look(request, person, page="work:placement")


def _place(request: HttpRequest, reference: str) -> Placement:
    """The placement in the viewer's scope whose papers they may keep; 404 out of scope."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.keep_signed_paper", row):
        refuse(request, row)
    return row
