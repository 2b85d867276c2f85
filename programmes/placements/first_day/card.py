"""The card of the first day in words: what was written for it, else what the place tells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.placements.introduction import Pair
from programmes.placements.models import FirstDay, Placement
from programmes.placements.states import HOLDS_PLACE, RUNNING, PlacementState
from ui.formats import clock, day, phone_link, typed

FIELDS = ("door", "bus", "clothes", "lunch", "meets", "phone", "more")
ASKED_FOR = timedelta(days=14)


def first_day_of(placement: Placement) -> FirstDay:
    """The card of the place; one that is not saved yet says what the place tells."""
    row = placement.first_days.first() or FirstDay()
    row.placement = placement
    return row


def defaults_of(placement: Placement) -> dict[str, str]:
    """What the place tells of a first day."""
    vacancy, intake = placement.vacancy, placement.intake
    guide = placement.guide or (vacancy.guide if vacancy else "")
    if vacancy is not None:
        told = {name: getattr(vacancy, name) for name in ("bus", "clothes", "lunch")}
        return told | {"door": vacancy.directions, "meets": guide, "phone": vacancy.host.contact_phone}
    environment = intake.environment if intake else None
    return {"meets": guide, "phone": environment.phone if environment else ""}


def values_of(first_day: FirstDay) -> dict[str, str]:
    """Each line of the card: what was written for it, else what the place tells."""
    told = defaults_of(first_day.placement)
    return {name: getattr(first_day, name) or told.get(name, "") for name in FIELDS}


def card_facts(first_day: FirstDay) -> list[Pair]:
    """The card as the person reads it; what is not known is left out by the page."""
    placement, told = first_day.placement, values_of(first_day)
    vacancy = placement.vacancy
    street = vacancy.street_address if vacancy else ""
    environment = placement.intake.environment if placement.intake else None
    where = ", ".join(part for part in (placement.place_name, street) if part)
    starts = day(placement.started_on or placement.starts_on)
    hours = vacancy.daily_hours if vacancy else ""
    return [
        (_("First day"), starts),
        (_("Be there"), clock(first_day.arrives_at) or typed(hours)),
        (_("Where"), typed(environment.street_address if environment else where)),
        (_("Door"), typed(told["door"])),
        (_("Bus"), typed(told["bus"])),
        (_("Clothes"), typed(told["clothes"])),
        (_("Lunch"), typed(told["lunch"])),
        (_("Who meets you"), told["meets"]),
        (_("If you are late, ring"), phone_link(told["phone"])),
        (_("Also"), typed(told["more"])),
    ]


def is_shown(placement: Placement) -> bool:
    """Whether the card stands on the person's page: from when all have signed, until the day is past."""
    if placement.state == PlacementState.AGREED:
        return True
    began = placement.started_on
    return placement.state in RUNNING and began is not None and timezone.localdate() - began < ASKED_FOR


def is_readable(placement: Placement) -> bool:
    """Whether there is a card to read at all."""
    return placement.state in HOLDS_PLACE


def has_been(placement: Placement) -> bool:
    """Whether the first day has come, so that one can say how it went."""
    began = placement.started_on
    return placement.state in RUNNING and began is not None and began <= timezone.localdate()


def page_part(placement: Placement, *, own: bool) -> dict[str, Any]:
    """What the page of a place shows of its first day."""
    if not is_shown(placement):
        return {"first_day": None}
    row = first_day_of(placement)
    face = row.own_face if own else row.host_face
    return {
        "first_day": row,
        "first_day_facts": card_facts(row),
        "first_day_asks": has_been(placement) and not face,
        "first_day_before": placement.state == PlacementState.AGREED,
    }
