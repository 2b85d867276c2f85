"""What an undo must not do: wake what has no place any more, or take the ground from what has followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.states import NOT_CHECKED, TURNED_AWAY, HostState, VacancyState
from programmes.participants.models import CallRequest, FollowUp, Participation, WorkerMessage
from programmes.participants.states import OPEN, ParticipationState
from programmes.placements.models import Placement, Review
from programmes.placements.seats import hold_seat
from programmes.placements.states import BEFORE_AGREED, HOLDS_SEAT, LIVE
from workflow.errors import FOLLOWED, CannotUndo
from workflow.models import UndoNote


def only_what_still_fits(row: models.Model, *, undone: Event, **_told: Any) -> None:
    """Raises CannotUndo, and so nothing is undone, when something else has followed the event meanwhile."""
    if isinstance(row, Placement):
        _check_placement(row, undone)
    elif isinstance(row, Participation):
        _check_participation(row, undone)
    elif isinstance(row, Vacancy):
        _check_vacancy(row, undone)
    elif isinstance(row, HostEmployer) and row.state == HostState.REGISTERED:
        _refuse(row.vacancies.filter(opened_on__isnull=False).exists(), FOLLOWED)


# What an act brought along, and what has come of it since that no undo can take back.
CAME_OF_IT: tuple[tuple[type[models.Model], str, str | Promise], ...] = (
    (CallRequest, "called_at", _("somebody has been rung because of it")),
    (FollowUp, "asked_on", _("the person has been asked how things are")),
    (WorkerMessage, "read_at", _("the person has read the message")),
    (Review, "held_on", _("the talk about how it goes has been held")),
)


def nothing_came_of_it(events: Sequence[Event]) -> None:
    """Raises CannotUndo when something has come of a row that one of the events brought along."""
    notes = list(UndoNote.objects.filter(event__in=events))
    for model, column, why in CAME_OF_IT:
        label = model._meta.label_lower
        made = {pk for note in notes for kind, pk in note.made if kind == label}
        made -= {pk for note in notes for kind, pk, _before in note.changed if kind == label}
        came = model._default_manager.filter(pk__in=made, **{f"{column}__isnull": False}) if made else None
        _refuse(came is not None and came.exists(), why)


def _check_vacancy(row: Vacancy, undone: Event) -> None:
    """Nobody has been suggested since it was published; it opens again only where its host is not stopped."""
    published = undone.to_state == VacancyState.OPEN and undone.from_state in NOT_CHECKED
    _refuse(published and row.placements.exists(), FOLLOWED)
    stopped = row.state == VacancyState.OPEN and row.host.state in TURNED_AWAY
    _refuse(stopped, _("the workplace is on hold or has stopped"))


def _check_placement(row: Placement, undone: Event) -> None:
    """A place wakes while its person and its workplace are there; a seat is held again while one is free."""
    if row.state in LIVE and undone.to_state not in LIVE:
        _refuse(row.participation.state not in OPEN, _("the person's time in the service is over"))
        closed = row.vacancy is not None and row.vacancy.state == VacancyState.CLOSED
        _refuse(closed and row.state in BEFORE_AGREED, _("the place is closed"))
        same = {"vacancy": row.vacancy} if row.vacancy_id else {"intake": row.intake}
        others = row.participation.placements.filter(state__in=sorted(LIVE), **same).exclude(pk=row.pk)
        _refuse(others.exists(), _("the place has been suggested again"))
    if row.state in HOLDS_SEAT and undone.to_state not in HOLDS_SEAT:
        try:
            hold_seat(row)
        except ValidationError as full:
            raise CannotUndo(_("every seat is taken")) from full


def _check_participation(row: Participation, undone: Event) -> None:
    """A person has one open time in the service; suggestions are made from the waiting on."""
    if row.state in OPEN and undone.to_state not in OPEN:
        others = Participation.objects.filter(participant=row.participant_id, state__in=sorted(OPEN))
        _refuse(others.exclude(pk=row.pk).exists(), _("the person is in the service again"))
    _refuse(row.state == ParticipationState.REFERRED and row.placements.exists(), FOLLOWED)


def _refuse(because: bool, why: str | Promise) -> None:
    if because:
        raise CannotUndo(why)
