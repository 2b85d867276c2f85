"""States of host employers and vacancies."""

from django.db import models
from django.utils.translation import pgettext_lazy


class HostState(models.TextChoices):
    """Whether a host employer has been checked."""

    REGISTERED = "registered", pgettext_lazy("host", "Being checked")
    VERIFIED = "verified", pgettext_lazy("host", "Checked")
    REJECTED = "rejected", pgettext_lazy("host", "Not accepted")
    SUSPENDED = "suspended", pgettext_lazy("host", "On hold")
    CLOSED = "closed", pgettext_lazy("host", "Closed")


class VacancyState(models.TextChoices):
    """Where an open place stands."""

    DRAFT = "draft", pgettext_lazy("vacancy", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("vacancy", "Being checked")
    RETURNED = "returned", pgettext_lazy("vacancy", "Needs a change")
    OPEN = "open", pgettext_lazy("vacancy", "Open")
    PAUSED = "paused", pgettext_lazy("vacancy", "Paused")
    EXPIRED = "expired", pgettext_lazy("vacancy", "Out of date")
    CLOSED = "closed", pgettext_lazy("vacancy", "Closed")


EDITABLE = frozenset({VacancyState.DRAFT, VacancyState.RETURNED})
NOT_CLOSED = (
    VacancyState.DRAFT,
    VacancyState.SUBMITTED,
    VacancyState.RETURNED,
    VacancyState.OPEN,
    VacancyState.PAUSED,
    VacancyState.EXPIRED,
)
