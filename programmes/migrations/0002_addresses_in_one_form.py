"""E-mail addresses of people stand in lower case and are found quickly: somebody comes in by theirs."""

from django.db import migrations, models


def fold(apps, schema_editor):
    participant = apps.get_model("programmes", "Participant")
    changed = []
    for person in participant.objects.exclude(email="").only("pk", "email").iterator():
        folded = person.email.strip().lower()
        if folded != person.email:
            person.email = folded
            changed.append(person)
    participant.objects.bulk_update(changed, ["email"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_whole")]

    operations = [
        migrations.AlterField(
            model_name="participant",
            name="email",
            field=models.EmailField(blank=True, db_index=True, max_length=254, verbose_name="e-mail"),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
