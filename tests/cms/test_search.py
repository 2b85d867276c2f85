"""The search over the whole site, and the lists that are narrowed in place."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import CharField, TextField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.search.index import SearchField

from cms.models import EventPage, HomePage, MunicipalityPage, NewsIndexPage, NewsPage
from cms.models.base import PublicPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

SEARCHES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/", "fi-simple": "/fi-simple/haku/"}
LISTS = ["/fi/palvelut/", "/fi/paikat/", "/sv/platser/"]
MOST_QUERIES = 15
OF_EVERY_PAGE = {field.name for field in Page._meta.get_fields()}


def titles(response, kind):
    groups = {group.name: group for group in response.context["groups"]}
    return [re.sub("</?mark>", "", one.title) for one in groups[kind].results] if kind in groups else []


@pytest.mark.parametrize(
    ("address", "words", "kind", "first"),
    [
        ("/fi/haku/", "työkokeilussa", "services", "Työkokeilu yrityksessä"),
        ("/fi/haku/", "tyokokeilu", "services", "Työkokeilu yrityksessä"),
        ("/fi-simple/haku/", "oikeaan työpaikkaan", "services", "Kokeile"),
        ("/sv/sok/", "arbetsprövningen", "services", "Arbetsprövning"),
        ("/en/search/", "companies", "services", "Work try-out in a company"),
        ("/fi/haku/", "Lieksassa", "municipalities", "Lieksa"),
        ("/sv/sok/", "Kides", "municipalities", "Kides"),
        ("/fi/haku/", "kiteellä", "municipalities", "Kitee"),
    ],
)
def test_page_is_found_by_any_form_of_its_words(client, address, words, kind, first):
    found = titles(client.get(address, {"q": words}), kind)

    assert found
    assert found[0].startswith(first[:6])


def test_open_place_is_found_by_task_host_occupation_and_municipality(client):
    place = make.vacancy(
        municipality="422",
        employer=make.host(name="Kuusikon Puutarha Oy"),
        title="Puistotyöntekijä",
        tasks="Haravoit lehtiä ja istutat kukkia.",
    )

    for words in (
        "puistotyöntekijäksi",
        "kukkien istutusta",
        "Kuusikon puutarhassa",
        "lieksasta haravoimaan",
    ):
        response = client.get("/fi/haku/", {"q": words})
        assert titles(response, "places") == [place.title], words


def test_kinds_have_the_counts_of_their_lists(client):
    for _place in range(6):
        make.vacancy(types=("work_trial",))

    response = client.get("/fi/haku/?q=työkokeilu")
    counts = {group.name: group.count for group in response.context["groups"]}

    assert counts["services"] == len(client.get("/fi/palvelut/?q=työkokeilu").context["cards"])
    assert counts["places"] == client.get("/fi/paikat/?q=työkokeilu").context["list"].paginator.count == 6
    assert response.context["total"] == sum(counts.values())
    urls = {group.name: group.all_url for group in response.context["groups"]}
    assert urls["places"] == "/fi/paikat/?q=ty%C3%B6kokeilu"


def test_one_kind_alone_goes_page_by_page(client):
    for _place in range(23):
        make.vacancy(title="Puistotyöntekijä")

    first = client.get("/fi/haku/?q=puisto&kind=places")
    last = client.get("/fi/haku/?q=puisto&kind=places&page=99")

    assert [group.name for group in first.context["groups"]] == ["places"]
    assert len(first.context["groups"][0].results) == 20
    assert len(last.context["groups"][0].results) == 3
    assert "?q=puisto&amp;kind=places&amp;page=2" in first.content.decode()


def test_mistyped_word_is_answered_with_a_link(client):
    html = client.get("/fi/haku/?q=tyokokelu").content.decode()

    assert 'Tarkoititko: <a href="?q=ty%C3%B6kokeilu">työkokeilu</a>?' in html
    assert "Haulla ”tyokokelu” ei löytynyt mitään" in html


@pytest.mark.parametrize("address", ["/fi/palvelut/", "/fi/paikat/"])
def test_lists_suggest_too_and_keep_the_other_choices(client, address):
    make.vacancy(types=("work_trial",))

    link = client.get(address + "?q=tyokokelu&hours_max=20").context["suggestion"]

    assert link.url == "?q=Ty%C3%B6kokeilu&hours_max=20" or link.url == "?q=ty%C3%B6kokeilu&hours_max=20"
    assert client.get(address + link.url).context["cards"]


def test_words_that_stand_nowhere_are_left_out_and_told(client):
    place = make.vacancy(title="Keittiöapulainen", municipality="422")

    response = client.get("/fi/paikat/?q=blorpti+keittiö")

    assert [card.title for card in response.context["cards"]] == [place.title]
    assert "ne jätettiin pois: blorpti" in " ".join(response.content.decode().split())


@pytest.mark.parametrize(("language", "address"), SEARCHES.items())
def test_nothing_found_helps_on(client, language, address):
    response = client.get(address + "?q=xyzzyqq")
    html = response.content.decode()

    assert response.status_code == 200
    assert response.context["total"] == 0
    assert len(response.context["doors"]) >= 3
    assert all(url.startswith(f"/{language}/") for url, _label in response.context["doors"])
    assert "013 000 000" in html
    assert '<meta name="robots" content="noindex">' in html


def test_what_was_looked_for_is_marked_and_never_markup(client):
    make.vacancy(title="<script>alert(1)</script> puistossa", tasks="Puistossa & <b>metsässä</b>.")

    html = client.get("/fi/haku/?q=puisto").content.decode()

    assert "&lt;script&gt;" in html
    assert "<mark>puistossa</mark>" in html
    assert "<script>alert" not in html
    assert "<b>metsässä" not in html


def test_draft_and_page_behind_a_door_are_not_found(client, page_at):
    from wagtail.models import PageViewRestriction  # noqa: PLC0415

    page = page_at("/fi/palvelut/tyokokeilu/")
    before = titles(client.get("/fi/haku/?q=työkokeilu"), "services")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert "Työkokeilu yrityksessä" in before
    assert "Työkokeilu yrityksessä" not in titles(Client().get("/fi/haku/?q=työkokeilut"), "services")

    page.unpublish()

    assert "Työkokeilu yrityksessä" not in titles(Client().get("/fi/haku/?q=työkokeiluun"), "services")


def test_seat_that_is_taken_leaves_the_search_at_once(client):
    make.vacancy(title="Puistotyöntekijä", seats=1)
    assert titles(client.get("/fi/haku/?q=puisto"), "places") == ["Puistotyöntekijä"]

    place = make.placement("accepted").vacancy
    type(place).objects.filter(pk=place.pk).update(title="Puistotyöntekijä")

    assert len(titles(client.get("/fi/haku/?q=puisto"), "places")) == 1


def test_what_is_of_another_municipality_answers_no_question_that_names_one(client, site):
    """News and events of a municipality, its own page, its service point: each of the one that is named."""
    words = {"search_description": "Lumikenkäkeli", "lead": "Lumikenkäkeli"}
    for town in ("lieksa", "kitee"):
        above = MunicipalityPage.objects.get(url_path=f"/fi/kunnat/{town}/")
        above.add_child(instance=NewsPage(title=f"Keli {town}", slug="keli", date=localdate(), **words))
        there = EventPage(
            title=f"Retki {town}", slug=f"retki-{town}", municipality=above.municipality, **words
        )
        there.starts_at, there.ends_at = now(), now() + timedelta(hours=1)
        EventPage.objects.filter(depth=4).first().get_parent().add_child(instance=there)
    Page.objects.filter(url_path__startswith="/fi/kunnat/").update(search_description="Lumikenkäkeli")
    Page.objects.filter(url_path__startswith="/fi/palvelupisteet/").update(search_description="Lumikenkäkeli")

    everywhere = client.get("/fi/haku/", {"q": "lumikenkäkeli"})
    in_lieksa = client.get("/fi/haku/", {"q": "lumikenkäkeli Lieksassa"})

    assert set(titles(everywhere, "events")) == {"Retki kitee", "Retki lieksa"}
    assert set(titles(everywhere, "news")) == {"Keli kitee", "Keli lieksa"}
    assert len(titles(everywhere, "municipalities")) > 1
    assert len(titles(everywhere, "points")) > 1
    for kind, mine in (("events", "Retki lieksa"), ("news", "Keli lieksa"), ("municipalities", "Lieksa")):
        assert titles(in_lieksa, kind) == [mine]
    assert [one.count("Lieksa") for one in titles(in_lieksa, "points")] == [1]


def test_words_that_find_nothing_together_still_lead_where_each_of_them_does(client):
    make.vacancy(title="Puistotyöntekijä")
    alone = titles(client.get("/fi/haku/", {"q": "karenssi"}), "pages")[:1]

    answer = client.get("/fi/haku/", {"q": "karenssi puisto"})

    assert len(alone) == 1
    assert answer.context["total"] == 0
    assert [link.label for link in answer.context["leads"]] == alone


@pytest.mark.parametrize(("language", "address"), SEARCHES.items())
def test_search_stands_in_the_head_of_every_page(client, language, address):
    for path in ("", "palvelut/", "saavutettavuus/"):
        html = client.get(f"/{language}/{path}", follow=True).content.decode()
        assert f'<form class="site-search" role="search" method="get" action="{address}"' in html


@pytest.mark.parametrize(
    "path", ["/fi/haku/?q=työkokeilussa", "/fi/palvelut/?q=pajassa", "/fi/paikat/?q=puisto&municipality=422"]
)
def test_search_stays_within_its_queries(client, path):
    for _place in range(3):
        make.vacancy(municipality="422", title="Puistotyöntekijä")
    client.get(path)

    with CaptureQueriesContext(connection) as seen:
        client.get(path)

    assert len(seen) <= MOST_QUERIES, [query["sql"][:120] for query in seen]


@pytest.mark.parametrize("address", LISTS)
def test_part_for_htmx_is_the_part_of_the_page(client, address):
    make.vacancy(municipality="422", title="Puistotyöntekijä")
    query = "?q=puisto&municipality=422&near=50&page=zz&type=nothing"

    page = client.get(address + query).content.decode()
    answer = client.get(address + query, headers={"HX-Request": "true"})
    part = answer.content.decode()

    begin = page.index('<div id="found"')
    found = part[part.index('<div id="found"') : part.index('<p id="found-told"')].strip()
    assert page[begin : begin + len(found)] == found
    assert "<html" not in part
    assert answer["HX-Push-Url"] == f"{address}?q=puisto&municipality=422&near=50"
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("address", LISTS)
def test_part_for_htmx_brings_the_counts_of_the_choices_and_tells_the_result(client, address):
    make.vacancy(municipality="422", types=("work_trial",))

    page = client.get(address + "?municipality=422").content.decode()
    part = client.get(address + "?municipality=422", headers={"HX-Request": "true"}).content.decode()

    for chosen in re.findall(r"<select name=.*?</select>", page, re.DOTALL):
        name = re.search('name="([^"]+)"', chosen)[1]
        renewed = re.search(rf'<select name="{name}".*?</select>', part, re.DOTALL)[0]
        assert renewed.replace(' hx-swap-oob="true"', "") == chosen
    told = re.search('<p id="found-told" hx-swap-oob="innerHTML">(.*?)</p>', part)[1]
    assert f'<h2 class="filter-count">{told}</h2>' in page
    assert '<p class="visually-hidden" id="found-told" role="status"></p>' in page


def test_back_button_gets_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in client.get("/fi/paikat/", headers=headers).content.decode()


@pytest.mark.parametrize("address", ["/fi/palvelut/", "/fi/paikat/"])
def test_title_of_a_narrowed_list_tells_what_was_asked_in_place_too(client, address):
    whole = client.get(address).content.decode()
    asked = f"{address}?q=<b>työ&municipality=422&near=50"
    page = client.get(asked).content.decode()
    part = client.get(asked, headers={"HX-Request": "true"}).content.decode()

    name = re.search("<title>(.*?) – Välityö</title>", whole)[1]
    title = re.search("<title>.*?</title>", page)[0]
    assert title.startswith(f"<title>{name}: ”&lt;b&gt;työ”, Lieksa, 50 km")
    assert title.endswith(" – Välityö</title>")
    assert part.lstrip().startswith(title)


def test_each_page_of_a_list_has_a_title_and_an_address_of_its_own(client):
    employer = make.host()
    for number in range(25):
        make.vacancy(title=f"Pihatyö {number}", employer=employer)
    news = NewsIndexPage.objects.get(locale__language_code="fi")
    for number in range(12):
        news.add_child(
            instance=NewsPage(title=f"Uutinen {number}", slug=f"uutinen-{number}", lead="Lyhyesti.")
        )

    for address in ("/fi/paikat/", "/fi/uutiset/", "/fi/haku/?q=pihatyö&kind=places"):
        second = f"{address}{'&' if '?' in address else '?'}page=2"
        titles = [
            re.search("<title>(.*?)</title>", client.get(one).content.decode())[1]
            for one in (address, second)
        ]
        canonical = re.search('<link rel="canonical" href="([^"]+)"', client.get(second).content.decode())[1]

        assert "sivu 2" not in titles[0]
        assert "sivu 2" in titles[1]
        assert canonical.endswith("page=2")


def test_languages_keep_the_question_and_canonical_is_clean(client):
    html = client.get("/fi/paikat/?municipality=422&near=junk&hours_max=20&utm_source=x").content.decode()

    assert 'href="/sv/platser/?municipality=422&amp;hours_max=20"' in html
    canonical = "http://127.0.0.1:8000/fi/paikat/?municipality=422&amp;hours_max=20"
    assert f'<link rel="canonical" href="{canonical}">' in html


def test_order_stands_in_the_address_and_in_the_form(client):
    few = make.vacancy(title="Vähän", weekly_hours_min=Decimal(5))
    many = make.vacancy(title="Paljon", weekly_hours_min=Decimal(30), weekly_hours_max=Decimal(37))

    response = client.get("/fi/paikat/?sort=hours")
    html = response.content.decode()

    assert [card.title for card in response.context["cards"]] == [few.title, many.title]
    assert '<input type="hidden" name="sort" value="hours"' in html
    assert '<a href="?sort=hours" aria-current="true">' in html
    assert "Lähimmät" not in html


def test_only_places_that_can_be_shaped(client):
    fits = make.vacancy(title="Muokattava", adjustments=["tauot"], graded_hours=True)
    make.vacancy(title="Kiinteä", adjustments=[], weekly_hours_min=Decimal(30), weekly_hours_max=Decimal(37))

    response = client.get("/fi/paikat/?fits=1")
    every = client.get("/fi/paikat/")

    assert [card.title for card in response.context["cards"]] == [fits.title]
    assert response.context["chips"][0].url == "?"
    assert every.context["find"]["fits"].label.endswith("(1)")
    assert every.content.decode().count("card-mark") == 1
    assert 'id="how-it-fits"' in every.content.decode()


def test_card_tells_what_the_work_asks_most_in_words(client):
    make.vacancy(demands={"lifting": 3, "pace": 0, "noise": 1, "standing": 2, "walking": 1})

    card = client.get("/fi/paikat/").context["cards"][0]

    assert [(label, level) for label, level, _word in card.demands] == [
        ("Nostaminen", 3),
        ("Seisominen", 2),
        ("Kävely", 1),
    ]
    assert [word for _label, _level, word in card.demands] == ["paljon", "silloin tällöin", "vähän"]


def test_map_and_its_list_have_the_numbers_of_asking_each_municipality(client):
    make.vacancy(municipality="422")
    make.vacancy(municipality="422", types=("workshop",))
    make.vacancy(municipality="176")

    shapes = client.get("/fi/paikat/?municipality=541&type=work_trial").context["shapes"]
    told = {shape.code: (shape.value_label, shape.url) for shape in shapes}

    assert len(shapes) == 13
    assert told["422"] == ("1", "?municipality=422&type=work_trial")
    for count, url in told.values():
        assert client.get(f"/fi/paikat/{url}&asked=anew").context["list"].paginator.count == int(count)


# Read by a screen or told elsewhere: they are not what one looks for on a page.
NOT_SEARCHED = {
    "menu_title": "short for the title",
    "thanks": "shown after sending only",
    "door": "which form it is",
    "remote_url": "an address",
    "picture_alt": "of the picture, told in the text",
}


def test_every_text_of_a_page_is_searched():
    missing = {}
    for model in get_page_models():
        if not issubclass(model, PublicPage) or model is HomePage:
            continue
        searched = {field.field_name for field in model.get_search_fields() if isinstance(field, SearchField)}
        own = [field for field in model._meta.fields if field.name not in OF_EVERY_PAGE]
        texts = {field.name for field in own if isinstance(field, CharField | TextField | StreamField)}
        if left := texts - searched - NOT_SEARCHED.keys():
            missing[model.__name__] = left

    assert missing == {}
