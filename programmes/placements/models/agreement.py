"""What is signed: one version of an agreement, and the signatures under it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models import AgreementKind
from programmes.participants.models import FileKind
from programmes.placements.codes import ContactField, Party
from programmes.placements.models.placement import Placement
from workflow.models import new_reference


class Agreement(models.Model):
    """One version of the agreement of a placement, exactly as it was given to sign.

    void: its signatures do not hold. changed: what is otherwise than in the version before, by the names of
    the content. replaced_on: from that day another version is in force. moved_start_on: the last signature
    came after the agreed start, and the start was moved to this day.
    """

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="agreements", db_index=False
    )
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=AgreementKind.choices, default=AgreementKind.THREE_PARTY)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    decided_on = models.DateField(_("decision made on"), null=True, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    void = models.BooleanField(default=False)
    changed = models.JSONField(default=list, blank=True)
    replaced_on = models.DateField(null=True, blank=True)
    moved_start_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["placement", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "version"], name="agreement_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.placement} v{self.version}"


class ContactMend(models.Model):
    """A mistake in the contact data of a version that was mended beside it: what was signed stays."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="mends")
    field = models.CharField(max_length=20, choices=ContactField.choices)
    was = models.CharField(max_length=200, blank=True)
    now = models.CharField(_("right is"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["agreement", "at", "id"]

    def __str__(self) -> str:
        return f"{self.agreement} {self.field}"


class SignedPaper(models.Model):
    """A version that was signed on paper, as it was scanned: the file lies sealed in the private store.

    signed_on: the day of the last signature on it. sha256: the fingerprint of the file as it is opened.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="papers")
    signed_on = models.DateField(_("signed on paper"))
    file = models.CharField(max_length=100)
    file_kind = models.CharField(max_length=20, choices=FileKind.choices)
    file_size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["agreement", "kept_at", "id"]
        verbose_name = _("scan of a signed agreement")
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="signed_paper_reference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.signed_on:%-d.%-m.%Y}"


class Signature(models.Model):
    """One party's signature under one version of an agreement; paper: the scan on which it stands."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="signatures", db_index=False
    )
    party = models.CharField(max_length=12, choices=Party.choices)
    name = models.CharField(max_length=160)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(default=timezone.now)
    on_word = models.CharField(max_length=20, blank=True)
    paper = models.ForeignKey(
        SignedPaper, on_delete=models.SET_NULL, null=True, blank=True, related_name="signatures"
    )

    class Meta:
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="signature_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.name}"
