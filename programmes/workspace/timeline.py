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
from django.utils.translation import ngettext

from audit.models import Event
from programmes.participants.forms import ReferralForm
from programmes.participants.models import Participant
from programmes.placements.codes import Party
from programmes.placements.models import Placement
from programmes.verbs import days_of, said_of
from ui.elements import Entry
from ui.formats import day, day_and_clock
from workflow.forms import how_given
from workflow.registry import machine_of

READ, SHOWN = 200, 60
STEP_SET = "participation.next_step_set"
CORRECTED, MENDED = "participation.data_corrected", "participation.mended"


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
    icon, tone = said_of(event.verb).mark
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
        return _("Taken back: %(what)s") % {"what": said_of(event.undoes.verb).told}
    return str(said_of(event.verb).told)


def _detail(event: Event, row: Model | None) -> str:
    parts = [_which(row)] if isinstance(row, Placement) else []
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
    if event.verb == MENDED:
        asked = ReferralForm.base_fields
        parts.append(", ".join(str(asked[name].label).rstrip("?") for name in event.data["fields"]))
    if event.on_word:
        parts.append(_("Their word, given: %(how)s") % {"how": how_given(event.on_word)})
    return " · ".join(parts)


def _which(row: Placement) -> str:
    """The place by its work and its workplace: several bear one title."""
    return f"{row.title}, {row.place_name}"


def _url(row: Model) -> str:
    return reverse("work:placement", args=[row.reference]) if isinstance(row, Placement) else ""


def _from_days(row: Model, event: Event, named: bool) -> list[tuple[datetime, int, str, Entry]]:
    """Entries for the days that an imported row carries, up to the day it came."""
    came_on = timezone.localtime(event.at).date()
    entries = []
    for place, (column, verb) in enumerate(days_of(machine_of(row).code).items()):
        on: date | None = getattr(row, column, None)
        if on is None or on > came_on:
            continue
        icon, tone = said_of(verb).mark
        text = _which(row) if named and isinstance(row, Placement) else ""
        at = datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
        entry = Entry(day(on), str(said_of(verb).told), text, "", icon, tone, _url(row) if named else "")  # type: ignore[arg-type]
        entries.append((at, place, verb, entry))
    return entries
