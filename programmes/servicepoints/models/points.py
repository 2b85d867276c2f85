"""Where people are met: service points, their week, and the days that differ."""

from __future__ import annotations

from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from letters.fields import NameOrderField
from programmes.catalogue.models import Labelled
from programmes.servicepoints.codes import Help, Weekday, Why
from ui import formats

END_OF_DAY = time(0)


def check_help(codes: object) -> None:
    """A list of what one gets at the point, by code."""
    if not isinstance(codes, list) or set(codes) - set(Help.values):
        raise ValidationError(_("Choose from what is offered."))


class ServicePoint(Labelled):
    """A place, or a number to call, where a person gets help from the service face to face or from afar."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    municipality = models.ForeignKey(
        "areas.Municipality", verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    post_office = models.CharField(_("post office"), max_length=60, blank=True)
    lat = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    in_person = models.BooleanField(_("one can come there"), default=True)
    remote = models.BooleanField(_("help by telephone or video"), default=True)
    help_offered = models.JSONField(_("what one gets there"), default=list, validators=[check_help])
    languages = models.JSONField(
        _("languages"), default=list, help_text=_("Language codes, for example fi, sv, en")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    name_order = NameOrderField(of=["name_fi"])

    class Meta:
        ordering = ["name_order", "code"]
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(remote=True),
                name="service_point_reached_somehow",
                violation_error_message=_("A service point is visited, called, or both."),
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="service_point_coordinates_together",
                violation_error_message=_("Give both coordinates or neither."),
            ),
        ]


class OpeningHours(models.Model):
    """One stretch of the week in which a service point is open; a lunch break makes two of a day."""

    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="week")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("0.00 is the end of the day."))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(fields=["point", "weekday", "opens"], name="opening_hours_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_hours_weekday_known"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes=END_OF_DAY),
                name="opening_hours_in_order",
                violation_error_message=_("The closing time is before the opening time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%-H.%M}–{self.closes:%-H.%M}"


class HoursException(models.Model):
    """One day, or some days after each other, on which a point is shut or open at other hours, and why."""

    point = models.ForeignKey(
        ServicePoint,
        verbose_name=_("service point"),
        on_delete=models.CASCADE,
        related_name="exceptions",
    )
    on = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: one day"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: shut all day"))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    cancelled = models.BooleanField(_("open as usual after all"), default=False)
    why = models.CharField(_("why"), max_length=20, choices=Why.choices, blank=True)
    reason_fi = models.CharField(_("reason in Finnish"), max_length=120, blank=True)
    reason_sv = models.CharField(_("reason in Swedish"), max_length=120, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)
    reason_fi_simple = models.CharField(_("reason in Easy Finnish"), max_length=120, blank=True)

    class Meta:
        ordering = ["on"]
        verbose_name = _("days with other hours")
        verbose_name_plural = _("days with other hours")
        constraints = [
            models.UniqueConstraint(
                fields=["point", "on"], condition=Q(cancelled=False), name="hours_exception_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False)
                & (Q(closes__gt=F("opens")) | Q(closes=END_OF_DAY)),
                name="hours_exception_in_order",
                violation_error_message=_("Give both times in order, or neither when it is shut."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")),
                name="hours_exception_days_in_order",
                violation_error_message=_(
                    "The last day is before the first. Change one of them, or leave the last day empty."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(why="") | ~Q(reason_fi=""),
                name="hours_exception_has_a_reason",
                violation_error_message=_("Choose why, or write it in Finnish in your own words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} {self.reason_in_words}"

    @property
    def last(self) -> date:
        """The last day; of one day it is that day."""
        return self.until or self.on

    @property
    def days(self) -> str:
        """“24.12.2026” or “24.12.2026–6.1.2027”."""
        first = formats.day(self.on)
        return first if self.last == self.on else f"{first}–{formats.day(self.last)}"

    @property
    def reason_in_words(self) -> str:
        """Why, in the language of the page where it was given or is ready-made, else as it was typed."""
        language = (get_language() or "fi").replace("-", "_")
        return getattr(self, f"reason_{language}", "") or self.get_why_display() or self.reason_fi

    @property
    def reason(self) -> str:
        """Why, for a page: words that are Finnish on a page of another language say so."""
        told = self.reason_in_words
        return formats.typed(told) if told and told == self.reason_fi else told
