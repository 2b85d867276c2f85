"""Is what stands of the workplace still right? One press, on its own page or by the link of the mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.knocks import too_many
from accounts.roles import HOST
from areas.selectors import service_phone
from programmes.employers import still_right
from programmes.employers.confirm_links import host_behind
from programmes.employers.contact_forms import ContactForm
from programmes.employers.models import HostEmployer
from programmes.employers.selectors import offered_by, own_hosts, workplaces_of
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)
TRIES, WITHIN_SECONDS = 60, 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, link: str) -> HttpResponse:
    """What stands of the workplace, and one press that says it is right; looking changes nothing."""
    if too_many(request, "still-right", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    host, newest = host_behind(link)
    if host is None:
        return render(request, "placements/link_over.html", {"phone": service_phone()}, status=404)
    asked = newest and still_right.is_asked(host)
    if request.method == "POST" and asked:
        still_right.confirm(host, by=None, on_word=still_right.BY_LINK)
        return SeeOther(request.path)
    page = {"asked": asked, "phone": service_phone(), **_stands(host if asked else None, host)}
    return render(request, "employers/still_right_by_link.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """The same for who acts for the workplace, with the ways to put things right."""
    host = _host(request, reference)
    if request.method == "POST":
        still_right.confirm(host, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Thank you. We ask again in three months."))
        return SeeOther(reverse("host:home"))
    return render(request, "employers/still_right.html", _stands(host, host))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is called and written to at the workplace."""
    host = _host(request, reference)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=host)
    if request.method == "POST" and form.is_valid():
        still_right.change_contact(host, by=request.user, values=form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return SeeOther(reverse("host:still_right", args=[reference]))
    page = {"form": form, "host": host}
    return render(request, "employers/contact.html", page, status=422 if form.errors else 200)


def _host(request: HttpRequest, reference: str) -> HostEmployer:
    """One of the viewer's hosts: 404; for which they answer: 403."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    if not request.user.has_perm("programmes.confirm_host", host):
        raise PermissionDenied
    return host


def _stands(shown: HostEmployer | None, host: HostEmployer) -> dict[str, Any]:
    """What the page shows of the host: nothing but its name where nothing is asked any more."""
    if shown is None:
        return {"host": host}
    facts = [
        (_("Name"), shown.name),
        (_("Business id"), shown.business_id),
        (_("Contact person"), shown.contact_name),
        (_("Telephone"), shown.contact_phone),
        (_("E-mail"), shown.contact_email),
    ]
    where = [one for one in workplaces_of(shown) if one.closed_on is None]
    return {"host": shown, "facts": facts, "workplaces": where, "offered": list(offered_by(shown))}
