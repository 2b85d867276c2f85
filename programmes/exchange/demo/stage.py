"""Where the scenes play: a municipality, its coordinator, and host employers with places that last."""

from __future__ import annotations

from accounts.models import User
from areas.models import Municipality
from programmes.employers.codes import HostKind
from programmes.employers.states import VacancyState
from programmes.exchange.demo import colleagues, stopped
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.hosts import Employers
from programmes.exchange.demo.jobs import job_called
from programmes.exchange.demo.openings import LASTING, live
from programmes.exchange.demo.world import Host, Journey, Place, World

# Working days before today on which places of two ages open, and for how many days the older ones do.
OLDER_OPENS, OLDER_DAYS, NEWER_OPENS = 146, 84, 52
SEATS = 4
SIDE_PLACES = ((VacancyState.DRAFT, 4), (VacancyState.RETURNED, 9), (VacancyState.SUBMITTED, 5))
OWN_JOBS = ("Kierrätyskeskuksen lajittelija", "Pyöräpajan avustaja", "Kahvilan apulainen")
OTHER_JOBS = (
    ("Keittiöapulainen", "Laitoshuoltaja", "Hyllyttäjä"),
    ("Puistotyöntekijä", "Toimistoapulainen", "Pesulatyöntekijä"),
)
SIDE_JOBS = (
    ("Tekstiilipajan ompelija", "Puupajan tekijä", "Ruoka-avun lajittelija"),
    ("Kahvilan apulainen", "Tapahtuma-avustaja", "Pesulatyöntekijä"),
)
OWN_WORKPLACES = ("Rannan lajittelupiha", "Kierrätysmyymälä")
NAMES = ("Suvantorannan kierrätys ry", "Honkatuvan ruokapalvelut Oy", "Lummelammen palvelut sr")


class Stage:
    """The scenes of one demo coordinator; the first of its hosts may be a demo account's."""

    def __init__(
        self,
        world: World,
        employers: Employers,
        municipality: Municipality,
        coordinator: User,
        owner: User | None,
    ) -> None:
        self.world = world
        self.municipality = municipality
        self.coordinator = coordinator
        kinds = (HostKind.ASSOCIATION, HostKind.COMPANY, HostKind.FOUNDATION)
        self.hosts = [
            employers.host(municipality, kind, name if owner else "")
            for kind, name in zip(kinds, NAMES, strict=True)
        ]
        self.hosts[0].user = owner
        self._own = self.hosts[0] if owner else None
        for name in OWN_WORKPLACES if owner else ():
            employers.workplace(self.hosts[0], name, municipality)
        self.places: list[Place] = []
        self._employers = employers

    def build(self) -> None:
        """The hosts come in the first weeks, and places of two ages open; some wait to be checked."""
        world, course = self.world, self.world.course
        for number, host in enumerate(self.hosts):
            course.begin(self._settle(host), course.on_or_after(course.first))
            for earlier, title in enumerate((OWN_JOBS, *OTHER_JOBS)[number]):
                course.begin(self._open(host, title, OLDER_DAYS), course.back(OLDER_OPENS))
                course.begin(self._open(host, title, None), course.back(NEWER_OPENS + 2 * earlier))
        for host, titles in zip(self.hosts, SIDE_JOBS, strict=False):
            for (stop_at, back), title in zip(SIDE_PLACES, titles, strict=True):
                course.begin(self._side(host, title, stop_at), course.back(back))
        for how, back, title in LASTING:
            course.begin(self._lasting(how, title), course.back(back))
        for number in range(2):
            late = self._employers.host(self.municipality, HostKind.COMPANY)
            course.begin(self._employers.register(late, verified=False), course.back(1 + 2 * number))

        for how, back, title in stopped.STOPPED:
            path = stopped.live(world, self._employers, self.municipality, self.coordinator, how, title)
            course.begin(path, course.back(back))

    def places_for(self, journey: Journey, count: int, *, own_host: bool) -> list[Place]:
        """Open places with room that the person has not seen; one at the demo host, when asked for."""
        day = self.world.day
        free = [
            place
            for place in self.places
            if place.row.state == VacancyState.OPEN  # type: ignore[union-attr]
            and place not in journey.places_seen
            and place.free_seats(day) > place.thought_about()
        ]
        free.sort(key=lambda place: (self.is_own(place) != own_host, len(place.placements)))
        chosen = free[:1] if own_host else []
        others = [place for place in free if not self.is_own(place)]
        return (chosen + others)[:count]

    def is_own(self, place: Place) -> bool:
        """Whether the place is at the first host, the one with a demo account."""
        return place.host is self.hosts[0]

    def _settle(self, host: Host) -> Path:
        yield from self._employers.register(host, checked_by=self.coordinator)
        if host is self._own:  # other hosts may have got an account by chance
            yield from colleagues.join(self.world, self._employers.staff, host)

    def _open(self, host: Host, title: str, open_days: int | None) -> Path:
        place = self._employers.vacancy(
            host, job_called(title), seats=SEATS, types=[self.world.types["work_trial"]]
        )
        self.places.append(place)
        place.closes_on = self.world.day  # nobody but the people of the scenes is suggested here
        yield from self._employers.offer(place, open_days=open_days, straight=True)

    def _lasting(self, how: str, title: str) -> Path:
        """A place that rests, ends soon or has ended."""
        place = self._employers.vacancy(self.hosts[0], job_called(title))
        yield from self._employers.offer(place, open_days=None, straight=True)
        place.closes_on = self.world.day  # nobody is suggested here
        yield from live(self.world, place, how, self.coordinator)

    def _side(self, host: Host, title: str, stop_at: str) -> Path:
        place = self._employers.vacancy(host, job_called(title))
        yield from self._employers.offer(place, open_days=None, stop_at=stop_at)
