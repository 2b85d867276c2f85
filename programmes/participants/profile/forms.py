"""The forms of the short steps: nothing is needed in any of them, and "not said" is an answer of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import (
    municipalities,
    occupation_groups,
    search_occupation_groups,
    search_occupations,
    search_skills,
    skills,
)
from programmes.catalogue.language_rows import LanguageRows
from programmes.catalogue.scales import DEMAND_WORDS, Demand
from programmes.catalogue.selectors import programme_types
from programmes.participants.codes import Licence, TravelBy
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.models.work_profile import LONGEST_WORDS, MOST_KM
from programmes.participants.profile.adjustments import ADJUSTMENTS
from programmes.participants.profile.sections import OF_THE_TIME, Section
from ui.forms import DateField, ScaleField, mark_at_times, short_ticks

NOT_SAID = ("", gettext_lazy("I do not say"))
CAR_WORDS = (
    gettext_lazy("no car"), gettext_lazy("seldom"), gettext_lazy("often"), gettext_lazy("always"),
)  # fmt: skip
WEEKDAYS = (
    (1, gettext_lazy("Monday")), (2, gettext_lazy("Tuesday")), (3, gettext_lazy("Wednesday")),
    (4, gettext_lazy("Thursday")), (5, gettext_lazy("Friday")), (6, gettext_lazy("Saturday")),
    (7, gettext_lazy("Sunday")),
)  # fmt: skip
LANGUAGES_ASKED, MORE_LANGUAGES = 3, 2
OFFERED = 8
LONGEST_ADJUSTMENT = 120


class StepForm(forms.Form):
    """One step of the profile, filled with what stands."""

    def __init__(
        self, *args: Any, section: Section, profile: WorkProfile, participation: Participation, **kwargs: Any
    ) -> None:
        self.section, self.profile, self.participation = section, profile, participation
        kwargs["initial"] = {**self.stands(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.build()
        mark_at_times(self, *self.fields)

    def stands(self) -> dict[str, Any]:
        """What the person has said so far, by field."""
        return values_now(self.section, self.profile, self.participation)

    def build(self) -> None:
        """Fields and choices that hang on the row are there."""

    def told(self) -> dict[str, Any]:
        """The values that can be taken, by the fields of the profile; what is wrong is left out."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.section.fields}


def values_now(section: Section, profile: WorkProfile, participation: Participation) -> dict[str, Any]:
    """What stands in the fields of the step."""
    return {name: getattr(participation if name in OF_THE_TIME else profile, name) for name in section.fields}


class LikesForm(StepForm):
    """Work that the person would like, what they can, and three lines in their own words."""

    find = forms.CharField(
        label=gettext_lazy("What would you like to do?"), required=False, max_length=80,
        help_text=gettext_lazy("For example: cleaning, wood, children. Any form of the word will do."),
    )  # fmt: skip
    occupations = forms.MultipleChoiceField(
        label=gettext_lazy("Work that I would like"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("What I can"), required=False, widget=forms.CheckboxSelectMultiple
    )
    in_own_words = forms.CharField(
        label=gettext_lazy("In my own words"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Three lines: what you have done, what you like, what you want to learn."),
    )  # fmt: skip

    def build(self) -> None:
        """The choices: what was chosen, what the word finds, and what was just ticked."""
        self.searched = str(
            self.data.get("find", "") if self.is_bound else self.initial.get("find", "")
        ).strip()
        self.found_occupations = found_occupations(self.searched)
        self.found_skills = {
            str(one.pk): str(one.name) for one in search_skills(self.searched, limit=OFFERED)
        }
        ticked = self.data.getlist("occupations") if self.is_bound else []  # type: ignore[attr-defined]
        chosen = [str(code) for code in [*self.profile.occupations, *ticked] if str(code).isdigit()]
        names = occupation_names(chosen)
        self.fields["occupations"].choices = list(({} | names | self.found_occupations).items())  # type: ignore[attr-defined]
        known = {str(one.pk): str(one.name) for one in skills()}
        kept = {code: known[code] for code in self.profile.skills if code in known}
        self.fields["skills"].choices = list((kept | self.found_skills | known).items())  # type: ignore[attr-defined]

    @property
    def nothing_found(self) -> bool:
        """Whether a word was looked for in vain."""
        return bool(self.searched) and not (self.found_occupations or self.found_skills)

    @property
    def skills_near(self) -> list[Any]:
        """The skills to show at once: chosen, or found by the word."""
        return [box for box in self["skills"].subwidgets if self._is_near(box)]

    @property
    def skills_beyond(self) -> list[Any]:
        """The others, behind one press."""
        return [box for box in self["skills"].subwidgets if not self._is_near(box)]

    def _is_near(self, box: Any) -> bool:
        value = str(box.data["value"])
        return bool(box.data["selected"]) or value in self.found_skills


def found_occupations(text: str) -> dict[str, str]:
    """Groups of occupations for a word: by their code the occupation that was found and the group."""
    found: dict[str, str] = {}
    for one in search_occupations(text):
        found.setdefault(one.group_id, f"{str(one.name).capitalize()} ({one.group.name})")
    for group in search_occupation_groups(text):
        found.setdefault(group.pk, str(group.name))
    return dict(list(found.items())[:OFFERED])


def occupation_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of groups by their codes, in the order of the codes; one that is gone is left out."""
    wanted = list(dict.fromkeys(codes))[:60]
    rows = {row.pk: str(row.name) for row in occupation_groups().filter(pk__in=wanted)} if wanted else {}
    return {code: rows[code] for code in wanted if code in rows}


class HoursForm(StepForm):
    """Hours a week now and later, and the days."""

    weekly_hours_min = forms.DecimalField(
        label=gettext_lazy("Hours a week now, at least"), required=False, min_value=1, max_value=40,
        max_digits=4, decimal_places=1,
    )  # fmt: skip
    weekly_hours_max = forms.DecimalField(
        label=gettext_lazy("Hours a week now, at most"), required=False, min_value=1, max_value=40,
        max_digits=4, decimal_places=1,
    )  # fmt: skip
    hours_later = forms.DecimalField(
        label=gettext_lazy("Hours a week later, at most"), required=False, min_value=1, max_value=40,
        max_digits=4, decimal_places=1,
        help_text=gettext_lazy("If you would like to do more little by little."),
    )  # fmt: skip
    hours_later_from_on = DateField(
        label=gettext_lazy("More hours from"), required=False, away=90, years=(-5, 5)
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days that suit"), choices=WEEKDAYS, coerce=int, required=False,
        widget=short_ticks(),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        least, most = values.get("weekly_hours_min"), values.get("weekly_hours_max")
        if least and most and least > most:
            self.add_error("weekly_hours_max", _("The most hours are fewer than the least."))
        return values


class TravelForm(StepForm):
    """How far, how, and whether there is a car."""

    travel_km = forms.IntegerField(
        label=gettext_lazy("How many kilometres can you travel, one way?"), required=False, min_value=0,
        max_value=MOST_KM,
    )  # fmt: skip
    travel_by = forms.MultipleChoiceField(
        label=gettext_lazy("How do you get there?"), choices=TravelBy.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    own_car = ScaleField(label=gettext_lazy("Can you go by your own car?"), words=CAR_WORDS, required=False)

    def build(self) -> None:
        """Not saying is the first choice of the scale."""
        self.fields["own_car"].choices = [NOT_SAID, *enumerate(CAR_WORDS)]  # type: ignore[attr-defined]


class ScalesForm(StepForm):
    """How much of each is fine."""

    def build(self) -> None:
        """A scale for each field of the step."""
        for code in self.section.fields:
            field = ScaleField(label=Demand(code).label, words=DEMAND_WORDS, required=False)
            field.choices = [NOT_SAID, *enumerate(DEMAND_WORDS)]
            self.fields[code] = field


class LanguagesForm(StepForm):
    """Languages with their levels, and whether an interpreter is needed."""

    interpreter_needed = forms.BooleanField(label=gettext_lazy("I need an interpreter"), required=False)

    def build(self) -> None:
        """A row for each language that stands, and two more; the mother tongue is known."""
        self.languages = LanguageRows(self)
        self.languages.put(
            self.profile.languages,
            asked=LANGUAGES_ASKED,
            more=MORE_LANGUAGES,
            without=self.profile.participant.language,
        )
        self.order_fields([*self.languages.names, "interpreter_needed"])

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each row."""
        return self.languages.pairs()

    def clean(self) -> dict[str, Any]:
        """The languages by their codes; a language without a level waits for it."""
        values = super().clean() or {}
        told = self.languages.read(values)
        return values if told is None else values | {"languages": told}


class CardsForm(StepForm):
    """Cards and licences, each with the day until which it holds."""

    other_licences = forms.CharField(
        label=gettext_lazy("Other cards or courses"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=gettext_lazy("One on each line."),
    )  # fmt: skip

    def build(self) -> None:
        """A tick and a day for each card."""
        stands = self.profile.licences
        for code, label in Licence.choices:
            until = stands.get(code) or None
            self.fields[f"has_{code}"] = forms.BooleanField(
                label=label, required=False, initial=code in stands
            )
            until_word = _("Valid until")
            self.fields[f"until_{code}"] = DateField(
                label=until_word, required=False, away=365, years=(-10, 60), help_text="",
                initial=date.fromisoformat(until) if until else None,
            )  # fmt: skip
            spoken = {"aria-label": f"{label}: {until_word}"}
            self.fields[f"until_{code}"].widget.attrs |= spoken
        self.order_fields([name for code in Licence.values for name in (f"has_{code}", f"until_{code}")])

    def cards(self) -> list[tuple[Any, Any]]:
        """The tick and the day of each card."""
        return [(self[f"has_{code}"], self[f"until_{code}"]) for code in Licence.values]

    def clean(self) -> dict[str, Any]:
        """The day of each card by its code; a day alone says that the card is there."""
        values = super().clean() or {}
        days = {code: values.get(f"until_{code}") for code in Licence.values}
        has = [code for code in Licence.values if values.get(f"has_{code}") or days[code]]
        licences = {code: str(days[code] or "") for code in has}
        if any(f"until_{code}" in self.errors for code in Licence.values):
            return values
        return values | {"licences": licences}


class WishesForm(StepForm):
    """Where, in which type of service, and what would make the work easier."""

    wished_municipalities = forms.MultipleChoiceField(
        label=gettext_lazy("Municipalities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wished_programme_types = forms.MultipleChoiceField(
        label=gettext_lazy("Types of service"), required=False, widget=forms.CheckboxSelectMultiple
    )
    easier = forms.MultipleChoiceField(
        label=gettext_lazy("What would make work easier?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    easier_else = forms.CharField(
        label=gettext_lazy("Something else that would make it easier"), required=False, max_length=800,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=gettext_lazy("One on each line."),
    )  # fmt: skip

    def build(self) -> None:
        """The choices, and the lines that stand: those that are offered as ticks, the others as text."""
        self.fields["wished_municipalities"].choices = [(one.pk, str(one)) for one in municipalities()]  # type: ignore[attr-defined]
        types = [(one.code, str(one)) for one in programme_types()]
        self.fields["wished_programme_types"].choices = types  # type: ignore[attr-defined]
        self.fields["easier"].choices = list(ADJUSTMENTS.items())  # type: ignore[attr-defined]
        lines = self.profile.adjustments
        self.initial["easier"] = [line.casefold() for line in lines if line.casefold() in ADJUSTMENTS]
        self.initial["easier_else"] = "\n".join(line for line in lines if line.casefold() not in ADJUSTMENTS)

    def clean_easier_else(self) -> list[str]:
        """One way on each line, short enough to be compared with what places offer."""
        lines = [line.strip(" -•\t") for line in str(self.cleaned_data["easier_else"]).splitlines()]
        ways = [line for line in lines if line]
        if any(len(way) > LONGEST_ADJUSTMENT for way in ways):
            raise ValidationError(_("Keep each line short: at most 120 letters."))
        return ways

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "easier" not in values or "easier_else" not in values:
            return values
        lines = dict.fromkeys([*values["easier"], *values["easier_else"]])
        return values | {"wished_adjustments": "\n".join(lines)}


class HelpForm(StepForm):
    """What helps, in the person's own words."""

    helps = forms.CharField(
        label=gettext_lazy("What helps me"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "For example: clear instructions, a quiet corner, a person whom I can ask. "
            "The name of an illness is not needed here."
        ),
    )  # fmt: skip


FORMS: dict[str, type[StepForm]] = {
    "likes": LikesForm,
    "hours": HoursForm,
    "travel": TravelForm,
    "body": ScalesForm,
    "place": ScalesForm,
    "way": ScalesForm,
    "languages": LanguagesForm,
    "cards": CardsForm,
    "wishes": WishesForm,
    "help": HelpForm,
}
TEXTS = ("in_own_words", "helps", "other_licences", "easier_else")
"""The free texts: beside each a note where it seems to name an illness."""
