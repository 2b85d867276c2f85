"""The employment supplement as workers decide on it, pay it, and write it down on a workplace's word."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.selectors import Viewer
from letters.numbers import whole_number
from programmes.catalogue.selectors import parameter
from programmes.employers.models import SupplementApplication, SupplementStatus
from programmes.employers.selectors import host_for
from programmes.employers.supplement_sums import euros_of, monthly_of, months_of
from programmes.hosting.supplement import services
from programmes.hosting.supplement.aid_page import aid_page
from programmes.hosting.supplement.forms import ApplyForm, GrantForm, RefuseForm, RegisterForm
from programmes.hosting.supplement.payments import overpaid
from programmes.hosting.supplement.presentation import facts_of, instalments_of, standing_facts
from programmes.hosting.supplement.selectors import application_for, applications_for
from programmes.hosting.supplement.undertaking import standing_of
from programmes.looking import record_look
from programmes.placements.selectors import placement_for
from programmes.workspace.access import refuse, refuse_own, worker_required
from programmes.workspace.forms import SupplementFilter
from programmes.workspace.lists import filtered_list
from programmes.workspace.timeline import timeline_of
from ui.addresses import SeeOther
from ui.formats import number as format_number

GRANT, REFUSE, REGISTER, PAYSLIP, PAY = "grant", "refuse", "register", "payslip", "pay"


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Applications by the filters of the address, the newest first."""
    form = SupplementFilter(request.GET)
    return filtered_list(
        request,
        "workspace/supplements.html",
        form,
        rows=_rows,
        tone=lambda row: str(row.tone),
        counted=_counted,
    )


def _rows(viewer: Viewer, wanted: dict[str, Any]) -> Any:
    rows = applications_for(viewer)
    return rows.filter(status=wanted["state"]) if wanted.get("state") else rows


def _counted(count: int) -> str:
    words = ngettext("%(number)s application", "%(number)s applications", count)
    return words % {"number": format_number(count)}


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One application: decided, entered in the register, paid; each press comes back here."""
    row = application_for(request.user, reference)
    refuse_own(request, row)
    decides = request.user.has_perm("programmes.decide_supplement", row)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and not decides:
        refuse(request, row)
    what = sent.get("what", "") if sent is not None else ""
    forms = _forms(row, sent, what)
    if sent is not None and _done(request, row, forms, what):
        return SeeOther(reverse("work:supplement", args=[reference]))
    person = row.participation.participant
    record_look(request, person, page="work:supplement")
    standing = standing_of(row.host) if row.is_de_minimis else None
    values = {
        "row": row,
        "person": person,
        "facts": facts_of(row),
        "standing": standing_facts(standing) if standing else [],
        "instalments": instalments_of(row),
        "overpaid": services.in_euros(overpaid(row)) if overpaid(row) else "",
        "decides": decides,
        "waits": decides and row.status == SupplementStatus.SENT,
        "to_register": decides and row.register_by and not row.registered_on,
        "whole": _whole(row),
        "entries": timeline_of([row]),
        **forms,
    }
    bad = any(form.errors for form in forms.values())
    return render(request, "workspace/supplement.html", values, status=422 if bad else 200)


def _forms(row: SupplementApplication, sent: Any, what: str) -> dict[str, Any]:
    most = _most(row)
    return {
        "grant_form": GrantForm(sent if what == GRANT else None, initial={"monthly": most}, prefix=GRANT),
        "refuse_form": RefuseForm(sent if what == REFUSE else None, prefix=REFUSE),
        "register_form": RegisterForm(sent if what == REGISTER else None, prefix=REGISTER),
    }


def _most(row: SupplementApplication) -> Any:
    return monthly_of(parameter("supplement-month", row.from_on), row.monthly_wage, row.other_support)


def _whole(row: SupplementApplication) -> str:
    """What the whole time would be, for the one who decides."""
    return services.in_euros(euros_of(_most(row), months_of(row.from_on, row.until_on)))


def _done(request: HttpRequest, row: SupplementApplication, forms: dict[str, Any], what: str) -> bool:
    """Whether the press was done or has told why not; False when a form comes back with words."""
    form = forms.get(f"{what}_form")
    if form is not None and not form.is_valid():
        return False
    try:
        messages.success(request, _act(request, row, form, what))
    except ValidationError as refused:
        if form is not None:
            form.add_error(None, refused)
            return False
        for words in refused.messages:
            messages.warning(request, words)
    return True


def _act(request: HttpRequest, row: SupplementApplication, form: Any, what: str) -> str:
    by = _user(request)
    if what == GRANT:
        services.grant(row, by=by, **form.cleaned_data)
        return _("The supplement is granted. The workplace is told, and reads the decision on its page.")
    if what == REFUSE:
        services.refuse(row, by=by, **form.cleaned_data)
        return _("The decision is made. The workplace is told, and reads the grounds on its page.")
    if what == REGISTER:
        services.enter(row, by=by, on=form.cleaned_data["registered_on"])
        return _("It is recorded as entered in the register.")
    if what == PAYSLIP:
        services.payslip_seen(row, by=by)
        return _("It is recorded that you have seen the payslip.")
    if what == PAY:
        services.pay(row, by=by, number=whole_number(request.POST.get("number", ""), most=2) or 0)
        return _("It is recorded as sent to be paid. The workplace is told.")
    raise ValidationError(_("Nothing was chosen."))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """An application is written down on the workplace's word; somebody else decides on it."""
    row = placement_for(request.user, reference)
    refuse_own(request, row)
    if not request.user.has_perm("programmes.apply_for_supplement", row) or row.vacancy is None:
        refuse(request, row)
    sent = request.POST if request.method == "POST" else None
    form = ApplyForm(sent, placement=row, on_word=True, initial={"token": secrets.token_urlsafe(24)})
    if sent is not None and form.is_valid():
        told, word = form.told, form.cleaned_data["on_word"]
        try:
            made = services.apply_for(
                row, told, by=_user(request), on_word=word, token=form.cleaned_data["token"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The application is written down. Somebody else decides on it."))
            return redirect("work:supplement", made.reference)
    person = row.participation.participant
    record_look(request, person, page="work:placement")
    values = {
        "base": "ui/workspace.html",
        "placement": row,
        "first_name": person.short_name,
        "form": form,
        "why_not": services.why_not(row),
        "aid_url": reverse("work:aid", args=[row.vacancy.host.reference]),
        "back": reverse("work:placement", args=[reference]),
    }
    return render(request, "hosting/supplement_apply.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def aid(request: HttpRequest, reference: str) -> HttpResponse:
    """The de minimis aid of a host employer, told on its word."""
    host = host_for(request.user, reference)
    if not request.user.has_perm("programmes.tell_aid", host):
        refuse(request, host)
    page = {"base": "ui/workspace.html", "back": reverse("work:host", args=[reference])}
    return aid_page(request, host, page, here=reverse("work:aid", args=[reference]))


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
