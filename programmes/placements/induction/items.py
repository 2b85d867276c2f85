"""Which lines the safety list of a placement has, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from areas.working_days import add_working_days
from programmes.catalogue.models import InductionItem
from programmes.placements.models import Induction, InductionTick, Placement
from programmes.placements.states import HOLDS_PLACE, RUNNING

THIRD_DAY = 2  # working days after the first


@dataclass(frozen=True)
class Line:
    """One line of the list: whether it was shown, by whom and when, and whether the person says so too."""

    item: InductionItem
    tick: InductionTick | None

    @property
    def shown(self) -> bool:
        """Whether the workplace has shown it."""
        return self.tick is not None

    @property
    def confirmed(self) -> bool:
        """Whether the person says so too."""
        return self.tick is not None and self.tick.confirmed_at is not None

    @property
    def shown_by(self) -> User | None:
        """Who has ticked it."""
        return self.tick.shown_by if self.tick else None


def is_shown(placement: Placement) -> bool:
    """Whether there is a list: at a workplace, from when all have signed until the end."""
    return placement.vacancy_id is not None and placement.state in HOLDS_PLACE


def items_of(placement: Placement) -> list[InductionItem]:
    """The lines that hold on the first day of the place, of every type of service and of its own."""
    on = placement.starts_on or timezone.localdate()
    rows = InductionItem.objects.valid_on(on)
    own: Any = rows.filter(Q(programme_type=None) | Q(programme_type=placement.programme_type_id))
    return list(own.order_by("position", "code"))


def lines_of(placement: Placement) -> list[Line]:
    """The list as it is now."""
    ticks = InductionTick.objects.filter(induction__placement=placement).select_related("shown_by")
    by_item = {tick.item_id: tick for tick in ticks}
    return [Line(item, by_item.get(item.pk)) for item in items_of(placement)]


def due_day(first: date) -> date:
    """The third working day of a place that began on the day."""
    return add_working_days(first, THIRD_DAY)


def first_day_of_work(placement: Placement) -> date | None:
    """The day on which the work began, or is agreed to begin."""
    return placement.started_on or placement.starts_on


def asked_of_host(row: Induction | None, placement: Placement) -> bool:
    """Whether the workplace reads now that something has not been shown: from the third day on."""
    waits = row is not None and row.done_on is None and row.due_on is not None
    return bool(waits and placement.state in RUNNING and row.due_on <= timezone.localdate())  # type: ignore[union-attr, operator]
