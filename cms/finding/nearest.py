"""The services to show when nothing fits: an end of a search is never empty."""

from __future__ import annotations

from cms.finding.meaning import Sense
from cms.finding.offered import Offered, name_of
from cms.finding.question import Question
from cms.finding.words import WordIndex

SHOWN = 3


def nearest(
    everything: list[Offered], question: Question, sense: Sense, own: WordIndex[str]
) -> list[Offered]:
    """The services that have most of the words, then those in the municipality, then those with most room."""
    told = [own.with_word(word, known) for word, known in sense.asked.words]
    town = question.municipality

    def order(one: Offered) -> tuple[int, bool, int]:
        has = sum(name_of(one.service.id) in names for names in told)
        there = not one.service.municipalities or town in one.service.municipalities
        return (-has, bool(town) and not there, -one.free)

    return sorted(everything, key=order)[:SHOWN]
