"""What names a workplace in an address: of a host employer's places, or a group; nothing personal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from programmes.placements.models import Placement

LONGEST_KEY = 15


@dataclass
class Workplace:
    """Where people work together: a workplace of a host employer, or a group. key: names it in an address."""

    key: str
    name: str
    host: str
    placements: list[Placement] = field(default_factory=list)


def key_of(placement: Placement) -> str:
    """What names the workplace of a placement in an address; nothing personal."""
    if placement.vacancy is None:
        return f"g-{placement.intake.reference}"  # type: ignore[union-attr]
    return f"{placement.vacancy.host.reference}-{placement.vacancy.workplace_id or 0}"


def at_workplace(key: str, path: str = "") -> Q:
    """Placements (at `path`) at the workplace that the key names; none where it names none."""
    start, _dash, end = key.partition("-")
    if start == "g":
        return Q(**{f"{path}intake__reference": end})
    if not end.isascii() or not end.isdigit() or len(end) > LONGEST_KEY:
        return Q(pk__in=[])
    vacancy = f"{path}vacancy__"
    return Q(**{f"{vacancy}host__reference": start, f"{vacancy}workplace": int(end) or None})


def workplaces_of(placements: Iterable[Placement]) -> list[Workplace]:
    """The placements by workplace, by name; people by first name."""
    found: dict[str, Workplace] = {}
    for row in sorted(placements, key=lambda one: (one.participation.participant.first_name, one.pk)):
        key = key_of(row)
        if key not in found:
            host = str(row.vacancy.host) if row.vacancy else ""
            found[key] = Workplace(key, row.place_name if row.vacancy else row.title, host)
        found[key].placements.append(row)
    return sorted(found.values(), key=lambda place: (place.host, place.name, place.key))
