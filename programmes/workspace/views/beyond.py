"""Agreements that go beyond a limit of their type of service, each with the reason: the manager's list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.selectors import Viewer
from programmes.placements.codes import Limit
from programmes.placements.selectors import overrides_for
from programmes.workspace.access import worker_required
from programmes.workspace.forms import ANY
from programmes.workspace.lists import filtered_list
from ui.formats import number as format_number


class BeyondFilter(forms.Form):
    """Which limit was gone beyond."""

    limit = forms.ChoiceField(label=gettext_lazy("Limit"), required=False, choices=[ANY, *Limit.choices])


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """One line a limit and agreement, the newest first: what was agreed, by which rule, why, and by whom."""
    form = BeyondFilter(request.GET)
    return filtered_list(
        request, "workspace/beyond.html", form, rows=_rows, tone=lambda row: "warn", counted=_counted
    )


def _rows(viewer: Viewer, wanted: dict[str, Any]) -> Any:
    rows = overrides_for(viewer)
    return rows.filter(limit=wanted["limit"]) if wanted.get("limit") else rows


def _counted(count: int) -> str:
    words = ngettext("%(number)s limit gone beyond", "%(number)s limits gone beyond", count)
    return words % {"number": format_number(count)}
