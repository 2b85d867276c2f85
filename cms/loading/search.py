"""The search page of each language."""

from __future__ import annotations

from cms.loading import texts
from cms.loading.node import Node, page


def nodes() -> list[Node]:
    """One page below each front page, reached from the head of every page."""
    return [page("search", "SearchPage", "haku", texts.led, in_menu=False)]
