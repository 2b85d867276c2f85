"""States of the days of one placement in one month, and what each means to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.facts import (
    COORDINATOR,
    HOST,
    NOBODY,
    ON_THE_LIST,
    WORKING_DAYS,
    Day,
    StateFacts,
    Text,
    Wait,
    facts_of_all,
    no_day,
)


class MonthState(models.TextChoices):
    """How far the days of a month are; the labels are those staff read."""

    OPEN = "open", pgettext_lazy("days of a month", "Being told")
    SENT = "sent", pgettext_lazy("days of a month", "To be checked")
    APPROVED = "approved", pgettext_lazy("days of a month", "Checked")


@dataclass(frozen=True, kw_only=True)
class MonthFacts(StateFacts):
    """What a state of a month tells. own: in the person's words; host: in the workplace's."""

    own: Text
    host: Text


S = MonthState
FACTS = facts_of_all(MonthState, MonthFacts, {
    S.OPEN: MonthFacts(
        tone="info", tones={ON_THE_LIST: "warn"}, day=Day(counted="working", since="to_tell_from"),
        wait=Wait(
            HOST, _("Tell the days and hours"),
            own=_("The workplace tells your days and hours by %(date)s. You can say why you were away."),
        ),
        own=pgettext_lazy("own days", "The month is still open"),
        host=pgettext_lazy("workplace, days", "To be told"),
    ),
    S.SENT: MonthFacts(
        tone="warn", tones={ON_THE_LIST: "info"}, day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Check the days and hours"),
            own=_("It is your worker's turn: %(worker)s. Your days are checked by %(date)s."),
            host=_("It is the worker's turn. The days are checked by %(date)s. You need do nothing now."),
        ),
        own=pgettext_lazy("own days", "Your worker checks the days"),
        host=pgettext_lazy("workplace, days", "With the worker"),
    ),
    S.APPROVED: MonthFacts(
        tone="ok", day=no_day("Checked; a correction opens the month again."),
        wait=Wait(
            NOBODY, _("Checked"),
            own=_("The days of this month are ready. If something is wrong, say so: %(phone)s."),
        ),
        own=pgettext_lazy("own days", "Checked"),
        host=pgettext_lazy("workplace, days", "Checked"),
    ),
})  # fmt: skip

# Days are told, changed and explained while the month is so; afterwards a correction opens it again.
CHANGEABLE = frozenset({S.OPEN})
