"""A visit in words: what each who takes part reads of it, and what can be told of it now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.placements.codes import VISIT_AHEAD, Impression, VisitState
from programmes.placements.forms.visit import SHOWN_FOR_A_VISIT
from programmes.placements.introduction import Pair, may_be_shown
from programmes.placements.models import Visit
from ui.formats import clock, day_and_clock, phone_link, typed


def visits_of(placement: Any) -> list[Visit]:
    """The visits to the place, the newest first, each beside the placement in hand."""
    rows = list(placement.visits.order_by("-pk"))
    for row in rows:
        row.placement = placement
    return rows


def ahead(visits: Collection[Visit]) -> Visit | None:
    """The visit that is to be arranged or to come."""
    return next((row for row in visits if row.state in VISIT_AHEAD and not row.has_fallen), None)


def visit_facts(visit: Visit, *, at_host: bool = False) -> list[Pair]:
    """When, where, who meets and how one comes there; what is not known is left out by the page.

    at_host: how the person comes is no matter of the workplace's, and nobody has asked the person.
    """
    if visit.starts_at is None or visit.state == VisitState.ASKED:
        return [(_("When it would suit"), typed(visit.wish))]
    if visit.has_fallen or visit.state in {VisitState.CANCELLED, VisitState.MISSED}:
        return [(_("When"), day_and_clock(visit.starts_at))]
    ends = visit.ends_at
    assert ends is not None  # noqa: S101 - it begins, so it ends
    when = f"{day_and_clock(visit.starts_at)}–{clock(ends).split(chr(160))[-1]}"
    ride: list[Pair] = [
        (_("How one comes"), visit.get_ride_display() if visit.ride else ""),
        (_("About the way"), typed(visit.ride_words)),
    ]
    return [
        (_("When"), when),
        (_("Where they meet"), typed(visit.meet_at)),
        (_("Who meets"), visit.meets),
        *([] if at_host else ride),
    ]


def what_host_sees_of_visit(visit: Visit) -> list[Pair]:
    """What the workplace reads of a person who visits: the first name, and what they chose for it.

    The one home of it: the person's page, the worker's and the workplace's show these pairs. Nothing of the
    referral stands in them. Of a visit that came to nothing, the first name alone.
    """
    if visit.placement.vacancy_id is None:
        return []
    name = (_("First name"), visit.placement.participation.participant.first_name)
    if visit.has_fallen or visit.state in {VisitState.CANCELLED, VisitState.MISSED}:
        return [name]
    known = may_be_shown(visit.placement)
    chosen = [
        (label, phone_link(value) if key == "phone" else value)
        for key, (label, value) in known.items()
        if key in visit.shown and key in SHOWN_FOR_A_VISIT
    ]
    return [name, *chosen, (_("What they want you to know"), typed(visit.words))]


def card_of(placement: Any, address: str) -> dict[str, Any]:
    """What the page of a place shows of its newest visit; `address` names where the reader reads it."""
    visit = next(iter(visits_of(placement)), None)
    hidden = visit is not None and address == "visits:at_host" and visit.starts_at is None
    if visit is None or hidden:  # a workplace reads of a visit when a time is agreed with it
        return {"visit": None}
    return {
        "visit": visit,
        "visit_facts": visit_facts(visit, at_host=address == "visits:at_host"),
        "visit_url": reverse(address, args=[visit.reference]),
        "visit_tells": tells(visit),
        "visit_told": visit.host_view if address == "visits:at_host" else visit.own_view,
    }


def tells(visit: Visit) -> bool:
    """Whether it can be told now how the visit was."""
    told = visit.state in {VisitState.AGREED, VisitState.HELD}
    return told and not visit.has_fallen and visit.is_over


def is_ahead(visit: Visit) -> bool:
    """Whether the visit is agreed and still to come."""
    begins = visit.starts_at
    return (
        visit.state == VisitState.AGREED
        and not visit.has_fallen
        and begins is not None
        and begins > timezone.now()
    )


def view_words(code: str) -> Any:
    """How it felt, in words; empty where nothing was told."""
    return Impression(code).label if code else ""
