"""A query without an order has one by lot: what relies on the order in which rows were saved fails.

PostgreSQL promises no order; SQLite gives that of the keys, and hides it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

_as_told = SQLCompiler._order_by_pairs


def by_lot(compiler: Any) -> Iterator[tuple[Any, Any]]:
    """The order that the query has, else by lot where rows are read whose order means something."""
    told = list(_as_told(compiler))
    if told or not _is_a_list_of_rows(compiler):
        return iter(told)
    return iter([(OrderBy(Random()), False)])


def _is_a_list_of_rows(compiler: Any) -> bool:
    query = compiler.query
    return (
        type(compiler) is SQLCompiler
        and not query.subquery
        and not query.combinator
        and not query.distinct
        and query.group_by is None
        # Only asks whether there is one, or is laid together with others and put in order then.
        and not query.annotation_select.keys() & {"a", "_check", "kind_of_task"}
        and not query.select_for_update
        and query.high_mark is None
    )


def shuffle() -> None:
    """From now on, for the whole run."""
    SQLCompiler._order_by_pairs = by_lot
