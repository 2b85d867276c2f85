"""A batch from its choice to its beginning: whom it touches, who is left out and why, what was asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from audit.selectors import newest_about
from programmes.participants.models import Participation
from programmes.participants.selectors import participations_for
from programmes.workspace.batches.acts import ACTS, LED_TO
from programmes.workspace.models import Batch, BatchRow

MOST = 500
MOST_LED = 200  # so many references fit into an address
UNDO = "undo"


def chosen_people(by: User, references: Sequence[str]) -> QuerySet[Participation]:
    """Those of the references that the worker may see; of the others not even that they are there is told."""
    return participations_for(by).filter(reference__in=references[: MOST + 1])


def led_to(act: str, rows: QuerySet[Participation]) -> str:
    """The address of the act's own page, with the people. Raises ValidationError for nobody and for more than
    `MOST_LED`."""
    references = [row.reference for row in _within(rows, MOST_LED)]
    return f"{reverse(LED_TO[act].page)}?people={','.join(references)}"


def _within(rows: QuerySet[Participation], most: int) -> list[Participation]:
    people = list(rows[: most + 1])
    if not people:
        raise ValidationError(_("Choose at least one person first."))
    if len(people) > most:
        told = _("At most %(number)s people at a time. Narrow the list by its choices first.")
        raise ValidationError(told % {"number": most})
    return people


@transaction.atomic
def draft(by: User, act: str, rows: QuerySet[Participation]) -> Batch:
    """A batch that has not begun stands, with everybody it would touch in the order of the list, and with the
    reason of those it leaves out. Raises ValidationError for nobody, for more than `MOST`, and for no act."""
    people = _within(rows, MOST)
    if act not in ACTS:
        raise ValidationError(_("Choose first what is done."))
    batch = Batch.objects.create(by=by, act=act, language=get_language() or "fi")
    seen = newest_about("participation", [row.pk for row in people])
    BatchRow.objects.bulk_create(
        _row(batch, place, row, ACTS[act].left_out(row, by), seen.get(row.pk, 0))
        for place, row in enumerate(people)
    )
    return batch


def _row(batch: Batch, place: int, row: Participation, why: str, seen: int) -> BatchRow:
    became = BatchRow.Became.LEFT_OUT if why else BatchRow.Became.WAITS
    return BatchRow(batch=batch, place=place, participation=row, became=became, why=why, seen=seen)


def begin(batch: Batch, form: forms.Form) -> bool:
    """The batch is under way with what the form says; false when it was already.

    form: that of its act, valid.
    """
    asked = {name: form.data.get(form.add_prefix(name), "") for name in form.fields}
    now = timezone.now()
    waiting = Batch.objects.filter(pk=batch.pk, state=Batch.State.DRAFT)
    return bool(waiting.update(state=Batch.State.QUEUED, asked=json.dumps(asked), begun_at=now))


def form_of(batch: Batch, by: User, data: Any = None) -> forms.Form:
    """The form of the batch's act: empty, with what was sent now, or with what was asked when it began."""
    form: Any = ACTS[batch.act].form
    if data is None and batch.state != Batch.State.DRAFT:
        data = QueryDict(mutable=True)
        data.update(json.loads(batch.asked or "{}"))
    made: forms.Form = form(data, user=by)
    return made


def batch_for(by: User, reference: str) -> Batch:
    """The worker's own batch; 404 for anybody else's."""
    found = Batch.objects.filter(by=by, reference=reference).select_related("undoes").first()
    if found is None:
        raise Http404
    return found
