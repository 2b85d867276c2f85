"""Places one could suggest to a person: hard rules leave out and are counted, the nearest come first.

Open places are weighed as plain values, at most `WEIGHED`, those near by first; whole rows are read for those
that are shown or chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, FloatField, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import distances
from letters.fields import has_words
from programmes.catalogue.models import CoachingEnvironment, Intake, IntakeStatus, Programme, ProgrammeType
from programmes.catalogue.selectors import intakes
from programmes.employers.models import Vacancy
from programmes.employers.selectors import vacancies_for
from programmes.employers.states import VacancyState
from programmes.participants.models import Participation
from programmes.placements.presentation import hours_words
from programmes.placements.seats import seats_taken
from programmes.placements.states import LIVE
from programmes.relations import own_hosts_of
from ui.formats import day

FAR = 10_000.0
# More than anybody looks through; what is asked for by name is found beyond them too.
WEIGHED = 1500

EXCLUDED: dict[str, Any] = {
    "hours": gettext_lazy("the hours do not fit"),
    "full": gettext_lazy("full"),
    "already": gettext_lazy("already suggested"),
    "chosen_otherwise": gettext_lazy("the person has chosen otherwise or the workplace could not take them"),
}


@dataclass(frozen=True)
class Candidate:
    """One open place as it is weighed: what it is, where, which hours, how many free seats, how far."""

    kind: str
    pk: int
    reference: str
    title: str
    place: str
    municipality_id: str
    low: Decimal | None
    high: Decimal | None
    free_seats: int
    km: float | None = None

    @property
    def key(self) -> str:
        """What the form sends for it."""
        return f"{self.kind[0]}-{self.reference}"

    def fits_fully(self, participation: Participation) -> bool:
        """Whether all hours that fit the person are possible at the place."""
        least, most = participation.weekly_hours_min, participation.weekly_hours_max
        if not (self.low and self.high and least and most):
            return False
        return self.low <= least and self.high >= most


@dataclass(frozen=True)
class Suitable:
    """One place with what a coordinator reads before choosing."""

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

    @property
    def about(self) -> list[tuple[str, str]]:
        """What opens under the name: the work, the days, the way there, who guides."""
        if not isinstance(self.place, Vacancy):
            return []
        told = (
            (_("What one does"), self.place.tasks),
            (_("Hours of the day"), self.place.daily_hours),
            (_("How the work can be shaped"), ", ".join(self.place.adjustments)),
            (_("Guide at the workplace"), self.place.guide),
            (_("Bus"), self.place.bus),
        )
        return [(label, text) for label, text in told if text]


def candidates(
    viewer: Any, participation: Participation, *, asked: str = "", chosen: Iterable[str] = ()
) -> tuple[list[Candidate], dict[str, int]]:
    """Places that fit, the nearest first and of those the ones whose hours fit fully; and how many each
    rule left out.

    asked, chosen: words, and keys of places, that are found however far away.
    """
    table, home = distances(), participation.participant.municipality_id
    used = _used(participation)
    found: list[Candidate] = []
    excluded = dict.fromkeys(EXCLUDED, 0)
    vacancies = _open_vacancies(viewer, participation, table, asked, chosen)
    for values in [*vacancies, *_open_intakes()]:
        one = Candidate(*values, km=table.get((home, values[5])))
        rule = used.get((one.kind, one.pk)) or _rule_against(participation, one)
        if rule:
            excluded[rule] += 1
        else:
            found.append(one)
    found.sort(
        key=lambda one: (FAR if one.km is None else one.km, not one.fits_fully(participation), one.title)
    )
    return found, {rule: number for rule, number in excluded.items() if number}


COLUMNS = ("pk", "reference", "title", "workplace__name", "host__name", "municipality_id")
HOURS_AND_SEATS = ("weekly_hours_min", "weekly_hours_max", "seats")


def _open_vacancies(
    viewer: Any,
    participation: Participation,
    table: dict[tuple[str, str], float],
    asked: str,
    chosen: Iterable[str],
) -> list[tuple[Any, ...]]:
    rows = vacancies_for(viewer, states=[VacancyState.OPEN])
    rows = rows.exclude(host__in=own_hosts_of(viewer)).exclude(valid_until__lt=timezone.localdate())
    nearest = rows.order_by(*_near_and_fitting(participation, table), "title", "pk")
    read = _nearest(nearest, participation.participant.municipality_id)
    if len(read) == WEIGHED and (asked or chosen):
        named = has_words(["title_words", "workplace__name_words", "host__name_words"], asked)
        keys = [key.partition("-")[2] for key in chosen]
        read |= _with_seats(nearest.filter(named | Q(reference__in=keys))[:WEIGHED])
    return list(read.values())


def _nearest(rows: Any, home: str) -> dict[int, tuple[Any, ...]]:
    """As many as are weighed, those at home first: where there are enough, no others are put in order."""
    here = rows.filter(municipality=home)
    at_home = len(here.order_by().values_list("pk")[:WEIGHED])
    return _with_seats((here if at_home == WEIGHED else rows)[:WEIGHED])


def _near_and_fitting(participation: Participation, table: dict[tuple[str, str], float]) -> list[Case]:
    """How far away, and whether the hours fit, where either is known: PostgreSQL takes a bare number to order
    by, which a Case without cases is, for the place of a column."""
    home = participation.participant.municipality_id
    near = [When(municipality=there, then=Value(km)) for (here, there), km in table.items() if here == home]
    otherwise = [
        When(**{f"weekly_hours_{column}": hours}, then=Value(1))
        for column, hours in (
            ("min__gt", participation.weekly_hours_max),
            ("max__lt", participation.weekly_hours_min),
        )
        if hours
    ]
    far = Case(*near, default=Value(FAR), output_field=FloatField())
    unfit = Case(*otherwise, default=Value(0), output_field=IntegerField())
    return [each for each, cases in ((far, near), (unfit, otherwise)) if cases]


def _with_seats(rows: Any) -> dict[int, tuple[Any, ...]]:
    """The vacancies as they are weighed, by key; their free seats come from one read of who holds one."""
    read = list(rows.values_list(*COLUMNS, *HOURS_AND_SEATS))
    taken = seats_taken(Vacancy.objects.filter(pk__in=[row[0] for row in read]))
    return {
        pk: ("vacancy", pk, reference, title, workplace or host, town, low, high, seats - taken.get(pk, 0))
        for pk, reference, title, workplace, host, town, low, high, seats in read
    }


def _open_intakes() -> list[tuple[Any, ...]]:
    """The next group with room of each service in each municipality: later ones would hide the rest."""
    rows = intakes().filter(
        status__in=[IntakeStatus.OPEN, IntakeStatus.PLANNED],
        programme__isnull=False,
        starts_on__gte=timezone.localdate(),
    )
    columns = ("pk", "reference", "programme", "municipality_id", "environment", "seats")
    following: dict[tuple[int, str], tuple[Any, ...]] = {}
    taken = seats_taken(rows)
    for row in rows.select_related(None).order_by("starts_on", "pk").values_list(*columns):
        if free := max(row[5] - taken.get(row[0], 0), 0):
            following.setdefault((row[2], row[3]), (*row[:5], free))
    services = Programme.objects.in_bulk({row[2] for row in following.values()})
    places = CoachingEnvironment.objects.in_bulk({row[4] for row in following.values() if row[4]})
    return [
        (
            "intake",
            pk,
            reference,
            str(services[service]),
            str(places.get(environment, "")),
            municipality,
            services[service].weekly_hours_min,
            services[service].weekly_hours_max,
            free_seats,
        )
        for pk, reference, service, municipality, environment, free_seats in following.values()
    ]


def _used(participation: Participation) -> dict[tuple[str, int], str]:
    """Places this person already has or has had as a suggestion, and why they are left out."""
    used: dict[tuple[str, int], str] = {}
    rows = participation.placements.values_list("vacancy_id", "intake_id", "state")
    for vacancy, intake, state in rows:
        key = ("vacancy", vacancy) if vacancy else ("intake", intake)
        if state in LIVE:
            used[key] = "already"
        else:
            used.setdefault(key, "chosen_otherwise")
    return used


def _rule_against(participation: Participation, one: Candidate) -> str:
    """The first hard rule that leaves the place out, or nothing."""
    if one.free_seats <= 0:
        return "full"
    if participation.weekly_hours_max and one.low and one.low > participation.weekly_hours_max:
        return "hours"
    if participation.weekly_hours_min and one.high and one.high < participation.weekly_hours_min:
        return "hours"
    return ""


def with_details(chosen: list[Candidate], participation: Participation) -> list[Suitable]:
    """The candidates with their rows, types of service and words, in the same order."""
    rows: dict[tuple[str, int], Any] = {}
    pks = {kind: [one.pk for one in chosen if one.kind == kind] for kind in ("vacancy", "intake")}
    if pks["vacancy"]:
        found = Vacancy.objects.select_related("host", "workplace", "municipality")
        found = found.defer("municipality__shape")
        for row in found.prefetch_related("programme_types").filter(pk__in=pks["vacancy"]):
            rows["vacancy", row.pk] = row
    if pks["intake"]:
        rows |= {("intake", row.pk): row for row in intakes().filter(pk__in=pks["intake"])}
    return [_suitable(one, rows[one.kind, one.pk], participation) for one in chosen]


def _suitable(one: Candidate, row: Vacancy | Intake, participation: Participation) -> Suitable:
    if isinstance(row, Vacancy):
        types, starts = tuple(row.programme_types.all()), row.start_from_on
    else:
        types, starts = (row.programme.programme_type,), row.starts_on  # type: ignore[union-attr]
    return Suitable(
        key=one.key,
        place=row,
        title=one.title,
        where=_where(one.place, str(row.municipality)),
        km=one.km,
        hours=hours_words(one.low, one.high),
        fits_fully=one.fits_fully(participation),
        free_seats=one.free_seats,
        starts=day(starts) if starts and starts > timezone.localdate() else "",
        types=types,
    )


def _where(place: str, municipality: str) -> str:
    """The place and its municipality, named once."""
    return place if municipality in place else ", ".join(part for part in (place, municipality) if part)


def excluded_words(excluded: dict[str, int]) -> str:
    """How many places each rule left out: "Left out: 3 full, 2 the hours do not fit"."""
    if not excluded:
        return ""
    told = ", ".join(f"{number} {EXCLUDED[rule]}" for rule, number in excluded.items())
    return _("Left out: %(what)s.") % {"what": told}
