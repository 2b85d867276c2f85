"""The first thing an editor sees: what waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from accounts.models import User
from audit.public import public_version
from cms.editing import languages, links
from cms.editing.reports import pages_of

KEPT_SECONDS = 600


class MyPages(Component):
    """Four counts, each with the list behind it."""

    name = "my_pages"
    template_name = "cms/admin/my_pages.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user: User = (parent_context or {})["request"].user
        return {"rows": rows_for(user)}


def rows_for(user: User) -> list[tuple[Any, int, str]]:
    """What waits: in words, how many, where the list is."""
    pages = pages_of(user)
    due = pages.filter(live=True, alias_of=None, care__review_on__lte=timezone.localdate())
    mine = due.filter(Q(care__owner=user) | Q(care__owner=None)).count()
    waiting = TaskState.objects.reviewable_by(user).count()
    broken, missing = _slow_counts(user)
    review = f"{reverse('cms_freshness')}?owner={user.pk}" if due.filter(care__owner=user).exists() else ""
    return [
        (_("Mine to review, or nobody’s"), mine, review or reverse("cms_freshness")),
        (_("Waiting for my approval"), waiting, "#awaiting-review"),
        (_("Broken links"), broken, reverse("cms_links")),
        (_("Missing and old translations"), missing, reverse("cms_languages")),
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
