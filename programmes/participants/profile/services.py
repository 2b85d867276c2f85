"""A work profile is changed: what differs is kept, and the trail tells who changed which part (0075)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.participants.models import Participant, Participation, WorkProfile
from programmes.participants.profile.sections import OF_THE_TIME, Section
from workflow.locks import lock

CHANGED = "profile.changed"
HOURS_TOLD = "participation.wishes_changed"
# Saves of one person in one part within this time are told once: they are one sitting.
SITTING = timedelta(minutes=30)


def profile_of(person: Participant) -> WorkProfile:
    """What the person has said; an empty one, not saved, where they have said nothing yet."""
    return WorkProfile.objects.filter(participant=person).first() or WorkProfile(participant=person)


@as_one()
def change(
    participation: Participation, section: Section, values: dict[str, Any], *, by: User, on_word: str = ""
) -> list[str]:
    """The profile, and what of it stands on the time in the service, says what is given.

    Answers the names of what differed. on_word: how the person told a worker who writes it down.
    Raises ValidationError; then nothing is changed.
    """
    lock(participation)
    person = participation.participant
    profile = profile_of(person)
    told = {name: value for name, value in values.items() if name in section.fields}
    own = _set(profile, {name: value for name, value in told.items() if name not in OF_THE_TIME})
    time = _set(participation, {name: value for name, value in told.items() if name in OF_THE_TIME})
    if time:
        _check_hours(participation)
        participation.full_clean(exclude=_others(participation, time))
        participation.save(update_fields=time)
    if own or (time and profile.pk is None):
        profile.full_clean(exclude=["participant"])
        profile.save()
    if own or time:
        _tell(CHANGED, profile, section, by=by, on_word=on_word)
    if time:
        _tell(HOURS_TOLD, participation, section, by=by, on_word=on_word)
    return own + time


def _set(row: Any, values: dict[str, Any]) -> list[str]:
    """The row says the values; answers the names of those that differed."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _others(row: Any, names: list[str]) -> list[str]:
    """Every field but these."""
    return [field.name for field in row._meta.concrete_fields if field.name not in names]


def _check_hours(participation: Participation) -> None:
    least, most = participation.weekly_hours_min, participation.weekly_hours_max
    if least is not None and most is not None and most < least:
        raise ValidationError({"weekly_hours_max": _("The most hours are fewer than the least.")})


def _tell(verb: str, row: Any, section: Section, *, by: User, on_word: str) -> None:
    """One event a sitting and part: who, how the word was given, which part; never what was said."""
    recent = Event.objects.filter(
        object_type=row._meta.model_name,
        object_id=row.pk,
        verb=verb,
        actor=by,
        on_word=on_word,
        at__gte=timezone.now() - SITTING,
    )
    if not any(event.data.get("section") == section.code for event in recent):
        record(verb, row, by=by, on_word=on_word, data={"section": section.code})
