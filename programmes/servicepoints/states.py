"""States of a complaint."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ComplaintState(models.TextChoices):
    """Where a complaint stands, as the staff reads it."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "Being looked into")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")


# What the sender reads beside the code.
OWN_WORDS = {
    ComplaintState.RECEIVED: _("Your message has come to us"),
    ComplaintState.ACKNOWLEDGED: _("We are looking into it"),
    ComplaintState.ANSWERED: _("You have an answer"),
    ComplaintState.CLOSED: _("This has been closed"),
}
UNANSWERED = frozenset({ComplaintState.RECEIVED, ComplaintState.ACKNOWLEDGED})
