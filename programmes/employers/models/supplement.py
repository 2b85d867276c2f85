"""The employment supplement: aid to a workplace for the wage of one place, and what else it has been granted.

Plain status fields, no machine (workflows.md). Sums are in euros.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.employers.models.host import HostEmployer, check_business_id
from workflow.models import new_reference


def euros_field(label: Any, **options: Any) -> models.DecimalField:
    """Euros and cents, never below nothing."""
    validators = [MinValueValidator(Decimal(0))]
    return models.DecimalField(label, max_digits=9, decimal_places=2, validators=validators, **options)


class SupplementStatus(models.TextChoices):
    """What became of an application."""

    SENT = "sent", pgettext_lazy("supplement", "To be decided")
    GRANTED = "granted", pgettext_lazy("supplement", "Granted")
    REFUSED = "refused", pgettext_lazy("supplement", "Not granted")
    TAKEN_BACK = "taken_back", pgettext_lazy("supplement", "Taken back")


class Duty(models.TextChoices):
    """What of an application waits for a worker."""

    DECIDE = "decide", _("Decide on the employment supplement")
    REGISTER = "register", _("Enter the aid in the central register")
    PAY = "pay", _("Pay an instalment of the employment supplement")


class Business(models.TextChoices):
    """Whether the work is part of a business: aid to it is then de minimis aid."""

    NONE = "none", _("No: nothing is sold on a market")
    BUSINESS = "business", _("Yes: business")
    PRIMARY = "primary", _("Yes: farming, fishing or fish farming itself")


TONES = {
    SupplementStatus.SENT: "info",
    SupplementStatus.GRANTED: "ok",
    SupplementStatus.REFUSED: "warn",
    SupplementStatus.TAKEN_BACK: "quiet",
}
OPEN = (SupplementStatus.SENT, SupplementStatus.GRANTED)


class SupplementApplication(models.Model):
    """One application for the supplement, tied to a placement: what the workplace told, what was decided.

    monthly, granted: euros a month and in all. counted_before, ceiling: what stood against the ceiling of de
    minimis aid when it was granted, where the work is business. due_on, waits_for: the next duty of a worker.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    placement = models.ForeignKey(
        "programmes.Placement", on_delete=models.PROTECT, related_name="supplements", db_index=False
    )
    host = models.ForeignKey(HostEmployer, on_delete=models.PROTECT, related_name="supplements")
    status = models.CharField(
        _("status"), max_length=10, choices=SupplementStatus.choices, default=SupplementStatus.SENT
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    monthly_wage = euros_field(_("wage costs a month, in euros"))
    other_support = euros_field(_("other support for this wage a month, in euros"), default=0)
    business = models.CharField(_("business"), max_length=10, choices=Business.choices)
    sent_on = models.DateField(_("sent"), default=timezone.localdate)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on_word = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    monthly = euros_field(_("euros a month"), null=True, blank=True)
    granted = euros_field(_("euros in all"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True, max_length=1000)
    counted_before = euros_field(_("de minimis aid before"), null=True, blank=True)
    ceiling = euros_field(_("ceiling of de minimis aid"), null=True, blank=True)
    register_by = models.DateField(_("entered in the register by"), null=True, blank=True)
    registered_on = models.DateField(_("entered in the register"), null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    waits_for = models.CharField(max_length=10, choices=Duty.choices, blank=True, default=Duty.DECIDE)

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = _("employment supplement")
        indexes = [
            models.Index(fields=["due_on", "id"], name="supplement_waits", condition=Q(due_on__isnull=False)),
            models.Index(fields=["placement", "status"], name="supplement_of_placement"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="supplement_reference_once"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(status__in=["granted", "sent"]),
                name="supplement_one_at_a_time",
                violation_error_message=_("There is already an application for this place."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=SupplementStatus.values), name="supplement_status_known"
            ),
            models.CheckConstraint(
                condition=Q(business__in=Business.values), name="supplement_business_known"
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="supplement_days_in_order"),
            models.CheckConstraint(
                condition=~Q(status="granted")
                | Q(decided_on__isnull=False, monthly__isnull=False, granted__isnull=False),
                name="supplement_granted_is_told",
            ),
            models.CheckConstraint(
                condition=~Q(status="granted", business="business")
                | Q(counted_before__isnull=False, ceiling__gte=F("counted_before") + F("granted")),
                name="supplement_under_the_ceiling",
                violation_error_message=_("This goes over the ceiling of de minimis aid."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} {self.from_on}"

    @property
    def participation(self) -> Any:
        """The time in the service of whose work the supplement is for."""
        return self.placement.participation

    @property
    def vacancy(self) -> Any:
        """The place where the work is done."""
        return self.placement.vacancy

    @property
    def is_de_minimis(self) -> bool:
        """Whether the aid counts against the ceiling."""
        return self.business == Business.BUSINESS

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return TONES[SupplementStatus(self.status)]


class SupplementInstalment(models.Model):
    """One of the two parts in which the supplement is paid, after the work that it is for.

    Needs the days of its months checked; the second a payslip too, which is looked at and not kept.
    """

    application = models.ForeignKey(
        SupplementApplication, on_delete=models.CASCADE, related_name="instalments", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("number"))
    until_on = models.DateField(_("for work until"))
    due_on = models.DateField(_("to be paid by"))
    planned = euros_field(_("planned, in euros"))
    asked_on = models.DateField(_("payslip asked for"), null=True, blank=True)
    payslip_seen_on = models.DateField(_("payslip seen"), null=True, blank=True)
    paid_on = models.DateField(_("paid"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    paid = euros_field(_("paid, in euros"), null=True, blank=True)

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="instalment_once"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="instalment_number_known"),
            models.CheckConstraint(
                condition=Q(paid=None, paid_on=None) | Q(paid__isnull=False, paid_on__isnull=False),
                name="instalment_paid_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"


class LinkedUndertaking(models.Model):
    """Another business id that is one undertaking with the host employer's, as it has told."""

    host = models.ForeignKey(
        HostEmployer, on_delete=models.CASCADE, related_name="linked_undertakings", db_index=False
    )
    business_id = models.CharField(_("business id"), max_length=9, validators=[check_business_id])
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        ordering = ["host", "business_id"]
        indexes = [models.Index(fields=["business_id"], name="undertaking_business_id")]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "business_id"],
                name="undertaking_once",
                violation_error_message=_("This business id has been told already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.business_id}"


class OtherAid(models.Model):
    """De minimis aid that somebody else has granted the undertaking, as the host employer has told."""

    host = models.ForeignKey(HostEmployer, on_delete=models.CASCADE, related_name="other_aid")
    business_id = models.CharField(_("business id"), max_length=9, validators=[check_business_id])
    granter = models.CharField(_("who granted it"), max_length=120)
    granted_on = models.DateField(_("granted"))
    euros = euros_field(_("euros"))

    class Meta:
        ordering = ["-granted_on", "-id"]

    def __str__(self) -> str:
        return f"{self.granter} {self.granted_on}"
