"""Writes a file's rows in bulk: the rows, what hangs on them, one chained event each, and the memory of the import."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.models import Event
from audit.services import append, new_event
from programmes.exchange.files import BundleFile
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import Draft, Run, in_chunks

ROWS_AT_ONCE = 200


def write(file: BundleFile, drafts: Sequence[Draft], run: Run, tick: Callable[[int], None]) -> None:
    """The drafts stand in the database, new or changed, each with one `imported` event at the end of the trail.

    States are set here past the workflow, as only an import may (workflows.md, rule 1).
    """
    rows = file.model._base_manager
    fields = [file.model._meta.get_field(name).name for name in file.fields]  # type: ignore[union-attr]
    for chunk in in_chunks(drafts, ROWS_AT_ONCE):
        rows.bulk_create([draft.obj for draft in chunk if draft.is_new])
        rows.bulk_update([draft.obj for draft in chunk if not draft.is_new], fields)
        tick(len(chunk))
    file.follow(drafts, run)
    _remember(file, drafts, append([_event(file, draft, run) for draft in drafts]), run)


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


def _remember(file: BundleFile, drafts: Sequence[Draft], events: Sequence[Event], run: Run) -> None:
    told = (
        ImportedRow(
            source=run.source,
            file=file.name,
            external_id=draft.key,
            object_id=draft.obj.pk,
            digest=draft.digest,
            event_id=event.pk,
        )
        for draft, event in zip(drafts, events, strict=True)
    )
    for chunk in in_chunks(told):
        ImportedRow.objects.bulk_create(
            chunk,
            update_conflicts=True,
            unique_fields=["source", "file", "external_id"],
            update_fields=["object_id", "digest", "event_id"],
        )
