"""Host employers come to the service over the history, and their places open and close."""

from __future__ import annotations

from datetime import timedelta

from programmes.employers.codes import HostKind
from programmes.employers.models import OPEN_DAYS
from programmes.employers.states import VacancyState
from programmes.exchange.demo.course import HISTORY_DAYS, Path
from programmes.exchange.demo.hosts import Employers
from programmes.exchange.demo.world import World

# How many working days ago a place that is not open yet was drafted.
BEFORE_OPEN = {VacancyState.DRAFT: (2, 30), VacancyState.SUBMITTED: (4, 7), VacancyState.RETURNED: (6, 16)}

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


def settle_hosts(world: World, employers: Employers, count: int) -> None:
    """`count` host employers come to the service over the history; a few wait to be checked."""
    for number in range(count):
        municipality = world.rng.choices(world.municipalities, weights=world.weights)[0]
        host = employers.host(municipality, world.pick(KINDS))
        early = number < 13 or world.chance(0.5)
        span = 40 if early else HISTORY_DAYS - 45
        day = world.course.on_or_after(world.course.first + timedelta(days=int(world.rng.random() * span)))
        verified = number % 100 != 99
        if not verified:
            day = world.course.working_day(world.course.today, -world.rng.randint(1, 2))
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
    for stop_at, (least, most) in BEFORE_OPEN.items():
        for _number in range(max(2, round(open_now / 170))):
            course.begin(_appear(world, employers, None, stop_at), course.back(rng.randint(least, most)))


def _appear(world: World, employers: Employers, open_days: int | None, stop_at: str = "") -> Path:
    """One of the hosts of a municipality has a place to offer."""
    known = [code for code in sorted(world.hosts) if world.hosts[code]]
    if not known:
        return
    weights = [world.weights[index] for index, one in enumerate(world.municipalities) if one.code in known]
    host = world.rng.choice(world.hosts[world.rng.choices(known, weights=weights)[0]])
    place = employers.vacancy(host, employers.job_for(host))
    yield from employers.offer(place, open_days=open_days, stop_at=stop_at)
