"""What a workplace reads of a person: the one home of it, for who is asked, who introduces and who reads.

The page on which the person says yes, the worker's page of the introduction, the person's own page and the
workplace's page all show these pairs. So nobody reads more than the person was shown.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.selectors import language_name
from programmes.participants.profile.showing import items_in
from programmes.placements.codes import Shown
from programmes.placements.models import Placement
from programmes.placements.presentation import hours_number, hours_words
from programmes.placements.states import CAME_TO_NOTHING, SUGGESTION
from ui.formats import day, phone_link, typed

Pair = tuple[Any, Any]


def what_host_sees(placement: Placement) -> list[Pair]:
    """Label and value, word for word as the workplace reads them; nothing else of the person is shown.

    Before the yes: what it always sees. When the workplace has said no, or the place was called off, only the
    first name is left. A group has no workplace to read: the list is empty.
    """
    if placement.vacancy_id is None:
        return []
    name = (_("First name"), placement.participation.participant.first_name)
    if placement.state in CAME_TO_NOTHING:
        return [name]
    always = [name, hours_pair(placement), (_("Tasks that fit"), tasks_words(placement))]
    of_profile = [(item.label, item.value) for item in items_in(placement.shown_profile)]
    chosen = _chosen(placement, placement.shown_to_host)
    return [*(pair for pair in always if pair[1]), *chosen, *of_profile]


def hours_pair(placement: Placement) -> Pair:
    """The hours that fit the person, from the least to the most; once they are agreed, the agreed ones."""
    hours, asked = placement.weekly_hours, placement.participation
    if hours and placement.state not in SUGGESTION:
        return _("Hours a week"), hours_number(hours)
    return _("Hours that fit"), hours_words(asked.weekly_hours_min, asked.weekly_hours_max)


def tasks_words(placement: Placement) -> Any:
    """The tasks that suit the person in their own words; without any, those of the place itself."""
    return typed(placement.tasks_shown or (placement.vacancy.tasks if placement.vacancy else ""))


def may_be_shown(placement: Placement) -> dict[str, Pair]:
    """What the person may choose to show beside that: label and value, those that are known.

    Nothing of the referral's own words: an officer wrote them. What the person says of themself stands in
    their work profile, of which each item is chosen by itself.
    """
    participation = placement.participation
    person = participation.participant
    known: dict[str, Pair] = {
        Shown.PHONE: (_("Telephone"), person.phone),
        Shown.LANGUAGE: (_("Language"), language_name(person.language)),
        Shown.START: (_("Can start at the earliest"), day(participation.earliest_start_on)),
    }
    return {key: pair for key, pair in known.items() if pair[1]}


def _chosen(placement: Placement, keys: Collection[str]) -> list[Pair]:
    """What was ticked, the telephone number as one that can be rung."""
    chosen = {key: pair for key, pair in may_be_shown(placement).items() if key in keys}
    return [
        (label, phone_link(value) if key == Shown.PHONE else value) for key, (label, value) in chosen.items()
    ]
