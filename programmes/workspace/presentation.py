"""Rows of the programme as facts, tabs and tones for the pages of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.periods import age_on
from areas.selectors import language_name
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import NextStep, Participation
from programmes.participants.states import FACTS
from programmes.placements.models import Placement
from programmes.placements.presentation import (
    SEPARATOR,
    hours_words,
    language_needs,
    shaping_words,
    skill_needs,
    start_words,
)
from programmes.workspace.columns import Column
from programmes.workspace.listing import Listing
from programmes.workspace.models import SavedList
from ui.elements import Link
from ui.formats import day, number, phone_link


def vacancy_tone(row: Vacancy) -> str:
    """The colour of the state's tag; out of date is no green."""
    return "warn" if row.out_of_date else row.facts.tone


Facts = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Heading:
    """The heading of a column; `sorted` as `aria-sort` says it."""

    label: str
    sort_url: str = ""
    sorted: str = ""
    numeric: bool = False


def person_facts(row: Participation) -> Facts:
    """Who the person is and how they are reached."""
    person = row.participant
    language = language_name(person.language) or person.language
    age = age_on(timezone.localdate(), person.birth_date)
    return [
        (_("Born"), f"{date_format(person.birth_date, 'SHORT_DATE_FORMAT')} ({age})"),
        (_("Municipality"), str(person.municipality)),
        (_("Telephone"), phone_link(person.phone)),
        (_("E-mail"), person.email),
        (_("Mother tongue"), language),
        (_("Interpreter"), _("An interpreter is needed") if row.interpreter_needed else ""),
        (_("Protected address"), _("Yes, tell it to nobody") if person.restricted else ""),
    ]


def head_facts(row: Participation, step: NextStep | None, day_90: str) -> Facts:
    """What is asked for first on the person's page: next step, day 90, how they hear, who cares."""
    person = row.participant
    reached = person.get_contact_channel_display()  # type: ignore[attr-defined]
    return [
        (_("Next step"), f"{step.what}, {day(step.due_on, year=False)}" if step else ""),
        (_("Day 90 without an offer"), day_90),
        (_("Wants to hear by"), reached),
        (_("Responsible coordinator"), str(row.coordinator or _("Nobody yet"))),
    ]


def referral_facts(row: Participation) -> Facts:
    """What was told in the referral and who cares for it."""
    in_plan = {True: _("Yes"), False: _("No"), None: _("Not known")}[row.in_plan]
    return [
        (_("Aim"), row.aim),
        (_("Hours that fit"), hours_words(row.weekly_hours_min, row.weekly_hours_max)),
        (_("Can start"), day(row.earliest_start_on)),
        (_("Grounds"), row.get_grounds_display()),
        (_("In the employment plan"), in_plan),
        (_("Referred"), f"{day(row.referred_on)} · {since_words(row.referred_on)}"),
        (_("Officer"), str(row.referrer or "")),
    ]


def since_words(day_then: date) -> str:
    """How long ago: "today", "yesterday", "12 days ago"."""
    days = (timezone.localdate() - day_then).days
    if days <= 1:
        return _("yesterday") if days == 1 else _("today")
    return ngettext("%(number)s day ago", "%(number)s days ago", days) % {"number": number(days, 0)}


def placement_facts(row: Placement) -> Facts:
    """What is known of a place, empty ones left out by the page."""
    host = str(row.vacancy.host) if row.vacancy else ""
    return [
        (_("Place"), row.place_name),
        (_("Host employer"), host if host != row.place_name else ""),
        (_("Municipality"), str(row.municipality)),
        (_("Type of service"), str(row.programme_type)),
        (_("Hours a week"), number(row.weekly_hours.normalize()) if row.weekly_hours else ""),
        (_("Guide at the workplace"), row.guide),
        (_("Suggested"), day(row.offered_on)),
        (_("Places side by side"), row.alternatives_shown or ""),
        (_("Only one, because"), row.offer_round.only_one_reason if row.offer_round else ""),
        (_("Starts"), day(row.starts_on)),
        (_("Ends"), day(row.ends_on)),
        (_("First day, as it came true"), day(row.started_on) if row.started_on != row.starts_on else ""),
        (_("Last day"), day(row.ended_on)),
        (_("After the agreed end"), row.days_beyond_text),
        (_("How it ended"), row.get_end_kind_display() if row.end_kind else ""),
        (_("Reason"), str(row.reason or "")),
        (_("What comes next"), row.get_outcome_display() if row.outcome else ""),
    ]


def vacancy_facts(row: Vacancy) -> Facts:
    """An open place as the one who checks it reads it."""
    return [
        (_("Workplace"), row.place if row.place != row.host.name else ""),
        (_("Address"), ", ".join(part for part in (row.street_address, str(row.municipality)) if part)),
        (_("Occupation"), str(row.occupation_group or "")),
        (_("Hours"), hours_words(row.weekly_hours_min, row.weekly_hours_max)),
        (_("Languages"), SEPARATOR.join(language_needs(row))),
        (_("Skills"), SEPARATOR.join(skill_needs(row))),
        (_("How the work can be shaped"), shaping_words(row)),
        (_("Starts"), start_words(row.start_from_on, row.start_until_on)),
        (_("Guide at the workplace"), row.guide),
        (_("Ride"), _("A ride can be arranged") if row.lift_offered else ""),
        (_("Nobody of its own is displaced, says the workplace"), day(row.additional_on)),
        (_("Safety induction"), row.safety_induction),
        (_("Open until"), day(row.valid_until)),
    ]


def host_facts(row: HostEmployer) -> Facts:
    """Who offers places, and how they are reached."""
    return [
        (_("Business id"), row.business_id),
        (_("Kind"), row.get_kind_display()),
        (_("Municipality"), str(row.municipality or "")),
        (_("Contact person"), row.contact_name),
        (_("Telephone"), phone_link(row.contact_phone)),
        (_("E-mail"), row.contact_email),
        (_("Registered"), day(row.registered_on)),
        (_("Looked up in the business register"), day(row.looked_up_on)),
        (_("Said that all is right"), day(row.confirmed_on)),
    ]


def why_stopped(row: HostEmployer) -> str:
    """Why the host employer is not accepted, on hold or has stopped; empty for others."""
    return str(row.stopped_because) if row.facts.stops and row.stopped_because else ""


def state_tabs(counts: dict[str, int], under_way: int, params: QueryDict) -> list[Link]:
    """A tab for each state that has people, and one for all under way."""
    chosen = params.get("state", "")
    tabs = [Link(_("All under way"), _with(params, ""), chosen == "", under_way)]
    return tabs + [
        Link(str(facts.several), _with(params, state.value), chosen == state.value, counts[state.value])
        for state, facts in FACTS.items()
        if counts.get(state.value)
    ]


def _with(params: QueryDict, state: str) -> str:
    query = params.copy()
    query["state"] = state
    return f"?{query.urlencode()}"


def headings(listing: Listing) -> list[Heading]:
    """The headings of the columns; those that the list can be ordered by lead there."""
    name = Heading(_("Name"), *_sorting(listing, "name", "-name"))
    return [name, *(_heading(listing, column) for column in listing.columns)]


def _heading(listing: Listing, column: Column) -> Heading:
    if not column.sort:
        return Heading(str(column.label), numeric=column.numeric)
    return Heading(str(column.label), *_sorting(listing, column.sort, column.again), numeric=column.numeric)


def _sorting(listing: Listing, sort: str, again: str) -> tuple[str, str]:
    """Where the heading leads, and how the list is ordered by it now."""
    url = listing.with_(sort=again if listing.sort == sort and again else sort)
    if listing.sort not in {sort, again}:
        return url, ""
    return url, "descending" if listing.sort.startswith("-") else "ascending"


def saved_links(saved: Iterable[SavedList], shown: str) -> list[tuple[SavedList, Link]]:
    """The worker's saved lists, and which of them is on the page."""
    return [(row, Link(row.name, f"?{row.query}", row.query == shown)) for row in saved]
