"""A worker's list: rows by the filters of the address, twenty-five a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.selectors import Viewer
from programmes.looking import record_list
from programmes.workspace.forms import chips_of

PAGE = 25


def filtered_list(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    *,
    rows: Callable[[Viewer, dict[str, Any]], QuerySet[Any]],
    tone: Callable[[Any], str],
    counted: Callable[[int], str],
    **more: Any,
) -> HttpResponse:
    """The page of the list, in a template that extends `workspace/filtered_list.html`. Whom it shows is kept.

    rows: those of the viewer by what the form says. tone: the colour of a row's tag. counted: how many there
    are, in words. more: what the template shows beside the list.
    """
    wanted = form.cleaned_data if form.is_valid() else {}
    page_obj = Paginator(rows(request.user, wanted), PAGE).get_page(request.GET.get("page"))
    record_list(request, page_obj, page=request.resolver_match.view_name)  # type: ignore[union-attr]
    values = {
        "form": form,
        "page_obj": page_obj,
        "rows": [(row, tone(row)) for row in page_obj],
        "result": counted(page_obj.paginator.count),
        "chips": chips_of(form, request.GET),
        **more,
    }
    return render(request, template, values)


def tone_of(row: Model) -> str:
    """The colour of the state that the row is in."""
    return str(row.facts.tone)  # type: ignore[attr-defined]
