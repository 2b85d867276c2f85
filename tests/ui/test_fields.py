"""What a field says of itself: needed or not, days that exist, numbers as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail.models import get_page_models

from programmes.employers.models.vacancy import NEEDED
from programmes.employers.vacancy_forms import STEPS
from programmes.models import HostEmployer, Vacancy
from programmes.participants.forms import NextStepForm, ReferralForm, StartForm
from programmes.placements.forms import IssueAgreementForm
from programmes.workspace.forms import PersonDataForm
from tests.ui.test_identity_codes import kinds_of, modules, ours
from ui.forms import BIRTH, DateField, NumberInput, example_day
from workflow.forms import TransitionForm

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

LANGUAGES = ("fi", "sv", "en", "fi-simple")
DAYS = ("2026-11-29", "2027-12-31", "2028-02-29", "2027-01-01")


class Asked(forms.Form):
    """One of each kind of number, a day, and words."""

    hours = forms.DecimalField(max_value=60)
    seats = forms.IntegerField()
    share = forms.FloatField(required=False)
    on = DateField(away=14)
    words = forms.CharField(max_length=10)
    way = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


@pytest.mark.parametrize("typed", ["7,5", "7.5", " 7,5 ", "7,50"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_taken_as_people_write_it_in_every_language(language, typed):
    with translation.override(language):
        form = Asked({"hours": typed, "seats": "1 000"})
        form.is_valid()

        assert (form.cleaned_data["hours"], form.cleaned_data["seats"]) == (Decimal("7.5"), 1000)


@pytest.mark.parametrize(("language", "shown"), [("fi", "7,5"), ("sv", "7,5"), ("en", "7.5")])
def test_a_number_is_shown_with_the_comma_or_point_of_the_language(language, shown):
    with translation.override(language):
        kept = str(Asked(initial={"hours": Decimal("7.5")})["hours"])
        again = str(Asked({"hours": "7,5"})["hours"])

    assert (f'value="{shown}"' in kept, f'value="{shown}"' in again) == (True, True)
    assert 'type="text"' in kept
    assert 'inputmode="decimal"' in kept


@pytest.mark.parametrize(
    ("kept", "shown"), [("16.0", "16"), ("0.00", "0"), ("1000", "1000"), ("7.50", "7,50")]
)
def test_a_whole_number_is_shown_without_the_zeros_that_its_column_adds(kept, shown):
    with translation.override("fi"):
        drawn = str(Asked(initial={"hours": Decimal(kept)})["hours"])

    assert f'value="{shown}"' in drawn


def test_what_is_no_number_stands_as_it_was_typed():
    form = Asked({"hours": "noin 7,5"})

    assert 'value="noin 7,5"' in str(form["hours"])
    assert "hours" in form.errors


def test_no_form_has_the_browsers_own_number_field():
    modules()
    kinds = [kind for kind in {*kinds_of(forms.BaseForm)} if ours(kind)]
    numbers = [
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name, field in kind.base_fields.items()
        if getattr(field.widget, "input_type", "") == "number"
    ]
    folders = [ROOT / "programmes", ROOT / "platform", ROOT / "reports", ROOT / "cms"]
    files = [path for folder in folders for path in folder.rglob("*.html")]
    templates = [path for path in files if 'type="number"' in path.read_text(encoding="utf-8")]

    assert (numbers, templates) == ([], [])
    assert {kind.widget for kind in (forms.IntegerField, forms.DecimalField, forms.FloatField)} == {
        NumberInput
    }


def test_every_form_with_fields_leaves_telling_to_the_page():
    """The browser's own bubble speaks its own language and tells one thing at a time."""
    form = re.compile(r"<form((?:\{%.*?%\}|[^>{])*)>(.*?)</form>", re.DOTALL)
    marks = ("{{ form", "{% field", "form_fields", "step_fields", "<textarea", "<select", 'type="radio"')
    bubbles = [
        f"{path.name}: {tag[:60]}"
        for folder in ("programmes", "platform", "reports", "cms")
        for path in (ROOT / folder).rglob("*.html")
        if "admin" not in path.parts
        for tag, body in form.findall(path.read_text(encoding="utf-8"))
        if 'method="post"' in tag and "novalidate" not in tag and any(mark in body for mark in marks)
    ]

    assert bubbles == []


def test_a_needed_field_says_so_to_those_who_listen_and_not_to_the_browser():
    page = str(Asked())

    assert (page.count('aria-required="true"'), page.count(" required")) == (4, 0)
    assert page.count("(vapaaehtoinen)") == 1


@pytest.mark.parametrize("typed", ["31.2.1990", "29.2.2027", "2026-02-31", "31/11/2026", "31.2.90"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_does_not_exist_is_told_as_such(language, typed):
    with translation.override(language):
        words = why(typed)
        other = why("huomenna")

    assert typed in words
    assert words != other
    assert "huomenna" not in other


@pytest.mark.parametrize("typed", ["3.12", "kolmas", "1990", "3-12-2026", "3.12.20266"])
def test_a_day_written_in_another_way_is_told_how_it_is_written(typed):
    with translation.override("fi"):
        assert example_day(14) in why(typed)


@pytest.mark.parametrize("typed", ["3.12.2026", "03.12.2026", "3. 12. 2026", "3.12.26", "2026-12-03"])
def test_days_are_taken_as_people_write_them(typed):
    assert DateField().clean(typed) == date(2026, 12, 3)


def why(typed: str) -> str:
    with pytest.raises(ValidationError) as wrong:
        DateField(away=14).clean(typed)
    return str(wrong.value.messages[0])


@pytest.mark.parametrize("today", DAYS)
def test_the_day_of_an_example_is_one_that_the_field_takes_on_any_day(today):
    with time_machine.travel(f"{today}T10:00:00+02:00", tick=False), translation.override("fi"):
        now = date.fromisoformat(today)
        birth = DateField(away=BIRTH).clean(example_day(BIRTH))
        back = shown_in(TransitionForm.base_fields["on"])
        ahead = [
            shown_in(form.base_fields[name])
            for form, name in (
                (NextStepForm, "due_on"),
                (StartForm, "next_step_due_on"),
                (ReferralForm, "earliest_start_on"),
                (IssueAgreementForm, "starts_on"),
            )
        ]
        gone = [shown_in(ReferralForm.base_fields["unemployed_since"])]

    assert 15 < (now - birth).days / 365.25 < 100
    assert 0 < (now - back).days <= 90
    assert all(day > now for day in ahead)
    assert all(day < now for day in gone)


def shown_in(field: Any) -> date:
    """The day that the help text of the field names."""
    words = [word.strip(".,") for word in str(field.help_text).split()]
    return next(DateField().clean(word) for word in words if word.count(".") == 2)


def test_no_example_of_a_day_is_written_by_hand():
    day = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
    modules()
    kinds = [kind for kind in {*kinds_of(forms.BaseForm)} if ours(kind)]
    with time_machine.travel("2031-05-06T10:00:00+03:00", tick=False):
        old = [
            f"{kind.__name__}.{name}"
            for kind in kinds
            for name, field in kind.base_fields.items()
            if any(abs(int(found[-4:]) - 2031) > 1 for found in day.findall(str(field.help_text)))
            and getattr(field, "away", 0) != BIRTH
        ]

    assert old == []


def test_what_must_be_told_before_sending_is_marked_so_and_nothing_else_is():
    marked = {
        (step.code, name)
        for step in STEPS
        for name, field in fields_of(step).items()
        if field.required or getattr(field, "needed_later", False)
    }

    assert marked == {(one.step, one.field) for one in NEEDED if one.field != "demands"} | {
        ("where", "municipality"),
        ("hours", "seats"),
    }


def fields_of(step: Any) -> dict[str, Any]:
    host = HostEmployer(name="Paja", business_id="0112038-9", municipality_id="167", pk=10**9)
    return step.form(instance=Vacancy(host=host)).fields  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["grounds", "labour_status_at_referral"])
def test_nothing_that_feeds_figures_is_chosen_beforehand(name):
    field = ReferralForm.base_fields[name]

    assert (field.initial, next(iter(field.choices))[0], field.required) == (None, "", True)  # type: ignore[attr-defined]


def day_fields():
    """Each date field of each form of ours, of pages and of reference data too, by name."""
    modules()
    kinds = [kind for kind in {*kinds_of(forms.BaseForm)} if ours(kind)]
    kinds += [page.get_edit_handler().get_form_class() for page in get_page_models()]
    return [
        (f"{kind.__module__}.{kind.__name__}.{name}", field)
        for kind in kinds
        for name, field in kind.base_fields.items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]


def takes(field, day):
    try:
        field.clean(day)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("year", ["0026", "1026", "1850", "2999"])
def test_no_field_takes_a_day_of_another_century(year):
    fields = day_fields()

    assert len(fields) > 30
    assert [name for name, field in fields if takes(field, f"{year}-01-02")] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("21.9.63", date(1963, 9, 21)), ("1.1.68", date(1968, 1, 1)), ("5.5.99", date(1999, 5, 5)),
     ("5.5.05", date(2005, 5, 5))],
)  # fmt: skip
def test_a_birth_year_of_two_digits_is_one_that_has_been(typed, meant):
    assert DateField(away=BIRTH).clean(typed) == meant


def test_a_day_ahead_with_two_digits_is_of_this_century():
    assert DateField(away=14).clean("3.12.27") == date(2027, 12, 3)


def test_what_has_been_cannot_lie_ahead():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="after today"), translation.override("en"):
        DateField(future=False).clean(tomorrow.isoformat())


@pytest.mark.parametrize(("typed", "taken"), [("21.9.63", True), ("24.12.2031", False), ("1.1.1850", False)])
def test_a_worker_and_an_officer_are_asked_the_same_of_a_date_of_birth(typed, taken):
    referral, correction = ReferralForm.base_fields["birth_date"], PersonDataForm.base_fields["birth_date"]
    assert takes(referral, typed) is takes(correction, typed) is taken
