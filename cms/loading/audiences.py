"""The pages for workplaces and for participants."""

from __future__ import annotations

from cms.loading import texts
from cms.loading.node import Node, page


def nodes() -> list[Node]:
    """Both, in the order of the menu."""
    return [
        page("for-participants", "ForParticipantsPage", "osallistujille", texts.for_participants),
        page("for-employers", "ForEmployersPage", "tyonantajille", texts.for_employers),
    ]
