"""Those who offer places: the host employer, its workplaces and the people who act for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField
from stdnum.fi import ytunnus

from letters.fields import FoldedField, NameOrderField
from programmes.employers.codes import HostKind, MemberRole
from programmes.employers.states import HOST_FACTS, HostFacts, HostState
from programmes.verbs import verb
from workflow.models import StateRow


def check_business_id(value: str) -> None:
    """The Finnish business id has the form 1234567-8 and its check digit holds."""
    if not ytunnus.is_valid(value) or ytunnus.format(value) != value:
        raise ValidationError(
            _("Check the business id: seven digits, a dash and a check digit, for example 0242746-2.")
        )


class HostEmployer(StateRow):
    """An organisation that offers places, known by its business id."""

    state = FSMField(default=HostState.REGISTERED, choices=HostState.choices, protected=True)
    business_id = models.CharField(
        _("business id"),
        max_length=9,
        validators=[check_business_id],
        error_messages={"unique": _("This business id is already registered. Ask to join it.")},
    )
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=HostKind.choices, default=HostKind.OTHER)
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    registered_on = models.DateField(default=timezone.localdate)
    verified_on = models.DateField(null=True, blank=True)
    looked_up_on = models.DateField(_("looked up in the business register"), null=True, blank=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("employer agent"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hosts_of_agent",
    )
    asked_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    stopped_because = models.ForeignKey(
        "programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_words = models.TextField(_("what the workplace reads"), blank=True, max_length=500)
    name_words = FoldedField(of=["name"])
    name_order = NameOrderField(of=["name"])

    class Meta:
        ordering = ["name_order", "id"]
        indexes = [
            models.Index(fields=["name_order", "id"], name="host_name"),
            models.Index(fields=["state"], name="host_state"),
            models.Index(Lower("contact_email"), name="host_contact_email"),
        ]
        verbose_name = _("host employer")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HostState.values), name="host_state_known"),
            models.UniqueConstraint(fields=["business_id"], name="host_business_id_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> HostFacts:
        """What the state means, to whom."""
        return HOST_FACTS[self.state]

    @verb(
        HostState.REGISTERED,
        HostState.VERIFIED,
        label=_("Mark as checked"),
        past="verified",
        told=_("Checked in the business register"),
        mark=("check", "ok"),
        day="verified_on",
        record=("looked_up_on",),
        undo=True,
        form="programmes.employers.forms.VerifyForm",
        done=_("The host employer is checked. Its places can now be published."),
    )
    def verify(self, *, on: date, looked_up_on: date) -> None:
        self.verified_on, self.looked_up_on = on, looked_up_on

    @verb(
        HostState.REGISTERED,
        HostState.REJECTED,
        label=_("Do not accept"),
        past="rejected",
        told=_("Not accepted"),
        mark=("flag", "warn"),
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.RejectHostForm",
        effect=_("The places that it has written are closed. It reads the reason, and whom to call."),
        done=_("The host employer is not accepted. It is told."),
    )
    def reject(self, *, on: date, reason: Any, words: str = "") -> None:
        self.stopped_because, self.stopped_words = reason, words

    @verb(
        HostState.VERIFIED,
        HostState.SUSPENDED,
        label=_("Put on hold"),
        past="suspended",
        told=_("Was put on hold"),
        mark=("flag", "warn"),
        record=("reason", "look_again_on"),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.SuspendHostForm",
        effect=_(
            "Its open places leave the public pages, and nobody new begins there. "
            "Whoever works there goes on: their workers are asked to call each of them."
        ),
        done=_("The host employer is on hold. It is told, and the workers are asked to call the people."),
    )
    def suspend(self, *, on: date, reason: Any, look_again_on: date, words: str = "") -> None:
        self.stopped_because, self.stopped_words, self.due_on = reason, words, look_again_on

    @verb(
        HostState.SUSPENDED,
        HostState.VERIFIED,
        label=_("End the hold"),
        past="reinstated",
        told=_("The hold ended"),
        mark=("check", "ok"),
        undo=True,
        form="programmes.placements.forms.ReinstateHostForm",
        effect=_("The places that the hold took off the public pages come back."),
        done=_("The hold is over. The host employer is told."),
    )
    def reinstate(self, *, on: date) -> None:
        self.stopped_because, self.stopped_words = None, ""

    @verb(
        [HostState.VERIFIED, HostState.SUSPENDED],
        HostState.CLOSED,
        label=_("Stop offering places"),
        past="closed",
        told=_("Stopped offering places"),
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.CloseHostForm",
        effect=_(
            "Every place is closed. Suggestions that are still open are called off, "
            "and a worker calls the people."
        ),
        done=_("No places are offered any more. Everything that has been can still be read."),
    )
    def close(self, *, on: date, reason: Any) -> None:
        self.stopped_because, self.stopped_words = reason, ""


class Workplace(models.Model):
    """An address where a host employer's work is done. closed_on: nothing new is offered there since."""

    host = models.ForeignKey(
        HostEmployer, on_delete=models.CASCADE, related_name="workplaces", db_index=False
    )
    name = models.CharField(_("name of the workplace"), max_length=120)
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    municipality = models.ForeignKey(
        "areas.Municipality", verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    directions = models.TextField(_("how to find the door"), blank=True, max_length=400)
    bus = models.CharField(_("bus"), max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    name_words = FoldedField(of=["name"])
    name_order = NameOrderField(of=["name"])

    class Meta:
        ordering = ["name_order", "id"]
        constraints = [models.UniqueConstraint(fields=["host", "name"], name="workplace_name_once")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person who acts for a host employer, from a day until a day; they may have asked to join."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    host = models.ForeignKey(HostEmployer, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("part"), max_length=10, choices=MemberRole.choices, default=MemberRole.CONTACT)
    valid_from = models.DateField(null=True, blank=True, help_text="Empty: has asked to join")
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "host"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.host}"
