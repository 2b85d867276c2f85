"""The safety list of a placement as a worker reads it, and ticks it on others' word."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.placements.induction import services
from programmes.placements.induction.items import is_shown
from programmes.placements.induction.views import keys_of, shown
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse, refuse_own, worker_required
from ui.addresses import SeeOther
from workflow.forms import OnWordForm


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def induction(request: HttpRequest, reference: str) -> HttpResponse:
    """Each line: shown or not, confirmed or not; a worker ticks both on the word of who told it."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not is_shown(row):
        raise Http404
    user, sent = cast(User, request.user), request.POST if request.method == "POST" else None
    may = user.has_perm("programmes.show_induction", row)
    if sent is not None and not may:
        refuse(request, row)
    form = OnWordForm(sent)
    if sent is not None and form.is_valid():
        told = {name: keys_of(sent.getlist(name)) for name in ("item", "said")}
        word = form.cleaned_data["on_word"]
        try:
            services.show(row, told["item"], by=user, on_word=word, said=told["said"])
            messages.success(request, _("Saved."))
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
        return SeeOther(reverse("work:induction", args=[reference]))
    person = row.participation.participant
    record_look(request, person, page="work:placement")
    values = {"person": person, "form": form, "may": may}
    return render(
        request, "workspace/induction.html", values | shown(row), status=422 if form.errors else 200
    )
