"""Pages about a place that its parties share."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.services import record_read
from programmes.placements.selectors import placement_for
from programmes.placements.services.changes import change_of_agreement
from programmes.relations import is_host
from workflow.registry import machine_of


class ChangeForm(forms.Form):
    """What the agreement should say otherwise."""

    what = forms.CharField(
        label=gettext_lazy("What should be otherwise?"),
        max_length=120,
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
        change_of_agreement(placement, by=request.user, what=form.cleaned_data["what"])  # type: ignore[arg-type]
        messages.success(request, _("Your wish is with the worker, who calls you."))
        return HttpResponse(status=303, headers={"Location": back})
    role = request.active_role  # type: ignore[attr-defined]
    if is_host(request.user, placement):  # the title names the person
        record_read(request.user, placement, page="place:ask_for_change", role=role)  # type: ignore[arg-type]
    else:
        machine.looked_at(placement, request.user, role)
    page = {"form": form, "back": back, "title": machine.title(placement, request.user)}
    return render(request, "placements/ask_for_change.html", page, status=422 if form.errors else 200)
