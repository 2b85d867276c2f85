"""Who is drawn: by chance, so that nobody chose them, and again the same with the same number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from reports.frames import Frames
from reports.periods import Period

LARGEST_SEED = 999_999_999


@dataclass(frozen=True)
class Draw:
    """Who was drawn. `fingerprint`: of the numbers of all who could have been."""

    keys: tuple[int, ...]
    seed: int
    population: int
    fingerprint: str


def new_seed() -> int:
    """A number that nobody has chosen."""
    return secrets.randbelow(LARGEST_SEED) + 1


def population_of(frames: Frames, period: Period) -> list[int]:
    """The numbers of those whose accepted time in the service touches the period, in order."""
    import pandas as pd

    rows = frames.as_of(period.end).participations
    over_on = rows.ended_on.fillna(rows.withdrawn_on).fillna(rows.returned_on)
    touches = rows.accepted_on.notna() & (over_on.isna() | (over_on >= pd.Timestamp(period.start)))
    return sorted(int(key) for key in rows.index[touches])


def draw(population: list[int], people: int, seed: int) -> Draw:
    """As many people as asked for, or all there are; the same for the same population and number."""
    chosen = Random(seed).sample(population, min(people, len(population)))  # noqa: S311 - drawn again on purpose
    written = ",".join(map(str, population))
    return Draw(tuple(chosen), seed, len(population), sha256(written.encode()).hexdigest())
