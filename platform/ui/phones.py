"""A telephone number as people write it, kept in one form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from letters.phones import is_phone, written


class PhoneField(forms.CharField):
    """A number somebody can ring, Finnish or from abroad, however it is spelled."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    default_error_messages = {
        "invalid": _("Write the number with digits, for example 040 555 0101 or +46 70 123 45 67.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Telephone"))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in the form in which numbers are kept."""
        typed = str(super().clean(value))
        if not typed:
            return ""
        if not is_phone(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return written(typed)
