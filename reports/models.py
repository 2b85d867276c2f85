"""Goals, editions that were published, snapshots that were counted, money, and what the worker makes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.indicators import INDICATORS
from reports.made_models import Making
from reports.money_models import FundingRow, Spending

__all__ = ["Edition", "FundingRow", "Goal", "Making", "MonthTold", "MonthlyReport", "Snapshot", "Spending"]


class Goal(models.Model):
    """A target for one indicator, for all or one group, from a day until a day, and why it was set."""

    indicator = models.CharField(_("indicator"), max_length=4)
    by = models.CharField(_("breakdown"), max_length=30, blank=True)
    group = models.CharField(_("group"), max_length=40, blank=True)
    target = models.FloatField(_("target"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.TextField(_("why"), max_length=1000)

    class Meta:
        ordering = ["indicator", "by", "group", "-valid_from"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "by", "group", "valid_from"],
                name="goal_once_a_day",
                violation_error_message=_("There is already a goal from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="goal_dates_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(by="", group="") | (~Q(by="") & ~Q(group="")),
                name="goal_names_breakdown_and_group",
                violation_error_message=_("Give both a breakdown and a group, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.group} {self.target:g}"

    def clean(self) -> None:
        if self.indicator not in INDICATORS:
            raise ValidationError({"indicator": _("There is no such indicator.")})


class Edition(models.Model):
    """One set of figures that was published, as anyone may read it for ever.

    `document` is the JSON of the interface contract, byte for byte; `sha256` is over its figures and
    definitions. No row changes and none goes (database triggers): a correction is a new one that `replaces`
    the old.
    """

    name = models.CharField(_("name"), max_length=20, unique=True)
    period = models.CharField(_("period"), max_length=7)
    number = models.PositiveSmallIntegerField(_("number of the edition"))
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    figures = models.PositiveIntegerField(_("figures"))
    hidden = models.PositiveIntegerField(_("hidden figures"))
    sha256 = models.CharField(max_length=64)
    document = models.TextField()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="edition_once_a_number"),
            models.CheckConstraint(
                condition=Q(number=1, replaces=None) | Q(number__gt=1, replaces__isnull=False),
                name="edition_corrects_an_earlier_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardDay(models.Model):
    """A day on which the board met: what has changed is told since then."""

    on = models.DateField(_("day"), unique=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-on"]
        verbose_name = _("day of the board")
        verbose_name_plural = _("days of the board")

    def __str__(self) -> str:
        return f"{self.on}"


class MonthlyReport(models.Model):
    """A report of which a role hears every month that it can be read, until somebody stops it."""

    report = models.CharField(_("report"), max_length=40)
    role = models.CharField(_("role"), max_length=30)
    since = models.DateField(_("from"))
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["report", "role", "pk"]
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "role"], condition=Q(stopped_on=None), name="monthly_report_once_a_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.role}"


class MonthTold(models.Model):
    """A month of which everybody has been told that its reports can be read: once, by one machine."""

    month = models.DateField(_("month"), unique=True)
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["month"]
        verbose_name = _("month told")
        verbose_name_plural = _("months told")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Snapshot(models.Model):
    """Every figure of the whole area in one period, in every breakdown, as counted at a mark of the trail.

    `figures` are the lines of `reports.figures.Figure` as JSON, `definitions` what the JSON document says of
    each indicator: reading the words of four languages takes longer than the figures. It is a copy that can
    be made again: a new version of the service begins without any.
    """

    start = models.DateField()
    end = models.DateField()
    facts = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now=True)
    figures = models.TextField()
    definitions = models.TextField(default="{}")

    class Meta:
        ordering = ["start", "end"]
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")
        constraints = [models.UniqueConstraint(fields=["start", "end"], name="snapshot_once_a_period")]

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"
