"""Reads of host employers and their places, the viewer first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, When
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Viewer
from programmes.employers.codes import MemberRole
from programmes.employers.models import HostEmployer, MemberInvitation, Membership, Vacancy, Workplace
from programmes.employers.states import OFFERS, VacancyState
from programmes.policies import visible
from programmes.who_is_who import answered_host_ids, host_ids, memberships_of


def hosts_for(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers `viewer` may see, by name."""
    return visible(viewer, HostEmployer).select_related("municipality").defer("municipality__shape")


def own_hosts(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Host employers that `viewer` acts for."""
    names = ("municipality", "stopped_because")
    in_use = Workplace.objects.filter(host=OuterRef("pk"), closed_on=None)
    rows = HostEmployer.objects.filter(pk__in=host_ids(viewer)).select_related(*names)
    return rows.annotate(has_workplace=Exists(in_use))


@dataclass(frozen=True)
class HostMissing:
    """One thing that the organisation has not told yet: in words, and where it is told."""

    words: Any
    url: str


def missing_of(host: HostEmployer) -> list[HostMissing]:
    """What a worker cannot do without when the host is checked or a place is offered, and is not told.

    host: from `own_hosts`, which knows whether there is a workplace.
    """
    contact = reverse("host:contact", args=[host.reference])
    workplace = reverse("host:workplace_new", args=[host.reference])
    known = host.has_workplace  # type: ignore[attr-defined] # annotated by `own_hosts`
    asked = [
        (host.contact_name, _("contact person"), contact),
        (host.contact_phone, _("telephone"), contact),
        (known, _("a workplace with its address"), workplace),
    ]
    return [HostMissing(words, url) for told, words, url in asked if not told]


def answered_hosts(viewer: Viewer) -> list[int]:
    """Those of them for which the viewer answers: not as a guide."""
    return answered_host_ids(viewer)


def offering_hosts(viewer: Viewer) -> QuerySet[HostEmployer]:
    """Those for which the viewer may write of places: not as a guide, nor of ones that have stopped."""
    return own_hosts(viewer).filter(pk__in=answered_host_ids(viewer), state__in=sorted(OFFERS))


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


def offered_by(host: HostEmployer) -> QuerySet[Vacancy]:
    """The host's places that are open or paused, the newest first, whoever asks."""
    states = sorted({VacancyState.OPEN, VacancyState.PAUSED})
    return with_names(Vacancy.objects.filter(host=host, state__in=states)).order_by("-id")


def workplaces_of(host: HostEmployer) -> QuerySet[Workplace]:
    """The host's workplaces, those in use first, by name."""
    return in_use_first(host.workplaces.select_related("municipality").defer("municipality__shape"))


def in_use_first(rows: QuerySet[Workplace]) -> QuerySet[Workplace]:
    """Workplaces in use come before those laid down, each by name."""
    return rows.order_by(F("closed_on").asc(nulls_first=True), "name_order", "pk")


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


def members_of(host: HostEmployer) -> QuerySet[Membership]:
    """Those who act for the host today and those who have asked to, who may sign first."""
    gone = Q(valid_until__lt=timezone.localdate())
    signs_first = Case(When(role=MemberRole.SIGNER, then=0), default=1, output_field=IntegerField())
    rows = host.memberships.exclude(gone).select_related("user", "host")
    return rows.order_by(signs_first, "valid_from", "id")


def invitations_of(host: HostEmployer) -> QuerySet[MemberInvitation]:
    """Invitations that nobody has used and that were not taken back, the newest first."""
    return host.invitations.filter(accepted_at=None, withdrawn_at=None)


def waits_to_join(viewer: Viewer) -> bool:
    """Whether `viewer` has asked to act for a host, acts for none yet and has not been answered."""
    asked = Membership.objects.filter(user=viewer.pk, valid_from=None).exists()
    return asked and not host_ids(viewer)


def join_requests(viewer: Viewer) -> QuerySet[Membership]:
    """Who asks to join the hosts of which `viewer` decides who acts for them."""
    decides = [host for host, role in memberships_of(viewer).items() if role == MemberRole.SIGNER]
    rows = Membership.objects.filter(host__in=decides, valid_from=None)
    return rows.select_related("user", "host").order_by("pk")
