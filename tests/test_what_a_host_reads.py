"""Field by field: whatever is kept of a person stands marked, and nothing of it reaches a workplace unasked.

Every text of every row that hangs on the person gets a mark of its own. Then each page, paper, calendar and
mail that a workplace can have is read to its source, and each mark in it must be one that the person showed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from notifications.models import Message
from notifications.services import rendered
from programmes.models import Participant, WorkProfile
from programmes.placements.attendance.tokens import token_of
from programmes.placements.calendar_feed import tokens as feed_tokens
from programmes.placements.links import again_of, answer_of
from programmes.placements.states import RUNNING
from tests.access.people import HOST, client_of
from tests.access.rows import rows
from tests.access.table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
__all__ = ["rows"]

# Kinds of text that no person has written: keys, codes of our lists, what is worked out from other columns.
NO_TEXT = {
    "reference", "digest", "sha256", "file", "name_order", "name_words", "phone_key", "batch", "on_word",
    "stopped_in", "because", "language", "shown_profile", "postal_code", "decision_number", "told_by",
}  # fmt: skip
# What a workplace may read, and why.
SHOWN = {
    "Participant.first_name": "the one name before an agreement",
    "Placement.tasks_shown": "the person's own words for the workplace",
    "Placement.guide": "the workplace's own",
    "Placement.host_view": "the workplace's own",
    "Visit.words": "the person's own words for the workplace",
    "Visit.meets": "who meets whom", "Visit.meet_at": "where they meet",
    "SkillTask.text": "told by the person for the workplace to confirm",
    "Adjustment.what": "the workplace arranges it",
    "Review.agreed": "what the three agreed on", "Review.host_view": "the workplace's own",
    "SupplementApplication.grounds": "the decision on its own application",
    **{f"FirstDay.{name}": "the card that the workplace fills in"
       for name in ("door", "bus", "clothes", "lunch", "meets", "phone", "more")},
}  # fmt: skip
MARK = re.compile(r"qx(\d+)x")


def of_the_person() -> list[type[models.Model]]:
    """Every kind of row that hangs on a person, at however many removes."""
    ours = [one for one in apps.get_models() if one._meta.app_label == "programmes"]
    found: list[type[models.Model]] = [Participant]
    for _round in ours:
        for kind in ours:
            to = {field.related_model for field in kind._meta.fields if isinstance(field, models.ForeignKey)}
            if kind not in found and to & set(found):
                found.append(kind)
    return found


def texts_of(kind: type[models.Model]) -> Iterator[Any]:
    for field in kind._meta.concrete_fields:
        free = isinstance(field, models.CharField | models.TextField) and not field.choices
        if free and not field.primary_key and field.name not in NO_TEXT:
            yield field


def mark_everything() -> dict[int, str]:
    """Each text of each row has its own mark; answers what each stands for."""
    marks: dict[int, str] = {}
    for kind in of_the_person():
        for key in list(kind._base_manager.values_list("pk", flat=True)):
            for field in texts_of(kind):
                number = len(marks) + 1
                text = f"qx{number}x@example.org" if isinstance(field, models.EmailField) else f"qx{number}x"
                try:
                    with transaction.atomic():
                        kind._base_manager.filter(pk=key).update(**{field.name: text})
                except IntegrityError:  # a column that may say nothing in this state
                    continue
                marks[number] = f"{kind.__name__}.{field.name}"
    return marks


def read_by(client: Client, address: str) -> str:
    """What comes from the address: source of a page, lines of a calendar, words of a paper."""
    answer = client.get(address, follow=False)
    body = b"".join(answer) if answer.streaming else answer.content
    if body[:5] == b"%PDF-" and len(body) > 100:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "ignore") + str(dict(answer.headers))


def test_nothing_that_is_kept_of_a_person_reaches_a_workplace_unasked(rows):
    cast = rows["cast"]
    WorkProfile.objects.create(participant=cast.participant)
    for_feed = feed_tokens.new_feed(cast["host_admin"])
    marks = mark_everything()
    addresses = {
        reverse(name, kwargs=rule.arguments(rows)) + rule.query(rows)
        for name, rule in TABLE.items()
        if rule.ok & HOST
    }
    for placement in cast.participation.placements.filter(vacancy__host=cast.host):
        addresses |= {f"/host/places/{placement.reference}/", f"/documents/agreement/{placement.reference}/"}
        addresses |= {answer_of(placement), again_of(placement)}
        if placement.state in RUNNING:
            addresses |= {f"/host/places/{placement.reference}/{at}/" for at in ("first-day", "safety")}
    addresses |= {f"/calendar/{feed_tokens.token_of(for_feed)}.ics", f"/week/{token_of(rows['link'])}/"}

    found: dict[str, set[str]] = {}
    for part in sorted(HOST):
        client = client_of(cast[part])
        for address in sorted(addresses):
            for number in MARK.findall(read_by(client, address)):
                found.setdefault(marks[int(number)], set()).add(address)
    for message in Message.objects.all():
        for number in MARK.findall(" ".join(rendered(message))):
            found.setdefault(marks[int(number)], set()).add(f"message {message.template}")

    assert len(marks) > 100, "the world has too little of a person"
    assert {field: sorted(where) for field, where in found.items() if field not in SHOWN} == {}
    assert "Participant.first_name" in found, "the pages were not read"
