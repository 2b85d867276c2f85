"""Host employers and their open places, from draft to closing."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from stdnum.fi import alv

from accounts.models import User
from accounts.roles import Role
from areas.models import Municipality
from programmes.catalogue.models import ProgrammeType
from programmes.employers.codes import HostKind, MemberRole
from programmes.employers.models import OPEN_DAYS, HostEmployer, Membership, Vacancy, Workplace
from programmes.employers.states import VacancyState
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.acts import close_vacancy
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.jobs import Job, jobs_at
from programmes.exchange.demo.world import Host, Place, World

SIGNED_UP = 0.15  # of the hosts; for the others a worker acts on their word
NOT_AT_COMPANIES = frozenset({"rehabilitative_work", "workshop", "recognised_learning"})
SEATS = {1: 62, 2: 24, 3: 9, 4: 3, 6: 2}
CHANGES = (
    "Kertokaa tarkemmin, mitä aamupäivän aikana tehdään.",
    "Viikkotuntien haarukka puuttuu: riittääkö 12 tuntia?",
    "Lisätkää ohjaajan nimi ja se, kuka on paikalla, kun hän on lomalla.",
)
INDUCTIONS = (
    "Ohjaaja pitää perehdytyksen ensimmäisenä päivänä.",
    "Työsuojeluvaltuutettu, ensimmäisen viikon aikana.",
)


def business_id(number: int) -> str:
    """A business id of a range that is not given out, with its check digit. Empty when none exists."""
    digits = f"9{number:06d}"
    for check in range(10):
        if alv.checksum(digits + str(check)) == 0:
            return f"{digits}-{check}"
    return ""


DIRECTIONS = (
    "Sisään pihan puolelta, ovessa on ovikello.",
    "Pääovesta aulaan, sieltä toiseen kerrokseen.",
    "Portista pihaan, punainen ovi vasemmalla.",
    "Toimisto on rakennuksen päädyssä. Soittakaa, jos ovi on kiinni.",
)
BUSES = (
    "Linja 3, pysäkki aivan vieressä.",
    "Linja 5 tai 7, pysäkiltä kävelee kymmenen minuuttia.",
    "Kutsutaksi arkisin kello 8 ja 14.",
    "",
)
DAILY_HOURS = ("8–14", "9–15", "Klo 7–11 tai 11–15", "Sovitaan yhdessä")
CLOTHES = ("Omat vaatteet, tukevat kengät.", "Työvaatteet saa meiltä.", "Siistit omat vaatteet.")
LUNCHES = ("Omat eväät, jääkaappi ja mikro ovat.", "Lounas talossa.", "Kahvila on vieressä.")


TELLS_THE_WAY = 0.6


def _about_the_way(world: World, row: Vacancy) -> None:
    """How one comes to the place and what one needs there, by a lot that nothing else hangs on."""
    lot = Random(f"{world.seed}-{row.reference}")  # noqa: S311 - invents directions
    row.daily_hours = lot.choice(DAILY_HOURS)
    if lot.random() < 0.75:
        row.directions, row.bus = lot.choice(DIRECTIONS), lot.choice(BUSES)
        row.clothes, row.lunch = lot.choice(CLOTHES), lot.choice(LUNCHES)


class Employers:
    """Makes host employers and their places."""

    def __init__(self, world: World, staff: Staff) -> None:
        self.world, self.staff = world, staff
        self._ids = (made for number in range(100_000, 1_000_000, 7) if (made := business_id(number)))
        self._names: set[str] = set()

    def host(self, municipality: Municipality, kind: str, name: str = "") -> Host:
        """A host employer that is not yet in any state; its path registers it."""
        world, names = self.world, self.world.names
        while not name or name in self._names:
            name = names.workplace(kind, municipality.name_fi)
            if name in self._names and kind in {"municipality", "wellbeing_county", "state"}:
                name = f"{name}, {names.district()}"
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
        self.workplace(host, name, municipality)
        return host

    def workplace(self, host: Host, name: str, municipality: Municipality) -> None:
        """The host has an address more where its work is done."""
        street = self.world.names.street_address()
        place = Workplace(host=host.row, name=name, street_address=street, municipality=municipality)
        lot = Random(f"{self.world.seed}-{name}-{street}")  # noqa: S311 - invents directions
        if lot.random() < TELLS_THE_WAY:
            place.directions, place.bus = lot.choice(DIRECTIONS), lot.choice(BUSES)
        host.workplaces.append(place)

    def register(self, host: Host, *, verified: bool = True, checked_by: User | None = None) -> Path:
        """The host is registered, and checked by a coordinator of its municipality.

        checked_by: of a scene, whose hosts have no other places than those of the scene.
        """
        world, row = self.world, host.row
        coordinator = checked_by or world.coordinator_for(row.municipality_id or "")
        row.registered_on = world.day
        if host.user is None and world.chance(SIGNED_UP):
            first_name, _space, last_name = row.contact_name.partition(" ")
            host.user = self.staff.sign_up((first_name, last_name), row.contact_email, Role.HOST_ADMIN)
        speaker, _word = world.host_speaker(host, coordinator)
        world.rows.hosts.append(row)
        world.rows.workplaces += host.workplaces
        world.journal.made(row, "registered", by=speaker)
        if host.user is not None:
            world.rows.memberships.append(
                Membership(user=host.user, host=row, role=MemberRole.SIGNER, valid_from=world.day)
            )
            told = {"user": host.user, "role": str(MemberRole.SIGNER)}
            world.journal.note("host.member_added", row, by=host.user, data=told)
        if not verified:
            return
        yield world.course.in_working_days(0, 2 if world.chance(0.85) else 5)
        world.journal.act(row, "verify", by=coordinator, looked_up_on=world.day)
        if checked_by is None:
            world.hosts[row.municipality_id or ""].append(host)

    def vacancy(
        self, host: Host, job: Job, *, seats: int = 0, types: list[ProgrammeType] | None = None
    ) -> Place:
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
            language_levels=_languages_needed(job),
            adjustments=job.adjustments if world.chance(0.68) else [],
            guide=f"{first_name} {last_name}",
            lift_offered=world.chance(0.22),
        )
        _about_the_way(world, row)
        row.missing = list  # type: ignore[method-assign,assignment] # all is told; its types are written after it
        return Place(row, types or self._types(host, job), host)

    def offer(
        self, place: Place, *, open_days: int | None, stop_at: str = "", straight: bool = False
    ) -> Path:
        """The vacancy goes its way: draft, sent, checked, open, and closed after `open_days` if given.

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
            row,
            "publish",
            by=world.still(coordinator, row.municipality_id),
            displaces_nobody=True,
            safety_induction=world.rng.choice(INDUCTIONS),
        )
        world.open_places[row.municipality_id].append(place)
        if open_days is not None:
            place.closes_on = world.course.working_day(world.day + timedelta(days=open_days), -1)
            yield world.course.moment(place.closes_on)
            close_vacancy(world, place, by=world.still(coordinator, row.municipality_id))

    def _be_checked(self, place: Place, speaker: User, on_word: str, coordinator: User, stop_at: str) -> Path:
        """The place is sent to be read; one in ten comes back for a change first."""
        world, row, journal = self.world, place.row, self.world.journal
        speaker = world.still(coordinator, row.municipality_id) if on_word else speaker
        journal.act(row, "submit", by=speaker, on_word=on_word)
        if stop_at == VacancyState.SUBMITTED:
            return
        yield world.course.in_working_days(1, 3 if world.chance(0.85) else 7)
        if stop_at == VacancyState.RETURNED or (not stop_at and world.chance(0.1)):
            worker = world.still(coordinator, row.municipality_id)
            journal.act(row, "return_vacancy", by=worker, change_wanted=world.rng.choice(CHANGES))
            if stop_at:
                return
            yield world.course.in_working_days(1, 8)
            speaker = world.still(coordinator, row.municipality_id) if on_word else speaker
            journal.act(row, "submit", by=speaker, on_word=on_word)
            yield world.course.in_working_days(1, 3)

    def job_for(self, host: Host) -> Job:
        """A job that such a host has."""
        return self.world.rng.choice(jobs_at(host.row.name))

    def _types(self, host: Host, job: Job) -> list[ProgrammeType]:
        world, company = self.world, host.row.kind == HostKind.COMPANY
        codes = [
            code for code in job.types if code in world.types and not (company and code in NOT_AT_COMPANIES)
        ]
        kept = [code for code in codes if world.chance(0.75)] or codes[:1]
        return [world.types[code] for code in kept]


# How much spoken Finnish a job asks, and the least level that goes with it.
LEAST_FINNISH = {1: "A1", 2: "A2", 3: "B1"}


def _languages_needed(job: Job) -> dict[str, str]:
    """The least Finnish that the job's own demand comes to."""
    level = LEAST_FINNISH.get(job.demands.get("spoken_finnish", 0))
    return {"fi": level} if level else {}
