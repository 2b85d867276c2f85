"""Who is called and written to at a workplace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.employers.models import HostEmployer
from programmes.employers.still_right import CONTACT
from typed.meanwhile import Standing
from ui.phones import PhoneField


class ContactForm(Standing, forms.ModelForm):
    """The contact person of the organisation; one of the ways to reach them is needed."""

    class Meta:
        model = HostEmployer
        fields = CONTACT
        field_classes = {"contact_phone": PhoneField}
        labels = {"contact_name": _("Contact person"), "contact_email": _("E-mail")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_name"].required = True
        self.fields["contact_phone"].required = True
