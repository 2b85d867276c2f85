"""Database triggers that keep editions and entries of money as they are, for SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from audit import triggers

TABLES = ("reports_edition",)
MONEY = ("reports_fundingrow", "reports_spending")  # theirs are made by `audit.triggers` alone
MEETS = "id = NEW.id OR name = NEW.name"


def create(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Update and delete fail in the database itself; on SQLite so does an insert over what is there."""
    triggers.create(schema_editor, TABLES)
    if schema_editor.connection.vendor == "sqlite":
        stands = f"SELECT 1 FROM reports_edition WHERE {MEETS}"  # noqa: S608 - names of our own
        schema_editor.execute(
            "CREATE TRIGGER IF NOT EXISTS reports_edition_no_replace BEFORE INSERT ON reports_edition "
            f"WHEN EXISTS ({stands}) BEGIN SELECT RAISE(ABORT, 'an edition stays as it is'); END"
        )


def drop(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The editions can be taken away; only for emptying a demo database."""
    triggers.drop(schema_editor, TABLES)
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS reports_edition_no_replace")
