"""A business id is read in one way wherever somebody writes it."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from programmes.desk.forms import EmployerForm
from programmes.employers.business_ids import BusinessIdField, business_id_from
from programmes.employers.register_proposal import proposal_for
from programmes.employers.registration_forms import RegistrationForm
from programmes.exchange.values import business_id
from programmes.hosting.supplement.forms import BusinessIdField as OfSupplement
from programmes.workspace.forms import RegisterHostForm
from tests.factories import programmes as make

ID = "0242746-2"
WRITTEN = [ID, "02427462", "0242746 2", " 0242746-2 ", "FI02427462", "fi 0242746-2"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize("typed", WRITTEN)
def test_it_is_kept_in_one_way_however_it_was_written(typed):
    assert business_id_from(typed) == ID
    assert BusinessIdField().clean(typed) == ID
    assert business_id(typed.strip(), None) == ID
    assert proposal_for(typed).values["business_id"] == ID


@pytest.mark.parametrize("typed", ["0242746-3", "0242746", "Kyläkauppa"])
def test_what_is_no_id_comes_back_as_it_was_and_is_refused_in_words(typed):
    assert business_id_from(typed) == typed
    with pytest.raises(forms.ValidationError, match=r"0242746-2"):
        BusinessIdField().clean(typed)


def test_every_form_asks_with_the_same_field():
    worker = make.coordinator()
    asking = [RegistrationForm(user=None), RegisterHostForm(), EmployerForm(user=worker)]

    assert {type(form.fields["business_id"]) for form in asking} == {BusinessIdField}
    assert OfSupplement is BusinessIdField
    assert RegisterHostForm().fields["business_id"].help_text == "Esimerkiksi 0242746-2."


@pytest.mark.parametrize("typed", WRITTEN)
def test_a_known_employer_is_found_by_it(client, typed):
    worker, host = make.coordinator(), make.host("verified", business_id=ID, name="Kyläkauppa")
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = EmployerForm({"business_id": typed}, user=worker)

    listed = client.get(reverse("work:hosts"), {"q": typed}).content.decode()
    answer = client.post(reverse("work:host_new"), {"business_id": typed, "token": "t"})

    assert form.is_valid()
    assert form.host == host
    assert answer.context["known"] == host
    if typed.strip()[0].isdigit():
        assert "Kyläkauppa" in listed
