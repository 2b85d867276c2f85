"""States of host employers and vacancies: what each means to whom, and the sets of them that follow."""

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
    TO_THE_HOST,
    WORKING_DAYS,
    StateFacts,
    Wait,
    facts_of_all,
    no_day,
    set_by_the_act,
)


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


H, V = HostState, VacancyState
DECIDED = no_day("It has been decided.")
OPEN_UNTIL = no_day("A place has a day until which it is open.")


@dataclass(frozen=True, kw_only=True)
class HostFacts(StateFacts):
    """What a state of a host employer tells. takes_people: somebody new may begin there; offers: it may write
    of places; stops: why not is told on its own page."""

    takes_people: bool = True
    offers: bool = True

    @property
    def stops(self) -> bool:
        """Whether a reason belongs to the state."""
        return not self.takes_people


HOST_FACTS = facts_of_all(HostState, HostFacts, {
    H.REGISTERED: HostFacts(
        tone="info", day=WORKING_DAYS,
        wait=Wait(
            COORDINATOR, _("Check the host employer"),
            host=_(
                "It is the worker's turn. The worker checks your organisation by %(date)s. "
                "You need do nothing now."
            ),
        ),
    ),
    H.VERIFIED: HostFacts(tone="ok", day=DECIDED, wait=Wait(NOBODY, _("Checked"))),
    H.REJECTED: HostFacts(
        tone="late", day=DECIDED, takes_people=False, offers=False,
        wait=Wait(
            NOBODY, pgettext_lazy("host", "Not accepted"),
            host=_(
                "Your organisation was not accepted. You cannot offer places now. "
                "Is something wrong here, or has something changed? Call: %(phone)s."
            ),
        ),
    ),
    H.SUSPENDED: HostFacts(
        tone="warn", day=set_by_the_act("The day to look again is chosen with the hold.", ahead=3),
        takes_people=False,
        wait=Wait(
            COORDINATOR, _("Look again at the hold"),
            host=_(
                "Your organisation is on hold. Your open places are not shown, and nobody new begins. "
                "Who works with you already goes on as agreed. The worker looks at it again by %(date)s. "
                "Do you want to talk? Call: %(phone)s."
            ),
        ),
    ),
    H.CLOSED: HostFacts(
        tone="quiet", day=DECIDED, takes_people=False, offers=False,
        wait=Wait(
            NOBODY, pgettext_lazy("host", "Closed"),
            host=_(
                "Your organisation has stopped offering places. You can still read what has been. "
                "Would you like to begin again? Call: %(phone)s."
            ),
        ),
    ),
})  # fmt: skip
TURNED_AWAY = frozenset(state for state, facts in HOST_FACTS.items() if not facts.takes_people)
OFFERS = frozenset(state for state, facts in HOST_FACTS.items() if facts.offers)


@dataclass(frozen=True, kw_only=True)
class VacancyFacts(StateFacts):
    """What a state of a vacancy tells. first: which comes first on the host's list; editable: its text is."""

    first: int
    editable: bool = False


VACANCY_FACTS = facts_of_all(VacancyState, VacancyFacts, {
    V.DRAFT: VacancyFacts(
        tone="quiet", day=no_day("A draft is the host's own until it is sent."), first=4, editable=True,
        wait=Wait(HOST, _("Finish the place and send it")),
    ),
    V.SUBMITTED: VacancyFacts(
        tone="info", tones={TO_THE_HOST: "quiet"}, day=WORKING_DAYS, first=3,
        wait=Wait(
            COORDINATOR, _("Check the place"),
            host=_(
                "It is the worker's turn. The worker reads the place by %(date)s. You need do nothing now."
            ),
        ),
    ),
    V.RETURNED: VacancyFacts(
        tone="warn", tones={ON_THE_LIST: "info"}, day=WORKING_DAYS, first=1, editable=True,
        wait=Wait(HOST, _("Change the place and send it again")),
    ),
    V.OPEN: VacancyFacts(tone="ok", day=OPEN_UNTIL, first=2, wait=Wait(NOBODY, _("Open"))),
    V.PAUSED: VacancyFacts(
        tone="quiet", day=OPEN_UNTIL, first=5,
        wait=Wait(
            NOBODY, _("Paused"),
            host=_("The place is paused. It opens again by itself on %(reopens)s. You need do nothing now."),
        ),
    ),
    V.EXPIRED: VacancyFacts(
        tone="warn", tones={ON_THE_LIST: "info", TO_THE_HOST: "quiet"}, first=6,
        day=no_day("It has left the lists; nobody waits for it."),
        wait=Wait(HOST, _("Renew or close")),
    ),
    V.CLOSED: VacancyFacts(
        tone="quiet", day=no_day("The place is closed."), first=7, wait=Wait(NOBODY, _("Closed"))
    ),
})  # fmt: skip

EDITABLE = frozenset(state for state, facts in VACANCY_FACTS.items() if facts.editable)
NOT_CLOSED = tuple(state for state in VacancyState if state != V.CLOSED)
NOT_CHECKED = EDITABLE | {V.SUBMITTED}
