"""What earlier imports left: which row became which, what it said, and what the service has touched since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, Max, OuterRef

from audit.models import Event
from programmes.employers.models import HostEmployer
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import Run, in_chunks, rows_by_key
from programmes.verbs import BESIDE


@dataclass(frozen=True)
class Remembered:
    """The row in the database behind a key, and the digest of what was last said of it; "" for nothing."""

    object_id: int
    digest: str


def forget_gone(file: str, model: type[models.Model], source: str) -> None:
    """What is no longer in the database is new when it comes again."""
    there = Exists(model._base_manager.filter(pk=OuterRef("object_id")))
    ImportedRow.objects.filter(~there, source=source, file=file).delete()


def remembered(
    file: str, model: type[models.Model], run: Run, keys: Collection[str]
) -> dict[str, Remembered]:
    """By key, those of the rows that stand in the database, or would where this is a rehearsal. Employers are
    known whoever brought them."""
    rows = ImportedRow.objects.filter(source=run.source, file=file)
    facts = rows_by_key(rows, keys, "external_id", "object_id", "digest", by="external_id")
    told = {key: Remembered(pk, digest) for key, pk, digest in facts}
    if model is HostEmployer:
        hosts = rows_by_key(HostEmployer.objects, keys, "business_id", "pk", by="business_id")
        told = {key: told.get(key, Remembered(pk, "")) for key, pk in hosts}
    if run.imagined is None:
        return told
    pks = [known.object_id for known in told.values()]
    there = {pk for (pk,) in rows_by_key(model._base_manager, pks, "pk")}  # the others are to be forgotten
    told = {key: known for key, known in told.items() if known.object_id in there}
    return told | {key: Remembered(pk, "") for key, pk in run.imagined.pks_of(file, keys).items()}


def knows_any(file: str, model: type[models.Model], source: str) -> bool:
    """Whether anything that the file tells of may stand in the database already."""
    if model is HostEmployer and HostEmployer.objects.exists():
        return True
    return ImportedRow.objects.filter(source=source, file=file).exists()


def keys_of(file: str, run: Run, object_ids: Collection[int]) -> dict[int, str]:
    """The keys under which the rows were brought."""
    rows = ImportedRow.objects.filter(source=run.source, file=file)
    found = rows_by_key(rows, object_ids, "object_id", "external_id", by="object_id")
    told = {pk: str(key) for pk, key in found}
    return told if run.imagined is None else told | run.imagined.keys_of(object_ids)


def changed_in_service(
    file: str,
    model: type[models.Model],
    object_ids: Collection[int],
    elsewhere: Mapping[int, int],
) -> set[int]:
    """Those of the rows about which the trail knows something newer than their last import.

    elsewhere: by row, the newest act on it that is told of another row. Acts that are told of a row and leave
    it as it was (`verbs.BESIDE`) do not count.
    """
    changed: set[int] = set()
    for chunk in in_chunks(object_ids):
        imports = ImportedRow.objects.filter(file=file, object_id__in=chunk)
        imported = dict(imports.values_list("object_id").annotate(Max("event_id")).order_by())
        acts = Event.objects.filter(object_type=model._meta.model_name, object_id__in=imported)
        acts = acts.exclude(verb__in=BESIDE)
        newest = acts.values_list("object_id").annotate(Max("id")).order_by()
        changed |= {pk for pk, event_id in newest if event_id > imported[pk]}
        changed |= {pk for pk in imported if elsewhere.get(pk, 0) > imported[pk]}
    return changed
