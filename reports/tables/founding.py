"""What earlier projects of the area stated of themselves: data of the area, and nothing where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from areas.selectors import FoundingProject, founding_projects
from reports.words import short_day


@dataclass(frozen=True)
class Founding:
    """One project, and by line what it stated: values, the percents printed beside them, about or over."""

    project: FoundingProject
    values: Mapping[str, Decimal]
    percents: Mapping[str, int]
    how: Mapping[str, str]

    @property
    def title(self) -> str:
        """What its table is called beside ours."""
        return _("For comparison: %(project)s, as stated") % {"project": self.project.name}

    @property
    def note(self) -> str:
        """Which project of which days, and what must be read with it."""
        days = f"{short_day(self.project.valid_from)}–{short_day(self.project.valid_until)}"
        told = _("%(project)s, project %(number)s, %(days)s.") % {
            "project": self.project.name,
            "number": self.project.number or "–",
            "days": days,
        }
        return " ".join(part for part in (told, self.project.note) if part)


def founding_of(report: str) -> tuple[Founding, ...]:
    """The projects of the area that are told in the report, the earliest first."""
    return tuple(_founding(project) for project in founding_projects(report))


def _founding(project: FoundingProject) -> Founding:
    lines = list(project.figures.all())
    return Founding(
        project,
        values={one.line: one.value for one in lines if one.value is not None},
        percents={one.line: one.stated_percent for one in lines if one.stated_percent is not None},
        how={one.line: one.how for one in lines},
    )
