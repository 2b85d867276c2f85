"""Pages come and go at the time that was set for them.

Wagtail's own command does all in one go: one page that cannot be published would hold back those behind it,
and two machines would publish the same page twice. Here each page is taken under a lock, and asked again.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.beside.loaded import LoadedPage
from cms.editing import together

log = logging.getLogger("valityo.pages")


def publish_due() -> int:
    """What was approved for a time that has come is public; answers how many were."""
    moment = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=moment).order_by("approved_go_live_at")
    return sum(_publish(pk, moment) for pk in list(due.values_list("pk", flat=True)))


def expire_due() -> int:
    """What was to be seen until a time that has come is public no more; answers how many were."""
    moment = timezone.now()
    return sum(
        _expire(model, pk, moment)
        for model in _scheduled_models()
        for pk in list(_expired(model, moment).values_list("pk", flat=True))
    )


@transaction.atomic
def ensure_first_version(page: Page) -> bool:
    """The page has a version, and a public page one that is public; answers whether it was made now.

    Packaged pages are made without one. Wagtail would take such a page away while a new text waits for its
    time, there would be nothing to go back to, and two people who open it would write over each other
    unasked: the page editor tells of a newer version only to whoever opened a version.
    """
    if page.latest_revision_id is not None or page.alias_of_id:
        return False
    stored = Page.objects.select_for_update().get(pk=page.pk).specific
    made = stored.latest_revision_id is None
    if made:
        version = stored.save_revision(clean=False, changed=False)
        if stored.live:
            Page.objects.filter(pk=page.pk).update(live_revision=version)
            stored.live_revision = version
        LoadedPage.objects.filter(page=page.pk).update(version=version)
    page.live_revision, page.latest_revision = stored.live_revision, stored.latest_revision
    return made


def _publish(pk: int, moment: datetime) -> int:
    try:
        with transaction.atomic():
            revision = (
                Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=moment).first()
            )
            if revision is None:
                return 0
            revision.publish(log_action="wagtail.publish.scheduled")
    except Exception:
        log.exception("revision %s could not be published", pk)
        return 0
    return 1


def _expire(model: type[models.Model], pk: int, moment: datetime) -> int:
    try:
        with transaction.atomic():
            row = _expired(model, moment).select_for_update().filter(pk=pk).first()
            if row is None:
                return 0
            row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            if isinstance(row, Page):
                together.end(row)
    except Exception:
        log.exception("%s %s could not be taken from the public", model._meta.label, pk)
        return 0
    return 1


def _expired(model: type[models.Model], moment: datetime) -> models.QuerySet:
    return model._default_manager.filter(live=True, expire_at__lte=moment).order_by("expire_at")


def _scheduled_models() -> list[type[models.Model]]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]
