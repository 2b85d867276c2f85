"""Changes to accounts and roles; each is on the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.addresses import folded
from accounts.models import Assignment, User
from accounts.roles import STAFF, WAGTAIL_GROUPS, Role
from accounts.selectors import forget_scope, holds_more_than_own_page, whose_work_is_over
from areas.models import Municipality, ServiceArea
from audit.services import record


@transaction.atomic
def ensure_account(
    email: str,
    *,
    first_name: str = "",
    last_name: str = "",
    phone: str = "",
    language: str = "fi",
    password_hash: str = "",
    verified: bool = False,
    by: User | None = None,
) -> User:
    """There is an account with this address; one that was there before is left as it is.

    Without `password_hash` it is entered by e-mailed codes only.
    """
    address = folded(email)
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User(email=address, first_name=first_name, last_name=last_name, phone=phone, language=language)
        if password_hash:
            user.password = password_hash
        else:
            user.set_unusable_password()
        user.full_clean()
        user.save()
        record("account.created", user, by=by)
    EmailAddress.objects.get_or_create(
        user=user, email=address, defaults={"primary": True, "verified": verified}
    )
    return user


@transaction.atomic
def make_account_without_address(
    *, first_name: str, last_name: str, phone: str = "", language: str = "fi", by: User | None
) -> User:
    """There is a new account that no code by e-mail and no password opens: one comes in by a letter."""
    user = User(email=None, first_name=first_name, last_name=last_name, phone=phone, language=language)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record("account.created", user, by=by)
    return user


@transaction.atomic
def assign_role(
    user: User,
    role: str,
    *,
    municipality: Municipality | None = None,
    service_area: ServiceArea | None = None,
    from_: date | None = None,
    until: date | None = None,
    by: User | None,
) -> Assignment:
    """`user` holds the role over the area; without an area, over the whole employment area.

    The same role over the same area is not given twice for the same day: the one in force is returned.
    Raises ValidationError for a worker's role on an account without an address: such a person comes in by
    letters, and a worker does not.
    """
    if role in STAFF and not user.email:
        raise ValidationError(_("A worker needs an e-mail address."))
    first_day = from_ or timezone.localdate()
    held = user.assignments.current(first_day).filter(
        role=role, municipality=municipality, service_area=service_area
    )
    assignment = held.first()
    if assignment is None:
        assignment = Assignment(
            user=user,
            role=role,
            municipality=municipality,
            service_area=service_area,
            valid_from=first_day,
            valid_until=until,
        )
        assignment.full_clean()
        assignment.save()
        record("role.assigned", user, by=by, data=_told(assignment))
    join_wagtail_groups(user, [role])
    forget_scope(user)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, on: date | None, by: User | None) -> Assignment:
    """The last day of the assignment is `on`; with None it goes on."""
    assignment.valid_until = on
    assignment.full_clean()
    assignment.save(update_fields=["valid_until"])
    record("role.ended", assignment.user, by=by, data=_told(assignment))
    forget_scope(assignment.user)
    return assignment


@transaction.atomic
def set_substitute(
    assignment: Assignment,
    substitute: User | None,
    *,
    from_: date | None = None,
    until: date | None = None,
    by: User | None,
) -> Assignment:
    """From day to day `substitute` may do what the assignment allows; with None nobody stands in."""
    assignment.substitute = substitute
    assignment.substitute_from = from_ if substitute else None
    assignment.substitute_until = until if substitute else None
    assignment.full_clean()
    assignment.save(update_fields=["substitute", "substitute_from", "substitute_until"])
    told = {
        **_told(assignment),
        "substitute": substitute.pk if substitute else None,
        "substitute_from": assignment.substitute_from,
        "substitute_until": assignment.substitute_until,
    }
    record("role.substituted", assignment.user, by=by, data=told)
    if substitute:
        forget_scope(substitute)
    return assignment


@transaction.atomic
def choose_language(user: User, language: str) -> None:
    """Pages and letters come to `user` in the language."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def choose_text_size(user: User, *, large: bool) -> None:
    """The pages of `user` have large text, on every device, or the usual one."""
    user.large_text = large
    user.save(update_fields=["large_text"])


@transaction.atomic
def end_other_sessions(user: User) -> None:
    """Every session of `user` has ended; the caller renews the one that asked."""
    _end_sessions(user)
    record("account.signed_out_everywhere", user, by=user)


@transaction.atomic
def change_address(user: User, address: str, *, by: User, verified: bool = False) -> None:
    """The account is entered by the new address; sessions and codes of the old one are worth nothing.

    verified: whoever acts has just shown that they read the address.
    """
    user.email = folded(address)
    user.full_clean()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    _end_sessions(user)
    record("account.address_changed", user, by=by)


@transaction.atomic
def leave_account(user: User, *, by: User) -> None:
    """The account is nobody's as a participant any more; one that holds no other role is closed."""
    today = timezone.localdate()
    for assignment in user.assignments.current().filter(role=Role.PARTICIPANT):
        end_assignment(assignment, on=max(today - timedelta(days=1), assignment.valid_from), by=by)
    if holds_more_than_own_page(user.pk):
        _end_sessions(user)
    else:
        close_account(user, by=by)


@transaction.atomic
def close_account(user: User, *, by: User | None = None) -> None:
    """Nobody comes in by the account, and whoever is in is out. by: None where its time is over by itself."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("account.closed", user, by=by)
    _end_sessions(user)


def close_accounts_of_who_left() -> int:
    """The accounts of workers whose last day has passed are closed; how many."""
    return sum(1 for user in whose_work_is_over() if _close_if_over(user.pk))


@transaction.atomic
def _close_if_over(key: int) -> bool:
    user = whose_work_is_over().filter(pk=key).first()
    if user is not None:
        close_account(user)
    return user is not None


def _end_sessions(user: User) -> None:
    user.session_round += 1
    user.save(update_fields=["session_round"])


def wagtail_group_for(role: str) -> str | None:
    """The name of the Wagtail group that `role` works in, if it works with pages."""
    return WAGTAIL_GROUPS.get(role)


def join_wagtail_groups(user: User, roles: Iterable[str]) -> None:
    """`user` is in the Wagtail group of each role, where `load_pages` has made it."""
    names = [name for role in roles if (name := wagtail_group_for(role))]
    if names:
        user.groups.add(*Group.objects.filter(name__in=names))


def _told(assignment: Assignment) -> dict[str, Any]:
    return {
        "role": str(assignment.role),
        "municipality": assignment.municipality.code if assignment.municipality else None,
        "service_area": assignment.service_area.code if assignment.service_area else None,
        "from": assignment.valid_from,
        "until": assignment.valid_until,
    }
