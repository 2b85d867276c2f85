"""How a person comes to their own page: which address opens it by itself, and which only by a worker's press.

Decision 0019. Nothing here is asked while a stranger waits for an answer: the worker asks it before a code is
sent, and the door when the code has come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.selectors import of_staff
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
    return doors_of([person])[person.pk]


def doors_of(people: Collection[Participant]) -> dict[int, Door]:
    """How each of the people comes in today, by their keys, in three queries whatever their number."""
    doors = {person.pk: _door_of_own_data(person) for person in people}
    asked = [person for person in people if doors[person.pk] is None]
    around = _around(asked) if asked else None
    return {person.pk: doors[person.pk] or _door_among(person, cast(_Around, around)) for person in people}


def _door_of_own_data(person: Participant) -> Door | None:
    """The door where the person's own data tells it; None where it turns on who else has the address."""
    if person.user is not None and not person.user.is_active:
        return Door.CLOSED
    if person.user is not None and person.user.email:
        return Door.ACCOUNT
    if not folded(person.email):
        return Door.BY_LETTER if person.user else Door.NO_ADDRESS
    return None


@dataclass(frozen=True)
class _Account:
    """An account that has somebody's address: in use, a worker's, or another's who is no participant only."""

    is_active: bool
    is_workers: bool
    is_others: bool


@dataclass(frozen=True)
class _Around:
    """What is known of the addresses of some people: whose else they are, and who of the people still reads.

    bearers: everybody alive who has the address. hosts: addresses by which a host employer is reached.
    """

    accounts: dict[str, _Account]
    bearers: dict[str, set[int]]
    hosts: frozenset[str]
    still_read: frozenset[int]


def _around(people: Collection[Participant]) -> _Around:
    addresses = {folded(person.email) for person in people}
    accounts = User.objects.filter(email__in=addresses).values_list(
        "email", "is_active", ExpressionWrapper(of_staff(), BooleanField()), _others()
    )
    time = Participation.objects.filter(_still_read(), participant=OuterRef("pk"))
    named = Q(email__in=addresses) | Q(pk__in=[person.pk for person in people])
    rows = Participant.objects.filter(named).values_list("pk", "email", "deceased_on", Exists(time))
    bearers: dict[str, set[int]] = defaultdict(set)
    still_read = set()
    for key, address, died_on, reads in rows:
        if died_on is None:
            bearers[address].add(key)
        if reads:
            still_read.add(key)
    return _Around(
        {address: _Account(*facts) for address, *facts in accounts},
        bearers,
        frozenset(_hosts_with(addresses).values_list("mail", flat=True)),
        frozenset(still_read),
    )


def _door_among(person: Participant, around: _Around) -> Door:
    """The door of somebody with an address, and no account of theirs that has it."""
    address = folded(person.email)
    account = around.accounts.get(address)
    if account is not None and not account.is_active:
        return Door.CLOSED
    if account is not None and account.is_workers:
        return Door.WORKERS
    if around.bearers[address] - {person.pk}:
        return Door.SHARED
    if address in around.hosts or (account is not None and (person.user or account.is_others)):
        return Door.OTHERS
    if person.restricted:
        return Door.PROTECTED
    return Door.BY_CODE if person.pk in around.still_read else Door.OVER


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
    return _hosts_with([folded(address)]).exists()


def _hosts_with(addresses: Collection[str]) -> models.QuerySet[HostEmployer]:
    """Host employers that are reached by one of the addresses, each with it as `mail`."""
    rows = HostEmployer.objects.annotate(mail=Lower("contact_email"))
    return rows.filter(mail__in=addresses).order_by("pk")


def _bearers(address: str) -> models.QuerySet[Participant]:
    """Everybody alive whose data has the address, with an account or without."""
    return Participant.objects.filter(email=folded(address), deceased_on=None)


def _others() -> ExpressionWrapper:
    """Whether an account is somebody's who is not there as a participant only."""
    more = Assignment.objects.filter(user=OuterRef("pk")).exclude(role=Role.PARTICIPANT)
    member = Membership.objects.filter(user=OuterRef("pk"))
    person = Participant.objects.filter(user=OuterRef("pk"))
    return ExpressionWrapper(Q(Exists(more)) | Q(Exists(member)) | Q(Exists(person)), BooleanField())


def _still_read() -> Q:
    """Times in the service that are open, or ended less than a year ago."""
    since = timezone.localdate() - READ_AFTER_END
    return Q(state__in=sorted(OPEN)) | Q(ended_on__gte=since) | Q(withdrawn_on__gte=since)
