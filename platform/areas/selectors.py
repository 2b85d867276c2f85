"""Reads of the reference data. It is open to all, so no selector here asks who is looking."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from areas.after_service import SERVICES, After, AfterServices, after_services
from areas.finding import search_occupation_groups, search_occupations, search_skills
from areas.models import (
    Distance,
    EmploymentArea,
    FoundingProject,
    Language,
    Municipality,
    Occupation,
    OccupationGroup,
    PostalCode,
    PublicHoliday,
    ServiceArea,
    ServiceStock,
    Skill,
    SpendingKind,
    UnemploymentMonth,
    name_language,
)
from areas.outlines import AreaMap, MapShape, area_map_of
from areas.remembering import ForAMinute, as_last_known
from areas.statistics import (
    population_series,
    service_stocks,
    source_citation,
    status_after_service,
    unemployment_of_area,
    unemployment_series,
)
from areas.working_days import add_working_days, is_working_day, working_days_between
from letters.order import in_order

__all__ = [
    "SERVICES",
    "After",
    "AfterServices",
    "AreaMap",
    "FoundingProject",
    "MapShape",
    "Nearby",
    "ServiceStock",
    "SpendingKind",
    "UnemploymentMonth",
    "add_working_days",
    "after_services",
    "area_map",
    "distance_km",
    "distances",
    "employment_area",
    "founding_projects",
    "holiday_names",
    "is_working_day",
    "known_service_phone",
    "languages",
    "map_shapes",
    "municipalities",
    "municipality_by_code",
    "municipality_by_slug",
    "municipality_choices",
    "municipality_of_postal_code",
    "neighbours_within",
    "occupation_groups",
    "occupation_words",
    "other_municipalities",
    "population_series",
    "post_offices",
    "search_occupation_groups",
    "search_occupations",
    "search_skills",
    "service_areas",
    "service_phone",
    "service_stocks",
    "skills",
    "source_citation",
    "spending_kinds",
    "status_after_service",
    "unemployment_of_area",
    "unemployment_series",
    "working_days_between",
]


@dataclass(frozen=True)
class Nearby:
    """A municipality and how far away it is, centre to centre as the crow flies."""

    municipality: Municipality
    km: float


# The area itself

_loaded = ForAMinute(lambda: EmploymentArea.objects.select_related("host", "example").first())


def employment_area() -> EmploymentArea:
    """The employment area that is loaded; one without names before any is."""
    return _loaded() or EmploymentArea()


def service_phone() -> str:
    """The number that stands where no worker's own is known: the installation's, else the area's."""
    return str(settings.SERVICE_PHONE) or employment_area().phone


def known_service_phone() -> str:
    """The same number as far as it is known without the database; empty where that has never answered."""
    area = as_last_known(_loaded)
    return str(settings.SERVICE_PHONE) or (area.phone if area else "")


# Places


def service_areas() -> QuerySet[ServiceArea]:
    """The service areas in their settled order."""
    return ServiceArea.objects.all()


def municipalities() -> QuerySet[Municipality]:
    """The municipalities of the employment area in the reader's order, each with its service area."""
    rows = Municipality.objects.filter(in_area=True).select_related("service_area").defer("shape")
    return rows.order_by(f"order_{name_language()}", "code")


def municipality_by_code(code: str) -> Municipality | None:
    """The municipality with this three-digit code, in the area or outside it."""
    return Municipality.objects.select_related("service_area").defer("shape").filter(code=code).first()


def municipality_by_slug(slug: str) -> Municipality | None:
    """The municipality of the area whose page has this address."""
    return municipalities().filter(slug=slug).first()


def municipality_of_postal_code(postal_code: str) -> Municipality | None:
    """The municipality of the area to which this postal code belongs."""
    return municipalities().filter(postal_codes__code=postal_code).first()


def other_municipalities() -> QuerySet[Municipality]:
    """The municipalities of Finland outside the employment area: their names."""
    return Municipality.objects.filter(in_area=False).defer("shape")


def post_offices() -> list[tuple[str, str]]:
    """The villages and parts of towns that have a post office: (name in capitals, code of municipality)."""
    delivered = PostalCode.objects.filter(kind=PostalCode.Kind.NORMAL, municipality__in_area=True)
    return list(delivered.order_by("office_fi").values_list("office_fi", "municipality").distinct())


def municipality_choices(*, outside: bool = False) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a form field: (service area, [(code, name), ...]) in settled order.

    outside: end with the municipalities outside the employment area, for a home address.
    """
    by_name = f"order_{name_language()}"
    members = Prefetch("municipalities", Municipality.objects.defer("shape").order_by(by_name, "code"))
    groups = [
        (area.name, [(place.code, place.name) for place in area.municipalities.all()])
        for area in service_areas().prefetch_related(members)
    ]
    if outside:
        others = Municipality.objects.filter(in_area=False).defer("shape").order_by(by_name, "code")
        groups.append((_("Outside the area"), [(place.code, place.name) for place in others]))
    return groups


def distances() -> dict[tuple[str, str], float]:
    """Great-circle kilometres by (code, code), both ways round, zero from a municipality to itself."""
    table = {(code, code): 0.0 for code in municipalities().values_list("code", flat=True)}
    for a, b, km in Distance.objects.values_list("a", "b", "great_circle_km"):
        table[a, b] = table[b, a] = km
    return table


def distance_km(one: str, other: str) -> float | None:
    """Great-circle kilometres between two municipalities; None when either lies outside the area."""
    if one == other:
        return 0.0
    a, b = sorted((one, other))
    return Distance.objects.filter(a=a, b=b).values_list("great_circle_km", flat=True).first()


def neighbours_within(code: str, km: float) -> list[Nearby]:
    """The other municipalities of the area at most `km` away, nearest first."""
    pairs = Distance.objects.filter(Q(a=code) | Q(b=code), great_circle_km__lte=km).order_by(
        "great_circle_km"
    )
    far = {b if a == code else a: d for a, b, d in pairs.values_list("a", "b", "great_circle_km")}
    found = municipalities().in_bulk(list(far))
    return [Nearby(found[other], distance) for other, distance in far.items() if other in found]


def area_map(width: int = 320) -> AreaMap:
    """The outlines of the area's municipalities as SVG paths in a view box `width` units wide."""
    return area_map_of(Municipality.objects.filter(in_area=True), width)


def map_shapes(width: int = 320) -> list[MapShape]:
    """The outlines alone: code, name, path and where its label goes."""
    return area_map(width).shapes


# Occupations, skills, languages


def occupation_words() -> frozenset[str]:
    """Every word that stands in the name of an occupation, small, in all three languages."""
    rows = Occupation.objects.values_list("name_fi", "name_sv", "name_en")
    return frozenset(word.strip(",()").lower() for row in rows for name in row for word in name.split())


def occupation_groups(level: int | None = None) -> QuerySet[OccupationGroup]:
    """The groups of ISCO-08 by code, all four levels or one."""
    groups = OccupationGroup.objects.all()
    return groups if level is None else groups.filter(level=level)


def skills() -> list[Skill]:
    """Transversal skills that have a name in the language of the page, by that name."""
    field = f"name_{name_language()}"
    return in_order(Skill.objects.exclude(**{field: ""}), lambda skill: getattr(skill, field))


def languages(first: Sequence[str] = ()) -> list[Language]:
    """All languages by name in the language of the page, those with a code in `first` before the others."""
    rank = {code: place for place, code in enumerate(first)}
    by_name = in_order(Language.objects.all(), lambda one: one.name)
    return sorted(by_name, key=lambda one: rank.get(one.code, len(rank)))


_languages_read: dict[str, Language] = {}


def language_name(code: str) -> str:
    """The language in the words of the page; empty when it is not known.

    The table is read once for each process: it comes with the service, and a person's page asks for one name.
    """
    if code and code not in _languages_read:
        _languages_read.update({one.code: one for one in Language.objects.all()})
    found = _languages_read.get(code)
    return str(found.name) if found else ""


# Money


def spending_kinds() -> QuerySet[SpendingKind]:
    """The kinds of spending in their settled order, those that are no longer in use too."""
    return SpendingKind.objects.all()


def founding_projects(report: str) -> QuerySet[FoundingProject]:
    """The area's earlier projects that are told in the report, each with what it stated."""
    return FoundingProject.objects.filter(report=report).prefetch_related("figures")


def holiday_names(days: Collection[date]) -> dict[date, str]:
    """What those of the days are called on which offices are closed, in the language of the page."""
    return {row.date: row.name for row in PublicHoliday.objects.filter(date__in=days)}
