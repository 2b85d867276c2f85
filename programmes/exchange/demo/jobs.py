"""What open places are about: titles, tasks, hours and demands from a packaged list."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """What an open place can be about."""

    title: str
    tasks: str
    occupation: str
    trades: tuple[str, ...]
    types: tuple[str, ...]
    hours: tuple[Decimal, Decimal]
    demands: dict[str, int]
    adjustments: list[str]


@cache
def jobs() -> tuple[Job, ...]:
    """The jobs of the packaged list."""
    with (Path(__file__).parent / "data" / "jobs.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Job(
                title=row["title"],
                tasks=row["tasks"],
                occupation=row["occupation"],
                trades=tuple(row["trades"].lower().split("|")),
                types=tuple(row["types"].split("|")),
                hours=(Decimal(row["hours_min"]), Decimal(row["hours_max"])),
                demands={
                    name: int(value)
                    for name, value in (pair.split("=") for pair in row["demands"].split("|"))
                },
                adjustments=row["adjustments"].split("|"),
            )
            for row in csv.DictReader(lines, delimiter=";")
        )


def jobs_at(workplace: str) -> list[Job]:
    """The jobs that a workplace of this name has: the name tells the trade. Any, when it tells none."""
    name = workplace.lower()
    return [job for job in jobs() if any(trade in name for trade in job.trades)] or list(jobs())


def job_called(title: str) -> Job:
    """The job with this title."""
    return next(job for job in jobs() if job.title == title)
