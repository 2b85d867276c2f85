"""Places of which nothing is to be done any more: when that is so, and how they leave what waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from programmes.participants.models import CallRequest, Participation
from programmes.participants.states import OPEN
from programmes.placements.models import Placement
from programmes.placements.states import AFTER_A_NO, OVER, RUNNING, PlacementState

# Long after an act can be taken back by the one who did it.
ARCHIVED_AFTER = timedelta(days=14)
# So many at one run of `maintain`; the next takes more.
AT_ONCE, CHUNK = 50_000, 1000


def beside() -> QuerySet[Placement]:
    """The other places of the same person, asked from a placement."""
    return Placement.objects.filter(participation=OuterRef("participation")).exclude(pk=OuterRef("pk"))


def dealt_with(
    before: datetime | None = None, *, rests: Collection[str] = (), when_declined: Collection[str] = ()
) -> Any:
    """A no, or a place that was closed, after which nothing is to be done any more, whatever comes.

    Something newer was suggested, or after a no the person was rung, is in another place, or has lived
    through one since. before: and that was before then. rests: states of another place of the person in
    which a no rests too; when_declined: those in which the person's own no does. The other places of the
    person are looked at once, not for each reason.
    """
    newer, begun = Q(pk__gt=OuterRef("pk")), Q(state__in=sorted(RUNNING))
    lived = Q(
        state__in=[PlacementState.ENDED, PlacementState.CLOSED], state_since__gt=OuterRef("state_since")
    )
    rung = CallRequest.objects.filter(
        participation=OuterRef("participation"), called_at__gte=OuterRef("state_since")
    )
    if before is not None:
        newer &= Q(offered_on__lt=before.date())
        begun, lived = begun & Q(state_since__lt=before), lived & Q(state_since__lt=before)
        rung = rung.filter(called_at__lt=before)
    after_a_no = newer | begun | Q(state__in=sorted(rests))
    after_own = after_a_no | lived | Q(state__in=sorted(when_declined))
    return (
        Q(~Q(state__in=sorted(AFTER_A_NO)), Exists(beside().filter(newer)))
        | Q(Exists(beside().filter(after_a_no)), state__in=sorted(AFTER_A_NO - {PlacementState.DECLINED}))
        | Q(Exists(beside().filter(after_own)), state=PlacementState.DECLINED)
        | Q(Exists(rung), state__in=sorted(AFTER_A_NO))
    )


def archive_over() -> int:
    """Places that are over and ask nothing of anybody are archived (decision 52); answers how many.

    Any transition brings one back, and so does an undo of what had followed it.
    """
    before = timezone.now() - ARCHIVED_AFTER
    asks_nothing = ~Q(state__in=sorted(AFTER_A_NO)) & Q(due_on=None)
    gone = ~Q(participation__state__in=sorted(OPEN)) & Q(participation__state_since__lt=before)
    rows = Placement.objects.filter(
        asks_nothing | dealt_with(before) | gone,
        state__in=sorted(OVER),
        state_since__lt=before,
        archived_on=None,
    )
    archived, keys = 0, list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE])
    for begin in range(0, len(keys), CHUNK):
        still = Placement.objects.filter(
            pk__in=keys[begin : begin + CHUNK], state__in=sorted(OVER), archived_on=None
        )
        archived += still.update(archived_on=timezone.localdate())
    return archived


def back_on_lists(row: models.Model, **_told: Any) -> None:
    """What was archived of the person is not: an act that it went by has been taken back."""
    time = row if isinstance(row, Participation) else getattr(row, "participation", None)
    if time is not None:
        Placement.objects.filter(participation=time, archived_on__isnull=False).update(archived_on=None)
