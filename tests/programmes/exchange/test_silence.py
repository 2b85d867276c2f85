"""An empty cell takes nothing away, numbers keep their zeros, and what cannot be known is named."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from letters.cells import as_it_was, harmless
from programmes.catalogue.scales import Demand
from programmes.employers.models import HostEmployer, Vacancy
from programmes.exchange.files import FILES
from programmes.exchange.services import import_bundle
from programmes.participants.models import NextStep, Participant, Participation
from tests.factories import programmes as factory
from tests.programmes.exchange.conftest import RIGHT, TODAY, Bundle, row

pytestmark = pytest.mark.django_db

# A value for every column that a row may leave empty; days in the order in which they must stand.
SKILL = "045f71e6-0699-4169-8a54-9c6b96f3174d"
# fmt: off
TOLD: dict[str, dict[str, str]] = {
    "employers": {
        "kind": "association", "municipality_code": "167", "contact_name": "Raili",
        "contact_email": "r@x.example", "contact_phone": "040 123 4567", "verified_on": "2025-01-02",
    },
    "vacancies": {
        "isco_code": "9112", "hours_per_week_min": "10", "hours_per_week_max": "20",
        "closed_on": "2026-09-01", "valid_until": "2026-12-31", "adjustments": "quiet room",
        "language_levels": "fi:A2|sv:A1", "skills": SKILL, **dict.fromkeys(Demand.values, "1"),
        "programme_types": "workshop", "tasks": "Haravointi", "street_address": "Tie 2",
        "directions": "Pihan puolelta", "bus": "4", "daily_hours": "8–14", "clothes": "Omat",
        "lunch": "Eväät", "guide": "Oili", "start_from_on": "2026-02-01", "start_until_on": "2026-06-30",
        "graded_hours": "yes", "lift_offered": "yes",
    },
    "intakes": {"programme_code": "workshop", "ends_on": "2026-12-31", "language": "sv"},
    "participants": {
        "gender": "female", "street_address": "Tie 1", "postal_code": "80100", "post_office": "JOENSUU",
        "language": "uk", "email": "a@x.example", "phone": "040 123 4567", "contact_channel": "sms",
        "restricted": "yes", "partial_work_ability": "yes",
        "foreign_background": "yes", "education_level": "3",
    },
    "work_profiles": {
        "travel_km": "20", "languages": "sv:B1|en:A2", "occupations": "9112|5", "skills": SKILL,
        "wished_municipalities": "167|422", "wished_programme_types": "workshop",
        "wished_adjustments": "oma tahti|tauot", **dict.fromkeys(Demand.values, "2"),
    },
    "participations": {
        "accepted_on": "2026-01-13", "plan_made_on": "2026-01-14", "started_on": "2026-01-20",
        "ended_on": "2026-03-01", "municipality_code_at_referral": "422", "unemployed_since": "2025-01-01",
        "benefit_days_at_referral": "300", "labour_status_at_referral": "inactive", "exit_status": "pension",
        "exit_class": "open_job", "coordinator_email": "outi@valityo.example", "next_step": "Soitto",
        "next_step_due_on": "2026-12-01",
    },
    "placements": {
        "alternatives_shown": "3", "wanted_on": "2026-02-03", "introduced_on": "2026-02-04",
        "accepted_on": "2026-02-05", "agreed_on": "2026-02-06", "starts_on": "2026-02-07",
        "ends_on": "2026-05-07", "ended_on": "2026-02-27", "end_kind": "early_host", "hours_per_week": "20",
    },
}
# fmt: on
# Files whose few optional columns are tried beside them: of a place that runs, a time that is over, a group.
# A count and a contact are never looked at again: another cell is another row.
TRIED_BESIDE_THEM = {
    "status_changes",
    "attendance",
    "reviews",
    "adjustments",
    "followups",
    "meetings",
    "assessments",
    "feedback",
    "visits",
    "employer_contacts",
}
# One of several ways out in each row; a parent of which there is exactly one.
KEPT = "left empty, so what stands is kept (write none to take it away)"
OTHER_WAYS_OUT = {
    "participations": {"withdrawn_on", "returned_on"},
    "placements": {"declined_on", "refused_on", "released_on", "cancelled_on", "vacancy_id", "intake_id"},
}


def standing(file: str) -> dict[str, Any]:
    """What the database says of the one row of a file, with what hangs on it; the days of its turn apart."""
    model = next(each.model for each in FILES if each.name == file)
    found = {
        field.name: getattr(model.objects.get(), field.attname)
        for field in model._meta.concrete_fields
        if field.name not in {"state_since", "due_on"}
    }
    if file == "vacancies":
        found["types"] = sorted(Vacancy.objects.get().programme_types.values_list("code", flat=True))
    if file == "participations":
        found["steps"] = list(NextStep.objects.values_list("what", "due_on", "done_on"))
    return found


def test_every_column_that_may_be_empty_is_tried_here() -> None:
    for file in FILES:
        if file.name in TRIED_BESIDE_THEM:
            continue
        optional = {column.name for column in file.columns if not column.required}

        assert set(TOLD[file.name]) == optional - OTHER_WAYS_OUT.get(file.name, set())


@pytest.mark.parametrize(
    ("file", "column"), [(file, column) for file, told in TOLD.items() for column in told]
)
def test_an_empty_cell_takes_nothing_away(bundle: Bundle, file: str, column: str) -> None:
    factory.coordinator(email="outi@valityo.example")
    bundle.write_right(**{file: [row(file, **TOLD[file])]}).run()
    before = standing(file)

    bundle.write(**{file: [row(file, **TOLD[file] | {column: ""})]}).run()

    assert bundle.counts[file][3] == 0, bundle.reasons(file)
    assert standing(file) == before


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("employers", "contact_phone"), ("vacancies", "closed_on"), ("vacancies", "adjustments"),
        ("vacancies", "programme_types"), ("intakes", "ends_on"), ("participants", "phone"),
        ("participants", "street_address"), ("participants", "partial_work_ability"),
        ("participations", "ended_on"), ("participations", "coordinator_email"),
        ("participations", "next_step_due_on"), ("placements", "ended_on"), ("placements", "hours_per_week"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("word", ["none", "Ei ole"])
def test_a_word_takes_away_also_after_an_empty_cell(
    bundle: Bundle, file: str, column: str, word: str
) -> None:
    factory.coordinator(email="outi@valityo.example")
    bundle.write_right(**{file: [row(file, **TOLD[file])]}).run()
    before = standing(file)
    bundle.write(**{file: [row(file, **TOLD[file] | {column: ""})]}).run()

    bundle.write(**{file: [row(file, **TOLD[file] | {column: word})]}).run()

    assert bundle.counts[file][3] == 0, bundle.reasons(file)
    assert standing(file) != before


def test_a_protected_address_opens_only_when_it_is_said(bundle: Bundle) -> None:
    def told(**cells: str) -> tuple[bool, list[str]]:
        bundle.write(participants=[row("participants", **cells)]).run()
        return Participant.objects.get().restricted, bundle.result.warnings

    told(restricted="yes")
    kept = (
        "participants P1 (row 2): left empty, so what stands is kept (write none to take it away): restricted"
    )

    assert told(restricted="", last_name="Uusi") == (True, [kept])
    assert told(restricted="none", last_name="Uusi")[0] is True
    assert bundle.reasons("participants") == {2: "unknown code, neither yes nor no: restricted 'none'"}
    lifted = "participants P1 (row 2): the address is not protected any more: restricted says no"
    assert told(restricted="no", last_name="Uusi") == (False, [lifted])


def test_the_same_file_again_changes_nothing_and_warns_of_nothing(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants", restricted="yes")]).run()
    bundle.write(participants=[row("participants", restricted="")]).run()

    bundle.run()

    assert (bundle.counts["participants"], bundle.result.warnings) == ((0, 0, 1, 0), [])


@pytest.mark.parametrize(
    ("cell", "stored", "doubt"),
    [
        ("401234567", "0401234567", ""),
        ("358401234567", "+358401234567", ""),
        ("040 123 4567", "040 123 4567", ""),
        ("13267400", "13267400", "phone 13267400 may have lost its first zero or plus in a spreadsheet"),
        ("abc", "abc", "phone not a number that can be rung, it is kept as it came"),
    ],
)
def test_a_telephone_keeps_its_zero_or_is_named(bundle: Bundle, cell: str, stored: str, doubt: str) -> None:
    bundle.write(participants=[row("participants", phone=cell)]).run()

    assert Participant.objects.get().phone == stored
    assert bundle.result.warnings == ([f"participants P1 (row 2): {doubt}"] if doubt else [])


@pytest.mark.parametrize("cell", ["0242746-2", "FI02427462", "fi02427462", "02427462", "2427462", "242746-2"])
def test_a_business_id_is_one_in_any_form(bundle: Bundle, cell: str) -> None:
    bundle.write(
        employers=[row("employers", business_id=cell)], vacancies=[row("vacancies", business_id=cell)]
    ).run()
    bundle.write(
        employers=[row("employers", name="Uusi nimi")], vacancies=[row("vacancies", business_id="0242746-2")]
    ).run()

    assert HostEmployer.objects.get().business_id == "0242746-2"
    assert bundle.counts == {"employers": (0, 1, 0, 0), "vacancies": (0, 0, 1, 0)}


def test_numbers_of_a_workbook_keep_their_zeros(tmp_path: Path, reference: None, db: None) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "participants"
    told = {
        "municipality_code": 90,
        "postal_code": 790,
        "phone": 401234567,
        "language": "FI",
        "gender": "Female",
    }
    cells = RIGHT["participants"] | told
    sheet.append(list(cells))
    sheet.append(list(cells.values()))
    book.save(tmp_path / "b.xlsx")

    result = import_bundle(tmp_path / "b.xlsx", today=TODAY)

    person = Participant.objects.get()
    assert (person.municipality_id, person.postal_code, person.phone) == ("090", "00790", "0401234567")
    assert (person.language, person.gender, result.is_whole) == ("fi", "female", True)


@pytest.mark.parametrize("cell", [time(7, 30), timedelta(hours=37, minutes=30)])
def test_a_clock_time_is_refused_with_the_reason(
    tmp_path: Path, reference: None, db: None, cell: Any
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "vacancies"
    cells = RIGHT["vacancies"] | {"hours_per_week_min": cell}
    sheet.append(list(cells))
    sheet.append(list(cells.values()))
    book.save(tmp_path / "b.xlsx")

    (outcome,) = import_bundle(tmp_path / "b.xlsx", today=TODAY).outcomes

    assert "a time of day: the spreadsheet shows the cell as a clock time" in outcome.rejected[0][1]
    assert "hours_per_week_min '" in outcome.rejected[0][1]


@pytest.mark.parametrize(
    ("column", "cell"), [("language", "FI"), ("contact_channel", "SMS"), ("gender", "Male")]
)
def test_codes_are_taken_in_any_case(bundle: Bundle, column: str, cell: str) -> None:
    bundle.write(participants=[row("participants", phone="040 123 4567", **{column: cell})]).run()

    assert getattr(Participant.objects.get(), column) == cell.lower()


def test_a_second_open_time_of_one_person_is_rejected(bundle: Bundle) -> None:
    later = row("participations", external_id="S2", referred_on="2026-02-02", accepted_on="", started_on="")
    reason = "a second open time in the service: the same person has one that is not over"

    bundle.write_right(participations=[row("participations"), later], placements=[]).run()
    assert bundle.reasons("participations") == {3: reason}

    bundle.write(participations=[later]).run()
    assert "a second open time in the service" in bundle.reasons("participations")[2]

    bundle.write(participations=[later, row("participations", ended_on="2026-02-01")]).run()
    assert bundle.reasons("participations") == {}
    assert set(Participation.objects.values_list("state", flat=True)) == {"ended", "referred"}

    bundle.write(participations=[row("participations", ended_on="none")]).run()
    assert "a second open time in the service" in bundle.reasons("participations")[2]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+358 40 1", "-5", "@SUM(A1)", "\t=1", "'=1", " =1", "''+", "'Aino", "", "a=1"]
)
def test_what_is_made_harmless_comes_back_as_it_was(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_it_was(harmless(cell)) == cell


def test_rejected_rows_run_nothing_and_can_be_imported_when_put_right(bundle: Bundle) -> None:
    bundle.write(
        participants=[row("participants", last_name="=1+1", phone="+358 40 1", gender="x", **{"=2": "-3"})]
    ).run()
    written = (bundle.folder / "rejected" / "participants.csv").read_text(encoding="utf-8")
    assert all(cell in written for cell in ("'=1+1", "'+358", "'=2", "'-3"))

    (bundle.folder / "participants.csv").write_text(written.replace(",x,", ",,"), encoding="utf-8")
    bundle.run()

    person = Participant.objects.get()
    assert (person.last_name, person.phone) == ("=1+1", "+358 40 1")
