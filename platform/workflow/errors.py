"""What can stand in the way of a transition, each with what a page needs to say it kindly."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import Event

FOLLOWED = _("something has followed it")


class OutOfTurn(Exception):  # noqa: N818 - a situation, not an error of ours
    """The row is no longer where the person saw it: someone else was just here."""

    def __init__(self, obj: models.Model, event: Event | None) -> None:
        self.obj = obj
        self.event = event
        super().__init__(f"{obj} is {obj.state}")  # type: ignore[attr-defined]


class OwnInterest(PermissionDenied):
    """The row is about the person themself or their own organisation: `words` say so, and who acts."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class CannotUndo(Exception):  # noqa: N818 - a situation, not an error of ours
    """The act cannot be taken back: `why`, as the end of a sentence, and the `row` that stops it."""

    def __init__(self, why: str | Promise = FOLLOWED, row: models.Model | None = None) -> None:
        self.why = why
        self.row = row
        super().__init__(str(why))
