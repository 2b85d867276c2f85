"""The end assessment in the person's own words, and the tasks of their skills certificate (decision 0097)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from programmes.placements.models import Placement, SkillTask
from programmes.placements.models.certificate import MOST_TASKS
from programmes.placements.states import WORKED, PlacementState
from programmes.telling import enqueue_messages
from workflow.locks import lock


@transaction.atomic
def say_of_assessment(placement: Placement, *, by: User, agrees: bool, words: str) -> None:
    """The person has said themself whether they agree with the end assessment; the later word holds.

    Raises ValidationError before the closing talk, and for a no without a word.
    """
    lock(placement)
    if placement.state != PlacementState.CLOSED:
        raise ValidationError(_("The closing talk has not been held yet."))
    if not agrees and not words.strip():
        raise ValidationError({"words": _("Write in your own words what you see otherwise.")})
    rows = Placement.objects.filter(pk=placement.pk)
    placement.participant_agrees, placement.own_words = agrees, words.strip()
    rows.update(participant_agrees=agrees, own_words=placement.own_words)
    event = record("placement.assessment_answered", placement, by=by, data={"agrees": agrees})
    enqueue_messages(event, placement)


@transaction.atomic
def tell_tasks(placement: Placement, texts: Iterable[str], chosen: Collection[str], *, by: User) -> None:
    """The tasks of the certificate are these; those that were confirmed stay so. chosen: of those that stand.

    Raises ValidationError for too many, and before the work has begun.
    """
    lock(placement)
    wanted = list(dict.fromkeys(text.strip()[:160] for text in texts if text.strip()))
    if placement.state not in WORKED:
        raise ValidationError(_("The work has not begun yet."))
    stand = {row.text: row for row in SkillTask.objects.filter(placement=placement)}
    if len(set(wanted) | set(stand)) > MOST_TASKS:
        raise ValidationError(_("At most %(number)s tasks fit.") % {"number": MOST_TASKS})
    for row in stand.values():
        if row.chosen != (row.text in chosen):
            row.chosen = row.text in chosen
            row.save(update_fields=["chosen"])
    new = [text for text in wanted if text not in stand]
    for text in new:
        row = SkillTask(placement=placement, text=text)
        row.full_clean()
        row.save()
    if new:
        event = record("placement.tasks_told", placement, by=by, data={"tasks": len(new)})
        enqueue_messages(event, placement)


@transaction.atomic
def confirm_tasks(placement: Placement, keys: Collection[int], *, by: User) -> int:
    """The workplace says of these tasks that the person can do them; answers how many were new."""
    lock(placement)
    waiting = SkillTask.objects.filter(placement=placement, pk__in=sorted(keys), confirmed_at=None)
    confirmed = waiting.update(confirmed_at=timezone.now(), confirmed_by=by)
    if confirmed:
        event = record("placement.tasks_confirmed", placement, by=by, data={"tasks": confirmed})
        enqueue_messages(event, placement)
    return confirmed
