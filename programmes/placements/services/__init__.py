"""The verbs of places and the verbs whose consequences reach them."""

from programmes.placements.services.agreement import issue_agreement, sign
from programmes.placements.services.breaks import pause, resume
from programmes.placements.services.hosts import close_host, reinstate_host, reject_host, suspend_host
from programmes.placements.services.life import end, start
from programmes.placements.services.openings import (
    expire_due_vacancies,
    open_after_their_pause,
    pause_vacancy,
    renew_vacancy,
    resume_vacancy,
    warn_before_the_end,
)
from programmes.placements.services.parents import (
    close_referral,
    close_vacancy,
    end_participation,
    withdraw_participation,
)
from programmes.placements.services.reminders import remind_the_late, remind_to_sign
from programmes.placements.services.reviews import adjustment_done, ask_for_adjustment, hold_review
from programmes.placements.services.suggestion import (
    accept,
    introduce,
    propose,
    refuse_by_link,
    reserve_seat,
    want,
)

__all__ = [
    "accept",
    "adjustment_done",
    "ask_for_adjustment",
    "close_host",
    "close_referral",
    "close_vacancy",
    "end",
    "end_participation",
    "expire_due_vacancies",
    "hold_review",
    "introduce",
    "issue_agreement",
    "open_after_their_pause",
    "pause",
    "pause_vacancy",
    "propose",
    "refuse_by_link",
    "reinstate_host",
    "reject_host",
    "remind_the_late",
    "remind_to_sign",
    "renew_vacancy",
    "reserve_seat",
    "resume",
    "resume_vacancy",
    "sign",
    "start",
    "suspend_host",
    "want",
    "warn_before_the_end",
    "withdraw_participation",
]
