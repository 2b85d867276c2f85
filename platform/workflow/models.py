"""What every row with a state has, and what undo needs to remember."""

from __future__ import annotations

import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10
SPARE = 4
SIGN_OF = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
# Bytes that would make some letters likelier than others are let go.
UNEVEN = bytes(range(256 - 256 % len(ALPHABET), 256))


def new_reference() -> str:
    """A short random public code: ten characters that cannot be mistaken for each other."""
    signs = b""
    while len(signs) < LENGTH:
        signs += secrets.token_bytes(LENGTH + SPARE).translate(SIGN_OF, UNEVEN)
    return signs[:LENGTH].decode()


class GuardedQuerySet(models.QuerySet):
    """Refuses to set a state past the workflow."""

    def update(self, **values: object) -> int:
        """As Django's, but `state` is set by `workflow.apply` alone."""
        if "state" in values:
            raise TypeError("A state is set by workflow.apply, not by update().")
        return super().update(**values)


class StateRow(models.Model):
    """A row that a state machine moves: its public reference, and since when it is where it is."""

    reference = models.CharField(
        _("reference"), max_length=20, unique=True, default=new_reference, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(_("by"), null=True, blank=True, editable=False)
    archived_on = models.DateField(null=True, blank=True, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True


class UndoNote(models.Model):
    """What an event changed and made, so that it can be taken back while nothing has followed it.

    before: the former values of its own row, by column. made: rows that came with it, [label, key]. changed:
    other rows, [label, key, former values by column].
    """

    event = models.OneToOneField("audit.Event", on_delete=models.DO_NOTHING, related_name="undo_note")
    before = models.JSONField(encoder=DjangoJSONEncoder)
    made = models.JSONField(default=list)
    changed = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    def __str__(self) -> str:
        return f"undo {self.event_id}"
