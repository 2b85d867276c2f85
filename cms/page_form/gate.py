"""What stops a page on its way to readers, the same at every door.

The form of a page looks at its text itself (`page_form/forms.py`). Other doors publish without that form: the
translation editor, the update of many translations, the approval from the first page, many pages at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.page_form import parts, publishing
from cms.page_form.checks import Finding, findings
from ui.formats import day_and_clock

FINNISH = frozenset({"fi", "fi-simple"})


def grave(page: Page) -> list[Finding]:
    """What shuts somebody out of the page as it stands in memory."""
    found = [finding for finding in findings(page) if finding.blocks]
    return [*found, Finding("finnish")] if still_finnish(page) else found


def still_finnish(page: Page) -> bool:
    """Whether the page would be read in Finnish under another language; Easy Finnish may say the same."""
    lead = getattr(page, "lead", "").strip()
    if not lead or page.alias_of_id or page.locale.language_code in FINNISH:
        return False
    source = publishing.source_of(page)
    return source is not None and source.specific.lead.strip() == lead


def grave_in_draft(page: Page) -> list[Finding]:
    """What shuts somebody out of the newest draft of the page."""
    return grave(page.get_latest_revision_as_object())


def grave_in_translation(translation: Translation) -> list[Finding]:
    """What shuts somebody out of the page as the translation editor would publish it."""
    try:
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    except ValidationError:
        return []  # the translation editor itself says which text is wrong
    return grave(page) if isinstance(page, Page) else []


def translation_of(page: Page) -> Translation | None:
    """The translation by which the page is kept side by side with the Finnish one."""
    kept = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    translation: Translation | None = kept.select_related("source", "target_locale").first()
    return translation


def stopped(request: HttpRequest, found: Iterable[Finding], advice: Any) -> bool:
    """Whether something stops the page; if so, the reader of the form hears what, and what to do."""
    found = list(found)
    if found:
        words = format_html_join(" · ", "{}", ((str(finding),) for finding in found))
        messages.error(
            request, _("Not yet for readers. %(words)s. %(advice)s") % {"words": words, "advice": advice}
        )
    return bool(found)


def ended_words(ends: datetime) -> str:
    """What whoever publishes reads of an end that has passed: readers would not see the page at all."""
    return _("The end day of this page, %(when)s, has passed. Clear the end day or give a new one.") % {
        "when": day_and_clock(ends)
    }


def stopped_untold(request: HttpRequest, translation: Translation) -> bool:
    """Whether something that stands alone is still Finnish, such as the title; the person hears what."""
    page = translation.get_target_instance()
    names = parts.names_of_fields(page, parts.stops(parts.untold(translation)))
    if names:
        told = {"language": translation.target_locale.get_display_name(), "fields": ", ".join(names)}
        messages.error(
            request,
            _(
                "Not yet for readers: in %(language)s these are still in Finnish: %(fields)s. Translate them"
                " first. Until then readers see what they have seen before. Everything you have translated is"
                " kept."
            )
            % told,
        )
    return bool(names)


def finnish_first() -> str:
    """What whoever publishes a page before its Finnish page reads."""
    return _(
        "The Finnish page is not public yet. Publish it first: this one can follow then."
        " Everything you have translated is kept."
    )


def waits_for_finnish(request: HttpRequest, page: Page) -> bool:
    """Whether the Finnish page is not public and would be met in translation only; the person hears it."""
    waits = publishing.waits_for_finnish(page)
    if waits:
        messages.error(request, finnish_first())
    return waits


def is_unready(page: Page) -> bool:
    """Whether the page is not ready for a door that shows no draft: over, Finnish still, or too early."""
    ends = page.get_latest_revision_as_object().expire_at
    if publishing.comes_before_finnish(page) or (ends is not None and ends <= timezone.now()):
        return True
    if grave_in_draft(page):
        return True
    translation = translation_of(page)
    return translation is not None and bool(parts.stops(parts.untold(translation)))


def stops_translation(request: HttpRequest, translation: Translation) -> bool:
    """Whether something keeps the translation, as it stands in its editor, from readers."""
    return (
        stopped_untold(request, translation)
        or waits_for_finnish(request, translation.get_target_instance())
        or stopped(request, grave_in_translation(translation), in_finnish())
    )


def in_finnish() -> str:
    """Advice to whoever translates: the picture and its words come from the Finnish page."""
    return _(
        "Describe the picture on the Finnish page or say that it is only decoration, update the translation,"
        " and try again. Everything you have translated is kept."
    )


def on_the_page() -> str:
    """Advice to whoever approves a draft without opening it."""
    return _(
        "Open the page, describe the picture or say that it is only decoration, and approve it then,"
        " or send the page back with a word."
    )
