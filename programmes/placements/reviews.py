"""How a place goes, as its two other parties read it: the next talk, what was agreed, adjustments."""

from __future__ import annotations

from typing import Any

from programmes.placements.models import Placement
from programmes.placements.states import RUNNING


def reviews_of(placement: Placement) -> dict[str, Any]:
    """What the page shows of talks and adjustments; the person's own words are shown on their page alone."""
    rows = list(placement.reviews.all())
    running = placement.state in RUNNING
    return {
        "next_review": next((row for row in rows if row.held_on is None and running), None),
        "held_reviews": [row for row in rows if row.held_on],
        "adjustments": list(placement.adjustments.all()),
    }
