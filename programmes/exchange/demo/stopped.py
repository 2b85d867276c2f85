"""Host employers that were not accepted, are on hold, came back from a hold, or have stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import User
from areas.models import Municipality
from programmes.employers.codes import HostKind
from programmes.employers.models import VacancyPause
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.hosts import Employers
from programmes.exchange.demo.jobs import job_called
from programmes.exchange.demo.world import Place, World

# How it is with the host, how many working days ago it registered, and what work it had.
STOPPED = (
    ("rejected", 12, ""),
    ("on hold", 55, "Pesulatyöntekijä"),
    ("back", 70, "Hyllyttäjä"),
    ("closed", 80, "Keittiöapulainen"),
)
LOOK_AGAIN = timedelta(days=21)
WORDS = "Soittakaa, kun sopii: katsotaan yhdessä, miten jatketaan."


def live(
    world: World, employers: Employers, municipality: Municipality, worker: User, how: str, job: str
) -> Path:
    """The host comes, offers a place, and is stopped as `how` says."""
    host = employers.host(municipality, HostKind.COMPANY)
    row: Any = host.row
    yield from employers.register(host, verified=how != "rejected", checked_by=worker)
    if how == "rejected":
        yield world.course.in_working_days(1, 2)
        reason = world.reason("host", "reject", "data_differ")
        world.journal.act(row, "reject", by=worker, reason=reason, words=WORDS)
        return
    place = employers.vacancy(host, job_called(job))
    yield from employers.offer(place, open_days=None, straight=True)
    place.closes_on = world.day  # nobody is suggested here
    yield world.course.moment(world.course.back(20))
    if how == "closed":
        reason = world.reason("host", "close", "work_ended")
        cause = world.journal.act(row, "close", by=worker, on_word="phone", reason=reason)
        world.journal.act(place.row, "close", by=worker, cause=cause, reason=None)
        world.open_places[municipality.code].remove(place)
        return
    yield world.course.moment(world.course.back(6))
    pause = _hold(world, place, worker)
    if how == "back":
        yield world.course.moment(world.course.back(2))
        cause = world.journal.act(row, "reinstate", by=worker)
        world.journal.act(place.row, "resume", by=worker, cause=cause)
        pause.until_on = world.day
        world.open_places[municipality.code].append(place)


def _hold(world: World, place: Place, worker: User) -> VacancyPause:
    row: Any = place.row
    reason = world.reason("host", "suspend", "how_it_goes")
    look = world.course.today + LOOK_AGAIN
    cause = world.journal.act(row.host, "suspend", by=worker, reason=reason, look_again_on=look, words=WORDS)
    world.journal.act(row, "pause", by=worker, cause=cause, paused_until=None)
    pause = VacancyPause(vacancy=row, from_on=world.day)
    world.rows.vacancy_pauses.append(pause)
    world.open_places[row.municipality_id].remove(place)
    return pause
