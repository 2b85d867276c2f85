"""Writes the rows of a file in bulk, what hangs on them, one event each, and the memory of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from audit.many import insert, insert_values
from audit.models import Event
from audit.services import append, append_first, new_event
from letters.fields import made_fields
from programmes.employers.models import HostEmployer, Vacancy
from programmes.exchange.files import BundleFile
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import Draft, Run, in_chunks
from programmes.placements.models import Placement, Session
from publicdata.version import public_has_changed
from workflow.kept import changed as values_changed
from workflow.models import UndoNote

ROWS_AT_ONCE = 200
SHOWN = (HostEmployer, Vacancy, Placement, Session)
NEW = "new"  # on the event of a row that the import made


def write(file: BundleFile, drafts: Sequence[Draft], run: Run) -> None:
    """The drafts stand in the database, changed or new, each with one `imported` event in the trail.

    States are set here past the workflow, as only an import may (workflows.md, rule 1). Changes go before new
    rows: a seat must be free before it is taken. A change is written as an insert that meets its own key,
    which takes a sixth of the time of bulk_update. Runs in a transaction that holds the rows that change.
    """
    if not drafts:
        return
    rows = file.model._base_manager
    fields = [file.model._meta.get_field(name).name for name in file.fields] + made_fields(file.model)
    changed = sorted((draft for draft in drafts if not draft.is_new), key=file.turn)
    for chunk in in_chunks(changed, ROWS_AT_ONCE):
        objects = [draft.obj for draft in chunk]
        rows.bulk_create(objects, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
    new = [draft for draft in drafts if draft.is_new]
    insert(draft.obj for draft in new)
    file.follow(drafts, run)
    if file.model in SHOWN:
        public_has_changed()
    if new:
        _remember_new(new, _first_events(file, new, run), file, run)
    if changed:
        events = append([_event(file, draft, run) for draft in changed])
        _remember(changed, events, file, run)
        _keep(file, fields, changed, events)


def _keep(file: BundleFile, fields: Sequence[str], drafts: Sequence[Draft], events: Sequence[Event]) -> None:
    """What standing rows said before is kept, so that the import can be taken back (`undoing`)."""
    columns = {file.model._meta.get_field(name).attname for name in fields}  # type: ignore[union-attr]
    notes = [
        UndoNote(
            event=event,
            before=_of(columns, values_changed(draft.obj, draft.before)) | draft.links,
            made=draft.made,
            changed=draft.changed,
        )
        for draft, event in zip(drafts, events, strict=True)
    ]
    insert(notes)


def _of(columns: set[str], values: dict[str, Any]) -> dict[str, Any]:
    """The values of these columns: Django sets others on the object, which it does not write."""
    return {name: value for name, value in values.items() if name in columns}


def _event(file: BundleFile, draft: Draft, run: Run) -> Event:
    return new_event(
        file.verb,
        draft.obj,
        by=None,
        at=run.now,
        from_state=draft.state_before,
        to_state=getattr(draft.obj, "state", ""),
        data={"source": run.source, "file": file.name, "row": draft.key},
    )


def _first_events(file: BundleFile, drafts: Sequence[Draft], run: Run) -> Sequence[int]:
    return append_first(
        file.verb,
        [draft.obj for draft in drafts],
        at=run.now,
        data={"source": run.source, "file": file.name, NEW: True},
        each=("row", [draft.key for draft in drafts]),
    )


def _remember_new(drafts: Sequence[Draft], events: Sequence[int], file: BundleFile, run: Run) -> None:
    """Each new row is known by its key. A key that another import has taken meanwhile is refused."""
    columns = ("source", "file", "external_id", "object_id", "digest", "event_id")
    told = zip(drafts, events, strict=True)
    insert_values(
        ImportedRow,
        columns,
        (
            (run.source, file.name, draft.key, draft.obj.pk, draft.digest, event_id)
            for draft, event_id in told
        ),
    )


def _remember(drafts: Sequence[Draft], events: Sequence[Event], file: BundleFile, run: Run) -> None:
    """Each row is known by its key from now on."""
    for chunk in in_chunks(zip(drafts, events, strict=True)):
        ImportedRow.objects.bulk_create(
            [
                ImportedRow(
                    source=run.source,
                    file=file.name,
                    external_id=draft.key,
                    object_id=draft.obj.pk,
                    digest=draft.digest,
                    event_id=event.pk,
                )
                for draft, event in chunk
            ],
            update_conflicts=True,
            unique_fields=["source", "file", "external_id"],
            update_fields=["object_id", "digest", "event_id"],
        )
