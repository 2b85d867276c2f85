"""The person whom the service is for."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from letters.fields import FoldedField, PersonOrderField, PhoneKeyField
from programmes.fields import EncryptedTextField
from programmes.participants.codes import ContactChannel, Gender
from workflow.models import new_reference


class NotMerged(models.Manager["Participant"]):
    """People, but for records that were joined with another one."""

    def get_queryset(self) -> models.QuerySet[Participant]:
        return super().get_queryset().filter(merged_into=None)


class Participant(models.Model):
    """A person whom the service is for. No identity code, no diagnosis: what the programme needs, no more.

    merged_into: the record of the same person with which this one was joined; it is found by `everything`
    alone, and tells nothing of the person any more (`programmes.merging`).
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="participant"
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    birth_date = models.DateField(_("date of birth"))
    gender = models.CharField(_("gender"), max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    municipality = models.ForeignKey(
        "areas.Municipality", verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    street_address = EncryptedTextField(_("street address"), blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    post_office = models.CharField(_("post office"), max_length=60, blank=True)
    language = models.CharField(_("mother tongue"), max_length=3, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_channel = models.CharField(
        _("how to reach"), max_length=10, choices=ContactChannel.choices, default=ContactChannel.WORKER
    )
    emergency_name = EncryptedTextField(_("who is called if something happens"), blank=True, max_length=120)
    emergency_phone = EncryptedTextField(_("their telephone"), blank=True, max_length=30)
    message_choices = models.JSONField(_("how each kind of message comes"), default=dict, blank=True)
    restricted = models.BooleanField(_("protected address"), default=False)
    partial_work_ability = models.BooleanField(
        _("work needs shaping to fit the person"), null=True, blank=True
    )
    foreign_background = models.BooleanField(_("foreign background"), null=True, blank=True)
    education_level = models.PositiveSmallIntegerField(
        _("education level (ISCED)"), null=True, blank=True, validators=[MaxValueValidator(8)]
    )
    deceased_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        db_index=False,
    )
    name_words = FoldedField(of=["last_name", "first_name"])
    name_order = PersonOrderField(of=["last_name", "first_name"])
    phone_key = PhoneKeyField(of=["phone"])

    objects = NotMerged()
    everything: models.Manager[Participant] = models.Manager()

    class Meta:
        ordering = ["name_order", "id"]
        indexes = [
            models.Index(fields=["name_order", "id"], name="participant_name"),
            models.Index(fields=["birth_date"], name="participant_birth_date"),
            models.Index(fields=["phone_key"], name="participant_phone"),
            models.Index(fields=["email"], name="participant_email"),
            models.Index(
                fields=["merged_into"],
                name="participant_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["reference"], name="participant_reference_once")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def clean(self) -> None:
        """The e-mail address stands in one form: it is compared when somebody comes in by it."""
        self.email = folded(self.email)

    @property
    def short_name(self) -> str:
        """First name and the first letter of the last: enough for a list."""
        return f"{self.first_name} {self.last_name[:1]}."
