"""The day of the last next step stands on the time in the service too, so that one asks for it of everybody
at once (decision 107).

Whoever writes, moves or takes away a step tells the day from here, in the same transaction. Which step is
done makes no difference to it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull

from programmes.participants.models import NextStep, Participation

AT_ONCE = 500
LONGEST_FORGOTTEN: tuple[Combinable | str, ...] = (
    IsNull(F("last_step_on"), False),
    "last_step_on",
    "referred_on",
    "pk",
)
"""The order of an index: first those that never had a step, then those whose last step is longest ago."""


def say_day_of(step: NextStep) -> None:
    """The time in the service, which is not saved, knows the step's day where none of its others is later."""
    time = step.participation
    time.last_step_on = max(time.last_step_on or step.due_on, step.due_on)


def tell_last_day(participations: Collection[int]) -> None:
    """Each of these times in the service, by key, says the day of its last step, if it has one."""
    keys = sorted(participations)
    for start in range(0, len(keys), AT_ONCE):
        rows = Participation.objects.filter(pk__in=keys[start : start + AT_ONCE])
        rows.update(last_step_on=_last_day())


def last_day_as_before(row: models.Model, **_told: Any) -> None:
    """Steps that an act had brought are gone with it: its time in the service says the day of those left."""
    if isinstance(row, Participation):
        tell_last_day([row.pk])


def told_wrongly() -> QuerySet[Participation]:
    """Times in the service that say another day than their steps do: a step was written elsewhere."""
    right = Q(last_step_on=F("right")) | Q(last_step_on=None, right=None)
    return Participation.objects.annotate(right=_last_day()).exclude(right).order_by("pk")


def _last_day() -> Subquery:
    steps = NextStep.objects.filter(participation=OuterRef("pk")).order_by("-due_on", "-pk")
    return Subquery(steps.values("due_on")[:1])
