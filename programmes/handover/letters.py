"""The letter of a change of worker, as paper: what both tell, where it goes, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from areas.selectors import service_phone
from programmes.participants.models import Participant, WorkerChange
from programmes.participants.worker_news import WorkerNews, news_of


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, in which language, what it tells. address: none where it is protected."""

    person: Participant
    language: str
    news: WorkerNews
    address: tuple[str, ...]
    phone: str


def letters_of(changes: Iterable[WorkerChange]) -> list[Letter]:
    """A letter to each of the people who live."""
    letters = []
    for change in changes:
        person, news = change.participation.participant, news_of(change)
        if news is not None and person.deceased_on is None:
            letters.append(
                Letter(
                    person, language_of(person), news, address_of(person), news.new.phone or service_phone()
                )
            )
    return letters


def language_of(person: Participant) -> str:
    """The language in which the person reads."""
    asked = person.user.language if person.user else person.language
    return asked if asked in dict(settings.LANGUAGES) else "fi"


def address_of(person: Participant) -> tuple[str, ...]:
    """The lines of the window of an envelope; none where the address is protected or not known whole."""
    if person.restricted or not (person.street_address and person.postal_code and person.post_office):
        return ()
    return (str(person), person.street_address, f"{person.postal_code} {person.post_office.upper()}")
