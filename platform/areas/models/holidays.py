"""Days on which offices are shut."""

from django.db import models

from areas.models.names import Named


class PublicHoliday(Named):
    """A public holiday; an eve that is free only by custom or collective agreement is not statutory."""

    date = models.DateField(primary_key=True)
    statutory = models.BooleanField(default=True)

    class Meta(Named.Meta):
        ordering = ["date"]
