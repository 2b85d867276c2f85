"""What a worker looks for on any page: people, workplaces and open places in their scope, public pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.selectors import Viewer
from letters.fields import has_words
from letters.folding import words
from letters.near import is_near
from letters.phones import is_part_of_phone
from programmes.employers.business_ids import business_id_from
from programmes.employers.models import HostEmployer, Vacancy
from programmes.employers.selectors import hosts_for, vacancies_for
from programmes.participants.models import Participation
from programmes.participants.selectors import participations_for, with_names
from programmes.workspace.caseload import caseload
from programmes.workspace.pages import pages_with

SHOWN = 8
FEW = 3  # with fewer people found, names that are near are looked for too


@dataclass(frozen=True)
class Found:
    """Of each kind the first few, and whether there are more; `near`: people with nearly this name."""

    people: list[Participation] = field(default_factory=list)
    more_people: bool = False
    near: list[Participation] = field(default_factory=list)
    hosts: list[HostEmployer] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.people or self.near or self.hosts or self.vacancies or self.pages)


def find(viewer: Viewer, asked: str) -> Found:
    """What has the words, the telephone, the reference or the business id, as far as the viewer sees it."""
    asked = asked.strip()
    if not asked:
        return Found()
    people = _people(viewer, asked)
    shown = people[:SHOWN]
    near = _near(viewer, asked, shown) if len(people) < FEW and not any(map(str.isdigit, asked)) else []
    return Found(
        shown,
        len(people) > SHOWN,
        near,
        _hosts(viewer, asked),
        _vacancies(viewer, asked),
        pages_with(asked),
    )


def _people(viewer: Viewer, asked: str) -> list[Participation]:
    """By name, every time in the service a row of its own; where nothing has the words, by the reference."""
    rows = list(caseload(viewer, {"whose": "all", "q": asked})[: SHOWN + 1])
    if not rows and len(asked.split()) == 1 and not is_part_of_phone(asked):
        rows = list(with_names(participations_for(viewer).filter(reference=asked.lower())))
    return rows


def _near(viewer: Viewer, asked: str, found: list[Participation]) -> list[Participation]:
    """People of whose name each asked word is nearly one: Karpinen finds Karppinen."""
    wanted, known = words(asked), {row.pk for row in found}
    names = participations_for(viewer).order_by("pk").values_list("pk", "participant__name_words")
    alike: dict[str, bool] = {}
    keys = []
    for key, name in names:
        if name not in alike:
            parts = name.split()
            alike[name] = all(any(is_near(word, part) for part in parts) for word in wanted)
        if alike[name] and key not in known:
            keys.append(key)
    rows = with_names(Participation.objects.filter(pk__in=keys[:SHOWN]))
    return list(rows.order_by("participant__name_order", "pk"))


def _hosts(viewer: Viewer, asked: str) -> list[HostEmployer]:
    rows: Any = hosts_for(viewer)
    named = has_words(["name_words"], asked)
    rows = (
        rows.filter(business_id__startswith=business_id_from(asked))
        if asked[0].isdigit()
        else rows.filter(named)
    )
    return list(rows.order_by("name_order", "pk")[:SHOWN])


def _vacancies(viewer: Viewer, asked: str) -> list[Vacancy]:
    rows = vacancies_for(viewer).filter(has_words(["title_words", "host__name_words"], asked))
    return list(rows.select_related("host", "municipality").order_by("-pk")[:SHOWN])
