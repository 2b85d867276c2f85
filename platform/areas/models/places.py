"""Places: municipalities, the service areas they form, their postal codes and how far apart they are."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models.names import Named
from letters.fields import NameOrderField


class ServiceArea(Named):
    """A part of the employment area that is served together: several municipalities, or one alone."""

    code = models.CharField(max_length=8, primary_key=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ["position", "code"]


class Municipality(Named):
    """A municipality of Finland; those of the employment area have a service area and all that is known.

    A person may live outside the area: such a municipality has its names only.
    """

    code = models.CharField(
        max_length=3,
        primary_key=True,
        validators=[RegexValidator(r"^\d{3}$", "three digits: 090")],
    )
    slug = models.SlugField(max_length=60, unique=True)
    genitive_fi = models.CharField(max_length=60, blank=True, help_text="Of the municipality")
    inessive_fi = models.CharField(max_length=60, blank=True, help_text="In the municipality")
    service_area = models.ForeignKey(
        ServiceArea, null=True, blank=True, on_delete=models.PROTECT, related_name="municipalities"
    )
    in_area = models.BooleanField(default=False)
    remote = models.BooleanField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    land_area_km2 = models.FloatField(null=True, blank=True)
    business_id = models.CharField(max_length=9, blank=True)
    shape = models.JSONField(null=True, blank=True)
    order_fi = NameOrderField(of=["name_fi"])
    order_sv = NameOrderField(of=["name_sv", "name_fi"], language="sv")
    order_en = NameOrderField(of=["name_en", "name_fi"], language="en")

    class Meta(Named.Meta):
        ordering = ["order_fi", "code"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.CheckConstraint(
                name="municipality_of_the_area_has_a_service_area",
                condition=models.Q(in_area=True, service_area__isnull=False)
                | models.Q(in_area=False, service_area__isnull=True),
                violation_error_message="A municipality of the area has a service area; no other has.",
            )
        ]


class PostalCode(models.Model):
    """A postal code of the area and the municipality it belongs to."""

    class Kind(models.TextChoices):
        NORMAL = "normal", "Delivery area"
        PO_BOX = "po_box", "Post office box"
        CORPORATE = "corporate", "Company"
        PICKUP = "pickup", "Pick-up point"

    code = models.CharField(
        max_length=5,
        primary_key=True,
        validators=[RegexValidator(r"^\d{5}$", "five digits: 80100")],
    )
    office_fi = models.CharField(max_length=60)
    office_sv = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NORMAL)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="postal_codes")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.office_fi}"


class Distance(models.Model):
    """The great-circle distance between the centres of two municipalities, a row a pair (`a` before `b`)."""

    a = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    great_circle_km = models.FloatField()

    class Meta:
        ordering = ["a", "b"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="distance_of_a_pair_once"),
            models.CheckConstraint(name="distance_pair_in_order", condition=models.Q(a__lt=models.F("b"))),
        ]

    def __str__(self) -> str:
        return f"{self.a_id}-{self.b_id}: {self.great_circle_km} km"


class PopulationYear(models.Model):
    """How many people lived in a municipality at the end of a year."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="population_years")
    year = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()

    class Meta:
        ordering = ["municipality", "year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year"], name="population_of_a_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}: {self.population}"
