"""Snapshots: every figure of the whole area in one period, kept in the database until something happens.

For whoever asks again and again: a script that takes each breakdown in each format. The first question counts
all of them, the next are answered without reading a row of a person and without pandas.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from audit.selectors import mark_of
from reports.figures import Figure, count_figures
from reports.goals import goals
from reports.groups import BREAKDOWNS
from reports.indicators import INDICATORS
from reports.models import Snapshot
from reports.outputs.document import definition_of
from reports.periods import Period
from reports.selectors import counted_kinds, frames_for, reference_for

DAYS_KEPT = 30


@dataclass(frozen=True)
class Kept:
    """Every figure of a period, and what the document says of each indicator in every language."""

    figures: list[Figure]
    definitions: dict[str, Any]


def snapshot_of(period: Period) -> Kept:
    """Every figure of the period in every breakdown, the same as `count_figures` counts now.

    From the snapshot where nothing has happened since it was made: no act, no import, no new goal, no other
    area. Else they are counted, and the snapshot is made anew.
    """
    facts = _facts()
    row = Snapshot.objects.filter(start=period.start, end=period.end, facts=facts).first()
    if row is not None:
        return Kept([Figure(*line) for line in json.loads(row.figures)], json.loads(row.definitions))
    figures = count_figures(frames_for(None), period, breakdowns=[None, *BREAKDOWNS], goals=goals())
    kept = Kept(figures, {line.id: definition_of(line) for line in INDICATORS.values()})
    told = {
        "facts": facts,
        "figures": json.dumps([astuple(figure) for figure in figures]),
        "definitions": json.dumps(kept.definitions),
    }
    Snapshot.objects.update_or_create(start=period.start, end=period.end, defaults=told)
    return kept


def forget_old_snapshots() -> int:
    """Snapshots that nobody has made anew for a month are gone. Answers how many were."""
    old = Snapshot.objects.filter(made_at__lt=timezone.now() - timedelta(days=DAYS_KEPT))
    return old.delete()[0]


def forget_all_snapshots(*, apps: Any, using: str, **_kwargs: Any) -> None:
    """After every `migrate`: a new version of the service counts everything itself.

    apps: the models as they are after the migrations; before the snapshots came there is none.
    """
    if "snapshot" in apps.all_models["reports"]:
        apps.get_model("reports", "Snapshot").objects.using(using).all().delete()


def _facts() -> str:
    """What the figures depend on, in one word: the trail, the area, the goals and the definitions."""
    versions = [(line.id, line.version) for line in INDICATORS.values()]
    facts = (mark_of(counted_kinds()), reference_for(None), goals(), versions)
    return sha256(repr(facts).encode()).hexdigest()
