"""What has happened to a person, a place or a host, in words.

One line for each press: several places of one press, and an act that was taken back, are told together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.selectors import Viewer
from audit.models import Event
from programmes.assessments.models import WorkAbilityAssessment
from programmes.employers.models import SupplementApplication
from programmes.participants.forms import ReferralForm
from programmes.participants.models import (
    CorrectionRequest,
    FollowUp,
    Interest,
    Participant,
    Participation,
    WorkerMessage,
    WorkProfile,
)
from programmes.participants.profile.sections import BY_CODE
from programmes.placements.codes import Party
from programmes.placements.models import AttendanceMonth, Placement
from programmes.policies import of_others
from programmes.verbs import days_of, said_of
from ui.elements import Entry
from ui.formats import day, day_and_clock
from workflow.forms import how_given
from workflow.registry import machine_of

READ, SHOWN, EVERYTHING = 200, 60, 1000
NONE: Mapping[str, QuerySet[Any]] = MappingProxyType({})
NO_TEXTS: Mapping[int, str] = MappingProxyType({})
STEP_SET = "participation.next_step_set"
CORRECTED, MENDED = "participation.data_corrected", "participation.mended"


@dataclass(frozen=True)
class Line:
    """One thing that happened: what it says, and what tells it apart from the lines beside it.

    `at` and `place`: its order. `rows`: what it happened to. `press`: the group of one press, if any.
    `done_at`: of an undo, when what it took back had been done.
    """

    at: datetime
    place: int
    verb: str
    rows: frozenset[str]
    entry: Entry
    press: UUID | None = None
    done_at: datetime | None = None

    @property
    def undid(self) -> bool:
        """Whether it is an undo."""
        return self.done_at is not None

    def says_the_same(self, other: Line) -> bool:
        """Whether the other is the same act on the same rows, done or taken back."""
        return (self.verb, self.rows) == (other.verb, other.rows)


def timeline_of(
    rows: Iterable[Model],
    *,
    beside: Mapping[str, QuerySet[Any]] = NONE,
    texts: Mapping[int, str] = NO_TEXTS,
    most: int = SHOWN,
) -> list[Entry]:
    """The newest sixty things that happened to `rows`, newest first; of several, places are named.

    beside: by kind, other rows of the same person, whose events belong to the line. texts: what notes say, by
    their key. most: how many are told.
    """
    found = list(rows)
    named = len(found) > 1
    events = list(_events(found, beside)[: max(READ, 2 * most)])
    taken_back = {event.undoes_id: event for event in events if event.undoes_id}
    by_row = {(row._meta.model_name, row.pk): row for row in found}
    lines: list[Line] = []
    for event in events:
        row = by_row.get((event.object_type, event.object_id), found[0])
        is_beside = (event.object_type, event.object_id) not in by_row
        if event.verb.endswith(".imported") and not is_beside:
            lines.extend(_from_days(row, event, named))
        elif event.pk not in taken_back:  # the line of its undo tells of both
            lines.append(_line(event, row, named, texts))
    lines.sort(key=lambda line: (line.at, line.place), reverse=True)
    told = _without_runs(_done_again(_together(lines)))
    return [line.entry for line in told][:most]


def beside_the_line(time: Participation, viewer: Viewer) -> dict[str, QuerySet[Any]]:
    """Of the person's time in the service what else belongs to its line, as far as the viewer sees it."""
    of_place = {"placement__participation": time}
    return {
        "workermessage": of_others(viewer, WorkerMessage).filter(participation=time),
        "correctionrequest": of_others(viewer, CorrectionRequest).filter(participation=time),
        "followup": FollowUp.objects.filter(participation=time),
        "workabilityassessment": of_others(viewer, WorkAbilityAssessment).filter(participation=time),
        "attendancemonth": of_others(viewer, AttendanceMonth).filter(**of_place),
        "supplementapplication": of_others(viewer, SupplementApplication).filter(**of_place),
    }


def _line(event: Event, row: Model, named: bool, texts: Mapping[int, str]) -> Line:
    """The event as a line; an undo bears the verb of what it took back."""
    undone = event.undoes
    verb = undone.verb if undone else event.verb
    entry = _entry(event, row, named)
    if text := texts.get(event.data.get("note", 0)):
        entry = replace(entry, text=text)
    done_at = undone.at if undone else None
    what = frozenset([_what(row), str(event.data.get("note", ""))])
    return Line(event.at, event.pk, verb, what, entry, event.group, done_at)


def _together(lines: list[Line]) -> list[Line]:
    """What one press did to several places at once, or took back, is one line that names them all."""
    told: list[Line] = []
    for _what, run in groupby(lines, key=lambda line: (line.verb, line.undid, line.press)):
        each = list(run)
        if len(each) == 1 or each[0].press is None:
            told.extend(each)
            continue
        texts = dict.fromkeys(line.entry.text for line in reversed(each) if line.entry.text)
        entry = replace(each[0].entry, text="; ".join(texts), url="")
        told.append(replace(each[0], rows=frozenset().union(*(line.rows for line in each)), entry=entry))
    return told


def _done_again(lines: list[Line]) -> list[Line]:
    """Of an act that was taken back and done again only the last is told, with how often before it was."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.undid and line.says_the_same(runs[-1][0]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [replace(run[0], entry=_with_before(run)) for run in runs]


def _with_before(run: list[Line]) -> Entry:
    """The newest of the run, with when it was done if it is an undo, and how often it had been before."""
    newest, before = run[0], len(run) - 1
    parts = [newest.entry.text]
    if newest.done_at is not None:
        parts.append(_("Done %(when)s") % {"when": day_and_clock(newest.done_at)})
    if before:
        told = ngettext(
            "Done and taken back %(number)s time before",
            "Done and taken back %(number)s times before",
            before,
        )
        parts.append(told % {"number": before})
    return replace(newest.entry, text=" · ".join(part for part in parts if part))


def _without_runs(lines: list[Line]) -> list[Line]:
    """The lines; of next steps set one after another only the newest, which tells how many came before."""
    told: list[Line] = []
    for (verb, undid), run in groupby(lines, key=lambda line: (line.verb, line.undid)):
        each = list(run)
        if verb == STEP_SET and not undid and len(each) > 1:
            earlier = ngettext("%(number)s earlier step", "%(number)s earlier steps", len(each) - 1)
            words = (each[0].entry.text, earlier % {"number": len(each) - 1})
            text = " · ".join(part for part in words if part)
            each = [replace(each[0], entry=replace(each[0].entry, text=text))]
        told.extend(each)
    return told


def _events(rows: Sequence[Model], beside: Mapping[str, QuerySet[Any]]) -> Any:
    wanted = Q(pk__in=[])
    for object_type, pks in _keys_of(beside).items():
        wanted |= Q(object_type=object_type, object_id__in=pks)
    for kind in {row._meta.model_name for row in rows}:
        keys = [row.pk for row in rows if row._meta.model_name == kind]
        wanted |= Q(object_type=kind, object_id__in=keys)
    return Event.objects.filter(wanted).select_related("actor", "undoes").order_by("-id")


def _keys_of(beside: Mapping[str, QuerySet[Any]]) -> dict[str, list[int]]:
    """By kind the keys of the rows, read by one question; inside the question for the events PostgreSQL would
    go through all events for them."""
    keys: dict[str, list[int]] = {}
    parts = [
        others.order_by().annotate(object_type=Value(kind, CharField())).values_list("object_type", "pk")
        for kind, others in beside.items()
    ]
    for kind, pk in parts[0].union(*parts[1:], all=True) if parts else ():
        keys.setdefault(kind, []).append(pk)
    return keys


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
    parts = [_which(row)] if isinstance(row, Placement | Interest) else []
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
    if section := BY_CODE.get(event.data.get("section", "")):
        parts.append(str(section.label))
    if event.verb == MENDED:
        asked = ReferralForm.base_fields
        parts.append(", ".join(str(asked[name].label).rstrip("?") for name in event.data["fields"]))
    if event.on_word:
        parts.append(_("Their word, given: %(how)s") % {"how": how_given(event.on_word)})
    return " · ".join(parts)


def _what(row: Model) -> str:
    """What tells the row apart from others: of a placement its place, where it may be suggested anew."""
    if isinstance(row, Placement):
        return f"placement {row.participation_id} {row.vacancy_id} {row.intake_id}"
    return f"{row._meta.model_name} {row.pk}"


def _which(row: Placement | Interest) -> str:
    """The place by its work and its workplace: several bear one title."""
    if isinstance(row, Interest):
        return row.title
    return f"{row.title}, {row.place_name}"


def _url(row: Model) -> str:
    if isinstance(row, Interest):
        return reverse("work:interest", args=[row.reference])
    return reverse("work:placement", args=[row.reference]) if isinstance(row, Placement) else ""


def _from_days(row: Model, event: Event, named: bool) -> list[Line]:
    """Lines for the days that an imported row carries, up to the day it came."""
    came_on = timezone.localtime(event.at).date()
    lines = []
    columns = {} if isinstance(row, WorkProfile) else days_of(machine_of(row).code)
    for place, (column, verb) in enumerate(columns.items()):
        on: date | None = getattr(row, column, None)
        if on is None or on > came_on:
            continue
        icon, tone = said_of(verb).mark
        text = _which(row) if named and isinstance(row, Placement) else ""
        at = datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
        entry = Entry(day(on), str(said_of(verb).told), text, "", icon, tone, _url(row) if named else "")  # type: ignore[arg-type]
        lines.append(Line(at, place, verb, frozenset([_what(row)]), entry))
    return lines
