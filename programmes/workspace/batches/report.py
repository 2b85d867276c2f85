"""What a batch has come to: how far it is, what became of each person, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from programmes.participants.models import Participation
from programmes.participants.selectors import participations_for
from programmes.workspace.batches.acts import ACTS
from programmes.workspace.batches.making import UNDO
from programmes.workspace.batches.telling import Telling, telling_of
from programmes.workspace.models import Batch, BatchRow

KEPT = timedelta(days=30)
DRAFTS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One person of the batch; `person` is None where the worker does not see them any more."""

    person: Participation | None
    why: str
    note: str = ""


@dataclass(frozen=True)
class Report:
    """The people of a batch by what became of them, in the order of the list."""

    waits: list[Line]
    done: list[Line]
    not_done: list[Line]
    left_out: list[Line]
    telling: Telling | None = None

    @property
    def total(self) -> int:
        """How many the batch was to touch."""
        return len(self.waits) + len(self.done) + len(self.not_done)

    @property
    def so_far(self) -> int:
        """How many have been tried."""
        return len(self.done) + len(self.not_done)

    @property
    def people(self) -> list[Participation]:
        """Everybody who is named."""
        every = [*self.waits, *self.done, *self.not_done, *self.left_out]
        return [line.person for line in every if line.person is not None]


def report_of(batch: Batch, viewer: User) -> Report:
    """What became of each person, as far as the viewer sees them today."""
    rows = list(batch.rows.all())
    seen = {
        row.pk: row
        for row in participations_for(viewer).filter(pk__in=[row.participation_id for row in rows])
    }
    by: dict[str, list[Line]] = {value: [] for value in BatchRow.Became.values}
    became = BatchRow.Became
    waiting = [row.participation_id for row in rows if row.became == became.WAITS]
    telling = telling_before(batch, [seen[pk] for pk in waiting if pk in seen])
    notes = telling.of_each if telling else {}
    for row in rows:
        note = notes.get(row.participation_id, "")
        by[row.became].append(Line(seen.get(row.participation_id), row.why, note))
    return Report(by[became.WAITS], by[became.DONE], by[became.NOT_DONE], by[became.LEFT_OUT], telling)


def telling_before(batch: Batch, people: list[Participation]) -> Telling | None:
    """Who would hear of it and how, before it is begun; None later, and of an act that tells nobody."""
    act = ACTS.get(batch.act)
    if batch.state != Batch.State.DRAFT or act is None or not act.tells:
        return None
    return telling_of(people, act.tells, officers=act.tells_officers)


def may_take_back(batch: Batch) -> bool:
    """Whether the worker may still take the batch back: once, within the hours of any undo."""
    if batch.act == UNDO or batch.begun_at is None or hasattr(batch, "undone_by"):
        return False
    fresh = timezone.now() - batch.begun_at <= timedelta(hours=settings.UNDO_HOURS)
    return (
        fresh and batch.state == Batch.State.DONE and batch.rows.filter(became=BatchRow.Became.DONE).exists()
    )


@transaction.atomic
def take_back(batch: Batch) -> Batch:
    """A batch is under way that takes back row by row what this one did; asked twice, the same one."""
    undoing, made = Batch.objects.get_or_create(
        undoes=batch,
        defaults={
            "by_id": batch.by_id,
            "act": UNDO,
            "language": get_language() or "fi",
            "state": Batch.State.QUEUED,
            "begun_at": timezone.now(),
        },
    )
    if made:
        done = batch.rows.filter(became=BatchRow.Became.DONE)
        BatchRow.objects.bulk_create(
            BatchRow(batch=undoing, place=row.place, participation_id=row.participation_id, event=row.event)
            for row in done
        )
    return undoing


def own_batches(user: User) -> QuerySet[Batch]:
    """The worker's batches that have begun, the newest first, with how many people each has done or not."""
    rows = Batch.objects.filter(by=user).exclude(state=Batch.State.DRAFT).select_related("undoes")
    return rows.order_by("-pk")


def counts_of(batches: Sequence[Batch]) -> dict[int, dict[str, int]]:
    """By batch, how many people became what."""
    counted = BatchRow.objects.filter(batch__in=batches).order_by().values("batch", "became")
    found: dict[int, dict[str, int]] = {
        batch.pk: dict.fromkeys(BatchRow.Became.values, 0) for batch in batches
    }
    for one in counted.annotate(number=Count("pk")):
        found[one["batch"]][one["became"]] = one["number"]
    return found


def under_way(user: User) -> Batch | None:
    """The worker's newest batch that is not done yet."""
    return Batch.objects.filter(by=user, state=Batch.State.QUEUED).order_by("-pk").first()


def forget_old_batches() -> int:
    """Batches that nobody looks at any more are gone with what was asked; the acts stay in the trail."""
    now = timezone.now()
    drafts = Batch.objects.filter(state=Batch.State.DRAFT, made_at__lt=now - DRAFTS_KEPT)
    old = Batch.objects.filter(state=Batch.State.DONE, done_at__lt=now - KEPT)
    return drafts.delete()[0] + old.delete()[0]
