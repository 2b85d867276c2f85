"""What the area offers: types of service with dated rules, services, groups, reasons, parameters of law."""

from __future__ import annotations

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workflow.models import new_reference


class Labelled(models.Model):
    """A row with a name in the four languages; a missing one falls to Finnish."""

    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_fi_simple = models.CharField(_("name in Easy Finnish"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.in_language("name")

    def in_language(self, words: str) -> str:
        """The words in the language of the page; Finnish where that language has none."""
        language = (get_language() or "fi").replace("-", "_")
        return getattr(self, f"{words}_{language}", "") or getattr(self, f"{words}_fi")


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day until a day."""

    def valid_on(self, on: date | None = None) -> DatedQuerySet:
        """Those that hold on the day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """A row that holds from a day until a day."""

    valid_from = models.DateField(_("from"), default=date(2020, 1, 1))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class AnswerEffect(models.TextChoices):
    """What a no can lead to (words.md section 6)."""

    VOLUNTARY = "voluntary", _("Voluntary")
    IN_PLAN = "in_plan", _("Agreed in the employment plan")
    JOB = "job", _("Paid work")


class AgreementKind(models.TextChoices):
    """Where the agreement is made."""

    THREE_PARTY = "three_party", _("Signed here by three parties")
    EXTERNAL = "external_recorded", _("Made elsewhere, recorded here")


class ProgrammeType(Labelled):
    """A type of service, such as work try-out. What law says of it is in its dated rules."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("type of service")
        verbose_name_plural = _("types of service")


class ProgrammeTypeRule(Dated):
    """What holds for one type of service from a day until a day, with its source."""

    programme_type = models.ForeignKey(
        ProgrammeType, on_delete=models.CASCADE, related_name="rules", verbose_name=_("type of service")
    )
    paid = models.BooleanField(_("an employment relationship with wage"), default=False)
    answer_effect = models.CharField(
        _("what a no can lead to"),
        max_length=10,
        choices=AnswerEffect.choices,
        default=AnswerEffect.VOLUNTARY,
    )
    agreement_kind = models.CharField(
        _("where the agreement is made"),
        max_length=20,
        choices=AgreementKind.choices,
        default=AgreementKind.THREE_PARTY,
    )
    area_signs = models.BooleanField(_("the employment area signs too"), default=True)
    weekly_hours_max = models.DecimalField(
        _("hours a week at most"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    duration_months_max = models.PositiveSmallIntegerField(_("months at most"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)

    class Meta:
        ordering = ["programme_type", "-valid_from"]
        verbose_name = _("rule of a type of service")
        verbose_name_plural = _("rules of the types of service")
        constraints = [
            models.UniqueConstraint(
                fields=["programme_type", "valid_from"],
                name="type_rule_once_a_day",
                violation_error_message=_("There is already a rule of this type from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="type_rule_dates_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_type} {self.valid_from}"


class CoachingEnvironment(Labelled):
    """A municipality's own place where one can practise work: a workshop, a kitchen, a team outdoors."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    municipality = models.ForeignKey(
        "areas.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    class Meta:
        ordering = ["name_fi"]
        verbose_name = _("coaching environment")
        verbose_name_plural = _("coaching environments")


class Programme(Labelled):
    """A service that a person can be in: a type of service, run in one municipality or in all."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    programme_type = models.ForeignKey(
        ProgrammeType,
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("type of service"),
    )
    municipalities = models.ManyToManyField(
        "areas.Municipality",
        blank=True,
        related_name="+",
        verbose_name=_("municipalities"),
        help_text=_("Empty: the whole area"),
    )
    weekly_hours_min = models.DecimalField(
        _("hours a week at least"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    weekly_hours_max = models.DecimalField(
        _("hours a week at most"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    duration_weeks = models.PositiveSmallIntegerField(_("weeks"), null=True, blank=True)
    languages = models.JSONField(
        _("languages"), default=list, help_text=_("Language codes, for example fi, sv, en")
    )
    contact_name = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("runs now"), default=True)

    class Meta:
        ordering = ["programme_type__position", "code"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(weekly_hours_min=None)
                | Q(weekly_hours_max=None)
                | Q(weekly_hours_min__lte=F("weekly_hours_max")),
                name="programme_hours_in_order",
                violation_error_message=_("The least hours are more than the most."),
            )
        ]


class IntakeStatus(models.TextChoices):
    """Where a group stands; full is worked out from its seats."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CANCELLED = "cancelled", _("Cancelled")
    FINISHED = "finished", _("Finished")


class Intake(models.Model):
    """One group of a service that starts on a day in a municipality, with seats."""

    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("service"),
    )
    environment = models.ForeignKey(
        CoachingEnvironment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("coaching environment"),
    )
    municipality = models.ForeignKey(
        "areas.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    language = models.CharField(_("language"), max_length=3, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=IntakeStatus.choices, default=IntakeStatus.OPEN
    )

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="intake_has_seats",
                violation_error_message=_("A group has at least one seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme or self.municipality} {self.starts_on:%-d.%-m.%Y}"

    @property
    def title(self) -> str:
        """What the group is called on the page."""
        return str(self.programme) if self.programme else str(self.municipality)


class ReasonCode(Labelled, Dated):
    """A reason that a negative or early end takes, and what the other party reads."""

    machine = models.CharField(_("of what"), max_length=20)
    transition = models.CharField(_("act"), max_length=30)
    code = models.SlugField(_("code"), max_length=40)
    told_fi = models.CharField(_("what the other party reads, in Finnish"), max_length=200, blank=True)
    told_sv = models.CharField(_("what the other party reads, in Swedish"), max_length=200, blank=True)
    told_en = models.CharField(_("what the other party reads, in English"), max_length=200, blank=True)
    told_fi_simple = models.CharField(
        _("what the other party reads, in Easy Finnish"), max_length=200, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        ordering = ["machine", "transition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["machine", "transition", "code", "valid_from"], name="reason_once"
            )
        ]
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    @property
    def told(self) -> str:
        """What the other party reads, in the language of the page; empty where they are told nothing."""
        return self.in_language("told")


class Parameter(Dated):
    """A number that law or our own rule sets, with its source: deadlines, limits, money."""

    code = models.SlugField(_("code"), max_length=60)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verified = models.BooleanField(_("checked against the law"), default=False)

    class Meta:
        ordering = ["code", "-valid_from"]
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="parameter_once_a_day",
                violation_error_message=_("There is already a value from this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value} {self.unit}"
