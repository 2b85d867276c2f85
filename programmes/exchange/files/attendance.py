"""attendance.csv: what became of each day of a place.

A row is a day; what the trail and the memory of imports know is its month (workflows.md 8: one event a month,
never one a day). So the file has its own way in: days are compared with the days that stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from audit.many import insert
from audit.models import Event
from audit.services import append, new_event
from programmes.exchange.columns import Cells, Column, header_problems
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.memory import keys_of, remembered
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import Outcome, Reasons, Run, in_chunks
from programmes.exchange.tables import Row, Table
from programmes.exchange.values import code_in, daily_hours, past_day, text
from programmes.placements.codes import TOLD_IN_BUNDLES, DayKind
from programmes.placements.models import AttendanceDay, AttendanceMonth, Placement
from programmes.placements.states import MonthState
from programmes.turns import due_on
from workflow.kept import changed, values_of
from workflow.locks import hold
from workflow.models import UndoNote

# Days that go in together, in one transaction: so few that nobody waits for them.
PART = 1_000
DAYS_AT_ONCE = 500
NAME = "attendance"
PLACEMENTS = "placements"
CHANGED = "changed in the service after its last import"
AGAIN = "it says again what an earlier row says, which was rejected"
NEW = "new"
MonthKey = tuple[int, date]  # placement, first day of the month


@dataclass
class Day:
    """One row on its way in: the placement, the day, and every reason why it cannot go in."""

    row: Row
    values: dict[str, Any]
    problems: list[str]
    placement: int = 0
    again: list[Row] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What names it in a word about it."""
        return f"{self.values['placement_id']} {self.values['on']}"

    @property
    def month(self) -> MonthKey:
        """The month that it lies in."""
        return self.placement, self.values["on"].replace(day=1)


@dataclass
class Touched:
    """One month that this run has made or changed; `before`, `made`, `changed` are what an undo needs, and go
    into its `note`."""

    month: AttendanceMonth
    key: str
    is_new: bool
    state_before: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    made: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    note: UndoNote | None = None


class Attendance(BundleFile):
    """One day of one placement a row."""

    name = NAME
    model = AttendanceMonth
    machine = "attendance"
    keys = ("placement_id", "on")
    columns = (
        Column("placement_id", text(120), required=True),
        Column("on", past_day, required=True),
        Column("kind", code_in(TOLD_IN_BUNDLES), required=True),
        Column("hours", daily_hours),
    )
    parents = (Parent("placement_id", PLACEMENTS, "placement"),)

    def take(self, table: Table, run: Run, tick: Callable[[int], None]) -> Outcome:
        """Every day that can go in stands; months are made as they are needed, one event each in the run."""
        outcome = Outcome(self.name)
        first: dict[tuple[str, date], Day] = {}
        touched: dict[MonthKey, Touched] = {}
        cells = Cells({name: place for place, name in enumerate(table.names)}, self.columns, run.known)
        wrong_header = header_problems(table, self.columns)
        for rows in in_chunks(table.rows, PART):
            days = _read(rows, cells, wrong_header)
            days = _said_once(days, first)
            _find_placements(days, run)
            tick(len(rows))
            fitting = [day for day in days if not day.problems]
            if run.imagined is None:
                with transaction.atomic():
                    hold({Placement: {day.placement for day in fitting}})
                    _settle(fitting, _months(fitting), outcome, touched, run)
            else:
                _compare(fitting, _months(fitting), outcome, run)
            for day in days:
                if day.problems:
                    outcome.rejected.append((day.row, Reasons.of(day.problems)))
            tick(len(rows))
        for day in first.values():
            if day.problems:
                outcome.rejected += [(row, Reasons.of([AGAIN])) for row in day.again]
            else:
                outcome.unchanged += len(day.again)
        outcome.rejected.sort(key=lambda told: told[0].number)
        return outcome


def _read(rows: Sequence[Row], cells: Cells, wrong_header: Sequence[str]) -> list[Day]:
    days = []
    for row in rows:
        told = cells.read(row)
        values, problems = told.values, told.problems
        if values.get("hours") is not None and values.get("kind") not in {None, DayKind.PRESENT}:
            problems.append(f"hours only with present: kind {values['kind']}")
        days.append(Day(row, values, [*wrong_header, *problems]))
    return days


def _said_once(days: Sequence[Day], first: dict[tuple[str, date], Day]) -> list[Day]:
    """Each day as it is told first; again in the same words it is the same one, otherwise refused."""
    told = []
    for day in days:
        placement, on = day.values.get("placement_id"), day.values.get("on")
        before = first.setdefault((placement, on), day) if placement and on else day
        if before is day:
            told.append(day)
        elif day.values == before.values and not day.problems:
            before.again.append(day.row)
        else:
            words = f"repeated id: {placement} on {on} stands in row {before.row.number} already"
            told.append(day)
            day.problems.append(words)
    return told


def _find_placements(days: Sequence[Day], run: Run) -> None:
    keys = {day.values["placement_id"] for day in days if day.values.get("placement_id")}
    there = remembered(PLACEMENTS, Placement, run, keys)
    for day in days:
        key = day.values.get("placement_id")
        if not key:
            continue
        if key in run.refused[PLACEMENTS]:
            day.problems.append(f"child of a rejected row: {key} in {PLACEMENTS}")
        elif key not in there:
            words = f"id points nowhere: placement_id '{key}' is neither in {PLACEMENTS} nor in the service"
            day.problems.append(words)
        else:
            day.placement = there[key].object_id


New = list[tuple[Day, AttendanceDay]]
Moved = list[tuple[Day, AttendanceDay, dict[str, Any]]]


def _compare(
    days: Sequence[Day], standing: Mapping[MonthKey, AttendanceMonth], outcome: Outcome, run: Run
) -> tuple[New, Moved]:
    """Days that are new, and standing ones that change, with what they said before; what says what stands
    already, and what cannot go in, is told."""
    closed = _changed_in_service(list(standing.values()))
    known = _days(standing.values())
    new: New = []
    moved: Moved = []
    for day in days:
        month = standing.get(day.month)
        stood = known.get((month.pk, day.values["on"])) if month is not None else None
        kind, hours = day.values["kind"], day.values.get("hours")
        if stood is not None and hours is None and kind == stood.kind and stood.hours is not None:
            hours = stood.hours  # silence takes nothing away (decision 27)
            run.warn(NAME, day, "hours left empty, so what stands is kept")
        if stood is not None and stood.kind == kind and stood.hours == hours:
            outcome.unchanged += 1
        elif month is not None and (month.pk in closed or (stood and (stood.by_id or stood.on_word))):
            day.problems.append(CHANGED)
        elif stood is None:
            new.append((day, AttendanceDay(on=day.values["on"], kind=kind, hours=hours, at=run.now)))
        else:
            before = values_of(stood)
            stood.kind, stood.hours, stood.at, stood.why = kind, hours, run.now, ""
            moved.append((day, stood, changed(stood, before)))
    outcome.new += len(new)
    outcome.updated += len(moved)
    return new, moved


def _settle(
    days: Sequence[Day],
    standing: dict[MonthKey, AttendanceMonth],
    outcome: Outcome,
    touched: dict[MonthKey, Touched],
    run: Run,
) -> None:
    """The days stand: new ones, changed ones, and those that say what stands already. The places are held."""
    told = set(touched)
    new, moved = _compare(days, standing, outcome, run)
    missing = sorted({day.month for day, _row in new if day.month not in standing})
    places = Placement.objects.select_related(None).in_bulk({placement for placement, _month in missing})
    made = [_made(places[placement], month, run) for placement, month in missing]
    insert(made)
    names = keys_of(PLACEMENTS, run, {day.placement for day in days})
    for month in made:
        key = (month.placement_id, month.month)
        standing[key] = month
        touched[key] = Touched(month, f"{names.get(key[0], '')} {month.month:%Y-%m}", is_new=True)
    for day, row in new:
        row.month = standing[day.month]
    _write([row for _day, row in new], [row for _day, row, _before in moved])
    for day, row in new:
        one = _touch(day.month, standing, touched, names, run)
        if not one.is_new:
            one.made.append([AttendanceDay._meta.label_lower, row.pk])
    for day, row, before in moved:
        _touch(day.month, standing, touched, names, run).changed.append(
            [AttendanceDay._meta.label_lower, row.pk, before]
        )
    _record([one for key, one in touched.items() if key not in told], run)
    months = {day.month for day, _row in new} | {day.month for day, _row, _before in moved}
    again = [touched[key].note for key in told & months]
    UndoNote.objects.bulk_update([note for note in again if note is not None], ["made", "changed"])


def _touch(
    key: MonthKey,
    standing: dict[MonthKey, AttendanceMonth],
    touched: dict[MonthKey, Touched],
    names: dict[int, str],
    run: Run,
) -> Touched:
    """The month of a day that changes; where it stood, it stands as its days now tell."""
    if key not in touched:
        month = standing[key]
        one = Touched(
            month, f"{names.get(key[0], '')} {month.month:%Y-%m}", False, month.state, values_of(month)
        )
        touched[key] = one
        if state_on(month.month, run.today) != month.state:
            _stand(month, run)
            month.save()
    return touched[key]


def _months(days: Sequence[Day]) -> dict[MonthKey, AttendanceMonth]:
    """The months of the days that stand already."""
    keys = {day.month for day in days}
    found = {}
    for placements in in_chunks(sorted({placement for placement, _month in keys})):
        rows = AttendanceMonth.objects.filter(placement__in=placements)
        for row in rows.select_related("placement").order_by("pk"):
            if (row.placement_id, row.month) in keys:
                found[row.placement_id, row.month] = row
    return found


def _days(months: Any) -> dict[tuple[int, date], AttendanceDay]:
    found = {}
    for chunk in in_chunks(sorted(month.pk for month in months)):
        for row in AttendanceDay.objects.filter(month__in=chunk):
            found[row.month_id, row.on] = row
    return found


def _changed_in_service(months: Sequence[AttendanceMonth]) -> set[int]:
    """Those of the months about which the trail knows something else than an import as the newest."""
    changed_months: set[int] = set()
    for chunk in in_chunks(sorted(month.pk for month in months)):
        rows = Event.objects.filter(object_type="attendancemonth", object_id__in=chunk).order_by("pk")
        newest = dict(rows.values_list("object_id", "verb"))
        taken = {"attendance.imported", "attendance.opened"}
        undone = {pk for pk, verb in newest.items() if verb == "attendance.undone"}
        imports = ImportedRow.objects.filter(file="attendance", object_id__in=undone)
        changed_months |= {pk for pk, verb in newest.items() if verb not in taken}
        changed_months -= set(imports.values_list("object_id", flat=True))
    return changed_months


def state_on(month: date, today: date) -> str:
    """As a bundle leaves a month (interface.md): past ones are checked, the current one is open."""
    return MonthState.APPROVED if month < today.replace(day=1) else MonthState.OPEN


def _made(placement: Placement, month: date, run: Run) -> AttendanceMonth:
    made = AttendanceMonth(placement=placement, month=month)
    _stand(made, run)
    return made


def _stand(month: AttendanceMonth, run: Run) -> None:
    """The month stands in the state that its day tells, since its last day or since its first."""
    state = state_on(month.month, run.today)
    past = state == MonthState.APPROVED
    run.stand("attendance", month, state, month.last_day if past else month.month)  # each has its own day
    month.due_on = due_on("attendance", month, run.today)
    month.approved_on = month.end_of_month if past else None


def _write(new: Sequence[AttendanceDay], moved: Sequence[AttendanceDay]) -> None:
    insert(new)
    for chunk in in_chunks(moved, DAYS_AT_ONCE):
        AttendanceDay.objects.bulk_create(
            chunk, update_conflicts=True, unique_fields=["pk"], update_fields=["kind", "hours", "at", "why"]
        )


def _record(touched: Sequence[Touched], run: Run) -> None:
    """One event for each month, the memory of it, and what an undo of the import needs."""
    events = append([_event(one, run) for one in touched])
    _remember(touched, events, run)
    for one, event in zip(touched, events, strict=True):
        if not one.is_new:
            before = changed(one.month, one.before)
            one.note = UndoNote(event=event, before=before, made=one.made, changed=one.changed)
    insert(one.note for one in touched if one.note is not None)


def _event(one: Touched, run: Run) -> Event:
    told = {"source": run.source, "file": "attendance", "row": one.key}
    return new_event(
        "attendance.imported",
        one.month,
        by=None,
        at=run.now,
        from_state=one.state_before,
        to_state=one.month.state,
        data=told | {NEW: True} if one.is_new else told,
    )


def _remember(touched: Sequence[Touched], events: Sequence[Event], run: Run) -> None:
    rows = [
        ImportedRow(
            source=run.source,
            file="attendance",
            external_id=f"{one.month.placement_id} {one.month.month:%Y-%m}",
            object_id=one.month.pk,
            digest="",
            event_id=event.pk,
        )
        for one, event in zip(touched, events, strict=True)
    ]
    ImportedRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "file", "external_id"],
        update_fields=["object_id", "event_id"],
    )
