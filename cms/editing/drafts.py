"""A translation that waits changes nothing that readers see.

The translation add-on stores a draft in the page itself as well: readers would meet a text that nobody has
reviewed, and a page shown in Finnish under a notice would lose the notice as soon as it is being translated.
Here a draft is a version and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from wagtail.models import Locale, Page, Revision
from wagtail.signals import page_published
from wagtail_localize.models import Translation, TranslationSource

from cms.editing import side_by_side
from cms.page_form import parts, publishing

# What tells of the newest version, which is the draft.
OF_THE_DRAFT = ("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title")


def keep_public_texts() -> None:
    """From now on every draft of a translation leaves the page as readers see it."""
    TranslationSource.create_or_update_translation = _careful(TranslationSource.create_or_update_translation)
    page_published.connect(on_published, dispatch_uid="cms-drafts-published")


def on_published(sender: Any, instance: Page, alias: bool = False, **_signal: Any) -> None:
    """A page whose own text is public is borrowed no more; one that only waits for its time still is.

    What is new on a Finnish page stands in the translation editor from now on, as a part to be translated.
    """
    if alias or not Page.objects.filter(pk=instance.pk, live=True).exists():
        return
    if instance.alias_of_id:
        Page.objects.filter(pk=instance.pk).update(alias_of=None)
        instance.alias_of = None
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        side_by_side.follow(instance)


def _careful(store: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(store)
    def store_translation(
        source: TranslationSource, locale: Locale, user: Any = None, publish: bool = True, **options: Any
    ) -> Any:
        with transaction.atomic():
            shown = _page_as_it_is(source, locale)
            stored = store(source, locale, user=user, publish=False, **options)
            if shown is not None:
                _show_again(shown)
            draft = _mark_what_is_finnish(source, locale, to_readers=publish)
            if publish and draft is not None:
                publishing.publish(draft, user)
        return stored

    return store_translation


def _mark_what_is_finnish(source: TranslationSource, locale: Locale, *, to_readers: bool) -> Revision | None:
    translation = Translation.objects.filter(source=source, target_locale=locale).first()
    page = source.get_translated_instance(locale)
    if translation is None or not isinstance(page, Page):
        return None
    if to_readers:
        parts.fill_what_is_no_word(translation, page)
    draft: Revision = page.get_latest_revision()
    parts.mark(draft.content, parts.untold(translation))
    draft.save(update_fields=["content"])
    return draft


def _page_as_it_is(source: TranslationSource, locale: Locale) -> Page | None:
    """A page that readers see, or will see as a borrowed one."""
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None
    return page if isinstance(page, Page) and (page.live or page.alias_of_id) else None


def _show_again(public: Page) -> None:
    drafted = Page.objects.get(pk=public.pk)
    for name in OF_THE_DRAFT:
        setattr(public, name, getattr(drafted, name))
    public.save(clean=False)
