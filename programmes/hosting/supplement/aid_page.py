"""The page on which the de minimis aid of one undertaking is told, by the host or on its word."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import User
from letters.numbers import whole_number
from programmes.employers.models import HostEmployer, LinkedUndertaking, OtherAid
from programmes.hosting.supplement import services
from programmes.hosting.supplement.forms import AidForm, LinkForm
from programmes.hosting.supplement.presentation import standing_facts
from programmes.hosting.supplement.services import in_euros
from programmes.hosting.supplement.undertaking import standing_of
from ui.addresses import SeeOther

LINK, AID = "link", "aid"
MOST_KEY = 10**12


def aid_page(request: HttpRequest, host: HostEmployer, page: dict[str, Any], *, here: str) -> HttpResponse:
    """The sum, the rest, each grant with the day on which it falls out, what the host may add or take off.

    page: the frame around it. here: its own address.
    """
    sent = request.POST if request.method == "POST" else None
    told = sent.get("what", "") if sent is not None else ""
    link = LinkForm(sent if told == LINK else None)
    aid = AidForm(sent if told == AID else None, initial={"aid_to": host.business_id})
    user = cast(User, request.user)
    if told == LINK and link.is_valid() and _kept(link, lambda: _tell_link(host, user, link)):
        messages.success(request, _("Saved."))
        return SeeOther(here)
    if told == AID and aid.is_valid() and _kept(aid, lambda: _tell_aid(host, user, aid)):
        messages.success(request, _("Saved."))
        return SeeOther(here)
    if sent is not None and told not in {LINK, AID}:
        _take_off(request, host, user)
        return SeeOther(here)
    standing = standing_of(host)
    values = {
        "host": host,
        "facts": standing_facts(standing),
        "lines": [(line, in_euros(line.euros)) for line in standing.lines],
        "links": list(host.linked_undertakings.all()),
        "link": link,
        "aid": aid,
        "years": standing.ceiling.years,
    }
    bad = link.errors or aid.errors
    return render(request, "hosting/aid.html", page | values, status=422 if bad else 200)


def _tell_link(host: HostEmployer, user: User, form: LinkForm) -> None:
    services.tell_link(host, by=user, **form.cleaned_data)


def _tell_aid(host: HostEmployer, user: User, form: AidForm) -> None:
    told = dict(form.cleaned_data)
    business_id = told.pop("aid_to")
    try:
        services.tell_aid(host, by=user, business_id=business_id, **told)
    except ValidationError as refused:
        if hasattr(refused, "error_dict") and "business_id" in refused.error_dict:
            raise ValidationError({"aid_to": refused.error_dict["business_id"]}) from None
        raise


def _kept(form: Any, act: Any) -> bool:
    """Whether it is kept; what stands against it is told beside the form."""
    try:
        act()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _take_off(request: HttpRequest, host: HostEmployer, user: User) -> None:
    """What the press names is taken off, when it is the host's own."""
    for name, kind in (("link_off", LinkedUndertaking), ("aid_off", OtherAid)):
        key = whole_number(request.POST.get(name, ""), most=MOST_KEY)
        row = kind.objects.filter(host=host, pk=key).first() if key is not None else None  # type: ignore[attr-defined]
        if row is not None:
            services.take_off(row, by=user)
            messages.success(request, _("It is taken off."))
