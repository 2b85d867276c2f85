"""A text of a message is written, and tried out by who writes it. Each change is dated, by whom, and kept."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from areas.working_days import add_working_days
from audit.services import record
from notifications.models import Message, MessageText, MessageTextVersion
from notifications.services import enqueue
from notifications.texts import Words, forget_own_words, message_in, packaged, sample
from programmes.recipients import to_user
from ui.formats import day as in_words
from workflow.locks import lock

ACT = "programmes.change_message_text"


def standing(template: str, language: str) -> Words:
    """The words that go now, with their names in curly brackets."""
    row = MessageText.objects.filter(template=template, language=language).first()
    ready = packaged(template, language)
    return Words(row.subject or ready.subject, row.body or ready.body) if row else ready


@transaction.atomic
def write(template: str, language: str, words: Words, *, by: User) -> bool:
    """From now on messages say the words; those of before can still be read. Answers whether
    anything changed.

    What is as packaged is kept as empty, so that a better packaged text reaches it. Raises PermissionDenied.
    """
    _allowed(by)
    row, _new = MessageText.objects.get_or_create(template=template, language=language)
    lock(row)
    ready = packaged(template, language)
    subject = "" if words.subject == ready.subject else words.subject
    body = "" if _as_lines(words.body) == _as_lines(ready.body) else _as_lines(words.body)
    if (row.subject, row.body) == (subject, body):
        return False
    MessageText.objects.filter(pk=row.pk).update(subject=subject, body=body)
    version = MessageTextVersion.objects.create(text=row, subject=subject, body=body, by=by)
    data = {"template": template, "language": language, "version": version.pk}
    record("message_text.changed" if subject or body else "message_text.packaged", row, by=by, data=data)
    transaction.on_commit(partial(forget_own_words))
    return True


def bring_back(template: str, language: str, *, by: User) -> bool:
    """The packaged words go again. Answers whether anything changed; raises PermissionDenied."""
    return write(template, language, packaged(template, language), by=by)


@transaction.atomic
def try_out(template: str, language: str, words: Words, *, by: User) -> Message:
    """The words are on their way to the writer's own address, at once, with made-up values.

    Nothing is kept of them but in that message. Raises PermissionDenied.
    """
    _allowed(by)
    row, _new = MessageText.objects.get_or_create(template=template, language=language)
    values = sample(language)
    day = add_working_days(timezone.localdate(), 3)
    data = {"template": template, "day": day.isoformat(), "why": {language: values["why"]}}
    event = record("message_text.tried", row, by=by, data=data)
    message = enqueue(event, to_user(by), template, at_once=True)
    with translation.override(language):
        subject = _("Trial: %(subject)s") % {"subject": words.subject}
    tried = asdict(Words(subject, words.body))
    Message.objects.filter(pk=message.pk).update(
        context=message.context | values | {"tried": tried}, language=language, not_before=timezone.now()
    )
    return message


def shown(template: str, language: str, words: Words) -> tuple[str, str]:
    """Subject and text as somebody would read them, with made-up values."""
    values = sample(language) | {"day": _sample_day(language)}
    return message_in(language, template, values, words=words)


def _sample_day(language: str) -> str:
    with translation.override(language):
        return in_words(add_working_days(timezone.localdate(), 3))


def versions(template: str, language: str) -> list[MessageTextVersion]:
    """Every wording there has been, the newest first, with who wrote it."""
    rows = MessageTextVersion.objects.filter(text__template=template, text__language=language)
    return list(rows.select_related("by")[:50])


def _allowed(by: User) -> None:
    if not by.has_perm(ACT):
        raise PermissionDenied


def _as_lines(text: str) -> str:
    """One writing of the ends of lines."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
