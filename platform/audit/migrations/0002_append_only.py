"""The database itself refuses to change or delete what is on record, or to put another row in its place."""

from django.db import migrations


def create(apps, schema_editor):
    from audit.triggers import create, create_against_replace

    create(schema_editor)
    create_against_replace(schema_editor)


def drop(apps, schema_editor):
    from audit.triggers import drop, drop_against_replace

    drop_against_replace(schema_editor)
    drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]
    operations = [migrations.RunPython(create, drop)]
