"""What people have said of themselves and work: in keeping with their language and with how much work suits.

Each person's profile comes from their own reference alone, so the rest of the history does not hang on it.
"""

from __future__ import annotations

from random import Random
from typing import Any

from areas.selectors import skills
from programmes.catalogue.scales import HIGHEST, Demand
from programmes.exchange.demo.jobs import Job, jobs
from programmes.exchange.demo.world import World
from programmes.participants.codes import Licence, TravelBy
from programmes.participants.models import Participant, WorkProfile

OWN_WORDS = (
    "Olen tehnyt töitä kaupassa ja keittiössä. Pidän siitä, että päivällä on selvä alku ja loppu.",
    "Tykkään tehdä käsilläni. Haluaisin oppia lisää koneista.",
    "Olen hoitanut kotia ja lapsia. Nyt haluan omaa työtä.",
    "Osaan korjata pyöriä ja pieniä koneita. Ulkona työ sujuu.",
    "Pidän ihmisistä ja kuuntelen mielelläni. Haluaisin oppia asiakastyötä.",
    "Olen ollut pitkään pois töistä. Aloitan mieluiten pienestä.",
    "Järjestys on minulle tärkeää. Teen loppuun sen, minkä aloitan.",
)
HELPS = (
    "Selkeät ohjeet ja yksi asia kerrallaan.",
    "Tieto etukäteen, jos päivä muuttuu.",
    "Ihminen, jolta voi kysyä.",
    "Rauhallinen paikka ja tauko, kun tarvitsen.",
    "Näytä ensin, sitten teen itse.",
)
KM = {5: 14, 10: 18, 15: 10, 20: 16, 30: 16, 40: 10, 60: 8, 80: 4, None: 4}
# How often a person has said nothing of a scale; how often it is less than all that may be asked.
UNSAID, LIMITED, LIMITED_MORE = 0.12, 0.22, 0.45
CEFR = ("A1", "A2", "B1", "B2", "C1")


def profile_of(world: World, person: Participant) -> WorkProfile:
    """The person's profile, not saved."""
    rng = Random(f"{world.seed}-profile-{person.reference}")  # noqa: S311 - invents what people say
    liked = rng.sample(jobs(), k=rng.choice((1, 1, 2, 2, 3)))
    profile = WorkProfile(
        participant=person,
        occupations=list(dict.fromkeys(job.occupation for job in liked if job.occupation)),
        skills=_skills(rng),
        in_own_words=rng.choice(OWN_WORDS) if rng.random() < 0.7 else "",
        licences=_licences(rng, world.course.today.year),
        wished_municipalities=_towns(rng, world, person),
        wished_programme_types=sorted({rng.choice(job.types) for job in liked}) if rng.random() < 0.6 else [],
        wished_adjustments="\n".join(_adjustments(rng, liked)),
        days=_days(rng),
        travel_km=rng.choices(list(KM), weights=list(KM.values()))[0],
        travel_by=_travel(rng),
        languages=_languages(rng, person.language),
        helps=rng.choice(HELPS) if rng.random() < 0.5 else "",
    )
    if rng.random() < 0.35:
        profile.hours_later = rng.choice((20, 25, 30, 37))
    for scale in Demand.values:
        setattr(profile, scale, _level(rng, scale, person, liked))
    return profile


def _level(rng: Random, scale: str, person: Participant, liked: list[Job]) -> int | None:
    """How much is fine: mostly what the liked work asks or more; less where work needs shaping."""
    if rng.random() < UNSAID:
        return None
    if scale == Demand.OWN_CAR:
        return rng.choices((0, 1, 2, HIGHEST), weights=(52, 8, 8, 32))[0]
    if scale == Demand.SPOKEN_FINNISH and person.language not in {"fi", ""}:
        return rng.choices((0, 1, 2, HIGHEST), weights=(12, 34, 34, 20))[0]
    asked = max((job.demands.get(scale, 0) for job in liked), default=0)
    if rng.random() < (LIMITED_MORE if person.partial_work_ability else LIMITED):
        return rng.choices((0, 1, 2), weights=(20, 45, 35))[0]
    return max(asked, rng.choice((2, HIGHEST, HIGHEST)))


def _skills(rng: Random) -> list[str]:
    known = [str(one.pk) for one in sorted(skills(), key=lambda one: str(one.pk))]
    return rng.sample(known, k=min(len(known), rng.choice((0, 1, 2, 3, 4))))


def _licences(rng: Random, year: int) -> dict[str, str]:
    often: dict[str, float] = {
        Licence.HYGIENE.value: 0.3, Licence.OCCUPATIONAL_SAFETY.value: 0.28, Licence.HOT_WORK.value: 0.1,
        Licence.ROAD_SAFETY.value: 0.06, Licence.FIRST_AID.value: 0.15, Licence.FORKLIFT.value: 0.08,
        Licence.DRIVING_CAR.value: 0.4,
    }  # fmt: skip
    endless = {Licence.HYGIENE.value, Licence.FORKLIFT.value}
    return {
        code: "" if code in endless else f"{year + rng.choice((0, 1, 2, 3, 4))}-{rng.randint(1, 12):02d}-28"
        for code, share in often.items()
        if rng.random() < share
    }


def _towns(rng: Random, world: World, person: Participant) -> list[str]:
    """The home municipality, and some near it."""
    if rng.random() < 0.25:
        return []
    near = world.near[person.municipality_id][:3] if person.municipality_id in world.near else []
    home = [person.municipality_id] if person.municipality_id in world.near else []
    return home + [code for code in near if rng.random() < 0.35]


def _adjustments(rng: Random, liked: list[Job]) -> list[str]:
    offered = list(dict.fromkeys(way for job in liked for way in job.adjustments if way))
    return rng.sample(offered, k=min(len(offered), rng.choice((0, 1, 1, 2))))


def _days(rng: Random) -> list[int]:
    if rng.random() < 0.3:
        return []
    return [day for day in range(1, 6) if rng.random() < 0.8] or [1, 2]


def _travel(rng: Random) -> list[str]:
    often: dict[Any, float] = {
        TravelBy.WALK: 0.4, TravelBy.BICYCLE: 0.45, TravelBy.BUS: 0.5, TravelBy.RIDE: 0.2,
        TravelBy.TRANSPORT_SERVICE: 0.04,
    }  # fmt: skip
    return [str(way.value) for way, share in often.items() if rng.random() < share]


def _languages(rng: Random, mother_tongue: str) -> dict[str, str]:
    """Others than the mother tongue: Finnish for who came from elsewhere, English and Swedish for some."""
    told: dict[str, str] = {}
    if mother_tongue not in {"fi", ""}:
        told["fi"] = rng.choices(CEFR, weights=(22, 32, 28, 13, 5))[0]
    for code, share in (("en", 0.55), ("sv", 0.2)):
        if code != mother_tongue and rng.random() < share:
            told[code] = rng.choices(CEFR, weights=(18, 30, 28, 18, 6))[0]
    return told
