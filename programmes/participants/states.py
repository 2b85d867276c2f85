"""States of a participation and sets of them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ParticipationState(models.TextChoices):
    """Where one person's time in the service stands; the labels are those staff read."""

    REFERRED = "referred", pgettext_lazy("staff", "Referred")
    WAITING = "waiting", pgettext_lazy("staff", "Waiting to start")
    RETURNED = "returned", pgettext_lazy("staff", "Back with the officer")
    ACTIVE = "active", pgettext_lazy("staff", "Under way")
    ON_HOLD = "on_hold", pgettext_lazy("staff", "On a break")
    WITHDRAWN = "withdrawn", pgettext_lazy("staff", "Stopped at own request")
    ENDED = "ended", pgettext_lazy("staff", "Ended")


# What the participant reads for each state.
OWN_WORDS = {
    ParticipationState.REFERRED: pgettext_lazy("participant", "You have been referred to the service"),
    ParticipationState.WAITING: pgettext_lazy("participant", "You are waiting to start"),
    ParticipationState.RETURNED: pgettext_lazy("participant", "Your officer will contact you"),
    ParticipationState.ACTIVE: pgettext_lazy("participant", "You are in"),
    ParticipationState.ON_HOLD: pgettext_lazy("participant", "On a break"),
    ParticipationState.WITHDRAWN: pgettext_lazy("participant", "You chose to stop"),
    ParticipationState.ENDED: pgettext_lazy("participant", "Ended"),
}

OPEN = frozenset(
    {
        ParticipationState.REFERRED,
        ParticipationState.WAITING,
        ParticipationState.RETURNED,
        ParticipationState.ACTIVE,
        ParticipationState.ON_HOLD,
    }
)
IN_SERVICE = frozenset({ParticipationState.WAITING, ParticipationState.ACTIVE, ParticipationState.ON_HOLD})
CAN_WITHDRAW = (
    ParticipationState.REFERRED,
    ParticipationState.WAITING,
    ParticipationState.ACTIVE,
    ParticipationState.ON_HOLD,
)
