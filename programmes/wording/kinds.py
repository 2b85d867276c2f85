"""What messages there are, for whom and of what, and which names a text of each may hold.

All of it is read from the one table (`programmes.messages.MESSAGES`) and from the packaged texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.placeholders import DAY, LINK, PHONE, WHY, WORKER, Placeholder, names_in
from notifications.texts import packaged
from programmes import recipients
from programmes.messages import MESSAGES, templates
from programmes.verbs import OTHERWISE, said_of

ALL_PLACES = (LINK, WORKER, PHONE, DAY, WHY)
EASY = "fi-simple"
FINNISH = "fi"


class Reader(models.TextChoices):
    """Who reads a message."""

    PERSON = "person", _("To participants")
    HOST = "host", _("To workplaces")
    STAFF = "staff", _("To workers and officers")
    OTHER = "other", _("To others")


_OF: dict[Callable[..., Any], Reader] = {
    recipients.participant_of: Reader.PERSON,
    recipients.asked_person: Reader.PERSON,
    recipients.participant_who_begins: Reader.PERSON,
    recipients.participant_who_has_begun: Reader.PERSON,
    recipients.participant_who_said_yes: Reader.PERSON,
    recipients.participant_who_visits: Reader.PERSON,
    recipients.participant_told_of_month: Reader.PERSON,
    recipients.participant_to_choose_a_time: Reader.PERSON,
    recipients.participant_with_a_time: Reader.PERSON,
    recipients.person_who_has_not_read: Reader.PERSON,
    recipients.host_of: Reader.HOST,
    recipients.host_that_signs: Reader.HOST,
    recipients.host_that_was_told: Reader.HOST,
    recipients.host_that_sent: Reader.HOST,
    recipients.host_that_is_visited: Reader.HOST,
    recipients.host_that_knew_only_of_a_visit: Reader.HOST,
    recipients.host_to_ask_again: Reader.HOST,
    recipients.host_where_one_has_begun: Reader.HOST,
    recipients.everybody_at_host: Reader.HOST,
    recipients.guide_with_link: Reader.HOST,
    recipients.who_is_invited: Reader.HOST,
    recipients.partner_with_link: Reader.OTHER,
    recipients.sender_of: Reader.OTHER,
}


@dataclass(frozen=True)
class Kind:
    """One message: its template, who reads it, and after which acts it goes."""

    template: str
    readers: tuple[Reader, ...]
    verbs: tuple[str, ...]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Those it is written in; Easy Finnish where a participant reads it."""
        easy = Reader.PERSON in self.readers
        return [(code, name) for code, name in settings.LANGUAGES if easy or code != EASY]

    @property
    def goes_after(self) -> list[str]:
        """The acts after which it goes, in words; what has none of its own is left out."""
        if not self.verbs:
            return [gettext("An act that was taken back")]
        said = [said_of(verb) for verb in self.verbs]
        return list(dict.fromkeys(str(one.told) for one in said if one is not OTHERWISE))

    @property
    def places(self) -> tuple[Placeholder, ...]:
        """The names a text may hold: those of the packaged text, and the two that every message has."""
        named = {*names_in(packaged(self.template, FINNISH).body), WORKER.name, PHONE.name}
        return tuple(place for place in ALL_PLACES if place.name in named)

    @property
    def needed(self) -> tuple[Placeholder, ...]:
        """What no text may go without: the way to the page, where there is one, and the number to ring."""
        return tuple(place for place in self.places if place in (LINK, PHONE))


@cache
def kinds() -> dict[str, Kind]:
    """Every message, by its template."""
    found: dict[str, Kind] = {}
    for template in templates():
        lines = [
            (verb, told) for verb, lines in MESSAGES.items() for told in lines if told.template == template
        ]
        readers = [_OF.get(told.who, Reader.STAFF) for _verb, told in lines] or list(Reader)[:3]
        ordered = tuple(one for one in Reader if one in readers)
        found[template] = Kind(template, ordered, tuple(verb for verb, _told in lines))
    return found
