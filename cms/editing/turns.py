"""Of two who press at the same moment about one page one goes first, and the other finds what was done.

The page editor reads where a page stands and acts on it some queries later. Here whoever changes a page
holds it from before the first question until the answer is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models import Page, TaskState

# The pages that an address of the editor is about: the page itself, or the one below which another is made.
PAGE_KEYS = ("page_id", "parent_page_id", "page_to_move_id")
DECISION = "task_state_id"

View = Callable[..., HttpResponseBase]


def in_turn(request: HttpRequest, view: View) -> View:
    """The view; one of the page editor that changes a page holds the page while it runs."""
    met = request.resolver_match
    if met is None or not request.path.startswith(reverse("wagtailadmin_home")):
        return view

    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            if _hold(met.kwargs):
                return view(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return held


def _hold(kwargs: dict[str, Any]) -> bool:
    """Whether there is a page to hold; it is held until the transaction ends."""
    keys = [kwargs[name] for name in PAGE_KEYS if name in kwargs]
    if DECISION in kwargs:
        states = TaskState.objects.filter(pk=kwargs[DECISION])
        keys += [int(key) for key in states.values_list("workflow_state__object_id", flat=True)]
    rows = Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    return bool(keys) and bool(list(rows))
