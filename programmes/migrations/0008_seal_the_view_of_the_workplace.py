"""What a workplace has said of a person is sealed, as other free words about people are."""

from django.db import migrations

import programmes.fields
from accounts.sealing import box


def seal(apps, schema_editor):
    placement = apps.get_model("programmes", "Placement")
    for pk, words in placement.objects.exclude(host_view="").values_list("pk", "host_view").iterator():
        placement.objects.filter(pk=pk).update(host_view=box().encrypt(words.encode()).decode())


def unseal(apps, schema_editor):
    placement = apps.get_model("programmes", "Placement")
    for pk, words in placement.objects.exclude(host_view="").values_list("pk", "host_view").iterator():
        placement.objects.filter(pk=pk).update(host_view=box().decrypt(words.encode()).decode())


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_places_that_stand")]

    operations = [
        migrations.RunPython(seal, unseal),
        migrations.AlterField(
            model_name="placement",
            name="host_view",
            field=programmes.fields.EncryptedTextField(blank=True, max_length=2000),
        ),
    ]
