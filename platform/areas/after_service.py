"""What became of those whose service ended, whole country: official figures added up by kind of service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from areas.statistics import status_after_service

SERVICES = {
    "Palkkatuki kunnalle": _("Pay subsidy, municipality as employer"),
    "Palkkatuki yksityiselle": _("Pay subsidy, private employer"),
    "Työkokeilu": _("Work try-out"),
    "Kuntouttava työtoiminta": _("Rehabilitative work activity"),
    "Työhönvalmennus": _("Job coaching"),
    "Uravalmennus": _("Career coaching"),
    "Työnhakuvalmennus": _("Job search coaching"),
    "Työvoimakoulutus": _("Labour market training"),
    "Omaehtoinen opiskelu työttömyysetuudella": _("Self-motivated study on unemployment benefit"),
}
"""The kinds that are told, by their name in the statistics; sums are no kind."""


@dataclass(frozen=True)
class After:
    """Services that ended in a year, and how many of their people were unemployed or served again then.

    in_services: of those that `known` counts. The two are not exclusive. A service that ended without a
    known status is not counted.
    """

    ended: int = 0
    unemployed: int = 0
    known: int = 0
    in_services: int = 0

    def __add__(self, other: After) -> After:
        return After(
            self.ended + other.ended,
            self.unemployed + other.unemployed,
            self.known + other.known,
            self.in_services + other.in_services,
        )

    @property
    def unemployed_share(self) -> float | None:
        """Percent who were unemployed three months later; None without anybody."""
        return 100 * self.unemployed / self.ended if self.ended else None

    @property
    def in_services_share(self) -> float | None:
        """Percent who were in a service three months later; None where it is not known."""
        return 100 * self.in_services / self.known if self.known else None


@dataclass(frozen=True)
class AfterServices:
    """By year and kind, as far as every table goes; `years` are in their order."""

    years: dict[int, dict[str, After]]

    @property
    def last(self) -> int:
        """The last year: it may still have been counted when it was published."""
        return max(self.years)

    @property
    def whole(self) -> int:
        """The last year that is sure to be whole: the one before the last, where there is one."""
        return max((year for year in self.years if year < self.last), default=self.last)

    def of_all(self, year: int) -> After:
        """All kinds together."""
        return _sum(self.years[year].values())


def after_services() -> AfterServices | None:
    """The kinds that are told, up to the last year that all of their tables have; None without any."""
    found: dict[int, dict[str, list[After]]] = defaultdict(lambda: defaultdict(list))
    last: dict[str, int] = {}
    for row in status_after_service().filter(service_fi__in=SERVICES).exclude(unemployed_3m=None):
        served = row.in_services_3m
        known = 0 if served is None else row.ended
        found[row.year][row.service_fi].append(After(row.ended, row.unemployed_3m or 0, known, served or 0))
        last[row.table] = max(last.get(row.table, 0), row.year)
    years = {
        year: {name: _sum(parts) for name, parts in sorted(kinds.items())}
        for year, kinds in sorted(found.items())
        if year <= min(last.values())
    }
    return AfterServices(years) if years else None


def _sum(parts: Iterable[After]) -> After:
    return sum(parts, After())
