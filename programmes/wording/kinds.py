"""What messages there are, for whom and of what, and which names a text of each may hold.

All of it is read from the one table (`programmes.messages.MESSAGES`) and from the packaged texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.placeholders import DAY, LINK, PHONE, WHY, WORKER, Placeholder, names_in
from notifications.texts import packaged
from programmes.messages import MESSAGES, templates
from programmes.readers import Reader, reader_of
from programmes.verbs import said_of

ALL_PLACES = (LINK, WORKER, PHONE, DAY, WHY)
EASY = "fi-simple"
FINNISH = "fi"


# Words for lines of the table that are no event of their own: one act tells of two things, or names a party.
AFTER: dict[str, Promise] = {
    "interest.sent_on_word": _("An interest was written down on the person's word"),
    "placement.agreement_changed": _("The agreement was changed"),
    "placement.fell_away": _("A suggestion fell away with the end of something else"),
    "placement.first_day_asked_host": _("The first day is over"),
    "placement.first_day_asked_own": _("The first day is over"),
    "placement.reminded_host": _("A signature is still missing"),
    "placement.reminded_participant": _("A signature is still missing"),
    "placement.signature_recorded_host": _("A worker recorded the workplace's signature"),
    "placement.signature_recorded_participant": _("A worker recorded the participant's signature"),
    "placement.visit_asked_by_host": _("The workplace asked for a visit"),
    "placement.visit_asked_by_participant": _("The participant asked for a visit"),
    "placement.visit_cancelled_by_area": _("The worker called the visit off"),
    "placement.visit_cancelled_by_host": _("The workplace called the visit off"),
    "placement.visit_cancelled_by_participant": _("The participant called the visit off"),
    "placement.visit_time_does_not_suit_host": _("The time of the visit does not suit the workplace"),
    "placement.visit_time_does_not_suit_participant": _(
        "The time of the visit does not suit the participant"
    ),
    "vacancy.month_full": _("As many people as fit in a month have been introduced"),
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
        """The acts after which it goes, in words."""
        if not self.verbs:
            return [gettext("An act that was taken back")]
        return list(dict.fromkeys(str(AFTER.get(verb) or said_of(verb).told) for verb in self.verbs))

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
        readers = [reader_of(told.who) for _verb, told in lines] or list(Reader)[:3]
        ordered = tuple(one for one in Reader if one in readers)
        found[template] = Kind(template, ordered, tuple(verb for verb, _told in lines))
    return found
