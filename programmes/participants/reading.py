"""The person's own data, and who has looked at it, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import Role
from areas.selectors import language_name
from audit.models import Read
from audit.selectors import lists_with, reads_of_all
from programmes.participants.models import Participant, Participation
from programmes.placements.presentation import hours_words
from ui.formats import day, day_and_clock

LISTS_KEPT_SHOWN = timedelta(days=90)
# What was looked at, by the page; every list is told with the same words.
SEEN: dict[str, Any] = {
    "work:person": gettext_lazy("Your page in the service"),
    "work:next_step": gettext_lazy("Your next step"),
    "work:interest": gettext_lazy("What interests you"),
    "work:profile": gettext_lazy("What you told of yourself and work"),
    "work:placement": gettext_lazy("A place of yours"),
    "work:propose": gettext_lazy("Places to suggest to you"),
    "board:days": gettext_lazy("Your days in the group"),
    "board:contact": gettext_lazy("Whom to call if something happens to you"),
    "workflow:act": gettext_lazy("A form about your matter"),
    "agreement": gettext_lazy("Your agreement"),
    "scans:paper": gettext_lazy("The scan of an agreement that you signed on paper"),
    "host:placement": gettext_lazy("What you chose to show the workplace"),
    "refer:detail": gettext_lazy("Your referral"),
    "work:distance": gettext_lazy("What you share of your own view"),
    "work:conversation": gettext_lazy("Your messages with your worker"),
    "own:file": gettext_lazy("A file in your messages"),
    "work:correction": gettext_lazy("What you asked to have put right"),
    "work:assessment": gettext_lazy("What is found out with you, and who does what"),
    "ability:partner": gettext_lazy("What you share with their organisation"),
    "ability:paper": gettext_lazy("A paper of what is found out with you"),
    "assessment_by_link": gettext_lazy("What you share, by a link to an organisation"),
    "refer:new": gettext_lazy("Your name and birth date, when a referral was made"),
}
# Why somebody in the role looks, in the person's words.
WHY: dict[str, Any] = {
    Role.COORDINATOR: gettext_lazy("Cares for people in the service in your municipality"),
    Role.WORK_ABILITY_COORDINATOR: gettext_lazy("Cares for people in the service in your municipality"),
    Role.MANAGER: gettext_lazy("Is responsible for the service"),
    Role.REFERRER: gettext_lazy("Referred you to the service"),
    Role.HOST_ADMIN: gettext_lazy("You said yes to their place"),
    Role.HOST_MEMBER: gettext_lazy("You said yes to their place"),
    Role.INSTRUCTOR: gettext_lazy("Instructs your group"),
    Role.PARTNER: gettext_lazy("The law or your permission lets their organisation read it"),
}
OTHER_WHY = gettext_lazy("Ask your worker")
LIST = gettext_lazy("A list with your name in it")


@dataclass(frozen=True)
class Look:
    """What one person has looked at in one role: how often, and when last."""

    who: str
    role: str
    what: str
    times: int
    last: datetime
    why: str = ""

    @property
    def when(self) -> str:
        """The last time, in words."""
        return day_and_clock(self.last)


def looks_at(person: Participant) -> list[Look]:
    """Who has looked at the person's row, their time in the service and their places, the latest first.

    Looks at lists are told for three months; older ones stay in the log.
    """
    people = [person, *Participant.everything.filter(merged_into=person)]
    times = Participation.everything.filter(participant__in=people)
    participations = list(times.prefetch_related("placements"))
    rows = [*people, *participations, *(row for each in participations for row in each.placements.all())]
    found = list(_counted(reads_of_all(rows).exclude(reader=person.user_id), "page"))
    for one in people:
        lists = lists_with(one, since=timezone.now() - LISTS_KEPT_SHOWN).exclude(reader=person.user_id)
        found += [line | {"page": ""} for line in _counted(lists)]
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={line["reader"] for line in found})}
    return sorted((_look(line, names) for line in found), key=lambda look: look.last, reverse=True)


def _counted(reads: QuerySet[Read], *by: str) -> QuerySet[Read, dict[str, Any]]:
    """How often and when last, by reader and role, and by what else is named."""
    return reads.order_by().values("reader", "role", *by).annotate(times=Count("pk"), last=Max("at"))


def _look(line: dict[str, Any], names: dict[int, str]) -> Look:
    role = dict(Role.choices).get(line["role"], _("Worker"))
    what = SEEN.get(line["page"], SEEN["work:person"]) if line["page"] else LIST
    who = names.get(line["reader"], str(_("Somebody whose account is closed")))
    return Look(who, str(role), str(what), line["times"], line["last"], str(WHY.get(line["role"], OTHER_WHY)))


def _emergency(person: Participant) -> str:
    return ", ".join(part for part in (person.emergency_name, person.emergency_phone) if part)


def person_facts(person: Participant, participation: Participation) -> list[tuple[str, str]]:
    """What is held of the person, as label and value; what is not known is told as not known."""
    unknown = _("Not told")
    language = language_name(person.language)
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
        (_("If something happens, we call"), _emergency(person) or unknown),
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
