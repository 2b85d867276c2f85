"""What is done to a Finnish page is done to its other languages in the same step, unless one is unticked.

A page that ends, goes or moves in one language only would live on where nobody looks: a service that is no
more, the story of somebody who has changed their mind. Borrowed pages follow by themselves. What is left over
after an unticked language stands in the list of languages (`languages.LEFT`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

HIDE, DELETE, MOVE, COPY = "unpublish", "delete", "move", "copy"
FIELD = "languages"


@dataclass(frozen=True)
class Offer:
    """One language in which the same is done, if it stays ticked; `may` is whether the person may."""

    language: str
    language_name: str
    titles: tuple[str, ...]
    may: bool


def others(page: Page) -> list[Page]:
    """The page in its other languages, where somebody has written it, or begun to; none for a translation."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return []
    versions = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    written = versions.filter(Q(alias_of=None) | Q(latest_revision__isnull=False))
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(written.select_related("locale"), key=lambda one: order.index(one.locale.language_code))


def concerned(page: Page, act: str) -> list[Page]:
    """Of the other languages those in which there is something to do."""
    versions = others(page)
    if act == HIDE:
        return [version for version in versions if version.live]
    if act == COPY:
        return [version for version in versions if not version.alias_of_id]
    return [version for version in versions if not (act == MOVE and version.alias_of_id)]


def offers(pages: Iterable[Page], act: str, user: Any) -> list[Offer]:
    """The languages in which the same can be done to the pages, each once."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        for version in concerned(page, act):
            found.setdefault(version.locale.language_code, []).append(version)
    names = dict(settings.LANGUAGES)
    return [
        Offer(
            code,
            str(names[code]),
            tuple(version.get_admin_display_title() for version in versions),
            all(_may(version, act, user) for version in versions),
        )
        for code, versions in found.items()
    ]


def chosen(request: HttpRequest, page: Page, act: str) -> list[Page]:
    """The versions whose language is ticked and which the person may do this to."""
    ticked = set(request.POST.getlist(FIELD))
    return [
        version
        for version in concerned(page, act)
        if version.locale.language_code in ticked and _may(version, act, request.user)
    ]


def hide(request: HttpRequest, page: Page) -> list[Page]:
    """The page is hidden in the ticked languages too; answers where."""
    below = bool(request.POST.get("include_descendants"))
    return _each(
        chosen(request, page, HIDE),
        lambda version: UnpublishPageAction(
            version.specific, user=request.user, include_descendants=below
        ).execute(),
    )


def delete(request: HttpRequest, page: Page) -> list[Page]:
    """The page is deleted in the ticked languages too; answers where."""
    return _each(
        chosen(request, page, DELETE), lambda version: DeletePageAction(version, user=request.user).execute()
    )


def move(request: HttpRequest, page: Page) -> list[Page]:
    """The page stands in the same place in the ticked languages too, and wherever it is borrowed."""
    target = Page.objects.get(pk=page.pk).get_parent()
    borrowed = list(Page.objects.filter(alias_of=page.pk, translation_key=page.translation_key))
    moved = [version for version in [*chosen(request, page, MOVE), *borrowed] if _moves(version, target)]
    return _each(moved, lambda version: _move(version, target, request.user))


def copy(request: HttpRequest, page: Page, new: Page) -> list[Page]:
    """The new page has the ticked languages of the old one; the others borrow it, as any new page."""
    if new.alias_of_id:
        return []
    made = _each(
        [
            version
            for version in chosen(request, page, COPY)
            if _moves(version, new.get_parent(), inside=True)
        ],
        lambda version: _copy(version, new, request.user),
    )
    borrow(new)
    return made


def borrow(page: Page) -> None:
    """The page, and all below it, is borrowed by each language that lacks it and follows Finnish."""
    from wagtail_localize.models import LocaleSynchronization  # noqa: PLC0415 - its models are there only now

    for one in page.get_descendants(inclusive=True).specific():
        there = set(one.get_translations(inclusive=True).values_list("locale", flat=True))
        for followed in LocaleSynchronization.objects.filter(sync_from=one.locale).select_related("locale"):
            if followed.locale_id not in there:
                one.copy_for_translation(followed.locale, copy_parents=True, alias=True)


def end(page: Page) -> list[Page]:
    """The others end with the Finnish page on the day set for it, unless they have a later day."""
    now = timezone.now()
    ended = [one for one in concerned(page, HIDE) if one.expire_at is None or one.expire_at <= now]
    return _each(
        ended,
        lambda version: version.specific.unpublish(
            set_expired=True, log_action="wagtail.unpublish.scheduled"
        ),
    )


def on_delete(sender: Any, instance: Page, **_signal: Any) -> None:
    """What is only borrowed goes with the page it borrows; what somebody has begun to write stays, hidden."""
    for borrowed in Page.objects.filter(alias_of=instance.pk):
        written = Q(alias_of=None) | Q(latest_revision__isnull=False)
        if not borrowed.get_descendants(inclusive=True).filter(written).exists():
            borrowed.specific.delete()
        else:
            Page.objects.filter(pk=borrowed.pk).update(live=False, has_unpublished_changes=True)


def _each(versions: list[Page], act: Callable[[Page], Any]) -> list[Page]:
    for version in versions:
        act(version)
    return versions


def _may(version: Page, act: str, user: Any) -> bool:
    allowed = version.permissions_for_user(user)
    if act == HIDE:
        return bool(allowed.can_unpublish())
    if act == DELETE:
        return bool(allowed.can_delete())
    return bool(allowed.can_move() if act == MOVE else allowed.can_edit())


def _moves(version: Page, target: Page, *, inside: bool = False) -> bool:
    there = target.get_translation_or_none(version.locale)
    return there is not None and (inside or version.get_parent().pk != there.pk)


def _move(version: Page, target: Page, user: Any) -> None:
    there = target.get_translation(version.locale)
    slug = find_available_slug(there, version.slug, ignore_page_id=version.pk)
    if slug != version.slug:
        version = version.specific
        version.slug = slug
        version.save(clean=False)
    MovePageAction(version, there, pos="last-child", user=user).execute(
        skip_permission_checks=bool(version.alias_of_id)
    )


def _copy(version: Page, new: Page, user: Any) -> None:
    there = new.get_parent().get_translation(version.locale)
    allowed = new.live and version.live and there.permissions_for_user(user).can_publish_subpage()
    CopyPageAction(
        version.specific,
        to=there,
        update_attrs={
            "slug": find_available_slug(there, new.slug),
            "translation_key": new.translation_key,
        },
        copy_revisions=False,
        keep_live=allowed,
        reset_translation_key=False,
        user=user,
    ).execute()
