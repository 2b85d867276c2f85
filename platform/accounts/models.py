"""Who signs in, and what they may be where and when."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.roles import BY_AREA, Role
from letters.fields import PersonOrderField


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """An account with `email` exists; without `password` it is entered by e-mailed codes only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        """An operator's account exists: it passes every check, so it is never a coordinator's."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One account of one person, whatever roles they hold."""

    email = models.EmailField(
        _("e-mail"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("Empty for a person who comes in by a letter."),
    )
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=10, default="fi")
    large_text = models.BooleanField(_("large text"), default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    session_round = models.PositiveIntegerField(
        default=0, help_text=_("Grows when the person signs out everywhere: older sessions end.")
    )
    name_order = PersonOrderField(of=["last_name", "first_name"])

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="account_email_once",
                violation_error_message=_("There is already an account with this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """First and last name, or the e-mail address when no name is known."""
        return f"{self.first_name} {self.last_name}".strip() or self.email or gettext("No name")

    def get_short_name(self) -> str:
        """First name, or the part of the address before @."""
        return self.first_name or (self.email or "").split("@")[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must match to stay open: the password and the round of sessions."""
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by day."""

    def current(self, on: date | None = None) -> AssignmentQuerySet:
        """Those in force on the day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def held_by(self, user: User, on: date | None = None) -> AssignmentQuerySet:
        """Those that `user` may use on the day: their own, and those they stand in for."""
        day = on or timezone.localdate()
        standing_in = Q(
            substitute=user, substitute_from__lte=day, substitute_until__gte=day, user__is_active=True
        )
        return self.current(day).filter(Q(user=user) | standing_in)


class Assignment(models.Model):
    """One role of one person over an area, from a day until a day.

    Without a municipality and a service area it covers the whole employment area.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    municipality = models.ForeignKey(
        "areas.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    service_area = models.ForeignKey(
        "areas.ServiceArea", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    substitute = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="substitutions"
    )
    substitute_from = models.DateField(null=True, blank=True)
    substitute_until = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="assignment_dates_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(municipality=None) | Q(service_area=None),
                name="assignment_one_kind_of_area",
                violation_error_message=_("Give a municipality or a service area, not both."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def area_name(self) -> str:
        """The area in words; empty for a role that has none."""
        area = self.municipality or self.service_area
        if area is None:
            return gettext("The whole area") if self.role in BY_AREA else ""
        return str(area)

    def is_stood_in_by(self, user: User, on: date) -> bool:
        """Whether `user` acts for the holder on the day, as `held_by` asks of the database."""
        first, last = self.substitute_from, self.substitute_until
        in_time = bool(first and last and first <= on <= last)
        return self.substitute_id == user.pk and in_time and self.user.is_active

    def clean(self) -> None:
        if self.substitute_id and not (self.substitute_from and self.substitute_until):
            raise ValidationError({"substitute_from": _("A stand-in needs a first and a last day.")})
        if self.substitute_id and self.substitute_id == self.user_id:
            raise ValidationError({"substitute": _("A person cannot stand in for themselves.")})
