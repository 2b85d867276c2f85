"""A workplace hosts again: one press renews its place, or makes a draft of it (decision 0117)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.employers.models import Vacancy
from programmes.employers.states import VacancyState
from programmes.placements.models import HostAgain, Placement
from programmes.placements.services.openings import BY_LINK, renew_vacancy
from programmes.placements.states import PlacementState
from workflow.locks import lock

COPIED = (
    "host_id", "workplace_id", "title", "tasks", "occupation_group_id", "municipality_id", "street_address",
    "directions", "bus", "weekly_hours_min", "weekly_hours_max", "daily_hours", "graded_hours", "seats",
    "monthly_quota", "demands", "language_levels", "skills", "adjustments", "guide", "clothes", "lunch",
    "lift_offered",
)  # fmt: skip
STANDS = frozenset({VacancyState.OPEN, VacancyState.PAUSED})


@as_one()
def answer_again(placement: Placement, *, is_yes: bool, by: User | None = None) -> HostAgain:
    """The workplace has answered, once. A yes renews the place where it can be renewed, leaves an open one as
    it is, and makes a draft of one that is closed. Raises ValidationError before the closing talk.

    by: None for who came by the link in the mail.
    """
    lock(placement, placement.vacancy)  # type: ignore[arg-type]
    if placement.state != PlacementState.CLOSED or placement.vacancy is None:
        raise ValidationError(_("The closing talk has not been held yet."))
    known = HostAgain.objects.filter(placement=placement).first()
    if known is not None:
        return known
    vacancy = _again(placement.vacancy, by=by) if is_yes else None
    row = HostAgain.objects.create(
        placement=placement, is_yes=is_yes, answered_on=timezone.localdate(), vacancy=vacancy
    )
    word = "" if by else BY_LINK
    record("placement.host_again", placement, by=by, data={"yes": is_yes}, on_word=word)
    return row


def _again(vacancy: Vacancy, *, by: User | None) -> Vacancy:
    """The place that is open again, or the draft that the host looks through and sends."""
    may_renew = vacancy.state in {VacancyState.OPEN, VacancyState.EXPIRED} and vacancy.may_be_renewed
    if may_renew:
        renew_vacancy(vacancy, by=by, on_word="" if by else BY_LINK)
        return vacancy
    if vacancy.state in STANDS:
        return vacancy
    return _draft_like(vacancy, by=by)


@transaction.atomic
def _draft_like(vacancy: Vacancy, *, by: User | None) -> Vacancy:
    """A draft that says what the closed place said; nobody has seen it, and it can be removed."""
    told = {name: getattr(vacancy, name) for name in COPIED}
    row = Vacancy(**told, start_from_on=timezone.localdate())
    row.full_clean(exclude=["state", "reference"])
    row.save()
    row.programme_types.set(vacancy.programme_types.all())
    record("vacancy.drafted", row, by=by, on_word="" if by else BY_LINK)
    return row
