"""Forms as a person reads them: an empty choice has a word."""

import pytest
from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy

from areas.models import Municipality
from programmes.models import HostEmployer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


class Asked(forms.ModelForm):
    """A list from the model, one of rows, and one that has its own word."""

    place = forms.ModelChoiceField(Municipality.objects.order_by("code")[:1])
    other = forms.ModelChoiceField(Municipality.objects.none(), required=False, empty_label="Anywhere")

    class Meta:
        model = HostEmployer
        fields = ["municipality"]


@pytest.mark.parametrize(("language", "word"), [("fi", "Valitse"), ("sv", "Välj"), ("en", "Choose")])
def test_an_empty_choice_says_choose_in_the_language_of_the_page(language, word):
    with translation.override(language):
        page = str(Asked())

    assert (page.count(f'<option value="" selected>{word}</option>'), page.count("---------")) == (2, 0)
    assert '<option value="" selected>Anywhere</option>' in page


class Questions(forms.Form):
    """A question and a plain label."""

    seats = forms.IntegerField(label=gettext_lazy("How many people fit at the same time?"))
    name = forms.CharField(label="Name")


def test_a_question_in_the_summary_of_errors_has_no_colon():
    summary = str(Questions({})).split("</ul>")[0]

    assert "Kuinka monta mahtuu yhtä aikaa? " in summary
    assert ">Name: " in summary
