"""Drafts of editions, kept until something changes: what was looked at is what is published."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache

from audit.selectors import mark_of
from programmes.workspace.figures import counted_kinds
from reports.goals import goals
from reports.periods import Period
from reports.publishing import Draft, draft_edition, newest_number

SECONDS = 3600


def kept_draft(period: Period) -> Draft:
    """The draft of the period, made anew only after an act, an import, a new goal or another edition."""
    facts = (mark_of(counted_kinds()), newest_number(), period, goals())
    key = f"edition-draft:{sha256(repr(facts).encode()).hexdigest()}"
    draft: Draft | None = cache.get(key)
    if draft is None:
        draft = draft_edition(period)
        cache.set(key, draft, SECONDS)
    return draft
