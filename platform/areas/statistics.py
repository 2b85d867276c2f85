"""Reads of official statistics, and the line that names who published them."""

from django.db.models import Max, Min, QuerySet

from areas.models import PopulationYear, ServiceStock, Source, StatusAfterService, UnemploymentMonth


def unemployment_series(code: str) -> QuerySet[UnemploymentMonth]:
    """Unemployment of a municipality, month by month."""
    return UnemploymentMonth.objects.filter(municipality=code).order_by("month")


def unemployment_of_area() -> QuerySet[UnemploymentMonth]:
    """Unemployment of every municipality of the area, month by month."""
    return UnemploymentMonth.objects.filter(municipality__in_area=True).order_by("month", "municipality")


def population_series(code: str) -> QuerySet[PopulationYear]:
    """Population of a municipality, year by year."""
    return PopulationYear.objects.filter(municipality=code).order_by("year")


def status_after_service() -> QuerySet[StatusAfterService]:
    """What became of those whose service ended, by service and year, whole country."""
    return StatusAfterService.objects.all()


def service_stocks() -> QuerySet[ServiceStock]:
    """People in employment services at the end of each month, whole country."""
    return ServiceStock.objects.all()


def source_citation(dataset: str) -> str:
    """The line that names who published a dataset; empty when it is not known.

    The years are those of the rows: a newer table may have come since the data were packaged.
    """
    source = Source.objects.filter(dataset=dataset).first()
    if source is None:
        return ""
    source.data_as_of = _years_of(dataset) or source.data_as_of
    return source.citation


def _years_of(dataset: str) -> str:
    """`2006–2026`; empty for what is no series."""
    if dataset == "status_after_service":
        first, last = status_after_service().aggregate(first=Min("year"), last=Max("year")).values()
        return f"{first}–{last}" if first else ""
    months = {"unemployment": unemployment_of_area, "service_stocks": service_stocks}.get(dataset)
    if months is None:
        return ""
    first, last = months().aggregate(first=Min("month"), last=Max("month")).values()
    return f"{first.year}–{last.year}" if first else ""
