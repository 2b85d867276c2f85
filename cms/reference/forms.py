"""What a publisher is asked of each kind of reference data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from areas.models import Municipality
from areas.selectors import languages, municipalities
from notifications.texts import KEPT_AS, packaged
from programmes.models import ReasonCode
from programmes.placements.groups import check_group
from workflow.registry import machines
from workflow.steps import transitions_of

AREA_LANGUAGES = ("fi", "sv", "en")
OFFERED = frozenset({*AREA_LANGUAGES, "ru", "uk", "ar", "so", "fa", "et", "se"})
ADDRESSES = ("http://", "https://", "www.", "@")


class ReferenceForm(WagtailAdminModelForm):
    """A row whose code, once given, stays: other systems know it by that.

    forgets: what is kept in the cache of this kind, and read anew after a change.
    """

    settled: tuple[str, ...] = ("code",)
    forgets: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.disabled = bool(self.instance.pk) and name in self.settled
            rows = getattr(field, "queryset", None)
            if rows is not None and rows.model is Municipality:
                field.queryset = municipalities()  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        """The row is saved, and what was kept of its kind is forgotten."""
        row = super().save(commit)
        cache.delete_many(self.forgets)
        return row


class RuleForm(ReferenceForm):
    """What law says of a type of service, from a day on."""

    settled = ("programme_type",)


class ProgrammeForm(ReferenceForm):
    """A service: its languages are chosen by name."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"), required=False, widget=forms.CheckboxSelectMultiple
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

    language = forms.ChoiceField(label=gettext_lazy("language"), required=False)

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


class ReasonForm(ReferenceForm):
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


def _machines(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    used = {machine for machine, _act in pairs}
    return [(code, str(machine.name)) for code, machine in machines().items() if code in used]


def _acts(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted({act: act_label(machine, act) for machine, act in sorted(pairs)}.items())


def act_label(machine: str, act: str) -> str:
    """What the button of the act says; the name of the act where the machine is not known."""
    known = machines().get(machine)
    found = transitions_of(known.model).get(act) if known else None
    return str(found[0].custom["step"].label) if found else act


class ParameterForm(ReferenceForm):
    """A number with its days and source."""

    forgets = ("deadline_days",)


class MessageTextForm(ReferenceForm):
    """Own words for a message, beside the packaged ones."""

    settled = ()
    forgets = (KEPT_AS,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.template:
            return
        subject, body = packaged(self.instance.template, self.instance.language)
        for name, told in (("subject", subject), ("body", body)):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = told
                self.fields[name].widget.attrs["lang"] = self.instance.language

    def clean_subject(self) -> str:
        return _without_addresses(" ".join(self.cleaned_data["subject"].split()))

    def clean_body(self) -> str:
        return _without_addresses(self.cleaned_data["body"].strip())


def _without_addresses(words: str) -> str:
    if any(mark in words.lower() for mark in ADDRESSES):
        raise ValidationError(
            _("Leave out addresses: the way to one’s page is added by itself, and others look like fraud.")
        )
    return words
