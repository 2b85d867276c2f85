"""Reads of host employers and their places, the viewer first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404

from accounts.selectors import Viewer
from programmes.employers.models import HostEmployer, Membership, Vacancy
from programmes.employers.states import OFFERS
from programmes.policies import visible
from programmes.relations import host_ids


def hosts_for(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers `viewer` may see, by name."""
    return visible(viewer, HostEmployer).select_related("municipality").defer("municipality__shape")


def own_hosts(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers that `viewer` acts for."""
    names = ("municipality", "stopped_because")
    return HostEmployer.objects.filter(pk__in=host_ids(viewer)).select_related(*names)


def offering_hosts(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Those of them that may write of places: not the ones that were turned away or have stopped."""
    return own_hosts(viewer).filter(state__in=sorted(OFFERS))


def host_for(viewer: Viewer, reference: str) -> HostEmployer:
    """The host employer in the viewer's scope; 404 when there is none."""
    found = hosts_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def vacancies_for(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Vacancy]:
    """Vacancies `viewer` may see, newest first, with the names a list shows."""
    rows = with_names(visible(viewer, Vacancy))
    return rows if states is None else rows.filter(state__in=sorted(states))


def with_names(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """The rows with the names that a list shows."""
    names = ("host", "workplace", "municipality", "occupation_group")
    return rows.select_related(*names).defer("municipality__shape")


def vacancy_for(viewer: Viewer, reference: str) -> Vacancy:
    """The vacancy in the viewer's scope; 404 when there is none."""
    found = vacancies_for(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_vacancies(viewer: Viewer) -> QuerySet[Vacancy]:
    """Vacancies of the hosts that `viewer` acts for, newest first."""
    rows = Vacancy.objects.filter(host__in=host_ids(viewer))
    return rows.select_related("host", "workplace", "municipality", "occupation_group").order_by("-id")


def own_vacancy(viewer: Viewer, reference: str) -> Vacancy:
    """A vacancy of a host that `viewer` acts for; 404 when there is none."""
    found = own_vacancies(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def host_with_id(business_id: str) -> HostEmployer | None:
    """The host employer registered under the business id, whoever asks: only that it exists may be told."""
    return HostEmployer.objects.filter(business_id=business_id).first()


def is_host_admin(viewer: Viewer, host: HostEmployer) -> bool:
    """Whether `viewer` administers the host today."""
    return (
        host.pk in host_ids(viewer)
        and Membership.objects.filter(host=host, user=viewer, is_admin=True).exists()
    )


def members_of(host: HostEmployer) -> QuerySet[Membership]:
    """Those who act for the host and those who have asked to, administrators first."""
    return host.memberships.select_related("user").order_by("-is_admin", "valid_from", "id")


def waits_to_join(viewer: Viewer) -> bool:
    """Whether `viewer` has asked to act for a host, acts for none yet and has not been answered."""
    asked = Membership.objects.filter(user=viewer.pk, valid_from=None).exists()
    return asked and not host_ids(viewer)


def join_requests(viewer: Viewer) -> QuerySet[Membership]:
    """Who asks to join the hosts that `viewer` administers."""
    administered = Membership.objects.filter(user=viewer, is_admin=True, host__in=host_ids(viewer)).values(
        "host"
    )
    return Membership.objects.filter(host__in=administered, valid_from=None).select_related("user", "host")
