"""Places one could suggest to a person: hard rules leave out and are counted, the nearest come first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import distances
from programmes.catalogue.models import Intake, IntakeStatus, ProgrammeType
from programmes.catalogue.selectors import intakes
from programmes.employers.models import Vacancy
from programmes.employers.selectors import vacancies_for
from programmes.employers.states import VacancyState
from programmes.participants.models import Participation
from programmes.placements.presentation import hours_words
from programmes.placements.seats import with_free_seats
from programmes.placements.states import LIVE
from ui.formats import day

EXCLUDED: dict[str, Any] = {
    "hours": gettext_lazy("the hours do not fit"),
    "full": gettext_lazy("full"),
    "already": gettext_lazy("already suggested"),
    "chosen_otherwise": gettext_lazy("the person has chosen otherwise or the workplace could not take them"),
}


@dataclass(frozen=True)
class Suitable:
    """One place with what a coordinator weighs: where, how far, which hours, how many seats."""

    key: str
    place: Vacancy | Intake
    title: str
    where: str
    km: float | None
    hours: str
    fits_fully: bool
    free_seats: int
    starts: str
    types: tuple[ProgrammeType, ...]


def suitable_places(viewer: Any, participation: Participation) -> tuple[list[Suitable], dict[str, int]]:
    """Places that fit, nearest first and fullest in hours first, and how many each rule left out."""
    table, home = distances(), participation.participant.municipality_id
    used = _used(participation)
    found: list[Suitable] = []
    excluded = dict.fromkeys(EXCLUDED, 0)
    for place in [*_open_vacancies(viewer), *_open_intakes()]:
        rule = _rule_against(participation, place, used)
        if rule:
            excluded[rule] += 1
        else:
            found.append(_suitable(place, participation, table.get((home, place.municipality_id))))
    far = 10_000.0
    found.sort(key=lambda one: (far if one.km is None else one.km, not one.fits_fully, one.title))
    return found, {rule: number for rule, number in excluded.items() if number}


def _open_vacancies(viewer: Any) -> Any:
    rows = with_free_seats(vacancies_for(viewer, states=[VacancyState.OPEN]))
    return rows.prefetch_related("programme_types").order_by("pk")


def _open_intakes() -> Any:
    rows = intakes().filter(status__in=[IntakeStatus.OPEN, IntakeStatus.PLANNED], programme__isnull=False)
    return with_free_seats(rows).order_by("starts_on")


def _used(participation: Participation) -> dict[tuple[str, int], str]:
    """Places this person already has or has had as a suggestion, and why they are left out."""
    rows = participation.placements.filter(Q(vacancy__isnull=False) | Q(intake__isnull=False))
    used: dict[tuple[str, int], str] = {}
    for vacancy, intake, state in rows.values_list("vacancy_id", "intake_id", "state"):
        key = ("vacancy", vacancy) if vacancy else ("intake", intake)
        if state in LIVE:
            used[key] = "already"
        else:
            used.setdefault(key, "chosen_otherwise")
    return used


def _rule_against(participation: Participation, place: Any, used: dict[tuple[str, int], str]) -> str:
    """The first hard rule that leaves the place out, or nothing."""
    kind = "vacancy" if isinstance(place, Vacancy) else "intake"
    if (kind, place.pk) in used:
        return used[kind, place.pk]
    if place.free_seats <= 0:
        return "full"
    low, high = _hours(place)
    if participation.weekly_hours_max and low and low > participation.weekly_hours_max:
        return "hours"
    if participation.weekly_hours_min and high and high < participation.weekly_hours_min:
        return "hours"
    return ""


def _hours(place: Any) -> tuple[Any, Any]:
    source = place if isinstance(place, Vacancy) else place.programme
    return source.weekly_hours_min, source.weekly_hours_max


def _suitable(place: Any, participation: Participation, km: float | None) -> Suitable:
    low, high = _hours(place)
    fits = bool(
        low
        and high
        and participation.weekly_hours_min
        and participation.weekly_hours_max
        and low <= participation.weekly_hours_min
        and high >= participation.weekly_hours_max
    )
    if isinstance(place, Vacancy):
        types = tuple(place.programme_types.all())
        where, starts = f"{place.place}, {place.municipality}", day(place.start_from_on)
    else:
        types = (place.programme.programme_type,)
        where = ", ".join(str(part) for part in (place.environment, place.municipality) if part)
        starts = day(place.starts_on)
    kind = "v" if isinstance(place, Vacancy) else "i"
    return Suitable(
        key=f"{kind}-{place.reference}",
        place=place,
        title=place.title,
        where=where,
        km=km,
        hours=hours_words(low, high),
        fits_fully=fits,
        free_seats=place.free_seats,
        starts=starts,
        types=types,
    )


def excluded_words(excluded: dict[str, int]) -> str:
    """How many places each rule left out: "Left out: 3 full, 2 the hours do not fit"."""
    if not excluded:
        return ""
    told = ", ".join(f"{number} {EXCLUDED[rule]}" for rule, number in excluded.items())
    return _("Left out: %(what)s.") % {"what": told}
