"""What a message says: the packaged text, or the words that a manager has put in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from areas.selectors import service_phone
from notifications.models import MessageText
from notifications.placeholders import (
    DAY,
    LINK,
    PHONE,
    WHY,
    WORKER,
    MissingError,
    Placeholder,
    filled,
    names_in,
)

END = "messages/end.txt"
NO_WAY_IN = "messages/no_way_in.txt"
KEPT_AS = "message-texts"
KEPT_SECONDS = 60
SERVICE = "Välityö"
# An address that no text holds by itself: where it comes out, the text leads to the page.
NOWHERE = "https://page.invalid"


@dataclass(frozen=True)
class Words:
    """A subject and a text; an empty one is the packaged one."""

    subject: str = ""
    body: str = ""


def message_in(
    language: str, template: str, context: Mapping[str, Any], *, words: Words | None = None
) -> tuple[str, str]:
    """Subject and body in the language: the packaged ones, or those that were put in their place.

    words: in place of those that stand, for looking at a text before it does.
    """
    own = words or own_words(template, language)
    with translation.override(language):
        full = {"base_url": settings.BASE_URL, "phone": service_phone()} | _plain(context)
        subject = own.subject or render_to_string(f"messages/{template}_subject.txt", full)
        packaged_body = render_to_string(f"messages/{template}.txt", full)
        body = _own_body(own.body, packaged_body, full) if own.body else packaged_body
    return " ".join(subject.split()), body.strip() + "\n"


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """A message is no HTML: an apostrophe in a name stays one."""
    return {name: SafeString(value) if type(value) is str else value for name, value in context.items()}


def _own_body(text: str, packaged_body: str, full: Mapping[str, Any]) -> str:
    """The written text with its places filled in; the packaged one where something in it is not known.

    A text without the number to ring is of the time when the end came by itself: it still does.
    """
    values: dict[Placeholder, str] = {
        LINK: _link_in(packaged_body),
        WORKER: full.get("worker") or SERVICE,
        PHONE: full.get("worker_phone") or full["phone"],
        DAY: str(full.get("day") or ""),
        WHY: str(full.get("why") or ""),
    }
    no_way_in = render_to_string(NO_WAY_IN).strip() if full.get("no_way_in") else ""
    try:
        body = filled(text, values, instead={LINK: no_way_in})
    except MissingError:
        return packaged_body
    return body if PHONE.name in names_in(text) else f"{body}\n\n{render_to_string(END, dict(full))}"


def _link_in(text: str) -> str:
    """The address that the packaged text leads to; empty where it leads nowhere."""
    found = re.search(rf"{re.escape(settings.BASE_URL)}/\S*", text)
    return found[0] if found else ""


def own_words(template: str, language: str) -> Words:
    """What was put in place of the packaged words; empty where nothing was."""
    kept: dict[tuple[str, str], Words] | None = cache.get(KEPT_AS)
    if kept is None:
        rows = MessageText.objects.exclude(subject="", body="")
        kept = {(row.template, row.language): Words(row.subject, row.body.strip()) for row in rows}
        cache.set(KEPT_AS, kept, KEPT_SECONDS)
    return kept.get((template, language), Words())


def forget_own_words() -> None:
    """The next message is asked of the database."""
    cache.delete(KEPT_AS)


def packaged(template: str, language: str) -> Words:
    """The packaged subject and text with the names in place of what differs from message to message."""
    values = {
        "base_url": NOWHERE,
        "path": "/page/",
        "worker": WORKER.written,
        "worker_phone": PHONE.written,
        "phone": PHONE.written,
        "day": DAY.written,
        "why": WHY.written,
    }
    with translation.override(language):
        body = render_to_string(f"messages/{template}.txt", values)
    return Words(subject_in(template, language), re.sub(rf"{NOWHERE}\S*", LINK.written, body).strip())


def subject_in(template: str, language: str) -> str:
    """The packaged subject."""
    with translation.override(language):
        return " ".join(render_to_string(f"messages/{template}_subject.txt").split())


def sample(language: str) -> dict[str, Any]:
    """What stands in the places of a message that nobody gets; no real person's."""
    with translation.override(language):
        return {
            "path": "/example/",
            "worker": _("Maija Example"),
            "worker_phone": "040 000 0000",
            "why": _("The room is not free."),
        }
