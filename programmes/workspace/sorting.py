"""In which orders the caseload can stand, the same on every database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.participants.models import Participation
from programmes.participants.promise import waiting_for_offer
from programmes.workspace.keyset import Order

LAST = date(9999, 12, 31)
"""The day of those who have none: they stand after all who have one."""

BY_NAME = ("participant__name_order", "participant_id", "pk")
BY_A_DAY = ("sort_day", *BY_NAME)

SORTS: dict[str, tuple[str | Promise, Order]] = {
    "name": (_("Name"), Order("name", BY_NAME)),
    "-name": (_("Name, the last first"), Order("-name", BY_NAME, falling=True)),
    "step": (_("Next step, the nearest first"), Order("step", BY_A_DAY)),
    "due": (_("Day of the state, the nearest first"), Order("due", BY_A_DAY)),
    "day90": (_("Day 90, the nearest first"), Order("day90", BY_A_DAY)),
    "referred": (_("Referred, the longest ago first"), Order("referred", ("referred_on", *BY_NAME))),
    "-referred": (
        _("Referred, the newest first"),
        Order("-referred", ("referred_on", *BY_NAME), falling=True),
    ),
}


def in_order(rows: QuerySet[Participation], sort: str) -> tuple[QuerySet[Participation], Order]:
    """The rows of `caseload` with what they are ordered by, and the order; by name if it is none of ours."""
    code = sort if sort in SORTS else "name"
    order = SORTS[code][1]
    if code in DAYS:
        rows = rows.annotate(sort_day=DAYS[code]())
    return rows.order_by(*order.names()), order


def _or_last(of: Any) -> Coalesce:
    return Coalesce(of, Value(LAST), output_field=DateField())


DAYS: dict[str, Any] = {
    "step": lambda: _or_last(F("step_due_on")),
    "due": lambda: _or_last(F("due_on")),
    "day90": lambda: Case(
        When(waiting_for_offer(), then=F("referred_on")), default=Value(LAST), output_field=DateField()
    ),
}
