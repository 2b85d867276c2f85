"""A window that was opened before never takes back what somebody else has written: over every form.

The forms are found by machine, as in `test_every_form`: whatever comes filled shows what stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.urls import resolve

from programmes.models import Participant, Participation, Vacancy
from tests.access.people import client_of
from tests.access.rows import rows  # noqa: F401 - a fixture
from tests.programmes.machines import cast as made
from tests.typed.forms import Form, post
from tests.typed.test_every_form import act_pages, pages
from typed.meanwhile import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# Guarded in a way of their own: the page compares a stamp of all that stands, and asks.
STAMP = "seen"
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
    "work:handover_new": "the day of today, and everybody who was chosen",
    "work:note": "that workers alone read it",
    "work:labour_status": "the day of today",
    "desk:times": "the usual length, at the service point",
    "desk:tally": "that people mostly come themselves",
    "desk:tally_several": "the day of today, one visitor",
    "desk:coaching": "the day of today",
    "desk:contact_new": "a call of today",
    "desk:figures": "the days of this year, a filter",
    "work:eura": "the day of today, and what is to be given first",
    "imports:index": "the name of the system from which people mostly come",
    "work:interest_new": "how people mostly tell",
    "reports:funding": "that it is not verified",
    "reports:spending": "the month that is not entered whole",
    "reports:sample": "the latest period and ten people",
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
    "assessment.take": "who mostly does each step",
    "assessment.await_decision": "who mostly decides, and the day of today",
    "assessment.interrupt": "no reason",
    "work:assessment_new": "that nothing is shared",
    "work:assessment_share": "that no permission was needed",
    "work:assessment_withdraw": "how people mostly tell",
    "work:assessment_step_done": "the day of today",
    "work:assessment_met": "the day of today and the usual time to look again",
    "work:assessment_apply": "who mostly decides, and the day of today",
    "work:assessment_decision": "the day of today",
    "supplement:aid": "the business id to which aid mostly went",
    "work:aid": "the business id to which aid mostly went",
    "work:supplement": "the sum that the rules give, for a decision that is not yet",
    "work:induction": "how people mostly tell; a line that was shown stays shown",
}
WORDS = ("text", "email", "tel", "")


@dataclass(frozen=True)
class Filled:
    """A form that comes filled: where, for whom, and what its fields hold."""

    page: str
    action: str
    part: str
    guard: str
    holds: dict[str, list[str]]
    words: tuple[str, ...]
    chosen: tuple[str, ...]


def filled_forms(known: dict[str, Any]) -> list[Filled]:
    """Each form with words or choices in its fields, once."""
    cast, found = known["cast"], {}
    for address, part in [*pages(known), *act_pages(cast)]:
        answer = client_of(cast[part]).get(address)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for form in BeautifulSoup(answer.content.decode(), "html.parser").select("main form"):
            if form.get("method", "").lower() != "post":
                continue
            one = filled(form, address, part)
            if one.words or one.chosen:
                found.setdefault((one.action, frozenset(one.holds)), one)
    return list(found.values())


def filled(form: Tag, address: str, part: str) -> Filled:
    holds: dict[str, list[str]] = {}
    words: list[str] = []
    choices: list[str] = []
    for control in form.select("input[name], select[name], textarea[name]"):
        kind, name = str(control.get("type", "")).lower(), str(control["name"])
        if kind in {"submit", "button", "file", "password"} or name == "csrfmiddlewaretoken":
            continue
        if control.name == "select":
            chosen = [str(one.get("value", "")) for one in control.select("option[selected]")]
            if chosen:
                holds[name] = chosen
                choices += [name] if any(chosen) else []
        elif kind in {"radio", "checkbox"}:
            if control.has_attr("checked"):
                holds.setdefault(name, []).append(str(control.get("value", "on")))
                choices.append(name)
        else:
            text = control.get_text() if control.name == "textarea" else str(control.get("value", ""))
            holds[name] = [text.removeprefix("\n")]
            if (control.name == "textarea" or kind in WORDS) and text.strip():
                words.append(name)
    guard = FIELD if holds.get(FIELD, [""])[0] else STAMP if STAMP in holds else ""
    return Filled(
        address, str(form.get("action") or address), part, guard, holds, tuple(words), tuple(choices)
    )


def name_of(action: str) -> str:
    """The name of the address, or of the act."""
    met = resolve(action.split("?")[0])
    act = met.kwargs.get("transition")
    return f"{met.kwargs['machine']}.{act}" if act else met.view_name


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


def test_every_form_that_shows_what_stands_knows_what_it_was_opened_with(rows):  # noqa: F811
    fill_what_stands(rows)

    found = filled_forms(rows)

    bare = {name_of(one.action) for one in found if not one.guard} - set(ONLY_PROPOSED)
    assert not bare, "\n".join(sorted(bare))
    assert len([one for one in found if one.guard == FIELD]) > 10


def test_of_two_windows_the_later_one_keeps_what_the_first_has_written(rows):  # noqa: F811
    fill_what_stands(rows)
    cast, lost, tried = rows["cast"], [], 0
    for one in filled_forms(rows):
        free = [name for name in one.words if not any(sign.isdigit() for sign in one.holds[name][0])]
        if one.guard != FIELD or not free or "/act/" in one.action:
            continue
        cache.clear()
        client = client_of(cast[one.part])
        theirs, mine = free[0], free[-1]
        first = one.holds | {theirs: [one.holds[theirs][0] + " aa"]}
        second = one.holds | {mine: [one.holds[mine][0] + " bb"]}
        if post(client, Form(one.page, one.action, {}, {}), first).status_code not in {302, 303}:
            continue
        tried += 1
        answer = post(client, Form(one.page, one.action, {}, {}), second)
        stands = standing(client.get(one.page).content.decode(), one)
        if stands.get(theirs) != first[theirs]:
            lost.append((one.action, theirs, stands.get(theirs), answer.status_code))
        if theirs != mine and stands.get(mine) != second[mine] and answer.status_code != 422:
            lost.append((one.action, mine, stands.get(mine), answer.status_code))
        if theirs == mine and not {answer.status_code} <= {422}:
            lost.append((one.action, "not asked", answer.status_code))

    assert lost == []
    assert tried >= 5


def standing(page: str, one: Filled) -> dict[str, list[str]]:
    for form in BeautifulSoup(page, "html.parser").select("main form"):
        again = filled(form, one.page, one.part)
        if again.action == one.action and set(one.words) <= set(again.holds):
            return again.holds
    return {}


def test_where_both_changed_the_same_field_both_are_shown_and_the_second_press_decides(rows):  # noqa: F811
    fill_what_stands(rows)
    row = rows["participation"]
    address, client = f"/work/people/{row.reference}/data/", client_of(rows["cast"]["responsible"])
    (opened,) = [
        filled(form, address, "responsible")
        for form in BeautifulSoup(client.get(address).content.decode(), "html.parser").select("main form")
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
    again = next(
        filled(one, address, "responsible") for one in BeautifulSoup(page, "html.parser").select("main form")
    )
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
    opened = filled(
        BeautifulSoup(client.get(address).content.decode(), "html.parser").select("main form")[0], address, ""
    )
    del client.cookies["sessionid"]
    answer = post(client, Form(address, address, {}, {}), opened.holds | {"street_address": ["Torikatu 2"]})
    Participant.objects.filter(pk=row.participant_id).update(phone="040 555 0202")
    client.get(answer["Location"])
    client.force_login(cast["responsible"], backend="allauth.account.auth_backends.AuthenticationBackend")

    back = filled(
        BeautifulSoup(client.get(address).content.decode(), "html.parser").select("main form")[0], address, ""
    )
    post(client, Form(address, address, {}, {}), back.holds)

    person = Participant.objects.get(pk=row.participant_id)
    assert (person.phone, person.street_address) == ("040 555 0202", "Torikatu 2")


def test_a_place_that_two_write_keeps_both(rows):  # noqa: F811
    row = made.vacancy(rows["cast"].host, "draft")
    address, client = (
        f"/host/vacancies/{row.reference}/edit/?step=hours",
        client_of(rows["cast"]["host_admin"]),
    )
    opened = filled(
        BeautifulSoup(client.get(address).content.decode(), "html.parser").select("main form")[0], address, ""
    )
    form = Form(address, address, {}, {})
    post(client, form, opened.holds | {"seats": ["4"]})

    post(client, form, opened.holds | {"daily_hours": ["9–12"], "weekly_hours_min": ["7,5"]})

    row = Vacancy.objects.get(pk=row.pk)
    assert (row.seats, row.daily_hours, str(row.weekly_hours_min)) == (4, "9–12", "7.5")
