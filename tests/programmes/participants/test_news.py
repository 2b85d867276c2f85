"""One line of news for the officer, and the next referral at once after one that was sent."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from programmes.models import Participation, Placement
from programmes.placements.progress import TOLD, news_of, progress_by_participation
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from tests.programmes.participants.test_referrals import NEW, desk, officer, typed  # noqa: F401 - fixtures
from ui.formats import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def starting(cast: made.Cast) -> Placement:
    row = made.placement(cast, "agreed")
    Placement.objects.filter(pk=row.pk).update(starts_on=timezone.localdate() + timedelta(days=7))
    return Placement.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Chose a place, starts {}"),
        ("fi", "Valitsi paikan, aloittaa {}"),
        ("sv", "Valde en plats, börjar {}"),
    ],
)
def test_the_news_say_in_words_and_with_the_weekday_when_it_begins(language, words):
    row = starting(made.full_cast())

    with translation.override(language):
        told = news_of(row).text
        expected = words.format(day(row.starts_on, year=False))

    assert told == expected


def test_what_is_not_known_is_a_dash_and_every_state_has_its_line():
    cast = made.full_cast()

    row = made.placement(cast, "proposed")

    for state in TOLD:
        row._meta.get_field("state").set_state(row, state)
        told = news_of(row).text
        assert told
        assert "%(" not in told
        assert "None" not in told


def test_the_officer_reads_the_line_and_nothing_of_which_place_it_is():
    cast = made.full_cast()
    row = starting(cast)
    Participation.objects.filter(pk=cast.participation.pk).update(referrer=cast["referrer"])

    page = client_of(cast["referrer"]).get("/refer/").content.decode()

    assert f"Valitsi paikan, aloittaa {day(row.starts_on, year=False)}" in page.replace("&nbsp;", "\u00a0")
    assert ">Uusi<" in page
    assert row.title not in page
    assert cast.host.name not in page


def test_news_of_last_week_are_not_new():
    cast = made.full_cast()
    row = starting(cast)
    Placement.objects.filter(pk=row.pk).update(state_since=timezone.now() - timedelta(days=8))

    news = progress_by_participation(cast["responsible"], [cast.participation.pk])[cast.participation.pk]

    assert not news.is_new


def test_the_next_one_at_once_keeps_what_is_the_same_and_nothing_of_the_person(desk, officer):  # noqa: F811
    sent = desk.post(NEW, typed(and_next="1", email="toivo@example.org"))
    row = Participation.objects.get()
    page = desk.get(sent.url)

    assert sent.url == f"{NEW}?after={row.reference}"
    form = page.context["form"]
    assert (
        str(getattr(form["municipality"].value(), "pk", form["municipality"].value())) == row.municipality_id
    )
    assert form["earliest_start_on"].value() == row.earliest_start_on
    kept = {name for name in form.fields if form[name].value() and name not in {"token"}}
    assert kept == {"municipality", "earliest_start_on"}
    words = page.content.decode()
    assert not any(one in words for one in ("Toivo", "Kettunen", "toivo@", "040 555 0100", "Työtä ulkona"))


def test_after_a_referral_of_another_officer_nothing_is_kept(desk, officer):  # noqa: F811
    other = make.participation("referred", referred_by=make.referrer())

    page = desk.get(f"{NEW}?after={other.reference}")

    assert page.status_code == 200
    assert not page.context["before_url"]
    assert not page.context["form"]["earliest_start_on"].value()
