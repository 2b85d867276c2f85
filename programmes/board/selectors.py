"""Reads of the board, the viewer first: which environments, whose groups, who comes on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Viewer
from letters.order import in_order
from programmes.catalogue.models import Intake, IntakeStatus
from programmes.placements.models import Placement, Session, SessionSeat
from programmes.placements.sessions import comes
from programmes.placements.states import HOLDS_SEAT, LIVED
from programmes.policies import in_groups, visible

GROUP_NAMES = ("programme__programme_type", "municipality", "environment__municipality")
NO_SHAPES = ("municipality__shape", "environment__municipality__shape")
PERSON = "participation__participant"


@dataclass
class Board:
    """The groups of one coaching environment, or of a municipality without one.

    key: in an address. friday: of the week that is shown.
    """

    key: str
    name: str
    friday: date
    groups: list[Intake] = field(default_factory=list)

    @property
    def running(self) -> list[Intake]:
        """Those that have begun by the end of the week."""
        return [group for group in self.groups if group.starts_on <= self.friday]

    @property
    def later(self) -> list[Intake]:
        """Those that begin after it."""
        return [group for group in self.groups if group.starts_on > self.friday]


def groups_for(viewer: Viewer) -> QuerySet[Intake]:
    """The groups that the viewer may see, with their names."""
    return visible(viewer, Intake).select_related(*GROUP_NAMES).defer(*NO_SHAPES)


def boards_for(viewer: Viewer, monday: date) -> list[Board]:
    """The boards with the groups that run in the week or begin after it, by name."""
    friday = monday + timedelta(days=4)
    not_over = Q(ends_on=None) | Q(ends_on__gte=min(monday, timezone.localdate()))
    rows = groups_for(viewer).filter(not_over).exclude(status=IntakeStatus.CANCELLED)
    found: dict[str, Board] = {}
    for group in rows.order_by("starts_on", "pk"):
        key = _key_of(group)
        if key not in found:
            found[key] = Board(key, _name_of(group), friday)
        found[key].groups.append(group)
    return in_order(sorted(found.values(), key=lambda board: board.key), lambda board: board.name)


def _key_of(group: Intake) -> str:
    return group.environment.code if group.environment else f"m-{group.municipality_id}"


def _name_of(group: Intake) -> str:
    if group.environment:
        return group.environment.name
    return _("Other groups, %(municipality)s") % {"municipality": group.municipality.name}


def group_for(viewer: Viewer, reference: str) -> Intake:
    """The group in the viewer's scope; 404 when there is none."""
    found = groups_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def session_for(viewer: Viewer, reference: str) -> Session:
    """The meeting in the viewer's scope; 404 when there is none."""
    found = _sessions(visible(viewer, Session)).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def sessions_between(groups: Iterable[Intake], first: date, last: date) -> list[Session]:
    """The meetings of the groups in the days from `first` to `last`, in order; called off ones too."""
    rows = Session.objects.filter(intake__in=[group.pk for group in groups], on__gte=first, on__lte=last)
    return list(_sessions(rows).order_by("on", "starts_at", "pk"))


def _sessions(rows: QuerySet[Session]) -> QuerySet[Session]:
    names = tuple(f"intake__{name}" for name in GROUP_NAMES)
    without = tuple(f"intake__{name}" for name in NO_SHAPES)
    return rows.select_related("instructor", "reason", *names).defer(*without)


def who_comes(viewer: Viewer, sessions: Iterable[Session]) -> dict[int, list[Placement]]:
    """Who of those that the viewer reads comes to each of the meetings, by its key and by first name."""
    keys = [session.pk for session in sessions]
    rows = SessionSeat.objects.filter(comes(), session__in=keys, placement__in=in_groups(viewer))
    names = ("placement__programme_type", "placement__participation__participant")
    found: dict[int, list[Placement]] = defaultdict(list)
    for seat in rows.select_related(*names).order_by("session", "pk"):
        found[seat.session_id].append(seat.placement)
    return {key: by_first_name(places) for key, places in found.items()}


def people_of(viewer: Viewer, group: Intake) -> list[Placement]:
    """Everybody in the group whom the viewer reads: who holds a seat, and who was there, by first name."""
    rows = in_groups(viewer).filter(intake=group, state__in=sorted(HOLDS_SEAT | LIVED))
    found = rows.select_related(
        PERSON, "participation__municipality", "programme_type", "intake__environment"
    )
    without = ("participation__municipality__shape", "intake__environment__municipality__shape")
    return by_first_name(found.defer(without[0]))


def person_in(viewer: Viewer, group: Intake, reference: str) -> Placement:
    """One person of the group; 404 when the viewer reads no such one."""
    found = next((one for one in people_of(viewer, group) if one.reference == reference), None)
    if found is None:
        raise Http404
    return found


def by_first_name(placements: Iterable[Placement]) -> list[Any]:
    """The placements by the first name of the person, then by age of the row."""
    rows = sorted(placements, key=lambda one: one.pk)
    return in_order(rows, lambda one: one.participation.participant.first_name)
