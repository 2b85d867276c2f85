"""The first thing an editor sees: their place with what one does there, and what waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from accounts.models import User
from cms.editing import languages, links
from cms.editing.mine import MOST_SHOWN, Line, came_back, on_its_way, places_of
from cms.editing.reports import pages_of
from publicdata.version import public_version

KEPT_SECONDS = 600
MOST_PLACES = 3


@dataclass(frozen=True)
class Row:
    """Something that may wait: in words, how much of it, where it is seen."""

    words: Any
    count: int
    url: str


class MyPlaces(Component):
    """The municipality with its buttons; many municipalities fold up."""

    name = "my_places"
    template_name = "cms/admin/my_places.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        places = places_of((parent_context or {})["request"].user)
        folded = places[1:] if len(places) > MOST_PLACES else []
        return {"places": places[: len(places) - len(folded)], "folded": folded}


class MyPages(Component):
    """What came back, what waits and what is on its way."""

    name = "my_pages"
    template_name = "cms/admin/my_pages.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user: User = (parent_context or {})["request"].user
        returned = came_back(user)
        rows = rows_for(user, returned)
        return {
            "returned": returned,
            "rows": [row for row in rows if row.count],
            "quiet": [row for row in rows if not row.count],
            "on_its_way": on_its_way(user)[:MOST_SHOWN],
        }


def rows_for(user: User, returned: list[Line]) -> list[Row]:
    """What waits for `user`; what came back is the first of it."""
    pages = pages_of(user)
    due = pages.filter(live=True, alias_of=None, care__review_on__lte=timezone.localdate())
    mine = due.filter(Q(care__owner=user) | Q(care__owner=None)).count()
    waiting = TaskState.objects.reviewable_by(user).count()
    broken, missing = _slow_counts(user)
    review = f"{reverse('cms_freshness')}?owner={user.pk}" if due.filter(care__owner=user).exists() else ""
    return [
        Row(_("Came back to me"), len(returned), "#came-back"),
        Row(_("Waiting for my approval"), waiting, "#awaiting-review"),
        Row(_("Mine to review, or nobody’s"), mine, review or reverse("cms_freshness")),
        Row(_("Broken links"), broken, reverse("cms_links")),
        Row(_("Missing and old translations"), missing, reverse("cms_languages")),
    ]


def _slow_counts(user: User) -> tuple[int, int]:
    key = f"dashboard:{user.pk}:{public_version()}"
    kept: tuple[int, int] | None = cache.get(key)
    if kept is None:
        broken = len(links.broken_links(pages_of(user)))
        sheets = languages.sheets(user)
        kept = broken, sum(version.to_do for sheet in sheets for version in sheet.versions)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
