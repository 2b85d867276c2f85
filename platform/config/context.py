"""What every page's frame needs: navigation by role, languages, roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.roles import COORDINATING, HOMES, Role
from accounts.selectors import role_links
from cms.site_settings import Announcements, service_phone
from typed.owners import seconds_left
from ui.elements import Link

# Whose pages are roomy; all others work in the dense workspace.
OWN_PAGES = frozenset({Role.PARTICIPANT, Role.HOST_ADMIN, Role.HOST_MEMBER})
LANGUAGE_NAMES = {"fi": "Suomi", "fi-simple": "Selkosuomi", "sv": "Svenska", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switch."""

    label: Any
    url: str
    current: bool = False
    code: str = ""

    @property
    def name(self) -> Any:
        """The label, as the language switch calls it."""
        return self.label


NAVIGATION: dict[str, list[tuple[Any, str]]] = {
    Role.PARTICIPANT: [
        (_("My page"), "/my/"),
        (_("My places"), "/my/places/"),
        (_("Days and hours"), "/my/days/"),
        (_("My calendar"), "/my/calendar/"),
        (_("Messages"), "/my/messages/"),
        (_("My data"), "/my/data/"),
        (_("Settings"), "/my/settings/"),
    ],
    Role.HOST_ADMIN: [
        (_("Our page"), "/host/"),
        (_("Days and hours"), "/host/week/"),
        (_("Our places"), "/host/vacancies/"),
        (_("My calendar"), "/calendar/"),
    ],
    Role.REFERRER: [(_("My referrals"), "/refer/"), (_("New referral"), "/refer/new/")],
    Role.COORDINATOR: [
        (_("Morning"), "/work/"),
        (_("Participants"), "/work/people/"),
        (_("Open places"), "/work/vacancies/"),
        (_("Host employers"), "/work/hosts/"),
        (_("Days and hours"), "/work/days/"),
        (_("Groups"), "/board/"),
        (_("Figures"), "/reports/"),
    ],
    Role.INSTRUCTOR: [(_("Groups"), "/board/")],
    Role.PARTNER: [
        (_("Shared with you"), "/partner/"),
        (_("Who does what"), "/partner/division/"),
        (_("In figures"), "/partner/figures/"),
    ],
    Role.MANAGER: [
        (_("Figures"), "/reports/"),
        (_("Morning"), "/work/"),
        (_("Participants"), "/work/people/"),
        (_("Messages"), "/work/messages/"),
        (_("Imports"), "/work/imports/"),
    ],
}
# Much lies beneath these that is no part of them.
FIRST_PAGES = {"/my/", "/host/", "/work/", "/refer/"}
WORK_SEARCH = {*COORDINATING, Role.MANAGER}
NAVIGATION[Role.HOST_MEMBER] = NAVIGATION[Role.HOST_ADMIN]
NAVIGATION[Role.WORK_ABILITY_COORDINATOR] = [
    *NAVIGATION[Role.COORDINATOR][:2],
    (_("Work ability"), "/work/assessments/"),
    *NAVIGATION[Role.COORDINATOR][2:],
]


def furniture(request: HttpRequest) -> dict[str, Any]:
    """Links of the frame for this person on this page. Public pages bring their own `nav_items`."""
    role = getattr(request, "active_role", "")
    page: dict[str, Any] = {
        "demo": settings.DEMO,
        "announcements": Announcements(request),
        "language_links": language_links(),
        "service_phone": service_phone,
        "home_url": f"/{get_language() or 'fi'}/",
        "work_search_url": "",
    }
    if role:
        page["nav_items"] = menu(role, request.path)
        page["home_url"] = HOMES.get(role, "/accounts/")
        page["work_search_url"] = "/work/search/" if role in WORK_SEARCH else ""
        page["role_links"] = role_links(request)
        page["session_ends_in"] = seconds_left(request)
        page["base_template"] = "ui/own.html" if role in OWN_PAGES else "ui/workspace.html"
    return page


def language_links() -> list[LanguageLink]:
    """The four languages; without an address the switch posts and stays on the page."""
    return [
        LanguageLink(name, "", current=code == get_language(), code=code)
        for code, name in LANGUAGE_NAMES.items()
    ]


def menu(role: str, path: str) -> list[Link]:
    """The menu of a role. At most one item is current: of those that the page lies beneath, the nearest."""
    items = NAVIGATION.get(role, [])
    above = [url for _label, url in items if path == url or (path.startswith(url) and url not in FIRST_PAGES)]
    nearest = max(above, key=len, default="")
    return [Link(label, url, current=url == nearest) for label, url in items]
