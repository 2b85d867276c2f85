"""What has happened to a person, a place or a host, in words: one line for each event of the trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.models import Event
from programmes.participants.models import Participant
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from ui.elements import Entry
from ui.formats import day, day_and_clock
from workflow.forms import OnWord

READ, SHOWN = 200, 60
STEP_SET = "participation.next_step_set"
CORRECTED = "participation.data_corrected"

SENTENCES: dict[str, Any] = {
    "participation.referred": gettext_lazy("Referred to the service"),
    "participation.referred_again": gettext_lazy("Referred again"),
    "participation.accepted": gettext_lazy("Referral accepted"),
    "participation.returned": gettext_lazy("Referral returned to the officer"),
    "participation.referral_closed": gettext_lazy("Referral closed by the officer"),
    "participation.started": gettext_lazy("Time in the service began"),
    "participation.held": gettext_lazy("A break began"),
    "participation.resumed": gettext_lazy("The break ended"),
    "participation.withdrawn": gettext_lazy("The person chose to stop"),
    "participation.ended": gettext_lazy("Time in the service ended"),
    "participation.next_step_set": gettext_lazy("Next step agreed"),
    "participation.call_asked": gettext_lazy("Asked to be rung"),
    "participation.called": gettext_lazy("Rung"),
    "participation.door_opened": gettext_lazy("The way to their own page was opened"),
    CORRECTED: gettext_lazy("Data put right"),
    "placement.proposed": gettext_lazy("Place suggested"),
    "placement.wanted": gettext_lazy("The person is interested"),
    "placement.declined": gettext_lazy("The person chose otherwise"),
    "placement.introduced": gettext_lazy("Introduced to the workplace"),
    "placement.accepted": gettext_lazy("The workplace said yes"),
    "placement.seat_reserved": gettext_lazy("A seat in the group is kept"),
    "placement.refused": gettext_lazy("Did not work out: the workplace's answer"),
    "placement.released": gettext_lazy("Suggestion let go"),
    "placement.agreement_issued": gettext_lazy("Agreement drawn up"),
    "placement.signed": gettext_lazy("Agreement signed"),
    "placement.agreed": gettext_lazy("Agreement signed by all"),
    "placement.started": gettext_lazy("The place began"),
    "placement.ended": gettext_lazy("The place ended"),
    "placement.closed": gettext_lazy("Closing talk held"),
    "placement.cancelled": gettext_lazy("Called off before the start"),
    "placement.reminded": gettext_lazy("Reminded of the signature"),
    "placement.change_asked": gettext_lazy("A change of the agreement was asked for"),
    "placement.asked_again": gettext_lazy("Rung: the answer was asked for once more"),
    "vacancy.drafted": gettext_lazy("Draft begun"),
    "vacancy.changed": gettext_lazy("Text changed"),
    "vacancy.submitted": gettext_lazy("Sent to be checked"),
    "vacancy.published": gettext_lazy("Published"),
    "vacancy.returned": gettext_lazy("A change was asked for"),
    "vacancy.closed": gettext_lazy("Closed"),
    "host.registered": gettext_lazy("Registered"),
    "host.verified": gettext_lazy("Checked in the business register"),
    "host.member_added": gettext_lazy("A new person acts for the host employer"),
    "host.join_asked": gettext_lazy("Someone asked to join"),
    "complaint.received": gettext_lazy("Came to us"),
    "complaint.acknowledged": gettext_lazy("Taken up"),
    "complaint.answered": gettext_lazy("The answer was given"),
    "complaint.closed": gettext_lazy("Closed"),
    "complaint.reopened": gettext_lazy("Opened again"),
}
MARKS: dict[str, tuple[str, str]] = {
    "participation.referred": ("arrow-right", "info"),
    "participation.started": ("flag", "ok"),
    "participation.ended": ("check", "quiet"),
    "participation.call_asked": ("phone", "warn"),
    "participation.called": ("phone", "quiet"),
    "participation.next_step_set": ("calendar", "quiet"),
    "placement.proposed": ("seat", "info"),
    "placement.asked_again": ("phone", "quiet"),
    "placement.reminded": ("message", "quiet"),
    "placement.change_asked": ("document", "warn"),
    "placement.wanted": ("heart", "ok"),
    "placement.introduced": ("people", "info"),
    "placement.accepted": ("check", "ok"),
    "placement.refused": ("info", "warn"),
    "placement.agreement_issued": ("document", "info"),
    "placement.signed": ("pen", "ok"),
    "placement.started": ("workplace", "ok"),
    "placement.closed": ("message", "quiet"),
    "vacancy.published": ("check", "ok"),
    "host.verified": ("check", "ok"),
    "complaint.received": ("flag", "warn"),
    "complaint.answered": ("message", "ok"),
}
# Rows that came by import have one event; their days tell the rest.
DAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "participation": (
        ("referred_on", "participation.referred"),
        ("accepted_on", "participation.accepted"),
        ("started_on", "participation.started"),
        ("returned_on", "participation.returned"),
        ("withdrawn_on", "participation.withdrawn"),
        ("ended_on", "participation.ended"),
    ),
    "placement": (
        ("offered_on", "placement.proposed"),
        ("wanted_on", "placement.wanted"),
        ("introduced_on", "placement.introduced"),
        ("accepted_on", "placement.accepted"),
        ("declined_on", "placement.declined"),
        ("refused_on", "placement.refused"),
        ("released_on", "placement.released"),
        ("agreed_on", "placement.agreed"),
        ("starts_on", "placement.started"),
        ("ended_on", "placement.ended"),
        ("cancelled_on", "placement.cancelled"),
    ),
    "vacancy": (("opened_on", "vacancy.published"), ("closed_on", "vacancy.closed")),
    "hostemployer": (("registered_on", "host.registered"), ("verified_on", "host.verified")),
}


def timeline_of(rows: Iterable[Model]) -> list[Entry]:
    """The newest sixty things that happened to `rows`, newest first; of several, places are named."""
    found = list(rows)
    named = len(found) > 1
    events = list(_events(found)[:READ])
    by_row = {(row._meta.model_name, row.pk): row for row in found}
    dated: list[tuple[datetime, int, str, Entry]] = []
    for event in events:
        row = by_row[event.object_type, event.object_id]
        if event.verb.endswith(".imported"):
            dated.extend(_from_days(row, event, named))
        else:
            dated.append((event.at, event.pk, event.verb, _entry(event, row, named)))
    dated.sort(key=lambda item: item[:2], reverse=True)
    return _without_runs([(verb, entry) for _at, _pk, verb, entry in dated])[:SHOWN]


def _without_runs(lines: list[tuple[str, Entry]]) -> list[Entry]:
    """The entries; of next steps set one after another only the newest, which tells how many came before."""
    entries: list[Entry] = []
    for verb, run in groupby(lines, key=lambda line: line[0]):
        each = [entry for _verb, entry in run]
        if verb == STEP_SET and len(each) > 1:
            earlier = ngettext("%(number)s earlier step", "%(number)s earlier steps", len(each) - 1)
            told = (each[0].text, earlier % {"number": len(each) - 1})
            text = " · ".join(part for part in told if part)
            each = [replace(each[0], text=text)]
        entries.extend(each)
    return entries


def _events(rows: Sequence[Model]) -> Any:
    wanted = Q(pk__in=[])
    for kind in {row._meta.model_name for row in rows}:
        keys = [row.pk for row in rows if row._meta.model_name == kind]
        wanted |= Q(object_type=kind, object_id__in=keys)
    return Event.objects.filter(wanted).select_related("actor", "undoes").order_by("-id")


def _entry(event: Event, row: Model, named: bool) -> Entry:
    icon, tone = MARKS.get(event.verb, ("dot", "quiet"))
    title = sentence_of(event)
    if event.undoes is not None:
        icon, tone = "undo", "quiet"
    when = day_and_clock(event.at)
    if event.on and event.on != timezone.localtime(event.at).date():
        when = _("%(day)s, recorded %(recorded)s") % {"day": day(event.on), "recorded": when}
    return Entry(
        when=when,
        title=title,
        text=_detail(event, row if named else None),
        who=str(event.actor or ""),
        icon=icon,
        tone=tone,  # type: ignore[arg-type]
        url=_url(row) if named else "",
    )


def sentence_of(event: Event) -> str:
    """The event in one line; what was taken back says so."""
    if event.undoes is not None:
        return _("Taken back: %(what)s") % {"what": SENTENCES.get(event.undoes.verb, event.undoes.verb)}
    return str(SENTENCES.get(event.verb, event.verb))


def _detail(event: Event, row: Model | None) -> str:
    parts = [row.title] if isinstance(row, Placement) else []
    if event.verb == "placement.agreement_issued" and event.data.get("version", 1) > 1:
        parts.append(_("Version %(version)s") % {"version": event.data["version"]})
    if late := event.data.get("days_late"):
        told = ngettext(
            "%(number)s day after the agreed start", "%(number)s days after the agreed start", late
        )
        parts.append(told % {"number": late})
    if party := event.data.get("party"):
        parts.append(str(Party(party).label))
    if event.verb == STEP_SET and event.data.get("due_on"):
        parts.append(_("by %(date)s") % {"date": day(date.fromisoformat(event.data["due_on"]))})
    if event.verb == CORRECTED:
        names = [str(Participant._meta.get_field(name).verbose_name) for name in event.data["fields"]]  # type: ignore[union-attr]
        parts.append(", ".join(names))
    if event.on_word:
        parts.append(_("Their word, given: %(how)s") % {"how": OnWord(event.on_word).label.lower()})
    return " · ".join(parts)


def _url(row: Model) -> str:
    return reverse("work:placement", args=[row.reference]) if isinstance(row, Placement) else ""


def _from_days(row: Model, event: Event, named: bool) -> list[tuple[datetime, int, str, Entry]]:
    """Entries for the days that an imported row carries, up to the day it came."""
    came_on = timezone.localtime(event.at).date()
    entries = []
    for place, (column, verb) in enumerate(DAYS.get(event.object_type, ())):
        on: date | None = getattr(row, column, None)
        if on is None or on > came_on:
            continue
        icon, tone = MARKS.get(verb, ("dot", "quiet"))
        text = row.title if named and isinstance(row, Placement) else ""
        at = datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
        entry = Entry(day(on), str(SENTENCES[verb]), text, "", icon, tone, _url(row) if named else "")  # type: ignore[arg-type]
        entries.append((at, place, verb, entry))
    return entries
