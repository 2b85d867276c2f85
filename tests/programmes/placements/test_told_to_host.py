"""A workplace reads of a person what the person was shown, word for word, and nothing else."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from accounts.roles import Role
from programmes.placements import services as placement_services
from programmes.placements.introduction import what_host_sees
from programmes.placements.models import Placement
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LANGUAGES = ["fi", "fi-simple", "sv", "en"]
HIDDEN_AIM = "Salainen toive"
ALL_TICKS = ["phone", "aim", "language", "earliest_start_on"]
PATH = ["introduced", "accepted", "signing", "agreed", "active", "ended", "closed"]


def signed_in(user: User, language: str = "fi") -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


@pytest.fixture
def case():
    """A person with an account, a host with one, and a suggestion between them."""
    user = make.account(Role.PARTICIPANT)
    person = make.participant(
        first_name="Toivo", last_name="Salainen", phone="050 999 8888", user=user, language="fi"
    )
    row = make.participation("active", person=person, aim=HIDDEN_AIM)
    employer = make.host()
    host = make.host_person(employer)
    place = make.vacancy(employer=employer, by=make.coordinator())
    return user, host, make.placement(row=row, place=place)


def facts_in(page) -> list[tuple[str, str]]:
    return [(str(label), strip_tags(str(value))) for label, value in page.context["host_sees"]]


def say_yes(client: Client, placement: Placement, **told) -> None:
    answer = client.post(f"/act/placement/{placement.reference}/want/", {"token": "yes", "rank": "1"} | told)
    assert answer.status_code == 303, answer.content.decode()


def lead_to(state: str, placement: Placement) -> None:
    """The placement goes on from the yes to `state`, each step recorded by the worker."""
    row = Placement.objects.get(pk=placement.pk)
    worker = row.participation.coordinator
    for name in PATH[: PATH.index(state) + 1]:
        make.steps_of(row, worker)[name]()


@pytest.mark.parametrize(
    ("state", "ticks", "language"),
    [(state, ticks, "fi") for state in PATH for ticks in ([], ["phone"], ALL_TICKS)]
    + [("introduced", ALL_TICKS, language) for language in LANGUAGES],
)
def test_the_host_reads_what_the_person_was_shown_at_the_yes(case, state, ticks, language):
    user, host, placement = case
    person = signed_in(user, language)
    yes_page = person.get(f"/act/placement/{placement.reference}/want/")
    promised = facts_in(yes_page)
    offered = dict(yes_page.context["form"].fields["shown_to_host"].choices)

    say_yes(person, placement, shown_to_host=ticks)
    lead_to(state, placement)
    page = signed_in(host, language).get(reverse("host:placement", args=[placement.reference]))
    read = facts_in(page)

    hours = 1  # once agreed, the agreed hours stand in place of those that fit
    assert [pair for at, pair in enumerate(read[:3]) if at != hours] == [
        pair for at, pair in enumerate(promised) if at != hours
    ]
    if state in {"introduced", "accepted"}:
        assert read[hours] == promised[hours]
    assert len(read) == len(promised) + len(ticks)
    for key, (_label, value) in zip(ticks, read[3:], strict=True):
        assert strip_tags(offered[key]).endswith(value)
        assert strip_tags(offered[key]) in strip_tags(yes_page.content.decode())
    shown = page.content.decode()
    assert ("050 999 8888" in shown) is ("phone" in ticks)
    assert (HIDDEN_AIM in shown) is ("aim" in ticks)


@pytest.mark.parametrize("state", ["wanted", *PATH, "refused"])
def test_the_person_and_the_worker_read_the_same_as_the_host(case, state):
    user, host, placement = case
    say_yes(signed_in(user), placement, shown_to_host=["phone"], tasks_shown="Vain pihatyöt")
    if state == "refused":
        lead_to("introduced", placement)
        reason = make.a_reason("placement", "refuse")
        row = Placement.objects.get(pk=placement.pk)
        act(row, "refuse", by=row.participation.coordinator, on_word="phone", reason=reason)
    elif state != "wanted":
        lead_to(state, placement)

    own = facts_in(signed_in(user).get(reverse("my:placement", args=[placement.reference])))

    assert ("Sopivat tehtävät", "Vain pihatyöt") in own or state == "refused"
    if state == "wanted":
        worker = placement.participation.coordinator
        page = signed_in(worker).get(f"/act/placement/{placement.reference}/introduce/")
    else:
        page = signed_in(host).get(reverse("host:placement", args=[placement.reference]))
    assert facts_in(page) == own


def test_the_worker_adds_no_word_at_the_introduction(case):
    user, _host, placement = case
    say_yes(signed_in(user), placement)
    client = signed_in(placement.participation.coordinator)
    before = [(str(label), str(value)) for label, value in what_host_sees(placement)]

    answer = client.post(
        f"/act/placement/{placement.reference}/introduce/",
        {"token": "in", "tasks_shown": "Kuntoutuksessa ollut", "weekly_hours": "40"},
    )

    row = Placement.objects.get(pk=placement.pk)
    assert answer.status_code == 303
    assert row.state == "introduced"
    assert [(str(label), str(value)) for label, value in what_host_sees(row)] == before


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("8", "20", "8–20 h viikossa"),
        ("16", "16", "16 h viikossa"),
        (None, "20", "enintään 20 h viikossa"),
        ("8", None, "vähintään 8 h viikossa"),
    ],
)
def test_hours_are_told_from_the_least_to_the_most(case, low, high, told):
    user, _host, placement = case
    row = placement.participation
    type(row).objects.filter(pk=row.pk).update(weekly_hours_min=low, weekly_hours_max=high)

    page = signed_in(user).get(f"/act/placement/{placement.reference}/want/")

    assert dict(facts_in(page))["Sopivat tunnit"] == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_agreed_hours_name_their_unit_once(case, language):
    user, host, placement = case
    say_yes(signed_in(user), placement)
    lead_to("active", placement)

    page = signed_in(host, language).get(reverse("host:placement", args=[placement.reference]))
    label, hours = facts_in(page)[1]

    assert (hours, label) == (
        "16",
        {"sv": "Timmar i veckan", "en": "Hours a week"}.get(language, "Tunteja viikossa"),
    )


@pytest.mark.parametrize("ticks", [[], ["aim"]])
def test_an_agreement_begins_from_the_least_hours_and_with_a_wish_only_if_it_was_shown(case, ticks):
    user, _host, placement = case
    say_yes(signed_in(user), placement, shown_to_host=ticks)
    lead_to("accepted", placement)
    client = signed_in(placement.participation.coordinator)

    form = client.get(f"/act/placement/{placement.reference}/issue_agreement/").context["form"]

    assert form["weekly_hours"].value() == 10  # the least that suits both; never the most of either
    assert "8–20 h" in form["weekly_hours"].help_text
    assert (form["aim"].value() or "") == (HIDDEN_AIM if ticks else "")


def test_a_group_has_no_workplace_that_would_see_anything(case):
    user, _host, placement = case
    group = make.intake()
    offers = placement_services.propose(
        placement.participation,
        [(group, group.programme.programme_type)],
        by=placement.participation.coordinator,
        only_one_reason="Yksi.",
    )
    seat = offers.placements.get()

    page = signed_in(user).get(f"/act/placement/{seat.reference}/want/")

    assert "Tämän työpaikka näkee sinusta" not in page.content.decode()
    assert set(page.context["form"].fields) == {"token", "next"}


def test_words_that_another_reads_say_so_where_they_are_written(case):
    """Each free text that crosses to another reader tells who reads it."""
    _user, _host, placement = case
    client = signed_in(placement.participation.coordinator)
    row = placement.participation
    pages = {
        f"/work/people/{row.reference}/propose/": "only_one_reason",
        f"/act/placement/{placement.reference}/decline/": "reason_text",
        f"/act/placement/{placement.reference}/want/": "tasks_shown",
        f"/act/participation/{row.reference}/hold/": "",
    }
    silent = [
        (url, name)
        for url, name in pages.items()
        if name and not client.get(url).context["form"].fields[name].help_text
    ]

    assert silent == []
