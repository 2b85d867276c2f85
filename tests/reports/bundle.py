"""Frames straight from an import bundle's files, so that the indicators can be checked without a database."""

import csv
from datetime import date
from pathlib import Path

from reports.frames import Frames, MunicipalityFact, Reference
from tests.reports.plain import frames_of_rows

DATA = Path(__file__).parent.parent / "data"

PAID = {"pay_subsidised_work", "supported_employment", "tailored_job", "open_job"}
PROGRAMME_TYPES = (
    "work_trial",
    "pay_subsidised_work",
    "supported_employment",
    "rehabilitative_work",
    "workshop",
    "language_and_work",
    "tailored_job",
    "recognised_learning",
    "work_ability_assessment",
    "digital_skills",
    "green_jobs",
    "start_coaching",
    "open_job",
)
NORTH_KARELIA = Reference(
    municipalities=tuple(
        MunicipalityFact(code, area, code in {"090", "146", "176", "422", "541", "707"})
        for code, area in [
            ("167", "JNS"),
            ("090", "JSE"),
            ("146", "JSE"),
            ("276", "JSE"),
            ("309", "JSE"),
            ("426", "JSE"),
            ("607", "JSE"),
            ("176", "PIE"),
            ("422", "PIE"),
            ("541", "PIE"),
            ("260", "KES"),
            ("707", "KES"),
            ("848", "KES"),
        ]
    ),
    service_areas=("JNS", "JSE", "PIE", "KES"),
    programme_types=PROGRAMME_TYPES,
)

_ANSWER = {"yes": True, "no": False, "": None}


def frames_from_bundle(folder: Path) -> Frames:
    """The frames of a bundle in which every row is right."""
    people = {row["external_id"]: row for row in _read(folder / "participants.csv")}
    participations = list(_read(folder / "participations.csv"))
    numbers = {
        row["external_id"]: float(number) for number, row in enumerate(_read(folder / "vacancies.csv"))
    }
    placements = list(_read(folder / "placements.csv"))
    owner = {row["external_id"]: row["participation_id"] for row in placements}
    return frames_of_rows(
        NORTH_KARELIA,
        participations=[_participation(row, people[row["participant_id"]]) for row in participations],
        placements=[_placement(row, numbers) for row in placements],
        next_steps=[
            {
                "participation_id": row["external_id"],
                "exists_from": _day(row["referred_on"]),
                "due_on": _day(row["next_step_due_on"]),
            }
            for row in participations
            if row["next_step_due_on"]
        ],
        reviews=[_of_placement(row, owner) for row in _read(folder / "reviews.csv")],
        adjustments=[_of_placement(row, owner) for row in _read(folder / "adjustments.csv")],
        follow_ups=[
            row | _days(row) | {"months": int(row["months"])} for row in _read(folder / "followups.csv")
        ],
        status_changes=[row | {"on": _day(row["on"])} for row in _read(folder / "status_changes.csv")],
        vacancies=[_vacancy(row, numbers) for row in _read(folder / "vacancies.csv")],
        feedback=[_feedback(row) for row in _read(folder / "feedback.csv")],
    )


def _of_placement(row: dict[str, str], owner: dict[str, str]) -> dict[str, object]:
    return _days(row) | {"participation_id": owner[row["placement_id"]]}


def _vacancy(row: dict[str, str], numbers: dict[str, float]) -> dict[str, object]:
    return _days(row) | {
        "vacancy": numbers[row["external_id"]],
        "municipality": row["municipality_code"],
        "seats": int(row["seats"]),
        "adjustments": row["adjustments"].replace("|", "\n"),
        "valid_until": _day(row["valid_until"]),
    }


def _feedback(row: dict[str, str]) -> dict[str, object]:
    return _days(row) | {
        "municipality": row["municipality_code"],
        "kind": row["kind"],
        "score": int(row["score"]) if row["score"] else None,
    }


def _participation(row: dict[str, str], person: dict[str, str]) -> dict[str, object]:
    return _days(row) | {
        "participation_id": row["external_id"],
        "participant": row["participant_id"],
        "education_level": int(person["education_level"]) if person.get("education_level") else None,
        "municipality": row["municipality_code_at_referral"] or person["municipality_code"],
        "birth_date": _day(person["birth_date"]),
        "gender": person["gender"],
        "language": person["language"],
        "foreign_background": _ANSWER[person["foreign_background"]],
        "partial_work_ability": _ANSWER[person["partial_work_ability"]],
        "unemployed_since": _day(row["unemployed_since"]),
        "benefit_days_at_referral": int(row["benefit_days_at_referral"])
        if row["benefit_days_at_referral"]
        else None,
        "labour_status_at_referral": row["labour_status_at_referral"],
        "exit_status": row["exit_status"],
        "exit_class": row["exit_class"],
    }


def _placement(row: dict[str, str], vacancies: dict[str, float]) -> dict[str, object]:
    return _days(row) | {
        "participation_id": row["participation_id"],
        "vacancy": vacancies.get(row["vacancy_id"]),
        "end_kind": row["end_kind"],
        "programme_type": row["programme_type"],
        "paid": row["programme_type"] in PAID,
        "alternatives_shown": int(row["alternatives_shown"] or 0),
    }


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _days(row: dict[str, str]) -> dict[str, object]:
    """The days of the row, which are called the same in the files."""
    return {name: _day(text) for name, text in row.items() if name.endswith("_on")}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
