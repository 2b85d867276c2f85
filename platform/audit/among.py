"""`column__among=keys`: as `column__in`, for hundreds of keys.

`IN` has a mark for each key, which Django, the driver and the database each read one by one. Here the keys go
as one: PostgreSQL gets an array, SQLite a list in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Field, Lookup


class Keys:
    """Keys that Django does not look into one by one on their way."""

    def __init__(self, keys: Iterable[Any]) -> None:
        self.all = list(keys)


@models.ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):  # type: ignore[type-arg]
    """The column is one of the `Keys`, which are as the database tells them: text, numbers or days."""

    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """The keys as one parameter."""
        found = value.all
        return "%s", [found if connection.vendor == "postgresql" else json.dumps(found, default=str)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The condition and its parameters."""
        column, before = self.process_lhs(compiler, connection)
        keys, after = self.process_rhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{column} = ANY({keys})", [*before, *after]
        found = f"{column} IN (SELECT value FROM json_each({keys}))"  # noqa: S608 - marks of ours
        return found, [*before, *after]


def among(rows: models.QuerySet[Any], column: str, keys: Iterable[Any]) -> models.QuerySet[Any]:
    """Those of the rows whose column is one of the keys."""
    return rows.filter(**{f"{column}__among": Keys(keys)})
