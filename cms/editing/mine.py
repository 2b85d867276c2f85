"""What an editor's day begins with: the places that are theirs, what came back, what is on its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from accounts.models import User
from cms.editing.reports import pages_of
from cms.models import EventIndexPage, MunicipalityPage, NewsIndexPage
from cms.reference.own import points_of, towns_of
from letters.order import in_order
from ui import formats

MOST_SHOWN = 8
ENDS_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Place:
    """Where somebody writes: a municipality, or the whole area. Links are empty where there is none."""

    name: str
    news_url: str
    event_url: str
    close_url: str
    page_url: str
    public_url: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One page about which something is to be known: what, in a line, and where it is put right."""

    title: str
    language: str
    words: str
    url: str


def places_of(user: User) -> list[Place]:
    """The municipalities whose pages are `user`'s work; of the whole area first the area itself."""
    towns = towns_of(user)
    pages = MunicipalityPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    if towns is not None:
        pages = pages.filter(municipality__in=towns)
    points = list(points_of(user))
    by_name = in_order(pages.select_related("municipality"), lambda page: page.title)
    own = [_of_municipality(page, user, points) for page in by_name]
    return own if towns is not None else [_whole_area(user, points), *own]


def _of_municipality(page: MunicipalityPage, user: User, points: list[Any]) -> Place:
    here = [point for point in points if point.municipality_id == page.municipality_id]
    return Place(
        page.title,
        _add("newspage", page, user),
        _add("eventpage", page, user),
        f"{reverse('hoursexception:add')}?point={here[0].pk}" if here else "",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        page.url if page.live else "",
        tuple((str(point), reverse("servicepoint:edit", args=[point.pk])) for point in here),
    )


def _whole_area(user: User, points: list[Any]) -> Place:
    finnish = {"locale__language_code": settings.LANGUAGE_CODE}
    news = NewsIndexPage.objects.filter(**finnish).first()
    events = EventIndexPage.objects.filter(**finnish).first()
    return Place(
        _("The whole area"),
        _add("newspage", news, user),
        _add("eventpage", events, user),
        reverse("hoursexception:add") if points else "",
        "",
        "",
        (),
    )


def _add(kind: str, above: Page | None, user: User) -> str:
    if above is None or not above.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["cms", kind, above.pk])


def came_back(user: User) -> list[Line]:
    """The pages that a publisher has sent back and that are `user`'s to put right, the latest first.

    They are of whoever sent them in or began the page. Where that person has left they are of everyone who
    may edit the page.
    """
    states = _states(user, WorkflowState.STATUS_NEEDS_CHANGES).select_related(
        "current_task_state__finished_by"
    )
    gone = Q(requested_by=None) | Q(requested_by__is_active=False)
    owned = [str(pk) for pk in pages_of(user).filter(owner=user).values_list("pk", flat=True)]
    mine = states.filter(gone | Q(requested_by=user) | Q(object_id__in=owned))
    pages = _pages(mine)
    return [_returned(state, pages[state.object_id]) for state in mine if state.object_id in pages]


def _returned(state: WorkflowState, page: Page) -> Line:
    task = state.current_task_state
    by = task.finished_by if task is not None else None
    told = {
        "who": (by.get_full_name() or by.get_short_name()) if by is not None else _("a publisher"),
        "when": formats.day(task.finished_at) if task is not None and task.finished_at else "",
        "words": (task.comment if task is not None else "") or _("no words were given"),
    }
    return _line(page, _("%(who)s, %(when)s: %(words)s") % told)


def on_its_way(user: User) -> list[Line]:
    """What `user` has sent in and nobody has read yet, what has its hour, and what ends soon."""
    sent = _states(user, WorkflowState.STATUS_IN_PROGRESS).filter(requested_by=user)
    pages = _pages(sent)
    waiting = [
        _line(
            pages[state.object_id], _("Waits for a publisher since %(day)s") % {"day": _day(state.created_at)}
        )
        for state in sent
        if state.object_id in pages
    ]
    return [*waiting, *_scheduled(user), *_ending(user)]


def _scheduled(user: User) -> list[Line]:
    mine = pages_of(user).filter(Q(owner=user) | Q(care__owner=user) | Q(latest_revision__user=user))
    by_key = {str(page.pk): page for page in mine.filter(alias_of=None).select_related("locale")}
    timed = Revision.objects.filter(
        approved_go_live_at__isnull=False, object_id__in=by_key, base_content_type__model="page"
    ).order_by("approved_go_live_at")
    return [
        _line(
            by_key[one.object_id],
            _("Readers see it from %(when)s on") % {"when": formats.day_and_clock(one.approved_go_live_at)},
        )
        for one in timed
    ]


def _ending(user: User) -> list[Line]:
    soon = timezone.now() + ENDS_SOON
    mine = pages_of(user).filter(Q(owner=user) | Q(care__owner=user), alias_of=None, live=True)
    ends = mine.filter(expire_at__lte=soon).select_related("locale").order_by("expire_at")
    return [
        _line(page, _("Readers see it until %(when)s") % {"when": formats.day_and_clock(page.expire_at)})
        for page in ends
    ]


def _states(user: User, status: str) -> QuerySet[WorkflowState]:
    """Reviews of pages that `user` may edit, the latest first."""
    states = WorkflowState.objects.filter(base_content_type__model="page", status=status)
    known = {str(pk) for pk in pages_of(user).order_by().values_list("pk", flat=True)}
    mine = [pk for pk, page in states.values_list("pk", "object_id") if page in known]
    return WorkflowState.objects.filter(pk__in=mine).order_by("-created_at")


def _pages(states: Iterable[WorkflowState]) -> dict[str, Page]:
    pks = [int(state.object_id) for state in states]
    return {str(page.pk): page for page in Page.objects.filter(pk__in=pks).select_related("locale")}


def _line(page: Page, words: str) -> Line:
    code = page.locale.language_code
    language = "" if code == settings.LANGUAGE_CODE else str(page.locale.get_display_name())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Line(page.get_admin_display_title(), language, words, url)


def _day(moment: Any) -> str:
    return formats.day(timezone.localtime(moment).date())
