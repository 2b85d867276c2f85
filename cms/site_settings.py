"""What stands around every page by the will of a publisher: footer, contacts, emblem, announcements.

Read once and kept until something public changes (`publicdata.version`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Role
from areas import selectors
from cms.beside.settings import Announcement, Audience, SiteSettings, in_language, own_words
from cms.lifetime import changes_at
from cms.readers import seen
from publicdata.memory import remembered
from ui.elements import Link
from ui.formats import typed

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
AUDIENCE_OF: dict[str, str] = {
    Role.PARTICIPANT: Audience.PARTICIPANTS,
    Role.HOST_ADMIN: Audience.HOSTS,
    Role.HOST_MEMBER: Audience.HOSTS,
}


@dataclass(frozen=True)
class Notice:
    """One announcement in the reader's language; `text_language` where the text is in Finnish only."""

    tone: str
    title: str
    text: str
    text_language: str = ""


class Announcements:
    """Those of the moment; asked of the database only when a page shows them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def public(self) -> list[Notice]:
        """On public pages, the same for everybody; the page is kept until the next one begins or ends."""
        rows = [row for row in _announcements() if row.audience == Audience.PUBLIC]
        now = timezone.now()
        for row in rows:
            changes_at(self.request, _next_change(row, now))
        return [_notice(row) for row in rows if row.is_shown(now)]

    @property
    def mine(self) -> list[Notice]:
        """On the pages of the role in which somebody acts."""
        role = getattr(self.request, "active_role", "")
        if not role:
            return []
        audience, now = AUDIENCE_OF.get(role, Audience.WORKERS), timezone.now()
        return [_notice(row) for row in _announcements() if row.audience == audience and row.is_shown(now)]


def footer(language: str) -> dict[str, Any]:
    """What the footer of a public page shows in the language, as far as a publisher has said."""
    words = remembered(lambda: _footer(language), "footer", language)
    return dict(words)


def keeper() -> str:
    """Who keeps the service, by its own name in the language of the page."""
    return selectors.employment_area().name or _("Employment services of the area")


def service_phone() -> str:
    """The number on the public pages: a publisher's own, else as it was set up."""
    return remembered(_own_phone, "service_phone") or selectors.service_phone()


def _own_phone() -> str:
    return SiteSettings.objects.values_list("phone", flat=True).first() or ""


def _footer(language: str) -> dict[str, Any]:
    row = SiteSettings.objects.prefetch_related("links__page").first() or _as_set_up()
    phone = service_phone()
    contacts = [Link(phone, "tel:" + phone.replace(" ", ""))]
    if row.email:
        contacts.append(Link(row.email, f"mailto:{row.email}"))
    links = [_link(one, language) for one in row.links.all()] if row.pk else []
    return {
        "text": own_words(row, "text", language),
        "contacts": contacts,
        "links": [link for link in links if link is not None],
        "emblem_text": (own_words(row, "emblem", language) or _("Co-funded by the European Union"))
        if row.emblem
        else "",
    }


def _as_set_up() -> SiteSettings:
    """Before a publisher has said: the emblem stands where the area has a project that is co-funded."""
    return SiteSettings(emblem=bool(selectors.employment_area().project))


def _link(row: Any, language: str) -> Link | None:
    """The link in the reader's language; a page that is not public has none."""
    if not row.page_id:
        return Link(in_language(row, "label", language), row.url)
    versions = seen(Page.objects).filter(translation_key=row.page.translation_key)
    page = versions.filter(locale__language_code=language).first()
    if page is None:
        return None
    return Link(own_words(row, "label", language) or page.title, page.url_path)


def _announcements() -> list[Announcement]:
    return remembered(
        lambda: [row for row in Announcement.objects.all() if not _is_over(row)], "announcements"
    )


def _notice(row: Announcement) -> Notice:
    language = get_language() or settings.LANGUAGE_CODE
    text = in_language(row, "text", language)
    foreign = text and not own_words(row, "text", language)
    title = own_words(row, "title", language) or typed(row.title_fi)
    return Notice(row.tone, title, text, settings.LANGUAGE_CODE if foreign else "")


def _next_change(row: Announcement, now: datetime) -> datetime | None:
    return next((moment for moment in (row.starts_at, row.ends_at) if moment and moment > now), None)


def _is_over(row: Announcement) -> bool:
    return row.ends_at is not None and row.ends_at <= timezone.now()
