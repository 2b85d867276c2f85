import logging

from django.db import DatabaseError, migrations, transaction

from letters.fields import remake

log = logging.getLogger("valityo.migrations")
INDEX = """
CREATE INDEX IF NOT EXISTS participant_by_any_part ON programmes_participant
USING gin (name_words gin_trgm_ops, phone_key gin_trgm_ops)
"""


def fill(apps, schema_editor):
    """Workplaces that stand are found as new ones are."""
    remake(apps.get_model("programmes", "Workplace"))


def index_names(apps, schema_editor):
    """On PostgreSQL a part of a name or a telephone number is found by an index.

    pg_trgm is a trusted extension: whoever owns the database may have it. Where it is not to be had,
    everything works as before, only more slowly with very many people.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(schema_editor.connection.alias), schema_editor.connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(INDEX)
    except DatabaseError as refused:
        log.warning("names are searched without an index: pg_trgm is not to be had (%s)", refused)


def forget_index(apps, schema_editor):
    """The index is gone; the extension may be another's."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS participant_by_any_part")


class Migration(migrations.Migration):

    dependencies = [
        ("programmes", "0010_one_index_each"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index_names, forget_index, elidable=False),
    ]
