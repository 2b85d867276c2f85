"""How far a place has come, and what is told of each of its states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from programmes.facts import StateFacts, Text


class Stage(IntEnum):
    """How far the place has come on the path: most of what holds of a state follows from it."""

    NOTHING = 0
    CHOICE = 1
    SEAT = 2
    SIGNING = 3
    AGREED = 4
    WORK = 5
    OVER = 6


@dataclass(frozen=True, kw_only=True)
class PlacementFacts(StateFacts):
    """What a state of a placement tells.

    own: in the person's words, in_a_group where no workplace is asked. host: in the workplace's; empty where
    it sees nothing of the placement. officer: one line for the officer, who hears nothing where it is empty.
    first: which of several live places comes first on the person's page. told: which tells the officer most.
    """

    stage: Stage
    own: Text
    host: Text
    officer: Text
    first: int = 0
    told: int = 0
    in_a_group: Text = ""


@dataclass(frozen=True, kw_only=True)
class MonthFacts(StateFacts):
    """What a state of a month tells. own: in the person's words; host: in the workplace's."""

    own: Text
    host: Text


@dataclass(frozen=True, kw_only=True)
class SessionFacts(StateFacts):
    """What a state of a meeting of a group tells. own: in the words of who comes to it."""

    own: Text
