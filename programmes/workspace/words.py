"""Sentences that several pages of workers say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import ngettext

from ui.formats import day


def late_words(due_on: date, today: date) -> str:
    """How many days ago the day was by which something should have been done."""
    days = (today - due_on).days
    words = ngettext(
        "Late by %(number)s day, since %(date)s.", "Late by %(number)s days, since %(date)s.", days
    )
    return words % {"number": days, "date": day(due_on)}
