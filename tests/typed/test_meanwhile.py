"""A window that was opened before never takes back what somebody else has written.

Of every form, found by machine: `test_every_form`.
"""

from __future__ import annotations

from typing import Any

import pytest

from programmes.models import Participant, Participation, Vacancy
from tests.programmes.machines import cast as made
from tests.test_access import client_of, rows  # noqa: F401 - a fixture
from tests.typed.filled import filled
from tests.typed.forms import Form, main_forms, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# Filled with what usually holds, where nothing stands yet: no text of anybody can be taken away.
ONLY_PROPOSED = {
    "work:review": "the day of today and the day of the next talk",
    "work:adjustment_done": "the day of today",
    "work:days_link": "the address of the host employer, which the link does not change",
    "account_login": "the address that one signs in with",
    "host.verify": "the day of today",
    "placement.end": "the day of today",
    "placement.accept": "the days and hours that are usual",
    "host:register": "the name of who registers",
    "ui:styleguide": "samples",
    "board:meetings": "the days that are usual, for meetings that are not yet",
    "place:ask_for_change": "what such wishes mostly are about",
    "refer:new": "the municipality of the officer",
    "work:people": "a filter",
    "work:interest_new": "how people mostly tell",
    "work:letter": "the language of the person, for this letter",
    "work:host_new": "the kind of most",
    "account": "one's own language, with the press that changes it",
    "participation.accept": "who accepts",
    "participation.withdraw": "no reason",
    "complaint.acknowledge": "who acknowledges",
    "complaint.reopen": "who reopens",
    "placement.want": "the first wish",
    "placement.decline": "no reason",
    "work:paper": "who has not signed yet",
    "placement.sign": "the party whose turn it is",
}


def fill_what_stands(known: dict[str, Any]) -> None:
    """The rows have words in their fields, so that no form looks empty by chance."""
    texts = {"street_address": "Torikatu 1", "postal_code": "80100", "post_office": "Joensuu"}
    Participant.objects.update(**texts)
    Participation.objects.update(aim="Työ ulkona")
    words = {"title": "Puistoapulainen", "tasks": "Haravointi", "daily_hours": "8–14", "guide": "Oili"}
    Vacancy.objects.update(**words, clothes="Omat", lunch="Eväät", directions="Pihalta", bus="4")
    talk = known["talk"]
    talk.own_words, talk.host_view, talk.agreed = "Hyvä", "Sujuu", "Jatketaan"
    talk.save()


def test_where_both_changed_the_same_field_both_are_shown_and_the_second_press_decides(rows):  # noqa: F811
    fill_what_stands(rows)
    row = rows["participation"]
    address, client = f"/work/people/{row.reference}/data/", client_of(rows["cast"]["responsible"])
    (opened,) = [
        filled(form, address, "responsible") for form in main_forms(client.get(address).content.decode())
    ]
    form = Form(address, address, {}, {})
    post(client, form, opened.holds | {"phone": ["040 555 0202"], "post_office": ["Kontiolahti"]})

    asked = post(client, form, opened.holds | {"phone": ["040 555 0303"], "street_address": ["Torikatu 2"]})

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "0202" in page
    assert "0303" in page
    person = Participant.objects.get(pk=row.participant_id)
    assert (person.phone[-4:], person.street_address) == ("0202", "Torikatu 1")
    again = next(filled(one, address, "responsible") for one in main_forms(page))
    assert again.holds["post_office"] == ["Kontiolahti"]
    post(client, form, again.holds)
    person = Participant.objects.get(pk=row.participant_id)
    assert person.phone.endswith("0303")
    assert (person.street_address, person.post_office) == ("Torikatu 2", "Kontiolahti")


def test_what_waited_over_a_sign_in_still_knows_what_it_was_written_over(rows):  # noqa: F811
    fill_what_stands(rows)
    row, cast = rows["participation"], rows["cast"]
    address = f"/work/people/{row.reference}/data/"
    client = client_of(cast["responsible"])
    client.get("/accounts/")
    opened = filled(main_forms(client.get(address).content.decode())[0], address, "")
    del client.cookies["sessionid"]
    answer = post(client, Form(address, address, {}, {}), opened.holds | {"street_address": ["Torikatu 2"]})
    Participant.objects.filter(pk=row.participant_id).update(phone="040 555 0202")
    client.get(answer["Location"])
    client.force_login(cast["responsible"], backend="allauth.account.auth_backends.AuthenticationBackend")

    back = filled(main_forms(client.get(address).content.decode())[0], address, "")
    post(client, Form(address, address, {}, {}), back.holds)

    person = Participant.objects.get(pk=row.participant_id)
    assert (person.phone, person.street_address) == ("040 555 0202", "Torikatu 2")


def test_a_place_that_two_write_keeps_both(rows):  # noqa: F811
    row = made.vacancy(rows["cast"].host, "draft")
    address, client = (
        f"/host/vacancies/{row.reference}/edit/?step=hours",
        client_of(rows["cast"]["host_admin"]),
    )
    opened = filled(main_forms(client.get(address).content.decode())[0], address, "")
    form = Form(address, address, {}, {})
    post(client, form, opened.holds | {"seats": ["4"]})

    post(client, form, opened.holds | {"daily_hours": ["9–12"], "weekly_hours_min": ["7,5"]})

    row = Vacancy.objects.get(pk=row.pk)
    assert (row.seats, row.daily_hours, str(row.weekly_hours_min)) == (4, "9–12", "7.5")
