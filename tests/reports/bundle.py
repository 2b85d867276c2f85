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
    return frames_of_rows(
        participations=[_participation(row, people[row["participant_id"]]) for row in participations],
        placements=[_placement(row) for row in _read(folder / "placements.csv")],
        next_steps=[
            {
                "participation_id": row["external_id"],
                "exists_from": _day(row["referred_on"]),
                "due_on": _day(row["next_step_due_on"]),
            }
            for row in participations
            if row["next_step_due_on"]
        ],
        holds=[],
        reference=NORTH_KARELIA,
    )


def _participation(row: dict[str, str], person: dict[str, str]) -> dict[str, object]:
    return _days(row) | {
        "participation_id": row["external_id"],
        "municipality": row["municipality_code_at_referral"] or person["municipality_code"],
        "birth_date": _day(person["birth_date"]),
        "gender": person["gender"],
        "language": person["language"],
        "foreign_background": _ANSWER[person["foreign_background"]],
        "partial_work_ability": _ANSWER[person["partial_work_ability"]],
        "unemployed_since": _day(row["unemployed_since"]),
        "exit_status": row["exit_status"],
        "exit_class": row["exit_class"],
    }


def _placement(row: dict[str, str]) -> dict[str, object]:
    return _days(row) | {
        "participation_id": row["participation_id"],
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
