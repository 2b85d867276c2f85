"""What an agreement asks: its terms, and the signatures under them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.selectors import may_be_external, rule_on
from programmes.participants.forms import told_freely
from programmes.placements.agreements import current_agreement, unsigned_parties
from programmes.placements.codes import Party
from programmes.placements.dated import Steps, hours_now, steps_ahead, steps_of
from programmes.placements.forms.first_terms import proposed_terms
from programmes.placements.limits import Beyond, beyond
from programmes.placements.models import Placement
from programmes.placements.policies import parties_for, signs_for_itself
from programmes.placements.presentation import hours_words
from programmes.placements.selectors import rule_of
from programmes.placements.states import RUNNING
from typed.meanwhile import Standing
from ui.forms import ClockField, DateField, mark_at_times, short_ticks
from workflow.forms import OnWord, TransitionForm


def hours_that_fit(placement: Placement) -> str:
    """The hours of the person and of the place side by side: within them hours are agreed."""
    place = placement.vacancy or placement.intake.programme  # type: ignore[union-attr]
    spans = [
        (_("The person: %(hours)s"), placement.participation),
        (_("The place: %(hours)s"), place),
    ]
    told = ((words, hours_words(row.weekly_hours_min, row.weekly_hours_max)) for words, row in spans if row)
    return ". ".join(str(words) % {"hours": hours} for words, hours in told if hours)


def plain_hours(hours: Decimal | None) -> Decimal | int | None:
    """Full hours without a decimal, as a person writes them in a field."""
    return int(hours) if hours is not None and hours == int(hours) else hours


STEPS = (1, 2, 3)
SIGNED_BY = [choice for choice in OnWord.choices if choice[0] != OnWord.PHONE]


def _hours(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=1, max_value=60, decimal_places=1)


class IssueAgreementForm(Standing, TransitionForm):
    """The terms that all parties sign."""

    takes_theirs_unread = False

    starts_on = DateField(label=_("Starts"), away=14, years=(-1, 2))
    ends_on = DateField(label=_("Ends"), away=100)
    weekly_hours = forms.DecimalField(label=_("Hours a week"), min_value=1, max_value=60, decimal_places=1)
    work_days = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        coerce=int,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        required=False,
        widget=short_ticks(),
        help_text=_("If they are agreed, they stand in the person's calendar."),
    )
    day_begins = ClockField(label=_("Work begins at"), required=False)
    guide = forms.CharField(label=_("Guide at the workplace"), max_length=120)
    tasks = forms.CharField(label=_("Tasks"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    aim = forms.CharField(
        label=_("Aim"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Agree on the words with the person: all who sign read them, the workplace too."),
    )
    insurance = forms.CharField(
        label=_("Insurance"), max_length=200, help_text=_("Who insures, in plain words.")
    )
    step_1_on = DateField(
        label=_("Hours that grow: from"),
        required=False,
        away=42,
        help_text=_("Only where the hours change on the way. Leave empty what is not needed."),
    )
    step_1_hours = _hours(_("Hours a week from then on"))
    step_2_on = DateField(label=_("Second step: from"), required=False, away=70)
    step_2_hours = _hours(_("Hours a week from the second step on"))
    step_3_on = DateField(label=_("Third step: from"), required=False, away=98)
    step_3_hours = _hours(_("Hours a week from the third step on"))
    interpreter_offered = forms.BooleanField(
        label=_("An interpreter has been offered for reading the agreement"), required=False
    )
    decided_on = DateField(label=_("Decision made on"), required=False, away=-7, future=False)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    beyond_reason = told_freely(
        _("Why you agree beyond the limit"),
        help_text=_("The manager reads this in a list of such agreements. No health data."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        participation, vacancy = obj.participation, obj.vacancy
        kwargs["initial"] = {
            **_as_proposed(obj),
            "guide": obj.guide,
            "tasks": obj.tasks_shown or (vacancy.tasks if vacancy else ""),
            **_as_it_stands(obj),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, **kwargs)
        self.running = obj.state in RUNNING and obj.starts_on is not None
        if self.running:
            del self.fields["starts_on"]
        self.fields["weekly_hours"].help_text = hours_that_fit(obj)
        mark_at_times(self, *(f"step_{number}_{part}" for number in STEPS for part in ("on", "hours")))
        if not participation.interpreter_needed:
            del self.fields["interpreter_offered"]
        if not self.is_bound:
            del self.fields["beyond_reason"]  # asked for only where a limit is met
        if not may_be_external(obj.programme_type):
            del self.fields["decided_on"], self.fields["decision_number"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts = self.obj.starts_on if self.running else values.get("starts_on")
        ends = values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end is before the start."))
        if ends and ends < timezone.localdate():
            self.add_error("ends_on", _("The end has already passed."))
        if starts and starts < timezone.localdate() and not self.running:
            self.add_error(
                "starts_on", _("The agreement is made before the start: give today or a later day.")
            )
        if not starts:
            self._ask_no_reason(values)
            return values
        self.steps = self._checked_steps(values, starts, ends)
        self._check_limits(values, starts)
        return values

    def _check_limits(self, values: dict[str, Any], starts: date) -> None:
        """Beyond a limit nothing is agreed without a reason; within all of them none is asked for."""
        found = self._beyond(values, starts)
        if not found:
            self._ask_no_reason(values)
        elif not values.get("beyond_reason", "").strip():
            for one in found:
                self.add_error(one.field, one.told)
            self.fields["beyond_reason"].required = True
            self.add_error(
                "beyond_reason", _("Keep within the limit, or write why it is right to go beyond it here.")
            )

    def _beyond(self, values: dict[str, Any], starts: date) -> list[Beyond]:
        """What the typed terms go beyond; what is missing or wrong in itself goes beyond nothing."""
        return beyond(
            self.obj,
            rule_on(self.obj.programme_type, starts),
            starts_on=starts,
            ends_on=values.get("ends_on") or starts,
            hours=[("weekly_hours", values.get("weekly_hours") or Decimal(0)), *self.step_hours],
            work_days=values.get("work_days") or (),
        )

    def _ask_no_reason(self, values: dict[str, Any]) -> None:
        """No limit is met: what was typed as a reason is kept on the page, and goes nowhere."""
        if not values.pop("beyond_reason", ""):
            self.fields.pop("beyond_reason", None)

    def _checked_steps(self, values: dict[str, Any], starts: date, ends: date | None) -> Steps:
        """The steps that were told, each with its words where it cannot be."""
        steps: list[tuple[date, Decimal]] = []
        self.step_hours: list[tuple[str, Decimal]] = []
        before = max(starts, timezone.localdate()) if self.running else starts
        for number in STEPS:
            on, hours = values.get(f"step_{number}_on"), values.get(f"step_{number}_hours")
            broken = {f"step_{number}_on", f"step_{number}_hours"} & set(self.errors)
            if broken or (on is None and hours is None):
                continue
            if on is None:
                self.add_error(f"step_{number}_on", _("From which day do these hours hold?"))
            elif hours is None:
                self.add_error(f"step_{number}_hours", _("How many hours a week from that day on?"))
            elif on <= before or (ends and on > ends):
                self.add_error(
                    f"step_{number}_on",
                    _("The step comes after the first day and the step before it, and not after the end."),
                )
            else:
                steps.append((on, hours))
                self.step_hours.append((f"step_{number}_hours", hours))
                before = on
        return tuple(steps)

    def fields_for_service(self) -> dict[str, Any]:
        values = super().fields_for_service()
        for number in STEPS:
            values.pop(f"step_{number}_on", None)
            values.pop(f"step_{number}_hours", None)
        values["hours_steps"] = getattr(self, "steps", ())
        return values | ({"starts_on": self.obj.starts_on} if self.running else {})


def _as_proposed(placement: Any) -> dict[str, Any]:
    """What the form begins from before there is an agreement."""
    told = proposed_terms(placement)
    hours = placement.weekly_hours or told.pop("weekly_hours", None)
    return told | {"weekly_hours": plain_hours(hours)} | _step_fields(told.pop("steps", ()))


def _step_fields(steps: Steps) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, (on, hours) in zip(STEPS, steps, strict=False):
        found |= {f"step_{number}_on": on, f"step_{number}_hours": plain_hours(hours)}
    return found


def _as_it_stands(placement: Any) -> dict[str, Any]:
    """The terms of the version before, which a new one begins from."""
    agreement = current_agreement(placement)
    if agreement is None:
        return {}
    told = {name: agreement.content.get(name, "") for name in ("guide", "tasks", "aim", "insurance")}
    days: dict[str, Any] = {
        name: date.fromisoformat(agreement.content[name]) for name in ("starts_on", "ends_on")
    }
    hours = {"weekly_hours": plain_hours(Decimal(agreement.content["weekly_hours"]))}
    begins = agreement.content.get("day_begins")
    days |= {"work_days": agreement.content.get("work_days", ())}
    days |= {"day_begins": time.fromisoformat(begins) if begins else None}
    decision = {"decided_on": agreement.decided_on, "decision_number": agreement.decision_number}
    empty = {f"step_{number}_{part}": None for number in STEPS for part in ("on", "hours")}
    if placement.state in RUNNING:
        hours = {"weekly_hours": plain_hours(hours_now(placement))}
        steps: Steps = tuple((one.from_on, one.weekly_hours) for one in steps_ahead(placement))
    else:
        steps = steps_of(agreement.content)
    return told | days | hours | decision | empty | _step_fields(steps)


class SignForm(TransitionForm):
    """A signature under the version that was read.

    A worker signs for the area, or records another's signature: first stands what they can do at once.
    """

    dates_back = False
    party = forms.ChoiceField(label=_("Who signs"), choices=Party.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read the agreement above"),
        error_messages={"required": _("Tick this when you have read the agreement.")},
    )
    on_word_of = forms.ChoiceField(
        label=_("If you record another's signature: how was it given?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Nobody signs on the telephone: who signs has the text before their eyes."),
    )
    signer = forms.CharField(
        label=_("If you record the workplace's signature: who signed?"), max_length=160, required=False
    )

    def __init__(self, *args: Any, obj: Any, user: Any, **kwargs: Any) -> None:
        agreement = current_agreement(obj)
        waiting = parties_for(user, obj, unsigned_parties(obj, rule_of(obj))) if agreement else []
        kwargs["initial"] = {
            "version": agreement.version if agreement else 0,
            "party": Party.AREA if Party.AREA in waiting else waiting[0] if waiting else None,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, obj=obj, user=user, **kwargs)
        self.done_already = "" if waiting else nothing_to_sign(obj, agreement)
        labels = dict(Party.choices)
        self.fields["party"].choices = [(party, labels[party]) for party in waiting]  # type: ignore[attr-defined]
        self.worker = not all(party != Party.AREA and signs_for_itself(user, obj, party) for party in waiting)
        mark_at_times(self, "on_word_of")
        if not self.worker:
            self.fields["party"].widget = forms.HiddenInput()
            del self.fields["on_word_of"]
        else:
            own = [("", _("It is my own signature"))] if Party.AREA in waiting else []
            self.fields["on_word_of"].choices = [*own, *SIGNED_BY]  # type: ignore[attr-defined]
        if not self.worker or Party.HOST not in waiting:
            del self.fields["signer"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (
            "on_word_of" in self.fields
            and values.get("party") not in {None, Party.AREA}
            and not values.get("on_word_of")
        ):
            self.add_error("on_word_of", _("Tell how the signature was given."))
        if "signer" in self.fields and values.get("party") == Party.HOST and not values.get("signer"):
            self.add_error("signer", _("Write the name of who signed for the workplace."))
        return values

    def fields_for_service(self) -> dict[str, Any]:
        values = super().fields_for_service()
        values.pop("read")
        on_word = values.pop("on_word_of", "")
        return values | ({"on_word": on_word} if on_word and values["party"] != Party.AREA else {})


def nothing_to_sign(placement: Any, agreement: Any) -> Any:
    """Words for whoever comes to sign where no signature of theirs is waited for."""
    if agreement is None:
        return _("There is no agreement to sign now.")
    return _("You have signed already.")
