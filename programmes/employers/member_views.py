"""Who acts for the workplace: the list with who sees what, invitations, parts, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.addresses import folded
from accounts.knocks import too_many
from accounts.middleware import SESSION_KEY
from accounts.roles import HOST, Role
from areas.selectors import service_phone
from programmes.employers import members
from programmes.employers.codes import SEES, MemberRole
from programmes.employers.member_forms import InviteForm, RoleForm
from programmes.employers.member_links import invitation_behind
from programmes.employers.models import HostEmployer, MemberInvitation, Membership
from programmes.employers.registration import ask_invited_for_code
from programmes.employers.selectors import invitations_of, join_requests, members_of, own_hosts
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)
TRIES, WITHIN_SECONDS = 60, 3600


@dataclass(frozen=True)
class OneHost:
    """A host on the page: who acts for it, who is asked to, and whether the viewer decides it."""

    host: HostEmployer
    people: list[Membership]
    asking: list[Membership]
    invited: list[MemberInvitation]
    decides: bool


@require_safe
@never_cache
@only_hosts
def index(request: HttpRequest) -> HttpResponse:
    """Who acts for each host of the viewer's, and who of them sees what."""
    return render(request, "employers/members.html", {
        "rows": [_one(request, host) for host in own_hosts(request.user)],
        "sees": [(role.label, SEES[role]) for role in MemberRole],
    })  # fmt: skip


def _one(request: HttpRequest, host: HostEmployer) -> OneHost:
    everybody = list(members_of(host))
    decides = request.user.has_perm("programmes.manage_members", host)
    return OneHost(
        host,
        [one for one in everybody if one.valid_from],
        [one for one in everybody if one.valid_from is None] if decides else [],
        list(invitations_of(host)) if decides else [],
        decides,
    )


def _host(request: HttpRequest, reference: str) -> HostEmployer:
    """One of the viewer's hosts, of which they decide who acts for it: 404, and 403."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    if not request.user.has_perm("programmes.manage_members", host):
        raise PermissionDenied
    return host


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def invite(request: HttpRequest, reference: str) -> HttpResponse:
    """A colleague is asked by mail to act for the workplace."""
    host = _host(request, reference)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = members.invite(host, by=request.user, language=get_language() or "fi", **told)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": row.email})
            return SeeOther(reverse("host:members"))
    status = 422 if form.is_bound else 200
    return render(request, "employers/invite.html", {"host": host, "form": form}, status=status)


@require_POST
@only_hosts
def invite_again(request: HttpRequest, reference: str, invitation: str) -> HttpResponse:
    """The invitation is sent anew, with a new last day."""
    row = _invitation(request, reference, invitation)
    try:
        members.invite_again(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("A new link is on its way. The earlier one works no more."))
    return SeeOther(reverse("host:members"))


@require_POST
@only_hosts
def withdraw(request: HttpRequest, reference: str, invitation: str) -> HttpResponse:
    """The invitation holds no more."""
    members.withdraw(_invitation(request, reference, invitation), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The invitation is taken back. Its link works no more."))
    return SeeOther(reverse("host:members"))


def _invitation(request: HttpRequest, reference: str, invitation: str) -> MemberInvitation:
    rows = _host(request, reference).invitations.select_related("host")
    return get_object_or_404(rows, reference=invitation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def member(request: HttpRequest, reference: str, membership: int) -> HttpResponse:
    """One member: another part, or leaving. Who may not decide of others sees their own only."""
    row = _membership(request, reference, membership)
    decides = request.user.has_perm("programmes.manage_members", row.host)
    form = RoleForm(request.POST if request.method == "POST" else None, membership=row)
    if request.method == "POST":
        if not decides:
            raise PermissionDenied
        if form.is_valid() and _done(request, form, row):
            return SeeOther(reverse("host:members"))
    page = {"row": row, "form": form if decides else None, "own": row.user_id == request.user.pk}
    return render(request, "employers/member.html", page, status=422 if form.errors else 200)


def _done(request: HttpRequest, form: RoleForm, row: Membership) -> bool:
    try:
        members.change_role(row, form.cleaned_data["role"], by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error("role", refused)
        return False
    messages.success(request, _("Saved."))
    return True


@require_POST
@only_hosts
def remove(request: HttpRequest, reference: str, membership: int) -> HttpResponse:
    """The member acts for the workplace no more; or who asked to is not let in."""
    row = _membership(request, reference, membership, asking=True)
    try:
        members.remove_member(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return SeeOther(reverse("host:member", args=[reference, membership]))
    messages.success(request, _("%(name)s sees nothing of the workplace any more.") % {"name": row.user})
    return SeeOther(reverse("host:members"))


def _membership(request: HttpRequest, reference: str, membership: int, *, asking: bool = False) -> Membership:
    """A member of one of the viewer's hosts: 404; of others only for who decides it: 403."""
    host = own_hosts(request.user).filter(reference=reference).first()
    if host is None:
        raise Http404
    rows = members_of(host) if asking else members_of(host).exclude(valid_from=None)
    row = get_object_or_404(rows, pk=membership)
    if row.user_id != request.user.pk and not request.user.has_perm("programmes.manage_members", host):
        raise PermissionDenied
    return row


@require_POST
@only_hosts
def accept_member(request: HttpRequest, membership: int) -> HttpResponse:
    """Somebody who asked to join acts for the host, as a contact person."""
    row = join_requests(request.user).filter(pk=membership).first()
    if row is None:
        if any(members_of(host).filter(pk=membership).exists() for host in own_hosts(request.user)):
            raise PermissionDenied
        raise Http404
    members.accept_member(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("They can now act for you."))
    return SeeOther(reverse("host:members"))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """Who was invited says yes: at once when they are signed in, else after a code to the same address."""
    if too_many(request, "host-invitation", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    row = invitation_behind(link)
    if row is None:
        return render(request, "placements/link_over.html", {"phone": service_phone()}, status=404)
    user = request.user if request.user.is_authenticated else None
    theirs = user is None or folded(user.email) == row.email
    if request.method == "POST" and row.stands and theirs:
        return _accepted(request, row) if user else ask_invited_for_code(request, row, link)
    page: dict[str, Any] = {
        "row": row, "theirs": theirs, "sees": SEES[MemberRole(row.role)], "phone": service_phone(),
        "acts": user is not None and own_hosts(user).filter(pk=row.host_id).exists(),
    }  # fmt: skip
    return render(request, "employers/invitation.html", page, status=409 if request.method == "POST" else 200)


def _accepted(request: HttpRequest, row: MemberInvitation) -> HttpResponse:
    try:
        members.accept(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError:
        return SeeOther(request.path)  # somebody was quicker: the page tells how it stands
    request.session[SESSION_KEY] = str(Role.HOST_ADMIN if row.role == MemberRole.SIGNER else Role.HOST_MEMBER)
    messages.success(request, _("You act for %(host)s from now on.") % {"host": row.host})
    return SeeOther(reverse("host:home"))
