"""Rows that hold from a day until a day: never two of a kind on one day, a new one ends the one before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from programmes.catalogue.models import (
    Dated,
    Duty,
    Parameter,
    ProgrammeTypeRule,
    ReasonCode,
    SolutionClass,
)
from ui import formats

OF_ONE_KIND: dict[type[Dated], tuple[str, ...]] = {
    ProgrammeTypeRule: ("programme_type_id",),
    ReasonCode: ("machine", "transition", "code"),
    Parameter: ("code",),
    SolutionClass: ("code",),
    Duty: ("code",),
}


def check_days(row: Dated) -> None:
    """The row ends after it begins, and no other of its kind holds on the same day.

    A new row without an end may follow one without an end: `end_the_one_before` then ends that.
    Raises ValidationError by field, in words.
    """
    if row.valid_until and row.valid_until < row.valid_from:
        raise ValidationError({"valid_until": _("The last day is before the first.")})
    before = _one_before(row)
    other = _of_its_kind(row).filter(_meets(row.valid_from, row.valid_until)).exclude(pk=before and before.pk)
    if (first := other.order_by("valid_from").first()) is not None:
        words = _("From %(first)s until %(last)s another row of the same kind holds.")
        if first.valid_until is None:
            words = _("From %(first)s on another row of the same kind holds: end it first.")
        days = {"first": formats.day(first.valid_from), "last": formats.day(first.valid_until)}
        raise ValidationError({"valid_from": words % days})


def end_the_one_before(row: Dated) -> Dated | None:
    """The row that held so far ends on the eve of the new one. Call before the new one is saved."""
    before = _one_before(row)
    if before is not None:
        before.valid_until = row.valid_from - timedelta(days=1)
        before.save(update_fields=["valid_until"])
    return before


def _one_before(row: Dated) -> Dated | None:
    if row.pk is not None or row.valid_until is not None:
        return None
    found: Dated | None = _of_its_kind(row).filter(valid_until=None, valid_from__lt=row.valid_from).first()
    return found


def _of_its_kind(row: Dated) -> QuerySet[Any]:
    kind = {name: getattr(row, name) for name in OF_ONE_KIND[type(row)]}
    return type(row)._default_manager.filter(**kind).exclude(pk=row.pk)


def _meets(first: date, last: date | None) -> Q:
    until = Q() if last is None else Q(valid_from__lte=last)
    return until & (Q(valid_until=None) | Q(valid_until__gte=first))
