"""What the page of a placement shows of the supplement: the one that stands, or that one can apply."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from programmes.employers.models import SupplementStatus
from programmes.hosting.supplement.selectors import latest_of
from programmes.hosting.supplement.services import why_not
from programmes.placements.models import Placement
from programmes.placements.states import IN_AGREEMENT, LIVED

SHOWN = IN_AGREEMENT | LIVED


def page_part(placement: Placement, *, one: str, new: str) -> dict[str, Any]:
    """one, new: the names of the pages of an application, and of a new one."""
    if placement.vacancy_id is None or placement.state not in SHOWN:
        return {}
    row = latest_of(placement)
    stands = row is not None and row.status in {SupplementStatus.SENT, SupplementStatus.GRANTED}
    may = not stands and not why_not(placement)
    if row is not None and not may:
        return {"supplement": row, "supplement_url": reverse(one, args=[row.reference])}
    return {"supplement_apply_url": reverse(new, args=[placement.reference])} if may else {}
