"""Places that stand: their agreed end is the day of their turn, and the first day as it came true is told."""

from django.db import migrations
from django.db.models import F


def tell(apps, schema_editor):
    Placement = apps.get_model("programmes", "Placement")
    Event = apps.get_model("audit", "Event")
    Placement._base_manager.filter(state__in=["active", "paused"]).update(due_on=F("ends_on"))
    began = Event.objects.filter(verb="placement.started", object_type="placement").order_by("id")
    for number, day in began.values_list("object_id", "on").iterator(chunk_size=2000):
        Placement._base_manager.filter(pk=number).update(started_on=day)


def leave(apps, schema_editor):
    """What was told is no harm where it stands."""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_agreement_versions"), ("audit", "0001_trail")]
    operations = [migrations.RunPython(tell, leave)]
