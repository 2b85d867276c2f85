"""The page of an act, and the button that leads to it, as the person before it sees them."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.placements import services as placements
from programmes.placements.selectors import rule_of
from tests.access.people import client_of
from tests.factories import programmes as make
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_engine import issue
from ui.formats import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


def read(user, address: str) -> str:
    return client_of(user).get(address).content.decode()


def test_who_has_signed_is_not_asked_to_sign_again(cast):
    row = made.placement(cast, "accepted")
    issue(cast, row)
    sign = f"/act/placement/{row.reference}/sign/"
    pages = {
        "participant": f"/my/places/{row.reference}/",
        "host_admin": f"/host/places/{row.reference}/",
        "responsible": f"/work/placements/{row.reference}/",
    }
    before = {part: sign in read(cast[part], page) for part, page in pages.items()}

    placements.sign(row, by=cast["participant"], party="participant", version=1)
    placements.sign(row, by=cast["host_admin"], party="host", version=1)

    assert before == dict.fromkeys(pages, True)
    assert {part: sign in read(cast[part], page) for part, page in pages.items()} == {
        "participant": False,
        "host_admin": False,
        "responsible": True,
    }


def test_whoever_did_it_and_goes_back_reads_that_it_is_done(cast):
    row = made.participation(cast, "referred")
    desk, address = client_of(cast["responsible"]), f"/act/participation/{row.reference}/accept/"
    desk.post(address, {"token": "first", "coordinator": cast["responsible"].pk})

    own = desk.get(address, headers={"accept-language": "en"})
    other = client_of(cast["colleague"]).get(address, headers={"accept-language": "en"})

    assert (own.status_code, other.status_code) == (409, 409)
    assert ("This is done already" in own.content.decode(), "Someone else" in own.content.decode()) == (
        True,
        False,
    )
    assert "Someone else was just here" in other.content.decode()


def test_what_was_chosen_is_told_by_its_name_when_someone_was_faster(cast):
    row = made.participation(cast, "waiting")

    answer = client_of(cast["responsible"]).post(
        f"/act/participation/{row.reference}/accept/",
        {"token": "late", "coordinator": cast["responsible"].pk, "on": "3.3.2026"},
    )

    assert answer.status_code == 409
    assert [value for _label, value in answer.context["typed"]] == [str(cast["responsible"]), "3.3.2026"]


def test_when_the_workplace_closes_the_place_the_person_reads_so_and_keeps_what_they_typed(cast):
    row = made.placement(cast, "proposed")
    address = f"/act/placement/{row.reference}/want/"
    person = client_of(cast["participant"])
    stood = re.findall(r'name="seen" value="([^"]+)"', person.get(address).content.decode())
    placements.close_vacancy(cast.vacancy, by=cast["host_admin"], reason=make.a_reason("vacancy", "close"))

    answer = person.post(
        address,
        {"token": "late", "rank": "1", "tasks_shown": "Only the dishes", "seen": stood},
        headers={"accept-language": "en"},
    )
    page, own = answer.content.decode(), read(cast["participant"], f"/my/places/{row.reference}/")

    assert (answer.status_code, len(stood)) == (409, 1)
    assert "Only the dishes" in page
    assert stood[0] not in page, "what the form carries along is told as the person's words"
    assert "The workplace does not offer this place any more." in page
    assert "Työpaikka ei enää tarjoa tätä paikkaa." in own


def test_the_day_of_an_act_is_typed_or_picked(cast):
    row = made.participation(cast, "referred")

    page = read(cast["responsible"], f"/act/participation/{row.reference}/accept/")

    field = page.split('name="on"')[1].split(">")[0]
    assert "data-date" in field


# An August that has not begun: its half year ends on the last of January.
AUGUST = date(timezone.localdate().year + 1, 8, 1)
JANUARY = date(AUGUST.year + 1, 1, 31)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (JANUARY, ""),
        (JANUARY + timedelta(days=1), f"kestää enintään 6 kuukautta: viimeistään {day(JANUARY)} asti"),
        (AUGUST - timedelta(days=1), "Loppupäivä on ennen alkupäivää."),
    ],
    ids=["half a year", "a day longer", "before it begins"],
)
def test_an_agreement_is_no_longer_than_its_type_of_service_allows(cast, ends, told):
    row = made.placement(cast, "accepted")
    rule = rule_of(row)
    rule.duration_months_max, rule.weekly_hours_max = 6, 40
    rule.save()

    answer = client_of(cast["responsible"]).post(
        f"/act/placement/{row.reference}/issue_agreement/",
        {"starts_on": AUGUST, "ends_on": ends, "weekly_hours": "41", "token": "t"},
    )

    errors = answer.context["form"].errors
    assert told in " ".join(errors.get("ends_on", []))
    assert ("ends_on" in errors) is bool(told)
    assert "enintään: 40. Lähde" in errors["weekly_hours"][0]
