"""The demo accounts: one of each kind of person, one press each on the sign-in page (DEMO only)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from allauth.account.models import EmailAddress
from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.middleware import SESSION_KEY
from accounts.models import User
from accounts.roles import Role
from accounts.services import assign_role, ensure_account
from areas.models import Municipality, ServiceArea
from areas.selectors import employment_area
from audit.services import record

DOMAIN = "demo.example"
PASSWORD = "valityo-demo"  # noqa: S105 - printed on the sign-in page of a demo, never used elsewhere

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PACKAGED, SERVICE_AREAS = "29", ("JNS", "PIE", "KES")
ELSEWHERE = {"coordinator.pielinen": "coordinator.second"}

TAKING_PART = _("People and workplaces")
WORKING = _("Workers of the employment area")
PAGES = _("Web pages")
OVERSIGHT = _("Oversight and upkeep")


@dataclass(frozen=True)
class Held:
    """A role over an area given by its code, or over the whole employment area."""

    role: Role
    service_area: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class DemoAccount:
    """One invented person."""

    name: str
    first_name: str
    last_name: str
    group: str | Promise
    held: tuple[Held, ...]

    @property
    def email(self) -> str:
        """The address in the domain that belongs to nobody; elsewhere it names no packaged place."""
        loaded = employment_area().code
        name = ELSEWHERE.get(self.name, self.name) if loaded and loaded != PACKAGED else self.name
        return f"{name}@{DOMAIN}"


@dataclass(frozen=True)
class Door:
    """One button on the sign-in page."""

    name: str
    person: str
    roles: list[str]


ACCOUNTS = (
    DemoAccount("participant", "Helmi", "Karppinen", TAKING_PART, (Held(Role.PARTICIPANT),)),
    DemoAccount("host", "Veikko", "Pesonen", TAKING_PART, (Held(Role.HOST_ADMIN),)),
    DemoAccount("referrer", "Marja", "Turunen", WORKING, (Held(Role.REFERRER, municipality="167"),)),
    DemoAccount("coordinator", "Sirpa", "Lehto", WORKING, (Held(Role.COORDINATOR, "JNS"),)),
    DemoAccount("coordinator.pielinen", "Jouni", "Kettunen", WORKING, (Held(Role.COORDINATOR, "PIE"),)),
    DemoAccount("workability", "Hanna", "Nevalainen", WORKING, (Held(Role.WORK_ABILITY_COORDINATOR),)),
    DemoAccount("instructor", "Timo", "Hirvonen", WORKING, (Held(Role.INSTRUCTOR, municipality="167"),)),
    DemoAccount("partner", "Elina", "Mononen", WORKING, (Held(Role.PARTNER),)),
    DemoAccount("manager", "Kaisa", "Ikonen", WORKING, (Held(Role.MANAGER), Held(Role.COORDINATOR, "KES"))),
    DemoAccount("editor", "Riikka", "Tolvanen", PAGES, (Held(Role.EDITOR, municipality="422"),)),
    DemoAccount("publisher", "Matti", "Sallinen", PAGES, (Held(Role.PUBLISHER),)),
    DemoAccount("auditor", "Leena", "Pulkkinen", OVERSIGHT, (Held(Role.AUDITOR),)),
    DemoAccount("dpo", "Antti", "Piiroinen", OVERSIGHT, (Held(Role.DATA_PROTECTION_OFFICER),)),
    DemoAccount("admin", "Paula", "Saarelainen", OVERSIGHT, (Held(Role.ADMINISTRATOR),)),
)
BY_NAME = {account.name: account for account in ACCOUNTS}


@transaction.atomic
def make_demo_accounts() -> list[User]:
    """The demo accounts exist with their roles; those that were there are left as they are.

    Areas are found by code; where another employment area is loaded, its first ones stand in.
    """
    password_hash = make_password(PASSWORD)
    return [_make(account, password_hash) for account in ACCOUNTS]


def enter(request: HttpRequest, name: str) -> bool:
    """The demo account `name` is signed in, if it has been made; the session has a new key."""
    user = User.objects.filter(email=BY_NAME[name].email, is_active=True).first()
    if user is None:
        return False
    login(request, user, backend=BACKEND)
    request.session[SESSION_KEY] = str(BY_NAME[name].held[0].role)
    record("account.signed_in", user, by=user, data={"way": "demo"})
    return True


def door_groups() -> list[tuple[str | Promise, list[Door]]]:
    """Doors for the accounts that exist, grouped by who they are, with role and area in words."""
    users = {
        user.email: user
        for user in User.objects.filter(
            email__in=[account.email for account in ACCOUNTS], is_active=True
        ).prefetch_related("assignments__municipality", "assignments__service_area")
    }
    there = [account for account in ACCOUNTS if account.email in users]
    return [
        (group, [_door(account, users[account.email]) for account in accounts])
        for group, accounts in groupby(there, key=lambda account: account.group)
    ]


def _make(account: DemoAccount, password_hash: str) -> User:
    user = ensure_account(
        account.email,
        first_name=account.first_name,
        last_name=account.last_name,
        password_hash=password_hash,
        verified=True,
    )
    EmailAddress.objects.filter(user=user, verified=False).update(verified=True)
    for held in account.held:
        if not user.assignments.filter(role=held.role).exists():
            assign_role(
                user,
                held.role,
                municipality=_municipality(held.municipality),
                service_area=_service_area(held.service_area),
                by=None,
            )
    return user


def _service_area(code: str) -> ServiceArea | None:
    areas = list(ServiceArea.objects.all()) if code else []
    by_code = {area.code: area for area in areas}
    if not areas or code in by_code:
        return by_code.get(code)
    return areas[SERVICE_AREAS.index(code) % len(areas)]


def _municipality(code: str) -> Municipality | None:
    in_area = Municipality.objects.filter(in_area=True)
    return (in_area.filter(code=code).first() or in_area.first()) if code else None


def _door(account: DemoAccount, user: User) -> Door:
    roles = [
        " · ".join(part for part in (assignment.get_role_display(), assignment.area_name) if part)
        for assignment in sorted(user.assignments.all(), key=lambda assignment: assignment.pk)
    ]
    return Door(name=account.name, person=user.get_full_name(), roles=roles)
