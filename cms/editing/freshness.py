"""A page has an owner and a day on which it is looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User
from accounts.selectors import page_workers
from audit.services import record
from cms.beside.care import PageCare, next_review
from notifications.models import Channel
from notifications.services import Recipient, enqueue

REVIEWED = "cms.reviewed"
ASKED = "pages.review_asked"
UNASKED = Q(asked_for=None) | Q(asked_for__lt=F("review_on"))


def care_of(page: Page) -> PageCare:
    """The care of the page; a page that never had any gets the usual one."""
    return PageCare.objects.get_or_create(page_id=page.pk)[0]


def take_care(page: Page, *, owner: User | None, review_on: date) -> PageCare:
    """The page has this owner and is looked at on this day."""
    care, _made = PageCare.objects.update_or_create(
        page_id=page.pk, defaults={"owner": owner, "review_on": review_on}
    )
    return care


def keep_to_check(page: Page, sentences: str) -> None:
    """What on the page is not certain yet is what `sentences` says, a line each."""
    PageCare.objects.filter(page_id=page.pk).update(to_check=sentences.strip())


@transaction.atomic
def mark_reviewed(page: Page, *, by: User, review_on: date | None = None) -> PageCare:
    """Somebody has read the page today and it is true; the history of the page says so."""
    care = care_of(page)
    care.reviewed_on = timezone.localdate()
    care.review_on = review_on or next_review()
    care.save(update_fields=["reviewed_on", "review_on"])
    log(page.specific, REVIEWED, user=by, data={"review_on": care.review_on.isoformat()})
    return care


def ensure_care() -> int:
    """Every page of the site has its care; answers how many had none."""
    without = Page.objects.filter(depth__gt=1, care=None).values_list("pk", flat=True)
    made = PageCare.objects.bulk_create(
        [PageCare(page_id=pk) for pk in without], ignore_conflicts=True, batch_size=500
    )
    return len(made)


def stale_pages(on: date | None = None) -> QuerySet[Any]:
    """Published pages whose day of review has come; borrowed pages follow their original."""
    day = on or timezone.localdate()
    due = Page.objects.filter(live=True, alias_of=None, depth__gt=1, care__review_on__lte=day)
    return due.select_related("care__owner", "locale").order_by("care__review_on", "path")


def ask_owners(on: date | None = None) -> int:
    """Each owner has one e-mail about all pages whose day has come; answers how many owners."""
    owners = page_workers().filter(pk__in=_unasked(on).values("owner"))
    return sum(_ask(owner, on) for owner in owners)


@transaction.atomic
def _ask(owner: User, on: date | None) -> int:
    asked = _claim(list(_unasked(on).filter(owner=owner).values_list("pk", flat=True)))
    if not asked or not owner.email:
        return 0
    event = record(ASKED, owner, by=None, data={"pages": asked})
    language = owner.language if owner.language in {"sv", "en"} else "fi"
    pages = reverse("wagtailadmin_home")
    way = Recipient(owner, str(owner), Channel.EMAIL, owner.email, language, signs_in=True, path=pages)
    enqueue(event, way, "pages_to_review")
    return 1


def _claim(pks: list[int]) -> int:
    """How many of the pages are ours to ask about.

    Another machine may have read the same list. The condition stands in the update itself: the database looks
    at each row again when its turn comes, and only one of the two writes.
    """
    return PageCare.objects.filter(UNASKED, pk__in=pks).update(asked_for=F("review_on"))


def _unasked(on: date | None) -> QuerySet[PageCare]:
    return PageCare.objects.filter(UNASKED, page__in=stale_pages(on).values("pk"), owner__isnull=False)
