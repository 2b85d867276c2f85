"""Small frames written by hand: one line per participation, one per placement."""

from collections.abc import Iterable
from datetime import date

from reports.frames import (
    HOLD_COLUMNS,
    NEXT_STEP_COLUMNS,
    PARTICIPATION_COLUMNS,
    PLACEMENT_COLUMNS,
    Frames,
    Reference,
)
from tests.reports.bundle import NORTH_KARELIA

REFERRED_ON = date(2026, 3, 2)


def participation(participation_id: object, **facts: object) -> dict[str, object]:
    """A participation referred on 2 March 2026 in Joensuu, changed by `facts`."""
    usual = {
        "participation_id": participation_id,
        "participant_id": participation_id,
        "municipality": "167",
        "gender": "unknown",
        "language": "fi",
        "referred_on": REFERRED_ON,
        "exit_status": "",
        "exit_class": "",
    }
    return dict.fromkeys(PARTICIPATION_COLUMNS) | usual | facts


def placement(participation_id: object, offered_on: date, **facts: object) -> dict[str, object]:
    """A placement offered to the participation on that day, changed by `facts`."""
    usual = {
        "placement_id": f"{participation_id}/{offered_on}",
        "participation_id": participation_id,
        "programme_type": "work_trial",
        "paid": False,
        "offered_on": offered_on,
        "alternatives_shown": 1,
        "end_kind": "",
    }
    return dict.fromkeys(PLACEMENT_COLUMNS) | usual | facts


def frames_of(
    participations: Iterable[dict[str, object]],
    placements: Iterable[dict[str, object]] = (),
    next_steps: Iterable[tuple[object, ...]] = (),
    holds: Iterable[tuple[object, ...]] = (),
    reference: Reference = NORTH_KARELIA,
) -> Frames:
    """Frames of those rows."""
    return Frames.from_rows(
        participations=[tuple(row[name] for name in PARTICIPATION_COLUMNS) for row in participations],
        placements=[tuple(row[name] for name in PLACEMENT_COLUMNS) for row in placements],
        next_steps=[row[: len(NEXT_STEP_COLUMNS)] for row in next_steps],
        holds=[row[: len(HOLD_COLUMNS)] for row in holds],
        reference=reference,
    )
