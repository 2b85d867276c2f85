"""What decides a yes stands where the yes is asked: where, how far, hours, and money as it is lived."""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import translation

from accounts.roles import Role
from programmes.catalogue.models import Parameter, ProgrammeType
from programmes.catalogue.money import EXPENSE_ALLOWANCE, money_of, money_words
from programmes.catalogue.selectors import rule_on
from programmes.models import WorkProfile
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.comparison import LABELS
from programmes.placements.presentation import glance_at, place_facts, vacancy_facts
from programmes.placements.services import propose
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LANGUAGES = ["fi", "fi-simple", "sv", "en"]
NO_PAY = ("Ei palkkaa", "Palkkaa ei", "No wage", "Ingen lön")
GOES_ON = {
    "fi": "Etuutesi jatkuu + 9 € päivässä",
    "fi-simple": "Saat tukea kuten nyt + 9 € päivässä",
    "sv": "Din förmån fortsätter + 9 € per dag",
    "en": "Your benefit goes on, plus €9 a day",
}


def plain(words: str) -> str:
    return str(words).replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_without_wage_says_that_the_benefit_goes_on(language):
    with translation.override(language):
        for kind in ProgrammeType.objects.all():
            told = plain(money_of([rule_on(kind)]))
            assert not told.startswith(NO_PAY), kind
            assert told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sum_stands_on_card_facts_and_agreement(language):
    placement = make.placement("signing")
    with translation.override(language):
        facts = {str(label): plain(value) for label, value in place_facts(placement)}
        paper = agreement_paper(placement, placement.participation.coordinator)
        agreed = [plain(value) for _label, value in paper.plain]
        line = plain(glance_at(placement, home=None).line)

    assert GOES_ON[language] in facts.values()
    assert GOES_ON[language] in agreed
    assert GOES_ON[language] in line
    assert "9" in plain(paper.sentences[0])


def test_a_new_sum_is_told_from_its_day_and_none_where_none_is_set():
    kind = rule_on(make.programme_type("work_trial"))
    Parameter.objects.filter(code=EXPENSE_ALLOWANCE).update(value=Decimal("9.50"))
    cache.clear()
    with translation.override("fi"):
        raised = plain(money_of([kind]))
        Parameter.objects.filter(code=EXPENSE_ALLOWANCE).delete()
        cache.clear()
        without = plain(money_of([kind]))
    cache.clear()

    assert raised == "Etuutesi jatkuu + 9,50 € päivässä"
    assert without == "Etuutesi jatkuu"


def test_of_several_types_only_what_holds_of_all_is_told():
    trial, job, assessment = (
        rule_on(make.programme_type(code))
        for code in ("work_trial", "pay_subsidised_work", "work_ability_assessment")
    )
    with translation.override("en"):
        assert money_of([trial, job]) == "Depends on the service"
        assert money_of([trial, assessment]) == "Your benefit goes on"
        assert money_of([job]) == money_words(paid=True) == "Wage"
        assert money_of([]) == ""


def test_an_agreement_from_before_the_sum_stood_in_it_promises_none():
    placement = make.placement("signing")
    agreement = placement.agreements.get()
    content = {key: value for key, value in agreement.content.items() if key != "daily_allowance"}
    type(agreement).objects.filter(pk=agreement.pk).update(content=content)

    with translation.override("en"):
        paper = agreement_paper(placement, placement.participation.coordinator)

    assert "Your benefit goes on" in [value for _label, value in paper.plain]
    assert "9" not in paper.sentences[0]


def test_street_and_distance_stand_with_the_place():
    place = make.vacancy(municipality=make.LIEKSA, employer=make.host(municipality=make.LIEKSA))

    with translation.override("fi"):
        facts = dict(vacancy_facts(place, money="", home="167"))

    assert facts["Katuosoite"] == "Kylätie 1"
    assert "km kotikunnastasi linnuntietä" in facts["Missä"]


@pytest.mark.parametrize(
    ("state", "hours"), [("introduced", "10–25 h viikossa"), ("signing", "16 h viikossa")]
)
def test_hours_are_those_of_the_place_until_they_are_agreed(state, hours):
    with translation.override("fi"):
        assert dict(place_facts(make.placement(state)))["Tunnit"] == hours


def test_a_comparison_has_a_line_for_each_fact():
    with translation.override("fi"):
        (_workplace, _value), *facts = place_facts(make.placement())

        assert [label for label, _value in facts] == [str(label) for label in LABELS]


def test_what_the_work_asks_stands_beside_what_the_person_has_told():
    placement = make.placement()
    place = placement.vacancy
    place.demands = {"lifting": 3, "standing": 1, "noise": 2, "pace": 0}
    place.save()
    person = placement.participation.participant
    profile = WorkProfile.objects.create(participant=person, lifting=1, standing=1)

    with translation.override("en"):
        told = dict(place_facts(placement, profile=profile))["Beside what you have told"]
        without = dict(place_facts(placement))["Beside what you have told"]

    assert told == "Lifting: a lot, for you a little · Fits: Standing · You have not told: Noise"
    assert without == ""


def test_a_phone_shows_one_place_and_what_the_other_says_beside_it(client):
    person = make.participant(user=make.account(Role.PARTICIPANT))
    row = make.participation("active", person=person)
    worker = row.coordinator
    first = make.vacancy(title="Ensimmäinen", street_address="Kylätie 1", bus="Linja 3", daily_hours="8–14")
    second = make.vacancy(title="Toinen", street_address="Rantatie 2", directions="Pihan puolelta")
    kinds = [one.programme_types.get() for one in (first, second)]
    offers = propose(row, [(first, kinds[0]), (second, kinds[1])], by=worker)
    other = offers.placements.order_by("pk").last()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(f"/my/offers/{offers.reference}/?show={other.reference}")
    strange = client.get(f"/my/offers/{offers.reference}/?show=nowhere")

    text = page.content.decode()
    assert re.findall(r'class="is-shown"><span class="comparison-title"><a href="[^"]*">([^<]*)', text) == [
        "Toinen"
    ]
    assert 'data-label="Toinen" class="is-shown">Rantatie 2' in text
    assert 'data-label="Ensimmäinen">Kylätie 1' in text
    assert {"Linja 3", "8–14", "Pihan puolelta"} <= set(re.findall(r">([^<>]+)</td>", text))
    assert 'data-label="Ensimmäinen" class="is-shown">Kylätie 1' in strange.content.decode()


def test_what_nobody_has_told_of_any_place_is_no_line(client):
    person = make.participant(user=make.account(Role.PARTICIPANT))
    placement = make.placement(row=make.participation("active", person=person))
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    with translation.override("fi"):
        page = client.get(f"/my/offers/{placement.offer_round.reference}/").content.decode()

    assert "Katuosoite" in page
    assert "Bussi" not in page
