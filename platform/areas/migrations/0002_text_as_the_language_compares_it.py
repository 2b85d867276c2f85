import letters.fields
from letters.fields import remake
from django.db import migrations


def fill(apps, schema_editor):
    """Rows that stand are found and ordered as new ones are."""
    remake(apps.get_model("areas", "Municipality"))
    remake(apps.get_model("areas", "Occupation"))


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='language',
            options={'ordering': ['code']},
        ),
        migrations.AlterModelOptions(
            name='municipality',
            options={'ordering': ['order_fi', 'code'], 'verbose_name': 'municipality', 'verbose_name_plural': 'municipalities'},
        ),
        migrations.AlterModelOptions(
            name='skill',
            options={'ordering': ['esco_id']},
        ),
        migrations.AddField(
            model_name='municipality',
            name='order_en',
            field=letters.fields.NameOrderField(language='en', of=['name_en', 'name_fi']),
        ),
        migrations.AddField(
            model_name='municipality',
            name='order_fi',
            field=letters.fields.NameOrderField(of=['name_fi']),
        ),
        migrations.AddField(
            model_name='municipality',
            name='order_sv',
            field=letters.fields.NameOrderField(language='sv', of=['name_sv', 'name_fi']),
        ),
        migrations.AddField(
            model_name='occupation',
            name='words_en',
            field=letters.fields.FoldedField(of=['name_en']),
        ),
        migrations.AddField(
            model_name='occupation',
            name='words_fi',
            field=letters.fields.FoldedField(of=['name_fi']),
        ),
        migrations.AddField(
            model_name='occupation',
            name='words_sv',
            field=letters.fields.FoldedField(of=['name_sv']),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
