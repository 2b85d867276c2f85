"""Days on which offices are shut."""

from django.db import models

from areas.models.names import Named


class PublicHoliday(Named):
    """A day on which offices are closed: a public holiday, or an eve that is none by law (`statutory`)."""

    date = models.DateField(primary_key=True)
    statutory = models.BooleanField(default=True)

    class Meta(Named.Meta):
        ordering = ["date"]
