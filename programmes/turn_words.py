"""Whose turn it is, in the words of those who are no workers: who, until when, what if nothing happens.

The first sentence says whose turn it is. A sentence with a day is left out where the row has none.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy

# As the participant reads it (words.md section 5); `placement.signed` is a signing that waits for the others,
# `.group` a seat in a group, `.others` a no while other suggestions or places are open.
OWN_SENTENCES: dict[str, Any] = {
    "participation.referred": gettext_lazy(
        "It is our turn. We take up your referral by %(date)s. You need not do anything. "
        "If you do not hear from us, call %(phone)s."
    ),
    "participation.returned": gettext_lazy("Your officer calls you by %(date)s. You need not do anything."),
    "participation.waiting": gettext_lazy(
        "It is your worker's turn: %(worker)s. A first meeting is agreed with you by %(date)s. "
        "If it takes longer, the manager is told."
    ),
    "participation.active": gettext_lazy(
        "Nothing is needed from you right now. "
        "If something is not right, call your worker: %(worker)s, %(phone)s."
    ),
    "participation.on_hold": gettext_lazy(
        "You are on a break. Your worker looks at it with you by %(date)s."
    ),
    "placement.proposed": ngettext_lazy(
        "It is your turn. You have one suggestion. Please answer by %(date)s. "
        "If you do not, your worker calls you. Not answering is not a no.",
        "It is your turn. You have %(n)s suggestions. Please answer by %(date)s. "
        "If you do not, your worker calls you. Not answering is not a no.",
        "n",
    ),
    "placement.wanted": gettext_lazy(
        "It is your worker's turn: %(worker)s. You are introduced to the workplace by %(date)s. "
        "You may still change your mind."
    ),
    "placement.wanted.group": gettext_lazy(
        "It is your worker's turn: %(worker)s. A seat in the group is kept for you by %(date)s. "
        "You may still change your mind."
    ),
    "placement.introduced": gettext_lazy(
        "It is the workplace's turn: %(host)s. They answer by %(date)s. If they do not, your worker asks. "
        "You may still change your mind."
    ),
    "placement.accepted": gettext_lazy(
        "It is your worker's turn: %(worker)s. The agreement comes to you to read by %(date)s."
    ),
    "placement.refused": gettext_lazy(
        "This place did not work out. Your worker calls you and looks for other places."
    ),
    "placement.declined": gettext_lazy(
        "You did not choose this. Your worker looks for other places with you."
    ),
    "placement.declined.others": gettext_lazy("You did not choose this. Your other suggestions stand."),
    "placement.signing": gettext_lazy(
        "It is your turn. Read the agreement and sign by %(date)s, online or on paper. "
        "If anything is unclear, do not sign: call %(worker)s, %(phone)s."
    ),
    "placement.signed": gettext_lazy(
        "You need do nothing now. You have signed, and the others sign by %(date)s."
    ),
    "placement.agreed": gettext_lazy("You begin on %(start)s. You need do nothing now."),
    "placement.active": gettext_lazy(
        "Nothing else is needed from you right now. If something is not right, say so at once: "
        "guide %(guide)s or your worker %(worker)s, %(phone)s."
    ),
    "placement.new_version": gettext_lazy(
        "It is your turn. Something in your agreement changes. Read the new version and sign by %(date)s. "
        "Until then the earlier one holds. If anything is unclear, call %(worker)s, %(phone)s."
    ),
    "placement.ending": gettext_lazy(
        "Your agreement runs until %(end)s. Your worker, %(worker)s, talks with you about what comes next. "
        "You can call too: %(phone)s."
    ),
    "placement.past_end": gettext_lazy(
        "Your agreement ran until %(end)s. Your worker, %(worker)s, talks with you about what comes now. "
        "You can call too: %(phone)s."
    ),
    "placement.ended": gettext_lazy(
        "The place has ended. Your worker agrees on a closing talk with you by %(date)s."
    ),
}

# As the host employer reads it, where the turn is another's.
HOST_SENTENCES: dict[str, Any] = {
    "host.registered": gettext_lazy(
        "It is the worker's turn. The worker checks your organisation by %(date)s. You need do nothing now."
    ),
    "vacancy.submitted": gettext_lazy(
        "It is the worker's turn. The worker reads the place by %(date)s. You need do nothing now."
    ),
    "placement.accepted": gettext_lazy(
        "It is the worker's turn. The agreement comes to you to sign by %(date)s. You need do nothing now."
    ),
    "placement.refused": gettext_lazy(
        "It is the worker's turn. The worker calls the person. You need do nothing now."
    ),
    "placement.signed": gettext_lazy(
        "You have signed. The others sign by %(date)s. You need do nothing now."
    ),
    "placement.agreed": gettext_lazy(
        "All have signed. The work begins on %(start)s. You need do nothing now."
    ),
    "placement.ending": gettext_lazy(
        "It is the worker's turn. The agreement runs until %(end)s. The worker talks with you about what "
        "comes next."
    ),
    "placement.past_end": gettext_lazy(
        "It is the worker's turn. The agreement ran until %(end)s. The worker talks with you about what "
        "comes now."
    ),
    "placement.ended": gettext_lazy(
        "It is the worker's turn. The worker agrees on a closing talk by %(date)s. You need do nothing now."
    ),
}

# As the officer who referred the person reads it, where the turn is another's.
REFERRER_SENTENCES: dict[str, Any] = {
    "participation.referred": gettext_lazy(
        "It is the worker's turn. The worker takes up the referral by %(date)s. You need do nothing now."
    ),
    "participation.waiting": gettext_lazy(
        "It is the worker's turn. The worker holds the start interview by %(date)s. You need do nothing now."
    ),
    "participation.on_hold": gettext_lazy(
        "It is the worker's turn. The worker looks again at the break by %(date)s. You need do nothing now."
    ),
}
