"""The caseload: people by the choices of the address, in its order, saved under names, and as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from programmes.looking import record_list
from programmes.workspace import presentation, sought
from programmes.workspace.access import worker_required
from programmes.workspace.batches.acts import ACTS, LED_TO
from programmes.workspace.batches.making import MOST
from programmes.workspace.batches.report import under_way as under_way_of
from programmes.workspace.caseload import with_columns
from programmes.workspace.columns import COLUMNS
from programmes.workspace.forms import SaveListForm, chips_of
from programmes.workspace.keyset import part_of
from programmes.workspace.listing import Listing, listing_of, to_save
from programmes.workspace.saved import forget_list, save_list, saved_lists
from programmes.workspace.sorting import SORTS

PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """People by the filters of the address, twenty-five a page.

    Whom one looks for comes by POST and stands sealed in the address.
    """
    if request.method == "POST" or "q" in request.GET:
        given = request.POST if request.method == "POST" else request.GET
        return redirect(f"{reverse('work:people')}?{sought.sealed(given).urlencode()}")
    return _page(request, listing_of(request), SaveListForm())


@require_POST
@worker_required
def save(request: HttpRequest) -> HttpResponse:
    """The list stands under the name that was written; what is wrong with it is told on the list."""
    listing, form = listing_of(request, request.POST), SaveListForm(request.POST)
    if form.is_valid():
        try:
            row = save_list(request.user, form.cleaned_data["name"], to_save(listing))  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The list is saved: %(name)s.") % {"name": row.name})
            return redirect(f"{reverse('work:people')}?{row.query}")
    return _page(request, listing, form, status=422)


@require_POST
@worker_required
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved list is gone; the people are where they were."""
    forget_list(request.user, pk)  # type: ignore[arg-type]
    messages.success(request, _("The saved list is taken away."))
    return redirect("work:people")


def _page(request: HttpRequest, listing: Listing, form: SaveListForm, status: int = 200) -> HttpResponse:
    if not listing.readable:
        messages.warning(request, _("This search cannot be opened any more. Write the name again."))
    counts, under_way, length = listing.counts(request.user)
    rows, order = listing.rows(request.user)
    part = part_of(rows, order, request.GET, PAGE)
    people = with_columns(part.keys)
    record_list(request, people, page="work:people")
    query = listing.address.urlencode()
    values: dict[str, Any] = {
        "form": listing.form,
        "people": [(row, [(column, column.cell(row)) for column in listing.columns]) for row in people],
        "columns": presentation.headings(listing),
        "count": length,
        "tabs": presentation.state_tabs(counts, under_way, listing.address),
        "chips": _chips(listing),
        "kept": [(name, value) for name, values in listing.address.lists() for value in values],
        "sorts": _sorts(listing),
        "column_choices": _columns(listing),
        "look_kept": [
            (name, value) for name, value in listing.address.items() if name not in {"sort", "col"}
        ],
        "filter_kept": [(name, one) for name in ("sort", "col") for one in listing.address.getlist(name)],
        "saved": presentation.saved_links(saved_lists(request.user), to_save(listing)),  # type: ignore[arg-type]
        "save_form": form,
        "previous_url": f"?{query}&before={part.before}" if part.before else "",
        "next_url": f"?{query}&after={part.after}" if part.after else "",
        "query": query,
        "today": timezone.localdate(),
        "acts": [(code, act.label) for code, act in (ACTS | LED_TO).items()],
        "most": MOST,
        "under_way": under_way_of(request.user),  # type: ignore[arg-type]
    }
    return render(request, "workspace/people.html", values, status=status)


def _sorts(listing: Listing) -> list[tuple[str, Any, bool]]:
    """The orders that can be chosen, and which one is."""
    return [(code, label, code == listing.sort) for code, (label, _order) in SORTS.items()]


def _columns(listing: Listing) -> list[tuple[str, Any, bool]]:
    """The columns that can be chosen, and which are."""
    return [(code, column.label, column in listing.columns) for code, column in COLUMNS.items()]


def _chips(listing: Listing) -> list[tuple[str, str]]:
    """Each choice in use, with the address that takes it away; that one sees one's own is no choice."""
    found = chips_of(listing.form, listing.address, sealed={"q": sought.NAME})
    return [chip for chip in found if chip[0] != _("Mine")]
