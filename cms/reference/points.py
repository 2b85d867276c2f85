"""Service points in the page editor: the week a line a day, and for those who keep all points the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from areas.selectors import languages
from cms.reference.base import ReferenceViewSet
from cms.reference.forms import AREA_LANGUAGES, OFFERED, ReferenceForm
from cms.reference.own import KEEPS_POINTS
from cms.reference.trail import record_told
from cms.reference.views import AddView, ChangeView
from programmes.models import ServicePoint
from programmes.servicepoints.codes import Help, Weekday
from programmes.servicepoints.week import line_of, set_week, slots_of, week_of

LINES = [f"hours_{day.value}" for day in Weekday]


class ServicePointForm(ReferenceForm):
    """A service point and its ordinary week."""

    help_offered = forms.MultipleChoiceField(
        label=_("what one gets there"),
        choices=Help.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hours_0, hours_1, hours_2, hours_3, hours_4, hours_5, hours_6 = (
        forms.CharField(label=day.label, required=False, max_length=60) for day in Weekday
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "languages" in self.fields:
            kept = set(self.instance.languages or [])
            self.fields["languages"].choices = [  # type: ignore[attr-defined]
                (one.code, one.name)
                for one in languages(first=AREA_LANGUAGES)
                if one.code in kept or one.code in OFFERED
            ]
        if self.instance.pk:
            for weekday, slots in week_of(self.instance).items():
                self.initial[f"hours_{weekday}"] = line_of(slots)

    @property
    def changed_columns(self) -> list[str]:
        """The changed fields that are columns of the row."""
        return [name for name in self.changed_data if name not in LINES]

    def clean(self) -> dict[str, Any]:
        """Each line of the week can be read."""
        values: dict[str, Any] = super().clean() or {}
        self.week = {}
        for weekday, name in enumerate(LINES):
            try:
                self.week[weekday] = slots_of(values.get(name) or "")
            except ValidationError as problem:
                self.add_error(name, problem)
        return values

    def save(self, commit: bool = True) -> Any:
        """The point is saved together with its week."""
        row = super().save(commit=commit)
        set_week(row, self.week)
        return row


class PointTrail:
    """The week stands in rows of its own: what changed in it is told with the point."""

    object: Any
    form: Any
    request: Any

    def _in_words(self) -> str:
        if not (self.object and self.object.pk):
            return ""
        week = week_of(self.object)
        return "; ".join(f"{day.label} {line_of(week[day.value])}" for day in Weekday if week[day.value])

    @transaction.atomic
    def save_instance(self) -> Any:
        """The point and its week are saved, and what changed is on record."""
        before = self._in_words()
        self.form.changed_data[:] = self.form.changed_columns
        row = super().save_instance()  # type: ignore[misc]
        self.object = row
        record_told(row, by=self.request.user, name="week", before=before, after=self._in_words())
        return row


class AddPointView(PointTrail, AddView):
    """A new service point."""

    object = None


class ChangePointView(PointTrail, ChangeView):
    """A service point is changed."""


def _kept(name: str) -> FieldPanel:
    """A part of the point that only those who keep all points change."""
    return FieldPanel(name, permission=KEEPS_POINTS)


class ServicePoints(ReferenceViewSet):
    """Where people are met."""

    model = ServicePoint
    icon = "site"
    form_base = ServicePointForm
    add_view_class = AddPointView
    edit_view_class = ChangePointView
    list_display = ("name", "municipality", "phone", "is_active")
    list_filter = ("municipality", "is_active")
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        MultiFieldPanel(
            [FieldPanel(name) for name in LINES],
            heading=_("Ordinary week"),
            help_text=_("For example 9–11.30, 12–15. Empty: shut. Public holidays shut by themselves."),
        ),
        MultiFieldPanel(
            [
                _kept("code"),
                FieldRowPanel([_kept("name_fi"), _kept("name_sv")]),
                FieldRowPanel([_kept("name_en"), _kept("name_fi_simple")]),
                _kept("municipality"),
                FieldRowPanel([_kept("street_address"), _kept("postal_code"), _kept("post_office")]),
                FieldRowPanel([_kept("lat"), _kept("lon")]),
                FieldRowPanel([_kept("phone"), _kept("email")]),
                FieldRowPanel([_kept("in_person"), _kept("remote")]),
                _kept("help_offered"),
                _kept("languages"),
                _kept("is_active"),
            ],
            heading=_("The place"),
        ),
    )
