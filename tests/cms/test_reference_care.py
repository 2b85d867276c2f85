"""Reference data against two windows, days that cross, long texts and numbers that mean nothing."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from audit.models import Event
from programmes.models import Parameter, Programme, ProgrammeTypeRule, ReasonCode
from tests.cms.test_reference import as_publisher, change, publisher, values_on

__all__ = ["as_publisher", "publisher"]

pytestmark = pytest.mark.usefixtures("site")

RULE = {"answer_effect": "voluntary", "agreement_kind": "three_party"}


class TestTwoWindows:
    @pytest.fixture
    def row(self):
        return Programme.objects.get(code="work_trial")

    def test_second_is_told_what_the_first_has_changed(self, as_publisher, row):
        address = f"/cms-admin/programme/edit/{row.pk}/"
        old = values_on(as_publisher, address)
        change(as_publisher, "programme", row, duration_weeks="23")

        answer = as_publisher.post(address, old | {"contact_name": "Aino Aalto"})

        page = answer.content.decode()
        row.refresh_from_db()
        assert answer.status_code == 200
        assert (row.duration_weeks, row.contact_name) == (23, "")
        assert "Viikkoja: 12 → 23" in page
        assert "Aino Aalto" in page

    def test_saved_again_it_goes_through(self, as_publisher, row):
        address = f"/cms-admin/programme/edit/{row.pk}/"
        old = values_on(as_publisher, address)
        change(as_publisher, "programme", row, duration_weeks="23")
        told = as_publisher.post(address, old | {"contact_name": "Aino Aalto"}).context["form"]

        again = {field.html_name: field.value() for field in told if field.value() not in (None, False, "")}
        answer = as_publisher.post(address, again | {"is_active": "on"})

        row.refresh_from_db()
        assert answer.status_code == 302
        assert (row.duration_weeks, row.contact_name) == (12, "Aino Aalto")


def test_a_change_far_into_a_text_is_on_record(as_publisher):
    row = ProgrammeTypeRule.objects.get(programme_type__code="work_trial")
    change(as_publisher, "programmetyperule", row, source="Pitkä teksti. " * 20 + "Loppu.")
    change(as_publisher, "programmetyperule", row, source="Pitkä teksti. " * 20 + "Uusi loppu.")

    before, after = ModelLogEntry.objects.for_instance(row).first().data["changes"]["source"]
    assert (before[-6:], after[-11:]) == ("Loppu.", "Uusi loppu.")
    assert Event.objects.filter(verb="reference.changed").count() == 2


def test_numbers_and_days_are_told_as_people_write_them(as_publisher):
    row = ProgrammeTypeRule.objects.get(programme_type__code="work_trial")
    answer = change(as_publisher, "programmetyperule", row, weekly_hours_max="37,5", valid_until="31.12.2026")
    assert answer.status_code == 302, answer.context["form"].errors

    with translation.override("fi"):
        told = ModelLogEntry.objects.for_instance(row).get().message.replace("\xa0", " ")
    assert "→ 37,5" in told
    assert "Asti: – → to 31.12.2026" in told


def test_a_list_says_how_much_there_is_without_bending_names(as_publisher):
    assert "Yhteensä 12" in as_publisher.get("/cms-admin/programme/").content.decode()


def test_a_tick_is_on_record_in_the_words_of_its_reader(as_publisher):
    row = Programme.objects.get(code="work_trial")
    change(as_publisher, "programme", row, is_active=None)

    with translation.override("fi"):
        assert ModelLogEntry.objects.for_instance(row).get().message == "Käynnissä nyt: Kyllä → Ei"
    with translation.override("sv"):
        assert ModelLogEntry.objects.for_instance(row).get().message.endswith(": Ja → Nej")


class TestDays:
    @pytest.fixture
    def rule(self):
        return ProgrammeTypeRule.objects.get(programme_type__code="work_trial")

    def add(self, client, rule, **days):
        return client.post(
            "/cms-admin/programmetyperule/new/", RULE | {"programme_type": rule.programme_type_id} | days
        )

    def test_a_new_rule_ends_the_one_before_it(self, as_publisher, rule):
        assert self.add(as_publisher, rule, valid_from="1.1.2027").status_code == 302

        rule.refresh_from_db()
        assert rule.valid_until == date(2026, 12, 31)
        assert (
            "2026-12-31" in ModelLogEntry.objects.for_instance(rule).get().data["changes"]["valid_until"][1]
        )

    @pytest.mark.parametrize(
        "days",
        [
            {"valid_from": "1.6.2020", "valid_until": "31.12.2020"},
            {"valid_from": "1.1.2019"},
            {"valid_from": "1.1.2019", "valid_until": "1.1.2020"},
        ],
    )
    def test_two_rules_never_hold_on_one_day(self, as_publisher, rule, days):
        answer = self.add(as_publisher, rule, **days)

        assert answer.status_code == 200
        assert "1.1.2020" in " ".join(answer.context["form"].errors["valid_from"])
        assert ProgrammeTypeRule.objects.filter(programme_type=rule.programme_type).get() == rule

    def test_a_rule_before_the_first_may_be_told_afterwards(self, as_publisher, rule):
        answer = self.add(as_publisher, rule, valid_from="1.1.2019", valid_until="31.12.2019")

        assert answer.status_code == 302

    def test_stretching_a_rule_over_the_next_is_refused(self, as_publisher, rule):
        self.add(as_publisher, rule, valid_from="1.1.2027")

        answer = change(as_publisher, "programmetyperule", rule, valid_until="")

        assert answer.status_code == 200
        rule.refresh_from_db()
        assert rule.valid_until == date(2026, 12, 31)

    @pytest.mark.parametrize("kind", ["parameter", "reasoncode"])
    def test_an_end_before_the_start_is_refused(self, as_publisher, kind):
        row = {"parameter": Parameter, "reasoncode": ReasonCode}[kind].objects.filter(valid_until=None)[0]

        answer = change(as_publisher, kind, row, valid_until="1.1.2019")

        assert answer.status_code == 200
        assert answer.context["form"].errors["valid_until"] == ["Viimeinen päivä on ennen ensimmäistä."]

    def test_a_new_row_is_offered_from_today(self, as_publisher):
        form = as_publisher.get("/cms-admin/programmetyperule/new/").context["form"]

        assert form["valid_from"].value() > date(2026, 1, 1)


class TestNumber:
    CODE = "deadline-placement-ended"

    def test_is_called_by_what_it_is(self, as_publisher):
        page = as_publisher.get("/cms-admin/parameter/").content.decode()

        assert "Pidä loppukeskustelu" in page
        assert "työpäivää" in page
        assert "working_days" not in page
        assert "10,00" not in page

    @pytest.mark.parametrize("value", ["-5", "0,5", "4000"])
    def test_makes_sense(self, as_publisher, value):
        row = Parameter.objects.get(code=self.CODE)

        answer = change(as_publisher, "parameter", row, value=value)

        assert answer.context["form"].errors["value"]

    def test_new_one_is_of_a_kind_that_the_service_knows(self, as_publisher):
        given = {"value": "12", "valid_from": "1.1.2027"}

        refused = as_publisher.post("/cms-admin/parameter/new/", given | {"code": "oma-koodi"})
        taken = as_publisher.post("/cms-admin/parameter/new/", given | {"code": self.CODE})

        assert (refused.status_code, taken.status_code) == (200, 302)
        new, old = Parameter.objects.filter(code=self.CODE)
        assert (new.unit, old.valid_until) == ("working_days", date(2026, 12, 31))


def test_a_group_has_a_size_that_can_be(as_publisher):
    form = as_publisher.post("/cms-admin/intake/new/", {"seats": "99999"}).context["form"]

    assert form.errors["seats"]


@pytest.mark.parametrize(
    ("address", "heading"),
    [("intake", "Ryhmä"), ("reasoncode", "Toiminto")],
)
def test_headings_begin_with_a_capital(as_publisher, address, heading):
    columns = as_publisher.get(f"/cms-admin/{address}/").context["table"].columns.values()

    assert heading in [str(column.label) for column in columns]


def test_labels_begin_with_a_capital(as_publisher):
    form = as_publisher.get("/cms-admin/intake/new/").context["form"]

    assert str(form.fields["language"].label) == "Kieli"


def test_an_act_says_where_it_asks_for_a_reason(as_publisher):
    form = as_publisher.get("/cms-admin/reasoncode/new/").context["form"]
    acts = dict(form.fields["transition"].choices)

    assert acts["hold"] == "Merkitse tauko (Osallistuminen)"
    assert form["machine"].value() in (None, "")
    assert acts[""] == "–"
