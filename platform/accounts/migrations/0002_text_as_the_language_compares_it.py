import letters.fields
from letters.fields import remake
from django.db import migrations


def fill(apps, schema_editor):
    """Rows that stand are found and ordered as new ones are."""
    remake(apps.get_model("accounts", "User"))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='name_order',
            field=letters.fields.PersonOrderField(of=['last_name', 'first_name']),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
