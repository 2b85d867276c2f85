"""A host's workplaces as a worker keeps them on its word, mostly by telephone."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.employers import workplaces
from programmes.employers.models import HostEmployer, Workplace
from programmes.employers.selectors import host_for
from programmes.employers.workplace_forms import WorkplaceForm
from programmes.employers.workplace_views import followed_words
from programmes.workspace.access import refuse, worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """One workplace more of the host."""
    host = _host(request, reference)
    form = WorkplaceForm(request.POST if request.method == "POST" else None, host=host)
    if request.method == "POST" and form.is_valid():
        try:
            workplaces.add(host, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The workplace is kept. It can be chosen when a place is written."))
            return redirect("work:host", reference)
    return _page(request, form, host)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def edit(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The workplace is put right, and the places there with it."""
    host = _host(request, reference)
    row = get_object_or_404(host.workplaces.select_related("host"), pk=pk)
    form = WorkplaceForm(request.POST if request.method == "POST" else None, instance=row, host=host)
    if request.method == "POST" and form.is_valid():
        followed = workplaces.change(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, followed_words(len(followed)))
        return redirect("work:host", reference)
    return _page(request, form, host, row)


def _host(request: HttpRequest, reference: str) -> HostEmployer:
    host = host_for(request.user, reference)
    if not request.user.has_perm("programmes.change_workplaces", host):
        refuse(request, host)
    return host


def _page(
    request: HttpRequest, form: WorkplaceForm, host: HostEmployer, row: Workplace | None = None
) -> HttpResponse:
    page = {"form": form, "host": host, "row": row}
    return render(request, "workspace/workplace.html", page, status=422 if form.errors else 200)
