"""The database itself refuses to change or delete what is on record."""

from django.db import migrations


def create(apps, schema_editor):
    from audit.triggers import create as make

    make(schema_editor)


def drop(apps, schema_editor):
    from audit.triggers import drop as remove

    remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
