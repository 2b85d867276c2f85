"""What a publisher is asked of each kind of reference data."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import ModelLogEntry

from areas.models import Municipality
from areas.selectors import languages, municipalities
from cms.reference.names import number_name, unit_name
from letters.numbers import whole_number
from letters.order import in_order
from programmes.catalogue.money import KEPT_AS as ALLOWANCE_KEPT_AS
from programmes.catalogue.succession import check_days, end_the_one_before
from programmes.models import DutyParty, Parameter, ReasonCode
from programmes.placements.groups import check_group
from ui import formats
from workflow.registry import machines
from workflow.steps import transitions_of

AREA_LANGUAGES = ("fi", "sv", "en")
OFFERED = frozenset({*AREA_LANGUAGES, "ru", "uk", "ar", "so", "fa", "et", "se"})


class SeenField(forms.CharField):
    """The last change of the row that the window shows; never a change itself."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ReferenceForm(WagtailAdminModelForm):
    """A row whose code, once given, stays: other systems know it by that.

    forgets: what is kept in the cache of this kind, and read anew after a change. most: the greatest number
    that can be meant. A window that does not know the last change saves nothing until it has been told.
    """

    settled: tuple[str, ...] = ("code",)
    forgets: tuple[str, ...] = ()
    most: ClassVar[dict[str, int]] = {}

    data: Any
    seen = SeenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = str(_last_change(self.instance))
        for name, field in self.fields.items():
            field.disabled = bool(self.instance.pk) and name in self.settled
            if name == "code" and not field.help_text:
                field.help_text = gettext_lazy(
                    "A short name for lists and other systems: small letters, digits and hyphens. "
                    "It stays as it is."
                )
            rows = getattr(field, "queryset", None)
            if rows is not None and rows.model is Municipality:
                field.queryset = municipalities()  # type: ignore[attr-defined]
            if field.label:
                field.label = capfirst(str(field.label))
            if name in self.most:
                field.validators.append(MaxValueValidator(self.most[name]))

    def clean(self) -> dict[str, Any]:
        """What somebody has changed since the window was opened is told first."""
        values: dict[str, Any] = super().clean() or {}
        seen = whole_number(values.pop("seen", ""))
        if self.instance.pk and seen is not None and seen != _last_change(self.instance):
            self._tell_changes_since(seen)
        return values

    def _tell_changes_since(self, seen: int) -> None:
        since = ModelLogEntry.objects.for_instance(self.instance).filter(pk__gt=seen).order_by("pk")
        for entry in since:
            told = {
                "who": entry.user_display_name,
                "when": formats.clock(entry.timestamp),
                "what": entry.message,
            }
            self.add_error(None, _("%(who)s changed this row (%(when)s): %(what)s") % told)
        self.add_error(None, _("Nothing was saved yet. Save again, and what stands below replaces it."))
        given = self.data.copy()
        given[self.add_prefix("seen")] = str(_last_change(self.instance))
        self.data = given

    def end_the_one_before(self) -> Any:
        """The row that this one follows, ended; most kinds have none."""
        return None

    def save(self, commit: bool = True) -> Any:
        """The row is saved, and what was kept of its kind is forgotten."""
        row = super().save(commit)
        cache.delete_many(self.forgets)
        return row


def _last_change(row: Any) -> int:
    newest = ModelLogEntry.objects.for_instance(row).order_by("-pk").values_list("pk", flat=True)
    return (newest.first() or 0) if row.pk else 0


class DatedForm(ReferenceForm):
    """A row that holds from a day until a day; a new one is offered from today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["valid_from"] = timezone.localdate()

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                check_days(self.instance)
            except ValidationError as problem:
                self.add_error(None, problem)

    def end_the_one_before(self) -> Any:
        return end_the_one_before(self.instance)


class RuleForm(DatedForm):
    """What law says of a type of service, from a day on."""

    settled = ("programme_type",)
    most: ClassVar[dict[str, int]] = {"weekly_hours_max": 60, "duration_months_max": 120}


class ProgrammeForm(ReferenceForm):
    """A service: its languages are chosen by name."""

    most: ClassVar[dict[str, int]] = {"weekly_hours_min": 60, "weekly_hours_max": 60, "duration_weeks": 520}

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = set(self.instance.languages or [])
        self.fields["languages"].choices = _offered(kept)  # type: ignore[attr-defined]


def _offered(kept: set[str]) -> list[tuple[str, str]]:
    """Languages in which a service may be told to run; one that is already chosen stays on the list."""
    return [
        (one.code, one.name)
        for one in languages(first=AREA_LANGUAGES)
        if one.code in kept or one.code in OFFERED
    ]


class GroupForm(ReferenceForm):
    """A group: never fewer seats than people, never called off over their heads."""

    most: ClassVar[dict[str, int]] = {"seats": 500}

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = _offered({self.instance.language})
        self.fields["language"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                check_group(self.instance)
            except ValidationError as problem:
                self.add_error(None, problem)


class ReasonForm(DatedForm):
    """A reason for an act that asks for one."""

    settled = ("machine", "transition", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = set(ReasonCode.objects.values_list("machine", "transition"))
        for name, choices in (("machine", _machines(pairs)), ("transition", _acts(pairs))):
            field = self.fields.get(name)
            if field is not None:
                self.fields[name] = forms.ChoiceField(
                    label=field.label, choices=choices, disabled=field.disabled, help_text=field.help_text
                )

    def clean(self) -> dict[str, Any]:
        """Only an act that asks for a reason may get one more."""
        values: dict[str, Any] = super().clean() or {}
        pair = {"machine": values.get("machine"), "transition": values.get("transition")}
        if all(pair.values()) and not ReasonCode.objects.filter(**pair).exists():
            self.add_error("transition", _("This act asks for no reason."))
        return values


class DutyForm(DatedForm):
    """One task of the division of work: who answers for it, who takes part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["takes_part"] = forms.MultipleChoiceField(
            label=capfirst(str(self.fields["takes_part"].label)),
            choices=DutyParty.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


def _machines(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    used = {machine for machine, _act in pairs}
    return [("", "–"), *((code, str(machine.name)) for code, machine in machines().items() if code in used)]


def _acts(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each act with what it is done to: only together they ask for a reason."""
    homes: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for machine, act in sorted(pairs):
        known = machines().get(machine)
        homes[act].append(str(known.name) if known else machine)
        labels[act] = act_label(machine, act)
    told = [(act, f"{label} ({', '.join(homes[act])})") for act, label in labels.items()]
    return [("", "–"), *in_order(told, lambda pair: pair[1])]


def act_label(machine: str, act: str) -> str:
    """What the button of the act says; the name of the act where the machine is not known."""
    known = machines().get(machine)
    found = transitions_of(known.model).get(act) if known else None
    return str(found[0].custom["step"].label) if found else act


class ParameterForm(DatedForm):
    """A number with its days and source: of a kind that the service reads, counted as it reads it."""

    forgets = ("deadline_days", ALLOWANCE_KEPT_AS)
    most: ClassVar[dict[str, int]] = {"value": 366}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = dict(Parameter.objects.order_by("valid_from").values_list("code", "unit"))
        self.units = counted | ({self.instance.code: self.instance.unit} if self.instance.pk else {})
        kinds = [(code, f"{number_name(code)} ({unit_name(unit)})") for code, unit in self.units.items()]
        if self.instance.pk:
            whole = self.instance.value == int(self.instance.value)
            self.initial["value"] = int(self.instance.value) if whole else self.instance.value
        code = self.fields["code"]
        self.fields["code"] = forms.ChoiceField(
            label=capfirst(str(gettext_lazy("what it sets"))),
            choices=[("", "–"), *in_order(kinds, lambda kind: kind[1])],
            disabled=code.disabled,
        )

    def clean_value(self) -> Any:
        """Days are whole and never fewer than none; a sum may have cents."""
        value = self.cleaned_data["value"]
        in_euros = self.units.get(self.data.get("code") or self.instance.code) == "euros_a_day"
        if value < 0 or (value != int(value) and not in_euros):
            raise ValidationError(_("Write a whole number, 0 or more."))
        return value

    def _post_clean(self) -> None:
        self.instance.unit = self.units.get(self.cleaned_data.get("code", ""), self.instance.unit)
        super()._post_clean()
