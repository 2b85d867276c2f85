"""Reads of the people a worker cares for: the list, those without a next step, those to ring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils import timezone

from accounts.selectors import Viewer
from letters.fields import has_words
from letters.phones import is_part_of_phone, phone_key
from programmes.participants.eura import missing
from programmes.participants.models import CallRequest, EuraKind, NextStep, Participation
from programmes.participants.promise import referred_at_latest, waiting_for_offer
from programmes.participants.selectors import participations_for, with_names
from programmes.participants.states import IN_SERVICE, OPEN
from programmes.participants.steps import LONGEST_FORGOTTEN
from programmes.workspace.waiting import own

NEXT_STEP_DAYS = 30
ANY_STATE = "any"
PASSED = "passed"
# Choices that are about people whose service is over too.
OVER_TOO = ("q", "archived", "eura")


def has_next_step(today: date) -> Exists:
    """Whether a next step stands within thirty days (indicators.md, W1)."""
    until = today + timedelta(days=NEXT_STEP_DAYS)
    return Exists(
        NextStep.objects.filter(
            participation=OuterRef("pk"), done_on=None, due_on__gte=today, due_on__lte=until
        )
    )


def without_next_step(viewer: Viewer, *, everyone: bool = False) -> QuerySet[Participation]:
    """Participations in service without a next step within thirty days, the longest forgotten first."""
    today = timezone.localdate()
    # Whose last step has passed has none ahead: only of the others are the steps asked.
    over = Q(last_step_on=None) | Q(last_step_on__lt=today)
    rows = participations_for(viewer, states=IN_SERVICE).filter(over | ~has_next_step(today))
    return (rows if everyone else rows.filter(own(viewer))).order_by(*LONGEST_FORGOTTEN)


def first_forgotten(rows: QuerySet[Participation], number: int) -> list[Participation]:
    """The first of those `without_next_step`, read whole; the others are put in order by their keys alone."""
    first = with_names(Participation.objects.filter(pk__in=rows.values("pk")[:number]))
    return list(first.order_by(*LONGEST_FORGOTTEN))


def asked_calls(viewer: Viewer) -> QuerySet[CallRequest]:
    """Every request to be rung by people in the viewer's scope, answered or not."""
    seen = participations_for(viewer).order_by().filter(pk=OuterRef("participation"))
    rows = CallRequest.objects.filter(Exists(seen))
    return rows.select_related("participation__participant", "participation__coordinator", "asked_by")


def call_requests(viewer: Viewer, *, everyone: bool = False) -> QuerySet[CallRequest]:
    """People who are to be rung and have not been yet: first those with a day, then the longest waiting."""
    rows = asked_calls(viewer).filter(called_at=None).order_by(F("due_on").asc(nulls_last=True), "asked_at")
    theirs = Participation.objects.filter(own(viewer), pk=OuterRef("participation")).order_by()
    return rows if everyone else rows.filter(Exists(theirs))


def caseload(viewer: Viewer, wanted: dict[str, Any]) -> QuerySet[Participation]:
    """Participations by the filters of the page, by name; what is archived only where it is asked for or
    looked for by name. `wanted` is the cleaned data of `PeopleFilter`."""
    today = timezone.localdate()
    rows = participations_for(viewer).annotate(step_due_on=Subquery(_open_step().values("due_on")[:1]))
    if wanted.get("whose") != "all":
        rows = rows.filter(own(viewer))
    if wanted.get("state"):
        rows = rows if wanted["state"] == ANY_STATE else rows.filter(state=wanted["state"])
    elif not any(wanted.get(name) for name in OVER_TOO):
        rows = rows.filter(state__in=sorted(OPEN))
    if wanted.get("municipality"):
        rows = rows.filter(municipality=wanted["municipality"])
    if wanted.get("coordinator"):
        rows = rows.filter(coordinator=wanted["coordinator"])
    if wanted.get("late"):
        rows = rows.filter(Q(due_on__lt=today) | Q(step_due_on__lt=today))
    if wanted.get("no_step"):
        rows = rows.filter(~has_next_step(today), state__in=sorted(IN_SERVICE))
    if wanted.get("day90"):
        rows = rows.filter(_offer_due(wanted["day90"], today))
    if wanted.get("eura"):
        rows = rows.filter(_eura_missing(wanted["eura"], today))
    if wanted.get("archived"):
        rows = rows.filter(archived_on__isnull=False)
    elif not wanted.get("q"):
        rows = rows.filter(archived_on=None)
    if wanted.get("q"):
        rows = rows.filter(_sought(wanted["q"]))
    return rows.order_by("participant__name_order", "participant_id", "pk")


def _open_step() -> QuerySet[NextStep]:
    return NextStep.objects.filter(participation=OuterRef("pk"), done_on=None).order_by("due_on", "pk")


def _offer_due(within: str, today: date) -> Q:
    """Nothing has been offered, and day 90 has passed or comes within so many days."""
    ahead = -1 if within == PASSED else int(within)
    return Q(referred_on__lte=referred_at_latest(today + timedelta(days=ahead))) & waiting_for_offer()


def _eura_missing(which: str, today: date) -> Any:
    """Start or exit data in EURA are neither given nor refused; `late` is either of them after its day."""
    if which == "late":
        return missing(EuraKind.START, late=today) | missing(EuraKind.EXIT, late=today)
    return missing(EuraKind(which))


def with_columns(keys: Sequence[int]) -> list[Participation]:
    """The participations with these keys, in that order, with all that a column of the list may show."""
    steps = _open_step()
    rows = (
        with_names(Participation.objects.filter(pk__in=keys))
        .order_by()
        .annotate(
            step_what=Subquery(steps.values("what")[:1]),
            step_due_on=Subquery(steps.values("due_on")[:1]),
            waits_for_offer=ExpressionWrapper(waiting_for_offer(), output_field=BooleanField()),
        )
    )
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def _sought(asked: str) -> Q:
    """The name has every word of the question, or the telephone is the one asked for, in any spelling."""
    if is_part_of_phone(asked):
        return Q(participant__phone_key__contains=phone_key(asked))
    return has_words(["participant__name_words"], asked)


def count_by_state(rows: QuerySet[Participation]) -> dict[str, int]:
    """How many of the rows stand in each state."""
    counted = rows.order_by().values("state").annotate(number=Count("pk"))
    return {row["state"]: row["number"] for row in counted}
