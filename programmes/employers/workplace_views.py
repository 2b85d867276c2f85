"""A host's workplaces, as the host keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import HOST
from programmes.employers import workplaces
from programmes.employers.models import HostEmployer, Workplace
from programmes.employers.selectors import own_hosts, workplaces_of
from programmes.employers.workplace_forms import WorkplaceForm
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)


@require_safe
@never_cache
@only_hosts
def index(request: HttpRequest) -> HttpResponse:
    """Every workplace of the viewer's hosts."""
    rows = [
        (host, list(workplaces_of(host)), request.user.has_perm("programmes.change_workplaces", host))
        for host in own_hosts(request.user)
    ]
    return render(request, "employers/workplaces.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """One workplace more."""
    host = _host(request, reference)
    form = WorkplaceForm(request.POST if request.method == "POST" else None, host=host)
    if request.method == "POST" and form.is_valid():
        try:
            workplaces.add(host, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The workplace is kept. It can be chosen when you offer a place."))
            return SeeOther(reverse("host:workplaces"))
    return _page(request, form, host)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def edit(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The workplace is put right, and the places there with it."""
    row = _workplace(request, reference, pk)
    form = WorkplaceForm(request.POST if request.method == "POST" else None, instance=row, host=row.host)
    if request.method == "POST" and form.is_valid():
        followed = workplaces.change(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, followed_words(len(followed)))
        return SeeOther(reverse("host:workplaces"))
    return _page(request, form, row.host, row)


def followed_words(n: int) -> str:
    """That it is saved, and how many places say the new address."""
    if not n:
        return _("Saved.")
    words = ngettext(
        "Saved. %(n)s place there says the new address.", "Saved. %(n)s places there say the new address.", n
    )
    return words % {"n": n}


@require_POST
@only_hosts
def close(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The workplace is laid down, or taken up again."""
    row = _workplace(request, reference, pk)
    try:
        if row.closed_on:
            workplaces.take_up(row, by=request.user)  # type: ignore[arg-type]
        else:
            workplaces.lay_down(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Saved."))
    return SeeOther(reverse("host:workplaces"))


def _page(
    request: HttpRequest, form: WorkplaceForm, host: HostEmployer, row: Workplace | None = None
) -> HttpResponse:
    page = {"form": form, "host": host, "row": row}
    return render(request, "employers/workplace.html", page, status=422 if form.errors else 200)


def _host(request: HttpRequest, reference: str) -> HostEmployer:
    """One of the viewer's hosts: 404; whose workplaces they may change: 403."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    if not request.user.has_perm("programmes.change_workplaces", host):
        raise PermissionDenied
    return host


def _workplace(request: HttpRequest, reference: str, pk: int) -> Workplace:
    return get_object_or_404(_host(request, reference).workplaces.select_related("host"), pk=pk)
