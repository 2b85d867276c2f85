"""The filters as a form: each choice with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.area import Area
from cms.finding.offer import hours_choices, near_choices
from cms.finding.question import NAMES, Question
from programmes.placements.presentation import hours_number
from ui.elements import Link
from ui.formats import day, number
from ui.forms import DateField


class FilterForm(forms.Form):
    """The names are those of the address, the same in every language."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    q = forms.CharField(label=_("What would you like to do?"), required=False, max_length=100)
    hours_max = forms.ChoiceField(label=_("Hours a week, at most"), required=False)
    near = forms.ChoiceField(label=_("Distance"), required=False)
    type = forms.ChoiceField(label=_("Type of service"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    starts_before = DateField(label=_("Starts by, for example 3.12.2026"), required=False, help_text="")
    free = forms.BooleanField(label=_("Only where there is room now"), required=False)
    fits = forms.BooleanField(label=_("Only work that can be shaped to fit you"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    # The municipality that was read from the words: the choice is the reader's own once they change it.
    taken = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        question: Question,
        choices: dict[str, list[tuple[str, Any]]],
        *,
        keep: Sequence[str] = NAMES,
        counts: dict[str, int] | None = None,
        ids: str = "find",
        taken: str = "",
    ) -> None:
        asked: dict[str, Any] = dict(question.asked())
        told = asked | {
            "starts_before": question.starts_before,
            "free": question.free,
            "fits": question.fits,
            "taken": taken,
        }
        super().__init__(initial=told, auto_id=f"{ids}-%s")
        self.counts = counts or {}
        hidden = {"taken"} | ({"sort"} if question.sort else set())
        for name in set(self.fields) - set(keep) - hidden:
            del self.fields[name]
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if "q" in self.fields:
            self.fields["q"].widget.input_type = "search"
            self.fields["q"].widget.attrs["data-search"] = True
        for name, count in self.counts.items():
            self.fields[name].label = counted(str(self.fields[name].label), count)

    def renewed(self) -> list[SafeString]:
        """What carries counts that go by the other fields, for htmx to put in place: lists, and labels."""
        lists = [
            bound.as_widget(attrs={"hx-swap-oob": "true"})
            for bound in self.visible_fields()
            if bound.widget_type == "select"
        ]
        labels = [
            format_html(
                '<span hx-swap-oob="innerHTML:label[for={}]">{}</span>',
                self[name].id_for_label,
                self[name].label,
            )
            for name in self.counts
        ]
        return [*lists, *labels, self["taken"].as_widget(attrs={"hx-swap-oob": "true"})]


def municipality_options(area: Area, counts: Counter[str]) -> list[tuple[str, Any]]:
    """The municipalities by service area, each with its count."""
    groups: list[tuple[str, Any]] = [
        (group, [(place.code, counted(place.name, counts[place.code])) for place in places])
        for group, places in area.by_service_area()
    ]
    return [("", gettext("The whole area")), *groups]


def near_options(question: Question, counts: Counter[str]) -> list[tuple[str, str]]:
    """Only the municipality, or so many kilometres around it; counted when a municipality is chosen."""
    around = [
        (str(km), counted(gettext("%(km)s km around") % {"km": km}, counts[str(km)] if counts else None))
        for km in near_choices(question)
    ]
    return [("", gettext("Only this municipality")), *around]


def hours_options(question: Question, counts: Counter[str]) -> list[tuple[str, str]]:
    """Any hours, or at most so many a week."""
    most = [
        (f"{hours:f}", counted(gettext("at most %(hours)s h a week") % {"hours": hours_number(hours)}, count))
        for hours in hours_choices(question)
        if (count := counts[f"{hours:f}"]) or hours == question.hours_max
    ]
    return [("", gettext("Any hours")), *most]


def options(names: dict[str, str], counts: Counter[str], chosen: str) -> list[tuple[str, str]]:
    """All, and each name with its count; one with nothing behind it is left out, unless it is chosen."""
    return [
        ("", gettext("All")),
        *[
            (code, counted(name, counts[code]))
            for code, name in names.items()
            if counts[code] or code == chosen
        ],
    ]


def counted(name: str, count: int | None) -> str:
    """The name with its count."""
    return name if count is None else f"{name} ({number(count)})"


def chips(question: Question, area: Area, types: dict[str, str], languages: dict[str, str]) -> list[Link]:
    """Each choice in use, with the address that takes it away."""
    found: list[Link] = []

    def add(label: str, *names: str) -> None:
        found.append(Link(label, question.without(*names)))

    if question.q:
        add(f"”{question.q}”", "q")
    if question.municipality:
        add(area.names[question.municipality], "municipality", "near")
    if question.near:
        add(gettext("%(km)s km around") % {"km": question.near}, "near")
    if question.type:
        add(types[question.type], "type")
    if question.language:
        add(languages.get(question.language, question.language), "language")
    if question.hours_max:
        add(gettext("at most %(hours)s h a week") % {"hours": hours_number(question.hours_max)}, "hours_max")
    if question.starts_before:
        add(gettext("starts by %(date)s") % {"date": day(question.starts_before)}, "starts_before")
    if question.free:
        add(gettext("there is room now"), "free")
    if question.fits:
        add(gettext("can be shaped to fit you"), "fits")
    return found


FIELD_NAMES = {
    "q": _("words"),
    "municipality": _("municipality"),
    "near": _("distance"),
    "type": _("type of service"),
    "language": _("language"),
    "hours_max": _("hours a week"),
    "starts_before": _("start"),
    "free": _("room now"),
    "fits": _("can be shaped"),
    "kind": _("kind"),
    "sort": _("order"),
    "page": _("page"),
}


def left_out(question: Question) -> list[str]:
    """What of the address was not understood, in words."""
    return [
        f"{FIELD_NAMES[name]}: {given}" if given else str(FIELD_NAMES[name])
        for name, given in question.ignored
    ]
