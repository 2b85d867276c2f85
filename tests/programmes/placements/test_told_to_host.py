"""A workplace reads of a person what the person was shown, word for word, and nothing else."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from accounts.roles import Role
from programmes.participants.models import WorkProfile
from programmes.placements import services as placement_services
from programmes.placements.introduction import what_host_sees
from programmes.placements.models import Placement
from tests.factories import programmes as make
from workflow.services import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LANGUAGES = ["fi", "fi-simple", "sv", "en"]
HIDDEN_AIM = "Salainen toive"
OWN_WORDS = "Osaan maalata ja pidän ulkotöistä"
OF_PROFILE = ["in_own_words", "hours_later", "lifting", "noise", "languages", "card:hygiene", "helps"]
ALL_TICKS = ["phone", "language", "earliest_start_on", *OF_PROFILE]
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
    WorkProfile.objects.create(
        participant=person,
        in_own_words=OWN_WORDS,
        hours_later=30,
        hours_later_from_on=date(2027, 3, 1),
        lifting=1,
        noise=0,
        languages={"sv": "B1"},
        licences={"hygiene": "", "hot_work": "2031-01-28"},
        wished_municipalities=["167"],
        helps="Kirjalliset ohjeet",
    )
    employer = make.host()
    host = make.host_person(employer)
    place = make.vacancy(employer=employer, by=make.coordinator())
    return user, host, make.placement(row=row, place=place)


def facts_in(page) -> list[tuple[str, str]]:
    return [(str(label), strip_tags(str(value))) for label, value in page.context["host_sees"]]


def ticks_of(form) -> dict[str, str]:
    """Every tick with its words, whatever heading it stands under."""
    flat = {}
    for key, words in form.fields["shown_to_host"].choices:
        flat |= dict(words) if isinstance(words, list) else {key: words}
    return flat


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
    offered = ticks_of(yes_page.context["form"])

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
        assert value
        assert strip_tags(offered[key]).endswith(value)
        assert strip_tags(offered[key]) in strip_tags(yes_page.content.decode())
    shown = page.content.decode()
    assert ("050 999 8888" in shown) is ("phone" in ticks)
    assert (OWN_WORDS in shown) is ("in_own_words" in ticks)
    assert HIDDEN_AIM not in shown + yes_page.content.decode()


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


@pytest.mark.parametrize("ticks", [[], OF_PROFILE])
def test_an_agreement_begins_from_the_least_hours_and_no_word_of_the_referral(case, ticks):
    user, _host, placement = case
    say_yes(signed_in(user), placement, shown_to_host=ticks)
    lead_to("accepted", placement)
    client = signed_in(placement.participation.coordinator)

    form = client.get(f"/act/placement/{placement.reference}/issue_agreement/").context["form"]

    assert form["weekly_hours"].value() == 10  # the least that suits both; never the most of either
    assert "8–20 h" in form["weekly_hours"].help_text
    assert (form["aim"].value() or "") == ""


def test_nothing_else_of_the_profile_can_be_shown(case):
    user, _host, placement = case

    form = signed_in(user).get(f"/act/placement/{placement.reference}/want/").context["form"]

    assert set(ticks_of(form)) == {*ALL_TICKS, "card:hot_work"} - {"earliest_start_on"} | (
        {"earliest_start_on"} if placement.participation.earliest_start_on else set()
    )


def test_what_is_written_later_the_workplace_does_not_read(case):
    user, host, placement = case
    say_yes(signed_in(user), placement, shown_to_host=["in_own_words", "lifting"])
    lead_to("introduced", placement)
    row = WorkProfile.objects.get()
    row.in_own_words, row.lifting = "Uudet sanat", 3
    row.save()

    for client, name in ((signed_in(host), "host:placement"), (signed_in(user), "my:placement")):
        read = dict(facts_in(client.get(reverse(name, args=[placement.reference]))))
        assert read["Omin sanoin"] == OWN_WORDS
        assert "Uudet sanat" not in str(read)


def test_a_profile_that_changed_under_the_ticks_is_looked_at_first(case):
    user, _host, placement = case
    client = signed_in(user)
    address = f"/act/placement/{placement.reference}/want/"
    told = {"token": "t", "rank": "1", "shown_to_host": ["in_own_words"]}
    seen = client.get(address).context["form"]["seen"].value()
    WorkProfile.objects.update(in_own_words=WorkProfile(in_own_words="Toiset sanat").in_own_words)

    refused = client.post(address, told | {"seen": seen})
    form = refused.context["form"]
    again = client.post(address, told | {"seen": form["seen"].value()})

    assert refused.status_code == 422
    assert list(form.errors) == ["shown_to_host"]
    assert form["shown_to_host"].value() == ["in_own_words"]
    assert again.status_code == 303
    own = facts_in(client.get(reverse("my:placement", args=[placement.reference])))
    assert ("Omin sanoin", "Toiset sanat") in own


def test_the_words_of_a_profile_lie_sealed_beside_the_yes(case):
    user, _host, placement = case
    say_yes(signed_in(user), placement, shown_to_host=["in_own_words"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT shown_profile FROM programmes_placement")
        (stored,) = cursor.fetchone()

    assert stored
    assert "maalata" not in stored


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
