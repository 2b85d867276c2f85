"""States of a placement and sets of them."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy


class PlacementState(models.TextChoices):
    """Where one person's place stands, from suggestion to outcome; the labels are those staff read."""

    PROPOSED = "proposed", pgettext_lazy("staff", "Suggested")
    WANTED = "wanted", pgettext_lazy("staff", "Participant is interested")
    INTRODUCED = "introduced", pgettext_lazy("staff", "Introduced to the workplace")
    ACCEPTED = "accepted", pgettext_lazy("staff", "Workplace says yes")
    REFUSED = "refused", pgettext_lazy("staff", "Did not work out, workplace")
    DECLINED = "declined", pgettext_lazy("staff", "Participant chose otherwise")
    RELEASED = "released", pgettext_lazy("staff", "Let go, another was chosen")
    SIGNING = "signing", pgettext_lazy("staff", "To be signed")
    AGREED = "agreed", pgettext_lazy("staff", "Agreed")
    ACTIVE = "active", pgettext_lazy("staff", "Under way")
    PAUSED = "paused", pgettext_lazy("staff", "Paused")
    ENDED = "ended", pgettext_lazy("staff", "Ended")
    CLOSED = "closed", pgettext_lazy("staff", "Closing talk held")
    CANCELLED = "cancelled", pgettext_lazy("staff", "Called off before the start")
    EXPIRED = "expired", pgettext_lazy("staff", "Suggestion has lapsed")


OWN_WORDS = {
    PlacementState.PROPOSED: pgettext_lazy("participant", "Suggested to you"),
    PlacementState.WANTED: pgettext_lazy("participant", "You said yes"),
    PlacementState.INTRODUCED: pgettext_lazy("participant", "With the workplace"),
    PlacementState.ACCEPTED: pgettext_lazy("participant", "The workplace said yes"),
    PlacementState.REFUSED: pgettext_lazy("participant", "Did not work out this time"),
    PlacementState.DECLINED: pgettext_lazy("participant", "You did not choose this"),
    PlacementState.RELEASED: pgettext_lazy("participant", "You chose another place"),
    PlacementState.SIGNING: pgettext_lazy("participant", "Agreement to read"),
    PlacementState.AGREED: pgettext_lazy("participant", "Agreed"),
    PlacementState.ACTIVE: pgettext_lazy("participant", "Under way"),
    PlacementState.PAUSED: pgettext_lazy("participant", "On a break"),
    PlacementState.ENDED: pgettext_lazy("participant", "Ended"),
    PlacementState.CLOSED: pgettext_lazy("participant", "Done"),
    PlacementState.CANCELLED: pgettext_lazy("participant", "Called off before the start"),
    PlacementState.EXPIRED: pgettext_lazy("participant", "No longer open"),
}

# In a group no workplace is asked: the seat is kept by the service.
OWN_WORDS_IN_A_GROUP = {
    PlacementState.ACCEPTED: pgettext_lazy("participant", "A seat in the group is kept for you"),
}


def own_words(placement: Any) -> Any:
    """The state of a placement in the words of its person."""
    state = PlacementState(placement.state)
    in_a_group = placement.vacancy_id is None
    return (in_a_group and OWN_WORDS_IN_A_GROUP.get(state)) or OWN_WORDS[state]


# What the host reads of the people introduced to it.
HOST_WORDS = {
    PlacementState.INTRODUCED: pgettext_lazy("workplace", "Waits for your answer"),
    PlacementState.ACCEPTED: pgettext_lazy("workplace", "You said yes"),
    PlacementState.REFUSED: pgettext_lazy("workplace", "You said no this time"),
    PlacementState.SIGNING: pgettext_lazy("workplace", "Agreement to sign"),
    PlacementState.AGREED: pgettext_lazy("workplace", "Agreed"),
    PlacementState.ACTIVE: pgettext_lazy("workplace", "Under way"),
    PlacementState.PAUSED: pgettext_lazy("workplace", "On a break"),
    PlacementState.ENDED: pgettext_lazy("workplace", "Ended"),
    PlacementState.CLOSED: pgettext_lazy("workplace", "Done"),
}

BEFORE_AGREED = frozenset(
    {
        PlacementState.PROPOSED,
        PlacementState.WANTED,
        PlacementState.INTRODUCED,
        PlacementState.ACCEPTED,
        PlacementState.SIGNING,
    }
)
SUGGESTION = BEFORE_AGREED - {PlacementState.SIGNING}
HOLDS_SEAT = frozenset(
    {
        PlacementState.ACCEPTED,
        PlacementState.SIGNING,
        PlacementState.AGREED,
        PlacementState.ACTIVE,
        PlacementState.PAUSED,
    }
)
RUNNING = frozenset({PlacementState.ACTIVE, PlacementState.PAUSED})
HOLDS_PLACE = frozenset({PlacementState.AGREED, PlacementState.ACTIVE, PlacementState.PAUSED})
LIVE = BEFORE_AGREED | HOLDS_PLACE
# Introduced to a host, and not coming after all: the host reads so, and nothing else.
NOT_COMING = frozenset(
    {
        PlacementState.DECLINED,
        PlacementState.RELEASED,
        PlacementState.CANCELLED,
        PlacementState.EXPIRED,
    }
)
# What a host may see of: only after the introduction.
SEEN_BY_HOST = frozenset(PlacementState) - {PlacementState.PROPOSED, PlacementState.WANTED} - NOT_COMING
# The agreement names its parties: a host reads it from the signing on, and what came of it.
AGREEMENT_OF_HOST = frozenset(
    {
        PlacementState.SIGNING,
        PlacementState.AGREED,
        PlacementState.ACTIVE,
        PlacementState.PAUSED,
        PlacementState.ENDED,
        PlacementState.CLOSED,
    }
)
AFTER_A_NO = frozenset({PlacementState.REFUSED, PlacementState.DECLINED})
# Nothing came of it: the host keeps the first name and no more.
CAME_TO_NOTHING = NOT_COMING | {PlacementState.REFUSED}
OVER = CAME_TO_NOTHING | {PlacementState.CLOSED}
