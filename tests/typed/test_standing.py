"""One form in two windows, field by field: what its writer left alone stands as it is now."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from typed.meanwhile import FIELD, Standing
from ui.forms import DateField, NumberInput

KINDS = [("a", "Aamu"), ("b", "Ilta")]
BEFORE = {
    "words": "Ensin\nsitten", "hours": Decimal("7.50"), "day": date(2026, 12, 3), "yes": True,
    "one": "a", "many": ["a"], "search": "",
}  # fmt: skip


class Sample(Standing):
    of_the_window = ("search",)

    words = forms.CharField(required=False, widget=forms.Textarea)
    hours = forms.DecimalField(required=False, widget=NumberInput)
    day = DateField(required=False)
    yes = forms.BooleanField(required=False)
    one = forms.ChoiceField(choices=KINDS, required=False, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple)
    search = forms.CharField(required=False)


class Asking(Sample):
    takes_theirs_unread = False


def sent(**changes: Any) -> QueryDict:
    """What a browser sends from the form as it was opened, with what its writer changed."""
    data = QueryDict(mutable=True)
    opened = {
        "words": "Ensin\r\nsitten", "hours": "7,5", "day": "3.12.2026", "yes": "on", "one": "a",
        "many": ["a"], "search": "", FIELD: Sample(initial=BEFORE)[FIELD].value(),
    }  # fmt: skip
    for name, value in (opened | changes).items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


THEIRS = {
    "words": "Toisin", "hours": Decimal(4), "day": date(2026, 12, 9), "yes": False, "one": "b",
    "many": ["a", "b"],
}  # fmt: skip


@pytest.mark.parametrize("name", THEIRS)
def test_what_the_writer_left_alone_is_as_it_stands_now(name):
    form = Sample(sent(search="uusi"), initial=BEFORE | {name: THEIRS[name]})

    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == THEIRS[name]
    assert form.cleaned_data["search"] == "uusi"
    assert FIELD not in form.cleaned_data


MINE = {"words": "Omat", "hours": "12", "day": "1.12.2026", "one": "", "many": ["b"]}


@pytest.mark.parametrize("name", MINE)
def test_where_both_changed_it_is_asked_and_the_next_press_decides(name):
    stands = BEFORE | {name: THEIRS[name]}
    form = Sample(sent(**{name: MINE[name]}), initial=stands)

    assert set(form.errors) == {name}
    again = Sample(form.data, initial=stands)
    assert again.is_valid(), again.errors
    assert again.cleaned_data[name] != THEIRS[name]


@pytest.mark.parametrize("name", MINE)
def test_what_nobody_else_changed_is_written_without_a_question(name):
    form = Sample(sent(**{name: MINE[name]}), initial=BEFORE)

    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] != BEFORE[name]


def test_where_both_changed_to_the_same_nobody_is_asked():
    form = Sample(sent(hours="4", yes=None), initial=BEFORE | {"hours": THEIRS["hours"], "yes": False})

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["hours"], form.cleaned_data["yes"]) == (4, False)


def test_what_others_sign_is_asked_about_though_its_sender_changed_something_else():
    form = Asking(sent(words="Omat"), initial=BEFORE | {"hours": THEIRS["hours"]})

    assert set(form.errors) == {"hours"}
    assert "“4”" in str(form.errors["hours"]) or "”4”" in str(form.errors["hours"])
    assert Asking(form.data, initial=BEFORE | {"hours": THEIRS["hours"]}).is_valid()


def test_the_marks_tell_nothing_and_differ_by_field():
    marks = dict(one.split("=") for one in Sample(initial=BEFORE)[FIELD].value().split(","))

    assert set(marks) == set(BEFORE) - {"search"}
    assert all(len(mark) == 12 and mark.isalpha() for mark in marks.values())
    assert len(set(marks.values())) == len(marks)
