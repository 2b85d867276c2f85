"""Who acts for a host employer: invited, let in, given another part, and gone; somebody may always sign."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import User
from accounts.roles import HOST, Role
from accounts.services import assign_role, end_assignment
from areas.selectors import service_phone
from audit.grouping import as_one
from audit.services import record
from programmes.catalogue.selectors import parameter
from programmes.employers.codes import MemberRole
from programmes.employers.models import HostEmployer, MemberInvitation, Membership
from programmes.telling import enqueue_messages
from workflow.engine import first_time
from workflow.locks import lock, lock_all

DAYS = "host-invitation-days"
LAST_SIGNER = _(
    "Nobody else of the workplace may sign. Give somebody else that part first, or call us: %(phone)s."
)


def current(on: date | None = None) -> Q:
    """Memberships that hold on the day."""
    day = on or timezone.localdate()
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def signers_of(host: HostEmployer) -> QuerySet[Membership]:
    """Those who may sign for the host today."""
    return host.memberships.filter(current(), role=MemberRole.SIGNER, user__is_active=True)


@as_one()
def add_member(host: HostEmployer, user: User, *, role: str, by: User) -> Membership:
    """`user` acts for the host from today, in the part."""
    lock(host)
    membership, _made = Membership.objects.update_or_create(
        user=user,
        host=host,
        defaults={"role": role, "valid_from": timezone.localdate(), "valid_until": None},
    )
    assign_role(user, Role.HOST_ADMIN if role == MemberRole.SIGNER else Role.HOST_MEMBER, by=by)
    record("host.member_added", host, by=by, data={"user": user.pk, "role": role})
    return membership


@as_one()
def accept_member(membership: Membership, *, by: User) -> Membership:
    """Who asked to join acts for the host from today as a contact person, because who may sign said so."""
    _check_decides(membership.host, by)
    return add_member(membership.host, membership.user, role=MemberRole.CONTACT, by=by)


@as_one()
def change_role(membership: Membership, role: str, *, by: User) -> Membership:
    """The member has another part from now on. Raises ValidationError when nobody else could sign then."""
    _check_decides(membership.host, by)
    lock(membership.host)
    held = lock_all(Membership.objects.filter(pk=membership.pk))[0]
    if held.role == role:
        return held  # type: ignore[no-any-return]
    if role != MemberRole.SIGNER:
        _somebody_else_signs(held)
    held.role = role
    held.save(update_fields=["role"])
    user = membership.user
    assign_role(user, Role.HOST_ADMIN if role == MemberRole.SIGNER else Role.HOST_MEMBER, by=by)
    _end_what_nothing_needs(user, by=by)
    record("host.member_changed", membership.host, by=by, data={"user": user.pk, "role": role})
    return held  # type: ignore[no-any-return]


@as_one()
def remove_member(membership: Membership, *, by: User) -> None:
    """The member sees nothing of the host any more. Who asked to join and is not let in is answered no.

    Raises ValidationError when nobody else could sign then. Anybody may leave by themself.
    """
    if by.pk != membership.user_id:
        _check_decides(membership.host, by)
    lock(membership.host)
    held = lock_all(Membership.objects.filter(pk=membership.pk))
    if not held or (held[0].valid_until and held[0].valid_until < timezone.localdate()):
        return
    if held[0].valid_from is None:
        held[0].delete()
        record("host.member_refused", membership.host, by=by, data={"user": membership.user_id})
        return
    _somebody_else_signs(held[0])
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(pk=membership.pk).update(valid_until=yesterday)
    _end_what_nothing_needs(membership.user, by=by)
    record("host.member_removed", membership.host, by=by, data={"user": membership.user_id})


@as_one()
def invite(
    host: HostEmployer, *, by: User, email: str, role: str, language: str = "fi", token: str = ""
) -> MemberInvitation:
    """The address has a mail with a link, which holds for some days and works once.

    An invitation of the address that waits already is sent again, in the part that was chosen now. token: of
    the form; one that comes twice makes one. Raises ValidationError when the address acts for the host.
    """
    _check_decides(host, by)
    if (known := first_time(token or None, MemberInvitation)) is not None:
        return MemberInvitation.objects.get(pk=known.object_id)
    lock(host)
    address = folded(email)
    if host.memberships.filter(current(), user__email=address).exists():
        raise ValidationError({"email": _("Whoever has this address acts for the workplace already.")})
    waiting = host.invitations.filter(email=address, accepted_at=None, withdrawn_at=None).first()
    row = waiting or MemberInvitation(host=host, email=address)
    row.role, row.language, row.invited_by = role, language, by
    return _send(row, by=by, token=token)


@as_one()
def invite_again(row: MemberInvitation, *, by: User) -> MemberInvitation:
    """A new link is on its way, and the one before it works no more."""
    _check_decides(row.host, by)
    lock(row.host)
    held = lock_all(MemberInvitation.objects.filter(pk=row.pk))[0]
    if not held.waits:
        raise ValidationError(_("The invitation has been used or taken back."))
    held.host = row.host
    return _send(held, by=by)


def _send(row: MemberInvitation, *, by: User, token: str = "") -> MemberInvitation:
    row.sent_on = timezone.localdate()
    row.valid_until = row.sent_on + timedelta(days=int(parameter(DAYS)))
    row.sent += 1
    row.save()
    event = record("member_invitation.sent", row, by=by, data={"role": row.role}, token=token or None)
    record("host.member_invited", row.host, by=by, data={"role": row.role})
    enqueue_messages(event, row)
    return row


@as_one()
def withdraw(row: MemberInvitation, *, by: User) -> None:
    """The link works no more; withdrawn twice it is withdrawn once."""
    _check_decides(row.host, by)
    lock(row.host)
    held = lock_all(MemberInvitation.objects.filter(pk=row.pk))[0]
    if not held.waits:
        return
    MemberInvitation.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    record("host.invitation_withdrawn", row.host, by=by)


@as_one()
def accept(row: MemberInvitation, *, by: User) -> Membership:
    """Who was invited acts for the host from today, and the link is used.

    Raises ValidationError for another person than the invited one, and where it stands no more.
    """
    lock(row.host)
    held = lock_all(MemberInvitation.objects.filter(pk=row.pk))[0]
    if folded(by.email) != held.email:
        raise ValidationError(_("This invitation is for another address than yours."))
    if not held.stands:
        raise ValidationError(_("The invitation is over. Ask for a new one."))
    MemberInvitation.objects.filter(pk=row.pk).update(accepted_at=timezone.now())
    return add_member(row.host, by, role=held.role, by=by)


def _check_decides(host: HostEmployer, by: User) -> None:
    """Raises PermissionDenied for who may not decide who acts for the host."""
    if not by.has_perm("programmes.manage_members", host):
        raise PermissionDenied


def _somebody_else_signs(membership: Membership) -> None:
    """Raises ValidationError when the member is the last one who may sign; the host is locked."""
    if membership.role != MemberRole.SIGNER:
        return
    if not signers_of(membership.host).exclude(pk=membership.pk).exists():
        raise ValidationError(LAST_SIGNER % {"phone": service_phone()})


def _end_what_nothing_needs(user: User, *, by: User) -> None:
    """The roles of an account that no membership needs any more have ended."""
    roles = set(Membership.objects.filter(current(), user=user).values_list("role", flat=True))
    needed = {Role.HOST_ADMIN} if MemberRole.SIGNER in roles else set()
    needed |= {Role.HOST_MEMBER} if roles - {MemberRole.SIGNER} else set()
    yesterday = timezone.localdate() - timedelta(days=1)
    for held in user.assignments.current().filter(role__in=sorted(HOST - needed)):
        end_assignment(held, on=max(yesterday, held.valid_from), by=by)
