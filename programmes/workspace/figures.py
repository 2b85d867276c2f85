"""Rows for the reports: what the figures are counted from, read by name and column by column.

The columns stand in `figure_columns.py`. The viewer comes first. None stands for the service itself at the
console: the whole area. A person gets the rows of the municipalities that they coordinate or manage: people
by the municipality on the referral day, places by where they are, what was told by what it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.roles import COORDINATING, Role
from accounts.selectors import Viewer, scope_of
from programmes.catalogue.models import Intake, ProgrammeTypeRule
from programmes.columns import Arrays, flag_on, read
from programmes.employers.models import Vacancy, VacancyPause
from programmes.participants.models import (
    CorrectionRequest,
    EuraRecord,
    FollowUp,
    Hold,
    NextStep,
    Participation,
    StatusChange,
)
from programmes.placements.models import Adjustment, Placement, Review
from programmes.policies import visible
from programmes.servicepoints.codes import ComplaintKind, FeedbackKind
from programmes.servicepoints.models import Complaint, Feedback
from programmes.workspace.figure_columns import ALL_TABLES, TABLES

COUNTED_COMPLAINTS = (ComplaintKind.COMPLAINT, ComplaintKind.CORRECTION)
COUNTED_FEEDBACK = (FeedbackKind.EXPERIENCE, FeedbackKind.COMPLAINT, FeedbackKind.CORRECTION)

READERS = (*sorted(COORDINATING), Role.MANAGER)


def may_read_figures(viewer: Viewer) -> bool:
    """Whether the viewer has a duty to follow the figures of some area."""
    return scope_of(viewer).holds(*READERS)


def figure_area(viewer: Viewer | None) -> frozenset[str] | None:
    """The municipalities whose figures the viewer follows; None is the whole employment area."""
    return None if viewer is None else scope_of(viewer).municipalities(*READERS)


def read_tables(viewer: Viewer | None, *, beside: Collection[str] = ()) -> dict[str, Arrays]:
    """The columns of every table that the figures of the viewer's area are counted from, by its name.

    beside: names of tables in `BESIDE` that are read, too.

    Placements are those of the area's participations, and those that hold a seat of a place in the area; of
    them it is said beside their columns whether they are `paid`: the flag of the type of service as dated on
    the start day, no for one without a start.
    """
    wanted = {*TABLES, *beside}
    rows = {name: own for name, own in _rows(viewer).items() if name in wanted}
    found = {name: read(own, ALL_TABLES[name].columns) for name, own in rows.items()}
    placements = found["placements"]
    paid = flag_on(placements["programme_type"], placements["starts_on"], paid_by_type())
    return found | {"placements": placements | {"paid": paid}}


def counted_kinds() -> frozenset[str]:
    """The kinds of rows, as the trail calls them, whose acts can change a figure."""
    return frozenset(rows_by_kind(None)) | {
        "participant",
        "programmetype",
        "programmetyperule",
        "workprofile",
    }


def rows_by_kind(viewer: Viewer | None) -> dict[str, QuerySet[Any]]:
    """By the kind of a row, as the trail calls it, those that the viewer's figures are counted from.

    Of two tables of one kind the later stands: it has all rows of the one before it.
    """
    return {str(rows.model._meta.model_name): rows for rows in _rows(viewer).values()}


def counted_people(viewer: Viewer | None) -> int:
    """How many times in the service the viewer's figures are counted from."""
    return _participations(viewer).count()


def people_of(viewer: Viewer, keys: Sequence[int]) -> QuerySet[Participation]:
    """Those of the participations that the viewer's figures are counted from, with what a list shows."""
    rows = _participations(viewer).filter(pk__in=keys)
    return rows.select_related("participant", "municipality", "coordinator").order_by("referred_on", "pk")


def paid_by_type() -> dict[str, list[tuple[date, bool]]]:
    """For each type of service from which day on it is an employment relationship or not; oldest first."""
    changes: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    rules = ProgrammeTypeRule.objects.order_by("valid_from")
    for code, valid_from, paid in rules.values_list("programme_type__code", "valid_from", "paid"):
        changes[code].append((valid_from, paid))
    return changes


def _rows(viewer: Viewer | None) -> dict[str, QuerySet[Any]]:
    """The rows of each table: those of the area's participations, and what is in the area itself."""
    of_people = _of_people(viewer)
    return {
        "said": _participations(viewer),
        "offers": of_people(Placement.objects.all()),
        "participations": _participations(viewer),
        "placements": _placements(viewer),
        "next_steps": of_people(NextStep.objects.all()),
        "holds": of_people(Hold.objects.all()),
        "reviews": of_people(Review.objects.exclude(held_on=None), "placement__participation"),
        "adjustments": of_people(Adjustment.objects.all(), "placement__participation"),
        "follow_ups": of_people(FollowUp.objects.exclude(answered_on=None)),
        "status_changes": of_people(StatusChange.objects.all()),
        "vacancies": _here(viewer, Vacancy.objects.exclude(opened_on=None)),
        "vacancy_pauses": _here(viewer, VacancyPause.objects.all(), "vacancy__municipality"),
        "intakes": _here(viewer, Intake.objects.all()),
        "feedback": _here(viewer, Feedback.objects.filter(kind__in=COUNTED_FEEDBACK)),
        "complaints": _here(viewer, Complaint.objects.filter(kind__in=COUNTED_COMPLAINTS)),
        "corrections": of_people(CorrectionRequest.objects.all()),
        "eura_records": of_people(EuraRecord.objects.all()),
    }


def _participations(viewer: Viewer | None) -> QuerySet[Participation]:
    if viewer is None:
        return Participation.objects.order_by()
    seen, area = visible(viewer, Participation).order_by(), figure_area(viewer)
    return seen if area is None else seen.filter(municipality__in=area)


def _of_people(viewer: Viewer | None) -> Callable[..., QuerySet[Any]]:
    """Narrows rows to those of the participations that the viewer's figures are counted from."""
    own = None if viewer is None else _participations(viewer).values("pk")

    def narrow(rows: QuerySet[Any], way: str = "participation") -> QuerySet[Any]:
        return rows.order_by() if own is None else rows.order_by().filter(**{f"{way}__in": own})

    return narrow


def _here(viewer: Viewer | None, rows: QuerySet[Any], way: str = "municipality") -> QuerySet[Any]:
    """The rows that are in the viewer's area: nothing of them but numbers is told."""
    area = figure_area(viewer)
    return rows.order_by() if area is None else rows.order_by().filter(**{f"{way}__in": area})


def _placements(viewer: Viewer | None) -> QuerySet[Placement]:
    """Of the area's participations, and whoever holds a seat of a place in the area."""
    area, rows = figure_area(viewer), Placement.objects.order_by()
    if viewer is None or area is None:
        return _of_people(viewer)(rows)
    own = Q(participation__in=_participations(viewer).values("pk"))
    return rows.filter(own | Q(vacancy__municipality__in=area) | Q(intake__municipality__in=area))
