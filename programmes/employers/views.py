"""The host employer's pages: what waits, the open places, the people, never more than they showed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.roles import HOST
from areas.selectors import service_phone
from programmes.catalogue.money import money_of
from programmes.catalogue.selectors import rule_on
from programmes.employers import services
from programmes.employers.models import HostEmployer, Membership, Vacancy
from programmes.employers.selectors import (
    answered_hosts,
    join_requests,
    missing_of,
    offering_hosts,
    own_hosts,
    own_vacancies,
    own_vacancy,
    waits_to_join,
)
from programmes.employers.states import EDITABLE, HostState, VacancyState
from programmes.employers.still_right import is_asked
from programmes.employers.vacancy_forms import STEPS
from programmes.facts import HOST as HOST_ANSWERS
from programmes.hosting.supplement.part import page_part as supplement_part
from programmes.looking import record_list, record_look
from programmes.placements.agreement_page import agreement_paper
from programmes.placements.asked import months_asked, safety_url, show_words, turn_at, turn_over
from programmes.placements.attendance.selectors import name_of
from programmes.placements.first_day.card import page_part
from programmes.placements.induction.part import page_part as induction_part
from programmes.placements.introduction import what_host_sees
from programmes.placements.links import again_of, waits_for_again
from programmes.placements.models import Placement
from programmes.placements.presentation import demand_scales, vacancy_facts
from programmes.placements.reviews import reviews_of
from programmes.placements.seats import with_free_seats
from programmes.placements.selectors import (
    host_placements,
    not_coming_to_host,
    unsigned_by_host,
    with_hosting,
    with_safety_due,
)
from programmes.placements.states import LISTED_FOR_HOST, MAY_VISIT, RUNNING
from programmes.placements.visiting.selectors import visits_to_host
from programmes.placements.visits import card_of, tells
from ui.addresses import SeeOther

only_hosts = role_required(*HOST)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the host: about whom or what, what to do, by when."""

    title: str
    subtitle: str
    url: str
    act: str
    due: Any


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The page of a host; somebody who has asked to join one reads whose turn it is."""
    if waits_to_join(request.user):
        return render(request, "employers/asked_to_join.html", {"phone": service_phone()})
    return host_home(request)


@only_hosts
def host_home(request: HttpRequest) -> HttpResponse:
    """What waits for the host, its open places with their seats, the people in them."""
    hosts, answers = list(with_hosting(own_hosts(request.user))), answered_hosts(request.user)
    people = list(with_safety_due(host_placements(request.user, states=LISTED_FOR_HOST)))
    open_places = [row for row in vacancies_of(request) if row.state != VacancyState.CLOSED]
    to_sign = list(unsigned_by_host(request.user))
    asking = list(join_requests(request.user))
    waiting = [
        *_to_answer(people),
        *_to_sign(to_sign),
        *_to_change([row for row in open_places if row.host_id in answers]),
        *_to_let_in(asking),
        *_months(request),
        *_still_right([host for host in hosts if host.pk in answers and is_asked(host)]),
        *_to_show(people),
    ]
    visits = visits_to_host(request.user)
    record_list(request, [*people, *to_sign, *(row.placement for row in visits)], page="host:home")
    page = {
        "hosts": hosts,
        "lacking": [
            (host, lacks)
            for host in hosts
            if host.facts.offers and host.pk in answers and (lacks := missing_of(host))
        ],
        "told": [host for host in hosts if host.state != HostState.VERIFIED],
        "offers": any(host.facts.offers and host.pk in answers for host in hosts),
        "title": _title(waiting),
        "waiting": waiting,
        "vacancies": open_places,
        "people": in_words(row for row in people if not _answers(row)),
        "visits": [(row, _("How was the visit?") if tells(row) else "") for row in visits],
        "week_url": reverse("days:host") if any(row.state in RUNNING for row in people) else "",
    }
    return render(request, "employers/home.html", page)


def in_words(rows: Iterable[Placement]) -> list[tuple[Placement, Any]]:
    """Each person's placement with its state in the host's words."""
    return [(row, row.facts.host) for row in rows]


def vacancies_of(request: HttpRequest) -> list[Vacancy]:
    """The host's vacancies with free and taken seats, what needs a hand first."""
    rows = list(with_free_seats(own_vacancies(request.user)))
    return sorted(rows, key=lambda row: (row.facts.first, -row.pk))


def _title(waiting: list[Waiting]) -> str:
    if not waiting:
        return _("Nothing waits for you")
    if len(waiting) == 1:
        return _("One thing waits for you")
    return _("%(n)s things wait for you") % {"n": len(waiting)}


def _to_answer(people: list[Placement]) -> list[Waiting]:
    return [_about(row, row.facts.wait.about) for row in people if _answers(row)]


def _answers(row: Placement) -> bool:
    """Whether the host is asked for its answer."""
    return row.facts.wait.who == HOST_ANSWERS


def _to_sign(people: list[Placement]) -> list[Waiting]:
    return [_about(row, _("Read and sign the agreement")) for row in people]


def _about(row: Placement, act: str) -> Waiting:
    return Waiting(
        title=row.participation.participant.first_name, subtitle=row.title,
        url=reverse("host:placement", args=[row.reference]), act=act, due=row.due_on,
    )  # fmt: skip


def _months(request: HttpRequest) -> list[Waiting]:
    """Days of months to send, or to tell late."""
    return [
        Waiting(
            title=one.month.participation.participant.first_name, subtitle=name_of(one.month.month),
            url=one.url, act=one.act, due=one.month.due_on,
        )
        for one in months_asked(request.user)
    ]  # fmt: skip


def _to_show(people: list[Any]) -> list[Waiting]:
    """Safety lists of which something is not shown on the third day."""
    today = timezone.localdate()
    late = [row for row in people if row.state in RUNNING and row.safety_due and row.safety_due <= today]
    return [
        Waiting(
            title=row.participation.participant.first_name, subtitle=row.title,
            url=safety_url(row), act=show_words(), due=row.safety_due,
        )
        for row in late
    ]  # fmt: skip


def _to_change(rows: list[Vacancy]) -> list[Waiting]:
    return [
        Waiting(
            title=row.title, subtitle=row.change_wanted, url=reverse("host:vacancy", args=[row.reference]),
            act=_("Change the place and send it again"), due=row.due_on,
        )
        for row in rows
        if row.state == VacancyState.RETURNED
    ]  # fmt: skip


def _still_right(hosts: list[HostEmployer]) -> list[Waiting]:
    return [
        Waiting(
            title=host.name, subtitle=_("Contact data, workplaces and open places"),
            url=reverse("host:still_right", args=[host.reference]), act=_("Is this still right?"), due=None,
        )
        for host in hosts
    ]  # fmt: skip


def _to_let_in(rows: list[Membership]) -> list[Waiting]:
    return [
        Waiting(
            title=str(row.user), subtitle=row.host.name, url=reverse("host:members"),
            act=_("Asks to join: look and answer"), due=None,
        )
        for row in rows
    ]  # fmt: skip


@require_safe
@never_cache
@only_hosts
def place(request: HttpRequest, reference: str) -> HttpResponse:
    """One person at a place of the host, as much as the person chose to show.

    Of somebody who was introduced and is not coming after all, only that is told: no mail leads to nothing.
    """
    row = host_placements(request.user).filter(reference=reference).first()
    if row is None:
        return _not_coming(request, not_coming_to_host(request.user, reference))
    record_look(request, row, page="host:placement")
    may_read = request.user.has_perm("programmes.read_agreement", row)
    turn, turn_url = turn_at(row, request.user)
    page = {
        "placement": row,
        "turn": turn,
        "turn_url": turn_url,
        "state": row.facts.host,
        "first_name": row.participation.participant.first_name,
        "host_sees": what_host_sees(row),
        "agreement": agreement_paper(row, request.user) if may_read else None,
        "may_confirm": row.skill_tasks.filter(confirmed_at=None).exists(),
        "may_visit": row.state in MAY_VISIT and not row.visit_ahead,
        **card_of(row, "visits:at_host"),
        **page_part(row, own=False),
        "again_url": again_of(row) if waits_for_again(row) else "",
        **induction_part(row, at="induction:at_host"),
        **supplement_part(row, one="supplement:at_host", new="supplement:apply"),
        **(reviews_of(row) if may_read else {}),
    }
    return render(request, "employers/place.html", page)


def _not_coming(request: HttpRequest, row: Placement) -> HttpResponse:
    """The first name that the host knew, the place and whether it is still open: nothing else of the row."""
    vacancy = own_vacancy(request.user, row.vacancy.reference)  # type: ignore[union-attr]
    record_look(request, row, page="host:placement")
    page = {
        "first_name": row.participation.participant.first_name,
        "vacancy": vacancy,
        "still_open": vacancy.state == VacancyState.OPEN,
        "phone": service_phone(),
    }
    return render(request, "employers/not_coming.html", page)


@require_safe
@never_cache
@only_hosts
def vacancies(request: HttpRequest) -> HttpResponse:
    """Every place of the host with its state and seats."""
    page = {"vacancies": vacancies_of(request), "offers": offering_hosts(request.user).exists()}
    return render(request, "employers/vacancies.html", page)


@require_safe
@never_cache
@only_hosts
def vacancy(request: HttpRequest, reference: str) -> HttpResponse:
    """One place of the host: whose turn, what is missing, its seats and people."""
    own_vacancy(request.user, reference)
    row = with_free_seats(own_vacancies(request.user).filter(reference=reference)).get()
    people = list(host_placements(request.user, states=LISTED_FOR_HOST).filter(vacancy=row))
    record_list(request, people, page="host:vacancy")
    missing = row.missing() if row.state in EDITABLE else []
    page = {
        "vacancy": row,
        "turn": turn_over(row, people, request.user),
        "editable": row.state in EDITABLE and request.user.has_perm("programmes.change_vacancy", row),
        "missing": missing,
        "submits": not missing,
        "people": in_words(people),
    }
    return render(request, "employers/vacancy.html", page | shown(row))


@require_POST
@only_hosts
def talk(request: HttpRequest, reference: str) -> HttpResponse:
    """The host would like to be called about the place, before it is sent."""
    row = own_vacancy(request.user, reference)
    services.ask_to_talk(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("A worker calls you about this place."))
    return SeeOther(reverse("host:vacancy", args=[reference]))


@require_safe
@never_cache
@only_hosts
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """The place as a participant reads it."""
    row = own_vacancy(request.user, reference)
    may = request.user.has_perm("programmes.change_vacancy", row)
    page = {
        "vacancy": row,
        "editable": row.state in EDITABLE and may,
        "missing": row.missing(),
        "steps": STEPS,
    }
    return render(request, "employers/preview.html", page | shown(row))


def shown(row: Vacancy) -> dict[str, Any]:
    """What a participant reads of the place: facts, and what the work asks."""
    types = list(row.programme_types.all())
    start = max(row.start_from_on or date.min, timezone.localdate())
    money = money_of([rule_on(kind, start) for kind in types])
    return {"facts": vacancy_facts(row, money=money), "demands": demand_scales(row.demands), "types": types}
