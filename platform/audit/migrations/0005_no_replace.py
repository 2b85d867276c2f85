"""SQLite: what is on record is not replaced by an insert that meets its key (`REPLACE INTO`) either."""

from django.db import migrations


def create(apps, schema_editor):
    from audit.triggers import create_against_replace

    create_against_replace(schema_editor)


def drop(apps, schema_editor):
    from audit.triggers import drop_against_replace

    drop_against_replace(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_read_lists")]
    operations = [migrations.RunPython(create, drop)]
