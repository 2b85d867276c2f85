"""Groups of people for a table: the code of each, and which codes get a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.frames import Frames
from reports.groups import UNKNOWN, group_of_participations, reference_codes

if TYPE_CHECKING:
    import pandas as pd


def codes_of(frames: Frames, people: pd.Index, by: str) -> list[str]:
    """The group of each of those participations, on the referral day."""
    return group_of_participations(frames, by).astype(object).reindex(people).tolist()


def codes_with_a_row(frames: Frames, by: str, seen: set[str]) -> list[str]:
    """The codes of the list, and after them those that only the data bring; "unknown" at the very end."""
    listed = reference_codes(by, frames.reference)
    return [*listed, *sorted(seen - {*listed}, key=lambda code: (code == UNKNOWN, code))]
