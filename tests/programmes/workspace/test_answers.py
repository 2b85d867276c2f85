"""What a worker records on another's word: the no stands as near as the yes, by voice with a number."""

import re

import pytest
from django.urls import reverse

from notifications.models import Delivery, Message
from programmes.participants.codes import ContactChannel
from tests.factories import programmes as make


@pytest.mark.parametrize(
    ("state", "answers"), [("proposed", ["want", "decline"]), ("introduced", ["accept", "refuse"])]
)
def test_row_of_the_person_offers_the_no_beside_the_yes(desk, worker, state, answers):
    row = make.placement(state, by=worker)

    page = desk.get(reverse("work:person", args=[row.participation.reference])).content.decode()

    place = page[page.index("<tbody>") : page.index("</tbody>")]
    assert re.findall(rf"/act/placement/{row.reference}/(\w+)/", place) == answers


def test_both_answers_take_one_page(desk, worker):
    row = make.placement("proposed", by=worker)

    for answer in ("want", "decline"):
        assert desk.get(f"/act/placement/{row.reference}/{answer}/").status_code == 200


def test_messages_to_tell_are_counted_on_the_morning_and_have_a_number(desk, worker):
    person = make.participant(contact_channel=ContactChannel.PHONE, phone="040 555 0177", email="")
    row = make.participation("active", by=worker, person=person)
    make.placement("proposed", row=row)
    waiting = Message.objects.filter(state=Delivery.BY_HAND)
    assert waiting.exists()

    morning = desk.get(reverse("work:home"))
    listed = desk.get(reverse("work:messages")).content.decode()

    tile = next(one for one in morning.context["tiles"] if one.url == reverse("work:messages"))
    assert tile.value == str(waiting.count())
    assert 'href="tel:+358405550177"' in listed or 'href="tel:0405550177"' in listed


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("proposed", "henkilö valitsee"),
        ("accepted", "sopimusta tehdään"),
        ("active", "Paikassa"),
        ("closed", "loppukeskustelu on pidetty"),
    ],
)
def test_officer_reads_how_far_the_place_has_come_and_nothing_of_which(client, worker, state, words):
    officer = make.referrer()
    row = make.participation("active", by=worker, referred_by=officer)
    place = make.placement(state, row=row)
    client.force_login(officer)

    listed = client.get(reverse("refer:home")).content.decode()
    detail = client.get(reverse("refer:detail", args=[row.reference])).content.decode()

    assert words in listed
    assert words in detail
    assert place.title not in listed + detail
