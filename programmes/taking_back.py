"""What an undo must not do: wake what has no place any more, or take the ground from what has followed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from audit.models import Event
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.states import HostState, VacancyState
from programmes.participants.models import Participation
from programmes.participants.states import OPEN, ParticipationState
from programmes.placements.models import Placement
from programmes.placements.seats import hold_seat
from programmes.placements.states import BEFORE_AGREED, HOLDS_SEAT, LIVE
from workflow.errors import CannotUndo


def only_what_still_fits(row: models.Model, *, undone: Event, **_told: Any) -> None:
    """Raises CannotUndo, and so nothing is undone, when something else has followed the event meanwhile."""
    if isinstance(row, Placement):
        _check_placement(row, undone)
    elif isinstance(row, Participation):
        _check_participation(row, undone)
    elif isinstance(row, Vacancy) and undone.from_state != VacancyState.OPEN:
        _refuse(undone.to_state == VacancyState.OPEN and row.placements.exists())
    elif isinstance(row, HostEmployer) and row.state == HostState.REGISTERED:
        _refuse(row.vacancies.filter(opened_on__isnull=False).exists())


def _check_placement(row: Placement, undone: Event) -> None:
    """A suggestion wakes while its person and its place are there; a seat is held again while one is free."""
    if row.state in BEFORE_AGREED and undone.to_state not in LIVE:
        _refuse(row.participation.state not in OPEN)
        _refuse(row.vacancy is not None and row.vacancy.state == VacancyState.CLOSED)
        same = {"vacancy": row.vacancy} if row.vacancy_id else {"intake": row.intake}
        others = row.participation.placements.filter(state__in=sorted(LIVE), **same).exclude(pk=row.pk)
        _refuse(others.exists())
    if row.state in HOLDS_SEAT and undone.to_state not in HOLDS_SEAT:
        try:
            hold_seat(row)
        except ValidationError as full:
            raise CannotUndo from full


def _check_participation(row: Participation, undone: Event) -> None:
    """A person has one open time in the service; suggestions are made from the waiting on."""
    if row.state in OPEN and undone.to_state not in OPEN:
        others = Participation.objects.filter(participant=row.participant_id, state__in=sorted(OPEN))
        _refuse(others.exclude(pk=row.pk).exists())
    _refuse(row.state == ParticipationState.REFERRED and row.placements.exists())


def _refuse(because: bool) -> None:
    if because:
        raise CannotUndo
