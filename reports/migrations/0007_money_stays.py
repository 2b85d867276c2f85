"""The database itself refuses to change or take away what was entered of money."""

from django.db import migrations


def create(apps, schema_editor):
    from audit.triggers import create

    from reports.triggers import MONEY

    create(schema_editor, MONEY)


def drop(apps, schema_editor):
    from audit.triggers import drop

    from reports.triggers import MONEY

    drop(schema_editor, MONEY)


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_money"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(create, drop)]
