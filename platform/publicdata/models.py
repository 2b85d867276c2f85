"""What has changed of the things that anyone may read, and where."""

from __future__ import annotations

import secrets

from django.db import models

WORD_BITS = 40  # so that a sum of a million words still is a whole number of the database


def new_word() -> int:
    """A number that nobody can foresee."""
    return secrets.randbits(WORD_BITS)


class PublicChange(models.Model):
    """One change of what readers see, written in the transaction of the change.

    municipality: the code of the one whose pages show it; empty for what any page may show. word: random, so
    that a restored backup never has the words of what came after it. No row is ever changed, so changes do
    not wait for each other; `maintain` takes old ones away.
    """

    at = models.DateTimeField(auto_now_add=True)
    municipality = models.CharField(max_length=3, blank=True)
    word = models.BigIntegerField(default=new_word)

    class Meta:
        indexes = [models.Index(fields=["municipality", "word"], name="publicdata_change_where")]

    def __str__(self) -> str:
        return self.municipality or "everywhere"
