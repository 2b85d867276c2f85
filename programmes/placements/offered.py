"""The area's offer as plain values: services, groups, open places. A page that shows them changes no row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from django.utils.dates import WEEKDAYS_ABBR

from programmes.placements.partial import fits_partial_ability


@dataclass(frozen=True)
class ServiceType:
    """A type of service and what holds for it today."""

    code: str
    name: str
    paid: bool
    legal_basis: str
    expense_allowance: bool = False


@dataclass(frozen=True)
class Service:
    """A service that runs; no municipalities means the whole area."""

    id: int
    code: str
    name: str
    type: ServiceType
    municipalities: frozenset[str]
    hours_min: Decimal | None
    hours_max: Decimal | None
    duration_weeks: int | None
    languages: tuple[str, ...]
    contact_name: str
    contact_phone: str
    contact_email: str


@dataclass(frozen=True)
class MeetingTime:
    """A time of the week at which a group meets, Monday is 0; how many more fit at it in the coming weeks."""

    weekday: int
    starts_at: time
    ends_at: time
    free_seats: int

    @property
    def day(self) -> str:
        """The day of the week, briefly, in the language of the page."""
        return str(WEEKDAYS_ABBR[self.weekday])


@dataclass(frozen=True)
class Group:
    """A group of a service that still has time to run, with its free seats."""

    reference: str
    service_id: int
    service_name: str
    municipality: str
    municipality_name: str
    environment: str
    starts_on: date
    ends_on: date | None
    free_seats: int
    language: str
    times: tuple[MeetingTime, ...] = ()


class OpenPlace(NamedTuple):
    """An open place that is in force. A tuple: there are tens of thousands, and they are made in a moment.

    number: its key, by which the newest of a day is told. alike: the same word for places between which no
    filter of the list makes a difference.
    """

    reference: str
    title: str
    place: str
    host: str
    tasks: str
    municipality: str
    municipality_name: str
    hours_min: Decimal | None
    hours_max: Decimal | None
    graded_hours: bool
    lift_offered: bool
    demands: dict[str, int]
    adjustments: list[str]
    occupation: str
    seats: int
    free_seats: int
    start_from_on: date | None
    start_until_on: date | None
    opened_on: date | None
    valid_until: date | None
    types: tuple[ServiceType, ...]
    number: int = 0
    alike: str = ""

    @property
    def fits_partial_ability(self) -> bool:
        """Whether the work can be shaped to fit a part of one's ability to work."""
        return fits_partial_ability(
            hours_min=self.hours_min,
            graded_hours=self.graded_hours,
            adjustments=self.adjustments,
            demands=self.demands,
        )

    @property
    def paid(self) -> bool | None:
        """Whether wage is paid; None where it depends on the type of service or is not told."""
        kinds = {kind.paid for kind in self.types}
        return kinds.pop() if len(kinds) == 1 else None


@dataclass(frozen=True)
class PlaceInFull:
    """An open place with all that its own page tells."""

    place: OpenPlace
    street_address: str
    occupation: str
    demands: list[tuple[str, int, str]]
    adjustments: list[str]
    languages: list[str]
    skills: list[str]


@dataclass(frozen=True)
class Environment:
    """A municipality's own place where one can practise work."""

    name: str
    street_address: str
    phone: str
