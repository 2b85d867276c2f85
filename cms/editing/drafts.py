"""A translation that waits changes nothing that readers see.

The translation add-on stores a draft in the page itself as well: readers would meet a text that nobody has
reviewed, and a page shown in Finnish under a notice would lose the notice as soon as it is being translated.
Here a draft is a version and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

# What tells of the newest version, which is the draft.
OF_THE_DRAFT = ("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title")


def keep_public_texts() -> None:
    """From now on every draft of a translation leaves the page as readers see it."""
    TranslationSource.create_or_update_translation = _careful(TranslationSource.create_or_update_translation)
    page_published.connect(on_published, dispatch_uid="cms-drafts-published")


def on_published(sender: Any, instance: Page, alias: bool = False, **_signal: Any) -> None:
    """A page whose own text is public is borrowed no more."""
    if instance.alias_of_id and not alias:
        Page.objects.filter(pk=instance.pk).update(alias_of=None)
        instance.alias_of = None


def _careful(store: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(store)
    def store_translation(
        source: TranslationSource, locale: Locale, user: Any = None, publish: bool = True, **options: Any
    ) -> Any:
        with transaction.atomic():
            public = None if publish else _public_page(source, locale)
            stored = store(source, locale, user=user, publish=publish, **options)
            if public is not None:
                _show_again(public)
        return stored

    return store_translation


def _public_page(source: TranslationSource, locale: Locale) -> Page | None:
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None
    return page if isinstance(page, Page) and page.live else None


def _show_again(public: Page) -> None:
    drafted = Page.objects.get(pk=public.pk)
    for name in OF_THE_DRAFT:
        setattr(public, name, getattr(drafted, name))
    public.save(clean=False)
