"""Host employers: the list, one host with its members and places, registration on the host's word."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import COORDINATING
from accounts.selectors import Viewer, scope_of
from audit.selectors import made_by
from letters.fields import has_words
from programmes.employers import services
from programmes.employers.business_ids import business_id_from
from programmes.employers.codes import MemberRole
from programmes.employers.contacts import contacts_of
from programmes.employers.members import add_member, signers_of
from programmes.employers.models import HostEmployer
from programmes.employers.selectors import host_for, hosts_for, vacancies_for, workplaces_of
from programmes.employers.states import HostState, VacancyState
from programmes.employers.still_right import confirm, is_asked
from programmes.hosting.certificate import has_hosted
from programmes.looking import record_list
from programmes.placements.seats import with_free_seats
from programmes.relations import has_own_interest
from programmes.workspace import presentation
from programmes.workspace.access import back_to, refuse, worker_required
from programmes.workspace.beneath import turn_over
from programmes.workspace.forms import HostFilter, RegisterHostForm
from programmes.workspace.lists import filtered_list, tone_of
from programmes.workspace.timeline import timeline_of
from typed.sent import token_sent
from ui.formats import number as format_number
from workflow.forms import OnWord

CONTACTS_SHOWN = 5


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Host employers by the filters of the address; those to be checked first."""
    form = HostFilter(request.GET)
    return filtered_list(request, "workspace/hosts.html", form, rows=_rows, tone=tone_of, counted=_counted)


def _counted(number: int) -> str:
    words = ngettext("%(number)s host employer", "%(number)s host employers", number)
    return words % {"number": format_number(number)}


def _rows(viewer: Viewer, wanted: dict[str, Any]) -> Any:
    rows = hosts_for(viewer).annotate(
        open_places=Count("vacancies", filter=Q(vacancies__state=VacancyState.OPEN), distinct=True)
    )
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    if wanted.get("municipality"):
        rows = rows.filter(municipality=wanted["municipality"])
    asked = wanted.get("q") or ""
    if asked:
        named = has_words(["name_words"], asked)
        rows = rows.filter(
            named | Q(business_id__startswith=business_id_from(asked)) if asked[0].isdigit() else named
        )
    return rows.alias(to_check=Q(state=HostState.REGISTERED)).order_by("-to_check", "name_order", "pk")


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One host employer with who acts for it, who asks to, and its places."""
    row = host_for(request.user, reference)
    members = list(row.memberships.select_related("user").order_by("valid_from", "pk"))
    today = timezone.localdate()
    barred = has_own_interest(request.user, row)
    vacancies = with_free_seats(vacancies_for(request.user).filter(host=row))
    turn, named = turn_over(row, request.user)
    record_list(request, named, page="work:host")
    values = {
        "host": row,
        "turn": turn,
        "tone": row.facts.tone,
        "facts": presentation.host_facts(row),
        "why_stopped": presentation.why_stopped(row),
        "members": [one for one in members if one.valid_from and (one.valid_until or today) >= today],
        "asking": [one for one in members if one.valid_from is None],
        "asked": row.asked_on if is_asked(row) else None,
        "may_decide": request.user.has_perm("programmes.verify_hostemployer", row),
        "has_hosted": has_hosted(row),
        "may_name_agent": request.user.has_perm("programmes.name_agent_of_host", row),
        "contacts": list(contacts_of(row)[:CONTACTS_SHOWN]),
        "may_draft": scope_of(request.user).holds(*COORDINATING) and not barred and row.facts.offers,
        "workplaces": list(workplaces_of(row)),
        "vacancies": [(one, one.facts.tone) for one in vacancies[:30]],
        "entries": timeline_of([row]),
        "here": request.path,
    }
    return render(request, "workspace/host.html", values)


@require_POST
@worker_required
def accept_member(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Who asked to join acts for the host from today; where nobody may sign, they may."""
    row = host_for(request.user, reference)
    if not request.user.has_perm("programmes.verify_hostemployer", row):
        refuse(request, row)
    asking = get_object_or_404(row.memberships.select_related("user"), pk=pk, valid_from=None)
    role = MemberRole.CONTACT if signers_of(row).exists() else MemberRole.SIGNER
    add_member(row, asking.user, role=role, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(name)s acts for the host employer from today.") % {"name": asking.user})
    return redirect(back_to(request, "work:host", reference))


@require_POST
@worker_required
def still_right(request: HttpRequest, reference: str) -> HttpResponse:
    """The host has said on the phone that all is still right."""
    row = host_for(request.user, reference)
    if not request.user.has_perm("programmes.confirm_host", row):
        refuse(request, row)
    confirm(row, by=request.user, on_word=OnWord.PHONE)  # type: ignore[arg-type]
    messages.success(request, _("It is written down. The host is asked again in three months."))
    return redirect(back_to(request, "work:host", reference))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest) -> HttpResponse:
    """A host employer is registered on its word; one that is already known is shown instead."""
    if not scope_of(request.user).holds(*COORDINATING):
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, RegisterHostForm(initial={"token": secrets.token_urlsafe(24)}))
    form = RegisterHostForm(request.POST)
    is_valid = form.is_valid()
    sent = made_by(token_sent(request), HostEmployer)  # last: the same press may just have made it
    if sent is not None:
        return redirect("work:host", sent.reference)
    if not is_valid:
        return _form(request, form, status=422)
    host: HostEmployer = form.save(commit=False)
    try:
        event = services.register_host(host, by=request.user, member=False, token=form.cleaned_data["token"])  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _form(request, form, status=422)
    messages.success(request, _("The host employer is registered. Check it in the business register next."))
    return redirect("work:host", event.reference)


def _form(request: HttpRequest, form: RegisterHostForm, status: int = 200) -> HttpResponse:
    known = form.known_host() if form.is_bound else None
    if known is not None and not hosts_for(request.user).filter(pk=known.pk).exists():
        known = None
    return render(request, "workspace/host_new.html", {"form": form, "known": known}, status=status)
