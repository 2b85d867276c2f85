"""One search for every page of the workspace."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.looking import record_list
from programmes.workspace import search, sought
from programmes.workspace.access import worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """What has the words; they come by POST and stand sealed in the address (decision 14)."""
    if request.method == "POST":
        return redirect(f"{reverse('work:search')}?{sought.sealed(request.POST).urlencode()}")
    words = sought.opened(request.GET)
    if words is None:
        messages.warning(request, _("This search cannot be opened any more. Write the name again."))
    found = search.find(request.user, words or "")
    record_list(request, [*found.people, *found.near], page="work:search")
    people_url = f"{reverse('work:people')}?{request.GET.urlencode()}"
    return render(
        request, "workspace/search.html", {"words": words or "", "found": found, "people_url": people_url}
    )
