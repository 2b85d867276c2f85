"""What anyone may read of the area's offer: services, groups that start, open places with their free seats.

Each read gives plain values, so that a public page holds no row it could change. Names are in the language of
the page. A full place leaves the list by itself, and so does one whose time is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.selectors import Viewer
from areas.models import Municipality, name_language
from programmes.catalogue.loading import ensure_catalogue
from programmes.catalogue.models import CoachingEnvironment, Intake, IntakeStatus, ProgrammeTypeRule
from programmes.catalogue.selectors import programmes
from programmes.employers.models import Vacancy
from programmes.employers.states import VacancyState
from programmes.placements.offered import Environment, Group, OpenPlace, PlaceInFull, Service, ServiceType
from programmes.placements.presentation import demand_scales, language_needs, skill_needs
from programmes.placements.seats import seats_taken, with_free_seats
from programmes.placements.sessions import meeting_times, room_in
from programmes.policies import visible
from publicdata.memory import remembered, remembered_each
from publicdata.version import EVERYWHERE, only_of, shows

PLACE_FIELDS = (
    "reference",
    "title",
    "tasks",
    "municipality",
    "weekly_hours_min",
    "weekly_hours_max",
    "graded_hours",
    "lift_offered",
    "demands",
    "adjustments",
    "seats",
    "start_from_on",
    "start_until_on",
    "opened_on",
    "valid_until",
)


def service_types() -> dict[str, ServiceType]:
    """Every type of service that has a rule today by its code, in settled order."""
    return {kind.code: kind for kind in remembered(_service_types, "service-types")}


def _service_types() -> list[ServiceType]:
    rules = ProgrammeTypeRule.objects.valid_on().select_related("programme_type")
    rows = rules.order_by("programme_type__position", "programme_type__code", "valid_from")
    return list({row.programme_type.code: _service_type(row) for row in rows}.values())


def services(types: dict[str, ServiceType]) -> list[Service]:
    """The services that run, in the order of the catalogue."""
    return list(remembered(lambda: _services(types), "services"))


def _services(types: dict[str, ServiceType]) -> list[Service]:
    return [
        Service(
            id=row.pk,
            code=row.code,
            name=row.name,
            type=types[row.programme_type.code],
            municipalities=frozenset(place.code for place in row.municipalities.all()),
            hours_min=row.weekly_hours_min,
            hours_max=row.weekly_hours_max,
            duration_weeks=row.duration_weeks,
            languages=tuple(row.languages),
            contact_name=row.contact_name,
            contact_phone=row.contact_phone,
            contact_email=row.contact_email,
        )
        for row in programmes()
        if row.programme_type.code in types
    ]


def open_groups(municipality: str | None = None) -> list[Group]:
    """Groups with free seats: those that are to start, the first first, and then those that run."""
    if municipality is None:
        return list(remembered(lambda: _open_groups(Intake.objects.all()), "open-groups"))
    with only_of(municipality):
        own = Intake.objects.filter(municipality=municipality)
        return list(remembered(lambda: _open_groups(own), "open-groups", municipality))


def _open_groups(among: QuerySet[Intake]) -> list[Group]:
    today = timezone.localdate()
    rows: Any = among.filter(
        Q(starts_on__gte=today) | Q(ends_on__gte=today), status=IntakeStatus.OPEN, programme__is_active=True
    )
    rows = with_free_seats(rows).filter(free_seats__gt=0).select_related("programme", "environment")
    rows = list(rows.select_related("municipality").defer("municipality__shape"))
    times = meeting_times(rows)
    groups = [
        Group(
            reference=row.reference,
            service_id=row.programme.pk,
            service_name=row.programme.name,
            municipality=row.municipality_id,
            municipality_name=row.municipality.name,
            environment=row.environment.name if row.environment else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            free_seats=free,
            language=row.language,
            times=times.get(row.pk, ()),
        )
        for row in rows
        if (free := room_in(row.free_seats, times.get(row.pk, ())))
    ]
    return sorted(groups, key=lambda group: (group.starts_on < today, group.starts_on))


def open_places(
    viewer: Viewer, types: dict[str, ServiceType], *, municipalities: Iterable[str] | None = None
) -> list[OpenPlace]:
    """Places in force with a free seat that `viewer` may see, newest first in each municipality asked for.

    What anyone may read is kept by municipality: after a change in one of them only its places are read anew.
    """

    def read(**among: Any) -> list[OpenPlace]:
        return [place for place in _places(_in_force(viewer).filter(**among), types) if place.free_seats]

    def of_each(codes: list[str]) -> dict[str, list[OpenPlace]]:
        of: dict[str, list[OpenPlace]] = {code: [] for code in codes}
        for place in read(municipality__in=codes):
            of[place.municipality].append(place)
        return of

    def of_all() -> list[OpenPlace]:
        shows([EVERYWHERE])
        each = remembered_each(of_each, remembered(_municipality_codes, "municipality-codes"), "open-places")
        return sorted(chain.from_iterable(each.values()), key=_newest, reverse=True)

    if municipalities is None:
        return read() if viewer.is_authenticated else list(remembered(of_all, "open-places"))
    wanted = sorted(municipalities)
    if viewer.is_authenticated:
        return read(municipality__in=wanted)
    places = []
    for code in wanted:
        with only_of(code):
            places += remembered(lambda code=code: read(municipality=code), "open-places", code)
    return places


def _newest(place: OpenPlace) -> tuple[date, int]:
    return place.opened_on or date.max, place.number


def _municipality_codes() -> list[str]:
    return list(Municipality.objects.order_by("code").values_list("code", flat=True))


def open_place(viewer: Viewer, types: dict[str, ServiceType], reference: str) -> PlaceInFull | None:
    """The place in force with this reference, full or not; None when there is none."""
    rows = _in_force(viewer).filter(reference=reference)
    row = rows.select_related("occupation_group").first()
    if row is None:
        return None
    return PlaceInFull(
        place=_places(rows, types)[0],
        street_address=row.street_address,
        occupation=row.occupation_group.name if row.occupation_group else "",
        demands=sorted(demand_scales(row.demands), key=lambda told: -told[1]),
        adjustments=[str(way) for way in row.adjustments],
        languages=language_needs(row),
        skills=skill_needs(row),
    )


def environments(municipality: str) -> list[Environment]:
    """The coaching environments of a municipality."""
    rows = CoachingEnvironment.objects.filter(municipality=municipality)
    return [Environment(row.name, row.street_address, row.phone) for row in rows]


def _in_force(viewer: Viewer) -> Any:
    today = timezone.localdate()
    return visible(viewer, Vacancy).filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        Q(opened_on=None) | Q(opened_on__lte=today),
        state=VacancyState.OPEN,
    )


def _places(rows: Any, types: dict[str, ServiceType]) -> list[OpenPlace]:
    """Read as values: a list of a thousand places makes no row objects; seats and types are read at once."""
    name, work = (f"{of}__name_{name_language()}" for of in ("municipality", "occupation_group"))
    named = ("workplace__name", "host__name", "municipality__name_fi", name, work)
    found = list(rows.values(*PLACE_FIELDS, "pk", *named))
    taken = seats_taken(rows)
    of_type: dict[int, list[ServiceType]] = defaultdict(list)
    through = Vacancy.programme_types.through.objects.filter(vacancy__in=rows.order_by().values("pk"))
    kinds = through.order_by("programmetype__position").values_list("vacancy", "programmetype__code")
    for vacancy, code in kinds:
        if code in types:
            of_type[vacancy].append(types[code])
    places = [
        OpenPlace(
            place=row["workplace__name"] or row["host__name"],
            host=row["host__name"],
            municipality_name=row[name] or row["municipality__name_fi"],
            occupation=row[work] or "",
            hours_min=row["weekly_hours_min"],
            hours_max=row["weekly_hours_max"],
            free_seats=max(row["seats"] - taken.get(row["pk"], 0), 0),
            types=tuple(of_type[row["pk"]]),
            number=row["pk"],
            **{field: row[field] for field in PLACE_FIELDS if not field.startswith("weekly")},
        )
        for row in found
    ]
    return [place._replace(alike=as_filters_see(place)) for place in places]


def as_filters_see(place: OpenPlace) -> str:
    """All that the filters of the list ask of a place (`cms.finding.offer.place_rules`), in one word."""
    kinds = "+".join(kind.code for kind in place.types)
    told = (place.municipality, kinds, place.hours_min, place.start_from_on, place.fits_partial_ability)
    return " ".join(map(str, told))


def _service_type(rule: ProgrammeTypeRule) -> ServiceType:
    kind = rule.programme_type
    return ServiceType(
        code=kind.code,
        name=kind.name,
        paid=rule.paid,
        legal_basis=rule.legal_basis,
        expense_allowance=rule.expense_allowance,
    )


def service_ids() -> dict[str, int]:
    """The key of each service that runs by its code, in the order of the catalogue."""
    return dict(programmes().values_list("code", "pk"))


def ensure_services() -> None:
    """The catalogue is loaded when it is empty."""
    if not programmes().exists():
        ensure_catalogue()
