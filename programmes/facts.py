"""What a state means to those who meet it: whose turn, by when, in whose words, in which colour.

Each slice keeps the facts of its states in its `states.py`, in one table; pages, lists, turns and days are
read from there. A state without facts stops the start, with words for what to add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import timedelta
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.functional import Promise

Text = str | Promise

# Whose turn it can be.
NOBODY, COORDINATOR, PARTICIPANT, HOST, REFERRER, SIGNATORY, HANDLER, ASSESSOR, PARTNER = (
    "nobody",
    "coordinator",
    "participant",
    "host",
    "referrer",
    "signatory",
    "handler",
    "assessor",
    "partner",
)
WORKERS = frozenset({COORDINATOR, HANDLER, ASSESSOR})
# Where a tag has another colour than on a worker's page of the row.
ON_THE_LIST, IN_THE_CASELOAD, TO_THE_OFFICER, TO_THE_SENDER, TO_THE_HOST = (
    "list",
    "caseload",
    "officer",
    "sender",
    "host",
)


@dataclass(frozen=True)
class Wait:
    """Who acts next, and what it is about; then the same in the words of those who are no workers.

    The first sentence says whose turn it is; one with a day is left out where the row has none. Empty where
    the one line of `about` says it all.
    """

    who: str
    about: Text
    own: Text = ""
    own_in_a_group: Text = ""
    host: Text = ""
    officer: Text = ""


@dataclass(frozen=True)
class Day:
    """How the day is set by which the turn should be taken.

    counted: "working" or "calendar" days from when the state began, or from the day in `since`; how many,
    says the parameter `deadline-<machine>-<state>`. column: the day that was agreed. because: why there is
    none, or who sets it. ahead: how long before it the row comes up on a worker's list.
    """

    counted: str = ""
    since: str = ""
    column: str = ""
    because: str = ""
    ahead: timedelta | None = None


WORKING_DAYS, CALENDAR_DAYS = Day(counted="working"), Day(counted="calendar")


def agreed_day(column: str, *, ahead: int) -> Day:
    """The day in the column; the row comes up so many days before it."""
    return Day(column=column, ahead=timedelta(days=ahead))


def set_by_the_act(because: str, *, ahead: int) -> Day:
    """The act that leads here sets the day; the row comes up so many days before it."""
    return Day(because=because, ahead=timedelta(days=ahead))


def no_day(because: str) -> Day:
    """Nothing is late here, for the reason given."""
    return Day(because=because)


@dataclass(frozen=True, kw_only=True)
class StateFacts:
    """What every state tells. tone: the colour of its tag; tones: where it is another one, by reader."""

    wait: Wait
    day: Day
    tone: str
    tones: Mapping[str, str] = field(default_factory=dict)

    def tone_for(self, reader: str) -> str:
        """The colour of the tag on the list or for the reader."""
        return self.tones.get(reader, self.tone)


F = TypeVar("F", bound=StateFacts)


def facts_of_all(states: type[models.TextChoices], kind: type[F], told: Mapping[Any, F]) -> dict[Any, F]:
    """The facts by state, in the order of the states. Raises ImproperlyConfigured for a state without."""
    if missing := [state for state in states if state not in told]:
        needed = [one.name for one in fields(kind) if one.default is one.default_factory is MISSING]
        raise ImproperlyConfigured(
            f"Nothing is told of {', '.join(map(str, missing))}: give each its {kind.__name__} in "
            f"{states.__module__} ({', '.join(needed)}). platform/HOW-TO.md tells how."
        )
    return {state: told[state] for state in states}
