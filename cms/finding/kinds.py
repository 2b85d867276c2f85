"""The kinds of things that the search over the whole site finds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

OTHERS = "pages"
# In the order they stand on the page; a page type that is in none is among the other pages.
GROUPS: dict[str, Any] = {
    "services": _("Services"),
    "places": _("Open places"),
    "municipalities": _("Municipalities"),
    "points": _("Service points"),
    "events": _("Events"),
    "news": _("News"),
    "stories": _("Stories"),
    OTHERS: _("Other pages"),
}
GROUP_OF = {
    "programmepage": "services",
    "municipalitypage": "municipalities",
    "servicepointpage": "points",
    "eventpage": "events",
    "newspage": "news",
    "storypage": "stories",
}
# Where to begin when nothing was found.
DOORS = ("services", "places", "municipalities", "points")
NOT_FOUND = ("searchpage", "answerpage")
