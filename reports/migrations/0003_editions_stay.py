"""The database itself refuses to change or take away what was published."""

from django.db import migrations


def create(apps, schema_editor):
    from reports.triggers import create

    create(schema_editor)


def drop(apps, schema_editor):
    from reports.triggers import drop

    drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_edition"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(create, drop)]
