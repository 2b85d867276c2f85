"""How a person comes to their own page: which address opens it by itself, and which only by a worker's press.

Decision 0019. Nothing here is asked while a stranger waits for an answer: the worker asks it before a code is
sent, and the door when the code has come back.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import belongs_to_staff
from accounts.services import assign_role, change_address, ensure_account, leave_account
from audit.grouping import as_one
from audit.services import record
from programmes.employers.models import HostEmployer, Membership
from programmes.participants.models import Participant, Participation
from programmes.participants.states import OPEN
from workflow.locks import lock_all

# Own matters are read for a year after the end: as long as the last follow-up comes.
READ_AFTER_END = timedelta(days=365)
LANGUAGES = frozenset({"fi", "sv", "en"})


class Door(models.TextChoices):
    """How one person comes in today."""

    ACCOUNT = "account", _("Has an account and signs in")
    BY_CODE = "by_code", _("Comes in by the first code they ask for on the sign-in page")
    BY_LETTER = "by_letter", _("Came in by a letter, and has no e-mail address for the next time")
    NO_ADDRESS = "no_address", _("No e-mail address is known")
    SHARED = "shared", _("Another participant has the same e-mail address")
    WORKERS = "workers", _("The e-mail address is a worker’s")
    OTHERS = "others", _("The e-mail address is used by another account or a host employer")
    CLOSED = "closed", _("The account of this address is closed")
    PROTECTED = "protected", _("The person has a protected address, so a worker opens the way")
    OVER = "over", _("The time in the service has been over for a year")


# Where a worker who has made sure who reads the address may open the way.
BY_PRESS = frozenset({Door.SHARED, Door.OTHERS, Door.PROTECTED, Door.OVER})


def door_of(person: Participant) -> Door:
    """How the person comes in today."""
    if person.user is not None and not person.user.is_active:
        return Door.CLOSED
    if person.user is not None and person.user.email:
        return Door.ACCOUNT
    address = folded(person.email)
    if not address:
        return Door.BY_LETTER if person.user else Door.NO_ADDRESS
    account = User.objects.filter(email=address).first()
    if account is not None and not account.is_active:
        return Door.CLOSED
    if belongs_to_staff(address):
        return Door.WORKERS
    shared, of_host, still_read = Participant.objects.values_list(
        Exists(_bearers(address).exclude(pk=person.pk)),
        Exists(HostEmployer.objects.alias(mail=Lower("contact_email")).filter(mail=address)),
        Exists(Participation.objects.filter(_still_read(), participant=person.pk)),
    ).get(pk=person.pk)
    if shared:
        return Door.SHARED
    if of_host or (account is not None and (person.user or _is_others(account))):
        return Door.OTHERS
    if person.restricted:
        return Door.PROTECTED
    return Door.BY_CODE if still_read else Door.OVER


def person_by_code(address: str) -> Participant | None:
    """The one person who comes in by the address by themself; None when there is none, or more than one."""
    people = list(_bearers(address).select_related("user")[:2]) if address else []
    return people[0] if len(people) == 1 and door_of(people[0]) == Door.BY_CODE else None


@transaction.atomic
def let_in(address: str, *, account: User | None) -> User | None:
    """Whose account the proven address opens; it is made, or joined to the person, when that is clear.

    account: the one in use that has the address already.
    """
    person = person_by_code(address)
    if person is None:
        return account
    (locked,) = lock_all(Participant.objects.select_related(None).filter(pk=person.pk))
    if door_of(locked) != Door.BY_CODE:  # somebody was faster
        return account or locked.user
    return _join(locked, by=None)


@transaction.atomic
def open_way(person: Participant, *, by: User) -> User:
    """A worker has made sure who reads the address: the person comes in by it from now on.

    Raises PermissionError where no press opens: a worker's address, a closed account, another's account.
    """
    (locked,) = lock_all(Participant.objects.select_related(None).filter(pk=person.pk))
    door = door_of(locked)
    account = User.objects.filter(email=folded(locked.email)).first()
    taken = account is not None and Participant.objects.filter(user=account).exists()
    if door not in BY_PRESS | {Door.BY_CODE} or taken:
        raise PermissionError(door)
    return _join(locked, by=by)


def may_press(person: Participant, door: Door | None = None) -> bool:
    """Whether a worker's press opens the way for the person. door: theirs, where the caller has asked."""
    if (door or door_of(person)) not in BY_PRESS:
        return False
    return not Participant.objects.filter(user__email=folded(person.email)).exists()


@transaction.atomic
def follow_address(person: Participant, address: str, *, by: User) -> None:
    """The account of the person, if there is one, is entered by the new address; its sessions end.

    Whoever read the old mailbox is out. Without an address, or where the account has another role too, the
    person has no account any more until they come in anew. The caller saves the person.
    Raises ValidationError when another account has the address.
    """
    account = person.user
    if account is None or (account.email or "") == address:
        return
    if not address or account.assignments.exclude(role=Role.PARTICIPANT).exists():
        leave_account(account, by=by)
        person.user = None
        return
    if User.objects.filter(email=address).exclude(pk=account.pk).exists():
        raise ValidationError(_("Another account has this address. Write another, or leave it empty."))
    change_address(account, address, by=by)


@as_one()
def _join(person: Participant, *, by: User | None) -> User:
    """The person has an account with their address and the role of a participant; it stands on the trail."""
    user = person.user
    if user is not None:  # one that a letter opened, and that had no address
        change_address(user, person.email, by=by or user, verified=True)
    else:
        user = ensure_account(person.email, **account_values(person), verified=True, by=by)
    assign_role(user, Role.PARTICIPANT, by=by)
    person.user = user
    person.save(update_fields=["user"])
    time = person.participations.order_by("-referred_on", "-pk").first()
    record(
        "participation.door_opened", time or person, by=by or user, data={"by": "worker" if by else "code"}
    )
    return user


def account_values(person: Participant) -> dict[str, str]:
    """What an account of the person begins with."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "phone": person.phone,
        "language": person.language if person.language in LANGUAGES else "fi",
    }


def is_hosts(address: str) -> bool:
    """Whether a host employer is reached by the address."""
    return HostEmployer.objects.alias(mail=Lower("contact_email")).filter(mail=folded(address)).exists()


def _bearers(address: str) -> models.QuerySet[Participant]:
    """Everybody alive whose data has the address, with an account or without."""
    return Participant.objects.filter(email=folded(address), deceased_on=None)


def _is_others(account: User) -> bool:
    """Whether the account is somebody's who is not there as a participant only."""
    return (
        account.assignments.exclude(role=Role.PARTICIPANT).exists()
        or Membership.objects.filter(user=account).exists()
        or Participant.objects.filter(user=account).exists()
    )


def _still_read() -> Q:
    """Times in the service that are open, or ended less than a year ago."""
    since = timezone.localdate() - READ_AFTER_END
    return Q(state__in=sorted(OPEN)) | Q(ended_on__gte=since) | Q(withdrawn_on__gte=since)
