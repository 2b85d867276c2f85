"""Where each reader sees a row of a machine, what it is called there, and how its state is worded."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.selectors import scope_of
from programmes.placements.attendance import selectors as attendance
from programmes.placements.models import AttendanceMonth, Placement
from programmes.placements.states import own_words
from programmes.relations import is_host, is_participant, referred, takes_over_referral
from ui.formats import day as in_words
from workflow import registry


def label(row: Any, user: Any) -> Any:
    """The state in the words of whoever reads: the person's own, the workplace's, or the staff's."""
    if is_participant(user, row):
        return own_words(row) if isinstance(row, Placement) else row.facts.own
    if isinstance(row, Placement | AttendanceMonth) and is_host(user, row):
        return row.facts.host
    return row.get_state_display()


def participation_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the participation."""
    if is_participant(user, row):
        return reverse("my:home")
    as_officer = referred(user, row) or (
        scope_of(user).holds(Role.REFERRER) and takes_over_referral(user, row)
    )
    if as_officer and not scope_of(user).holds(Role.COORDINATOR):
        return reverse("refer:detail", args=[row.reference])  # type: ignore[attr-defined]
    return reverse("work:person", args=[row.reference])  # type: ignore[attr-defined]


def interest_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the sign of interest."""
    name = "my:interest" if is_participant(user, row) else "work:interest"
    return reverse(name, args=[row.reference])  # type: ignore[attr-defined]


def interest_title(row: models.Model, user: Any) -> str:
    """What it is in, and for a worker whose it is."""
    if is_participant(user, row):
        return str(row)
    return f"{row.participation.participant.short_name}: {row}"  # type: ignore[attr-defined]


def placement_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the placement."""
    if is_participant(user, row):
        return reverse("my:placement", args=[row.reference])  # type: ignore[attr-defined]
    if is_host(user, row):
        return reverse("host:placement", args=[row.reference])  # type: ignore[attr-defined]
    return reverse("work:placement", args=[row.reference])  # type: ignore[attr-defined]


def month_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the days of the month."""
    return attendance.address_of(row, user)  # type: ignore[arg-type]


def month_title(row: models.Model, user: Any) -> str:
    """The month, and for others than the person whose it is: the host reads the first name only."""
    title = attendance.name_of(row.month)  # type: ignore[attr-defined]
    if is_participant(user, row):
        return title
    person = row.participation.participant  # type: ignore[attr-defined]
    return f"{person.first_name if is_host(user, row) else person.short_name}: {title}"


def vacancy_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the vacancy."""
    name = "host:vacancy" if is_host(user, row) else "work:vacancy"
    return reverse(name, args=[row.reference])  # type: ignore[attr-defined]


def host_url(row: models.Model, user: Any) -> str:
    """Where this reader sees the host employer."""
    return reverse("host:home") if is_host(user, row) else reverse("work:host", args=[row.reference])  # type: ignore[attr-defined]


def placement_title(row: models.Model, user: Any) -> str:
    """The place, and for others than the person who it is about: the host reads the first name only."""
    title = str(row)
    if is_participant(user, row):
        return title
    person = row.participation.participant  # type: ignore[attr-defined]
    return f"{person.first_name if is_host(user, row) else person.short_name}: {title}"


def placement_actor(row: Any, actor: Any, user: Any) -> str:
    """Who did an act; the host reads the participant's first name only."""
    person = row.participation.participant
    if actor is not None and actor.pk == person.user_id and is_host(user, row):
        return str(person.first_name)
    return registry.actor_name(actor)


def participation_title(row: models.Model, user: Any) -> str:
    """The person's name, or for the person "my time in the service"."""
    return str(_("My time in the service")) if is_participant(user, row) else str(row.participant)  # type: ignore[attr-defined]


def session_title(row: Any, user: Any) -> str:
    """The group, the day and the time of a meeting."""
    return f"{row.intake.title}, {in_words(row.on)} {row.times}"
