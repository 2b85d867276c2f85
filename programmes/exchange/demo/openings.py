"""How long places are open: one rests until a day, one ends soon, one has ended, one was renewed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import User
from programmes.employers.models import VacancyPause
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.world import Place, World

# How it is with the place, how many working days ago it was drafted, and what the work is.
LASTING = (
    ("paused", 40, "Tapahtuma-avustaja"),
    ("full", 30, "Toimistoapulainen"),
    ("paused, over", 50, "Keittiöapulainen"),
    ("ends soon", 60, "Puistotyöntekijä"),
    ("expired", 74, "Laitoshuoltaja"),
    ("renewed", 78, "Hyllyttäjä"),
)
RESTS = timedelta(days=12)


def live(world: World, place: Place, how: str, worker: User) -> Path:
    """The place lives on as `how` says, from the day after it was opened."""
    row: Any = place.row
    course = world.course
    by = place.host.user if place.host and place.host.user else worker
    if how in {"paused", "full"}:
        yield course.moment(course.back(4))
        _pause(world, place, by, by_quota=how == "full")
    elif how == "paused, over":
        yield course.moment(course.back(30))
        pause = _pause(world, place, by, by_quota=False)
        yield course.moment(course.back(20))
        world.journal.act(row, "resume", by=None)
        pause.until_on = world.day
        world.open_places[row.municipality_id].append(place)
    elif how == "ends soon":
        yield course.moment(row.valid_until - timedelta(days=14))
        row.warned_days = 14
        world.journal.note("vacancy.ends_soon", row, by=None, data={"days": 14})
    else:
        yield course.moment(row.valid_until + timedelta(days=1))
        world.journal.act(row, "expire", by=None)
        world.open_places[row.municipality_id].remove(place)
        if how == "renewed":
            yield course.in_working_days(1, 2)
            world.journal.act(row, "renew", by=by)
            world.open_places[row.municipality_id].append(place)


def _pause(world: World, place: Place, by: User, *, by_quota: bool) -> VacancyPause:
    row: Any = place.row
    told: dict[str, Any] = {"quota": 3} if by_quota else {}
    until = world.day.replace(day=1) + timedelta(days=32) if by_quota else world.course.today + RESTS
    if by_quota:
        row.monthly_quota, until = 3, until.replace(day=1)
    world.journal.act(row, "pause", by=by, paused_until=until, **told)
    pause = VacancyPause(vacancy=row, from_on=world.day, by_quota=by_quota)
    world.rows.vacancy_pauses.append(pause)
    world.open_places[row.municipality_id].remove(place)
    return pause
