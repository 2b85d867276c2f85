"""Publishers keep services, groups, rules, reasons and texts; each change is in the history and the chain."""

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from accounts.roles import Role
from audit.models import Event
from programmes.models import Intake, Placement, Programme, ProgrammeTypeRule, ReasonCode
from programmes.placements import services as placements
from tests.factories import programmes as make
from workflow.services import act

pytestmark = pytest.mark.usefixtures("site")

LISTS = (
    "programme",
    "intake",
    "coachingenvironment",
    "programmetype",
    "programmetyperule",
    "reasoncode",
    "parameter",
    "solutionclass",
    "duty",
    "servicepoint",
    "hoursexception",
)


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER)


@pytest.fixture
def as_publisher(client, publisher):
    client.force_login(publisher)
    return client


@pytest.mark.parametrize(
    ("language", "words", "strange"),
    [("fi", ("Nimi", "Kyllä", 'aria-label="Toiminnot"'), "Ei mitään"), ("sv", ("Namn", "Ja"), "Kyllä")],
)
def test_list_is_in_the_language_of_its_reader(as_publisher, publisher, language, words, strange):
    publisher.language = language
    publisher.save()
    as_publisher.cookies["django_language"] = language
    html = as_publisher.get("/cms-admin/programme/").content.decode()

    for word in words:
        assert word in html
    for foreign in ("True", 'aria-label="Actions"', strange):
        assert foreign not in html


def test_nobody_chooses_a_time_zone(as_publisher):
    assert "current_time_zone" not in as_publisher.get("/cms-admin/account/").content.decode()


@pytest.mark.parametrize("address", ["jsi18n/", "localize/jsi18n/"])
def test_scripts_speak_the_language_of_their_reader(as_publisher, address):
    script = as_publisher.get(f"/cms-admin/{address}").content.decode()

    assert ("Muutokset on tallennettu automaattisesti." in script) or ("Lukitaan muokkaus" in script)
    assert '"Changes have been autosaved.": "Changes' not in script


def values_on(client, address: str) -> dict[str, object]:
    """What the form at the address would send as it stands."""
    form = client.get(address).context["form"]
    values = {}
    for field in form:
        value = field.value()
        if value in (None, False, ""):
            continue
        values[field.html_name] = "on" if value is True else value
    return values


def change(client, model: str, row, **changes):
    address = f"/cms-admin/{model}/edit/{row.pk}/"
    values = values_on(client, address) | changes
    return client.post(address, {name: value for name, value in values.items() if value is not None})


def seated(group: Intake) -> Placement:
    """A person who holds a seat in the group."""
    row = make.participation("active")
    offers = placements.propose(
        row, [(group, group.programme.programme_type)], by=row.coordinator, only_one_reason="Ainoa ryhmä."
    )
    found = offers.placements.get()
    act(found, "want", by=row.coordinator, on_word="phone")
    placements.reserve_seat(found, by=row.coordinator)
    return found


@pytest.mark.parametrize("model", LISTS)
def test_each_kind_has_its_list(as_publisher, model):

    assert as_publisher.get(f"/cms-admin/{model}/").status_code == 200


@pytest.mark.parametrize("model", [name for name in LISTS if name not in ("servicepoint", "hoursexception")])
def test_only_publishers_of_the_whole_area_reach_it(client, model):
    for user in (
        make.account(Role.EDITOR, municipality="422"),
        make.account(Role.PUBLISHER, municipality="422"),
        make.account(Role.EDITOR),
    ):
        client.force_login(user)
        for page in ("", "new/"):
            assert client.get(f"/cms-admin/{model}/{page}")["Location"] == "/cms-admin/"


@pytest.mark.parametrize("model", LISTS)
def test_nothing_is_deleted(as_publisher, model):
    row = {
        "programme": Programme,
        "programmetyperule": ProgrammeTypeRule,
        "reasoncode": ReasonCode,
    }.get(model, Programme).objects.first()

    assert as_publisher.post(f"/cms-admin/{model}/delete/{row.pk}/").status_code in {302, 404}
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_change_of_a_service_shows_at_once_and_is_on_record(as_publisher, publisher):
    row = Programme.objects.get(code="work_trial")
    before = as_publisher.get("/fi/palvelut/tyokokeilu/").content.decode()

    answer = change(as_publisher, "programme", row, duration_weeks="23")

    assert answer.status_code == 302
    assert "23 viikkoa" not in before
    assert "23 viikkoa" in as_publisher.get("/fi/palvelut/tyokokeilu/").content.decode()
    entry = ModelLogEntry.objects.for_instance(row).get()
    event = Event.objects.filter(verb="reference.changed").last()
    assert entry.user == publisher
    assert entry.data == {"changes": {"duration_weeks": ["12", "23"]}}
    assert (event.object_id, event.actor_id, event.data) == (row.pk, publisher.pk, entry.data)
    with translation.override("fi"):
        assert entry.message == "Viikkoja: 12 → 23"
    assert "12 → 23" in as_publisher.get(f"/cms-admin/programme/history/{row.pk}/").content.decode()


def test_saving_without_a_change_leaves_no_trace(as_publisher):
    row = Programme.objects.get(code="work_trial")

    change(as_publisher, "programme", row)

    assert not ModelLogEntry.objects.for_instance(row).exists()
    assert not Event.objects.filter(verb="reference.changed").exists()


def test_a_code_once_given_stays(as_publisher):
    row = Programme.objects.get(code="work_trial")

    change(as_publisher, "programme", row, code="something-else", name_fi="Kokeilu")

    row.refresh_from_db()
    assert (row.code, row.name_fi) == ("work_trial", "Kokeilu")


def test_a_new_rule_holds_from_its_day(as_publisher):
    rule = ProgrammeTypeRule.objects.get(programme_type__code="work_trial")

    answer = as_publisher.post(
        "/cms-admin/programmetyperule/new/",
        {
            "programme_type": rule.programme_type_id,
            "valid_from": "1.1.2026",
            "answer_effect": "voluntary",
            "agreement_kind": "three_party",
            "legal_basis": "Uusi laki (tarkistettava)",
        },
    )

    assert answer.status_code == 302
    valid = ProgrammeTypeRule.objects.valid_on().filter(programme_type=rule.programme_type).first()
    assert valid.legal_basis == "Uusi laki (tarkistettava)"


class TestGroup:
    @pytest.fixture
    def placement(self):
        return seated(make.intake(seats=3))

    def test_has_never_fewer_seats_than_people(self, as_publisher, placement):
        other = seated(placement.intake)

        answer = change(as_publisher, "intake", placement.intake, seats="1")

        assert answer.status_code == 200
        assert "2 henkilöllä on jo paikka" in answer.content.decode()
        assert Intake.objects.get(pk=other.intake_id).seats == 3

    @pytest.mark.parametrize("status", ["cancelled", "finished"])
    def test_is_not_called_off_over_the_heads_of_people(self, as_publisher, placement, status):
        answer = change(as_publisher, "intake", placement.intake, status=status)

        assert answer.status_code == 200
        assert Intake.objects.get(pk=placement.intake_id).status == "open"

    def test_keeps_its_municipality_while_people_are_on_their_way(self, as_publisher, placement):
        change(as_publisher, "intake", placement.intake, municipality="422", environment="")

        assert Intake.objects.get(pk=placement.intake_id).municipality_id != "422"

    def test_may_change_as_long_as_nobody_waits(self, as_publisher):
        group = make.intake(seats=3)

        answer = change(as_publisher, "intake", group, seats="1", status="cancelled")

        assert answer.status_code == 302
        assert list(Intake.objects.filter(pk=group.pk).values_list("seats", "status")) == [(1, "cancelled")]


def test_a_reason_is_added_only_to_an_act_that_asks_for_one(as_publisher):
    given = {
        "machine": "placement",
        "code": "thick_fog",
        "name_fi": "Sää esti",
        "valid_from": "1.1.2026",
        "position": "9",
    }

    refused = as_publisher.post("/cms-admin/reasoncode/new/", given | {"transition": "hold"})
    taken = as_publisher.post("/cms-admin/reasoncode/new/", given | {"transition": "refuse"})

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert ReasonCode.objects.get(code="thick_fog").transition == "refuse"
