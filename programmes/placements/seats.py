"""Seats: held from the host's yes to the last day, never more than there are."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models import Intake
from programmes.employers.models import Vacancy
from programmes.placements.models import Placement
from workflow.locks import lock

Offering = Vacancy | Intake


def holding_a_seat(on: date | None = None) -> Q:
    """Placements that hold a seat on the day (indicators.md, "Holding a seat"): through the last day too."""
    day = on or timezone.localdate()
    begun = Q(accepted_on__lte=day) | Q(accepted_on=None, agreed_on__lte=day)
    not_over = Q(ended_on=None) | Q(ended_on__gte=day)
    kept = Q()
    for column in ("cancelled_on", "refused_on", "declined_on", "released_on"):
        kept &= Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": day})
    return begun & not_over & kept


def with_free_seats(offerings: QuerySet, on: date | None = None) -> QuerySet:
    """The vacancies or groups with `free_seats` on the day, never below zero."""
    link = "vacancy" if offerings.model is Vacancy else "intake"
    held = (
        Placement.objects.filter(holding_a_seat(on), **{link: OuterRef("pk")})
        .order_by()
        .values(link)
        .annotate(held=Count("pk"))
        .values("held")
    )
    taken = Coalesce(Subquery(held, output_field=IntegerField()), 0)
    return offerings.annotate(taken_seats=taken, free_seats=Greatest(F("seats") - taken, 0))


def seats_taken(offerings: QuerySet, on: date | None = None) -> dict[int, int]:
    """How many seats are held at each of the vacancies or groups that has any held: one read for them all."""
    link = "vacancy" if offerings.model is Vacancy else "intake"
    held = Placement.objects.filter(
        holding_a_seat(on), **{f"{link}__in": offerings.select_related(None).order_by().values("pk")}
    )
    return dict(held.order_by().values_list(link).annotate(Count("pk")))


def hold_seat(placement: Placement) -> Offering:
    """The vacancy or group of the placement is held and has a free seat. Raises ValidationError when full."""
    lock(placement)
    if taken_by_others(placement):
        raise ValidationError(_("Every seat is taken. The worker suggests another place."))
    return placement.vacancy or placement.intake  # type: ignore[return-value]


def taken_by_others(placement: Placement) -> bool:
    """Whether other people hold every seat of the vacancy or group today."""
    parent: Offering = placement.vacancy or placement.intake  # type: ignore[assignment]
    link = {"vacancy": parent} if isinstance(parent, Vacancy) else {"intake": parent}
    held = Placement.objects.filter(holding_a_seat(), **link).exclude(pk=placement.pk)
    return held.count() >= parent.seats
