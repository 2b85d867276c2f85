"""Who may read what of an assessment until when, and the links by which an organisation answers."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.assessments.codes import BY_STATUTE, Basis, Item, Party, organisations
from programmes.assessments.models.assessment import LONGEST, WorkAbilityAssessment
from programmes.fields import EncryptedTextField
from workflow.forms import OnWord
from workflow.models import new_reference


class SharedItemQuerySet(models.QuerySet):
    """Rows of the ledger."""

    def in_force(self, on: date | None = None) -> SharedItemQuerySet:
        """Those by which somebody may read something on the day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(given_on__lte=day, valid_until__gte=day, ended_at=None)


class SharedItem(models.Model):
    """One line of the ledger: one organisation may read one item, by law or by permission, until a day.

    on_word: how a permission was given where a worker wrote it down. ended_at: from that moment on nothing is
    read by it, whatever its last day was.
    """

    assessment = models.ForeignKey(WorkAbilityAssessment, on_delete=models.CASCADE, related_name="shared")
    organisation = models.CharField(_("organisation"), max_length=20, choices=organisations)
    item = models.CharField(_("what it may read"), max_length=20, choices=Item.choices)
    basis = models.CharField(_("why"), max_length=10, choices=Basis.choices)
    given_on = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"))
    on_word = models.CharField(_("how it was given"), max_length=10, choices=OnWord.choices, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = SharedItemQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "item", "id"]
        verbose_name = _("shared item")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__in=[Party.COUNTY, Party.KELA, Party.OTHER]),
                name="shared_item_organisation_known",
            ),
            models.CheckConstraint(condition=Q(item__in=Item.values), name="shared_item_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="shared_item_basis_known"),
            models.CheckConstraint(
                condition=~Q(basis="statute") | Q(organisation__in=list(BY_STATUTE)),
                name="shared_item_by_law_with_its_parties",
                violation_error_message=_("The act names the county and Kela. Others need permission."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("given_on")), name="shared_item_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["assessment", "organisation", "item", "basis"],
                condition=Q(ended_at=None),
                name="shared_item_once",
                violation_error_message=_("This is shared with the organisation already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_organisation_display()}: {self.get_item_display()}"

    @property
    def stands(self) -> bool:
        """Whether something is read by it today."""
        return self.ended_at is None and self.given_on <= timezone.localdate() <= self.valid_until

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether it rests on permission and still stands."""
        return self.stands and self.basis == Basis.CONSENT


class PartnerLink(models.Model):
    """A way for one organisation to read what it may and to answer one question, without an account.

    The address is signed from the reference (`assessments.tokens`); whether it still holds says the row.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    assessment = models.ForeignKey(WorkAbilityAssessment, on_delete=models.CASCADE, related_name="links")
    organisation = models.CharField(_("organisation"), max_length=20, choices=organisations)
    step = models.ForeignKey(
        "programmes.AssessmentStep", on_delete=models.SET_NULL, null=True, blank=True, related_name="links"
    )
    question = EncryptedTextField(_("what is asked"), max_length=500)
    address = EncryptedTextField(_("e-mail"))
    language = models.CharField(max_length=10, default="fi")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField(_("until"))
    answer = EncryptedTextField(_("answer"), blank=True, max_length=LONGEST)
    answered_by = EncryptedTextField(_("who answered"), blank=True, max_length=120)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("link to an organisation")
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="partner_link_reference_once"),
            models.CheckConstraint(
                condition=Q(organisation__in=[Party.COUNTY, Party.KELA, Party.OTHER]),
                name="partner_link_organisation_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_organisation_display()} {self.made_at:%-d.%-m.%Y}"

    @property
    def participation(self) -> object:
        """Whose assessment it is about."""
        return self.assessment.participation

    @property
    def is_open(self) -> bool:
        """Whether an answer can still come by it, as far as the link itself goes."""
        return (
            self.closed_at is None and self.answered_at is None and timezone.localdate() <= self.valid_until
        )
