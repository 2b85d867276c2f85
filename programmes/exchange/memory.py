"""What earlier imports left: which row became which, what it said, and what the service has touched since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, Max, OuterRef

from audit.models import Event
from programmes.employers.models import HostEmployer
from programmes.exchange.columns import Values
from programmes.exchange.models import ImportedRow
from programmes.exchange.run import in_chunks, rows_by_key


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
    file: str, model: type[models.Model], source: str, keys: Collection[str]
) -> dict[str, Remembered]:
    """By key, those of the rows that stand in the database. Employers are known whoever brought them."""
    rows = ImportedRow.objects.filter(source=source, file=file)
    facts = rows_by_key(rows, keys, "external_id", "object_id", "digest", by="external_id")
    told = {key: Remembered(pk, digest) for key, pk, digest in facts}
    if model is not HostEmployer:
        return told
    hosts = rows_by_key(HostEmployer.objects, keys, "business_id", "pk", by="business_id")
    return {key: told.get(key, Remembered(pk, "")) for key, pk in hosts}


def knows_any(file: str, model: type[models.Model], source: str) -> bool:
    """Whether anything that the file tells of may stand in the database already."""
    if model is HostEmployer and HostEmployer.objects.exists():
        return True
    return ImportedRow.objects.filter(source=source, file=file).exists()


def keys_of(file: str, source: str, object_ids: Collection[int]) -> dict[int, str]:
    """The keys under which the rows were brought."""
    rows = ImportedRow.objects.filter(source=source, file=file)
    found = rows_by_key(rows, object_ids, "object_id", "external_id", by="object_id")
    return {pk: str(key) for pk, key in found}


def changed_in_service(
    file: str,
    model: type[models.Model],
    object_ids: Collection[int],
    elsewhere: Mapping[int, int],
    of_children: Collection[str],
) -> set[int]:
    """Those of the rows about which the trail knows something newer than their last import.

    elsewhere: by row, the newest act on it that is told of another row. of_children: acts that are told of it
    and change another row.
    """
    changed: set[int] = set()
    for chunk in in_chunks(object_ids):
        imports = ImportedRow.objects.filter(file=file, object_id__in=chunk)
        imported = dict(imports.values_list("object_id").annotate(Max("event_id")).order_by())
        acts = Event.objects.filter(object_type=model._meta.model_name, object_id__in=imported)
        acts = acts.exclude(verb__in=of_children) if of_children else acts
        newest = acts.values_list("object_id").annotate(Max("id")).order_by()
        changed |= {pk for pk, event_id in newest if event_id > imported[pk]}
        changed |= {pk for pk in imported if elsewhere.get(pk, 0) > imported[pk]}
    return changed


def digest_of(values: Values, taken_away: Collection[str] = ()) -> str:
    """A digest of what the row says; the order of its columns and how a value is written do not matter.

    taken_away: the columns that say there is nothing, which is more than saying nothing.
    """
    told = {name: value for name, value in values.items() if value not in (None, "", [])}
    told |= dict.fromkeys(taken_away, "none")
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
