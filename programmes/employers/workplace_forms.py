"""Where a host's work is done: name, address, and how one gets there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.selectors import municipalities
from programmes.employers.models import HostEmployer, Workplace
from programmes.employers.workplaces import TAKEN
from typed.meanwhile import Standing


class WorkplaceForm(Standing, forms.ModelForm):
    """One workplace of the host."""

    class Meta:
        model = Workplace
        fields = ["name", "street_address", "municipality", "directions", "bus"]
        labels = {
            "name": _("Name of the workplace"),
            "street_address": _("Street address"),
            "municipality": _("Municipality"),
            "directions": _("How does one find the door?"),
            "bus": _("Which bus comes near?"),
        }
        help_texts = {
            "name": _("What people call it: the shop in the village, the hall by the river."),
            "directions": _("From the street to the right door: yard side, second floor, ring the bell."),
            "bus": _("Line, stop and how long one walks. Leave empty, if no bus comes."),
        }
        widgets = {"directions": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, host: HostEmployer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host = host
        self.fields["municipality"].queryset = municipalities()  # type: ignore[attr-defined]
        self.fields["street_address"].required = True
        if self.instance.pk is None:
            self.fields["municipality"].empty_label = _("Choose")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = self.host.workplaces.filter(name=name).exclude(pk=self.instance.pk)
        if self.instance.pk is not None and others.exists():
            raise forms.ValidationError(TAKEN)
        return name
