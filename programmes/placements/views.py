"""Pages about a place that its parties share."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import record_read
from letters.numbers import whole_number
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.agreements import canonical
from programmes.placements.codes import Wish
from programmes.placements.models import Placement
from programmes.placements.selectors import placement_for
from programmes.placements.services.changes import change_of_agreement
from programmes.relations import is_host, is_participant
from ui.addresses import SeeOther
from workflow.registry import machine_of

LAST_VERSION = 9_999


class ChangeForm(forms.Form):
    """What the agreement should say otherwise, or what else is wished of the worker."""

    wish = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Wish.choices,
        initial=Wish.TERMS,
        widget=forms.RadioSelect,
        required=False,
    )
    what = forms.CharField(
        label=gettext_lazy("What do you wish?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A few words are enough, for example: fewer hours. Your worker calls you."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_for_change(request: HttpRequest, reference: str) -> HttpResponse:
    """A party asks for a change of the agreement: it stands on the worker's list as a call to make."""
    placement = placement_for(request.user, reference)
    if not request.user.has_perm("programmes.ask_for_change", placement):
        raise PermissionDenied
    machine = machine_of(placement)
    back = machine.url(placement, request.user)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"wish": form.cleaned_data["wish"] or Wish.TERMS, "what": form.cleaned_data["what"]}
        change_of_agreement(placement, by=request.user, **told)  # type: ignore[arg-type]
        messages.success(request, _("Your wish is with the worker, who calls you."))
        return SeeOther(back)
    role = request.active_role  # type: ignore[attr-defined]
    if is_host(request.user, placement):  # the title names the person
        record_read(request.user, placement, page="place:ask_for_change", role=role)  # type: ignore[arg-type]
    else:
        machine.looked_at(placement, request.user, role)
    page = {"form": form, "back": back, "title": machine.title(placement, request.user)}
    return render(request, "placements/ask_for_change.html", page, status=422 if form.errors else 200)


@require_safe
@never_cache
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """A version of the agreement as a tagged PDF in the reader's language; the look of others is kept."""
    placement = agreement_to_read(request, reference)
    paper = agreement_paper(placement, request.user, version=_version(request))
    if paper is None:
        raise Http404
    keep_look(request, placement)
    from programmes.documents.agreement_pdf import agreement_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    name = f"sopimus-{placement.reference}-v{paper.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(agreement_pdf(paper), content_type="application/pdf", headers=headers)


@require_safe
@never_cache
def content(request: HttpRequest, reference: str) -> HttpResponse:
    """The content of a version, byte for byte what its fingerprint is the SHA-256 of."""
    placement = agreement_to_read(request, reference)
    row = placement.agreements.filter(version=_version(request)).first()
    if row is None:
        raise Http404
    keep_look(request, placement)
    name = f"sopimus-{placement.reference}-v{row.version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(canonical(row.content), content_type="application/json", headers=headers)


def agreement_to_read(request: HttpRequest, reference: str) -> Placement:
    """The placement whose agreement the viewer may read; 404 out of scope, 403 in scope."""
    placement = placement_for(request.user, reference)
    if not request.user.has_perm("programmes.read_agreement", placement):
        raise PermissionDenied
    return placement


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.GET.get("version", ""), most=LAST_VERSION)


def keep_look(request: HttpRequest, placement: Placement, *, page: str = "agreement") -> None:
    """The look at the agreement is on record; of the person's own there is none."""
    if not is_participant(request.user, placement):
        role = request.active_role  # type: ignore[attr-defined]
        record_read(request.user, placement, page=page, role=role)  # type: ignore[arg-type]
