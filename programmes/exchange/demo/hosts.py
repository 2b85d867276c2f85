"""Host employers, their open places from draft to closing, and the groups that programmes start."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath

from stdnum.fi import alv

from accounts.models import User
from areas.models import Municipality
from programmes.catalogue.models import CoachingEnvironment, Intake, IntakeStatus, Programme, ProgrammeType
from programmes.employers.codes import HostKind
from programmes.employers.models import OPEN_DAYS, HostEmployer, Vacancy, Workplace
from programmes.employers.states import VacancyState
from programmes.exchange.demo.acts import close_vacancy
from programmes.exchange.demo.course import HISTORY_DAYS, Path
from programmes.exchange.demo.world import Host, Place, World

KINDS = {
    HostKind.COMPANY: 54,
    HostKind.ASSOCIATION: 18,
    HostKind.MUNICIPALITY: 11,
    HostKind.FOUNDATION: 5,
    HostKind.SOCIAL_ENTERPRISE: 3,
    HostKind.PARISH: 3,
    HostKind.WELLBEING_COUNTY: 4,
    HostKind.STATE: 1,
    HostKind.OTHER: 1,
}
SEATS = {1: 62, 2: 24, 3: 9, 4: 3, 6: 2}
CHANGES = (
    "Kertokaa tarkemmin, mitä aamupäivän aikana tehdään.",
    "Viikkotuntien haarukka puuttuu: riittääkö 12 tuntia?",
    "Lisätkää ohjaajan nimi ja se, kuka on paikalla, kun hän on lomalla.",
)
INDUCTIONS = ("Ohjaaja pitää perehdytyksen ensimmäisenä päivänä.", "Työsuojeluvaltuutettu, ensimmäisen viikon aikana.")
GROUPS = {  # programme -> seats, weeks between starts, needs so many inhabitants to be a group of its own
    "start_coaching": (12, 6, 0),
    "rehabilitative_work": (8, 13, 0),
    "workshop": (10, 16, 0),
    "digital_skills": (10, 10, 3500),
    "recognised_learning": (8, 22, 8000),
    "language_and_work": (12, 20, 8000),
    "work_ability_assessment": (6, 9, 4000),
    "green_jobs": (8, 26, 3000),
}


@dataclass(frozen=True)
class Job:
    """What an open place can be about."""

    title: str
    tasks: str
    occupation: str
    kinds: tuple[str, ...]
    types: tuple[str, ...]
    hours: tuple[Decimal, Decimal]
    demands: dict[str, int]
    adjustments: list[str]


@cache
def jobs() -> tuple[Job, ...]:
    """The jobs of the packaged list."""
    with (FilePath(__file__).parent / "data" / "jobs.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Job(
                title=row["title"],
                tasks=row["tasks"],
                occupation=row["occupation"],
                kinds=tuple(row["kinds"].split("|")),
                types=tuple(row["types"].split("|")),
                hours=(Decimal(row["hours_min"]), Decimal(row["hours_max"])),
                demands={name: int(value) for name, value in (pair.split("=") for pair in row["demands"].split("|"))},
                adjustments=row["adjustments"].split("|"),
            )
            for row in csv.DictReader(lines, delimiter=";")
        )


def business_id(number: int) -> str:
    """A business id of a range that is not given out, with its check digit. Empty when none exists."""
    digits = f"9{number:06d}"
    for check in range(10):
        if alv.checksum(digits + str(check)) == 0:
            return f"{digits}-{check}"
    return ""


class Employers:
    """Makes host employers and their places."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._ids = (made for number in range(100_000, 1_000_000, 7) if (made := business_id(number)))
        self._names: set[str] = set()

    def host(self, municipality: Municipality, kind: str, name: str = "") -> Host:
        """A host employer that is not yet in any state; its path registers it."""
        world, names = self.world, self.world.names
        while not name or name in self._names:
            name = names.workplace(kind, municipality.name_fi)
            if name in self._names and kind in {"municipality", "wellbeing_county", "state"}:
                name = f"{name} {world.rng.randint(2, 99)}"
        self._names.add(name)
        first_name, last_name = names.person("fi", "unknown")
        row = HostEmployer(
            reference=world.reference(),
            business_id=next(self._ids),
            name=name,
            kind=kind,
            municipality=municipality,
            contact_name=f"{first_name} {last_name}",
            contact_email=f"tyonantaja{len(self._names):04d}@demo.example",
            contact_phone=names.phone(),
        )
        host = Host(row)
        for place in (name, f"{name}, {world.rng.choice(('keskusta', 'asema', 'varikko', 'satama'))}")[: world.pick({1: 8, 2: 2})]:
            host.workplaces.append(
                Workplace(
                    host=row,
                    name=place[:120],
                    street_address=names.street_address(),
                    municipality=municipality,
                )
            )
        return host

    def register(self, host: Host, *, verified: bool = True, checked_by: User | None = None) -> Path:
        """The host is registered, and checked by a coordinator of its municipality."""
        world, row = self.world, host.row
        coordinator = checked_by or world.coordinator_for(row.municipality_id or "")
        speaker, _word = world.host_speaker(host, coordinator)
        row.registered_on = world.day
        world.rows.hosts.append(row)
        world.rows.workplaces += host.workplaces
        world.journal.made(row, "registered", by=speaker)
        if not verified:
            return
        yield world.course.in_working_days(0, 2 if world.chance(0.85) else 5)
        world.journal.act(row, "verify", by=coordinator, looked_up_on=world.day)
        world.hosts[row.municipality_id or ""].append(host)

    def vacancy(self, host: Host, job: Job, *, seats: int = 0, types: list[ProgrammeType] | None = None) -> Place:
        """A vacancy that says everything a place must say; its path drafts it."""
        world, rng = self.world, self.world.rng
        workplace = rng.choice(host.workplaces)
        least, most = job.hours
        first_name, last_name = world.names.person("fi", "unknown")
        row = Vacancy(
            reference=world.reference(),
            host=host.row,
            workplace=workplace,
            title=job.title,
            tasks=job.tasks,
            occupation_group_id=job.occupation,
            municipality=workplace.municipality,
            street_address=workplace.street_address,
            weekly_hours_min=least,
            weekly_hours_max=most,
            graded_hours=world.chance(0.45),
            seats=seats or world.pick(SEATS),
            demands=dict(job.demands),
            adjustments=job.adjustments if world.chance(0.68) else [],
            guide=f"{first_name} {last_name}",
            lift_offered=world.chance(0.22),
        )
        row.missing = list  # type: ignore[method-assign,assignment] # all is told; its types are written after it
        return Place(row, types or self._types(job), host)

    def offer(
        self, place: Place, *, open_days: int | None, stop_at: str = "", straight: bool = False
    ) -> Path:
        """The vacancy goes its way: draft, sent, checked, open, and closed after `open_days` if any are given.

        stop_at: the state in which it stays. straight: the coordinator publishes the draft the next day.
        """
        world, row, journal = self.world, place.row, self.world.journal
        assert isinstance(row, Vacancy)  # noqa: S101 - intakes have no path
        assert place.host is not None  # noqa: S101
        coordinator = world.coordinator_for(row.municipality_id)
        speaker, on_word = world.host_speaker(place.host, coordinator)
        row.start_from_on = world.day + timedelta(days=world.rng.choice((7, 14, 21, 30)))
        row.start_until_on = row.start_from_on + timedelta(days=OPEN_DAYS)
        world.rows.vacancies.append((row, place.types))
        journal.made(row, "drafted", by=speaker, on_word=on_word)
        if stop_at == VacancyState.DRAFT:
            return
        yield world.course.in_working_days(1, 1 if straight else 3)
        if not straight and (stop_at or on_word == "" or world.chance(0.4)):
            yield from self._be_checked(place, speaker, on_word, coordinator, stop_at)
            if stop_at:
                return
        journal.act(
            row, "publish", by=coordinator, displaces_nobody=True, safety_induction=world.rng.choice(INDUCTIONS)
        )
        world.open_places[row.municipality_id].append(place)
        if open_days is not None:
            place.closes_on = world.course.working_day(world.day + timedelta(days=open_days), -1)
            yield world.course.moment(place.closes_on)
            close_vacancy(world, place, by=coordinator)

    def _be_checked(self, place: Place, speaker: User, on_word: str, coordinator: User, stop_at: str) -> Path:
        """The place is sent to be read; one in ten comes back for a change first."""
        world, row, journal = self.world, place.row, self.world.journal
        journal.act(row, "submit", by=speaker, on_word=on_word)
        if stop_at == VacancyState.SUBMITTED:
            return
        yield world.course.in_working_days(1, 3 if world.chance(0.85) else 7)
        if stop_at == VacancyState.RETURNED or (not stop_at and world.chance(0.1)):
            journal.act(row, "return_vacancy", by=coordinator, change_wanted=world.rng.choice(CHANGES))
            if stop_at:
                return
            yield world.course.in_working_days(1, 8)
            journal.act(row, "submit", by=speaker, on_word=on_word)
            yield world.course.in_working_days(1, 3)

    def job_for(self, host: Host) -> Job:
        """A job that such a host has."""
        fitting = [job for job in jobs() if host.row.kind in job.kinds]
        return self.world.rng.choice(fitting or jobs())

    def _types(self, job: Job) -> list[ProgrammeType]:
        world = self.world
        codes = [code for code in job.types if code in world.types]
        kept = [code for code in codes if world.chance(0.75)] or codes[:1]
        return [world.types[code] for code in kept]


def settle_hosts(world: World, employers: Employers, count: int) -> None:
    """`count` host employers come to the service over the history; a few wait to be checked."""
    for number in range(count):
        municipality = world.rng.choices(world.municipalities, weights=world.weights)[0]
        host = employers.host(municipality, world.pick(KINDS))
        early = number < 13 or world.chance(0.5)
        span = 40 if early else HISTORY_DAYS - 45
        day = world.course.on_or_after(world.course.first + timedelta(days=int(world.rng.random() * span)))
        verified = number % 50 != 49
        if not verified:
            day = world.course.working_day(world.course.today, -world.rng.randint(1, 3))
        world.course.begin(employers.register(host, verified=verified), day)


def settle_vacancies(world: World, employers: Employers, open_now: int, closed: int) -> None:
    """Places open through the history: `closed` of them are closed again, `open_now` are open at its end."""
    course, rng = world.course, world.rng
    for _number in range(closed):
        day = course.first + timedelta(days=int(rng.triangular(25, HISTORY_DAYS - 25, HISTORY_DAYS * 0.6)))
        course.begin(_appear(world, employers, rng.randint(25, OPEN_DAYS - 5)), course.on_or_after(day))
    for _number in range(open_now):
        day = course.today - timedelta(days=int(rng.triangular(10, OPEN_DAYS - 20, 30)))
        course.begin(_appear(world, employers, None), course.on_or_after(day))
    for stop_at in (VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED) * max(2, round(open_now / 90)):
        day = course.working_day(course.today, -rng.randint(4, 9))
        course.begin(_appear(world, employers, None, stop_at), day)


def _appear(world: World, employers: Employers, open_days: int | None, stop_at: str = "") -> Path:
    """One of the hosts of a municipality has a place to offer."""
    known = [code for code in sorted(world.hosts) if world.hosts[code]]
    if not known:
        return
    weights = [world.weights[index] for index, one in enumerate(world.municipalities) if one.code in known]
    host = world.rng.choice(world.hosts[world.rng.choices(known, weights=weights)[0]])
    place = employers.vacancy(host, employers.job_for(host))
    yield from employers.offer(place, open_days=open_days, stop_at=stop_at)


def settle_groups(world: World) -> None:
    """Each municipality has its coaching environment, and programmes start groups there all through the history."""
    programmes = {programme.code: programme for programme in Programme.objects.order_by("code")}
    for municipality in world.municipalities:
        environment, _made = CoachingEnvironment.objects.get_or_create(
            code=f"valmennus-{municipality.code}",
            defaults={
                "municipality": municipality,
                "name_fi": f"Valmennusympäristö, {municipality.name_fi}",
                "name_sv": f"Träningsmiljö, {municipality.name_sv or municipality.name_fi}",
                "name_en": f"Coaching environment, {municipality.name_en or municipality.name_fi}",
                "name_fi_simple": f"Valmennuspaikka, {municipality.name_fi}",
                "street_address": world.names.street_address(),
                "phone": world.names.phone(),
            },
        )
        for code, (seats, weeks, inhabitants) in GROUPS.items():
            if code in programmes and (municipality.population or 0) >= inhabitants:
                side_by_side = max(1, round((municipality.population or 0) / 20_000 * max(world.scale, 0.3)))
                for _group in range(side_by_side):
                    _start_groups(world, programmes[code], municipality, environment, seats, weeks)


def _start_groups(
    world: World,
    programme: Programme,
    municipality: Municipality,
    environment: CoachingEnvironment,
    seats: int,
    weeks_between: int,
) -> None:
    course = world.course
    day = course.first + timedelta(days=world.rng.randint(20, 20 + weeks_between * 7))
    while day < course.today + timedelta(days=130):
        starts_on = course.on_or_after(day - timedelta(days=day.weekday()))
        ends_on = starts_on + timedelta(weeks=programme.duration_weeks or 12, days=-3)
        intake = Intake(
            reference=world.reference(),
            programme=programme,
            environment=environment,
            municipality=municipality,
            starts_on=starts_on,
            ends_on=ends_on,
            seats=seats + world.rng.choice((-2, 0, 0, 2)),
            language="fi",
            status=_status(starts_on, ends_on, course.today),
        )
        world.rows.intakes.append(intake)
        world.groups[municipality.code].append(Place(intake, [programme.programme_type]))
        day += timedelta(weeks=weeks_between + world.rng.choice((-1, 0, 0, 1)))


def _status(starts_on: date, ends_on: date, today: date) -> str:
    if ends_on < today:
        return IntakeStatus.FINISHED
    return IntakeStatus.PLANNED if starts_on > today + timedelta(days=75) else IntakeStatus.OPEN
