"""Publishing: the figures of a period after disclosure control are attacked, and frozen as an edition."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import scope_of
from audit.services import record
from publicdata.version import public_has_changed
from reports.disclosure.attack import Clash, attack
from reports.disclosure.facts import NOT_PEOPLE, Published
from reports.disclosure.secondary import CannotHideError
from reports.disclosure.veil import Veiled, veil
from reports.editions import BREAKDOWNS, newest_edition, published_beside
from reports.figures import Figure, count_figures
from reports.goals import goals
from reports.models import Edition
from reports.outputs.document import as_document
from reports.periods import Period
from reports.selectors import frames_for, reference_for
from workflow.engine import first_time

PUBLISHING = 5161  # the advisory lock: one edition after the other


class NotPublishableError(Exception):
    """There can be no edition of the period, in words for a person."""


@dataclass(frozen=True)
class Draft:
    """What would be published of a period: figures after disclosure control, and what speaks against it."""

    period: Period
    name: str
    replaces: str
    veiled: Veiled | None
    clashes: tuple[Clash, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures as they would be read; none when not all that is small can be hidden."""
        return self.veiled.figures if self.veiled else ()

    @property
    def hidden(self) -> int:
        """How many figures are hidden."""
        return sum(figure.hidden for figure in self.figures)


class RefusedError(Exception):
    """Hidden counts could be worked out: nothing was published."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(f"{len(draft.clashes)} hidden counts could be worked out")


def period_to_publish(name: str, today: date) -> Period:
    """The period of that name when it has ended; NotPublishableError in words when there is none."""
    try:
        period = Period.named(name)
    except ValueError as error:
        raise NotPublishableError(
            _("%(name)s is no quarter (2026-Q1), half (2026-H1) or year (2026).") % {"name": name}
        ) from error
    if period.end >= today:
        raise NotPublishableError(_("%(name)s has not ended yet: wait until it has.") % {"name": name})
    return period


def draft_edition(period: Period) -> Draft:
    """What an edition of the period would show now."""
    beside = published_beside(period)
    former = newest_edition(period)
    name = f"{period.name}-{former.number + 1}" if former else str(period.name)
    figures = count_figures(frames_for(None), period, breakdowns=(None, *BREAKDOWNS), goals=goals())
    if not any(figure.n for figure in figures if figure.indicator not in NOT_PEOPLE):
        raise NotPublishableError(_("There is nobody in the figures of %(name)s.") % {"name": period.name})
    reference = reference_for(None)
    replaces = former.name if former else ""
    try:
        veiled = veil(figures, period, beside, reference)
    except CannotHideError as refusal:
        told = tuple(Clash(name, indicator, *row, "n") for indicator, row in refusal.told)
        return Draft(period, name, replaces, None, told)
    clashes = attack([*beside, Published(name, period, veiled.figures)], reference)
    if clashes:
        known = {_place(each) for each in attack(beside, reference)}
        clashes = [each for each in clashes if _place(each) not in known]
    return Draft(period, name, replaces, veiled, tuple(clashes))


def publish_edition(
    period: Period,
    *,
    by: User | None,
    token: str | None = None,
    draft_of: Callable[[Period], Draft] | None = None,
) -> Edition:
    """The figures of the period are frozen for anyone to read, and who published them is on record.

    by: None is the service itself at the console. token: the same one twice is one edition. draft_of: where
    a draft may be kept. Raises PermissionDenied for who does not manage, RefusedError, with nothing
    published, when a hidden count could be worked out, NotPublishableError when there is nothing to publish.
    """
    if by is not None and not scope_of(by).holds(Role.MANAGER):
        raise PermissionDenied
    while True:
        if (known := first_time(token, Edition)) is not None:
            return Edition.objects.get(pk=known.object_id)
        before = newest_number()
        draft = (draft_of or draft_edition)(period)
        if draft.clashes:
            raise RefusedError(draft)
        with transaction.atomic():
            _one_at_a_time()
            if newest_number() == before:  # else another was published meanwhile: this one is drafted anew
                return _publish(draft, by, token)


def _publish(draft: Draft, by: User | None, token: str | None) -> Edition:
    edition = _freeze(draft, timezone.localtime(), by)
    told = {
        "edition": edition.name,
        "replaces": draft.replaces,
        "figures": edition.figures,
        "hidden": edition.hidden,
        "sha256": edition.sha256,
    }
    record("edition.published", edition, by=by, data=told, token=token)
    public_has_changed()
    return edition


def newest_number() -> int:
    """The number of the edition that was published last of all, 0 before the first."""
    return Edition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def clashing_tables(clashes: Sequence[Clash]) -> list[str]:
    """A line for each table with what can be worked out in it: `2026-Q1 P3 by gender: male (n, k)`."""
    lines: dict[tuple[str, str, str], Counter[str]] = {}
    counts: dict[tuple[tuple[str, str, str], str], list[str]] = {}
    for clash in clashes:
        table = clash.edition, clash.indicator, f"by {clash.by}" if clash.by else "in all"
        group = clash.group or "everyone"
        lines.setdefault(table, Counter())[group] += 1
        counts.setdefault((table, group), []).append(clash.count)
    return [
        " ".join(table) + ": " + ", ".join(f"{group} ({', '.join(counts[table, group])})" for group in groups)
        for table, groups in lines.items()
    ]


def _freeze(draft: Draft, now: datetime, by: User | None) -> Edition:
    content: dict[str, Any] = as_document(draft.figures, draft.period, now)
    digest = hash_of(content)
    content["edition"] = {
        "id": draft.name,
        "period": draft.period.name,
        "published_at": content["generated_at"],
        "replaces": draft.replaces or None,
        "sha256": digest,
    }
    former = newest_edition(draft.period)
    return Edition.objects.create(
        name=draft.name,
        period=str(draft.period.name),
        number=former.number + 1 if former else 1,
        replaces=former,
        published_at=now,
        published_by=by,
        figures=len(draft.figures),
        hidden=draft.hidden,
        sha256=digest,
        document=json.dumps(content, ensure_ascii=False, indent=1) + "\n",
    )


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of figures and definitions: sorted keys, no spaces, UTF-8."""
    hashed = {name: content[name] for name in ("definitions", "figures")}
    canonical = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _one_at_a_time() -> None:
    """Two that publish at once would each not see what the other shows. SQLite has one lock for all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PUBLISHING, 0])


def _place(clash: Clash) -> tuple[str, str, str | None, str | None, str]:
    return clash.edition, clash.indicator, clash.by, clash.group, clash.count
