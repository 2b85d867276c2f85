"""What a person can be interested in: a service, a group, an open place; each by its name in an address."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Viewer
from areas.selectors import neighbours_within
from letters.order import in_order
from programmes.catalogue.models import Intake, IntakeStatus, Programme
from programmes.catalogue.selectors import intakes
from programmes.employers.models import Vacancy
from programmes.employers.selectors import vacancies_for
from programmes.employers.states import VacancyState
from programmes.participants.models.interest import TARGETS

OPEN_NOW = [IntakeStatus.OPEN, IntakeStatus.PLANNED]
NEAR_KM, MOST_PLACES, MOST_GROUPS = 60.0, 200, 60


def target_named(viewer: Viewer, given: Any) -> Any:
    """What `given` names by `programme` (its code), `intake` or `vacancy` (its reference), if it is open now.

    Raises Http404.
    """
    kind = next((name for name in TARGETS if given.get(name)), "")
    found = _BY_KIND[kind](viewer, str(given[kind])[:60]) if kind else None
    if found is None:
        raise Http404
    return found


def key_of(target: Any) -> tuple[str, str]:
    """How an address and a form name it."""
    name = target._meta.model_name
    return name, target.code if name == "programme" else target.reference


def _programme(viewer: Viewer, code: str) -> Programme | None:
    return Programme.objects.filter(code=code, is_active=True).first()


def _intake(viewer: Viewer, reference: str) -> Intake | None:
    return intakes().filter(reference=reference, status__in=OPEN_NOW).first()


def _vacancy(viewer: Viewer, reference: str) -> Vacancy | None:
    rows = vacancies_for(viewer, states=[VacancyState.OPEN]).exclude(valid_until__lt=timezone.localdate())
    return rows.filter(reference=reference).first()


_BY_KIND: dict[str, Any] = {"programme": _programme, "intake": _intake, "vacancy": _vacancy}


def choices_near(viewer: Viewer, home: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a worker can choose on the person's word: services, groups, open places near home."""
    near = [home, *(one.municipality.pk for one in neighbours_within(home, NEAR_KM))]
    groups = intakes().filter(
        status__in=OPEN_NOW,
        starts_on__gte=timezone.localdate(),
        municipality__in=near,
        programme__isnull=False,
    )
    places = vacancies_for(viewer, states=[VacancyState.OPEN]).exclude(valid_until__lt=timezone.localdate())
    return [
        (_("Services"), [(f"programme:{one.code}", str(one)) for one in _services()]),
        (
            _("Groups that start"),
            [
                (f"intake:{one.reference}", one.in_full)
                for one in groups.order_by("starts_on", "pk")[:MOST_GROUPS]
            ],
        ),
        (
            _("Open places nearby"),
            [
                (f"vacancy:{one.reference}", f"{one.title}, {one.place}, {one.municipality}")
                for one in in_order(
                    places.filter(municipality__in=near).order_by("-opened_on", "-pk")[:MOST_PLACES],
                    lambda one: one.title,
                )
            ],
        ),
    ]


def _services() -> Any:
    return Programme.objects.filter(is_active=True).select_related("programme_type")
