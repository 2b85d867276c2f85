"""Open places, groups and services as cards: a title, a tag, the facts people ask first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.area import Area
from programmes.catalogue.money import money_of
from programmes.placements.offered import Group, OpenPlace, Service
from programmes.placements.presentation import demand_scales, hours_words
from ui.formats import clocks, day, number, typed

MANY_SEATS = 20
CLOSES_SOON = timedelta(days=14)
Fact = tuple[Any, Any]
Demand = tuple[str, int, str]
DEMANDS_SHOWN = 3


@dataclass(frozen=True)
class Card:
    """What `{% list_card %}` draws: all of it, so that equal cards are drawn alike.

    interest: where one says that it interests one; interest_in: in what, for who hears the button alone.
    """

    title: str
    url: str = ""
    subtitle: str = ""
    tag: str = ""
    tone: str = "info"
    kind: str = ""
    text: str = ""
    facts: tuple[Fact, ...] = ()
    fits: bool = False
    demands: tuple[Demand, ...] = ()
    interest: str = ""
    interest_in: str = ""


def page_words(page: Any, words: str) -> str:
    """The words of a page; marked as Finnish where a language borrows the page from Finnish."""
    return typed(words) if page.alias_of_id else words


def place_card(place: OpenPlace, list_url: str, area: Area, home: str = "", *, asks: bool = False) -> Card:
    """An open place; a home municipality adds how far it is, `asks` adds what the work asks most."""
    tag, tone = room_tag(place.free_seats, place.valid_until)
    return Card(
        title=typed(place.title),
        url=f"{list_url}{place.reference}/",
        subtitle=typed(place_of(place)),
        tag=tag,
        tone=tone,
        kind=kinds_of(place, shown=1),
        facts=(
            (_("Municipality"), where(place, area, home)),
            (_("Hours"), hours_words(place.hours_min, place.hours_max)),
            (_("Money"), money_of(place.types)),
        ),
        fits=place.fits_partial_ability,
        demands=asked_most(place) if asks else (),
    )


def asked_most(place: OpenPlace) -> tuple[Demand, ...]:
    """What the work asks most, each with its step and the word of the step."""
    told = [told for told in demand_scales(place.demands) if told[1]]
    return tuple(sorted(told, key=lambda told: -told[1])[:DEMANDS_SHOWN])


def service_card(
    service: Service, *, title: str, url: str, lead: str, room: tuple[str, str], starts_on: date | None
) -> Card:
    """A service with what is free and its next start."""
    tag, tone = room
    return Card(
        title=title,
        url=url,
        tag=tag,
        tone=tone,
        kind=service.type.name if service.type.name != title else "",
        text=lead,
        facts=(
            (_("Hours"), hours_words(service.hours_min, service.hours_max)),
            (_("Length"), weeks(service.duration_weeks)),
            (_("Money"), money_of([service.type])),
            (_("Next start"), day(starts_on)),
        ),
    )


def group_card(group: Group, url: str, *, door: bool = False) -> Card:
    """A group that starts; `door`: with the button by which one says that it interests one."""
    tag, tone = room_tag(group.free_seats)
    return Card(
        title=group.service_name,
        url=url,
        subtitle=group.environment,
        tag=tag,
        tone=tone,
        facts=(
            (_("Municipality"), group.municipality_name),
            (_("Starts"), day(group.starts_on)),
            (_("Ends"), day(group.ends_on)),
            (_("Days"), times_of(group)),
        ),
        interest=f"{reverse('my:interest_new')}?intake={group.reference}" if door else "",
        interest_in=f"{group.municipality_name} {day(group.starts_on)}" if door else "",
    )


def times_of(group: Group) -> str:
    """On which days the group meets and when, a full day marked; empty where nobody has said."""
    full = _("full")
    days: dict[str, list[str]] = {}
    for one in group.times:
        word = one.day if one.free_seats else f"{one.day} ({full})"
        days.setdefault(clocks(one.starts_at, one.ends_at), []).append(word)
    return ", ".join(f"{', '.join(words)} {times}" for times, words in days.items())


def room_tag(free: int, closes_on: date | None = None) -> tuple[str, str]:
    """How many still fit, or that it closes soon, and the tone of it."""
    if not free:
        return _("Full"), "quiet"
    if closes_on and closes_on - timezone.localdate() <= CLOSES_SOON:
        return _("Closes %(date)s") % {"date": day(closes_on, year=False)}, "warn"
    return ngettext("Room for %(free)s more", "Room for %(free)s more", free) % {"free": number(free)}, "ok"


def service_tag(free: int, groups: int, places: int) -> tuple[str, str]:
    """How many still fit; when that is many, in how many groups and open places."""
    if not free:
        return _("Ask for the next start"), "quiet"
    if free <= MANY_SEATS:
        return room_tag(free)
    told = [
        ngettext("%(count)s group", "%(count)s groups", groups) % {"count": number(groups)} if groups else "",
        count_words(places) if places else "",
    ]
    return " · ".join(filter(None, told)), "ok"


def count_words(count: int) -> str:
    """How many open places there are."""
    return ngettext("%(count)s open place", "%(count)s open places", count) % {"count": number(count)}


def place_of(place: OpenPlace) -> str:
    """The workplace and who runs it, once each."""
    return ", ".join(dict.fromkeys(part for part in (place.place, place.host) if part))


def kinds_of(place: OpenPlace, shown: int = 10) -> str:
    """The types of service it can be done as."""
    names = [kind.name for kind in place.types]
    return " · ".join(names[:shown]) + (f" +{len(names) - shown}" if len(names) > shown else "")


def weeks(count: int | None) -> str:
    """A length in weeks."""
    return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": count} if count else ""


def where(place: OpenPlace, area: Area, home: str = "") -> str:
    """The municipality, and how far it is from the one chosen."""
    name = place.municipality_name
    if not home or home == place.municipality:
        return name
    far = area.distance(home, place.municipality)
    return name if far == float("inf") else f"{name}, {number(far, 0)} km"
