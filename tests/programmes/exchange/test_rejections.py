"""Each rule of the contract, broken and kept by one row."""

from __future__ import annotations

import pytest

from tests.programmes.exchange.conftest import Bundle, row

pytestmark = pytest.mark.django_db

REJECTED = [
    # values
    ("participants", {"first_name": ""}, "missing required value: first_name"),
    ("participants", {"external_id": ""}, "missing required value: external_id"),
    ("participants", {"birth_date": "31.2.1980"}, "date that does not parse"),
    ("participants", {"birth_date": "3/4/1980"}, "date that does not parse"),
    ("participants", {"birth_date": "1980-4-3"}, "date that does not parse"),
    ("participants", {"birth_date": "3.4.80"}, "date that does not parse"),
    ("participants", {"birth_date": "29394"}, "date that does not parse"),
    ("participants", {"birth_date": "1.1.0001"}, "date before the year 1900"),
    ("participants", {"birth_date": "23.11.2026"}, "date in the future"),
    ("participants", {"gender": "nainen"}, "unknown code: gender 'nainen'"),
    ("participants", {"municipality_code": "999"}, "unknown code: municipality_code '999'"),
    ("participants", {"language": "suomi"}, "unknown code: language 'suomi'"),
    ("participants", {"contact_channel": "pigeon"}, "unknown code: contact_channel"),
    ("participants", {"restricted": "maybe"}, "unknown code"),
    ("participants", {"education_level": "9"}, "number over 8: education_level '9'"),
    ("participants", {"education_level": "high"}, "not a whole number"),
    ("participants", {"email": "aino at example"}, "not an e-mail address"),
    ("participants", {"first_name": "A" * 81}, "longer than 80 characters"),
    ("participants", {"first_name": "Ai\x00no"}, "not UTF-8 text"),
    ("participants", {"postal_code": "801000"}, "not a postal code"),
    ("employers", {"business_id": "0242746-3"}, "check digit fails"),
    ("employers", {"business_id": "242746-3"}, "check digit fails"),
    ("employers", {"business_id": "42746-2"}, "check digit fails"),
    ("employers", {"kind": "club"}, "unknown code: kind"),
    ("employers", {"verified_on": "2027-01-01"}, "date in the future"),
    ("vacancies", {"seats": "0"}, "number below 1: seats '0'"),
    ("vacancies", {"seats": "-2"}, "number below 1"),
    ("vacancies", {"seats": "1,5"}, "not a whole number"),
    ("vacancies", {"seats": "40000"}, "number over 32767"),
    ("vacancies", {"seats": ""}, "missing required value: seats"),
    ("vacancies", {"isco_code": "99999"}, "unknown code: isco_code"),
    ("vacancies", {"programme_types": "workshop|nonsense"}, "unknown code: programme_types"),
    ("vacancies", {"hours_per_week_min": "many"}, "not a number of hours"),
    ("vacancies", {"hours_per_week_max": "200"}, "more hours than a week has"),
    ("vacancies", {"opened_on": "2026-11-23"}, "date in the future"),
    ("intakes", {"programme_code": "nonsense"}, "unknown code: programme_code"),
    ("intakes", {"seats": "0"}, "number below 1"),
    ("intakes", {"starts_on": ""}, "missing required value: starts_on"),
    ("participations", {"labour_status_at_referral": "idle"}, "unknown code"),
    ("participations", {"exit_status": "gone"}, "unknown code: exit_status"),
    ("participations", {"exit_class": "gone"}, "unknown code: exit_class"),
    ("participations", {"benefit_days_at_referral": "-1"}, "number below 0"),
    ("participations", {"municipality_code_at_referral": "000"}, "unknown code"),
    ("placements", {"programme_type": "nonsense"}, "unknown code: programme_type"),
    ("placements", {"end_kind": "bored"}, "unknown code: end_kind"),
    ("placements", {"alternatives_shown": "two"}, "not a whole number"),
    # ids
    ("vacancies", {"business_id": "1707536-7"}, "id points nowhere: business_id '1707536-7'"),
    ("participations", {"participant_id": "P9"}, "id points nowhere: participant_id 'P9'"),
    ("placements", {"participation_id": "S9"}, "id points nowhere: participation_id 'S9'"),
    ("placements", {"vacancy_id": "V9"}, "id points nowhere: vacancy_id 'V9'"),
    ("placements", {"vacancy_id": "", "intake_id": "I9"}, "id points nowhere: intake_id 'I9'"),
    ("placements", {"vacancy_id": ""}, "neither vacancy nor intake"),
    ("placements", {"intake_id": "I1"}, "both a vacancy and an intake"),
    # days
    ("vacancies", {"closed_on": "2026-01-01"}, "order of dates: closed_on"),
    ("participations", {"accepted_on": "2026-01-11"}, "order of dates: accepted_on"),
    ("participations", {"started_on": "2026-01-12"}, "order of dates: started_on"),
    ("participations", {"ended_on": "2026-01-19"}, "order of dates: ended_on"),
    ("participations", {"plan_made_on": "2026-01-11"}, "order of dates: plan_made_on"),
    ("participations", {"withdrawn_on": "2026-01-11"}, "order of dates: withdrawn_on"),
    ("participations", {"returned_on": "2026-01-11"}, "order of dates: returned_on"),
    ("participations", {"withdrawn_on": "2026-03-01", "returned_on": "2026-03-01"}, "more than one end"),
    ("participations", {"withdrawn_on": "2026-03-01", "ended_on": "2026-03-01"}, "more than one end"),
    ("participations", {"accepted_on": ""}, "started_on needs accepted_on"),
    ("participations", {"started_on": "", "ended_on": "2026-03-01"}, "ended_on needs started_on"),
    ("placements", {"wanted_on": "2026-02-01"}, "order of dates: wanted_on"),
    ("placements", {"wanted_on": "2026-02-05", "introduced_on": "2026-02-04"}, "order of dates: intro"),
    ("placements", {"wanted_on": "2026-02-05", "accepted_on": "2026-02-04"}, "order of dates: accepted_on"),
    ("placements", {"agreed_on": "2026-02-01"}, "order of dates: agreed_on"),
    ("placements", {"agreed_on": "2026-02-05", "starts_on": "2026-02-04"}, "order of dates: starts_on"),
    (
        "placements",
        {"agreed_on": "2026-02-05", "starts_on": "2026-02-06", "ended_on": "2026-02-05"},
        "order of dates: ended_on",
    ),
    ("placements", {"declined_on": "2026-02-01"}, "order of dates: declined_on"),
    ("placements", {"refused_on": "2026-02-01"}, "order of dates: refused_on"),
    ("placements", {"released_on": "2026-02-01"}, "order of dates: released_on"),
    ("placements", {"cancelled_on": "2026-02-01"}, "order of dates: cancelled_on"),
    ("placements", {"released_on": "2026-02-03", "cancelled_on": "2026-02-03"}, "more than one end"),
    ("placements", {"starts_on": "2026-02-03"}, "starts_on needs agreed_on"),
    ("placements", {"agreed_on": "2026-02-03", "ended_on": "2026-02-03"}, "ended_on needs starts_on"),
    ("placements", {"offered_on": "2026-01-11"}, "order of dates: offered_on"),
    ("placements", {"offered_on": "2026-11-23"}, "date in the future"),
]  # fmt: skip

ACCEPTED = [
    ("participants", {"birth_date": "3.4.1980"}),
    ("participants", {"birth_date": "03.04.1980"}),
    ("participants", {"birth_date": "22.11.2026"}),
    ("participants", {"municipality_code": "091"}),
    ("participants", {"municipality_code": "90"}),
    ("participants", {"restricted": "Kyllä", "partial_work_ability": "0", "foreign_background": "EI"}),
    ("participants", {"education_level": "2.0", "language": "sv", "gender": "other"}),
    ("participants", {"first_name": "Änne-Maj", "last_name": "=cmd()"}),
    ("employers", {"kind": "wellbeing_county", "municipality_code": "", "verified_on": ""}),
    ("vacancies", {"closed_on": "2026-02-02", "valid_until": "2027-01-01", "hours_per_week_min": "4,5"}),
    (
        "vacancies",
        {"isco_code": "9112", "adjustments": "shorter days | quiet room|", "hours_per_week_max": "37.25"},
    ),
    ("vacancies", {"municipality_code": "091"}),
    (
        "intakes",
        {"starts_on": "2027-03-01", "ends_on": "2027-03-01", "programme_code": "workshop", "language": "fi"},
    ),
    ("participations", {"accepted_on": "2026-01-12", "started_on": "2026-01-12", "ended_on": "2026-01-12"}),
    ("participations", {"next_step": "Soitto", "next_step_due_on": "1.1.2027"}),
    ("participations", {"municipality_code_at_referral": "091", "unemployed_since": "2020-01-01"}),
    ("placements", dict.fromkeys(("wanted_on", "introduced_on", "accepted_on", "agreed_on"), "2.2.2026")),
    ("placements", {"agreed_on": "2026-02-02", "starts_on": "2027-01-01", "ends_on": "2027-02-01"}),
    ("placements", {"agreed_on": "2026-02-02", "starts_on": "2026-02-03", "ends_on": "2026-02-01"}),
    ("placements", {"refused_on": "2026-02-02", "alternatives_shown": "0", "hours_per_week": "20,5"}),
    ("placements", {"end_kind": "completed"}),
    ("placements", {"vacancy_id": "", "intake_id": "I1"}),
]


@pytest.mark.parametrize(("file", "changes", "reason"), REJECTED)
def test_wrong_row_is_rejected_with_its_reason(
    bundle: Bundle, file: str, changes: dict[str, str], reason: str
) -> None:
    bundle.write_right(**{file: [row(file, **changes)]}).run()

    assert list(bundle.reasons(file)) == [2]
    assert reason in bundle.reasons(file)[2]


@pytest.mark.parametrize(("file", "changes"), ACCEPTED)
def test_right_row_goes_in(bundle: Bundle, file: str, changes: dict[str, str]) -> None:
    bundle.write_right(**{file: [row(file, **changes)]}).run()

    assert bundle.counts[file] == (1, 0, 0, 0)


def test_every_reason_of_a_row_is_told(bundle: Bundle) -> None:
    bundle.write_right(participants=[row("participants", last_name="", gender="x", birth_date="y")]).run()

    assert bundle.reasons("participants")[2].count("; ") == 2


def test_one_bad_row_does_not_stop_the_rest(bundle: Bundle) -> None:
    people = [row("participants", external_id=f"P{n}", gender="x" if n == 2 else "male") for n in (1, 2, 3)]

    bundle.write_right(participants=people).run()

    assert bundle.counts["participants"] == (2, 0, 0, 1)
    assert list(bundle.reasons("participants")) == [3]


def test_children_of_a_rejected_row_are_rejected_all_the_way_down(bundle: Bundle) -> None:
    bundle.write_right(participants=[row("participants", gender="x")]).run()

    assert bundle.reasons("participations") == {2: "child of a rejected row: P1 in participants"}
    assert bundle.reasons("placements") == {2: "child of a rejected row: S1 in participations"}


def test_later_row_with_the_same_key_is_rejected_and_children_follow_the_first(bundle: Bundle) -> None:
    people = [row("participants"), row("participants", first_name="Eino")]

    bundle.write_right(participants=people).run()

    assert bundle.reasons("participants") == {3: "repeated id: P1 stands in row 2 already"}
    assert bundle.counts["participations"] == (1, 0, 0, 0)


def test_key_is_taken_by_its_first_row_even_when_that_is_wrong(bundle: Bundle) -> None:
    people = [row("participants", gender="x"), row("participants")]

    bundle.write_right(participants=people).run()

    assert list(bundle.reasons("participants")) == [2, 3]
    assert "child of a rejected row" in bundle.reasons("participations")[2]


@pytest.mark.parametrize(
    ("vacancy", "offered_on", "reason"),
    [
        ({}, "2026-01-12", None),
        ({"opened_on": "2026-02-02"}, "2026-02-02", None),
        ({"opened_on": "2026-02-03"}, "2026-02-02", "is before the vacancy opened 2026-02-03"),
        ({"closed_on": "2026-02-02"}, "2026-02-02", None),
        ({"closed_on": "2026-02-01"}, "2026-02-02", "is after the vacancy closed 2026-02-01"),
        ({"valid_until": "2026-02-02"}, "2026-02-02", None),
        ({"valid_until": "2026-02-01"}, "2026-02-02", "is after the vacancy was valid 2026-02-01"),
    ],
)
def test_offer_lies_in_the_open_time_of_its_vacancy(
    bundle: Bundle, vacancy: dict[str, str], offered_on: str, reason: str | None
) -> None:
    bundle.write_right(
        vacancies=[row("vacancies", **vacancy)], placements=[row("placements", offered_on=offered_on)]
    ).run()

    found = bundle.reasons("placements").get(2)
    assert (reason is None and found is None) or (reason in found and "order of dates" in found)


@pytest.mark.parametrize(
    ("file", "changes", "warning"),
    [
        ("participants", {"municipality_code": "091"}, "the municipality is outside the area"),
        (
            "participants",
            {"contact_channel": "email"},
            "no address for the chosen channel email: email not known",
        ),
        (
            "participants",
            {"contact_channel": "sms"},
            "no address for the chosen channel sms: phone not known",
        ),
        (
            "participants",
            {"contact_channel": "phone"},
            "no address for the chosen channel phone: phone not known",
        ),
        (
            "participants",
            {"contact_channel": "letter", "street_address": "Tie 1", "postal_code": "80100"},
            "no address for the chosen channel letter: post_office not known",
        ),
        (
            "participations",
            {"coordinator_email": "nobody@example.org"},
            "unknown coordinator nobody@example.org: imported unassigned",
        ),
        ("participations", {"next_step": "Soitto"}, "a next step without its day is left out"),
    ],
)
def test_doubtful_row_goes_in_with_a_warning(
    bundle: Bundle, file: str, changes: dict[str, str], warning: str
) -> None:
    bundle.write_right(**{file: [row(file, **changes)]}).run()

    key = row(file)["external_id"]
    assert bundle.result.warnings == [f"{file} {key} (row 2): {warning}"]
    assert bundle.counts[file] == (1, 0, 0, 0)


def test_same_name_birth_date_and_municipality_is_a_possible_duplicate(bundle: Bundle) -> None:
    people = [
        row("participants"),
        row("participants", external_id="P2", first_name=" AINO "),
        row("participants", external_id="P3", municipality_code="422"),
    ]

    bundle.write(participants=people).run()

    assert bundle.result.warnings == [
        "participants P2 (row 3): possible duplicate person: same name, birth date and municipality as P1"
    ]


def test_possible_duplicate_of_a_person_in_the_service_is_told_by_reference(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants")]).run(source="one")

    bundle.run(source="other")

    assert len(bundle.result.warnings) == 1
    assert bundle.result.warnings[0].endswith(" in the service")
