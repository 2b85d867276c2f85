"""The person's own data, and who has looked at it, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.roles import Role
from areas.selectors import languages
from audit.selectors import reads_of_all
from programmes.participants.models import Participant, Participation
from programmes.placements.presentation import hours_words
from ui.formats import day, day_and_clock

LOOKS_SHOWN = 100


@dataclass(frozen=True)
class Look:
    """One look by one person."""

    when: str
    who: str
    role: str


def looks_at(person: Participant) -> list[Look]:
    """The newest looks at the person's row, their time in the service and their places."""
    roles = dict(Role.choices)
    participations = list(person.participations.prefetch_related("placements"))
    rows = [person, *participations, *(row for each in participations for row in each.placements.all())]
    reads = reads_of_all(rows).exclude(reader=person.user_id)[:LOOKS_SHOWN]
    return [
        Look(day_and_clock(read.at), str(read.reader), str(roles.get(read.role, _("Worker"))))
        for read in reads
    ]


def person_facts(person: Participant, participation: Participation) -> list[tuple[str, str]]:
    """What is held of the person, as label and value; what is not known is told as not known."""
    unknown = _("Not told")
    language = next((str(one.name) for one in languages() if one.code == person.language), "")
    address = ", ".join(
        part for part in (person.street_address, f"{person.postal_code} {person.post_office}".strip()) if part
    )
    plan = {True: _("Yes"), False: _("No"), None: unknown}[participation.in_plan]
    return [
        (_("Name"), str(person)),
        (_("Date of birth"), day(person.birth_date)),
        (_("Home municipality"), str(person.municipality)),
        (_("Address"), address or unknown),
        (_("Telephone"), person.phone or unknown),
        (_("E-mail"), person.email or unknown),
        (_("Mother tongue"), language or unknown),
        (_("We contact you by"), str(person.get_contact_channel_display())),
        (_("Your wish about work"), participation.aim or unknown),
        (
            _("Hours that fit you"),
            hours_words(participation.weekly_hours_min, participation.weekly_hours_max) or unknown,
        ),
        (_("You can start"), day(participation.earliest_start_on) or unknown),
        (_("In your employment plan"), plan),
        (_("An interpreter is needed"), _("Yes") if participation.interpreter_needed else _("No")),
        (_("Referred to the service"), day(participation.referred_on)),
        (_("Your employment services officer"), str(participation.referrer or unknown)),
    ]
