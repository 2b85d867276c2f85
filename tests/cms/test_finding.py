"""Finding services and open places by what stands in the address."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe

from cms.cards import Card
from cms.templatetags.cards import list_card
from programmes.catalogue.models import Programme
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

NAMES = ["q", "municipality", "near", "type", "language", "hours_max", "starts_before", "free"]
ODD = [
    "?q=%00&municipality=%00",
    "?municipality=999&type=nothing&language=xx",
    "?near=-5&municipality=422",
    "?near=99999&municipality=422",
    "?hours_max=many&starts_before=31.2.2026&free=maybe",
    "?type=workshop&type=work_trial&municipality[]=422&q[$ne]=1",
    "?q=" + "x" * 10_000,
    "?q=%ff%fe%C3%28",
    "?q='%22)--%20OR%20*%20NEAR",
    "?page=-1&page=zz",
    "?free=1&free=1",
]


def cards(response):
    return [card.title for card in response.context["cards"]]


@pytest.mark.parametrize(
    "address", ["/fi/palvelut/", "/sv/tjanster/", "/en/services/", "/fi-simple/palvelut/"]
)
def test_filters_have_the_same_names_in_every_language(client, address):
    html = client.get(address).content.decode()

    assert [name for name in NAMES if f'name="{name}"' not in html] == []


@pytest.mark.parametrize("list_address", ["/fi/palvelut/", "/sv/platser/", "/fi/"])
@pytest.mark.parametrize("query", ODD)
def test_odd_question_gets_a_normal_page(client, list_address, query):
    response = client.get(list_address + query)

    assert response.status_code == 200
    assert len(response.content) < 200_000


def test_what_was_left_out_is_told_and_escaped(client):
    html = client.get("/en/services/?municipality=<b>x</b>&type=aa&type=workshop").content.decode()

    assert "Part of the search was left out" in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>x</b>" not in html


def test_front_page_says_too_what_it_did_not_understand(client):
    html = client.get("/fi/?municipality=999&free=maybe").content.decode()

    assert "999" in html
    assert "maybe" in html
    assert "999" not in client.get("/fi/?municipality=422").content.decode()


def test_every_service_is_listed(client):
    assert len(cards(client.get("/fi/palvelut/"))) == Programme.objects.count() == 12


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?type=work_trial", ["Työkokeilu yrityksessä"]),
        ("?q=suomea+kielipajassa", ["Kieli- ja työelämävalmennus"]),
        ("?language=ar", ["Kieli- ja työelämävalmennus"]),
        ("?hours_max=0,5", []),
    ],
)
def test_services_are_narrowed(client, query, found):
    assert cards(client.get("/fi/palvelut/" + query)) == found


@pytest.mark.parametrize("words", ["TYOKOKEILU", "työkokeiluun", "tyokokeil"])
def test_service_with_the_words_in_its_title_comes_first(client, words):
    assert cards(client.get("/fi/palvelut/", {"q": words}))[0] == "Työkokeilu yrityksessä"


def test_choices_carry_the_count_they_would_leave(client):
    make.vacancy(municipality="422", types=("tailored_job",))
    make.vacancy(municipality="541", types=("work_trial",))

    form = client.get("/fi/paikat/?municipality=422").context["find"]
    types = dict(form.fields["type"].choices)
    towns = dict(dict(form.fields["municipality"].choices)["Pielisen Karjalan palvelualue"])

    assert types["tailored_job"].endswith("(1)")
    assert "work_trial" not in types
    assert towns["422"] == "Lieksa (1)"
    assert towns["541"] == "Nurmes (1)"


def test_near_means_kilometres_around(client):
    lieksa, juuka = make.vacancy(municipality="422"), make.vacancy(municipality="176")
    make.vacancy(municipality="260")

    only = client.get("/fi/paikat/?municipality=422").context["list"].object_list
    around = client.get("/fi/paikat/?municipality=422&near=50").context["list"].object_list

    assert [place.reference for place in only] == [lieksa.reference]
    assert [place.reference for place in around] == [lieksa.reference, juuka.reference]


def test_chip_takes_its_choice_away(client):
    chips = client.get("/fi/paikat/?municipality=422&near=50&type=work_trial").context["chips"]

    assert [chip.url for chip in chips] == [
        "?type=work_trial",
        "?municipality=422&type=work_trial",
        "?municipality=422&near=50",
    ]


def test_free_seats_are_of_the_groups_and_the_places(client):
    before = next(card for card in client.get("/fi/palvelut/?type=workshop").context["cards"])
    make.intake("422", code="workshop", seats=6)
    make.vacancy(seats=2, types=("workshop",))

    after = next(card for card in client.get("/fi/palvelut/?type=workshop").context["cards"])

    assert before.tone == "quiet"
    assert after.tag == "Mahtuu vielä 8"


def test_only_where_there_is_room(client):
    make.vacancy(types=("work_trial",))

    assert cards(client.get("/fi/palvelut/?free=1")) == ["Työkokeilu yrityksessä"]


def test_full_place_leaves_the_list_and_keeps_its_page(client):
    placement = make.placement("accepted")
    place = placement.vacancy
    assert place.seats == 1

    assert place.title not in cards(client.get("/fi/paikat/"))
    assert client.get(f"/fi/paikat/{place.reference}/").status_code == 200


@pytest.mark.parametrize(
    ("language", "at"), [("sv", "sv/platser"), ("en", "en/places"), ("fi-simple", "fi-simple/paikat")]
)
def test_words_of_the_workplace_tell_their_language(client, language, at):
    place = make.vacancy(title="Lumen luoja", tasks="Luot lunta.\n\nPihalla.", adjustments=["oma tahti"])

    shown = client.get(f"/{at}/").content.decode()
    page = client.get(f"/{at}/{place.reference}/").content.decode()

    said = language != "fi-simple"
    mark, end = ('<span lang="fi">', "</span>") if said else ("", "")
    assert f"{mark}Lumen luoja{end}</a></h3>" in shown
    assert f"<h1>{mark}Lumen luoja{end}</h1>" in page
    assert f"{mark}Luot lunta.<br><br>Pihalla.{end}" in page
    assert f"{mark}Oma tahti{end}" in page
    assert ('<span aria-current="page" lang="fi">Lumen luoja' in page) is said


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "closed"])
def test_place_that_is_not_open_is_nowhere(client, state):
    place = make.vacancy(state)

    assert place.title not in cards(client.get("/fi/paikat/"))
    assert client.get(f"/fi/paikat/{place.reference}/").status_code == 404


def test_place_whose_time_is_over_is_nowhere(client):
    place = make.vacancy()
    type(place).objects.filter(pk=place.pk).update(valid_until=timezone.localdate() - timedelta(days=1))

    assert cards(client.get("/fi/paikat/")) == []
    assert client.get(f"/fi/paikat/{place.reference}/").status_code == 404


def test_page_of_a_place_names_no_person(client):
    place = make.vacancy(guide="Ohjaaja Onerva")

    html = client.get(f"/sv/platser/{place.reference}/").content.decode()

    assert place.title in html
    assert "Onerva" not in html
    assert f"/fi/paikat/{place.reference}/" in html


def test_home_keeps_the_municipality_in_the_address(client):
    make.vacancy(municipality="422", title="Puistotyön apulainen")
    make.vacancy(municipality="260", title="Kirjaston apulainen")

    response = client.get("/fi/?municipality=422")

    assert cards(response) == ["Puistotyön apulainen"]
    assert response.cookies == {}


def test_service_that_stopped_says_so(client):
    Programme.objects.filter(code="work_trial").update(is_active=False)

    response = client.get("/fi/palvelut/tyokokeilu/")

    assert response.status_code == 200
    assert "Tämä palvelu ei ole juuri nyt käynnissä" in response.content.decode()


def test_card_of_markup_is_not_drawn_for_the_same_letters():
    told = Card(title=mark_safe("<b>Keittiö</b>"))
    typed = Card(title="<b>Keittiö</b>")

    assert told == typed
    assert "<b>Keittiö</b>" in list_card(told)
    assert "<b>" not in list_card(typed)


def test_municipality_in_the_words_becomes_the_choice(client):
    make.vacancy(municipality="422", title="Keittiöapulainen")
    make.vacancy(municipality="260", title="Keittiöapulainen")

    response = client.get("/fi/paikat/?q=keittiö+Lieksassa")
    html = response.content.decode()

    assert [place.municipality for place in response.context["list"].object_list] == ["422"]
    assert (response.context["question"].q, response.context["question"].municipality) == ("keittiö", "422")
    assert [chip.url for chip in response.context["chips"]] == ["?municipality=422", "?q=keitti%C3%B6"]
    assert '<option value="422" selected>' in html
    assert re.search(r'<input type="hidden" name="taken" value="422"', html)


@pytest.mark.parametrize(
    ("query", "municipality"),
    [
        ("q=keittiö+Lieksassa&municipality=260", "422"),  # the words are newer than the choice
        ("q=keittiö+Lieksassa&municipality=260&taken=422", "260"),  # the choice was made after the words
        ("q=keittiö+Lieksassa&municipality=&taken=422", ""),
        ("q=keittiö+Kiteellä&municipality=422&taken=422", "260"),  # other words since
        ("q=keittiö&municipality=422&taken=422", "422"),
        ("q=keittiö+Lieksassa&taken=<b>", "422"),
    ],
)
def test_a_choice_made_after_the_words_holds(client, query, municipality):
    response = client.get(f"/fi/paikat/?{query}")

    assert response.context["question"].municipality == municipality
    assert "taken" not in response.context["question"].query()


@pytest.mark.parametrize(
    "words", ["Kerma", "hattu", "sola", "eno", "risti", "lahti", "salo", "varkaus", "aura"]
)
def test_ordinary_word_is_no_place(client, words):
    response = client.get("/fi/paikat/", {"q": words.lower()})

    assert response.context["question"].municipality == ""
    assert response.context["where_note"] == ""
