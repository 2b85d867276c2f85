"""What was typed, in words: each value under the label of its field, choices by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from typed.sent import Values


def told(values: Values) -> list[tuple[str, str]]:
    """Label and words of what a person typed or chose; what only the form knows is left out."""
    fields = _fields({name: [one for one in given if one.strip()] for name, given in values})
    pairs = [(name, fields.get(name), [one for one in given if one.strip()]) for name, given in values]
    return [
        (str(field.label or "") if field else _("What you wrote"), words)
        for name, field, given in pairs
        if given and (words := _words(field, given))
    ]


def _words(field: Any, given: list[str]) -> str:
    if field is None:
        # A name that no form knows is a person's text when it reads like one.
        return "\n".join(one for one in given if " " in one.strip() and not one.startswith(("{", "[")))
    if isinstance(field.widget, forms.HiddenInput) or isinstance(field, forms.ModelChoiceField):
        return ""
    if isinstance(field, forms.BooleanField):
        return _("Yes")
    names = _choices(field)
    return ", ".join(names.get(one, "" if names else one) for one in given)


def _choices(field: Any) -> dict[str, str]:
    """The words of each choice by its code; empty where one writes freely."""
    return {str(code): strip_tags(str(label)) for code, label in getattr(field, "choices", ()) if code != ""}


def _fields(given: dict[str, list[str]]) -> dict[str, Any]:
    """The fields by these names: of the form that has most of them and could hold what was given."""
    fields: dict[str, Any] = {}
    names = set(given)

    def fit(kind: Any) -> tuple[int, int]:
        there = names & set(_of(kind))
        return len(there), sum(_could_hold(_of(kind)[name], given[name]) for name in there)

    for kind in sorted(_kinds(forms.BaseForm), key=fit, reverse=True):
        for name in names & set(_of(kind)):
            fields.setdefault(name, _of(kind)[name])
        if len(fields) == len(names):
            break
    return fields


def _could_hold(field: Any, given: list[str]) -> bool:
    """Whether each of what was given is one of the field's choices, or it has none."""
    if isinstance(field, forms.ModelChoiceField):
        return True
    names = _choices(field)
    return not names or set(given) <= set(names)


def _of(kind: Any) -> dict[str, Any]:
    return getattr(kind, "base_fields", {})


def _kinds(parent: Any) -> Iterator[Any]:
    for kind in parent.__subclasses__():
        yield kind
        yield from _kinds(kind)
