"""What the service points have done between two days, by municipality: the shape of Luotsi's report.

Coaching clients are people, each once; network visits are no visits of people (indicators.md, facts.md 1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.selectors import Viewer
from areas.selectors import municipalities
from programmes.desk.selectors import contacts_for, tallies_for, towns_of
from programmes.employers.models import EmployerContact
from programmes.participants.models import CoachingMeeting, Participation
from programmes.placements.models import Placement
from programmes.placements.states import WORKED
from programmes.policies import visible
from programmes.servicepoints.codes import FeedbackKind, VisitKind
from programmes.servicepoints.models import Feedback, VisitTally

PROMOTERS, DETRACTORS = 9, 6


@dataclass
class Figures:
    """The counts of one municipality, or of all of them together.

    coached: people with at least one coaching meeting; meetings: how many there were. places: those made of
    hidden jobs of the time; began: placements that have begun in them, whenever. scores: answers from 0 to
    10; score_sum: their sum; promoters (9–10), detractors (0–6): as NPS counts them.
    """

    visits: int = 0
    network: int = 0
    coached: int = 0
    meetings: int = 0
    contacts: int = 0
    hidden_jobs: int = 0
    places: int = 0
    began: int = 0
    scores: int = 0
    score_sum: int = 0
    promoters: int = 0
    detractors: int = 0

    @property
    def mean(self) -> float | None:
        """The mean of the scores; None where nobody answered."""
        return self.score_sum / self.scores if self.scores else None

    @property
    def nps(self) -> float | None:
        """Share of promoters less that of detractors, in points from −100 to 100 (indicators.md, O6)."""
        return 100 * (self.promoters - self.detractors) / self.scores if self.scores else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Figures)}
        )


@dataclass(frozen=True)
class Sources:
    """The rows that are counted, before they are narrowed to days."""

    towns: Iterable[Any]
    tallies: QuerySet[Any]
    meetings: QuerySet[Any]
    contacts: QuerySet[Any]
    feedback: QuerySet[Any]


def sources_for(viewer: Viewer) -> Sources:
    """What the viewer sees where they work."""
    seen = visible(viewer, Participation).order_by().values("pk")
    return Sources(
        towns_of(viewer),
        tallies_for(viewer),
        CoachingMeeting.objects.filter(participation__in=seen),
        contacts_for(viewer),
        visible(viewer, Feedback),
    )


def sources_of(area: Collection[str] | None) -> Sources:
    """What was done in those municipalities; None is the whole employment area and all that is on record."""

    def here(rows: QuerySet[Any], way: str = "municipality") -> QuerySet[Any]:
        return rows if area is None else rows.filter(**{f"{way}__in": area})

    towns = municipalities()
    return Sources(
        towns if area is None else towns.filter(code__in=area),
        here(VisitTally.objects.all()),
        here(CoachingMeeting.objects.filter(participation__merged_into=None), "participation__municipality"),
        here(EmployerContact.objects.all()),
        here(Feedback.objects.all()),
    )


def figures_by_town(viewer: Viewer, first: date, last: date) -> list[tuple[Any, Figures]]:
    """Each municipality where the viewer works with its figures of the days from `first` to `last`."""
    return count_by_town(sources_for(viewer), first, last)


def count_by_town(sources: Sources, first: date, last: date) -> list[tuple[Any, Figures]]:
    """Each municipality with its figures of the days from `first` to `last`, both counted; at the end, under
    None, what belongs to none of them, where there is any."""
    found: dict[str | None, Figures] = {}
    days = {"on__gte": first, "on__lte": last}
    _put(found, _visits(sources.tallies.filter(**days)))
    _put(found, _coaching(sources.meetings.filter(**days)))
    contacts = sources.contacts.filter(**days)
    _put(found, _contacts(contacts))
    _put(found, _begun(contacts))
    given = {"given_on__gte": first, "given_on__lte": last}
    _put(found, _feedback(sources.feedback.filter(kind=FeedbackKind.EXPERIENCE, **given)))
    rows: list[tuple[Any, Figures]] = [(town, found.pop(town.code, Figures())) for town in sources.towns]
    rest = sum(found.values(), Figures())
    return [*rows, (None, rest)] if rest != Figures() else rows


def count_together(sources: Sources, first: date, last: date, rows: Iterable[tuple[Any, Figures]]) -> Figures:
    """The figures of all municipalities together: their sum, but a person who was coached in two is one."""
    met = sources.meetings.filter(on__gte=first, on__lte=last).order_by()
    people = met.aggregate(people=Count("participation__participant", distinct=True))["people"]
    return replace(sum((each for _town, each in rows), Figures()), coached=people)


Rows = Iterable[dict[str, Any]]


def _put(found: dict[str | None, Figures], rows: Rows) -> None:
    """The counts of the rows, each with the municipality under "town", stand among the figures."""
    for row in rows:
        town = row.pop("town")
        counts = {name: number or 0 for name, number in row.items()}
        found[town] = found.get(town, Figures()) + Figures(**counts)


def _visits(rows: QuerySet[Any]) -> Rows:
    both = {
        "visits": Sum("count", filter=Q(kind=VisitKind.CUSTOMER)),
        "network": Sum("count", filter=Q(kind=VisitKind.NETWORK)),
    }
    return rows.order_by().values(town=F("municipality")).annotate(**both)


def _coaching(rows: QuerySet[Any]) -> Rows:
    people = Count("participation__participant", distinct=True)
    by_town = rows.order_by().values(town=F("participation__municipality"))
    return by_town.annotate(coached=people, meetings=Count("pk"))


def _contacts(rows: QuerySet[Any]) -> Rows:
    counts = {
        "contacts": Count("pk"),
        "hidden_jobs": Count("pk", filter=Q(hidden_job=True)),
        "places": Count("vacancy", distinct=True),
    }
    return rows.order_by().values(town=F("municipality")).annotate(**counts)


def _begun(rows: QuerySet[Any]) -> Rows:
    made = rows.filter(vacancy__isnull=False).order_by().values_list("vacancy", "municipality").distinct()
    where = dict(made)
    begun = Placement.objects.filter(vacancy__in=where, state__in=sorted(WORKED)).order_by()
    for vacancy, number in begun.values_list("vacancy").annotate(number=Count("pk")):
        yield {"town": where[vacancy], "began": number}


def _feedback(rows: QuerySet[Any]) -> Rows:
    counts = {
        "scores": Count("pk"),
        "score_sum": Sum("score"),
        "promoters": Count("pk", filter=Q(score__gte=PROMOTERS)),
        "detractors": Count("pk", filter=Q(score__lte=DETRACTORS)),
    }
    return rows.order_by().values(town=F("municipality")).annotate(**counts)
