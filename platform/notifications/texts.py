"""What a message says: the packaged text, or the words that a publisher has put in its place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from areas.selectors import service_phone
from notifications.models import MessageText

END = "messages/end.txt"
KEPT_AS = "message-texts"
KEPT_SECONDS = 60


def message_in(language: str, template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and body in the language. The end, with the way to one's page, is always the packaged one."""
    with translation.override(language):
        full = {"base_url": settings.BASE_URL, "phone": service_phone()} | context
        subject, body = own_words(template, language)
        if not subject:
            subject = render_to_string(f"messages/{template}_subject.txt", full)
        if body:
            body = f"{body}\n\n{render_to_string(END, full)}"
        else:
            body = render_to_string(f"messages/{template}.txt", full)
    return " ".join(subject.split()), body.strip() + "\n"


def own_words(template: str, language: str) -> tuple[str, str]:
    """Subject and text that were put in place of the packaged ones; empty where none were."""
    kept: dict[tuple[str, str], tuple[str, str]] | None = cache.get(KEPT_AS)
    if kept is None:
        rows = MessageText.objects.exclude(subject="", body="")
        kept = {(row.template, row.language): (row.subject, row.body.strip()) for row in rows}
        cache.set(KEPT_AS, kept, KEPT_SECONDS)
    return kept.get((template, language), ("", ""))


def packaged(template: str, language: str) -> tuple[str, str]:
    """Subject and text as they are packaged, without the end."""
    with translation.override(language):
        subject = render_to_string(f"messages/{template}_subject.txt", {"path": "/"})
        body = render_to_string(f"messages/{template}.txt", {"without_end": True, "path": "/"})
    return " ".join(subject.split()), body.strip()


def ensure_message_texts(templates: list[str]) -> None:
    """There is a row to write own words in for each message and language."""
    there = set(MessageText.objects.values_list("template", "language"))
    MessageText.objects.bulk_create(
        MessageText(template=template, language=language)
        for template in templates
        for language, _name in settings.LANGUAGES
        if (template, language) not in there
    )
