"""Frames straight from an import bundle's files, so that the indicators can be checked without a database."""

import csv
from datetime import date
from functools import partial
from pathlib import Path

from reports.frames import Frames, MunicipalityFact, Reference

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
    return Frames.from_rows(
        participations=[_participation(row, people[row["participant_id"]]) for row in participations],
        placements=[_placement(row) for row in _read(folder / "placements.csv")],
        next_steps=[
            (row["external_id"], _day(row["referred_on"]), _day(row["next_step_due_on"]), None)
            for row in participations
            if row["next_step_due_on"]
        ],
        holds=[],
        reference=NORTH_KARELIA,
    )


def _participation(row: dict[str, str], person: dict[str, str]) -> tuple[object, ...]:
    day = partial(_column_day, row)
    return (
        row["external_id"],
        row["participant_id"],
        row["municipality_code_at_referral"] or person["municipality_code"],
        _day(person["birth_date"]),
        person["gender"],
        person["language"],
        _ANSWER[person["foreign_background"]],
        _ANSWER[person["partial_work_ability"]],
        day("unemployed_since"),
        row["benefit_days_at_referral"],
        row["labour_status_at_referral"],
        day("referred_on"),
        day("plan_made_on"),
        day("accepted_on"),
        day("started_on"),
        day("ended_on"),
        day("withdrawn_on"),
        day("returned_on"),
        None,
        row["exit_status"],
        row["exit_class"],
    )


def _placement(row: dict[str, str]) -> tuple[object, ...]:
    day = partial(_column_day, row)
    return (
        row["external_id"],
        row["participation_id"],
        row["programme_type"],
        row["programme_type"] in PAID,
        day("offered_on"),
        int(row["alternatives_shown"] or 0),
        day("wanted_on"),
        day("declined_on"),
        day("introduced_on"),
        day("accepted_on"),
        day("refused_on"),
        None,
        day("agreed_on"),
        day("starts_on"),
        day("ends_on"),
        day("ended_on"),
        day("cancelled_on"),
        row["end_kind"],
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _column_day(row: dict[str, str], column: str) -> date | None:
    return _day(row.get(column, ""))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
