"""Groups: each municipality has its coaching environment, and programmes start groups there."""

from __future__ import annotations

from datetime import date, timedelta

from areas.models import Municipality
from programmes.catalogue.models import CoachingEnvironment, Intake, IntakeStatus, Programme
from programmes.exchange.demo.world import Place, World

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


def settle_groups(world: World) -> None:
    """Each municipality has its coaching environment, and programmes start groups there, again and again."""
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
