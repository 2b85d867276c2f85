"""The five short steps of an open place. Each can be saved while the others are still empty.

A host fills them in; a coordinator uses the same on the host's word: `form_of(step)`, `values_of(form)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import OccupationGroup
from areas.selectors import municipalities, occupation_groups, search_occupations, skills
from programmes.catalogue.language_rows import LanguageRows
from programmes.catalogue.scales import DEMAND_WORDS, Demand
from programmes.catalogue.selectors import programme_types
from programmes.employers.codes import MIN_DEMANDS
from programmes.employers.models import Vacancy, Workplace
from programmes.employers.models.vacancy import NEEDED
from programmes.employers.workplaces import WHERE
from typed.meanwhile import Standing
from ui.forms import DateField, ScaleField, mark_at_times, mark_needed

NEEDED_TO_SEND = frozenset(one.field for one in NEEDED)
GROUPS_OFFERED = 8
LONGEST_NUMBER = 18
TWO = 2


class StepForm(Standing, forms.ModelForm):
    """A step that can be left half done: what must be told before the place is sent says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed(self, NEEDED_TO_SEND)


class TaskForm(StepForm):
    """What one does, in words a neighbour understands, and the nearest occupation."""

    search = forms.CharField(
        label=_("Occupation: search"), required=False, max_length=80,
        help_text=_(
            "Write a word, for example cleaner or gardener, and press the button. Then pick the nearest."
        ),
    )  # fmt: skip

    class Meta:
        model = Vacancy
        fields = ["title", "tasks", "occupation_group"]
        labels = {
            "title": _("Name of the work"),
            "tasks": _("What one does"),
            "occupation_group": _("The nearest occupation"),
        }
        help_texts = {
            "title": _("As you would say it to a neighbour: helper in the park."),
            "tasks": _(
                "In short sentences: what one does on an ordinary day. "
                "Describe the tasks, not a dream person."
            ),
        }
        widgets = {"tasks": forms.Textarea(attrs={"rows": 5}), "occupation_group": forms.RadioSelect}

    field_order = ["title", "tasks", "search", "occupation_group"]
    of_the_window = ("search",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_at_times(self, "search")
        field = self.fields["occupation_group"]
        self.found = self._found()
        kept = self.instance.occupation_group
        codes = dict(self.found)
        if kept is not None:
            codes.setdefault(kept.pk, str(kept.name))
        if picked := self._picked():
            codes.setdefault(picked.pk, str(picked.name))
        field.queryset = occupation_groups(4).filter(pk__in=codes)  # type: ignore[attr-defined]
        field.choices = list(codes.items())  # type: ignore[attr-defined]

    @property
    def searched(self) -> str:
        """The word that was searched for."""
        return str(
            self.data.get(self.add_prefix("search"), "") if self.is_bound else self.initial.get("search", "")
        )

    def _found(self) -> list[tuple[str, str]]:
        """Groups whose occupations match the word: code, and the name after the occupation that was found."""
        named: dict[str, str] = {}
        for occupation in search_occupations(self.searched):
            named.setdefault(occupation.group_id, f"{occupation.name} · {occupation.group.name}")  # type: ignore[attr-defined]
        return list(named.items())[:GROUPS_OFFERED]

    def _picked(self) -> OccupationGroup | None:
        code = str(self.data.get(self.add_prefix("occupation_group"), "")) if self.is_bound else ""
        return occupation_groups(4).filter(pk=code).first() if code else None

    @property
    def must_pick(self) -> bool:
        """Whether something was found for the word, and nothing of it has been picked."""
        return bool(self.found) and not self.cleaned_data.get("occupation_group")

    @property
    def nothing_found(self) -> bool:
        """Whether a word was searched for in vain."""
        return bool(self.searched.strip()) and not self.found


class PlaceForm(StepForm):
    """Where the work is, and from when."""

    start_from_on = DateField(label=_("Can start from"), required=False, away=14, years=(-5, 2))
    start_until_on = DateField(label=_("At the latest"), required=False, away=60, years=(-5, 2))

    class Meta:
        model = Vacancy
        fields = [
            "workplace",
            "street_address",
            "municipality",
            "directions",
            "bus",
            "start_from_on",
            "start_until_on",
        ]
        labels = {
            "workplace": _("Workplace"),
            "street_address": _("Street address"),
            "municipality": _("Municipality"),
            "directions": _("How does one find the door?"),
            "bus": _("Which bus comes near?"),
        }
        help_texts = {
            "directions": _("From the street to the right door: yard side, second floor, ring the bell."),
            "bus": _("Line, stop and how long one walks. Leave empty, if no bus comes."),
        }
        widgets = {"directions": forms.Textarea(attrs={"rows": 2}), "workplace": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(workplaces_to_choose(self.instance))
        field: Any = self.fields["workplace"]
        field.queryset = workplaces_to_choose(self.instance)
        field.label_from_instance = _with_address
        field.empty_label = _("The organisation itself")
        if len(self.places) < TWO:
            del self.fields["workplace"]  # one or none: there is nothing to choose
        self.fields["municipality"].queryset = municipalities()  # type: ignore[attr-defined]
        first = self.places[0] if self.places and not self.instance.street_address else None
        if first is not None and not self.instance.workplace_id:
            self.initial = dict(self.initial) | {
                "workplace": first.pk,
                "street_address": first.street_address,
                "municipality": first.municipality_id,
                **(_way_to(first) or _told_before(self.instance)),
            }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "workplace" in self.fields:
            self._follow(values)
        elif self.places and not self.instance.workplace_id:
            values["workplace"] = self.places[0]
        first, last = values.get("start_from_on"), values.get("start_until_on")
        if first and last and last < first:
            self.add_error("start_until_on", _("The last day is before the first."))
        return values

    def _follow(self, values: dict[str, Any]) -> None:
        """What said where the workplace before is says where the chosen one is; own words stay."""
        before = next((one for one in self.places if one.pk == self.initial.get("workplace")), None)
        chosen = values.get("workplace")
        if chosen is None or before is None or chosen == before:
            return
        for name in WHERE:
            if values.get(name) in {getattr(before, name), "", None}:
                values[name] = getattr(chosen, name)


def workplaces_to_choose(vacancy: Vacancy) -> QuerySet[Workplace]:
    """The host's workplaces in use, and the vacancy's own."""
    own = Q(pk=vacancy.workplace_id) if vacancy.workplace_id else Q(pk__in=[])
    rows = vacancy.host.workplaces.filter(Q(closed_on=None) | own)
    return rows.select_related("municipality").defer("municipality__shape").order_by("pk")


def _with_address(row: Workplace) -> str:
    """The name and where it is, so that two are told apart."""
    where = ", ".join(str(part) for part in (row.street_address, row.municipality) if part)
    return f"{row.name} · {where}"


def _way_to(row: Workplace) -> dict[str, str]:
    """How one gets to the workplace, where it is told there."""
    told = {"directions": row.directions, "bus": row.bus}
    return told if any(told.values()) else {}


def _known_guide(vacancy: Vacancy) -> str:
    """Who guided at the newest place before, else the contact person: a proposal that one may change."""
    earlier = vacancy.host.vacancies.exclude(pk=vacancy.pk).exclude(guide="").order_by("-pk").first()
    return earlier.guide if earlier else vacancy.host.contact_name


def _told_before(vacancy: Vacancy) -> dict[str, str]:
    """The way to the host's place, as it was told of the newest place before."""
    earlier = vacancy.host.vacancies.exclude(pk=vacancy.pk).order_by("-pk").first()
    return {"directions": earlier.directions, "bus": earlier.bus} if earlier else {}


class HoursForm(StepForm):
    """How much, and for how many."""

    class Meta:
        model = Vacancy
        fields = [
            "weekly_hours_min",
            "weekly_hours_max",
            "daily_hours",
            "graded_hours",
            "seats",
            "monthly_quota",
        ]
        labels = {
            "weekly_hours_min": _("Hours a week, at least"),
            "weekly_hours_max": _("Hours a week, at most"),
            "daily_hours": _("At what time of the day?"),
            "graded_hours": _("Hours can begin small and grow"),
            "seats": _("How many people fit at the same time?"),
            "monthly_quota": _("How many new people can you meet in a month, at most?"),
        }
        help_texts = {
            "weekly_hours_min": _("A few hours are fine: many begin with four to eight."),
            "daily_hours": _("For example: between 8 and 14, or as we agree."),
            "monthly_quota": _(
                "Empty if you need no limit. When so many have been introduced, the place rests until the "
                "next month."
            ),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "seats": {"min_value": _("Write how many people fit: at least one.")}
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("weekly_hours_min"), values.get("weekly_hours_max")
        if low and high and low > high:
            self.add_error("weekly_hours_max", _("The most hours are fewer than the least."))
        return values


class DemandsForm(Standing):
    """What the work asks: at least five of twenty, each by a word; languages and skills that it cannot do
    without."""

    skills = forms.MultipleChoiceField(
        label=_("Skills that the work needs"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, instance: Vacancy, **kwargs: Any) -> None:
        told = {"skills": instance.skills}
        kwargs["initial"] = dict(instance.demands) | told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.instance = instance
        for name, label in Demand.choices:
            self.fields[name] = ScaleField(label=label, words=DEMAND_WORDS, required=False)
        self.languages = LanguageRows(self)
        self.languages.put(instance.language_levels, asked=1, more=1)
        self.fields["skills"].choices = [(str(one.pk), str(one.name)) for one in skills()]  # type: ignore[attr-defined]
        self.order_fields([*Demand.values, *self.languages.names, "skills"])
        mark_at_times(self, *self.fields)

    def scales(self) -> list[Any]:
        """The twenty fields of what the work asks."""
        return [self[name] for name in Demand.values]

    def pairs(self) -> list[tuple[Any, Any]]:
        """The language and the level of each row."""
        return self.languages.pairs()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        told = {name: values[name] for name in Demand.values if values.get(name) is not None}
        levels = self.languages.read(values)
        return {"demands": told, "language_levels": levels or {}, "skills": values.get("skills", [])}

    @property
    def enough(self) -> bool:
        """Whether at least five were told."""
        return len(self.instance.demands) >= MIN_DEMANDS


class TypesField(forms.ModelMultipleChoiceField):
    """Types of service by their numbers; a number too long for any row is no choice."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(str(number)) > LONGEST_NUMBER:
                raise ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", {"value": str(number)[:20]}
                )
        return super().clean(value)


class SupportForm(StepForm):
    """How the work can be shaped, who guides, and for which types of service."""

    adjustments = forms.CharField(
        label=_("How can the work be shaped?"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One way on each line: own pace, breaks, a quiet room, a lighter task."),
    )  # fmt: skip

    class Meta:
        model = Vacancy
        fields = ["adjustments", "guide", "clothes", "lunch", "lift_offered", "programme_types"]
        labels = {
            "guide": _("Who guides at work?"),
            "clothes": _("What does one wear?"),
            "lunch": _("How does one eat?"),
            "lift_offered": _("A ride can be arranged"),
            "programme_types": _("Which types of service suit you?"),
        }
        help_texts = {
            "guide": _("The name of the person who meets the newcomer and helps."),
            "clothes": _("Own clothes or given ones, shoes, gloves."),
            "lunch": _("A place for own food, or where one can buy it."),
            "programme_types": _("Not sure? Choose work try-out: a worker calls you and tells more."),
        }
        widgets = {"programme_types": forms.CheckboxSelectMultiple}
        field_classes = {"programme_types": TypesField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme_types"].queryset = programme_types()  # type: ignore[attr-defined]
        self.initial["adjustments"] = "\n".join(self.instance.adjustments)
        if not self.instance.guide:
            self.initial["guide"] = _known_guide(self.instance)

    def clean_adjustments(self) -> list[str]:
        lines = [line.strip(" -•\t") for line in str(self.cleaned_data["adjustments"]).splitlines()]
        ways = [line for line in lines if line]
        if any(len(way) > 120 for way in ways):
            raise ValidationError(_("Keep each line short: at most 120 letters."))
        return ways


@dataclass(frozen=True)
class EditStep:
    """One step: its name in the address, its label, its form."""

    code: str
    label: Any
    form: Any


STEPS = (
    EditStep("task", _("Task"), TaskForm),
    EditStep("where", _("Where and when"), PlaceForm),
    EditStep("hours", _("Hours"), HoursForm),
    EditStep("demands", _("What the work asks"), DemandsForm),
    EditStep("support", _("Support"), SupportForm),
)


def step_by(code: str) -> EditStep:
    """The step of the address; the first when there is no such."""
    return next((step for step in STEPS if step.code == code), STEPS[0])


def step_after(step: EditStep) -> EditStep | None:
    """The next step; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def values_of(form: Any) -> dict[str, Any]:
    """The cleaned values by the names of the vacancy's fields, for `services.change_vacancy`."""
    return {name: value for name, value in form.cleaned_data.items() if name != "search"}
