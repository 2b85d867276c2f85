"""The workplace confirms, task by task, what the person can do."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from letters.numbers import whole_number
from programmes.looking import record_look
from programmes.placements.selectors import placement_for
from programmes.placements.services.certificate import confirm_tasks
from ui.addresses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """The tasks that the person has told, each with a tick for the workplace; a confirmed one stays."""
    placement = placement_for(request.user, reference)
    if not request.user.has_perm("programmes.confirm_tasks", placement):
        raise PermissionDenied
    user = cast(User, request.user)
    if request.method == "POST":
        keys = [key for text in request.POST.getlist("task") if (key := whole_number(text, most=10**12))]
        count = confirm_tasks(placement, keys, by=user)
        words = ngettext("%(n)s task is confirmed.", "%(n)s tasks are confirmed.", count) % {"n": count}
        messages.success(request, words if count else _("Nothing was ticked."))
        return SeeOther(reverse("host:placement", args=[reference]))
    record_look(request, placement, page="place:tasks")
    rows = list(placement.skill_tasks.all())
    first_name = placement.participation.participant.first_name
    values = {"placement": placement, "rows": rows, "first_name": first_name}
    return render(request, "placements/tasks.html", values)
