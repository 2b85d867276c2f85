"""Small frames written by hand: one line per participation, one per placement."""

from collections.abc import Iterable
from datetime import date

from programmes.workspace.figure_columns import HOLDS, NEXT_STEPS, PARTICIPATIONS, PLACEMENTS
from reports.frames import Frames, Reference
from tests.reports.bundle import NORTH_KARELIA
from tests.reports.plain import frames_of_rows

REFERRED_ON = date(2026, 3, 2)


def participation(participation_id: object, **facts: object) -> dict[str, object]:
    """A participation referred on 2 March 2026 in Joensuu, changed by `facts`."""
    usual = {
        "participation_id": participation_id,
        "participant": participation_id,
        "municipality": "167",
        "gender": "unknown",
        "language": "fi",
        "referred_on": REFERRED_ON,
        "exit_status": "",
        "exit_class": "",
    }
    return dict.fromkeys(PARTICIPATIONS) | usual | facts


def placement(participation_id: object, offered_on: date, **facts: object) -> dict[str, object]:
    """A placement offered to the participation on that day, changed by `facts`."""
    usual = {
        "participation_id": participation_id,
        "programme_type": "work_trial",
        "paid": False,
        "offered_on": offered_on,
        "alternatives_shown": 1,
        "end_kind": "",
    }
    return dict.fromkeys(PLACEMENTS) | usual | facts


def frames_of(
    participations: Iterable[dict[str, object]],
    placements: Iterable[dict[str, object]] = (),
    next_steps: Iterable[tuple[object, ...]] = (),
    holds: Iterable[tuple[object, ...]] = (),
    reference: Reference = NORTH_KARELIA,
    **others: Iterable[dict[str, object]],
) -> Frames:
    """Frames of those rows; next steps and holds are tuples in the order of their columns."""
    return frames_of_rows(
        reference,
        participations=participations,
        placements=placements,
        next_steps=(dict(zip(NEXT_STEPS, row, strict=False)) for row in next_steps),
        holds=(dict(zip(HOLDS, row, strict=False)) for row in holds),
        **others,
    )
