"""One undertaking and all the de minimis aid that is known of it: our own decisions and what hosts have told.

Undertakings are one by article 2 (2) of Regulation (EU) 2023/2831; which they are the host employers tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.catalogue.selectors import parameter
from programmes.employers.aid import Ceiling, Grant, room_on, sum_on
from programmes.employers.models import (
    Business,
    HostEmployer,
    LinkedUndertaking,
    OtherAid,
    SupplementApplication,
    SupplementStatus,
)


@dataclass(frozen=True)
class AidLine:
    """One grant in words: when, how much, by whom, to which business id, the last day on which it counts.

    key: of what a host has told, so that it can be taken off; None for our own decisions.
    """

    on: date
    euros: Decimal
    granter: str
    to: str
    free_on: date
    counts: bool
    key: int | None = None


@dataclass(frozen=True)
class Standing:
    """How one undertaking stands on a day: each grant, what counts, what may still be granted, in euros."""

    day: date
    ids: tuple[str, ...]
    lines: tuple[AidLine, ...]
    ceiling: Ceiling
    counted: Decimal
    room: Decimal

    @property
    def grants(self) -> list[Grant]:
        """The grants as the arithmetic takes them."""
        return [Grant(one.on, one.euros) for one in self.lines]


def ceiling_on(day: date) -> Ceiling:
    """The ceiling that holds on the day."""
    return Ceiling(parameter("de-minimis-ceiling", day), int(parameter("de-minimis-years", day)))


def ids_of(host: HostEmployer) -> tuple[str, ...]:
    """The business ids that are one undertaking with the host's: as it tells, and as any of them tells."""
    found: set[str] = {host.business_id}
    while True:
        links = LinkedUndertaking.objects.filter(Q(host__business_id__in=found) | Q(business_id__in=found))
        told = links.order_by().values_list("host__business_id", "business_id")
        more = found.union(*told)
        if more == found:
            return tuple(sorted(found))
        found = more


def hosts_with(ids: Collection[str]) -> list[HostEmployer]:
    """The host employers among the business ids."""
    return list(HostEmployer.objects.filter(business_id__in=ids).order_by("pk"))


def standing_of(host: HostEmployer, day: date | None = None) -> Standing:
    """How the undertaking of the host stands on the day, today when none is given."""
    on = day or timezone.localdate()
    ids, ceiling = ids_of(host), ceiling_on(on)
    lines = tuple(
        sorted(
            (*_own(ids, on, ceiling), *_told(host, ids, on, ceiling)), key=lambda one: one.on, reverse=True
        )
    )
    grants = [Grant(one.on, one.euros) for one in lines]
    return Standing(on, ids, lines, ceiling, sum_on(grants, on, ceiling), room_on(grants, on, ceiling))


def _own(ids: Collection[str], day: date, ceiling: Ceiling) -> Iterable[AidLine]:
    rows = SupplementApplication.objects.filter(
        host__business_id__in=ids, status=SupplementStatus.GRANTED, business=Business.BUSINESS
    )
    name = _("Employment supplement")
    told = rows.order_by("pk").values_list("decided_on", "granted", "host__business_id")
    for decided_on, euros, to in told:
        if decided_on is not None and euros is not None:
            yield _line(decided_on, euros, name, to, day, ceiling)


def _told(host: HostEmployer, ids: Collection[str], day: date, ceiling: Ceiling) -> Iterable[AidLine]:
    """What others have granted. Two hosts of one undertaking may both tell of the same: then it counts once,
    but as often as one of them tells it."""
    rows = OtherAid.objects.filter(Q(host__business_id__in=ids) | Q(business_id__in=ids))
    told: Counter[tuple[int, str, date, Decimal, str]] = Counter()
    counted: Counter[tuple[str, date, Decimal, str]] = Counter()
    for row in sorted(rows, key=lambda one: (one.host_id != host.pk, one.pk)):
        what = (row.business_id, row.granted_on, row.euros, " ".join(row.granter.casefold().split()))
        told[row.host_id, *what] += 1
        if told[row.host_id, *what] > counted[what]:
            counted[what] += 1
            own = row.pk if row.host_id == host.pk else None
            yield _line(row.granted_on, row.euros, row.granter, row.business_id, day, ceiling, key=own)


def _line(
    on: date, euros: Decimal, granter: str, to: str, day: date, ceiling: Ceiling, *, key: int | None = None
) -> AidLine:
    counts = on <= day <= ceiling.last_day(on)
    return AidLine(on, euros, granter, to, ceiling.free_on(on), counts, key)
