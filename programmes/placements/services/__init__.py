"""The verbs of places and the verbs whose consequences reach them."""

from programmes.placements.services.agreement import issue_agreement, sign
from programmes.placements.services.life import cancel, close, end, start
from programmes.placements.services.parents import close_vacancy, end_participation, withdraw_participation
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
    "reserve_seat",
    "sign",
    "start",
    "want",
    "withdraw_participation",
]
