"""A version of a page becomes public, at its own moment and never before the Finnish page."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Revision

from accounts.models import User


def source_of(page: Page) -> Page | None:
    """The Finnish page of a page in another language."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    found: Page | None = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return found


def comes_before_finnish(page: Page) -> bool:
    """Whether the page would now be public before its Finnish page is; one that is public already stays."""
    if page.live and not page.alias_of_id:
        return False
    source = source_of(page)
    return source is not None and not source.live


def waits_for_finnish(page: Page) -> bool:
    """Whether the page would come first, and the Finnish page has no time set for it either."""
    source = source_of(page)
    return comes_before_finnish(page) and source is not None and source.scheduled_revision is None


@transaction.atomic
def publish(version: Revision, user: User | None) -> None:
    """The version is public, or will be when the Finnish page is."""
    page = Page.objects.get(pk=version.object_id)
    source = source_of(page)
    if source is not None and comes_before_finnish(page):
        scheduled = source.scheduled_revision
        if scheduled is not None:
            version.content = version.content | {"go_live_at": scheduled.approved_go_live_at.isoformat()}
            version.save(update_fields=["content"])
    version.publish(user=user)
