"""Drafts of editions, kept until something changes: what was looked at is what is published."""

from __future__ import annotations

from reports.goals import goals
from reports.kept import kept
from reports.periods import Period
from reports.publishing import Draft, draft_edition, newest_number

SECONDS = 3600


def kept_draft(period: Period) -> Draft:
    """The draft of the period, made anew only after an act, an import, a new goal or another edition."""
    asked = ("edition-draft", newest_number(), period, goals())
    return kept(None, asked, lambda: draft_edition(period), SECONDS)
