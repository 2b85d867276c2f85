"""Database triggers that refuse to change or delete what is on record, for SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_event", "audit_read", "audit_seal")
# How an insert can meet a row that stands: by each unique column.
UNIQUE = {
    "audit_event": "id = NEW.id OR token = NEW.token",
    "audit_read": "id = NEW.id",
    "audit_seal": 'id = NEW.id OR ("table" = NEW."table" AND first = NEW.first)',
}


def create(schema_editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...] = TABLES) -> None:
    """Update and delete on the tables fail in the database itself."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(_create(schema_editor.connection.vendor, table, verb))


def create_against_replace(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite: an insert that meets what is on record fails too.

    `REPLACE INTO` takes the old row away without asking the triggers of a delete. PostgreSQL has no such
    statement; its `ON CONFLICT DO UPDATE` is an update, which is refused.
    """
    if schema_editor.connection.vendor == "sqlite":
        for table, meets in UNIQUE.items():
            stands = f"SELECT 1 FROM {table} WHERE {meets}"  # noqa: S608 - names of our own
            schema_editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS ({stands}) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
            )


def drop_against_replace(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An insert may replace again."""
    if schema_editor.connection.vendor == "sqlite":
        for table in UNIQUE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")


def drop(schema_editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...] = TABLES) -> None:
    """The tables can be changed again; only for emptying a demo database."""
    for table in tables:
        for verb in ("update", "delete"):
            name = f"{table}_no_{verb}"
            suffix = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def _create(vendor: str, table: str, verb: str) -> str:
    name = f"{table}_no_{verb.lower()}"
    if vendor == "postgresql":
        return (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    )
