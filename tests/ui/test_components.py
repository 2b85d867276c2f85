"""The components keep their promises: tied labels, equal tables, escaped words, no inline code."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from ui import formats
from ui.assets.styles import icon_paths
from ui.elements import Offer
from ui.forms import DateField, ScaleField
from ui.views import styleguide

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "platform/ui/templates").rglob("*.html"))


class ReferralForm(forms.Form):
    """A field of each kind that is tied to its label in its own way."""

    reason = forms.CharField(label="Syy", help_text="Yksi lause riittää.")
    starts_on = DateField(label="Alkaa")
    way = forms.ChoiceField(label="Tapa", choices=[("a", "Soitto"), ("b", "Kirje")], widget=forms.RadioSelect)
    lifting = ScaleField(label="Nostaminen", words=["ei", "vähän", "melko", "hyvin"])
    agreed = forms.BooleanField(label="Asiasta on puhuttu")


def draw(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def test_every_message_of_a_wrong_form_leads_to_its_field():
    page = draw("{{ form }}", form=ReferralForm({"starts_on": "huomenna"}))

    ids = set(re.findall(r'\bid="([^"]+)"', page))
    targets = re.findall(r'<a href="#([^"]+)"', page)
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    assert len(targets) == 5
    assert set(targets) <= ids
    assert described <= ids
    assert labelled <= ids


def test_a_right_form_has_no_summary():
    page = draw("{{ form }}", form=ReferralForm())

    assert "error-summary" not in page
    assert "aria-invalid" not in page


@pytest.mark.parametrize("typed", ["3.12.2026", "03.12.2026", "3.12.26", "2026-12-03"])
def test_a_date_is_understood_as_people_write_it(typed):
    assert DateField().clean(typed) == dt.date(2026, 12, 3)


def test_a_date_is_shown_as_it_is_typed():
    assert 'value="3.12.2026"' in str(DateField().widget.render("on", dt.date(2026, 12, 3)))


def test_words_from_people_are_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    page = draw(
        "{% card title=evil subtitle=evil tag=evil %}{{ evil }}{% endcard %}"
        "{% turn_strip 'mine' title=evil text=evil %}{{ evil }}{% endturn_strip %}"
        "{% table columns rows caption=evil %}{% notice title=evil %}{{ evil }}{% endnotice %}"
        "{% contact_card name=evil phone=evil %}{% comparison offers labels caption=evil %}"
        "{% page_title evil lead=evil facts=facts %}"
        "{% figure_card label=evil value=evil %}{% endfigure_card %}",
        evil=evil,
        columns=["A", "B"],
        rows=[[evil, evil]],
        offers=[{"title": evil, "values": [evil], "actions": ""}],
        labels=[evil],
        facts={evil: evil},
    )

    assert "<script" not in page


def test_a_table_with_a_cell_too_few_says_so():
    with pytest.raises(ValueError, match="Paikat: 1 cells under 2 columns"):
        draw("{% table columns rows caption='Paikat' %}", columns=["Nimi", "Kunta"], rows=[["Pyöräpaja"]])


def test_a_table_names_its_rows_columns_and_order():
    page = draw(
        "{% table columns rows caption='Paikat' %}",
        columns=[{"label": "Nimi"}, {"label": "Aikaa", "sort_url": "?s=a", "sorted": "descending"}],
        rows=[["Pyöräpaja", None]],
    )

    assert '<th scope="row">Pyöräpaja</th>' in page
    assert 'aria-sort="descending"' in page
    assert '<td data-label="Aikaa">–</td>' in page


@pytest.mark.parametrize(
    ("taken", "total", "words", "shapes"),
    [(5, 8, "Room for 3 more", 8), (8, 8, "Full", 8), (9, 8, "Full", 8), (31, 40, "Room for 9 more", 2)],
)
def test_seats_are_told_in_words_and_drawn(taken, total, words, shapes):
    with override("en"):
        page = draw("{% capacity taken total %}", taken=taken, total=total)

    assert words in page
    assert page.count("<rect") == shapes


def test_a_hidden_figure_shows_no_number():
    page = draw('{% figure_card label="Rääkkylä" value="75,0 %" n="4" hidden=True %}{% endfigure_card %}')

    assert "75,0" not in page
    assert "n 4" not in page


def test_pages_keep_the_filters_of_the_address():
    request = RequestFactory().get("/fi/palvelut/", {"municipality": "422", "page": "2"})
    page = draw("{% pagination page %}", page=Paginator(range(60), 20).page(2), request=request)

    assert 'href="?municipality=422&amp;page=3"' in page


@pytest.mark.parametrize(
    ("language", "day", "clock", "money", "share"),
    [
        ("fi", "ti 3.3.2026", "klo 9.30", "37,21 €", "82,4 %"),
        ("sv", "tis 3.3.2026", "kl. 9.30", "37,21 €", "82,4 %"),
        ("en", "Tue 3 Mar 2026", "9:30", "€37.21", "82.4%"),
    ],
)
def test_dates_times_and_money_follow_the_language(language, day, clock, money, share):
    moment = dt.datetime(2026, 3, 3, 7, 30, tzinfo=dt.UTC)

    with override(language):
        written = [formats.day(moment), formats.clock(moment), formats.money(3721), formats.percent(82.4)]

    assert [text.replace("\u00a0", " ") for text in written] == [day, clock, money, share]


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500, 503])
def test_error_pages_need_no_request_and_no_database(code):
    page = render_to_string(f"{code}.html")

    assert page.count("<h1") == 1
    assert str(code) in page


@pytest.mark.django_db
@pytest.mark.parametrize("look", ["", "workspace"])
def test_the_style_guide_draws_every_component(look):
    page = styleguide(RequestFactory().get("/styleguide/", {"look": look})).content.decode()

    for mark in (
        "turn-mine",
        "turn-other",
        "turn-nobody",
        "comparison-3",
        "week-grid",
        "empty-state",
        "map-list",
    ):
        assert mark in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path):
    source = path.read_text()

    assert not re.search(r"\sstyle=|\son\w+=[\"']|<style|<script(?![^>]*\ssrc=)", source)


def test_every_icon_that_is_used_is_drawn():
    folders = [ROOT / name for name in ("platform", "programmes", "reports", "cms")]
    sources = [path.read_text() for folder in folders for path in folder.rglob("templates/**/*.html")]
    used = {name for source in sources for name in re.findall(r"\{% icon [\"']([^\"']+)[\"']", source)}

    assert used - set(icon_paths()) == set()


@pytest.mark.parametrize(
    ("language", "money", "number", "share", "change"),
    [
        ("fi", "−4,80 €", "−1 234,5", "−0,5 %", "−4,8"),
        ("sv", "−4,80 €", "−1 234,5", "−0,5 %", "−4,8"),
        ("en", "−€4.80", "−1,234.5", "−0.5%", "−4.8"),
    ],
)
def test_there_is_one_minus_sign_before_the_sum(language, money, number, share, change):
    with override(language):
        written = [
            formats.money(-480),
            formats.number(-1234.5, 1),
            formats.percent(-0.5),
            formats.signed(-4.8, 1),
        ]

    assert [text.replace("\u00a0", " ") for text in written] == [money, number, share, change]


def test_nothing_is_not_less_than_nothing():
    assert (formats.number(-0.04, 1), formats.number(0), formats.signed(0.5, 1)) == ("0,0", "0", "+0,5")


def test_compared_places_of_one_title_are_told_apart_by_their_workplace():
    """On a phone each value stands beside the name of its place, far from the head of the table."""
    offers = [
        Offer("Keittiöapulainen", ["9 €"], subtitle="Kylätalo", actions="<a>Kyllä</a>"),
        Offer("Keittiöapulainen", ["10 €"], subtitle="Koulu"),
        Offer("Ompelija", ["11 €"], subtitle="Paja"),
    ]

    page = draw("{% comparison offers labels caption=caption %}", offers=offers, labels=["Raha"], caption="x")

    assert re.findall(r'data-label="([^"]+)"', page) == ["Kylätalo", "Koulu", "Ompelija"] * 2
