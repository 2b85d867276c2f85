"""Whatever stands behind the question mark: a normal page, quickly, and nothing of it as markup."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

PAGES = ["/fi/palvelut/", "/fi/paikat/", "/fi/haku/", "/sv/sok/", "/en/places/", "/fi/"]
NAMES = [
    *("q", "municipality", "near", "type", "language", "hours_max", "starts_before", "free", "fits"),
    *("sort", "page", "kind", "q[]", "q[$ne]", "municipality[0]", "", "utm_source", "%ff", "q\x00"),
]
VALUES = [
    *("", "1", "0", "-1", "999999999999999999999", "1e9", "NaN", "Infinity", "٣", "½", "\x00", "%00"),
    *("422", "work_trial", "fi", "nearest", "services", "places", "31.2.2026", "0001-01-01", "9999-12-31"),
    *("<script>alert(1)</script>", "' OR 1=1 --", '"*" NEAR(a b)', "työ* AND NOT", "{{7*7}}", "../../etc"),
    *("x" * 10_000, "työ " * 2_500, "\u202e\u0000\ufffe", "👩‍🚀" * 50, "%C3%28", "ı̇" * 100),
]
value = st.one_of(st.sampled_from(VALUES), st.text(max_size=40), st.integers().map(str))
pairs = st.lists(st.tuples(st.sampled_from(NAMES), value), max_size=8)
raw = st.one_of(
    pairs.map(lambda given: "&".join(f"{quote(name)}={quote(text)}" for name, text in given)),
    st.lists(
        st.sampled_from(["q=%ff%fe", "%", "%%", "=", "&", "q", "page=%31", "q=%", ";", "?", "#", "a=b=c"])
    ).map("&".join),
    st.binary(max_size=60).map(lambda given: "q=" + quote(given)),
)


@settings(
    max_examples=examples(30, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(address=st.sampled_from(PAGES), query=raw, htmx=st.booleans())
def test_any_query_gets_a_normal_page(client, address, query, htmx):
    headers = {"HX-Request": "true"} if htmx else {}

    response = client.get(f"{address}?{query}", headers=headers)
    html = response.content.decode()

    assert response.status_code == 200
    assert len(html) < 300_000
    assert "<script>alert" not in html
    assert "\x00" not in html


@pytest.mark.parametrize(
    "address", [*PAGES, "/fi/uutiset/", "/sv/kontakta-oss/", "/fi/mika-on-oikea-tie/vaara/"]
)
def test_more_values_than_anyone_types(client, address):
    query = "&".join(["q=puisto", *["a=1"] * 5_000])

    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("municipality=999", "kunta: 999"),
        ("type=nothing&type=work_trial", "palvelun muoto: nothing"),
        ("q[]=työ", "sanat: työ"),
        ("q=abc%00def", "sanat"),
        ("q=%ff%fe", "sanat"),
        ("page=-1", "sivu: -1"),
        ("page=99999", "sivu: 99999"),
        ("page=7", "sivu: 7"),
        ("sort=price", "järjestys: price"),
        ("hours_max=-3", "tunnit viikossa: -3"),
        ("near=5000&municipality=422", "etäisyys: 5000"),
        ("starts_before=31.2.2026", "alkamispäivä: 31.2.2026"),
        ("fits=maybe", "muokattavuus: maybe"),
        ("language=fi", "kieli: fi"),
        ("q=" + "x" * 10_000, "sanat: " + "x" * 40 + "…"),
    ],
)
def test_what_was_ignored_is_told(client, query, told):
    make.vacancy()

    response = client.get("/fi/paikat/?" + query)

    assert told in [words.lower() if words[0].isupper() else words for words in response.context["left_out"]]
    assert "Osa hausta jätettiin pois" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [("page=7", "sivu: 7"), ("page=-1", "sivu: -1"), ("q=työ", "sanat: työ"), ("page=1", "")],
)
def test_news_tell_what_was_ignored_too(client, query, told):
    response = client.get("/fi/uutiset/?" + query)

    assert response.status_code == 200
    assert [words.lower() for words in response.context["left_out"]] == ([told] if told else [])
    assert ("Osa hausta jätettiin pois" in response.content.decode()) is bool(told)
    assert response.context["frame"].canonical.endswith("/fi/uutiset/")


def test_good_question_is_told_nothing(client):
    query = "q=puisto&municipality=422&near=50&type=work_trial&hours_max=20&starts_before=3.12.2026&fits=1"

    assert client.get(f"/fi/paikat/?{query}&sort=hours&page=1&utm_source=mail").context["left_out"] == []
