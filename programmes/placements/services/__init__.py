"""The verbs of places and the verbs whose consequences reach them."""

from programmes.placements.services.agreement import issue_agreement, sign
from programmes.placements.services.life import cancel, close, end, start
from programmes.placements.services.parents import close_vacancy, end_participation, withdraw_participation
from programmes.placements.services.reminders import remind_the_late, remind_to_sign
from programmes.placements.services.rounds import can_take_back, take_back
from programmes.placements.services.suggestion import (
    accept,
    decline,
    introduce,
    propose,
    refuse,
    release,
    reserve_seat,
    want,
)

__all__ = [
    "accept",
    "can_take_back",
    "cancel",
    "close",
    "close_vacancy",
    "decline",
    "end",
    "end_participation",
    "introduce",
    "issue_agreement",
    "propose",
    "refuse",
    "release",
    "remind_the_late",
    "remind_to_sign",
    "reserve_seat",
    "sign",
    "start",
    "take_back",
    "want",
    "withdraw_participation",
]
