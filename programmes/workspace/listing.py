"""Which people a list in the caseload is of, in which order, with which columns: all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from accounts.selectors import Viewer
from programmes.participants.models import Participation
from programmes.participants.states import OPEN
from programmes.workspace import sought
from programmes.workspace.access import wants_everyone
from programmes.workspace.caseload import ANY_STATE, OVER_TOO, caseload, count_by_state
from programmes.workspace.columns import COLUMNS, Column, chosen
from programmes.workspace.forms import PeopleFilter
from programmes.workspace.keyset import Order
from programmes.workspace.sorting import SORTS, in_order

FILTERS = ("whose", "state", "municipality", "coordinator", "late", "no_step", "day90", "eura", "archived")
LOOK = ("sort", "col")
LONGEST_ADDRESS = 600


@dataclass(frozen=True)
class Listing:
    """What the address asks for. readable: whether the words that one looks for could be opened."""

    form: PeopleFilter
    wanted: dict[str, Any]
    sort: str
    columns: list[Column]
    address: QueryDict
    readable: bool = True

    def rows(self, viewer: Viewer) -> tuple[QuerySet[Participation], Order]:
        """The people as the viewer sees them, and their order."""
        return in_order(caseload(viewer, self.wanted), self.sort)

    def counts(self, viewer: Viewer) -> tuple[dict[str, int], int, int]:
        """How many stand in each state by the other choices, are under way, and are on the list."""
        counts = count_by_state(caseload(viewer, self.wanted | {"state": ANY_STATE}))
        every = any(self.wanted.get(name) for name in OVER_TOO)
        under_way = sum(counts.values()) if every else sum(counts.get(state, 0) for state in OPEN)
        state = self.wanted.get("state")
        length = (
            under_way if not state else sum(counts.values()) if state == ANY_STATE else counts.get(state, 0)
        )
        return counts, under_way, length

    def with_(self, **changed: str) -> str:
        """The address of the list with something changed, at its first page; an empty text takes away."""
        query = self.address.copy()
        for name, value in changed.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"?{query.urlencode()}"


def listing_of(request: HttpRequest, given: QueryDict | None = None) -> Listing:
    """The list that the address, or what a form has sent along (`given`), asks for.

    A name that is searched for from another page is looked for among everyone; so is who is somebody else's.
    """
    params = request.GET if given is None else given
    words = sought.opened(params)
    address = kept(params)
    elsewhere = bool(words) or bool(params.get("coordinator"))
    if params.get("whose") not in {"mine", "all"}:
        address["whose"] = "all" if elsewhere or wants_everyone(request) else "mine"
    form = PeopleFilter({**address.dict(), "q": words or ""}, user=request.user)
    sort = str(address.get("sort", ""))
    return Listing(
        form,
        form.cleaned_data if form.is_valid() else {},
        sort if sort in SORTS else "name",
        chosen(address.getlist("col")),
        address,
        readable=words is not None,
    )


def kept(params: QueryDict) -> QueryDict:
    """What of the address makes the list, each choice once, in our order."""
    address = QueryDict(mutable=True)
    for name in (*FILTERS, sought.NAME, "sort"):
        if value := params.get(name):
            address[name] = str(value)[:LONGEST_ADDRESS]
    address.setlist("col", [code for code in COLUMNS if code in params.getlist("col")])
    return address


def to_save(listing: Listing) -> str:
    """The choices as they are saved by name: without whom one looks for."""
    query = listing.address.copy()
    query.pop(sought.NAME, None)
    return query.urlencode()
