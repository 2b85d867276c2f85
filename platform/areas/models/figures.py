"""Official statistics beside which the programme's own figures are read, and who published them."""

from django.db import models
from django.utils.translation import gettext as _

from areas.models.names import Named
from areas.models.places import Municipality


class Newer(models.Model):
    """A row of a table that is published anew, month by month or year by year."""

    newer = models.BooleanField(
        default=False, help_text="Brought by load_statistics: load_areas does not write over it."
    )

    class Meta:
        abstract = True


class UnemploymentMonth(Newer):
    """Unemployed jobseekers of a municipality on the count day of a month."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="unemployment")
    month = models.DateField(help_text="The first day of the month.")
    unemployed = models.PositiveIntegerField()
    labour_force = models.PositiveIntegerField()
    share_pct = models.DecimalField(max_digits=4, decimal_places=1)
    open_vacancies = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "month"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "month"], name="unemployment_of_a_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.month:%Y-%m}: {self.unemployed}"


class StatusAfterService(Newer):
    """How many of those whose service ended in a year were unemployed three months later, whole country.

    The two shares are not exclusive: for some services they add to over 100 %.
    """

    table = models.CharField(max_length=8)
    service_code = models.CharField(max_length=8)
    service_fi = models.CharField(max_length=80, blank=True)
    service_en = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    ended = models.PositiveIntegerField()
    unemployed_3m = models.PositiveIntegerField(null=True, blank=True)
    in_services_3m = models.PositiveIntegerField(null=True, blank=True)
    unemployed_pct = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    in_services_pct = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["table", "service_code", "year"]
        constraints = [
            models.UniqueConstraint(fields=["table", "service_code", "year"], name="status_after_service")
        ]

    def __str__(self) -> str:
        return f"{self.service_fi or self.service_code} {self.year}"


class ServiceStock(Newer):
    """How many people were in each kind of employment service at the end of a month, whole country.

    A kind that a newer table does not tell, or no longer has, is not known.
    """

    month = models.DateField(primary_key=True, help_text="The first day of the month.")
    activation_rate_pct = models.DecimalField(max_digits=4, decimal_places=1)
    unemployed = models.PositiveIntegerField()
    in_services = models.PositiveIntegerField()
    subsidised_employed = models.PositiveIntegerField(null=True, blank=True)
    work_tryouts = models.PositiveIntegerField(null=True, blank=True)
    labour_market_training = models.PositiveIntegerField(null=True, blank=True)
    coaching = models.PositiveIntegerField(null=True, blank=True)
    self_motivated_study = models.PositiveIntegerField(null=True, blank=True)
    rehabilitative_work = models.PositiveIntegerField(null=True, blank=True)
    job_alternation = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Source(Named):
    """Who published a dataset, under which licence and as of when: what a page prints below a figure."""

    dataset = models.SlugField(max_length=40, primary_key=True)
    licence = models.CharField(max_length=80, blank=True)
    data_as_of = models.CharField(max_length=40, blank=True)

    class Meta(Named.Meta):
        ordering = ["dataset"]

    @property
    def citation(self) -> str:
        """The line to print, for example `Lähde: Maanmittauslaitos, kuntajako 2024, CC BY 4.0`."""
        parts = [self.name, self.data_as_of, self.licence]
        return _("Source: %(source)s") % {"source": ", ".join(part for part in parts if part)}
