import django.db.models.lookups
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def tell(apps, _schema_editor):
    """Every time in the service says the day of its last step."""
    steps = apps.get_model("programmes", "NextStep").objects.filter(participation=OuterRef("pk"))
    last = Subquery(steps.order_by("-due_on").values("due_on")[:1])
    apps.get_model("programmes", "Participation").objects.update(last_step_on=last)


class Migration(migrations.Migration):

    dependencies = [
        ("programmes", "0035_signed_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name='participation',
            name='last_step_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(django.db.models.lookups.IsNull(F('last_step_on'), False), F('last_step_on'), F('referred_on'), F('id'), condition=models.Q(('state__in', ['active', 'on_hold', 'waiting'])), name='participation_forgotten'),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
