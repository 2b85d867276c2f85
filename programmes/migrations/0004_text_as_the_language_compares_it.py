import letters.fields
from letters.fields import remake
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """Rows that stand are found and ordered as new ones are."""
    remake(apps.get_model("programmes", "Participant"))
    remake(apps.get_model("programmes", "HostEmployer"))
    remake(apps.get_model("programmes", "Workplace"))
    remake(apps.get_model("programmes", "Vacancy"))
    remake(apps.get_model("programmes", "CoachingEnvironment"))
    remake(apps.get_model("programmes", "ServicePoint"))


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_text_as_the_language_compares_it'),
        ('programmes', '0003_days_with_other_hours'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='coachingenvironment',
            options={'ordering': ['name_order', 'code'], 'verbose_name': 'coaching environment', 'verbose_name_plural': 'coaching environments'},
        ),
        migrations.AlterModelOptions(
            name='hostemployer',
            options={'ordering': ['name_order', 'id'], 'verbose_name': 'host employer'},
        ),
        migrations.AlterModelOptions(
            name='participant',
            options={'ordering': ['name_order', 'id']},
        ),
        migrations.AlterModelOptions(
            name='servicepoint',
            options={'ordering': ['name_order', 'code'], 'verbose_name': 'service point', 'verbose_name_plural': 'service points'},
        ),
        migrations.AlterModelOptions(
            name='workplace',
            options={'ordering': ['name_order', 'id']},
        ),
        migrations.RemoveIndex(
            model_name='participant',
            name='participant_name',
        ),
        migrations.RemoveIndex(
            model_name='participant',
            name='participant_duplicate',
        ),
        migrations.AddField(
            model_name='coachingenvironment',
            name='name_order',
            field=letters.fields.NameOrderField(of=['name_fi']),
        ),
        migrations.AddField(
            model_name='hostemployer',
            name='name_order',
            field=letters.fields.NameOrderField(of=['name']),
        ),
        migrations.AddField(
            model_name='hostemployer',
            name='name_words',
            field=letters.fields.FoldedField(of=['name']),
        ),
        migrations.AddField(
            model_name='participant',
            name='name_order',
            field=letters.fields.PersonOrderField(of=['last_name', 'first_name']),
        ),
        migrations.AddField(
            model_name='participant',
            name='name_words',
            field=letters.fields.FoldedField(of=['last_name', 'first_name']),
        ),
        migrations.AddField(
            model_name='participant',
            name='phone_key',
            field=letters.fields.PhoneKeyField(of=['phone']),
        ),
        migrations.AddField(
            model_name='servicepoint',
            name='name_order',
            field=letters.fields.NameOrderField(of=['name_fi']),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='title_words',
            field=letters.fields.FoldedField(of=['title']),
        ),
        migrations.AddField(
            model_name='workplace',
            name='name_order',
            field=letters.fields.NameOrderField(of=['name']),
        ),
        migrations.AddIndex(
            model_name='hostemployer',
            index=models.Index(fields=['name_order', 'id'], name='host_name'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['name_order', 'id'], name='participant_name'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['birth_date'], name='participant_birth_date'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['phone_key'], name='participant_phone'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
