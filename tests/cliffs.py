"""Finds questions that stand still once a table has grown, whoever asks them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

OURS = "|".join(("accounts", "audit", "notifications", "programmes", "reports", "workflow"))
# PostgreSQL keeps the inner list in memory only while it fits; after that each row walks the whole of it.
NOT_IN = re.compile(r'(?:NOT \(?[\w".]+ IN|NOT IN) \(SELECT [^()]* FROM "(?:' + OURS + ")_")  # noqa: S608 - it is no query


def refuse_cliffs(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """A wrapper of every query (`connection.execute_wrappers`): a NOT IN of a table is an AssertionError."""
    if "NOT" in sql and NOT_IN.search(sql):
        raise AssertionError(f"NOT IN over a whole table: ask NOT EXISTS (~Exists(...)) instead.\n{sql}")
    return execute(sql, *rest)
