"""Money: what the area is given and loses, and what it spends. No row changes and none goes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FundingRow(models.Model):
    """One dated sum: a budget, a change against the level before, or the funding of a project.

    code: of a row that came with the data of the area; None for one that a manager entered. A row that was
    wrong is followed by one that `replaces` it. percent, support: how much of a project others pay, as it
    was stated; a sum that was stated is never counted from the percent.
    """

    class Kind(models.TextChoices):
        """What the sum is."""

        BUDGET = "budget", _("Budget")
        CHANGE = "change", _("Change against the level before")
        PROJECT = "project", _("Project")

    class Standing(models.TextChoices):
        """How sure it is."""

        VERIFIED = "verified", _("verified")
        FOUNDING = "founding", _("from the founding document")
        UNVERIFIED = "unverified", _("not verified")

    code = models.CharField(max_length=60, unique=True, null=True, blank=True)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name of the project"), max_length=120, blank=True)
    valid_from = models.DateField(_("first day"))
    valid_until = models.DateField(_("last day"))
    euros = models.DecimalField(_("euros"), max_digits=14, decimal_places=2)
    percent = models.DecimalField(
        _("support, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    support = models.DecimalField(_("support, euros"), max_digits=14, decimal_places=2, null=True, blank=True)
    standing = models.CharField(_("how sure"), max_length=12, choices=Standing.choices)
    source = models.CharField(_("source"), max_length=300)
    why = models.CharField(_("why"), max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        ordering = ["kind", "valid_from", "pk"]
        verbose_name = _("row of the budget")
        verbose_name_plural = _("rows of the budget")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="funding_days_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(kind="change") | Q(euros__gt=0),
                name="funding_more_than_nothing",
                violation_error_message=_("Give a sum of more than nothing; only a change can be a minus."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="project") & ~Q(name=""))
                | (~Q(kind="project") & Q(percent=None, support=None, name="")),
                name="funding_support_of_a_project",
                violation_error_message=_("A project has a name; a name and support are those of a project."),
            ),
            models.CheckConstraint(
                condition=(Q(percent=None) | Q(percent__gte=0, percent__lte=100))
                & (Q(support=None) | Q(support__gte=0, support__lte=F("euros"))),
                name="funding_support_within_the_sum",
                violation_error_message=_("The support is at most the whole sum, and at most 100 percent."),
            ),
            models.UniqueConstraint(
                fields=["kind", "name", "valid_from"],
                condition=Q(replaces=None),
                name="funding_row_once_a_day",
                violation_error_message=_("There is already a row from this day: replace that one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.get_kind_display()} {self.valid_from.year}"


class Spending(models.Model):
    """Euros that were spent in a month on something of a kind, or a correction of what was entered before.

    A month and kind is entered once; every row after that is a correction, with a plus or a minus and the
    reason. What was spent is the sum of the rows.
    """

    month = models.DateField(_("month"), help_text=_("The first day of the month."))
    kind = models.ForeignKey(
        "areas.SpendingKind", on_delete=models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    euros = models.DecimalField(_("euros"), max_digits=12, decimal_places=2)
    is_correction = models.BooleanField(default=False)
    why = models.CharField(_("why"), max_length=500, blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        ordering = ["month", "kind", "pk"]
        verbose_name = _("spending")
        verbose_name_plural = _("spending")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "kind"],
                condition=Q(is_correction=False),
                name="spending_once_a_month_and_kind",
                violation_error_message=_("This kind is entered for the month already: correct it."),
            ),
            models.CheckConstraint(
                condition=Q(is_correction=False, euros__gte=0)
                | (Q(is_correction=True) & ~Q(why="") & ~Q(euros=0)),
                name="spending_minus_only_with_a_reason",
                violation_error_message=_("Only a correction can be a minus, and it has a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind_id} {self.euros}"

    def clean(self) -> None:
        if self.month and self.month.day != 1:
            raise ValidationError({"month": _("A month is kept by its first day.")})
