"""Forms drawn by the interface's own templates, and the inputs Django has no part for."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui.hyphens import in_finnish
from ui.selects import drawn_select

TYPED_DATES = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y")
SHAPE_OF_A_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")
PLAIN_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
BIRTH = -40 * 365
# How many years back and ahead a day can lie that anybody means; a field can know it more closely.
EVER = (-110, 80)
LIVED, PAST, AROUND = (-110, 0), (-70, 1), (-10, 10)
CENTURY = relativedelta(years=100)
SHORT_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}")
LONG_IN_A_TILE = 12  # letters


class BoundField(forms.BoundField):
    """A needed field says so to those who listen; that something is missing is told by the page, in words.

    The browser's own `required` calls an empty field wrong before anybody has written into it.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if not _is_of_wagtail(type(self.form)) and built.pop("required", False):
            kind = getattr(widget or self.field.widget, "input_type", "")
            if kind != "radio":
                built["aria-required"] = "true"
        return built


def _is_of_wagtail(form: Any) -> bool:
    """Whether the page editor's own scripts look at the form."""
    return any(kind.__module__.startswith("wagtail") for kind in form.__mro__)


class FormRenderer(TemplatesSetting):
    """Every `{{ form }}` and `{{ field.as_field_group }}` has label, hint, error and their links."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """As the template draws it; a list of choices, which has a template for each of them, at once."""
        if template_name == forms.Select.template_name:
            return drawn_select(context["widget"])
        return super().render(template_name, context, request)


class NumberInput(forms.TextInput):
    """A number as people write it, 7,5 or 7.5, in any browser and language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed; a plain number with the point that Python reads."""
        typed = super().value_from_datadict(data, files, name)
        if not isinstance(typed, str):
            return typed
        bare = re.sub(r"\s", "", typed).replace("−", "-")
        return bare.replace(",", ".") if PLAIN_NUMBER.fullmatch(bare) else typed

    def format_value(self, value: Any) -> str | None:
        """The number with the comma or point of the language; a whole one without the zeros of its column."""
        if value is None or value == "":
            return None
        if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
            return f"{value:.0f}"
        text = str(value)
        point = str(get_format("DECIMAL_SEPARATOR"))
        return text.replace(".", point) if PLAIN_NUMBER.fullmatch(text) else text


def write_numbers_as_text() -> None:
    """Each number field that is made from now on has the one input for numbers."""
    for kind in (forms.IntegerField, forms.DecimalField, forms.FloatField):
        kind.widget = NumberInput


class DateInput(forms.DateInput):
    """A date that is typed, `3.12.2026`, or picked where the browser can help."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {"inputmode": "text", "autocomplete": "off", "data-date": True, "maxlength": 14}
        super().__init__(attrs={**base, **(attrs or {})}, format="%-d.%-m.%Y")

    def format_value(self, value: Any) -> str | None:
        if hasattr(value, "day"):
            return written(value)
        return value or None


def written(day: date) -> str:
    """The day as one types it."""
    return f"{day.day}.{day.month}.{day.year}"


def example_day(away: int) -> str:
    """A day that one could type today: `away` days from now."""
    return written(timezone.localdate() + timedelta(days=away))


def _for_example(away: int) -> str:
    return gettext("For example %(day)s") % {"day": example_day(away)}


for_example = lazy(_for_example, str)


def refuse_other_century(value: Any, years: tuple[int, int] = EVER) -> None:
    """Raises ValidationError, in words, for a day that lies further off than anybody means."""
    if not isinstance(value, date):  # a moment is a day too
        return
    first, last = (timezone.localdate().year + away for away in years)
    if not first <= value.year <= last:
        told = {"first": first, "last": last}
        words = _("Is the year right? Give one from %(first)s to %(last)s.")
        raise ValidationError(words, code="year", params=told)


def ask_every_day_for_its_year() -> None:
    """Each date field that is made from now on, of whatever form, refuses a day of another century."""
    for kind in (forms.DateField, forms.DateTimeField):
        if refuse_other_century not in kind.default_validators:
            kind.default_validators = [*kind.default_validators, refuse_other_century]


class DateField(forms.DateField):
    """A date in the way people write it: day, month, year; ISO is understood too.

    away: how many days from today the day of the example lies; it is one that the field would take.
    years: how many years back and ahead the day can lie. A year of two digits is the one that can be meant.
    future: whether a day after today can be meant; past: whether one before it can.
    """

    widget = DateInput

    def __init__(
        self,
        *,
        away: int = 0,
        years: tuple[int, int] | None = None,
        future: bool = True,
        past: bool = True,
        **kwargs: Any,
    ) -> None:
        self.away, self.future, self.past = away, future and away != BIRTH, past
        self.years = years or (LIVED if away == BIRTH else PAST if away < 0 else AROUND)
        kwargs.setdefault("input_formats", TYPED_DATES)
        kwargs.setdefault("help_text", for_example(away))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError: there is no such day, or it is not written as one."""
        typed = re.sub(r"\s", "", value).rstrip(".") if isinstance(value, str) else value
        try:
            day = super().to_python(typed)
        except ValidationError:
            raise ValidationError(self._why(str(typed)), code="invalid") from None
        return self._meant(day) if isinstance(typed, str) and SHORT_YEAR.fullmatch(typed) else day

    def validate(self, value: Any) -> None:
        """Raises ValidationError: nobody means that day here."""
        super().validate(value)
        refuse_other_century(value, self.years)
        if value and not self.future and value > timezone.localdate():
            raise ValidationError(gettext("The day cannot be after today."), code="future")
        if value and not self.past and value < timezone.localdate():
            raise ValidationError(gettext("The day has already passed."), code="past")

    def _meant(self, day: date | None) -> date | None:
        """The day of a year of two digits: of the century before, where the next one cannot be meant."""
        today = timezone.localdate()
        first, last = (today.year + away for away in self.years)
        if day is None or (day.year <= last and (self.future or day <= today)):
            return day
        before: date = day - CENTURY
        return before if before.year >= first else day

    def _why(self, typed: str) -> str:
        if SHAPE_OF_A_DAY.fullmatch(typed):
            return gettext("There is no such day as %(day)s. Check the day and the month.") % {"day": typed}
        words = gettext("Write the day, the month and the year like this: %(day)s")
        return words % {"day": example_day(self.away)}


def short_ticks() -> forms.CheckboxSelectMultiple:
    """Ticks of one word each, such as days of the week, beside each other where there is room."""
    return forms.CheckboxSelectMultiple(attrs={"class": "short-ticks"})


class ScaleInput(forms.RadioSelect):
    """A few answers, each a tile with its words, one press each; long Finnish words are cut with a hyphen."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The tile, with places where a word that is longer than it may be cut."""
        return super().create_option(name, value, in_finnish(str(label), LONG_IN_A_TILE), *args, **kwargs)


class GroupedTicks(forms.CheckboxSelectMultiple):
    """Many ticks, those of a heading behind one press: `choices` as of a select with groups."""

    template_name = "ui/forms/grouped_ticks.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A heading under which something is ticked is open."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["opened"] = {
            group for group, options, _at in groups if any(option["selected"] for option in options)
        }
        return context


class ScaleField(forms.TypedChoiceField):
    """A whole number 0–3 chosen by its word; `words` has four of them, lowest first."""

    widget = ScaleInput

    def __init__(self, *, words: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", None)
        super().__init__(choices=list(enumerate(words)), coerce=int, **kwargs)


class ClockField(forms.TimeField):
    """A time of day as people write it: 9, 9.30, 9:30, klo 9.30."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 10})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ("%H.%M", "%H:%M", "%H"))
        kwargs.setdefault("help_text", _("For example 9.30"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        """The time. Raises ValidationError with how to write it."""
        typed = re.sub(r"\s|klo|kl\.?", "", value.lower()) if isinstance(value, str) else value
        try:
            return super().to_python(typed)
        except ValidationError:
            raise ValidationError(gettext("Write the time like this: 9.30"), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """The time as one types it."""
        return f"{value.hour}.{value.minute:02d}" if hasattr(value, "hour") else value


def mark_needed(form: Any, names: Any) -> None:
    """These fields may be empty for now and are needed later: the page says that, not "(optional)"."""
    for name in set(names) & set(form.fields):
        form.fields[name].needed_later = True


def mark_at_times(form: Any, *names: str) -> None:
    """Whether these fields are needed hangs on another answer: the page says neither."""
    for name in set(names) & set(form.fields):
        form.fields[name].needed_at_times = True


def chosen_by_hand(choices: Any) -> list[tuple[str, Any]]:
    """The choices after an empty one: nobody's answer is chosen before they choose it."""
    return [("", _("Choose")), *choices]
