"""What a worker sees of something told to the service, above the form of an act."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit.services import record_read


def complaint_looked_at(row: Any, user: Any, role: str) -> None:
    """A worker's look at what a person has told is on record."""
    record_read(user, row, page="workflow:act", role=role)


def complaint_words(row: Any, user: Any, name: str) -> dict[str, Any]:
    """What was told stands above the form of the act."""
    return {"notes": [{"tone": "info", "title": _("What was told"), "text": row.text}]}
