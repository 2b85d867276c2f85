"""Forms drawn by the interface's own templates, and the two inputs Django has no part for."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

TYPED_DATES = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y")


class FormRenderer(TemplatesSetting):
    """Every `{{ form }}` and `{{ field.as_field_group }}` has label, hint, error and their links."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DateInput(forms.DateInput):
    """A date that is typed, `3.12.2026`, or picked where the browser can help."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {"inputmode": "text", "autocomplete": "off", "data-date": True, "maxlength": 10}
        super().__init__(attrs={**base, **(attrs or {})}, format="%-d.%-m.%Y")

    def format_value(self, value: Any) -> str | None:
        if hasattr(value, "day"):
            return f"{value.day}.{value.month}.{value.year}"
        return value or None


class DateField(forms.DateField):
    """A date in the way people write it: day, month, year; ISO is understood too."""

    widget = DateInput
    default_error_messages = {"invalid": _("Write the date like this: 3.12.2026")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", TYPED_DATES)
        kwargs.setdefault("help_text", _("For example 3.12.2026"))
        super().__init__(**kwargs)


class ScaleInput(forms.RadioSelect):
    """Four steps from 0 to 3, each with its word, one press each."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(attrs={"class": "scale-input", **(attrs or {})}, choices=choices)


class ScaleField(forms.TypedChoiceField):
    """A whole number 0–3 chosen by its word; `words` has four of them, lowest first."""

    widget = ScaleInput

    def __init__(self, *, words: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", None)
        super().__init__(choices=list(enumerate(words)), coerce=int, **kwargs)
