"""Writes a large bundle in which every row is right, to measure an import with.

Example: python -m tests.programmes.exchange.generate /tmp/bundle --people 5000
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from stdnum.fi import ytunnus

TODAY = date(2026, 11, 1)
MUNICIPALITIES = ("167", "090", "146", "176", "260", "276", "309", "422", "426", "541", "607", "707", "848")
TYPES = ("work_trial", "workshop", "rehabilitative_work", "pay_subsidised_work", "tailored_job")

Row = dict[str, object]


def write_bundle(folder: Path, *, people: int, seed: int = 1) -> None:
    """The folder holds a bundle of `people` persons, as many participations and a tenth more, and places."""
    rng = random.Random(seed)
    hosts = [
        {
            "business_id": number,
            "name": f"Yhdistys {n} ry",
            "kind": "association",
            "verified_on": "2023-01-02",
        }
        for n, number in enumerate(_business_ids(max(people // 8, 1)))
    ]
    vacancies = [_vacancy(rng, n, hosts) for n in range(max(people // 3, 1))]
    persons = [_person(rng, n) for n in range(people)]
    participations = [_participation(rng, n, owner) for n, owner in enumerate(persons)]
    over = [owner for owner, one in zip(persons, participations, strict=True) if one["ended_on"]]
    again = rng.sample(over, min(people // 10, len(over)))
    participations += [_participation(rng, n, owner) for n, owner in enumerate(again, people)]
    free_from = {str(each["external_id"]): date(2023, 1, 2) for each in vacancies}
    placements = list(_placements(rng, participations, free_from))
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "employers": hosts,
        "vacancies": vacancies,
        "participants": persons,
        "participations": participations,
        "placements": placements,
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _business_ids(count: int) -> Iterator[str]:
    number = 2_000_000
    while count:
        number += 1
        found = next(
            (f"{number}-{digit}" for digit in range(10) if ytunnus.is_valid(f"{number}-{digit}")), None
        )
        if found:
            count -= 1
            yield found


def _vacancy(rng: random.Random, n: int, hosts: list[dict[str, str]]) -> Row:
    return {
        "external_id": f"V{n}",
        "business_id": rng.choice(hosts)["business_id"],
        "title": "Apulainen",
        "municipality_code": rng.choice(MUNICIPALITIES),
        "seats": 1,
        "opened_on": "2023-01-02",
        "programme_types": "|".join(rng.sample(TYPES, 2)),
    }


def _person(rng: random.Random, n: int) -> Row:
    return {
        "external_id": f"P{n}",
        "first_name": f"Etunimi{n}",
        "last_name": "Koetinen",
        "birth_date": date(1960, 1, 1) + timedelta(days=rng.randrange(16_000)),
        "gender": rng.choice(("female", "male", "other", "unknown")),
        "municipality_code": rng.choice(MUNICIPALITIES),
        "language": rng.choice(("fi", "fi", "fi", "sv", "ru")),
        "email": f"p{n}@example.org",
        "contact_channel": "letter",
        "street_address": "Kauppakatu 1",
        "postal_code": "80100",
        "post_office": "JOENSUU",
        "restricted": "no",
        "education_level": rng.choice(("", "2", "3", "6")),
    }


def _participation(rng: random.Random, n: int, person: Row) -> Row:
    referred = date(2023, 6, 1) + timedelta(days=rng.randrange(1100))
    started = referred + timedelta(days=rng.randrange(10, 60))
    over = started + timedelta(days=400) if rng.random() < 0.4 else None
    over = over if over and over <= TODAY else None
    return {
        "external_id": f"S{n}",
        "participant_id": person["external_id"],
        "referred_on": referred,
        "accepted_on": started - timedelta(days=5),
        "plan_made_on": started,
        "started_on": started,
        "ended_on": over or "",
        "unemployed_since": referred - timedelta(days=rng.randrange(900)),
        "labour_status_at_referral": "unemployed",
        "exit_status": "unemployed" if over else "",
        "exit_class": "unemployment" if over else "",
        "next_step": "" if over else "Soitto",
        "next_step_due_on": "" if over else TODAY + timedelta(days=rng.randrange(40)),
    }


def _placements(rng: random.Random, participations: list[Row], free_from: dict[str, date]) -> Iterator[Row]:
    number, places = 0, list(free_from)
    for each in participations:
        for turn in range(2 if rng.random() < 0.1 else 1):
            offered = each["started_on"] + timedelta(days=20 + 120 * turn)  # type: ignore[operator]
            if offered + timedelta(days=110) > TODAY:
                continue
            place = next((v for v in rng.sample(places, 5) if free_from[v] <= offered), None)
            if place is None:
                continue
            free_from[place] = offered + timedelta(days=105)
            number += 1
            yield {
                "external_id": f"PL{number}",
                "participation_id": each["external_id"],
                "vacancy_id": place,
                "programme_type": rng.choice(TYPES),
                "offered_on": offered,
                "alternatives_shown": rng.randint(1, 4),
                "wanted_on": offered + timedelta(days=3),
                "introduced_on": offered + timedelta(days=5),
                "accepted_on": offered + timedelta(days=9),
                "agreed_on": offered + timedelta(days=12),
                "starts_on": offered + timedelta(days=15),
                "ends_on": offered + timedelta(days=100),
                "ended_on": offered + timedelta(days=100),
                "end_kind": "completed",
                "hours_per_week": rng.choice((12, 16, "20,5")),
            }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=5000)
    asked = parser.parse_args()
    write_bundle(asked.folder, people=asked.people)
