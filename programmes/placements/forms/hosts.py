"""The forms of what a worker decides about a host employer: not accepted, on hold, back, closed."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.participants.forms import ReasonField, ReasonForm, told_freely
from ui.forms import DateField
from workflow.forms import TransitionForm

LOOK_AGAIN_DAYS = 90
WORDS = _("More words for the workplace, if you want")
READ_THERE = _("They read this on their own page, below the reason. Name no person.")


class RejectHostForm(ReasonForm):
    """Why the host employer is not accepted, and what it reads."""

    dates_back = False
    reason = ReasonField("host", "reject")
    words = told_freely(WORDS, help_text=READ_THERE)


class SuspendHostForm(ReasonForm):
    """Why the host employer is on hold, what it reads, and when a worker looks at it again."""

    dates_back = False
    reason = ReasonField("host", "suspend")
    words = told_freely(WORDS, help_text=READ_THERE)
    look_again_on = DateField(label=_("Look again"), away=30, help_text=_("At most 90 days ahead."))

    def clean_look_again_on(self) -> date:
        day, today = self.cleaned_data["look_again_on"], timezone.localdate()
        if not today < day <= today + timedelta(days=LOOK_AGAIN_DAYS):
            raise ValidationError(_("Look again within 90 days."))
        return day  # type: ignore[no-any-return]


class ReinstateHostForm(TransitionForm):
    """Nothing to fill in: what comes back is told."""

    dates_back = False


class CloseHostForm(ReasonForm):
    """Why no places are offered any more."""

    dates_back = False
    reason = ReasonField("host", "close")
