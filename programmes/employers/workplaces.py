"""The workplaces of a host: added, changed and laid down; open places there follow (decision 112)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.services import record
from programmes.employers.models import HostEmployer, Vacancy, Workplace
from programmes.employers.states import VacancyState
from publicdata.version import public_has_changed
from workflow.locks import lock, lock_all

# What a place says of where it is, as its workplace says it.
WHERE = ("street_address", "municipality", "directions", "bus")
TAKEN = _("The organisation has a workplace with this name already.")
STILL_OFFERS = _("A place is open or being written at this workplace. Close it first, or move it to another.")


@as_one()
def add(host: HostEmployer, *, by: User, name: str, **where: Any) -> Workplace:
    """The host has one workplace more; the same form sent again is the same workplace.

    Raises ValidationError where another workplace of the host has the name.
    """
    _check(host, by)
    lock(host)
    known = Workplace.objects.filter(host=host, name=name).first()
    if known is not None:
        if known.closed_on or any(getattr(known, field) != where[field] for field in WHERE):
            raise ValidationError({"name": TAKEN})
        return known
    row = Workplace(host=host, name=name, **where)
    row.full_clean()
    row.save()
    record("host.workplace_added", host, by=by, data={"workplace": row.pk})
    return row


@as_one()
def change(row: Workplace, *, by: User, **values: Any) -> list[Vacancy]:
    """The workplace says the values, and so do its places that are not closed, where they said what it said.

    Answers those places: their pages show the new address at once. Agreements stay as they were made.
    """
    _check(row.host, by)
    lock(row.host)
    places = lock_all(Vacancy.objects.filter(workplace=row).exclude(state=VacancyState.CLOSED))
    held = lock_all(Workplace.objects.filter(pk=row.pk))[0]
    before = {field: getattr(held, field) for field in WHERE}
    for field, value in values.items():
        setattr(held, field, value)
    held.full_clean()
    held.save()
    towns = {place.municipality_id for place in places if place.state == VacancyState.OPEN}
    followed = [place for place in places if _follow(place, before, held)]
    for place in followed:
        place.save()
        record("vacancy.changed", place, by=by, data={"fields": list(WHERE)})
    # Readers see the places where they were and where they are, by the workplace's name.
    towns |= {place.municipality_id for place in places if place.state == VacancyState.OPEN}
    for town in sorted(towns):
        public_has_changed(town)
    record("host.workplace_changed", row.host, by=by, data={"workplace": row.pk})
    return followed


@as_one()
def lay_down(row: Workplace, *, by: User) -> None:
    """Nothing new is offered at the workplace; what has been there stays.

    Raises ValidationError while a place is open or being written there.
    """
    _check(row.host, by)
    lock(row.host)
    if Vacancy.objects.filter(workplace=row).exclude(state=VacancyState.CLOSED).exists():
        raise ValidationError(STILL_OFFERS)
    Workplace.objects.filter(pk=row.pk, closed_on=None).update(closed_on=timezone.localdate())
    record("host.workplace_closed", row.host, by=by, data={"workplace": row.pk})


@as_one()
def take_up(row: Workplace, *, by: User) -> None:
    """Places can be offered at the workplace again."""
    _check(row.host, by)
    lock(row.host)
    Workplace.objects.filter(pk=row.pk).update(closed_on=None)
    record("host.workplace_changed", row.host, by=by, data={"workplace": row.pk})


def _follow(place: Vacancy, before: dict[str, Any], now: Workplace) -> bool:
    """Whether the place said something of the workplace's that has changed; it says the new then."""
    moved = False
    for field in WHERE:
        if getattr(place, field) == before[field] != getattr(now, field):
            setattr(place, field, getattr(now, field))
            moved = True
    return moved


def _check(host: HostEmployer, by: User) -> None:
    if not by.has_perm("programmes.change_workplaces", host):
        raise PermissionDenied
