"""Reads of host employers and their places, the viewer first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.employers.models import HostEmployer, Vacancy
from programmes.policies import host_ids, visible


def hosts_for(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers `viewer` may see, by name."""
    return visible(viewer, HostEmployer).select_related("municipality")


def own_hosts(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers that `viewer` acts for."""
    return HostEmployer.objects.filter(pk__in=host_ids(viewer)).select_related("municipality")


def host_for(viewer: Viewer, reference: str) -> HostEmployer:
    """The host employer in the viewer's scope; 404 when there is none."""
    found = hosts_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def vacancies_for(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Vacancy]:
    """Vacancies `viewer` may see, newest first, with the names a list shows."""
    rows = visible(viewer, Vacancy).select_related("host", "workplace", "municipality", "occupation_group")
    return rows if states is None else rows.filter(state__in=sorted(states))


def vacancy_for(viewer: Viewer, reference: str) -> Vacancy:
    """The vacancy in the viewer's scope; 404 when there is none."""
    found = vacancies_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
