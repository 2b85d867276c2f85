"""What the page of a placement shows of its safety list: how much is left, and where it is read."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from programmes.placements.induction.items import asked_of_host, is_shown, lines_of
from programmes.placements.models import Placement


def page_part(placement: Placement, *, at: str, own: bool = False) -> dict[str, Any]:
    """at: the name of the page of the list, for this reader."""
    if not is_shown(placement):
        return {}
    lines = lines_of(placement)
    row = placement.inductions.first()
    to_confirm = any(line.shown and not line.confirmed for line in lines)
    return {
        "induction_url": reverse(at, args=[placement.reference]),
        "induction_left": sum(not line.shown for line in lines),
        "induction_waits": to_confirm if own else asked_of_host(row, placement),
        "induction_own": own,
    }
