"""The people who work in the history: workers of the area, officers who refer, hosts who sign in."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.demo import ACCOUNTS, DOMAIN, make_demo_accounts
from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.selectors import Scope, scope_of
from areas.models import Municipality
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.world import World

COORDINATORS = 22
REFERRERS = 9


class Staff:
    """The accounts of the history. Nobody but the demo accounts has a password."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.demo = {one.name: user for one, user in zip(ACCOUNTS, make_demo_accounts(), strict=True)}
        self.made: list[User] = []
        self.assignments: list[Assignment] = []
        self._closed = make_password(None)

    def take_posts(self) -> None:
        """Every municipality has coordinators and referrers from the first day on, demo accounts too."""
        first = self.world.course.first - timedelta(days=30)
        Assignment.objects.filter(user__in=list(self.demo.values())).update(valid_from=first)
        for user in self.demo.values():
            user.phone = self.world.names.phone()
            self._responsible(user, scope_of(User.objects.get(pk=user.pk)))
        User.objects.bulk_update(self.demo.values(), ["phone"])
        self._workers(Role.COORDINATOR, COORDINATORS, self.world.coordinators)
        self._workers(Role.REFERRER, REFERRERS, self.world.referrers)
        self.save()

    def _responsible(self, user: User, scope: Scope) -> None:
        """A demo coordinator has a caseload of their own in the municipalities of the assignment."""
        for municipality in self.world.municipalities:
            if scope.covers(Role.COORDINATOR, municipality.code):
                self.world.coordinators[municipality.code].append(user)

    def _workers(self, role: Role, count: int, by_municipality: dict[str, list[User]]) -> None:
        """About `count` workers, each for one municipality or for several small ones of a service area."""
        world = self.world
        number = max(8, round(count * min(world.scale * 2, 1))) if role == Role.COORDINATOR else count
        total = sum(world.weights)
        for municipality, weight in zip(world.municipalities, world.weights, strict=True):
            for _worker in range(max(1, round(number * weight / total))):
                user = self.account(world.names.person("fi", "unknown"), phone=world.names.phone())
                self.assign(user, role, municipality)
                by_municipality[municipality.code].append(user)

    def account(self, name: tuple[str, str], *, email: str = "", phone: str = "") -> User:
        """An account that is entered by e-mailed codes only; written by `save`."""
        number = len(self.made) + 1
        user = User(
            email=email or f"tyontekija{number:03d}@{DOMAIN}",
            first_name=name[0],
            last_name=name[1],
            phone=phone,
            password=self._closed,
            date_joined=instant(self.world.course.now),
        )
        self.made.append(user)
        return user

    def sign_up(self, name: tuple[str, str], email: str, role: str, language: str = "fi") -> User:
        """An account of somebody who came with the history: a person or a host's member."""
        user = self.account(name, email=email)
        user.language = language if language in {"sv", "en"} else "fi"
        day = self.world.day
        self.assignments.append(Assignment(user=user, role=role, valid_from=day))
        self.world.journal.note("account.created", user, by=None)
        told = {"role": str(role), "municipality": None, "service_area": None, "from": day, "until": None}
        self.world.journal.note("role.assigned", user, by=None, data=told)
        return user

    def assign(self, user: User, role: str, municipality: Municipality | None = None) -> None:
        """The role is held from before the first day of the history."""
        first = self.world.course.first - timedelta(days=30)
        self.assignments.append(Assignment(user=user, role=role, municipality=municipality, valid_from=first))

    def save(self) -> None:
        """The accounts made so far are in the database with their roles."""
        fresh = [user for user in self.made if user.pk is None]
        User.objects.bulk_create(fresh, batch_size=500)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in fresh
        )
        Assignment.objects.bulk_create([one for one in self.assignments if one.pk is None], batch_size=500)
