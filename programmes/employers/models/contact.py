"""Contacts with employers, and the hidden jobs that they bring to light."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letters.fields import FoldedField
from programmes.employers.models.host import HostEmployer
from programmes.employers.models.vacancy import Vacancy
from programmes.fields import EncryptedTextField
from workflow.models import new_reference

LONGEST_ABOUT = 2_000


class ContactKind(models.TextChoices):
    """How the employer was met."""

    VISIT = "visit", _("A visit")
    CALL = "call", pgettext_lazy("employer", "A call")
    EMAIL = "email", _("E-mail")
    EVENT = "event", _("At an event")


class EmployerContact(models.Model):
    """One contact with an employer, who may not be registered yet: then it has a name and a municipality.

    hidden_job: work came up that nobody had advertised. vacancy: the place that was made of it.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    host = models.ForeignKey(
        HostEmployer,
        verbose_name=_("host employer"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
    )
    name = models.CharField(_("employer"), max_length=200, blank=True)
    name_words = FoldedField(of=["name"])
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    on = models.DateField(_("day"), default=timezone.localdate)
    kind = models.CharField(_("how"), max_length=10, choices=ContactKind.choices)
    about = EncryptedTextField(_("what was agreed"), max_length=LONGEST_ABOUT, blank=True)
    hidden_job = models.BooleanField(_("a hidden job came up"), default=False)
    job = models.CharField(_("what work"), max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    vacancy = models.ForeignKey(
        Vacancy,
        verbose_name=_("the place made of it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
    )

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("contact with an employer")
        verbose_name_plural = _("contacts with employers")
        indexes = [
            models.Index(fields=["municipality", "on"], name="employer_contact_days"),
            models.Index(fields=["-on", "-id"], name="employer_contact_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="employer_contact_reference"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="employer_contact_known"),
            models.CheckConstraint(
                condition=Q(host__isnull=False) | ~Q(name=""),
                name="employer_contact_names_one",
                violation_error_message=_("Write the name of the employer."),
            ),
            models.CheckConstraint(
                condition=Q(vacancy=None) | Q(hidden_job=True), name="employer_contact_place_of_a_hidden_job"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} {self.on}"

    @property
    def employer(self) -> str:
        """The name of the employer, of one that is registered as it is called there."""
        return self.host.name if self.host is not None else self.name
