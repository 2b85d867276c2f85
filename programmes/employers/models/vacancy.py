"""An open place at a workplace, from a draft until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField

from letters.fields import FoldedField
from programmes.employers.codes import MIN_DEMANDS
from programmes.employers.models.host import HostEmployer, Workplace
from programmes.employers.states import (
    NOT_CLOSED,
    TURNED_AWAY,
    VACANCY_FACTS,
    HostState,
    VacancyFacts,
    VacancyState,
)
from programmes.facts import TO_THE_HOST
from programmes.fields import weekly_hours_field
from programmes.verbs import verb
from ui import formats
from workflow.models import StateRow
from workflow.steps import guard

OPEN_DAYS = 90
RENEWED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Missing:
    """One thing that a place must tell before it is checked: in words, and where in the editor it is told."""

    field: str
    step: str
    words: Any

    def __str__(self) -> str:
        return str(self.words)


NEEDED = (
    Missing("title", "task", pgettext_lazy("of a job", "title")),
    Missing("tasks", "task", _("what one does")),
    Missing("occupation_group", "task", _("occupation")),
    Missing("street_address", "where", _("street address")),
    Missing("start_from_on", "where", _("start")),
    Missing("weekly_hours_min", "hours", _("hours a week, at least")),
    Missing("weekly_hours_max", "hours", _("hours a week, at most")),
    Missing("demands", "demands", _("five things the work asks")),
    Missing("guide", "support", _("guide at the workplace")),
    Missing("programme_types", "support", _("types of service")),
)


@guard(_("The host employer has not been checked yet. Check it first."))
def host_verified(vacancy: Vacancy) -> bool:
    """Only a verified host's places are published."""
    return vacancy.host.state == HostState.VERIFIED


@guard(_("The workplace is on hold or has stopped: nothing new begins there. See its page for the reason."))
def host_takes_people(row: Any) -> bool:
    """A place is open, and somebody new begins there, while its host is not stopped; a group has no host."""
    place = row if isinstance(row, Vacancy) else row.vacancy
    return place is None or place.host.state not in TURNED_AWAY


class Vacancy(StateRow):
    """An open place at a workplace, with one or more seats."""

    state = FSMField(default=VacancyState.DRAFT, choices=VacancyState.choices, protected=True)
    host = models.ForeignKey(HostEmployer, on_delete=models.PROTECT, related_name="vacancies")
    workplace = models.ForeignKey(
        Workplace, verbose_name=_("workplace"), on_delete=models.PROTECT, null=True, blank=True
    )
    title = models.CharField(pgettext_lazy("of a job", "title"), max_length=120)
    tasks = models.TextField(_("what one does"), blank=True, max_length=2000)
    occupation_group = models.ForeignKey(
        "areas.OccupationGroup",
        verbose_name=_("occupation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    directions = models.TextField(_("how to find the door"), blank=True, max_length=400)
    bus = models.CharField(_("bus"), max_length=200, blank=True)
    weekly_hours_min = weekly_hours_field(_("hours a week, at least"), most="60")
    weekly_hours_max = weekly_hours_field(_("hours a week, at most"), most="60")
    daily_hours = models.CharField(_("hours of the day"), max_length=60, blank=True)
    graded_hours = models.BooleanField(_("hours can begin small and grow"), default=False)
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=1, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    start_from_on = models.DateField(_("can start from"), null=True, blank=True)
    start_until_on = models.DateField(_("can start until"), null=True, blank=True)
    demands = models.JSONField(_("what the work asks"), default=dict, blank=True)
    language_levels = models.JSONField(_("languages that the work needs"), default=dict, blank=True)
    skills = models.JSONField(_("skills that the work needs"), default=list, blank=True)
    adjustments = models.JSONField(_("how the work can be shaped"), default=list, blank=True)
    guide = models.CharField(_("guide at the workplace"), max_length=120, blank=True)
    clothes = models.CharField(_("clothes"), max_length=200, blank=True)
    lunch = models.CharField(_("lunch"), max_length=200, blank=True)
    lift_offered = models.BooleanField(_("a ride can be arranged"), default=False)
    programme_types = models.ManyToManyField(
        "programmes.ProgrammeType", verbose_name=_("types of service"), blank=True, related_name="vacancies"
    )
    displaces_nobody = models.BooleanField(default=False)
    additional_on = models.DateField(
        _("nobody of its own is displaced, says the workplace"), null=True, blank=True
    )
    safety_induction = models.CharField(max_length=200, blank=True)
    change_wanted = models.TextField(_("what to change"), blank=True, max_length=1000)
    opened_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    monthly_quota = models.PositiveSmallIntegerField(
        _("people a month, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.ForeignKey("programmes.ReasonCode", on_delete=models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    title_words = FoldedField(of=["title"])

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name = _("vacancy")
        indexes = [
            models.Index(fields=["municipality", "state"], name="vacancy_municipality"),
            models.Index(fields=["state"], name="vacancy_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=VacancyState.values), name="vacancy_state_known"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="vacancy_has_seats"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")) | Q(opened_on=None),
                name="vacancy_dates_in_order",
                violation_error_message=_("The place is closed before it is opened."),
            ),
        ]

    @property
    def facts(self) -> VacancyFacts:
        """What the state means, to whom."""
        return VACANCY_FACTS[self.state]

    @property
    def out_of_date(self) -> bool:
        """Whether the last day for which the place was open has passed; nobody has renewed it."""
        last = self.valid_until
        return self.state == VacancyState.OPEN and last is not None and last < timezone.localdate()

    @property
    def may_be_renewed(self) -> bool:
        """Whether its last day is near or has passed: an early press would only pile days up."""
        if self.state == VacancyState.EXPIRED or self.valid_until is None:
            return True
        return self.valid_until <= timezone.localdate() + RENEWED_WITHIN

    @property
    def tone_to_host(self) -> str:
        """The colour of the state's tag on the host's own list."""
        return self.facts.tone_for(TO_THE_HOST)

    @property
    def state_told(self) -> Any:
        """The state as staff and host read it: an open place whose day has passed is out of date."""
        return VacancyState.EXPIRED.label if self.out_of_date else self.get_state_display()

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A bundle's hours are taken as they come; what is typed here must be in order."""
        least, most = self.weekly_hours_min, self.weekly_hours_max
        if least is not None and most is not None and most < least:
            raise ValidationError({"weekly_hours_max": _("The most hours are fewer than the least.")})

    @property
    def place(self) -> str:
        """Where the work is: the workplace's name, or the host's."""
        return self.workplace.name if self.workplace else self.host.name

    @verb(
        [VacancyState.DRAFT, VacancyState.RETURNED],
        VacancyState.SUBMITTED,
        label=_("Send to be checked"),
        past="submitted",
        told=_("Sent to be checked"),
        record=("is_additional",),
        undo=True,
        form="programmes.employers.forms.SubmitVacancyForm",
        done=_("The place is sent. A worker reads it within three working days."),
    )
    def submit(self, *, on: date, is_additional: bool = False) -> None:
        """is_additional: the host has answered that nobody of its own is displaced."""
        self.check_complete()
        self.additional_on = on if is_additional else None

    @verb(
        [VacancyState.SUBMITTED, VacancyState.DRAFT],
        VacancyState.OPEN,
        label=_("Publish"),
        past="published",
        told=_("Published"),
        mark=("check", "ok"),
        day="opened_on",
        undo=True,
        form="programmes.employers.forms.PublishVacancyForm",
        done=_("The place is open."),
        conditions=[host_verified],
    )
    def publish(self, *, on: date, displaces_nobody: bool, safety_induction: str) -> None:
        self.check_complete()
        self.displaces_nobody, self.safety_induction = displaces_nobody, safety_induction
        self.opened_on, self.valid_until, self.change_wanted = on, on + timedelta(days=OPEN_DAYS), ""
        self.warned_days = None

    @verb(
        VacancyState.SUBMITTED,
        VacancyState.RETURNED,
        label=_("Ask for a change"),
        past="returned",
        told=_("A change was asked for"),
        undo=True,
        tone="quiet",
        form="programmes.employers.forms.ReturnVacancyForm",
        done=_("The host is asked for a change."),
    )
    def return_vacancy(self, *, on: date, change_wanted: str) -> None:
        self.change_wanted = change_wanted

    @verb(
        VacancyState.OPEN,
        VacancyState.PAUSED,
        label=_("Pause the place"),
        past="paused",
        told=_("The place was paused"),
        record=("paused_until", "quota"),
        undo=True,
        tone="quiet",
        form="programmes.employers.forms.PauseVacancyForm",
        effect=_(
            "The place leaves the public pages until the day and comes back by itself. "
            "With the people who are on their way nothing changes."
        ),
        done=_("The place is paused. It opens by itself on the day."),
    )
    def pause(self, *, on: date, paused_until: date | None, **_told: Any) -> None:
        """The dated row of the pause is made by the service. No day: until the hold of its host ends."""
        self.paused_until = paused_until

    @verb(
        VacancyState.PAUSED,
        VacancyState.OPEN,
        label=_("Open the place again"),
        past="resumed",
        told=_("The place is open again"),
        undo=True,
        unattended=True,
        form="programmes.employers.forms.PlainVacancyForm",
        done=_("The place is open."),
        conditions=[host_takes_people],
    )
    def resume(self, *, on: date) -> None:
        """The dated row of the pause is ended by the service."""
        self.paused_until = None

    @verb(
        [VacancyState.OPEN, VacancyState.EXPIRED],
        VacancyState.OPEN,
        label=_("Renew for 90 days"),
        past="renewed",
        told=_("The place was renewed"),
        record=("valid_until",),
        undo=True,
        unattended=True,
        tone="quiet",
        fits=lambda vacancy: vacancy.may_be_renewed,
        form="programmes.employers.forms.PlainVacancyForm",
        done=_("The place is open for 90 days more."),
        otherwise={VacancyState.EXPIRED: {"tone": "primary"}},
        conditions=[host_takes_people],
    )
    def renew(self, *, on: date, valid_until: date | None = None) -> None:
        """Ninety days more from the day on which it would end, or from today where that has passed."""
        if not self.may_be_renewed:
            raise ValidationError(
                _("The place is open until %(day)s: it can be renewed in the last two weeks before that.")
                % {"day": formats.day(self.valid_until)}
            )
        self.valid_until = max(self.valid_until or on, on) + timedelta(days=OPEN_DAYS)
        self.warned_days = None

    @verb(
        VacancyState.OPEN,
        VacancyState.EXPIRED,
        label=_("The day of the place has passed"),
        past="expired",
        told=_("The day of the place passed, nobody renewed it"),
        mark=("flag", "warn"),
        on_page=False,
        unattended=True,
    )
    def expire(self, *, on: date) -> None:
        """It leaves the public pages; the host can renew it with one press."""

    @verb(
        NOT_CLOSED,
        VacancyState.CLOSED,
        label=_("Close the place"),
        past="closed",
        told=_("Closed"),
        day="closed_on",
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.CloseVacancyForm",
        effect=_("Suggestions that are still open are called off, and a worker calls the people."),
        done=_("The place is closed."),
        otherwise={
            VacancyState.DRAFT: {
                "label": _("Remove the draft"),
                "effect": _("Nobody has seen the draft. It is not used any more."),
                "done": _("The draft is removed."),
            }
        },
    )
    def close(self, *, on: date, reason: Any) -> None:
        self.closed_on = max(on, self.opened_on) if self.opened_on else on
        self.close_reason = reason

    def missing(self) -> list[Missing]:
        """What must still be told before the place can be checked, in the order of the editor's steps."""
        told = {
            "title": self.title,
            "tasks": self.tasks,
            "occupation_group": self.occupation_group_id,
            "street_address": self.street_address,
            "start_from_on": self.start_from_on,
            "weekly_hours_min": self.weekly_hours_min,
            "weekly_hours_max": self.weekly_hours_max,
            "demands": len(self.demands) >= MIN_DEMANDS,
            "guide": self.guide,
            "programme_types": self.pk and self.programme_types.exists(),
        }
        return [one for one in NEEDED if not told[one.field]]

    def check_complete(self) -> None:
        """Raises ValidationError, naming what is still missing."""
        if missing := self.missing():
            raise ValidationError(
                _("Still missing: %(what)s.") % {"what": ", ".join(str(one) for one in missing)}
            )


class VacancyPause(models.Model):
    """One time in which an open place was paused: from a day until the day on which it opened again."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="pauses", db_index=False)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    by_quota = models.BooleanField(default=False)

    class Meta:
        ordering = ["vacancy", "from_on", "id"]
        indexes = [models.Index(fields=["vacancy", "from_on"], name="pause_of_vacancy")]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy"], condition=Q(until_on=None), name="vacancy_pause_one_lasts"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="vacancy_pause_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} {self.from_on}"
